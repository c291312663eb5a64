"""Any frame can be drawn: odd, empty, broken or strange; what has no area says so."""

from dataclasses import replace
from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import GeometryCollection, LineString, MultiPolygon, Point, Polygon, box

from geostrike.errors import InputError
from geostrike.maps import strike_map
from geostrike.maps.areas import polygonal, unroll, view_of, world_pieces
from geostrike.maps.captions import summary_of
from geostrike.maps.entries import entries_of
from geostrike.maps.groups import MOST_GROUPS, groups_of
from geostrike.maps.packing import FINE, FINEST, pack


def test_strikes_are_numbered_by_date_and_campaigns_apart(events):
    entries = entries_of(events)
    assert [entry.number for entry in entries] == ["1", "2", "3", "4", "C1"]
    assert [entry.when for entry in entries][:2] == ["18–19 Jan 2017", "22 Sep 2017"]
    assert entries[3].when == "date not known"
    assert [region.level for region in entries[0].regions] == [0.9, 0.5]


def test_the_summary_names_the_countries_that_most_is_told_of(events):
    names = {"LY": "Libya", "SO": "Somalia", "SY": "Syria", "IQ": "Iraq", "YE": "Yemen"}
    entries = entries_of(events)
    assert summary_of(entries, names).startswith("Libya · 18 Jan")
    assert summary_of(entries, {}).startswith("18 Jan")
    codes = ["SY", "SO", "LY", "LY", "IQ", "YE", ""]
    told = [replace(entries[0], reference=replace(entries[0].reference, country=code)) for code in codes]
    assert summary_of(told, names).startswith("Libya, Iraq, Somalia, 2 other countries · ")


def test_a_level_can_be_chosen(events):
    assert [region.level for region in entries_of(events, level=0.5)[0].regions] == [0.5]
    with pytest.raises(InputError, match=r"level 0\.8: no event has an area at it"):
        entries_of(events, level=0.8)


@pytest.mark.parametrize("frame", [pd.DataFrame(), gpd.GeoDataFrame(), gpd.GeoDataFrame(geometry=[], crs=4326)])
def test_an_empty_frame_makes_an_empty_map(frame, ground):
    made = strike_map(frame, gazetteer=ground)
    assert "0 strikes" in repr(made)
    assert made.to_svg().startswith("<svg")
    assert "geostrike-data" in made.to_html()


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        (None, "no area"),
        (Polygon(), "no area"),
        (Point(16, 31), "a Point, not an area"),
        (LineString([(1, 1), (2, 2)]), "a LineString, not an area"),
        (Polygon([(500, 0), (501, 0), (501, 1)]), "not degrees"),
        (Polygon([(0, 100), (1, 100), (1, 120)]), "not degrees"),
    ],
)
def test_one_bad_geometry_spoils_nothing(rows, as_frame, ground, shape, reason):
    rows[1]["region"] = shape
    rows[1].pop("region_50")
    made = strike_map(as_frame(rows), gazetteer=ground)
    bad = next(entry for entry in made.entries if entry.id == "ev-2017-09-22-b2")
    assert not bad.placed
    assert reason in bad.reason
    assert sum(entry.placed for entry in made.entries) == 3
    assert "2 not placed" in repr(made)


def test_a_bow_tie_and_a_mixed_bag_are_repaired():
    bow_tie = Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    assert polygonal(bow_tie)[0].area == pytest.approx(0.5)
    assert polygonal(GeometryCollection([Point(0, 0), box(0, 0, 1, 1)]))[0].area == 1


def test_areas_need_a_crs_and_any_will_do(events, ground):
    with pytest.raises(InputError, match="have no CRS"):
        strike_map(gpd.GeoDataFrame(geometry=[box(0, 0, 1, 1)]), gazetteer=ground)
    there = events[["kind", "date_start", "date_end", "region"]].to_crs(3857)
    assert strike_map(there, gazetteer=ground).entries[0].regions[0].shape.bounds == pytest.approx(
        entries_of(events)[0].regions[0].shape.bounds, abs=1e-6
    )


def test_no_frame_is_an_error():
    with pytest.raises(InputError, match="needs a GeoDataFrame"):
        strike_map([1, 2])


def test_a_reports_frame_takes_its_documents_words(documents, ground):
    rows = {
        "report_id": ["000-1"], "doc_id": ["000"], "quote": ["Two camps were struck."], "date_text": ["Wednesday"],
        "locality": ["45 km south-west of Sirte"], "date_start": [pd.Timestamp("2017-01-18")],
        "date_end": [pd.Timestamp("2017-01-19")], "accounts": ['{"when": {"text": "Wednesday"}}'],
    }  # fmt: skip
    frame = gpd.GeoDataFrame(rows, geometry=[box(16, 30, 17, 31)], crs=4326).set_index("report_id")
    made = strike_map(frame, documents=documents, gazetteer=ground)
    (source,) = made.entries[0].sources
    assert (source.publisher, source.published) == ("Seven Day News", "19 Jan 2017")
    assert source.title == "80 militants killed"
    assert source.quote == "Two camps were struck."
    assert "1 report" in repr(made)


def test_missing_numbers_and_odd_cells_are_read_as_missing():
    cells = {"killed_min": [pd.NA], "killed_max": [9], "wounded_min": [float("nan")], "actor": [None], "score": [0.5]}
    dates = {"date_start": ["not a date"], "date_end": [pd.NaT], "accounts": ["[broken"]}
    (entry,) = entries_of(pd.DataFrame(cells | dates))
    assert entry.facts == (("Killed", "up to 9"),)
    assert entry.extra == (("score", "0.5"),)
    assert (entry.start, entry.sources) == (None, ())


