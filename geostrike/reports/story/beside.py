"""Which places a story tells with a strike: where it is about, if its own place is not known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain

from geostrike.model import Feature, Locality, Mention, Near, Part
from geostrike.reports.belonging.own_places import is_seat, own_mentions
from geostrike.reports.belonging.places import OF_COUNTRY, WIDE, precision
from geostrike.reports.sources import Source, Statement
from geostrike.reports.story.threads import KEPT, Thread, lineage
from geostrike.reports.story.whereabouts import where_it_lies
from geostrike.reports.text.vocabulary import Vocabulary

_FOUGHT = 60
"""Characters before a place in which words put it with a fight for it."""


def tellers(told: Sequence[Thread]) -> Mapping[int, set[Thread]]:
    """Return by the rank of each sentence the strikes that it tells of."""
    found: dict[int, set[Thread]] = defaultdict(set)
    for thread in told:
        for statement in thread.statements:
            found[statement.sentence.rank].add(thread)
    return found


def beside(
    source: Source, thread: Thread, told: Mapping[int, set[Thread]], placed: Statement | None
) -> tuple[Mention, ...]:
    """Return the places that are told with a strike, nearest first.

    They are those of its own sentences, that with its place first; what is said anywhere of where the place lies
    ("Mainok is 60 km from Maiduguri"); those of the sentences after and before that one, if they tell of no other
    strike; and those of the series that it is part of.
    """
    own = sorted(thread.statements, key=lambda each: (each is not placed, each.sentence.headline))[:KEPT]
    series = [statement for each in lineage(thread)[1:] for statement in each.statements][:KEPT]
    others = {rank for rank in _next_to(own[0]) if told.get(rank, set()).difference(lineage(thread))}
    found: dict[Locality, Mention] = {}
    of_own, of_series = ((m for statement in each for m in statement.mentions) for each in (own, series))
    lies = (m for statement in own[:1] for place in statement.mentions[:1] for m in where_it_lies(source, place))
    for mention in chain(of_own, lies, _of_neighbours(source, own[0], others), of_series):
        found.setdefault(mention.locality, mention)
    return tuple(found.values())[:KEPT]


def _next_to(statement: Statement) -> tuple[int, int]:
    return statement.sentence.rank + 1, statement.sentence.rank - 1


def _of_neighbours(source: Source, statement: Statement, others: set[int]) -> Iterator[Mention]:
    """Yield the places of the sentences next to one, without where those sit who tell of it."""
    for neighbour in _next_to(statement):
        if neighbour in others or not 0 <= neighbour < len(source.sentences):
            continue
        start, end = source.sentences[neighbour].start, source.sentences[neighbour].end
        for mention in own_mentions(source, start, end):
            # Who sits in a province tells of that province, who sits in a town of more than it.
            plain = isinstance(mention.locality, Feature | Near | Part)
            if plain and (precision(mention) <= WIDE or not is_seat(source, start, mention)):
                yield mention


def lent(source: Source, near: Sequence[Mention]) -> Mention | None:
    """Return the place that is told beside a strike with none of its own, if it is the only one; no country is one."""
    places = [each for each in near if precision(each, source.wide) > OF_COUNTRY]
    if len(places) != 1:
        return None
    place = places[0].start
    if _fought_over(source.words).search(source.folded, max(0, place - _FOUGHT), place):
        return None
    return replace(places[0], remarks=(*places[0].remarks, "no place of its own: taken to be that told beside it"))


@cache
def _fought_over(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what goes on elsewhere, up to where: "(forces who lead) an offensive on the capital"."""
    fights = words.either("reference.deeds", "reference.drives", "casualties.fights", plural=True)
    return re.compile(rf"(?<![\w-]){fights}\s(?:[\w'-]{{1,14}}\s){{0,4}}$")
