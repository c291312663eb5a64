"""Distances and headings from one place: offsets, rings, cones, and offsets at right angles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geostrike import geodesy
from geostrike.georeference import spreads
from geostrike.georeference.drawing import (
    AREAL,
    Array,
    Drawing,
    Drawn,
    Orbit,
    Setting,
    Task,
    columns,
    intervals,
    kilometres,
    named,
    place_of,
    points,
    stated_m,
)
from geostrike.georeference.parts import half_of
from geostrike.georeference.places import area_of, grow
from geostrike.model import Distance, Heading, PointRadius, Route, Unit
from geostrike.uncertainty import distance_only_radius, heading_half_angle_deg, orthogonal_radius, point_radius
from geostrike.uncertainty.empirical import place_list

_BY_ROAD_HALF_ANGLE_DEG = 45.0
"""Least half-angle of an offset by road: the road turns."""

_ORTHOGONAL_HALF_ANGLE_DEG = 11.25
"""Two offsets at right angles tell a direction as finely as a 16-point compass word does, or more so."""


def draw_offsets(tasks: Sequence[Task], setting: Setting) -> list[Drawn]:
    """Draw "45 km south-west of X": the sector of a ring, grown by the place's extent."""
    at = columns([place_of(task) for task in tasks])
    low, high = _by_air(tasks, setting)
    headings = [task.locality.heading for task in tasks]
    azimuth = np.array([heading.azimuth_deg for heading in headings])
    words = np.array([heading_half_angle_deg(heading) for heading in headings])
    by_road = np.array([task.locality.route is Route.ROAD for task in tasks])
    half = np.where(by_road, np.maximum(words, _BY_ROAD_HALF_ANGLE_DEG), words)
    extent = at.extent + at.precision
    lists = [_place_list(task) for task in tasks] if setting.is_machine else 0

    def sectors(level: float) -> list[Any]:
        spread = spreads.offset(setting, level, low, high, half=half, extent=extent, lists=lists)
        return spreads.draw_sectors(at.lon, at.lat, azimuth, spread)

    regions = setting.per_level(len(tasks), sectors)
    stated = (low + high) / 2 if setting.is_machine else _stated(tasks, low, high)
    lon, lat = geodesy.forward(at.lon, at.lat, azimuth, stated)
    radius = point_radius(stated, half, (high - low) / 2, at.extent, at.precision)
    rows = zip(*(column.tolist() for column in (low, high, half, lon, lat, radius)), strict=True)
    return [
        Drawing(
            own,
            spot,
            (*_distance_remarks(task, least, most, setting), heading_remark(heading, angle), reference_remark(task)),
            PointRadius(x, y, reach, setting.convention),
        )
        for task, heading, own, spot, (least, most, angle, x, y, reach) in zip(
            tasks, headings, regions, points(lon, lat), rows, strict=True
        )
    ]


def draw_distances(tasks: Sequence[Task], setting: Setting) -> list[Drawn]:
    """Draw "100 miles outside of X": a ring about the place; a disc for "within 20 km of"."""
    at = columns([place_of(task) for task in tasks])
    low, high = _by_air(tasks, setting)
    extent = at.extent + at.precision
    regions = setting.per_level(
        len(tasks),
        lambda level: spreads.draw_rings(at.lon, at.lat, spreads.distance_only(setting, level, low, high, extent)),
    )
    stated = _stated(tasks, low, high)
    radius = distance_only_radius(stated, (high - low) / 2, at.extent, at.precision)
    drawn: list[Drawn] = []
    for row, task in enumerate(tasks):
        whole = low[row] == 0
        remarks = [*_distance_remarks(task, low[row], high[row], setting), reference_remark(task)]
        if not whole:
            remarks.append("no direction is stated: the point is one of the region's, no likelier than others")
        drawn.append(
            Drawing(
                regions[row],
                Point(at.lon[row], at.lat[row]) if whole else None,
                tuple(remarks),
                PointRadius(at.lon[row], at.lat[row], float(radius[row]), setting.convention),
                None if whole else Orbit(at.lon[row], at.lat[row], stated[row]),
            )
        )
    return drawn


def draw_headings(tasks: Sequence[Task], setting: Setting) -> list[Drawn]:
    """Draw "south of X": a cone from the place to a stated limit."""
    places = [place_of(task) for task in tasks]
    at = columns(places)
    headings = [task.locality.heading for task in tasks]
    azimuth = np.array([heading.azimuth_deg for heading in headings])
    half = np.array([heading_half_angle_deg(heading) for heading in headings])
    # Outside an area begins at its edge: the cone starts there, at the latest.
    edge = np.where([place.kind in AREAL for place in places], at.extent, 0.0)

    def cones(level: float) -> list[Any]:
        spread = spreads.heading_only(setting, level, half, at.extent + at.precision)
        return spreads.draw_sectors(at.lon, at.lat, azimuth, spread._replace(outer_m=spread.outer_m + edge))

    regions = setting.per_level(len(tasks), cones)
    for row, place in enumerate(places):
        area = area_of(place, setting)
        if area is not None:
            regions[row] = _beyond(area, headings[row], setting)
    nearest = spreads.heading_only(setting, setting.levels[0], half, at.extent)
    lon, lat = geodesy.forward(at.lon, at.lat, azimuth, edge + nearest.outer_m / 2)
    limits = spreads.heading_only(setting, setting.levels[-1], half, at.extent).outer_m + edge
    return [
        Drawing(
            regions[row],
            Point(lon[row], lat[row]),
            (
                heading_remark(headings[row], half[row]),
                f"no distance is stated: the region ends {kilometres(limits[row])} from the place, an assumption",
                reference_remark(task),
            ),
        )
        for row, task in enumerate(tasks)
    ]


