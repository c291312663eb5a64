"""Whether two localities of one document can be the same place, judged by their words alone."""

from __future__ import annotations

from geostrike.model import (
    AREAS,
    AllOf,
    Clause,
    DistanceOnly,
    Feature,
    HeadingOnly,
    Locality,
    LocalityKind,
    Mention,
    Near,
    Offset,
    Offshore,
    Part,
    PlaceKind,
    Toponym,
    leaves,
    toponyms,
)

WIDE = 3
"""Precision up to which a place is a province, a country or a part of one."""

_APART = (PlaceKind.ADMIN1, PlaceKind.ADMIN2)
_LEAST_RATIO = 0.6
_WIDEST_TURN_DEG = 60.0

# How much a form says of the place: a number from a named place most, a bare name least.
_PRECISION = {
    LocalityKind.COORDINATES: 10,
    LocalityKind.OFFSET: 9,
    LocalityKind.ORTHOGONAL: 9,
    LocalityKind.DISTANCE_ONLY: 8,
    LocalityKind.ALONG_ROAD: 8,
    LocalityKind.BETWEEN: 7,
    LocalityKind.OFFSHORE: 6,
    LocalityKind.NEAR: 6,
    LocalityKind.HEADING_ONLY: 5,
    LocalityKind.FEATURE: 4,
    LocalityKind.PART: 3,
    LocalityKind.BORDER: 2,
}
_OF_AIRFIELD = 7
"""Precision of an air base or airport: its name says more than where it lies."""
OF_COUNTRY = 2
"""Precision of what is said of a whole country: the part of it, what is near it."""

MEASURED = _PRECISION[LocalityKind.DISTANCE_ONLY]
"""The least precision of what states a distance."""


def precision(mention: Mention, wide_names: frozenset[str] = frozenset()) -> int:
    """Return how much a mention says of the place; names in `wide_names` (countries) say least.

    >>> from geostrike.model import Toponym
    >>> precision(Mention(Feature(Toponym("Libya")), 0, 8, "in Libya"), frozenset({"libya"}))
    1
    """
    # A list says no more than what it lists, nor does "on the Libyan side of the border".
    return max((_precision(leaf, wide_names) for leaf in leaves(mention.locality)), default=1)


def _precision(where: Clause, wide_names: frozenset[str]) -> int:
    if isinstance(where, Feature):
        return _precision_of_name(where, wide_names)
    if isinstance(where, Part | Near | Offshore) and where.place and is_country(where.place, wide_names):
        return OF_COUNTRY
    if where.kind is LocalityKind.BETWEEN and all(is_country(place, wide_names) for place in toponyms(where)):
        return OF_COUNTRY  # "tensions between Pakistan and Iran"
    is_of_town = isinstance(where, Part) and where.place.cue is PlaceKind.SETTLEMENT  # "the southern suburb of Beirut"
    return _PRECISION[LocalityKind.FEATURE if is_of_town else where.kind]


def _precision_of_name(where: Feature, wide_names: frozenset[str]) -> int:
    if where.clue is not None and not isinstance(where.clue, Part):
        return _PRECISION[LocalityKind.BETWEEN]
    if _names(where) <= wide_names:
        return 1
    if where.place.cue is PlaceKind.AIRFIELD:
        return _OF_AIRFIELD
    is_vague = where.place.anaphoric or (where.place.cue in AREAS and not _is_quarter(where))
    return _PRECISION[LocalityKind.PART if is_vague else LocalityKind.FEATURE]


def _is_quarter(where: Feature) -> bool:
    """Whether a district is said to be one of a place: "the Salaam district of Omdurman"."""
    return where.place.cue is PlaceKind.ADMIN2 and bool(where.place.within)


def is_country(place: Toponym, wide_names: frozenset[str]) -> bool:
    """Whether a name is that of a country, by what it is called or because it is one of `wide_names`."""
    return place.cue is PlaceKind.COUNTRY or place.name.casefold() in wide_names


def is_wide(place: Toponym, wide_names: frozenset[str] = frozenset()) -> bool:
    """Whether a name is said to be one of a province, a district or the like, or is in `wide_names` (countries)."""
    return place.cue in AREAS or is_country(place, wide_names)


