"""Choose regions by coverage: the smallest of a grid of round parameters that holds a share of the rows.

A row is counted five times, at its truth and a little beside it (`BLUR`), so that a choice does not
hang on single rows. The share asked for is the smallest whose coverage of dates left out one by one
reaches ceil((n + 1) level) / n, the finite-sample quantile of conformal prediction (Vovk, Gammerman
& Shafer 2005). Nothing is random but the folds that coverage is measured on, whose seed is fixed.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from rows import Rows

from geostrike.uncertainty.empirical import SectorSpread

Array: TypeAlias = NDArray[np.float64]
Grid: TypeAlias = dict[str, tuple[float, ...]]
Shape: TypeAlias = Mapping[str, Any]
Spread: TypeAlias = Callable[[Rows, Shape], SectorSpread]

SHORT_M = 15_000.0
BAND_ROWS = 150  # a band of distances may fall short of the share asked for by the standard error of as many rows
FOLDS = 10
OUTER_SEED = 11
STEP = 0.005
BELOW, ABOVE = 8, 18  # shares tried, in steps below and above the level
BLUR = ((0.0, 0.0), (0.12, 0.0), (-0.12, 0.0), (0.0, 6.0), (0.0, -6.0))  # log of the distance, degrees
UNBLURRED = BLUR[:1]
APART = 0.005  # least step, as a share, from level to level: arcs drawn at one radius by other vertices would cross
SHRINK = "interval_share"  # of the stated interval: regions below 50 % are those at 50 %, shrunk


@dataclass(frozen=True)
class Tried:
    """Candidates tried on every row, smallest first.

    `holds[c, r]`: whether candidate c's region of row r holds the truth; `soft[c, r]`: the share of
    the blurred truths that it holds.
    """

    names: tuple[str, ...]
    values: Array
    holds: NDArray[np.bool_]
    soft: NDArray[np.float32]

    def at(self, chosen: int) -> dict[str, float]:
        """Return the parameters of a candidate by name."""
        return dict(zip(self.names, self.values[chosen].tolist(), strict=True))


def distance_to_sector_m(sector: SectorSpread, true_m: Any, off_deg: Any) -> Array:
    """Metres from the true place to the sector before it is grown, in the plane of the anchor."""
    beyond = np.radians(np.maximum(off_deg - sector.half_angle_deg, 0))
    along = true_m * np.cos(beyond)
    edge = np.hypot(along - np.clip(along, sector.inner_m, sector.outer_m), true_m * np.sin(beyond))
    radial = np.maximum(np.maximum(sector.inner_m - true_m, true_m - sector.outer_m), 0)
    return np.where(beyond > 0, edge, radial)


def area_km2(sector: SectorSpread) -> Array:
    """Area of the grown sector in the plane, its overlaps ignored, at most the disc that holds it."""
    inner, outer, half, grow = sector
    arc = np.radians(half) * ((outer + grow) ** 2 - np.maximum(inner - grow, 0) ** 2)
    whole = np.pi * (outer + grow) ** 2
    sides = np.where(half < 180, 2 * grow * (outer - inner) + np.pi * grow**2, 0)
    return np.minimum(arc + sides, whole) / 1e6


def candidates(grid: Grid, least: Shape | None = None, most: Shape | None = None) -> tuple[tuple[str, ...], Array]:
    """Return the grid's points that lie between two shapes, so that regions nest."""
    values = np.array(list(itertools.product(*grid.values())))
    for i, name in enumerate(grid):
        low, high = (least or {}).get(name, -np.inf), (most or {}).get(name, np.inf)
        values = values[(values[:, i] >= low - 1e-9) & (values[:, i] <= high + 1e-9)]
    return tuple(grid), values


def shrunk(shape: Shape, most: float) -> tuple[tuple[str, ...], Array]:
    """Return the shape's parameters times factors up to `most`; the factor itself comes last."""
    factors = np.arange(0.02, most + 1e-9, 0.02)[:, None]
    return (*shape, SHRINK), factors * np.array([*shape.values(), 1.0])


