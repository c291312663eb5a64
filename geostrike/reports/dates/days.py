"""From stated dates to days: the news rule, with the day of publication as the only clock.

A bare weekday is the latest such day on or before publication, a month and day without a year
the latest that is not in the future, and a month alone likewise. What was told of as earlier
than another strike is not after it.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta

from geostrike.model import DateInterval
from geostrike.reports.dates.expressions import MONTH, WEEK, DateWords, Form

_DAY = timedelta(days=1)
_NO_CLOCK = "the document has no publication date to count from"
_YEARS_BACK = 6
_NEWS_DAYS = 2
"""Within so many days before publication a weekday that does not fit is an error, and no other year is meant."""

_LONGEST_GAP = 63
"""Days within which every number of a day from 1 to 31 comes up."""

_DAYS_OF_A_DAY = timedelta(days=2)
"""Longest spell that is known to a day: a night, or two days of one announcement."""

_MONTHS_OF_PARTS = {"early": (1, 4), "middle": (5, 8), "late": (9, 12), "first_half": (1, 6), "second_half": (7, 12)}
"""First and last month of each part of a year."""

_DAYS_OF_PARTS = {
    "early": (1, 10),
    "middle": (11, 20),
    "late": (21, 31),
    "first_week": (1, 7),
    "first_half": (1, 15),
    "second_half": (16, 31),
    "last_week": (24, 31),
}
"""First and last day of each part of a month."""


def resolve(
    words: DateWords,
    text: str,
    published: date | None,
    not_after: date | None = None,
    after: DateInterval | None = None,
) -> DateInterval:
    """Return the days that stated words mean.

    Parameters
    ----------
    words
        The date as stated.
    text
        Its words, verbatim.
    published
        Day of publication, None where unknown: relative dates then stay unresolved, with the reason.
    not_after
        Last day on which it can have happened where the story's order says so; weekdays count back
        from it.
    after
        When the strike told before was: "two days later" counts from it.

    Examples
    --------
    >>> from geostrike.reports.dates.spotting import date_words
    >>> sunday = date(2017, 9, 24)
    >>> def when(text, published=sunday):
    ...     return resolve(date_words(text, text.lower())[0], text, published).edtf
    >>> when("on Friday"), when("January 19"), when("Wednesday night"), when("in January")
    ('2017-09-22', '2017-01-19', '2017-09-20/2017-09-21', '2017-01')
    >>> resolve(date_words("on Friday", "on friday")[0], "on Friday", None).reason
    'the document has no publication date to count from'
    >>> when("on 22 September", None)
    'XXXX-09-22'
    """
    if words.form in (Form.LATER, Form.AHEAD):
        return _later(words, text, published, after)
    try:
        interval = _days(words, published, not_after)
    except (ValueError, OverflowError):
        return DateInterval(text=text, reason=f"no such day in the calendar: {text!r}")
    if isinstance(interval, str):
        return DateInterval(edtf=_yearless(words), text=text, reason=interval)
    start, end, edtf = interval
    rule = _rule(words, published, not_after)
    if words.open_end:
        if published is None or published < start:
            return DateInterval(text=text, reason=_NO_CLOCK)
        return DateInterval(start, published, _edtf(start, published), text, rule=f"{rule}, to publication")
    return DateInterval(start, end, edtf or _edtf(start, end), text, rule=rule)


def overlap(one: DateInterval, other: DateInterval) -> bool:
    """Whether two dates have a day in common; unresolved ones have none."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.start <= other.end and other.start <= one.end


def length(when: DateInterval) -> timedelta:
    """Return the time from the first to the last day, the longest of all where they are not known."""
    return when.end - when.start if when.start and when.end else timedelta.max


def is_short(when: DateInterval) -> bool:
    """Whether a date is known to a day or a night."""
    return bool(when) and length(when) <= _DAYS_OF_A_DAY


