"""The point-radius method: one published radius for each kind of locality.

Sources: Wieczorek, Guo & Hijmans 2004 (IJGIS 18:745-767), Chapman & Wieczorek 2020
(Georeferencing Best Practices), Zermoglio et al. 2020 (Quick Reference Guide). All errors are
added, never taken in quadrature: a radius is a maximum, not a standard deviation. Scalars give a
float, arrays broadcast.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike

from geostrike.errors import InputError

NEAR_M: Final = 10_000.0
"""Reach of "near" beyond the feature: the figure of the Quick Reference Guide, which calls it arbitrary."""

_SEMI_MAJOR_M = 6_378_137.0
_E2 = 2 / 298.257223563 - (1 / 298.257223563) ** 2


def point_radius(
    distance_m: ArrayLike,
    half_angle_deg: ArrayLike,
    distance_precision_m: ArrayLike = 0.0,
    feature_radial_m: ArrayLike = 0.0,
    coordinate_error_m: ArrayLike = 0.0,
) -> Any:
    """Radius for a distance at a heading: e(d, p + r, a) + c.

    ``e(d, q, a) = sqrt((d + q - d cos a)^2 + (d sin a)^2)`` is the distance from the stated point
    to the far corner of the sector, when all linear errors push outward (Wieczorek et al. 2004,
    equation 8 and figure 5). Linear errors of the map go inside, the coordinates' precision is
    added after, as the published examples and the Georeferencing Calculator have it.

    Parameters
    ----------
    distance_m
        Stated distance d.
    half_angle_deg
        Half-angle a of the heading, 0 to 180.
    distance_precision_m
        Half-width p of the distance's interval.
    feature_radial_m
        Geographic radial r of the reference feature.
    coordinate_error_m
        Error c of the coordinates.

    Returns
    -------
    float or array
        Metres.

    Examples
    --------
    >>> round(point_radius(10_000, 22.5))  # "10 km NE", direction only: Best Practices print 3.9 km
    3902
    >>> point_radius([9_000, 10_000], 22.5, 1_000, 3_000).round()
    array([5815., 6108.])
    """
    d, a, p, r, c = _arrays(distance_m, half_angle_deg, distance_precision_m, feature_radial_m, coordinate_error_m)
    if (a > 180).any():
        raise InputError(f"half angle {a.max():g}: needs 0 to 180 degrees")
    angle = np.radians(a)
    return _answer(np.hypot(d + p + r - d * np.cos(angle), d * np.sin(angle)) + c)


def feature_radius(feature_radial_m: ArrayLike, coordinate_error_m: ArrayLike = 0.0) -> Any:
    """Radius for a feature alone: r + c.

    >>> feature_radius(3_000, 40)
    3040.0
    """
    r, c = _arrays(feature_radial_m, coordinate_error_m)
    return _answer(r + c)


def distance_only_radius(
    distance_m: ArrayLike,
    distance_precision_m: ArrayLike = 0.0,
    feature_radial_m: ArrayLike = 0.0,
    coordinate_error_m: ArrayLike = 0.0,
) -> Any:
    """Radius for a distance with no heading: d + p + r + c about the feature itself, a disc.

    >>> distance_only_radius(20_000, 5_000)
    25000.0
    """
    return _answer(sum(_arrays(distance_m, distance_precision_m, feature_radial_m, coordinate_error_m)))


def path_radius(
    distance_precision_m: ArrayLike = 0.0, feature_radial_m: ArrayLike = 0.0, coordinate_error_m: ArrayLike = 0.0
) -> Any:
    """Radius for a distance measured along a path: p + r + c about the point on the path; no direction term.

    >>> path_radius(500, 3_000)
    3500.0
    """
    return _answer(sum(_arrays(distance_precision_m, feature_radial_m, coordinate_error_m)))


def orthogonal_radius(
    distance_precision_m: ArrayLike = 0.0, feature_radial_m: ArrayLike = 0.0, coordinate_error_m: ArrayLike = 0.0
) -> Any:
    """Radius for two offsets at right angles: p sqrt(2) + r + c; headings are taken as exact.

    >>> round(orthogonal_radius(250, 2_000), 1)
    2353.6
    """
    p, r, c = _arrays(distance_precision_m, feature_radial_m, coordinate_error_m)
    return _answer(p * np.sqrt(2) + r + c)


def between_radius(separation_m: ArrayLike, coordinate_error_m: ArrayLike = 0.0) -> Any:
    """Radius for "between A and B": half of their separation, about the middle.

    >>> between_radius(30_000)
    15000.0
    """
    separation, c = _arrays(separation_m, coordinate_error_m)
    return _answer(separation / 2 + c)


def near_radius(
    feature_radial_m: ArrayLike, coordinate_error_m: ArrayLike = 0.0, *, reach_m: ArrayLike = NEAR_M
) -> Any:
    """Radius for "near X": the feature grown by a documented, admittedly arbitrary reach.

    >>> near_radius(3_000)
    13000.0
    """
    return _answer(sum(_arrays(feature_radial_m, coordinate_error_m, reach_m)))


def coordinate_error_m(precision_deg: ArrayLike, lat: ArrayLike) -> Any:
    """Error of coordinates that are precise to a step: the diagonal of the whole step's cell.

    Best Practices 2020: ``k sqrt(mlat^2 + mlon^2)`` with the metres per degree of the WGS84
    ellipsoid at the latitude.

    >>> round(coordinate_error_m(0.01, 10.27), 1)
    1556.8
    """
    step, latitude = (np.asarray(value, dtype=np.float64) for value in (precision_deg, lat))
    north, east = metres_per_degree(latitude)
    return _answer(step * np.hypot(north, east))


def metres_per_degree(lat: ArrayLike) -> tuple[Any, Any]:
    """Metres in one degree of latitude and of longitude on WGS84, at a latitude.

    >>> [round(metres, 3) for metres in metres_per_degree(60.0)]
    [111412.287, 55800.002]
    """
    sine = np.sin(np.radians(lat))
    bulge = 1 - _E2 * sine**2
    meridian = _SEMI_MAJOR_M * (1 - _E2) / bulge**1.5
    normal = _SEMI_MAJOR_M / np.sqrt(bulge)
    return _answer(np.radians(meridian)), _answer(np.radians(normal * np.cos(np.radians(lat))))


def _arrays(*values: ArrayLike) -> tuple[Any, ...]:
    arrays = np.broadcast_arrays(*(np.asarray(value, dtype=np.float64) for value in values))
    for array in arrays:
        if not (array >= 0).all():
            raise InputError(
                f"{np.nanmin(array, initial=np.inf):g}: distances and errors need numbers >= 0; drop the row"
            )
    return arrays


def _answer(value: Any) -> Any:
    array = np.asarray(value)
    return array.item() if array.ndim == 0 else array
