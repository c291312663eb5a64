"""Score what a user gets, words in and regions out: how often they hold the true place, and how big they are.

    python benchmarks/coverage.py                      with the embedded gazetteer
    python benchmarks/coverage.py --gazetteer my.sqlite --json

Development rows helped to fit the model: `calibration.py` scores it on dates that it was not fitted to,
with the right anchors. Here the gazetteer's choice of anchor counts as well.
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
from numpy.typing import NDArray
from rows import COUNTRIES, GEOD, PROSE, table
from scoring import beside, interval

import geostrike as gs
from geostrike import geodesy
from geostrike.uncertainty.empirical import PLACE_LISTS, place_list

LEVELS = (0.5, 0.8, 0.9, 0.95)
USGS_EVERY = 9
Columns = NDArray[np.float64]


@dataclass(frozen=True)
class Scored:
    """Regions of one set: `holds` and `km2` have a row per text and a column per level; `located` marks the placed."""

    holds: NDArray[np.bool_]
    km2: Columns
    located: NDArray[np.bool_]
    error_km: Columns

    def of(self, rows: NDArray[np.bool_]) -> Scored:
        """Return those of some rows."""
        return Scored(*(column[rows] for column in vars(self).values()))

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
            "point_error_km": {
                f"p{q}": round(float(np.percentile(self.error_km[self.located], q)), 1) for q in (50, 90)
            },
        }


def score_phrases(
    phrases: Sequence[str],
    countries: Any,
    truth: Columns,
    gazetteer: gs.Gazetteer | None,
    source_profile: str = "strike",
) -> Scored:
    """Send the phrases through the public API and score its regions; `truth` is lon, lat per row."""
    options: dict[str, Any] = {"country": countries, "gazetteer": gazetteer, "source_profile": source_profile}
    frames = [gs.locate_frame(phrases, level=level, **options) for level in LEVELS]
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
    """Score the machine-made earthquake places, told that a machine wrote them; a systematic sample of them untold."""
    known = {*(gazetteer or gs.Gazetteer.default()).country_codes(), ""}
    rows = table("usgs_offsets_dev.csv")
    truth = np.array([(float(row["true_lon"]), float(row["true_lat"])) for row in rows])
    phrases, codes = [row["place"] for row in rows], [row["country"] if row["country"] in known else "" for row in rows]
    part = slice(None, None, USGS_EVERY)
    untold = score_phrases(phrases[part], codes[part], truth[part], gazetteer).report()
    told = score_phrases(phrases, codes, truth, gazetteer, "machine")
    stated = np.array([float(row["gold_dist_km"]) for row in rows])
    ideal = np.radians(11.25) * ((stated + 1) ** 2 - stated**2)
    lists = np.array([place_list(row["place"].split(" of ")[0], row["country"]) for row in rows])
    parts = {name: lists == number for number, name in enumerate(PLACE_LISTS)}
    return {f"usgs, every {USGS_EVERY}th, told nothing": untold} | {
        f"usgs, profile machine, {name}": _with_ideal(told.of(own), ideal[own])
        for name, own in ({"all": np.ones(len(rows), bool), "older": lists > 0} | parts).items()
    }


def _with_ideal(scored: Scored, ideal_km2: Columns) -> dict[str, Any]:
    """Report, and the size beside the ideal wedge at each level."""
    found = scored.located
    ratios = {str(level): beside(km2, ideal_km2[found]) for level, km2 in zip(LEVELS, scored.km2[found].T, strict=True)}
    return scored.report() | {"to_ideal_wedge": ratios}


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


def chain(path: str | None) -> dict[str, Any]:
    """Score what a user gets."""
    gazetteer = gs.Gazetteer.open(path) if path else None
    kinds = ("offset", "name", "near", "part", "multi")
    return dutch(kinds, gazetteer) | wikipedia(gazetteer) | usgs(gazetteer) | new_zealand()


def show(figures: dict[str, Any]) -> None:
    """Print the figures as lines of text."""
    for name, values in figures.items():
        print(f"{name}: {values['located']} of {values['rows']} located")
        if not values["located"]:
            continue
        for level in map(str, LEVELS):
            share, low, high = values["coverage"][level]
            whole = values["coverage_of_all"][level][0]
            size = values["median_km2"][level]
            print(
                f"  {float(level):4.0%}  held {share:.3f} [{low:.3f}, {high:.3f}]  of all {whole:.3f}"
                f"  median {size:,.0f} km2"
            )
        more = {key: values[key] for key in ("area_to_circle", "share_0.3_to_3", "to_ideal_wedge") if key in values}
        print(f"  point error km {values['point_error_km']}", more or "")


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gazetteer", help="a store made by `geostrike gazetteer build`")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    figures = chain(arguments.gazetteer)
    if arguments.json:
        print(json.dumps(figures, indent=1))
    else:
        show(figures)


if __name__ == "__main__":
    main()
