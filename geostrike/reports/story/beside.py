"""Which places a story tells with a strike: where it is about, if its own place is not known."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain

from geostrike.model import AllOf, DistanceOnly, Feature, Locality, Mention, Near, Offset, Part, toponyms
from geostrike.reports.belonging.own_places import is_seat, own_mentions
from geostrike.reports.belonging.places import WIDE, is_wide, precision, share_name
from geostrike.reports.sentences.continuations import tells_of_town
from geostrike.reports.sources import Source, Statement
from geostrike.reports.story.threads import KEPT, Thread, lineage
from geostrike.reports.text.anchors import Anchored, any_of
from geostrike.reports.text.prose import first_within, within
from geostrike.reports.text.vocabulary import Vocabulary, wide_names

_FAR = 5_000
"""Characters within which a story says where a place lies; keeps the work linear."""

_SENTENCES = 6
"""Sentences behind a place in which "the town" is that place."""

_SOON = 80
"""Characters behind "lies" in which a place must end."""


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
    own = sorted(thread.statements, key=lambda statement: statement is not placed)[:KEPT]
    series = [statement for each in lineage(thread)[1:] for statement in each.statements][:KEPT]
    others = {rank for rank in _next_to(own[0]) if told.get(rank, set()).difference(lineage(thread))}
    found: dict[Locality, Mention] = {}
    of_own, of_series = ((m for statement in each for m in statement.mentions) for each in (own, series))
    lies = (m for statement in own[:1] for place in statement.mentions[:1] for m in _where_it_lies(source, place))
    for mention in chain(of_own, lies, _of_neighbours(source, own[0], others), of_series):
        found.setdefault(mention.locality, mention)
    return tuple(found.values())[:KEPT]


def _where_it_lies(source: Source, mention: Mention) -> Iterator[Mention]:
    """Yield the places by which a sentence says where one lies: "Mainok lies in Borno"."""
    name = next((toponym.name for toponym in toponyms(mention.locality)), "").casefold()
    first, last = max(0, mention.start - _FAR), mention.end + _FAR
    at = source.folded.find(name, first, last) if name else -1
    while at >= 0:
        lies = _lies(source.words).match(source.folded, at + len(name))
        near = first_within(source.mentions, lies.end(), lies.end() + _SOON) if lies else None
        if lies and near and "." not in source.folded[lies.end() : near.start]:
            yield near
        at = source.folded.find(name, at + len(name), last)


@cache
def _lies(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\s(?:[\w-]{{1,12}}\s)?{words.either('reference.lies')}\s")


def told_further(source: Source, mention: Mention) -> Mention:
    """Return a named place with the distance at which the story says elsewhere that it lies.

    "A drone hit a car in Sabha. The oasis town lies 900 km south of Tripoli."
    """
    where = mention.locality
    if not isinstance(where, Feature | Near) or where.place.anaphoric or is_wide(where.place, wide_names(source.words)):
        return mention
    if not where.place.name or (isinstance(where, Feature) and where.clue is not None):
        return mention
    for lies in chain(_where_it_lies(source, mention), _where_the_town_lies(source, mention, where.place.name)):
        clue = lies.locality
        if isinstance(clue, Offset | DistanceOnly) and clue.place.name not in ("", where.place.name):
            told = AllOf((where, clue)) if isinstance(where, Near) else replace(where, clue=clue)
            return replace(mention, locality=told, remarks=(*mention.remarks, f"said of it elsewhere: {lies.text!r}"))
    return mention


def _where_the_town_lies(source: Source, mention: Mention, name: str) -> Iterator[Mention]:
    """Yield the distances of sentences that open with "the town", up to where another place is named."""
    first = bisect_right(source.sentences, mention.start, key=lambda sentence: sentence.start)
    for sentence in source.sentences[first : first + _SENTENCES]:
        there = [source.mentions[index] for index in within(source.mentions, sentence.start, sentence.end)]
        if tells_of_town(source, sentence.start, sentence.end):
            yield from there[:1]
            return
        named = (each.locality for each in there)
        if any(isinstance(each, Feature | Near) and each.place.name not in ("", name) for each in named):
            return


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


def lies_in(source: Source, mention: Mention, others: Iterable[Mention]) -> bool:
    """Whether a place is said to lie in one of others: "Ariha in rebel-held Idlib", "Ariha, a town in Idlib".

    `others` are gone through only where the words say that it lies in something.
    """
    lies = _within(source.words).match(source.folded, mention.end)
    return lies is not None and any(other.start == lies.end() for other in others)


def is_quarter(source: Source, mention: Mention) -> bool:
    """Whether a place is called one within a town: "the Thawra neighbourhood", "the Souq al-Arba market"."""
    return _quarter(source.words).match(source.folded, mention.start) is not None


def held(source: Source, statement: Statement, mention: Mention) -> Mention:
    """Return a place as one that lies in what opens its clause: "in Ibb province jets bombed the Hazm area".

    A province holds any place, a town only its quarters.
    """
    where, words = mention.locality, source.words
    wide = wide_names(words)
    if not isinstance(where, Feature | Near) or where.place.within or is_wide(where.place, wide):
        return mention
    before = sorted((each for each in statement.mentions if each.end <= mention.start), key=lambda each: -each.end)
    opening = next((each for each in before if _opens(source, statement, each)), None)
    if opening is None or not isinstance(opening.locality, Feature) or share_name(opening, mention):
        return mention
    holder = opening.locality.place
    if not (is_quarter(source, mention) or is_wide(holder, wide)) or _speaks(words).search(
        source.folded, opening.end, mention.start
    ):
        return mention
    inside = replace(where.place, within=(holder.name, *holder.within))
    said = f"taken to lie in {opening.text!r}, which opens its clause"
    return replace(mention, locality=replace(where, place=inside), remarks=(*mention.remarks, said))


def _opens(source: Source, statement: Statement, mention: Mention) -> bool:
    """Whether a place opens a clause: "On Tuesday, in Idlib, ...", "... six raids: in Ibb ..., and in Taiz ..."."""
    lead = _lead(source.words).search(source.folded[statement.start : mention.start])
    if lead is None:
        return False
    return bool(lead["next"]) or first_within(source.triggers, statement.start, mention.start) is None


@cache
def _lead(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what stands before a place that opens a clause, up to it."""
    and_ = words.either("function.and")
    return re.compile(
        rf"(?:^[\W_]*|(?P<next>:\s|[,;]\s{and_}\s)|[,;]\s){words.either('function.at_places')}\s(?:{words.either('function.the')}\s)?$"
    )


@cache
def _within(words: Vocabulary) -> re.Pattern[str]:
    place = rf"{words.either('function.articles')}\s(?:[\w-]{{2,16}}\s){{1,3}}"
    return re.compile(rf",?\s(?:{place})?{words.either('function.within')}\s(?:{words.either('function.the')}\s)?")


@cache
def _quarter(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of one quarter or more: "the Thawra and Al-Qusour neighbourhoods"."""
    return re.compile(rf"(?:[\w'-]{{1,20}}[\s,]{{1,2}}){{1,6}}?{words.either('nouns.quarters', plural=True)}(?![\w-])")


@cache
def _speaks(words: Vocabulary) -> Anchored:
    return any_of(words, "actors.speech")
