"""The direct geodesic problem in closed form, for the many vertices of outlines."""

from __future__ import annotations

import numpy as np

from geostrike.geodesy.ellipsoid import Array, flushed, geod


def direct(lon: Array, lat: Array, azimuth_deg: Array, distance_m: Array) -> tuple[Array, Array]:
    """Where geodesics end, as `forward` says within 1 mm at 1,000 km and 4 mm anywhere, in half its time; unchecked.

    Parameters
    ----------
    lon, lat, azimuth_deg, distance_m
        As for `forward`; shapes that broadcast, so that vertices of one row share the work for its start.

    Returns
    -------
    lon, lat
        Degrees, -180 <= lon <= 180.

    Notes
    -----
    Karney, *Algorithms for geodesics*, Journal of Geodesy 87 (2013): equations 17, 18 and 21 (distance and arc)
    to the third order of epsilon, 24 and 25 (longitude) to the second. The end is found as a vector,
    start cos(sigma) + direction sin(sigma), on the auxiliary sphere.

    Examples
    --------
    >>> lon, lat = direct(*(np.array([value]) for value in (16.6, 31.2, 202.5, 45_000.0)))
    >>> round(float(lon[0]), 7), round(float(lat[0]), 7)
    (16.4200153, 30.8248881)
    """
    ellipsoid = geod()
    beta = np.arctan((1 - ellipsoid.f) * np.tan(np.radians(lat)))
    sin_beta, cos_beta = np.sin(beta), np.cos(beta)
    azimuth = np.radians(azimuth_deg)
    sin_azimuth, cos_azimuth = np.sin(azimuth), np.cos(azimuth)
    rise = cos_azimuth * cos_beta
    # The geodesic crosses the equator at alpha_0; sigma_1 is the arc from there to the start.
    sin_alpha0 = sin_azimuth * cos_beta
    cos_alpha0_sq = np.maximum(rise**2 + sin_beta**2, 1e-30)
    root = np.sqrt(1 + ellipsoid.es / (1 - ellipsoid.es) * cos_alpha0_sq)
    epsilon = (root - 1) / (root + 1)
    sin_2s1, cos_2s1 = 2 * sin_beta * rise / cos_alpha0_sq, 1 - 2 * sin_beta**2 / cos_alpha0_sq
    sigma = _arc(distance_m / ellipsoid.b, epsilon, sin_2s1, cos_2s1)
    sin_sigma, cos_sigma = np.sin(sigma), np.cos(sigma)
    out = cos_beta * cos_sigma - sin_beta * cos_azimuth * sin_sigma
    up = sin_beta * cos_sigma + rise * sin_sigma
    side = sin_azimuth * sin_sigma
    sin_2s2 = 2 * up * (rise * cos_sigma - sin_beta * sin_sigma) / cos_alpha0_sq
    cos_2s2 = 1 - 2 * up**2 / cos_alpha0_sq
    third = ellipsoid.f / (2 - ellipsoid.f)
    bulge = (1 - epsilon * ((1 - third) / 2 + epsilon / 4)) * sigma
    for sign, sine, cosine in ((1, sin_2s2, cos_2s2), (-1, sin_2s1, cos_2s1)):
        bulge += sign * epsilon * sine * ((1 - third) / 4 + epsilon / 8 * (1 + cosine))
    end_lon = lon + np.degrees(np.arctan2(side, out) - ellipsoid.f * sin_alpha0 * bulge)
    end_lat = np.degrees(np.arctan(up / ((1 - ellipsoid.f) * np.hypot(out, side))))
    return flushed(end_lon - 360 * np.rint(end_lon / 360)), flushed(end_lat)


def _arc(length: Array, epsilon: Array, sin_2s1: Array, cos_2s1: Array) -> Array:
    """Arc on the auxiliary sphere for a distance over the minor semi-axis: equations 17, 18 and 21."""
    tau = length * (1 - epsilon) / (1 + epsilon**2 / 4)
    start = -epsilon * sin_2s1 * (1 / 2 + epsilon * (cos_2s1 / 8 + epsilon * (cos_2s1**2 / 12 - 5 / 24)))
    turn = 2 * (tau + start)
    sin_turn, cos_turn = np.sin(turn), np.cos(turn)
    sine, cosine = sin_2s1 * cos_turn + cos_2s1 * sin_turn, cos_2s1 * cos_turn - sin_2s1 * sin_turn
    end = epsilon * sine * (1 / 2 + epsilon * (cosine * 5 / 8 + epsilon * (cosine**2 * 29 / 24 - 7 / 12)))
    arc: Array = tau + start + end
    return arc
