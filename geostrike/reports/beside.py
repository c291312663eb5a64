"""Which places a story tells with a strike: where it is about, if its own place is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from geostrike.model import Locality, Mention
from geostrike.reports.belonging import is_seat, own_mentions
from geostrike.reports.sources import Source, Statement
from geostrike.reports.threads import KEPT, Thread, lineage


def beside(source: Source, thread: Thread, told: Sequence[Thread], placed: Statement | None) -> tuple[Mention, ...]:
    """Return the places that are told with a strike, nearest first.

    They are those of its own sentences, that with its place first; those of the sentences after and before that
    one, if they tell of no other strike; and those of the series that it is part of.
    """
    own = sorted(thread.statements, key=lambda statement: statement is not placed)[:KEPT]
    series = [statement for each in lineage(thread)[1:] for statement in each.statements][:KEPT]
    others = {statement.sentence.rank for each in told if each not in lineage(thread) for statement in each.statements}
    found: dict[Locality, Mention] = {}
    of_own, of_series = ((m for statement in each for m in statement.mentions) for each in (own, series))
    for mention in chain(of_own, _of_neighbours(source, own[0].sentence.rank, others), of_series):
        found.setdefault(mention.locality, mention)
    return tuple(found.values())[:KEPT]


def _of_neighbours(source: Source, rank: int, others: set[int]) -> Iterator[Mention]:
    """Yield the places of the sentences next to one, without where those sit who tell of it."""
    for neighbour in (rank + 1, rank - 1):
        if neighbour in others or not 0 <= neighbour < len(source.sentences):
            continue
        start, end = source.sentences[neighbour].start, source.sentences[neighbour].end
        yield from (mention for mention in own_mentions(source, start, end) if not is_seat(source, start, mention))
