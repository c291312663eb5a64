"""Which statements of a document tell of the same strike.

A story leads with its newest strike, goes back to it with "the strikes" and "Tuesday's strikes",
and recalls earlier ones. Each strike is a thread; every statement joins one or opens one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from geostrike.model import DateInterval, ReportKind
from geostrike.reports.anchors import Anchored, any_of, openers
from geostrike.reports.dates import DateWords, Form
from geostrike.reports.days import is_short, length, overlap, resolve
from geostrike.reports.places import clash
from geostrike.reports.prose import within
from geostrike.reports.sources import NEAR, Reference, Source, Statement
from geostrike.reports.threads import KEPT, Thread, agrees, is_headline_of, is_single, lineage
from geostrike.reports.vocabulary import Vocabulary, either, wide_names, word

_FRONT = 4
"""Characters before a place that opens its sentence: "In Sanaa, 11 people were killed"."""

_DAYS = (Form.DAY, Form.WEEKDAY, Form.TODAY, Form.YESTERDAY, Form.LAST_NIGHT)


class Narrative:
    """Sorts the statements of one document into threads, in reading order."""

    def __init__(self, source: Source, published: date | None) -> None:
        self._source = source
        self._published = published
        self._threads: list[Thread] = []
        self._current: Thread | None = None
        self._beside: Thread | None = None
        self._lead: Thread | None = None
        self._head: Thread | None = None
        self._sequel = False

    def tell(self, statements: Iterable[Statement]) -> list[Thread]:
        """Return the threads in the order in which they were first told."""
        for statement in statements:
            self._sequel = self._sequel or self._speaks_of_sequel(statement)
            thread = self._join(statement)
            if thread is None:
                continue
            self._add(thread, statement)
            if thread.kind is ReportKind.STRIKE:
                self._beside = self._current if self._is_aside(statement) else None
                self._current = thread
                self._lead = self._lead or thread
        return self._threads

    def _is_aside(self, statement: Statement) -> bool:
        """Whether a strike is only recalled in the sentence that tells the current one as a fact."""
        current = self._current
        if statement.reference is not Reference.EARLIER or current is None:
            return False
        return any(told.told and told.sentence is statement.sentence for told in current.statements[-1:])

    def _join(self, statement: Statement) -> Thread | None:
        """Return the thread that a statement belongs to, None where it opens none."""
        match statement.reference:
            case Reference.CAMPAIGN:
                return self._campaign(statement)
            case Reference.ITEM:
                return self._item(statement)
            case Reference.NONE | Reference.ASIDE:
                return self._continued(statement)
            case Reference.ORDINAL if statement.told:
                return self._one_of_series(statement)
            case _ if self._current is None:
                return self._open(statement)
            case _:
                return self._told_before(statement)

    def _told_before(self, statement: Statement) -> Thread | None:
        """Return the thread of a statement that has strikes before it to refer to."""
        match statement.reference:
            case Reference.SAME | Reference.DEFINITE if self._closes_list(statement):
                return self._whole_list(statement)
            case Reference.SAME | Reference.ORDINAL:
                return self._current
            case Reference.DEFINITE:
                return self._definite(statement)
            case Reference.DATED:
                return self._on_the_day(statement) or self._open(statement)
            case Reference.EARLIER | Reference.OTHER:
                return self._another(statement)
            case _:
                return self._same_facts(statement) or self._open(statement)

    def _campaign(self, statement: Statement) -> Thread | None:
        told = next((thread for thread in self._recent() if thread.kind is ReportKind.CAMPAIGN), None)
        if told is not None and not self._campaigns_differ(told, statement):
            return told
        return self._open(statement, ReportKind.CAMPAIGN) if statement.told else None

    def _campaigns_differ(self, thread: Thread, statement: Statement) -> bool:
        when = self._when(statement)
        return bool(when) and bool(thread.when) and not overlap(when, thread.when)

    def _item(self, statement: Statement) -> Thread | None:
        if not statement.told:
            return None
        if self._current is not None and self._current.ordinal >= 0:
            self._head = self._current
            if not self._head.when and self._head is not self._lead:
                self._adopt(self._head, self._lead)
        thread = self._open(statement)
        if thread is not None:
            thread.ordinal = -1
            self._adopt(thread, self._head)
        return thread

    def _closes_list(self, statement: Statement) -> bool:
        """Whether a sentence dates all lines of the list before it: "The strikes were carried out on June 7."."""
        in_list = self._current is not None and self._current.ordinal < 0
        alone = not statement.mentions and not statement.count("killed")
        return in_list and alone and bool(statement.dates) and statement.count("strikes").high != 1

    def _whole_list(self, statement: Statement) -> Thread | None:
        """Return the thread of a list as a whole, as the series that its undated lines are part of."""
        items = [thread for thread in self._recent() if thread.ordinal < 0 and not any(t.when for t in lineage(thread))]
        whole = self._open(statement) if items else self._current
        if whole is not None:
            for top in dict.fromkeys(lineage(item)[-1] for item in items):
                self._adopt(top, whole)
        return whole

    def _adopt(self, thread: Thread, parent: Thread | None) -> None:
        if parent is not None and parent is not thread:
            thread.parent = parent
            parent.children += 1

    def _continued(self, statement: Statement) -> Thread | None:
        """Return the strike that a sentence without one adds to, if it was told just before."""
        # "Jets hit a camp, after rockets had hit a town. Ten people died.": in the camp.
        told = self._beside or self._current
        if told is None or statement.sentence.rank - told.last > NEAR - 1:
            return None
        return None if statement.reference is Reference.ASIDE and self._is_elsewhere(told, statement) else told

    def _is_elsewhere(self, told: Thread, statement: Statement) -> bool:
        """Whether effects are told of another place, which opens the sentence or comes with another day."""
        when, wide = self._when(statement), wide_names(self._source.words)
        another_day = is_short(when) and bool(told.when) and not overlap(when, told.when)
        return any(
            clash(here, there, wide)
            for here in statement.mentions
            if another_day or here.start - statement.start <= _FRONT
            for there in told.mentions.values()
        )

    def _definite(self, statement: Statement) -> Thread | None:
        current, lead = self._current, self._lead
        if current and current.parent and current.ordinal > 0 and (statement.count("strikes").low or 0) > 1:
            return current.parent
        near = current if current and statement.sentence.rank - current.last <= NEAR else lead
        return self._first_fit((near, lead, *self._recent()), statement, definite=True) or self._open(statement)

    def _on_the_day(self, statement: Statement) -> Thread | None:
        when = self._when(statement)
        if not when:
            return self._current
        same_day = [thread for thread in self._strikes() if thread.when and overlap(thread.when, when)]
        undated = [thread for thread in self._strikes() if not thread.when]
        return next(iter((*same_day, *undated)), None)

    def _one_of_series(self, statement: Statement) -> Thread | None:
        """Return the thread of "the second strike" within the series that was announced."""
        series = self._series()
        told = next((t for t in self._recent() if t.parent is series and t.ordinal == statement.ordinal), None)
        if told is not None:
            return told
        if not statement.mentions and not statement.dates:
            return series if series.statements else self._open(statement)
        thread = self._open(statement)
        if thread is not None:
            thread.ordinal = statement.ordinal
            if not is_single(series):  # "a second strike" after one that was told alone is no part of it
                self._adopt(thread, series)
        return thread

    def _series(self) -> Thread:
        """Return the series that was announced, or one that the text only implies."""
        series = self._current
        while series is not None and series.parent is not None:
            series = series.parent
        if series is None:
            series = Thread(ReportKind.STRIKE)
            self._threads.append(series)
        return series

    def _another(self, statement: Statement) -> Thread | None:
        """Return an earlier or other strike: one that was told on that day, else a new one."""
        when = self._when(statement)
        others = [thread for thread in self._strikes() if thread is not self._current]
        told = next((thread for thread in others if is_short(when) and agrees(thread, statement, when)), None)
        if told is not None:
            return told
        substance = when or statement.mentions or statement.count("killed") or statement.count("strikes")
        return self._open(statement) if substance else None

    def _same_facts(self, statement: Statement) -> Thread | None:
        return self._first_fit((self._current, self._lead, *self._recent()), statement, definite=False)

    def _first_fit(self, threads: Iterable[Thread | None], statement: Statement, *, definite: bool) -> Thread | None:
        when = self._when(statement)
        wide = wide_names(self._source.words)
        for thread in threads:
            if thread is None or thread.kind is not ReportKind.STRIKE or thread.ordinal < 0:
                continue
            if definite and not is_short(when):
                # "the strikes ... forces who freed the city last year": the coarse date is of something else.
                when = DateInterval()
            apart = not definite and any(
                clash(here, there, wide) for here in statement.mentions for there in thread.mentions.values()
            )
            if agrees(thread, statement, when) and (not apart or is_headline_of(thread, statement)):
                return thread
        return None

    def _recent(self) -> list[Thread]:
        """Return the strikes told first and last: a long list of strikes is not held against all of itself."""
        threads = self._threads
        return threads if len(threads) <= 2 * KEPT else [*threads[:KEPT], *threads[-KEPT:]]

    def _strikes(self) -> list[Thread]:
        return [thread for thread in self._recent() if thread.kind is ReportKind.STRIKE]

    def _open(self, statement: Statement, kind: ReportKind = ReportKind.STRIKE) -> Thread | None:
        if not statement.told:
            return None
        thread = Thread(kind)
        self._threads.append(thread)
        return thread

    def _add(self, thread: Thread, statement: Statement) -> None:
        if statement.reference is Reference.ASIDE:
            # What it names may be where the wounded were taken, or when somebody died.
            statement = replace(statement, dates=(), mentions=())
        thread.add(statement)
        if thread.kind is ReportKind.CAMPAIGN:
            self._span(thread, statement)
            return
        for words in statement.dates:
            self._date(thread, words, self._resolve(words, statement))
            if statement.reference in (Reference.NEW, Reference.EARLIER):
                break  # of several dates in one stretch the first is the strike's

    def _date(self, thread: Thread, words: DateWords, when: DateInterval) -> None:
        """Take a date over where it is the first or the tighter one, and say so where it is another day."""
        agrees = overlap(when, thread.when)
        if thread.dated is None or (when and not thread.when) or (agrees and length(when) < length(thread.when)):
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

    def _when(self, statement: Statement) -> DateInterval:
        """Return the date of a statement: the first that is known to a day, else the first at all."""
        found = [self._resolve(words, statement) for words in statement.dates]
        return next((when for when in found if is_short(when)), next(iter(found), DateInterval()))

    def _text(self, words: DateWords) -> str:
        return self._source.text[words.start : words.end]

    def _resolve(self, words: DateWords, statement: Statement) -> DateInterval:
        return resolve(
            words, self._text(words), self._published, self._bound(words, statement), self._before(words, statement)
        )

    def _before(self, words: DateWords, statement: Statement) -> DateInterval | None:
        """Return the day that "a day later" counts from: one stated in the sentence, else the strike told before."""
        if words.form in (Form.LATER, Form.AHEAD):
            stated = within(self._source.dates, statement.sentence.start, words.start)
            days = [self._source.dates[index] for index in stated if self._source.dates[index].form in _DAYS]
            if days:
                return resolve(days[-1], self._text(days[-1]), self._published)
        return self._current.when if self._current else None

    def _bound(self, words: DateWords, statement: Statement) -> date | None:
        """Return the last day that the story's order leaves for a date, None where it says nothing.

        A strike told after the lead is no later than the lead if it is recalled ("since", "the
        last strike"), if the lead is called the second or latest, or if its weekday is that of
        publication and the lead is older than a day: a story of that very day would have led with it.
        """
        lead = self._lead
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
        on_lead = lead.when.start is not None and overlap(lead.when, resolve(words, "", self._published))
        return lead.when.end if (recalled or same_weekday) and not on_lead else None

    def _is_later(self, statement: Statement) -> bool:
        return _later(self._source.words).search(self._source.folded, statement.start, statement.end) is not None

    def _speaks_of_sequel(self, statement: Statement) -> bool:
        """Whether the story calls its strike the second or latest, so that others came before."""
        sequel = _sequel(self._source.words)
        return sequel.search(self._source.folded, statement.start, statement.sentence.end) is not None


@cache
def _later(words: Vocabulary) -> Anchored:
    return any_of(words, "reference.later")


@cache
def _sequel(words: Vocabulary) -> Anchored:
    later = [ordinal for ordinal, rank in words.table("reference.ordinals").items() if rank > 1]
    ranks = either((*later, *words.words("reference.latest")))
    pattern = word(rf"{ranks}\s(?:\w{{1,12}}\s)?{words.either('reference.sequence')}")
    return Anchored(pattern, openers(words, "reference.ordinals", "reference.latest"))
