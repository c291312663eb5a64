"""Localities that stand side by side, put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

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
    toponyms,
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
        together = _Seam(joined[-1], piece, tokens, grammar).joined() if joined else None
        if together is None:
            joined.append(piece)
        else:
            joined[-1] = together
    return joined


@dataclass(frozen=True)
class _Seam:
    """Two expressions that stand side by side, and what is between them."""

    before: Piece
    after: Piece
    tokens: Tokens
    grammar: Grammar

    def joined(self) -> Piece | None:
        """Give both as one; None where they are not told of one place or as a list."""
        before, after = self.before, self.after
        if after.is_weak or (before.sort == "anchor" and not _is_measured(after.locality)):
            return None
        name, relative = before.locality, after.locality
        if isinstance(name, Feature) and isinstance(relative, (*_RELATIVE, AllOf)):
            return self._clue(name, relative)
        if before.is_weak:
            return None
        if isinstance(relative, Feature):
            return self._inside(name, relative)
        return self._clauses(name, relative)

    def _clauses(self, name: Locality, relative: Locality) -> Piece | None:
        """Join an expression and a clause behind it that is no name."""
        if isinstance(name, _RELATIVE) and self._says("anchor"):
            return self._span(name)  # "south of Hun, which lies 450 km east of Sabha": Hun does
        if self._is_one(name, relative):
            return self._all(name, relative)
        return self._vaguer(name, relative) or self._beside(name, relative)

    @cached_property
    def gap(self) -> str:
        """The words between the two; a comma for those that only say what the first one is."""
        tokens, grammar, first, last = self.tokens, self.grammar, self.before.end, self.after.outer
        if first < last and tokens.words[first] in grammar.joining.get("noun", ()):
            first += 1  # "the Sorman area, 70 km from Tripoli"
        if last - first < _SHORTEST_ASIDE:
            return tokens.key(first, last)
        kinds = ("before", "measured") if _is_measured(self.after.locality) else ("before",)
        said = (pattern for kind in kinds if (pattern := grammar.apposition.get(kind)))
        is_said = any(pattern.fullmatch(tokens.code, 2 * first, 2 * last) for pattern in said)
        return "," if is_said else tokens.key(first, last)

    def _says(self, *kinds: str) -> bool:
        """Whether the words between are of one of the grammar's lists of joining words."""
        return any(self.gap in self.grammar.joining.get(kind, ()) for kind in kinds)

    @property
    def _is_led(self) -> bool:
        """Whether the second begins with a word that leads to its name: "in"."""
        return self.after.outer < self.after.start

    @property
    def _leads_inside(self) -> bool:
        return self.tokens.key(self.after.outer, self.after.start) in self.grammar.joining["inside"]

    def _is_country(self, place: Toponym) -> bool:
        return self.grammar.words.is_country(place.name)

    def _is_one(self, name: Locality, relative: Locality) -> bool:
        """Whether two clauses tell of one place: "near Birta outside Dinsor", "8 km from Hit near Birta"."""
        if self.gap:
            return self._says("clue") and self._is_about(name, relative)
        last = _parts(name, AllOf)[-1]
        near = isinstance(last, _RELATIVE) and isinstance(relative, Near) and not relative.place.anaphoric
        return near or self._is_about(last, relative) or self._is_at_border_of(name, relative)

    def _is_at_border_of(self, name: Locality, relative: Locality) -> bool:
        """Whether one of two clauses is at the border of countries that the other tells.

        "In Syria near the Turkish border", "in Idlib province near the Turkish border".
        """
        if isinstance(relative, Border) and isinstance(name, Feature | Near) and not name.place.anaphoric:
            return any(map(self._is_country, toponyms(relative)))
        for inside, border in ((name, relative), (relative, name)):
            if isinstance(border, Border) and isinstance(inside, Feature | Part):
                return self._is_country(inside.place)
        return False

    def _is_about(self, name: Locality, relative: Locality) -> bool:
        """Whether a named place is told by another at once: "in the Sidr area north of Zillah", "Birta near Dinsor"."""
        if not isinstance(name, Feature | Near) or name.place.anaphoric or self._is_country(name.place):
            return False
        told = Near if isinstance(name, Feature) else (*_RELATIVE, Near)
        return isinstance(relative, told) and not relative.place.anaphoric

    def _beside(self, name: Locality, relative: Locality) -> Piece | None:
        """Join several places, or several clauses of one."""
        if self._says("any") or (self._says("all") and self._is_several(name, relative)):
            return self._span(AnyOf(_parts(name, AnyOf) + _parts(relative, AnyOf)))
        return self._all(name, relative) if self._says("all") else None

    def _is_several(self, name: Locality, relative: Locality) -> bool:
        """Whether two clauses can't be of one place: two sides of one anchor, or near one and near another."""
        last = _parts(name, AllOf)[-1]
        if isinstance(last, Near) and isinstance(relative, Near):
            return self.gap != ","
        if isinstance(last, _RELATIVE) and isinstance(relative, _RELATIVE):
            return last.place == relative.place and last != relative
        return False

    def _clue(self, name: Feature, relative: Locality) -> Piece | None:
        """Join a name and the distance behind it, which says which one of the name it is, or where in an area."""
        place, is_weak = name.place, self.before.is_weak
        if name.clue is not None:
            clue = AllOf(_parts(name.clue, AllOf) + _parts(relative, AllOf))
            return self._span(Feature(place, clue)) if self._says("all", "clue") else None
        is_country = self._is_country(place)
        is_area = place.cue in AREAS or bool(place.within) or is_country
        is_close = self._says("clue") or (self.gap == "" and not is_weak)
        if is_close and not is_area and not place.anaphoric:
            return self._span(Feature(place, relative))
        if is_weak or not is_area or (self.gap and (place.anaphoric or not self._says("clue"))):
            return None
        # "In Libya 28 miles south of Sirte".
        return (is_country and self._within(self.after, place)) or self._all(name, relative)

    def _vaguer(self, name: Locality, relative: Locality) -> Piece | None:
        """Join a named place and what it lies in a part of, or between: "Bounti in central Mali"."""
        if not isinstance(name, Feature | Near) or not isinstance(relative, Part | Between):
            return None
        place, is_part = name.place, isinstance(relative, Part)
        is_joined = self.gap in ("", ",") and self._leads_inside if is_part else self.gap == "" or self._says("clue")
        if place.anaphoric or self._is_country(place) or not is_joined:
            return None
        place = _held(place, relative.place) if is_part else place
        if isinstance(name, Near):
            return self._all(replace(name, place=place), relative)
        return self._span(Feature(place, name.clue or relative))

    def _inside(self, name: Locality, where: Feature) -> Piece | None:
        """Join an expression and the area behind it: "20 km south of Hun, in Jufra district"."""
        if self.gap not in ("", ",") or where.place.anaphoric or isinstance(name, AnyOf):
            return None
        area = self._typed(where.place)
        if isinstance(name, Feature):
            return self._name_inside(name, where, area)
        if self.gap == "" and not self._is_led:
            return None
        is_held = self._is_country(area) or (isinstance(name, Part) and self._is_led)
        if is_held and (within := self._within(self.before, area)):
            return within
        if isinstance(name, Near) and area.cue in AREAS and self._is_led:
            name = replace(name, place=_held(name.place, area))
        return self._all(name, where)

    def _name_inside(self, name: Feature, where: Feature, area: Toponym) -> Piece | None:
        """Join a name and the area that it lies in, or that lies in it: "In Marib, Sirwah district was hit"."""
        place = name.place
        if self.gap and not self._is_led and area.cue in _LOCAL and not place.anaphoric:
            return self._span(replace(where, place=_held(where.place, place)))
        is_housed = self._leads_inside and place.cue in FACILITIES and self.before.end == self.after.outer
        is_known = self._is_led and (area.cue in AREAS or self._is_country(area))
        is_inside = (is_known and self.gap) or (is_housed and not place.anaphoric)
        return self._within(self.before, area) if is_inside else None

    def _typed(self, place: Toponym) -> Toponym:
        """Name the second with the word for its sort: "Dhamar province" holds a village that the town does not."""
        written = self.tokens.verbatim(self.after.start, self.after.end)
        one_more = len(written.split()) == len(place.name.split()) + 1
        return replace(place, name=written) if one_more and written.startswith(f"{place.name} ") else place

    def _within(self, piece: Piece, area: Toponym) -> Piece | None:
        """Give one of the two with the area that the other names as what holds its place."""
        clause = piece.locality
        if not isinstance(clause, Offset | DistanceOnly | HeadingOnly | Near | Feature | Part):
            return None
        place = _held(clause.place, area)
        if place is clause.place:
            return None
        return replace(piece, locality=replace(clause, place=place), outer=self.before.outer, end=self.after.end)

    def _all(self, name: Locality, relative: Locality) -> Piece | None:
        # Which border comes after where at it.
        parts = sorted(_parts(name, AllOf) + _parts(relative, AllOf), key=lambda part: isinstance(part, Border))
        return self._span(AllOf(tuple(parts))) if len(parts) <= _MOST_PARTS else None

    def _span(self, locality: Locality) -> Piece:
        return Piece(locality, self.before.start, self.after.end, self.before.outer, self.after.sort)


def _is_measured(locality: Locality) -> bool:
    return any(isinstance(part, Offset | DistanceOnly) for part in _parts(locality, AllOf))


def _held(place: Toponym, area: Toponym) -> Toponym:
    """Say of a place that it lies in an area: a namesake elsewhere is not meant."""
    if area.anaphoric or not area.name or area.name in place.within:
        return place
    return replace(
        place, within=(*place.within, area.name, *(name for name in area.within if name not in place.within))
    )


def _parts(locality: Locality, kind: type[AllOf] | type[AnyOf]) -> tuple[Locality, ...]:
    return locality.parts if isinstance(locality, kind) else (locality,)


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
