"""Fit the parameters of `geostrike.uncertainty.empirical` to the calibration rows.

    python benchmarks/calibrate.py            print the fit and its cross-validated coverage
    python benchmarks/calibrate.py --write    also write geostrike/uncertainty/empirical.toml

Method (docs/uncertainty.md says why): for each level the smallest region, by mean log area,
of a fixed grid of round parameters that holds the share of rows asked for, overall and below
and above 15 km; regions nest. The share asked for is the smallest whose cross-validated
coverage (folds by date, never by row) reaches ceil((n + 1) level) / n, the finite-sample
quantile of conformal prediction (Vovk, Gammerman & Shafer 2005).
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from rows import Rows, collect, prose_offsets, strike_offsets, strike_places

from geostrike.uncertainty import empirical

LEVELS = (0.5, 0.8, 0.9, 0.95)
TARGET = Path(empirical.__file__).with_suffix(".toml")
SHORT_M = 15_000.0
FAR_M = 50_000.0
FOLDS, SEEDS = 10, 4

# A word of the 16-point rose scatters half as wide as one of 8 points at the lower levels (34 such rows:
# p50 6 of 14 degrees, p80 14 of 27); a text that is simply wrong is so for every word, hence less at the upper.
WORD_POWER = {0.5: 1.0, 0.8: 1.0, 0.9: 0.75, 0.95: 0.5}

# US Africa Command offsets from Mogadishu whose place is known (evidence.md section 2): degrees off as published;
# distances are published as "within 11 %", spread evenly here; 90 km stands for the distance of each.
COMMAND_OFF_DEG = (62.0, 64.0, 1.0, 37.0)
COMMAND_LOG_RATIO = (-0.1, -0.05, 0.05, 0.1)

RADIAL = {
    "log_inward": (0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 2.0),
    "log_outward": (0.02, 0.06, 0.09, 0.12, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7),
}
ANGLE = {"half_angle_deg": (18.0, 20.0, 22.0, 25.0, 28.0, 30.0, 35.0, 40.0, 50.0, 65.0, 80.0, 95.0, 105.0, 115.0, 125.0,
                            150.0, 180.0)}  # fmt: skip
GROW = {"floor_m": (300.0, 800.0, 1500.0, 2500.0, 4000.0), "extent_share": (0.0, 0.1, 0.2, 0.4, 0.6)}
DISC = {"floor_m": (500.0, 1000.0, 1500.0, 2000.0, 3000.0, 4000.0, 5000.0, 6000.0, 8000.0, 10e3, 12e3, 15e3),
        "extent_share": (0.0, 0.2, 0.4, 0.6, 0.8, 1.0, 1.2)}  # fmt: skip
REACH = {
    "log_outward": tuple(math.log(metres) for metres in (15e3, 20e3, 25e3, 30e3, 40e3, 50e3, 60e3, 80e3, 100e3, 120e3))
}


HEAD = """# What a stated locality means at each level: read by geostrike.uncertainty.empirical, explained in
# docs/uncertainty.md. Written by benchmarks/calibrate.py: change that, not this.
# share_asked: the share of the rows that the fit had to hold, margin included. coverage: the share held when each
# row is left out with all rows of its date, the margin too chosen without them. median_km2: over the same rows.
"""
FITTED_ON = "2026-11-21"
STRIKES = {
    "evidence": "strong",
    "source": "Netherlands Ministry of Defence, air strikes in Iraq and Syria 2014-18, published 2023-03-30; "
    "beyond 45 km also Wikipedia offsets (GeoCoDe corpus) and four US Africa Command offsets",
    "fitted": FITTED_ON,
}
STRIKES_UNMEASURED = STRIKES | {
    "evidence": "thin",
    "source": STRIKES["source"].split(";")[0] + "; stated distances unread",
}
NAMES = STRIKES | {"evidence": "thin", "source": STRIKES["source"].split(";")[0] + "; texts that only name a place"}
WRONG_PLACE_M = 100e3  # farther than this the look-up found another place of the name: no error of the text

# Kinds with too few rows to fit; each value rounded from the figures that its source gives.
STATED: dict[str, dict[str, Any]] = {
    "near": {
        "evidence": "thin",
        "source": "US Central Command 'near X' against Dutch positions of the same days: p50 13, p75 26, p90 36, "
        "p95 48 km from the point, less 3 km of extent; civilian-harm statements are nearer (p50 1.1, p75 2.5, "
        "p90 21 km, n = 276)",
        "floor_m": [10_000.0, 26_000.0, 33_000.0, 45_000.0],
        "extent_share": [1.0, 1.0, 1.0, 1.0],
    },
    "outskirts": {
        "evidence": "assumed",
        "source": "between 'in' and 'near': the place's extent and a margin",
        "floor_m": [2_000.0, 5_000.0, 8_000.0, 12_000.0],
        "extent_share": [1.0, 1.0, 1.0, 1.0],
    },
    "adjacent": {
        "evidence": "assumed",
        "source": "civilian-harm statements name the place hit: p50 1.1, p75 2.5, p90 21 km; and the place's extent",
        "floor_m": [1_000.0, 3_000.0, 6_000.0, 10_000.0],
        "extent_share": [1.0, 1.0, 1.0, 1.0],
    },
    "between": {
        "evidence": "thin",
        "source": "20 UCDP Syria points with both ends known: fraction median 0.52, 17 within 0.35-0.65; off the line "
        "5 % of its length in the median, 26 % at most",
        "half_fraction": [0.1, 0.17, 0.25, 0.35],
        "half_width_share": [0.08, 0.16, 0.25, 0.3],
        "floor_m": [1_000.0, 2_000.0, 3_000.0, 4_000.0],
    },
}

Grid: TypeAlias = dict[str, tuple[float, ...]]


@dataclass(frozen=True)
class Field:
    """Every candidate of a grid tried on every row.

    `holds[c, r]`: candidate c's region of row r holds the truth; `size[c]`: its mean log area in km2.
    """

    names: tuple[str, ...]
    values: NDArray[np.float64]
    holds: NDArray[np.bool_]
    size: NDArray[np.float64]

    def choose(self, share: float, weights: NDArray[np.float64], bands: NDArray[np.bool_]) -> int:
        """Index of the smallest candidate that holds the share of all, and of each band less two points."""
        covered = np.stack([self.holds[:, band] @ weights[band] / weights[band].sum() for band in bands], axis=1)
        short = np.maximum(share - covered, 0)
        short[:, 1:] = np.maximum(short[:, 1:] - 0.02, 0)
        return int(np.argmin(self.size + 1e3 * short.sum(axis=1)))

    def at(self, chosen: int) -> dict[str, float]:
        """Return the parameters of a candidate by name."""
        return dict(zip(self.names, self.values[chosen].tolist(), strict=True))


def distance_to_sector_m(sector: empirical.SectorSpread, true_m: Any, off_deg: Any) -> NDArray[np.float64]:
    """Metres from the true place to the sector before it is grown, in the plane of the anchor."""
    beyond = np.radians(np.maximum(off_deg - sector.half_angle_deg, 0))
    along = true_m * np.cos(beyond)
    edge = np.hypot(along - np.clip(along, sector.inner_m, sector.outer_m), true_m * np.sin(beyond))
    radial = np.maximum(np.maximum(sector.inner_m - true_m, true_m - sector.outer_m), 0)
    return np.where(beyond > 0, edge, radial)


def area_km2(sector: empirical.SectorSpread) -> NDArray[np.float64]:
    """Area of the grown sector in the plane, its overlaps ignored, at most the disc that holds it."""
    inner, outer, half, grow = sector
    arc = np.radians(half) * ((outer + grow) ** 2 - np.maximum(inner - grow, 0) ** 2)
    whole = np.pi * (outer + grow) ** 2
    sides = np.where(half < 180, 2 * grow * (outer - inner) + np.pi * grow**2, 0)
    return np.minimum(arc + sides, whole) / 1e6


def field(rows: Rows, level: float, grid: Grid, least: Any, far: dict[str, float] | None = None) -> Field:
    """Try the candidates that are nowhere below `least`; `far` blends in for long distances, None is no blending."""
    values = np.array(list(itertools.product(*grid.values())))
    values = values[np.all(values >= np.asarray(least) - 1e-9, axis=1)]
    holds = np.empty((len(values), len(rows)), bool)
    size = np.empty(len(values))
    for start in range(0, len(values), 2000):
        part = slice(start, start + 2000)
        near = {name: values[part, i, None] for i, name in enumerate(grid)}
        sector = sector_for(rows, level, near, far)
        holds[part] = distance_to_sector_m(sector, rows.true_m, rows.off_deg) <= sector.grow_m
        size[part] = np.log(area_km2(sector)).mean(axis=1)
    return Field(tuple(grid), values, holds, size)


def sector_for(
    rows: Rows, level: float, near: dict[str, Any], far: dict[str, float] | None = None
) -> empirical.SectorSpread:
    """Sectors of the rows; what the grid leaves out is neutral (a full turn, no radial allowance)."""
    shape = empirical.sector_shape(rows.stated_m, near, far) if far else near
    neutral = {"word_power": 0.0, "log_inward": 0.0, "log_outward": 0.0, "half_angle_deg": 180.0}
    power = {"word_power": WORD_POWER[level]} if "half_angle_deg" in near else {}
    return empirical.sector_of(neutral | power | shape, rows.low_m, rows.high_m, rows.half_angle_deg, rows.extent_m)


def bands_of(rows: Rows) -> NDArray[np.bool_]:
    """All rows; those stated below and above 15 km, where there are both."""
    short = rows.stated_m < SHORT_M
    everything = np.ones(len(rows), bool)
    return np.stack([everything, short, ~short] if short.any() and not short.all() else [everything])


def folds_of(groups: NDArray[np.str_], seed: int) -> NDArray[np.int_]:
    """Fold of each row; rows of one group share it."""
    names, index = np.unique(groups, return_inverse=True)
    return np.random.default_rng(seed).permutation(len(names))[index] % FOLDS


def held_out(tried: Field, rows: Rows, share: float, kept: NDArray[np.bool_]) -> NDArray[np.float64]:
    """How often, over the repetitions, each kept row lies in the region fitted without its group."""
    inside = np.zeros(len(rows))
    bands = bands_of(rows)
    for seed in range(SEEDS):
        fold = folds_of(rows.group, seed)
        for k in range(FOLDS):
            if (away := kept & (fold == k)).any():
                chosen = tried.choose(share, (kept & (fold != k)).astype(float), bands)
                inside[away] += tried.holds[chosen, away] / SEEDS
    return inside[kept]


def share_to_ask(tried: Field, rows: Rows, level: float, kept: NDArray[np.bool_]) -> float:
    """Smallest share to ask for, in half points, whose held-out coverage is the conformal one at the level."""
    n = int(kept.sum())
    wanted = math.ceil((n + 1) * level) / n
    for share in np.arange(level, 0.999, 0.005):
        if held_out(tried, rows, float(share), kept).mean() >= min(wanted, 0.99) - 1e-9:
            return float(share)
    return 0.999


def nested_coverage(tried: Field, rows: Rows, level: float) -> NDArray[np.bool_]:
    """Whether each row lies in the region whose margin, too, was chosen without its group."""
    inside = np.zeros(len(rows), bool)
    fold = folds_of(rows.group, SEEDS)
    for k in range(FOLDS):
        share = share_to_ask(tried, rows, level, fold != k)
        chosen = tried.choose(share, (fold != k).astype(float), bands_of(rows))
        inside[fold == k] = tried.holds[chosen, fold == k]
    return inside


@dataclass
class Fit:
    """What was chosen per level, and how it did: lists in the order of LEVELS."""

    rows: Rows
    values: list[dict[str, float]]
    asked: list[float]
    held_out: list[NDArray[np.bool_]]
    median_km2: list[float]

    def coverage(self, which: NDArray[np.bool_] | None = None) -> list[float]:
        """Share of the rows, each left out with its date, that the region holds."""
        return [round(float(inside[slice(None) if which is None else which].mean()), 3) for inside in self.held_out]

    def columns(self) -> dict[str, list[float]]:
        """Each parameter's values over the levels."""
        return {name: [value[name] for value in self.values] for name in self.values[0]}


