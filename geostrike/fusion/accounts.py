"""Rows of the reports frame as accounts that can be compared."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache, partial
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geostrike.fusion.spellings import means, own_name, parties, sites, spelling
from geostrike.fusion.wording import Shingles, shingles
from geostrike.geodesy import area_m2
from geostrike.model import UNCERTAIN, Count
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

_NIGHT_DAYS = 2
"""Days of a night."""

_OR_BEFORE = "or the one before"
"""How `date_rule` ends where news is of the day on which it was told, or of the one before."""

_AT_ONCE = 4096
"""Regions that are written out at a time to be told apart."""

_ENDS = tuple(f"{name}_{end}" for name in COUNTS for end in ("min", "max"))
_READ = (
    *("doc_id", "kind", "date_start", "date_end", "date_edtf", "published"),
    *("country", "place_id", "place_text", "locality"),
    *("locality_kind", "distance_m", "bearing_deg", "vehicles_destroyed", "actor", "aircraft", "target"),
    *_ENDS,
)
"""Columns that every account is made of."""

_YEARLESS = re.compile(r"XXXX-(\d\d)-(\d\d)")


Counts = Mapping[str, Count]
Columns = Mapping[str, list[Any]]
"""The cells of a frame by column, as plain Python values, None for what is not known."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A region that one or more accounts have: a geometry, its bounds in degrees, its area."""

    geometry: Any
    bounds: tuple[float, float, float, float]
    area_m2: float
    _met: dict[Shape, bool] = field(default_factory=dict)

    def meets(self, other: Shape) -> bool:
        """Whether the two have a point in common; kept, since many accounts share a region."""
        if other not in self._met:
            self._met[other] = self is other or bool(shapely.intersects(self.geometry, other.geometry))
        return self._met[other]


@dataclass(frozen=True, eq=False)
class Account:
    """One report as far as fusing needs it; `cell` gives the rest.

    `first` and `last` are the ordinals of the days on which it may have happened, `persons` those of
    `counts` that count people and are stated. `shape` is
    None where the report has no place; accounts with the same region share one. `parties` are
    ISO 3166-1 codes of who struck, `means` the sorts of aircraft ("unmanned", "b-2"), `sites` the
    kinds of what was struck ("hospital"), `spelling` the name of the place with what transliterations
    differ in evened out, `yearless` month and day of a date whose year is not known. `says` numbers all
    that it says of a strike: accounts that say the same fit the same others.
    """

    id: str
    columns: Columns
    position: int
    document: str
    says: int
    counts: Counts
    persons: Counts
    kind: str
    start: date | None
    end: date | None
    published: date | None
    country: str
    place: str
    spelling: str
    kind_of_place: str
    distance_m: float | None
    bearing_deg: float | None
    shape: Shape | None
    vehicles: int | None
    parties: frozenset[str]
    means: frozenset[str]
    sites: frozenset[str]
    yearless: tuple[int, int] | None
    first: int | None = field(init=False)
    last: int | None = field(init=False)
    is_firm: bool = field(init=False)
    """Whether the date is known to a day or a night."""
    is_wide: bool = field(init=False)
    """Whether there is a region, and a wide one."""
    is_vague: bool = field(init=False)
    """Whether it only names an area, and measures nothing from it."""

    def __post_init__(self) -> None:
        first = self.start.toordinal() if self.start else None
        last = self.end.toordinal() if self.end else None
        derive = partial(object.__setattr__, self)  # a frozen class refuses to be set
        derive("first", first)
        derive("last", last)
        derive("is_firm", first is not None and last is not None and last - first < FIRM_DAYS)
        derive("is_wide", self.shape is not None and self.shape.area_m2 > WIDE_M2)
        derive("is_vague", self.kind_of_place in VAGUE)

    def cell(self, column: str) -> Any:
        """Return what the frame has in a column, None where nothing is known."""
        return self.columns[column][self.position]

    @property
    def name(self) -> str:
        """The name of its place itself, as written; "" where it names none."""
        return own_name(self.cell("locality"), self.cell("place_text"))

    @property
    def days(self) -> int | None:
        """Number of days on which it may have happened; None where no day is known."""
        return self.last - self.first + 1 if self.first is not None and self.last is not None else None

    @property
    def is_night(self) -> bool:
        """Whether it is dated by a night, and not by the day of telling it with the one before."""
        return self.days == _NIGHT_DAYS and not (self.cell("date_rule") or "").endswith(_OR_BEFORE)

    @property
    def is_in_place(self) -> bool:
        """Whether it says that it was in a named place, and not at some distance or side of it."""
        return self.kind_of_place in IN_PLACE and self.distance_m is None and self.bearing_deg is None

    @cached_property
    def is_unknown(self) -> bool:
        """Whether it names a place that no gazetteer has, maybe with its distance from one that it has."""
        if not self.spelling:
            return False
        if self.spelling != spelling(self.cell("place_text")):
            return True
        return not self.cell("place_id") and (self.is_in_place or self.kind_of_place == "near")

    @cached_property
    def is_named(self) -> bool:
        """Whether it says in or near which place it was, and not only how far from one or on which side."""
        return self.is_in_place or self.kind_of_place == "near" or self.is_unknown

    @property
    def region(self) -> Any:
        """The region's geometry, None where there is none."""
        return self.shape.geometry if self.shape else None

    @cached_property
    def core(self) -> Any:
        """The region that holds the place in half of the cases; `region` where there is none."""
        core = self.cell(region_column(min(LEVELS)))
        if core is None or core.is_empty:
            return self.region
        return core if core.is_valid else shapely.make_valid(core)

    @cached_property
    def told(self) -> Shingles:
        """The passages of its quote."""
        return shingles(self.cell("quote"))

    def meets(self, other: Account) -> bool:
        """Whether both have a region, and the two have a point in common."""
        return self.shape is not None and other.shape is not None and self.shape.meets(other.shape)

    @property
    def area_m2(self) -> float:
        """Area of the region; infinite where there is none."""
        return self.shape.area_m2 if self.shape else math.inf


