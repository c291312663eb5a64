"""Geometry for drawing: clean polygons, one unbroken run of longitudes, Web Mercator, compact integers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.affinity import translate
from shapely.geometry import GeometryCollection, MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

Bounds = tuple[float, float, float, float]

# Web Mercator (EPSG:3857) ends where its square does: atan(sinh(pi)).
MAX_LATITUDE_DEG = 85.0511287798
WHOLE_WORLD: Bounds = (-180.0, -60.0, 180.0, 75.0)


def polygonal(geometry: BaseGeometry | None) -> tuple[MultiPolygon | None, str]:
    """Return the drawable part of a geometry, and what is wrong with it where there is none.

    >>> from shapely.geometry import Point, box
    >>> polygonal(box(0, 0, 1, 1))[0].area, polygonal(Point(1, 1))[1]
    (1.0, 'its geometry is a Point, not an area')
    """
    if geometry is None or geometry.is_empty:
        return None, "it has no area"
    west, south, east, north = geometry.bounds
    if not all(map(math.isfinite, geometry.bounds)) or max(-south, north) > 90 or max(-west, east) > 360:
        return None, "its coordinates are not degrees of longitude and latitude"
    valid = geometry if geometry.is_valid else shapely.make_valid(geometry)
    pieces = [piece for part in shapely.get_parts(valid) for piece in shapely.get_parts(part)]
    polygons = [piece for piece in pieces if isinstance(piece, Polygon) and piece.area > 0]
    return (MultiPolygon(polygons), "") if polygons else (None, f"its geometry is a {geometry.geom_type}, not an area")


def cut_meridian(geometries: Iterable[BaseGeometry]) -> float:
    """Return the longitude at which to cut the world so that no geometry is torn apart.

    It is -180 unless something reaches over the antimeridian; then it lies in the middle of the
    widest empty stretch.

    >>> from shapely.geometry import box
    >>> cut_meridian([box(10, 0, 20, 5)]), cut_meridian([box(178, 0, 180, 5), box(-180, 0, -179, 5)])
    (-180.0, -0.5)
    """
    parts = shapely.get_parts(list(geometries))
    if not len(parts):
        return -180.0
    spans = sorted(map(tuple, shapely.bounds(parts)[:, 0::2].tolist()))
    widest, cut, reach = spans[0][0] + 360 - max(east for _, east in spans), -180.0, spans[0][1]
    for west, east in spans:
        if west - reach > widest:
            widest, cut = west - reach, (west + reach) / 2
        reach = max(reach, east)
    return cut


def unroll(geometry: BaseGeometry, cut: float) -> BaseGeometry:
    """Move the parts west of `cut` by 360 degrees to the east, and join what met at the antimeridian.

    >>> from shapely.geometry import MultiPolygon, box
    >>> unroll(MultiPolygon([box(178, 0, 180, 5), box(-180, 0, -179, 5)]), -0.5).bounds
    (178.0, 0.0, 181.0, 5.0)
    """
    if cut <= -180:
        return geometry
    parts = shapely.get_parts(geometry)
    joined = shapely.union_all([translate(part, 360) if part.bounds[2] <= cut else part for part in parts])
    return MultiPolygon([part for part in shapely.get_parts(joined) if isinstance(part, Polygon)])


def project(coordinates: np.ndarray) -> np.ndarray:
    """Return Web Mercator coordinates in degrees at the equator of (n, 2) lon/lat degrees.

    >>> project(np.array([[10.0, 0.0], [10.0, 60.0]])).round(2).tolist()
    [[10.0, 0.0], [10.0, 75.46]]
    """
    latitude = np.radians(np.clip(coordinates[:, 1], -MAX_LATITUDE_DEG, MAX_LATITUDE_DEG))
    return np.column_stack([coordinates[:, 0], np.degrees(np.arcsinh(np.tan(latitude)))])


def unproject_latitude(y: float) -> float:
    """Return the latitude of a Web Mercator ordinate as made by :func:`project`.

    >>> round(unproject_latitude(75.46), 2)
    60.0
    """
    return math.degrees(math.atan(math.sinh(math.radians(y))))


@dataclass(frozen=True, slots=True)
class View:
    """What a map shows: `focus` holds the events, `extent` the base map round them.

    Both are (west, south, east, north) in degrees; east may pass 180 where a map reaches over
    the antimeridian. `cut` is the meridian at which the world was cut.
    """

    focus: Bounds
    extent: Bounds
    cut: float


def view_of(geometries: Sequence[BaseGeometry], others: Sequence[BaseGeometry] = ()) -> View:
    """Return the view for geometries in lon/lat degrees; the whole world for none.

    `others` are drawn too and must not be torn apart, but need not fit in.

    >>> from shapely.geometry import MultiPolygon, box
    >>> view_of([MultiPolygon([box(16, 30, 17, 31)])]).focus
    (16.0, 30.0, 17.0, 31.0)
    """
    cut = cut_meridian([*geometries, *others])
    if not geometries:
        return View(WHOLE_WORLD, (-180.0, -MAX_LATITUDE_DEG, 180.0, MAX_LATITUDE_DEG), cut)
    unrolled = [unroll(geometry, cut) for geometry in geometries]
    west, south, east, north = (float(edge) for edge in shapely.total_bounds(unrolled))
    return View((west, south, east, north), _extent(west, south, east, north), cut)


def _extent(west: float, south: float, east: float, north: float) -> Bounds:
    """Return a box that fills any screen, from a tall phone to a wide desk, at the zoom that fits the focus."""
    edges = project(np.array([[west, south], [east, north]]))
    (x0, y0), (x1, y1) = edges.tolist()
    width, height = max(x1 - x0, 0.15), max(y1 - y0, 0.15)
    half_width = min(max(1.6 * width, 3.2 * height), 180.0)
    half_height = max(1.6 * height, 1.6 * width)
    middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
    bottom, top = (
        unproject_latitude(max(middle_y - half_height, -180)),
        unproject_latitude(min(middle_y + half_height, 180)),
    )
    return middle_x - half_width, bottom, middle_x + half_width, top


def world_pieces(bounds: Bounds) -> list[tuple[Bounds, float]]:
    """Split a box that may pass ±180 into boxes within it, each with the shift that brings it back.

    >>> world_pieces((170.0, 0.0, 190.0, 10.0))
    [((170.0, 0.0, 180.0, 10.0), 0.0), ((-180.0, 0.0, -170.0, 10.0), 360.0)]
    """
    west, south, east, north = bounds
    pieces = []
    for shift in (-360.0, 0.0, 360.0):
        left, right = max(west, shift - 180.0), min(east, shift + 180.0)
        if left < right:
            pieces.append(((left - shift, south, right - shift, north), shift))
    return pieces


def clip(geometry: BaseGeometry, bounds: Bounds, tolerance_deg: float) -> BaseGeometry:
    """Cut a geometry to a box and drop detail and islands that cannot be seen; empty where nothing is left."""
    inside = geometry if box(*bounds).covers(geometry) else shapely.clip_by_rect(geometry, *bounds)
    parts = shapely.get_parts(shapely.simplify(inside, tolerance_deg, preserve_topology=False))
    west, south, east, north = shapely.bounds(parts).T
    kept = parts[np.maximum(east - west, north - south) > 2 * tolerance_deg]
    return GeometryCollection(kept.tolist())
