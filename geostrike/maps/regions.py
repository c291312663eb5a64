"""The areas of a frame's rows at each level, cleaned: all rows at once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geostrike import geodesy
from geostrike.errors import InputError
from geostrike.maps import wording
from geostrike.maps.areas import polygonal
from geostrike.tables import region_level


@dataclass(frozen=True, slots=True)
class Region:
    """An area, the share of cases in which it holds the true place (None where not stated), its size in words."""

    level: float | None
    shape: BaseGeometry
    square_km: str


def regions_of(
    frame: pd.DataFrame, levels: Sequence[object], *, level: float | None, widest_only: bool
) -> list[tuple[tuple[Region, ...], str]]:
    """Return each row's regions, widest first, and what is wrong where there is none.

    Parameters
    ----------
    frame
        Rows with geometry columns; see :func:`geostrike.maps.entries.entries_of`.
    levels
        The level of the main column, row by row.
    level
        The only level wanted; None for all.
    widest_only
        Whether to leave out all but the widest.
    """
    found: list[dict[float | None, Region]] = [{} for _ in range(len(frame))]
    faults = ["it has no area"] * len(frame)
    for column, series in _level_columns(frame).items():
        stated = [_share(value) for value in levels] if column == "region" else [region_level(column)] * len(frame)
        rows = [
            row
            for row, share in enumerate(stated)
            if (level is None or share is None or math.isclose(share, level))
            and not (widest_only and _holds_wider(found[row], share))
        ]
        shapes, problems = _cleaned(series.to_numpy()[rows])
        for row, shape, problem, size in zip(rows, shapes, problems, _sizes(shapes), strict=True):
            if shape is None:
                faults[row] = problem if column == "region" else faults[row]
            elif widest_only:
                found[row] = {stated[row]: Region(stated[row], shape, size)}
            else:
                found[row][stated[row]] = Region(stated[row], shape, size)
    return [
        (tuple(sorted(regions.values(), key=lambda region: -(region.level or 1.0))), "" if regions else fault)
        for regions, fault in zip(found, faults, strict=True)
    ]


def is_geometry(frame: pd.DataFrame, name: object) -> bool:
    """Whether a column holds geometries."""
    return isinstance(frame[name], pd.Series) and str(frame[name].dtype) == "geometry"


def _level_columns(frame: pd.DataFrame) -> dict[str, gpd.GeoSeries]:
    """Return the columns of areas in EPSG:4326: the main one under "region", and `region_<percent>`."""
    names = {str(name): name for name in frame.columns if is_geometry(frame, name)}
    chosen = {name: column for name, column in names.items() if region_level(name) is not None}
    active = getattr(frame, "active_geometry_name", None)
    main = "region" if "region" in names else active
    if main is not None:
        chosen = {"region": main} | chosen
    return {name: _lonlat(frame[column]) for name, column in chosen.items()}


def _lonlat(series: gpd.GeoSeries) -> gpd.GeoSeries:
    if series.crs is None:
        if series.notna().any():
            raise InputError(
                f"areas in {series.name!r} have no CRS: needs EPSG:4326; call set_crs(4326) if they are in degrees"
            )
        return series
    return series if series.crs.to_epsg() == 4326 else series.to_crs(4326)


def _share(value: object) -> float | None:
    """Return a level as stated in a cell; None for what is no share."""
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    return number if 0 < number <= 1 else None


def _holds_wider(regions: dict[float | None, Region], share: float | None) -> bool:
    return any((known or 1.0) >= (share or 1.0) for known in regions)


def _cleaned(shapes: np.ndarray) -> tuple[list[BaseGeometry | None], list[str]]:
    """Return the drawable part of each, the sound ones as they are."""
    kinds, bounds = shapely.get_type_id(shapes), shapely.bounds(shapes)
    limits = np.array([360.0, 90.0, 360.0, 90.0])
    sound = np.isin(kinds, (3, 6)) & ~shapely.is_empty(shapes) & (np.abs(bounds) <= limits).all(axis=1)
    sound &= shapely.is_valid(shapes)
    cleaned: list[BaseGeometry | None] = []
    problems = []
    for shape, fine in zip(shapes, sound.tolist(), strict=True):
        kept, problem = (shape, "") if fine else polygonal(shape)
        cleaned.append(kept)
        problems.append(problem)
    return cleaned, problems


def _sizes(shapes: Sequence[BaseGeometry | None]) -> list[str]:
    """Return areas in square kilometres, in words."""
    return [wording.about(area) for area in np.nan_to_num(_areas_km2(shapes)).tolist()]


def _areas_km2(shapes: Sequence[Any]) -> np.ndarray:
    return np.atleast_1d(geodesy.area_m2(np.array(shapes, dtype=object))) / 1e6
