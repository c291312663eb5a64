"""What the words of each form of date state."""

from __future__ import annotations

import re
from functools import cache

from geostrike.reports.dates.expressions import DateWords, Form
from geostrike.reports.dates.patterns import PARTS, month_name, weekday_name
from geostrike.reports.text.vocabulary import Vocabulary

_HOURS = 24
_CENTURY = 2000
_LEAD = 16
"""Characters before a day in which "on", "on the night of" or "between" leads to it."""

_FROM_STRIKE = {"next_day": 1, "same_day": 0, "previous_day": -1, "day_before": -1}
"""Days from the strike told before to a day that is named by it, by the name of its word list in `calendar.words`."""


def stated(match: re.Match[str], words: Vocabulary) -> DateWords | None:
    """Return what a match of :func:`geostrike.reports.dates.patterns.any_date` states, None where it is no date."""
    return _READERS[match.lastgroup or ""](match, words)


@cache
def _said(words: Vocabulary, *paths: str) -> re.Pattern[str]:
    """Return the pattern of any of the words at dotted paths, within a date."""
    return re.compile(rf"(?<!\w){words.either(*paths)}(?:(?!\w)|(?<=-))")


def _says(found: str, words: Vocabulary, name: str) -> bool:
    """Whether a date has a word of a list in `calendar.words`."""
    return _said(words, f"calendar.words.{name}").search(found) is not None


def _part(found: str, words: Vocabulary) -> str:
    """Return which part of a day, month or year is stated, "" where it is a whole one."""
    return _night(found, words) or next((part for part in PARTS if _says(found, words, part)), "")


def _night(found: str, words: Vocabulary) -> str:
    """Return "night" where words say that it was one, else ""."""
    return "night" if _says(found, words, "nights") else ""


def _years_back(found: str, words: Vocabulary) -> int | None:
    """Return 1 for "last year", 0 for "this year", None where neither is said."""
    return next((back for back, name in enumerate(("year_now", "year_before")) if _says(found, words, name)), None)


def _years(found: str) -> list[int]:
    return [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", found)]


def _months(found: str, words: Vocabulary) -> list[int]:
    months = words.table("calendar.months")
    return [months[match.group().rstrip(".")] for match in month_name(words).finditer(found)]


def _weekdays(found: str, words: Vocabulary) -> list[int]:
    weekdays = words.table("calendar.weekdays")
    return [weekdays[match.group().rstrip(".")] for match in weekday_name(words).finditer(found)]


def _on_one_line(match: re.Match[str]) -> str:
    """Return the words of a date with single blanks: a line may end within "the same day"."""
    return " ".join(match.group().split())


def _amount(found: str, words: Vocabulary) -> tuple[int, int]:
    """Return number and unit of "two weeks ago"; 0 for "several"; hours as the days that they may reach over."""
    units, ones = words.table("calendar.units"), words.table("numbers.ones")
    unit = [int(units[name["unit"]]) for name in _unit(words).finditer(found)][-1]  # "first week of last month"
    number = 0
    for token in found.split():
        if token.isdigit() or token in ones:
            number = int(token) if token.isdigit() else int(ones[token])
            break
        if token in words.words("function.some"):
            number = 1
    return (number, unit) if unit else (max(1, -(-number // _HOURS)), unit)


@cache
def _unit(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\b(?P<unit>{words.either('calendar.units')}){words.either('function.plurals')}?\b")


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


def _read_day(match: re.Match[str], words: Vocabulary) -> DateWords:
    found = match.group()
    months, years = _months(found, words), _years(found)
    weekdays = _weekdays(month_name(words).sub(" ", found), words)
    days = [int(day["day"]) for day in _day(words).finditer(re.sub(r"\b\d{4}\b", " ", found))]
    several = len(days) > 1
    ends = _opens_range(words).search(match.string, max(0, match.start() - _LEAD), match.start())
    listed = len(days) == 2 and _says(found, words, "joined")
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
        about=_said(words, "calendar.words.about").match(found) is not None,
    )


@cache
def _day(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<!\d)(?P<day>\d{{1,2}}){words.either('calendar.words.ordinals')}?\b")


@cache
def _opens_range(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\b{words.either('numbers.links.range_opens')}\s$")


def _read_feast(match: re.Match[str], words: Vocabulary) -> DateWords:
    feasts = words.table("calendar.feasts")
    name = max((name for name in feasts if name in _on_one_line(match)), key=len)
    month, day = feasts[name]
    years = _years(match.group())
    return DateWords(
        match.start(),
        match.end(),
        Form.DAY,
        year=years[0] if years else None,
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
    years = _years(found)
    if _said(words, "calendar.words.abbreviated").match(found) and not years and not found.endswith("."):
        return None
    return DateWords(
        match.start(),
        match.end(),
        Form.MONTH,
        year=years[0] if years else None,
        month=_months(found, words)[0],
        part=_part(found, words),
        back=_years_back(found, words),
        last=_says(found, words, "last"),
    )


def _read_weekday(match: re.Match[str], words: Vocabulary) -> DateWords:
    weekdays = _weekdays(found := match.group(), words)
    return DateWords(
        match.start(),
        match.end(),
        Form.WEEKDAY,
        weekday=weekdays[0],
        weekday2=weekdays[1] if len(weekdays) > 1 else None,
        part="night_to" if _night_ends(words).match(found) else _night(found, words),
        back=1 if _says(found, words, "week_before") else None,
        last=found.startswith(words.words("calendar.words.last")),
        possessive=any(mark in found for mark in words.words("function.possessive")),
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


def _read_ago(match: re.Match[str], words: Vocabulary) -> DateWords | None:
    found = _on_one_line(match)
    amount, unit = (2, 1) if found in words.words("calendar.words.before_yesterday") else _amount(found, words)
    part = _night(found, words)
    return DateWords(match.start(), match.end(), Form.AGO, amount=amount, unit=unit, part=part) if amount else None


def _read_later(match: re.Match[str], words: Vocabulary) -> DateWords | None:
    found = _on_one_line(match)
    for name, days in _FROM_STRIKE.items():
        if found in words.words(f"calendar.words.{name}"):
            if days > 0 and _told_strike(words).match(match.string, match.end()):
                return DateWords(match.start(), match.end(), Form.AHEAD, amount=-days, unit=1)
            return DateWords(match.start(), match.end(), Form.LATER, amount=days, unit=1)
    amount, unit = _amount(found, words)
    form = Form.AHEAD if found.endswith(words.words("calendar.words.ahead")) else Form.LATER
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
    if not amount and _said(words, "numbers.vague").search(match.group()):
        return None
    return DateWords(match.start(), match.end(), Form.RECENT, amount=max(amount, 1), unit=unit)


def _read_unit(match: re.Match[str], words: Vocabulary) -> DateWords:
    found = _on_one_line(match)
    form = Form.LAST if _says(found, words, "last") else Form.THIS
    part = "" if _said(words, "calendar.words.earlier").match(found) else _part(found, words)
    return DateWords(match.start(), match.end(), form, amount=1, unit=_amount(found, words)[1], part=part)


def _read_year(match: re.Match[str], words: Vocabulary) -> DateWords:
    found = _on_one_line(match)
    lead = _said(words, "function.year_leads").match(found)
    start = match.start() + (lead.end() + len(" ") if lead else 0)
    return DateWords(start, match.end(), Form.YEAR, year=int(found[-4:]), part=_part(found, words))


def _read_weekend(match: re.Match[str], words: Vocabulary) -> DateWords:
    return DateWords(match.start(), match.end(), Form.WEEKEND, last=_says(match.group(), words, "last"))


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
