"""Areas, and circles that hold a geometry."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry import Point

from geostrike.geodesy.ellipsoid import MEAN_RADIUS_M, Array, broadcast, check_positions, geod, unwrap_scalar
from geostrike.geodesy.plane import to_plane
from geostrike.geodesy.seam import Geometries

_BOW_SHARE = 2e-4
"""How far an edge may bow off its geodesic, as a share of the enclosing radius, before it is cut finer."""


def area_m2(geometry: Any) -> Any:
    """Area on the ellipsoid, in square metres.

    Parameters
    ----------
    geometry
        One geometry or an array of them, EPSG:4326, edges straight in longitude and latitude.

    Returns
    -------
    float or array
        0 for empty geometries, points and lines; NaN for None.

    Notes
    -----
    Measured in the cylindrical equal-area projection of the authalic sphere (Snyder 1987,
    equations 3-12 and 10-13 ff.), which is exact for edges along meridians and parallels and, with
    edges cut to 0.5 degrees first, within 1e-6 for others.

    Examples
    --------
    >>> from shapely import box
    >>> round(area_m2(box(-180, -90, 180, 90)) / 1e6)  # the whole Earth, km2
    510065622
    """
    array = np.asarray(geometry, dtype=object)
    dense = shapely.segmentize(array, 0.5)
    projected = shapely.transform(dense, _equal_area)
    return unwrap_scalar(np.asarray(shapely.area(projected)))


def enclosing_radius_m(geometry: Any, lon: ArrayLike, lat: ArrayLike) -> Any:
    """Radius of the circle about a point that holds a geometry, edges included.

    Parameters
    ----------
    geometry
        One geometry or an array of them, EPSG:4326.
    lon, lat
        Centre of the circle, WGS84 degrees.

    Returns
    -------
    float or array
        Metres; NaN for empty geometries and None.

    Notes
    -----
    An edge that is straight in longitude and latitude can be farther off in its middle than at
    its ends. What it can bow out by is added; where that is more than 0.02 % of the radius, edges are cut
    into pieces of 1/256 of the geometry's width first.

    Examples
    --------
    >>> from shapely import Point
    >>> enclosing_radius_m(Point(17, 31.2), 16.6, 31.2) > 38_000
    True
    """
    array = np.asarray(geometry, dtype=object)
    lon_, lat_ = broadcast(lon, lat)
    check_positions(lon_, lat_)
    shape = np.broadcast_shapes(array.shape, lon_.shape)
    flat = np.broadcast_to(array, shape).ravel()
    centre = tuple(np.broadcast_to(a, shape).ravel() for a in (lon_, lat_))
    radius, bow = _farthest(flat, *centre)
    coarse = bow > _BOW_SHARE * radius
    if coarse.any():
        radius[coarse], bow[coarse] = _farthest(_cut(flat[coarse]), *(a[coarse] for a in centre))
    return unwrap_scalar((radius + np.minimum(bow, _BOW_SHARE * radius)).reshape(shape))


def _farthest(geometries: Geometries, lon: Array, lat: Array) -> tuple[Array, Array]:
    """Distance of each geometry's farthest vertex from its point, and how far its edges may bow off geodesics."""
    radius, bow = np.full(len(geometries), np.nan), np.zeros(len(geometries))
    vertices, index = shapely.get_coordinates(geometries, return_index=True)
    if not len(index):
        return radius, bow
    starts = np.flatnonzero(np.diff(index, prepend=-1))
    own = index[starts]
    east, north = np.ascontiguousarray(np.radians(vertices).T)
    from_east, from_north = np.radians(lon), np.radians(lat)
    sine = np.sin(north)
    haversine = np.sin((north - from_north[index]) / 2) ** 2
    haversine += np.sqrt(1 - sine**2) * np.cos(from_north)[index] * np.sin((east - from_east[index]) / 2) ** 2
    # The sphere tells the farthest vertices from the others to 1 %; only they are worth a geodesic.
    longest = np.zeros(len(geometries))
    longest[own] = np.maximum.reduceat(haversine, starts)
    far = np.flatnonzero(haversine >= 0.99**2 * longest[index])
    _, _, distance = geod().inv(lon[index[far]], lat[index[far]], vertices[far, 0], vertices[far, 1])
    firsts = np.flatnonzero(np.diff(index[far], prepend=-1))
    radius[own] = np.maximum.reduceat(distance, firsts)
    across, along = (np.abs(np.diff(axis, append=axis[-1])) for axis in (east, north))
    bows = MEAN_RADIUS_M / 8 * (np.abs(sine) + along) * (across**2 + 2 * across * along)
    bows[np.append(starts[1:], len(index)) - 1] = 0  # from one geometry to the next is no edge
    bow[own] = np.maximum.reduceat(bows, starts)
    return radius, bow


def _unit(angles: Array) -> Array:
    lon, lat = angles.T
    cos_lat = np.cos(lat)
    return np.column_stack([cos_lat * np.cos(lon), cos_lat * np.sin(lon), np.sin(lat)])


