"""The provinces and districts that a story names: what is hardly known of a place lies in one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from geostrike.gazetteer.names import drop_generic, fold
from geostrike.georeference import Names
from geostrike.model import (
    PARTS_OF_COUNTRIES,
    Clause,
    Coordinates,
    Feature,
    Locality,
    Mention,
    Near,
    Place,
    PlaceKind,
    Resolution,
    Toponym,
    leaves,
    toponyms,
)
from geostrike.resolve import bears, is_in_or_near, surely_meant


class Area(NamedTuple):
    """A province or district that a story names: the words, what to draw, the places of its names, and the place."""

    mention: Mention
    locality: Feature | Near
    names: Names
    place: Place


def told_areas(
    mentions: Iterable[Mention], resolve: Callable[[Locality], Names], countries: Iterable[str]
) -> tuple[Area, ...]:
    """Return the areas that a story names in some countries, also as what a place lies in, each once."""
    found: dict[str, Area] = {}
    for mention, toponym in _named(mentions):
        names = resolve(Feature(toponym))
        place = surely_meant(names[toponym])
        if place is None or place.country not in countries:
            continue
        if place.area is not None and place.kind in PARTS_OF_COUNTRIES:
            found.setdefault(place.id, Area(mention, Feature(toponym), names, place))
        elif toponym.cue in PARTS_OF_COUNTRIES:  # a district by its seat
            found.setdefault(place.id, Area(mention, Near(toponym), names, place))
    return tuple(found.values())


def _named(mentions: Iterable[Mention]) -> Iterator[tuple[Mention, Toponym]]:
    """Yield the names of a story that may be of areas."""
    for mention in mentions:
        for leaf in leaves(mention.locality):
            place = _place(leaf)
            if place is not None and place.name:
                yield mention, place
                for at, name in enumerate(place.within):
                    yield mention, Toponym(name, within=place.within[at + 1 :], text=name)


def _place(leaf: Clause) -> Toponym | None:
    return None if isinstance(leaf, Coordinates) else leaf.place


def is_alike(found: Resolution) -> bool:
    """Whether the best place of a name does not bear it by itself, but is spelled alike, or little known by it."""
    return bool(found.chosen) and not bears(found.toponym.name, found.chosen[0])


def only_area(areas: Sequence[Area], drawn: Sequence[Place]) -> Area | None:
    """Return the area that all others lie in, and all strikes that are drawn; None where there is none."""
    for area in areas:
        others = (other.place for other in areas)
        if all(is_in_or_near(place, [area.place]) for place in (*others, *drawn)):
            return area
    return None


def is_said_elsewhere(where: Locality, area: Area) -> bool:
    """Whether an expression puts its place in what may be another province: "in West Kordofan", but no district."""
    own = area.locality.place.name
    within = (name for place in toponyms(where) for name in place.within if name != own)
    return any(drop_generic(fold(name))[1] not in (PlaceKind.ADMIN2, PlaceKind.SETTLEMENT) for name in within)


def as_told(area: Area) -> Mention:
    """Return the mention of an area, with what is drawn of it."""
    return replace(area.mention, locality=area.locality)