def _beyond(area: BaseGeometry, heading: Heading, setting: Setting) -> dict[float, BaseGeometry]:
    """Draw "south of X" for an area: its own half on that side, and what lies beyond, up to the cone's limit."""
    word = np.array([heading_half_angle_deg(heading)])

    def half(level: float) -> list[BaseGeometry]:
        reach = spreads.heading_only(setting, level, word, np.zeros(1)).outer_m
        return [half_of(grow(area, float(reach[0])), heading, 0.0)]

    (regions,) = setting.per_level(1, half)
    return regions


def draw_orthogonals(tasks: Sequence[Task], setting: Setting) -> list[Drawn]:
    """Draw "6 km N and 4 km W of X": the sum of two legs."""
    at = columns([place_of(task) for task in tasks])
    legs = [task.locality.legs for task in tasks]
    east, north = np.zeros(len(tasks)), np.zeros(len(tasks))
    low_width, ends = np.zeros(len(tasks)), []
    for number in (0, 1):
        low, high = intervals([pair[number].distance for pair in legs], setting)
        angle = np.radians([pair[number].heading.azimuth_deg for pair in legs])
        middle = np.array(
            [stated_m(pair[number].distance, *e) for pair, e in zip(legs, zip(low, high, strict=True), strict=True)]
        )
        east, north = east + middle * np.sin(angle), north + middle * np.cos(angle)
        ends.append((high - low) / 2)
    low_width = np.maximum(*ends)
    azimuth, distance = np.degrees(np.arctan2(east, north)), np.hypot(east, north)
    lon, lat = geodesy.forward(at.lon, at.lat, azimuth, distance)
    radius = orthogonal_radius(low_width, at.extent, at.precision)
    half = np.full(len(tasks), _ORTHOGONAL_HALF_ANGLE_DEG)

    def areas(level: float) -> list[Any]:
        if setting.is_protocol:
            return spreads.draw_discs(lon, lat, radius)
        low, high = np.maximum(distance - low_width, 0), distance + low_width
        spread = spreads.offset(setting, level, low, high, half=half, extent=at.extent + at.precision)
        return spreads.draw_sectors(at.lon, at.lat, azimuth, spread)

    regions = setting.per_level(len(tasks), areas)
    return [
        Drawing(
            regions[row],
            Point(lon[row], lat[row]),
            (
                "the two offsets were added; distances taken as by air, headings as exact",
                reference_remark(task),
            ),
            PointRadius(lon[row], lat[row], float(radius[row]), setting.convention),
        )
        for row, task in enumerate(tasks)
    ]


def heading_remark(heading: Heading, half_angle_deg: float) -> str:
    """How a compass word was read."""
    word = f"due {heading.azimuth_deg:g}" if heading.due else f"{heading.azimuth_deg:g}"
    return f"heading read as {word} degrees from true north, give or take {half_angle_deg:g}"


def reference_remark(task: Task) -> str:
    """Which place distances were measured from, and how large it was taken to be."""
    place = place_of(task)
    return f"measured from {named(place)}, taken to extend {kilometres(place.extent_m)} from its point"


def _by_air(tasks: Sequence[Task], setting: Setting) -> tuple[Array, Array]:
    """Intervals by air; a distance by road may be up to twice as long as the straight line."""
    low, high = intervals([task.locality.distance for task in tasks], setting)
    by_road = np.array([task.locality.route is Route.ROAD for task in tasks])
    return np.where(by_road, low / spreads.ROAD_DETOUR, low), high


def _place_list(task: Task) -> int:
    return place_list(task.locality.distance.text, place_of(task).country)


def _stated(tasks: Sequence[Task], low: Array, high: Array) -> Array:
    return np.array(
        [
            (low[row] + high[row]) / 2
            if task.locality.route is Route.ROAD
            else stated_m(task.locality.distance, low[row], high[row])
            for row, task in enumerate(tasks)
        ]
    )


def _distance_remarks(task: Task, low: float, high: float, setting: Setting) -> list[str]:
    distance: Distance = task.locality.distance
    reading = "a machine's, cut off after its last digit" if setting.is_machine else setting.convention
    remarks = [f"distance read as {kilometres(low)} to {kilometres(high)} ({reading})"]
    if setting.is_machine and _place_list(task):
        remarks.append("no space before the unit: measured from an older list, which had some places elsewhere")
    if task.locality.route is Route.ROAD:
        remarks.append("distance along a road, which is not known: by air taken as half of it at the least")
    elif distance.unit in (Unit.DRIVING_HOUR, Unit.WALKING_DAY):
        remarks.append("travel time turned into distance by a wide guess of the speed")
    else:
        remarks.append("distance taken as by air")
    return remarks
