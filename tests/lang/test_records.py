"""Records of incidents: which lines are labelled, where one record ends, and what makes none."""

import pytest

from geostrike.lang.records import records

ENTRY = "Date: 3 May 2016\nPlace: Hun\nKilled: 3\n"


def fields(text):
    return [{field.role: text[field.start : field.end] for field in record.fields} for record in records(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Date: 3 May 2016\nPlace: Hun\nKilled: 3",
        "* **Date:** 3 May 2016\n* **Place:** Hun\n* **Killed:** 3",
        "DATE\n\n3 May 2016\n\nPLACE\nHun\nKILLED\n3",
        "Date | 3 May 2016 |\nPlace | Hun |\nKilled | 3 |",
        "1. Date: 3 May 2016; Place: Hun; Killed: 3.",
        "Place: Hun / Date: 3 May 2016 / Killed: 3",
        "Date:\t3 May 2016 - Place: Hun - Killed: 3",
    ],
)
def test_labels_stand_before_a_mark_or_on_a_line_of_their_own(text):
    assert fields(text) == [{"date": "3 May 2016", "place": "Hun", "killed": "3"}]


def test_a_label_that_comes_again_begins_the_next_record():
    text = f"{ENTRY}Jets bombed a farm.\n{ENTRY}"
    assert fields(text) == [{"date": "3 May 2016", "place": "Hun", "killed": "3"}] * 2
    first, second = records(text)
    assert (first.start, first.end) == (0, second.start)
    assert second.end == len(text)


def test_what_is_not_known_is_left_empty():
    (record,) = records("Location: Hun\nDate: unknown\nKilled: Unknown\nType: air strike\nSource: the mayor")
    assert [field.role for field in record.fields if field.start < field.end] == ["place", "kind"]


def test_wider_places_keep_the_noun_of_their_label():
    text = "Village: Al-Maqsab, District: Mastaba, Governorate: Hajjah\nCountry: Yemen\nInjured: 2"
    assert records(text)[0].where(text) == "Al-Maqsab, Mastaba district, Hajjah governorate, Yemen"


@pytest.mark.parametrize(
    "text",
    [
        "Location: Geneva\nDate: 24 April 2018\nSubject: Libya",
        "Killed: 3\nInjured: 4",
        "The date: 3 May. They killed: nobody.",
        "Killed\n\nA drone struck Hun.",
        "",
    ],
)
def test_letterheads_and_lone_lines_are_no_records(text):
    assert records(text) == ()