def cells(accounts: Sequence[Account], column: str) -> list[Any]:
    """Return what the frame has in a column for each of some accounts."""
    return [account.columns[column][account.position] for account in accounts]


def accounts(reports: gpd.GeoDataFrame) -> list[Account]:
    """Return the accounts of a frame of reports, sorted by identifier, whatever the frame's order."""
    columns = _columns(reports)
    rows = zip(reports.index, _shapes(columns), *(columns[name] for name in _READ), strict=True)
    numbers: dict[tuple[Any, ...], int] = {}
    found = []
    for position, (name, shape, *values) in enumerate(rows):
        row = dict(zip(_READ, values, strict=True))
        if row["date_edtf"].endswith(UNCERTAIN):  # that it was news: compared as if it had no day
            row |= {"date_start": None, "date_end": None}
        said, dated, ends = _said(row, shape), _dated(row), [row[end] for end in _ENDS]
        key = (*said.values(), *ends, *(dated.values() if row["date_start"] is None else ()))
        says = numbers.setdefault(key, len(numbers))
        counts, persons = _counts(*ends)
        found.append(Account(str(name), columns, position, row["doc_id"], says, counts, persons, **dated, **said))
    return sorted(found, key=lambda account: account.id)


def _columns(reports: gpd.GeoDataFrame) -> Columns:
    """Return the columns as lists of plain Python values, None for what is not known."""
    columns: dict[str, list[Any]] = {}
    for name in reports.columns:
        series = reports[name]
        if isinstance(series.dtype, gpd.array.GeometryDtype):
            columns[str(name)] = series.to_numpy().tolist()
        elif pd.api.types.is_datetime64_any_dtype(series):
            columns[str(name)] = [None if day is pd.NaT else day for day in series.dt.date.tolist()]
        else:
            seen: dict[Any, Any] = {}  # what many reports say, as a country, is kept once
            values = [seen.setdefault(value, value) for value in series.tolist()]
            missing = series.isna().to_numpy()
            for row in np.flatnonzero(missing):
                values[row] = None
            columns[str(name)] = values
    return columns


def _shapes(columns: Columns) -> list[Shape | None]:
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


def _said(row: Mapping[str, Any], shape: Shape | None) -> dict[str, Any]:
    """Return all that a report says of a strike besides its numbers, by the names that an account has for it."""
    return {
        "kind": row["kind"],
        "start": row["date_start"],
        "end": row["date_end"],
        "country": row["country"],
        "place": row["place_id"] or row["place_text"].casefold(),
        "spelling": spelling(own_name(row["locality"], row["place_text"])),
        "kind_of_place": row["locality_kind"],
        "distance_m": row["distance_m"],
        "bearing_deg": row["bearing_deg"],
        "shape": shape,
        "vehicles": row["vehicles_destroyed"],
        "parties": parties(row["actor"], row["country"]),
        "means": means(row["aircraft"]),
        "sites": sites(row["target"]),
    }


def _dated(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what dates a report that names no day, by the names that an account has for it."""
    yearless = _YEARLESS.fullmatch(row["date_edtf"])
    return {"published": row["published"], "yearless": (int(yearless[1]), int(yearless[2])) if yearless else None}


@lru_cache(maxsize=4096)
def _counts(*ends: int | None) -> tuple[Counts, Counts]:
    """Return the counts of the ends, in the order of `COUNTS`, and those that count persons and are stated."""
    counts = {name: _stated(low, high) for name, low, high in zip(COUNTS, ends[::2], ends[1::2], strict=True)}
    return counts, {name: counts[name] for name in PERSONS if counts[name]}


def _stated(low: int | None, high: int | None) -> Count:
    """Return a count; "none or more" states nothing."""
    return Count(None if low == 0 and high is None else low, high)


def days_apart(one: Account, other: Account) -> int | None:
    """Return the days between two intervals, 0 where they overlap, None where one is unknown."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return None
    return max(0, one.first - other.last, other.first - one.last)
