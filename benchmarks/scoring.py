"""How regions are scored, and the rivals that they are scored against; in the plane of the anchor."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from fitting import SHORT_M, Grid, Shape, area_km2, distance_to_sector_m
from numpy.typing import NDArray
from rows import Rows

from geostrike.uncertainty.empirical import SectorSpread

Array = NDArray[np.float64]


class Regions(NamedTuple):
    """Regions of one level, a value per row: the truth held, size, and how far outside the truth lies.

    Over several fits each is a mean, and `holds` the share of the fits that hold the truth.
    """

    holds: NDArray[np.bool_] | Array
    km2: Array
    outside_km: Array

    def of(self, rows: NDArray[np.bool_]) -> Regions:
        """Return those of some rows."""
        return Regions(*(column[rows] for column in self))


def interval(k: float, n: int) -> list[float]:
    """Share k / n with its 95 % interval after Wilson (1927)."""
    share, z2 = k / n, 1.96**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = 1.96 * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return [round(value, 3) for value in (share, middle - half, middle + half)]


def sectors(sector: SectorSpread, rows: Rows) -> Regions:
    """Score grown sectors."""
    outside = np.maximum(distance_to_sector_m(sector, rows.true_m, rows.off_deg) - sector.grow_m, 0)
    return Regions(outside <= 0, np.broadcast_to(area_km2(sector), outside.shape), outside / 1000)


WEDGES: Grid = {
    "half_angle_deg": (10, 15, 20, 22.5, 25, 30, 35, 40, 45, 60, 75, 90, 105, 120, 135, 150, 180),
    "part": (0.05, 0.1, 0.2, 0.25, 0.35, 0.5, 0.75, 1.0),
    "least_m": (500, 1000, 2000, 3000, 5000, 7000, 10_000),
}


def wedge(rows: Rows, shape: Shape) -> SectorSpread:
    """Draw fixed wedges: +- angle, +- part of the stated distance, at least so many metres."""
    allowance = np.maximum(shape["part"] * rows.stated_m, shape["least_m"])
    inner, outer = np.maximum(rows.stated_m - allowance, 0), rows.stated_m + allowance
    return SectorSpread(*np.broadcast_arrays(inner, outer, shape["half_angle_deg"], 0.0))


BAND_POINTS = 0.05
"""By how much the coverage of a band of distances may miss the level."""


def best_wedge(rows: Rows, share: float, level: float | None = None) -> Regions | None:
    """Find the fixed wedge that does best in hindsight at a share of the rows: the smallest median.

    With a `level`, among those whose coverage keeps to it within `BAND_POINTS` in each band of distances, as ours
    has to. None where there is none.
    """
    best: Regions | None = None
    for values in itertools.product(*WEDGES.values()):
        one = sectors(wedge(rows, dict(zip(WEDGES, values, strict=True))), rows)
        if one.holds.mean() < share or (level is not None and not keeps_bands(one, rows, level)):
            continue
        if best is None or np.median(one.km2) < np.median(best.km2):
            best = one
    return best


def keeps_bands(regions: Regions, rows: Rows, level: float) -> bool:
    """Whether the coverage of all rows and of each band lies within `BAND_POINTS` of a level."""
    return all(abs(regions.holds[band].mean() - level) <= BAND_POINTS + 1e-9 for _, band in bands(rows))


def from_point_m(rows: Rows) -> Array:
    """Metres from the stated point to the true place."""
    turn = np.cos(np.radians(rows.off_deg))
    return np.sqrt(rows.true_m**2 + rows.stated_m**2 - 2 * rows.true_m * rows.stated_m * turn)


def circles(rows: Rows, radius_m: Array) -> Regions:
    """Score circles about the stated point."""
    outside = np.maximum(from_point_m(rows) - radius_m, 0)
    return Regions(outside <= 0, np.pi * (radius_m / 1000) ** 2, outside / 1000)


def beside(km2: Array, other_km2: Array) -> dict[str, float]:
    """How large regions are beside others: the median of the ratios, the ratio of the medians and of the sums."""
    ratios = {
        "median of ratios": np.median(km2 / other_km2),
        "of medians": np.median(km2) / np.median(other_km2),
        "of sums": km2.sum() / other_km2.sum(),
    }
    return {name: round(float(ratio), 2) for name, ratio in ratios.items()}


def interval_score(regions: Regions, level: float) -> float:
    """Mean of the radius of the circle of equal area and 2 / alpha times the distance of the truth, km."""
    return float((np.sqrt(regions.km2 / np.pi) + 2 / (1 - level) * regions.outside_km).mean())


def log_density(by_level: dict[float, Regions], rows: Rows, reach_m: Array) -> Array:
    """Log density per km2 at the truth, even in each shell; beyond the last, as `uncertainty.density` has it.

    `reach_m` is the radius about the stated point that holds the last region.
    """
    levels = sorted(by_level)
    holds = np.logical_or.accumulate(np.column_stack([by_level[level].holds for level in levels]), axis=1)
    km2 = np.maximum.accumulate(np.column_stack([by_level[level].km2 for level in levels]), axis=1)
    sizes = np.diff(km2, axis=1, prepend=0.0)
    shares = np.broadcast_to(np.diff([0.0, *levels]), sizes.shape)
    even = np.where(sizes > 1e-6, shares / np.maximum(sizes, 1e-6), 0.0)
    shell = np.where(holds.any(axis=1), holds.argmax(axis=1), len(levels))
    out2, reach2 = (from_point_m(rows) / 1000) ** 2, (reach_m / 1000) ** 2
    beyond = (1 - levels[-1]) * reach2 / (np.pi * (out2 + reach2) ** 2)
    inside = np.column_stack([even, np.zeros(len(rows))])[np.arange(len(rows)), shell]
    return np.log(inside + beyond)


def bands(rows: Rows) -> Iterator[tuple[str, NDArray[np.bool_]]]:
    """All rows, and those stated below and from 15 km."""
    yield "all", np.ones(len(rows), bool)
    yield "under 15 km", rows.stated_m < SHORT_M
    yield "from 15 km", rows.stated_m >= SHORT_M


# ---- the simple model of the first trials: bivariate t along and across the offset, and a broad one ------------

START = np.log([2000.0, 0.2, 2000.0, 0.2, 1.5, 0.08, 30_000.0])
DRAWS = 4000


@dataclass(frozen=True)
class Simple:
    """Error along and across the offset: t with scale sqrt(a^2 + (b d)^2) per axis, a broad t round the anchor."""

    values: Array

    def log_density(self, along: Array, across: Array, stated_m: Array) -> Array:
        """Log density per km2 at positions in metres along and across the offset from the anchor."""
        a1, b1, a2, b2, nu, broad, scale = np.exp(self.values)
        broad = min(broad, 0.5)
        one, two = np.hypot(a1, b1 * stated_m), np.hypot(a2, b2 * stated_m)
        core = _t(((along - stated_m) / one) ** 2 + (across / two) ** 2, one * two, nu)
        wide = np.hypot(scale, stated_m)
        return np.log(1e6 * ((1 - broad) * core + broad * _t((along**2 + across**2) / wide**2, wide**2, 2.0)))

    def draw(self, stated_m: float, rng: np.random.Generator) -> tuple[Array, Array]:
        """Positions drawn from the model, for one stated distance."""
        a1, b1, a2, b2, nu, broad, scale = np.exp(self.values)
        normal = rng.standard_normal((2, DRAWS))
        core, wide = (normal / np.sqrt(rng.chisquare(n, DRAWS) / n) for n in (nu, 2.0))
        is_wide = rng.random(DRAWS) < min(broad, 0.5)
        along = np.where(is_wide, np.hypot(scale, stated_m) * wide[0], stated_m + np.hypot(a1, b1 * stated_m) * core[0])
        across = np.where(is_wide, np.hypot(scale, stated_m) * wide[1], np.hypot(a2, b2 * stated_m) * core[1])
        return along, across

    def regions(self, rows: Rows, levels: Sequence[float]) -> tuple[dict[float, Regions], Array]:
        """Highest-density regions, by drawing, and the log density at the truth."""
        rng = np.random.default_rng(5)
        angle = np.radians(rows.off_deg)
        truth = self.log_density(rows.true_m * np.cos(angle), rows.true_m * np.sin(angle), rows.stated_m)
        found: dict[float, list[tuple[bool, float, float]]] = {level: [] for level in levels}
        for stated, own, true_m, turn in zip(rows.stated_m, truth, rows.true_m, angle, strict=True):
            along, across = self.draw(float(stated), rng)
            drawn = self.log_density(along, across, np.full(DRAWS, stated))
            away_km = np.hypot(along - true_m * np.cos(turn), across - true_m * np.sin(turn)) / 1000
            for level in levels:
                within = drawn >= np.quantile(drawn, 1 - level)
                holds = bool(own >= drawn[within].min())
                km2 = float(np.where(within, np.exp(-drawn), 0).mean())
                # The edge of a drawn set is as near as its nearest draw.
                found[level].append((holds, km2, 0.0 if holds else float(away_km[within].min())))
        regions = {level: Regions(*map(np.array, zip(*each, strict=True))) for level, each in found.items()}
        return regions, truth


def _t(square: Array, scale2: Array | float, nu: float) -> Array:
    return np.asarray((1 + square / nu) ** (-nu / 2 - 1) / (2 * math.pi * scale2))


def fit_simple(rows: Rows) -> Simple:
    """Fit by maximum likelihood: a pattern search whose steps are halved where none helps."""
    angle = np.radians(rows.off_deg)
    along, across = rows.true_m * np.cos(angle), rows.true_m * np.sin(angle)

    def loss(values: Array) -> float:
        return -float(Simple(values).log_density(along, across, rows.stated_m).mean())

    values, best, step = START.copy(), loss(START), 0.5
    while step > 0.01:
        tries = [values + sign * step * axis for axis in np.eye(len(values)) for sign in (1, -1)]
        losses = [loss(one) for one in tries]
        if min(losses) < best - 1e-6:
            values, best = tries[int(np.argmin(losses))], min(losses)
        else:
            step /= 2
    return Simple(values)


def summary(by_level: dict[float, Regions], logs: Array | None, rows: Rows) -> dict[str, Any]:
    """Figures of evidence.md section 3, overall and by band."""
    result: dict[str, Any] = {}
    for name, band in bands(rows):
        if not band.any():
            continue
        levels = {}
        for level, regions in sorted(by_level.items()):
            part = regions.of(band)
            levels[str(level)] = {
                "coverage": interval(float(part.holds.sum()), len(part.holds)),
                "median_km2": round(float(np.median(part.km2)), 1),
                "interval_score_km": round(interval_score(part, level), 1),
            }
        result[name] = {"rows": int(band.sum()), "levels": levels}
        if logs is not None:
            result[name]["mean_neg_log_density"] = round(-float(logs[band].mean()), 3)
    return result
