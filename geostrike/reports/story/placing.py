"""Where a strike was: the words that say most of its place, with what the story says elsewhere of where that lies."""

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
from geostrike.reports.belonging.own_places import is_object, is_seat
from geostrike.reports.belonging.places import WIDE, is_wide, precision, share_name
from geostrike.reports.sentences.continuations import tells_of_town
from geostrike.reports.sources import Source, Statement
from geostrike.reports.story.threads import Thread
from geostrike.reports.text.prose import first_within, within
from geostrike.reports.text.vocabulary import Vocabulary, wide_names

_FAR = 5_000
"""Characters within which a story says where a place lies; keeps the work linear."""

_SENTENCES = 6
"""Sentences behind a place in which "the town" is that place."""

_SOON = 80
"""Characters behind "lies" in which a place must end, and before a distance in which it is said whose it is."""

_JUST = 24
"""Characters before a place in which the word for the strike stands that it is the place of."""

_OF_TELLERS = 4
"""How much less the town says in which those are who tell of a strike; more than the country, less than a province."""

_OF_HEADLINES = 3
"""How much less a headline's place says, where common words have capitals too: "Hits Funeral Ceremony in Yemen"."""

_OF_THE_TOWN = 7
"""What counts at most for a sentence on where "the town" lies: the name of that town says more."""


def place_of(thread: Thread, source: Source) -> tuple[Mention | None, Statement | None]:
    """Return the mention that says most of the place of a strike, and the statement that it stands in.

    A distance comes with the name of the place that it is told of: "Jets bombed Hun. The town, 9 km from Waddan, ...".
    """
    mention, statement = _most_exact(thread, source)
    if mention is None or statement is None:
        return mention, statement
    return _named_before(source, thread, mention) or (_told_roughly(thread, source, mention, statement), statement)


def _told_roughly(thread: Thread, source: Source, mention: Mention, statement: Statement) -> Mention:
    """Return a place with the direction that was all that was told at first: "a town west of Tripoli ... in Zuwara"."""
    wide = wide_names(source.words)
    where, *rest = _parts(mention.locality)
    if isinstance(where, Feature) and where.clue is None and _is_name(where.place, wide):
        told = (each for each in thread.statements if each.sentence.end <= statement.sentence.start)
        for rough in (
            each for before in told for each in before.mentions if _is_roughly(source, each, (mention, statement), wide)
        ):
            if (placed := _with(where, rough.locality, wide)) is not None:
                return _completed(mention, (placed, *rest), rough)
    return mention


def _most_exact(thread: Thread, source: Source) -> tuple[Mention | None, Statement | None]:
    """Return the mention that says most of the place of a strike, and the statement that it stands in."""
    wide = wide_names(source.words)
    best: tuple[Mention | None, Statement | None] = (None, None)
    score = -_OF_TELLERS
    for statement in thread.statements:
        for mention in statement.mentions:
            exact = precision(mention, wide)
            bare = isinstance(mention.locality, Feature) and mention.locality.clue is None
            of_tellers = bare and is_seat(source, statement.start, mention)
            said = 2 * exact - _OF_HEADLINES * statement.sentence.headline - (_OF_TELLERS if of_tellers else 0)
            said += exact <= WIDE and _is_district(mention)
            said -= exact > WIDE and isinstance(mention.locality, Part)  # "central Hun", and its quarter that is named
            if tells_of_town(source, statement.sentence.start, statement.sentence.end):
                said = min(said, _OF_THE_TOWN)
            more = said > score and not _is_roughly(source, mention, best, wide)
            named = said == 2 * exact and _is_roughly(source, best[0], (mention, statement), wide)
            body = best[1] is not None and best[1].sentence.headline > statement.sentence.headline
            if more or named or (said == score and (body or _is_finer(source, mention, best[0]))):
                # A country alone is no place to quote a sentence for.
                best, score = (mention, statement if exact > 1 else None), said
    return best


def _is_district(mention: Mention) -> bool:
    """Whether a place is called a district, which says more than the province that it lies in."""
    return isinstance(mention.locality, Feature) and mention.locality.place.cue is PlaceKind.ADMIN2


def _is_roughly(
    source: Source, rough: Mention | None, told: tuple[Mention | None, Statement | None], wide: frozenset[str]
) -> bool:
    """Whether one place only points to another that is named: "west of Jufra", "at Hun"; "outside Hun", "hit Sokna"."""
    named, statement = told
    if rough is None or named is None:
        return False
    where = named.locality
    if not isinstance(where, Feature) or not _is_name(where.place, wide) or share_name(rough, named):
        return False
    if isinstance(rough.locality, Near):
        is_town = where.place.cue is PlaceKind.SETTLEMENT
        return is_town and statement is not None and _is_of_strike(source, statement, named)
    return isinstance(rough.locality, HeadingOnly)


def _is_finer(source: Source, mention: Mention, other: Mention | None) -> bool:
    """Whether a place is said to lie in another, told before: "jets hit Idlib. ... a market in Ariha in Idlib"."""
    if other is None or not isinstance(other.locality, Feature) or not isinstance(mention.locality, Feature):
        return False
    if other.locality.place.name in mention.locality.place.within:
        return True
    return lies_in(source, mention, (each for each in source.mentions if share_name(each, other)))


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


