"""Which place a name in an expression means."""

import pandas as pd
import pytest
from shapely.geometry import box

from geostrike.gazetteer import Gazetteer
from geostrike.model import (
    AllOf,
    AnyOf,
    Between,
    Border,
    Context,
    Coordinates,
    Distance,
    DistanceOnly,
    Feature,
    Heading,
    Near,
    Offset,
    PlaceKind,
    Toponym,
    Unit,
)
from geostrike.resolve import resolve


def km(value):
    return Distance(value, value, Unit.KILOMETRE)


@pytest.fixture(scope="module")
def world():
    return Gazetteer.default()


# Real namesakes that the embedded store does not have, after ../shared/domain/gazetteer.md, section 5.
NAMESAKES = [
    ("Al Fuqaha", 16.390, 27.811, "LY", None), ("Al Fuqaha", 14.050, 31.783, "LY", None),
    ("Al Fuqaha", 44.2, 14.5, "YE", None),
    ("Al Uwaynat", 10.56, 25.78, "LY", None), ("Al Uwaynat", 24.83, 21.57, "LY", None),
    ("Jilib", 42.77, 0.49, "SO", 43_694), ("Jilib", 45.30, 2.40, "SO", None),
    ("Janaale", 44.70, 1.81, "SO", None), ("Janaale", 42.68, -0.02, "SO", None),
    ("Bani Walid", 13.99, 31.76, "LY", 46_350), ("Bani Walid", 20.10, 31.90, "LY", 60_000),
    ("Tripoli", 13.187, 32.887, "LY", 1_300_000), ("Tripoli", 35.84, 34.43, "LB", 229_398),
    ("Sirte", 16.589, 31.209, "LY", 106_705), ("Mogadishu", 45.34, 2.04, "SO", 2_587_183),
    ("Hit", 42.83, 33.64, "IQ", 32_000), ("Hit", 36.4, 32.7, "SY", None),
    ("Basra", 47.78, 30.51, "IQ", 2_600_000), ("Basra", 45.26, 2.30, "SO", None),
    ("Sabha", 14.43, 27.04, "LY", 130_000), ("Ghat", 10.18, 24.96, "LY", 20_000),
]  # fmt: skip


@pytest.fixture(scope="module")
def trapped():
    return Gazetteer.from_frame(pd.DataFrame(NAMESAKES, columns=["name", "lon", "lat", "country", "population"]))


def chosen(locality, gazetteer, name=None, **context):
    found = resolve(locality, gazetteer, Context(**context))
    return next(resolution for toponym, resolution in found.items() if name in (None, toponym.name))


@pytest.mark.parametrize(
    ("name", "country"),
    [("Sirte", "LY"), ("Fallujah", "IQ"), ("Raqqah", "SY"), ("Mosul", "IQ"), ("Kismayo", "SO"), ("Derna", "LY"),
     ("Bagdad", "IQ"), ("Tripoli", "LY"), ("Basra", "IQ"), ("Hit", "IQ"), ("Kobani", "SY"), ("Mukalla", "YE")],
)  # fmt: skip
def test_without_a_country_the_biggest_is_meant(world, name, country):
    resolution = chosen(Offset(Toponym(name), km(12), Heading(90, 4)), world)
    assert (resolution.best.country, resolution.best.kind) == (country, PlaceKind.SETTLEMENT)
    assert not resolution.ambiguous


@pytest.mark.parametrize("country", ["LY", "LB", "GR"])
def test_tripoli_by_country(world, country):
    tripoli = Feature(Toponym("Tripoli"))
    assert chosen(tripoli, world, country=country).best.country == country
    assert chosen(tripoli, world, countries={country: 0.8, "FR": 0.2}).best.country == country


@pytest.mark.parametrize(
    ("within", "country"), [("Lebanon", "LB"), ("Lebanese", "LB"), ("Greek", "GR"), ("ليبيا", "LY")]
)
def test_tripoli_by_its_container(world, within, country):
    assert chosen(Feature(Toponym("Tripoli", within=(within,))), world).best.country == country


