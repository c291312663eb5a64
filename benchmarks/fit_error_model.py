"""Fit the parameters of `geostrike.uncertainty.empirical` to the calibration rows.

    python benchmarks/fit_error_model.py            print the parameter file
    python benchmarks/fit_error_model.py --write    write geostrike/uncertainty/empirical.toml
    python benchmarks/fit_error_model.py --strikes LIST.csv    from the ministry's list as published

Method (docs/uncertainty.md says why): see `fitting`. The file is a function of the tables alone: it
carries their dates and hashes, and no date of the fit. It takes less than a minute.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from fitting import (
    BLUR,
    LEVELS,
    MIDDLE,
    ORDER,
    SHORT_M,
    SHRINK,
    UNBLURRED,
    Array,
    Fit,
    Grid,
    Plan,
    Shape,
    Spread,
    area_km2,
    around,
    attempt,
    candidates,
    choose,
    columns,
    fit,
)
from grids import ANGLE, DISC, GROW, MACHINE, NEAR, RADIAL, REACH, WIDE, WIDE_DISC, WIDE_MACHINE, everywhere
from numpy.typing import NDArray
from rows import Rows, collect, machine_offsets, prose_offsets, source_files, strike_offsets, strike_places

from geostrike.uncertainty import empirical

TARGET = Path(empirical.__file__).with_suffix(".toml")
FAR_M = 50_000.0
FAR_SLACK = 0.02
NEUTRAL = {SHRINK: 1.0, "log_inward": 0.0, "log_outward": 0.0}
FAR_LOG_OUTWARD = 0.5  # at 99 %: one strike in 24 from afar is off by a factor of 5, too few to carry that over
WRONG_PLACE_M = 100e3  # farther than this the look-up found another place of the name: no error of the text

# A word of the 16-point rose scatters half as wide as one of 8 points at the lower levels (34 such rows:
# p50 6 of 14 degrees, p80 14 of 27); a text that is simply wrong is so for every word, hence less at the upper.
WORD_POWER = {0.05: 1.0, 0.25: 1.0, 0.5: 1.0, 0.8: 1.0, 0.9: 0.75, 0.95: 0.5, 0.99: 0.0}

# US Africa Command offsets from Mogadishu whose place is known (evidence.md section 2): degrees off as published;
# distances are published as "within 11 %", spread evenly here; 90 km stands for the distance of each.
COMMAND_OFF_DEG = (62.0, 64.0, 1.0, 37.0)
COMMAND_LOG_RATIO = (-0.1, -0.05, 0.05, 0.1)

HEAD = """# What a stated locality means at each level: read by geostrike.uncertainty.empirical, explained in
# docs/uncertainty.md. Written by benchmarks/fit_error_model.py: change that, not this.
# share_asked: the share of the rows that the fit had to hold, margin included. coverage: the share held when each
# row is left out with all rows of its date, the margin too chosen without them. median_km2: over the same rows.
# measured: the levels that the source speaks of; beyond them the values are extrapolated, the evidence a grade lower.
"""
MINISTRY = "Netherlands Ministry of Defence, air strikes in Iraq and Syria 2014-18"
STRIKES: dict[str, Any] = {
    "evidence": "strong",
    "source": f"{MINISTRY}; beyond 45 km also Wikipedia offsets (GeoCoDe corpus) and four US Africa Command offsets",
    "published": "2023-03-30",
    "measured": [0.05, 0.95],
}
UNMEASURED = STRIKES | {"evidence": "thin", "source": f"{MINISTRY}; stated distances unread"}
NAMES = STRIKES | {"evidence": "thin", "source": f"{MINISTRY}; texts that only name a place"}
EARTHQUAKES: dict[str, Any] = {
    "evidence": "strong",
    "source": "US Geological Survey, place strings of earthquakes: whole km truncated, 16-point compass; epicentres",
    "measured": [0.05, 0.99],
}

# Kinds with too few rows to fit; each value rounded from the figures that its source gives, beyond the levels in
# `measured` continued by hand so that regions grow with the level.
STATED: dict[str, dict[str, Any]] = {
    "near": {
        "evidence": "thin",
        "source": "US Central Command 'near X' against Dutch positions of the same days: p50 13, p75 26, p90 36, "
        "p95 48 km from the point, less 3 km of extent; civilian-harm statements are nearer (p50 1.1, p75 2.5, "
        "p90 21 km, n = 276)",
        "measured": [0.5, 0.95],
        "floor_m": [1_500.0, 5_000.0, 10_000.0, 26_000.0, 33_000.0, 45_000.0, 70_000.0],
        "extent_share": [0.3, 0.7, 1.0, 1.0, 1.0, 1.0, 1.0],
    },
    "outskirts": {
        "evidence": "assumed",
        "source": "between 'in' and 'near': the place's extent and a margin",
        "floor_m": [400.0, 1_200.0, 2_000.0, 5_000.0, 8_000.0, 12_000.0, 30_000.0],
        "extent_share": [0.3, 0.7, 1.0, 1.0, 1.0, 1.0, 1.0],
    },
    "adjacent": {
        "evidence": "assumed",
        "source": "civilian-harm statements name the place hit: p50 1.1, p75 2.5, p90 21 km; and the place's extent",
        "floor_m": [200.0, 600.0, 1_000.0, 3_000.0, 6_000.0, 10_000.0, 25_000.0],
        "extent_share": [0.3, 0.7, 1.0, 1.0, 1.0, 1.0, 1.0],
    },
    "around": {
        "evidence": "assumed",
        "source": "where a village lies whose story only names a town: from half a district to more than a province",
        "floor_m": [4_000.0, 15_000.0, 30_000.0, 65_000.0, 90_000.0, 130_000.0, 300_000.0],
        "extent_share": [0.3, 0.7, 1.0, 1.0, 1.0, 1.0, 1.0],
    },
    "between": {
        "evidence": "thin",
        "source": "20 UCDP Syria points with both ends known: fraction median 0.52, 17 within 0.35-0.65; off the line "
        "5 % of its length in the median, 26 % at most",
        "measured": [0.5, 0.9],
        "half_fraction": [0.01, 0.05, 0.1, 0.17, 0.25, 0.35, 0.45],
        "half_width_share": [0.01, 0.04, 0.08, 0.16, 0.25, 0.3, 0.4],
        "floor_m": [200.0, 600.0, 1_000.0, 2_000.0, 3_000.0, 4_000.0, 10_000.0],
    },
}


@dataclass(frozen=True)
class Far:
    """Rows stated beyond 50 km with their weights and bands."""

    rows: Rows
    weights: Array
    bands: NDArray[np.bool_]


def sectors(grids: Mapping[float, Grid], far: Mapping[float, Shape] | None = None) -> Plan:
    """Plan for sectors or rings; what the grids leave out is neutral (a full turn)."""

    def spread(level: float) -> Spread:
        def draw(rows: Rows, near: Shape) -> empirical.SectorSpread:
            shape = {SHRINK: 1.0, **near}
            beyond = None if far is None else far.get(level, far[MIDDLE] if level < MIDDLE else None)
            if beyond is not None:
                distant = {name: value * shape[SHRINK] for name, value in beyond.items()}
                shape = empirical.sector_shape(rows.stated_m, shape, distant | {SHRINK: shape[SHRINK]})
            return sector_for(rows, level, shape)

        return draw

    return Plan(spread, grids, {name: values for name, values in WIDE.items() if name in grids[MIDDLE]})


def sector_for(rows: Rows, level: float, shape: Shape) -> empirical.SectorSpread:
    """Sectors of the rows for a shape."""
    neutral = {"half_angle_deg": 180.0, "word_power": 0.0}
    power = {"word_power": WORD_POWER[level]} if "half_angle_deg" in shape else {}
    return empirical.sector_of(
        {**neutral, **power, **shape}, rows.low_m, rows.high_m, rows.half_angle_deg, rows.extent_m
    )


def cones() -> Plan:
    """Plan for headings without a distance."""

    def spread(level: float) -> Spread:
        def draw(rows: Rows, shape: Shape) -> empirical.SectorSpread:
            shape = {**shape, **NEUTRAL, "word_power": WORD_POWER[level]}
            return empirical.sector_of(shape, np.zeros(len(rows)), shape["reach_m"], rows.half_angle_deg, rows.extent_m)

        return draw

    wide = {"reach_m": (120e3, 150e3, 200e3), "half_angle_deg": (180.0,), "floor_m": (4e3,), "extent_share": (0.6,)}
    return Plan(spread, everywhere(REACH | ANGLE | GROW), wide)


def discs() -> Plan:
    """Plan for names alone."""

    def draw(rows: Rows, shape: Shape) -> empirical.SectorSpread:
        radius = shape["floor_m"] + shape["extent_share"] * rows.extent_m
        nothing = np.zeros_like(radius)
        return empirical.SectorSpread(nothing, nothing, nothing + 180.0, radius)

    return Plan(lambda _: draw, everywhere(DISC), WIDE_DISC)


def machine(place_list: str) -> Plan:
    """Plan for texts made by machine: the stated interval as it is, an angle, and the error of the anchor."""

    def draw(rows: Rows, shape: Shape) -> empirical.SectorSpread:
        exact = {SHRINK: 1.0, **shape, "log_inward": 0.0, "log_outward": 0.0, "word_power": 0.0, "extent_share": 0.0}
        return empirical.sector_of(exact, rows.low_m, rows.high_m, rows.half_angle_deg, rows.extent_m)

    return Plan(lambda _: draw, MACHINE[place_list], WIDE_MACHINE, UNBLURRED)


def long_distances(strikes: Rows) -> Far:
    """Return rows stated beyond 50 km: strikes weigh a half, prose and the command a quarter each.

    The bands see to it that the strikes and the prose are each covered as well; four rows alone are no band.
    """
    strikes, prose = strikes[strikes.stated_m >= FAR_M], prose_offsets(FAR_M)
    ratios = zip(COMMAND_OFF_DEG, COMMAND_LOG_RATIO, (45.0, 22.5, 45.0, 22.5), strict=True)
    command = collect((88e3, 92e3, word, 12e3, 90e3 * math.exp(log), off, "") for off, log, word in ratios)
    parts = ((strikes, 0.5), (prose, 0.25), (command, 0.25))
    rows = Rows(*(np.concatenate([getattr(part, name) for part, _ in parts]) for name in vars(strikes)))
    weights = np.concatenate([np.full(len(part), share / len(part)) for part, share in parts])
    source = np.repeat([0, 1, 2], [len(part) for part, _ in parts])
    return Far(rows, weights, np.stack([source >= 0, source == 0, source == 1]))


def fit_far(grid: Grid, far: Far) -> dict[float, dict[str, float]]:
    """Fit 50 to 95 % to weighted rows, without a margin: three sources tell too little of a fourth."""
    values: dict[float, dict[str, float]] = {}
    plan = sectors(everywhere(grid))
    for level in sorted(ORDER):
        tried = attempt(far.rows, plan.spread(level), *candidates(grid, values.get(max(values, default=0))), BLUR)
        values[level] = tried.at(int(choose(tried, far.weights[None], far.bands, np.array([level]), FAR_SLACK)[0, 0]))
    return values


def both_distances(result: Fit, far: Mapping[float, Shape]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Tables for short and for long distances; where `far` was not fitted it follows the short one."""
    whole: dict[float, dict[str, float]] = {}
    for level in LEVELS:
        near = result.values[level]
        if level in far:
            whole[level] = dict(far[level])
        elif level < MIDDLE:
            whole[level] = {name: value * near[SHRINK] for name, value in far[MIDDLE].items()}
        else:
            own = near | {"log_outward": FAR_LOG_OUTWARD}
            whole[level] = {name: max(value, own[name]) for name, value in far[max(far)].items()}
    common: dict[str, Any] = {SHRINK: result.shrinking()}
    if "half_angle_deg" in whole[MIDDLE]:
        common["word_power"] = list(WORD_POWER.values())
    return result.columns() | common, columns(whole) | common


