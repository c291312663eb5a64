"""When each strike of a document was, by its words and by the order in which a story tells."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from geostrike.model import DateInterval, ReportKind
from geostrike.reports.belonging.own_dates import fronted_date, opens_speech
from geostrike.reports.belonging.tellings import is_fronted, told_on
from geostrike.reports.dates.days import is_short, length, overlap, resolve
from geostrike.reports.dates.expressions import SINGLE_DAYS, DateWords, Form
from geostrike.reports.sources import NEAR, Reference, Source, Statement
from geostrike.reports.story.apart import is_apart, is_placed
from geostrike.reports.story.news import looks_back
from geostrike.reports.story.threads import KEPT, Thread, lineage
from geostrike.reports.text.anchors import Anchored, openers
from geostrike.reports.text.prose import within
from geostrike.reports.text.vocabulary import Vocabulary, either, word

_FRESH = (Reference.NEW, Reference.OTHER, Reference.DEFINITE, Reference.ORDINAL, Reference.ITEM)
"""How words refer to a strike that may be told along with the one before it."""


_RELATIVE = (Form.TODAY, Form.YESTERDAY, Form.LAST_NIGHT)

STALE = timedelta(days=31)
"""A strike that is longer past than this, or known to such a month only, is no news."""


WEEK = timedelta(days=7)
"""Within so long a strike is news; a release may be as late, and one that tells of an older day leads with it."""

_WELL_BEFORE = timedelta(days=2)
"""Least time from a strike to the day on which another one is news."""


class Timeline:
    """The days of one document's strikes, in reading order.

    `lead` is the first strike told, `current` the last one.
    """

    def __init__(self, source: Source, published: date | None) -> None:
        self._source = source
        self._published = published
        self._sequel = False
        self.lead: Thread | None = None
        self.current: Thread | None = None

    def note(self, statement: Statement) -> None:
        """Note whether the story calls its strike the second or latest, so that others came before."""
        sequel = _sequel(self._source.words)
        self._sequel = self._sequel or bool(sequel.search(self._source.folded, statement.start, statement.sentence.end))

    def follow(self, thread: Thread) -> None:
        """Go on to the strike that was told last."""
        self.current = thread
        self.lead = self.lead or thread

    def take(self, thread: Thread, statement: Statement) -> None:
        """Take a statement's dates for its thread."""
        if thread.kind is ReportKind.CAMPAIGN:
            self._span(thread, statement)
            return
        for words in statement.dates:
            when = self._resolve(words, statement)
            if thread.spoken and is_short(when):
                thread.dated, thread.spoken = None, False
            self._date(thread, words, when)
            if is_short(thread.when) and statement.reference in (Reference.NEW, Reference.EARLIER):
                thread.spoken = opens_speech(self._source, statement.start, statement.end, words)
                break  # of several days in one stretch the first is the strike's: "the third in May ... on May 4"

    def borrow(self, thread: Thread, statement: Statement) -> None:
        """Take the day of the strike told before for one that gives none and is told along with it.

        "Jets bombed Zabid on Sunday, killing 12. In Bajil, a strike on a farm killed five."
        """
        current = self.current
        listed = thread.parent is not None or thread.ordinal < 0
        if current is None or listed or thread.kind is not ReportKind.STRIKE or thread.dated:
            return
        told = next((each for each in lineage(current) if each.dated or each.borrowed), current)
        words = told.dated or told.borrowed
        near = statement.sentence.rank - current.last < NEAR and not statement.sentence.headline
        fresh = statement.told and statement.reference in _FRESH
        placed = is_placed(self._source, statement.mentions, more_than=1)
        several = (statement.count("strikes").low or 0) > 1
        if words and told.is_on_a_day() and near and fresh and (placed or several or statement.count("killed")):
            thread.when, thread.borrowed = told.when, words

    def is_set_against_news(self, statement: Statement) -> bool:
        """Whether the date that opens it sets a strike against news without one: "A month ago, planes hit a port".

        So does a day well before the news: "A drone killed two, officials said on Monday. On Thursday, jets hit ...".
        """
        if statement.reference is not Reference.NEW or self.lead is None or self.lead.when or statement.count("killed"):
            return False
        fronted = fronted_date(self._source, statement.start, statement.end)
        if fronted is None:
            return False
        when = self.when(statement)
        if not is_short(when):
            return fronted.form in (Form.AGO, Form.LAST)
        told = (told_on(self._source, each.sentence.start, each.sentence.end) for each in self.lead.statements[:KEPT])
        news = next((resolve(day, "", self._published).start for day in told if day is not None), None)
        return news is not None and when.end is not None and news - when.end >= _WELL_BEFORE

    def is_after_told(self, statement: Statement) -> bool:
        """Whether it came so long after the one told before it, or before: "an hour later jets hit the port".

        "A group said on Sunday that a day earlier jets had hit the port" counts from the day of saying it.
        """
        return any(
            words.form is Form.LATER
            and (words.amount or not words.unit)
            and not (words.amount < 0 and self._single_days(statement.sentence.start, words.start))
            for words in statement.dates
        )

    def is_old(self, thread: Thread, statement: Statement, when: DateInterval) -> bool:
        """Whether a strike long past is told after news that gives no day: "In May last year, a missile killed 33"."""
        telling = (told.sentence for told in thread.statements if told.told and not told.sentence.headline)
        news = any(not looks_back(self._source, sentence) for sentence in telling)
        if not news or thread.when:
            return False
        return self.is_stale(when) or self._is_recall(statement, when) or self._is_no_news(thread, statement, when)

    def _is_no_news(self, thread: Thread, statement: Statement, when: DateInterval) -> bool:
        """Whether a day over a week past opens the sentence, with dead of its own: "On 2 May, a raid killed 135"."""
        past = self._published is not None and when.end is not None and self._published - when.end > WEEK
        return thread.has_other_dead(statement) and past and is_dated_first(self._source, statement)

    def _is_recall(self, statement: Statement, when: DateInterval) -> bool:
        """Whether a month or more opens the sentence, or a date heads its line: "July 19 - A drone killed 15"."""
        if not when or not is_dated_first(self._source, statement):
            return False
        return not is_short(when) or _dash().match(self._source.folded, statement.dates[0].end) is not None

    def is_stale(self, when: DateInterval) -> bool:
        """Whether a date was no news any more on the day of publication."""
        return self._published is not None and when.end is not None and self._published - when.end > STALE

    def when(self, statement: Statement) -> DateInterval:
        """Return the date of a statement: the first that is known to a day, else the first at all."""
        found = [self._resolve(words, statement) for words in statement.dates]
        return next((when for when in found if is_short(when)), next(iter(found), DateInterval()))

    def _date(self, thread: Thread, words: DateWords, when: DateInterval) -> None:
        """Take a date over where it is the first or the tighter one, and say so where it is another day.

        A night that is told first stays: "on Saturday night. The United Nations condemned the raid on Sunday".
        """
        agrees = overlap(when, thread.when)
        at_night = thread.dated is not None and thread.dated.part.startswith("night")
        tighter = agrees and length(when) < length(thread.when) and not at_night
        if thread.dated is None or (when and not thread.when) or tighter:
            thread.when, thread.dated = when, words
        elif is_short(when) and not agrees and len(thread.remarks) < KEPT:
            thread.remarks.append(f"the text also says {self._text(words)!r} of it, which is another day")

    def _span(self, thread: Thread, statement: Statement) -> None:
        """Date a campaign from its first to its last stated day; the start counts back from the end."""
        if not statement.dates:
            return
        last = self._resolve(statement.dates[-1], statement)
        first = last
        if len(statement.dates) > 1 and last:
            words = statement.dates[0]
            first = resolve(words, self._text(words), last.end)
        if not last or not first or first.start is None or last.end is None or first.start > last.end:
            thread.when = thread.when or last
            return
        joined = self._source.text[statement.dates[0].start : statement.dates[-1].end]
        edtf = last.edtf if first == last else f"{first.start.isoformat()}/{last.end.isoformat()}"
        thread.when = DateInterval(first.start, last.end, edtf, joined, rule=last.rule)
        thread.dated = statement.dates[0]

    def _text(self, words: DateWords) -> str:
        return self._source.text[words.start : words.end]

    def _resolve(self, words: DateWords, statement: Statement) -> DateInterval:
        clock = self._published
        if words.form in _RELATIVE and clock is not None:
            clock = self._speakers_day(words, statement) or clock
        when = resolve(words, self._text(words), clock, self._bound(words, statement), self._before(words, statement))
        if clock == self._published and self._is_of_another_day(words, statement, when):
            return DateInterval(text=when.text, reason="counts from the day on which it was said, which is not known")
        return when

    def _speakers_day(self, words: DateWords, statement: Statement) -> date | None:
        """Return the day on which somebody said a relative day: "Today's raid was a mistake," he said on Tuesday."""
        sentences, rank = self._source.sentences, statement.sentence.rank
        quoted = self._is_quoted(words, statement)
        if not quoted and words.form is not Form.LAST_NIGHT:
            return None
        for sentence in reversed(sentences[max(0, rank - NEAR) if quoted else rank : rank + 1]):
            told = told_on(self._source, sentence.start, sentence.end)
            if told is not None:
                return resolve(told, "", self._published).start
        return None

    def _is_quoted(self, words: DateWords, statement: Statement) -> bool:
        """Whether words stand between quotation marks, which may have opened in a sentence before."""
        sentence = statement.sentence
        before = self._source.folded.count('"', sentence.start, words.start)
        behind = self._source.folded.count('"', words.end, sentence.end)
        return before % 2 == 1 or (not before and behind % 2 == 1)

    def _is_of_another_day(self, words: DateWords, statement: Statement, when: DateInterval) -> bool:
        """Whether a speaker's "today" cannot be the day of publication, for the strike told was on another."""
        current = self.current
        if words.form not in _RELATIVE or current is None or not current.is_on_a_day():
            return False
        return not overlap(when, current.when) and self._is_quoted(words, statement)

    def _before(self, words: DateWords, statement: Statement) -> DateInterval | None:
        """Return the day that "a day later" counts from: one stated in the sentence, else the strike told before."""
        if words.form in (Form.LATER, Form.AHEAD):
            days = self._single_days(statement.sentence.start, words.start)
            before = words.form is Form.LATER and words.amount < 0
            if not days and before and (self.current is None or not self.current.when):
                # "A drone fired on them the day before, the general said on Friday".
                days = self._single_days(words.end, statement.sentence.end)[:1]
            if not days and statement.sentence.rank and (self.current is None or not self.current.when):
                # "Gunmen attacked a bus on Sunday. Hours later, jets bombed camps".
                last = self._source.sentences[statement.sentence.rank - 1]
                days = self._single_days(last.start, last.end)
            if days:
                return resolve(days[-1], self._text(days[-1]), self._published)
        return self.current.when if self.current else None

    def _single_days(self, start: int, end: int) -> list[DateWords]:
        return [words for words in within(self._source.dates, start, end) if words.form in SINGLE_DAYS]

    def _bound(self, words: DateWords, statement: Statement) -> date | None:
        """Return the last day that the story's order leaves for a date, None where it says nothing.

        A strike told after the lead is no later than the lead if it is recalled ("since", "the
        last strike"), if the lead is called the second or latest, or if its weekday is that of
        publication and the lead is older than a day: a story of that very day would have led with it.
        """
        lead = self.lead
        if words.form is not Form.WEEKDAY or self._published is None or lead is None or lead.when.end is None:
            return None
        if (
            any(statement is told for told in lead.statements[-1:])
            or not lead.is_on_a_day()
            or self._is_later(statement)
        ):
            return None
        recalled = statement.reference is Reference.EARLIER or self._sequel
        older = self._published - lead.when.end > timedelta(days=1)
        same_weekday = words.weekday == self._published.weekday() and older
        beside = statement.sentence is lead.statements[-1].sentence if lead.statements else False
        if statement.reference is Reference.NEW and (beside or is_apart(self._source, lead, statement)):
            same_weekday = False  # told in the order of the days: "on Monday in Tank. On Wednesday, jets hit Zaranj"
        on_lead = lead.when.start is not None and overlap(lead.when, resolve(words, "", self._published))
        return lead.when.end if (recalled or same_weekday) and not on_lead else None

    def _is_later(self, statement: Statement) -> bool:
        return self._source.has(statement.start, statement.end, "reference.later")


def is_dated_first(source: Source, statement: Statement) -> bool:
    """Whether a date opens the sentence, and so is that of what it tells: "Last week, the air strikes hit ..."."""
    return any(is_fronted(source, statement.start, words) for words in statement.dates)


@cache
def _dash() -> re.Pattern[str]:
    return re.compile(r"\s?[-–—:]\s")


@cache
def _sequel(words: Vocabulary) -> Anchored:
    later = [ordinal for ordinal, rank in words.table("reference.ordinals").items() if rank > 1]
    ranks = either((*later, *words.words("reference.latest")))
    pattern = word(rf"{ranks}\s(?:\w{{1,12}}\s)?{words.either('reference.sequence')}")
    return Anchored(pattern, openers(words, "reference.ordinals", "reference.latest"))
