"""What the kinds share: a task to draw, the setting it is drawn in, and the drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, Protocol, TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geostrike.geodesy.seam import orient
from geostrike.model import Distance, Hedge, Locality, Place, PlaceKind, PointRadius, Reason
from geostrike.uncertainty import DEFAULT_CONVENTION, distance_interval, truncated_interval

Array: TypeAlias = NDArray[np.float64]

AREAL = frozenset(
    {
        PlaceKind.ADMIN1,
        PlaceKind.ADMIN2,
        PlaceKind.COUNTRY,
        PlaceKind.PHYSICAL,
        PlaceKind.REGION,
        PlaceKind.WATER,
    }
)
"""Kinds of places that are areas to be in, rather than spots to be near."""


class Earth(Protocol):
    """Outlines of land and countries; a `geostrike.gazetteer.Gazetteer` is one."""

    def land(self, bounds: tuple[float, float, float, float]) -> BaseGeometry:
        """Land inside a box (west, south, east, north)."""

    def country_shape(self, code: str) -> BaseGeometry | None:
        """Outline of a country by ISO 3166-1 alpha-2 code."""

    def border(self, country: str, other: str) -> BaseGeometry | None:
        """Line that two countries share."""

    def borders(self, bounds: tuple[float, float, float, float]) -> BaseGeometry:
        """Borders between countries inside a box, as lines."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How everything in one call is drawn."""

    levels: tuple[float, ...]
    is_protocol: bool = False
    convention: str = DEFAULT_CONVENTION
    earth: Earth | None = None
    is_machine: bool = False

    def per_level(self, count: int, draw: Callable[[float], Iterable[Any]]) -> list[dict[float, BaseGeometry]]:
        """Draw `count` regions at every level; the protocol's one region stands for all levels."""
        regions: list[dict[float, BaseGeometry]] = [{} for _ in range(count)]
        drawn: list[Any] = []
        for level in self.levels:
            drawn = drawn if self.is_protocol and drawn else list(draw(level))
            for row, region in zip(regions, drawn, strict=True):
                row[level] = region
        return regions


class Task(NamedTuple):
    """One simple expression with one place for each of its names; `country` is the document's, or ""."""

    locality: Any  # a Locality; each drawer gets only its own kind
    place: Place | None = None
    other: Place | None = None
    country: str = ""


class Orbit(NamedTuple):
    """A distance from a place in an unknown direction, for want of a point."""

    lon: float
    lat: float
    distance_m: float


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """A drawn task: regions by level, smallest first; `point` None where one is to be picked from the region."""

    regions: dict[float, BaseGeometry]
    point: Point | None
    remarks: tuple[str, ...] = ()
    protocol: PointRadius | None = None
    orbit: Orbit | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A task that cannot be drawn, and why."""

    reason: Reason
    detail: str
    locality: Locality | None = None


Drawn: TypeAlias = Drawing | Refusal
Drawer: TypeAlias = Callable[[Sequence[Task], Setting], list[Drawn]]


def place_of(task: Task) -> Place:
    """Place of a task whose kind always has one; `expand` refuses the others beforehand."""
    if task.place is None:
        raise AssertionError(f"{task.locality}: drawn without a place")
    return task.place


class Columns(NamedTuple):
    """The places of many tasks as arrays."""

    lon: Array
    lat: Array
    extent: Array
    precision: Array


def columns(places: Sequence[Place]) -> Columns:
    """Turn places into arrays of degrees and metres."""
    table = np.array([(p.lon, p.lat, p.extent_m, p.precision_m) for p in places], dtype=np.float64)
    return Columns(*table.reshape(len(places), 4).T)


def intervals(distances: Sequence[Distance], setting: Setting) -> tuple[Array, Array]:
    """Least and greatest metres of many stated distances."""
    table = np.array([interval(distance, setting) for distance in distances], dtype=np.float64)
    low, high = table.reshape(len(distances), 2).T
    return low, high


def interval(distance: Distance, setting: Setting) -> tuple[float, float]:
    """Least and greatest metres of a stated distance."""
    return _interval(distance, setting.convention, setting.is_machine)


@lru_cache(maxsize=4096)
def _interval(distance: Distance, convention: str, is_machine: bool) -> tuple[float, float]:
    """Read one stated distance; the same few come again and again."""
    return (truncated_interval if is_machine else distance_interval)(distance, convention)


def points(lon: Array, lat: Array) -> list[Point]:
    """Turn arrays of degrees into points."""
    return list(np.asarray(shapely.points(lon, lat)))


def stated_m(distance: Distance, low_m: float, high_m: float) -> float:
    """Choose the distance to put a point at: the number itself where it lies in its interval, else the middle."""
    stated = distance.stated * distance.unit.metres
    if distance.hedge in (Hedge.AT_MOST, Hedge.LESS_THAN) or not low_m <= stated <= high_m:
        return (low_m + high_m) / 2
    return stated


def kilometres(metres: float) -> str:
    """Write metres for a remark.

    >>> kilometres(44_500), kilometres(350), kilometres(241_401.6)
    ('44.5 km', '350 m', '241 km')
    """
    if metres < 1000:
        return f"{metres:.0f} m"
    return f"{metres / 1000:.3g} km" if metres < 1_000_000 else f"{metres / 1000:.0f} km"


def named(place: Place) -> str:
    """Name a place for a remark, with its country."""
    return f"{place.name} ({place.country})" if place.country else place.name


def shape_of(place: Place, setting: Setting) -> BaseGeometry | None:
    """Area of a place, where one is known; a country's from `Setting.earth` if it brings none."""
    area = place.area
    if area is None and place.kind is PlaceKind.COUNTRY and setting.earth is not None:
        area = setting.earth.country_shape(place.country)
    if area is None or area.is_empty:
        return None
    return polygons_of(area if area.is_valid else shapely.make_valid(area))


def at_level(level: float, table: Sequence[tuple[float, float]]) -> float:
    """Interpolate a table of (level, value), ends held.

    >>> at_level(0.65, ((0.5, 10.0), (0.8, 20.0)))
    15.0
    """
    levels, values = zip(*table, strict=True)
    return float(np.interp(level, np.array(levels), np.array(values)))


def polygons_of(geometry: BaseGeometry) -> BaseGeometry:
    """Keep only the polygons of what a set operation gave, exteriors counter-clockwise."""
    polygons: BaseGeometry = orient(np.array([geometry], dtype=object))[0]
    return polygons
