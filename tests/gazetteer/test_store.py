"""Opening, writing and merging stores."""

import pickle
import sqlite3
import threading

import pandas as pd
import pytest
import shapely

from geostrike.errors import GazetteerError, InputError
from geostrike.gazetteer import Gazetteer, PlaceRecord, Source, StoreWriter, polygons
from geostrike.gazetteer.gazetteer import EMBEDDED
from geostrike.model import PlaceKind

OWN = Source("own", "own places", date="2020-01-01")
NEWER = Source("new", "a newer survey", date="2024-01-01")
GEONAMES = Source("gn", "GeoNames", date="2022")


def written(path, *records, merge=False):
    with StoreWriter(path) as writer:
        for record in records:
            writer.add(record, merge=merge)
    return Gazetteer.open(path)


def test_what_is_written_is_read(tmp_path):
    square = shapely.box(10, 20, 10.5, 20.25)
    record = PlaceRecord(
        OWN, "x1", "Xanadu", 10.1234567, -20.7654321, "LY", population=5000, admin1="Nowhere", alternates=("Shangdu",)
    )
    gazetteer = written(
        tmp_path / "own.sqlite", record, PlaceRecord(OWN, 2, "Box", 10.25, 20.125, kind=PlaceKind.ADMIN2, area=square)
    )
    place = gazetteer.search("shangdu")[0].place
    assert (place.id, place.lon, place.lat, place.admin1, place.population) == (
        "own:x1", 10.1234567, -20.7654321, "Nowhere", 5000,
    )  # fmt: skip
    box = gazetteer.search("Box")[0].place
    assert box.area.equals(square)
    assert box.extent_m == pytest.approx(29_600, rel=0.01)


def test_failure_leaves_no_file_and_keeps_the_old_one(tmp_path):
    path = tmp_path / "own.sqlite"
    path.write_bytes(b"the old one")
    other = Source("own", "other places of the same prefix")
    with pytest.raises(GazetteerError, match="prefix"):
        written(path, PlaceRecord(OWN, 1, "Xanadu", 1, 2), PlaceRecord(other, 1, "Shangdu", 1, 2))
    assert [entry.name for entry in tmp_path.iterdir()] == ["own.sqlite"]
    assert path.read_bytes() == b"the old one"


@pytest.mark.parametrize(
    ("lon", "lat", "name"), [(181, 0, "A"), (0, 91, "A"), (float("nan"), 0, "A"), (0, 0, ""), (0, 0, "?!")]
)
def test_impossible_records_are_refused(lon, lat, name):
    with pytest.raises(InputError, match="needs"):
        PlaceRecord(OWN, 1, name, lon, lat)


def test_merging_by_geonames_id_keeps_names_and_takes_the_newer_point(tmp_path):
    gazetteer = written(
        tmp_path / "m.sqlite",
        PlaceRecord(GEONAMES, 7, "Sirte", 16.58, 31.2, "LY"),
        PlaceRecord(NEWER, "a", "Surt", 16.6, 31.21, "LY", population=100_000, geonames=7),
        merge=True,
    )
    (one,) = gazetteer.search("Surt")
    assert one.place.id == "gn:7"
    assert (one.place.lon, one.place.population) == (16.6, 100_000)
    assert one.place.source == "GeoNames + new:a"
    assert gazetteer.search("Sirte")[0].place == one.place


def test_merging_by_name_and_nearness(tmp_path):
    gazetteer = written(
        tmp_path / "m.sqlite",
        PlaceRecord(OWN, 1, "Jilib", 42.77, 0.49, "SO", population=40_000),
        PlaceRecord(NEWER, "a", "JILIB", 42.775, 0.495, "SO"),
        PlaceRecord(NEWER, "b", "Jilib", 43.38, 0.79, "SO"),
        merge=True,
    )
    assert [c.place.id for c in gazetteer.search("Jilib", country="SO")] == ["own:1", "new:b"]