def test_the_stated_country_is_a_hard_filter(world):
    assert chosen(Feature(Toponym("Mosul")), world, country="LY").chosen == ()


def test_a_container_rules_out_namesakes_elsewhere(world):
    springfield = Feature(Toponym("Springfield", within=("Missouri", "USA")))
    assert chosen(springfield, world).best.admin1 == "Missouri"
    nowhere = chosen(Feature(Toponym("Mosul", within=("Xyzzy province",))), world)
    assert nowhere.best.name == "Mosul", "a container that is not known says nothing"
    assert any("not known" in remark for remark in nowhere.remarks)
    for area in ("Al Anbar", "Basra province"):
        contradicted = chosen(Feature(Toponym("Mosul", within=(area,))), world)
        assert contradicted.chosen == ()
        assert f"lies in {area}" in contradicted.remarks[0]


def test_a_word_beside_the_name_may_be_part_of_it():
    frame = pd.DataFrame({"name": ["Upper Zawba"], "lon": [44.0], "lat": [33.2], "country": "IQ"})
    zawba = Feature(Toponym("Zawba", text="Upper Zawba"))
    assert chosen(zawba, Gazetteer.from_frame(frame), country="IQ").best.name == "Upper Zawba"


def test_sirte_is_the_town_unless_the_district_is_asked_for(world):
    assert chosen(Feature(Toponym("Sirte")), world, country="LY").best.kind is PlaceKind.SETTLEMENT
    for cue in (PlaceKind.ADMIN1, PlaceKind.ADMIN2):
        assert chosen(Feature(Toponym("Sirte", cue=cue)), world, country="LY").best.kind is PlaceKind.ADMIN1
    assert chosen(Feature(Toponym("Gulf of Sirte", cue=PlaceKind.WATER)), world).best.kind is PlaceKind.WATER


@pytest.mark.parametrize(
    ("name", "cue", "country", "expected"),
    [
        ("Al Bayda", None, "LY", PlaceKind.SETTLEMENT),
        ("Al Bayda", PlaceKind.ADMIN1, "YE", PlaceKind.ADMIN1),
        ("Al Jawf", PlaceKind.ADMIN1, "YE", PlaceKind.ADMIN1),
        ("Al Assad", PlaceKind.AIRFIELD, "IQ", PlaceKind.AIRFIELD),
        ("Kirkuk", PlaceKind.AIRFIELD, "IQ", PlaceKind.AIRFIELD),
        ("Kirkuk", PlaceKind.SETTLEMENT, "IQ", PlaceKind.SETTLEMENT),
        ("Marib", PlaceKind.ADMIN1, "YE", PlaceKind.ADMIN1),
        ("Marib", None, "YE", PlaceKind.SETTLEMENT),
        ("Golis", PlaceKind.PHYSICAL, "SO", PlaceKind.PHYSICAL),
    ],
)
def test_cues(world, name, cue, country, expected):
    assert chosen(Near(Toponym(name, cue=cue)), world, countries={country: 1.0}).best.kind is expected


def test_common_words_are_places_where_the_country_says_so(world):
    for name, country in (("Hun", "LY"), ("Bay", "SO"), ("Bari", "SO"), ("Hit", "IQ")):
        assert chosen(Feature(Toponym(name)), world, countries={country: 1.0}).best.country == country


@pytest.mark.parametrize("name", ["Al Fuqaha", "Al Uwaynat", "Janaale"])
def test_equal_namesakes_are_both_the_answer(trapped, name):
    country = "SO" if name == "Janaale" else "LY"
    resolution = chosen(Feature(Toponym(name)), trapped, country=country)
    assert resolution.ambiguous
    assert len(resolution.chosen) == 2
    assert "2 places" in resolution.remarks[0]


def test_an_anchor_decides_between_equals(trapped):
    sabha = trapped.search("Sabha")[0].place
    resolution = chosen(Feature(Toponym("Al Fuqaha")), trapped, country="LY", anchors=(sabha,))
    assert resolution.best.lat == 27.811


