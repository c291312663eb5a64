"""One strike as a document tells it: its statements, and whether another can be of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from geostrike.model import Count, DateInterval, Locality, Mention, ReportKind
from geostrike.reports.belonging.places import share_name
from geostrike.reports.dates.days import is_short, overlap
from geostrike.reports.dates.expressions import DateWords
from geostrike.reports.sources import Reference, Source, Statement

KEPT = 16
"""Most different places and numbers of one strike, and most recent strikes, that a statement is held against."""


@dataclass(eq=False)
class Thread:
    """One strike or campaign as the document tells it: its statements, and when it was.

    `parent` is the statement of a series that this one is part of ("two strikes ... the first
    strike"); it lends its date and actor. `told` is whether any statement says that it happened;
    `mentions` and `series` are the first different places and numbers of strikes that are stated.
    `dead` is the highest count of killed, `harmed` whether any killed or wounded are counted;
    `spoken` says that its day is that of telling it, which gives way to one that is stated of it;
    `borrowed` are the words for the day of the strike told before, where it has no date of its own.
    """

    kind: ReportKind
    statements: list[Statement] = field(default_factory=list)
    when: DateInterval = field(default_factory=DateInterval)
    dated: DateWords | None = None
    spoken: bool = False
    borrowed: DateWords | None = None
    dead: int = 0
    harmed: bool = False
    parent: Thread | None = None
    ordinal: int = 0
    children: int = 0
    remarks: list[str] = field(default_factory=list)
    told: bool = False
    mentions: dict[Locality, Mention] = field(default_factory=dict)
    series: dict[Count, Count] = field(default_factory=dict)

    def add(self, statement: Statement) -> None:
        """Take a statement in."""
        self.statements.append(statement)
        self.told = self.told or statement.told
        self.dead = max(self.dead, statement.dead)
        self.harmed = self.harmed or bool(statement.count("killed") or statement.count("wounded"))
        for mention in statement.mentions:
            if len(self.mentions) < KEPT:
                self.mentions.setdefault(mention.locality, mention)
        for count in stated_strikes(statement):
            if len(self.series) < KEPT:
                self.series.setdefault(count, count)

    @property
    def last(self) -> int:
        """Rank of the last sentence that told of it."""
        return self.statements[-1].sentence.rank if self.statements else 0

    def has_other_dead(self, statement: Statement) -> bool:
        """Whether it was told with another number of dead."""
        return bool(self.dead) and statement.dead not in (0, self.dead)

    def excludes(self, when: DateInterval) -> bool:
        """Whether it was at another time: its date is known, and has no day in common with one that is."""
        return bool(when and self.when) and not overlap(when, self.when)

    def shares_name(self, statement: Statement, wide: frozenset[str]) -> bool:
        """Whether it was told of a place of a name that a statement has, too, but for names in `wide`."""
        told = self.mentions.values()
        return any(share_name(here, there, wide) for here in statement.mentions for there in told)

    def is_recalled(self) -> bool:
        """Whether it was first told as one before another: "since bombers struck a camp in January"."""
        return bool(self.statements) and self.statements[0].reference is Reference.EARLIER

    def is_on_a_day(self) -> bool:
        """Whether its date is known to a day or a night."""
        return is_short(self.when)


def lineage(thread: Thread) -> list[Thread]:
    """Return a thread and the series that it is part of, innermost first."""
    found = [thread]
    while found[-1].parent is not None:
        found.append(found[-1].parent)
    return found


def adopt(thread: Thread, whole: Thread | None) -> None:
    """Make a thread part of the series that it belongs to, if there is one."""
    if whole is not None and whole is not thread:
        thread.parent = whole
        whole.children += 1


def is_headline_of(thread: Thread, statement: Statement) -> bool:
    """Whether only headlines told of a strike yet, roughly as to its place, and of no other number of dead."""
    if statement.sentence.headline or not all(told.sentence.headline for told in thread.statements):
        return False
    killed, stated = statement.count("killed").low, {told.count("killed").low for told in thread.statements} - {None}
    return killed is None or not stated or killed in stated


def is_of_other_days(source: Source, thread: Thread, statement: Statement, when: DateInterval) -> bool:
    """Whether a strike somewhere else, or with other dead, "earlier this month" is told, after one that has its day."""
    if not thread.is_on_a_day() or not when or is_short(when):
        return False
    if statement.dead not in (0, thread.dead):
        return True
    return bool(statement.mentions and thread.mentions) and not thread.shares_name(statement, source.wide)


def agrees(thread: Thread, statement: Statement, when: DateInterval) -> bool:
    """Whether a statement's date and number of strikes can be those of a thread."""
    open_day = thread.spoken and statement.reference in (Reference.SAME, Reference.DEFINITE)
    if thread.excludes(when) and not open_day:
        return False
    mine = next(stated_strikes(statement), None)
    return mine is None or not thread.series or any(_may_equal(mine, other) for other in thread.series.values())


def stated_strikes(statement: Statement) -> Iterator[Count]:
    """Yield the numbers of strikes that are more than an article."""
    for fact in statement.facts:
        if fact.field == "strikes" and fact.weight and isinstance(fact.value, Count):
            yield fact.value


def _may_equal(one: Count, other: Count) -> bool:
    """Whether two counts of strikes can be one number."""
    low = max(count.low or 0 for count in (one, other))
    return all(count.high is None or low <= count.high for count in (one, other))
