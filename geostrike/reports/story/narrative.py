"""Which statements of a document tell of the same strike.

A story leads with its newest strike, goes back to it with "the strikes" and "Tuesday's strikes",
and recalls earlier ones. Each strike is a thread; every statement joins one or opens one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from geostrike.model import DateInterval, ReportKind
from geostrike.reports.belonging.own_dates import opens_speech
from geostrike.reports.belonging.places import OF_COUNTRY
from geostrike.reports.dates.days import is_short, overlap
from geostrike.reports.dates.expressions import Form
from geostrike.reports.sentences.arms import is_on_ground, is_vague
from geostrike.reports.sentences.references import comes_after, is_newest
from geostrike.reports.sources import NEAR, Reference, Source, Statement
from geostrike.reports.story.apart import (
    has_substance,
    is_apart,
    is_at_another_place,
    is_elsewhere,
    is_named_anew,
    is_named_later,
    is_next_counted,
    is_one_more,
    is_placed,
    is_there,
    is_volley,
    names_others,
    shares_place,
)
from geostrike.reports.story.lists import Lists
from geostrike.reports.story.plot import Plot
from geostrike.reports.story.sums import share_counts, share_sums
from geostrike.reports.story.threads import Thread, agrees, is_headline_of, is_of_other_days
from geostrike.reports.story.timeline import Timeline, is_dated_first
from geostrike.reports.text.prose import within

_HURT = ("killed", "civilians_killed", "wounded")
"""Fields of those who were hurt."""

_OTHERS = (Reference.EARLIER, Reference.OTHER)
"""References to another strike than the one told just before."""


_NUMBER, _LARGE_NUMBER = 2, 5
"""Least number of dead by which a strike is known again, where it is named again and where only its dead are."""


_RIGHT_BEHIND = 8
"""Most characters between a strike's noun and the place that is its own: " on the "."""


