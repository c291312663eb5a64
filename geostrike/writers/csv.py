"""CSV for spreadsheets and scripts."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd

from geostrike.writers.flattening import flat_columns, is_text, iso_days

# The last four are the first four in full width, which spreadsheets set to Japanese or Chinese take for the same.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_WKT_DECIMALS = 5
"""About a metre on the ground."""


def write_csv(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write UTF-8 CSV with Unix line ends; the region comes last, as WKT.

    A text cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP,
    "CSV Injection"): documents are other people's text.
    """
    columns = {name: _guarded(iso_days(values)) for name, values in flat_columns(frame)}
    columns["region_wkt"] = frame["region"].to_wkt(rounding_precision=_WKT_DECIMALS)
    pd.DataFrame(columns).to_csv(path, index=False, encoding="utf-8", lineterminator="\n")


def _guarded(series: pd.Series) -> pd.Series:
    if not is_text(series):
        return series
    return series.map(lambda cell: f"'{cell}" if str(cell).startswith(_FORMULA_STARTS) else cell, na_action="ignore")
