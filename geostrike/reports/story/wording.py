"""What the statements of a strike say of it in words: who struck, at what, with what, and who tells of it.

It is read of strikes that become reports alone, and no further than to the words that weigh most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from geostrike.reports.facts import actors, attribution, means
from geostrike.reports.facts.passages import Fact, Passage
from geostrike.reports.sources import Source, Statement
from geostrike.reports.story.threads import Thread, lineage

OF_HEADLINES = -100
"""Weight of what a headline says: it gives way to the story."""

_OF_SERIES = -50
"""Weight of what is said of the series that a strike is part of."""


class _Rule(NamedTuple):
    """How a field is read: by what, the highest weight that its words can have, and where it is looked for.

    `inherited` is what is said of the series that a strike is part of, `shared` what may be said of the strike
    before it in the sentence.
    """

    read: Callable[[Passage], Iterable[Fact]]
    most: int
    inherited: bool = False
    shared: bool = False


RULES = {
    "actor": _Rule(actors.actor, 3, inherited=True, shared=True),
    "target": _Rule(means.target, 3),
    "munitions": _Rule(means.munitions, 1),
    "attributed_to": _Rule(attribution.attribution, 2, inherited=True),
    "aircraft": _Rule(means.aircraft, 1, inherited=True, shared=True),
}
"""The rule of each field."""


def weightiest(field: str, thread: Thread, source: Source) -> Fact | None:
    """Return the words for a field that weigh most, the first among equals; None where nothing is said."""
    best: Fact | None = None
    for fact in words_for(field, thread, source):
        if best is None or fact.weight > best.weight:
            best = fact
        if best.weight == RULES[field].most:
            break
    return best


def words_for(field: str, thread: Thread, source: Source) -> Iterator[Fact]:
    """Yield all that is said for a field, in reading order, then what is said of the series."""
    rule = RULES[field]
    for rank, each in enumerate(lineage(thread) if rule.inherited else (thread,)):
        for statement in each.statements:
            offset = OF_HEADLINES * statement.sentence.headline + _OF_SERIES * (rank > 0)
            for passage in _passages(field, statement, source):
                yield from (fact._replace(weight=fact.weight + offset) for fact in rule.read(passage))


def _passages(field: str, statement: Statement, source: Source) -> Iterator[Passage]:
    """Yield the stretches that can say it: who tells of a strike may stand anywhere in the sentence."""
    sentence = statement.sentence
    if field == "attributed_to":
        yield source.passage(sentence.start, sentence.end)
        return
    yield source.passage(statement.start, statement.end)
    if RULES[field].shared:
        yield from (source.passage(*stretch) for stretch in statement.led_by)
