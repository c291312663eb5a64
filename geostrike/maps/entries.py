"""What a map says of one row: plain text and clean polygons, made once and drawn three ways.

The card in the page, the row of the printed table and the plate (SVG) all come from `Entry`.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
from shapely.geometry import MultiPolygon

from geostrike import geodesy
from geostrike.errors import InputError
from geostrike.maps import wording
from geostrike.maps.areas import polygonal
from geostrike.model import ReportKind
from geostrike.tables import EVENTS, REPORTS

if TYPE_CHECKING:
    from geostrike.model import Document

_COUNTS = (
    ("strikes", "Strikes"),
    ("killed", "Killed"),
    ("civilians_killed", "Civilians killed"),
    ("wounded", "Wounded"),
    ("vehicles_destroyed", "Vehicles destroyed"),
)
_FACTS = (
    ("actor", "Struck by"),
    ("target", "Struck"),
    ("aircraft", "Aircraft"),
    ("munitions", "Munitions"),
    ("destroyed", "Destroyed"),
    ("attributed_to", "According to"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """One document's words about an event; `url` is "" unless it is http or https."""

    publisher: str = ""
    published: str = ""
    title: str = ""
    url: str = ""
    quote: str = ""
    date_text: str = ""
    locality: str = ""
    doc_id: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """An area and the share of cases in which it holds the true place; None where not stated."""

    level: float | None
    shape: MultiPolygon


@dataclass(frozen=True, slots=True)
class Entry:
    """One event or report as the map shows it.

    Parameters
    ----------
    number
        "1", "2", ... for strikes by date, "C1", ... for campaigns.
    places, dates
        Where and when in the words of the sources, each wording once.
    start, end
        First and last possible day; None where not known.
    regions
        Widest first; empty where it was not placed, and then `reason` says why.
    facts, extra
        Labels and values: what was reported, and columns that the contract does not know.
    """

    id: str
    number: str
    campaign: bool
    start: date | None
    end: date | None
    when: str
    places: tuple[str, ...]
    dates: tuple[str, ...]
    area: str
    reason: str
    conflicts: str
    remarks: str
    sources: tuple[Source, ...]
    facts: tuple[tuple[str, str], ...]
    extra: tuple[tuple[str, str], ...]
    place_id: str = ""
    regions: tuple[Region, ...] = field(default=(), repr=False)

    @property
    def placed(self) -> bool:
        """Whether it has an area."""
        return bool(self.regions)

    @property
    def place(self) -> str:
        """`places` in quotation marks."""
        return _quoted(self.places)

    @property
    def worded(self) -> str:
        """`dates` in quotation marks."""
        return _quoted(self.dates)


def entries_of(
    frame: pd.DataFrame, *, level: float | None = None, documents: Iterable[Document] = ()
) -> tuple[Entry, ...]:
    """Return the rows of an events or reports frame, strikes by date and then campaigns.

    Parameters
    ----------
    frame
        Columns of the contract in :mod:`geostrike.tables`; any may be missing, others are kept as
        extras. Areas are in `region` (or the active geometry), further levels in `region_50`,
        `region_90` and the like, in percent.
    level
        The level to draw; None draws all that there are.
    documents
        For reports: gives publisher, title and address where the frame does not.

    Raises
    ------
    InputError
        No frame, areas without a CRS, or a level that no row has.
    """
    if not isinstance(frame, pd.DataFrame):
        raise InputError(
            f"events of type {type(frame).__name__}: needs a GeoDataFrame; pass what extract() or fuse() returns"
        )
    known = {document.id: document for document in documents}
    shapes = _level_columns(frame)
    plain = frame.drop(columns=[name for name in frame.columns if _is_geometry(frame, name)])
    records = [{str(column): value for column, value in row.items()} for row in plain.to_dict("records")]
    entries = []
    for position, (name, row) in enumerate(zip(frame.index, records, strict=True)):
        regions, fault = _regions(row, {column: series.iloc[position] for column, series in shapes.items()}, level)
        entries.append(_entry(str(name), row, regions, fault, known))
    _require_level(entries, level)
    return _numbered(entries)


def _is_geometry(frame: pd.DataFrame, name: object) -> bool:
    return (
        str(frame[name].dtype) == "geometry" if name in frame.columns and isinstance(frame[name], pd.Series) else False
    )


def _level_columns(frame: pd.DataFrame) -> dict[str, gpd.GeoSeries]:
    """Return the columns of areas in EPSG:4326: the main one under "region", and `region_<percent>`."""
    names = {str(name): name for name in frame.columns if _is_geometry(frame, name)}
    chosen = {name: column for name, column in names.items() if re.fullmatch(r"region_\d{1,2}", name)}
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


def _regions(row: Mapping[str, Any], shapes: Mapping[str, Any], level: float | None) -> tuple[tuple[Region, ...], str]:
    """Return a row's areas, widest first, and why there is none."""
    regions: dict[float | None, Region] = {}
    fault = ""
    for column, geometry in shapes.items():
        stated = _number(row.get("level")) if column == "region" else int(column.removeprefix("region_")) / 100
        if level is not None and stated is not None and not math.isclose(stated, level):
            continue
        shape, problem = polygonal(geometry)
        if shape is not None:
            regions[stated] = Region(stated, shape)
        elif column == "region":
            fault = problem
    widest_first = sorted(regions.values(), key=lambda region: -(region.level or 1.0))
    return tuple(widest_first), "" if regions else fault or "it has no area"