def fit_offsets(strikes: Rows, *, measure: bool = True) -> tuple[Plan, Fit, dict[float, dict[str, float]]]:
    """Fit offsets at a heading."""
    far = fit_far(RADIAL | ANGLE | GROW, long_distances(strikes))
    plan = replace(sectors(NEAR, far), typical=1.0)
    return plan, fit(strikes, plan, measure=measure), far


def tables(list_path: Path | None = None) -> dict[str, dict[str, Any]]:
    """Return every table of the parameter file."""
    strikes = strike_offsets(list_path)
    plan, offset, far = fit_offsets(strikes)
    turned, beyond = around(strikes), long_distances(strikes)
    ring = RADIAL | GROW
    far_ring = fit_far(ring, replace(beyond, rows=around(beyond.rows)))
    rings = sectors(everywhere(ring), far_ring)
    distance_only = fit(turned, rings)
    cone = fit(strikes, cones())
    names = strike_places("name", list_path)
    names = names[names.true_m < WRONG_PLACE_M]
    feature = fit(names, discs())
    near, distant = both_distances(offset, far)
    near_ring, distant_ring = both_distances(distance_only, far_ring)
    return {
        "inputs": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in source_files(list_path)},
        "offset": provenance(strikes, plan, offset, STRIKES),
        "offset.near": near,
        "offset.far": distant,
        "distance_only": provenance(turned, rings, distance_only, STRIKES),
        "distance_only.near": near_ring,
        "distance_only.far": distant_ring,
        "heading_only": provenance(strikes, cones(), cone, UNMEASURED)
        | cone.columns()
        | {"word_power": list(WORD_POWER.values())},
        "feature": provenance(names, discs(), feature, NAMES) | feature.columns(),
        **machine_tables(),
        **STATED,
    }


