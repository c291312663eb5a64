"""Files that other tools open, the same bytes for the same frame, and never half a file."""

import csv
import json
import os
import re
import threading
from datetime import date
from xml.etree import ElementTree

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely
from shapely.geometry import Point, box

from geostrike.errors import InputError, MissingExtraError, UnreadableError
from geostrike.files import replacing
from geostrike.tables import EVENTS, check, event_frame
from geostrike.tables.changes import changes
from geostrike.writers import SUFFIXES, to_bytes, write

REGION = box(16, 30, 17, 31)
BELOW = (box(16.4, 30.4, 16.6, 30.6), box(16.2, 30.2, 16.8, 30.8))
ROWS = [
    {
        "event_id": "e1",
        "n_reports": 2,
        "n_sources": 1,
        "report_ids": "a#1;b#1",
        "published": date(2017, 1, 19),
        "date_start": date(2017, 1, 18),
        "date_end": date(2017, 1, 19),
        "killed_min": 80,
        "quote": 'They said "no", at Bāniyās; \N{RIGHT-TO-LEFT MARK}سرت',
        "actor": "=HYPERLINK(0)",
        "accounts": '[{"doc_id": "a"}]',
        "target": "{{ 7*7 }}</script><b>",
        "status": "located",
        "lon": 16.5,
        "lat": 30.5,
        "region": REGION,
        "region_90": REGION,
        "region_80": BELOW[1],
        "region_50": BELOW[0],
        "point": Point(16.5, 30.5),
    },
    {"event_id": "e2", "n_reports": 1, "n_sources": 1, "status": "unlocated", "reason": "no locality in the text"},
]


@pytest.fixture
def frame():
    return event_frame(ROWS)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_frame_gives_the_same_bytes(frame, suffix):
    first = to_bytes(frame, suffix)
    assert first
    assert to_bytes(frame.copy(), suffix) == first


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_frame_can_be_written(suffix):
    assert to_bytes(event_frame([]), suffix)


def test_a_geopackage_has_regions_and_points(frame, tmp_path):
    path = tmp_path / "events.gpkg"
    write(frame, path)
    layers = {"regions": "MultiPolygon", "points": "Point", "levels": "MultiPolygon"}
    assert dict(pyogrio.list_layers(path)) == layers
    regions = gpd.read_file(path, layer="regions")
    points = gpd.read_file(path, layer="points")
    assert regions.crs == points.crs == "EPSG:4326"
    assert regions.geometry[0].equals(REGION)
    assert points.geometry[0] == Point(16.5, 30.5)
    assert list(regions["event_id"]) == ["e1", "e2"]
    assert regions.geometry.isna().tolist() == [False, True]
    assert regions["date_start"][0] == pd.Timestamp(2017, 1, 18)
    assert regions["date_start"].isna()[1]
    assert (regions["killed_min"][0], regions["quote"][0]) == (80, ROWS[0]["quote"])
    assert pyogrio.read_info(path, layer="regions")["fields"][0] == "event_id"


def test_a_geopackage_has_the_regions_at_every_level(frame, tmp_path):
    path = tmp_path / "events.gpkg"
    write(frame, path)
    levels = gpd.read_file(path, layer="levels")
    assert levels.crs == "EPSG:4326"
    assert levels[["event_id", "level"]].to_numpy().tolist() == [["e1", 0.9], ["e1", 0.8], ["e1", 0.5]]
    assert [shape.bounds for shape in levels.geometry] == [REGION.bounds, BELOW[1].bounds, BELOW[0].bounds]
    assert levels["area_km2"].is_monotonic_decreasing
    assert levels["area_km2"][0] == pytest.approx(10_600, rel=0.01)
    assert levels["date_start"][0] == pd.Timestamp(2017, 1, 18)
    joined = levels.merge(gpd.read_file(path, layer="regions")[["event_id", "quote"]], on="event_id")
    assert joined["quote"].tolist() == [ROWS[0]["quote"]] * 3


def test_a_frame_without_levels_has_no_layer_of_them(frame, tmp_path):
    path = tmp_path / "events.gpkg"
    write(frame.drop(columns=["region_50", "region_80", "region_90"]), path)
    assert dict(pyogrio.list_layers(path)) == {"regions": "MultiPolygon", "points": "Point"}


def test_geojson_follows_the_rfc(frame):
    data = json.loads(to_bytes(frame, ".geojson"))
    assert "crs" not in data
    first, second = data["features"]
    assert (first["id"], second["id"]) == ("e1", "e2")
    assert shapely.geometry.shape(first["geometry"]).exterior.is_ccw
    assert second["geometry"] is None
    assert first["properties"]["date_start"] == "2017-01-18"
    assert first["properties"]["accounts"] == ROWS[0]["accounts"]
    assert first["properties"]["target"] == ROWS[0]["target"]
    assert second["properties"]["killed_min"] is None


