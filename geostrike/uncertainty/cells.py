"""A density as cells for GIS: hexagons of equal area, each with its probability."""

from __future__ import annotations

import math
from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS
from shapely.geometry.base import BaseGeometry

from geostrike.errors import InputError
from geostrike.model import Georeference
from geostrike.uncertainty.density import DeferredDensity

MOST_CELLS: Final = 200_000
"""More cells than this are refused: no GIS draws them well."""

CELLS_ACROSS: Final = 60
"""Cells across the region at 95 %, where no size is asked for."""


def probability_grid(answer: Georeference, cell_m: float | None = None) -> gpd.GeoDataFrame:
    """Cut the density of an answer into hexagons.

    Parameters
    ----------
    answer
        A georeference of the empirical model.
    cell_m
        Distance between the middles of neighbouring cells, in metres; by default a sixtieth of the
        region at 95 %.

    Returns
    -------
    GeoDataFrame
        Columns `probability` and `density_km2`; geometry in the equal-area projection about the
        answer's point, where all cells are alike. The cells cover the region at 95 %, so that
        the probabilities sum to 0.95 or a little more. `to_crs(4326)` for longitudes and latitudes.

    Raises
    ------
    InputError
        A cell size that is not above 0 or makes too many cells; an answer without a density.

    Examples
    --------
    >>> import geostrike as gs
    >>> grid = gs.probability_grid(gs.locate("45 km south-west of Sirte", country="LY"), 5_000)
    >>> bool(0.95 <= grid["probability"].sum() < 1), grid.crs.is_projected
    (True, True)
    """
    if not isinstance(answer.spread, DeferredDensity):
        raise InputError(f"error model {answer.error_model!r}: gives no density; use error_model='empirical'")
    layers = answer.spread.layers
    crs = CRS.from_proj4(f"+proj=laea +lat_0={answer.point.y:.6f} +lon_0={answer.point.x:.6f} +datum=WGS84 +units=m")
    regions = gpd.GeoSeries(list(layers.regions), crs=4326).to_crs(crs).make_valid().to_numpy()
    enough = int(np.searchsorted(np.cumsum(layers.shares), 0.95 - 1e-9))
    covered = regions[min(enough, len(regions) - 1)]
    cells = _hexagons(covered, _size(covered, cell_m))
    probability = np.zeros(len(cells))
    inside_before = np.zeros(len(cells))
    for region, share, size in zip(regions, layers.shares, layers.shell_km2, strict=True):
        shapely.prepare(region)
        inside = _shared_km2(cells, region)
        probability += share * (inside - inside_before) / size
        inside_before = inside
    area = shapely.area(cells) / 1e6
    middles = gpd.GeoSeries(shapely.centroid(cells), crs=crs).to_crs(4326)
    probability += area * layers.beyond * layers.beyond_density(middles.x.to_numpy(), middles.y.to_numpy())
    return gpd.GeoDataFrame({"probability": probability, "density_km2": probability / area}, geometry=cells, crs=crs)


def _shared_km2(cells: NDArray[np.object_], region: BaseGeometry) -> NDArray[np.float64]:
    """Area that each cell has in common with a region; only cells on its edge are cut."""
    whole, edge = shapely.contains(region, cells), shapely.intersects(region, cells)
    edge &= ~whole
    shared = np.where(whole, shapely.area(cells), 0.0)
    shared[edge] = shapely.area(shapely.intersection(cells[edge], region))
    return shared / 1e6


def _size(region: BaseGeometry, cell_m: float | None) -> float:
    west, south, east, north = region.bounds
    size = max(east - west, north - south) / CELLS_ACROSS if cell_m is None else float(cell_m)
    if not size > 0 or not math.isfinite(size):
        raise InputError(f"cell of {cell_m} m: needs a length above 0")
    count = (east - west + size) * (north - south + size) / (size**2 * math.sqrt(0.75))
    if count > MOST_CELLS:
        raise InputError(f"cell of {size:g} m: makes {count:.0f} cells, the most is {MOST_CELLS}; take larger ones")
    return size


def _hexagons(region: BaseGeometry, size: float) -> NDArray[np.object_]:
    """Hexagons, `size` from middle to middle, that meet a region, row by row from the south-west."""
    west, south, east, north = region.bounds
    step = size * math.sqrt(0.75)
    rows = np.arange(math.floor(south / step) - 1, math.ceil(north / step) + 2)
    columns = np.arange(math.floor(west / size) - 1, math.ceil(east / size) + 2)
    column, row = (grid.ravel() for grid in np.meshgrid(columns, rows))
    middle = np.column_stack([(column + 0.5 * (row % 2)) * size, row * step])
    angle = np.radians(np.arange(6) * 60 + 30)
    corners = size / math.sqrt(3) * np.column_stack([np.cos(angle), np.sin(angle)])
    cells = np.asarray(shapely.polygons(middle[:, None, :] + corners[None, :, :]))
    shapely.prepare(region)
    return cells[shapely.intersects(region, cells)]