class Narrative:
    """Sorts the statements of one document into threads, in reading order."""

    def __init__(self, source: Source, published: date | None) -> None:
        self._source = source
        self._time = Timeline(source, published)
        self._plot = Plot(source, self._time)
        self._lists = Lists(self._plot)
        self._beside: Thread | None = None

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
        share_sums(self._plot.strikes(), self._source)
        share_counts(self._plot.strikes(), self._source)
        return self._plot.threads

    def _placed(self, statement: Statement) -> Statement:
        """Return another strike with the place that it points back to: "another strike on the same town killed six"."""
        if self._time.is_set_against_news(statement):
            return replace(statement, reference=Reference.EARLIER)
        current = self._time.current
        if statement.reference not in _OTHERS or statement.mentions or current is None or not current.mentions:
            return statement
        back = self._source.has(statement.start, statement.end, "reference.there")
        return replace(statement, mentions=tuple(current.mentions.values())[:1]) if back else statement

    def _is_aside(self, statement: Statement) -> bool:
        """Whether a strike is only recalled where the current one is told, or where it is said what that came after."""
        current = self._time.current
        if statement.reference is not Reference.EARLIER or current is None:
            return False
        if comes_after(self._source.words).search(self._source.folded, statement.sentence.start, statement.end):
            return True
        return any(told.told and told.sentence is statement.sentence for told in current.statements[-1:])

    def _join(self, statement: Statement) -> Thread | None:
        """Return the thread that a statement belongs to, None where it opens none."""
        match statement.reference:
            case Reference.CAMPAIGN:
                return self._campaign(statement)
            case Reference.ITEM | Reference.SHARE:
                return self._lists.entry(statement)
            case Reference.NONE | Reference.ASIDE:
                return self._continued(statement)
            case Reference.ORDINAL if statement.told:
                return self._lists.one_of_series(statement)
            case _ if self._time.current is None:
                return self._plot.open(statement)
            case _:
                return self._told_before(statement)

    def _told_before(self, statement: Statement) -> Thread | None:
        """Return the thread of a statement that has strikes before it to refer to."""
        match statement.reference:
            case Reference.SAME | Reference.ORDINAL:
                return self._plot.open(statement) if self._is_long_before(statement) else self._time.current
            case Reference.DEFINITE:
                return self._definite(statement)
            case Reference.DATED:
                told = self._plot.on_the_day(statement)
                foreign = is_vague(self._source, statement) and not statement.mentions
                return told or (None if foreign else self._plot.open(statement))
            case _ if statement.reference in _OTHERS or self._time.is_after_told(statement):
                return self._another(statement)
            case _:
                return self._same_facts(statement) or self._same_site(statement) or self._plot.open(statement)

    def _is_long_before(self, statement: Statement) -> bool:
        """Whether what is told is of another time and place: "last month the same jets bombed a mill in Gorgadji"."""
        when, current = self._time.when(statement), self._time.current
        return current is not None and current.excludes(when) and is_apart(self._source, current, statement)

    def _campaign(self, statement: Statement) -> Thread | None:
        told = next((thread for thread in self._plot.recent() if thread.kind is ReportKind.CAMPAIGN), None)
        return told or self._plot.open(statement, ReportKind.CAMPAIGN)

    def _campaign_before(self, statement: Statement) -> Thread | None:
        """Return the campaign that the sentence before told of: "AFRICOM flew 495 strikes. The strikes killed 800"."""
        last, current = statement.sentence.rank - 1, self._time.current
        back = statement.reference in (Reference.SAME, Reference.DEFINITE) and statement.told
        if not back or is_short(self._time.when(statement)) or (current is not None and current.last >= last):
            return None
        campaigns = (thread for thread in self._plot.recent() if thread.kind is ReportKind.CAMPAIGN)
        return next((thread for thread in campaigns if thread.last == last), None)

    def _continued(self, statement: Statement) -> Thread | None:
        """Return the strike that a sentence without one adds to, if it was told just before."""
        # "Jets hit a camp, after rockets had hit a town. Ten people died.": in the camp.
        told = self._beside or self._time.current
        if told is None or statement.sentence.rank - told.last > NEAR - 1:
            return None
        harms = statement.reference is Reference.ASIDE or statement.count("killed")
        if harms and is_elsewhere(self._source, told, statement, self._time.when(statement)):
            return None
        if statement.reference is Reference.ASIDE:
            return self._of_that_number(told, statement) or told
        back = self._goes_back(told, statement)
        return back or (None if self._is_of_another_day(told, statement) else told)

    def _of_that_number(self, told: Thread, statement: Statement) -> Thread | None:
        """Return the strike of whose dead a number was told that is named again: "more than 70 have been killed"."""
        if statement.dead < _LARGE_NUMBER or statement.dead == told.dead:
            return None
        return next((thread for thread in self._plot.strikes() if thread.dead == statement.dead), None)

    def _is_of_another_day(self, told: Thread, statement: Statement) -> bool:
        """Whether a sentence that names no strike is of another day than it: "They attacked the port on Friday"."""
        when = self._time.when(statement)
        own_day = told.dated is not None and told.is_on_a_day() and not told.spoken
        return own_day and is_short(when) and told.excludes(when)

    def _goes_back(self, told: Thread, statement: Statement) -> Thread | None:
        """Return the lead where its day is named after one recalled: "The convoy was not the only target on Monday"."""
        when, lead = self._time.when(statement), self._time.lead
        again = lead is not None and is_short(when) and told.excludes(when) and overlap(when, lead.when)
        return lead if again else None

    def _definite(self, statement: Statement) -> Thread | None:
        current, lead = self._time.current, self._time.lead
        if current and current.parent and current.ordinal > 0 and (statement.count("strikes").low or 0) > 1:
            return current.parent
        near = (self._beside or current) if current and statement.sentence.rank - current.last <= NEAR else lead
        if is_newest(self._source, statement):
            near = lead
        lone = (each for each in self._plot.strikes() if not each.children)
        there = (each for each in lone if is_there(self._source, each, statement))
        told = self._first_fit((*there, near, lead, *self._plot.recent()), statement, definite=True)
        placed = is_placed(self._source, statement.mentions, more_than=1) and not is_on_ground(self._source, statement)
        return told or (self._plot.open(statement) if placed or not is_vague(self._source, statement) else None)

    def _another(self, statement: Statement) -> Thread | None:
        """Return an earlier or other strike: one that was told on that day or by a headline, else a new one."""
        when, lead = self._time.when(statement), self._time.lead
        headed = lead is not None and is_headline_of(lead, statement)
        if statement.reference in (Reference.OTHER, Reference.NEW) and lead is not None and headed:
            return lead if agrees(lead, statement, when) else self._plot.open(statement)
        # A sum of strikes is no other one.
        others = (thread for thread in self._plot.strikes() if thread is not self._time.current and not thread.children)
        told = next((each for each in others if is_short(when) and self._may_be_other(each, statement, when)), None)
        return told or (self._plot.open(statement) if has_substance(statement, when) else None)

    def _may_be_other(self, thread: Thread, statement: Statement, when: DateInterval) -> bool:
        """Whether an earlier or other strike, told with its day, may be one that was told before."""
        # One that is recalled with its day is none that was told without one.
        dated = thread.when or thread.is_recalled() or statement.reference is not Reference.EARLIER
        return (
            bool(dated)
            and agrees(thread, statement, when)
            and not is_apart(self._source, thread, statement)
            and not names_others(self._source, thread, statement)
            and not self._time.is_old(thread, statement, when)
            and not is_one_more(self._source, thread, statement)
            and not is_at_another_place(self._source, thread, statement)
        )

    def _same_facts(self, statement: Statement) -> Thread | None:
        current, lead = self._time.current, self._time.lead
        # "A raid in May killed 130. A strike on Sanban, said medics": the strike that was told to have been there.
        back = lead and current and not current.mentions and shares_place(self._source, lead, statement)
        first = (lead, current) if back else (current, lead)
        return self._first_fit((*first, *self._plot.recent()), statement, definite=False)

    def _same_site(self, statement: Statement) -> Thread | None:
        """Return the strike told just before, where what it hit is named again, with more of where that lay."""
        current = self._time.current
        if current is None or statement.sentence.rank - current.last >= NEAR:
            return None
        again = is_volley(self._source, current, statement) or is_named_later(self._source, current, statement)
        return current if again and agrees(current, statement, self._time.when(statement)) else None

    def _first_fit(self, threads: Iterable[Thread | None], statement: Statement, *, definite: bool) -> Thread | None:
        when = self._time.when(statement)
        if definite and self._is_of_else(statement, when):
            when = DateInterval()
        if statement.dead >= _NUMBER:  # one that was told is of the strike that it was told of
            threads = sorted(threads, key=lambda thread: thread is None or thread.dead != statement.dead)
        for thread in threads:
            if thread is None or thread.kind is not ReportKind.STRIKE or thread.ordinal < 0:
                continue
            if not definite and self._is_new(thread, statement, when):
                continue
            other = not definite or (thread.has_other_dead(statement) and self._has_place_behind(statement))
            apart = other and is_apart(self._source, thread, statement)
            if agrees(thread, statement, when) and (not apart or is_headline_of(thread, statement)):
                return thread
        return None

    def _is_new(self, thread: Thread, statement: Statement, when: DateInterval) -> bool:
        """Whether a strike that is told as news is none that was told before, by its day, number or place."""
        return (
            not thread.statements
            or (thread.is_recalled() and self._is_past_recall(thread, statement))
            or is_of_other_days(self._source, thread, statement, when)
            or self._time.is_old(thread, statement, when)
            or is_next_counted(self._source, thread, statement)
            or is_named_anew(self._source, thread, statement)
            or (thread is not self._time.current and is_at_another_place(self._source, thread, statement))
        )

    def _has_place_behind(self, statement: Statement) -> bool:
        """Whether a strike's noun has a place of its own right behind it: "the latest air strikes on Saada"."""
        for mention in statement.mentions:
            before = within(self._source.triggers, statement.start, mention.start)
            if before and mention.start - before[-1].end <= _RIGHT_BEHIND:
                return True
        return False

    def _is_of_else(self, statement: Statement, when: DateInterval) -> bool:
        """Whether the date of what goes back to a strike is of something else: "On Friday, the mayor said the raid".

        So is a coarse one that does not open the sentence: "the strikes ... forces who freed the city last year".
        """
        start, end = statement.start, statement.end
        said = any(opens_speech(self._source, start, end, words) for words in statement.dates[:1])
        return said or not (is_short(when) or is_dated_first(self._source, statement))

    def _is_past_recall(self, thread: Thread, statement: Statement) -> bool:
        """Whether what is told is hardly of a strike that was only recalled: it has a day, or the recall is over.

        "The deadliest since jets hit Majalah. Earlier this month aircraft struck a camp", but not "days after jets hit
        Derna ... On Friday, jets struck Derna".
        """
        if statement.dates:
            return not thread.dated and not shares_place(self._source, thread, statement)
        return thread is not self._time.current or self._beside is not None

    def _add(self, thread: Thread, statement: Statement) -> None:
        if statement.reference is Reference.ASIDE:
            # What it names may be where the wounded were taken, or when somebody died: but not when all did.
            all_died = 0 < statement.dead >= thread.dead
            vague = not is_placed(self._source, thread.mentions.values(), more_than=OF_COUNTRY)
            statement = replace(
                statement,
                dates=statement.dates if all_died and not thread.when else (),
                mentions=statement.mentions if all_died and vague else (),
            )
        elif thread.is_on_a_day() and any(words.form is Form.RECENT for words in statement.dates):
            # "A missile hit the town hall on Wednesday. Shelling has killed 21 in the past day": a sum of that time.
            statement = replace(statement, facts=tuple(fact for fact in statement.facts if fact.field not in _HURT))
        thread.add(statement)
        self._time.take(thread, statement)