def clash(one: Mention, other: Mention, wide_names: frozenset[str] = frozenset()) -> bool:
    """Whether two mentions cannot be the same place.

    Offsets from one place clash when distance or direction differ clearly; names clash when both
    are towns and neither is said to lie in the other. Everything else may be the same, and so may
    names in `wide_names` (countries).

    >>> from geostrike.model import Toponym
    >>> def at(name):
    ...     return Mention(Near(Toponym(name)), 0, 1, "x")
    >>> clash(at("Bosaso"), at("Qandala")), clash(at("Bosaso"), at("bosaso"))
    (True, False)
    """
    here, there = one.locality, other.locality
    if isinstance(here, Offset | DistanceOnly | HeadingOnly) and isinstance(there, Offset | DistanceOnly | HeadingOnly):
        return _same_names(here, there) and _numbers_clash(here, there)
    one_place, other_place = _place(here), _place(there)
    if one_place is None or other_place is None or _tells(one_place, there) or _tells(other_place, here):
        return False
    if _is_longer(one_place.name, other_place.name) or _is_longer(other_place.name, one_place.name):
        return False
    named = (one_place, other_place)
    wide = any(is_wide(place, wide_names) for place in named)
    # Of two provinces, two districts or two countries neither lies in the other.
    alike = one_place.cue is other_place.cue and one_place.cue in _APART
    alike = alike or all(place.name.casefold() in wide_names for place in named)
    return alike or not wide


def _is_longer(name: str, short: str) -> bool:
    """Whether a name begins with another one: "al-Daraja al-Oula", "al-Daraja"."""
    return bool(short) and name.casefold().startswith(f"{short.casefold()} ")


def _tells(place: Toponym, locality: Locality) -> bool:
    """Whether a phrase has a place, as its own or as what it lies in; two places may lie in one province."""
    return place.name.casefold() in _names(locality)


def _place(locality: Locality) -> Toponym | None:
    """Return the place that a locality is or is near to, with what it lies in or without: "X, on Y's outskirts"."""
    first = locality.parts[0] if isinstance(locality, AllOf) else locality
    if isinstance(first, Part):
        return first.place if first.place.cue is PlaceKind.SETTLEMENT else None  # "the centre of the city"
    return first.place if isinstance(first, Feature | Near) else None


def share_name(one: Mention, other: Mention, wide_names: frozenset[str] = frozenset()) -> bool:
    """Whether two mentions name one place at least, be it as their anchor or what they lie in, but for `wide_names`."""
    return bool((_names(one.locality) & _names(other.locality)) - wide_names)


def lie_in_one(one: Mention, other: Mention, wide_names: frozenset[str] = frozenset()) -> bool:
    """Whether two mentions name two towns of one province: "the town of Hun in Jufra", "Sokna village in Jufra"."""
    places = (_place(each.locality) for each in (one, other))
    towns = all(place is not None and place.cue is PlaceKind.SETTLEMENT and not place.anaphoric for place in places)
    return towns and share_name(one, other, wide_names) and clash(one, other, wide_names)


def _names(locality: Locality) -> frozenset[str]:
    named = tuple(toponyms(locality))
    # "Zintan Airport" is "the airport in Zintan".
    towns = (toponym.name.split()[0] for toponym in named if toponym.cue is PlaceKind.AIRFIELD and toponym.name)
    names = (name for toponym in named for name in (toponym.name, *toponym.within) if name)
    return frozenset(name.casefold() for name in (*names, *towns))


def _same_names(here: Locality, there: Locality) -> bool:
    return bool(_names(here) & _names(there))


def _numbers_clash(here: Offset | DistanceOnly | HeadingOnly, there: Offset | DistanceOnly | HeadingOnly) -> bool:
    if not isinstance(here, HeadingOnly) and not isinstance(there, HeadingOnly):
        near, far = sorted(each.distance.stated * each.distance.unit.metres for each in (here, there))
        if near < _LEAST_RATIO * far:
            return True
    if isinstance(here, DistanceOnly) or isinstance(there, DistanceOnly):
        return False
    turn = abs(here.heading.azimuth_deg - there.heading.azimuth_deg) % 360
    return min(turn, 360 - turn) > _WIDEST_TURN_DEG
