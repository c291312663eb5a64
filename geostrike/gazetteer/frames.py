"""A user's table of places as a store in memory."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shapely.geometry import MultiPolygon, Polygon

from geostrike.errors import InputError
from geostrike.gazetteer.extents import POINT_PRECISION_M
from geostrike.gazetteer.schema import PlaceRecord, Source
from geostrike.gazetteer.writer import StoreWriter
from geostrike.geodesy import enclosing_radius_m
from geostrike.model import PlaceKind

if TYPE_CHECKING:
    import pandas as pd
    from shapely.geometry.base import BaseGeometry

_NEEDED = ("name", "lon", "lat")
_SOURCE = Source("own", "own places")


def writer_of_frame(frame: pd.DataFrame, base: Path | None = None) -> StoreWriter:
    """Write a frame's rows, after those of a store, to a store in memory; see `Gazetteer.from_frame`."""
    missing = [column for column in _NEEDED if column not in frame.columns]
    if missing:
        raise InputError(f"gazetteer frame lacks {', '.join(missing)}: needs name, lon, lat; rename the columns")
    with StoreWriter() as writer:
        if base is not None:
            writer.copy(base)
        for at, row in enumerate(frame.to_dict("records")):
            record = _record(at, {str(key): _plain(value) for key, value in row.items()})
            writer.add(record, merge=base is not None)
    return writer


def _plain(value: Any) -> Any:
    """None for the missing values of pandas."""
    return (
        None
        if value is None or (isinstance(value, float) and math.isnan(value)) or str(value) in ("<NA>", "NaT")
        else value
    )


def _record(at: int, row: dict[str, Any]) -> PlaceRecord:
    try:
        lon, lat = float(row["lon"]), float(row["lat"])
    except (TypeError, ValueError):
        raise InputError(
            f"gazetteer frame row {at}: lon {row['lon']!r}, lat {row['lat']!r} need numbers; correct them"
        ) from None
    alternates = row.get("alternates") or ()
    shape = row.get("geometry")
    area = shape if isinstance(shape, Polygon | MultiPolygon) and not shape.is_empty else None
    population, extent_m, precision_m = row.get("population"), row.get("extent_m"), row.get("precision_m")
    return PlaceRecord(
        source=_SOURCE,
        ref=str(row["id"]) if row.get("id") is not None else at,
        name=str(row["name"] or ""),
        lon=lon,
        lat=lat,
        country=str(row.get("country") or "").upper(),
        kind=PlaceKind(row.get("kind") or PlaceKind.SETTLEMENT),
        population=None if population is None else int(population),
        extent_m=_extent_m(lon, lat, area) if extent_m is None else float(extent_m),
        precision_m=POINT_PRECISION_M if precision_m is None else float(precision_m),
        admin1=str(row.get("admin1") or ""),
        alternates=tuple(alternates.split("|")) if isinstance(alternates, str) else tuple(alternates),
        area=area,
    )


def _extent_m(lon: float, lat: float, area: BaseGeometry | None) -> float | None:
    """Extent of an own area, stated so that the writer does not doubt it."""
    return None if area is None else float(enclosing_radius_m(area, lon, lat))
