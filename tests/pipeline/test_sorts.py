"""Names that are of regions, though no word says so."""

from datetime import date

import pytest

import geostrike as gs
from geostrike.gazetteer import Gazetteer
from geostrike.locality import scan
from geostrike.model import Document, PlaceKind
from geostrike.pipeline.sorts import with_sorts


def _cue(text: str, *countries: str) -> PlaceKind | None:
    (mention,) = with_sorts(scan(text), Gazetteer.default(), countries)
    return mention.locality.place.cue


@pytest.mark.parametrize(
    ("text", "country", "cue"),
    [
        ("Jets bombed a bridge in Helmand.", "AF", PlaceKind.ADMIN1),
        ("Jets bombed a bridge in Rakhine.", "MM", PlaceKind.ADMIN1),
        ("Jets bombed a bridge in Anbar.", "IQ", PlaceKind.ADMIN1),
        ("Jets bombed a bridge in Sirte.", "LY", None),
        ("Jets bombed a bridge in Helmand.", "LY", None),
        ("Jets bombed southern Beirut.", "LB", PlaceKind.SETTLEMENT),
        ("Jets bombed southern Helmand.", "AF", PlaceKind.ADMIN1),
    ],
)
def test_the_gazetteer_says_what_a_bare_name_is_of(text, country, cue):
    assert _cue(text, country) is cue


def test_without_a_country_the_region_lies_where_strikes_happen():
    assert _cue("Jets bombed a bridge in Helmand.") is PlaceKind.ADMIN1


def test_a_town_says_more_than_the_region_told_before():
    text = "Jets struck Anbar in Iraq on Monday. The raid killed 22 fighters west of Ramadi."
    (row,) = gs.extract([Document("a", text, date(2017, 8, 29))]).itertuples()
    assert (row.place_name, row.killed_min) == ("Ramadi", 22)


def test_a_part_of_a_city_is_not_near_another_town():
    text = "Israeli jets struck near Tyre in Lebanon on Tuesday. On Monday a strike on southern Beirut killed 13."
    rows = gs.extract([Document("a", text, date(2024, 10, 23))])
    assert dict(zip(rows["place_name"], rows["killed_min"].fillna(0), strict=True)) == {"Tyre": 0, "Beirut": 13}
