"""Where a place lies, by what a story says of it elsewhere or by what opens its clause."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import chain

from geostrike.model import (
    AllOf,
    DistanceOnly,
    Feature,
    HeadingOnly,
    Locality,
    Mention,
    Near,
    Offset,
    Part,
    PlaceKind,
    Toponym,
    toponyms,
)
from geostrike.reports.belonging.places import is_wide, share_name
from geostrike.reports.sentences.continuations import tells_of_town
from geostrike.reports.sources import Source, Statement
from geostrike.reports.text.prose import first_within, within
from geostrike.reports.text.vocabulary import Vocabulary

_FAR = 5_000
"""Characters within which a story says where a place lies; keeps the work linear."""

_SENTENCES = 6
"""Sentences behind a place in which "the town" is that place."""

_SOON = 80
"""Characters behind "lies" in which a place must end, and before a distance in which it is said whose it is."""


def lies_in(source: Source, mention: Mention, others: Iterable[Mention]) -> bool:
    """Whether a place is said to lie in one of others: "Ariha in rebel-held Idlib", "Ariha, a town in Idlib".

    `others` are gone through only where the words say that it lies in something.
    """
    lies = _within(source.words).match(source.folded, mention.end)
    return lies is not None and any(other.start == lies.end() for other in others)


def where_it_lies(source: Source, mention: Mention) -> Iterator[Mention]:
    """Yield the places by which a sentence says where one lies: "Mainok lies in Borno", "9 km from Hun, Mainok is"."""
    name = next((toponym.name for toponym in toponyms(mention.locality)), "").casefold()
    first, last = max(0, mention.start - _FAR), mention.end + _FAR
    at = source.folded.find(name, first, last) if name else -1
    while at >= 0:
        lies = _lies(source.words).match(source.folded, at + len(name))
        near = first_within(source.mentions, lies.end(), lies.end() + _SOON) if lies else None
        if lies and near and "." not in source.folded[lies.end() : near.start]:
            yield near
        at = source.folded.find(name, at + len(name), last)
    for again in within(source.mentions, first, last):
        where = again.locality
        if isinstance(where, Feature) and where.clue is not None and where.place.name.casefold() == name:
            yield replace(again, locality=where.clue)
        elif isinstance(where, Offset | DistanceOnly) and again.text.casefold().endswith(f", {name}"):
            yield replace(again, locality=replace(where, place=replace(where.place, within=())))


def told_further(source: Source, mention: Mention) -> Mention:
    """Return a named place with the distance at which the story says elsewhere that it lies.

    "A drone hit a car in Sabha. The oasis town lies 900 km south of Tripoli."
    """
    wide = source.wide
    where, *rest = parts_of(mention.locality)
    if not isinstance(where, Feature | Near) or not is_name(where.place, wide):
        return mention
    for lies in chain(where_it_lies(source, mention), _where_the_town_lies(source, mention, where.place.name)):
        told = with_distance(where, lies.locality, wide)
        if told is not None:
            return completed(mention, (told, *rest), lies)
    return mention


def _where_the_town_lies(source: Source, mention: Mention, name: str) -> Iterator[Mention]:
    """Yield the distances that are told of "the town", up to where another place is named."""
    first = bisect_right(source.sentences, mention.start, key=lambda sentence: sentence.start) - 1
    for sentence in source.sentences[first : first + 1 + _SENTENCES]:
        there = within(source.mentions, max(mention.end, sentence.start), sentence.end)
        if tells_of_town(source, sentence.start, sentence.end):
            yield from there[:1]
            return
        yield from (each for each in there if (said := related(source, each)) and said["town"])
        named = (each.locality for each in there)
        if any(isinstance(each, Feature | Near) and each.place.name not in ("", name) for each in named):
            return


def held(source: Source, statement: Statement, mention: Mention) -> Mention:
    """Return a place as one that lies in what opens its clause: "in Ibb province jets bombed the Hazm area".

    A province holds any place, a town only its quarters.
    """
    where, wide = mention.locality, source.wide
    if not isinstance(where, Feature | Near) or where.place.within or is_wide(where.place, wide):
        return mention
    before = sorted((each for each in statement.mentions if each.end <= mention.start), key=lambda each: -each.end)
    opening = next((each for each in before if _opens(source, statement, each)), None)
    if opening is None or not isinstance(opening.locality, Feature) or share_name(opening, mention):
        return mention
    holder = opening.locality.place
    if not (is_quarter(source, mention) or is_wide(holder, wide)) or source.has(
        opening.end, mention.start, "actors.speech"
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


def is_quarter(source: Source, mention: Mention) -> bool:
    """Whether a place is called one within a town: "the Thawra neighbourhood", "the Souq al-Arba market"."""
    return _quarter(source.words).match(source.folded, mention.start) is not None


def is_name(place: Toponym, wide: frozenset[str]) -> bool:
    """Whether a toponym is the name of a place that is no province or country; a quarter of a town is one."""
    is_quarter = place.cue is PlaceKind.ADMIN2 and bool(place.within)
    return bool(place.name) and not place.anaphoric and (is_quarter or not is_wide(place, wide))


def _is_vague(place: Toponym, wide: frozenset[str]) -> bool:
    """Whether a place is a province or a country, or only points back: "near the town, which lies 9 km from"."""
    return place.anaphoric or is_wide(place, wide)


def parts_of(where: Locality) -> tuple[Locality, ...]:
    """Return the localities that all hold: two of "at Maya near Zawiya", else the one itself."""
    return where.parts if isinstance(where, AllOf) else (where,)


def with_distance(where: Feature | Near, said: Locality, wide: frozenset[str]) -> Locality | None:
    """Return a named place with the distance at which it is said to lie; None where that is of itself, or is known."""
    parts = parts_of(said)
    told = tuple(part for part in parts if isinstance(part, Offset | DistanceOnly | HeadingOnly))
    # "In southern Lebanon, 100 km from Beirut" says more of a place than where it lies in the country.
    rest = (part for part in parts if part not in told)
    is_plain = all(isinstance(part, Feature | Part | Near) and _is_vague(part.place, wide) for part in rest)
    if not told or not is_plain or {"", where.place.name} & {name.name for part in told for name in toponyms(part)}:
        return None
    known = where.clue if isinstance(where, Feature) else None
    if isinstance(where, Near):
        return AllOf((where, *told))
    clue = AllOf(told) if len(told) > 1 else told[0]
    if isinstance(known, HeadingOnly) and isinstance(clue, DistanceOnly) and known.place.name == clue.place.name:
        clue = Offset(clue.place, clue.distance, known.heading, clue.route)  # "west of Hun", and 90 km from it
    elif known is not None and not isinstance(known, HeadingOnly | Part):
        return None
    elif known is not None:
        clue = AllOf((*told, known))
    return replace(where, clue=clue)


def completed(mention: Mention, parts: tuple[Locality, ...], said: Mention) -> Mention:
    """Return a mention with what the story says of its place elsewhere, and a remark on that."""
    where = AllOf(parts) if len(parts) > 1 else parts[0]
    return replace(mention, locality=where, remarks=(*mention.remarks, f"said of it elsewhere: {said.text!r}"))


def related(source: Source, mention: Mention) -> re.Match[str] | None:
    """Match the words before a distance that put it to something told before, not to a base with a name of its own."""
    said = _relating(source.words).search(source.folded, max(0, mention.start - _SOON), mention.start)
    named = said is not None and said["kind"] is not None and source.text[said.start("kind")].isupper()
    return None if named else said


@cache
def _lies(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern from a name to where it lies: " village, which has a market, lies", ", which sits"."""
    aside = r"(?:\s[\w-]{1,12})?,\s(?:[^,.;]|(?<=\d),(?=\d)){2,80},"
    which = rf",?\s{words.either('reference.subordinate')}"
    return re.compile(rf"(?:{which}|{aside})?\s(?:[\w-]{{1,12}}\s)?{words.either('reference.lies')}\s")


