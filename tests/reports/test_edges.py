"""Where a rule's limit lies: one case on each side of it."""

import pytest

from geostrike.model import (
    Distance,
    DistanceOnly,
    Feature,
    Heading,
    HeadingOnly,
    Mention,
    Offset,
    PlaceKind,
    Toponym,
    Unit,
)
from geostrike.reports.belonging.places import clash
from geostrike.reports.strikes.modality import happened
from geostrike.reports.strikes.triggers import Sort, triggers
from geostrike.reports.text.vocabulary import vocabulary

SIRTE = Toponym("Sirte")
WORDS = vocabulary("en")


def offset(kilometres, azimuth):
    return Mention(Offset(SIRTE, Distance(kilometres, kilometres, Unit.KILOMETRE), Heading(azimuth)), 0, 1, "x")


@pytest.mark.parametrize(
    ("here", "there", "apart"),
    [
        ((50, 180.0), (50, 240.0), False),
        ((50, 180.0), (50, 240.5), True),
        ((50, 330.0), (50, 30.0), False),
        ((50, 330.0), (50, 30.5), True),
        ((60, 180.0), (100, 180.0), False),
        ((59, 180.0), (100, 180.0), True),
        ((100, 180.0), (59, 180.0), True),
    ],
)
def test_offsets_clash_beyond_sixty_degrees_or_six_tenths_of_the_distance(here, there, apart):
    assert clash(offset(*here), offset(*there)) is apart


def test_a_direction_alone_clashes_by_its_turn_and_a_distance_alone_by_its_length():
    south, north = (Mention(HeadingOnly(SIRTE, Heading(azimuth)), 0, 1, "x") for azimuth in (180.0, 0.0))
    far = Mention(DistanceOnly(SIRTE, Distance(200, 200, Unit.KILOMETRE)), 0, 1, "x")
    assert clash(south, north)
    assert clash(far, offset(50, 180.0))
    assert not clash(far, south)


def test_two_provinces_are_two_places_and_a_province_may_hold_a_town():
    zamfara, kaduna = (Mention(Feature(Toponym(name, PlaceKind.ADMIN1)), 0, 1, "x") for name in ("Zamfara", "Kaduna"))
    town = Mention(Feature(Toponym("Gusau")), 0, 1, "x")
    assert clash(zamfara, kaduna)
    assert not clash(zamfara, town)


def told(text):
    trigger = next(each for each in triggers(text, WORDS) if each.sort is Sort.NOUN)
    return happened(text, trigger, 0, len(text), WORDS)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("an air strike could kill ten, and destroyed houses", False),
        ("they planned an air strike that killed ten", True),
        ("they planned an air strike on a village", False),
        ("they planned air strikes which destroyed the camp", True),
    ],
)
def test_a_modal_or_an_effect_right_behind_a_strike_bears_on_it(text, is_told):
    assert told(text) is is_told
