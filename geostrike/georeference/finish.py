"""From drawings to answers: nested, cut to land, with a point inside; all drawings of a call at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geostrike import geodesy
from geostrike.geodesy.seam import orient
from geostrike.georeference.drawing import Drawing, Drawn, Earth, Setting, polygons_of

Regions: TypeAlias = NDArray[Any]
"""Polygons: a row for each drawing, a column for each level, smallest first."""

_LEAST_AREA_M2 = 1.0


def finish(drawn: Sequence[Drawn], countries: Sequence[str], setting: Setting, *, land_only: bool) -> list[Drawn]:
    """Nest the regions of every drawing, and cut them to land where that is wanted; refusals stay as they are."""
    finished = list(drawn)
    drawings = {row: one for row, one in enumerate(drawn) if isinstance(one, Drawing)}
    if not drawings:
        return finished
    regions = nest(_objects([[one.regions[level] for level in setting.levels] for one in drawings.values()]))
    remarks: Sequence[tuple[str, ...]] = [()] * len(drawings)
    if land_only:
        regions, remarks = cut_to_land(regions, [countries[row] for row in drawings], setting.earth)
    for (row, one), own, said in zip(drawings.items(), regions.tolist(), remarks, strict=True):
        by_level = dict(zip(setting.levels, own, strict=True))
        finished[row] = Drawing(by_level, one.point, (*one.remarks, *said), one.protocol, one.orbit)
    return finished


def nest(regions: Regions) -> Regions:
    """Widen regions so that each lies in those of the higher levels; empty ones take the next level's."""
    nested = regions.copy()
    steps = list(pairwise(range(regions.shape[1])))
    for lower, upper in steps:
        rows = np.flatnonzero(_differ(nested[:, lower], nested[:, upper]))
        rows = rows[~shapely.covers(nested[rows, upper], nested[rows, lower])]
        nested[rows, upper] = orient(shapely.union(nested[rows, upper], nested[rows, lower]))
    for lower, upper in reversed(steps):
        empty = shapely.is_empty(nested[:, lower])
        nested[empty, lower] = nested[empty, upper]
    return nested


def cut_to_land(
    regions: Regions, countries: Sequence[str], earth: Earth | None
) -> tuple[Regions, list[tuple[str, ...]]]:
    """Cut each row to its country (ISO code), or to any land where that is "" or has no outline; never to nothing.

    Returns the regions, and for each row what is to be said of them.
    """
    if earth is None:
        return regions, [("not cut to land: no coastline is at hand",)] * len(regions)
    largest = regions[:, -1]
    bounds = shapely.bounds(largest)
    land, names = _land(countries, bounds, earth)
    boxes = np.asarray(shapely.box(*bounds.T))
    inside = shapely.covers(land, boxes)  # four corners are looked up sooner than every vertex
    inside[~inside] = shapely.covers(land[~inside], largest[~inside])
    over = np.flatnonzero(~inside)
    near = np.asarray(shapely.intersection(land[over], boxes[over]))
    cut = _common(regions[over], orient(near))
    left = np.asarray(geodesy.area_m2(cut[:, -1])) >= _LEAST_AREA_M2
    finished = regions.copy()
    finished[over[left]] = nest(cut[left])
    remarks = [f"lies on {name}" for name in names]
    for row, some in zip(over.tolist(), left.tolist(), strict=True):
        remarks[row] = _cut_to(names[row]) if some else f"not cut to {names[row]}: nothing would be left"
    return finished, [(remark,) for remark in remarks]


def _land(countries: Sequence[str], bounds: NDArray[np.float64], earth: Earth) -> tuple[NDArray[Any], list[str]]:
    """Return what each row is cut to, and its name."""
    shapes = {code: earth.country_shape(code) for code in dict.fromkeys(countries) if code}
    known = {code: shape for code, shape in shapes.items() if shape is not None}
    shapely.prepare(list(known.values()))
    land = [
        known[code] if code in known else earth.land((west, south, east, north))
        for code, (west, south, east, north) in zip(countries, bounds.tolist(), strict=True)
    ]
    return _objects(land), [f"land of {code}" if code in known else "land" for code in countries]


def _cut_to(name: str) -> str:
    return f"cut to {name}; each level's share is taken to lie in what is left"


def _common(regions: Regions, masks: NDArray[Any]) -> Regions:
    """Return what each row's regions have in common with its mask; one region at several levels is cut once."""
    common = np.empty_like(regions)
    common[:, -1] = orient(shapely.intersection(regions[:, -1], masks))
    for column in reversed(range(regions.shape[1] - 1)):
        rows = _differ(regions[:, column], regions[:, column + 1])
        common[~rows, column] = common[~rows, column + 1]
        common[rows, column] = orient(shapely.intersection(regions[rows, column], masks[rows]))
    return common


def _differ(some: NDArray[Any], others: NDArray[Any]) -> NDArray[np.bool_]:
    """Whether geometries are not one object: outlines are the same at every level, and large."""
    return np.array([one is not other for one, other in zip(some, others, strict=True)], dtype=bool)


def _objects(items: Sequence[Any]) -> NDArray[Any]:
    return np.array(items, dtype=object)


def pick_points(drawings: Sequence[Drawing]) -> list[Point]:
    """Best single positions: a drawing's own where it lies in every region, else one near it that does."""
    smallest = _objects([drawing.regions[min(drawing.regions)] for drawing in drawings])
    wanted = [
        _on_orbit(one, region) if one.point is None else one.point
        for one, region in zip(drawings, smallest, strict=True)
    ]
    inside = shapely.covers(smallest, _objects(wanted))
    return [
        region.representative_point() if point is None else point if fits else _nearest_inside(region, point)
        for region, point, fits in zip(smallest, wanted, inside.tolist(), strict=True)
    ]


def _on_orbit(drawing: Drawing, region: BaseGeometry) -> Point | None:
    if drawing.orbit is None:
        return None
    lon, lat, distance = drawing.orbit
    inside = region.representative_point()
    azimuth, _ = geodesy.inverse(lon, lat, inside.x, inside.y)
    point = Point(geodesy.forward(lon, lat, azimuth, distance))
    return point if region.covers(point) else None


def _nearest_inside(region: BaseGeometry, wanted: Point) -> Point:
    """Find a point of the region's inside, near the place on its edge that is nearest to a point."""
    edge = shapely.get_point(shapely.shortest_line(region, wanted), 0)
    west, south, east, north = region.bounds
    nearby = polygons_of(region.intersection(edge.buffer(0.02 * max(east - west, north - south))))
    return region.representative_point() if nearby.is_empty else nearby.representative_point()