def attempt(
    rows: Rows,
    spread: Spread,
    names: tuple[str, ...],
    values: Array,
    blur: Sequence[tuple[float, float]] = BLUR,
    *,
    typical: float = 0.0,
) -> Tried:
    """Try candidates on every row; their size is the mean log area, and `typical` times the log of the median area."""
    holds = np.empty((len(values), len(rows)), bool)
    soft = np.zeros((len(values), len(rows)), np.float32)
    size = np.empty(len(values))
    for start in range(0, len(values), 1000):
        part = slice(start, start + 1000)
        sector = spread(rows, {name: values[part, i, None] for i, name in enumerate(names)})
        km2 = area_km2(sector)
        size[part] = np.log(km2).mean(axis=1) + typical * np.log(np.median(km2, axis=1))
        for number, (log, turn) in enumerate(blur):
            beside = distance_to_sector_m(sector, rows.true_m * math.exp(log), np.abs(rows.off_deg + turn))
            held = beside <= sector.grow_m
            soft[part] += held / np.float32(len(blur))
            if number == 0:
                holds[part] = held
    order = np.argsort(size, kind="stable")
    return Tried(names, values[order], holds[order], soft[order])


def bands_of(rows: Rows) -> NDArray[np.bool_]:
    """All rows; those stated below and above 15 km, where there are both."""
    short = rows.stated_m < SHORT_M
    everything = np.ones(len(rows), bool)
    return np.stack([everything, short, ~short] if short.any() and not short.all() else [everything])


def choose(tried: Tried, weights: Array, bands: NDArray[np.bool_], shares: Array, slack: float) -> NDArray[np.intp]:
    """Smallest candidate that holds each share of all rows, and of each band less `slack`.

    Parameters
    ----------
    weights
        A row per choice to make, a column per row of the data; 0 leaves a row out.
    shares
        Where no candidate holds as much, the one that holds most is taken.

    Returns
    -------
    array
        A row per choice, a column per share.
    """
    covered = []
    for number, band in enumerate(bands):
        weight = (weights * band).T.astype(np.float32)
        total = np.maximum(weight.sum(axis=0), 1e-9)
        covered.append(tried.soft @ weight / total + (slack if number else 0.0))
    best = np.maximum.accumulate(np.minimum.reduce(covered), axis=0)
    chosen = np.empty((best.shape[1], len(shares)), np.intp)
    for choice, column in enumerate(best.T):
        chosen[choice] = np.searchsorted(column, np.minimum(shares, column[-1]) - 1e-6)
    return chosen


def slack_at(level: float) -> float:
    """By how much a band of distances may fall short of the share asked for: its standard error."""
    return math.sqrt(level * (1 - level) / BAND_ROWS)


def folds_of(groups: NDArray[np.str_], seed: int) -> NDArray[np.int_]:
    """Fold of each row; rows of one group share it."""
    names, index = np.unique(groups, return_inverse=True)
    return np.random.default_rng(seed).permutation(len(names))[index] % FOLDS


def share_to_ask(tried: Tried, rows: Rows, level: float, kept: NDArray[np.bool_]) -> float:
    """Smallest share to ask for whose coverage of kept rows, each group left out in turn, is the conformal one."""
    shares = level + STEP * np.arange(-BELOW, ABOVE)
    shares = shares[(shares > 0) & (shares < 0.999)]
    away = [kept & (rows.group == group) for group in np.unique(rows.group[kept])]
    chosen = choose(tried, kept & ~np.array(away), bands_of(rows), shares, slack_at(level))
    held = sum(tried.holds[picks][:, out].sum(axis=1) for picks, out in zip(chosen, away, strict=True))
    n = int(kept.sum())
    enough = np.flatnonzero(held / n >= min(math.ceil((n + 1) * level) / n, 1 - 1 / n) - 1e-9)
    return float(shares[enough[0] if len(enough) else -1])


def choose_at(tried: Tried, rows: Rows, level: float, kept: NDArray[np.bool_]) -> tuple[int, float]:
    """Candidate for a level with the margin that cross-validation asks for, and the share asked for."""
    share = share_to_ask(tried, rows, level, kept)
    return int(choose(tried, kept[None], bands_of(rows), np.array([share]), slack_at(level))[0, 0]), share


