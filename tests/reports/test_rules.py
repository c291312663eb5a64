"""Dates, counts and triggers one by one, and text that means harm."""

import random
import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geostrike.errors import InputError
from geostrike.model import Count, Document
from geostrike.reports import read
from geostrike.reports.dates.days import resolve
from geostrike.reports.dates.spotting import date_words
from geostrike.reports.facts.counts import quantities
from geostrike.reports.facts.passages import Passage
from geostrike.reports.story.wording import RULES
from geostrike.reports.text.prose import fold, sentences
from geostrike.reports.text.vocabulary import vocabulary

FRIDAY = date(2017, 9, 29)

DATES = {
    "on Friday": "2017-09-29",
    "last Friday": "2017-09-22",
    "on Tuesday, Sept. 26 at approximately 2:50 p.m.": "2017-09-26",
    "Tuesday night": "2017-09-26/2017-09-27",
    "overnight": "2017-09-28/2017-09-29",
    "last night": "2017-09-28/2017-09-29",
    "Thursday night into Friday": "2017-09-28/2017-09-29",
    "the night of January 18": "2017-01-18/2017-01-19",
    "Saturday and Sunday": "2017-09-23/2017-09-24",
    "yesterday": "2017-09-28",
    "three days ago": "2017-09-26",
    "two weeks ago": "2017-09-12/2017-09-18",
    "last week": "2017-09-17/2017-09-24",
    "earlier this month": "2017-09-01/2017-09-29",
    "last month": "2017-08",
    "in January": "2017-01",
    "in December": "2016-12",
    "early January 2017": "2017-01-01/2017-01-10",
    "late 2014": "2014-09/2014-12",
    "in 2015": "2015",
    "January 19": "2017-01-19",
    "December 19": "2016-12-19",
    "Jan. 18-19": "2017-01-18/2017-01-19",
    "18-19 January 2016": "2016-01-18/2016-01-19",
    "Nov. 17 and 19": "{2016-11-17,2016-11-19}",
    "between Aug. 1 and Dec. 19": "2016-08-01/2016-12-19",
    "from Dec. 30 to Jan. 2": "2016-12-30/2017-01-02",
    "on or about Jan. 5": "2017-01-05~",
    "2017-09-22": "2017-09-22",
    "the 19th of January": "2017-01-19",
    "19 January 2016": "2016-01-19",
    "June 9, 2016": "2016-06-09",
    "26/09/2017": "2017-09-26",
    "05/06/2017": "2017-06-05",
    "09/11/2017": "2017-09-11",
    "26.9.2017": "2017-09-26",
    "Friday, Sept. 29": "2017-09-29",
}


@pytest.mark.parametrize(("text", "edtf"), DATES.items(), ids=DATES)
def test_date_words(text, edtf):
    (words,) = date_words(text, fold(text))
    assert resolve(words, text, FRIDAY).edtf == edtf


@pytest.mark.parametrize("text", ["31/06/2017", "Feb. 30", "on Friday"])
def test_what_cannot_be_a_day_says_why(text):
    (words,) = date_words(text, fold(text))
    when = resolve(words, text, None if "Friday" in text else FRIDAY)
    assert not when
    assert when.reason


@pytest.mark.parametrize(
    "text",
    [
        "for a second time in less than a week",
        "that's why we struck it now",
        "01:22 - Source: CNN",
        "two b-2 dropped about 100 shells",
        "in 45 km South-West",
        "150 miles southeast of Sirte",
        "you may march two by two in the sun",
        "About 80 fighters and 2,014 others",
    ],
)
def test_traps_are_no_dates(text):
    assert date_words(text, fold(text)) == []


COUNTS = {
    "more than 80 militants": (80, None, "militant"),
    "About 80 ISIS fighters": (80, 80, "fighter"),
    "fewer than 10 ISIS fighters": (None, 9, "fighter"),
    "at least a dozen people": (12, None, "person"),
    "up to 90 people": (None, 90, "person"),
    "several ISIL militants": (2, None, "militant"),
    "several dozen militants": (24, None, "militant"),
    "dozens of militants": (24, None, "militant"),
    "a pair of Islamic State military camps": (2, 2, "camp"),
    "half a dozen trucks": (6, 6, "truck"),
    "a hundred and fifty soldiers": (150, 150, "soldier"),
    "between 10 and 15 fighters": (10, 15, "fighter"),
    "10-15 fighters": (10, 15, "fighter"),
    "one (1) terrorist": (1, 1, "terrorist"),
    "2,000 people": (2000, 2000, "person"),
    "80 or more people": (80, None, "person"),
    "an al-Shabaab leader": (1, 1, "leader"),
    "over 500 US airstrikes": (500, None, "airstrike"),
    "17 Islamic State group (IS) fighters": (17, 17, "fighter"),
    "three of the militants": (3, 3, "militant"),
    "two b-2": (2, 2, "b-2"),
}


