"""What mentions carry beside their expression, and the readers of quantities and coordinates."""

import pytest

from geostrike.errors import InputError
from geostrike.locality import disagreement, parse, parse_many, scan
from geostrike.locality.compass import azimuth
from geostrike.locality.coordinates import read_mgrs, read_utm
from geostrike.locality.quantities import read_digits
from geostrike.locality.templates import Fragment, Template, charset
from geostrike.model import Distance, Hedge, PlaceKind, Unit


def only(text, language="en"):
    (mention,) = scan(text, language)
    return mention


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("They hit a village about 55 miles south of Mogadishu.", "a village"),
        ("It struck the camp, located about 150 miles southeast of Sirte.", "the camp"),
        ("They bombed two ISIS training camps 45 kilometers southwest of Sirte.", "two ISIS training camps"),
        ("The strike was 45 kilometers southwest of Sirte.", ""),
    ],
)
def test_what_is_at_the_place_is_kept(text, target):
    assert only(text).target == target


def test_units_that_disagree_are_said_and_units_that_agree_are_not():
    assert "disagree" in only("It fell 45 km (45 miles) south of Sirte.").remarks[0]
    for stated in (
        "160 kilometers (100 miles)",
        "45 kilometers, or 28 miles,",
        "28 miles (45 km)",
        "0.4 nautical miles (0.7 km)",
    ):
        assert only(f"It fell {stated} south of Sirte.").remarks == ()


def test_travel_times_have_no_length_to_disagree_with():
    assert disagreement(Distance(2, 2, Unit.DRIVING_HOUR, also=Distance(100, 100, Unit.KILOMETRE))) == ""


def test_the_city_is_the_last_town_and_not_the_country():
    mention = scan("Fighting went on in Sirte. In Libya, aircraft flew south of the city.")[-1]
    assert mention.locality.place.name == "Sirte"
    assert mention.locality.place.anaphoric
    assert "Sirte" in mention.remarks[0]


def test_the_country_is_the_last_country_and_not_the_town():
    mention = scan("In Libya they left Sirte and went to the north of the country.")[-1]
    assert mention.locality.place.name == "Libya"


def test_what_stands_for_nothing_says_so():
    mention = only("It fell 25 miles southwest of the city.")
    assert mention.locality.place.name == ""
    assert "not named" in mention.remarks[0]


def test_a_camp_without_a_name_is_not_the_town():
    assert [mention.text for mention in scan("Sirte fell. They passed Sirte and burnt cars at the camp.")] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jets bombed a house in Houthi-held Hodeidah.", "Hodeidah"),
        ("Jets bombed the Islamic State-held town of Hajin.", "Hajin"),
        ("A raid near the GNA-controlled port of Khoms.", "Khoms"),
        ("A raid on al-Qaeda-run Mukalla.", "Mukalla"),
    ],
)
def test_who_holds_a_place_is_not_of_its_name(text, name):
    assert only(text).locality.place.name == name


def test_whose_allies_were_struck_is_no_place():
    assert scan("It launched airstrikes against Islamist-allied militias and Iran-backed groups.") == []


def test_spans_leave_the_preposition_out_and_keep_the_words():
    text = "Militants in  the city of\u00a0Sirte were hit."
    assert only(text).text == "the city of\u00a0Sirte"


def test_type_words_ask_for_their_kind():
    kinds = {
        "Murzuq district": PlaceKind.ADMIN2,
        "Anbar province": PlaceKind.ADMIN1,
        "Kirkuk airfield": PlaceKind.AIRFIELD,
        "the Gulf of Sidra": PlaceKind.WATER,
        "the Hamrin Mountains": PlaceKind.PHYSICAL,
        "Camp Speicher": PlaceKind.SITE,
        "the town of Hajin": PlaceKind.SETTLEMENT,
        "Hajin": None,
    }
    assert {phrase: parse(phrase).place.cue for phrase in kinds} == kinds


def test_names_as_written_are_kept_beside_names_to_look_up():
    place = parse("12 km SW of La Esperanza (El Zapotal), Mexico").place
    assert (place.name, place.text, place.within) == ("La Esperanza", "La Esperanza (El Zapotal)", ("Mexico",))
    place = parse("5 km N of Murzuq District").place
    assert (place.name, place.text) == ("Murzuq", "Murzuq District")


def test_vague_numbers_are_wide_and_hedged():
    distance = parse("several miles north of Derna").distance
    assert distance.hedge is Hedge.ABOUT
    assert distance.low < distance.high


