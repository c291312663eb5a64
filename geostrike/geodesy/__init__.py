"""Metres and azimuths on the WGS84 ellipsoid; arrays in and out.

Longitude comes before latitude, azimuths run clockwise from true north, lengths are metres.
Arguments broadcast as numpy does: scalars in give a scalar or one geometry, arrays in give an
array of that shape. Regions are shapely polygons in EPSG:4326, valid, with exteriors
counter-clockwise (RFC 7946), split at the antimeridian and closed over a pole. They hold every
point that belongs to them: their edges lie on the true curve or up to 0.1 % of the region's
reach outside it.
"""

from geostrike.geodesy.buffers import buffer
from geostrike.geodesy.ellipsoid import forward, inverse
from geostrike.geodesy.measure import area_m2, corrected_centre, enclosing_point, enclosing_radius_m
from geostrike.geodesy.regions import MAX_REACH_M, corridor, disc, ring, sector

__all__ = [
    "MAX_REACH_M",
    "area_m2",
    "buffer",
    "corrected_centre",
    "corridor",
    "disc",
    "enclosing_point",
    "enclosing_radius_m",
    "forward",
    "inverse",
    "ring",
    "sector",
]
