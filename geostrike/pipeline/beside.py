"""What is drawn for a strike whose place is not known: about what the story tells with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from geostrike.georeference import Names
from geostrike.locality import scan
from geostrike.model import (
    PARTS_OF_COUNTRIES,
    POINTS,
    AllOf,
    DistanceOnly,
    Feature,
    HeadingOnly,
    Locality,
    Mention,
    Near,
    Offset,
    Part,
    Place,
    PlaceKind,
    Proximity,
    Report,
    leaves,
    toponyms,
)
from geostrike.pipeline.naming import countries_named
from geostrike.resolve import surely_meant
from geostrike.tables import spoken_of

_Plain: TypeAlias = Feature | Near | Part | Offset | DistanceOnly | HeadingOnly
_PLAIN = (Feature, Near, Part, Offset, DistanceOnly, HeadingOnly)
_CITY_POPULATION = 1_000_000
"""Inhabitants of a city that is named as the seat of those who tell of a strike at least as often as near it."""


class Told(NamedTuple):
    """A mention of what a story tells with a strike, made as wide as that is vague, and the places of its names."""

    mention: Mention
    names: Names


def told_beside(
    report: Report, names: Names, resolve: Callable[[Locality], Names], scenes: frozenset[str], language: str
) -> Told | None:
    """Return the first of the places told with a strike that is surely known, and lies where the strike does.

    What the phrase itself says behind a name that is not known comes first: "near Wanzar in southern Somalia".

    A province or district stands for itself, a part of a country too; a town for its wide surroundings. Where the
    story speaks of no country, only places in those where strikes happen (`scenes`) are meant.
    """
    found = _told(report, names, resolve, scenes, language)
    first = next(found, None)
    if first is None or not _is_part_of_country(first):
        return first
    # A province that is told beside it says more than "in southern Somalia".
    return next((told for told in found if isinstance(told.mention.locality, Feature)), first)


def _is_part_of_country(told: Told) -> bool:
    where = told.mention.locality
    best = told.names[where.place].best if isinstance(where, Part) else None
    return best is not None and best.kind is PlaceKind.COUNTRY


def _told(
    report: Report, names: Names, resolve: Callable[[Locality], Names], scenes: frozenset[str], language: str
) -> Iterator[Told]:
    """Yield the places told with a strike that are surely known, and lie where the strike does, nearest first."""
    if report.mention is None:
        return
    countries = _countries(report, names)
    near = [*_behind_name(report.mention, language), *report.beside]
    for mention, clause in ((each, leaf) for each in near for leaf in _clauses(each.locality)):
        if mention.start == report.mention.start or not isinstance(clause, _PLAIN) or not clause.place.name:
            continue
        where, found = _or_holder(clause, resolve(clause))
        place = surely_meant(found[where.place])
        if place is None:
            continue
        drawn = _about(where, place, is_site=bool(mention.target) or where is not clause)
        if drawn is not None and (place.country in countries or (not countries and place.country in scenes)):
            yield Told(replace(mention, locality=drawn), found)


def _clauses(where: Locality) -> Iterator[Locality]:
    """Yield an expression, or the clauses that all are of its place: of one of several places each is of another."""
    yield from leaves(where) if isinstance(where, AllOf) else (where,)


def _or_holder(where: _Plain, found: Names) -> tuple[_Plain, Names]:
    """Return an expression with its places; what its place lies in, where only that is known: "Erbil's Sidakan"."""
    holder = None if found[where.place].chosen else found[where.place].container
    return (where, found) if holder is None else (Feature(holder.toponym), {holder.toponym: holder})


def _behind_name(mention: Mention, language: str) -> list[Mention]:
    """Return the places that a phrase names behind its first."""
    name = next((place.text for place in toponyms(mention.locality)), "")
    behind = mention.text.partition(name)[2] if name else ""
    start = mention.end - len(behind)
    return [replace(each, start=start + each.start, end=start + each.end) for each in scan(behind, language)]


def _countries(report: Report, names: Names) -> frozenset[str]:
    """Return the country that the phrase itself says, else those of the story; none where it speaks of many.

    Of a strike by one country on another a story may speak of either more.
    """
    said = next(filter(None, countries_named(report.mention, names)), "")
    if said:
        return frozenset((said,))
    if not spoken_of(report.countries):
        return frozenset()
    most = max(report.countries.values())
    return frozenset(code for code, weight in report.countries.items() if weight > most / 2)


def _about(
    where: Feature | Near | Part | Offset | DistanceOnly | HeadingOnly, place: Place, *, is_site: bool
) -> Locality | None:
    """Widen an expression to what is about its place: a district may be called like its seat.

    A big city is meant only where something in it is named (`is_site`): "a crowded district of Tripoli".
    """
    if isinstance(where, Part):
        return where
    if isinstance(where, Offset | DistanceOnly | HeadingOnly):
        return None if place.kind is PlaceKind.COUNTRY else where
    if place.kind is PlaceKind.COUNTRY:
        return None
    if place.kind not in POINTS:
        return Feature(where.place)
    if where.place.cue in PARTS_OF_COUNTRIES:
        return Near(where.place)
    is_big = (place.population or 0) >= _CITY_POPULATION
    return None if is_big and not is_site else Near(where.place, Proximity.AROUND)
