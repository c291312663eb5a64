import json

import shapely

from geostrike.model import PlaceKind

from .conftest import SIRTE, WOF_HEADER, WOF_SIRTE


def outline(wof_id: int, name: str, half_deg: float, **properties: object) -> dict[str, object]:
    area = shapely.box(16.58866 - half_deg, 31.20892 - half_deg, 16.58866 + half_deg, 31.20892 + half_deg)
    about = {"wof_id": wof_id, "name": name, "cc": "LY", "gn_id": -1, **properties}
    return {"type": "Feature", "properties": about, "geometry": json.loads(shapely.to_geojson(area))}


def collection(*features: dict[str, object]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features)})


def test_country_comes_from_the_file_name_or_else_from_where_the_point_lies(write, built):
    for name in ("wof_places_ly.tsv.gz", "places.tsv"):
        gazetteer, _ = built(write(name, [WOF_HEADER, WOF_SIRTE]))
        assert gazetteer.search("Sirt")[0].place.country == "LY"


def test_same_geonames_id_is_one_place_with_both_sources_names_and_the_newer_point(write, built):
    gazetteer, reports = built(write("wof_ly.tsv", [WOF_HEADER, WOF_SIRTE]), write("LY.txt", [SIRTE]))
    assert [(r.places, r.united) for r in reports] == [(1, 0), (0, 1)]
    (candidate,) = gazetteer.search("Syrte", country="LY")
    assert "gn:2210554" in candidate.place.source
    assert "Who's On First" in candidate.place.source
    assert (candidate.place.lat, candidate.place.population) == (31.20892, 128_123)
    assert gazetteer.search("سرت")[0].place == candidate.place


def test_row_that_was_cut_is_reported(write, built):
    _, (report,) = built(write("wof_ly.tsv", [WOF_HEADER, WOF_SIRTE, WOF_SIRTE[:30]]))
    assert (report.places, report.faults.total()) == (1, 1)


def test_outline_of_a_settlement_gives_its_extent_where_its_area_is_likely(write, built):
    places = write("wof_ly.tsv", [WOF_HEADER, WOF_SIRTE.replace("\t0\tlocality", "\t106705\tlocality")])
    gazetteer, _ = built(places, write("outlines.geojson", collection(outline(421180737, "Sirt", 0.03))))
    place = gazetteer.search("Sirt")[0].place
    assert place.area is not None
    assert shapely.box(16.55, 31.17, 16.62, 31.24).contains(place.area)


def test_outline_of_an_unlikely_area_is_set_aside_and_counted(write, built):
    places = write("wof_ly.tsv", [WOF_HEADER, WOF_SIRTE.replace("\t0\tlocality", "\t106705\tlocality")])
    gazetteer, reports = built(places, write("outlines.geojson", collection(outline(421180737, "Sirt", 0.5))))
    assert gazetteer.search("Sirt")[0].place.area is None
    assert "1 outlines set aside" in reports[-1].summary()[0]


def test_regions_and_counties_are_areas(write, built):
    features = (
        outline(1, "Surt", 0.9, placetype="region", names=["Sirte District", "سرت"]),
        outline(2, "Harawa", 0.2, placetype="county"),
    )
    gazetteer, (report,) = built(write("wof_admin.geojson.gz", collection(*features)))
    assert report.format == "wof-outlines"
    place = gazetteer.search("Sirte District")[0].place
    assert (place.kind, place.country, place.area is not None) == (PlaceKind.ADMIN1, "LY", True)
    assert gazetteer.search("Harawa")[0].place.kind is PlaceKind.ADMIN2
