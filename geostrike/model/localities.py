"""Locality expressions: what a phrase says about where, in a closed set of forms.

A form knows words' meanings but no places and no shapes: `locality` makes it from text,
`resolve` finds its places, `georeference` draws it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from geostrike.model.measures import Distance, Heading
from geostrike.model.places import PlaceKind


class LocalityKind(StrEnum):
    """Names of the forms, as they stand in the column `locality_kind`."""

    FEATURE = "feature"
    OFFSET = "offset"
    DISTANCE_ONLY = "distance_only"
    HEADING_ONLY = "heading_only"
    NEAR = "near"
    BETWEEN = "between"
    ALONG_ROAD = "along_road"
    ORTHOGONAL = "orthogonal"
    PART = "part"
    BORDER = "border"
    OFFSHORE = "offshore"
    ALL_OF = "all_of"
    ANY_OF = "any_of"
    COORDINATES = "coordinates"


class Proximity(StrEnum):
    """Grades of nearness."""

    NEAR = "near"
    OUTSKIRTS = "outskirts"
    ADJACENT = "adjacent"
    AROUND = "around"


class Route(StrEnum):
    """How a distance was measured: by air unless the text says by road."""

    AIR = "air"
    ROAD = "road"


class Portion(StrEnum):
    """Which portion of a place a `Part` means."""

    INTERIOR = "interior"
    OUTSKIRTS = "outskirts"


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name as used in a phrase.

    Parameters
    ----------
    name
        The name to look up ("Sirte"); "" for an anaphor that nothing resolves.
    cue
        Sort of place that its words ask for ("district" -> ADMIN2 or ADMIN1, "air base" ->
        AIRFIELD), or None.
    within
        Names of containing places, nearest first: ("Alaska",), ("Sirte district", "Libya").
        Demonyms count: "the Libyan city of Sirte" -> ("Libyan",).
    anaphoric
        Whether the text said "the city", "the camp", and the name was found by looking back.
    text
        As written; not part of equality.
    """

    name: str
    cue: PlaceKind | None = None
    within: tuple[str, ...] = ()
    anaphoric: bool = False
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Feature:
    """The place itself: "in Sirte". `clue` is an offset that only says which one it is."""

    place: Toponym
    clue: Locality | None = None
    kind: ClassVar = LocalityKind.FEATURE


@dataclass(frozen=True, slots=True)
class Offset:
    """A distance along a heading: "45 km south-west of Sirte"."""

    place: Toponym
    distance: Distance
    heading: Heading
    route: Route = Route.AIR
    kind: ClassVar = LocalityKind.OFFSET


@dataclass(frozen=True, slots=True)
class DistanceOnly:
    """A distance with no direction: "roughly 100 miles outside of Sirte"."""

    place: Toponym
    distance: Distance
    route: Route = Route.AIR
    kind: ClassVar = LocalityKind.DISTANCE_ONLY


@dataclass(frozen=True, slots=True)
class HeadingOnly:
    """A direction with no distance: "south of the city"."""

    place: Toponym
    heading: Heading
    kind: ClassVar = LocalityKind.HEADING_ONLY


@dataclass(frozen=True, slots=True)
class Near:
    """Close to a place, with no number: "in the vicinity of Bayji"."""

    place: Toponym
    proximity: Proximity = Proximity.NEAR
    kind: ClassVar = LocalityKind.NEAR


@dataclass(frozen=True, slots=True)
class Between:
    """Somewhere between two places; `fraction` of the way from `place` where stated (0.5 = halfway)."""

    place: Toponym
    other: Toponym
    fraction: float | None = None
    route: Route = Route.AIR
    kind: ClassVar = LocalityKind.BETWEEN


@dataclass(frozen=True, slots=True)
class AlongRoad:
    """On the road from `place` to `other`, `distance` along it where stated.

    Either end may be missing: "on the road to Waddan" has only `other`.
    """

    place: Toponym | None
    other: Toponym | None
    distance: Distance | None = None
    kind: ClassVar = LocalityKind.ALONG_ROAD


@dataclass(frozen=True, slots=True)
class Leg:
    """One of the two offsets of an orthogonal expression."""

    distance: Distance
    heading: Heading


