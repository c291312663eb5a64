"""Feature codes of GeoNames and NGA GNS (both use one system): what kind of place, and how far it reaches."""

from __future__ import annotations

from geostrike.gazetteer.extents import SEAT_POPULATION, settlement_extent_m
from geostrike.model import PlaceKind

_BY_CLASS = {
    "P": PlaceKind.SETTLEMENT,
    "A": PlaceKind.ADMIN2,
    "H": PlaceKind.WATER,
    "U": PlaceKind.WATER,
    "T": PlaceKind.PHYSICAL,
    "V": PlaceKind.PHYSICAL,
    "L": PlaceKind.REGION,
    "R": PlaceKind.SITE,
    "S": PlaceKind.SITE,
}
# Starts of codes whose kind differs from that of their class.
_BY_CODE = (
    ("AIR", PlaceKind.AIRFIELD),
    ("PCL", PlaceKind.COUNTRY),
    ("ADM1", PlaceKind.ADMIN1),
    ("MILB", PlaceKind.SITE),
    ("OIL", PlaceKind.SITE),
    ("PRT", PlaceKind.SITE),
)
# Metres from the point to the far edge where a file gives no more than a point. Judgement, not
# measurement: what such a thing measures on a map, in round figures (GBIF's Georeferencing Quick
# Reference Guide gives 3 m for a well or spring, which no report that names one means).
_EXTENT_BY_CODE = (
    ("WLL", 300.0), ("SPNG", 300.0), ("PND", 500.0), ("STM", 10_000.0), ("WAD", 10_000.0), ("LK", 3_000.0),
    ("GULF", 100_000.0), ("SEA", 300_000.0), ("BAY", 5_000.0), ("STRT", 30_000.0),
    ("HLL", 1_000.0), ("MTS", 20_000.0), ("MT", 3_000.0), ("PK", 1_000.0), ("DSRT", 50_000.0), ("DUNE", 10_000.0),
    ("ISL", 3_000.0), ("PLN", 15_000.0), ("PLAT", 15_000.0), ("VAL", 5_000.0),
    ("ADM1", 80_000.0), ("ADM2", 25_000.0), ("ADM", 10_000.0), ("RGN", 30_000.0), ("OIL", 5_000.0),
    ("AIR", 2_500.0),
)  # fmt: skip
# Inhabitants that a seat of government has at least, as a rule, where the file gives none.
_SEATS = {"PPLC": SEAT_POPULATION, "PPLA": SEAT_POPULATION, "PPLA2": SEAT_POPULATION // 2}
_EXTENT_BY_KIND = {
    PlaceKind.ADMIN1: 80_000.0,
    PlaceKind.ADMIN2: 25_000.0,
    PlaceKind.COUNTRY: 500_000.0,
    PlaceKind.AIRFIELD: 2_500.0,
    PlaceKind.WATER: 3_000.0,
    PlaceKind.PHYSICAL: 3_000.0,
    PlaceKind.REGION: 5_000.0,
    PlaceKind.SITE: 500.0,
}


def kind_of(feature_class: str, code: str) -> PlaceKind | None:
    """Kind of place of a feature class (one letter) and code; None for an unknown class.

    >>> kind_of("S", "AIRB"), kind_of("H", "WLL"), kind_of("A", "ADM1"), kind_of("?", "")
    (<PlaceKind.AIRFIELD: 'airfield'>, <PlaceKind.WATER: 'water'>, <PlaceKind.ADMIN1: 'admin1'>, None)
    """
    if feature_class not in _BY_CLASS:
        return None
    return next((kind for start, kind in _BY_CODE if code.startswith(start)), _BY_CLASS[feature_class])


def extent_of(kind: PlaceKind, code: str, population: int | None = None) -> float | None:
    """Geographic radial in metres that a bare point of this sort is given.

    None for a settlement whose size nothing tells but its population; the seat of a government
    without one counts as a town.

    >>> extent_of(PlaceKind.WATER, "WLL"), extent_of(PlaceKind.SETTLEMENT, "PPL")
    (300.0, None)
    >>> round(extent_of(PlaceKind.SETTLEMENT, "PPLA2"))
    1679
    """
    if kind is PlaceKind.SETTLEMENT:
        seat = None if population else _SEATS.get(code)
        return settlement_extent_m(seat) if seat else None
    return next((metres for start, metres in _EXTENT_BY_CODE if code.startswith(start)), _EXTENT_BY_KIND[kind])
