"""The columns of every frame that geostrike makes: the one place where their list lives.

Order is part of the contract. Text is never null ("" where nothing is known), so that a file
format's habits with empty cells cannot change it; numbers and dates that are not known are null.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

CRS = "EPSG:4326"

LEVELS = (0.5, 0.8, 0.9)
"""Levels whose regions every frame carries in columns of their own."""


def region_column(level: float) -> str:
    """Return the name of the column that has the regions at a level.

    >>> region_column(0.9)
    'region_90'
    """
    return f"region_{100 * level:.0f}"


def region_level(column: object) -> float | None:
    """Return the level that a column of that name has regions at; None for other columns.

    >>> region_level("region_90"), region_level("region_5"), region_level("region")
    (0.9, 0.05, None)
    """
    percent = re.fullmatch(r"region_([0-9]{1,2})", str(column))
    return int(percent[1]) / 100 if percent else None


class Kind(StrEnum):
    """What a column holds, and by that its dtype."""

    TEXT = "text"
    DATE = "date"
    INTEGER = "integer"
    NUMBER = "number"
    GEOMETRY = "geometry"

    @property
    def dtype(self) -> str:
        """The pandas dtype of such a column.

        >>> Kind.INTEGER.dtype
        'Int64'
        """
        return _DTYPES[self]


_DTYPES = {
    Kind.TEXT: "string",
    Kind.DATE: "datetime64[s]",
    Kind.INTEGER: "Int64",
    Kind.NUMBER: "float64",
    Kind.GEOMETRY: "geometry",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it holds, its unit, its meaning, and whether it may be null."""

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Contract:
    """A frame's index and columns; the active geometry is `region`, the second one `point`."""

    title: str
    index: Column
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """Names of the columns in order, without the index."""
        return [column.name for column in self.columns]

    def __getitem__(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


def _text(name: str, meaning: str, unit: str = "") -> Column:
    return Column(name, Kind.TEXT, meaning, unit)


def _date(name: str, meaning: str) -> Column:
    return Column(name, Kind.DATE, meaning, "day", nullable=True)


def _count(name: str, meaning: str) -> Column:
    return Column(name, Kind.INTEGER, meaning, "1", nullable=True)


def _number(name: str, meaning: str, unit: str) -> Column:
    return Column(name, Kind.NUMBER, meaning, unit, nullable=True)


_GEOMETRY = (
    Column("region", Kind.GEOMETRY, "area that holds the place at `level`; active geometry", CRS, nullable=True),
    Column("point", Kind.GEOMETRY, "best single position; lies in `region`", CRS, nullable=True),
    *(
        Column(
            region_column(level),
            Kind.GEOMETRY,
            f"area that holds the place in {100 * level:.0f} of 100 cases",
            CRS,
            True,
        )
        for level in LEVELS
    ),
)

REPORTS = Contract(
    title="Reports: one row for each document's account of one strike",
    index=_text("report_id", "identifier, the same for the same input"),
    columns=(
        _text("doc_id", "the document"),
        _date("published", "day on which the document was published"),
        _text("publisher", "who published it"),
        _text("url", "where it was found"),
        _text("title", "its title"),
        _text("kind", "`strike`, or `campaign` of many over weeks"),
        _text("role", "`main`, or `background` where the document recalls it beside what it is about"),
        _date("date_start", "first day on which it may have happened"),
        _date("date_end", "last day on which it may have happened"),
        _text("date_edtf", "the same as an EDTF (ISO 8601-2) string"),
        _text("date_text", "the words that say when"),
        _text("date_rule", "how the days were found from the words"),
        _text("locality", "the words that say where, verbatim"),
        _text("locality_kind", "form of those words: `offset`, `near`, `between`, ..."),
        _text("quote", "the sentence that carries the claim, verbatim"),
        Column("quote_start", Kind.INTEGER, "where the quote starts in the document's text", "character", True),
        Column("quote_end", Kind.INTEGER, "where it ends (a Python slice)", "character", True),
        _text(
            "country", "country of the reference place, else the one that the document speaks of", "ISO 3166-1 alpha-2"
        ),
        _text("place_text", "name of the reference place as written"),
        _text("place_name", "its name in the gazetteer"),
        _text("place_id", "its identifier in the gazetteer"),
        _number("bearing_deg", "stated direction from the reference place, clockwise from true north", "degree"),
        _number("distance_m", "stated distance from the reference place (middle of a stated range)", "metre"),
        _number("distance_low_m", "least distance that the statement's precision and hedge allow", "metre"),
        _number("distance_high_m", "greatest such distance; null where open", "metre"),
        _text("hedge", "how the distance was qualified: `about`, `more than`, ..."),
        _text("evidence", "how well measured this wording is at `level`: `strong`, `thin` or `assumed`"),
        _number("lon", "longitude of `point`, WGS84", "degree"),
        _number("lat", "latitude of `point`, WGS84", "degree"),
        _number("uncertainty_m", "radius of the circle round `point` that holds `region`", "metre"),
        _number("level", "share of cases in which such a region holds the true place", "1"),
        _text("error_model", "`empirical` or `protocol`"),
        _text("status", "`located` or `unlocated`"),
        _text("reason", "why it is unlocated"),
        _count("strikes_min", "fewest strikes"),
        _count("strikes_max", "most strikes; null where open"),
        _count("killed_min", "fewest killed"),
        _count("killed_max", "most killed; null where open"),
        _count("civilians_killed_min", "fewest civilians killed"),
        _count("civilians_killed_max", "most civilians killed; null where open"),
        _count("wounded_min", "fewest wounded"),
        _count("wounded_max", "most wounded; null where open"),
        _count("vehicles_destroyed", "vehicles destroyed (fewest, where an interval was stated)"),
        _text("destroyed", "what was destroyed, in the words of the text"),
        _text("actor", "who struck"),
        _text("target", "who or what was struck"),
        _text("aircraft", "with what aircraft"),
        _text("munitions", "with what munitions"),
        _text("attributed_to", "who said so"),
        _text("spans", "JSON: for each value the words that it was read from, and where they stand"),
        _text("corrections", "what a person set against what was read, in sentences"),
        _text("remarks", "every assumption that was made, in sentences"),
        *_GEOMETRY,
    ),
)

_OF_EVENTS = {
    "doc_id": "the documents, joined by `;`",
    "published": "first day on which one of them was published",
    "publisher": "who published them, joined by `; `",
    "url": "where the first of them was found (all are in `accounts`)",
    "title": "title of the first of them (all are in `accounts`)",
    "role": "`main` where it is so in any of the reports, else `background`",
    "date_rule": "how the days were found from the words, joined by `; `",
    "quote": "the sentence of the leading report, verbatim (all are in `accounts`)",
    "region": "area that the reports' claims make together, at `level`; active geometry",
}


def _event_column(column: Column) -> Column:
    if column.name == "spans":
        return _text("accounts", "JSON list: each report's document, publisher, published, url, title, words and quote")
    return replace(column, meaning=_OF_EVENTS.get(column.name, column.meaning))


EVENTS = Contract(
    title="Events: one row for each strike, fused from its reports",
    index=_text("event_id", "identifier, the same for the same input"),
    columns=(
        _text("report_ids", "the reports, joined by `;`"),
        Column("n_reports", Kind.INTEGER, "number of reports", "1"),
        Column("n_sources", Kind.INTEGER, "number of independent sources among them", "1"),
        _text("conflicts", "where the reports differ, in sentences, with who says what"),
        _text("reasons", "why the reports were joined, and why others like them were not, in sentences"),
        *(_event_column(column) for column in REPORTS.columns),
    ),
)

_WHERE = (
    "locality",
    "locality_kind",
    "country",
    "place_text",
    "place_name",
    "place_id",
    "bearing_deg",
    "distance_m",
    "distance_low_m",
    "distance_high_m",
    "hedge",
    "lon",
    "lat",
    "uncertainty_m",
    "level",
    "error_model",
    "evidence",
    "status",
    "reason",
    "remarks",
    "region",
    "point",
    *map(region_column, LEVELS),
)

LOCATIONS = Contract(
    title="Locations: one row for each phrase given to `locate_frame`, under the index of its input",
    index=Column("", Kind.TEXT, "the index of the phrases given"),
    columns=tuple(REPORTS[name] for name in _WHERE),
)