def nested_coverage(tried: Tried, rows: Rows, level: float) -> NDArray[np.bool_]:
    """Whether each row lies in the region whose margin, too, was chosen without its group."""
    inside = np.zeros(len(rows), bool)
    fold = folds_of(rows.group, OUTER_SEED)
    for k in range(FOLDS):
        chosen, _ = choose_at(tried, rows, level, fold != k)
        inside[fold == k] = tried.holds[chosen, fold == k]
    return inside


def columns(values: Mapping[float, Shape]) -> dict[str, list[float]]:
    """Each parameter's values over the levels; outer limits grow by `APART` from level to level at least."""
    table = {name: [float(values[level][name]) for level in LEVELS] for name in values[MIDDLE]}
    for name in ("log_inward", "log_outward", "reach_m"):
        for number in range(1, len(table.get(name, ()))):
            below = table[name][number - 1]
            least = below * (1 + APART) if name == "reach_m" else below + APART
            table[name][number] = max(table[name][number], least)
    return {name: [round(value, 4) for value in own] for name, own in table.items()}


@dataclass(frozen=True)
class Fit:
    """What was chosen per level: parameters, the share asked for, and which rows are held when left out."""

    values: dict[float, dict[str, float]]
    asked: dict[float, float]
    held_out: dict[float, NDArray[np.bool_]]

    def columns(self) -> dict[str, list[float]]:
        """Each parameter's values over the levels, from the lowest."""
        return columns(self.values)

    def shrinking(self) -> list[float]:
        """Factor that each level's parameters were shrunk by from those at 50 %; 1 from there on."""
        return [round(self.values[level].get(SHRINK, 1.0), 4) for level in LEVELS]


@dataclass(frozen=True)
class Plan:
    """How a kind is fitted.

    Parameters
    ----------
    spread
        Level -> how parameters become sectors.
    grids
        Candidates per level from 50 to 95 %.
    wide
        Candidates at 99 %, where a few texts that are simply wrong decide.
    blur
        Where each truth is counted besides its own place: log of the distance, degrees.
    typical
        Weight of the typical row's area in the size of a candidate, beside all rows'.
    """

    spread: Callable[[float], Spread]
    grids: Mapping[float, Grid]
    wide: Grid
    blur: tuple[tuple[float, float], ...] = BLUR
    typical: float = 0.0


# Each level lies between its neighbours fitted before it, so those whose shape matters most come first.
ORDER = (0.8, 0.5, 0.9, 0.95)
MIDDLE, LOW, HIGH = 0.5, (0.25, 0.05), 0.99
LEVELS = tuple(sorted((*LOW, *ORDER, HIGH)))


def fit(rows: Rows, plan: Plan, *, measure: bool = True) -> Fit:
    """Fit every level with the margin that cross-validation asks for; `measure` the coverage of left-out dates."""
    result = Fit({}, {}, {})
    for level in ORDER:
        least = max((one for one in result.values if one < level), default=0.0)
        most = min((one for one in result.values if one > level), default=1.0)
        names, values = candidates(plan.grids[level], result.values.get(least), result.values.get(most))
        tried = attempt(rows, plan.spread(level), names, values, plan.blur, typical=plan.typical)
        _keep(result, level, tried, rows, measure=measure)
    for level in LOW:
        names, values = shrunk(result.values[MIDDLE], result.values[min(result.values)].get(SHRINK, 1.0))
        _keep(result, level, attempt(rows, plan.spread(level), names, values, UNBLURRED), rows, measure=measure)
    names, values = candidates(plan.wide, result.values[max(ORDER)])
    _keep(result, HIGH, attempt(rows, plan.spread(HIGH), names, values, UNBLURRED), rows, measure=measure)
    return result


def _keep(result: Fit, level: float, tried: Tried, rows: Rows, *, measure: bool) -> None:
    chosen, result.asked[level] = choose_at(tried, rows, level, np.ones(len(rows), bool))
    result.values[level] = tried.at(chosen)
    if measure:
        result.held_out[level] = nested_coverage(tried, rows, level)


def around(rows: Rows) -> Rows:
    """Return the rows as if no direction had been stated."""
    return replace(rows, off_deg=np.zeros(len(rows)))
