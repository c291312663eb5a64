"""How far a settlement reaches, and how exact its coordinate is, where the source does not say."""

from __future__ import annotations

import math

#: Inhabitants assumed where a source gives none: a village of the Middle East and the Sahel.
VILLAGE_POPULATION = 1_500
#: The same for the seat of a first-order administrative unit or of a country.
SEAT_POPULATION = 20_000

#: A point on whole arc minutes: half the diagonal of a one-minute cell at the equator, in metres.
ARC_MINUTE_PRECISION_M = 1_300.0
#: Any other point of GeoNames and its kin: five decimals, checked on imagery at best to some 30 m.
POINT_PRECISION_M = 30.0

_MIN_EXTENT_M, _MAX_EXTENT_M = 300.0, 15_000.0


def settlement_extent_m(population: int | None) -> float:
    """Geographic radial of a settlement in metres: from its point to its farthest built-up edge.

    The radius of the circle of equal area is 0.0198 P^0.4245 km (fitted on 59 hand-drawn
    settlement polygons of the Middle East and the Sahel; A ~ P^0.85 after Fluschnik et al. 2016,
    ISPRS Int. J. Geo-Inf. 5:110); the radial is 1.7 times that at the median. The answer is held
    to 300 m .. 15 km. None or 0 inhabitants counts as `VILLAGE_POPULATION`.

    >>> round(settlement_extent_m(106_705)), settlement_extent_m(1), settlement_extent_m(20_000_000)
    (4588, 300.0, 15000.0)
    """
    radial_m: float = 1.7 * 19.8 * (population or VILLAGE_POPULATION) ** 0.4245
    return min(max(radial_m, _MIN_EXTENT_M), _MAX_EXTENT_M)


def settlement_area_m2(population: int | None) -> float:
    """Built-up area of a settlement in square metres, by the formula behind `settlement_extent_m`.

    Without a population, the median of the drawn outlines of settlements that had none: a circle
    of 1.5 km radius.

    >>> round(settlement_area_m2(106_705) / 1e6, 1), round(settlement_area_m2(None) / 1e6, 1)
    (22.9, 7.1)
    """
    radius_m = 19.8 * population**0.4245 if population else 1_500.0
    return math.pi * radius_m**2


def coordinate_precision_m(lon: float, lat: float) -> float:
    """Metres by which a gazetteer point may be off: 1,300 where it sits on the whole arc-minute grid.

    A quarter of the points for Somalia and two fifths for Sudan were read off maps to a whole
    minute; a point hits that grid in both coordinates by chance once in some thousands.

    >>> coordinate_precision_m(45.25, 2.08333), coordinate_precision_m(16.58866, 31.20892)
    (1300.0, 30.0)
    """
    on_grid = all(abs(degrees * 60 - round(degrees * 60)) < 0.0007 for degrees in (lon, lat))
    return ARC_MINUTE_PRECISION_M if on_grid else POINT_PRECISION_M
