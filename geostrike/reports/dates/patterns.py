"""Patterns of expressions of time, made of a language's words."""

from __future__ import annotations

import re
from functools import cache

from geostrike.reports.text.anchors import DIGITS, Anchored, closers, led, openers
from geostrike.reports.text.vocabulary import Vocabulary, either

PARTS = ("early", "middle", "late", "first_week", "first_half", "second_half", "last_week")
"""Parts of a month or year by the name of their word list in `calendar.words`."""

_LONGEST_LEAD = 80
"""Characters from a date's start within which it has a number, or the name of a day or a spell of time."""


@cache
def any_date(words: Vocabulary) -> Anchored:
    """Return one pattern with a group per form; the group's name says how to read it."""
    forms = {**_days(words), **_spells(words)}
    pattern = re.compile(r"(?<![\w$€£:.-])(?:" + "|".join(f"(?P<{name}>{form})" for name, form in forms.items()) + ")")
    return Anchored(pattern, _openers(words), _needed(words), within=_LONGEST_LEAD)


def _openers(words: Vocabulary) -> frozenset[str]:
    """Return what a date can begin with; what is in every sentence only with what must follow: "in the", "a week"."""

    def of(*lists: str) -> frozenset[str]:
        return openers(words, *(f"calendar.words.{name}" for name in lists))

    whole = of("about", "nights", "last", "this", "earlier", "week_before", "weekend", *PARTS)
    near = of("today", "yesterday", "last_night", "before_yesterday")
    told = of("next_day", "same_day", "previous_day", "day_before", "in_hours")
    names = openers(words, "calendar.months", "calendar.weekdays", "calendar.feasts")
    numbers = openers(words, "function.some", "numbers.ones", "calendar.words.few")
    the = openers(words, "function.the")
    return (
        (DIGITS | whole | near | told | names)
        | led(numbers, openers(words, "calendar.units", plural=True))
        | led(openers(words, "function.rough"), DIGITS | numbers)
        | led(the, DIGITS | of("last", *PARTS))
        | led(openers(words, "function.past_leads"), the)
        | led(openers(words, "function.year_leads"), DIGITS)
    )


def _needed(words: Vocabulary) -> frozenset[str]:
    """Return the words without one of which nothing is a date, so that not each "the" and "in" is tried."""
    lone = ("today", "yesterday", "last_night", "before_yesterday", "weekend")
    told = ("next_day", "same_day", "previous_day", "day_before", "in_hours")
    known = closers(words, *(f"calendar.words.{name}" for name in (*lone, *told)))
    names = openers(words, "calendar.months", "calendar.weekdays", "calendar.feasts")
    return DIGITS | known | names | openers(words, "calendar.units", plural=True)