def test_a_bigger_namesake_is_not_ambiguous(trapped):
    resolution = chosen(Feature(Toponym("Jilib")), trapped, country="SO")
    assert (resolution.ambiguous, resolution.best.population) == (False, 43_694)


def test_a_stated_distance_decides_against_population(trapped):
    clue = Offset(Toponym("Tripoli"), km(178), Heading(135))
    found = resolve(Feature(Toponym("Bani Walid"), clue), trapped)
    assert found[Toponym("Bani Walid")].best.lon == 13.99
    assert found[Toponym("Tripoli")].best.country == "LY"
    assert any("stated distance" in reason for reason in found[Toponym("Bani Walid")].chosen[0].reasons)


def test_a_distance_without_direction_decides_too(trapped):
    clue = DistanceOnly(Toponym("Ghat"), km(100))
    resolution = chosen(Feature(Toponym("Al Uwaynat"), clue), trapped, "Al Uwaynat")
    assert not resolution.ambiguous
    assert resolution.best.lon == 10.56


def test_clauses_test_each_other(trapped):
    both = AllOf((Near(Toponym("Jilib")), Offset(Toponym("Mogadishu"), km(40), Heading(0, 4))))
    assert chosen(both, trapped, "Jilib").best.lat == 2.40


def test_ends_of_a_line_are_neighbours(world):
    found = resolve(Between(Toponym("Tripoli"), Toponym("Homs")), world)
    assert [found[Toponym(name)].best.country for name in ("Tripoli", "Homs")] == ["LB", "SY"]
    found = resolve(Between(Toponym("Tripoli"), Toponym("Misrata")), world)
    assert found[Toponym("Tripoli")].best.country == "LY"


def test_alternatives_are_neighbours(world):
    found = resolve(AnyOf((Feature(Toponym("Homs")), Feature(Toponym("Tripoli")))), world)
    assert found[Toponym("Tripoli")].best.country == "LB"


def test_a_border_is_with_another_country_than_the_one_stated(world):
    resolution = chosen(Border(None, Toponym("Niger")), world, country="LY")
    assert (resolution.best.id, resolution.best.kind) == ("iso:NE", PlaceKind.COUNTRY)
    assert chosen(Offset(Toponym("Niger"), km(10), Heading(0, 4)), world, country="LY").best.id == "iso:NE"


def test_names_that_nothing_knows(world):
    resolution = chosen(Feature(Toponym("Nowhere in particular")), world)
    assert (resolution.chosen, resolution.best, resolution.ambiguous) == ((), None, False)
    assert resolve(Feature(Toponym("")), world)[Toponym("")].chosen == ()
    assert resolve(Coordinates(16.5, 31.2, 10.0), world) == {}


def test_misspellings_say_how_they_were_matched(world):
    resolution = chosen(Near(Toponym("BAJI")), world, countries={"IQ": 0.6, "SY": 0.4})
    assert resolution.best.name == "Bayjī"
    assert resolution.remarks[0] == "'BAJI' was read as 'Bayjī', by fuzzy spelling"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Bagdad", "Baghdad"),
        ("Tal Afar", "Tall ‘Afar"),
        ("HAJIN", "Hajīn"),
        ("Hawijah", "Al Ḩawījah"),
        ("Quayyarah", "Al Qayyārah"),
    ],
)
def test_spellings_of_dutch_and_american_strike_lists(world, name, expected):
    assert chosen(Near(Toponym(name)), world, countries={"IQ": 0.5, "SY": 0.5}).best.name == expected


SOMALIA, AFGHANISTAN = {"SO": 1.0}, {"AF": 1.0}