@dataclass(frozen=True, slots=True)
class Orthogonal:
    """Two offsets at right angles: "6 km N and 4 km W of"."""

    place: Toponym
    legs: tuple[Leg, Leg]
    kind: ClassVar = LocalityKind.ORTHOGONAL


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a place: "southern Libya", "central Somalia" (heading None), "eastern outskirts of Mosul"."""

    place: Toponym
    heading: Heading | None
    portion: Portion = Portion.INTERIOR
    kind: ClassVar = LocalityKind.PART


@dataclass(frozen=True, slots=True)
class Border:
    """Along the border of `place` with `other`; other None where only one side is named.

    "along the border with Niger" has `place` None: the document's country takes that side.
    """

    place: Toponym | None
    other: Toponym | None
    kind: ClassVar = LocalityKind.BORDER


@dataclass(frozen=True, slots=True)
class Offshore:
    """At sea off a place's coast; `distance` from the shore where stated."""

    place: Toponym | None
    distance: Distance | None = None
    heading: Heading | None = None
    kind: ClassVar = LocalityKind.OFFSHORE


@dataclass(frozen=True, slots=True)
class AllOf:
    """Where every part is true: "near X, 20 km south of Y, in Z district"."""

    parts: tuple[Locality, ...]
    kind: ClassVar = LocalityKind.ALL_OF


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Several places, not their mean: "15NM northwest and 16NM east of Mosul"."""

    parts: tuple[Locality, ...]
    kind: ClassVar = LocalityKind.ANY_OF


@dataclass(frozen=True, slots=True)
class Coordinates:
    """Coordinates in the text.

    Parameters
    ----------
    lon, lat
        WGS84 degrees of the middle of what was written.
    precision_m
        Radius in metres of the circle about the point that holds every position which would
        be written in the same way (half a diagonal of the last digit's cell).
    notation
        "decimal", "dms", "mgrs" or "utm".
    swapped
        Whether the text had latitude and longitude in an impossible order, and they were exchanged.
    """

    lon: float
    lat: float
    precision_m: float
    notation: str = "decimal"
    swapped: bool = False
    kind: ClassVar = LocalityKind.COORDINATES


Clause = (
    Feature
    | Offset
    | DistanceOnly
    | HeadingOnly
    | Near
    | Between
    | AlongRoad
    | Orthogonal
    | Part
    | Border
    | Offshore
    | Coordinates
)
Locality = Clause | AllOf | AnyOf


def leaves(locality: Locality) -> Iterator[Clause]:
    """Yield the clauses that an expression is put together of, in reading order, without their clues.

    >>> [leaf.place.name for leaf in leaves(AllOf((Near(Toponym("Hun")), Feature(Toponym("Jufra")))))]
    ['Hun', 'Jufra']
    """
    if isinstance(locality, AllOf | AnyOf):
        for part in locality.parts:
            yield from leaves(part)
    else:
        yield locality


def clauses(locality: Locality) -> Iterator[Clause]:
    """Yield the clauses of an expression in reading order, each followed by those of its clue."""
    for leaf in leaves(locality):
        yield leaf
        if isinstance(leaf, Feature) and leaf.clue is not None:
            yield from clauses(leaf.clue)


def toponyms(locality: Locality) -> Iterator[Toponym]:
    """Yield every toponym of an expression in reading order, clues included.

    >>> [t.name for t in toponyms(Between(Toponym("Sirte"), Toponym("Waddan")))]
    ['Sirte', 'Waddan']
    """
    for clause in clauses(locality):
        match clause:
            case Coordinates():
                continue
            case Between() | AlongRoad() | Border():
                yield from (end for end in (clause.place, clause.other) if end is not None)
            case _:
                if clause.place is not None:
                    yield clause.place


def landmarks(locality: Locality) -> Iterator[Toponym]:
    """Yield the names that a place lies beside, not in: sides of borders, and what distances are counted from.

    >>> [t.name for t in landmarks(AllOf((Near(Toponym("Azaz")), Border(None, Toponym("Turkey")))))]
    ['Turkey']
    """
    for clause in clauses(locality):
        if isinstance(clause, Border | DistanceOnly):
            yield from toponyms(clause)


@dataclass(frozen=True, slots=True)
class Mention:
    """A locality expression found in text.

    Parameters
    ----------
    locality
        What the words say.
    start, end
        Character offsets into the text that was scanned (Python slice).
    text
        `scanned[start:end]`, verbatim.
    target
        The unnamed thing that is there, where the words say so: "a village", "the camp".
    remarks
        What a reader should know of the reading: units that disagree, a name found by looking back.
    """

    locality: Locality
    start: int
    end: int
    text: str
    target: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unparsed:
    """A phrase in which no locality was understood; falsy. `detail` says what stood in the way."""

    text: str
    detail: str

    def __bool__(self) -> bool:
        return False