def fit(rows: Rows, grid: Grid, far: list[dict[str, float]] | None = None) -> Fit:
    """Fit each level in turn, from the lowest, with the margin that cross-validation asks for."""
    result = Fit(rows, [], [], [], [])
    least = np.full(len(grid), -np.inf)
    for i, level in enumerate(LEVELS):
        tried = field(rows, level, grid, least, far[i] if far else None)
        share = share_to_ask(tried, rows, level, np.ones(len(rows), bool))
        chosen = tried.choose(share, np.ones(len(rows)), bands_of(rows))
        least = tried.values[chosen]
        result.values.append(tried.at(chosen))
        result.asked.append(share)
        result.held_out.append(nested_coverage(tried, rows, level))
        sector = sector_for(rows, level, tried.at(chosen), far[i] if far else None)
        result.median_km2.append(float(np.median(area_km2(sector))))
    return result


def long_distances(strikes: Rows) -> tuple[Rows, NDArray[np.float64], NDArray[np.bool_]]:
    """Return rows stated beyond 50 km with weights and bands: strikes a half, prose and the command a quarter each.

    The bands see to it that the strikes and the prose are each covered as well; four rows alone are no band.
    """
    strikes, prose = strikes[strikes.stated_m >= FAR_M], prose_offsets(FAR_M)
    ratios = zip(COMMAND_OFF_DEG, COMMAND_LOG_RATIO, (45.0, 22.5, 45.0, 22.5), strict=True)
    command = collect((88e3, 92e3, word, 12e3, 90e3 * math.exp(log), off, "") for off, log, word in ratios)
    parts = ((strikes, 0.5), (prose, 0.25), (command, 0.25))
    rows = Rows(*(np.concatenate([getattr(part, name) for part, _ in parts]) for name in vars(strikes)))
    weights = np.concatenate([np.full(len(part), share / len(part)) for part, share in parts])
    source = np.repeat([0, 1, 2], [len(part) for part, _ in parts])
    return rows, weights, np.stack([source >= 0, source == 0, source == 1])


