"""Expressions of time in text: what the words state, before any calendar is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from geostrike.reports.vocabulary import Vocabulary, either, vocabulary


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
    LATER = "so long after the strike told before"


@dataclass(frozen=True, slots=True)
class DateWords:
    """A date as stated; None and 0 where the words leave a part open.

    `month2`, `day2` and `year2` are the other end of a range ("Aug. 1 to Dec. 19"), or with
    `each` the last of several days ("Nov. 17 and 19"). `part` is "night", "early", "middle",
    "late" or "". `amount` and `unit` (days in one) belong to "two weeks ago" and "last month".
    `possessive` marks "Tuesday's"; `last` and `about` the words "last" and "on or about";
    `open_end` a date from which on something went on ("since 2011").
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
    last: bool = False
    about: bool = False
    possessive: bool = False
    open_end: bool = False


def date_words(text: str, folded: str, language: str = "en") -> list[DateWords]:
    """Find the dates in a text, in reading order; none overlaps another.

    `folded` is the text folded by :func:`geostrike.reports.prose.fold`; capitals are looked up in `text`.

    >>> found = date_words("struck Wednesday night", "struck wednesday night")[0]
    >>> found.form.value, found.weekday, found.part
    ('weekday', 2, 'night')
    >>> date_words("why we struck it a second time, 01:22", "why we struck it a second time, 01:22")
    []
    """
    words = vocabulary(language)
    pattern, openers = _any_date(words), _openers(words)
    found: list[DateWords] = []
    taken = 0
    for token in _token().finditer(folded):
        # Few words can open a date, so that the long pattern is seldom tried.
        if token.start() < taken or not (token.group() in openers or token.group().isdigit()):
            continue
        match = pattern.match(folded, token.start())
        if match is None:
            continue
        taken = match.end()
        date = _READERS[match.lastgroup or ""](match, words) if _capital(match, text, words) else None
        if date is not None:
            found.append(date)
    return found


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+|\d+")


@cache
def _openers(words: Vocabulary) -> frozenset[str]:
    """Return the words that a date can start with."""
    lists = [name for name in words.table("calendar.words") if name not in ("joined", "through", "also_common")]
    known = words.words(*(f"calendar.words.{name}" for name in lists), "calendar.units", "numbers.ones")
    names = words.words("calendar.months", "calendar.weekdays")
    return frozenset(word.split()[0].partition("-")[0] for word in (*known, *names))


def _capital(match: re.Match[str], text: str, words: Vocabulary) -> bool:
    """Whether words that are also common ("may", "march", "sun") are written as names."""
    return all(
        text[inner.start()].isupper() for inner in _common(words).finditer(match.string, match.start(), match.end())
    )


@cache
def _common(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\b{words.either('calendar.words.also_common')}\b")


def _names(table: str, words: Vocabulary) -> str:
    """Return a group of names; only the abbreviated ones take a full stop with them."""
    short = set(words.words("calendar.words.abbreviated"))
    names = set(words.table(table))
    return rf"(?:{either(tuple(sorted(names - short)))}\b|{either(tuple(sorted(names & short)))}\b\.?)"


def _pieces(words: Vocabulary) -> dict[str, str]:
    """Return the named building stones of the patterns."""
    joins = words.either("calendar.words.through", "calendar.words.joined")
    return {
        "month": _names("calendar.months", words),
        "weekday": _names("calendar.weekdays", words),
        "day": r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d:]|[.,]\d{1,2}(?!\d)|\s?(?:[ap]\.?m\b|%))",
        "year": r"(?:19|20)\d\d(?!\d)",
        "join": rf"(?:\s?[-/]\s?|\s?,?\s{joins}\s(?:the\s)?)",
        "parts": words.either("calendar.words.day_parts", "calendar.words.nights"),
        "nights": words.either("calendar.words.nights"),
        "early": words.either("calendar.words.early"),
        "middle": words.either("calendar.words.middle"),
        "late": words.either("calendar.words.late"),
        "last": words.either("calendar.words.last"),
        "this": words.either("calendar.words.this"),
        "earlier": words.either("calendar.words.earlier"),
        "about": words.either("calendar.words.about"),
        "ago": words.either("calendar.words.ago"),
        "unit": either(tuple(words.table("calendar.units"))),
        "number": rf"(?:\d{{1,3}}|an?|{either(tuple(words.table('numbers.ones')))}|several|few|couple\sof)",
    }


