"""Places that the gazetteer does not know: placed by what else is said of them, and honestly so."""

import pytest

import geostrike as gs
from geostrike.tables import LOCATIONS, check

#: Phrase, country, the place that is used, the words of the remark that says so.
STOOD_IN = [
    ("Qorrimzed, 5 km north of Miran Shah", "PK", "Miran Shah", "placed by '5 km north of Miran Shah'"),
    ("Qorrimzed, 25 km west of Mekelle", "ET", "Mek'ele", "placed by '25 km west of Mekelle'"),
    ("Qorrimzed village, 110 kilometers north of Mandalay", "", "Mandalay", "placed by '110 kilometers north"),
    ("Qorrimzed, about 40 miles south-east of Sirte", "LY", "Sirte", "placed by 'about 40 miles south-east of Sirte'"),
    ("Qorrimzed, located 12 miles from Baqubah", "IQ", "Baqubah", "placed by '12 miles from Baqubah'"),
    ("in Qorrimzed, Nangarhar", "", "Nangarhar", "the region is that of Nangarhar (AF), said to contain it"),
    ("in Qorrimzed, Nangarhar, Afghanistan", "", "Nangarhar", "the region is that of Nangarhar (AF)"),
    ("near Qorrimzed, Nangarhar", "", "Nangarhar", "the region is that of Nangarhar (AF)"),
    ("in Qorrimzed, in the Sangin district of Helmand", "AF", "Sangīn", "the region is that of Sangīn (AF)"),
    ("in the Qorrimzed area of Yemen's Shabwa province", "", "Shabwah", "the region is that of Shabwah (YE)"),
    ("Qorrimzed village of Sudan's North Darfur state", "", "North Darfur", "the region is that of North Darfur (SD)"),
    ("the Qorrimzed community of Kharkiv region", "", "Kharkiv", "the region is that of Kharkiv (UA)"),
    ("Qorrimzed, a market town west of Mekelle", "ET", "Mek'ele", "placed by 'west of Mekelle'"),
    ("between Qorrimzed and Sirte", "LY", "Sirte", "placed about Sirte"),
    ("on the road from Sirte to Qorrimzed", "LY", "Sirte", "placed about Sirte"),
    ("Qorrimzed village in Vuktemlo Township, Sagaing Region", "", "Sagaing", "the region is that of Sagaing (MM)"),
]


@pytest.mark.parametrize(("phrase", "country", "used", "remark"), STOOD_IN)
def test_what_the_phrase_says_beside_an_unknown_name_places_it(phrase, country, used, remark):
    found = gs.locate(phrase, country=country or None)
    assert found, found.detail
    assert found.place.name == used
    assert any("'Qorrimzed' is not in the gazetteer" in said and remark in said for said in found.remarks)


def test_a_clause_gives_the_region_that_it_gives_alone():
    beside, alone = gs.locate_frame(["Qorrimzed, 25 km west of Mekelle", "25 km west of Mekelle"])["region"]
    assert beside.equals(alone)


def test_what_contains_a_place_holds_it_at_every_level():
    found = gs.locate("in Qorrimzed, Nangarhar")
    assert found.regions[0.5].equals(found.regions[0.9])
    assert found.regions[0.5].equals(gs.locate("in Nangarhar province").region)
    assert found.evidence == gs.locate("in Nangarhar province").evidence


@pytest.mark.parametrize(
    "phrase",
    ["45 km SW of Qorrimzed, Nangarhar", "south of Qorrimzed", "in Qorrimzed", "between Qorrimzed and Vuktemlo"],
)
def test_what_nothing_helps_stays_unlocated(phrase):
    lost = gs.locate(phrase)
    assert not lost
    assert lost.reason == "place not in the gazetteer"


def test_a_country_is_told_but_not_drawn():
    row = gs.locate_frame(["in Qorrimzed, Libya"]).iloc[0]
    assert (row["status"], row["country"], row["place_text"]) == ("unlocated", "LY", "Qorrimzed")


def test_the_name_stays_as_written_in_frames():
    frame = gs.locate_frame(["in Qorrimzed, Nangarhar"])
    check(frame, LOCATIONS)
    row = frame.iloc[0]
    assert (row["status"], row["country"], row["place_text"], row["place_id"]) == ("located", "AF", "Qorrimzed", "")


def test_a_list_with_a_known_place_does_not_take_in_what_contains_the_others():
    found = gs.locate("in Sirte or Qorrimzed, Nangarhar")
    assert found.place is None or found.region.area < 0.2


def test_a_story_tells_the_country_of_an_unknown_village():
    story = gs.Document("a", "On 3 May 2019 a drone strike hit a house in Qorrimzed, Nangarhar, killing four.")
    row = gs.extract([story]).iloc[0]
    assert (row["status"], row["country"], row["place_text"]) == ("located", "AF", "Qorrimzed")


def test_a_seat_stands_for_its_district_and_a_city_for_its_quarters():
    district, quarter = (gs.locate(f"the Qorrimzed district of {town}") for town in ("Sangin", "Mosul"))
    assert district.uncertainty_m > 3 * gs.locate("in Sangin").uncertainty_m
    assert quarter.uncertainty_m == pytest.approx(gs.locate("in Mosul").uncertainty_m)


def test_a_way_whose_other_end_is_not_known_is_wide():
    way = gs.locate("between the towns of Sirte and Qorrimzed", country="LY")
    assert way.uncertainty_m > 50_000
    assert way.region.covers(gs.locate("in Sirte").point)