def fit_far(grid: Grid, rows: Rows, weights: NDArray[np.float64], bands: NDArray[np.bool_]) -> list[dict[str, float]]:
    """Fit each level in turn to weighted rows, without a margin: three sources tell too little of a fourth."""
    least, values = np.full(len(grid), -np.inf), []
    for level in LEVELS:
        tried = field(rows, level, grid, least)
        chosen = tried.choose(level, weights, bands)
        least = tried.values[chosen]
        values.append(tried.at(chosen))
    return values


def around(rows: Rows) -> Rows:
    """Return the rows as if no direction had been stated."""
    return replace(rows, off_deg=np.zeros(len(rows)))


def unmeasured(rows: Rows) -> Rows:
    """Return the rows as if no distance had been stated: from 0 to one metre, so that log_outward is the reach."""
    return replace(rows, low_m=np.zeros(len(rows)), high_m=np.ones(len(rows)))


def main() -> None:
    """Fit, print, and write where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write the package's parameter file")
    arguments = parser.parse_args()
    text = render(tables())
    print(text, end="")
    if arguments.write:
        TARGET.write_text(text, encoding="utf-8")


def tables() -> dict[str, dict[str, Any]]:
    """Return every table of the parameter file."""
    strikes = strike_offsets()
    rows, weights, bands = long_distances(strikes)
    sector, ring = RADIAL | ANGLE | GROW, RADIAL | GROW
    far, far_ring = fit_far(sector, rows, weights, bands), fit_far(ring, around(rows), weights, bands)
    offset, distance_only = fit(strikes, sector, far), fit(around(strikes), ring, far_ring)
    cone = fit(unmeasured(strikes), REACH | ANGLE | GROW)
    power = {"word_power": list(WORD_POWER.values())}
    reach = {"reach_m": [round(math.exp(value["log_outward"])) for value in cone.values]}
    angle = {name: column for name, column in cone.columns().items() if name != "log_outward"}
    names = strike_places("name")
    feature = fit(
        replace(unmeasured(names[names.true_m < WRONG_PLACE_M]), high_m=0 * names.true_m[names.true_m < WRONG_PLACE_M]),
        DISC,
    )
    return {
        "offset": provenance(offset, STRIKES),
        "offset.near": offset.columns() | power,
        "offset.far": columns(far) | power,
        "distance_only": provenance(distance_only, STRIKES),
        "distance_only.near": distance_only.columns(),
        "distance_only.far": columns(far_ring),
        "heading_only": provenance(cone, STRIKES_UNMEASURED) | reach | angle | power,
        "feature": provenance(feature, NAMES) | feature.columns(),
        **STATED,
    }


def columns(values: list[dict[str, float]]) -> dict[str, list[float]]:
    """Each parameter's values over the levels."""
    return {name: [value[name] for value in values] for name in values[0]}


def provenance(result: Fit, source: dict[str, str]) -> dict[str, Any]:
    """Return where a table comes from and how it did on dates that it was not fitted to."""
    short = result.rows.stated_m < SHORT_M
    bands = (
        {}
        if short.all()
        else {"coverage_under_15_km": result.coverage(short), "coverage_over_15_km": result.coverage(~short)}
    )
    return {
        **source,
        "rows": len(result.rows),
        "groups": len(np.unique(result.rows.group)),
        "share_asked": [round(share, 3) for share in result.asked],
        "coverage": result.coverage(),
        **bands,
        "median_km2": [round(size) for size in result.median_km2],
    }


def render(content: dict[str, dict[str, Any]]) -> str:
    """Return the parameter file's text."""
    lines = [HEAD, f"levels = {list(LEVELS)}"]
    for name, table in content.items():
        lines += ["", f"[{name}]", *(f"{key} = {json.dumps(value)}" for key, value in table.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
