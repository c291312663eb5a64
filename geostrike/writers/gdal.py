"""GeoPackage, GeoJSON and KML, through GDAL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pyogrio
import shapely

from geostrike.writers.flattening import flat_columns, index_name, iso_days, numpy_column, xml_text
from geostrike.writers.levels import by_level

FIXED_TIME = "2000-01-01T00:00:00.000Z"
"""Stands where GeoPackage wants the time of the last change: the clock would make each run another file."""


def write_gpkg(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write `regions` and `points`, the same rows with all attributes, and `levels`, a region per row and level."""
    areas: dict[str, Any] = {"geometry_type": "MultiPolygon", "promote_to_multi": True}
    levels = by_level(frame)
    with _fixed_time():
        _write(frame, path, "GPKG", layer="regions", **areas)
        _write(frame, path, "GPKG", "point", layer="points", geometry_type="Point", append=True)
        if levels is not None:
            _write(levels.set_index(index_name(frame)), path, "GPKG", layer="levels", append=True, **areas)


def write_geojson(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write RFC 7946 GeoJSON: regions at `level` as geometries, the index as `id`, 7 decimals (1 cm).

    A feature has one geometry, so those of other levels are not in it.
    Rows without a region have the geometry null, as the RFC allows. Text stays text even where it
    looks like JSON, so that a document cannot choose the shape of a property.
    """
    options = {"RFC7946": "YES", "ID_FIELD": index_name(frame), "WRITE_NAME": "NO", "AUTODETECT_JSON_STRINGS": "NO"}
    _write(_with_text_dates(frame), path, "GeoJSON", layer_options=options)


def write_kml(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write KML with one placemark per row, named by the index."""
    _write(_with_text_dates(frame), path, "KML", layer="regions", dataset_options={"NameField": index_name(frame)})


def _with_text_dates(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the frame with its dates as ISO text: GDAL's text formats would add a time of day to them."""
    dates = frame.select_dtypes("datetime").columns
    return frame.assign(**{name: iso_days(frame[name]) for name in dates})


def _write(
    frame: gpd.GeoDataFrame, path: Path, driver: str, geometry: str = "region", *, append: bool = False, **options: Any
) -> None:
    columns = {name: xml_text(values) if driver == "KML" else values for name, values in flat_columns(frame)}
    arrays = [numpy_column(values) for values in columns.values()]
    pyogrio.raw.write(
        str(path),
        geometry=shapely.to_wkb(frame[geometry].to_numpy()),
        field_data=[values for values, _ in arrays],
        field_mask=[mask for _, mask in arrays],
        fields=np.array(list(columns), dtype=object),
        driver=driver,
        crs="EPSG:4326",
        append=append,
        **{"geometry_type": "Unknown", "promote_to_multi": False} | options,
    )


@contextmanager
def _fixed_time() -> Iterator[None]:
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": FIXED_TIME})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})