def _later(words: DateWords, text: str, published: date | None, after: DateInterval | None) -> DateInterval:
    first, last = (after.start, after.end) if after is not None else (None, None)
    rule = "counted from the strike told before"
    if first is None and words.form is Form.AHEAD and words.unit >= WEEK:
        # "Three months after the strike on Hun, the clinic is still closed"; "a day after" may be of older news.
        first, last, rule = published, published, "counted from publication"
    if first is None or last is None:
        return DateInterval(text=text, reason="no day is known that it could be counted from")
    doubt, away = timedelta(days=words.unit // 2), words.amount * (words.unit or 1) * _DAY
    start, end = first + away - doubt, last + away + doubt
    if not words.unit:
        start, end = min(start, first), max(end, last)
    return DateInterval(start, end, _edtf(start, end), text, rule=rule)


def _yearless(words: DateWords) -> str:
    """Return the EDTF string of a day whose year the text leaves open; "" of anything else."""
    lone = words.form is Form.DAY and words.month and words.year is None and not words.day2
    return f"XXXX-{words.month:02d}-{words.day:02d}" if lone else ""


def _rule(words: DateWords, published: date | None, not_after: date | None) -> str:
    """Return how the days of stated words are found, for the record."""
    if words.form is Form.WEEKDAY:
        bounded = published is not None and not_after is not None and not_after < published
        return "latest such weekday not after the strike told first" if bounded else "latest such weekday"
    if words.open_order:
        return "month before day, for it is past" if _is_month_first(words, published) else "day before month"
    if words.form in (Form.DAY, Form.MONTH):
        stated = words.year is not None or words.year2 is not None
        noun = "day" if words.form is Form.DAY else "month"
        return "as stated" if stated else f"latest such {noun} not after publication"
    return "as stated" if words.form is Form.YEAR else "counted from publication"


def _is_month_first(words: DateWords, published: date | None) -> bool:
    """Whether a date in an open order, such as 05/06/2017, is past only if its month stands first."""
    if not words.open_order or words.year is None or published is None:
        return False
    return date(words.year, words.month, words.day) > published >= date(words.year, words.day, words.month)


_Days = tuple[date, date, str] | str


def _edtf(start: date, end: date) -> str:
    return start.isoformat() if start == end else f"{start.isoformat()}/{end.isoformat()}"


def _days(words: DateWords, published: date | None, not_after: date | None) -> _Days:
    """Return first and last day and the EDTF string where that is no plain interval, or why there is no day."""
    if words.form in _STATED:
        return _STATED[words.form](words, published)
    if published is None:
        return _NO_CLOCK
    if words.form is Form.WEEKDAY:
        return _weekday(words, published, min(published, not_after or published))
    return _COUNTED[words.form](words, published)


def _night(day: date, words: DateWords) -> _Days:
    if words.part == "night_to":
        return day - _DAY, day, ""
    return day, day + _DAY if words.part == "night" else day, ""


def _day(words: DateWords, published: date | None) -> _Days:
    if _is_month_first(words, published):
        words = words._replace(month=words.day, day=words.month)
    if not words.month:
        return _day_of_month(words, published)
    year = words.year or words.year2 or _said_year(words, published) or _year(words, published)
    if isinstance(year, str):
        return year
    start = date(year, words.month, words.day)
    if not words.day2:
        if words.about:
            return start - _DAY, start + _DAY, f"{start.isoformat()}~"
        return _night(start, words)
    end = date(words.year2 or year, words.month2, words.day2)
    if start > end and words.year is None:
        start = start.replace(year=start.year - 1)  # "between Dec. 30 and Jan. 2, 2018"
    if start > end:
        return "the end of the range is before its start"
    return start, end, f"{{{start.isoformat()},{end.isoformat()}}}" if words.each else ""


def _day_of_month(words: DateWords, published: date | None) -> _Days:
    """Return the latest day of that number which is not in the future: "on the 17th"."""
    if published is None:
        return _NO_CLOCK
    day = next(day for back in range(_LONGEST_GAP) if (day := published - back * _DAY).day == words.day)
    return _night(day, words)


def _said_year(words: DateWords, published: date | None) -> int | None:
    """Return the year of "last year" and "this year"."""
    return published.year - words.back if published is not None and words.back is not None else None


def _year(words: DateWords, published: date | None) -> int | str:
    """Return the latest year in which the day is not in the future, or the one before if its weekday fits only there.

    A weekday that fits neither was mistaken, rather than the year left out; so was that of a day just past.
    """
    if published is None:
        return _NO_CLOCK
    month, day = (words.month2 or words.month), (words.day2 or words.day)
    past = range(published.year, published.year - _YEARS_BACK, -1)
    years = (year for year in past if day <= calendar.monthrange(year, month)[1])
    latest = [year for year in years if date(year, month, day) <= published][:2]
    if not latest:
        return "no recent year has such a day"
    if (published - date(latest[0], month, day)).days <= _NEWS_DAYS:
        return latest[0]
    return next((year for year in latest if date(year, month, day).weekday() == words.weekday), latest[0])


def _weekday(words: DateWords, published: date, latest: date) -> _Days:
    weekday = words.weekday or calendar.MONDAY
    if words.back:
        latest = published - (published.weekday() + 1) * _DAY  # the Sunday before this week
    if words.weekday2 is not None:
        end = _latest(words.weekday2, latest)
        return _latest(weekday, end), end, ""
    # "last Friday", said on a Friday, is another day than "on Friday".
    return _night(_latest(weekday, published - _DAY if words.last and latest == published else latest), words)


def _latest(weekday: int, bound: date) -> date:
    return bound - (bound.weekday() - weekday) % WEEK * _DAY


def _month(words: DateWords, published: date | None) -> _Days:
    year = words.year or _said_year(words, published)
    if year is None:
        if published is None:
            return _NO_CLOCK
        passed = words.month < published.month or (words.month == published.month and not words.last)
        year = published.year if passed else published.year - 1
    last = calendar.monthrange(year, words.month)[1]
    first_day, last_day = _DAYS_OF_PARTS.get(words.part, (1, last))
    start, end = date(year, words.month, first_day), date(year, words.month, min(last_day, last))
    return start, end, "" if words.part in _DAYS_OF_PARTS else f"{year:04d}-{words.month:02d}"


def _of_year(words: DateWords, _: date | None) -> _Days:
    year = words.year or 0
    if words.part not in _MONTHS_OF_PARTS:
        return date(year, 1, 1), date(year, 12, 31), f"{year:04d}"
    first, last = _MONTHS_OF_PARTS[words.part]
    end = date(year, last, calendar.monthrange(year, last)[1])
    return date(year, first, 1), end, f"{year:04d}-{first:02d}/{year:04d}-{last:02d}"


def _ago(words: DateWords, published: date) -> _Days:
    """Return the day so long ago; weeks are known to half a week, longer units to one of them."""
    if words.unit >= MONTH:
        by_month = words.unit == MONTH
        month = published.year * 12 + published.month - 1 - words.amount * (1 if by_month else 12)
        form = Form.MONTH if by_month else Form.YEAR
        found = DateWords(0, 0, form, month // 12, month % 12 + 1, part=words.part)
        return _STATED[form](found, None)
    if not words.unit:
        return published - words.amount * _DAY, published, ""
    middle, doubt = published - words.amount * words.unit * _DAY, words.unit // 2 * _DAY
    return middle - doubt, middle + doubt + (_DAY if words.part == "night" else 0 * _DAY), ""


def _last(words: DateWords, published: date) -> _Days:
    if words.unit >= MONTH:
        return _ago(words, published)
    # Weeks start on Sunday or on Monday, and the words don't say which; a Sunday opens a week or ends one.
    monday = published - published.weekday() * _DAY
    if published.weekday() == calendar.SUNDAY:
        return monday - WEEK * _DAY, published - _DAY, ""
    return monday - (WEEK + 1) * _DAY, monday - _DAY, ""


def _weekend(_: DateWords, published: date) -> _Days:
    """Return the latest Saturday that is not after publication, and its Sunday."""
    saturday = _latest(calendar.SATURDAY, published)
    return saturday, min(saturday + _DAY, published), ""


def _this(words: DateWords, published: date) -> _Days:
    starts = {WEEK: published - (published.weekday() + 1) * _DAY, MONTH: published.replace(day=1)}
    return starts.get(words.unit, published.replace(month=1, day=1)), published, ""


_STATED: dict[Form, Callable[[DateWords, date | None], _Days]] = {
    Form.DAY: _day,
    Form.MONTH: _month,
    Form.YEAR: _of_year,
}
"""Rules for what may be known without the day of publication."""

_COUNTED: dict[Form, Callable[[DateWords, date], _Days]] = {
    Form.TODAY: lambda words, published: _night(published, words),
    Form.YESTERDAY: lambda words, published: _night(published - _DAY, words),
    Form.LAST_NIGHT: lambda _, published: (published - _DAY, published, ""),
    Form.RECENT: lambda words, published: (published - words.amount * (words.unit or 1) * _DAY, published, ""),
    Form.LAST: _last,
    Form.THIS: _this,
    Form.AGO: _ago,
    Form.WEEKEND: _weekend,
}
"""Rules for what is counted from it."""
