"""Score regions on the calibration rows: how often they hold the true place, and how big they are.

    python benchmarks/coverage.py                      both parts, embedded gazetteer
    python benchmarks/coverage.py --gazetteer my.sqlite --json
    python benchmarks/coverage.py --part model         without gazetteer and parser

Part "model" hands the stated values and the right anchor to `geostrike.uncertainty.empirical`:
what the error model alone is worth. Part "chain" sends the words through `geostrike.locate_frame`:
what a user gets. Development rows helped to fit the model: `coverage` in the parameter file,
measured on left-out dates, is the figure to believe for the Dutch offsets.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from fitting import area_km2, distance_to_sector_m
from numpy.typing import NDArray
from rows import COUNTRIES, GEOD, PROSE, Rows, prose_offsets, strike_offsets, table

import geostrike as gs
from geostrike import geodesy
from geostrike.uncertainty import empirical

LEVELS = (0.5, 0.8, 0.9, 0.95)
ELSEWHERE_KM2 = math.pi * 500**2  # the last 5 % are spread over a disc of 500 km for the log density
USGS_EVERY = 9
Columns = NDArray[np.float64]


@dataclass(frozen=True)
class Scored:
    """Regions of one set: `holds` and `km2` have a row per text and a column per level; `located` marks the placed."""

    holds: NDArray[np.bool_]
    km2: Columns
    located: NDArray[np.bool_]
    error_km: Columns

    def report(self) -> dict[str, Any]:
        """Return the figures of evidence.md section 3."""
        n, placed = len(self.located), int(self.located.sum())
        if not placed:
            return {"rows": n, "located": 0}
        holds, km2 = self.holds[self.located], self.km2[self.located]
        held = holds.sum(axis=0)
        return {
            "rows": n,
            "located": placed,
            "coverage": {str(level): interval(int(k), placed) for level, k in zip(LEVELS, held, strict=True)},
            "coverage_of_all": {str(level): interval(int(k), n) for level, k in zip(LEVELS, held, strict=True)},
            "median_km2": dict(zip(map(str, LEVELS), np.median(km2, axis=0).round(1).tolist(), strict=True)),
            "mean_neg_log_density": round(float(neg_log_density(holds, km2).mean()), 2),
            "point_error_km": {
                f"p{q}": round(float(np.percentile(self.error_km[self.located], q)), 1) for q in (50, 90)
            },
        }


def interval(k: int, n: int) -> list[float]:
    """Share k / n with its 95 % interval after Wilson (1927)."""
    share, z2 = k / n, 1.96**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = 1.96 * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return [round(value, 3) for value in (share, middle - half, middle + half)]


def neg_log_density(holds: NDArray[np.bool_], km2: Columns) -> Columns:
    """Minus the log of the density per km2 at the truth, even between each level's edge and the next."""
    sizes = np.column_stack([np.zeros(len(km2)), km2, np.maximum(km2[:, -1] * 2, ELSEWHERE_KM2)])
    masses = np.diff([0.0, *LEVELS, 1.0])
    density = masses / np.maximum(np.diff(sizes, axis=1), 1e-3)
    shell = np.where(holds.any(axis=1), holds.argmax(axis=1), len(LEVELS))
    return -np.log(density[np.arange(len(km2)), shell])


# ---- part "model": stated values and the right anchor ---------------------------------------


def score_rows(rows: Rows) -> Scored:
    """Score the offsets' sectors in the plane of the anchor."""
    holds, sizes = [], []
    for level in LEVELS:
        sector = empirical.offset_spread(rows.low_m, rows.high_m, rows.half_angle_deg, rows.extent_m, level)
        holds.append(distance_to_sector_m(sector, rows.true_m, rows.off_deg) <= sector.grow_m)
        sizes.append(area_km2(sector))
    chord = np.sqrt(
        rows.true_m**2 + rows.stated_m**2 - 2 * rows.true_m * rows.stated_m * np.cos(np.radians(rows.off_deg))
    )
    return Scored(np.column_stack(holds), np.column_stack(sizes), np.ones(len(rows), bool), chord / 1000)


