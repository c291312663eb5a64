"""How the regions do on texts that they were not fitted to, and how rivals do on the same texts.

    python benchmarks/calibration.py                print the figures (seven minutes)
    python benchmarks/calibration.py --json
    python benchmarks/calibration.py --figures      also write docs/figures/*.svg (needs matplotlib)

Dutch strikes: nested cross-validation by date; everything that a fit chooses, margins included, is
chosen without the dates that it is scored on. The dates are dealt into folds five times, for one deal
differs from the next; figures are means over the deals, and each deal's own stand beside them. All
sets get the stated values and the right anchor: what the error model alone is worth. `coverage.py`
sends the words through the whole chain.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import fit_error_model
import numpy as np
import scoring
import shapely
from fitting import FOLDS, UNBLURRED, attempt, candidates, choose_at, folds_of
from rows import (
    BEARINGS,
    PROSE,
    UNITS,
    Rows,
    cities,
    half_angle_of,
    measure,
    prose_offsets,
    strike_offsets,
    table,
    written,
)
from scoring import Regions, interval, sectors, summary

from geostrike import geodesy
from geostrike.uncertainty import distance_interval, empirical, point_radius
from geostrike.uncertainty.combining import combine
from geostrike.uncertainty.density import SHELL_LEVELS

LEVELS = (0.5, 0.8, 0.9, 0.95)
DEALS = (21, 1, 2, 3, 4)
"""Seeds that deal the dates into folds."""
CHOSEN = "wedge chosen on the other dates"
HINDSIGHT = "best wedge in hindsight at the same coverage"
BANDED = "best wedge in hindsight that keeps both bands"
LOOKING_BACK = "geostrike's own best in hindsight"
TEXTBOOK = {"half_angle_deg": 22.5, "part": 0.1, "least_m": 2000.0}
FIGURES = Path(__file__).resolve().parent.parent / "docs" / "figures"
Scored = tuple[dict[float, Regions], Any]


def cross_validated(rows: Rows, deal: int) -> tuple[Scored, Scored]:
    """Regions and log densities of each row from a fit to the other dates: ours, and the simple model's."""
    fold = folds_of(rows.group, deal)
    ours: dict[float, list[Regions]] = {level: [] for level in SHELL_LEVELS}
    simple: dict[float, list[Regions]] = {level: [] for level in LEVELS}
    logs: dict[str, list[Any]] = {"ours": [], "simple": []}
    order = np.argsort(fold, kind="stable")
    for k in range(FOLDS):
        train, test = rows[fold != k], rows[fold == k]
        plan, fit, _ = fit_error_model.fit_offsets(train, measure=False)
        drawn = {level: plan.spread(level)(test, fit.values[level]) for level in SHELL_LEVELS}
        scored = {level: sectors(sector, test) for level, sector in drawn.items()}
        last = drawn[SHELL_LEVELS[-1]]
        logs["ours"].append(scoring.log_density(scored, test, test.stated_m + last.outer_m + last.grow_m))
        regions, own = scoring.fit_simple(train).regions(test, LEVELS)
        logs["simple"].append(own)
        for level in SHELL_LEVELS:
            ours[level].append(scored[level])
        for level in LEVELS:
            simple[level].append(regions[level])
    back = np.argsort(order)
    return (_joined(ours, back), np.concatenate(logs["ours"])[back]), (
        _joined(simple, back),
        np.concatenate(logs["simple"])[back],
    )


def _joined(parts: dict[float, list[Regions]], back: Any) -> dict[float, Regions]:
    return {
        level: Regions(*(np.concatenate(column)[back] for column in zip(*found, strict=True)))
        for level, found in parts.items()
    }


def chosen_wedges(rows: Rows, deal: int) -> dict[float, Regions]:
    """Score for each row the wedge that the other dates would have chosen, by the rule that chose our regions."""
    fold = folds_of(rows.group, deal)
    found: dict[float, list[Regions]] = {level: [] for level in LEVELS}
    for k in range(FOLDS):
        train, test = rows[fold != k], rows[fold == k]
        tried = attempt(train, scoring.wedge, *candidates(scoring.WEDGES), typical=1.0)
        for level in LEVELS:
            chosen, _ = choose_at(tried, train, level, np.ones(len(train), bool))
            found[level].append(sectors(scoring.wedge(test, tried.at(chosen)), test))
    return _joined(found, np.argsort(np.argsort(fold, kind="stable")))


