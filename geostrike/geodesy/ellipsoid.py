"""The direct and the inverse geodesic problem, with broadcasting."""

from __future__ import annotations

from functools import cache
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pyproj import Geod

from geostrike.errors import InputError

Array: TypeAlias = NDArray[np.float64]

MEAN_RADIUS_M: Final = 6_371_008.8
"""Mean radius (2a + b) / 3 of WGS84, for estimates that need no ellipsoid."""

_NOTHING_DEG = 1e-15
"""Degrees below this, an atom's width, are given out as 0: GEOS divides by coordinates, and by 1e-310 in vain."""


@cache
def geod() -> Geod:
    """Return the WGS84 geodesic solver (Karney 2013, through PROJ)."""
    return Geod(ellps="WGS84")


def forward(lon: ArrayLike, lat: ArrayLike, azimuth_deg: ArrayLike, distance_m: ArrayLike) -> tuple[Any, Any]:
    """Where one arrives after a distance at an azimuth, on a geodesic.

    Parameters
    ----------
    lon, lat
        Start, WGS84 degrees.
    azimuth_deg
        Clockwise from true north.
    distance_m
        Metres along the geodesic; negative goes backwards.

    Returns
    -------
    lon, lat
        Degrees, -180 <= lon <= 180; floats for scalars, else arrays of the common shape.

    Examples
    --------
    >>> [round(v, 7) for v in forward(16.6, 31.2, 202.5, 45_000)]
    [16.4200153, 30.8248881]
    >>> forward(0, 0, [0, 90], 0)[0]
    array([0., 0.])
    """
    arrays = broadcast(lon, lat, azimuth_deg, distance_m)
    check_positions(arrays[0], arrays[1])
    start_lon, start_lat, azimuth, distance = (array.ravel() for array in arrays)
    ends = geod().fwd(start_lon, start_lat, azimuth, distance, return_back_azimuth=False)
    end_lon, end_lat = (unwrap_scalar(flushed(end).reshape(arrays[0].shape)) for end in ends[:2])
    return end_lon, end_lat


def inverse(lon1: ArrayLike, lat1: ArrayLike, lon2: ArrayLike, lat2: ArrayLike) -> tuple[Any, Any]:
    """Azimuth at the first point, and metres, of the geodesic to the second.

    Returns
    -------
    azimuth_deg, distance_m
        0 <= azimuth < 360; floats for scalars, else arrays of the common shape. The azimuth
        between coincident points carries no meaning.

    Examples
    --------
    >>> azimuth, distance = inverse(16.6, 31.2, 16.4200153, 30.8248881)
    >>> round(azimuth, 3), round(distance, 1)
    (202.5, 45000.0)
    """
    arrays = broadcast(lon1, lat1, lon2, lat2)
    check_positions(arrays[0], arrays[1])
    check_positions(arrays[2], arrays[3])
    start_lon, start_lat, end_lon, end_lat = (a.ravel() for a in arrays)
    azimuth, _, distance = geod().inv(start_lon, start_lat, end_lon, end_lat)
    shape = arrays[0].shape
    return unwrap_scalar((azimuth % 360).reshape(shape)), unwrap_scalar(distance.reshape(shape))


def flushed(degrees: Array) -> Array:
    """Give out 0 for what is nothing."""
    return np.where(np.abs(degrees) < _NOTHING_DEG, 0.0, degrees)


def broadcast(*values: ArrayLike) -> tuple[Array, ...]:
    """Give all values one shape, as float arrays."""
    try:
        return np.broadcast_arrays(*(np.asarray(value, dtype=np.float64) for value in values))
    except ValueError as error:
        shapes = ", ".join(str(np.shape(value)) for value in values)
        raise InputError(f"arguments of shapes {shapes}: need one common shape; repeat the shorter ones") from error


def unwrap_scalar(array: NDArray[Any]) -> Any:
    """Give back the one item of a 0-d array, and other arrays as they are."""
    return array.item() if array.ndim == 0 else array


def check_positions(lon: Array, lat: Array) -> None:
    """Refuse coordinates that are not on Earth.

    >>> check_positions(np.array([10.0]), np.array([95.0]))
    Traceback (most recent call last):
    geostrike.errors.InputError: latitude 95: needs -90 <= latitude <= 90 degrees; check the order, longitude is first
    """
    if not np.isfinite(lon).all():
        raise InputError(f"longitude {_first(lon, ~np.isfinite(lon))}: needs a finite number of degrees; drop the row")
    bad = ~(np.abs(lat) <= 90)
    if bad.any():
        raise InputError(
            f"latitude {_first(lat, bad)}: needs -90 <= latitude <= 90 degrees; check the order, longitude is first"
        )


def check_lengths(name: str, value: Array, *, positive: bool = False) -> None:
    """Refuse lengths that are negative, NaN or infinite (or zero, where `positive`)."""
    good = np.isfinite(value) & ((value > 0) if positive else (value >= 0))
    if not good.all():
        rule = "> 0" if positive else ">= 0"
        raise InputError(f"{name} {_first(value, ~good)}: needs a finite number {rule}; correct or drop the row")


def _first(value: Array, where: NDArray[np.bool_]) -> str:
    return f"{np.atleast_1d(value)[np.atleast_1d(where)][0]:g}"
