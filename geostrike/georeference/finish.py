"""From drawings to answers: nested, cut to land, with a point inside and the radius about it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

import shapely
from shapely.geometry import Point, box
from shapely.geometry.base import BaseGeometry

from geostrike import geodesy
from geostrike.georeference.drawing import Drawing, Earth, polygons_of

_LEAST_AREA_M2 = 1.0


def nest(drawing: Drawing) -> Drawing:
    """Widen regions so that each lies in those of the higher levels; empty ones take the next level's."""
    levels = sorted(drawing.regions)
    regions = dict(drawing.regions)
    for lower, upper in pairwise(levels):
        if regions[lower] is not regions[upper] and not regions[upper].covers(regions[lower]):
            regions[upper] = polygons_of(regions[upper].union(regions[lower]))
    for lower, upper in reversed(list(pairwise(levels))):
        if regions[lower].is_empty:
            regions[lower] = regions[upper]
    return replace(drawing, regions=regions)


class LandCut:
    """Cuts drawings to land, or to one country's.

    Parameters
    ----------
    earth
        Outlines of land and countries; None leaves everything as it is and says so.
    """

    def __init__(self, earth: Earth | None) -> None:
        self._earth = earth
        self._country = cache(self._country_shape)

    def __call__(self, drawing: Drawing, country: str) -> Drawing:
        """Cut a drawing to a country (ISO code), or to any land where `country` is ""; never to nothing."""
        if self._earth is None:
            return _said(drawing, "not cut to land: no coastline is at hand")
        levels = sorted(drawing.regions)
        largest = drawing.regions[levels[-1]]
        mask = self._country(country) if country else None
        where = f"land of {country}" if mask is not None else "land"
        if mask is None:
            mask = self._earth.land(largest.bounds)
        if mask.covers(largest):
            return _said(drawing, f"lies on {where}")
        near = polygons_of(mask.intersection(box(*largest.bounds)))
        regions = {level: polygons_of(drawing.regions[level].intersection(near)) for level in levels}
        if geodesy.area_m2(regions[levels[-1]]) < _LEAST_AREA_M2:
            return _said(drawing, f"not cut to {where}: nothing would be left")
        return nest(
            _said(
                replace(drawing, regions=regions), f"cut to {where}; each level's share is taken to lie in what is left"
            )
        )

    def _country_shape(self, code: str) -> BaseGeometry | None:
        shape = self._earth.country_shape(code) if self._earth is not None else None
        if shape is not None:
            shapely.prepare(shape)
        return shape


def pick_point(drawing: Drawing) -> Point:
    """Best single position: the drawing's own where it lies in every region, else one near it that does."""
    smallest = drawing.regions[min(drawing.regions)]
    wanted = drawing.point
    if wanted is None and drawing.orbit is not None:
        wanted = _on_orbit(drawing, smallest)
    if wanted is None:
        return smallest.representative_point()
    return wanted if smallest.covers(wanted) else _nearest_inside(smallest, wanted)


def _on_orbit(drawing: Drawing, region: BaseGeometry) -> Point | None:
    lon, lat, distance = drawing.orbit or (0.0, 0.0, 0.0)
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


def _said(drawing: Drawing, remark: str) -> Drawing:
    return replace(drawing, remarks=(*drawing.remarks, remark))