@cache
def _any_date(words: Vocabulary) -> re.Pattern[str]:
    """Return one pattern with a group per form; the group's name says how to read it."""
    p = _pieces(words)
    weekday = rf"(?:{p['weekday']},?\s{{1,2}}(?:{p['parts']},?\s|the\s)?)?"
    night_of = rf"(?:{p['nights']}\sof\s(?:the\s)?)?"
    after_year = rf"(?:,?\s{p['year']})?"
    tail = rf"(?:\s(?:{p['parts']})\b)?"
    about = rf"(?:{p['about']}\s)?"
    month_day = (
        rf"{p['month']}\s{{1,2}}{p['day']}(?:,?\s{p['year']}(?={p['join']}{p['month']}))?"
        rf"(?:(?:,\s{p['day']})?{p['join']}(?:{p['month']}\s)?{p['day']})?{after_year}"
    )
    day_month = (
        rf"(?:the\s)?{p['day']}(?:(?:,\s{p['day']})?{p['join']}{p['day']})?\s(?:of\s)?{p['month']}{after_year}"
        rf"(?:{p['join']}{p['day']}\s(?:of\s)?{p['month']}{after_year})?"
    )
    portion = rf"(?:(?:the\s)?(?:{p['early']}|{p['middle']}|{p['late']})(?:[\s-]|(?<=-)))?"
    forms = {
        "iso": r"\d{4}-\d\d-\d\d(?:\s?(?:/|to)\s?\d{4}-\d\d-\d\d)?(?!\d)",
        "numeric": r"\d{1,2}(?P<mark>[/.])\d{1,2}(?P=mark)(?:19|20)\d\d(?!\d)",
        "month_day": rf"{about}{night_of}{weekday}{month_day}{tail}",
        "day_month": rf"{about}{night_of}{weekday}{day_month}{tail}",
        "month": rf"{portion}(?:(?:{p['last']}|{p['this']})\s)?{p['month']}(?:,?\s{p['year']}|\sof\s{p['year']})?",
        "weekday": rf"(?:(?:{p['last']}|{p['this']}|{p['early']}|{p['late']}|{p['nights']}(?:\son)?)\s)?"
        rf"{p['weekday']}(?:'s\b)?(?:\s(?:and\s)?(?:{p['parts']}))?"
        rf"(?:\s{words.either('function.from_day_to_day')}\s(?:early\s|on\s)?{p['weekday']})?",
        "relative": rf"{words.either('calendar.words.today', 'calendar.words.yesterday', 'calendar.words.last_night')}"
        rf"(?:\s(?:{p['parts']}))?\b",
        "ago": rf"(?:{words.either('function.rough')}\s)?{p['number']}\s(?:{p['unit']})s?\s{p['ago']}\b",
        "later": rf"(?:{p['number']}\s(?:{p['unit']})s?\s{words.either('calendar.words.later')}|"
        rf"{words.either('calendar.words.next_day')})\b",
        "past": rf"(?:{words.either('function.past_leads')}\s)?the\s{p['last']}\s(?:{p['number']}\s)?"
        rf"(?:{p['unit']})s?\b",
        "weekend": rf"{words.either('calendar.words.weekend')}\b",
        "unit": rf"(?:{p['earlier']}|{portion}{p['last']}|{portion}{p['this']})\s{p['unit']}\b",
        "year": rf"(?:{portion}{words.either('function.year_leads')}\s|(?:{p['early']}|{p['middle']}|{p['late']})[\s-])"
        rf"{p['year']}(?![\d,-])",
    }
    return re.compile(r"(?<![\w$€£:.-])(?:" + "|".join(f"(?P<{name}>{form})" for name, form in forms.items()) + ")")


@cache
def _months(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_pieces(words)['month']})")


@cache
def _weekdays(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_pieces(words)['weekday']})")


def _named(pattern: re.Pattern[str], table: str, found: str, words: Vocabulary) -> list[int]:
    names = words.table(table)
    return [names[match.group().rstrip(".")] for match in pattern.finditer(found)]


def _part(found: str, words: Vocabulary) -> str:
    for part, path in (("night", "nights"), ("early", "early"), ("middle", "middle"), ("late", "late")):
        if re.search(rf"\b{words.either(f'calendar.words.{path}')}(?:\b|(?<=-))", found):
            return part
    return ""


def _read_iso(match: re.Match[str], _: Vocabulary) -> DateWords:
    numbers = [int(number) for number in re.findall(r"\d+", match.group())]
    first = DateWords(match.start(), match.end(), Form.DAY, numbers[0], numbers[1], numbers[2])
    return first if len(numbers) < 6 else replace(first, year2=numbers[3], month2=numbers[4], day2=numbers[5])


