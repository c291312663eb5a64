"""A density from nested regions: where between the levels the true place lies, per square kilometre.

Each shell between the regions of two neighbouring levels holds the difference of the levels, spread
evenly. The last hundredth, beyond the highest level, falls off about the point on all sides: the share
beyond r is R^2 / (r^2 + R^2), with R the radius that holds the highest region (the bivariate t of two
degrees of freedom on an equal-area map of the sphere). So the density is nowhere 0, is in closed
form, and integrates to 1 over the Earth.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry import Point, box
from shapely.geometry.base import BaseGeometry

from geostrike import geodesy
from geostrike.errors import InputError

SHELL_LEVELS: Final = (0.05, 0.25, 0.5, 0.8, 0.9, 0.95, 0.99)
"""Levels whose regions bound the shells."""

EARTH_RADIUS_M: Final = 6_371_007.2
"""Radius of the sphere that has the area of WGS84."""

_LEAST_M2 = 1.0
"""A shell smaller than this is none: its share goes to the region within it."""

_SLIVER = 1e-9
_MOST_TRIED = 1_000_000

Array = NDArray[np.float64]


class DeferredDensity:
    """A density whose regions are drawn when it is first asked.

    Parameters
    ----------
    draw
        Makes the density.
    """

    def __init__(self, draw: Callable[[], LayeredDensity]) -> None:
        self._draw = draw

    @cached_property
    def layers(self) -> LayeredDensity:
        """The density itself."""
        return self._draw()

    def density(self, lon: ArrayLike, lat: ArrayLike) -> Any:
        """Density per km2; see `LayeredDensity.density`."""
        return self.layers.density(lon, lat)

    def sample(self, n: int, *, seed: int) -> tuple[Array, Array]:
        """Positions drawn from it; see `LayeredDensity.sample`."""
        return self.layers.sample(n, seed=seed)


@dataclass(frozen=True, eq=False)
class LayeredDensity:
    """Nested regions as a density; make it with `layered`.

    Parameters
    ----------
    point
        Middle of the part beyond all regions.
    regions
        Outer edges of the shells, smallest first, EPSG:4326.
    shares
        Share of the whole that lies in each shell; what they lack to 1 lies beyond.
    shell_km2
        Area of each shell.
    beyond_m
        Radius about the point that holds half of what lies beyond.
    """

    point: Point
    regions: tuple[BaseGeometry, ...]
    shares: Array
    shell_km2: Array
    beyond_m: float

    @property
    def beyond(self) -> float:
        """Share of the part that lies beyond all regions; it is laid under the shells, too."""
        return float(1.0 - self.shares.sum())

    def density(self, lon: ArrayLike, lat: ArrayLike) -> Any:
        """Density per km2 at positions in degrees, broadcast; scalars in, a float out.

        Raises
        ------
        InputError
            Positions that are not on Earth.
        """
        lons, lats = np.broadcast_arrays(np.asarray(lon, float), np.asarray(lat, float))
        found = self.beyond * self.beyond_density(lons, lats)
        shell = self.shell(lons, lats)
        per_km2 = np.append(self.shares / self.shell_km2, 0.0)
        found = found + per_km2[shell]
        return float(found) if found.ndim == 0 else found

    def shell(self, lon: ArrayLike, lat: ArrayLike) -> NDArray[np.intp]:
        """Return the number of the shell that each position lies in, `len(regions)` beyond them all."""
        lons, lats = np.broadcast_arrays(np.asarray(lon, float), np.asarray(lat, float))
        shell = np.full(lons.shape, len(self.regions), np.intp)
        inside = np.ones(lons.shape, bool)
        for number in reversed(range(len(self.regions))):
            shapely.prepare(self.regions[number])
            inside = inside & np.asarray(shapely.intersects_xy(self.regions[number], lons, lats))
            shell[inside] = number
        return shell

    def sample(self, n: int, *, seed: int) -> tuple[Array, Array]:
        """Draw positions: longitudes and latitudes in degrees, the same for the same seed.

        Raises
        ------
        InputError
            `n` below 0.
        """
        if n < 0:
            raise InputError(f"sample of {n}: needs a number of positions >= 0")
        rng = np.random.default_rng(seed)
        counts = rng.multinomial(n, [*self.shares, max(self.beyond, 0.0)])
        inner: BaseGeometry = Point()
        drawn = []
        for region, count in zip(self.regions, counts, strict=False):
            drawn.append(_evenly(region.difference(inner), int(count), rng))
            inner = region
        drawn.append(self._from_beyond(int(counts[-1]), rng))
        lon, lat = np.concatenate(drawn).T
        order = rng.permutation(n)
        return lon[order], lat[order]

    def beyond_density(self, lon: ArrayLike, lat: ArrayLike) -> Array:
        """Density per km2 of what lies beyond, by itself: it integrates to 1."""
        _, distance = geodesy.inverse(self.point.x, self.point.y, lon, lat)
        scale, most = self.beyond_m, 2 * EARTH_RADIUS_M
        out = most * np.sin(np.minimum(np.asarray(distance) / EARTH_RADIUS_M, np.pi) / 2)
        whole = most**2 / (most**2 + scale**2)
        return np.asarray(1e6 * scale**2 / (np.pi * (out**2 + scale**2) ** 2 * whole))

    def _from_beyond(self, count: int, rng: np.random.Generator) -> Array:
        scale, most = self.beyond_m, 2 * EARTH_RADIUS_M
        share = rng.uniform(0, most**2 / (most**2 + scale**2), count)
        out = np.minimum(scale * np.sqrt(share / (1 - share)), most)
        distance = 2 * EARTH_RADIUS_M * np.arcsin(out / most)
        ends = geodesy.forward(self.point.x, self.point.y, rng.uniform(0, 360, count), distance)
        return np.column_stack(ends)


def layered(regions: Mapping[float, BaseGeometry], point: Point) -> LayeredDensity:
    """Return the density of nested regions.

    Parameters
    ----------
    regions
        Level -> region, EPSG:4326; each lies in those of the higher levels. Where several levels have
        the same region (a district's outline), their shares lie evenly in it.
    point
        Middle of what lies beyond.

    Examples
    --------
    >>> discs = {level: geodesy.disc(16.6, 31.2, radius) for level, radius in ((0.5, 1e3), (0.9, 3e3), (0.99, 9e3))}
    >>> spread = layered(discs, Point(16.6, 31.2))
    >>> round(spread.density(16.6, 31.2), 3), [round(share, 2) for share in spread.shares.tolist()]
    (0.159, [0.5, 0.4, 0.09])
    >>> lon, lat = spread.sample(1000, seed=1)
    >>> round(float((spread.shell(lon, lat) == 0).mean()), 1)
    0.5
    """
    levels = sorted(regions)
    areas = np.asarray(geodesy.area_m2(np.array([regions[level] for level in levels], dtype=object)))
    edges, shares, sizes = _shells(levels, areas)
    highest = regions[levels[-1]]
    radius = float(geodesy.enclosing_radius_m(highest, point.x, point.y))
    return LayeredDensity(
        point,
        tuple(regions[levels[edge]] for edge in edges),
        np.array(shares),
        np.array(sizes) / 1e6,
        max(radius, _LEAST_M2),
    )


def _shells(levels: Sequence[float], areas: Array) -> tuple[list[int], list[float], list[float]]:
    """Outermost level of each shell, its share and area in m2; levels of the same region make one shell."""
    edges: list[int] = []
    shares: list[float] = []
    sizes: list[float] = []
    before, within = 0.0, 0.0
    for number, (level, area) in enumerate(zip(levels, areas.tolist(), strict=True)):
        if edges and area - within < _LEAST_M2:
            edges[-1], shares[-1] = number, shares[-1] + level - before
        else:
            edges.append(number)
            shares.append(level - before)
            sizes.append(max(area - within, _LEAST_M2))
            within = area
        before = level
    return edges, shares, sizes


def _evenly(shell: BaseGeometry, count: int, rng: np.random.Generator) -> Array:
    """Positions spread evenly over polygons: uniform in their boxes by area, those outside drawn anew."""
    parts = np.array([part for part in shapely.get_parts(shell) if shapely.get_dimensions(part) == 2], dtype=object)
    if not count or not len(parts):
        return np.empty((0, 2))
    areas = np.asarray(geodesy.area_m2(parts))
    parts, areas = parts[areas >= areas.max() * _SLIVER], areas[areas >= areas.max() * _SLIVER]
    shared = rng.multinomial(count, areas / areas.sum())
    return np.concatenate([_in_polygon(part, int(own), rng) for part, own in zip(parts, shared, strict=True) if own])


def _in_polygon(polygon: BaseGeometry, count: int, rng: np.random.Generator) -> Array:
    shapely.prepare(polygon)
    west, south, east, north = polygon.bounds
    found: list[Array] = []
    missing = count
    waste = float(geodesy.area_m2(box(*polygon.bounds)) / geodesy.area_m2(polygon))
    while missing > 0:
        tried = int(min(1.2 * waste * missing + 64, _MOST_TRIED))
        lon = rng.uniform(west, east, tried)
        low, high = math.sin(math.radians(south)), math.sin(math.radians(north))
        lat = np.degrees(np.arcsin(rng.uniform(low, high, tried)))
        inside = shapely.contains_xy(polygon, lon, lat)
        found.append(np.column_stack([lon[inside], lat[inside]])[:missing])
        missing -= len(found[-1])
    return np.concatenate(found)