@cache
def _within(words: Vocabulary) -> re.Pattern[str]:
    place = rf"{words.either('function.articles')}\s(?:[\w-]{{2,16}}\s){{1,3}}"
    return re.compile(rf",?\s(?:{place})?{words.either('function.within')}\s(?:{words.either('function.the')}\s)?")


@cache
def _relating(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what puts a distance to something named before: ", which lies", "the town"."""
    clause = rf"{words.either('reference.subordinate')}\s{words.either('reference.lies')}"
    town = (
        rf"{words.either('function.the')}\s(?P<kind>[\w-]{{1,14}}\s)?{words.either('reference.towns', 'nouns.sites')}"
    )
    toward = rf"(?:{words.either('reference.toward')}\s)?"
    return re.compile(rf"(?<![\w-])(?:(?P<town>{town})(?:,?\s{clause}|,)?|{clause})\s{toward}$")


@cache
def _lead(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what stands before a place that opens a clause, up to it."""
    and_ = words.either("function.and")
    return re.compile(
        rf"(?:^[\W_]*|(?P<next>:\s|[,;]\s{and_}\s)|[,;]\s){words.either('function.at_places')}\s(?:{words.either('function.the')}\s)?$"
    )


@cache
def _quarter(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of one quarter or more: "the Thawra and Al-Qusour neighbourhoods"."""
    return re.compile(rf"(?:[\w'-]{{1,20}}[\s,]{{1,2}}){{1,6}}?{words.either('nouns.quarters', plural=True)}(?![\w-])")