def machine_tables() -> dict[str, dict[str, Any]]:
    """Tables for texts made by machine: one for each list of places, and their provenance."""
    places = machine_offsets()
    own: dict[str, dict[str, Any]] = {"machine": dict(EARTHQUAKES)}
    for name, rows in places.items():
        plan = machine(name)
        truncated = fit(rows, plan)
        columns = truncated.columns() | {SHRINK: truncated.shrinking()}
        own[f"machine.{name}"] = provenance(rows, plan, truncated, {}) | columns
    own["machine"]["rows"] = sum(map(len, places.values()))
    return own


def provenance(rows: Rows, plan: Plan, result: Fit, source: dict[str, Any]) -> dict[str, Any]:
    """Return where a table comes from and how it did on groups that it was not fitted to."""
    short = rows.stated_m < SHORT_M
    parts = {"coverage": np.ones(len(rows), bool)}
    if short.any() and not short.all():
        parts |= {"coverage_under_15_km": short, "coverage_over_15_km": ~short}
    coverage = {
        name: [round(float(result.held_out[level][part].mean()), 3) for level in LEVELS] for name, part in parts.items()
    }
    sizes = [float(np.median(area_km2(plan.spread(level)(rows, result.values[level])))) for level in LEVELS]
    return {
        **source,
        "rows": len(rows),
        "groups": len(np.unique(rows.group)),
        "share_asked": [round(result.asked[level], 3) for level in LEVELS],
        **coverage,
        "median_km2": [round(size, 1) for size in sizes],
    }


def render(content: dict[str, dict[str, Any]]) -> str:
    """Return the parameter file's text."""
    lines = [HEAD, f"levels = {list(LEVELS)}"]
    for name, table in content.items():
        lines += ["", f"[{name}]"]
        lines += [f"{json.dumps(key) if '.' in key else key} = {json.dumps(value)}" for key, value in table.items()]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fit, print, and write where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write the package's parameter file")
    parser.add_argument("--strikes", type=Path, help="the Dutch list; as published or as in the development table")
    arguments = parser.parse_args()
    text = render(tables(arguments.strikes))
    print(text, end="")
    if arguments.write:
        TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