def enclosing_point(geometry: Any) -> Any:
    """Centre of the smallest circle that holds a geometry ("corrected centre").

    The point may lie outside the geometry (the middle of a ring).

    Parameters
    ----------
    geometry
        One geometry or an array of them, EPSG:4326, smaller than a hemisphere.

    Returns
    -------
    lon, lat
        Degrees; floats for one geometry, else arrays. NaN for empty geometries.
    """
    array = np.asarray(geometry, dtype=object)
    flat = array.ravel()
    lon, lat = middle(flat)
    known = np.isfinite(lon)
    for _ in range(2):  # the plane is truest about the answer itself
        plane = to_plane(_cut(flat[known]), lon[known], lat[known])
        centre = np.array([_centre(shapely.get_coordinates(one)) for one in plane]).reshape(-1, 2)
        azimuth = np.degrees(np.arctan2(centre[:, 0], centre[:, 1]))
        step = geod().fwd(lon[known], lat[known], azimuth, np.hypot(*centre.T), return_back_azimuth=False)
        lon[known], lat[known] = step[0], step[1]
    return unwrap_scalar(lon.reshape(array.shape)), unwrap_scalar(lat.reshape(array.shape))


def _centre(points: Array) -> Array:
    """Centre of the smallest circle about points of the plane, to 1e-9 of its radius.

    The farthest point that is left out joins those that hold the circle, until none is left out: a few
    looks at all points, where GEOS takes time by their square if they lie on a circle.
    """
    held = np.unique(points[[*points.argmin(axis=0), *points.argmax(axis=0)]], axis=0)
    while True:
        circle = shapely.minimum_bounding_circle(shapely.MultiPoint(held))
        centre: Array = shapely.get_coordinates(shapely.centroid(circle))[0]
        radius, away = np.hypot(*(held - centre).T).max(), np.hypot(*(points - centre).T)
        farthest = away.argmax()
        if away[farthest] <= radius * (1 + 1e-12):
            return centre
        held = np.vstack([held, points[farthest]])


def corrected_centre(geometry: Any) -> tuple[float, float]:
    """Point of a geometry from which the circle that holds it is smallest (Best Practices 2020).

    The centre of the smallest enclosing circle where that lies on the geometry, else the point of
    its outline, to 1/1000 of its length, whose farthest part is nearest.

    Parameters
    ----------
    geometry
        One geometry, EPSG:4326, not empty.

    Returns
    -------
    lon, lat
        Degrees.

    Examples
    --------
    >>> from shapely import box
    >>> lon, lat = corrected_centre(box(16, 31.1, 17, 31.2))
    >>> round(lon, 3), round(lat, 2)
    (16.5, 31.15)
    """
    lon, lat = enclosing_point(geometry)
    plane = to_plane(np.array([_cut(np.array([geometry], dtype=object))[0]]), np.array([lon]), np.array([lat]))[0]
    if plane.distance(Point(0, 0)) == 0:
        return lon, lat
    outline = plane if shapely.get_dimensions(plane) < 2 else plane.boundary
    stops = shapely.get_coordinates(shapely.segmentize(outline, max(outline.length / 1000, 1e-3)))
    rim = shapely.get_coordinates(plane.convex_hull)
    farthest = np.hypot(*(stops[:, np.newaxis, :] - rim).T).max(axis=0)
    east, north = stops[np.argmin(farthest)]
    end = geod().fwd(lon, lat, np.degrees(np.arctan2(east, north)), np.hypot(east, north), return_back_azimuth=False)
    return float(end[0]), float(end[1])


def middle(geometries: Geometries) -> tuple[Array, Array]:
    """Direction of the mean of each geometry's vertices, at home on both sides of the antimeridian."""
    vertices, index = shapely.get_coordinates(geometries, return_index=True)
    x, y, z = (np.bincount(index, weights=axis, minlength=len(geometries)) for axis in _unit(np.radians(vertices)).T)
    empty = np.bincount(index, minlength=len(geometries)) == 0
    mean_lon, mean_lat = np.degrees(np.arctan2(y, x)), np.degrees(np.arctan2(z, np.hypot(x, y)))
    mean_lon[empty], mean_lat[empty] = np.nan, np.nan
    return mean_lon, mean_lat


def _cut(geometries: Geometries) -> Geometries:
    bounds = shapely.bounds(geometries)
    width = np.fmax(bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1])
    cut: Geometries = shapely.segmentize(geometries, np.fmax(np.nan_to_num(width) / 256, 1e-7))
    return cut


@cache
def _authalic() -> tuple[float, float, float]:
    """Eccentricity, q at the pole, and radius of the sphere of the same area."""
    ellipsoid = geod()
    e = float(np.sqrt(ellipsoid.es))
    q_pole = 1 + (1 - e * e) / (2 * e) * float(np.log((1 + e) / (1 - e)))
    return e, q_pole, float(ellipsoid.a) * float(np.sqrt(q_pole / 2))


def _equal_area(coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
    e, q_pole, radius = _authalic()
    sine = np.sin(np.radians(coordinates[:, 1]))
    q = (1 - e * e) * (sine / (1 - (e * sine) ** 2) + np.arctanh(e * sine) / e)
    return np.column_stack([np.radians(coordinates[:, 0]) * radius, radius * q / q_pole])
