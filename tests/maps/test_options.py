"""Tiles, sizes, marks, digests, colours: what a page is made with."""

import re

import geopandas as gpd
import pytest
from shapely.geometry import Point, box

from geostrike.errors import InputError
from geostrike.maps import sizes, strike_map, web
from geostrike.maps.digest import digest_of
from geostrike.maps.palette import CAMPAIGN_COLOUR, COLOURS
from geostrike.maps.sources import Mark, marks_of, plain_marks

TILES = "https://tiles.example.org/{z}/{x}/{y}.png"


def policy_of(page):
    return re.search(r'Content-Security-Policy" content="([^"]*)"', page).group(1)


def test_tiles_are_loaded_only_when_asked_for_and_from_one_host(events, ground, data_of):
    page = strike_map(events, gazetteer=ground, tiles=TILES, attr="© <b>Example</b>").to_html()
    assert "img-src data: https://tiles.example.org;" in policy_of(page)
    assert '<meta name="referrer" content="strict-origin-when-cross-origin">' in page
    assert data_of(page)["tiles"] == {"address": TILES, "attribution": "© <b>Example</b>"}
    assert "loads background pictures from https://tiles.example.org" in page
    plain = strike_map(events, gazetteer=ground).to_html()
    assert "img-src data:;" in policy_of(plain)
    assert '<meta name="referrer" content="no-referrer">' in plain
    assert data_of(plain)["tiles"] is None


@pytest.mark.parametrize(
    "address",
    [
        "http://tiles.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org/{z}/{x}.png",
        "https://{s}.example.org/{z}/{x}/{y}.png",
        "https://a.example;script-src *;/{z}/{x}/{y}",
        'https://a.example/{z}/{x}/{y}" onload="x',
        "javascript:alert(1)//{z}{x}{y}",
        "OpenStreetMap",
    ],
)
def test_an_address_that_is_none_of_tiles_is_refused(events, ground, address):
    with pytest.raises(InputError, match="needs an https address"):
        strike_map(events, gazetteer=ground, tiles=address, attr="x")


def test_tiles_need_their_credit(events, ground):
    with pytest.raises(InputError, match="asks for a credit"):
        strike_map(events, gazetteer=ground, tiles=TILES)


@pytest.mark.parametrize(("column", "cause"), [("quote", "are quotes"), ("mine", "columns of your own")])
def test_a_large_file_is_told_with_its_cause(ground, monkeypatch, column, cause):
    monkeypatch.setattr(sizes, "MOST_BYTES", 300_000)
    frame = gpd.GeoDataFrame({column: [f"{n} " * 400 for n in range(300)]}, geometry=[box(0, 0, 1, 1)] * 300, crs=4326)
    with pytest.warns(UserWarning, match=rf"map of 1\.\d MB: most mail servers refuse.*{cause}"):
        strike_map(frame, gazetteer=ground)


def test_large_maps_carry_the_widest_level_alone(ground, data_of):
    shapes = [Point(10 + i % 40 / 4, 25 + i // 40 / 4).buffer(0.1, 8) for i in range(1600)]
    frame = gpd.GeoDataFrame({"level": 0.9}, geometry=shapes, crs=4326, index=range(1600))
    frame["region_50"] = gpd.GeoSeries([Point(0, 0).buffer(0.05)] * 1600, index=range(1600), crs=4326)
    made = strike_map(frame.rename_geometry("region"), gazetteer=ground)
    assert {region.level for entry in made.entries for region in entry.regions} == {0.9}
    assert data_of(made.to_html())["many"]
    assert "Drawn here: one in" in made.to_svg()


def test_marks_come_from_spans_or_from_words():
    quote = "On Friday six strikes hit a camp near Hun."
    spans = {
        "strikes": {"start": 110, "end": 121},
        "date": {"start": 10, "end": 16},
        "actor": {"start": 100, "end": 102},
    }
    found = marks_of(quote, {"spans": spans, "quote_start": 100}, {"date": "friday", "place": "near Hun"})
    assert found == (Mark(3, 9, "date"), Mark(10, 21, "count"), Mark(33, 41, "place"))
    assert plain_marks(quote, ["Friday"], ["near Hun", "Hun"]) == (Mark(3, 9, "date"), Mark(33, 41, "place"))


@pytest.mark.parametrize(
    "spans", ["[1", "{}", 7, {"date": 1}, {"date": {"start": "a"}}, {"date": {"start": -5, "end": 900}}]
)
def test_odd_spans_are_no_marks(spans):
    assert marks_of("Some words.", {"spans": spans, "quote_start": 0}, {}) == ()


def test_the_digest_tells_frames_apart(events):
    assert digest_of(events) == digest_of(events.copy())
    assert digest_of(events) != digest_of(events.assign(actor="x"))
    assert digest_of(events) != digest_of(events.assign(region=events.geometry.translate(0.01)))


def test_page_and_picture_have_the_same_colours():
    light = web.own_css().split("@media")[0]
    listed = [re.search(rf"--g{name}: (#\w+)", light).group(1).upper() for name in [*range(8), "c"]]
    assert listed == [colour.upper() for colour in (*COLOURS, CAMPAIGN_COLOUR)]
