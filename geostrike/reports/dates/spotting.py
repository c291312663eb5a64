"""Where a text has expressions of time, and what each states in the light of the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from geostrike.reports.dates.expressions import DateWords
from geostrike.reports.dates.patterns import any_date
from geostrike.reports.dates.readings import stated
from geostrike.reports.text.vocabulary import Vocabulary, vocabulary

_NAMED = 12
"""Characters before a date in which it is called a name."""


def date_words(text: str, folded: str, language: str = "en") -> list[DateWords]:
    """Find the dates in a text, in reading order; none overlaps another.

    `folded` is the text folded by :func:`geostrike.reports.text.prose.fold`; capitals are looked up in `text`.

    >>> found = date_words("struck Wednesday night", "struck wednesday night")[0]
    >>> found.form.value, found.weekday, found.part
    ('weekday', 2, 'night')
    >>> date_words("why we struck it a second time, 01:22", "why we struck it a second time, 01:22")
    []
    """
    words = vocabulary(language)
    spotted = any_date(words).finditer(folded)
    dates = (stated(match, words) for match in spotted if _is_date(match, text, words))
    return list(_in_that_year(_in_order([date for date in dates if date], folded), folded, words))


def _is_date(match: re.Match[str], text: str, words: Vocabulary) -> bool:
    """Whether a date is no word of another sort, nor part of a name.

    "May", "march" and "sun" are common words without a capital; "the February 17 Martyrs Brigade" and "a militia called
    February 17" are names.
    """
    common = _common(words).finditer(match.string, match.start(), match.end())
    if not all(text[inner.start()].isupper() for inner in common):
        return False
    before = match.string[max(0, match.start() - _NAMED) : match.start()]
    return not (before.endswith(_called(words)) or _of_body(words).match(match.string, match.end()))


def _in_order(found: list[DateWords], folded: str) -> list[DateWords]:
    """Return dates with those in an open order read as a clear one of the text: month first beside "9/26/2017"."""
    if not any(date.open_order for date in found):
        return found
    months_first = any(_month_first().fullmatch(folded, date.start, date.end) for date in found)
    return [
        date._replace(month=date.day, day=date.month, open_order=False) if date.open_order and months_first else date
        for date in found
    ]


def _in_that_year(found: Iterable[DateWords], folded: str, words: Vocabulary) -> Iterator[DateWords]:
    """Yield dates with the year of the one before them where they are said to be of "that year"."""
    year = None
    for date in found:
        if date.month and date.year is None and year and _that_year(words).match(folded, date.end):
            yield date._replace(year=year)
        else:
            yield date
            year = date.year or year


@cache
def _common(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\b{words.either('calendar.words.also_common')}\b")


@cache
def _called(words: Vocabulary) -> tuple[str, ...]:
    return tuple(f" {called} " for called in words.words("calendar.words.called"))


@cache
def _of_body(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\s{words.either('calendar.words.bodies')}\b")


@cache
def _month_first() -> re.Pattern[str]:
    return re.compile(r"\d{1,2}[/-](?:1[3-9]|2\d|3[01])[/-]\d{2,4}")


@cache
def _that_year(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\s{words.either('calendar.words.that_year')}\b")