@pytest.mark.parametrize(
    ("name", "countries", "expected"),
    [
        ("Jalalabad", {"PK": 1.0}, "AF"),  # a city beyond the border
        ("Dudu", SOMALIA, ""),  # a small town abroad, of the very name
        ("Dodo", {}, ""),  # a small town anywhere, spelled otherwise
        ("Riyadh", {"YE": 1.0}, "SA"),
        ("London", SOMALIA, "GB"),  # so big that it may be meant anywhere
        ("Derna", {"US": 0.3}, "LY"),  # who only acts, far from home, says nothing
        ("Derna", {"AE": 0.3}, "LY"),
        ("Marfa", AFGHANISTAN, ""),  # a village elsewhere, of the same consonants as one there
        ("Marjayoun", {"IL": 0.3}, "LB"),  # a village beyond the border that is called so itself
        ("Ayn Isa", {}, "SY"),  # not the Nigerian city of Inisa
        ("Hawsh Musa", {"SY": 0.3}, ""),  # but not by a name beside its own
        ("Port Said", SOMALIA, ""),  # a city of less than a million, far away
    ],
)
def test_a_text_speaks_for_the_places_of_its_countries(world, name, countries, expected):
    best = chosen(Feature(Toponym(name)), world, countries=countries).best
    assert (best.country if best else "") == expected


def test_a_place_of_a_country_that_is_not_spoken_of_says_so(world):
    across = chosen(Feature(Toponym("Jalalabad")), world, countries={"PK": 1.0})
    assert "nothing in the text speaks of AF, where Jalālābād lies" in across.remarks
    refused = chosen(Feature(Toponym("Dudu")), world, countries=SOMALIA)
    assert "no place named" in refused.ruled_out
    assert "spoken of SO" in refused.ruled_out


def test_what_a_name_is_told_by_speaks_for_its_country(world):
    told = Feature(Toponym("Khan Abat"), Offset(Toponym("Kunduz"), km(24), Heading(90, 4)))
    assert chosen(told, world, "Khan Abat").best.country == "AF"
    astray = Feature(Toponym("Khan Abat"), Offset(Toponym("Kunduz"), km(600), Heading(90, 4)))
    assert chosen(astray, world, "Khan Abat").best is None


def test_what_looks_alike_gives_way_to_the_clause_that_it_contradicts(world):
    both = AllOf((Feature(Toponym("Qaidah")), Near(Toponym("Yarim"))))
    assert chosen(both, world, "Qaidah").best is None
    assert chosen(both, world, "Yarim").best.country == "YE"


def test_a_clue_that_fits_one_namesake_rules_out_the_others():
    rows = [
        ("Blida", 2.8, 36.5, "DZ", 5_000_000),
        ("Blida", 35.6, 33.1, "LB", None),
        ("Tyre", 35.2, 33.27, "LB", 200_000),
    ]
    frame = pd.DataFrame(rows, columns=["name", "lon", "lat", "country", "population"])
    told = Feature(Toponym("Blida"), DistanceOnly(Toponym("Tyre"), km(40)))
    assert chosen(told, Gazetteer.from_frame(frame), "Blida", countries={"DZ": 0.8, "LB": 0.2}).best.country == "LB"


@pytest.mark.parametrize("town", ["Gaza City", "Mosul", "Raqqa"])
def test_a_town_rules_out_smaller_places_far_from_it(world, town):
    assert chosen(Feature(Toponym("Ramallah", within=("Gaza City",))), world).best is None
    assert chosen(Feature(Toponym("Aleppo", within=("Manbij",))), world).best.name == "Aleppo"
    whole = chosen(Feature(Toponym("Rimal", within=(town,))), world)
    assert whole.best is None
    assert whole.container.best.kind is PlaceKind.SETTLEMENT


def test_a_town_that_is_known_by_its_airfield_alone_lies_near_it(world):
    town = chosen(Feature(Toponym("Ras Lanuf")), world, country="LY")
    base = chosen(Feature(Toponym("Ras Lanuf", cue=PlaceKind.AIRFIELD)), world, country="LY")
    assert town.best.id == base.best.id
    assert town.best.extent_m > base.best.extent_m
    assert (len(town.remarks), base.remarks) == (1, ())
    named = chosen(Feature(Toponym("Shayrat Air Base")), world, country="SY")
    assert named.best.extent_m == base.best.extent_m


@pytest.mark.parametrize("other", ["EG", "TN"])
def test_a_town_that_is_told_by_its_region_lies_in_the_likeliest_country(world, other):
    found = chosen(Feature(Toponym("Brak al-Shati")), world, countries={"LY": 0.6, other: 0.35})
    assert (found.best.name, found.best.country) == ("Brak", "LY")


