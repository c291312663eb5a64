"""Localities that stand side by side, put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from geostrike.locality.grammar import Grammar
from geostrike.locality.tokens import Tokens
from geostrike.model import (
    AREAS,
    FACILITIES,
    AllOf,
    AnyOf,
    Between,
    Border,
    Coordinates,
    DistanceOnly,
    Feature,
    HeadingOnly,
    Locality,
    Near,
    Offset,
    Part,
    PlaceKind,
    Toponym,
)

_MOST_PARTS = 8
_SHORTEST_ASIDE = 3  # tokens: ", a town"
_RELATIVE = (Offset, DistanceOnly, HeadingOnly)
_LOCAL = frozenset({PlaceKind.ADMIN2, PlaceKind.SETTLEMENT})


@dataclass(frozen=True, slots=True)
class Piece:
    """An expression with its span in tokens.

    Parameters
    ----------
    outer
        Where its lead begins ("in"), which is no part of the span.
    sort
        The form that made it: "subject" and "anchor" are of use to others only.
    """

    locality: Locality
    start: int
    end: int
    outer: int
    sort: str

    @property
    def is_weak(self) -> bool:
        """Whether it is only a name in passing."""
        return self.sort in ("subject", "anchor")


def compose(pieces: Iterable[Piece], tokens: Tokens, grammar: Grammar) -> list[Piece]:
    """Join neighbours: clues to their names, clauses of one place to `AllOf`, several places to `AnyOf`."""
    joined: list[Piece] = []
    for piece in pieces:
        together = _join(joined[-1], piece, tokens, grammar) if joined else None
        if together is None:
            joined.append(piece)
        else:
            joined[-1] = together
    return joined


def _join(before: Piece, after: Piece, tokens: Tokens, grammar: Grammar) -> Piece | None:
    if after.is_weak or (before.sort == "anchor" and not _is_measured(after.locality)):
        return None
    gap = _gap(before, after, tokens, grammar)
    name, relative = before.locality, after.locality
    if isinstance(name, Feature) and isinstance(relative, (*_RELATIVE, AllOf)):
        return _clue(before, name, after, gap, grammar)
    if before.is_weak:
        return None
    if isinstance(relative, Feature):
        return _inside(before, after, gap, tokens, grammar)
    return _clauses(before, after, gap, tokens, grammar)


def _clauses(before: Piece, after: Piece, gap: str, tokens: Tokens, grammar: Grammar) -> Piece | None:
    """Join a locality and a clause behind it that is no name."""
    if isinstance(before.locality, _RELATIVE) and gap in grammar.joining.get("anchor", ()):
        return _span(before, after, before.locality)  # "south of Hun, which lies 450 km east of Sabha": Hun does
    if _is_one(before.locality, after.locality, gap, grammar):
        return _all(before, after)
    return _vaguer(before, after, gap, tokens, grammar) or _beside(before, after, gap, grammar)


def _gap(before: Piece, after: Piece, tokens: Tokens, grammar: Grammar) -> str:
    """Give the words between two localities; a comma for those that only say what the first one is."""
    first, last = before.end, after.outer
    if first < last and tokens.words[first] in grammar.joining.get("noun", ()):
        first += 1  # "the Sorman area, 70 km from Tripoli"
    if last - first < _SHORTEST_ASIDE:
        return tokens.key(first, last)
    kinds = ("before", "measured") if _is_measured(after.locality) else ("before",)
    said = (pattern for kind in kinds if (pattern := grammar.apposition.get(kind)))
    is_said = any(pattern.fullmatch(tokens.code, 2 * first, 2 * last) for pattern in said)
    return "," if is_said else tokens.key(first, last)


def _is_measured(locality: Locality) -> bool:
    return any(isinstance(part, Offset | DistanceOnly) for part in _parts(locality, AllOf))


def _is_one(name: Locality, relative: Locality, gap: str, grammar: Grammar) -> bool:
    """Whether two clauses side by side tell of one place: "near Birta outside Dinsor", "8 km from Hit near Birta"."""
    if gap:
        return gap in grammar.joining["clue"] and _is_about(name, relative, grammar)
    last = _parts(name, AllOf)[-1]
    near = isinstance(last, _RELATIVE) and isinstance(relative, Near) and not relative.place.anaphoric
    return near or _is_about(last, relative, grammar) or _is_at_border_of(name, relative, grammar)


def _is_at_border_of(before: Locality, after: Locality, grammar: Grammar) -> bool:
    """Whether one of two clauses says in which country a border is meant: "in Syria near the Turkish border"."""
    for inside, border in ((before, after), (after, before)):
        if isinstance(border, Border) and isinstance(inside, Feature | Part):
            return grammar.words.is_country(inside.place.name)
    return False


def _is_about(name: Locality, relative: Locality, grammar: Grammar) -> bool:
    """Whether a named place is told by another one at once: "in the Sidr area north of Zillah", "Birta near Dinsor"."""
    if not isinstance(name, Feature | Near) or name.place.anaphoric or grammar.words.is_country(name.place.name):
        return False
    told = Near if isinstance(name, Feature) else (*_RELATIVE, Near)
    return isinstance(relative, told) and not relative.place.anaphoric


def _beside(before: Piece, after: Piece, gap: str, grammar: Grammar) -> Piece | None:
    """Join several places, or several clauses of one."""
    name, relative = before.locality, after.locality
    if gap in grammar.joining["any"] or (gap in grammar.joining["all"] and _is_several(name, relative, gap)):
        return _span(before, after, AnyOf(_parts(name, AnyOf) + _parts(relative, AnyOf)))
    return _all(before, after) if gap in grammar.joining["all"] else None


def _clue(before: Piece, name: Feature, after: Piece, gap: str, grammar: Grammar) -> Piece | None:
    """Join a name and the distance behind it, which says which one of that name it is, or, of an area, where in it."""
    place, relative = name.place, after.locality
    if name.clue is not None:
        if gap not in grammar.joining["all"] and gap not in grammar.joining["clue"]:
            return None
        return _span(before, after, Feature(place, AllOf(_parts(name.clue, AllOf) + _parts(relative, AllOf))))
    area = place.cue in AREAS or bool(place.within) or grammar.words.is_country(place.name)
    close = gap in grammar.joining["clue"] or (gap == "" and not before.is_weak)
    if close and not area and not place.anaphoric:
        return _span(before, after, Feature(place, relative))
    if before.is_weak or not area or (gap and (place.anaphoric or gap not in grammar.joining["clue"])):
        return None
    country = grammar.words.is_country(place.name)
    return (country and _within(before, place, after)) or _all(before, after)  # "in Libya 28 miles south of Sirte"


def _vaguer(before: Piece, after: Piece, gap: str, tokens: Tokens, grammar: Grammar) -> Piece | None:
    """Join a named place and what it lies in a part of, or between: "Bounti in central Mali"."""
    name, relative = before.locality, after.locality
    if not isinstance(name, Feature | Near) or not isinstance(relative, Part | Between):
        return None
    place = name.place
    if place.anaphoric or grammar.words.is_country(place.name):
        return None
    if isinstance(relative, Between):
        joined = gap == "" or gap in grammar.joining["clue"]
    else:
        joined = gap in ("", ",") and tokens.key(after.outer, after.start) in grammar.joining["inside"]
    if not joined:
        return None
    if isinstance(relative, Part):
        place = _held(place, relative.place)
    if isinstance(name, Near):
        return _all(replace(before, locality=replace(name, place=place)), after)
    return _span(before, after, Feature(place, name.clue or relative))


def _held(place: Toponym, area: Toponym) -> Toponym:
    """Say of a place that it lies in an area: a namesake elsewhere is not meant."""
    if area.anaphoric or not area.name or area.name in place.within:
        return place
    return replace(
        place, within=(*place.within, area.name, *(name for name in area.within if name not in place.within))
    )


def _within(area: Piece, around: Toponym, relative: Piece) -> Piece | None:
    """Give an area that a clause names to its neighbour's toponym."""
    clause = relative.locality
    if not isinstance(clause, Offset | DistanceOnly | HeadingOnly | Near | Feature):
        return None
    wider = _held(clause.place, around)
    if wider is clause.place:
        return None
    outer, end = min(area.outer, relative.outer), max(area.end, relative.end)
    return replace(relative, locality=replace(clause, place=wider), outer=outer, end=end)


