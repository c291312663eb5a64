"""Whether a frame keeps its contract."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import geopandas as gpd
import pandas as pd
from pandas.api import types

from geostrike.errors import InputError
from geostrike.tables.contracts import CRS, Column, Contract, Kind

_IS_KIND: dict[Kind, Callable[[pd.Series], bool]] = {
    Kind.TEXT: lambda series: types.is_string_dtype(series) or types.is_object_dtype(series),
    Kind.DATE: types.is_datetime64_any_dtype,
    Kind.INTEGER: types.is_integer_dtype,
    Kind.NUMBER: types.is_numeric_dtype,
    Kind.GEOMETRY: lambda series: isinstance(series.dtype, gpd.array.GeometryDtype),
}


def check(frame: gpd.GeoDataFrame, contract: Contract) -> None:
    """Raise one error that lists every way in which `frame` breaks `contract`.

    Columns beyond the contract are welcome, and so is another order.

    Raises
    ------
    InputError
        Missing columns, other dtypes, nulls where there may be none, duplicate or misnamed
        index, another CRS or active geometry; all in one line.

    Examples
    --------
    >>> from geostrike.tables import EVENTS, event_frame
    >>> check(event_frame([]), EVENTS)
    >>> check(event_frame([]).drop(columns="status"), EVENTS)
    Traceback (most recent call last):
    geostrike.errors.InputError: not a frame of events: column status is missing; pass what extract() or fuse() returned
    """
    columns = _column_faults(frame, contract) if isinstance(frame, gpd.GeoDataFrame) else ()
    faults = [*_frame_faults(frame, contract), *columns]
    if faults:
        name = contract.title.partition(":")[0].lower()
        raise InputError(f"not a frame of {name}: {', '.join(faults)}; pass what extract() or fuse() returned")


def _frame_faults(frame: gpd.GeoDataFrame, contract: Contract) -> Iterator[str]:
    if not isinstance(frame, gpd.GeoDataFrame):
        yield f"a {type(frame).__name__} is no GeoDataFrame"
        return
    if contract.index.name and frame.index.name != contract.index.name:
        yield f"index is {frame.index.name!r}, not {contract.index.name!r}"
    if contract.index.name and not frame.index.is_unique:
        yield f"index value {frame.index[frame.index.duplicated()][0]!r} is repeated"
    if frame.active_geometry_name != "region":
        yield f"active geometry is {frame.active_geometry_name!r}, not 'region'"
    for column in contract.columns:
        series = frame.get(column.name)
        if column.kind is Kind.GEOMETRY and isinstance(series, gpd.GeoSeries) and series.crs != CRS:
            yield f"CRS of {column.name} is {series.crs and series.crs.to_string()}, not {CRS}"


def _column_faults(frame: pd.DataFrame, contract: Contract) -> Iterator[str]:
    for column in contract.columns:
        if column.name not in frame.columns:
            yield f"column {column.name} is missing"
        else:
            yield from _series_faults(frame[column.name], column)


def _series_faults(series: pd.Series, column: Column) -> Iterator[str]:
    if len(series) and not _IS_KIND[column.kind](series):
        yield f"column {column.name} is {series.dtype}, not {column.kind.dtype}"
    if not column.nullable and series.isna().any():
        yield f"column {column.name} has {int(series.isna().sum())} empty cells"
