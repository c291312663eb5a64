"""Rows of places, each with its dead: "seventeen people died in Khan Younis, eight in Nuseirat and five in Rafah"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from geostrike.model import Count, Mention
from geostrike.reports.belonging.own_places import own_mentions
from geostrike.reports.belonging.places import WIDE, clash, precision
from geostrike.reports.facts import casualties
from geostrike.reports.facts.counts import Quantity
from geostrike.reports.facts.passages import Fact, count_fact
from geostrike.reports.sources import Source
from geostrike.reports.text.prose import within
from geostrike.reports.text.vocabulary import Vocabulary, wide_names


@dataclass(slots=True)
class _Part:
    """A part of a row, by slice offsets: its places, and whether it counts dead or says that there were none."""

    start: int
    end: int
    places: tuple[Mention, ...]
    dead: bool

    def is_whole(self) -> bool:
        """Whether it tells of a place and its dead."""
        return bool(self.places) and self.dead


def row(source: Source, start: int, end: int) -> list[tuple[int, int]]:
    """Return where the parts of a row start and end, with what stands before its first place; none where it is no row.

    Each part but what stands before them has a place of its own that is none of the others', and its dead. Of a sum
    whose parts are told ("killed 60 people across Lebanon, 20 in Tyre and 11 in Baalbek") only the sum is returned.
    """
    wide = wide_names(source.words)
    places = [mention for mention in own_mentions(source, start, end) if precision(mention, wide) > WIDE]
    if len(places) < 2:
        return []
    parts = _joined(_pieces(source, start, end, places))
    rows = parts[1:] if parts and not parts[0].places else parts
    if len(rows) < 2 or not all(part.is_whole() for part in rows):
        return []
    apart = all(clash(one.places[0], other.places[0], wide) for one, other in pairwise(rows))
    if not apart or source.has(start, end, "casualties.of_wounds"):
        return []
    if _is_sum(source, parts):
        return [] if within(source.dates, parts[1].start, end) else [(parts[0].start, parts[0].end)]
    return [(part.start, part.end) for part in parts]


def dead_of_part(source: Source, start: int, end: int) -> Fact | None:
    """Return the dead of a part whose verb stands in the one before: "eight in Nuseirat", "in Harasta two"."""
    if any(fact.field == "killed" for fact in casualties.casualties(source.passage(start, end))):
        return None
    bare = _bare_number(source, start, end)
    return count_fact("killed", source.text, [bare]) if bare is not None else None


def _is_sum(source: Source, parts: list[_Part]) -> bool:
    """Whether the others are some of the first part's: "killed 16 people in Gaza, 12 in Rafah and four in Jabalia".

    What is told of a whole country or "across" it is a sum where it is more than they come to.
    """
    first, *rest = (_dead(source, part) for part in parts)
    places = parts[0].places
    across = not places or source.has(parts[0].start, places[0].end, "function.across")
    return first > 0 and (first == sum(rest) if places and not across else first > sum(rest))


def _dead(source: Source, part: _Part) -> int:
    stated = [*casualties.casualties(source.passage(part.start, part.end)), dead_of_part(source, part.start, part.end)]
    return next((f.value.low or 0 for f in stated if f and f.field == "killed" and isinstance(f.value, Count)), 0)


def _pieces(source: Source, start: int, end: int, places: list[Mention]) -> Iterator[_Part]:
    """Yield what commas, colons and "and" part, but not within a place's own words: "Hays, south of Hodeidah"."""
    inside = {position for mention in places for position in range(mention.start, mention.end)}
    at = start
    for match in source.every(_joints, start, end):
        if match.start() not in inside:
            yield _piece(source, at, match.start(), places)
            at = match.end()
    yield _piece(source, at, end, places)


def _piece(source: Source, start: int, end: int, places: list[Mention]) -> _Part:
    passage = source.passage(start, end)
    own = tuple(mention for mention in places if start <= mention.start and mention.end <= end)
    dead = any(fact.field == "killed" for fact in casualties.casualties(passage))
    return _Part(start, end, own, dead or _bare_number(source, start, end) is not None)


def _joined(pieces: Iterator[_Part]) -> list[_Part]:
    """Return pieces put together up to where a place follows those whose dead are told.

    A place before one with dead of its own only says more of the one before it: "nine died in Zala, in the hills
    north of Hun, four in Sokna".
    """
    parts: list[_Part] = []
    for piece, following in pairwise((*pieces, None)):
        whole = following is not None and following.is_whole()
        if piece is None:
            break
        if not parts or (piece.places and parts[-1].dead and (piece.dead or not whole)):
            parts.append(piece)
            continue
        last = parts[-1]
        parts[-1] = _Part(last.start, piece.end, (*last.places, *piece.places), last.dead or piece.dead)
    return parts


def _bare_number(source: Source, start: int, end: int) -> Quantity | None:
    """Return the only number of a part without a verb that can be one of people."""
    passage = source.passage(start, end)
    counted = [each for each in passage.counted if passage.may_be_people(each) and not each.article]
    # "One at Yarim, where six did": the first is one of the strikes.
    one = source.at(_one_at, start, end) is not None and len(counted) > 1
    people = counted[1:] if one else counted
    if len(people) != 1:
        return None
    quantity = people[0]
    led = quantity.start == start or source.first(_lead, start, quantity.start)
    return quantity if led and source.at(_tail, quantity.end, end) else None


@cache
def _joints(words: Vocabulary) -> re.Pattern[str]:
    and_ = words.either("function.and", "function.while")
    return re.compile(rf"[,;:]\s(?:{and_}\s)?|\s{and_}\s")


@cache
def _one_at(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"{words.either('numbers.links.articles')}\s{words.either('function.at_places')}\s")


@cache
def _lead(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what may stand before a number without a verb: "in Harasta two", "where six did"."""
    at = rf"(?:^|(?<=\s)){words.either('function.at_places')}\s(?:[\w'-]{{2,20}}\s){{1,3}}"
    return re.compile(rf"(?:{at}|{words.either('casualties.where')}\s)$")


@cache
def _tail(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what may stand behind it: nothing, "in Rafah", "did"."""
    return re.compile(rf"\s{words.either('function.at_places', 'casualties.did')}(?![\w-])|[\s.,;:]*$")