def best_wedge_km2(rows: Rows, share: float) -> float:
    """Median area of the best fixed wedge chosen in hindsight: +- angle, +- percent, at least so many km."""
    best = math.inf
    for half in (10, 15, 20, 22.5, 25, 30, 35, 40, 45, 60, 75, 90, 105, 120, 135, 150, 180):
        for part in (0.05, 0.1, 0.2, 0.25, 0.35, 0.5, 0.75, 1.0):
            for least_m in (500, 1000, 2000, 3000, 5000, 7000, 10_000):
                allowance = np.maximum(part * rows.stated_m, least_m)
                inner = np.maximum(rows.stated_m - allowance, 0)
                outer = rows.stated_m + allowance
                held = (rows.off_deg <= half) & (rows.true_m >= inner) & (rows.true_m <= outer)
                if held.mean() >= share:
                    best = min(best, float(np.median(np.radians(half) * (outer**2 - inner**2))) / 1e6)
    return best


def model_part() -> dict[str, Any]:
    """Score the error model alone."""
    strikes, prose = strike_offsets(), prose_offsets()
    sets = {
        "dutch offsets": strikes,
        "dutch offsets under 15 km": strikes[strikes.stated_m < 15_000],
        "dutch offsets from 15 km": strikes[strikes.stated_m >= 15_000],
        "wikipedia offsets": prose,
        "wikipedia offsets from 70 km": prose[prose.stated_m >= 70_000],
    }
    return {name: score_rows(rows).report() | {"size_to_wedge": wedge_ratios(rows)} for name, rows in sets.items()}


def wedge_ratios(rows: Rows) -> dict[str, float | None]:
    """Median area over that of the hindsight wedge with the same coverage on the same rows."""
    scored = score_rows(rows)
    ratios = {}
    for i, level in enumerate(LEVELS):
        wedge = best_wedge_km2(rows, float(scored.holds[:, i].mean()))
        ratios[str(level)] = round(float(np.median(scored.km2[:, i])) / wedge, 2) if math.isfinite(wedge) else None
    return ratios


# ---- part "chain": words in, regions out ----------------------------------------------------


def score_phrases(phrases: Sequence[str], countries: Any, truth: Columns, gazetteer: gs.Gazetteer | None) -> Scored:
    """Send the phrases through the public API and score its regions; `truth` is lon, lat per row."""
    frames = [gs.locate_frame(phrases, country=countries, level=level, gazetteer=gazetteer) for level in LEVELS]
    located = (frames[0]["status"] == "located").to_numpy()
    holds = np.column_stack([covers(frame, truth) for frame in frames]) & located[:, None]
    km2 = np.full(holds.shape, np.nan)
    for i, frame in enumerate(frames):
        km2[located, i] = np.asarray(geodesy.area_m2(frame.geometry.to_numpy()[located])) / 1e6
    points = gpd.GeoSeries(frames[0]["point"])[located]
    error = np.full(len(located), np.nan)
    error[located] = GEOD.inv(points.x, points.y, truth[located, 0], truth[located, 1])[2]
    return Scored(holds, km2, located, error / 1000)


def covers(frame: gpd.GeoDataFrame, truth: Columns) -> NDArray[np.bool_]:
    """Whether each region holds its true place; missing regions do not."""
    return np.asarray(shapely.intersects_xy(frame.geometry.to_numpy(), truth[:, 0], truth[:, 1]))


def dutch(kinds: Iterable[str], gazetteer: gs.Gazetteer | None) -> dict[str, Any]:
    """Score the Dutch rows by kind."""
    result = {}
    for kind in kinds:
        rows = [row for row in table("nl_oir_dev.csv") if row["kind"] == kind]
        truth = np.array([(float(row["true_lon"]), float(row["true_lat"])) for row in rows])
        codes = [COUNTRIES.get(row["country"], "IQ") for row in rows]
        texts = [row["location_text"] for row in rows]
        result[f"dutch {kind}"] = score_phrases(texts, codes, truth, gazetteer).report()
    return result


