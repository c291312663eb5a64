"""When a story was filed, by its own dateline or byline, and which of its dates say no more than that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from geostrike.lang.datelines import dateline_at
from geostrike.reports.dates.days import resolve
from geostrike.reports.dates.expressions import DateWords, Form
from geostrike.reports.sources import Source
from geostrike.reports.text.prose import first_within, line_round, within
from geostrike.reports.text.vocabulary import Vocabulary

_HEAD = 1_000
"""Characters of a text in which its dateline or byline stands."""

_NEAR = 80
"""Characters from the start of a line within which a dateline has its date."""

_BYLINE, _BYLINE_WORDS = 120, 8
"""Most characters of a byline, and most words in it beside its date."""

_WIRE = timedelta(days=7)
"""Longest time from filing to publication of a story whose dateline leaves out the year."""

MARKS = " \"'-—*•"
"""What may stand before a date that opens a line or stretch."""


def clock(source: Source, published: date | None) -> date | None:
    """Return the day that a story's relative words count from: its dateline's, else the day of publication.

    A story of which it is not known when it was published is dated by its byline: "By Staff, March 16, 2018".
    """
    head = within(source.dates, 0, _HEAD)
    filed = next(_filed(source, head, published), None)
    if filed is not None or published is not None:
        return filed or published
    return next(_signed(source), None)


def is_filing(source: Source, start: int, words: DateWords) -> bool:
    """Whether a date in a line or stretch only says when the story was filed.

    "Sabha, 20 November:", "May 6: Command announces strikes", or of what days a digest tells: "28 Mar - 3 Apr: ...".
    """
    if words.start - start > _NEAR:
        return False
    if _is_lone(source, start, words):
        digest = words.day2 and source.folded.startswith(":", words.end)
        if (
            digest
            or source.at(_announces, words.end)
            or _is_byline(source, words)
            or _hour(source.words).match(source.text, words.end)
        ):
            return True
    return _is_in_dateline(source, start, words)


def _is_in_dateline(source: Source, start: int, words: DateWords) -> bool:
    """Whether a date is part of a dateline, which names more than a day: "March 4, 2024 (NYALA) -"."""
    line = dateline_at(source.text, start)
    if line is None or words.end > line.end:
        return False
    return not _is_lone(source, start, words) or _letters().search(source.text, words.end, line.end) is not None


def heads(source: Source, start: int, words: DateWords) -> bool:
    """Whether a date heads what is told: "21 October - Typhoons struck", not "March 4, 2024 (NYALA) - Jets bombed"."""
    lone = _is_lone(source, start, words)
    return lone and _end().match(source.text, words.end) is not None and not _is_in_dateline(source, start, words)


def _is_lone(source: Source, start: int, words: DateWords) -> bool:
    return not source.text[start : words.start].strip(MARKS)


def _is_byline(source: Source, words: DateWords) -> bool:
    """Whether a date with its year stands alone on a line at the head of a text, and no other does: no chronicle."""
    if words.year is None or words.start > _HEAD or not _fills_line(source, words):
        return False
    return sum(each.year is not None and _fills_line(source, each) for each in source.dates) == 1


def _fills_line(source: Source, words: DateWords) -> bool:
    start, end = line_round(source.text, words.start, words.end)
    return not (source.text[start : words.start] + source.text[words.end : end]).strip(MARKS)


def _filed(source: Source, head: list[DateWords], published: date | None) -> Iterator[date]:
    """Yield the days of a text's datelines."""
    for words in head:
        start, _ = line_round(source.text, words.start, words.end)
        if words.form is not Form.DAY or words.day2 or not is_filing(source, start, words):
            continue
        day = _day(source, words, published)
        if day is None:
            continue
        if published is None or words.year is not None or timedelta(0) <= published - day <= _WIRE:
            yield day


def _signed(source: Source) -> Iterator[date]:
    """Yield the days of a text's bylines, those first that say that it was published then."""
    lines = [line for line in (_byline(source, words) for words in source.dates) if line is not None]
    for issued in (True, False):
        for day, says_so in lines:
            if says_so is issued:
                yield day


def _byline(source: Source, words: DateWords) -> tuple[date, bool] | None:
    """Return the day of a byline, and whether it is said to be that of publication; None of another line."""
    if words.form is not Form.DAY or words.year is None or words.day2:
        return None
    start, end = line_round(source.text, words.start, words.end)
    if end - start > _BYLINE or first_within(source.triggers, start, end) is not None:
        return None
    issued = source.has(start, end, "actors.issued")
    beside = source.text[start : words.start] + source.text[words.end : end]
    plain = (
        words.start < _HEAD and len(_letters().findall(beside)) <= _BYLINE_WORDS and not beside.rstrip().endswith(".")
    )
    day = _day(source, words, None) if issued or plain else None
    return None if day is None else (day, issued)


def _day(source: Source, words: DateWords, published: date | None) -> date | None:
    return resolve(words, source.text[words.start : words.end], published).start


@cache
def _end() -> re.Pattern[str]:
    """Return the pattern of what parts a day from what it heads: "20 November:", "Jan 15 -"; a line's end does too."""
    return re.compile(r"\s?[,)]?\s?(?:—|--|–|(?<=[\s)])-|:\s(?=[A-Z])|:?[ \t]{0,3}(?:\n|$))\s?")


@cache
def _announces(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of who tells, behind the day of telling: ": Command announces strikes"."""
    return re.compile(rf":\s(?:[\w.'-]{{1,16}}\s){{1,4}}?{words.either('actors.announces')}(?![\w-])")


@cache
def _hour(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf",?\s(?:{words.either('calendar.words.at_hour')}\s)?\d{{1,2}}:\d\d")


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]{2,}")
