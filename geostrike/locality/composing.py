"""Localities that stand side by side, put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from geostrike.locality.grammar import Grammar
from geostrike.locality.tokens import Tokens
from geostrike.model import (
    AllOf,
    AnyOf,
    Coordinates,
    DistanceOnly,
    Feature,
    HeadingOnly,
    Locality,
    Near,
    Offset,
    PlaceKind,
    Toponym,
)

_MOST_PARTS = 8
_RELATIVE = (Offset, DistanceOnly, HeadingOnly)
_ANCHORED = (*_RELATIVE, Near)
_AREAS = frozenset(PlaceKind) - {PlaceKind.SETTLEMENT, PlaceKind.AIRFIELD, PlaceKind.SITE}


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
    gap = tokens.key(before.end, after.outer)
    if after.is_weak or (before.is_weak and before.sort != "subject"):
        return None
    if isinstance(before.locality, Feature) and before.locality.clue and gap in grammar.joining["all"]:
        gap = ","
    if isinstance(before.locality, Feature) and isinstance(after.locality, (*_RELATIVE, AllOf)):
        return _clue(before, after, gap, grammar)
    if before.is_weak:
        return None
    if isinstance(after.locality, Feature):
        return _inside(before, after, gap, grammar)
    if gap in grammar.joining["any"]:
        return _span(before, after, AnyOf(_parts(before.locality, AnyOf) + _parts(after.locality, AnyOf)))
    if gap not in grammar.joining["all"]:
        return None
    if _is_several(before.locality, after.locality, gap):
        return _span(before, after, AnyOf(_parts(before.locality, AnyOf) + _parts(after.locality, AnyOf)))
    return _all(before, after)


def _clue(before: Piece, after: Piece, gap: str, grammar: Grammar) -> Piece | None:
    """A name and then a distance from elsewhere: which one of that name, or, of an area, where in it."""
    place = before.locality.place
    area = place.cue in _AREAS or bool(place.within) or grammar.is_country(place.name)
    if gap in grammar.joining["clue"] and not place.anaphoric:
        if not area:
            clues = _parts(before.locality.clue, AllOf) if before.locality.clue else ()
            clues += _parts(after.locality, AllOf)
            return _span(before, after, Feature(place, clues[0] if len(clues) == 1 else AllOf(clues)))
        if before.is_weak:
            return None
        return _within(before, after, grammar) or _all(before, after)
    if gap == "" and area and not before.is_weak:  # "in Libya 28 miles south of Sirte"
        return _within(before, after, grammar) or _all(before, after)
    return None


def _within(area: Piece, relative: Piece, grammar: Grammar) -> Piece | None:
    """A country that a clause names goes to the toponym of its neighbour; a smaller area is a clause of its own."""
    if not grammar.is_country(area.locality.place.name) or not isinstance(relative.locality, _ANCHORED):
        return None
    place = relative.locality.place
    if area.locality.place.name in place.within:
        return None
    wider = replace(place, within=(*place.within, area.locality.place.name))
    return replace(
        relative,
        locality=replace(relative.locality, place=wider),
        outer=min(area.outer, relative.outer),
        end=max(area.end, relative.end),
    )


def _inside(before: Piece, after: Piece, gap: str, grammar: Grammar) -> Piece | None:
    """A locality, and then the area that it is in: "20 km south of Y, in Z district"."""
    if gap not in ("", ",") or after.locality.place.anaphoric or isinstance(before.locality, Feature | AnyOf):
        return None
    if gap == "" and after.outer == after.start:
        return None
    return _within(after, before, grammar) or _all(before, after)


def _is_several(before: Locality, after: Locality, gap: str) -> bool:
    """Whether two clauses can't be of one place: two sides of one anchor, or near one and near another."""
    last = _parts(before, AllOf)[-1]
    if isinstance(last, Near) and isinstance(after, Near):
        return gap != ","
    if isinstance(last, _RELATIVE) and isinstance(after, _RELATIVE):
        return last.place == after.place and last != after
    return False


def _all(before: Piece, after: Piece) -> Piece | None:
    parts = _parts(before.locality, AllOf) + _parts(after.locality, AllOf)
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
