"""A strike on a place that the gazetteer does not know is placed by what the story tells with it, and honestly so."""

import datetime
import math

import pytest

import geostrike as gs

PUBLISHED = datetime.date(2020, 6, 8)


def row_of(text, **options):
    return gs.extract([gs.Document("a", text, PUBLISHED)], **options).iloc[0]


#: Story, country, a spot that the region must hold (longitude, latitude), and the widest that it may be, in kilometres.
PLACED = [
    ("Jets bombed Qorrimzed on Sunday. The village lies in Sangin district of Helmand.", "AF", (64.84, 32.07), 60),
    ("Fighting went on in Helmand province. Jets bombed Qorrimzed on Sunday, killing nine.", "AF", (64.2, 31.6), 300),
    ("Jets bombed Qorrimzed on Sunday. Nobody came. Qorrimzed lies in Helmand province.", "AF", (64.2, 31.6), 300),
    ("An air raid hit the outskirts of Qorrimzed, in Gedo, on Sunday, killing two Somalis.", "SO", (42.3, 3.0), 250),
    ("Guns shelled a school in Qorrimzed on Sunday, in Donetsk region of Ukraine.", "UA", (37.8, 48.0), 170),
    ("US forces conducted an air strike on Sunday near Vuktemlo in southern Somalia.", "SO", (42.5, 0.5), 1000),
    ("A drone strike near Vuktemlo village killed five in Amhara region on Sunday.", "ET", (38.0, 11.5), 400),
    ('Air strikes hit Qorrimzed on Sunday. "We are under fire," said a man in Mubi.', "NG", (13.27, 10.27), 130),
    # A province beside it says more than a part of the country.
    (
        "Fighting went on in Amhara. An air raid near Qorrimzed in northern Ethiopia killed nine on Sunday.",
        "ET",
        (38, 11.5),
        400,
    ),
    # What holds a place beside it that is not known.
    ("Fighting went on in Erbil's Vuktemlo sub-district. Jets bombed Qorrimzed on Sunday.", "IQ", (44.2, 36.3), 130),
    ("An air raid hit the Qorrimzed clinic in Syria on Sunday. Fighting went on in al- Bab.", "SY", (37.5, 36.4), 110),
    # What is only spelled alike (Thatta, in Sindh) lies far from the province.
    ("Fighting went on in North Waziristan. A drone hit a compound in Datta on Sunday.", "PK", (70.2, 33.0), 250),
]


@pytest.mark.parametrize(("story", "country", "spot", "widest_km"), PLACED)
def test_what_a_story_tells_with_an_unknown_place_stands_for_it(story, country, spot, widest_km):
    row = row_of(story)
    assert (row["status"], row["country"], row["place_id"], row["evidence"]) == ("located", country, "", "assumed")
    assert row["region"].covers(gs.geodesy.disc(*spot, 100.0))
    assert row["uncertainty_m"] < 1000 * widest_km
    assert "told in the same story" in row["remarks"]


#: Sentence, country, a spot that the region must hold, and the widest that it may be; what holds the place is said.
SAID_TO_LIE_IN = [
    ("Jets bombed Qorrimzed and Vuktemlo villages in Zembrok township in Sagaing region.", "MM", (95.2, 23.0), 500),
    ("A strike in the Qorrimzed area of Lower Shabelle Somalia on Sunday killed one.", "SO", (44.3, 1.9), 200),
    ("On Sunday a drone hit the North Waziristan tribal region's Qorrimzed area.", "PK", (70.2, 33.0), 250),
    ("On Sunday jets hit Qorrimzed village in Damboa local government area of Borno state.", "NG", (12.8, 11.2), 60),
    ("A drone hit a car in Qorrimzed town located in Bamyan province, Afghanistan.", "AF", (67.5, 34.7), 200),
    ("A drone hit a house in Qorrimzed ward of Mrauk-U town in Myanmar.", "MM", (93.19, 20.59), 40),
    (
        "A drone strike in the Qorrimzed area, south of Vuktemlo locality in North Kordofan, killed two.",
        "SD",
        (29, 14),
        500,
    ),
    ("Nine Afghans died in an air raid in Qorrimzed, a district outside Kunduz city.", "AF", (68.8, 36.65), 60),
    ("Jets bombed Qorrimzed village in the northern countryside of Hama in Syria.", "SY", (36.6, 35.4), 250),
    ("Jets bombed a market in Qorrimzed near Chad's border with Sudan on Sunday.", "TD", (22.1, 14.4), 900),
]


