"""Geometry as whole numbers: a start and then steps, a fraction of GeoJSON's size and as exact as is asked for."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

# Whole numbers per degree at the finest: to about a metre. A coarser grain is a power of two times this.
FINEST = 100_000
# Above so many events areas are drawn on a canvas, at one level, and picture and table show a part.
MANY = 1500
# Of an area's own width, the smallest detail kept: a tenth of a pixel where it fills a screen, and on maps
# of many events, where each is small, down to a pixel where it is a finger wide.
FINE, COARSE = 10_000, 80
# Areas times detail: above this, each keeps less.
_BUDGET = 800_000

Packed = list[list[int]]


def pack(shapes: Sequence[BaseGeometry], detail: int) -> list[tuple[int, list[Packed]]]:
    """Return each area as its grain and its polygons, a polygon as rings, a ring as whole numbers.

    A ring's numbers are longitude and latitude of its first vertex and then steps to the next
    ones, in units of 2**grain / `FINEST` degrees; the closing vertex is left out. Detail finer
    than the area's width by the factor `detail` is dropped.

    >>> from shapely.geometry import box
    >>> pack([box(0, 0, 0.0001, 0.0002)], 10_000)
    [(0, [[[10, 0, 0, 20, -10, 0, 0, -20]]])]
    """
    if not len(shapes):
        return []
    array = np.array(shapes, dtype=object)
    west, south, east, north = shapely.bounds(array).T
    width = np.maximum(east - west, north - south)
    eased = shapely.simplify(array, width / detail, preserve_topology=False)
    array = np.where(shapely.is_empty(eased), array, eased)
    grains = np.maximum(0, np.floor(np.log2(np.maximum(width, 1e-9) * FINEST / detail))).astype(int)
    polygons, owner = shapely.get_parts(array, return_index=True)
    rings, polygon_of = shapely.get_rings(polygons, return_index=True)
    packed_rings = _steps(rings, FINEST / 2.0 ** grains[owner][polygon_of], closed=True)
    result: list[tuple[int, list[Packed]]] = [(grain, []) for grain in grains.tolist()]
    holders: list[Packed] = [[] for _ in polygons]
    for ring, polygon in zip(packed_rings, polygon_of.tolist(), strict=True):
        holders[polygon].append(ring)
    for holder, shape in zip(holders, owner.tolist(), strict=True):
        result[shape][1].append(holder)
    return result


def pack_polygons(geometry: BaseGeometry, scale: int) -> list[Packed]:
    """Return polygons as lists of rings in whole numbers; degrees times `scale`, rounded.

    >>> from shapely.geometry import box
    >>> pack_polygons(box(0, 0, 1, 2), 10)
    [[[10, 0, 0, 20, -10, 0, 0, -20]]]
    """
    polygons = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]
    return [_rings(polygon, scale) for polygon in polygons]


def pack_lines(geometry: BaseGeometry, scale: int) -> Packed:
    """Return lines in the same form as :func:`pack_polygons` does rings."""
    lines = np.array([part for part in shapely.get_parts(geometry) if part.geom_type == "LineString"], dtype=object)
    return _steps(lines, np.full(len(lines), float(scale)), closed=False)


def detail_for(number: int) -> int:
    """Return the detail for so many areas.

    >>> detail_for(4), detail_for(1000), detail_for(10_000)
    (10000, 800, 80)
    """
    return min(FINE, max(COARSE, _BUDGET // max(number, 1)))


def scale_for(detail_deg: float) -> int:
    """Return steps per degree that keep a detail to a half.

    >>> scale_for(0.01)
    200
    """
    return math.ceil(2 / detail_deg)


def _rings(polygon: BaseGeometry, scale: int) -> Packed:
    rings = shapely.get_rings(polygon)
    return _steps(rings, np.full(len(rings), float(scale)), closed=True)


def _steps(lines: np.ndarray, scales: np.ndarray, *, closed: bool) -> Packed:
    """Return each line as its first point and the moves from there, those of no length left out."""
    if not len(lines):
        return []
    points, line_of = shapely.get_coordinates(lines, return_index=True)
    whole = np.rint(points * scales[line_of, None]).astype(np.int64)
    starts = np.flatnonzero(np.diff(line_of, prepend=-1))
    moves = np.diff(whole, axis=0, prepend=0)
    moves[starts] = whole[starts]
    kept = moves.any(axis=1)
    kept[starts] = True
    if closed:
        kept[[*(starts[1:] - 1), len(points) - 1]] = False
    counts = np.bincount(line_of[kept], minlength=len(lines))
    flat, ends = moves[kept].ravel().tolist(), (2 * np.cumsum(counts)).tolist()
    return [flat[end - 2 * count : end] for end, count in zip(ends, counts.tolist(), strict=True)]
