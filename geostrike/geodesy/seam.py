"""Rings of longitude and latitude to valid polygons, right at the antimeridian and over the poles."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.affinity import translate
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

from geostrike.geodesy.ellipsoid import MEAN_RADIUS_M, Array

Geometries = NDArray[Any]
"""A 1-d object array of shapely geometries."""

_POLYGONAL = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)

POLAR_LAT = 89.0
"""From here to the pole, 112 km, longitudes turn so fast that outlines need vertices of their own."""

_MOST_HALVINGS = 50
"""An edge through the pole is halved until what is left of it is as short as that; doubles end after 53."""


def polygons(lon: Array, lat: Array, bow_m: Array) -> Geometries:
    """Build one polygon from each row of vertices.

    Parameters
    ----------
    lon, lat
        (n, m) degrees; each row is an open counter-clockwise ring on the ellipsoid, smaller than a
        hemisphere, whose neighbouring vertices are less than 180 degrees of longitude apart.
    bow_m
        (n,) metres by which an edge near a pole may bow off its great circle.
    """
    closed = np.stack([np.column_stack([axis, axis[:, 0]]) for axis in (lon, lat)], axis=-1)
    count, size = closed.shape[:2]
    ends = np.arange(count + 1) * size, np.arange(count + 1)
    built: Geometries = shapely.from_ragged_array(shapely.GeometryType.POLYGON, closed.reshape(-1, 2), ends)
    # Other rings neither cross the antimeridian nor come near a pole.
    for row in np.flatnonzero((np.ptp(lon, axis=1) >= 180) | (np.abs(lat).max(axis=1) > POLAR_LAT)):
        built[row] = fold(*halved(lon[row], lat[row], bow_m[row]))
    return built


def rings(outer: Geometries, inner: Geometries) -> Geometries:
    """Cut each inner polygon out of the outer one that holds it."""
    plain = (shapely.get_type_id(outer) == shapely.GeometryType.POLYGON) & (
        shapely.get_type_id(inner) == shapely.GeometryType.POLYGON
    )
    built = np.empty(len(outer), dtype=object)
    holes = shapely.get_exterior_ring(inner[plain])
    built[plain] = shapely.polygons(shapely.get_exterior_ring(outer[plain]), holes[:, np.newaxis])
    built[~plain] = shapely.difference(outer[~plain], inner[~plain])
    # An inner disc over a pole is a plain polygon too, but its outline runs along the pole: no hole there.
    odd = plain & ~shapely.is_valid(built)
    built[odd] = shapely.difference(outer[odd], inner[odd])
    return orient(built)


def orient(geometries: Geometries) -> Geometries:
    """Keep the polygons of what a set operation gave, exteriors counter-clockwise (RFC 7946, section 3.1.6)."""
    kept = geometries.copy()
    for row in np.flatnonzero(~np.isin(shapely.get_type_id(kept), _POLYGONAL)):
        parts = shapely.get_parts(kept[row])
        kept[row] = shapely.union_all(parts[shapely.get_dimensions(parts) == 2])
    oriented: Geometries = shapely.orient_polygons(kept)
    return oriented


def fold(lon: Array, lat: Array) -> BaseGeometry:
    """Make a polygon of one ring that crosses the antimeridian or goes round a pole."""
    unwrapped = np.unwrap(np.append(lon, lon[0]), period=360)
    shell = np.column_stack([unwrapped, np.append(lat, lat[0])])
    if abs(unwrapped[-1] - unwrapped[0]) > 180:
        pole = np.copysign(90.0, lat.mean())
        shell = np.vstack([shell, [[unwrapped[-1], pole], [unwrapped[0], pole]]])
    polygon = Polygon(shell)
    return fold_polygon(polygon if polygon.is_valid else shapely.make_valid(polygon))


def halved(lon: Array, lat: Array, bow_m: float) -> tuple[Array, Array]:
    """Halve the edges of a ring near a pole until none, straight in degrees, bows off its great circle by more."""
    for _ in range(_MOST_HALVINGS if np.abs(lat).max() > POLAR_LAT else 0):
        corners = _unit(lon, lat)
        middles = corners + np.roll(corners, -1, axis=0)
        middles /= np.linalg.norm(middles, axis=1)[:, np.newaxis]
        across = (np.roll(lon, -1) - lon + 180) % 360 - 180
        straight = _unit(lon + across / 2, (lat + np.roll(lat, -1)) / 2)
        bowed = np.flatnonzero(np.linalg.norm(middles - straight, axis=1) * MEAN_RADIUS_M > bow_m)
        if not len(bowed):
            break
        x, y, z = middles[bowed].T
        lon = np.insert(lon, bowed + 1, np.degrees(np.arctan2(y, x)))
        lat = np.insert(lat, bowed + 1, np.degrees(np.arctan2(z, np.hypot(x, y))))
    return lon, lat


def _unit(lon: Array, lat: Array) -> Array:
    east, north = np.radians(lon), np.radians(lat)
    return np.column_stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])


def fold_polygon(polygon: BaseGeometry) -> BaseGeometry:
    """Bring a polygon whose longitudes run beyond +-180 back into that range, in pieces."""
    west, _, east, _ = polygon.bounds
    pieces: list[Polygon] = []
    for turn in range(int(np.floor((west + 180) / 360)), int(np.ceil((east - 180) / 360)) + 1):
        window = box(-180 + 360 * turn, -90, 180 + 360 * turn, 90)
        part = translate(polygon.intersection(window), xoff=-360 * turn)
        pieces.extend(piece for piece in shapely.get_parts(part) if isinstance(piece, Polygon) and piece.area > 0)
    whole = shapely.union_all(pieces) if len(pieces) > 1 else MultiPolygon(pieces)
    parts = shapely.get_parts(whole)
    return shapely.orient_polygons(parts[0] if len(parts) == 1 else MultiPolygon(list(parts)))
