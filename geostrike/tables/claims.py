"""What a locality states in numbers: the distance, the direction, and the name that they start from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from geostrike.model import (
    AlongRoad,
    Distance,
    DistanceOnly,
    Feature,
    Heading,
    HeadingOnly,
    Locality,
    Offset,
    Offshore,
    Place,
    PlaceKind,
    Resolution,
    Toponym,
    landmarks,
    leaves,
    toponyms,
)

_SURE = 0.5
"""Weight above which a document is taken to speak of one country."""

_OffsetLike: TypeAlias = Offset | DistanceOnly | HeadingOnly | AlongRoad | Offshore


@dataclass(frozen=True, slots=True)
class Claim:
    """The first offset-like statement of a locality; each part None where it is not stated."""

    place: Toponym | None = None
    distance: Distance | None = None
    heading: Heading | None = None


def beside_countries(locality: Locality | None, names: Mapping[Toponym, Resolution]) -> frozenset[Place]:
    """Return the countries at whose border a place lies, by the words: "a mile from the border with Israel"."""
    beside = landmarks(locality) if locality is not None else ()
    places = (names[toponym].best for toponym in beside if toponym in names)
    return frozenset(place for place in places if place is not None and place.kind is PlaceKind.COUNTRY)


def claim(locality: Locality | None) -> Claim:
    """Return what `locality` states in numbers.

    Among several parts the first with a distance speaks, else the first with a direction; its own reference
    place comes with it, so that name and numbers belong together. What says where a named place lies ("in Fuqaha,
    500 km south of Sirte", "in Hays, south of Hodeidah") speaks where nothing else does. The two legs of an
    orthogonal locality do not, since no single bearing describes them.

    >>> from geostrike.model import AllOf, Feature, Unit
    >>> sirte = Toponym("Sirte")
    >>> offset = Offset(sirte, Distance(45, 45, Unit.KILOMETRE), Heading(225))
    >>> claim(AllOf((Feature(Toponym("Libya")), offset))).place.name
    'Sirte'
    >>> claim(Feature(sirte)).distance is None
    True
    """
    if locality is None:
        return Claim()
    found = _offset_like(locality) or _clue(locality)
    if found is None:
        return Claim(place=next(toponyms(locality), None))
    start = found.place or found.other if isinstance(found, AlongRoad) else found.place
    # Each of these forms lacks one of the two, and says so by having no such field.
    return Claim(start, getattr(found, "distance", None), getattr(found, "heading", None))


def _clue(locality: Locality) -> _OffsetLike | None:
    clues = (leaf.clue for leaf in leaves(locality) if isinstance(leaf, Feature) and leaf.clue is not None)
    return next((told for told in map(_offset_like, clues) if told is not None), None)


def _offset_like(locality: Locality) -> _OffsetLike | None:
    found = [leaf for leaf in leaves(locality) if isinstance(leaf, _OffsetLike)]
    return next((told for told in found if not isinstance(told, HeadingOnly)), next(iter(found), None))


def spoken_of(countries: Mapping[str, float]) -> str:
    """Return the country that a document speaks of: the one with more than half of the weight, "" where none has.

    >>> spoken_of({"LY": 0.9, "US": 0.1}), spoken_of({"IL": 0.3}), spoken_of({})
    ('LY', '', '')
    """
    likely = max(sorted(countries), key=lambda code: countries[code], default="")
    return likely if countries.get(likely, 0.0) > _SURE else ""
