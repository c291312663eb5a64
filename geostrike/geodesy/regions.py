"""Discs, rings, sectors and corridors on the ellipsoid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from geostrike.errors import InputError
from geostrike.geodesy.direct import direct
from geostrike.geodesy.ellipsoid import (
    MEAN_RADIUS_M,
    Array,
    broadcast,
    check_lengths,
    check_positions,
    geod,
    unwrap_scalar,
)
from geostrike.geodesy.outlines import Steps, closed_form, grown_sector, is_hollow
from geostrike.geodesy.seam import Geometries, orient, polygons, rings

GeometryOrArray: TypeAlias = Any
"""One shapely geometry for scalar arguments, else an object array of geometries of their shape."""

MAX_REACH_M: Final = 9_000_000.0
"""Regions must be smaller than a hemisphere; this is 81 degrees of arc."""

_ARC_STEP_DEG = 3.75
"""A circumscribed polygon of this step leaves its circle by 1 / cos(step / 2) - 1 = 0.054 %."""

_CORNER_SHARE = 6e-4
"""How far rounded corners may stand off, as a share of the region's reach."""

_BOW_SHARE = 1e-4
"""How far an edge, straight in longitude and latitude, may bow off its geodesic, as a share of the reach.

Regions are widened by as much, so that no edge cuts into what belongs to them.
"""

_LADDER = np.array([1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 3072])
"""Step counts in use: few, so that many shapes share one batch."""


class _Sectors(NamedTuple):
    """Columns of equal length: one sector a row."""

    lon: Array
    lat: Array
    azimuth: Array
    half: Array
    inner: Array
    outer: Array
    grow: Array

    def at(self, rows: NDArray[Any]) -> _Sectors:
        return _Sectors(*(column[rows] for column in self))


def disc(lon: ArrayLike, lat: ArrayLike, radius_m: ArrayLike) -> GeometryOrArray:
    """All points within a distance of a point.

    Parameters
    ----------
    lon, lat
        Centre, WGS84 degrees.
    radius_m
        Metres, > 0 and at most `MAX_REACH_M`.

    Examples
    --------
    >>> from geostrike.geodesy import area_m2
    >>> round(area_m2(disc(16.6, 31.2, 10_000)) / 1e6, 1)  # pi r^2 = 314.2
    314.3
    >>> disc(180, 0, 10_000).geom_type
    'MultiPolygon'
    """
    lon_, lat_, radius = broadcast(lon, lat, radius_m)
    _check(lon_, lat_, radius)
    built = _discs(lon_.ravel(), lat_.ravel(), radius.ravel() * (1 + _BOW_SHARE), outside=True)
    return unwrap_scalar(orient(built).reshape(radius.shape))


def ring(lon: ArrayLike, lat: ArrayLike, inner_m: ArrayLike, outer_m: ArrayLike) -> GeometryOrArray:
    """All points between two distances from a point; a disc where `inner_m` is 0.

    Parameters
    ----------
    lon, lat
        Centre, WGS84 degrees.
    inner_m, outer_m
        Metres, 0 <= inner <= outer, 0 < outer.

    Examples
    --------
    >>> len(ring(16.6, 31.2, 90_000, 110_000).interiors)
    1
    """
    lon_, lat_, inner, outer = broadcast(lon, lat, inner_m, outer_m)
    _check(lon_, lat_, outer)
    _check_order(inner, outer)
    built = _rings(lon_.ravel(), lat_.ravel(), inner.ravel(), outer.ravel())
    return unwrap_scalar(built.reshape(outer.shape))


def sector(  # noqa: PLR0917 - a position, a direction, two radii: the order is the field's own
    lon: ArrayLike,
    lat: ArrayLike,
    azimuth_deg: ArrayLike,
    half_angle_deg: ArrayLike,
    inner_m: ArrayLike,
    outer_m: ArrayLike,
    grow_m: ArrayLike = 0.0,
) -> GeometryOrArray:
    """All points within `grow_m` of the sector of a ring (its Minkowski sum with a disc).

    Parameters
    ----------
    lon, lat
        Reference point, WGS84 degrees.
    azimuth_deg
        Middle of the sector, clockwise from true north.
    half_angle_deg
        Half of its opening, > 0; from 180 on the result is a ring.
    inner_m, outer_m
        Radii before growing, 0 <= inner <= outer, metres; inner 0 makes a cone.
    grow_m
        Metres, >= 0. From `inner_m` on, the reference point itself belongs to the region.

    Notes
    -----
    Vertices are found on a sphere, relative to the reference point, and set down by one call of
    the ellipsoid's direct problem: arcs are within 1 mm, sides and corners within 4 cm at 240 km, 4 m at 1,000 km.

    Examples
    --------
    >>> from shapely import Point
    >>> from geostrike.geodesy import forward
    >>> region = sector(16.6, 31.2, 225, 22.5, 44_500, 45_500, 3_000)
    >>> region.contains(Point(forward(16.6, 31.2, 225, 45_000)))
    True
    """
    arrays = broadcast(lon, lat, azimuth_deg, half_angle_deg, inner_m, outer_m, grow_m)
    plain = _Sectors(*(a.ravel() for a in arrays))
    _check_sectors(plain)
    reach = plain.outer + plain.grow
    sectors = plain._replace(grow=plain.grow + _BOW_SHARE * reach)
    built = np.empty(len(reach), dtype=object)
    whole = sectors.half >= 180
    closed = ~whole & closed_form(sectors.half, sectors.inner, sectors.grow)
    other = ~whole & ~closed
    around = plain.at(whole)
    built[whole] = _rings(around.lon, around.lat, np.maximum(around.inner - around.grow, 0), reach[whole])
    built[closed] = _closed(sectors.at(closed))
    built[other] = _in_thirds(sectors.at(other))
    return unwrap_scalar(built.reshape(arrays[0].shape))


