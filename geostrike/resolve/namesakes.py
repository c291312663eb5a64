"""Candidates of one name, ranked by what is known of it without looking at the other names."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import shapely

from geostrike.geodesy import inverse
from geostrike.model import Candidate, Place, PlaceKind, Toponym
from geostrike.resolve.countries import demonym_country

if TYPE_CHECKING:
    from geostrike.gazetteer import Gazetteer

#: Namesakes looked at for one name.
MOST = 40
#: What the likeliest country of the text is worth, in powers of ten of population.
_COUNTRY_WORTH = 4.0
#: Countries below this weight are not searched for misspellings.
_SEARCHED_WEIGHT = 0.15
#: A containing area that holds the place, or does not.
_INSIDE, _OUTSIDE = 2.0, -3.0
#: What ten times the distance from the other places of the document costs, beyond `_ANCHOR_NEAR_KM`.
_ANCHOR_COST, _ANCHOR_NEAR_KM = 1.0, 100.0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A context in a form that can be a key: see `geostrike.model.Context`."""

    country: str = ""
    countries: tuple[tuple[str, float], ...] = ()
    anchors: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Within:
    """What the containing names of a toponym say: a country, areas, and names that are not known."""

    country: str = ""
    areas: tuple[tuple[str, tuple[Place, ...]], ...] = ()
    unknown: tuple[str, ...] = ()


def namesakes(
    toponym: Toponym, gazetteer: Gazetteer, surroundings: Surroundings, language: str
) -> tuple[tuple[Candidate, ...], tuple[str, ...]]:
    """Rank the places that a toponym may mean, best first, with remarks on what was assumed."""
    within = containers(toponym.within, gazetteer, surroundings.country, language)
    country = surroundings.country or within.country
    found = _search(toponym, gazetteer, country, surroundings.countries)
    remarks = []
    if not found and country and not surroundings.country:
        found = _search(toponym, gazetteer, "", surroundings.countries)
        if found:
            remarks.append(f"{toponym.name!r} is not known in {country}; it was looked up elsewhere")
    remarks += [f"{name!r}, said to contain {toponym.name!r}, is not known" for name in within.unknown]
    ranked = [_weighed(candidate, within, surroundings) for candidate in found]
    return tuple(sorted(ranked, key=lambda c: (-c.score, c.place.id))), tuple(remarks)


def containers(names: Iterable[str], gazetteer: Gazetteer, country: str, language: str) -> Within:
    """Tell countries from areas among the names of containing places."""
    said, areas, unknown = "", [], []
    # The outermost comes last, and helps with those inside it.
    for name in reversed(tuple(names)):
        code = gazetteer.country_code(name) or demonym_country(name, language)
        if code and not said:
            said = code
            if name not in _US_STATE_NAMES:
                continue
        places = _areas(name, gazetteer, country or said)
        if places:
            areas.append((name, places))
        elif not code:
            unknown.append(name)
    return Within(said, tuple(areas), tuple(unknown))


# "Georgia" is a country and a state: as the container of a place it may be either.
_US_STATE_NAMES = frozenset({"Georgia"})


def _areas(name: str, gazetteer: Gazetteer, country: str) -> tuple[Place, ...]:
    found = gazetteer.search(name, country=country or None, kind=PlaceKind.ADMIN1)
    return tuple(c.place for c in found if c.place.area is not None and c.place.kind is not PlaceKind.COUNTRY)[:3]


def _search(
    toponym: Toponym, gazetteer: Gazetteer, country: str, likely: Iterable[tuple[str, float]]
) -> tuple[Candidate, ...]:
    if not toponym.name:
        return ()
    if country:
        return tuple(gazetteer.search(toponym.name, country=country, kind=toponym.cue, limit=MOST))
    best: dict[str, Candidate] = {}
    searched = [None, *(code for code, weight in likely if weight >= _SEARCHED_WEIGHT)]
    for code in searched:
        for candidate in gazetteer.search(toponym.name, country=code, kind=toponym.cue, limit=MOST):
            known = best.get(candidate.place.id)
            if known is None or known.score < candidate.score:
                best[candidate.place.id] = candidate
    return tuple(best.values())


def _weighed(candidate: Candidate, within: Within, surroundings: Surroundings) -> Candidate:
    place, score, reasons = candidate.place, candidate.score, list(candidate.reasons)
    weights = dict(surroundings.countries)
    if surroundings.country:
        reasons.append(f"in {surroundings.country}, the country stated")
    elif weights and place.country:
        share = weights.get(place.country, 0.0)
        score += _COUNTRY_WORTH * share / max(weights.values())
        reasons.append(f"{place.country} has {share:.0%} of the text's countries")
    for name, areas in within.areas:
        inside = any(_holds(area, place) for area in areas)
        score += _INSIDE if inside else _OUTSIDE
        reasons.append(f"{'in' if inside else 'not in'} {name}")
    if surroundings.anchors:
        cost, nearest, km = _anchor_cost(place, surroundings.anchors)
        score -= cost
        reasons.append(f"{km:,.0f} km from {nearest}")
    return replace(candidate, score=round(score, 3), reasons=tuple(reasons))


def _holds(area: Place, place: Place) -> bool:
    if area.area is None or area.id == place.id:
        return area.id == place.id
    # Outlines are simplified to about a kilometre: a place on the edge counts as inside.
    return bool(shapely.dwithin(area.area, shapely.Point(place.lon, place.lat), 0.03))


def _anchor_cost(place: Place, anchors: tuple[Place, ...]) -> tuple[float, str, float]:
    distances = [float(inverse(place.lon, place.lat, anchor.lon, anchor.lat)[1]) / 1000 for anchor in anchors]
    at = min(range(len(anchors)), key=distances.__getitem__)
    km = distances[at]
    return _ANCHOR_COST * math.log10(max(km, _ANCHOR_NEAR_KM) / _ANCHOR_NEAR_KM), anchors[at].name, km


def surroundings_of(country: str, countries: Mapping[str, float], anchors: tuple[Place, ...]) -> Surroundings:
    """Freeze a context, so that it can be part of a key."""
    return Surroundings(country.upper(), tuple(sorted(countries.items())), anchors)
