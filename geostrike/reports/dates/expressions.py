"""Expressions of time: what their words state, before any calendar is asked."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

WEEK, MONTH, YEAR = 7, 30, 365
"""Days in units of time, as `calendar.units` has them; what is told of a month or more is no one strike."""


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
