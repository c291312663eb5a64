"""A strike on a place that the gazetteer does not know is placed by what the story tells with it, and honestly so."""

import datetime

import pytest

import geostrike as gs

PUBLISHED = datetime.date(2020, 6, 8)


def row_of(text, **options):
    return gs.extract([gs.Document("a", text, PUBLISHED)], **options).iloc[0]


#: Story, country, a spot that the region must hold (longitude, latitude), and the widest that it may be, in kilometres.
PLACED = [
    ("Jets bombed Qorrimzed on Sunday. The village lies in Sangin district of Helmand.", "AF", (64.84, 32.07), 60),
    ("Fighting went on in Helmand province. Jets bombed Qorrimzed on Sunday, killing nine.", "AF", (64.2, 31.6), 300),
    (
        "On Sunday, in Nyala, two air raids hit the Vuktemlo and Al-Jirwan areas, killing nine.",
        "SD",
        (24.9, 12.05),
        130,
    ),
    ("An air raid hit the outskirts of Qorrimzed, in Gedo, on Sunday, killing two Somalis.", "SO", (42.3, 3.0), 250),
    ("Guns shelled a school in Qorrimzed on Sunday, in Donetsk region of Ukraine.", "UA", (37.8, 48.0), 170),
    ("A drone strike near Vuktemlo village killed five in Amhara region on Sunday.", "ET", (38.0, 11.5), 400),
    ('Air strikes hit Qorrimzed on Sunday. "We are under fire," said a man in Mubi.', "NG", (13.27, 10.27), 130),
]


@pytest.mark.parametrize(("story", "country", "spot", "widest_km"), PLACED)
def test_what_a_story_tells_with_an_unknown_place_stands_for_it(story, country, spot, widest_km):
    row = row_of(story)
    assert (row["status"], row["country"], row["place_id"], row["evidence"]) == ("located", country, "", "assumed")
    assert row["region"].covers(gs.geodesy.disc(*spot, 100.0))
    assert row["uncertainty_m"] < 1000 * widest_km
    assert "told in the same story" in row["remarks"]


@pytest.mark.parametrize(
    "story",
    [
        "A drone hit Qorrimzed on Sunday, killing six. Officials in Washington denied it.",
        "A drone hit Qorrimzed on Sunday, killing six. Another strike destroyed a depot near Marib on Saturday.",
        "A drone hit Qorrimzed, in Libya, on Sunday. Men in Hatay said that they had seen it.",
        "A drone hit Qorrimzed on Sunday, killing six. It was the third in Pakistan this year.",
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
