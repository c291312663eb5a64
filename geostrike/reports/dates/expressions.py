"""Expressions of time in text: what the words state, before any calendar is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from geostrike.reports.dates.patterns import PARTS, any_date, common_name, is_name, month_name, weekday_name
from geostrike.reports.text.vocabulary import Vocabulary, vocabulary

_HOURS = 24
_CENTURY = 2000
_LEAD = 16
"""Characters before a day in which "on" or "on the night of" leads to it."""


class Form(StrEnum):
    """How a date was stated."""

    DAY = "day of a month"
    WEEKDAY = "weekday"
    MONTH = "month"
    YEAR = "year"
    TODAY = "today"
    YESTERDAY = "yesterday"
    LAST_NIGHT = "last night"
    LAST = "last week, month or year"
    THIS = "this week, month or year"
    RECENT = "the past days or weeks"
    AGO = "so long ago"
    WEEKEND = "weekend"
    LATER = "so long after or before the strike told before"
    AHEAD = "so long after the strike told next"


NAMED_DAYS = (Form.DAY, Form.WEEKDAY)
"""Forms that name a day by itself."""

SINGLE_DAYS = (*NAMED_DAYS, Form.TODAY, Form.YESTERDAY, Form.LAST_NIGHT)
"""Forms that are a day or a night."""


class DateWords(NamedTuple):
    """A date as stated; None and 0 where the words leave a part open.

    `month2`, `day2` and `year2` are the other end of a range ("Aug. 1 to Dec. 19"), or with
    `each` the last of two days ("Nov. 17 and 19"). `part` is "night", one of
    :data:`geostrike.reports.dates.patterns.PARTS` or "". `amount` and `unit` (days in one, 0 for
    hours) belong to "two weeks ago" and "last month"; a negative amount counts back ("three days
    earlier"), that of hours is the days that they may reach over. `back` is the number of years
    or weeks before publication's ("4 May last year", "Friday last week"). `possessive` marks
    "Tuesday's"; `last` and `about` the words "last" and "on or about"; `open_end` a date from
    which on something went on ("since 2011").
    `open_order` marks numbers that may be day and month or month and day: they stand day first.
    """

    start: int
    end: int
    form: Form
    year: int | None = None
    month: int = 0
    day: int = 0
    month2: int = 0
    day2: int = 0
    year2: int | None = None
    each: bool = False
    weekday: int | None = None
    weekday2: int | None = None
    part: str = ""
    amount: int = 0
    unit: int = 0
    back: int | None = None
    last: bool = False
    about: bool = False
    possessive: bool = False
    open_order: bool = False
    open_end: bool = False


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
    found: list[DateWords] = []
    for match in any_date(words).finditer(folded):
        day = _capital(match, text, words) and not is_name(match, words)
        date = _READERS[match.lastgroup or ""](match, words) if day else None
        if date is not None:
            found.append(date)
    return list(_in_that_year(_in_order(found, folded), folded, words))


def _capital(match: re.Match[str], text: str, words: Vocabulary) -> bool:
    """Whether words that are also common ("may", "march", "sun") are written as names."""
    return all(
        text[inner.start()].isupper() for inner in common_name(words).finditer(match.string, match.start(), match.end())
    )


def _named(pattern: re.Pattern[str], table: str, found: str, words: Vocabulary) -> list[int]:
    names = words.table(table)
    return [names[match.group().rstrip(".")] for match in pattern.finditer(found)]


def _part(found: str, words: Vocabulary) -> str:
    return next((part for part, pattern in _parts(words) if pattern.search(found)), "")


def _night(found: str, words: Vocabulary) -> str:
    """Return "night" where words say that it was one, else ""."""
    night, pattern = _parts(words)[0]
    return night if pattern.search(found) else ""


@cache
def _parts(words: Vocabulary) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return each part of a day, month or year with the pattern of its words."""
    lists = (("night", "nights"), *((part, part) for part in PARTS))
    return tuple(
        (part, re.compile(rf"\b{words.either(f'calendar.words.{name}')}(?:\b|(?<=-))")) for part, name in lists
    )


def _years_back(found: str, words: Vocabulary) -> int | None:
    """Return 1 for "last year", 0 for "this year", None where neither is said."""
    lists = (("year_now", 0), ("year_before", 1))
    return next(
        (back for name, back in lists if re.search(rf"{words.either(f'calendar.words.{name}')}\b", found)), None
    )


def _read_iso(match: re.Match[str], _: Vocabulary) -> DateWords:
    numbers = [int(number) for number in re.findall(r"\d+", match.group())]
    first = DateWords(match.start(), match.end(), Form.DAY, numbers[0], numbers[1], numbers[2])
    return first if len(numbers) < 6 else first._replace(year2=numbers[3], month2=numbers[4], day2=numbers[5])


def _read_numeric(match: re.Match[str], _: Vocabulary) -> DateWords:
    """Read 26.9.2017 or 9/26/2017; where both orders are possible, the day stands first and `open_order` says so."""
    first, second, year = (int(number) for number in re.findall(r"\d+", match.group()))
    year += _CENTURY if year < 100 else 0
    if first == second or second > 12:
        return DateWords(match.start(), match.end(), Form.DAY, year, first, second)
    if first > 12 or match["mark"] == ".":
        return DateWords(match.start(), match.end(), Form.DAY, year, second, first)
    return DateWords(match.start(), match.end(), Form.DAY, year, second, first, open_order=True)


def _in_that_year(found: list[DateWords], folded: str, words: Vocabulary) -> Iterator[DateWords]:
    """Yield dates with the year of the one before them where they are said to be of "that year"."""
    year = None
    for date in found:
        if date.month and date.year is None and year and _that_year(words).match(folded, date.end):
            yield date._replace(year=year)
        else:
            yield date
            year = date.year or year


@cache
def _that_year(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\s{words.either('calendar.words.that_year')}\b")


def _in_order(found: list[DateWords], folded: str) -> list[DateWords]:
    """Return dates with those in an open order read as a clear one of the text: month first beside "9/26/2017"."""
    if not any(date.open_order for date in found):
        return found
    months_first = any(_month_first().fullmatch(folded, date.start, date.end) for date in found)
    return [
        date._replace(month=date.day, day=date.month, open_order=False) if date.open_order and months_first else date
        for date in found
    ]


@cache
def _month_first() -> re.Pattern[str]:
    return re.compile(r"\d{1,2}[/-](?:1[3-9]|2\d|3[01])[/-]\d{2,4}")


def _read_day(match: re.Match[str], words: Vocabulary) -> DateWords:
    found = match.group()
    months = _named(month_name(words), "calendar.months", found, words)
    weekdays = _named(weekday_name(words), "calendar.weekdays", month_name(words).sub(" ", found), words)
    years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", found)]
    days = [int(day) for day in re.findall(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\b", re.sub(r"\b\d{4}\b", " ", found))]
    several = len(days) > 1
    ends = _opens_range(words).search(match.string, max(0, match.start() - 10), match.start())
    listed = len(days) == 2 and re.search(rf"\s{words.either('calendar.words.joined')}\s", found) is not None
    return DateWords(
        match.start(),
        match.end(),
        Form.DAY,
        year=years[0] if years else None,
        month=months[0],
        day=days[0],
        month2=months[-1] if several else 0,
        day2=days[-1] if several else 0,
        year2=years[-1] if several and years else None,
        # "Between Aug. 1 and Dec. 19" are the ends of a period, "Nov. 17 and 19" two days.
        each=listed and not ends,
        weekday=weekdays[0] if weekdays and not several else None,
        part=_night(found, words),
        back=_years_back(found, words),
        about=re.match(words.either("calendar.words.about"), found) is not None,
    )


@cache
def _opens_range(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\b{words.either('numbers.links.range_opens')}\s$")


def _read_feast(match: re.Match[str], words: Vocabulary) -> DateWords:
    feasts = words.table("calendar.feasts")
    name = max((name for name in feasts if name in _on_one_line(match)), key=len)
    month, day = feasts[name]
    year = re.search(r"\b(?:19|20)\d\d\b", match.group())
    return DateWords(
        match.start(),
        match.end(),
        Form.DAY,
        year=int(year.group()) if year else None,
        month=month,
        day=day,
        part=_night(match.group(), words),
        back=_years_back(match.group(), words),
    )


def _read_ordinal(match: re.Match[str], words: Vocabulary) -> DateWords | None:
    """Read "on the 17th", of a month that is not named."""
    before = match.string[max(0, match.start() - _LEAD) : match.start()]
    if _leads_to_ordinal(words).search(before) is None:
        return None
    day = int(re.sub(r"\D", "", match.group()))
    return DateWords(match.start(), match.end(), Form.DAY, day=day, part=_night(before, words))


def _read_month(match: re.Match[str], words: Vocabulary) -> DateWords | None:
    found = match.group()
    month = _named(month_name(words), "calendar.months", found, words)[0]
    year = re.search(r"\d{4}", found)
    abbreviated = re.match(words.either("calendar.words.abbreviated") + r"\b", found)
    if abbreviated and not year and not found.endswith("."):
        return None
    last = re.search(rf"\b{words.either('calendar.words.last')}\s", found) is not None
    return DateWords(
        match.start(),
        match.end(),
        Form.MONTH,
        year=int(year.group()) if year else None,
        month=month,
        part=_part(found, words),
        back=_years_back(found, words),
        last=last,
    )


def _read_weekday(match: re.Match[str], words: Vocabulary) -> DateWords:
    weekdays = _named(weekday_name(words), "calendar.weekdays", found := match.group(), words)
    return DateWords(
        match.start(),
        match.end(),
        Form.WEEKDAY,
        weekday=weekdays[0],
        weekday2=weekdays[1] if len(weekdays) > 1 else None,
        part="night_to" if _night_ends(words).match(found) else _night(found, words),
        back=1 if re.search(words.either("calendar.words.week_before"), found) else None,
        last=found.startswith(words.words("calendar.words.last")),
        possessive="'s" in found,
    )


@cache
def _leads_to_ordinal(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\b{words.either('function.on', 'function.of')}\s$")


@cache
def _night_ends(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a night that ends on the day that follows: "overnight into Sunday"."""
    return re.compile(rf"{words.either('calendar.words.nights')}\s{words.either('function.night_ends')}\s")


def _read_relative(match: re.Match[str], words: Vocabulary) -> DateWords:
    found = _on_one_line(match)
    form = Form.TODAY
    if found.startswith(words.words("calendar.words.last_night")):
        form = Form.LAST_NIGHT
    elif found.startswith(words.words("calendar.words.yesterday")):
        form = Form.YESTERDAY
    night = "night" if form is Form.LAST_NIGHT else _night(found, words)
    return DateWords(match.start(), match.end(), form, part=night)


def _on_one_line(match: re.Match[str]) -> str:
    """Return the words of a date with single blanks: a line may end within "the same day"."""
    return " ".join(match.group().split())


def _amount(found: str, words: Vocabulary) -> tuple[int, int]:
    """Return number and unit of "two weeks ago"; 0 for "several"; hours as the days that they may reach over."""
    units, ones = words.table("calendar.units"), words.table("numbers.ones")
    unit = next(int(days) for name, days in units.items() if re.search(rf"\b{name}s?\b", found))
    number = 0
    for token in found.split():
        if token.isdigit() or token in ones:
            number = int(token) if token.isdigit() else int(ones[token])
            break
        if token in words.words("function.some"):
            number = 1
    return (number, unit) if unit else (max(1, -(-number // _HOURS)), unit)


def _read_ago(match: re.Match[str], words: Vocabulary) -> DateWords | None:
    found = _on_one_line(match)
    amount, unit = (2, 1) if found in words.words("calendar.words.before_yesterday") else _amount(found, words)
    part = _night(found, words)
    return DateWords(match.start(), match.end(), Form.AGO, amount=amount, unit=unit, part=part) if amount else None


def _read_later(match: re.Match[str], words: Vocabulary) -> DateWords | None:
    found = _on_one_line(match)
    for path, days in (("next_day", 1), ("same_day", 0), ("previous_day", -1), ("day_before", -1)):
        if found in words.words(f"calendar.words.{path}"):
            if days > 0 and _told_strike(words).match(match.string, match.end()):
                return DateWords(match.start(), match.end(), Form.AHEAD, amount=-days, unit=1)
            return DateWords(match.start(), match.end(), Form.LATER, amount=days, unit=1)
    amount, unit = _amount(found, words)
    form = Form.AHEAD if re.search(rf"\s{words.either('calendar.words.ahead')}$", found) else Form.LATER
    back = form is Form.AHEAD or found.endswith(words.words("calendar.words.sooner"))
    return (
        DateWords(match.start(), match.end(), form, amount=-amount if back else amount, unit=unit) if amount else None
    )


@cache
def _told_strike(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of the strike that "the day after" counts from: "the day after the bombing"."""
    the, strike = words.either("reference.definite", "reference.same"), words.either("strike.loose", plural=True)
    return re.compile(rf"\s{the}\s(?:[\w-]{{2,14}}\s){{0,2}}?{strike}(?![\w-])")


def _read_past(match: re.Match[str], words: Vocabulary) -> DateWords | None:
    amount, unit = _amount(match.group(), words)
    if not amount and re.search(rf"\s{words.either('numbers.vague')}\s", match.group()):
        return None
    return DateWords(match.start(), match.end(), Form.RECENT, amount=max(amount, 1), unit=unit)


def _read_unit(match: re.Match[str], words: Vocabulary) -> DateWords:
    found = _on_one_line(match)
    last = re.search(rf"\b{words.either('calendar.words.last')}\s", found) is not None
    part = "" if re.match(words.either("calendar.words.earlier"), found) else _part(found, words)
    return DateWords(
        match.start(), match.end(), Form.LAST if last else Form.THIS, amount=1, unit=_amount(found, words)[1], part=part
    )


def _read_year(match: re.Match[str], words: Vocabulary) -> DateWords:
    found = _on_one_line(match)
    lead = re.match(rf"{words.either('function.year_leads')}\s", found)
    start = match.start() + (lead.end() if lead else 0)
    return DateWords(start, match.end(), Form.YEAR, year=int(found[-4:]), part=_part(found, words))


def _read_weekend(match: re.Match[str], words: Vocabulary) -> DateWords:
    last = re.search(rf"\b{words.either('calendar.words.last')}\s", match.group()) is not None
    return DateWords(match.start(), match.end(), Form.WEEKEND, last=last)


_READERS = {
    "weekend": _read_weekend,
    "iso": _read_iso,
    "numeric": _read_numeric,
    "month_day": _read_day,
    "day_month": _read_day,
    "ordinal": _read_ordinal,
    "feast": _read_feast,
    "month": _read_month,
    "weekday": _read_weekday,
    "relative": _read_relative,
    "ago": _read_ago,
    "later": _read_later,
    "past": _read_past,
    "unit": _read_unit,
    "year": _read_year,
}
