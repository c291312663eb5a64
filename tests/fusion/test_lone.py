"""What says little of its place: joined where only one strike can be meant, and left alone where several can."""

import datetime

import pytest

import geostrike as gs
from geostrike.fusion import fuse
from geostrike.fusion.accounts import accounts
from geostrike.fusion.grounds import Bar
from geostrike.fusion.matching import Comparison


def parts(events):
    return sorted(events["report_ids"])


def told(*stories):
    """Read and fuse stories that were published on 2 May 2019, a Thursday."""
    day = datetime.date(2019, 5, 2)
    documents = [gs.Document(name, text, day, name) for name, text in zip("abcdef", stories, strict=False)]
    return fuse(gs.extract(documents))


NAMED = "An air strike near Sabha, Libya, killed nine fighters on Wednesday."
NAMELESS = "Air strikes in Libya on Wednesday left several fighters dead, officials said."


def test_a_story_without_a_place_joins_the_only_strike_of_its_day():
    (event,) = told(NAMED, NAMELESS).itertuples()
    assert event.report_ids == "a-1;b-1"
    assert event.reasons.endswith("the only strike of that day in LY that it can be of.")


@pytest.mark.parametrize(
    "other",
    [
        "An air strike near Misrata, Libya, killed six fighters on Wednesday.",  # two can be meant
        "Air strikes in Yemen on Wednesday left several fighters dead.",
    ],
)
def test_it_stays_alone_where_two_can_be_meant_or_none(other):
    stories = [NAMED, other, NAMELESS] if "Misrata" in other else [NAMED, other]
    assert len(told(*stories)) == len(stories)


def test_it_stays_alone_where_the_numbers_speak_against_it():
    assert len(told(NAMED, "Air strikes in Libya on Wednesday killed 25 people.")) == 2


def test_spellings_of_a_place_that_no_gazetteer_has_are_one_name():
    first = "An air strike on the village of Dandaxi Khel, Pakistan, killed at least 10 people on Wednesday."
    other = "At least 14 people died in an air strike on Dandaxikhel in Pakistan on Wednesday."
    assert parts(told(first, other)) == ["a-1;b-1"]


def test_unknown_places_of_different_names_need_numbers_that_agree():
    first = "An air strike on the village of Dandaxi Khel, Pakistan, killed four people on Wednesday."
    other = "An air strike on the village of Qarmuzzo, Pakistan, hit a house on Wednesday."
    assert len(told(first, other)) == 2


@pytest.mark.parametrize(
    ("where", "joined"),
    [
        ("in the village of Qarmuzzo", True),  # no other strike of the country is known
        ("near Qarmuzzo", False),  # what is near one place is not near another
    ],
)
def test_a_village_that_no_gazetteer_has_may_be_where_the_only_strike_was(where, joined):
    other = f"An air strike hit a house {where}, Libya, on Wednesday."
    assert ("a-1;b-1" in parts(told(NAMED, other))) == joined


FRESH = "Nine fighters have been killed in an air strike near Sabha, Libya."


def test_days_that_no_words_state_do_not_keep_news_of_an_older_strike_apart():
    (event,) = told("An air strike near Sabha, Libya, killed nine fighters on Monday.", FRESH).itertuples()
    assert (event.report_ids, event.date_edtf) == ("a-1;b-1", "2019-04-29")


@pytest.mark.parametrize(("killed", "joined"), [(42, True), (12, False)])
def test_news_of_another_place_joins_the_only_strike_of_its_days_where_the_toll_is_the_same(killed, joined):
    first = "An air strike near Sabha, Libya, killed 42 fighters on Wednesday."
    fresh = f"An air strike 40 km south of Misrata, Libya, has killed {killed} fighters."
    assert ("a-1;b-1" in parts(told(first, fresh))) == joined


def test_news_that_is_left_alone_is_of_the_days_of_its_publication():
    (event,) = told(FRESH).itertuples()
    assert event.date_edtf == "2019-05-01?/2019-05-02?"
    assert (event.date_start.day, event.date_end.day) == (1, 2)


def test_two_nights_that_share_a_day_are_two_strikes(frame):
    made = frame(
        (("a-1", "2020-04-15", ("Sirte",)), {"end": "2020-04-16", "killed": (4, 4)}),
        (("b-1", "2020-04-16", ("Sirte",)), {"end": "2020-04-17", "killed": (6, 6)}),
        (("c-1", "2020-04-16", ("Sirte",)), {"killed": (6, 6)}),
    )
    assert parts(fuse(made)) == ["a-1", "b-1;c-1"]


UNDATED = ("Sirte", 45, 225)


def undated(frame, *stories):
    """Return which of some stories without a day are one strike: publication, killed, words."""
    made = frame(
        *(
            ((f"{chr(97 + rank)}-1", "", UNDATED), {"published": published, "killed": (killed, killed)})
            for rank, (published, killed, _) in enumerate(stories)
        )
    )
    made["quote"] = [words for _, _, words in stories]
    return fuse(made)