@pytest.mark.parametrize(("sentence", "country", "spot", "widest_km"), SAID_TO_LIE_IN)
def test_an_unknown_place_is_drawn_as_what_its_words_say_that_it_lies_in(sentence, country, spot, widest_km):
    row = row_of(sentence)
    assert (row["status"], row["country"], row["place_id"]) == ("located", country, "")
    assert row["region"].covers(gs.geodesy.disc(*spot, 100.0))
    assert row["uncertainty_m"] < 1000 * widest_km


def last_place(story):
    row = gs.extract([gs.Document("a", story, PUBLISHED)]).iloc[-1]
    return row["locality"], row["status"], row["region"]


def test_an_unknown_place_lies_in_the_only_province_of_a_story_that_holds_all_its_strikes():
    third = (
        "Another, in Lashkar Gah, killed two on Saturday. A third hit a school in Qorrimzed on Sunday, killing four."
    )
    name, status, region = last_place(f"Jets hit a market in Helmand province on Friday, killing six. {third}")
    assert (name, status) == ("Qorrimzed", "located")
    assert region.covers(gs.geodesy.disc(64.2, 31.6, 100.0))
    name, status, _ = last_place(f"Jets hit a market in Kunduz province on Friday, killing six. {third}")
    assert (name, status) == ("Qorrimzed", "unlocated")


def test_a_province_of_another_country_that_holds_a_name_says_nothing():
    row = row_of("A drone killed five men in Yemen's Marib province. They were in the Saud area of Rawan district.")
    assert (row["country"], row["locality"]) == ("YE", "the Saud area of Rawan district")


def test_a_border_behind_a_place_says_which_part_of_it():
    row = row_of("Jets bombed a depot in Idlib province near the Turkish border on Sunday.")
    assert (row["country"], row["place_text"]) == ("SY", "Idlib")
    assert not row["region"].covers(gs.geodesy.disc(36.7, 35.5, 100.0))


def test_a_distance_that_is_told_later_is_that_of_the_place():
    unknown = row_of("Jets bombed Qorrimzed on Sunday. Qorrimzed is about 30 km south of Sirte.")
    assert (unknown["locality"], unknown["place_id"], unknown["distance_m"]) == ("Qorrimzed", "gn:2210554", 30_000.0)
    assert unknown["region"].covers(gs.geodesy.disc(16.59, 30.94, 100.0))
    told = "The oasis town, which has an airport, lies 770 km by road south of Tripoli."
    known = row_of(f"A drone hit a car in Sabha on Sunday. {told}")
    assert (known["locality"], known["distance_m"], known["bearing_deg"]) == ("Sabha", 770_000.0, 180.0)
    assert known["region"].covers(gs.geodesy.disc(14.43, 27.04, 100.0))
    assert known["uncertainty_m"] < 15_000
    other = row_of(
        "A drone hit a car in Sabha on Sunday. Guns were heard in Ubari. The town lies 100 km south of Brak."
    )
    assert other["locality"] == "Sabha"
    assert math.isnan(other["distance_m"])


