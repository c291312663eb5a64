"""Rows of the reports frame as accounts that can be compared."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geostrike import lang
from geostrike.gazetteer import names
from geostrike.geodesy import area_m2
from geostrike.model import Count
from geostrike.tables.contracts import LEVELS, region_column

COUNTS = ("strikes", "killed", "civilians_killed", "wounded")
PERSONS = ("killed", "wounded", "civilians_killed")
IN_PLACE = ("feature", "all_of")
"""Forms of locality that name the place itself; "all of" with its district or country."""

WIDE_M2 = 3e10
"""Area from which a region that only names a place proves little by overlapping."""

VAGUE = ("feature", "part", "border")
"""Forms of locality that name a whole area; they agree with much and prove little."""

FIRM_DAYS = 3
"""Longest interval, in days, that counts as a stated day: a night, or a day and its neighbours."""

_LEAST_CONSONANTS = 3
"""A name of fewer consonants is told by its vowels as well."""

_AT_ONCE = 4096
"""Regions that are written out at a time to be told apart."""

_YEARLESS = re.compile(r"XXXX-(\d\d)-(\d\d)")
_UNSTATED = Count()


class Row:
    """One row of a frame whose columns are lists: cheap where there are many of them."""

    __slots__ = ("_columns", "_position")

    def __init__(self, columns: Mapping[str, list[Any]], position: int) -> None:
        self._columns = columns
        self._position = position

    def __getitem__(self, column: str) -> Any:
        return self._columns[column][self._position]


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A region that one or more accounts have: a geometry, its bounds in degrees, its area."""

    geometry: Any
    bounds: tuple[float, float, float, float]
    area_m2: float


@dataclass(frozen=True, eq=False)
class Account:
    """One report as far as fusing needs it; `row` keeps the rest, in the frame's own columns.

    `first` and `last` are the ordinals of the days on which it may have happened, `persons` those of
    `counts` that count people and are stated. `shape` is
    None where the report has no place; accounts with the same region share one. `parties` are
    ISO 3166-1 codes of who struck, `means` the sorts of aircraft ("unmanned", "b-2"), `spelling` the
    name of the place with what transliterations differ in evened out, `yearless` month and day of a
    date whose year is not known.
    """

    id: str
    document: str
    kind: str
    start: date | None
    end: date | None
    published: date | None
    country: str
    place: str
    kind_of_place: str
    distance_m: float | None
    bearing_deg: float | None
    shape: Shape | None
    counts: dict[str, Count]
    vehicles: int | None
    parties: frozenset[str]
    means: frozenset[str]
    row: Row
    spelling: str = ""
    yearless: tuple[int, int] | None = None
    first: int | None = field(init=False)
    last: int | None = field(init=False)
    persons: dict[str, Count] = field(init=False)

    def __post_init__(self) -> None:
        derived = {
            "first": self.start.toordinal() if self.start else None,
            "last": self.end.toordinal() if self.end else None,
            "persons": {name: self.counts[name] for name in PERSONS if self.counts[name]},
        }
        self.__dict__.update(derived)  # a frozen class refuses to be set

    @property
    def is_firm(self) -> bool:
        """Whether the date is known to a day or a night."""
        return self.first is not None and self.last is not None and self.last - self.first < FIRM_DAYS

    @property
    def days(self) -> int | None:
        """Number of days on which it may have happened; None where no day is known."""
        return self.last - self.first + 1 if self.first is not None and self.last is not None else None

    @property
    def is_in_place(self) -> bool:
        """Whether it says that it was in a named place, and not at some distance or side of it."""
        return self.kind_of_place in IN_PLACE and self.distance_m is None and self.bearing_deg is None

    @property
    def is_located(self) -> bool:
        """Whether there is a region."""
        return self.shape is not None

    @property
    def region(self) -> Any:
        """The region's geometry, None where there is none."""
        return self.shape.geometry if self.shape else None

    @property
    def is_wide(self) -> bool:
        """Whether there is a region, and a wide one."""
        return self.shape is not None and self.shape.area_m2 > WIDE_M2

    @property
    def is_vague(self) -> bool:
        """Whether it only names an area, and measures nothing from it."""
        return self.kind_of_place in VAGUE

    @cached_property
    def core(self) -> Any:
        """The region that holds the place in half of the cases; `region` where there is none."""
        core = self.row[region_column(min(LEVELS))]
        if core is None or core.is_empty:
            return self.region
        return core if core.is_valid else shapely.make_valid(core)

    @property
    def area_m2(self) -> float:
        """Area of the region; infinite where there is none."""
        return self.shape.area_m2 if self.shape else math.inf

    @cached_property
    def says(self) -> tuple[Any, ...]:
        """All that it says of a strike: accounts that say the same fit the same others."""
        undated = (self.published, self.yearless) if self.start is None else (None, None)
        when = (self.kind, self.start, self.end, *undated)
        named = (self.country, self.place, self.spelling, self.kind_of_place)
        where = (*named, self.distance_m, self.bearing_deg, id(self.shape))
        numbers = [end for count in self.counts.values() for end in (count.low, count.high)]
        return (*when, *where, *numbers, self.vehicles, self.parties, self.means)


