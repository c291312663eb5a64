"""Frame in, map out: `strike_map` and the `StrikeMap` that it returns. The only room that imports folium."""

from geostrike.maps.strikemap import StrikeMap, strike_map

__all__ = ["StrikeMap", "strike_map"]