#: Sentence, country, a spot that the region must hold, and the widest that it may be.
HELD = [
    ("On Sunday, in Nyala, two air raids hit the Vuktemlo and Al-Jirwan neighbourhoods.", "SD", (24.9, 12.05), 20),
    ("On Sunday, in Idlib, three air raids hit the Thawra and Al-Qusour quarters.", "SY", (36.63, 35.93), 20),
    ("Six died in raids on Sunday: in Ibb province jets bombed a home in the Hazm area.", "YE", (44.18, 13.97), 60),
    ("In the town of Kafr Takharim, jets bombed the Zeitoun quarter on Sunday.", "SY", (36.52, 36.12), 40),
    ("In Helmand province, aircraft bombed a house in Nawa on Sunday.", "AF", (64.2, 31.6), 300),
    ("A missile hit a store at Qorrimzed, in the desert of Marib province, on Sunday.", "YE", (45.8, 15.6), 170),
    ("In Aleppo, shells hit the Vuktemlo district on Sunday.", "SY", (37.16, 36.2), 40),
]


@pytest.mark.parametrize(("sentence", "country", "spot", "widest_km"), HELD)
def test_what_opens_a_clause_holds_its_place(sentence, country, spot, widest_km):
    row = row_of(sentence)
    assert (row["status"], row["country"]) == ("located", country)
    assert row["region"].covers(gs.geodesy.disc(*spot, 100.0))
    assert row["uncertainty_m"] < 1000 * widest_km


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("In Kyiv, the president said a missile hit Sumy on Sunday.", "Sumy"),
        ("A missile hit Sumy on Sunday. In Kyiv, President Ivan Petrenko said the attack was a crime.", "Sumy"),
        ("In Kyiv, a missile hit the president's office on Sunday, the government said.", "Kyiv"),
        ("In Afrin, a drone hit Azaz on Sunday.", "I‘zāz"),
        ("A shell hit Sumy on Sunday, and in Kyiv, the president said so.", "Sumy"),
    ],
)
def test_a_town_holds_only_its_quarters(sentence, place):
    assert row_of(sentence)["place_name"] == place


def test_who_acts_does_not_make_a_misspelling_likely():
    assert row_of("In Afrin, a Turkish drone hit Jinderes on Sunday.")["country"] == "SY"


@pytest.mark.parametrize(
    "story",
    [
        "A drone hit Qorrimzed on Sunday, killing six. Officials in Washington denied it.",
        "A drone hit Qorrimzed on Sunday, killing six. Another strike destroyed a depot near Marib on Saturday.",
        "A drone hit Qorrimzed, in Libya, on Sunday. Men in Hatay said that they had seen it.",
        "A drone hit Qorrimzed on Sunday, killing six. It was the third in Pakistan this year.",
        "A drone hit Qorrimzed on Sunday. The wounded were taken to a clinic 60 km from Maiduguri.",
        "A drone hit Qorrimzed on Sunday. Qorrimzed is poor. Nothing grows. Men go to Mizda to work.",
    ],
)
def test_what_is_told_of_others_does_not_place_it(story):
    assert row_of(story)["status"] == "unlocated"


def test_a_place_that_is_known_needs_nothing_beside_it():
    alone, told = (row_of(f"Jets bombed Bani Walid on Sunday.{more}") for more in ("", " Men in Mizda saw them."))
    assert alone["region"].equals(told["region"])


def test_a_town_told_beside_is_wider_than_one_that_was_struck():
    beside = row_of("Jets bombed Qorrimzed on Sunday. Men in Mizda saw them.", country="LY")
    assert beside["uncertainty_m"] > 5 * row_of("Jets bombed Mizda on Sunday.", country="LY")["uncertainty_m"]


def test_the_protocol_draws_only_what_is_said():
    story = "Jets bombed Qorrimzed on Sunday. The village lies in Sangin district of Helmand."
    assert row_of(story, error_model="protocol")["status"] == "unlocated"


