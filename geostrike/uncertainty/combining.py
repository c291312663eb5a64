"""Several claims about one place: independent ones multiply, rival ones are weighed, contradictions give all.

Each claim is a set of nested regions, read as a density that is even in each shell between two
levels (see `density`). Products and sums of the densities are even in each piece that the shells cut
out of each other, so their highest-density regions are unions of pieces, in closed form. Measured on
texts with several offsets and on texts told anew in `benchmarks/calibration.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geostrike import geodesy
from geostrike.uncertainty.density import SHELL_LEVELS

Regions: TypeAlias = Mapping[float, BaseGeometry]

MEETING_LEVEL: Final = 0.95
"""Claims whose regions at this level have nothing in common contradict each other."""

SAME_SHARE: Final = 0.9
"""Claims whose regions share this much of their union are one claim, said again or copied."""

MOST_CLAIMS: Final = 6
"""Of more claims the ones with the smallest regions are taken: the others would hardly narrow theirs."""

_GRID_DEG = 1e-8
"""Pieces are joined on this grid, about a millimetre, so that no cracks stay between them."""


@dataclass(frozen=True, eq=False)
class Combined:
    """What several claims say together.

    Parameters
    ----------
    regions
        Level -> region, nested.
    used
        Numbers of the claims that were counted, the one with the smallest region first.
    contradictory
        Whether they have nothing in common: the regions then cover every claim's.
    """

    regions: dict[float, BaseGeometry]
    used: tuple[int, ...]
    contradictory: bool = False


def combine(claims: Sequence[Regions], levels: Sequence[float]) -> Combined:
    """Combine claims about one place.

    Parameters
    ----------
    claims
        For each claim its regions by level, EPSG:4326, nested, at the same levels for all. Their
        shells are those between the levels of `density.SHELL_LEVELS` that are given.
        A region that is the same at every level (an outline) only rules out what lies outside it.
    levels
        Levels to make regions for, among those of the claims.

    Examples
    --------
    >>> from geostrike.geodesy import area_m2, disc
    >>> one, other = ({level: disc(lon, 31, 20_000 * level) for level in (0.5, 0.9)} for lon in (16.5, 16.6))
    >>> both = combine([one, other], (0.5, 0.9))
    >>> both.contradictory, bool(area_m2(both.regions[0.9]) < 0.7 * area_m2(one[0.9]))
    (False, True)
    >>> combine([one, one], (0.9,)).used
    (0,)
    """
    if len(claims) == 1:
        return Combined({level: claims[0][level] for level in levels}, (0,))
    own = _own_levels(claims[0])
    sizes = geodesy.area_m2(np.array([claim[own[-1]] for claim in claims], dtype=object))
    used = _distinct(claims, np.argsort(sizes, kind="stable").tolist(), own)
    kept = [claims[number] for number in used]
    if len(kept) == 1:
        return Combined({level: kept[0][level] for level in levels}, used)
    if _contradict(kept, own):
        return Combined(_every(kept, levels), used, contradictory=True)
    pieces, density = _product(kept[:MOST_CLAIMS], own)
    return Combined(_highest(pieces, density, levels), used[:MOST_CLAIMS])


def pool(claims: Sequence[Regions], weights: Sequence[float], levels: Sequence[float]) -> Combined:
    """Weigh rival claims about one place, of which one is right: the sum of their densities, each with its weight.

    The linear opinion pool (Stone, *Annals of Mathematical Statistics* 32, 1961; Clemen & Winkler, *Risk
    Analysis* 19, 1999): for versions of one measurement that were told with different numbers. They
    are no measurements of their own, so they do not multiply.

    Parameters
    ----------
    claims, levels
        As for `combine`.
    weights
        How much speaks for each claim, above 0.

    Examples
    --------
    >>> from geostrike.geodesy import area_m2, disc
    >>> one, other = ({level: disc(lon, 31, 20_000 * level) for level in (0.5, 0.9)} for lon in (16.5, 16.8))
    >>> both = pool([one, other], [7, 1], (0.5, 0.9))
    >>> bool(both.regions[0.5].intersects(other[0.5].centroid)), bool(both.regions[0.9].covers(one[0.9].centroid))
    (False, True)
    """
    own = _own_levels(claims[0])
    numbers = tuple(range(len(claims)))
    if _contradict(claims, own):
        return Combined(_every(claims, levels), numbers, contradictory=True)
    pieces, density = _sum(claims, weights, own)
    return Combined(_highest(pieces, density, levels, whole=sum(weights)), numbers)


def _own_levels(claim: Regions) -> list[float]:
    known = sorted(claim)
    return [level for level in known if level in SHELL_LEVELS] or known


def _contradict(claims: Sequence[Regions], own: Sequence[float]) -> bool:
    meeting = max((level for level in own if level <= MEETING_LEVEL), default=own[0])
    return bool(shapely.area(shapely.intersection_all([claim[meeting] for claim in claims])) == 0)


def _every(claims: Sequence[Regions], levels: Sequence[float]) -> dict[float, BaseGeometry]:
    return {level: _joined([claim[level] for claim in claims]) for level in levels}


def _distinct(claims: Sequence[Regions], order: Sequence[int], levels: Sequence[float]) -> tuple[int, ...]:
    middle = levels[len(levels) // 2]
    distinct: list[int] = []
    for number in order:
        region = claims[number][middle]
        if not any(_are_same(region, claims[other][middle]) for other in distinct):
            distinct.append(number)
    return tuple(distinct)


def _are_same(one: BaseGeometry, other: BaseGeometry) -> bool:
    shared = one.intersection(other).area
    return bool(shared >= SAME_SHARE * (one.area + other.area - shared))


Pieces: TypeAlias = tuple[NDArray[Any], NDArray[np.float64]]
"""Polygons that do not overlap, and the density in each."""


def _highest(
    pieces: NDArray[Any], density: NDArray[np.float64], levels: Sequence[float], *, whole: float | None = None
) -> dict[float, BaseGeometry]:
    """Unions of the densest pieces that hold each level's share of `whole`, or of all that the pieces hold."""
    masses = density * geodesy.area_m2(pieces)
    order = np.argsort(-density, kind="stable")
    held = np.cumsum(masses[order]) / (whole or masses.sum())
    regions: dict[float, BaseGeometry] = {}
    inner: list[BaseGeometry] = []
    done = 0
    for level in sorted(levels):
        end = int(np.searchsorted(held, level - 1e-9)) + 1
        regions[level] = _joined([*inner, *pieces[order[done:end]]]) if end > done else inner[0]
        inner, done = [regions[level]], max(done, end)
    return {level: regions[level] for level in levels}


