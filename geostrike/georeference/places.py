"""A place itself, its neighbourhood, and coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geostrike import geodesy
from geostrike.georeference import spreads
from geostrike.georeference.drawing import (
    AREAL,
    Drawing,
    Drawn,
    Refusal,
    Setting,
    Task,
    columns,
    kilometres,
    named,
    place_of,
    polygons_of,
    shape_of,
)
from geostrike.model import Place, PlaceKind, PointRadius, Proximity, Reason
from geostrike.uncertainty import feature_radius, near_radius

_SIMPLIFY_SHARE = 0.02
"""Outlines are thinned by this share of the distance they are grown by, and grown by as much more."""


def draw_features(tasks: Sequence[Task], setting: Setting) -> list[Drawn]:
    """Draw "in X": the place's area, or a disc about its point."""
    places = [place_of(task) for task in tasks]
    at = columns(places)
    discs = setting.per_level(
        len(tasks),
        lambda level: spreads.draw_discs(at.lon, at.lat, spreads.feature(setting, level, at.extent, at.precision)),
    )
    drawn: list[Drawn] = []
    for place, disc in zip(places, discs, strict=True):
        area = area_of(place, setting)
        radius = float(feature_radius(place.extent_m, place.precision_m))
        circle = PointRadius(place.lon, place.lat, radius, setting.convention)
        if area is None:
            remark = f"{named(place)} drawn as a disc about its point; extent {kilometres(place.extent_m)}"
            drawn.append(Drawing(disc, Point(place.lon, place.lat), (remark,), circle))
        else:
            grown = grow(area, place.precision_m)
            remark = f"{named(place)} drawn by its outline, the same at every level"
            drawn.append(Drawing(dict.fromkeys(setting.levels, grown), Point(place.lon, place.lat), (remark,), circle))
    return drawn


def draw_near(tasks: Sequence[Task], setting: Setting) -> list[Drawn]:
    """Draw "near X", "on the outskirts of X": a disc about the place, or its area grown."""
    places = [place_of(task) for task in tasks]
    at = columns(places)
    grades = [task.locality.proximity for task in tasks]

    def discs(level: float) -> list[Any]:
        radius = np.zeros(len(tasks))
        for grade in Proximity:
            rows = np.array([own is grade for own in grades])
            radius[rows] = spreads.near(setting, level, (at.extent + at.precision)[rows], grade)
        return spreads.draw_discs(at.lon, at.lat, radius)

    regions = setting.per_level(len(tasks), discs)
    drawn: list[Drawn] = []
    for row, (place, grade) in enumerate(zip(places, grades, strict=True)):
        area = area_of(place, setting)
        if area is not None:
            regions[row] = _grown_by_level(area, grade, setting)
        radius = float(near_radius(place.extent_m, place.precision_m))
        size = "its outline" if area is not None else f"an extent of {kilometres(place.extent_m)}"
        remark = f'"{grade.value}" has no agreed distance: {_near_words(setting)}; {named(place)} taken by {size}'
        circle = PointRadius(place.lon, place.lat, radius, setting.convention)
        drawn.append(Drawing(regions[row], Point(place.lon, place.lat), (remark,), circle))
    return drawn


def draw_coordinates(tasks: Sequence[Task], setting: Setting) -> list[Drawn]:
    """Coordinates in the text: the disc of their precision."""
    drawn: list[Drawn] = []
    for task in tasks:
        where = task.locality
        if not (-180 <= where.lon <= 180 and -90 <= where.lat <= 90 and 0 <= where.precision_m < np.inf):
            drawn.append(Refusal(Reason.BAD_COORDINATES, f"longitude {where.lon:g}, latitude {where.lat:g}"))
            continue
        radius = float(np.clip(where.precision_m, 1.0, geodesy.MAX_REACH_M))
        disc: BaseGeometry = geodesy.disc(where.lon, where.lat, radius)
        remarks = [f"coordinates as written ({where.notation}), WGS84 assumed, precise to {kilometres(radius)}"]
        if where.swapped:
            remarks.append("latitude and longitude were in an impossible order and have been exchanged")
        circle = PointRadius(where.lon, where.lat, radius, setting.convention)
        point = Point(where.lon, where.lat)
        drawn.append(Drawing(dict.fromkeys(setting.levels, disc), point, tuple(remarks), circle))
    return drawn


def area_of(place: Place, setting: Setting) -> BaseGeometry | None:
    """Outline to draw a place by: of areal kinds only, and of any kind with one under the protocol."""
    if place.kind in AREAL or (setting.is_protocol and place.kind is not PlaceKind.SETTLEMENT):
        return shape_of(place, setting)
    return None


def grow(area: BaseGeometry, distance_m: float) -> BaseGeometry:
    """Grow an area, thinning its outline where that cannot be seen in the result."""
    if distance_m <= 0:
        return area
    slack = _SIMPLIFY_SHARE * distance_m
    degrees = float(np.degrees(slack / geodesy.ellipsoid.MEAN_RADIUS_M))
    thinned = area.simplify(degrees, preserve_topology=True)
    if not thinned.is_valid:  # a bay that its island has been thinned away from
        thinned = shapely.make_valid(thinned, method="structure", keep_collapsed=False)
    grown: BaseGeometry = geodesy.buffer(thinned, distance_m + slack)
    return polygons_of(grown.union(area))


def _grown_by_level(area: BaseGeometry, grade: Proximity, setting: Setting) -> dict[float, BaseGeometry]:
    nothing = np.zeros(1)
    (regions,) = setting.per_level(
        1, lambda level: [grow(area, float(spreads.near(setting, level, nothing, grade)[0]))]
    )
    return regions


def _near_words(setting: Setting) -> str:
    return "10 km beyond the place, as the Quick Reference Guide draws it" if setting.is_protocol else "empirical reach"
