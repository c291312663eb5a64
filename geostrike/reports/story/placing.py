"""Where a strike was: which of the places that its statements name says most of it."""

from __future__ import annotations

from bisect import bisect_right

from geostrike.model import (
    Feature,
    HeadingOnly,
    Mention,
    Near,
    Part,
    PlaceKind,
)
from geostrike.reports.belonging.own_places import is_object, is_seat
from geostrike.reports.belonging.places import WIDE, precision, share_name
from geostrike.reports.sentences.continuations import tells_of_town
from geostrike.reports.sources import Source, Statement
from geostrike.reports.story.threads import Thread
from geostrike.reports.story.whereabouts import completed, is_name, lies_in, parts_of, related, with_distance
from geostrike.reports.text.prose import first_within

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
    wide = source.wide
    where, *rest = parts_of(mention.locality)
    if isinstance(where, Feature) and where.clue is None and is_name(where.place, wide):
        told = (each for each in thread.statements if each.sentence.end <= statement.sentence.start)
        for rough in (
            each for before in told for each in before.mentions if _is_roughly(source, each, (mention, statement), wide)
        ):
            if (placed := with_distance(where, rough.locality, wide)) is not None:
                return completed(mention, (placed, *rest), rough)
    return mention


def _most_exact(thread: Thread, source: Source) -> tuple[Mention | None, Statement | None]:
    """Return the mention that says most of the place of a strike, and the statement that it stands in."""
    wide = source.wide
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
    if not isinstance(where, Feature) or not is_name(where.place, wide) or share_name(rough, named):
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


def _named_before(source: Source, thread: Thread, mention: Mention) -> tuple[Mention, Statement] | None:
    """Return the place that a strike's distance is told of, if that was named: "Hun was hit. The town is 9 km ..."."""
    wide = source.wide
    for statement in thread.statements:
        for named in statement.mentions:
            where, *rest = parts_of(named.locality)
            if not isinstance(where, Feature) or not is_name(where.place, wide) or named.end > mention.start:
                continue
            told = with_distance(where, mention.locality, wide)
            if told and _is_of_strike(source, statement, named) and _goes_on(source, statement, mention):
                return completed(named, (told, *rest), mention), statement
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
        return related(source, mention) is not None
    sentence = source.sentences[bisect_right(source.sentences, mention.start, key=lambda each: each.start) - 1]
    return not source.has(sentence.start, mention.start, "reference.also", "reference.again", "reference.other")