def test_csv_cells_are_no_formulas(frame):
    rows = list(csv.DictReader(to_bytes(frame, ".csv").decode("utf-8-sig").splitlines()))
    assert rows[0]["actor"] == "'=HYPERLINK(0)"
    assert rows[0]["quote"] == ROWS[0]["quote"]
    assert rows[0]["region_wkt"].startswith("POLYGON")
    assert (rows[1]["killed_min"], rows[1]["region_wkt"]) == ("", "")
    assert rows[0]["date_end"] == "2017-01-19"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "  =", "\u00a0="])
def test_each_start_of_a_formula_is_guarded(start):
    frame = event_frame([{**ROWS[1], "quote": f"{start}1+1", "lon": -1.5}])
    text = to_bytes(frame, ".csv").decode()
    assert f"'{start}1+1" in text
    assert "'-1.5" not in text


def test_a_csv_opens_in_a_spreadsheet_as_it_is():
    islands = shapely.MultiPolygon([shapely.Point(x, x % 7).buffer(0.4, 64) for x in range(20)])
    data = to_bytes(event_frame([{**ROWS[0], "quote": "in Tāzirbū", "region": islands}]), ".csv")
    assert data.startswith(b"\xef\xbb\xbfevent_id,"), "what tells Excel that it is UTF-8"
    (row,) = csv.DictReader(data.decode("utf-8-sig").splitlines())
    assert row["quote"] == "in Tāzirbū"
    assert len(islands.wkt) > 32_767 > len(row["region_wkt"])
    written = shapely.from_wkt(row["region_wkt"])
    assert written.is_valid
    assert written.intersection(islands).area > 0.95 * islands.area


def test_kml_is_well_formed_and_named(frame):
    text = to_bytes(frame, ".kml").decode()
    assert "<name>e1</name>" in text
    assert "</script>" not in text


def test_characters_that_xml_forbids_do_not_break_kml():
    data = to_bytes(event_frame([{**ROWS[0], "event_id": "e\x1b1", "quote": "a\x0bb\uffffc"}]), ".kml")
    fields = ElementTree.fromstring(data).iter()  # noqa: S314 - our own file
    texts = [element.text for element in fields]
    assert "e\ufffd1" in texts
    assert "a\ufffdb\ufffdc" in texts


def test_kml_has_no_text_that_a_viewer_would_show_as_html():
    hostile = "<img src=https://evil.example/x.png></td><script>1</script><!-- 1<2"
    data = to_bytes(event_frame([{**ROWS[0], "quote": hostile, "actor": hostile}]), ".kml")
    texts = [element.text or "" for element in ElementTree.fromstring(data).iter()]  # noqa: S314 - our own file
    assert "< img src=https://evil.example/x.png>< /td>< script>1< /script>< !-- 1<2" in texts
    assert not [text for text in texts if re.search("<[a-zA-Z/!?]", text)]


def test_parquet_keeps_both_geometries(frame, tmp_path):
    path = tmp_path / "events.parquet"
    write(frame, path)
    back = gpd.read_parquet(path)
    assert back.active_geometry_name == "region"
    assert back["point"].iloc[0] == Point(16.5, 30.5)


def test_a_frame_comes_back_from_parquet_as_it_was(frame, tmp_path):
    write(frame, tmp_path / "events.parquet")
    back = gpd.read_parquet(tmp_path / "events.parquet")
    check(back, EVENTS)
    assert changes(frame, back).empty


def test_parquet_without_pyarrow_names_the_extra(frame, tmp_path, monkeypatch):
    def missing(*_, **__):
        raise ImportError("pyarrow")

    monkeypatch.setattr(gpd.GeoDataFrame, "to_parquet", missing)
    with pytest.raises(MissingExtraError, match=r"geostrike\[parquet\]"):
        write(frame, tmp_path / "x.parquet")
    assert not list(tmp_path.iterdir())


def test_another_suffix_is_refused(frame, tmp_path):
    with pytest.raises(InputError, match=r"\.xlsx is no known format; end it in \.gpkg"):
        write(frame, tmp_path / "x.xlsx")


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")

    def half(beside):
        beside.write_text("half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), replacing(path) as beside:
        half(beside)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_device_or_a_pipe_is_written_to_and_never_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    with replacing(pipe) as beside:
        beside.write_bytes(b"whole")
    reader.join(timeout=10)
    assert read == [b"whole"]
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_link_stays_a_link(tmp_path):
    kept = tmp_path / "elsewhere" / "kept.html"
    kept.parent.mkdir()
    kept.write_bytes(b"old")
    link = tmp_path / "map.html"
    link.symlink_to(kept)
    with replacing(link) as beside:
        beside.write_bytes(b"new")
    assert link.is_symlink()
    assert kept.read_bytes() == b"new"


def test_places_that_cannot_be_written_are_named(tmp_path, frame):
    with pytest.raises(UnreadableError, match="does not exist; create it"):
        write(frame, tmp_path / "no" / "x.csv")
    (tmp_path / "x.csv").mkdir()
    with pytest.raises(UnreadableError, match="is a folder"):
        write(frame, tmp_path / "x.csv")
    with pytest.raises(UnreadableError, match="No space left"), replacing(tmp_path / "y"):
        raise OSError(28, "No space left on device")
