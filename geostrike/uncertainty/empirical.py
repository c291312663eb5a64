"""What a stated locality means at a level: the empirical error model.

A region at level 0.8 is meant to hold the true place in 80 of 100 unseen texts. The functions
here say how far a region must reach from the reference place; `geostrike.georeference` draws it.
Every number comes from `empirical.toml` beside this module, where each group names the data,
the number of rows, the date and the coverage that it obtained; `benchmarks/fit_error_model.py` writes
that file. `docs/uncertainty.md` explains the method and its limits.

All lengths are metres, all angles degrees. Scalars and arrays broadcast as numpy does, and
scalars in give 0-d numpy values out. Regions at increasing levels nest.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geostrike.errors import InputError
from geostrike.model import Proximity

Array: TypeAlias = NDArray[np.float64]
Shape: TypeAlias = Mapping[str, Any]

LEVELS: Final = (0.5, 0.8, 0.9)
"""The levels that regions are made at by default."""

GRADES: Final = ("strong", "thin", "assumed")
"""How well figures are founded, best first."""

SOURCE_PROFILES: Final = ("strike", "machine")
"""Who writes: people as of the strikes, or a machine that turns a position into words."""

PLACE_LISTS: Final = ("newer", "older_us", "older_elsewhere")
"""Lists that a machine measured from: today's; an older one, for places in the United States and elsewhere."""

_UNSPACED = re.compile(r"\d[^\W\d_]")

LOWEST: Final = 0.05
HIGHEST: Final = 0.99

# Up to NEAR_UNTIL_M the strikes themselves set the shape; beyond FAR_FROM_M, where they are few,
# other authors count as well; in between the two are blended (docs/uncertainty.md, "Two distances").
NEAR_UNTIL_M: Final = 45_000.0
FAR_FROM_M: Final = 120_000.0

# North and north-east scatter alike in the data, so words wider than 22.5 degrees count as 22.5;
# none finer than a point of the 16-point rose was seen, and "due south" is no proof of care.
COARSEST_WORD_DEG: Final = 22.5
FINEST_WORD_DEG: Final = 11.25


FITTED: Final = frozenset(
    {
        "log_inward", "log_outward", "half_angle_deg", "floor_m", "extent_share", "word_power",
        "interval_share", "reach_m", "half_fraction", "half_width_share",
    }
)  # fmt: skip
"""Names in the parameter file that hold one value per level; the rest is provenance."""


class SectorSpread(NamedTuple):
    """An annular sector about the stated heading, then grown on all sides.

    Parameters
    ----------
    inner_m, outer_m
        Radii of the sector before it is grown, 0 <= inner <= outer.
    half_angle_deg
        Half of the sector's opening, 0 to 180.
    grow_m
        Radius of the disc that the sector is grown by (Minkowski sum).
    """

    inner_m: Array
    outer_m: Array
    half_angle_deg: Array
    grow_m: Array


class RingSpread(NamedTuple):
    """A ring round the place; a disc where `inner_m` is 0. Final: nothing more is added."""

    inner_m: Array
    outer_m: Array


class CorridorSpread(NamedTuple):
    """A strip along the line from one place to another.

    Parameters
    ----------
    half_width_m
        Metres to either side of the line, and beyond its ends.
    fraction_low, fraction_high
        Where along the line the strip begins and ends, as a share of its length.
    """

    half_width_m: Array
    fraction_low: Array
    fraction_high: Array


def offset_spread(
    low_m: ArrayLike, high_m: ArrayLike, half_angle_deg: ArrayLike, extent_m: ArrayLike, level: float
) -> SectorSpread:
    """Where the true place lies for "45 km south-west of X".

    Parameters
    ----------
    low_m, high_m
        The interval of the stated distance, hedge and rounding applied.
    half_angle_deg
        Half width of the compass word: 45 (N), 22.5 (NE), 11.25 (NNE), 1 (degrees).
    extent_m
        Geographic radial of the reference place.
    level
        Share of cases in which the region is to hold the true place.

    Raises
    ------
    InputError
        For a level outside 0.05 to 0.99.

    Examples
    --------
    >>> sector = offset_spread(44_500, 45_500, 22.5, 5_000, 0.8)
    >>> bool(sector.inner_m < 44_500 < 45_500 < sector.outer_m)
    True
    """
    low, high, word, extent = _arrays(low_m, high_m, half_angle_deg, extent_m)
    shape = sector_shape((low + high) / 2, _at(level, "offset", "near"), _at(level, "offset", "far"))
    return sector_of(shape, low, high, word, extent)


