"""How well candidates of several names fit together: stated distances as a test of each candidate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geostrike.geodesy import forward, inverse
from geostrike.model import (
    AllOf,
    AlongRoad,
    AnyOf,
    Between,
    Border,
    Candidate,
    Distance,
    DistanceOnly,
    Feature,
    HeadingOnly,
    Locality,
    Near,
    Offset,
    Orthogonal,
    Toponym,
    Unit,
    leaves,
    toponyms,
)

#: One standard deviation of a stated distance, as a share of it, and at least so many metres: wide,
#: because it only tells candidates apart that are tens of kilometres from each other.
_SHARE, _LEAST_M = 0.2, 15_000.0
#: A heading of eight points is good to half a point and a clerk's carelessness, in radians.
_HEADING_RAD = 0.4
#: A place that is told by its direction alone lies in a wide angle, one standard deviation in radians, and mostly
#: within so many metres; beyond, one standard deviation is as many.
_AWAY_RAD, _AWAY_M = 0.6, 400_000.0
#: Worst score of a test: a text can be wrong, a candidate is not ruled out by that alone.
WORST = -6.0
#: Least score of a candidate that a test speaks for: two standard deviations off.
FITS = -2.0
#: Score of a namesake that a clue rules out, where another one fits: more than any city is worth.
_RULED_OUT = -30.0
#: Travel times have no length: an hour is taken as 50 km, a day on foot as 30 km.
_TRAVEL_M = {Unit.DRIVING_HOUR: 50_000.0, Unit.WALKING_DAY: 30_000.0}


@dataclass(frozen=True, slots=True)
class Test:
    """Two expressions, each with its first name, that must be true of one spot; `words` says so in a reason.

    `is_clue` tells that the second is there to say which place the first names.
    """

    first: Locality
    second: Locality
    names: tuple[Toponym, Toponym]
    words: str
    is_clue: bool = False


def tests(locality: Locality) -> Iterator[Test]:
    """Find the pairs of clauses in an expression that can test each other's names."""
    match locality:
        case Feature(place, clue) if clue is not None:
            yield from _test(Feature(place), clue, "stated distance", is_clue=True)
            yield from tests(clue)
        case AllOf(parts):
            for at, part in enumerate(parts):
                yield from tests(part)
                for other in parts[at + 1 :]:
                    yield from _test(part, other, "both clauses")
        case AnyOf(parts):
            for part in parts:
                yield from tests(part)
        case _:
            return


def _test(first: Locality, second: Locality, words: str, *, is_clue: bool = False) -> Iterator[Test]:
    """Make a test of two expressions if they have a name each, and not the same."""
    name, other = next(toponyms(first), None), next(toponyms(second), None)
    if name is not None and other is not None and name != other:
        yield Test(first, second, (name, other), words, is_clue)


def links(locality: Locality) -> Iterator[tuple[Toponym, Toponym]]:
    """Find pairs of names that are likely neighbours: ends of a road, alternatives."""
    match locality:
        case Between(place, other) | AlongRoad(place, other) if place is not None and other is not None:
            if place != other:
                yield place, other
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from links(part)
            names = [next(toponyms(part), None) for part in parts]
            if isinstance(locality, AnyOf):
                yield from ((a, b) for a, b in pairwise(names) if a is not None and b is not None and a != b)
        case _:
            return


def bordering(locality: Locality) -> Iterator[Toponym]:
    """Find the names that are sides of a border: countries, if they can be."""
    for leaf in leaves(locality):
        if isinstance(leaf, Border):
            yield from toponyms(leaf)


def fit(test: Test, firsts: Sequence[Candidate], seconds: Sequence[Candidate]) -> NDArray[np.float64]:
    """Score every pair of candidates, from 0 (they agree) down to `WORST`; rows are the first's."""
    if isinstance(test.second, HeadingOnly) and isinstance(test.first, Feature | Near):
        return _directed(test.second, firsts, seconds)
    lon1, lat1, spread1, ring1 = _spots(test.first, firsts)[:, :, None]
    lon2, lat2, spread2, ring2 = _spots(test.second, seconds)
    _, apart = inverse(lon1, lat1, lon2, lat2)
    return _score((np.abs(apart - np.abs(ring1 - ring2)) / np.hypot(spread1, spread2)) ** 2)


