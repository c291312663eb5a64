"""The regions of a frame at every level, one below the other: the form in which GIS tools filter and style by level."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from geostrike import geodesy
from geostrike.tables import region_level
from geostrike.writers.flattening import index_name

_KEPT = ("kind", "date_start", "date_end", "locality", "evidence")
"""What one wants to see of a row without joining it."""


def by_level(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame | None:
    """Return one row for each row and level of `frame` that has a region, the widest first.

    Columns are the frame's index, `level`, `area_km2`, and those of `kind`, `date_start`,
    `date_end`, `locality` and `evidence` that the frame has; the index's column joins the rest.
    None where the frame has no column `region_50` or the like.

    Examples
    --------
    >>> from shapely.geometry import box
    >>> regions = {"region_50": [box(0, 0, 1, 1)], "region_90": [box(0, 0, 2, 2)]}
    >>> frame = gpd.GeoDataFrame(regions, geometry="region_90", crs=4326, index=pd.Index(["a"], name="event_id"))
    >>> by_level(frame)[["event_id", "level"]].values.tolist()
    [['a', 0.9], ['a', 0.5]]
    """
    levels = {level: str(name) for name in frame.columns if (level := region_level(name)) is not None}
    parts = [_at(frame, column, level) for level, column in sorted(levels.items(), reverse=True)]
    return gpd.GeoDataFrame(pd.concat(parts), geometry="region", crs=frame.crs) if parts else None


def _at(frame: gpd.GeoDataFrame, column: str, level: float) -> pd.DataFrame:
    placed = frame[frame[column].notna()]
    cells = {
        index_name(frame): pd.array(placed.index, dtype="string"),
        "level": level,
        "area_km2": np.round(geodesy.area_m2(placed[column].to_numpy()) / 1e6, 3),
        **{name: placed[name].array for name in _KEPT if name in placed},
        "region": placed[column].array,
    }
    return pd.DataFrame(cells)
