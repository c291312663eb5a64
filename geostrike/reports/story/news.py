"""When a strike was that is told as news without its day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from geostrike.model import UNCERTAIN, DateInterval, ReportKind
from geostrike.reports.belonging.tellings import NEWS_DAYS
from geostrike.reports.dates.days import resolve
from geostrike.reports.dates.expressions import SINGLE_DAYS, DateWords, Form
from geostrike.reports.sources import NEAR, Reference, Source
from geostrike.reports.story.threads import Thread, lineage
from geostrike.reports.text.prose import Sentence, within
from geostrike.reports.text.vocabulary import Vocabulary

_BEFORE = 70
"""Characters before a date in which words say whose date it is."""

_DAY = timedelta(days=1)

_COUNTED = (Form.LATER, Form.AHEAD)
"""Forms that count from a day which the text may not give."""

_NAMED_BEFORE = "told as news: the day that the sentence before it names"

_AS_TOLD, _OR_BEFORE = "the day on which it was told", "or the one before"
"""How the days of news are found."""


def date_by_news(threads: Sequence[Thread], source: Source, published: date | None) -> None:
    """Date the strikes that a text is about, where it gives no day for any, by the day on which each was news.

    "A warplane struck the airport, an official said on Wednesday": that day, in nearly all news, or the one before.
    Where no day of telling is named either it is that of publication, which is uncertain. Beside "a separate attack on
    Friday" the day of telling counts alone.
    """
    dated = [thread for thread in threads if any(each.is_on_a_day() for each in lineage(thread))]
    if any(thread.statements[0].reference is not Reference.OTHER for thread in dated):
        return
    for thread in threads:
        near = [] if thread in dated else _sentences(thread, source)
        if not near or any(looks_back(source, each) for each in near):
            continue
        told = next((words for each in near for words in _told_on(source, each.start, each.end)), None)
        if told is None and dated:
            continue
        day = published if told is None else resolve(told, "", published).end
        if day is None:
            continue
        if told is None:
            thread.when, thread.dated = _of_day_before_it(thread, source, day) or (_of_publication(day), None)
        else:
            thread.when, thread.dated = _of_telling(day, source.text[told.start : told.end], published), told


def _sentences(thread: Thread, source: Source) -> list[Sentence]:
    """Return the sentences that tell a strike as news and those beside them, none of a strike that has its time."""
    told = next((each for each in thread.statements if each.told and not each.sentence.headline), None)
    if told is None or told.reference in (Reference.EARLIER, Reference.SAME) or thread.kind is ReportKind.CAMPAIGN:
        return []
    # "Earlier in the day" says when only where the day of another strike is told.
    if any(each.borrowed or (each.dated and each.dated.form not in _COUNTED) for each in lineage(thread)):
        return []
    rank = told.sentence.rank
    near = [each.sentence for each in thread.statements if 0 <= each.sentence.rank - rank < NEAR]
    return [*near, *source.sentences[max(0, rank - 1) : rank]]


def _told_on(source: Source, start: int, end: int) -> Iterator[DateWords]:
    """Yield the days on which news was told: "a warplane struck an airport, an official said on Wednesday"."""
    words = source.words
    for each in within(source.dates, start, end):
        before = source.folded[max(start, each.start - _BEFORE) : each.start]
        said = _news_before(words).search(before) or _news_after(words).match(source.folded, each.end)
        if each.form in NEWS_DAYS and said:
            yield each


def _of_telling(day: date, text: str, published: date | None) -> DateInterval:
    """Return the day of telling; what was told on the day of publication itself may be of the day before."""
    if published is not None and day < published:
        return DateInterval(day, day, day.isoformat(), text, rule=_AS_TOLD)
    return DateInterval(day - _DAY, day, f"{day - _DAY}/{day}", text, rule=f"{_AS_TOLD}, {_OR_BEFORE}")


def _of_day_before_it(thread: Thread, source: Source, day: date) -> tuple[DateInterval, DateWords] | None:
    """Return which of the two days of news the sentence before a strike names: "... on Monday. Jets hit the port"."""
    rank = next(each.sentence.rank for each in thread.statements if each.told and not each.sentence.headline)
    for before in source.sentences[max(0, rank - 1) : rank]:
        for words in within(source.dates, before.start, before.end):
            named = resolve(words, "", day)
            if words.form in SINGLE_DAYS and named.start == named.end and named.end in (day - _DAY, day):
                return replace(named, rule=_NAMED_BEFORE), words
    return None


def _of_publication(day: date) -> DateInterval:
    """Return the day of publication with the one before it, which are uncertain."""
    edtf = f"{day - _DAY}{UNCERTAIN}/{day}{UNCERTAIN}"
    return DateInterval(day - _DAY, day, edtf, rule=f"told as news: the day of publication, {_OR_BEFORE}")


def looks_back(source: Source, sentence: Sentence) -> bool:
    """Whether a sentence stands in a story on what is past: an inquiry, an anniversary, a toll that rose."""
    return source.has(sentence.start, sentence.end, "actors.looks_back")


@cache
def _news_before(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of telling, up to its day: "told reporters on", "said late"."""
    on = words.either("function.on", "calendar.words.late", "calendar.words.early")
    whom = rf"(?:(?!{words.either('function.that_clause', 'function.it')}\b)[\w.'-]{{1,18}}\s){{0,4}}"
    return re.compile(rf"(?<![\w-]){words.either('actors.news')}\s{whom}(?:{on}\s){{0,2}}$")


@cache
def _news_after(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\s{words.either('actors.news')}(?![\w-])")
