"""CSV for spreadsheets and scripts."""

from __future__ import annotations

import re
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geostrike.writers.flattening import flat_columns, is_text, iso_days

# What a spreadsheet may run, blanks before it or not. The last four signs are the first four in full width, which
# those set to Japanese or Chinese take for the same. The map's page guards its own CSV by the same rule.
_FORMULA = re.compile(r"[\s\ufeff]*+[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_WKT_DECIMALS = 5
"""About a metre on the ground."""

_LONGEST_CELL = 32_767
"""Letters that Excel takes in a cell ("Excel specifications and limits"); it breaks a longer one over rows below."""

_FINEST_GRID_DEG = 0.001


def write_csv(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write CSV; the region comes last, as WKT, on a coarser grid where its outline is too long for a cell."""
    columns = {name: iso_days(values) for name, values in flat_columns(frame)}
    columns["region_wkt"] = frame["region"].map(_cell, na_action="ignore")
    path.write_text(csv_text(pd.DataFrame(columns)), encoding="utf-8", newline="")


def csv_text(frame: pd.DataFrame) -> str:
    """Return a table as CSV with Unix line ends, that begins with a byte order mark: Excel takes it for ANSI else.

    A text cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP,
    "CSV Injection"): documents are other people's text.
    """
    return "\ufeff" + frame.apply(_guarded).to_csv(index=False, lineterminator="\n")


def _cell(region: BaseGeometry) -> str:
    text, grid_deg = shapely.to_wkt(region, rounding_precision=_WKT_DECIMALS), _FINEST_GRID_DEG
    while len(text) > _LONGEST_CELL:
        coarser = shapely.set_precision(shapely.simplify(region, grid_deg), grid_deg)
        text, grid_deg = shapely.to_wkt(coarser, rounding_precision=_WKT_DECIMALS), 2 * grid_deg
    return text


def _guarded(series: pd.Series) -> pd.Series:
    """Return text with an apostrophe before what a spreadsheet would run, other columns as they are."""
    if not is_text(series):
        return series
    return series.map(lambda cell: f"'{cell}" if _FORMULA.match(str(cell)) else cell, na_action="ignore")
