"""Tables of reports and events that geostrike wrote, read back to be compared."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pyogrio

from geostrike.errors import InputError
from geostrike.readers.decoding import decode, read_bytes
from geostrike.tables import EVENTS, REPORTS

MAX_BYTES = 2_000_000_000
"""Largest table read back: a million events."""

_LAYERS = {".gpkg": "regions", ".geojson": None, ".json": None}
_AREAS = "region_wkt"


def read_written(path: str | Path) -> pd.DataFrame:
    """Return a table of reports or events that was written as .csv, .gpkg or .geojson, without its geometries.

    Returns
    -------
    DataFrame
        The columns as they were written, under `report_id` or `event_id`; text alone from .csv.

    Raises
    ------
    UnreadableError
        No such file.
    InputError
        Another format, a damaged file, or a table that is none of reports or events.

    Examples
    --------
    >>> read_written("data/events.gpkg").index.name
    'event_id'
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix != ".csv" and suffix not in _LAYERS:
        raise InputError(f"{path}: {suffix or 'no suffix'} cannot be compared; write .csv, .gpkg or .geojson")
    data = read_bytes(path, MAX_BYTES)
    try:
        frame = _csv(data, path) if suffix == ".csv" else _by_gdal(path, _LAYERS[suffix])
    except (pd.errors.ParserError, pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise InputError(f"{path}: cannot be read ({type(error).__name__}); write it again") from error
    name = EVENTS.index.name if "report_ids" in frame.columns else REPORTS.index.name
    first = frame.columns[0] if len(frame.columns) else ""
    if first not in (name, "id") or "locality" not in frame.columns:
        raise InputError(
            f"{path}: no table of reports or events that geostrike wrote; make one with `geostrike events`"
        )
    if not frame[first].is_unique:
        raise InputError(f"{path}: {first} {frame.loc[frame[first].duplicated(), first].iloc[0]!r} stands twice")
    return frame.set_index(first).rename_axis(name).drop(columns=_AREAS, errors="ignore")


def _csv(data: bytes, path: Path) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(decode(data, str(path))), dtype=str, keep_default_na=False)


def _by_gdal(path: Path, layer: str | None) -> pd.DataFrame:
    frame: pd.DataFrame = pyogrio.read_dataframe(path, layer=layer, read_geometry=False)
    return frame
