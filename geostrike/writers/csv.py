"""CSV for spreadsheets and scripts."""

from __future__ import annotations

import re
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geostrike.writers.flattening import flat_columns, is_text, iso_days

# What a spreadsheet may run, blanks before it or not. The last four signs are the first four in full width, which
# those set to Japanese or Chinese take for the same. The map's page guards its own CSV by the same rule.
_FORMULA = re.compile(r"[\s\ufeff]*+[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_WKT_DECIMALS = 5
"""About a metre on the ground."""


def write_csv(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write UTF-8 CSV with Unix line ends; the region comes last, as WKT.

    A text cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP,
    "CSV Injection"): documents are other people's text.
    """
    columns = {name: guarded(iso_days(values)) for name, values in flat_columns(frame)}
    columns["region_wkt"] = frame["region"].to_wkt(rounding_precision=_WKT_DECIMALS)
    pd.DataFrame(columns).to_csv(path, index=False, encoding="utf-8", lineterminator="\n")


def guarded(series: pd.Series) -> pd.Series:
    """Return text with an apostrophe before what a spreadsheet would run, other columns as they are."""
    if not is_text(series):
        return series
    return series.map(lambda cell: f"'{cell}" if _FORMULA.match(str(cell)) else cell, na_action="ignore")
