"""What is told of more than a strike: all that happened in some weeks, in years, in a war."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from geostrike.model import Count
from geostrike.reports.belonging.own_dates import has_own_day, own_dates, since_dates
from geostrike.reports.belonging.own_places import own_mentions
from geostrike.reports.belonging.places import WIDE, precision
from geostrike.reports.dates.expressions import MONTH, YEAR, DateWords, Form
from geostrike.reports.dates.patterns import spans_of_time
from geostrike.reports.facts.casualties import casualties, counts_dead
from geostrike.reports.sentences.campaigns import SERIES_STRIKES
from geostrike.reports.sources import Source
from geostrike.reports.strikes.triggers import Sort, Trigger
from geostrike.reports.text.anchors import DIGITS, Anchored, openers
from geostrike.reports.text.prose import first_within, within
from geostrike.reports.text.vocabulary import Vocabulary, wide_names, word

_SPANS = (Form.LAST, Form.THIS, Form.RECENT)
"""Forms of dates that reach over as much as their unit."""

_REACH = 60
"""Characters from "have died" on in which the strikes are named by which many did."""

_FEW_DAYS = 3
"""Most of the past days that are the time of a strike, or of a few told together."""

_MANY_DEAD = 200
"""Dead from which strikes that are told with no day and no place are all those of a war."""


def is_total(source: Source, found: Sequence[Trigger], start: int, end: int) -> bool:
    """Whether strikes are told of a time as a whole: "in the first half of the year 717 were killed in air strikes"."""
    if not _are_several(source, found, start, end):
        return False
    if has_own_day(source, start, end):
        return False
    times = source.first(_times, start, end) and source.first(of_period, start, end)
    warfare = source.first(of_war, start, end) and counts_dead(source.passage(start, end))
    if times or warfare or source.has(start, end, "casualties.years", "casualties.tallies"):
        return True
    sums = (_is_of_years, _is_of_months, _is_of_weeks, _is_of_all)
    return any(is_sum(source, start, end) for is_sum in sums)


def _are_several(source: Source, found: Sequence[Trigger], start: int, end: int) -> bool:
    """Whether strikes are told in the plural, as a mass or counted: "in air strikes", "shelling", "bombed 43 times"."""
    folded, plurals = source.folded, source.words.words("function.plurals")
    several = (*plurals, *source.words.words("strike.mass"))
    behind = _plural_ends(source.words)
    firm = [trigger for trigger in found if trigger.sort is not Sort.LOOSE] or found
    plural = bool(firm) and all(
        folded.endswith(several, trigger.start, trigger.end) or folded.startswith(behind, trigger.end)
        for trigger in firm
    )
    return plural or _strikes(source, start, end) > 1


def _strikes(source: Source, start: int, end: int) -> int:
    """Return the highest number of strikes that a stretch counts, 0 where it counts none."""
    if source.first(_times, start, end):
        return SERIES_STRIKES
    return max((quantity.low or 0 for quantity in source.passage(start, end).of_kind("strikes")), default=0)


def _is_of_years(source: Source, start: int, end: int) -> bool:
    """Whether a sum is that of a year or more: of many strikes, beside another year, or with no place of its own."""
    years = {(date.year, date.form) for date in within(source.dates, start, end) if _is_year(date)}
    if not years:
        return False
    wide = wide_names(source.words)
    placed = any(precision(mention, wide) > WIDE for mention in own_mentions(source, start, end))
    many = len(years) > 1 or _strikes(source, start, end) >= SERIES_STRIKES
    return many or not placed or source.has(start, end, "casualties.comparisons")


def _is_of_months(source: Source, start: int, end: int) -> bool:
    """Whether a sum is that of months: "between June 2004 and May 2006", "have been killed by jets since April"."""
    months = [date for date in within(source.dates, start, end) if date.form is Form.MONTH]
    if any(source.fills(_until, one.end, other.start) for one, other in pairwise(months)):
        return True
    counted = source.first(_have_died, start, end) is not None
    return counted and any(date.form is Form.MONTH for date in since_dates(source, start, end))


def _is_of_weeks(source: Source, start: int, end: int) -> bool:
    """Whether a sum is that of weeks: "over the past three weeks", "have left hundreds dead in two months"."""
    recent = (date for date in within(source.dates, start, end) if date.form is Form.RECENT)
    long = any(date.amount * date.unit > _FEW_DAYS for date in recent)
    return long or source.first(_in_weeks, start, end) is not None


def _is_of_all(source: Source, start: int, end: int) -> bool:
    """Whether so many died, on no day and at no place, that all strikes are meant: "2,050 have died in air raids"."""
    if own_dates(source, start, end) or own_mentions(source, start, end):
        return False
    died = source.first(_have_died, start, end)
    if died is None or first_within(source.triggers, died.start(), min(end, died.start() + _REACH)) is None:
        return False
    passage = source.passage(start, end)
    return any(
        fact.field == "killed" and isinstance(fact.value, Count) and (fact.value.low or 0) >= _MANY_DEAD
        for fact in casualties(passage)
    )


def _is_year(date: DateWords) -> bool:
    """Whether a date is a whole year: "in 2016", "last year", "this year"."""
    return not date.part and (date.form is Form.YEAR or (date.form in (Form.LAST, Form.THIS) and date.unit == YEAR))


def is_of_long(source: Source, start: int, end: int) -> bool:
    """Whether a stretch is dated by a year or months alone: "attacks in 2019 killed 12", "this year 700 have died"."""
    dates = within(source.dates, start, end)
    return bool(dates) and all(date.form is Form.YEAR or (date.form in _SPANS and date.unit >= MONTH) for date in dates)


@cache
def of_period(words: Vocabulary) -> Anchored:
    """Return the pattern of those who died over some time: "since Monday 188 people have been killed", "in the war"."""
    since = words.either("casualties.since")
    lists = ("casualties.cumulative", "casualties.years", "casualties.spans")
    sums = f"{words.either(*lists)}{_no_toll(words)}"
    # "Raising the death toll to nearly 4,000 since March 2015", but not "the toll has risen to 9 since Monday".
    toll = rf"{words.either('casualties.tolls')}\s[^.;:]{{1,60}}?\s{since}(?!\s{words.either('calendar.weekdays')}\b)"
    pattern = word(rf"{sums}|{_over_time(words, since)}|{toll}")
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
    hours = spans_of_time(words, long=False) + words.either("function.plurals") + "?"
    # "Have been hated since an air raid on Azan in which five died": those of that raid.
    some, strike = words.either("function.articles"), words.either("strike.nouns", "strike.loose")
    named = rf"{some}\s(?:[\w.-]{{1,14}}\s){{0,3}}{strike}\b"
    # "Anger has run deep since January, when missiles killed 18".
    told = rf"[\w\s]{{2,24}},\s{words.either('function.when')}\b"
    short = rf"(?!\s{days}\b|\s{told}|\s(?:\w{{1,6}}\s)?{hours}\b|\s{named})"
    # "In strikes which began in March", but not "killed 42, the most since March".
    since = rf"{words.either('casualties.since')}{short}"
    began = rf"{words.either('function.that')}\s{words.either('strike.began')}\s{words.either('function.in')}"
    whole = rf"{words.either('casualties.cumulative', 'casualties.years')}{_no_toll(words)}{short}"
    pattern = word(rf"{whole}|{began}|{_over_time(words, since)}|{_of_all_so_far(words)}")
    first = ("casualties.cumulative", "casualties.years", "casualties.since", "function.have", "function.that")
    return Anchored(pattern, openers(words, *first, "reference.copulas"))


def _of_all_so_far(words: Vocabulary) -> str:
    """Return a pattern of a sum of strikes that are counted: "is the fourth this month, and a total of 43 died"."""
    the, nth = words.either("function.the"), words.either("reference.ordinals")
    is_nth = rf"{words.either('reference.copulas')}\s(?:{the}\s)?{nth}\s(?:[\w-]{{2,14}}\s){{0,3}}?"
    return rf"{is_nth}{words.either('calendar.words.this')}\s[^.;:]{{2,80}}?\s{words.either('casualties.in_all')}"


def _no_toll(words: Vocabulary) -> str:
    """Return what is not behind the words for a sum: "put the overall (death toll) at 79" is of one strike."""
    return rf"(?!\s(?:\w{{2,10}}\s)?{words.either('casualties.tolls')})"


def _over_time(words: Vocabulary, since: str) -> str:
    """Return a pattern of what has been since a time: "since May jets have", "have died since", no "most since"."""
    have = words.either("function.have")
    ranked = "".join(rf"(?<!\b{each})" for each in words.words("reference.ordinals", "reference.deadliest"))
    return rf"{since}[^.;:]{{1,120}}?\s{have}|{have}\s[^.;:]{{1,120}}?{ranked}\s{since}"


@cache
def _plural_ends(words: Vocabulary) -> tuple[str, ...]:
    """Return what makes a plural of a strike behind its trigger: "(air raid)s", "(killed in drone) strikes"."""
    plurals = words.words("function.plurals")
    return (*plurals, *(f" {noun}{end}" for noun in words.words("strike.craft_nouns") for end in plurals))


@cache
def _until(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\s{words.either('calendar.words.through')}\s")


@cache
def _have_died(words: Vocabulary) -> Anchored:
    dead = words.either("casualties.killed_passive", "casualties.killed_active")
    pattern = word(rf"{words.either('function.have')}\s(?:[\w-]{{2,12}}\s){{0,3}}?{dead}")
    return Anchored(pattern, openers(words, "function.have"))


@cache
def _times(words: Vocabulary) -> Anchored:
    number = rf"(?:\d{{2,4}}|{words.either('numbers.tens', 'numbers.vague')})"
    first = DIGITS | openers(words, "numbers.tens", "numbers.vague")
    return Anchored(word(rf"{number}\s{words.either('casualties.times')}"), first, openers(words, "casualties.times"))


@cache
def _in_weeks(words: Vocabulary) -> Anchored:
    """Return the pattern of the dead of some weeks: "has left hundreds dead in two months"."""
    dead = words.either("casualties.killed_active", "casualties.killed_passive", "deeds.left")
    some = rf"(?:{words.either('function.have')}\s(?:[\w-]{{2,12}}\s){{0,3}}?{dead}(?:\s[^\s,.;:]{{1,16}}){{0,8}}?)"
    weeks = spans_of_time(words, long=True) + words.either("function.plurals")
    pattern = word(rf"{some}\s{words.either('function.past_leads')}\s(?:[\w-]{{1,12}}\s){{1,3}}?{weeks}")
    return Anchored(pattern, openers(words, "function.have"))