def _read_numeric(match: re.Match[str], _: Vocabulary) -> DateWords:
    """Read 26.9.2017 or 9/26/2017; where both orders are possible, the month is left open (0)."""
    first, second, year = (int(number) for number in re.findall(r"\d+", match.group()))
    if first == second or second > 12:
        return DateWords(match.start(), match.end(), Form.DAY, year, first, second)
    if first > 12 or match["mark"] == ".":
        return DateWords(match.start(), match.end(), Form.DAY, year, second, first)
    return DateWords(match.start(), match.end(), Form.DAY, year)


def _read_day(match: re.Match[str], words: Vocabulary) -> DateWords:
    found = match.group()
    months = _named(_months(words), "calendar.months", found, words)
    weekdays = _named(_weekdays(words), "calendar.weekdays", _months(words).sub(" ", found), words)
    years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", found)]
    days = [int(day) for day in re.findall(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\b", re.sub(r"\b\d{4}\b", " ", found))]
    several = len(days) > 1
    apart = len(months) > 1
    listed = several and re.search(rf"\s{words.either('calendar.words.joined')}\s", found) is not None
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
        # "Aug. 1 and Dec. 19" are the ends of a period, "Nov. 17 and 19" two days.
        each=listed and not apart,
        weekday=weekdays[0] if weekdays and not several else None,
        part="night" if _part(found, words) == "night" else "",
        about=re.match(words.either("calendar.words.about"), found) is not None,
    )


def _read_month(match: re.Match[str], words: Vocabulary) -> DateWords | None:
    found = match.group()
    month = _named(_months(words), "calendar.months", found, words)[0]
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
        last=last,
    )


def _read_weekday(match: re.Match[str], words: Vocabulary) -> DateWords:
    found = match.group()
    weekdays = _named(_weekdays(words), "calendar.weekdays", found, words)
    return DateWords(
        match.start(),
        match.end(),
        Form.WEEKDAY,
        weekday=weekdays[0],
        weekday2=weekdays[1] if len(weekdays) > 1 else None,
        part="night" if _part(found, words) == "night" else "",
        last=found.startswith(words.words("calendar.words.last")),
        possessive="'s" in found,
    )


def _read_relative(match: re.Match[str], words: Vocabulary) -> DateWords:
    found = match.group()
    form = Form.TODAY
    if found.startswith(words.words("calendar.words.last_night")):
        form = Form.LAST_NIGHT
    elif found.startswith(words.words("calendar.words.yesterday")):
        form = Form.YESTERDAY
    night = "night" if form is Form.LAST_NIGHT or _part(found, words) == "night" else ""
    return DateWords(match.start(), match.end(), form, part=night)


def _amount(found: str, words: Vocabulary) -> int:
    """Return the number in "two weeks ago"; 0 for "several"."""
    ones = words.table("numbers.ones")
    for token in found.split():
        if token.isdigit() or token in ones:
            return int(token) if token.isdigit() else int(ones[token])
        if token in ("a", "an"):
            return 1
    return 0


def _unit(found: str, words: Vocabulary) -> int:
    units = words.table("calendar.units")
    return next(int(days) for name, days in units.items() if re.search(rf"\b{name}s?\b", found))


def _read_ago(match: re.Match[str], words: Vocabulary) -> DateWords | None:
    amount = _amount(match.group(), words)
    if not amount:
        return None
    return DateWords(match.start(), match.end(), Form.AGO, amount=amount, unit=_unit(match.group(), words))


def _read_later(match: re.Match[str], words: Vocabulary) -> DateWords | None:
    if re.match(words.either("calendar.words.next_day"), match.group()):
        return DateWords(match.start(), match.end(), Form.LATER, amount=1, unit=1)
    amount, unit = _amount(match.group(), words), _unit(match.group(), words)
    return DateWords(match.start(), match.end(), Form.LATER, amount=amount, unit=unit) if amount else None


def _read_past(match: re.Match[str], words: Vocabulary) -> DateWords:
    amount = max(_amount(match.group(), words), 1)
    return DateWords(match.start(), match.end(), Form.RECENT, amount=amount, unit=_unit(match.group(), words))


def _read_unit(match: re.Match[str], words: Vocabulary) -> DateWords:
    found = match.group()
    last = re.search(rf"\b{words.either('calendar.words.last')}\s", found) is not None
    part = "" if re.match(words.either("calendar.words.earlier"), found) else _part(found, words)
    return DateWords(
        match.start(), match.end(), Form.LAST if last else Form.THIS, amount=1, unit=_unit(found, words), part=part
    )


def _read_year(match: re.Match[str], words: Vocabulary) -> DateWords:
    found = match.group()
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
    "month": _read_month,
    "weekday": _read_weekday,
    "relative": _read_relative,
    "ago": _read_ago,
    "later": _read_later,
    "past": _read_past,
    "unit": _read_unit,
    "year": _read_year,
}
