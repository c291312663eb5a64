"""Frames of made-up reports, to measure fusing at scale: towns, days, and clusters of stories that vary."""

from __future__ import annotations

import random
from datetime import date, timedelta

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import Point

from geostrike import geodesy
from geostrike.tables import REPORTS
from geostrike.tables.contracts import Kind

PHRASINGS = ("offset", "distance_only", "near", "feature")
SHAPES = ("years", "one day", "one town", "undated", "unlocated")
"""Over years and countries; all on one day in one country; all about one town; without days; without places."""
LEVELS = {0.5: 0.55, 0.8: 0.8, 0.9: 1.0}
"""Levels, and how far the region of each reaches to the widest one's."""


def made_reports(
    count: int, *, largest: int = 2000, seed: int = 6, shape: str = "years"
) -> tuple[gpd.GeoDataFrame, list[int]]:
    """Return a frame of `count` reports, and for each the number of the strike it is of; `shape` is one of `SHAPES`.

    Strikes have from one story to `largest`, few of them many; stories differ in how they say where,
    in their counts, and some give a night or the month only.
    """
    rng = random.Random(seed)
    spread = 5.0 if shape == "one day" else 35.0
    towns = [
        (f"town{rank}", 25 + rng.uniform(-spread, spread), 20 + rng.uniform(-1, 1) * spread / 2) for rank in range(400)
    ]
    if shape == "one town":
        towns = towns[:1]
    rows: list[dict[str, object]] = []
    strike_of: list[int] = []
    number = 0
    while len(rows) < count:
        number += 1
        size = min(count - len(rows), largest, max(1, int(rng.paretovariate(0.9))))
        day = date(2010, 1, 1) + timedelta(days=0 if shape == "one day" else rng.randrange(5000))
        town = rng.choice(towns)
        story = {
            "day": day,
            "town": town,
            "azimuth": rng.choice((0, 45, 90, 135, 180, 225, 270, 315)),
            "km": rng.choice((10, 10, 45, 80, 120)),
            "killed": rng.randrange(1, 60),
            "strikes": rng.choice((1, 1, 2, 3, 6)),
        }
        for _ in range(size):
            rows.append(_row(len(rows), story, rng) | BLANKS.get(shape, {}))
            strike_of.append(number)
    return _frame(rows), strike_of


_WHERE = ("lon", "lat", "uncertainty_m", "region", "point", *(f"region_{100 * level:.0f}" for level in LEVELS))
BLANKS: dict[str, dict[str, object]] = {
    "undated": {"date_start": None, "date_end": None, "date_edtf": "", "date_text": ""},
    "unlocated": dict.fromkeys(_WHERE) | {"status": "unlocated", "reason": "place not in the gazetteer"},
}
"""What reports of a shape do not say."""


def _row(number: int, strike: dict[str, object], rng: random.Random) -> dict[str, object]:
    name = strike["town"][0]
    # Who is far from a town is not said to be near it.
    kind = rng.choices(PHRASINGS, (5, 2, 2, 1) if strike["km"] == 10 else (5, 2, 0, 0))[0]
    km = strike["km"] * rng.choice((1, 1, 0.95, 1.1))
    azimuth = strike["azimuth"] + rng.choice((0, 0, 0, 22.5))
    start, end = strike["day"], strike["day"] + timedelta(days=rng.choice((0, 0, 0, 1)))
    if rng.random() < 0.03:
        start, end = start.replace(day=1), start.replace(day=28)
    killed = strike["killed"] + rng.choice((0, 0, 0, 0, 1, 2))
    return {
        "report_id": f"d{number:06}-1",
        "doc_id": f"d{number:06}",
        "publisher": f"publisher {rng.randrange(300)}",
        "published": strike["day"] + timedelta(days=1),
        "kind": "strike",
        "role": "main",
        "date_start": start,
        "date_end": end,
        "date_edtf": start.isoformat() if start == end else f"{start}/{end}",
        "date_text": "then",
        "quote": f"Story {number} says that {killed} were killed by {strike['strikes']} strikes there, at {name}.",
        "strikes_min": strike["strikes"],
        "strikes_max": strike["strikes"],
        "killed_min": killed,
        "killed_max": rng.choice((killed, None)),
        **_where(kind, strike["town"], km, azimuth),
    }


def _where(kind: str, town: tuple[str, float, float], km: float, azimuth: float) -> dict[str, object]:
    """Return the columns that say where, by one kind of wording."""
    name, lon, lat = town
    point, regions = _place(kind, lon, lat, km, azimuth)
    measured = kind in {"offset", "distance_only"}
    return {
        "locality": f"{kind} {name}",
        "locality_kind": kind,
        "place_text": name,
        "place_id": name,
        "bearing_deg": azimuth if kind == "offset" else None,
        "distance_m": 1000 * km if measured else None,
        "distance_low_m": 950 * km if measured else None,
        "distance_high_m": 1050 * km if measured else None,
        "lon": point[0],
        "lat": point[1],
        "uncertainty_m": 1000 * km,
        "level": 0.9,
        "error_model": "empirical",
        "status": "located",
        "region": regions[0.9],
        "point": Point(point),
        **{f"region_{100 * level:.0f}": region for level, region in regions.items()},
    }


def _place(
    kind: str, lon: float, lat: float, km: float, azimuth: float
) -> tuple[tuple[float, float], dict[float, object]]:
    if kind not in {"offset", "distance_only"}:
        radius = 30_000 if kind == "near" else 12_000
        return (lon, lat), {level: _cached(geodesy.disc, lon, lat, radius * share) for level, share in LEVELS.items()}
    is_offset = kind == "offset"
    there = geodesy.forward(lon, lat, azimuth if is_offset else 0, 1000 * km)
    regions = {}
    for level, share in LEVELS.items():
        reach = 1000 * km * (1 - 0.4 * share), 1000 * km * (1 + 0.4 * share)
        draw, turned = (geodesy.sector, (azimuth, 40 * share)) if is_offset else (geodesy.ring, ())
        regions[level] = _cached(draw, lon, lat, *turned, *reach)
    return (float(there[0]), float(there[1])), regions


_DRAWN: dict[tuple[object, ...], object] = {}


def _cached(draw: object, *arguments: float) -> object:
    key = (draw.__name__, *arguments)
    if key not in _DRAWN:
        _DRAWN[key] = draw(*arguments)
    return _DRAWN[key]


def _frame(rows: list[dict[str, object]]) -> gpd.GeoDataFrame:
    columns = {}
    for column in REPORTS.columns:
        values = [row.get(column.name) for row in rows]
        if column.kind is Kind.GEOMETRY:
            columns[column.name] = gpd.array.from_shapely(np.array(values, dtype=object), crs="EPSG:4326")
        elif column.kind is Kind.TEXT:
            columns[column.name] = pd.Series([value or "" for value in values], dtype="string").array
        else:
            columns[column.name] = pd.Series(values, dtype=column.kind.dtype).array
    index = pd.Index([row["report_id"] for row in rows], name="report_id", dtype="string")
    return gpd.GeoDataFrame(pd.DataFrame(columns, index=index), geometry="region", crs="EPSG:4326")