def _inside(before: Piece, after: Piece, gap: str, tokens: Tokens, grammar: Grammar) -> Piece | None:
    """Join a locality and the area behind it: "20 km south of Y, in Z district", "the X hospital in the city of Y"."""
    where = after.locality
    if (
        gap not in ("", ",")
        or not isinstance(where, Feature)
        or where.place.anaphoric
        or isinstance(before.locality, AnyOf)
    ):
        return None
    if isinstance(before.locality, Feature):
        return _name_inside(before, after, gap, tokens, grammar)
    area = _typed(after, where.place, tokens)
    if gap == "" and after.outer == after.start:
        return None
    if grammar.words.is_country(area.name) and (within := _within(after, area, before)):
        return within
    if isinstance(before.locality, Near) and area.cue in AREAS and after.outer < after.start:
        before = replace(before, locality=replace(before.locality, place=_held(before.locality.place, area)))
    return _all(before, after)


def _name_inside(before: Piece, after: Piece, gap: str, tokens: Tokens, grammar: Grammar) -> Piece | None:
    """Join a name and the area behind it that it lies in, or that lies in it: "In Marib, Sirwah district was hit"."""
    name, where = before.locality, after.locality
    if not isinstance(name, Feature) or not isinstance(where, Feature):
        return None
    place, area = name.place, _typed(after, where.place, tokens)
    is_led = after.outer < after.start
    if gap and not is_led and area.cue in _LOCAL and not place.anaphoric:
        return _span(before, after, replace(where, place=_held(where.place, place)))
    inside = tokens.key(after.outer, after.start) in grammar.joining["inside"]
    housed = inside and place.cue in FACILITIES and not place.anaphoric and before.end == after.outer
    known = is_led and (area.cue in AREAS or grammar.words.is_country(area.name))
    return _within(after, area, before) if (known and gap) or housed else None


