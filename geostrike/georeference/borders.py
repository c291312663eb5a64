"""Along a border, and off a coast."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geostrike import geodesy
from geostrike.georeference import spreads
from geostrike.georeference.drawing import (
    Array,
    Drawing,
    Drawn,
    Refusal,
    Setting,
    Task,
    at_level,
    intervals,
    kilometres,
    named,
    polygons_of,
    shape_of,
)
from geostrike.georeference.parts import half_of
from geostrike.georeference.places import grow
from geostrike.model import Place, PlaceKind, Reason

OFFSHORE_M: Final = ((0.5, 40_000.0), (0.8, 70_000.0), (0.9, 100_000.0), (0.99, 200_000.0))
"""Level -> how far "off the coast" reaches; nmnh_ms_tools takes 100 km. An assumption."""

_TOUCH_DEG = 0.02
"""Neighbours' outlines are digitised apart: they share a border where they come this near (2 km)."""


def draw_borders(tasks: Sequence[Task], setting: Setting) -> list[Drawn]:
    """Draw "along the border with Niger", "near the Syrian-Iraqi border": a strip about the shared line."""
    return [_draw_border(task, setting) for task in tasks]


def draw_offshore(tasks: Sequence[Task], setting: Setting) -> list[Drawn]:
    """Draw "off the coast of X", "20 miles offshore": the sea within a distance of the shore."""
    return [_draw_offshore(task, setting) for task in tasks]


def _draw_border(task: Task, setting: Setting) -> Drawn:
    found = _line(*_sides(task), setting)
    if isinstance(found, Refusal):
        return found
    line, remark = found
    reach = {level: float(spreads.near(setting, level, np.zeros(1))[0]) for level in setting.levels}
    (regions,) = setting.per_level(1, lambda level: [_strip(line, reach[level])])
    widest = kilometres(reach[setting.levels[-1]])
    middle = line.interpolate(0.5, normalized=True)
    return Drawing(regions, middle, (f"{remark}; up to {widest} to either side, an assumption",))


def _line(one: Place | str, other: Place | str, setting: Setting) -> tuple[BaseGeometry, str] | Refusal:
    """Return the line that two sides share, or all of a lone one's, with a remark that says which."""
    if not one and not other:
        return Refusal(Reason.NO_REFERENT, "neither side of the border is named")
    if one and other:
        line = _shared(one, other, setting)
        if line is not None:
            return line, f"the border of {_name(one)} with {_name(other)}"
        if isinstance(one, Place):
            return Refusal(Reason.CONTRADICTION, f"{_name(one)} and {_name(other)} share no known border")
        one = other  # the country that the text speaks of is no neighbour of the one that is named
    side = one or other
    shape = _shape(side, setting)
    if shape is None:
        return Refusal(Reason.NO_AREA, f"no outline of {_name(side)} is known")
    return _inland(shape, setting), f"only one side is named: the whole border of {_name(side)}"


def _strip(line: BaseGeometry, distance_m: float) -> BaseGeometry:
    slack = 0.02 * distance_m
    thinned = line.simplify(float(np.degrees(slack / geodesy.ellipsoid.MEAN_RADIUS_M)))
    strip: BaseGeometry = geodesy.buffer(thinned, distance_m + slack)
    return strip


def _sides(task: Task) -> tuple[Place | str, Place | str]:
    """Name the two sides; the document's country takes the side that is not named."""
    named_sides = [side for side in (task.place, task.other) if side is not None]
    if len(named_sides) == 1 and task.country and named_sides[0].country != task.country:
        return task.country, named_sides[0]
    return (named_sides[0] if named_sides else task.country), (named_sides[1] if len(named_sides) > 1 else "")


def _shared(one: Place | str, other: Place | str, setting: Setting) -> BaseGeometry | None:
    if setting.earth is not None and _is_country(one) and _is_country(other):
        line = setting.earth.border(_code(one), _code(other))
        if line is not None and not line.is_empty:
            return line
    first, second = _shape(one, setting), _shape(other, setting)
    if first is None or second is None:
        return None
    line = _lines_of(first.boundary.intersection(second.buffer(_TOUCH_DEG)))
    return None if line.is_empty else line


