"""Dates, counts and lengths in words for people; English, and the same on every machine's locale."""

from __future__ import annotations

import math
from calendar import monthrange
from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NO_DATE = "date not known"


def period(start: date | None, end: date | None) -> str:
    """Return an interval of days as people write it; a whole month or year by its name.

    >>> period(date(2017, 1, 18), date(2017, 1, 19))
    '18–19 Jan 2017'
    >>> period(date(2016, 8, 1), date(2016, 12, 19))
    '1 Aug – 19 Dec 2016'
    >>> period(date(2017, 9, 1), date(2017, 9, 30)), period(date(2017, 1, 1), date(2017, 12, 31))
    ('Sep 2017', '2017')
    >>> period(None, None)
    'date not known'
    """
    if start is None or end is None:
        return NO_DATE
    whole = _whole(start, end)
    if whole:
        return whole
    if start == end:
        return _day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_day(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]} – {_day(end)}"
    return f"{_day(start)} – {_day(end)}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _whole(start: date, end: date) -> str:
    if start.day != 1 or end.day != monthrange(end.year, end.month)[1]:
        return ""
    if (start.month, end.month) == (1, 12):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{MONTHS[start.month - 1]} {start.year}"
    return ""


def count(low: int | None, high: int | None) -> str:
    """Return a stated number, open ends kept.

    >>> count(80, None), count(None, 9), count(3, 5), count(17, 17), count(None, None)
    ('80 or more', 'up to 9', '3–5', '17', '')
    """
    if low is None and high is None:
        return ""
    if high is None:
        return f"{low:,} or more"
    if low is None:
        return f"up to {high:,}"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def about(value: float) -> str:
    """Return a number to two significant digits, at least to the whole number from 100 up.

    >>> about(1843.2), about(27.61), about(0.534)
    ('1,800', '28', '0.53')
    """
    if not value or not math.isfinite(value):
        return "0"
    digits = 1 - math.floor(math.log10(abs(value)))
    rounded = round(value, digits)
    return f"{rounded:,.0f}" if digits <= 0 else f"{rounded:,.{digits}f}"


def lengths(metres: float) -> str:
    """Return a length in both units that readers use.

    >>> lengths(27_610)
    '28 km (17 mi)'
    >>> lengths(420)
    '420 m (0.26 mi)'
    """
    miles = about(metres / 1609.344)
    return f"{about(metres)} m ({miles} mi)" if metres < 1000 else f"{about(metres / 1000)} km ({miles} mi)"


def plural(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> plural(1, "strike"), plural(3, "strike")
    ('1 strike', '3 strikes')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