def mean_of(deals: Sequence[dict[float, Regions]]) -> dict[float, Regions]:
    """Each row's mean over the deals: whether it is held becomes the share of the deals that hold it."""
    return {
        level: Regions(*(np.mean(column, axis=0) for column in zip(*(deal[level] for deal in deals), strict=True)))
        for level in deals[0]
    }


def committed(rows: Rows) -> Scored:
    """Score the package's own regions."""
    drawn = {
        level: empirical.offset_spread(rows.low_m, rows.high_m, rows.half_angle_deg, rows.extent_m, level)
        for level in SHELL_LEVELS
    }
    scored = {level: sectors(sector, rows) for level, sector in drawn.items()}
    last = drawn[SHELL_LEVELS[-1]]
    return scored, scoring.log_density(scored, rows, rows.stated_m + last.outer_m + last.grow_m)


def strikes_part() -> dict[str, Any]:
    """Score the Dutch strikes: ours, and every rival."""
    rows = strike_offsets()
    deals = [cross_validated(rows, deal) for deal in DEALS]
    (ours, logs), (simple, simple_logs) = (
        (mean_of([regions for regions, _ in own]), np.mean([each for _, each in own], axis=0))
        for own in zip(*deals, strict=True)
    )
    radius = point_radius(rows.stated_m, rows.half_angle_deg, (rows.high_m - rows.low_m) / 2, rows.extent_m, 0.0)
    fixed = {
        "textbook wedge": sectors(scoring.wedge(rows, TEXTBOOK), rows),
        "point-radius circle": scoring.circles(rows, radius),
    }
    return {
        "geostrike": summary(ours, logs, rows),
        "geostrike, deal by deal": {str(seed): _deal(rows, *own) for seed, (own, _) in zip(DEALS, deals, strict=True)},
        "simple model": summary(simple, simple_logs, rows),
        CHOSEN: summary(mean_of([chosen_wedges(rows, deal) for deal in DEALS]), None, rows),
        HINDSIGHT: _hindsight(rows, ours),
        BANDED: _hindsight(rows, ours, banded=True),
        LOOKING_BACK: summary(looking_back(rows, ours), None, rows),
        **{name: summary(dict.fromkeys(LEVELS, regions), None, rows) for name, regions in fixed.items()},
    }


def _deal(rows: Rows, ours: dict[float, Regions], logs: Any) -> dict[str, Any]:
    """Return one deal's coverage overall and by band, its median areas, and how big they are beside hindsight's."""
    shares = {
        name: {str(level): round(float(ours[level].holds[band].mean()), 3) for level in LEVELS}
        for name, band in scoring.bands(rows)
    }
    return shares | {
        "median_km2": {str(level): round(float(np.median(ours[level].km2)), 1) for level in LEVELS},
        "mean_neg_log_density": round(-float(logs.mean()), 3),
        "to the best wedge in hindsight": _hindsight(rows, ours)["ours to it, median area"],
    }


def _hindsight(rows: Rows, ours: dict[float, Regions], *, banded: bool = False) -> dict[str, Any]:
    """Score the fixed wedges that do best for exactly these rows, and say how big ours are beside them."""
    found = {
        level: scoring.best_wedge(rows, float(ours[level].holds.mean()), level if banded else None) for level in LEVELS
    }
    best = {level: regions for level, regions in found.items() if regions is not None}
    ratios = {str(level): float(np.median(ours[level].km2) / np.median(best[level].km2)) for level in best}
    return summary(best, None, rows) | {
        "ours to it, median area": {level: round(ratio, 2) for level, ratio in ratios.items()}
    }


def looking_back(rows: Rows, ours: dict[float, Regions]) -> dict[float, Regions]:
    """Score the shapes of our own grid that do best for exactly these rows, with the freedom that such a wedge has."""
    plan, _, _ = fit_error_model.fit_offsets(rows, measure=False)
    found = {}
    for level in LEVELS:
        draw = plan.spread(level)
        tried = attempt(rows, draw, *candidates(plan.grids[level]), UNBLURRED)
        enough = np.flatnonzero(tried.holds.mean(axis=1) >= ours[level].holds.mean())
        each = (sectors(draw(rows, tried.at(int(number))), rows) for number in enough)
        found[level] = min(each, key=lambda regions: float(np.median(regions.km2)))
    return found


