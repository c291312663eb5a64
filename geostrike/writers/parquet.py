"""GeoParquet, for large tables; needs pyarrow."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd

from geostrike.errors import MissingExtraError


def write_parquet(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write GeoParquet with both geometry columns.

    Raises
    ------
    MissingExtraError
        pyarrow is not installed.
    """
    try:
        frame.to_parquet(path)
    except ImportError as error:
        raise MissingExtraError(f"{path.name}: Parquet needs pyarrow; pip install 'geostrike[parquet]'") from error