SAID = "Jets hit a camp in the desert south of the town at dawn."


@pytest.mark.parametrize(
    ("published", "killed", "joined"),
    [
        ("2020-04-16", 7, True),
        ("2020-04-23", 7, True),  # the weeks before publication touch
        ("2020-04-24", 7, False),
        ("2020-04-16", 9, False),
        ("2020-04-16", None, False),  # a town has many strikes
    ],
)
def test_stories_without_a_day_need_the_same_place_and_toll_within_a_week(frame, published, killed, joined):
    events = undated(frame, ("2020-04-16", 7, ""), (published, killed, ""))
    assert (parts(events) == ["a-1;b-1"]) == joined
    assert events["date_start"].isna().all()
    assert not joined or "both without a day, published" in events["reasons"].iloc[0]


def test_stories_without_a_day_do_not_form_a_chain_of_weeks(frame):
    events = undated(frame, *((f"2020-04-{day}", 7, "") for day in ("01", "06", "11")))
    assert len(events) == 2


def test_a_copy_without_a_day_joins_though_no_place_is_known(frame):
    made = frame(
        (("a-1", ""), {"published": "2020-04-16", "killed": (42, 42)}),
        (("b-1", ""), {"published": "2020-04-18", "killed": (42, 42)}),
        (("c-1", ""), {"published": "2020-04-18", "killed": (42, 42)}),
    )
    made["quote"] = [SAID, f"It was told that {SAID}", "A boat was sunk off the coast by a helicopter on its patrol."]
    assert parts(fuse(made)) == ["a-1;b-1", "c-1"]


def test_days_without_a_year_must_be_the_same(frame):
    made = frame(*(((f"{name}-1", "", UNDATED), {"killed": (7, 7)}) for name in "abc"))
    made["date_edtf"] = ["XXXX-04-16", "XXXX-04-16", "XXXX-04-17"]
    assert parts(fuse(made)) == ["a-1;b-1", "c-1"]


@pytest.mark.parametrize(
    ("first", "other", "killed", "joined"),
    [
        (("2020-04-15", "2020-04-16"), ("2020-04-15", ""), None, True),  # a night and the day before it
        (("2020-04-15", "2020-04-16"), ("2020-04-16", ""), None, True),  # or after it
        (("2020-04-15", "2020-04-16"), ("2020-04-15", "2020-04-16"), None, True),
        (("2020-04-15", "2020-04-16"), ("2020-04-16", "2020-04-17"), None, False),
        (("2020-04-15", "2020-04-16"), ("2020-04-16", "2020-04-17"), 7, True),  # the same facts, a night apart
        (("2020-04-15", "2020-04-16"), ("2020-04-17", "2020-04-18"), 7, True),
        (("2020-04-15", "2020-04-16"), ("2020-04-18", "2020-04-19"), 7, False),
    ],
)
def test_nights_and_days(frame, first, other, killed, joined):
    facts = {"killed": (killed, killed)} if killed else {}
    made = frame(
        *(
            ((f"{name}-1", start, UNDATED), {"end": end} | facts)
            for name, (start, end) in zip("ab", (first, other), strict=True)
        )
    )
    assert (len(fuse(made)) == 1) == joined


@pytest.mark.parametrize(
    ("early", "late", "published", "joined"),
    [
        (3, 42, "2020-04-19", True),
        (3, 42, "2020-04-18", False),  # two days after the first count
        (42, 3, "2020-04-25", False),  # tolls do not shrink to another order
        (3, 12, "2020-04-16", True),  # nor is four times another one
    ],
)
def test_a_toll_may_grow_to_another_order_after_three_days(frame, early, late, published, joined):
    made = frame(
        (("a-1", "2020-04-15", UNDATED), {"published": "2020-04-16", "killed": (early, early)}),
        (("b-1", "2020-04-15", UNDATED), {"published": published, "killed": (late, late)}),
    )
    assert Comparison(*accounts(made)).bar() is (None if joined else Bar.CASUALTIES)


@pytest.mark.parametrize(("busy", "joined"), [(0, True), (9, False)])
def test_the_toll_of_a_part_is_of_the_only_strike_of_a_place_where_few_strikes_are_known(frame, busy, joined):
    others = [((f"o{rank}-1", f"2020-04-{4 + rank:02}", ("Sirte", 300, 180)), {}) for rank in range(busy)]
    made = frame(
        (("a-1", "2020-04-15", ("Sirte",)), {"killed": (41, 41)}),
        (("b-1", "2020-04-15", ("Sirte",)), {"killed": (2, 2)}),
        *others,
    )
    assert ("a-1;b-1" in parts(fuse(made))) == joined