def _typed(area: Piece, place: Toponym, tokens: Tokens) -> Toponym:
    """Write an area with the word that says what it is: "Dhamar province" holds a village that the town does not."""
    written = tokens.verbatim(area.start, area.end)
    one_more = len(written.split()) == len(place.name.split()) + 1
    return replace(place, name=written) if one_more and written.startswith(f"{place.name} ") else place


def _is_several(before: Locality, after: Locality, gap: str) -> bool:
    """Say whether two clauses can't be of one place: two sides of one anchor, or near one and near another."""
    last = _parts(before, AllOf)[-1]
    if isinstance(last, Near) and isinstance(after, Near):
        return gap != ","
    if isinstance(last, Offset | DistanceOnly | HeadingOnly) and isinstance(after, Offset | DistanceOnly | HeadingOnly):
        return last.place == after.place and last != after
    return False


def _all(before: Piece, after: Piece) -> Piece | None:
    # Which border comes after where at it.
    parts = tuple(
        sorted(_parts(before.locality, AllOf) + _parts(after.locality, AllOf), key=lambda p: isinstance(p, Border))
    )
    return _span(before, after, AllOf(parts)) if len(parts) <= _MOST_PARTS else None


def _parts(locality: Locality, kind: type[AllOf] | type[AnyOf]) -> tuple[Locality, ...]:
    return locality.parts if isinstance(locality, kind) else (locality,)


def _span(before: Piece, after: Piece, locality: Locality) -> Piece:
    return Piece(locality, before.start, after.end, before.outer, after.sort)


def renamed(locality: Locality, change: dict[Toponym, Toponym]) -> Locality:
    """Replace toponyms throughout an expression.

    >>> city = Toponym("", anaphoric=True)
    >>> renamed(Near(city), {city: Toponym("Sirte", anaphoric=True)}).place.name
    'Sirte'
    """
    if isinstance(locality, AllOf | AnyOf):
        return type(locality)(tuple(renamed(part, change) for part in locality.parts))
    if isinstance(locality, Coordinates):
        return locality
    changes: dict[str, object] = {}
    for role in ("place", "other"):
        place = getattr(locality, role, None)
        if place in change:
            changes[role] = change[place]
    if isinstance(locality, Feature) and locality.clue is not None:
        changes["clue"] = renamed(locality.clue, change)
    return replace(locality, **changes)  # type: ignore[arg-type]
