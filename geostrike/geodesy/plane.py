"""Geometries between longitude/latitude and the azimuthal-equidistant plane about a point.

In that plane distances and azimuths from the point are true. Across it, `r` metres out, lengths
are too long by about r^2 / (6 R^2): 0.01 % at 150 km, 0.1 % at 490 km.
"""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from geostrike.geodesy.direct import direct
from geostrike.geodesy.ellipsoid import Array, geod
from geostrike.geodesy.seam import POLAR_LAT, Geometries, fold, halved, orient

_BOW_SHARE = 1e-4
"""How far an edge near a pole may bow off its great circle, as a share of the geometry's size."""


def to_plane(geometries: Geometries, lon: Array, lat: Array) -> Geometries:
    """Project each geometry about its own point; coordinates become metres east and north of it."""
    flat, index = shapely.get_coordinates(geometries, return_index=True)
    azimuth, _, distance = geod().inv(lon[index], lat[index], flat[:, 0], flat[:, 1])
    angle = np.radians(azimuth)
    plane = np.column_stack([distance * np.sin(angle), distance * np.cos(angle)])
    projected: Geometries = shapely.set_coordinates(shapely.force_2d(geometries), plane)
    return projected


def from_plane(geometries: Geometries, lon: Array, lat: Array) -> Geometries:
    """Bring polygons back from the plane, folded at the antimeridian and closed over the poles."""
    flat, index = shapely.get_coordinates(geometries, return_index=True)
    azimuth = np.degrees(np.arctan2(flat[:, 0], flat[:, 1]))
    end = direct(lon[index], lat[index], azimuth, np.hypot(flat[:, 0], flat[:, 1]))
    placed = shapely.set_coordinates(shapely.force_2d(geometries), np.column_stack(end))
    west, south, east, north = shapely.bounds(placed).T
    for row in np.flatnonzero((east - west >= 180) | (north > POLAR_LAT) | (south < -POLAR_LAT)):
        bow_m = _BOW_SHARE * np.ptp(shapely.get_coordinates(geometries[row]), axis=0).max()
        placed[row] = shapely.union_all([_fold_with_holes(part, bow_m) for part in shapely.get_parts(placed[row])])
    return orient(placed)


def _fold_with_holes(polygon: Polygon, bow_m: float) -> BaseGeometry:
    rings = (shapely.get_coordinates(ring)[:-1].T for ring in (polygon.exterior, *polygon.interiors))
    shell, *holes = (fold(*halved(lon, lat, bow_m)) for lon, lat in rings)
    return shell.difference(shapely.union_all(holes)) if holes else shell