def accounts(reports: gpd.GeoDataFrame) -> list[Account]:
    """Return the accounts of a frame of reports, sorted by identifier, whatever the frame's order."""
    columns = _columns(reports)
    shapes = _shapes(columns)
    found = [
        _account(str(index), Row(columns, position), shape)
        for position, (index, shape) in enumerate(zip(reports.index, shapes, strict=True))
    ]
    return sorted(found, key=lambda account: account.id)


def _columns(reports: gpd.GeoDataFrame) -> dict[str, list[Any]]:
    """Return the columns as lists of plain Python values, None for what is not known."""
    columns: dict[str, list[Any]] = {}
    for name in reports.columns:
        series = reports[name]
        if isinstance(series.dtype, gpd.array.GeometryDtype):
            columns[str(name)] = list(series.array)
        elif pd.api.types.is_datetime64_any_dtype(series):
            columns[str(name)] = [None if day is pd.NaT else day for day in series.dt.date.tolist()]
        else:
            values, missing = series.tolist(), series.isna().tolist()
            columns[str(name)] = [None if gone else value for value, gone in zip(values, missing, strict=True)]
    return columns


def _shapes(columns: Mapping[str, list[Any]]) -> list[Shape | None]:
    """Return the shape of each row; equal regions are one shape."""
    located = [
        row
        for row, (region, status) in enumerate(zip(columns["region"], columns["status"], strict=True))
        if status == "located" and region is not None and not region.is_empty
    ]
    number: dict[bytes, int] = {}
    of_row: dict[int, int] = {}
    geometries: list[Any] = []
    for start in range(0, len(located), _AT_ONCE):
        rows = located[start : start + _AT_ONCE]
        for row, wkb in zip(rows, shapely.to_wkb([columns["region"][row] for row in rows]).tolist(), strict=True):
            of_row[row] = number.setdefault(hashlib.blake2b(wkb, digest_size=16).digest(), len(number))
            if of_row[row] == len(geometries):
                geometries.append(columns["region"][row])
    valid = shapely.make_valid(np.array(geometries, dtype=object))
    shapely.prepare(valid)
    areas, bounds = np.atleast_1d(area_m2(valid)).tolist(), shapely.bounds(valid).tolist()
    shapes = [Shape(*each) for each in zip(valid, map(tuple, bounds), areas, strict=True)]
    return [shapes[of_row[row]] if row in of_row else None for row in range(len(columns["region"]))]


def _account(name: str, row: Row, shape: Shape | None) -> Account:
    yearless = _YEARLESS.fullmatch(row["date_edtf"])
    return Account(
        id=name,
        document=row["doc_id"],
        kind=row["kind"],
        start=row["date_start"],
        end=row["date_end"],
        published=row["published"],
        country=row["country"],
        place=row["place_id"] or row["place_text"].casefold(),
        kind_of_place=row["locality_kind"],
        distance_m=row["distance_m"],
        bearing_deg=row["bearing_deg"],
        shape=shape,
        counts={name: _count(row[f"{name}_min"], row[f"{name}_max"]) for name in COUNTS},
        vehicles=row["vehicles_destroyed"],
        parties=parties(row["actor"]),
        means=means(row["aircraft"]),
        row=row,
        spelling=_spelling(row["place_text"]),
        yearless=(int(yearless[1]), int(yearless[2])) if yearless else None,
    )


def _count(low: int | None, high: int | None) -> Count:
    return _UNSTATED if low is None and high is None else Count(low, high)


@cache
def _spelling(name: str) -> str:
    """Return what is left of a name in all its transliterations.

    >>> _spelling("Dandey Darpakhel") == _spelling("Danday Darpa Khel"), _spelling("Rann")
    (True, 'ran')
    """
    key, _ = names.drop_generic(names.fold(name))
    bare = names.consonants(key)
    return bare if len(bare) >= _LEAST_CONSONANTS else names.skeleton(key)


@cache
def parties(actor: str, language: str = "en") -> frozenset[str]:
    """Return the ISO codes of who is named as actor; empty where the words name nobody known.

    >>> sorted(parties("U.S. Africa Command")), sorted(parties("unidentified jets"))
    (['US'], [])
    """
    table = lang.load(language).table("reports")["parties"]
    return frozenset(table[name] for name in _party_names(language).findall(actor.casefold()))


@cache
def means(aircraft: str, language: str = "en") -> frozenset[str]:
    """Return the sorts of aircraft in a text: "unmanned", and designations.

    >>> sorted(means("two B-2 bombers; drones"))
    ['b-2', 'unmanned']
    """
    folded = aircraft.casefold()
    unmanned = lang.load(language).table("reports")["means"]["unmanned"]
    designations = re.findall(r"\b[a-z]{1,3}-\d{1,3}", folded)
    return frozenset((*designations, *(["unmanned"] if any(mark in folded for mark in unmanned) else [])))


@cache
def _party_names(language: str) -> re.Pattern[str]:
    names = sorted(lang.load(language).table("reports")["parties"], key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, names))})(?![\w-])")


def days_apart(one: Account, other: Account) -> int | None:
    """Return the days between two intervals, 0 where they overlap, None where one is unknown."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return None
    return max(0, one.first - other.last, other.first - one.last)