def wikipedia(gazetteer: gs.Gazetteer | None) -> dict[str, Any]:
    """Score the first offset of each Wikipedia sentence."""
    found = [
        (match[0], row["country"], float(row["true_lon"]), float(row["true_lat"]))
        for row in table("wiki_offsets_geonames_truth_dev.csv")
        if (match := PROSE.search(row["description"]))
    ]
    phrases, codes, lon, lat = (list(column) for column in zip(*found, strict=True))
    return {"wikipedia": score_phrases(phrases, codes, np.column_stack([lon, lat]), gazetteer).report()}


def usgs(gazetteer: gs.Gazetteer | None) -> dict[str, Any]:
    """Score a systematic sample of the machine-made earthquake places."""
    rows = [row for row in table("usgs_offsets_dev.csv") if row["country"]][::USGS_EVERY]
    truth = np.array([(float(row["true_lon"]), float(row["true_lat"])) for row in rows])
    phrases, codes = [row["place"] for row in rows], [row["country"] for row in rows]
    return {"usgs": score_phrases(phrases, codes, truth, gazetteer).report()}


def new_zealand() -> dict[str, Any]:
    """Score the expert's localities with his own anchors: his point inside, our area over that of his circle."""
    anchors = pd.DataFrame(table("nz_places_anchors.csv")).rename(
        columns={"locality": "name", "decimalLongitude": "lon", "decimalLatitude": "lat"}
    )
    places = anchors.assign(
        lon=anchors["lon"].astype(float),
        lat=anchors["lat"].astype(float),
        extent_m=anchors["coordinateUncertaintyInMeters"].astype(float),
        country="NZ",
    )[["name", "lon", "lat", "extent_m", "country"]]
    rows = [row for row in table("nz_georefs_dev.csv") if row["locality_type"] in {"FOH", "FO"}]
    truth = np.array([(float(row["final_decimalLongitude"]), float(row["final_decimalLatitude"])) for row in rows])
    circle = np.array([math.pi * (float(row["final_coordinateUncertaintyInMeters"]) / 1000) ** 2 for row in rows])
    phrases = [re.split(r"[.;]\s", row["v_locality"])[0] for row in rows]
    scored = score_phrases(phrases, "NZ", truth, gs.Gazetteer.from_frame(places))
    ratio = scored.km2[:, LEVELS.index(0.9)] / circle
    ratios = ratio[scored.located]
    quartiles = np.percentile(ratios, [25, 50, 75]).round(2).tolist()
    fits = round(float(((ratios >= 0.3) & (ratios <= 3)).mean()), 2)
    return {"new zealand": scored.report() | {"area_to_circle": quartiles, "share_0.3_to_3": fits}}


def chain_part(path: str | None) -> dict[str, Any]:
    """Score what a user gets."""
    gazetteer = gs.Gazetteer.open(path) if path else None
    kinds = ("offset", "name", "near", "part", "multi")
    return dutch(kinds, gazetteer) | wikipedia(gazetteer) | usgs(gazetteer) | new_zealand()


def show(figures: dict[str, Any]) -> None:
    """Print the figures as lines of text."""
    for part, sets in figures.items():
        print(f"== {part}")
        for name, values in sets.items():
            print(f"{name}: {values['located']} of {values['rows']} located")
            if not values["located"]:
                continue
            for level in map(str, LEVELS):
                share, low, high = values["coverage"][level]
                whole = values["coverage_of_all"][level][0]
                wedge = values.get("size_to_wedge", {}).get(level)
                print(
                    f"  {float(level):4.0%}  held {share:.3f} [{low:.3f}, {high:.3f}]  of all {whole:.3f}"
                    f"  median {values['median_km2'][level]:,.0f} km2" + (f"  {wedge} x wedge" if wedge else "")
                )
            more = {key: values[key] for key in ("area_to_circle", "share_0.3_to_3") if key in values}
            print(
                f"  -log density {values['mean_neg_log_density']}, point error km {values['point_error_km']}",
                more or "",
            )


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--part", choices=("model", "chain", "both"), default="both")
    parser.add_argument("--gazetteer", help="a store made by `geostrike gazetteer build`")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    figures: dict[str, Any] = {}
    if arguments.part != "chain":
        figures["model"] = model_part()
    if arguments.part != "model":
        figures["chain"] = chain_part(arguments.gazetteer)
    if arguments.json:
        print(json.dumps(figures, indent=1))
    else:
        show(figures)


if __name__ == "__main__":
    main()