def test_every_candidate_says_why(world):
    resolution = chosen(Feature(Toponym("Tripoli")), world, countries={"LY": 1.0})
    assert all(candidate.reasons for candidate in resolution.candidates)
    scores = [candidate.score for candidate in resolution.candidates]
    assert scores == sorted(scores, reverse=True)
    assert "LY has 100% of the text's countries" in resolution.chosen[0].reasons


def test_the_same_question_gets_the_same_answer(world):
    locality = Feature(Toponym("Bani Walid"), Offset(Toponym("Tripoli"), km(178), Heading(135)))
    assert resolve(locality, world) == resolve(locality, world)


@pytest.mark.shared
def test_anchors_of_dutch_strikes(world, shared):
    """At least four in five named anchors are found, near where the strike says that they must be."""
    from geostrike.geodesy import forward, inverse

    rows = pd.read_csv(shared / "calibration" / "nl_oir_dev.csv").query("kind == 'offset' and parsed_dist_km > 0")
    hits = 0
    for row in rows.itertuples():
        offset = Offset(Toponym(row.parsed_anchor), km(row.parsed_dist_km), Heading(row.parsed_azimuth))
        best = chosen(offset, world, countries={"IQ": 0.5, "SY": 0.5}).best
        if best is not None:
            spot = forward(best.lon, best.lat, row.parsed_azimuth, row.parsed_dist_km * 1000)
            hits += inverse(*spot, row.true_lon, row.true_lat)[1] < max(35_000, 700 * row.parsed_dist_km)
    assert hits / len(rows) > 0.8


@pytest.mark.parametrize(("outside", "best"), [(150_000, "village"), (500_000, "city")])
def test_lying_in_the_named_area_outweighs_a_hundredfold_population(outside, best):
    rows = [
        ("Wadi", 14.5, 30.5, "admin1", None, "wadi", box(14, 30, 15, 31)),
        ("Qasr", 14.5, 30.5, "settlement", 3_000, "village", None),
        ("Qasr", 15.2, 30.5, "settlement", outside, "city", None),  # 20 km off: outlines disagree by as much
    ]
    frame = pd.DataFrame(rows, columns=["name", "lon", "lat", "kind", "population", "id", "geometry"])
    found = chosen(Feature(Toponym("Qasr", within=("Wadi",))), Gazetteer.from_frame(frame.assign(country="LY")))
    assert found.best.id.endswith(best)


def test_a_name_from_a_list_may_mean_any_place_that_bears_it(trapped):
    told = chosen(Near(Toponym("Bani Walid")), trapped, country="LY", from_list=True)
    assert len(told.chosen) == 2
    jilib = Near(Toponym("Jilib"))
    assert len(chosen(jilib, trapped, country="SO").chosen) == 1
    told = chosen(jilib, trapped, country="SO", from_list=True)
    assert told.ambiguous
    assert [candidate.place.population for candidate in told.chosen] == [43_694, None]


LISTED = pd.DataFrame(
    {
        "name": ["Parkwood", "Ikedachō", "Sungai Penuh", "Old Ternate", "Ternate"],
        "lon": [1.0, 2.0, 3.0, 4.0, 5.0],
        "lat": 0.0,
        "country": "ID",
        "population": [7_000, 7_000, 7_000, 210_000, None],
        "alternates": ["", "", "", "Ternate", ""],
    }
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Perkwood", []),  # a list misspells nothing
        ("Ikedach?", ["Ikedachō"]),  # but a letter may be lost
        ("Sungaipenuh", ["Sungai Penuh"]),  # or a space
        ("Ternate", ["Ternate"]),  # and it prints the name that a place bears first
    ],
)
def test_a_name_from_a_list_is_spelled_as_the_list_has_it(written, meant):
    gazetteer = Gazetteer.from_frame(LISTED)
    found = chosen(Near(Toponym(written)), gazetteer, country="ID", from_list=True)
    assert [candidate.place.name for candidate in found.chosen] == meant
    assert chosen(Near(Toponym(written)), gazetteer, country="ID").candidates
