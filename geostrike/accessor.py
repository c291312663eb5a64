"""`frame.geostrike`: what geostrike does with a frame, on every DataFrame and GeoDataFrame once it is imported."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from geostrike.maps import StrikeMap
    from geostrike.model import Document


@pd.api.extensions.register_dataframe_accessor("geostrike")
class StrikesAccessor:
    """Methods for frames of events, reports, or any areas.

    Examples
    --------
    >>> import geopandas as gpd
    >>> from shapely.geometry import box
    >>> areas = gpd.GeoDataFrame({"locality": ["near Sirte"]}, geometry=[box(16.4, 30.9, 16.8, 31.2)], crs=4326)
    >>> areas.geostrike.explore()
    StrikeMap: Reported air strikes (1 strike · 1 without a date)
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def explore(
        self,
        column: str | None = None,
        *,
        tiles: str | None = None,
        attr: str | None = None,
        height: str = "640px",
        documents: Iterable[Document] = (),
        **options: Any,
    ) -> StrikeMap:
        """Show the frame on a map; the arguments are named as in `GeoDataFrame.explore`.

        Parameters
        ----------
        column
            The column whose values make the layers and colours; None makes layers by date.
        tiles, attr
            Address of a tile server and its credit; None, unlike in geopandas, loads nothing.
        height
            Of the map in the notebook, in CSS units.
        documents, **options
            As for `geostrike.strike_map`.

        Returns
        -------
        StrikeMap
            A `folium.Map`.

        Raises
        ------
        InputError
            As `geostrike.strike_map`.
        """
        # Only who draws a map waits for folium.
        made: StrikeMap = import_module("geostrike.maps").strike_map(
            self._frame, column=column, tiles=tiles, attr=attr, height=height, documents=documents, **options
        )
        return made
