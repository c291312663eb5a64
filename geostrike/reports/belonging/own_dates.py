"""Which dates of a sentence are the strike's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geostrike.reports.belonging.datelines import heads, is_filing
from geostrike.reports.belonging.other_dates import is_before_strike, is_of_another, names_strike
from geostrike.reports.belonging.own_places import own_mentions
from geostrike.reports.belonging.tellings import NEWS_DAYS, is_fronted, is_of_telling, is_possessive
from geostrike.reports.dates.expressions import SINGLE_DAYS, DateWords, Form
from geostrike.reports.sources import REACH, Source, once_each
from geostrike.reports.text.prose import first_within, within
from geostrike.reports.text.vocabulary import Vocabulary

_OWNED = 60
"""Characters behind a day within which what it owns ends."""

_FROM = 12
"""Characters before a date in which "since" leads to it."""


@once_each
def own_dates(source: Source, start: int, end: int) -> list[DateWords]:
    """Return the dates of a stretch that are the strike's, not those of saying it or of something since.

    Those right after its noun come first ("died on Wednesday of an air strike on Monday"). A date before
    the dash or colon that opens the stretch ("21 October - Typhoons struck") is the strike's where no other is.
    """
    found = list(_own_dates(source, start, end))
    if len(found) < 2:
        return found
    if found[0].form is Form.AHEAD and (named := [date for date in found[1:] if date.form is Form.DAY]):
        return named  # "a week after another raid killed 20 on 2 September"
    if ahead := [date for date in found[1:] if date.form is Form.AHEAD and is_before_strike(source, start, date)]:
        return ahead
    opening = heads(source, start, found[0]) or opens_speech(source, start, found[1].start, found[0])
    return sorted(found[1:] if opening else found, key=lambda date: not _is_attached(source, date))


def has_own_day(source: Source, start: int, end: int) -> bool:
    """Whether a stretch dates its strike to a day or a night."""
    return any(date.form in SINGLE_DAYS for date in own_dates(source, start, end))


def has_day_and_place(source: Source, start: int, end: int) -> bool:
    """Whether a stretch says both when and where its strike was, which it does of what took place."""
    return bool(own_dates(source, start, end) and own_mentions(source, start, end))


def _is_attached(source: Source, date: DateWords) -> bool:
    """Whether a date follows the noun or verb of a strike at once, or owns it: "Monday's U.S. air attack"."""
    if is_possessive(source, date):
        owned = first_within(source.triggers, date.end, min(len(source.folded), date.end + _OWNED))
        return owned is not None and source.fills(_named, date.end, owned.start)
    before = within(source.triggers, max(0, date.start - REACH), date.start)
    return bool(before) and source.fills(_at_once, before[-1].end, date.start)


def fronted_date(source: Source, start: int, end: int) -> DateWords | None:
    """Return the date that opens a stretch, and so holds for all that is told in it: "On 3 May, ..."."""
    first = next(_own_dates(source, start, end), None)
    return first if first is not None and is_fronted(source, start, first) else None


def opens_speech(source: Source, start: int, end: int, date: DateWords) -> bool:
    """Whether the date that opens a stretch is that of saying it: "On 5 May, it said that it had bombed a camp"."""
    if date.form not in NEWS_DAYS or not is_fronted(source, start, date):
        return False
    said = source.at(_speaker, date.end, end)
    return said is not None and not names_strike(source, date.end, said.end())


def _own_dates(source: Source, start: int, end: int) -> Iterator[DateWords]:
    for date in within(source.dates, start, end):
        if not (
            is_filing(source, start, date)
            or is_of_telling(source, start, end, date)
            or is_of_another(source, start, end, date)
        ):
            yield date


def lasting_dates(source: Source, start: int, end: int) -> Iterator[DateWords]:
    """Yield the day from which strikes went on up to publication: "have killed 12 people since Monday"."""
    if source.has(start, end, "function.have"):
        yield from (date for date in since_dates(source, start, end) if date.form is Form.WEEKDAY)


def since_dates(source: Source, start: int, end: int) -> Iterator[DateWords]:
    """Yield the date from which a campaign counts: "since 2011"."""
    for date in within(source.dates, start, end):
        if source.before(_since_before, date.start, _FROM, start=start):
            yield date._replace(open_end=True)


@cache
def _at_once(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"{words.either('function.plurals')}?\s(?:[a-z]{{2,5}}\s){{0,2}}")


@cache
def _named(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"{words.either('function.possessive')}?\s(?:[\w.-]{{1,14}}\s){{0,4}}")


@cache
def _speaker(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of who said something: ", the army's command confirmed", " a monitor, based in Hun, said"."""
    said = words.either("actors.speech", "actors.issued", "actors.reactions")
    each = r"[^,;:\s]{1,20}"
    apposed = rf"(?:{each}\s){{0,7}}{each},\s[^,;:\n]{{2,60}},\s"
    return re.compile(rf",?\s(?:(?:{each}\s){{1,8}}?|{apposed}){said}(?![\w-])")


@cache
def _since_before(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){words.either('calendar.words.from_then')}\s(?:{words.either('function.the')}\s)?$")