def sector_shape(stated_m: Array, near: Shape, far: Shape) -> dict[str, Array]:
    """Blend the parameters for short and for long stated distances, linear in the logarithm of the distance.

    >>> shape = sector_shape(np.array([1e3, 1e6]), {"floor_m": 1.0}, {"floor_m": 3.0})
    >>> shape["floor_m"].tolist()
    [1.0, 3.0]
    """
    with np.errstate(divide="ignore"):
        share = np.clip(np.log(stated_m / NEAR_UNTIL_M) / np.log(FAR_FROM_M / NEAR_UNTIL_M), 0, 1)
    return {name: np.asarray(near[name] + (far[name] - near[name]) * share) for name in near}


def sector_of(shape: Shape, low: Array, high: Array, word: Array, extent: Array) -> SectorSpread:
    """Return the sector that a shape's parameters make of stated values; the fit uses it as well.

    >>> shape = {"log_inward": 0, "log_outward": 0, "half_angle_deg": 20, "floor_m": 500, "extent_share": 0.5,
    ...          "word_power": 1, "interval_share": 1}
    >>> sector = sector_of(shape, *(np.array(value) for value in (1e3, 2e3, 11.25, 3e3)))
    >>> float(sector.half_angle_deg), float(sector.grow_m)
    (10.0, 2000.0)
    """
    narrow = np.clip(word, FINEST_WORD_DEG, COARSEST_WORD_DEG) / COARSEST_WORD_DEG
    inner, outer, half, grow = np.broadcast_arrays(
        *_radii(shape, low, high),
        np.minimum(shape["half_angle_deg"] * narrow ** shape["word_power"], 180.0),
        shape["floor_m"] + shape["extent_share"] * extent,
    )
    return SectorSpread(inner, outer, half, grow)


def _radii(shape: Shape, low: Array, high: Array) -> tuple[Array, Array]:
    """Widen a stated interval: its own half-width and the measured error are independent, so their squares add."""
    middle = (low + high) / 2
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        below, above = np.log(middle / low), np.log(high / middle)
        share = shape["interval_share"]
        inner = middle * np.exp(-np.hypot(share * below, shape["log_inward"]))
        outer = middle * np.exp(np.hypot(share * above, shape["log_outward"]))
    return np.where(middle > 0, inner, 0.0), np.where(middle > 0, outer, 0.0)


def place_list(words: str, country: str) -> int:
    """Which list of places a machine measured from, as a number of :data:`PLACE_LISTS`, told by its spelling.

    The US Geological Survey wrote "56km" with an older list than "56 km". Many places have another
    coordinate by now; fewer in the United States, whose own surveys gave them, than elsewhere.
    (Measured, not announced: docs/uncertainty.md.)

    Parameters
    ----------
    words
        The distance as written; empty where unknown, which counts as today's spelling.
    country
        ISO 3166-1 alpha-2 code of the reference place.

    Examples
    --------
    >>> [PLACE_LISTS[place_list(*one)] for one in (("56 km", "TO"), ("56km", "US"), ("56km", "TO"))]
    ['newer', 'older_us', 'older_elsewhere']
    """
    if not _UNSPACED.search(words):
        return 0
    return 1 if country == "US" else 2


def machine_spread(low_m: ArrayLike, high_m: ArrayLike, level: float, lists: ArrayLike = 0) -> SectorSpread:
    """Where the true place lies for "45 km SSW of X" written by machine from a position, the km truncated.

    Parameters
    ----------
    low_m, high_m
        The interval that truncation leaves: 45,000 to 46,000.
    lists
        Which list each was measured from; see :func:`place_list`.

    Examples
    --------
    >>> sector = machine_spread(45_000, 46_000, 0.95)
    >>> float(sector.half_angle_deg) <= 11.25, float(sector.inner_m)
    (True, 45000.0)
    """
    low, high, which = _arrays(low_m, high_m, lists)
    known = [_at(level, "machine", name) for name in PLACE_LISTS]
    shape: dict[str, Any] = dict.fromkeys(("log_inward", "log_outward", "word_power", "extent_share"), 0.0)
    shape |= {name: np.choose(which.astype(np.intp), [one[name] for one in known]) for name in known[0]}
    return sector_of(shape, low, high, np.full_like(low, COARSEST_WORD_DEG), np.zeros_like(low))


