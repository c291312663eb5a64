"""Which statements of a document tell of the same strike.

A story leads with its newest strike, goes back to it with "the strikes" and "Tuesday's strikes",
and recalls earlier ones. Each strike is a thread; every statement joins one or opens one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from geostrike.model import DateInterval, ReportKind, toponyms
from geostrike.reports.belonging.places import WIDE, clash, precision, share_name
from geostrike.reports.dates.days import is_short, overlap
from geostrike.reports.dates.expressions import Form
from geostrike.reports.sentences.arms import is_vague
from geostrike.reports.sentences.references import names_same_site
from geostrike.reports.sources import NEAR, Reference, Source, Statement
from geostrike.reports.story.apart import (
    back_there,
    has_substance,
    is_beyond,
    is_elsewhere,
    is_long_before,
    is_named_later,
    is_of_one_town,
    is_one_more,
    is_there,
    is_volley,
    opens_elsewhere,
)
from geostrike.reports.story.sums import is_opening_sum, is_single, share_sums, sums_up
from geostrike.reports.story.threads import KEPT, Thread, agrees, is_headline_of, is_of_other_days, lineage
from geostrike.reports.story.timeline import Timeline, is_fronted
from geostrike.reports.text.vocabulary import wide_names


class Narrative:
    """Sorts the statements of one document into threads, in reading order."""

    def __init__(self, source: Source, published: date | None) -> None:
        self._source = source
        self._time = Timeline(source, published)
        self._threads: list[Thread] = []
        self._beside: Thread | None = None
        self._head: Thread | None = None

    def tell(self, statements: Iterable[Statement]) -> list[Thread]:
        """Return the threads in the order in which they were first told."""
        for told in statements:
            statement = self._placed(told)
            self._time.note(statement)
            thread = self._campaign_before(statement) or self._join(statement)
            if thread is None:
                continue
            opens = not thread.statements
            self._add(thread, statement)
            if opens and not thread.when:
                self._time.borrow(thread, statement)
            if thread.kind is ReportKind.STRIKE:
                self._beside = self._time.current if self._is_aside(statement) else None
                self._time.follow(thread)
        share_sums(self._strikes(), self._source)
        return self._threads

    def _placed(self, statement: Statement) -> Statement:
        """Return another strike with the place that it points back to: "another strike on the same town killed six".

        What is told of another place after their sum is one of them: "jets killed 11 in the province. ... Three more
        were killed in Jabala".
        """
        if self._time.is_set_against_news(statement):
            return replace(statement, reference=Reference.EARLIER)
        current, words = self._time.current, self._source.words
        if statement.reference is Reference.ASIDE and self._is_one_of_sum(statement):
            return replace(statement, reference=Reference.SHARE, told=True)
        if statement.reference is not Reference.OTHER or statement.mentions or current is None or not current.mentions:
            return statement
        back = back_there(words).search(self._source.folded, statement.start, statement.end)
        return replace(statement, mentions=tuple(current.mentions.values())[:1]) if back else statement

    def _is_one_of_sum(self, statement: Statement) -> bool:
        lead, current = self._time.lead, self._time.current
        if lead is None or current is None or not sums_up(lead, statement, self._source):
            return False
        if any(toponym.anaphoric for mention in statement.mentions for toponym in toponyms(mention.locality)):
            return False  # "the toll in the capital has risen to 33"
        return not current.mentions or self._time.is_apart(current, statement)

    def _is_aside(self, statement: Statement) -> bool:
        """Whether a strike is only recalled in the sentence that tells the current one as a fact."""
        current = self._time.current
        if statement.reference is not Reference.EARLIER or current is None:
            return False
        return any(told.told and told.sentence is statement.sentence for told in current.statements[-1:])

    def _join(self, statement: Statement) -> Thread | None:
        """Return the thread that a statement belongs to, None where it opens none."""
        match statement.reference:
            case Reference.CAMPAIGN:
                return self._campaign(statement)
            case Reference.ITEM | Reference.SHARE:
                return self._item(statement) if statement.reference is Reference.ITEM else self._share(statement)
            case Reference.NONE | Reference.ASIDE:
                return self._continued(statement)
            case Reference.ORDINAL if statement.told:
                return self._one_of_series(statement)
            case _ if self._time.current is None:
                return self._open(statement)
            case _:
                return self._told_before(statement)

    def _told_before(self, statement: Statement) -> Thread | None:
        """Return the thread of a statement that has strikes before it to refer to."""
        match statement.reference:
            case Reference.SAME | Reference.DEFINITE if self._closes_list(statement):
                return self._whole_list(statement)
            case Reference.SAME | Reference.ORDINAL:
                return self._open(statement) if is_long_before(self._time, statement) else self._time.current
            case Reference.DEFINITE:
                return self._definite(statement)
            case Reference.DATED:
                return self._on_the_day(statement) or self._open(statement)
            case _ if statement.reference in (Reference.EARLIER, Reference.OTHER) or _is_later(statement):
                return self._another(statement)
            case _:
                return self._same_facts(statement) or self._same_site(statement) or self._one_more(statement)

    def _one_more(self, statement: Statement) -> Thread | None:
        """Return a new strike, as part of the sum told first: "two raids killed 31. On Sunday, jets hit Ibb"."""
        thread, lead = self._open(statement), self._time.lead
        if thread is not None and lead is not None and is_opening_sum(lead) and sums_up(lead, statement, self._source):
            self._adopt(thread, lead)
        return thread

    def _campaign(self, statement: Statement) -> Thread | None:
        told = next((thread for thread in self._recent() if thread.kind is ReportKind.CAMPAIGN), None)
        if told is not None and not self._campaigns_differ(told, statement):
            return told
        return self._open(statement, ReportKind.CAMPAIGN) if statement.told else None

    def _campaign_before(self, statement: Statement) -> Thread | None:
        """Return the campaign that the sentence before told of: "AFRICOM flew 495 strikes. The strikes killed 800"."""
        last, current = statement.sentence.rank - 1, self._time.current
        back = statement.reference in (Reference.SAME, Reference.DEFINITE)
        if (
            not (back and statement.told)
            or is_short(self._time.when(statement))
            or (current is not None and current.last >= last)
        ):
            return None
        campaigns = (thread for thread in self._recent() if thread.kind is ReportKind.CAMPAIGN)
        return next((thread for thread in campaigns if thread.last == last), None)

    def _campaigns_differ(self, thread: Thread, statement: Statement) -> bool:
        when = self._time.when(statement)
        return bool(when) and bool(thread.when) and not overlap(when, thread.when)

    def _item(self, statement: Statement) -> Thread | None:
        if not statement.told:
            return None
        if not statement.mentions and statement.dates and (told := self._on_the_day(statement)) is not None:
            return told
        current = self._time.current
        if current is not None and current.ordinal >= 0:
            if self._time.is_apart(current, statement):
                return self._open(statement)  # a story's points: "- A July 3 strike in Ghat", after one in Ubari
            self._head = current
            if not self._head.when and self._head is not self._time.lead:
                self._adopt(self._head, self._time.lead)
        thread = self._open(statement)
        if thread is not None:
            thread.ordinal = -1
            self._adopt(thread, self._head)
        return thread

    def _share(self, statement: Statement) -> Thread | None:
        """Return the thread of one place of a row, as part of the strikes that it shares out, or beside the one before.

        "Jets struck across Gaza on Tuesday. Seventeen died in Khan Younis, eight in Nuseirat and five in Rafah".
        """
        current, wide = self._time.current, wide_names(self._source.words)
        if current is None:
            return self._open(statement)
        if statement.sentence.rank - current.last >= NEAR:
            return None
        top = lineage(current)[-1]
        announced = not any(precision(mention, wide) > WIDE for mention in top.mentions.values())
        beside = statement.sentence is current.statements[-1].sentence
        when = self._time.when(statement)
        for told in (current, *reversed(self._strikes())):
            places = told.mentions.values()
            pairs = [(here, there) for here in statement.mentions for there in places]
            apart = any(clash(*pair, wide) for pair in pairs)
            shared = not apart and any(share_name(*pair, wide) for pair in pairs)
            if shared and (told is current or agrees(told, statement, when)):
                return told
        lead = self._time.lead
        summed = lead is not None and sums_up(lead, statement, self._source)
        if not (announced or beside or summed or not current.dead):
            return None
        thread = self._open(statement)
        if thread is not None and announced:
            self._adopt(thread, top)
        day = lead if summed and lead is not None else top
        if thread is not None and not statement.dates and day.is_on_a_day():
            thread.when, thread.borrowed = day.when, day.dated or day.borrowed
        return thread

    def _closes_list(self, statement: Statement) -> bool:
        """Whether a sentence dates all lines of the list before it: "The strikes were carried out on June 7."."""
        in_list = self._time.current is not None and self._time.current.ordinal < 0
        alone = not statement.mentions and not statement.count("killed")
        return in_list and alone and bool(statement.dates) and statement.count("strikes").high != 1

    def _whole_list(self, statement: Statement) -> Thread | None:
        """Return the thread of a list as a whole, as the series that its undated lines are part of."""
        items = [thread for thread in self._recent() if thread.ordinal < 0 and not any(t.when for t in lineage(thread))]
        whole = self._open(statement) if items else self._time.current
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
        told = self._beside or self._time.current
        if told is None or statement.sentence.rank - told.last > NEAR - 1:
            return None
        if (statement.reference is Reference.ASIDE or statement.count("killed")) and is_elsewhere(
            told, statement, self._time.when(statement), self._source.words
        ):
            return None
        if statement.reference is Reference.ASIDE:
            return told
        return self._goes_back(told, statement) or told

    def _goes_back(self, told: Thread, statement: Statement) -> Thread | None:
        """Return the lead where its day is named after one recalled: "The convoy was not the only target on Monday"."""
        when, lead = self._time.when(statement), self._time.lead
        if lead is None or not is_short(when) or not told.when or overlap(when, told.when):
            return None
        return lead if overlap(when, lead.when) else None

    def _definite(self, statement: Statement) -> Thread | None:
        current, lead = self._time.current, self._time.lead
        if current and current.parent and current.ordinal > 0 and (statement.count("strikes").low or 0) > 1:
            return current.parent
        near = (self._beside or current) if current and statement.sentence.rank - current.last <= NEAR else lead
        there = (thread for thread in self._strikes() if thread.children == 0 and is_there(thread, statement))
        told = self._first_fit((*there, near, lead, *self._recent()), statement, definite=True)
        placed = any(precision(mention, wide_names(self._source.words)) > 1 for mention in statement.mentions)
        return told or (self._open(statement) if placed or not is_vague(self._source, statement) else None)

    def _on_the_day(self, statement: Statement) -> Thread | None:
        when = self._time.when(statement)
        if not when:
            return self._time.current
        same_day = [thread for thread in self._strikes() if thread.when and overlap(thread.when, when)]
        undated = [thread for thread in self._strikes() if not thread.when]
        return next(iter((*same_day, *undated)), None)

    def _one_of_series(self, statement: Statement) -> Thread | None:
        """Return the thread of "the second strike" within the series that was announced."""
        series, wide = self._series(), wide_names(self._source.words)
        told = (t for t in self._recent() if t.parent is series and t.ordinal == statement.ordinal)
        known = next((t for t in told if not self._time.is_apart(t, statement)), None)
        if known is not None:
            return known
        at_once = all(words.form is Form.LATER and not words.unit for words in statement.dates)
        # "A second missile hit the port an hour later"; "three raids on Derna: ... the other two hit the market".
        if (not statement.mentions and at_once) or is_of_one_town(series, statement, self._time, wide):
            return series if series.statements else self._open(statement)
        thread = self._open(statement)
        if thread is not None:
            thread.ordinal = statement.ordinal
            # "A second strike" after one that was told alone, or elsewhere, is no part of it.
            apart = is_beyond(series, statement.ordinal) or self._time.is_apart(series, statement)
            if not apart and not is_single(series, self._source):
                self._adopt(thread, series)
        return thread

    def _series(self) -> Thread:
        """Return the series that was announced, or one that the text only implies."""
        series = self._time.current
        while series is not None and series.parent is not None:
            series = series.parent
        if series is None:
            series = Thread(ReportKind.STRIKE)
            self._threads.append(series)
        return series

    def _another(self, statement: Statement) -> Thread | None:
        """Return an earlier or other strike: one that was told on that day or by a headline, else a new one."""
        when, lead = self._time.when(statement), self._time.lead
        if statement.reference is Reference.OTHER and lead is not None and is_headline_of(lead, statement):
            return lead if agrees(lead, statement, when) else self._open(statement)
        # A sum of strikes is no other one.
        others = [thread for thread in self._strikes() if thread is not self._time.current and not thread.children]
        told = next(
            (
                t
                for t in others
                if is_short(when)
                and agrees(t, statement, when)
                and not self._time.is_apart(t, statement)
                and not self._time.is_old(t, statement, when)
                and not is_one_more(t, statement)
            ),
            None,
        )
        if told is not None:
            return told
        return self._open(statement) if has_substance(self._time, statement) else None

    def _same_facts(self, statement: Statement) -> Thread | None:
        return self._first_fit((self._time.current, self._time.lead, *self._recent()), statement, definite=False)

    def _same_site(self, statement: Statement) -> Thread | None:
        """Return the strike told just before, where what it hit is named again, with more of where that lay."""
        current = self._time.current
        if current is None or statement.sentence.rank - current.last >= NEAR:
            return None
        again = (
            any(names_same_site(self._source, told, statement) for told in current.statements)
            or is_volley(self._source, current, statement)
            or is_named_later(self._source, current, statement)
        )
        return current if again and agrees(current, statement, self._time.when(statement)) else None

    def _first_fit(self, threads: Iterable[Thread | None], statement: Statement, *, definite: bool) -> Thread | None:
        when = self._time.when(statement)
        for thread in threads:
            if thread is None or thread.kind is not ReportKind.STRIKE or thread.ordinal < 0:
                continue
            if definite and not is_short(when) and not is_fronted(statement):
                # "the strikes ... forces who freed the city last year": the coarse date is of something else.
                when = DateInterval()
            if thread.is_recalled() and self._is_of_another(thread, statement, definite=definite):
                continue
            if not definite and (
                not thread.statements
                or is_of_other_days(thread, statement, when)
                or sums_up(thread, statement, self._source)
                or self._time.is_old(thread, statement, when)
                or opens_elsewhere(thread, statement)
            ):
                continue
            apart = not definite and self._time.is_apart(thread, statement)
            if agrees(thread, statement, when) and (not apart or is_headline_of(thread, statement)):
                return thread
        return None

    def _is_of_another(self, thread: Thread, statement: Statement, *, definite: bool) -> bool:
        """Whether what is told is hardly of a strike that was only recalled: it has a day, or the recall is over.

        "The deadliest since jets hit Majalah. Earlier this month aircraft struck a camp".
        """
        if definite:
            return False
        if statement.dates:
            return not thread.dated
        return thread is not self._time.current or self._beside is not None

    def _recent(self) -> list[Thread]:
        """Return the strikes told first and last: a long list of strikes is not held against all of itself."""
        threads = self._threads
        return threads if len(threads) <= 2 * KEPT else [*threads[:KEPT], *threads[-KEPT:]]

    def _strikes(self) -> list[Thread]:
        return [thread for thread in self._recent() if thread.kind is ReportKind.STRIKE]

    def _open(self, statement: Statement, kind: ReportKind = ReportKind.STRIKE) -> Thread | None:
        if not statement.told or (
            statement.reference is Reference.EARLIER and not has_substance(self._time, statement)
        ):
            return None
        thread = Thread(kind)
        self._threads.append(thread)
        return thread

    def _add(self, thread: Thread, statement: Statement) -> None:
        if statement.reference is Reference.ASIDE:
            # What it names may be where the wounded were taken, or when somebody died: but not when all did.
            killed = statement.count("killed").low or 0
            all_died = not thread.when and 0 < killed >= thread.dead
            statement = replace(statement, dates=statement.dates if all_died else (), mentions=())
        thread.add(statement)
        self._time.take(thread, statement)


def _is_later(statement: Statement) -> bool:
    """Whether a strike came so long after the one told before it: "an hour later jets hit the port"."""
    return any(words.form is Form.LATER and (words.amount or not words.unit) for words in statement.dates)
