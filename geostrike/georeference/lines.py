"""Between two places, and along a road, of which no network is known offline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from shapely.geometry import Point

from geostrike import geodesy
from geostrike.georeference import spreads
from geostrike.georeference.drawing import (
    Array,
    Drawing,
    Drawn,
    Refusal,
    Setting,
    Task,
    columns,
    intervals,
    kilometres,
    named,
    place_of,
)
from geostrike.model import Place, PointRadius, Reason
from geostrike.uncertainty import between_radius
from geostrike.uncertainty.empirical import RingSpread, SectorSpread

_FARTHEST_M = 3_000_000.0
"""Two places farther apart than this are not the two that a writer places an event between."""

_ROAD_HALF_ANGLE_DEG = 45.0
_ROAD_WIDTH_SHARE = 0.25
"""Half-width of the strip that holds a road, as a share of its ends' distance: in 20 coded points of conflict data
between two places the distance from the line was 5 % in the median and 26 % at most."""


def draw_between(tasks: Sequence[Task], setting: Setting) -> list[Drawn]:
    """Draw "between A and B", "halfway from A to B": a strip about the line; the protocol's is a circle."""
    starts, ends = _ends(tasks)
    first, last = columns(starts), columns(ends)
    azimuth, length = geodesy.inverse(first.lon, first.lat, last.lon, last.lat)
    fraction = np.array([0.5 if t.locality.fraction is None else t.locality.fraction for t in tasks])
    told = np.array([t.locality.fraction is not None for t in tasks])
    size = np.maximum(first.extent + first.precision, last.extent + last.precision)

    def strips(level: float) -> list[Any]:
        spread = spreads.between(setting, level, length)
        # A stated fraction leaves half of the freedom along the line.
        reach = (spread.fraction_high - spread.fraction_low) / 2 * np.where(told, 0.5, 1.0)
        low, high = np.clip(fraction - reach, 0, 1), np.clip(fraction + reach, 0, 1)
        a = geodesy.forward(first.lon, first.lat, azimuth, length * low)
        b = geodesy.forward(first.lon, first.lat, azimuth, length * high)
        width = spread.half_width_m if setting.is_protocol else spread.half_width_m + size / 2
        return list(geodesy.corridor(*a, *b, np.clip(width, 1.0, _FARTHEST_M)))

    regions = setting.per_level(len(tasks), strips)
    lon, lat = geodesy.forward(first.lon, first.lat, azimuth, length * fraction)
    radius = between_radius(length)
    drawn: list[Drawn] = []
    for row in range(len(tasks)):
        if length[row] > _FARTHEST_M:
            drawn.append(_too_far(starts[row], ends[row], length[row]))
            continue
        where = f"{fraction[row]:.0%} of the way" if told[row] else "about the middle"
        remarks = (
            f"{named(starts[row])} and {named(ends[row])} are {kilometres(length[row])} apart by air; {where}",
            "the strip follows the straight line, not a road",
        )
        circle = PointRadius(lon[row], lat[row], float(radius[row]), setting.convention)
        drawn.append(Drawing(regions[row], Point(lon[row], lat[row]), remarks, circle))
    return drawn


def draw_roads(tasks: Sequence[Task], setting: Setting) -> list[Drawn]:
    """Draw "on the Sirte-Waddan road", "10 km along the road to X": wide enough for a road's bends."""
    return [_draw_road(task, setting) for task in tasks]


def _draw_road(task: Task, setting: Setting) -> Drawn:
    start, end, distance = task.place, task.other, task.locality.distance
    if start is not None and end is not None:
        return _with_both_ends(task, setting) if distance is None else _part_of_the_way(task, setting)
    place = start or end
    if place is None or (distance is not None and start is None):
        return Refusal(Reason.NO_REFERENT, "the place that the distance along the road begins at is not named")
    at = columns([place])
    if distance is None:
        spread = spreads.heading_only
        regions = setting.per_level(
            1,
            lambda level: spreads.draw_discs(
                at.lon, at.lat, spread(setting, level, np.array([45.0]), at.extent).outer_m + at.extent
            ),
        )
        remark = f"a road at {named(place)}, its other end not named: a wide disc about the place"
        return Drawing(regions[0], Point(place.lon, place.lat), (remark,))
    low, high = intervals([distance], setting)
    regions = setting.per_level(
        1,
        lambda level: spreads.draw_rings(
            at.lon, at.lat, _ring(setting, level, low / spreads.ROAD_DETOUR, high, at.extent)
        ),
    )
    remark = (
        f"up to {kilometres(high[0])} along an unknown road from {named(place)}: any direction, half as far at least"
    )
    return Drawing(regions[0], None, (remark,))


def _ring(setting: Setting, level: float, low: Array, high: Array, extent: Array) -> RingSpread:
    return spreads.distance_only(setting, level, low, high, extent)


def _with_both_ends(task: Task, setting: Setting) -> Drawn:
    (start,), (end,) = _ends([task])
    azimuth, length = geodesy.inverse(start.lon, start.lat, end.lon, end.lat)
    if length > _FARTHEST_M:
        return _too_far(start, end, length)
    floor = max(start.extent_m, end.extent_m, 1.0)

    def strip(level: float) -> list[Any]:
        # The road's own bends, not the event, make the width: half of them at the lowest level.
        share = _ROAD_WIDTH_SHARE if setting.is_protocol else _ROAD_WIDTH_SHARE * min(1.0, level / 0.9)
        return [geodesy.corridor(start.lon, start.lat, end.lon, end.lat, floor + share * length)]

    (regions,) = setting.per_level(1, strip)
    remark = f"no road network is at hand: a strip about the straight line from {named(start)} to {named(end)}"
    return Drawing(regions, Point(geodesy.forward(start.lon, start.lat, azimuth, length / 2)), (remark,))


def _part_of_the_way(task: Task, setting: Setting) -> Drawn:
    (start,), (end,) = _ends([task])
    at = columns([start])
    azimuth, length = geodesy.inverse(start.lon, start.lat, end.lon, end.lat)
    low, high = intervals([task.locality.distance], setting)
    low = low / spreads.ROAD_DETOUR
    half = np.array([_ROAD_HALF_ANGLE_DEG])

    def sector(level: float) -> list[Any]:
        spread: SectorSpread = spreads.offset(setting, level, low, high, half=half, extent=at.extent + at.precision)
        return spreads.draw_sectors(at.lon, at.lat, np.array([azimuth]), spread)

    (regions,) = setting.per_level(1, sector)
    remarks = (
        f"measured along the road from {named(start)} toward {named(end)}, of which only the ends are known: "
        f"{kilometres(low[0])} to {kilometres(high[0])} by air, within {_ROAD_HALF_ANGLE_DEG:g} degrees of its bearing",
    )
    middle = geodesy.forward(start.lon, start.lat, azimuth, min((low[0] + high[0]) / 2, length or np.inf))
    return Drawing(regions, Point(middle), remarks)


def _ends(tasks: Sequence[Task]) -> tuple[list[Place], list[Place]]:
    return [place_of(task) for task in tasks], [place_of(task._replace(place=task.other)) for task in tasks]


def _too_far(start: Place, end: Place, length: float) -> Refusal:
    return Refusal(
        Reason.CONTRADICTION, f"{named(start)} and {named(end)} are {kilometres(length)} apart: too far to be between"
    )