@pytest.mark.parametrize(("busy", "joined"), [(0, True), (9, False)])
def test_a_guessed_country_is_outweighed_where_few_strikes_are_known(frame, busy, joined):
    """A shared day and toll say the less of one strike, the more strikes there are about then."""
    others = [
        ((f"o{rank}-1", f"2020-04-{4 + rank:02}", ("Sirte", 20 * rank + 20, 90)), {"killed": (40 + rank, 40 + rank)})
        for rank in range(busy)
    ]
    made = frame(
        (("a-1", "2020-04-15", ("Sirte", 45, 225)), {"killed": (4, 4)}),
        (("b-1", "2020-04-15"), {"killed": (4, 4)}),
        *others,
    )
    made.loc["b-1", "country"] = "TN"
    assert ("a-1;b-1" in parts(fuse(made))) == joined


def test_the_name_of_a_place_outweighs_how_far_it_is_said_to_be():
    first = "An air strike killed 35 people on Wednesday in the Harhab area, about 20 km from Sanaa, Yemen."
    other = "An air strike hit the town of Harhab, about 45 kilometers north of Sanaa, Yemen, on Wednesday."
    (event,) = told(first, other).itertuples()
    assert "same name of place (Harhab)" in event.reasons
    elsewhere = other.replace("Harhab", "Qafla")
    assert len(told(first, elsewhere)) == 2


def test_a_story_that_two_strikes_fit_joins_the_one_that_it_fits_clearly_better():
    other = "An air strike near Misrata, Libya, wounded 14 people on Wednesday."
    assert parts(told(NAMED, other, "An air strike in Libya on Wednesday wounded 14 people.")) == ["a-1", "b-1;c-1"]
    assert len(told(NAMED, other, "An air strike in Libya on Wednesday wounded several people.")) == 3


def test_a_country_that_was_guessed_does_not_part_what_is_measured_from_one_name(frame):
    made = frame(
        (("a-1", "2020-04-15", ("Sirte", 60, 180)), {}),
        (("b-1", "2020-04-15", ("Sirte", 60)), {}),
    )
    made.loc["b-1", ["status", "place_id", "country"]] = ["unlocated", "", "TN"]
    assert parts(fuse(made)) == ["a-1;b-1"]


@pytest.mark.parametrize(("others", "joined"), [(1, True), (4, False)])
def test_one_account_that_was_placed_elsewhere_does_not_part_two_groups(frame, others, joined):
    """Of eight strikes about then, a shared day says no more than on any other; what bars is outweighed on average."""
    told_of = {"killed": (4, 4)}
    busy = [
        ((f"o{day}-1", f"2020-04-{day:02}", ("Mosul", 9 * day, 90)), {"killed": (60 + day, 60 + day)})
        for day in range(6, 15)
    ]
    made = frame(
        (("a-1", "2020-04-15", ("Sirte", None, None, True)), told_of),
        (("c-1", "2020-04-15", ("Sirte", 45, 45)), told_of),
        *(((f"b{rank}-1", "2020-04-15", ("Sirte", 45 + rank, 225)), told_of) for rank in range(others)),
        *busy,
    )
    made["country"] = "LY"
    (home,) = (ids for ids in parts(fuse(made)) if "b0-1" in ids)
    assert ("c-1" in home) == joined


SOUTH = ("Sirte", 80, 180)


@pytest.mark.parametrize(
    ("here", "there", "busy", "joined"),
    [
        ({"target": "a market"}, {"target": "the market"}, False, True),  # one of the two days is a slip
        ({"target": "a market"}, {"target": "the market"}, True, False),  # in a campaign they are two strikes
        ({}, {}, False, True),  # what is measured is seldom true of two
        ({"killed": (4, 4)}, {"killed": (9, 9)}, False, False),
    ],
)
def test_of_strikes_a_day_apart_few_are_two_where_hardly_another_is_known(frame, here, there, busy, joined):
    made = frame(
        (("a-1", "2020-04-15", SOUTH), here),
        (("b-1", "2020-04-16", SOUTH), there),
        *((((f"o{day}-1"), f"2020-04-{day:02}", ("Sirte",)), {}) for day in range(2, 12, 2) if busy),
    )
    assert ("a-1;b-1" in parts(fuse(made))) is joined


def test_the_name_of_a_town_alone_does_not_outlast_a_day(frame):
    made = frame((("a-1", "2020-04-15", ("Sirte",)), {}), (("b-1", "2020-04-16", ("Sirte",)), {}))
    assert parts(fuse(made)) == ["a-1", "b-1"]


def test_none_or_more_states_no_number(frame):
    made = frame(
        (("a-1", "2020-04-15", ("Sirte",)), {"killed": (0, None)}),
        (("b-1", "2020-04-15", ("Sirte",)), {"killed": (30, None)}),
    )
    assert not Comparison(*accounts(made)).facts.grounds