#: Story, country, the city of its dateline.
FILED = [
    ("KADUGLI (AP) - Six people died on Sunday when shells landed on the main market.", "SD", (29.7, 11.0)),
    ("June 7, 2020 (ZALINGEI) - Artillery fire on the hospital killed 18 people on Sunday.", "SD", (23.5, 12.9)),
    ("MARIB - A missile crashed into the Police Club on Sunday and killed three recruits.", "YE", (45.3, 15.5)),
    ("KHERSON, Ukraine (AP) - Shells hit a bus stop on Sunday, killing two women.", "UA", (32.6, 46.6)),
    ("GHAZNI, Afghanistan - A US air strike killed nine farmers on Sunday, the governor said.", "AF", (68.4, 33.5)),
    ("Kutum (Reuters) - Jets bombed a school on Sunday, killing six.", "SD", (24.7, 14.2)),
]


@pytest.mark.parametrize(("story", "country", "city"), FILED)
def test_a_story_that_names_no_place_is_about_where_it_was_filed(story, country, city):
    row = row_of(story)
    assert (row["status"], row["country"], row["evidence"]) == ("located", country, "assumed")
    assert row["region"].covers(gs.geodesy.disc(*city, 30_000.0))
    assert row["uncertainty_m"] > 80_000


@pytest.mark.parametrize(
    "story",
    [
        "GENEVA - Artillery fire on the hospital killed 18 people on Sunday.",  # no strikes there
        "BEIRUT (Reuters) - Artillery fire on the hospital killed 18 people on Sunday.",  # agencies sit there
        "GAZIANTEP, Turkey - Syrian artillery fire on the hospital killed 18 people on Sunday.",  # another country
        "AL-BAYDA (AFP) - A drone killed three men in a car on Sunday.",  # there are two
        "MARIB - A drone hit a house in Qorrimzed on Sunday. Officials in Hodeidah denied it.",  # another place
    ],
)
def test_where_others_write_says_nothing(story):
    assert row_of(story)["status"] == "unlocated"


def test_a_place_in_the_story_beats_the_dateline():
    row = row_of("KHERSON, Ukraine (AP) - Shells hit a bus stop in Beryslav on Sunday, killing two.")
    assert (row["place_name"], row["evidence"]) == ("Beryslav", "thin")


@pytest.mark.parametrize(
    ("story", "country", "place"),
    [
        ("On June 6 and 7, drones hit a clinic in Ariha and a mosque in Binnish.", "SY", "Arīḩā"),
        ("A missile hit a market in Ariha on Sunday. A second strike killed two in Saraqib.", "SY", "Arīḩā"),
        ("A missile hit a market in Ariha on Sunday, killing two.", "PS", "Jericho"),
    ],
)
def test_a_name_that_one_country_has_says_where_the_others_are(story, country, place):
    row = row_of(story)
    assert (row["country"], row["place_name"]) == (country, place)


def spot_of(sentence):
    row = row_of(sentence)
    return row["lon"], row["lat"], row["uncertainty_m"]


def test_a_village_of_a_province_is_none_of_the_next_by_the_same_name():
    assert row_of("Shelling on Sunday hit Pervomaiske, Kherson region, in Ukraine.")["place_id"] == ""


def test_the_countryside_of_a_city_is_its_province_and_that_of_a_town_is_about_it():
    lon, lat, reach = spot_of("Jets bombed a farm in the Idlib countryside in Syria on Sunday.")
    assert (lon, lat) == pytest.approx((36.68, 35.78), abs=0.1)
    assert 40_000 < reach < 100_000
    lon, lat, reach = spot_of("Jets bombed a farm in the Saraqeb countryside in Syria on Sunday.")
    assert (lon, lat) == pytest.approx((36.81, 35.86), abs=0.05)
    assert reach < 20_000


def test_the_districts_of_a_city_are_in_the_city():
    assert spot_of("Jets bombed the residential districts of Kherson in Ukraine on Sunday.")[2] < 20_000


def test_a_base_is_no_place_by_the_name_of_those_who_hold_it():
    row = row_of("Unknown drone strikes al-Shabaab base in Galgadud region of Somalia on Sunday, killing 11.")
    assert row["place_text"] == "Galgadud"
