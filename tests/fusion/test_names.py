"""Names of places that are told in several spellings, or drawn by what they are said to be near."""

import pytest

from geostrike.fusion import fuse
from geostrike.fusion.accounts import accounts
from geostrike.fusion.matching import Comparison


def report(*args, **options):
    return args, options


def parts(events):
    return sorted(events["report_ids"])


def test_one_name_drawn_in_two_places_is_a_mistake_where_the_facts_agree(frame):
    made = frame(
        report("a-1", "2017-09-22", ("Sirte",), killed=(31, 31)),
        report("b-1", "2017-09-22", ("Mosul",), killed=(26, 26), target="the market"),
        report("c-1", "2017-09-23", ("Mosul",), killed=(40, 40)),
    )
    made["locality"] = made["place_text"] = ["Dandaxi Khel", "Dandaxikhel", "Qarmuzzo"]
    assert parts(fuse(made)) == ["a-1", "b-1", "c-1"]  # in two countries
    made["target"] = ["a bazaar", "the market", ""]
    assert parts(fuse(made)) == ["a-1;b-1", "c-1"]
    made["country"], made["target"] = "LY", ""
    assert parts(fuse(made)) == ["a-1;b-1", "c-1"]
    made["place_text"] = made["locality"] = ["Dandaxi Khel", "Ghurfan", "Qarmuzzo"]
    assert parts(fuse(made)) == ["a-1", "b-1", "c-1"]


@pytest.mark.parametrize(
    ("there", "joined"),
    [("Qarmuzo", True), ("Garmoza", True), ("Gamuzzo", True), ("Dandaxi", False), ("Wadi Ghurfan", False)],
)
def test_a_name_that_no_gazetteer_has_may_be_written_by_ear(frame, there, joined):
    made = frame(
        report("a-1", "2017-09-22", ("Sirte",), killed=(20, 20)),
        report("b-1", "2017-09-22", ("Sirte",), killed=(60, 60)),
        *[report(f"o{day}-1", f"2017-09-{day}", ("Sirte",)) for day in range(10, 16)],
    )
    made.loc[["a-1", "b-1"], "place_id"] = ""
    made.loc["a-1", ["locality", "place_text"]] = "Qarmuzzo"
    made.loc["b-1", ["locality", "place_text"]] = there
    assert ("a-1;b-1" in parts(fuse(made))) is joined


def test_where_regions_meet_a_country_of_the_same_name_is_a_mistake(frame):
    made = frame(report("a-1", "2017-09-22", ("Sirte",)), report("b-1", "2017-09-22", ("Sirte",)))
    made.loc["b-1", ["place_id", "country"]] = ["gn:1", "EG"]
    made["locality"] = made["place_text"] = ["Dandaxi", "Dandaxy"]
    assert parts(fuse(made)) == ["a-1;b-1"]
    made.loc["b-1", ["locality", "place_text"]] = "Ghurfan"
    assert parts(fuse(made)) == ["a-1", "b-1"]


def test_what_lies_on_a_side_of_an_unknown_place_is_not_called_by_its_name(frame):
    """ "South of Qarmuzzo" may be Ghurfan."""
    made = frame(
        report("a-1", "2017-09-22", ("Sirte",), killed=(17, 17)),
        report("b-1", "2017-09-22", killed=(17, 17)),
    )
    made["locality"], made["place_text"] = ["Ghurfan", "south of Qarmuzzo"], ["Ghurfan", "Qarmuzzo"]
    made["place_id"], made["locality_kind"] = "", "feature"
    one, other = accounts(made)
    assert Comparison(one, other).places.weight < 0
    made.loc["b-1", ["locality_kind", "bearing_deg"]] = ["heading_only", 180.0]
    one, other = accounts(made)
    assert Comparison(one, other).places.weight == 0
