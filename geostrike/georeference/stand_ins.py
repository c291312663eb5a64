"""What is drawn for a place that the gazetteer does not know: what else the phrase says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from geostrike.georeference.drawing import named
from geostrike.model import (
    AllOf,
    AlongRoad,
    AnyOf,
    Between,
    Border,
    Coordinates,
    DistanceOnly,
    Feature,
    Locality,
    Near,
    Part,
    Place,
    PlaceKind,
    Portion,
    Proximity,
    Resolution,
    Toponym,
    leaves,
    toponyms,
)

Names: TypeAlias = Mapping[Toponym, Resolution]


_AROUND = frozenset({Proximity.NEAR, Proximity.OUTSKIRTS})
_CITY_POPULATION = 100_000
"""Least population of a city that holds its quarters and no district: the seat of a district is smaller."""


class Meant(NamedTuple):
    """An expression to draw, the places of its names, and remarks on what stands for what.

    `is_assumed` says that it stands in for another that the text does not tie to it.
    """

    locality: Locality
    names: Names
    remarks: tuple[str, ...] = ()
    is_assumed: bool = False


def to_draw(where: Locality, names: Names, beside: Locality | None = None) -> Meant:
    """Put what is known in the place of unknown names: what the phrase says of them, else what is told `beside` it."""
    own = stand_in(where, names)
    if beside is None or _says_where(own, where, names):
        return own
    lost = next((place for place in toponyms(where) if not _known(place, names)), None)
    said = _missing(lost, names) if lost is not None and lost.name else "it names no place"
    told = " and ".join(place.text or place.name for place in toponyms(beside))
    return Meant(beside, names, (f"{said}; the region is about {told}, told in the same story",), True)


def can_be_drawn(where: Locality, names: Names) -> bool:
    """Whether enough of the names of an expression is known, or else what the phrase says of them.

    In which part of its country a place lies that is not known ("in northern Mali") is not enough.
    """
    return _says_where(stand_in(where, names), where, names)


def _says_where(own: Meant, where: Locality, names: Names) -> bool:
    """Whether what stands for an expression is known, and is no part of a country in the place of a name."""
    is_known = _has_known(own.locality, own.names)
    if not is_known or all(_known(place, names) for place in toponyms(where)):
        return is_known
    known = [leaf for leaf in leaves(own.locality) if _has_known(leaf, own.names)]
    return not all(isinstance(leaf, Part) and _is_country(leaf.place, own.names) for leaf in known)


def _is_country(place: Toponym, names: Names) -> bool:
    best = names[place].best
    return best is not None and best.kind is PlaceKind.COUNTRY


def _has_known(where: Locality, names: Names) -> bool:
    return any(
        _known(leaf.place, names) if isinstance(leaf, Feature) else _drawable(leaf, names) for leaf in leaves(where)
    )


def stand_in(where: Locality, names: Names) -> Meant:
    """Put what is known in the place of unknown names.

    A named place goes by the clause that says which one it is ("Togoga, 25 km west of Mekelle"), else by the
    narrowest place that is said to contain it, whose region holds it. In a list of places that is done only where
    none of them is known. What is measured from an unknown place, and what nothing helps, stays as it is.
    """
    match where:
        case AllOf(parts):
            return _together(where, parts, names)
        case AnyOf(parts):
            return (
                Meant(where, names) if any(_drawable(part, names) for part in parts) else _together(where, parts, names)
            )
        case Feature() | Near() | Part():
            return _of_named(where, where.place, names)
        case Between(place, other) | AlongRoad(place, other, None) if place is not None and other is not None:
            return _at_one_end(where, place, other, names)
        case _:
            return Meant(where, names)


def _of_named(where: Feature | Near | Part, place: Toponym, names: Names) -> Meant:
    """Put what is known in the place of one name."""
    clue = where.clue if isinstance(where, Feature) else None
    if not _known(place, names):
        holder = _holder(place, names)
        # "In the eastern countryside of Hama" says more than Hama.
        vaguer = isinstance(clue, Part) and holder is not None and holder.toponym.name != clue.place.name
        if clue is None or vaguer or not _drawable(clue, names):
            return _contained(where, place, names) if place.name else Meant(where, names)
        meant = stand_in(_at_border(clue, names), names)
        return meant._replace(remarks=(f"{_missing(place, names)}; placed by {_words(clue)}", *meant.remarks))
    if isinstance(where, Near | Part) and _is_countryside(where, names):
        return Meant(Feature(place) if isinstance(where, Near) else replace(where, portion=Portion.INTERIOR), names)
    if isinstance(where, Feature) and clue is None and _is_by_seat(place, names):
        said = f"{place.text or place.name} is drawn about the town that it is called after"
        return Meant(Near(place), names, (said,))
    return Meant(where, names)


def _is_countryside(where: Near | Part, names: Names) -> bool:
    """Whether a place is outside a city in the province of its name: "in the Hama countryside"."""
    best = names[where.place].best
    is_outside = where.portion is Portion.OUTSKIRTS if isinstance(where, Part) else where.proximity in _AROUND
    return is_outside and where.place.cue is PlaceKind.ADMIN1 and best is not None and best.area is not None


def _at_border(clue: Locality, names: Names) -> Locality:
    """Take what is measured from a whole country for a place at its border: "a mile from the border with Israel"."""
    if not isinstance(clue, DistanceOnly):
        return clue
    best = names[clue.place].best
    return Border(None, clue.place) if best is not None and best.kind is PlaceKind.COUNTRY else clue


def _at_one_end(where: Locality, place: Toponym, other: Toponym, names: Names) -> Meant:
    """Draw the way between two places, of which one is not known, as a way from the other."""
    if _known(place, names) is _known(other, names):
        return Meant(where, names)
    known, lost = (place, other) if _known(place, names) else (other, place)
    if not lost.name:
        return Meant(where, names)
    said = f"{_missing(lost, names)}; placed about {known.text or known.name}"
    return Meant(AlongRoad(known, None), names, (said,))


def _together(where: AllOf | AnyOf, parts: Sequence[Locality], names: Names) -> Meant:
    meant = [stand_in(part, names) for part in parts]
    known = {toponym: found for each in meant for toponym, found in each.names.items()}
    remarks = tuple(remark for each in meant for remark in each.remarks)
    return Meant(replace(where, parts=tuple(each.locality for each in meant)), known, remarks)


def _contained(where: Feature | Near | Part, place: Toponym, names: Names) -> Meant:
    """Draw a place as the one that contains it; near the one is near the other at most."""
    holder = _holder(place, names)
    if holder is None or holder.best is None:
        return Meant(where, names)
    locality: Near | Feature = Feature(holder.toponym)
    if isinstance(where, Near):
        locality = Near(holder.toponym, where.proximity)
    elif _is_small(holder.best):
        locality = Near(holder.toponym)
    said = f"{_missing(place, names)}; the region is that of {named(holder.best)}, said to contain it"
    return Meant(locality, {**names, holder.toponym: holder}, (said,))


def _holder(place: Toponym, names: Names) -> Resolution | None:
    """Return the place that is said to contain an unknown one, if it is known itself."""
    found = names.get(place)
    holder = found.container if found is not None else None
    return holder if holder is not None and holder.best is not None else None


def _is_small(holder: Place) -> bool:
    """Whether a town is too small for what is said to lie in it: a district may be called like its seat."""
    return holder.kind is PlaceKind.SETTLEMENT and (holder.population or 0) < _CITY_POPULATION


def _is_by_seat(place: Toponym, names: Names) -> bool:
    """Whether a district of the country is known only by the town of its name; one of a city is as small as that."""
    found = names.get(place)
    if place.cue is not PlaceKind.ADMIN2 or found is None or found.best is None:
        return False
    holder = found.container.best if found.container is not None else None
    is_of_city = holder is not None and holder.kind is PlaceKind.SETTLEMENT
    return found.best.kind is PlaceKind.SETTLEMENT and not is_of_city


def _known(place: Toponym, names: Names) -> bool:
    found = names.get(place)
    return found is not None and bool(found.chosen)


def _drawable(where: Locality, names: Names) -> bool:
    """Whether all names of an expression are known."""
    return isinstance(where, Coordinates) or all(_known(place, names) for place in toponyms(where))


def _missing(place: Toponym, names: Names) -> str:
    """Say that a name is not known, or why the places of that name were ruled out."""
    ruled_out = names[place].ruled_out if place in names else ""
    return ruled_out or f"{place.name!r} is not in the gazetteer"


def _words(clue: Locality) -> str:
    """Write a clause about as the text has it."""
    distance, heading = getattr(clue, "distance", None), getattr(clue, "heading", None)
    measures = " ".join(each.text for each in (distance, heading) if each is not None and each.text)
    places = " and ".join(place.text or place.name for place in toponyms(clue))
    if isinstance(clue, Part):
        return repr(f"{measures or 'central'} {places}")
    joint = "from" if heading is None else "of"
    return repr(f"{measures} {joint} {places}" if measures else f"{clue.kind.replace('_', ' ')} {places}")