def _require_level(entries: Sequence[Entry], level: float | None) -> None:
    if level is not None and entries and not any(entry.placed for entry in entries):
        raise InputError(f"level {level:g}: no event has an area at it; leave `level` out to draw those that there are")


def _entry(
    name: str, row: Mapping[str, Any], regions: tuple[Region, ...], fault: str, known: Mapping[str, Document]
) -> Entry:
    start, end = _date(row.get("date_start")), _date(row.get("date_end"))
    start, end = start or end, end or start
    if start and end and start > end:
        start, end = end, start
    sources = _sources(row, known)
    words = (*(source.locality for source in sources), _text(row.get("locality")) or _text(row.get("place_text")))
    dates = (*(source.date_text for source in sources), _text(row.get("date_text")))
    return Entry(
        id=name,
        number="",
        campaign=_text(row.get("kind")) == ReportKind.CAMPAIGN.value,
        start=start,
        end=end,
        when=wording.period(start, end),
        places=_once(words),
        dates=_once(dates),
        area=_area(regions, _number(row.get("uncertainty_m"))),
        reason="" if regions else _text(row.get("reason")) or fault,
        conflicts=_text(row.get("conflicts")),
        remarks=_text(row.get("remarks")),
        sources=sources,
        facts=tuple(_facts(row)),
        extra=tuple(_extra(row)),
        place_id=_text(row.get("place_id")),
        regions=regions,
    )


def _area(regions: Sequence[Region], radius_m: float | None) -> str:
    """Say how large an area is and how sure it is."""
    if not regions:
        return ""
    widest = regions[0]
    square_km = geodesy.area_m2(widest.shape) / 1e6
    sure = f", which should hold the true place in {widest.level:.0%} of such cases" if widest.level else ""
    reach = f"; no part is more than {wording.lengths(radius_m)} from its best point" if radius_m else ""
    return f"Somewhere in {wording.about(square_km)} km²{sure}{reach}."


def _sources(row: Mapping[str, Any], known: Mapping[str, Document]) -> tuple[Source, ...]:
    """Return an event's evidence; for a report, the one document that it is of."""
    listed = _accounts(row.get("accounts"))
    if listed:
        return tuple(_source(item, known) for item in listed)
    source = _source(row, known)
    return (source,) if any((source.quote, source.publisher, source.title, source.date_text, source.doc_id)) else ()


def _accounts(value: object) -> list[Mapping[str, Any]]:
    try:
        listed = json.loads(value) if isinstance(value, str) and value.lstrip().startswith("[") else value
    except ValueError:
        return []
    return [item for item in listed if isinstance(item, Mapping)] if isinstance(listed, list) else []


def _source(item: Mapping[str, Any], known: Mapping[str, Document]) -> Source:
    doc_id = _text(item.get("doc_id"))
    document = known.get(doc_id)
    published = _date(item.get("published")) or (document.published if document else None)
    return Source(
        publisher=_text(item.get("publisher")) or (document.publisher if document else ""),
        published=wording.period(published, published) if published else "",
        title=_text(item.get("title")) or (document.title if document else ""),
        url=safe_url(_text(item.get("url")) or (document.url if document else "")),
        quote=_text(item.get("quote")),
        date_text=_text(item.get("date_text")),
        locality=_text(item.get("locality")),
        doc_id=doc_id,
    )


def safe_url(url: str) -> str:
    """Return an address only if it is a plain http or https one.

    >>> safe_url("https://example.org/a"), safe_url("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    return url if re.fullmatch(r"https?://[^\s<>\"'`\\{}]{1,2000}", url, re.IGNORECASE) else ""


def _facts(row: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for column, label in _COUNTS:
        low, high = _whole(row.get(f"{column}_min", row.get(column))), _whole(row.get(f"{column}_max", row.get(column)))
        if text := wording.count(low, high):
            yield label, text
    for column, label in _FACTS:
        if text := _text(row.get(column)):
            yield label, text


def _extra(row: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    contract = {*REPORTS.names, *EVENTS.names}
    for column, value in row.items():
        if str(column) not in contract and (text := _text(value)):
            yield str(column), text


def _numbered(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    ordered = sorted(
        entries, key=lambda entry: (entry.campaign, entry.start or date.max, entry.end or date.max, entry.id)
    )
    counters = {False: 0, True: 0}
    numbered = []
    for entry in ordered:
        counters[entry.campaign] += 1
        numbered.append(replace(entry, number=f"{'C' if entry.campaign else ''}{counters[entry.campaign]}"))
    return tuple(numbered)


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _quoted(texts: Iterable[str]) -> str:
    return " · ".join(f"“{text}”" for text in texts)


def _text(value: object) -> str:
    """Return a cell as text; "" for what is missing."""
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return ""
    return str(value)


def _number(value: object) -> float | None:
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def _whole(value: object) -> int | None:
    number = _number(value)
    return None if number is None else round(number)


def _date(value: object) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value[:10])
        except ValueError:
            return None
    if value is pd.NaT:
        return None
    return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None
