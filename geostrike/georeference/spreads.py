"""How far regions reach under either error model, for arrays of stated values."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike

from geostrike import geodesy
from geostrike.georeference.drawing import Array, Setting
from geostrike.model import Proximity
from geostrike.uncertainty import empirical, protocol
from geostrike.uncertainty.empirical import CorridorSpread, RingSpread, SectorSpread

HEADING_ONLY_M: Final = 100_000.0
"""Outer limit of a heading without distance under the protocol: the cap of BioGeomancer's guide (2007)."""

MOST_STATED_M: Final = 3_000_000.0
"""Distances beyond this name no place by its neighbour; they are refused."""

ROAD_DETOUR: Final = 2.0
"""A distance by road is at most this many times the distance by air (nmnh_ms_tools: "x km by road" is x/2 to x)."""


def offset(
    setting: Setting, level: float, low: Array, high: Array, *, half: Array, extent: Array, lists: ArrayLike = 0
) -> SectorSpread:
    """Sector for a distance at a heading; `lists` says which list of places a machine measured from."""
    if setting.is_protocol:
        return SectorSpread(low, high, half, extent)
    if setting.is_machine:
        return empirical.machine_spread(low, high, level, lists)
    return empirical.offset_spread(low, high, half, extent, level)


def distance_only(setting: Setting, level: float, low: Array, high: Array, extent: Array) -> RingSpread:
    """Ring for a distance in any direction."""
    if setting.is_protocol:
        return RingSpread(np.maximum(low - extent, 0), high + extent)
    return empirical.distance_only_spread(low, high, extent, level)


def heading_only(setting: Setting, level: float, half: Array, extent: Array) -> SectorSpread:
    """Cone for a heading with no distance."""
    if setting.is_protocol:
        return SectorSpread(np.zeros_like(half), np.full_like(half, HEADING_ONLY_M), half, extent)
    return empirical.heading_only_spread(half, extent, level)


def feature(setting: Setting, level: float, extent: Array, precision: Array) -> Array:
    """Radius about a spot that the text places the event in."""
    if setting.is_protocol:
        return np.asarray(extent + precision)
    return np.maximum(empirical.feature_radius_m(extent, level), precision)


def near(setting: Setting, level: float, extent: Array, proximity: Proximity = Proximity.NEAR) -> Array:
    """Radius about a spot that the text places the event near to."""
    if setting.is_protocol:
        return np.asarray(extent + protocol.NEAR_M)
    return empirical.near_radius_m(extent, level, proximity)


def between(setting: Setting, level: float, length: Array) -> CorridorSpread:
    """Strip for somewhere between two places; the protocol's is its circle over the whole line."""
    if setting.is_protocol:
        return CorridorSpread(length / 2, np.full_like(length, 0.5), np.full_like(length, 0.5))
    return empirical.between_spread(length, level)


def draw_sectors(lon: Array, lat: Array, azimuth: Array, spread: SectorSpread) -> list[Any]:
    """Draw sectors, held within what geodesy can draw and at least a metre across."""
    most = geodesy.MAX_REACH_M
    grow = np.clip(spread.grow_m, 1.0, most / 2)
    outer = np.minimum(spread.outer_m, most - grow)
    inner = np.minimum(spread.inner_m, outer)
    half = np.clip(spread.half_angle_deg, 0.1, 180.0)
    return list(geodesy.sector(lon, lat, azimuth, half, inner, outer, grow))


def draw_rings(lon: Array, lat: Array, spread: RingSpread) -> list[Any]:
    """Draw rings, held within what geodesy can draw and at least a metre across."""
    outer = np.clip(spread.outer_m, 1.0, geodesy.MAX_REACH_M)
    return list(geodesy.ring(lon, lat, np.minimum(spread.inner_m, outer), outer))


def draw_discs(lon: Array, lat: Array, radius: Array) -> list[Any]:
    """Draw discs, held within what geodesy can draw and at least a metre across."""
    return list(geodesy.disc(lon, lat, np.clip(radius, 1.0, geodesy.MAX_REACH_M)))