def machine_part() -> dict[str, Any]:
    """Score earthquake places, told that a machine wrote them; every text whose anchor's name is unique."""
    result: dict[str, Any] = {}
    for number, (name, rows) in enumerate(fit_error_model.machine_offsets().items()):
        ideal = np.radians(11.25) * (rows.high_m**2 - rows.low_m**2) / 1e6
        result[name] = {"rows": len(rows), "levels": {}}
        for level in (*LEVELS, 0.99):
            regions = sectors(empirical.machine_spread(rows.low_m, rows.high_m, level, number), rows)
            result[name]["levels"][str(level)] = {
                "coverage": interval(int(regions.holds.sum()), len(rows)),
                "median_km2": round(float(np.median(regions.km2)), 1),
                "to_ideal_wedge": scoring.beside(regions.km2, ideal),
            }
    return result


def prose_part() -> dict[str, Any]:
    """Score Wikipedia offsets with the strikes' regions, not refitted."""
    rows = prose_offsets()
    return summary(*committed(rows), rows)


def _several() -> list[tuple[list[tuple[float, ...]], float, float]]:
    """Wikipedia texts with several offsets from unambiguous anchors: their claims, and the truth."""
    texts = []
    for row in table("wiki_offsets_geonames_truth_dev.csv"):
        lon, lat, claims = float(row["true_lon"]), float(row["true_lat"]), []
        for number, unit, direction, name in PROSE.findall(row["description"]):
            azimuth = BEARINGS.get(re.sub(r"[\s-]", "", direction))
            anchors = cities(row["country"], name)
            thousands = re.fullmatch(r"\d,\d{3}", number)
            distance = written(number.replace(",", "" if thousands else "."), UNITS[unit[:2]])
            if azimuth is None or len(anchors) != 1 or not distance.low:
                continue
            low, high = distance_interval(distance)
            true, _ = measure(anchors[0], azimuth, lon, lat)
            if abs(math.log(max(true, 1.0) / (low + high) * 2)) < 1.5:  # else another place of the name is meant
                place = anchors[0]
                claims.append((place.lon, place.lat, azimuth, low, high, half_angle_of(azimuth), place.extent_m))
        if len(claims) > 1:
            texts.append((claims, lon, lat))
    return texts


def several_part() -> dict[str, Any]:
    """Score the region that several offsets of one text make, against the smallest of their own."""
    held: dict[str, list[Any]] = {"combined": [], "best single": [], "common part": []}
    sizes: dict[str, list[Any]] = {name: [] for name in held}
    contradictory = 0
    for claims, lon, lat in _several():
        drawn = [
            dict(zip(SHELL_LEVELS, own, strict=True)) for own in zip(*map(_draw(claims), SHELL_LEVELS), strict=True)
        ]
        both = combine(drawn, LEVELS)
        contradictory += both.contradictory
        smallest = [min((one[level] for one in drawn), key=geodesy.area_m2) for level in LEVELS]
        common = [shapely.intersection_all([one[level] for one in drawn]) for level in LEVELS]
        for name, regions in (
            ("combined", [both.regions[level] for level in LEVELS]),
            ("best single", smallest),
            ("common part", common),
        ):
            held[name].append(shapely.intersects_xy(np.array(regions, dtype=object), lon, lat))
            sizes[name].append(np.asarray(geodesy.area_m2(np.array(regions, dtype=object))) / 1e6)
    n = len(held["combined"])
    figures = {
        name: {
            str(level): {
                "coverage": interval(int(np.array(held[name])[:, i].sum()), n),
                "median_km2": round(float(np.median(np.array(sizes[name])[:, i])), 1),
            }
            for i, level in enumerate(LEVELS)
        }
        for name in held
    }
    ratio = np.median(np.array(sizes["combined"]) / np.array(sizes["best single"]), axis=0).round(2)
    return {"rows": n, "contradictory": contradictory, "to_best_single": ratio.tolist(), **figures}


def _draw(claims: list[tuple[float, ...]]) -> Any:
    lon, lat, azimuth, low, high, word, extent = np.array(claims).T

    def at(level: float) -> Any:
        sector = empirical.offset_spread(low, high, word, extent, level)
        half = np.minimum(sector.half_angle_deg, 180.0)
        return geodesy.sector(lon, lat, azimuth, half, sector.inner_m, sector.outer_m, sector.grow_m)

    return at


