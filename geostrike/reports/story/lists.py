"""Strikes that are told as parts of a whole: lines of a list, places of a row, "the second" of a series."""

from __future__ import annotations

from geostrike.model import ReportKind
from geostrike.reports.dates.expressions import Form
from geostrike.reports.sources import NEAR, Reference, Statement
from geostrike.reports.story.apart import is_apart, is_of_one_town, is_placed
from geostrike.reports.story.plot import Plot
from geostrike.reports.story.sums import is_single
from geostrike.reports.story.threads import Thread, adopt, lineage


class Lists:
    """Finds or opens the threads of one document's strikes that are part of others."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self._time = plot.time
        self._source = plot.source
        self._head: Thread | None = None

    def entry(self, statement: Statement) -> Thread | None:
        """Return the thread of one line of a list, or of one place of a row."""
        return self._item(statement) if statement.reference is Reference.ITEM else self._share(statement)

    def _item(self, statement: Statement) -> Thread | None:
        """Return the thread of one line of a list, as part of the strikes told before it."""
        if not statement.told:
            return None
        current = self._time.current
        if current is not None and current.ordinal >= 0:
            if is_apart(self._source, current, statement):
                return self._plot.open(statement)  # a story's points: "- A July 3 strike in Ghat", after one in Ubari
            self._head = current
            if not self._head.dated and self._head is not self._time.lead:
                adopt(self._head, self._time.lead)
        thread = self._plot.open(statement)
        if thread is not None:
            thread.ordinal = -1
            adopt(thread, self._head)
        return thread

    def _share(self, statement: Statement) -> Thread | None:
        """Return the thread of one place of a row, as part of the strikes that it shares out, or beside the one before.

        "Jets struck across Gaza on Tuesday. Seventeen died in Khan Younis, eight in Nuseirat and five in Rafah".
        """
        current = self._time.current
        if current is None:
            return self._plot.open(statement)
        if statement.sentence.rank - current.last >= NEAR:
            return None
        top = lineage(current)[-1]
        announced = not is_placed(self._source, top.mentions.values())
        beside = statement.sentence is current.statements[-1].sentence
        if not (announced or beside or not current.dead):
            return None
        thread = self._plot.open(statement)
        if thread is not None and announced:
            adopt(thread, top)
        if thread is not None and not statement.dates and top.is_on_a_day():
            thread.when, thread.borrowed = top.when, top.dated or top.borrowed
        return thread

    def one_of_series(self, statement: Statement) -> Thread | None:
        """Return the thread of "the second strike" within the series that was announced."""
        series, when = self._series(), self._time.when(statement)
        at_once = all(words.form is Form.LATER and not words.unit for words in statement.dates)
        # "A second missile hit the port an hour later"; "three raids on Derna: ... the other two hit the market".
        # The dead are told of all of them: "Strikes on Kidal killed 14. The first on Tuesday hit children".
        whole = series.dead and series.mentions and not series.when and not statement.count("killed")
        if (not statement.mentions and (at_once or whole)) or is_of_one_town(self._source, series, statement, when):
            return series if series.statements else self._plot.open(statement)
        thread = self._plot.open(statement)
        if thread is not None:
            thread.ordinal = statement.ordinal
            # "A second strike" after one told alone is no part of it, nor is one elsewhere where none were counted.
            counted = any((count.high or 0) >= max(2, statement.ordinal) for count in series.series)
            apart = not counted and is_apart(self._source, series, statement)
            if not apart and not is_single(series, self._source):
                adopt(thread, series)
        return thread

    def _series(self) -> Thread:
        """Return the series that was announced, or one that the text only implies."""
        series = self._time.current
        while series is not None and series.parent is not None:
            series = series.parent
        if series is None:
            series = Thread(ReportKind.STRIKE)
            self._plot.threads.append(series)
        return series
