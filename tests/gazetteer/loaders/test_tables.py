import json

import geopandas as gpd
import pytest
import shapely

from geostrike.errors import InputError
from geostrike.gazetteer.loaders import parse_columns
from geostrike.model import PlaceKind


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_table_with_usual_headings_needs_no_column_map(write, built, mark):
    lines = [
        mark.join(line) for line in (["Name", "Longitude", "LAT", "Country"], ["Bir Dufan", "14.9", "31.9", "Libya"])
    ]
    gazetteer, (report,) = built(write("wells.csv", lines))
    assert report.format == "csv"
    place = gazetteer.search("Bir Dufan")[0].place
    assert (place.id, place.country, place.lon, place.lat) == ("wells:2", "LY", 14.9, 31.9)


def test_column_map_names_the_columns(write, built):
    lines = ["TOWN,X,Y,CC,PEOPLE,AKA,SORT", "Bir Dufan,14.9,31.9,LBY,1200,Dufan Well|بئر دوفان,site"]
    columns = parse_columns("name=TOWN,lon=X,lat=Y,country=CC,population=PEOPLE,alternates=AKA,kind=SORT")
    gazetteer, _ = built(write("wells.csv", lines), columns=columns)
    place = gazetteer.search("بئر دوفان")[0].place
    assert (place.country, place.kind, place.population) == ("LY", PlaceKind.SITE, 1200)


def test_country_is_found_by_location_where_the_table_has_none(write, built):
    gazetteer, _ = built(write("w.csv", ["name,lon,lat", "Bir Dufan,14.9,31.9", "On the Pier,13.19,32.915"]))
    assert gazetteer.search("Bir Dufan", country="LY")
    assert gazetteer.search("On the Pier", country="LY")[0].place.country == "LY"


@pytest.mark.parametrize("text", ["name", "name=", "town=X", "", "name=A,foo=B"])
def test_wrong_column_map_is_refused_with_the_fields(text):
    with pytest.raises(InputError, match=r"needs FIELD=HEADING.*name, lon, lat"):
        parse_columns(text)


def test_heading_that_is_not_there_is_refused_with_those_that_are(write, built):
    with pytest.raises(InputError, match=r"w\.csv: no column TOWN; it has name, lon, lat"):
        built(write("w.csv", ["name,lon,lat", "A,1,2"]), columns={"name": "TOWN"})


def test_missing_columns_are_named_with_the_remedy(write, built):
    with pytest.raises(InputError, match=r"no column for lat among name, lon; say which: --columns lat=HEADING"):
        built(write("w.csv", ["name,lon", "A,1"]), format_name="csv")


def test_quoted_fields_may_run_over_lines_and_a_lone_quote_spoils_one_row_only(write, built):
    lines = ["name,lon,lat,note", '"Bir, Dufan",14.9,31.9,"two', 'lines"', '"Lone,14,31,x']
    lines += [f"Place {i},14,{20 + i / 10},x" for i in range(30)]
    gazetteer, (report,) = built(write("w.csv", lines))
    assert report.places == 31
    assert report.shown == ["w.csv, line 4: a quotation mark that does not close within 20 lines ('\"Lone,14,31,x')"]
    assert gazetteer.search("Bir, Dufan")


def test_windows_encoding_is_named_line_by_line(write, built):
    data = b"name,lon,lat\nBir Dufan,14.9,31.9\n" + "Fezzân,14,26\n".encode("cp1252")
    _, (report,) = built(write("w.csv", data))
    assert report.places == 1
    assert "line 3: not UTF-8; convert it: iconv" in report.shown[0]


def test_byte_order_mark_and_windows_line_ends_are_fine(write, built):
    gazetteer, _ = built(write("w.csv", "\ufeffname,lon,lat\r\nBir Dufan,14.9,31.9\r\n"))
    assert gazetteer.search("Bir Dufan")


def features() -> list[dict[str, object]]:
    square = json.loads(shapely.to_geojson(shapely.box(14, 31, 14.1, 31.1)))
    point = {"type": "Point", "coordinates": [16.5, 29.5]}
    return [
        {"type": "Feature", "properties": {"name": "Camp One", "kind": "region"}, "geometry": square},
        {"type": "Feature", "properties": {"name": "Well Two", "aliases": ["W2", "بئر"]}, "geometry": point},
        {"type": "Feature", "properties": {"name": "Nowhere"}, "geometry": None},
        {"type": "Feature", "properties": {"name": "Off"}, "geometry": {"type": "Point", "coordinates": [500, 0]}},
        {"type": "Feature", "properties": {"name": "Odd"}, "geometry": {"type": "Polygon", "coordinates": "x"}},
    ]


@pytest.mark.parametrize("lines", [True, False])
def test_geojson_collection_and_sequence(write, built, lines):
    text = (
        "\n".join(map(json.dumps, features()))
        if lines
        else json.dumps({"type": "FeatureCollection", "features": features()})
    )
    gazetteer, (report,) = built(write("own.geojson", text))
    assert (report.format, report.places, report.faults.total()) == ("geojson", 2, 3)
    assert report.shown[0] == "own.geojson, feature 3: no geometry"
    camp = gazetteer.search("Camp One")[0].place
    assert camp.area is not None
    assert camp.extent_m > 5_000
    assert gazetteer.search("بئر")[0].place.name == "Well Two"


def test_outline_that_a_user_gives_stands_whatever_its_size(write, built):
    square = json.loads(shapely.to_geojson(shapely.box(14, 31, 15, 32)))
    feature = {"type": "Feature", "properties": {"name": "Wide Village"}, "geometry": square}
    gazetteer, _ = built(write("own.geojson", json.dumps(feature)))
    assert gazetteer.search("Wide Village")[0].place.area.area == pytest.approx(1.0)


def test_geojson_that_was_cut_keeps_the_whole_features(write, built):
    text = json.dumps({"type": "FeatureCollection", "features": features()[:2]})
    _, (report,) = built(write("own.geojson", text[:-40]))
    assert (report.places, report.faults.total()) == (1, 1)
    assert "feature 2: not JSON from here on" in report.shown[0]


def test_geojson_features_larger_than_a_reading_step(write, built):
    ring = shapely.Point(14, 30).buffer(0.5, quad_segs=30_000)
    feature = {"type": "Feature", "properties": {"name": "Round"}, "geometry": json.loads(shapely.to_geojson(ring))}
    text = json.dumps({"type": "FeatureCollection", "features": [feature, *features()[:1]]})
    assert len(text) > 2 << 20
    _, (report,) = built(write("own.geojson", text))
    assert report.places == 2


def test_geopackage_layers_are_brought_to_wgs84(tmp_path, built):
    path = tmp_path / "own.gpkg"
    points = gpd.GeoDataFrame(
        {"TOWN": ["Bir Dufan", None]}, geometry=gpd.points_from_xy([14.9, 15], [31.9, 30]), crs=4326
    )
    points.to_crs(32633).to_file(path, layer="wells")
    gazetteer, (report,) = built(path, columns={"name": "TOWN"})
    assert (report.format, report.places, dict(report.faults)) == ("geopackage", 1, {"no name": 1})
    place = gazetteer.search("Bir Dufan")[0].place
    assert (place.lon, place.lat) == pytest.approx((14.9, 31.9), abs=1e-6)