def figures() -> dict[str, Any]:
    """Return every figure."""
    return {
        "dutch strikes": strikes_part(),
        "earthquakes, source profile machine": machine_part(),
        "wikipedia, strike regions": prose_part(),
        "wikipedia, several offsets": several_part(),
    }


def draw(found: dict[str, Any], folder: Path) -> None:
    """Write the two pictures of docs/uncertainty.md."""
    import matplotlib as mpl  # noqa: PLC0415 - only this needs it

    mpl.use("svg")
    mpl.rcParams.update(
        {"svg.hashsalt": "geostrike", "font.size": 10, "axes.spines.top": False, "axes.spines.right": False}
    )
    folder.mkdir(exist_ok=True)
    _reliability(found, folder / "reliability.svg")
    _sizes(found["dutch strikes"], folder / "sizes.svg")


def _reliability(found: dict[str, Any], path: Path) -> None:
    import matplotlib.pyplot as plt  # noqa: PLC0415

    figure, axes = plt.subplots(figsize=(6, 5.4), layout="constrained")
    axes.plot([0, 1], [0, 1], color="0.7", lw=1)
    strikes, prose = found["dutch strikes"]["geostrike"], found["wikipedia, strike regions"]
    lines = [
        (strikes["all"], "Dutch strikes", "#b2182b"),
        (strikes["under 15 km"], "stated below 15 km", "#ef8a62"),
        (strikes["from 15 km"], "stated from 15 km", "#67001f"),
        (prose["all"], "Wikipedia, not fitted", "#2166ac"),
    ]
    for number, (values, label, colour) in enumerate(lines):
        levels = [float(level) + 0.006 * (number - 1.5) for level in values["levels"]]
        share, low, high = np.array([one["coverage"] for one in values["levels"].values()]).T
        axes.errorbar(levels, share, [share - low, high - share], fmt="o", ms=4, capsize=2, lw=1, color=colour,
                      label=f"{label} ({values['rows']})")  # fmt: skip
    for name, marker in (("textbook wedge", "x"), ("point-radius circle", "+")):
        own = found["dutch strikes"][name]["all"]["levels"]["0.9"]["coverage"][0]
        axes.plot([0.9], [own], marker, color="black", ms=8, label=f"{name}, at any level")
    axes.set(
        xlabel="level promised", ylabel="share of texts whose region holds the place", xlim=(0, 1.02), ylim=(0, 1.02)
    )
    axes.legend(frameon=False, loc="upper left")
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)


def _sizes(strikes: dict[str, Any], path: Path) -> None:
    import matplotlib.pyplot as plt  # noqa: PLC0415

    figure, axes = plt.subplots(figsize=(6, 4.6), layout="constrained")
    lines = [
        ("geostrike", "geostrike", "o-", "#b2182b"),
        ("simple model", "simple model", "o-", "#2166ac"),
        (CHOSEN, CHOSEN, "s-", "0.6"),
        (HINDSIGHT, "best wedge in hindsight", "s--", "0.4"),
    ]
    for name, label, style, colour in lines:
        levels = [own for level, own in strikes[name]["all"]["levels"].items() if float(level) in LEVELS]
        share = [own["coverage"][0] for own in levels]
        axes.plot(share, [own["median_km2"] for own in levels], style, color=colour, label=label)
    for name, marker in (("textbook wedge", "x"), ("point-radius circle", "+")):
        own = strikes[name]["all"]["levels"]["0.9"]
        axes.plot([own["coverage"][0]], [own["median_km2"]], marker, color="black", ms=9, label=name)
    axes.set(xlabel="share of Dutch strikes held", ylabel="median area, km²", yscale="log", xlim=(0.3, 1))
    axes.legend(frameon=False)
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)


def show(found: dict[str, Any], depth: int = 0) -> None:
    """Print the figures as lines of text."""
    for name, values in found.items():
        if isinstance(values, dict) and any(isinstance(one, dict) for one in values.values()):
            print("  " * depth + name)
            show(values, depth + 1)
        else:
            print("  " * depth + f"{name}: {values}")


def main() -> None:
    """Score, print and draw."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--figures", action="store_true", help="also write the pictures of the docs")
    arguments = parser.parse_args()
    found = figures()
    if arguments.json:
        print(json.dumps(found, indent=1))
    else:
        show(found)
    if arguments.figures:
        draw(found, FIGURES)


if __name__ == "__main__":
    main()
