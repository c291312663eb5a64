"""Several claims about one place: independent ones multiply, copies count once, contradictions give all.

Each claim is a set of nested regions, read as a density that is even in each shell between two
levels (see `density`). The product of the densities is even in each piece that the shells cut out of
each other, so its highest-density regions are unions of pieces, in closed form. Measured on
Wikipedia texts with several offsets in `benchmarks/calibration.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
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
    known = sorted(claims[0])
    own = [level for level in known if level in SHELL_LEVELS] or known
    sizes = [_area(claim[own[-1]]) for claim in claims]
    used = _distinct(claims, sorted(range(len(claims)), key=sizes.__getitem__), own)
    kept = [claims[number] for number in used]
    if len(kept) == 1:
        return Combined({level: kept[0][level] for level in levels}, used)
    meeting = max((level for level in own if level <= MEETING_LEVEL), default=own[0])
    if _area(shapely.intersection_all([claim[meeting] for claim in kept])) == 0.0:
        every = {level: _joined([claim[level] for claim in kept]) for level in levels}
        return Combined(every, used, contradictory=True)
    return Combined(_highest(kept[:MOST_CLAIMS], own, levels), used[:MOST_CLAIMS])


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


def _highest(claims: Sequence[Regions], own: Sequence[float], levels: Sequence[float]) -> dict[float, BaseGeometry]:
    """Highest-density regions of the product."""
    pieces, logs = _shells(claims[0], own)
    for claim in claims[1:]:
        shells, more = _shells(claim, own)
        crossed = shapely.intersection(pieces[:, None], shells[None, :])
        kept = shapely.area(crossed) > 0
        pieces, logs = crossed[kept], (logs[:, None] + more[None, :])[kept]
    masses = np.exp(logs - logs.max()) * np.array([_area(piece) for piece in pieces])
    order = np.argsort(-logs, kind="stable")
    held = np.cumsum(masses[order]) / masses.sum()
    ends = np.searchsorted(held, np.array(levels) - 1e-9)
    return {level: _joined(pieces[order[: end + 1]]) for level, end in zip(levels, ends.tolist(), strict=True)}


def _shells(claim: Regions, levels: Sequence[float]) -> tuple[NDArray[Any], NDArray[np.float64]]:
    """Shells of a claim, and the log density in each; shells of no area are left out."""
    pieces, logs = [claim[levels[0]]], [levels[0]]
    for inner, outer in pairwise(levels):
        pieces.append(claim[outer].difference(claim[inner]))
        logs.append(outer - inner)
    areas = np.array([_area(piece) for piece in pieces])
    real = areas > 0
    return np.array(pieces, dtype=object)[real], np.log(np.array(logs)[real] / areas[real])


def _area(geometry: BaseGeometry) -> float:
    return float(geodesy.area_m2(geometry))


def _joined(pieces: Sequence[BaseGeometry] | NDArray[Any]) -> BaseGeometry:
    """Join polygons; lines and points that cutting left are dropped."""
    parts = shapely.get_parts(np.asarray(pieces, dtype=object))
    polygons = parts[shapely.get_dimensions(parts) == 2]
    return shapely.orient_polygons(shapely.union_all(polygons, grid_size=_GRID_DEG))