def corridor(
    lon1: ArrayLike, lat1: ArrayLike, lon2: ArrayLike, lat2: ArrayLike, half_width_m: ArrayLike
) -> GeometryOrArray:
    """All points within `half_width_m` of the geodesic between two points, round ends included.

    Examples
    --------
    >>> from geostrike.geodesy import area_m2
    >>> strip = corridor(16.6, 31.2, 16.1, 29.2, 10_000)
    >>> round(area_m2(strip) / 1e6)
    4852
    """
    arrays = broadcast(lon1, lat1, lon2, lat2, half_width_m)
    start_lon, start_lat, end_lon, end_lat, width = (a.ravel() for a in arrays)
    check_positions(start_lon, start_lat)
    check_positions(end_lon, end_lat)
    check_lengths("half_width_m", width, positive=True)
    azimuth, _, length = geod().inv(start_lon, start_lat, end_lon, end_lat)
    reach = length / 2 + width
    _check_reach(reach)
    top = np.maximum(np.abs(start_lat), np.abs(end_lat))
    scale = np.maximum(width, reach / 100)
    margin = _BOW_SHARE * scale
    width = width + margin
    corner = _rung(2 * _corner_steps(width, width) * _boost(top, width))
    side = _rung(_side_steps(top, scale, length))
    built = np.empty(len(width), dtype=object)
    for rows, (n_corner, n_side) in _batches(corner, side):
        batch = (a[rows] for a in (start_lon, start_lat, azimuth, length, width))
        built[rows] = polygons(*_corridors(*batch, n_cap=n_corner, n_side=n_side), margin[rows] / 2)
    return unwrap_scalar(built.reshape(arrays[0].shape))


def _discs(lon: Array, lat: Array, radius: Array, *, outside: bool) -> Geometries:
    """Circumscribed (`outside`) or inscribed polygons of circles."""
    built = np.empty(len(lon), dtype=object)
    for rows, (count,) in _batches(_rung(360 / _ARC_STEP_DEG * _boost(np.abs(lat), radius))):
        bearing = np.linspace(360, 0, count, endpoint=False)[np.newaxis, :]
        stretched = radius[rows, np.newaxis] / (np.cos(np.pi / count) if outside else 1.0)
        vertices = direct(lon[rows, np.newaxis], lat[rows, np.newaxis], bearing, stretched)
        built[rows] = polygons(*vertices, _BOW_SHARE * radius[rows] / 2)
    return built


def _rings(lon: Array, lat: Array, inner: Array, outer: Array) -> Geometries:
    margin = _BOW_SHARE * outer
    built = _discs(lon, lat, outer + margin, outside=True)
    hollow = inner > margin
    if hollow.any():
        holes = _discs(lon[hollow], lat[hollow], (inner - margin)[hollow], outside=False)
        built[hollow] = rings(built[hollow], holes)
    return orient(built)


def _closed(sectors: _Sectors) -> Geometries:
    """Sectors whose outline has a closed form."""
    lon, lat, azimuth, half, inner, outer, grow = sectors
    reach = outer + grow
    boost = _boost(np.abs(lat), reach)
    arc = _rung(np.maximum(2 * half / _ARC_STEP_DEG, 2) * boost)
    corner = _rung(_corner_steps(grow, reach) * boost)
    side = _rung(_side_steps(np.abs(lat), reach, outer - inner))
    built = np.empty(len(lon), dtype=object)
    for rows, (n_arc, n_corner, n_side, _) in _batches(arc, corner, side, is_hollow(inner, grow).astype(int)):
        steps = Steps(n_arc, n_corner, n_side)
        bearing, distance = grown_sector(half[rows], inner[rows], outer[rows], grow[rows], steps)
        start = lon[rows, np.newaxis], lat[rows, np.newaxis]
        vertices = direct(*start, azimuth[rows, np.newaxis] + bearing, distance)
        built[rows] = polygons(*vertices, _BOW_SHARE * reach[rows] / 2)
    return built


