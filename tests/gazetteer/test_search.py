"""What a name finds, in what order, and why."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geostrike.errors import InputError
from geostrike.gazetteer import Gazetteer
from geostrike.gazetteer.schema import PlaceRecord, Source
from geostrike.gazetteer.writer import StoreWriter
from geostrike.model import Match, PlaceKind


@pytest.fixture(scope="module")
def world():
    return Gazetteer.default()


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Sirte", None, "gn:2210554"),
        ("Surt", "LY", "gn:2210554"),
        ("سرت", None, "gn:2210554"),
        ("Сирт", "LY", "gn:2210554"),
        ("Tripoli", "LY", "gn:2210247"),
        ("Tripoli", "LB", "gn:266826"),
        ("Tripoli", "GR", "gn:252601"),
        ("Fallujah", "IQ", "gn:99454"),
        ("Derna", "LY", "gn:87205"),
        ("Libya", None, "iso:LY"),
        ("Fezzan", None, "gs:fezzan"),
        ("Puntland", "SO", "gs:puntland"),
        ("Donbass", None, "gs:donbas"),
        ("Gulf of Sirte", "LY", "gs:gulf_of_sidra"),
        ("Golis", "SO", "gs:golis"),
    ],
)
def test_names_find_their_places(world, name, country, expected):
    assert world.search(name, country=country)[0].place.id == expected


@pytest.mark.parametrize(
    ("name", "country", "found", "match"),
    [
        ("Bagdad", "IQ", "Baghdad", Match.EXACT),
        ("Raqqah", "SY", "Ar Raqqah", Match.EXACT),
        ("Tal Afar", "IQ", "Tall ‘Afar", Match.EXACT),
        ("HAJIN", "SY", "Hajīn", Match.EXACT),
        ("Hajeen", "SY", "Hajīn", Match.SKELETON),
        ("BAJI", "IQ", "Bayjī", Match.FUZZY),
        ("Al Assad airbase", "IQ", "Al Asad Air Base", Match.SKELETON),
    ],
)
def test_misspellings_of_strike_releases(world, name, country, found, match):
    best = world.search(name, country=country)[0]
    assert (best.place.name, best.match) == (found, match)


def test_like_spellings_come_last_and_are_flagged():
    frame = pd.DataFrame({"name": ["Zillah", "Zalingei"], "lon": [17.55, 23.0], "lat": [28.55, 12.9], "country": "LY"})
    own = Gazetteer.from_frame(frame.assign(population=30_000))
    (only,) = own.search("Zallah", country="LY")
    assert (only.place.name, only.match) == ("Zillah", Match.FUZZY)
    assert own.search("Zallah") == [], "only where the country is known"
    assert Gazetteer.from_frame(frame).search("Zallah", country="LY") == [], "a village has many like ones"


def test_a_name_that_is_no_spelling_of_the_main_one_stands_lower():
    rows = [("Jericho", 35.45, 31.87, "PS", 60_000, "Ariha"), ("Ariha", 36.6, 35.8, "SY", None, "")]
    frame = pd.DataFrame(rows, columns=["name", "lon", "lat", "country", "population", "alternates"])
    best, other = Gazetteer.from_frame(frame).search("Ariha")
    assert (best.place.country, other.place.country) == ("PS", "SY")
    assert best.score - other.score < 1.0, "little likelier than a town of a hundredth of its size"
    assert "which is no spelling of Jericho" in best.reasons


@pytest.mark.parametrize(
    ("name", "country", "kind", "expected"),
    [
        ("Sirte", "LY", "admin1", "ne:LBY-2985"),
        ("Sirte", "LY", "admin2", "ne:LBY-2985"),
        ("Sirte", "LY", None, "gn:2210554"),
        ("Kirkuk", "IQ", "airfield", "icao:ORKK"),
        ("Al Bayda", "YE", "admin1", "ne:YEM-333"),
        ("Marib", "YE", "settlement", "gn:72968"),
    ],
)
def test_cues_choose_the_layer(world, name, country, kind, expected):
    assert world.search(name, country=country, kind=kind)[0].place.id == expected


def test_a_name_of_the_wrong_level_is_still_found(world):
    best = world.search("Jilib", country="SO", kind=PlaceKind.ADMIN1)[0]
    assert best.place.kind is PlaceKind.SETTLEMENT
    assert "admin1 asked for, this is a settlement" in best.reasons


def test_reasons_are_words(world):
    best = world.search("Sirte", near=(13.19, 32.89))[0]
    assert best.reasons == ("exact match of main name", "population 106,705", "371 km away")


def test_near_prefers_the_nearer(world):
    assert world.search("Springfield", near=(-72.6, 42.1))[0].place.admin1 == "Massachusetts"
    assert world.search("Springfield", near=(-93.3, 37.2))[0].place.admin1 == "Missouri"


def test_limit_and_kind_are_checked(world):
    assert len(world.search("Springfield", limit=3)) == 3
    with pytest.raises(ValueError, match="planet"):
        world.search("Sirte", kind="planet")
    with pytest.raises(InputError, match="needs text"):
        world.search(None)


@pytest.mark.parametrize(
    "name",
    [
        "", " ", "\x00", "'; DROP TABLE place; --", "%", "_", '" OR 1=1', "\u202eetriS", "\ud800",
        "А" * 500, "...", "🛩️", "Сirte-ليبيا-東京", "a" * 10_000_000, "ar-" * 1000, "\u0301" * 150,
    ],
)  # fmt: skip
def test_hostile_names_are_not_found(world, name):
    for country in (None, "LY"):
        assert [c for c in world.search(name, country=country) if c.match is Match.EXACT] == []


def test_country_outlines(world):
    somalia = world.country_shape("SO")
    assert somalia.contains(shapely.Point(44.06, 9.56)), "Hargeisa"
    assert somalia.contains(shapely.Point(45.33, 2.06)), "Mogadishu"
    assert world.country_shape("CY").contains(shapely.Point(33.5, 35.3)), "north of the line"
    assert world.country_shape("UA").contains(shapely.Point(34.1, 45.0)), "Simferopol"
    assert not world.country_shape("RU").intersects(shapely.Point(34.1, 45.0))
    assert world.country_shape("xx") is None


def test_land_and_borders_of_a_box(world):
    land = world.land((10, 30, 20, 34))
    assert land.contains(shapely.Point(16.0, 30.5))
    assert not land.contains(shapely.Point(17.5, 32.5))
    assert land.bounds[0] >= 10
    assert land.bounds[2] <= 20
    assert world.land((-30, -40, -28, -38)).is_empty
    borders = world.borders((10, 20, 26, 34))
    assert borders.distance(shapely.Point(25, 25)) < 0.05, "Libya and Egypt"
    assert world.border("LY", "EG").equals(world.border("eg", "ly"))
    assert world.border("LY", "IQ") is None


def test_countries_by_name(world):
    names = ["Libya", "libya", "ليبيا", "Ливия", "Libye", "USA", "U.S.", "Ivory Coast", "Atlantis", ""]
    assert [world.country_code(name) for name in names] == ["LY", "LY", "LY", "LY", "LY", "US", "US", "CI", "", ""]
    assert world.country_codes()["SO"] == "Somalia"


def test_biggest_places_of_a_box_come_first(world):
    names = [place.name for place in world.places_in((9, 25, 26, 34), limit=3)]
    assert names == ["Tripoli", "Benghazi", "Misratah"]


def test_informal_regions_cover_their_units(world):
    fezzan = world.search("Fezzan")[0].place.area
    assert fezzan.contains(shapely.Point(14.43, 27.04)), "Sabha"
    assert not fezzan.contains(shapely.Point(16.59, 31.21)), "Sirte"
    assert world.search("Kurdistan", country="IQ")[0].place.area.contains(shapely.Point(44.01, 36.19)), "Erbil"


def test_seas_have_no_land(world):
    gulf = world.search("Gulf of Sidra")[0].place
    assert gulf.kind is PlaceKind.WATER
    assert gulf.area.intersection(world.country_shape("LY")).area < 0.05 * gulf.area.area


def test_lookup_in_bulk(world):
    found = world.lookup(["Jilib", "nowhere at all", "JILIB", ""], country="SO")
    assert [[place.country for place in places] for places in found] == [["SO"], [], ["SO"], []]


def test_own_places():
    frame = pd.DataFrame(
        {
            "name": ["Xanadu", "Shangri-La", "Camp"],
            "lon": [110.1, 99.7, 16.0],
            "lat": [42.3, 27.8, 30.0],
            "country": ["CN", "CN", None],
            "population": [1000, None, None],
            "extent_m": [None, 2500.0, 100.0],
            "alternates": [["Shangdu", "上都"], "Zhongdian|Gyalthang", None],
            "kind": ["settlement", None, "site"],
        }
    )
    own = Gazetteer.from_frame(frame)
    assert own.search("Shangdu")[0].place.population == 1000
    assert own.search("gyalthang")[0].place.extent_m == 2500
    assert own.search("camp")[0].place.kind is PlaceKind.SITE
    assert own.search("Sirte") == []
    assert own.country_shape("LY") is not None, "outlines come from the embedded store"


def test_own_places_stand_beside_those_of_another_gazetteer(tmp_path):
    town = pd.DataFrame({"name": ["Oldtown"], "lon": [16.0], "lat": [31.0], "country": ["LY"]})
    with StoreWriter(tmp_path / "base.sqlite") as writer:
        writer.add(PlaceRecord(Source("b", "base"), 1, "Oldtown", 16.0, 31.0, "LY", population=70_000))
    base = Gazetteer.open(tmp_path / "base.sqlite")
    both = Gazetteer.from_frame(
        pd.concat([town.assign(lon=16.001), town.assign(name="Newtown", lon=17.0)], ignore_index=True), base=base
    )
    (old,) = both.search("Oldtown")
    assert (old.place.lon, old.place.population) == (16.0, 70_000), "the same place, whose coordinate stands"
    assert [found.place.name for found in both.search("Newtown")] == ["Newtown"]
    assert base.search("Newtown") == []
    with pytest.raises(InputError, match="base: was made of a frame"):
        Gazetteer.from_frame(town, base=both)


def test_own_areas():
    frame = gpd.GeoDataFrame(
        {"name": ["Sector 5"], "lon": [10.5], "lat": [20.5]}, geometry=[shapely.box(10, 20, 11, 21)]
    )
    place = Gazetteer.from_frame(frame).search("sector 5")[0].place
    assert place.area.equals(shapely.box(10, 20, 11, 21))
    assert place.extent_m > 50_000


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (pd.DataFrame({"name": ["A"]}), "lacks lon, lat"),
        (pd.DataFrame({"name": ["A"], "lon": ["x"], "lat": [1]}), "row 0"),
        (pd.DataFrame({"name": ["A"], "lon": [300.0], "lat": [1]}), "correct or swap"),
        (pd.DataFrame({"name": [None], "lon": [3.0], "lat": [1]}), "needs a letter"),
    ],
)
def test_frames_that_break_a_rule(frame, words):
    with pytest.raises(InputError, match=words):
        Gazetteer.from_frame(frame)


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Derna city", "LY", PlaceKind.SETTLEMENT),
        ("Fallujah city", "IQ", PlaceKind.SETTLEMENT),
        ("Benghazi district", "LY", PlaceKind.ADMIN1),
        ("Marib governorate", "YE", PlaceKind.ADMIN1),
    ],
)
def test_a_word_for_the_sort_of_place_is_a_cue(world, name, country, kind):
    best = world.search(name, country=country)[0]
    bare = world.search(name.rpartition(" ")[0], country=country, kind=kind)[0]
    assert (best.place, best.place.kind) == (bare.place, kind)


def test_a_name_that_holds_such_a_word_comes_before_the_bare_one(world):
    assert world.search("Kuwait City", country="KW")[0].match is Match.EXACT


def test_a_city_is_known_by_exact_name_and_size(world):
    assert world.standing("Al Başrah").is_city
    assert world.standing("Kirkuk city").is_city
    assert not world.standing("Baghdadi").is_city
    assert not world.standing("").is_city
    assert not world.standing("Sirte", population=10_000_000).is_city


def test_cities_are_ones_own_and_countries_the_embedded_ones():
    own = Gazetteer.from_frame(pd.DataFrame({"name": ["Newtown"], "lon": [1.0], "lat": [2.0], "population": [200_000]}))
    assert own.standing("Newtown city") == ("", "", True)
    assert own.standing("Libya").country == "LY"
    assert own.standing("Helmand Province").unit == "AF"
    assert not own.standing("Kirkuk").is_city