def test_resolution_is_the_last_digit_or_the_fraction():
    phrases = {
        "45 km": 1,
        "10.0 km": 0.1,
        "half a mile": 0.5,
        "2 1/4 miles": 0.25,
        "3.25 miles": 0.01,
        "three quarters of a mile": 0.25,
    }
    read = {stated: parse(f"{stated} north of Derna").distance.resolution for stated in phrases}
    assert read == pytest.approx(phrases)


def test_minutes_of_driving_are_shares_of_an_hour():
    distance = parse("a 45-minute drive south of Sirte").distance
    assert (distance.low, distance.unit) == (0.75, Unit.DRIVING_HOUR)


def test_an_old_capital_mile_is_told_from_a_metre():
    assert parse("10M east of Oamaru").distance.unit is Unit.MILE
    assert parse("500 M east of Oamaru").distance.unit is Unit.METRE
    assert parse("10 M EAST OF OAMARU").distance.unit is Unit.METRE


@pytest.mark.parametrize("text", ["1.2.3", "12,34,56", "18.01.2017", "1" * 40])
def test_digits_that_are_no_number(text):
    assert read_digits(text, ".") is None


def test_compass_points_add_up():
    assert azimuth(["W", "NW"]) == (292.5, 16)
    assert azimuth(["SW"]) == (225.0, 8)
    assert azimuth(["S", "W"], by=True) == (191.25, 32)
    assert azimuth(["N", "S"]) is azimuth(["N", "SW"]) is azimuth(["N", "S"], by=True) is None


def test_coordinates_in_an_impossible_order_are_exchanged_and_said():
    found = parse("120°N 30°E")
    assert (found.lat, found.lon, found.swapped) == (30, 120, True)
    assert not parse("30°N 120°E").swapped


@pytest.mark.parametrize(
    "text", ["95.1234, 190.5678", "31°72'N 16°35'E", "31°N 16°N", "99SKC 946 272", "38SZZ 946 272"]
)
def test_impossible_coordinates_are_none(text):
    assert "coordinates" not in str(getattr(parse(text), "kind", ""))


def test_grid_references_that_do_not_exist_are_none():
    assert read_mgrs("38", "S", "KC", "94 272") is None
    assert read_mgrs("61", "S", "KC", "946 272") is None
    assert read_mgrs("31", "C", "KC", "0000") is None
    assert read_utm(0, "R", "366222", "3453254") is None
    assert read_utm(33, "R", "366222", "99999999") is None


def test_unparsed_says_what_stood_in_the_way():
    assert parse("").detail == "the text is empty"
    assert "front line" in parse("50 km from the front line").detail
    assert not parse("45 minutes south")


def test_order_is_kept_and_language_is_checked():
    assert [found.place.name for found in parse_many(["Ramadi", "near Hit"])] == ["Ramadi", "Hit"]
    with pytest.raises(InputError, match="language"):
        parse("Ramadi", "xx")


def test_sentence_ends_part_localities():
    assert [mention.text for mention in scan("They left for the area near\n\nSirte fell.")] == []


def test_a_wrapped_line_does_not():
    assert only("The camp lay 45 km southwest of\nSirte, the coast town.").text == "45 km southwest of\nSirte"


def test_template_with_a_loose_bracket_is_refused():
    for text in ("( a", "a )"):
        with pytest.raises(InputError, match="bracket"):
            Template(text, Fragment, Fragment).read()


def test_neighbouring_letters_become_a_range():
    assert charset("cab") == "a-c"


@pytest.mark.parametrize(
    "text",
    [
        "Warplanes bombed Idlib on Friday.",
        "The jets hit the town of Idlib.",
        "Jets targeted Idlib overnight.",
        "Strikes rocked Idlib, killing two.",
        "Idlib was hit by two missiles.",
        "Idlib came under shelling on Friday.",
        "Drones fell on Idlib.",
    ],
)
def test_what_is_bombed_or_hit_is_a_place(text):
    assert only(text).locality.place.name == "Idlib"


@pytest.mark.parametrize(
    "text",
    [
        "Jets bombed Islamic State fighters.",
        "Jets struck Jaish al-Fatah fighters.",
        "The strike targeted Abu Khalid, the leader of the group.",
        "Idlib was seized.",
    ],
)
def test_groups_and_people_that_are_hit_are_no_places(text):
    assert scan(text) == []