def distance_only_spread(low_m: ArrayLike, high_m: ArrayLike, extent_m: ArrayLike, level: float) -> RingSpread:
    """Where the true place lies for "100 miles outside of X": a ring.

    >>> ring = distance_only_spread(156_000, 166_000, 5_000, 0.9)
    >>> bool(ring.inner_m < 156_000 < 166_000 < ring.outer_m)
    True
    """
    low, high, extent = _arrays(low_m, high_m, extent_m)
    shape = sector_shape((low + high) / 2, _at(level, "distance_only", "near"), _at(level, "distance_only", "far"))
    grow = shape["floor_m"] + shape["extent_share"] * extent
    inner, outer = _radii(shape, low, high)
    return RingSpread(inner_m=np.maximum(inner - grow, 0), outer_m=outer + grow)


def heading_only_spread(half_angle_deg: ArrayLike, extent_m: ArrayLike, level: float) -> SectorSpread:
    """Where the true place lies for "south of X": a cone from the place with an outer limit.

    >>> float(heading_only_spread(45, 5_000, 0.9).inner_m)
    0.0
    """
    word, extent = _arrays(half_angle_deg, extent_m)
    reach = _at(level, "heading_only")
    return sector_of(
        {**reach, "interval_share": 1.0, "log_inward": 0.0, "log_outward": 0.0},
        np.zeros_like(extent),
        np.full_like(extent, reach["reach_m"]),
        word,
        extent,
    )


def feature_radius_m(extent_m: ArrayLike, level: float) -> Array:
    """Radius round a settlement's point for "in X".

    >>> bool(feature_radius_m(5_000, 0.5) < feature_radius_m(5_000, 0.9))
    True
    """
    return _radius(extent_m, level, "feature")


def near_radius_m(extent_m: ArrayLike, level: float, proximity: Proximity = Proximity.NEAR) -> Array:
    """Radius round a place for "near X", "on the outskirts of X", "adjacent to X".

    >>> bool(near_radius_m(5_000, 0.9, Proximity.ADJACENT) < near_radius_m(5_000, 0.9))
    True
    """
    return _radius(extent_m, level, proximity.value)


def between_spread(length_m: ArrayLike, level: float) -> CorridorSpread:
    """Where the true place lies for "between A and B", `length_m` apart.

    >>> strip = between_spread(100_000, 0.9)
    >>> bool(strip.fraction_low < 0.5 < strip.fraction_high)
    True
    """
    (length,) = _arrays(length_m)
    shape = _at(level, "between")
    return CorridorSpread(
        half_width_m=shape["floor_m"] + shape["half_width_share"] * length,
        fraction_low=np.full_like(length, 0.5 - shape["half_fraction"]),
        fraction_high=np.full_like(length, 0.5 + shape["half_fraction"]),
    )


def _radius(extent_m: ArrayLike, level: float, kind: str) -> Array:
    (extent,) = _arrays(extent_m)
    shape = _at(level, kind)
    radius: Array = shape["floor_m"] + shape["extent_share"] * extent
    return radius


def _arrays(*values: ArrayLike) -> tuple[Array, ...]:
    return tuple(np.broadcast_arrays(*(np.asarray(value, dtype=np.float64) for value in values)))


@cache
def parameters() -> Mapping[str, Any]:
    """Return the parameter file as it was written: one table per kind, with its provenance."""
    text = files("geostrike.uncertainty").joinpath("empirical.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def evidence(kind: str, level: float | None = None) -> str:
    """How well the figures of a kind are founded: "strong", "thin" or "assumed".

    Parameters
    ----------
    kind
        A table of the parameter file: "offset", "distance_only", "heading_only", "feature",
        "near", "outskirts", "adjacent" or "between"; kinds without a table are "assumed".
    level
        Beyond the levels that the source's figures speak of (`measured` in the table) they are
        extrapolated, and the grade is one lower. None: whatever the level.

    >>> evidence("offset"), evidence("offset", 0.99), evidence("along_road")
    ('strong', 'thin', 'assumed')
    """
    table = parameters().get(kind)
    if not isinstance(table, dict):
        return GRADES[-1]
    least, most = table.get("measured", (LOWEST, HIGHEST))
    grade = GRADES.index(table["evidence"]) + (level is not None and not least <= level <= most)
    return GRADES[min(grade, len(GRADES) - 1)]


@cache
def _at(level: float, *path: str) -> Shape:
    """Parameters of a table at a level: linear in -log(1 - level) between the fitted levels."""
    if not LOWEST <= level <= HIGHEST:
        raise InputError(f"level {level:g}: regions are calibrated from {LOWEST} to {HIGHEST}; choose one in between")
    table = parameters()
    knots, at = -np.log1p(-np.array(table["levels"])), -np.log1p(-level)
    for name in path:
        table = table[name]
    return {name: float(np.interp(at, knots, values)) for name, values in table.items() if name in FITTED}