@cache
def month_name(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a month's name."""
    return re.compile(rf"\b(?:{_names('calendar.months', words)})")


@cache
def weekday_name(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a weekday's name."""
    return re.compile(rf"\b(?:{_names('calendar.weekdays', words)})")


def _names(table: str, words: Vocabulary) -> str:
    """Return a group of names; only the abbreviated ones take a full stop with them."""
    short = set(words.words("calendar.words.abbreviated"))
    names = set(words.table(table))
    return rf"(?:{either(tuple(sorted(names - short)))}\b|{either(tuple(sorted(names & short)))}\b\.?)"


@cache
def _pieces(words: Vocabulary) -> dict[str, str]:
    """Return the named building stones of the patterns."""

    def of(*lists: str) -> str:
        return words.either(*(f"calendar.words.{name}" for name in lists))

    year = r"(?:19|20)\d\d(?!\d)"
    return {
        "month": _names("calendar.months", words),
        "weekday": _names("calendar.weekdays", words),
        "day": rf"(?:[12]\d|3[01]|0?[1-9]){of('ordinals')}?(?!\d|:\d|[.,]\d{{1,2}}(?!\d)|\s?(?:{of('clock')}\b|%))",
        "year": year,
        "after_year": rf"(?:,?\s{year}|\s{of('year_before', 'year_now')}\b)?",
        "join": rf"(?:\s?[-/]\s?|\s?,?\s{of('through', 'joined')}\s(?:{words.either('function.the')}\s)?)",
        "parts": of("day_parts", "nights"),
        "nights": of("nights"),
        "portions": of(*PARTS),
        "portion": rf"(?:(?:{words.either('function.the')}\s)?{of(*PARTS)}(?:[\s-]|(?<=-)))?",
        "week_before": of("week_before"),
        "last": of("last"),
        "this": of("this"),
        "about": rf"(?:{of('about')}\s)?",
        "unit": words.either("calendar.units"),
        "units": words.either("calendar.units") + words.either("function.plurals") + "?",
        "number": rf"(?:\d{{1,3}}|{words.either('function.some', 'numbers.ones', 'calendar.words.few')})",
        "the": rf"(?:{words.either('function.the')}\s)?",
        "of": rf"(?:{words.either('function.of')}\s)?",
        "on": rf"(?:{words.either('function.on')}\s)?",
    }


def _days(words: Vocabulary) -> dict[str, str]:
    """Return the patterns of days of the calendar and of the week."""
    p = _pieces(words)
    weekday = rf"(?:{p['weekday']},?\s{{1,2}}(?:{p['parts']},?\s|{p['the']}))?"
    # "Early Sept. 16" is that day; "early September" is a part of the month.
    part = rf"(?:{words.either('calendar.words.early', 'calendar.words.late')}\s)?"
    lead = rf"{part}{p['about']}(?:{p['nights']}\s{words.either('function.of')}\s{p['the']})?{weekday}"
    month_day = (
        rf"{p['month']}(?:\s{{1,2}}|(?<=\.)){p['day']}(?:,?\s{p['year']}(?={p['join']}{p['month']}))?"
        rf"(?:(?:,\s{p['day']})?{p['join']}(?:{p['month']}\s)?{p['day']})?{p['after_year']}"
    )
    day_month = (
        rf"{p['the']}{p['day']}(?:(?:,\s{p['day']})?{p['join']}{p['day']})?\s{p['of']}{p['month']}{p['after_year']}"
        rf"(?:{p['join']}{p['day']}\s{p['of']}{p['month']}{p['after_year']})?"
    )
    tail = rf"(?:\s(?:{p['parts']})\b)?"
    iso = r"\d{4}-\d\d-\d\d"
    # "On the 17th in Hun", but not "on the 17th anniversary".
    lists = ("actors.where", "function.when", "function.and", "function.that_clause", "actors.by", "strike.kills")
    goes_on = words.either(*lists, "calendar.words.ahead")
    ordinal = rf"{words.either('function.the')}\s(?:[12]\d|3[01]|[1-9]){words.either('calendar.words.ordinals')}"
    return {
        "iso": rf"{iso}(?:\s?(?:/|{words.either('calendar.words.to')})\s?{iso})?(?!\d)",
        "numeric": r"\d{1,2}(?P<mark>[/.-])\d{1,2}(?P=mark)(?:(?:19|20)\d\d|(?<=/)\d\d)(?!\d|/)",
        "month_day": rf"{lead}{month_day}{tail}",
        "day_month": rf"{lead}{day_month}{tail}",
        "ordinal": rf"{ordinal}(?=\s?(?:[.,;:!?\")]|$)|\s{goes_on}\s)",
        "feast": rf"{lead}{words.either('calendar.feasts')}\b{p['after_year']}{tail}",
        "month": rf"{p['portion']}(?:(?:{p['last']}|{p['this']})\s)?{p['month']}(?:\s{words.either('function.of')})?"
        rf"{p['after_year']}",
        "weekday": rf"(?:{p['week_before']},?\s{p['on']})?"
        rf"(?:(?:{p['last']}|{p['this']}|{words.either('calendar.words.early', 'calendar.words.late')}|"
        rf"{p['nights']}(?:\s{words.either('function.night_leads', 'function.night_ends')})?)\s)?"
        rf"{p['weekday']}(?:{words.either('function.possessive')}\b)?"
        rf"(?:\s(?:{words.either('function.and')}\s)?(?:{p['parts']}))?"
        rf"(?:(?:-|\s{words.either('function.from_day_to_day')}\s)"
        rf"(?:{words.either('calendar.words.early', 'calendar.words.late')}\s{p['on']})?{p['weekday']})?"
        rf"(?:\s{p['of']}{p['week_before']}\b)?",
        "relative": rf"{words.either('calendar.words.today', 'calendar.words.yesterday', 'calendar.words.last_night')}"
        rf"(?:\s(?:{p['parts']}))?\b",
    }


def _spells(words: Vocabulary) -> dict[str, str]:
    """Return the patterns of spells of time and of what is counted from another day."""
    p = _pieces(words)
    length = rf"{p['number']}\s{p['units']}"
    of_told = words.either("calendar.words.later", "calendar.words.sooner", "calendar.words.ahead")
    told_days = words.either(
        *(f"calendar.words.{name}" for name in ("next_day", "same_day", "previous_day", "in_hours"))
    )
    # "The day before, three had died", but not "the day before the vote".
    alone = rf"(?=\s?(?:[.,;:!?\"]|$)|\s{words.either('actors.where')}\s)"
    return {
        "ago": rf"(?:{words.either('function.rough')}\s)?{length}\s{words.either('calendar.words.ago')}\b|"
        rf"{words.either('calendar.words.before_yesterday')}\b",
        "later": rf"(?:{length}\s{of_told}|{told_days})\b|{length}\s{words.either('calendar.words.before')}\b{alone}|"
        rf"{words.either('calendar.words.day_before')}{alone}",
        "past": rf"(?:{words.either('function.past_leads')}\s)?{words.either('function.the')}\s{p['last']}\s"
        rf"(?:{p['number']}\s)?{p['units']}\b",
        "weekend": rf"{words.either('calendar.words.weekend')}\b",
        "unit": rf"(?:{words.either('calendar.words.earlier')}|{p['portion']}{p['last']}|{p['portion']}{p['this']})"
        rf"\s{p['unit']}\b",
        "year": rf"(?:{p['portion']}{words.either('function.year_leads')}\s|{p['portions']}[\s-]){p['year']}"
        r"(?![\d-]|,\d)",
    }


def spans_of_time(words: Vocabulary, *, long: bool) -> str:
    """Return a pattern of the units of time that are longer than a day, or of those that are not."""
    return either(name for name, days in words.table("calendar.units").items() if (days > 1) is long)


def time_lead(words: Vocabulary) -> str:
    """Return a pattern of what may lead to a day: "at around 3 a.m. local time on ", or nothing."""
    return rf"(?:{words.either('calendar.words.time_leads')}\s(?:[^\s,;]{{1,12}}\s){{0,6}}?)?"
