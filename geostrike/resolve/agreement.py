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
    Place,
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
    """Two expressions that must be true of one spot; `words` says so in a reason.

    `is_clue` tells that the second is there to say which place the first names.
    """

    first: Locality
    second: Locality
    words: str
    is_clue: bool = False


def tests(locality: Locality) -> Iterator[Test]:
    """Find the pairs of clauses in an expression that can test each other's names."""
    match locality:
        case Feature(place, clue) if clue is not None:
            yield Test(Feature(place), clue, "stated distance", is_clue=True)
            yield from tests(clue)
        case AllOf(parts):
            for at, part in enumerate(parts):
                yield from tests(part)
                yield from (Test(part, other, "both clauses") for other in parts[at + 1 :])
        case AnyOf(parts):
            for part in parts:
                yield from tests(part)
        case _:
            return


def links(locality: Locality) -> Iterator[tuple[Toponym, Toponym]]:
    """Find pairs of names that are likely neighbours: ends of a road, alternatives."""
    match locality:
        case Between(place, other) | AlongRoad(place, other) if place is not None and other is not None:
            yield place, other
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from links(part)
            names = [next(toponyms(part), None) for part in parts]
            if isinstance(locality, AnyOf):
                yield from ((a, b) for a, b in pairwise(names) if a is not None and b is not None)
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
    lon1, lat1, spread1, ring1 = _spots(test.first, [c.place for c in firsts])
    lon2, lat2, spread2, ring2 = _spots(test.second, [c.place for c in seconds])
    shape = (len(firsts), len(seconds))
    pairs = np.indices(shape).reshape(2, -1)
    _, apart = inverse(lon1[pairs[0]], lat1[pairs[0]], lon2[pairs[1]], lat2[pairs[1]])
    off = np.abs(apart - np.abs(ring1[pairs[0]] - ring2[pairs[1]]))
    spread = np.hypot(spread1[pairs[0]], spread2[pairs[1]])
    scores: NDArray[np.float64] = np.maximum(-0.5 * (off / spread) ** 2, WORST).reshape(shape)
    return scores


def _directed(told: HeadingOnly, firsts: Sequence[Candidate], seconds: Sequence[Candidate]) -> NDArray[np.float64]:
    """Score every pair by whether the first lies in the direction that is told from the second: no distance is."""
    ends = [np.array([(c.place.lon, c.place.lat, c.place.extent_m) for c in side]) for side in (firsts, seconds)]
    shape = (len(firsts), len(seconds))
    pairs = np.indices(shape).reshape(2, -1)
    (lon, lat, own), (lon0, lat0, extent) = ends[0][pairs[0]].T, ends[1][pairs[1]].T
    azimuth, apart = inverse(lon0, lat0, lon, lat)
    turn = np.radians(np.abs((azimuth - told.heading.azimuth_deg + 180.0) % 360.0 - 180.0))
    off = np.where(apart <= own + extent + _LEAST_M, 0.0, turn / _AWAY_RAD)
    far = np.maximum(apart - own - _AWAY_M, 0.0) / _AWAY_M
    scores: NDArray[np.float64] = np.maximum(-0.5 * (off**2 + far**2), WORST).reshape(shape)
    return scores


def decided(test: Test, scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Let a clue rule out the namesakes that it does not fit, where it fits another."""
    if not (test.is_clue and scores.max() >= FITS):
        return scores
    return np.where(scores <= WORST, _RULED_OUT, scores)


def nearness(firsts: Sequence[Candidate], seconds: Sequence[Candidate]) -> NDArray[np.float64]:
    """Score every pair by how near they are: 0 up to 100 km, one less for ten times the distance."""
    ends = [np.array([(c.place.lon, c.place.lat) for c in side]) for side in (firsts, seconds)]
    shape = (len(firsts), len(seconds))
    pairs = np.indices(shape).reshape(2, -1)
    _, apart = inverse(ends[0][pairs[0], 0], ends[0][pairs[0], 1], ends[1][pairs[1], 0], ends[1][pairs[1], 1])
    scores: NDArray[np.float64] = -1.5 * np.log10(np.maximum(apart, 1e5) / 1e5).reshape(shape)
    return scores


def _spots(locality: Locality, places: Sequence[Place]) -> tuple[NDArray[np.float64], ...]:
    """Where a clause points to for each candidate of its name: lon, lat, spread and ring radius in metres."""
    lon, lat = (np.array([getattr(place, axis) for place in places], float) for axis in ("lon", "lat"))
    extent = np.array([place.extent_m for place in places], float)
    ring = np.zeros(len(places))
    match locality:
        case Offset(_, distance, heading):
            stated = metres(distance)
            lon, lat = forward(lon, lat, np.full(len(places), heading.azimuth_deg), np.full(len(places), stated))
            spread = np.hypot(extent, max(_SHARE * stated, _LEAST_M, _HEADING_RAD * stated))
        case Orthogonal(_, legs):
            for leg in legs:
                stated = metres(leg.distance)
                lon, lat = forward(
                    lon, lat, np.full(len(places), leg.heading.azimuth_deg), np.full(len(places), stated)
                )
            spread = np.hypot(extent, max(_SHARE * sum(metres(leg.distance) for leg in legs), _LEAST_M))
        case DistanceOnly(_, distance):
            ring = np.full(len(places), metres(distance))
            spread = np.hypot(extent, np.maximum(_SHARE * ring, _LEAST_M))
        case Feature() | Near():
            spread = np.hypot(extent, _LEAST_M)
        case HeadingOnly():
            spread = np.hypot(extent, 3 * _LEAST_M)
        case _:
            spread = np.hypot(extent, 6 * _LEAST_M)
    return lon, lat, spread, ring


def metres(distance: Distance) -> float:
    """Stated distance in metres; travel times by a usual speed.

    >>> from geostrike.model import Unit
    >>> metres(Distance(2, 2, Unit.MILE)), metres(Distance(2, 2, Unit.DRIVING_HOUR))
    (3218.688, 100000.0)
    """
    return distance.stated * _TRAVEL_M.get(distance.unit, distance.unit.metres)