def _inland(shape: BaseGeometry, setting: Setting) -> BaseGeometry:
    """Take the coast off a country's outline; keep it whole where that leaves nothing, or no borders are at hand."""
    if setting.earth is None:
        return shape.boundary
    borders = setting.earth.borders(shape.bounds)
    inland = _lines_of(borders.intersection(shape.buffer(_TOUCH_DEG)))
    return shape.boundary if inland.is_empty else inland


def _lines_of(geometry: BaseGeometry) -> BaseGeometry:
    return shapely.union_all([part for part in shapely.get_parts(geometry) if shapely.get_dimensions(part) == 1])


def _is_country(side: Place | str) -> bool:
    return isinstance(side, str) or side.kind is PlaceKind.COUNTRY


def _code(side: Place | str) -> str:
    return side if isinstance(side, str) else side.country


def _name(side: Place | str) -> str:
    return side if isinstance(side, str) else named(side)


def _shape(side: Place | str, setting: Setting) -> BaseGeometry | None:
    if not isinstance(side, str):
        return shape_of(side, setting)
    return setting.earth.country_shape(side) if setting.earth is not None else None


def _draw_offshore(task: Task, setting: Setting) -> Drawn:
    where = task.locality
    if setting.earth is None:
        return Refusal(Reason.NO_AREA, "no coastline is at hand; pass `earth`")
    side: Place | str = task.place or task.country
    if not side:
        return Refusal(Reason.NO_REFERENT, "the coast is not named")
    ends = intervals([where.distance], setting) if where.distance is not None else None
    if ends is not None and ends[1][0] > spreads.MOST_STATED_M:
        return Refusal(Reason.NOT_UNDERSTOOD, f"{kilometres(ends[1][0])} offshore is no place near that coast")
    shore = _shape(side, setting)
    if shore is None:
        if isinstance(side, str):
            return Refusal(Reason.NO_AREA, f"no outline of {side} is known")
        shore = geodesy.disc(side.lon, side.lat, max(side.extent_m, 1_000.0))
    earth, coast, heading = setting.earth, shore, where.heading

    (wide,) = setting.per_level(1, lambda level: [grow(coast, _reach(level, ends, setting)[1])])
    # Putting together the land about a large country takes a second: once for all levels.
    land = earth.land(wide[setting.levels[-1]].bounds)

    def sea(level: float) -> list[BaseGeometry]:
        water = _sea(wide[level], _reach(level, ends, setting)[0], land)
        return [water if heading is None or water.is_empty else half_of(water, heading, 0.0)]

    (regions,) = setting.per_level(1, sea)
    inner, outer = _reach(setting.levels[-1], ends, setting)
    if regions[setting.levels[-1]].is_empty:
        return Refusal(Reason.CONTRADICTION, f"{_name(side)} has no sea within {kilometres(outer)}")
    stated = "as stated" if ends is not None else "an assumption"
    remark = f"off the coast of {_name(side)}: the sea from {kilometres(inner)} to {kilometres(outer)} of it, {stated}"
    return Drawing(regions, None, (remark,))


def _reach(level: float, ends: tuple[Array, Array] | None, setting: Setting) -> tuple[float, float]:
    if ends is None:
        return 0.0, at_level(0.9 if setting.is_protocol else level, OFFSHORE_M)
    ring = spreads.distance_only(setting, level, ends[0], ends[1], np.zeros(1))
    return float(ring.inner_m[0]), float(ring.outer_m[0])


def _sea(wide: BaseGeometry, inner: float, land: BaseGeometry) -> BaseGeometry:
    sea = wide.difference(land)
    if inner > 0 and not land.is_empty:
        sea = sea.difference(grow(polygons_of(land.intersection(wide)), inner))
    return polygons_of(sea)
