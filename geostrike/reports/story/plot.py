"""The strikes of one document, as far as it is told."""

from __future__ import annotations

from geostrike.model import ReportKind
from geostrike.reports.dates.days import overlap
from geostrike.reports.sources import Reference, Source, Statement
from geostrike.reports.story.apart import has_substance
from geostrike.reports.story.threads import KEPT, Thread
from geostrike.reports.story.timeline import Timeline


class Plot:
    """The threads of one document, in the order in which they were first told, and their days."""

    def __init__(self, source: Source, time: Timeline) -> None:
        self.source = source
        self.time = time
        self.threads: list[Thread] = []

    def recent(self) -> list[Thread]:
        """Return the strikes told first and last: a long list of strikes is not held against all of itself."""
        threads = self.threads
        return threads if len(threads) <= 2 * KEPT else [*threads[:KEPT], *threads[-KEPT:]]

    def strikes(self) -> list[Thread]:
        """Return those of them that are no campaigns."""
        return [thread for thread in self.recent() if thread.kind is ReportKind.STRIKE]

    def open(self, statement: Statement, kind: ReportKind = ReportKind.STRIKE) -> Thread | None:
        """Open a thread with a statement, unless that says too little to be a strike of its own."""
        recalled = statement.reference is Reference.EARLIER
        if not statement.told or (recalled and not has_substance(statement, self.time.when(statement))):
            return None
        thread = Thread(kind)
        self.threads.append(thread)
        return thread

    def on_the_day(self, statement: Statement) -> Thread | None:
        """Return the strike told of a statement's day, else one without a day; the last one told if it has no day."""
        when = self.time.when(statement)
        if not when:
            return self.time.current
        same_day = [thread for thread in self.strikes() if thread.when and overlap(thread.when, when)]
        undated = [thread for thread in self.strikes() if not thread.when]
        return next(iter((*same_day, *undated)), None)