def _in_thirds(sectors: _Sectors) -> Geometries:
    """Sectors so wide that their grown sides meet behind the reference point: the union of three narrow ones."""
    third = sectors.half / 3
    parts = [_closed(sectors._replace(azimuth=sectors.azimuth + turn * third, half=third)) for turn in (-2.0, 0.0, 2.0)]
    return orient(shapely.union(shapely.union(parts[0], parts[1]), parts[2]))


def _corridors(
    lon: Array, lat: Array, azimuth: Array, length: Array, width: Array, *, n_cap: int, n_side: int
) -> tuple[Array, Array]:
    share = np.linspace(0, 1, n_side + 1)
    cap = 180 * (np.arange(n_cap) + 0.5) / n_cap
    along = np.concatenate([share, np.ones(n_cap), share[::-1], np.zeros(n_cap)])
    turn = np.concatenate([np.full(n_side + 1, 90.0), 90 - cap, np.full(n_side + 1, -90.0), 270 - cap])
    stretch = np.concatenate([np.ones(n_side + 1), np.full(n_cap, 1 / np.cos(np.pi / 2 / n_cap))] * 2)
    shape = (len(lon), len(along))
    lon, lat, azimuth = (np.broadcast_to(a[:, np.newaxis], shape).ravel() for a in (lon, lat, azimuth))
    on_lon, on_lat, back = geod().fwd(lon, lat, azimuth, (length[:, np.newaxis] * along).ravel())
    outward = (back + 180).reshape(shape) + turn
    return direct(on_lon.reshape(shape), on_lat.reshape(shape), outward, width[:, np.newaxis] * stretch)


def _boost(top_lat_deg: Array, reach_m: Array) -> Array:
    """How many times more vertices arcs need where meridians converge, from 1 to 32."""
    chord = reach_m * np.radians(_ARC_STEP_DEG)
    return np.clip(np.sqrt(_bow(top_lat_deg, reach_m, chord) / _BOW_SHARE), 1, 32)


def _side_steps(top_lat_deg: Array, reach_m: Array, length_m: Array) -> Array:
    return np.clip(np.sqrt(_bow(top_lat_deg, reach_m, length_m) / _BOW_SHARE), 1, 1024)


def _bow(top_lat_deg: Array, reach_m: Array, chord_m: Array) -> Array:
    """How far a straight line in lon/lat leaves its geodesic, chord^2 tan(lat) / 8R, as a share of the reach."""
    lat = np.minimum(top_lat_deg + np.degrees(reach_m / MEAN_RADIUS_M), 89.9)
    bow: Array = chord_m**2 * np.tan(np.radians(lat)) / (8 * MEAN_RADIUS_M * reach_m)
    return bow


def _corner_steps(grow_m: Array, reach_m: Array) -> Array:
    """Count the steps of a quarter circle whose polygon stands off by at most the corner share of the reach."""
    half_step = np.degrees(np.sqrt(2 * _CORNER_SHARE * reach_m / grow_m))
    return np.clip(45 / half_step, 3, 24)


def _rung(count: Array) -> NDArray[np.intp]:
    """Round counts up to the ladder."""
    rung: NDArray[np.intp] = _LADDER[np.minimum(np.searchsorted(_LADDER, count - 1e-9), len(_LADDER) - 1)]
    return rung


def _batches(*keys: NDArray[Any]) -> Iterator[tuple[NDArray[np.intp], tuple[int, ...]]]:
    """Yield the rows that share the same keys, with those keys."""
    table = np.column_stack(keys)
    values, inverse = np.unique(table, axis=0, return_inverse=True)
    for number, value in enumerate(values):
        yield np.flatnonzero(inverse.ravel() == number), tuple(int(v) for v in value)


def _check(lon: Array, lat: Array, reach: Array) -> None:
    check_positions(lon, lat)
    check_lengths("radius", reach, positive=True)
    _check_reach(reach)


def _check_sectors(sectors: _Sectors) -> None:
    _check(sectors.lon, sectors.lat, sectors.outer + sectors.grow)
    _check_order(sectors.inner, sectors.outer)
    check_lengths("grow_m", sectors.grow)
    check_lengths("half_angle_deg", sectors.half, positive=True)
    if not np.isfinite(sectors.azimuth).all():
        raise InputError("azimuth_deg: needs finite degrees; drop the row")


def _check_reach(reach: Array) -> None:
    if (reach > MAX_REACH_M).any():
        raise InputError(
            f"a region that reaches {reach.max() / 1000:,.0f} km: needs at most {MAX_REACH_M / 1000:,.0f} km, "
            "less than a hemisphere; use a smaller distance"
        )


def _check_order(inner: Array, outer: Array) -> None:
    check_lengths("inner_m", inner)
    if (inner > outer).any():
        row = np.flatnonzero(inner.ravel() > outer.ravel())[0]
        raise InputError(
            f"inner {inner.ravel()[row]:g} m, outer {outer.ravel()[row]:g} m: needs inner <= outer; swap them"
        )