def test_dates_in_the_wrong_order_are_swapped_and_a_lone_end_counts():
    frame = pd.DataFrame({"date_start": ["2017-09-24", None], "date_end": ["2017-09-22", "2017-10-01"]})
    first, second = entries_of(frame)
    assert (first.start, first.end) == (date(2017, 9, 22), date(2017, 9, 24))
    assert second.start == second.end == date(2017, 10, 1)


@pytest.mark.parametrize(
    ("days", "names"),
    [
        (3, ["1 Jan 2016", "2 Jan 2016", "3 Jan 2016"]),
        (100, ["Jan 2016", "Feb 2016", "Mar 2016", "Apr 2016"]),
        (400, ["Jan–Mar 2016", "Apr–Jun 2016", "Jul–Sep 2016", "Oct–Dec 2016", "Jan–Mar 2017"]),
        (1000, ["2016", "2017", "2018"]),
        (5000, ["2010s", "2020s"]),
    ],
)
def test_many_dates_share_layers(days, names):
    dates = pd.date_range("2016-01-01", periods=days).strftime("%Y-%m-%d")
    groups = groups_of(entries_of(pd.DataFrame({"date_start": dates, "date_end": dates})))
    assert [group.name for group in groups] == names
    assert len(groups) <= MOST_GROUPS


def test_an_area_over_the_antimeridian_is_drawn_whole(ground):
    shape = MultiPolygon([box(178, -18, 180, -16), box(-180, -18, -179, -16)])
    view = view_of([shape, MultiPolygon([box(170, -20, 171, -19)])])
    assert view.focus == (170.0, -20.0, 181.0, -16.0)
    assert len(unroll(shape, view.cut).geoms) == 1
    made = strike_map(gpd.GeoDataFrame(geometry=[shape], crs=4326), gazetteer=ground)
    assert made.to_svg().count('fill-opacity="0.2"') == 1
    assert [shift for _, shift in world_pieces(view.extent)] == [0.0, 360.0]


def test_the_whole_world_and_the_poles_can_be_drawn(ground):
    shapes = [box(-180, -90, 180, 90), box(-179, 80, 179, 90), box(16, 31, 16.0001, 31.0001)]
    made = strike_map(gpd.GeoDataFrame(geometry=shapes, crs=4326), gazetteer=ground)
    assert "nan" not in made.to_svg()
    assert made.to_html()


@given(west=st.floats(-180, 179), south=st.floats(-89, 88), width=st.floats(0.001, 1), height=st.floats(0.001, 1))
def test_packing_keeps_areas_to_a_metre_or_their_ten_thousandth(west, south, width, height):
    shape = box(west, south, west + width, south + height)
    ((grain, ((steps,),)),) = pack([shape], FINE)
    points = pd.DataFrame({"lon": steps[0::2], "lat": steps[1::2]}).cumsum() * 2**grain / FINEST
    again = Polygon(zip(points["lon"], points["lat"], strict=True))
    assert shapely.hausdorff_distance(shape, again) <= max(1 / FINEST, max(width, height) / FINE)


def test_a_thousand_areas_fit_in_a_small_file(ground):
    shapes = [Point(10 + i % 40 / 4, 25 + i // 40 / 4).buffer(0.1, 8) for i in range(1000)]
    days = pd.date_range("2015-01-01", periods=1000).strftime("%Y-%m-%d")
    frame = gpd.GeoDataFrame({"date_start": days, "date_end": days}, geometry=shapes, crs=4326)
    assert len(strike_map(frame, gazetteer=ground).to_html()) < 2_000_000


def test_a_campaign_in_a_whole_country_does_not_dwarf_the_strikes(rows, as_frame, ground):
    rows[3]["region"] = box(10, 20, 25, 32)
    focus = strike_map(as_frame(rows), gazetteer=ground)._view.focus
    assert 15 < focus[0] < focus[2] < 20
    alone = strike_map(as_frame(rows[3:4]), gazetteer=ground)._view.focus
    assert alone == (10, 20, 25, 32)


def test_the_place_referred_to_is_named_first_however_small(events, ground):
    towns = strike_map(events, gazetteer=ground)._base.towns
    assert [(town.name, town.key) for town in towns] == [("Sirte", True), ("Ajdabiya", False), ("Hun", False)]
    assert strike_map(events, gazetteer=ground, places=False)._base.towns == ()
    with pytest.raises(InputError, match="places without lat, lon"):
        strike_map(events, gazetteer=ground, places=pd.DataFrame({"name": ["x"]}))
    for lon in ("16 E", float("nan")):
        with pytest.raises(InputError, match="place 'A': its lon or lat is no number"):
            strike_map(events, places=pd.DataFrame({"name": ["A"], "lon": [lon], "lat": [31]}), gazetteer=ground)


def test_borders_can_be_left_out(rows, as_frame, ground):
    wide = as_frame(rows).assign(region=gpd.GeoSeries([box(9.5, 20, 20, 32)] * 5, crs=4326).values)
    assert not strike_map(wide, gazetteer=ground)._base.borders.is_empty
    assert strike_map(wide, gazetteer=ground, borders=False)._base.borders.is_empty


def test_an_event_names_its_reports():
    frame = pd.DataFrame({"report_ids": ["a-1;b-1", ";".join(f"r-{number}" for number in range(20)), ""]})
    few, many, none = (dict(entry.extra) for entry in entries_of(frame))
    assert few["Reports"] == "a-1; b-1"
    assert many["Reports"].endswith("; r-11 and 8 more")
    assert "Reports" not in none
