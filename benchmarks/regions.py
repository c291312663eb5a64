"""How fast and how true regions are. Run from the project's root: ``python benchmarks/regions.py``.

Prints, for 10,000 sectors: vertices, time, and the ratio to one bare vectorised `pyproj.Geod.fwd` of
as many vertices (aim: at most 4); the same for discs, rings and corridors; the largest departure
of edges from the true curve; and the time from localities to answers with three levels.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
import shapely
from pyproj import Geod

from geostrike import geodesy
from geostrike.georeference import georeference
from geostrike.model import Candidate, Distance, Heading, Offset, Place, Resolution, Toponym, Unit

COUNT = 10_000
REPEATS = 5


def main() -> None:
    """Print every figure."""
    rng = np.random.default_rng(20170119)
    lon, lat = rng.uniform(-180, 180, COUNT), rng.uniform(-60, 70, COUNT)
    azimuth = rng.choice(np.arange(16) * 22.5, COUNT)
    half = rng.choice([45.0, 22.5, 11.25], COUNT, p=[0.5, 0.4, 0.1])
    stated = rng.choice([5, 10, 20, 45, 60, 100, 160, 240], COUNT) * 1000.0
    shapes: dict[str, Callable[[], Any]] = {
        "sector (grow 5 km)": lambda: geodesy.sector(lon, lat, azimuth, half, stated * 0.9, stated * 1.1, 5_000),
        "sector (no growth)": lambda: geodesy.sector(lon, lat, azimuth, half, stated * 0.9, stated * 1.1),
        "disc": lambda: geodesy.disc(lon, lat, stated),
        "ring": lambda: geodesy.ring(lon, lat, stated * 0.9, stated * 1.1),
        "corridor": lambda: geodesy.corridor(lon, lat, *geodesy.forward(lon, lat, azimuth, stated), stated / 4),
    }
    print(f"{COUNT:,} regions each; best of {REPEATS}")
    for name, draw in shapes.items():
        drawn = draw()
        vertices = int(shapely.get_num_coordinates(drawn).sum())
        taken, bare = best(draw), best(bare_forward(vertices))
        print(f"{name:20} {vertices / COUNT:6.1f} vertices  {taken:.3f} s  {taken / bare:.2f} x bare Geod.fwd")
    departures()
    whole_way(rng)


def best(call: Callable[[], Any]) -> float:
    """Shortest of several runs, seconds."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times)


def bare_forward(vertices: int) -> Callable[[], Any]:
    """Return one call of pyproj for a number of vertices, all inputs prepared."""
    solver = Geod(ellps="WGS84")
    rng = np.random.default_rng(1)
    columns = [rng.uniform(*ends, vertices) for ends in ((-180, 180), (-60, 70), (0, 360), (1e3, 3e5))]
    return lambda: solver.fwd(*columns, return_back_azimuth=False)


def departures() -> None:
    """Print how far edges of discs and sectors stand off the true curve, as a share of the reach."""
    for lat in (0.0, 31.2, 60.0, 80.0):
        for reach in (10_000.0, 241_401.6, 1_000_000.0):
            disc = geodesy.disc(16.6, lat, reach)
            edge = shapely.get_coordinates(shapely.segmentize(disc, np.degrees(reach / 6.4e6) / 400))
            _, distance = geodesy.inverse(16.6, lat, edge[:, 0], edge[:, 1])
            off = distance / reach - 1
            area = geodesy.area_m2(disc) / true_disc_area(16.6, lat, reach) - 1
            size = f"{reach / 1000:6.0f} km at {lat:4.1f} N"
            print(f"disc of {size}: edge {off.min():+.4%} to {off.max():+.4%}, area {area:+.4%}")


def true_disc_area(lon: float, lat: float, reach: float) -> float:
    """Area of the geodesic polygon of 36,000 points on the true circle."""
    azimuth = np.linspace(0, 360, 36_000, endpoint=False)
    area, _ = Geod(ellps="WGS84").polygon_area_perimeter(*geodesy.forward(lon, lat, azimuth, reach))
    return abs(area)


def whole_way(rng: np.random.Generator) -> None:
    """Print the time of `georeference` for 10,000 offsets with regions at three levels."""
    localities, resolutions = [], []
    for row in range(COUNT):
        name = Toponym(f"Town {row}")
        place = Place(f"t:{row}", name.name, rng.uniform(-180, 180), rng.uniform(-60, 70), extent_m=3_000)
        stated = float(rng.choice([5, 10, 20, 45, 60, 100, 160, 240]))
        heading = Heading(float(rng.choice(np.arange(8) * 45.0)), 8)
        localities.append(Offset(name, Distance(stated, stated, Unit.KILOMETRE), heading))
        candidate = Candidate(place, 1.0)
        resolutions.append({name: Resolution(name, (candidate,), chosen=(candidate,))})
    start = time.perf_counter()
    answers = georeference(localities, resolutions)
    taken = time.perf_counter() - start
    print(f"georeference: {len(answers):,} offsets, three levels, in {taken:.2f} s")


if __name__ == "__main__":
    main()