def _product(claims: Sequence[Regions], own: Sequence[float]) -> Pieces:
    """Pieces that lie in a shell of each claim, with the product of their densities."""
    (pieces, logs), *others = _shells(claims, own)
    for shells, more in others:
        pieces, rows, columns = _crossed(pieces, shells)
        logs = logs[rows] + more[columns]
    return pieces, np.exp(logs - logs.max())


def _sum(claims: Sequence[Regions], weights: Sequence[float], own: Sequence[float]) -> Pieces:
    """Pieces that lie in a shell of any claim, with the weighed sum of their densities."""
    widest = np.array([claim[own[-1]] for claim in claims], dtype=object)
    whole = shapely.union_all(widest)
    pieces, density = np.array([whole], dtype=object), np.zeros(1)
    outside = shapely.difference(whole, widest)[:, None]
    for weight, (shells, logs), rest in zip(weights, _shells(claims, own), outside, strict=True):
        pieces, rows, columns = _crossed(pieces, np.append(shells, rest))
        density = density[rows] + weight * np.append(np.exp(logs), 0.0)[columns]
    return pieces, density


def _crossed(some: NDArray[Any], others: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.intp], NDArray[np.intp]]:
    """Return the common parts of polygons that have an area, and the numbers of the two that each is common to."""
    crossed = shapely.intersection(some[:, None], others[None, :])
    rows, columns = np.nonzero(shapely.area(crossed) > 0)
    return crossed[rows, columns], rows, columns


def _shells(claims: Sequence[Regions], levels: Sequence[float]) -> list[Pieces]:
    """Shells of each claim, with the log density in each; shells of no area are left out."""
    nested = np.array([[claim[level] for level in levels] for claim in claims], dtype=object)
    shells = np.hstack([nested[:, :1], shapely.difference(nested[:, 1:], nested[:, :-1])])
    areas = geodesy.area_m2(shells)
    masses = np.broadcast_to(np.diff(levels, prepend=0.0), areas.shape)
    real = areas > 0
    return [
        (shell[is_real], np.log(mass[is_real] / area[is_real]))
        for shell, mass, area, is_real in zip(shells, masses, areas, real, strict=True)
    ]


def _joined(pieces: Sequence[BaseGeometry] | NDArray[Any]) -> BaseGeometry:
    """Join polygons; lines and points that cutting left are dropped."""
    parts = shapely.get_parts(np.asarray(pieces, dtype=object))
    polygons = parts[shapely.get_dimensions(parts) == 2]
    return shapely.orient_polygons(shapely.union_all(polygons, grid_size=_GRID_DEG))
