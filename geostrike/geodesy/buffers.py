"""Growing and shrinking any geometry by metres."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import ArrayLike
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from geostrike.errors import InputError
from geostrike.geodesy.ellipsoid import MEAN_RADIUS_M, Array, broadcast, unwrap_scalar
from geostrike.geodesy.measure import middle
from geostrike.geodesy.plane import from_plane, to_plane
from geostrike.geodesy.seam import Geometries, orient

_LOCAL_M = 150_000.0
"""Up to this reach one plane is true to 0.01 %; larger geometries are buffered piece by piece."""

_PIECE_M = 300_000.0
"""Reach of a piece with its buffer: lengths across its plane are too long by 0.04 % at most."""


def buffer(geometry: Any, distance_m: ArrayLike) -> Any:
    """All points within a distance of a geometry; negative distances shrink polygons.

    Parameters
    ----------
    geometry
        One geometry or an array of them, EPSG:4326, edges straight in longitude and latitude.
    distance_m
        Metres. 0 gives back polygons as they are (and empties points and lines).

    Returns
    -------
    Polygon or MultiPolygon
        Empty where nothing is left; an array for arrays.

    Examples
    --------
    >>> from shapely import LineString
    >>> from geostrike.geodesy import area_m2
    >>> strip = buffer(LineString([(16.6, 31.2), (16.1, 29.2)]), 10_000)
    >>> round(area_m2(strip) / 1e6)
    4856
    """
    array = np.asarray(geometry, dtype=object)
    (distance,) = broadcast(distance_m)
    if not np.isfinite(distance).all():
        raise InputError("distance_m: needs finite metres; drop the row")
    shape = np.broadcast_shapes(array.shape, distance.shape)
    flat = np.broadcast_to(array, shape).ravel().copy()
    distances = np.broadcast_to(distance, shape).ravel()
    near = _reach_m(flat) + np.abs(distances) <= _LOCAL_M
    built = np.empty(len(flat), dtype=object)
    built[near] = _local(flat[near], distances[near])
    for row in np.flatnonzero(~near):
        built[row] = _piecewise(flat[row], float(distances[row]))
    return unwrap_scalar(orient(built).reshape(shape))


def _reach_m(geometries: Geometries) -> Array:
    """Rough distance from the middle of a geometry to its farthest part; infinite across the antimeridian."""
    west, south, east, north = shapely.bounds(geometries).T
    lat = np.minimum(np.abs(south), np.abs(north))
    lat = np.where(south * north < 0, 0.0, lat)
    width, height = (east - west) * np.cos(np.radians(lat)), north - south
    reach: Array = np.radians(np.hypot(width, height)) * MEAN_RADIUS_M
    return np.nan_to_num(np.where(east - west < 180, reach, np.inf))


def _local(geometries: Geometries, distance: Array) -> Geometries:
    """Buffer in the azimuthal-equidistant plane about the middle of each geometry."""
    lon, lat = (np.nan_to_num(a) for a in middle(geometries))
    plane = to_plane(shapely.segmentize(geometries, 0.05), lon, lat)
    # Circumscribed round corners: 24 segments in a quarter.
    grown = shapely.buffer(plane, np.where(distance > 0, distance / np.cos(np.pi / 96), distance), quad_segs=24)
    # A chord bows off its geodesic by its square: a share of the distance makes less than 0.1 % up to 85 degrees.
    return from_plane(shapely.segmentize(grown, np.maximum(np.abs(distance) / 10, 5_000.0)), lon, lat)


def _piecewise(geometry: BaseGeometry, distance: float) -> BaseGeometry:
    """Buffer the outline in short pieces, each in its own plane, and add it to the geometry or take it away."""
    if distance == 0:
        return shapely.buffer(geometry, 0)
    solid = shapely.union_all([part for part in shapely.get_parts(geometry) if shapely.get_dimensions(part) == 2])
    pieces = _pieces(geometry, abs(distance))
    reach = max(_PIECE_M, 1.25 * abs(distance))
    widened = abs(distance) * (1 + (reach / MEAN_RADIUS_M) ** 2 / 6)  # by what the plane shows lengths too long
    rim = shapely.union_all(shapely.make_valid(_local(pieces, np.full(len(pieces), widened))))
    return solid.union(rim) if distance > 0 else solid.difference(rim)


def _pieces(geometry: BaseGeometry, distance: float) -> Geometries:
    """Points, and runs of a few vertices of the lines and outlines of a geometry."""
    pieces: list[BaseGeometry] = []
    limit = np.degrees(max(_PIECE_M - distance, distance / 4) / MEAN_RADIUS_M) / 2
    for part in shapely.get_parts(geometry):
        lines = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
        for line in lines:
            if line.geom_type == "Point":
                pieces.append(line)
                continue
            vertices = shapely.get_coordinates(shapely.segmentize(line, limit / 4))
            pieces.extend(_runs(vertices, limit))
    return np.array(pieces, dtype=object)


def _runs(vertices: Array, limit_deg: float) -> list[BaseGeometry]:
    """Cut a line into runs no longer than a limit; edges along the antimeridian or a pole are artefacts, left out."""
    steps = np.hypot(*np.diff(vertices, axis=0).T)
    stretch = (np.cumsum(steps) / limit_deg).astype(int)
    lon, lat = np.abs(vertices).T
    seam = ((lon[:-1] == 180) & (lon[1:] == 180)) | ((lat[:-1] == 90) & (lat[1:] == 90))
    turns = np.flatnonzero((np.diff(stretch, prepend=-1) != 0) | (np.diff(seam, prepend=False) != 0))
    ends = [*turns[1:], len(steps)]
    return [LineString(vertices[a : b + 1]) for a, b in zip(turns, ends, strict=True) if not seam[a]]
