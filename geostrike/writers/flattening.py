"""A frame as plain columns: what GDAL's formats and CSV can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api import types

_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_NOT_IN_XML = dict.fromkeys({*range(0x20), 0xFFFE, 0xFFFF} - {0x9, 0xA, 0xD}, "\ufffd")


def index_name(frame: gpd.GeoDataFrame) -> str:
    """Return the name under which the index is written."""
    return str(frame.index.name or "row")


def flat_columns(frame: gpd.GeoDataFrame) -> Iterator[tuple[str, pd.Series]]:
    """Yield name and values of the index and of every column that is no geometry."""
    yield index_name(frame), pd.Series(frame.index, index=frame.index)
    for column in frame.columns:
        if not isinstance(frame[column].dtype, gpd.array.GeometryDtype):
            yield column, frame[column]


def is_text(series: pd.Series) -> bool:
    """Whether the column holds text, as pandas' own type or as objects."""
    return types.is_string_dtype(series) or types.is_object_dtype(series)


def xml_text(series: pd.Series) -> pd.Series:
    r"""Return text that is safe in KML, other columns as they are.

    Characters that XML 1.0 forbids become U+FFFD. Viewers show values as HTML, so a blank parts each
    "<" from what would make it a tag, which could load a picture from anywhere.

    >>> xml_text(pd.Series(["a\x0bb <img src=x> 1<2"])).item() == "a\ufffdb < img src=x> 1<2"
    True
    """
    if not is_text(series):
        return series
    return series.map(lambda cell: _TAG.sub("< ", cell.translate(_NOT_IN_XML)) if isinstance(cell, str) else cell)


def iso_days(series: pd.Series) -> pd.Series:
    """Return dates as "2017-01-19", other columns as they are; unknown dates stay null."""
    if types.is_datetime64_any_dtype(series):
        return pd.Series(series.dt.strftime("%Y-%m-%d"), dtype="string")
    return series


def numpy_column(series: pd.Series) -> tuple[NDArray[np.generic], NDArray[np.bool_]]:
    """Return the values as GDAL takes them, and a mask that is true where there is none."""
    mask = series.isna().to_numpy()
    if types.is_datetime64_any_dtype(series):
        return series.to_numpy().astype("datetime64[D]"), mask
    if types.is_integer_dtype(series):
        return series.fillna(0).to_numpy(dtype="int64"), mask
    if types.is_float_dtype(series):
        return series.to_numpy(dtype="float64"), mask
    return series.astype("object").where(~mask, None).to_numpy(), mask
