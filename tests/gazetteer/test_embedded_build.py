"""A slice of the embedded store, built anew from samples of its sources, equals what is committed."""

import csv
import json
import sqlite3
import tomllib
from pathlib import Path

import pytest
import shapely

from geostrike.gazetteer import Source, StoreWriter
from geostrike.gazetteer.embedded import layers, sources
from geostrike.gazetteer.gazetteer import EMBEDDED
from geostrike.gazetteer.store import Store
from geostrike.model import PlaceKind

DATA = Path(__file__).parent / "data"
MANIFEST = sources.manifest()
NEAR, LOOSE = (frozenset(MANIFEST["selection"][key].split()) for key in ("near", "loose"))


@pytest.fixture(scope="module")
def committed():
    return Store.open(EMBEDDED)


def rows(connection, refs):
    """What the store says of places, by their public ids: columns, keys and outline."""
    told = {}
    for ref in refs:
        prefix, _, bare = ref.partition(":")
        found = connection.execute(
            "SELECT place.id, place.name, country, kind, lon_e7, lat_e7, population, extent_m, precision_m, geometry"
            " FROM place JOIN source ON source.id = source LEFT JOIN poly ON poly.id = poly"
            " WHERE prefix = ? AND CAST(ref AS TEXT) = ?",
            (prefix, bare),
        ).fetchall()
        assert len(found) == 1, ref
        keys = connection.execute("SELECT key, form, level FROM name WHERE place = ?", found[0][:1]).fetchall()
        told[ref] = (found[0][1:], sorted(keys))
    return told


def rebuilt(records):
    with StoreWriter() as writer:
        ids = [f"{record.source.prefix}:{record.ref}" for record in records if writer.add(record)]
    return rows(writer.connection, ids)


def same(records, committed):
    fresh = rebuilt(list(records))
    assert fresh
    assert fresh == rows(committed.connection, fresh)


def test_settlements(committed):
    cities = json.loads((DATA / "cities_sample.json").read_text("utf-8"))
    source = sources.source(MANIFEST["geonames"])
    known_from = MANIFEST["selection"]["known_from"]
    same(layers.settlements(cities, source, near=NEAR, loose=LOOSE, known_from=known_from), committed)


def test_airfields(committed):
    with (DATA / "airports_sample.csv").open(encoding="utf-8", newline="") as lines:
        airports = list(csv.DictReader(lines))
    made = list(
        layers.airfields(
            airports, sources.source(MANIFEST["airfields"]), MANIFEST["airfield_names"], near=NEAR, loose=LOOSE
        )
    )
    assert {record.ref for record in made} == {"ORAA", "ORAT", "HL69", "HLMS"}
    same(made, committed)


def test_first_order_units(committed):
    document = json.loads((DATA / "admin1_sample.json").read_text("utf-8"))
    spellings = {row["unit"]: row["alternates"] for row in sources.table("admin_names")}
    coded = layers.first_order_units(document, sources.source(MANIFEST["admin1"]), spellings)
    same([record for _, record in coded], committed)


def test_physical_regions(committed):
    table = sources.table("physical_regions")
    same(layers.outlined_regions(table, PlaceKind.PHYSICAL, sources.source(MANIFEST["curated"])), committed)


def test_countries_and_their_borders(committed):
    pytest.importorskip("babel", reason="needs the dependency group `build`")
    from geostrike.gazetteer.embedded.countries import Countries

    topology = json.loads((DATA / "countries_sample.json").read_text("utf-8"))
    table = json.loads((DATA / "country_table_sample.json").read_text("utf-8"))
    countries = Countries(topology, table, {}, {})
    spellings = {row["country"]: row["names"] for row in sources.table("country_names")}
    same(countries.records(sources.source(MANIFEST["countries"]), spellings), committed)
    assert countries.borders() == {}


def test_every_curated_region_is_in_the_store(committed):
    ids = {
        f"gs:{row['id']}" for name in ("informal_regions", "seas", "physical_regions") for row in sources.table(name)
    }
    sql = "SELECT ref FROM place JOIN source ON source.id = source WHERE prefix = 'gs'"
    stored = {f"gs:{ref}" for (ref,) in committed.connection.execute(sql)}
    assert ids <= stored


def test_every_curated_row_names_its_source():
    for name in ("informal_regions", "seas", "physical_regions", "admin_names"):
        assert all(row["source"] for row in sources.table(name)), name


def test_outlines_are_valid_polygons(committed):
    for kind in (PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.WATER, PlaceKind.PHYSICAL, PlaceKind.REGION):
        shapes = committed.shapes((-180, -90, 180, 90), kind)
        assert shapes
        assert all(shape.geom_type in ("Polygon", "MultiPolygon") for shape in shapes)
        assert shapely.is_valid(shapes).all()


def test_store_tells_its_sources_as_the_manifest_does(committed):
    manifest = tomllib.loads((sources.HERE / "sources.toml").read_text("utf-8"))
    wanted = {sources.source(manifest[key]) for key in ("geonames", "airfields", "admin1", "countries", "curated")}
    assert set(committed.sources()) == wanted
    assert all(source.licence and source.attribution and source.date for source in wanted)


def test_store_fits_into_the_package():
    assert EMBEDDED.stat().st_size <= 30e6


def test_same_records_give_the_same_bytes(tmp_path):
    cities = json.loads((DATA / "cities_sample.json").read_text("utf-8"))
    source = Source("gn", "GeoNames")
    for path in (tmp_path / "a.sqlite", tmp_path / "b.sqlite"):
        with StoreWriter(path) as writer:
            for record in layers.settlements(cities, source, near=NEAR, loose=LOOSE, known_from=0):
                writer.add(record)
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()


def test_a_changed_source_is_refused(tmp_path):
    from geostrike.errors import GazetteerError

    entry = {**MANIFEST["countries"], "archive_sha256": "0" * 64}
    archive = tmp_path / "world-atlas-2.0.2.tgz"
    archive.write_bytes(b"something else")
    with pytest.raises(GazetteerError, match="sha256"):
        sources.read_json(entry, tmp_path)


def test_sqlite_finds_no_fault_in_the_store():
    connection = sqlite3.connect(f"file:{EMBEDDED}?mode=ro&immutable=1", uri=True)
    assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