@pytest.mark.parametrize(("text", "expected"), COUNTS.items(), ids=COUNTS)
def test_counts(text, expected):
    (found,) = quantities(fold(text))
    assert (found.low, found.high, found.head) == expected


@pytest.mark.parametrize("text", ["45 km", "01:22", "B-2 bombers", "500-pound bombs", "$5 million", "17-year-old men"])
def test_numbers_that_count_nothing(text):
    assert [found for found in quantities(fold(text)) if found.head] == []


@given(st.text(max_size=300))
def test_folding_keeps_every_offset(text):
    assert len(fold(text)) == len(text)


@given(st.text(max_size=300))
def test_sentences_are_in_order_and_apart(text):
    found = sentences(text)
    assert all(one.end <= other.start for one, other in pairwise(found))


WORDS = (
    "strike",
    "airstrike",
    "killed",
    "17",
    "militants",
    "near",
    "Friday",
    "on",
    "January",
    "2017",
    "the",
    "of",
    "and",
)
WORDS += (",", ".", "-", "\n", "\u201c", "US", "jets", "struck", "12:30", "no", "since", "another")


@given(st.lists(st.sampled_from(WORDS), max_size=60), st.one_of(st.none(), st.dates()))
def test_any_words_give_reports_whose_spans_are_verbatim(words, published):
    text = " ".join(words)
    for report in read(Document("x", text, published), [], {}):
        for words_ in (report.quote, *report.spans.values()):
            assert text[words_.start : words_.end] == words_.text
        assert bool(report.when) != bool(report.when.reason)


HOSTILE = {
    "one letter": "a" * 200_000,
    "one word": "strikes " * 25_000,
    "numbers": "1,000 " * 30_000,
    "open quotes": "\u201c" * 100_000,
    "full stops": "." * 100_000,
    "killed": "killed and " * 20_000,
    "months": "January " * 25_000,
    "actors": "US military forces of the " * 8_000,
    "said": "said on " * 25_000,
    "lists": "- Near X, one strike struck a camp.\n" * 1_000,
    "blanks": " \n" * 100_000,
    "templates": "{{ 7 * 7 }} {% raw %} " * 9_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_neither_fails_nor_hangs(text):
    read(Document("x", text, FRIDAY), [], {})


def test_cut_and_shuffled_articles_never_fail(seeds):
    dice = random.Random(7)  # noqa: S311
    for path in sorted(seeds.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for _ in range(5):
            pieces = [text[i : i + 40] for i in range(dice.randrange(40), len(text), 40)]
            dice.shuffle(pieces)
            for report in read(Document("x", "".join(pieces), FRIDAY), [], {}):
                assert isinstance(report.killed, Count)


@pytest.mark.shared
def test_release_lines_give_one_report_with_the_stated_number_of_strikes(shared):
    import csv

    with (shared / "reports" / "centcom_lines_dev.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[::8]
    right = 0
    for row in rows:
        found = read(Document("x", row["text"], date.fromisoformat(row["release_date"])), [], {})
        right += len(found) == 1 and found[0].strikes == Count(int(row["gold_n_strikes"]), int(row["gold_n_strikes"]))
    assert right >= 0.98 * len(rows)


def test_a_language_whose_stories_cannot_be_read_says_so():
    with pytest.raises(InputError, match="language 'fr': its stories cannot be read, only its phrases located; use en"):
        read(Document("x", "Une frappe a touché une maison à Mossoul.", FRIDAY), [], {}, "fr")


def test_numbers_in_an_open_order_follow_the_clear_ones_of_the_text():
    text = "On 05/06/2017 a strike; on 9/26/2017 another."
    found = [resolve(words, "", FRIDAY) for words in date_words(text, fold(text))]
    assert [when.edtf for when in found] == ["2017-05-06", "2017-09-26"]


def test_how_an_open_order_was_read_is_told():
    rules = [resolve(date_words(text, text)[0], text, FRIDAY).rule for text in ("05/06/2017", "09/11/2017")]
    assert rules == ["day before month", "month before day, for it is past"]


def test_no_words_weigh_more_than_their_rule_says():
    stories = tomllib.loads((Path(__file__).parent / "corpus.toml").read_text(encoding="utf-8"))["story"]
    words = vocabulary("en")
    for text in (story["text"] for story in stories):
        folded = fold(text)
        passage = Passage(text, folded, quantities(folded), 0, len(text), words)
        for field, rule in RULES.items():
            assert all(fact.field == field and fact.weight <= rule.most for fact in rule.read(passage)), text