@cache
def _lies(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern from a name to where it lies: " village, which has a market, lies", ", which sits"."""
    aside = r"(?:\s[\w-]{1,12})?,\s(?:[^,.;]|(?<=\d),(?=\d)){2,80},"
    which = rf",?\s{words.either('reference.subordinate')}"
    return re.compile(rf"(?:{which}|{aside})?\s(?:[\w-]{{1,12}}\s)?{words.either('reference.lies')}\s")


def told_further(source: Source, mention: Mention) -> Mention:
    """Return a named place with the distance at which the story says elsewhere that it lies.

    "A drone hit a car in Sabha. The oasis town lies 900 km south of Tripoli."
    """
    wide = wide_names(source.words)
    where, *rest = _parts(mention.locality)
    if not isinstance(where, Feature | Near) or not _is_name(where.place, wide):
        return mention
    for lies in chain(where_it_lies(source, mention), _where_the_town_lies(source, mention, where.place.name)):
        told = _with(where, lies.locality, wide)
        if told is not None:
            return _completed(mention, (told, *rest), lies)
    return mention


def _parts(where: Locality) -> tuple[Locality, ...]:
    """Return the localities that all hold: two of "at Maya near Zawiya", else the one itself."""
    return where.parts if isinstance(where, AllOf) else (where,)


def _completed(mention: Mention, parts: tuple[Locality, ...], said: Mention) -> Mention:
    """Return a mention with what the story says of its place elsewhere, and a remark on that."""
    where = AllOf(parts) if len(parts) > 1 else parts[0]
    return replace(mention, locality=where, remarks=(*mention.remarks, f"said of it elsewhere: {said.text!r}"))


def _named_before(source: Source, thread: Thread, mention: Mention) -> tuple[Mention, Statement] | None:
    """Return the place that a strike's distance is told of, if that was named: "Hun was hit. The town is 9 km ..."."""
    wide = wide_names(source.words)
    for statement in thread.statements:
        for named in statement.mentions:
            where, *rest = _parts(named.locality)
            if not isinstance(where, Feature) or not _is_name(where.place, wide) or named.end > mention.start:
                continue
            told = _with(where, mention.locality, wide)
            if told and _is_of_strike(source, statement, named) and _goes_on(source, statement, mention):
                return _completed(named, (told, *rest), mention), statement
    return None


def _is_of_strike(source: Source, statement: Statement, named: Mention) -> bool:
    """Whether a place is what was struck, or where a thing or a strike is said to be: "a compound at", "a raid on"."""
    just = first_within(source.triggers, max(statement.start, named.start - _JUST), named.start)
    struck = bool(named.target) or just is not None or is_object(source, statement.start, named)
    return struck and not is_seat(source, statement.start, named)


def _goes_on(source: Source, statement: Statement, mention: Mention) -> bool:
    """Whether a distance is told of what a statement named: in a sentence on no other place, or in a clause on it."""
    behind = statement.sentence.end
    if behind > mention.start:
        return _related(source, mention) is not None
    sentence = source.sentences[bisect_right(source.sentences, mention.start, key=lambda each: each.start) - 1]
    return not source.has(sentence.start, mention.start, "reference.also", "reference.again", "reference.other")


def _is_name(place: Toponym, wide: frozenset[str]) -> bool:
    """Whether a toponym is the name of a place that is no province or country; a quarter of a town is one."""
    is_quarter = place.cue is PlaceKind.ADMIN2 and bool(place.within)
    return bool(place.name) and not place.anaphoric and (is_quarter or not is_wide(place, wide))


def _with(where: Feature | Near, said: Locality, wide: frozenset[str]) -> Locality | None:
    """Return a named place with the distance at which it is said to lie; None where that is of itself, or is known."""
    parts = _parts(said)
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


def _is_vague(place: Toponym, wide: frozenset[str]) -> bool:
    """Whether a place is a province or a country, or only points back: "near the town, which lies 9 km from"."""
    return place.anaphoric or is_wide(place, wide)


def _where_the_town_lies(source: Source, mention: Mention, name: str) -> Iterator[Mention]:
    """Yield the distances that are told of "the town", up to where another place is named."""
    first = bisect_right(source.sentences, mention.start, key=lambda sentence: sentence.start) - 1
    for sentence in source.sentences[first : first + 1 + _SENTENCES]:
        there = within(source.mentions, max(mention.end, sentence.start), sentence.end)
        if tells_of_town(source, sentence.start, sentence.end):
            yield from there[:1]
            return
        yield from (each for each in there if (said := _related(source, each)) and said["town"])
        named = (each.locality for each in there)
        if any(isinstance(each, Feature | Near) and each.place.name not in ("", name) for each in named):
            return


@cache
def _within(words: Vocabulary) -> re.Pattern[str]:
    place = rf"{words.either('function.articles')}\s(?:[\w-]{{2,16}}\s){{1,3}}"
    return re.compile(rf",?\s(?:{place})?{words.either('function.within')}\s(?:{words.either('function.the')}\s)?")


def _related(source: Source, mention: Mention) -> re.Match[str] | None:
    """Match the words before a distance that put it to something told before, not to a base with a name of its own."""
    said = _relating(source.words).search(source.folded, max(0, mention.start - _SOON), mention.start)
    named = said is not None and said["kind"] is not None and source.text[said.start("kind")].isupper()
    return None if named else said


@cache
def _relating(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what puts a distance to something named before: ", which lies", "the town"."""
    clause = rf"{words.either('reference.subordinate')}\s{words.either('reference.lies')}"
    town = (
        rf"{words.either('function.the')}\s(?P<kind>[\w-]{{1,14}}\s)?{words.either('reference.towns', 'nouns.sites')}"
    )
    toward = rf"(?:{words.either('reference.toward')}\s)?"
    return re.compile(rf"(?<![\w-])(?:(?P<town>{town})(?:,?\s{clause}|,)?|{clause})\s{toward}$")
