"""Frames to files: the format follows the name, and the same frame gives the same bytes."""

from __future__ import annotations

import tempfile
from pathlib import Path

import geopandas as gpd

from geostrike.errors import InputError
from geostrike.files import replacing
from geostrike.writers.csv import write_csv
from geostrike.writers.gdal import write_geojson, write_gpkg, write_kml
from geostrike.writers.parquet import write_parquet

__all__ = ["SUFFIXES", "check_name", "to_bytes", "write"]

_WRITERS = {
    ".gpkg": write_gpkg,
    ".geojson": write_geojson,
    ".json": write_geojson,
    ".csv": write_csv,
    ".parquet": write_parquet,
    ".kml": write_kml,
}
SUFFIXES = tuple(_WRITERS)


def write(frame: gpd.GeoDataFrame, path: str | Path) -> None:
    """Write a frame of reports, events or locations in the format of `path`'s suffix.

    .gpkg (layers `regions`, `points` and `levels`), .geojson, .csv (region as WKT), .kml, .parquet
    (extra). Only .gpkg and .parquet hold the regions at 50, 80 and 90 %; the others that at `level`.
    The file is written beside and then renamed, so that no half-written one is ever seen.

    Raises
    ------
    InputError
        Another suffix.
    UnreadableError
        The place cannot be written to.
    """
    path = Path(path)
    check_name(path)
    with replacing(path) as beside:
        _WRITERS[path.suffix.lower()](frame, beside)


def check_name(path: Path) -> None:
    """Refuse a name whose suffix is no format that can be written.

    Raises
    ------
    InputError
        Another suffix, or none.
    """
    if path.suffix.lower() not in _WRITERS:
        fault = f"{path.suffix} is no known format" if path.suffix else "the name does not say the format"
        raise InputError(f"{path}: {fault}; end it in {', '.join(SUFFIXES)}")


def to_bytes(frame: gpd.GeoDataFrame, suffix: str) -> bytes:
    r"""Return what `write` would put into a file with this suffix.

    >>> from geostrike.tables import report_frame
    >>> to_bytes(report_frame([], []), ".csv")[:20]
    b'\xef\xbb\xbfreport_id,doc_id,'
    """
    with tempfile.TemporaryDirectory(prefix="geostrike-") as folder:
        path = Path(folder) / f"frame{suffix}"
        write(frame, path)
        return path.read_bytes()
