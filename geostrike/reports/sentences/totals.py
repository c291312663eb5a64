"""What is told of more than a strike: all that happened in some weeks, in years, in a war."""

from __future__ import annotations

from functools import cache

from geostrike.reports.dates.expressions import Form
from geostrike.reports.dates.patterns import spans_of_time
from geostrike.reports.sources import Source
from geostrike.reports.text.anchors import Anchored, openers
from geostrike.reports.text.prose import within
from geostrike.reports.text.vocabulary import Vocabulary, word

_SPANS = (Form.LAST, Form.THIS, Form.RECENT)
"""Forms of dates that reach over as much as their unit."""

MONTH = 30
"""Days in the shortest unit that is too long for what one strike did."""


def is_of_long(source: Source, start: int, end: int) -> bool:
    """Whether a stretch is dated by a year or months alone: "attacks in 2019 killed 12", "this year 700 have died"."""
    dates = within(source.dates, start, end)
    return bool(dates) and all(date.form is Form.YEAR or (date.form in _SPANS and date.unit >= MONTH) for date in dates)


@cache
def of_period(words: Vocabulary) -> Anchored:
    """Return the pattern of those who died over some time: "since Monday 188 people have been killed", "in the war"."""
    since = words.either("casualties.since")
    lists = ("casualties.cumulative", "casualties.years", "casualties.spans")
    # "Raising the death toll to nearly 4,000 since March 2015", but not "the toll has risen to 9 since Monday".
    toll = rf"{words.either('casualties.tolls')}\s[^.;:]{{1,60}}?\s{since}(?!\s{words.either('calendar.weekdays')}\b)"
    pattern = word(rf"{words.either(*lists)}|{_over_time(words, since)}|{toll}")
    return Anchored(pattern, openers(words, *lists, "casualties.since", "casualties.tolls", "function.have"))


@cache
def of_war(words: Vocabulary) -> Anchored:
    """Return the pattern of those who died in a war: "in the seven-month conflict", "in three weeks of fighting"."""
    wars = rf"(?:[\w-]{{2,14}}\s){{0,2}}?{words.either('casualties.wars')}"
    the, of = words.either("function.the"), words.either("function.of")
    units = words.either("calendar.units") + words.either("function.plurals")
    lead = words.either("function.past_leads")
    pattern = word(rf"{lead}\s(?:{the}\s{wars}|(?:[\w-]{{1,12}}\s){{1,5}}?{units}\s{of}\s{wars})")
    return Anchored(pattern, openers(words, "function.past_leads"), openers(words, "casualties.wars"))


@cache
def cumulative(words: Vocabulary) -> Anchored:
    """Return the pattern of dead who are told with a strike, but of more than it: "have killed 3,800 since March"."""
    days = words.either("calendar.weekdays")  # "since Monday" is no more than a series
    hours = spans_of_time(words, long=False)
    # "Have been hated since an air raid on Azan in which five died": those of that raid.
    some, strike = words.either("function.articles"), words.either("strike.nouns", "strike.loose")
    named = rf"{some}\s(?:[\w.-]{{1,14}}\s){{0,3}}{strike}\b"
    # "Anger has run deep since January, when missiles killed 18".
    told = rf"[\w\s]{{2,24}},\s{words.either('function.when')}\b"
    short = rf"(?!\s{days}\b|\s{told}|\s(?:\w{{1,6}}\s)?{hours}s?\b|\s{named})"
    # "In strikes which began in March", but not "killed 42, the most since March".
    since = rf"{words.either('casualties.since')}{short}"
    began = rf"{words.either('function.that')}\s{words.either('strike.began')}\s{words.either('function.in')}"
    whole = rf"{words.either('casualties.cumulative', 'casualties.years')}{short}"
    pattern = word(rf"{whole}|{began}|{_over_time(words, since)}")
    first = ("casualties.cumulative", "casualties.years", "casualties.since", "function.have", "function.that")
    return Anchored(pattern, openers(words, *first))


def _over_time(words: Vocabulary, since: str) -> str:
    """Return a pattern of what has been since a time: "since May jets have", "have died since", no "most since"."""
    have = words.either("function.have")
    ranked = "".join(rf"(?<!\b{each})" for each in words.words("reference.ordinals", "reference.deadliest"))
    return rf"{since}[^.;:]{{1,120}}?\s{have}|{have}\s[^.;:]{{1,120}}?{ranked}\s{since}"