def test_copying_a_store_and_adding_to_it(tmp_path):
    written(
        tmp_path / "a.sqlite",
        PlaceRecord(GEONAMES, 7, "Sirte", 16.58, 31.2, "LY", area=shapely.box(16.55, 31.15, 16.6, 31.2)),
    )
    with StoreWriter(tmp_path / "b.sqlite") as writer:
        writer.copy(tmp_path / "a.sqlite")
        writer.add(PlaceRecord(NEWER, "a", "Hun", 15.94, 29.13, "LY"), merge=True)
    both = Gazetteer.open(tmp_path / "b.sqlite")
    assert both.search("Sirte")[0].place.area is not None
    assert both.search("Hun")[0].place.id == "new:a"
    assert [source.prefix for source in both.sources()] == ["gn", "new"]


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + b"\x00" * 4000])
def test_files_that_are_no_store(tmp_path, content):
    path = tmp_path / "other.sqlite"
    path.write_bytes(content)
    with pytest.raises(GazetteerError, match=r"other\.sqlite"):
        Gazetteer.open(path)


def test_a_database_of_somebody_else(tmp_path):
    path = tmp_path / "theirs.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE place(name)")
    connection.commit()
    connection.close()
    with pytest.raises(GazetteerError, match="not made by geostrike"):
        Gazetteer.open(path)


def test_missing_file_and_cut_file(tmp_path):
    with pytest.raises(GazetteerError, match="no such file"):
        Gazetteer.open(tmp_path / "none.sqlite")
    whole = tmp_path / "whole.sqlite"
    written(whole, *(PlaceRecord(OWN, i, f"Place {i}", i / 100, 0, "LY") for i in range(2000)))
    cut = tmp_path / "cut.sqlite"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    with pytest.raises(GazetteerError, match="build it again"):
        Gazetteer.open(cut)


def test_damage_inside_is_told_in_one_line(tmp_path):
    whole = tmp_path / "whole.sqlite"
    written(whole, *(PlaceRecord(OWN, i, f"Place {i}", i / 100, 0, "LY") for i in range(2000)))
    content = bytearray(whole.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(content)
    with pytest.raises(GazetteerError, match="damaged"):
        Gazetteer.open(damaged).search("Place 77")


def test_stores_pickle_and_work_in_threads():
    frame = pd.DataFrame({"name": ["Xanadu"], "lon": [10.0], "lat": [20.0]})
    for gazetteer, name in ((Gazetteer.default(), "Sirte"), (Gazetteer.from_frame(frame), "Xanadu")):
        again = pickle.loads(pickle.dumps(gazetteer))  # noqa: S301
        found = []
        thread = threading.Thread(target=lambda g=again, n=name, f=found: f.extend(g.search(n)))
        thread.start()
        thread.join()
        assert found == gazetteer.search(name)


def test_geometries_survive_packing():
    ring = shapely.Polygon([(0, 0), (10, 0), (10, 10), (0, 10)], [[(2, 2), (4, 2), (4, 4), (2, 4)]])
    for geometry in (
        ring,
        shapely.MultiPolygon([ring, shapely.box(-179.5, -80, -170.25, -70)]),
        shapely.LineString([(1, 2), (3, 4)]),
    ):
        assert polygons.decode(polygons.encode(geometry)).equals(geometry)


def test_packing_is_good_to_centimetres():
    circle = shapely.Point(43.123456789, 36.987654321).buffer(0.1)
    assert polygons.decode(polygons.encode(circle)).hausdorff_distance(circle) < 2e-7


def test_embedded_store_is_opened_read_only():
    connection = Gazetteer.default()._store.connection
    with pytest.raises(sqlite3.OperationalError):
        connection.execute("DELETE FROM place")
    assert EMBEDDED.is_file()


@pytest.mark.parametrize("code", ["RU", "FJ", "NZ", "US", "KI"])
def test_no_outline_spans_the_globe(code):
    widths = [part.bounds[2] - part.bounds[0] for part in shapely.get_parts(Gazetteer.default().country_shape(code))]
    assert max(widths) < 180
