"""Rows of the reports frame as accounts that can be compared."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geostrike import lang
from geostrike.geodesy import area_m2
from geostrike.model import Count

COUNTS = ("strikes", "killed", "civilians_killed", "wounded")
FIRM_DAYS = 3
"""Longest interval, in days, that counts as a stated day: a night, or a day and its neighbours."""


@dataclass(frozen=True, eq=False)
class Account:
    """One report as far as fusing needs it; `row` keeps the rest, in the frame's own columns.

    `region` is None where the report has no place. `parties` are ISO 3166-1 codes of who struck,
    `means` the sorts of aircraft ("unmanned", "b-2").
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
    region: Any
    counts: dict[str, Count]
    vehicles: int | None
    parties: frozenset[str]
    means: frozenset[str]
    row: dict[str, Any]
    area_m2: float = math.inf

    @property
    def is_firm(self) -> bool:
        """Whether the date is known to a day or a night."""
        return self.start is not None and self.end is not None and (self.end - self.start).days < FIRM_DAYS

    @property
    def is_located(self) -> bool:
        """Whether there is a region."""
        return self.region is not None


def accounts(reports: gpd.GeoDataFrame) -> list[Account]:
    """Return the accounts of a frame of reports, sorted by identifier, whatever the frame's order."""
    return sorted(_accounts(reports), key=lambda account: account.id)


def _accounts(reports: gpd.GeoDataFrame) -> Iterator[Account]:
    for index, row in zip(reports.index, reports.to_dict("records"), strict=True):
        region = row["region"]
        located = row["status"] == "located" and region is not None and not region.is_empty
        region = shapely.make_valid(region) if located else None
        yield Account(
            id=str(index),
            document=row["doc_id"],
            kind=row["kind"],
            start=_day(row["date_start"]),
            end=_day(row["date_end"]),
            published=_day(row["published"]),
            country=row["country"],
            place=row["place_id"] or row["place_text"].casefold(),
            kind_of_place=row["locality_kind"],
            distance_m=_number(row["distance_m"]),
            bearing_deg=_number(row["bearing_deg"]),
            region=region,
            counts={name: Count(_whole(row[f"{name}_min"]), _whole(row[f"{name}_max"])) for name in COUNTS},
            vehicles=_whole(row["vehicles_destroyed"]),
            parties=parties(row["actor"]),
            means=means(row["aircraft"]),
            row=row,
            area_m2=float(area_m2(region)) if located else math.inf,
        )


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def parties(actor: str, language: str = "en") -> frozenset[str]:
    """Return the ISO codes of who is named as actor; empty where the words name nobody known.

    >>> sorted(parties("U.S. Africa Command")), sorted(parties("unidentified jets"))
    (['US'], [])
    """
    table = lang.load(language).table("reports")["parties"]
    return frozenset(table[name] for name in _party_names(language).findall(actor.casefold()))


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
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return None
    return max(0, (one.start - other.end) // timedelta(days=1), (other.start - one.end) // timedelta(days=1))
