"""Parts of places: "southern Libya", "central Somalia", "the eastern outskirts of Mosul"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from shapely.affinity import scale
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

from geostrike import geodesy
from geostrike.geodesy.plane import from_plane, to_plane
from geostrike.georeference import spreads
from geostrike.georeference.drawing import (
    Drawing,
    Drawn,
    Refusal,
    Setting,
    Task,
    at_level,
    columns,
    named,
    place_of,
    polygons_of,
    shape_of,
)
from geostrike.georeference.places import area_of
from geostrike.model import Heading, Portion, Proximity, Reason
from geostrike.uncertainty.empirical import SectorSpread

_CUT = ((0.5, 1 / 6), (0.8, 0.0), (0.9, -0.1), (0.99, -0.25))
"""Level -> where the cut lies, as a share of the area's breadth beyond its middle: the outer third, the outer half,
a tenth more than half. BioGeomancer cuts halves, nmnh_ms_tools thirds; of 40 coded "northern", "southeastern" ...
governorates the bearing was within 45 degrees in 92 %."""

_CORE = ((0.5, 0.55), (0.8, 0.7), (0.9, 0.8), (0.99, 0.95))
"""Level -> size of "central X", as a share of X's own size. An assumption."""

_OUTSKIRTS_HALF_ANGLE_DEG = 45.0
_EDGE_INNER_SHARE = 0.5
"""Outskirts begin half-way from the middle of a town to its edge."""


def draw_parts(tasks: Sequence[Task], setting: Setting) -> list[Drawn]:
    """Cut a place's area, or take the rim of a town."""
    return [
        _rim(task, setting) if task.locality.portion is Portion.OUTSKIRTS else _cut(task, setting) for task in tasks
    ]


def _cut(task: Task, setting: Setting) -> Drawn:
    place, heading = place_of(task), task.locality.heading
    area = area_of(place, setting) or shape_of(place, setting)
    remark = f"{named(place)} by its outline"
    if area is None:
        if place.extent_m <= 0:
            return Refusal(Reason.NO_AREA, f"no outline and no size is known of {named(place)}")
        area = geodesy.disc(place.lon, place.lat, min(place.extent_m, geodesy.MAX_REACH_M))
        remark = f"no outline of {named(place)} is known: its part is cut from a disc of its size"
    if heading is None:
        (regions,) = setting.per_level(
            1, lambda level: [_core(area, at_level(0.8 if setting.is_protocol else level, _CORE))]
        )
        words = "its middle, by assumption 0.7 of its size" + ("" if setting.is_protocol else " at level 0.8")
    else:
        (regions,) = setting.per_level(
            1, lambda level: [half_of(area, heading, 0.0 if setting.is_protocol else at_level(level, _CUT))]
        )
        words = "cut across the middle" if setting.is_protocol else "cut near the middle, farther out at lower levels"
    return Drawing(regions, _middle(regions[setting.levels[0]]), (f"{remark}; {words}",))


def _rim(task: Task, setting: Setting) -> Drawn:
    place, heading = place_of(task), task.locality.heading
    at = columns([place])
    half = np.array([180.0 if heading is None else _OUTSKIRTS_HALF_ANGLE_DEG])
    azimuth = np.array([0.0 if heading is None else heading.azimuth_deg])
    inner = _EDGE_INNER_SHARE * at.extent

    def sectors(level: float) -> list[Any]:
        outer = np.maximum(spreads.near(setting, level, at.extent, Proximity.OUTSKIRTS), inner)
        return spreads.draw_sectors(at.lon, at.lat, azimuth, SectorSpread(inner, outer, half, at.precision))

    (regions,) = setting.per_level(1, sectors)
    edge = geodesy.forward(place.lon, place.lat, azimuth[0], max(place.extent_m, float(inner[0])))
    remark = f"outskirts of {named(place)}: about its edge, from half its size outward"
    return Drawing(regions, None if heading is None else Point(edge), (remark,))


def half_of(area: BaseGeometry, heading: Heading, shift: float) -> BaseGeometry:
    """Part of an area that lies toward a heading, beyond a line across it.

    Parameters
    ----------
    area
        Polygon, EPSG:4326.
    heading
        Which way.
    shift
        Where the line lies, as a share of the area's breadth along the heading, from its middle
        toward the heading: 0 cuts it in the middle, -0.5 keeps everything.
    """
    flat, lon, lat = _flat(area)
    angle = np.radians(heading.azimuth_deg)
    along = shapely.get_coordinates(flat) @ np.array([np.sin(angle), np.cos(angle)])
    line = (along.min() + along.max()) / 2 + shift * np.ptp(along)
    reach = 2 * (np.abs(shapely.get_coordinates(flat)).max() + 1)
    corners = np.array([(-reach, line), (reach, line), (reach, line + reach), (-reach, line + reach)])
    # Turn the half-plane from "north" to the heading; azimuths run clockwise.
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return _back(flat.intersection(Polygon(corners @ turn)), lon, lat)


def _core(area: BaseGeometry, share: float) -> BaseGeometry:
    flat, lon, lat = _flat(area)
    return _back(flat.intersection(shapely.make_valid(scale(flat, share, share, origin="centroid"))), lon, lat)


def _flat(area: BaseGeometry) -> tuple[BaseGeometry, float, float]:
    lon, lat = geodesy.enclosing_point(area)
    flat = to_plane(np.array([area], dtype=object), np.array([lon]), np.array([lat]))
    return shapely.make_valid(flat[0]), lon, lat


def _back(flat: BaseGeometry, lon: float, lat: float) -> BaseGeometry:
    polygons = np.array([polygons_of(flat)], dtype=object)
    back: BaseGeometry = from_plane(polygons, np.array([lon]), np.array([lat]))[0]
    return back if back.is_valid else polygons_of(shapely.make_valid(back))


def _middle(region: BaseGeometry) -> Point:
    middle = region.centroid
    return middle if region.covers(middle) else region.representative_point()
