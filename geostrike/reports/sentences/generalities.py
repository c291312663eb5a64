"""What speaks of strikes but tells of none: totals of years, habits, blame, kinds of strikes, drills and sport."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from geostrike.model import Count
from geostrike.reports.belonging.own_dates import fronted_date, has_own_day, own_dates, since_dates
from geostrike.reports.belonging.own_places import own_mentions
from geostrike.reports.belonging.places import WIDE, precision
from geostrike.reports.dates.expressions import SINGLE_DAYS, DateWords, Form
from geostrike.reports.dates.patterns import spans_of_time
from geostrike.reports.facts.casualties import casualties, counts_dead
from geostrike.reports.sentences.campaigns import SERIES_STRIKES
from geostrike.reports.sentences.totals import MONTH, of_period, of_war
from geostrike.reports.sources import Source
from geostrike.reports.strikes.triggers import Sort, Trigger
from geostrike.reports.text.anchors import DIGITS, Anchored, any_of, openers
from geostrike.reports.text.prose import first_within, within
from geostrike.reports.text.vocabulary import Vocabulary, wide_names, word

_OF_KIND = 40
"""Characters before a strike in which it is called one of its kind."""

_REACH = 60
"""Characters from "have died" on in which the strikes are named by which many did."""

_FEW_DAYS = 3
"""Most of the past days that are the time of a strike, or of a few told together."""

_MANY_DEAD = 200
"""Dead from which strikes that are told with no day and no place are all those of a war."""

_YEAR = 365
"""Days in the unit of a date that is a year."""


def of_strikes(source: Source, spotted: Sequence[Trigger], start: int, end: int) -> list[Trigger]:
    """Return the triggers that mean a strike: no drill's ("bombs on mock trenches"), sport's, or a kind of strikes."""
    if not spotted or source.has(start, end, "strike.mock"):
        return []
    played = source.has(start, end, "strike.sport")
    return [t for t in spotted if not (_is_of_kind(source, t) or (played and _may_be_sport(source, t)))]


def is_general(source: Source, found: Sequence[Trigger], start: int, end: int) -> bool:
    """Whether strikes are told of as a whole: sums of a time, habits, blame, and what is called untrue."""
    return (
        _is_total(source, found, start, end)
        or _is_mutual_blame(source, found, start, end)
        or _is_habit(source, start, end)
        or _is_of_late(source, found, start, end)
        or _is_refuted(source, found, start, end)
        or _is_share(source, start, end)
        or any(source.at(_described, trigger.end, end) for trigger in found)
    )


def _may_be_sport(source: Source, trigger: Trigger) -> bool:
    """Whether words of a strike are those of a sport too: "a strike by the winger", "bombarded the goal"."""
    sporting = source.words.words("strike.always", "strike.sporting")
    named = (source.folded.startswith(sporting, trigger.start), source.folded.endswith(sporting, 0, trigger.end))
    return trigger.sort in (Sort.PLAIN, Sort.LOOSE) or any(named)


def _is_of_kind(source: Source, trigger: Trigger) -> bool:
    """Whether no single strike is meant, but their kind: "4,000 civilians have died in such strikes"."""
    return source.before(_such, trigger.start, _OF_KIND) is not None


def _is_total(source: Source, found: Sequence[Trigger], start: int, end: int) -> bool:
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
    until = _until(source.words)
    if any(until.fullmatch(source.folded, one.end, other.start) for one, other in pairwise(months)):
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
    return not date.part and (date.form is Form.YEAR or (date.form in (Form.LAST, Form.THIS) and date.unit == _YEAR))


def _is_share(source: Source, start: int, end: int) -> bool:
    """Whether strikes are only shared out: "most casualties were caused by shelling", "strikes are concentrated in"."""
    return source.first(_share, start, end) is not None and not has_own_day(source, start, end)


def _is_mutual_blame(source: Source, found: Sequence[Trigger], start: int, end: int) -> bool:
    """Whether two sides blame each other for strikes on no day: "both accuse each other of shelling the town"."""
    blame = any_of(source.words, "strike.blame").search(source.folded, start, found[0].start)
    if blame is None:
        return False
    fronted = fronted_date(source, start, end)
    days = [date for date in within(source.dates, blame.end(), end) if date.form in SINGLE_DAYS]
    return not days and (fronted is None or fronted.form not in SINGLE_DAYS)


def _is_habit(source: Source, start: int, end: int) -> bool:
    """Whether something goes on and on, with no day or dead of its own: "the town is shelled almost daily"."""
    if not source.has(start, end, "strike.habits") or counts_dead(source.passage(start, end)):
        return False
    return not has_own_day(source, start, end)


def _is_of_late(source: Source, found: Sequence[Trigger], start: int, end: int) -> bool:
    """Whether something has been done over months, with no dead: "drones have hit several targets there this year"."""
    dates = own_dates(source, start, end)
    if not dates or not all(date.form is Form.THIS and date.unit >= MONTH for date in dates):
        return False
    perfect = any(source.has(trigger.start, trigger.end, "function.have") for trigger in found)
    return perfect and not counts_dead(source.passage(start, end))


def _is_refuted(source: Source, found: Sequence[Trigger], start: int, end: int) -> bool:
    """Whether a strike is only alleged, and that said to be wrong: "claims that jets hit a farm are untrue"."""
    alleged = source.first(_alleged, start, found[0].start)
    return alleged is not None and source.has(found[0].end, end, "strike.untrue")


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
def _alleged(words: Vocabulary) -> re.Pattern[str]:
    claims = words.either("strike.alleged", plural=True)
    return re.compile(rf"(?<![\w-]){claims}\s(?:[\w-]{{2,14}}\s){{0,3}}?{words.either('function.that_clause')}\s")


@cache
def _described(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what strikes are in general: "(drone strikes) have been a source of friction"."""
    kinds = rf"(?:\s{words.either('nouns.strikes', plural=True)})?"  # "strike sorties are intended to"
    return re.compile(rf"{kinds}\s{words.either('strike.described')}(?![\w-])")


@cache
def _in_weeks(words: Vocabulary) -> Anchored:
    """Return the pattern of the dead of some weeks: "has left hundreds dead in two months"."""
    dead = words.either("casualties.killed_active", "casualties.killed_passive", "deeds.left")
    some = rf"(?:{words.either('function.have')}\s(?:[\w-]{{2,12}}\s){{0,3}}?{dead}(?:\s[^\s,.;:]{{1,16}}){{0,8}}?)"
    weeks = spans_of_time(words, long=True) + words.either("function.plurals")
    pattern = word(rf"{some}\s{words.either('function.past_leads')}\s(?:[\w-]{{1,12}}\s){{1,3}}?{weeks}")
    return Anchored(pattern, openers(words, "function.have"))


@cache
def _share(words: Vocabulary) -> Anchored:
    shares = ("strike.shares", "strike.concentrated")
    # Not "one of their most significant strikes".
    ranked = "".join(rf"(?<!\b{each}\s)" for each in words.words("function.definite"))
    shared = rf"(?:[\w-]{{2,14}}\s){{0,3}}?{words.either('strike.shared', plural=True)}"
    of = rf"{ranked}{words.either('strike.shares')}\s{shared}"
    return Anchored(word(rf"{of}|{words.either('strike.concentrated')}"), openers(words, *shares))


@cache
def _such(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){words.either('reference.such')}\s(?:{words.either('strike.adjectives')}\s){{0,2}}$")