def _directed(told: HeadingOnly, firsts: Sequence[Candidate], seconds: Sequence[Candidate]) -> NDArray[np.float64]:
    """Score every pair by whether the first lies in the direction that is told from the second: no distance is."""
    lon, lat, own = _ends(firsts)[:, :, None]
    lon0, lat0, extent = _ends(seconds)
    azimuth, apart = inverse(lon0, lat0, lon, lat)
    turn = np.radians(np.abs((azimuth - told.heading.azimuth_deg + 180.0) % 360.0 - 180.0))
    off = np.where(apart <= own + extent + _LEAST_M, 0.0, turn / _AWAY_RAD)
    far = np.maximum(apart - own - _AWAY_M, 0.0) / _AWAY_M
    return _score(off**2 + far**2)


def _score(squares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn squared deviations into scores."""
    return np.maximum(-0.5 * squares, WORST)


def decided(test: Test, scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Let a clue rule out the namesakes that it does not fit, where it fits another."""
    if not (test.is_clue and scores.max() >= FITS):
        return scores
    return np.where(scores <= WORST, _RULED_OUT, scores)


def nearness(firsts: Sequence[Candidate], seconds: Sequence[Candidate]) -> NDArray[np.float64]:
    """Score every pair by how near they are: 0 up to 100 km, 1.5 less for ten times the distance."""
    lon, lat, _ = _ends(firsts)[:, :, None]
    lon0, lat0, _ = _ends(seconds)
    _, apart = inverse(lon, lat, lon0, lat0)
    scores: NDArray[np.float64] = -1.5 * np.log10(np.maximum(apart, 1e5) / 1e5)
    return scores


def _ends(candidates: Sequence[Candidate]) -> NDArray[np.float64]:
    """Give the candidates' longitudes, latitudes and extents in metres, a row each."""
    return np.array([(c.place.lon, c.place.lat, c.place.extent_m) for c in candidates], float).T


def _spots(locality: Locality, candidates: Sequence[Candidate]) -> NDArray[np.float64]:
    """Where a clause points to for each candidate of its name: rows of lon, lat, spread and ring radius in metres."""
    lon, lat, extent = _ends(candidates)
    ring = np.zeros(len(candidates))
    match locality:
        case Offset(_, distance, heading):
            stated = metres(distance)
            lon, lat = forward(lon, lat, heading.azimuth_deg, stated)
            spread = np.hypot(extent, max(_SHARE * stated, _LEAST_M, _HEADING_RAD * stated))
        case Orthogonal(_, legs):
            for leg in legs:
                stated = metres(leg.distance)
                lon, lat = forward(lon, lat, leg.heading.azimuth_deg, stated)
            spread = np.hypot(extent, max(_SHARE * sum(metres(leg.distance) for leg in legs), _LEAST_M))
        case DistanceOnly(_, distance):
            ring += metres(distance)
            spread = np.hypot(extent, np.maximum(_SHARE * ring, _LEAST_M))
        case Feature() | Near():
            spread = np.hypot(extent, _LEAST_M)
        case HeadingOnly():
            spread = np.hypot(extent, 3 * _LEAST_M)
        case _:
            spread = np.hypot(extent, 6 * _LEAST_M)
    return np.array([lon, lat, spread, ring])


def metres(distance: Distance) -> float:
    """Stated distance in metres; travel times by a usual speed.

    >>> from geostrike.model import Unit
    >>> metres(Distance(2, 2, Unit.MILE)), metres(Distance(2, 2, Unit.DRIVING_HOUR))
    (3218.688, 100000.0)
    """
    return distance.stated * _TRAVEL_M.get(distance.unit, distance.unit.metres)
