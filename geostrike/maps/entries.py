"""What a map says of one row: plain text and clean polygons, made once and drawn three ways.

The card in the page, the row of the printed table and the plate (SVG) all come from `Entry`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from geostrike.errors import InputError
from geostrike.maps import wording
from geostrike.maps.regions import Region, is_geometry, regions_of
from geostrike.maps.sources import Source, date_of, sources_of, text_of
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
    ("corrections", "Corrected"),
)
_NAMED = 12
"""Reports of an event that are named."""

FACT_LABELS = tuple(label for _, label in (*_COUNTS, *_FACTS))


@dataclass(frozen=True, slots=True)
class Reference:
    """The place that a locality starts from, and the offset that it states; NaN where it states none."""

    place_id: str
    name: str
    country: str
    bearing_deg: float
    distance_m: float


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
    layer
        The value of the column that layers are made of; "" where they are made by date.
    evidence
        How well measured the wording of its place is: "strong", "thin", "assumed", or "".
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
    reason: str
    evidence: str
    actor: str
    conflicts: str
    remarks: str
    sources: tuple[Source, ...]
    facts: tuple[tuple[str, str], ...]
    extra: tuple[tuple[str, str], ...]
    reference: Reference
    radius: str = ""
    layer: str = ""
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

    @property
    def area(self) -> str:
        """How large the widest region is, and how sure."""
        if not self.regions:
            return ""
        widest = self.regions[0]
        sure = f", which should hold the true place in {widest.level:.0%} of such cases" if widest.level else ""
        reach = f"; all of it within {self.radius} of one point" if self.radius else ""
        return f"Somewhere in {widest.square_km} km²{sure}{reach}."


def entries_of(
    frame: pd.DataFrame,
    *,
    level: float | None = None,
    documents: Iterable[Document] = (),
    widest_only: bool = False,
    column: str | None = None,
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
    widest_only
        Whether to leave out all regions of a row but the widest.
    column
        The column that layers are made of.

    Raises
    ------
    InputError
        No frame, areas without a CRS, or a column or level that no row has.
    """
    if not isinstance(frame, pd.DataFrame):
        raise InputError(
            f"events of type {type(frame).__name__}: needs a GeoDataFrame; pass what extract() or fuse() returns"
        )
    known = {document.id: document for document in documents}
    cells = {str(name): frame[name].tolist() for name in frame.columns.unique() if not is_geometry(frame, name)}
    if column is not None and column not in cells:
        raise InputError(f"column {column!r} is not in the frame; choose one of {', '.join(sorted(cells)[:12])}")
    names = [str(name) for name in frame.index]
    days = [_days(*pair) for pair in zip(*(_column(cells, name, len(names)) for name in _DAYS), strict=True)]
    campaigns = [value == ReportKind.CAMPAIGN.value for value in _column(cells, "kind", len(names))]
    shapes = regions_of(frame, _column(cells, "level", len(names)), level=level, widest_only=widest_only)
    if level is not None and names and not any(regions for regions, _ in shapes):
        raise InputError(f"level {level:g}: no event has an area at it; leave `level` out to draw those that there are")
    order = sorted(
        range(len(names)),
        key=lambda row: (campaigns[row], days[row][0] or date.max, days[row][1] or date.max, names[row]),
    )
    strikes, present = campaigns.count(False), _Present.of(cells, column)
    entries = []
    for position, at in enumerate(order):
        row = {name: values[at] for name, values in cells.items()}
        number = f"C{position - strikes + 1}" if campaigns[at] else str(position + 1)
        sources = sources_of(row, known)
        entries.append(
            _entry(names[at], number, row, days=days[at], shape=shapes[at], sources=sources, present=present)
        )
    return tuple(entries)


_DAYS = ("date_start", "date_end")


def _column(cells: Mapping[str, list[Any]], name: str, length: int) -> list[Any]:
    return cells[name] if name in cells else [None] * length


def _days(first: object, last: object) -> tuple[date | None, date | None]:
    start, end = date_of(first), date_of(last)
    start, end = start or end, end or start
    return (end, start) if start and end and start > end else (start, end)


def _entry(
    name: str,
    number: str,
    row: Mapping[str, Any],
    *,
    days: tuple[date | None, date | None],
    shape: tuple[tuple[Region, ...], str],
    sources: tuple[Source, ...],
    present: _Present,
) -> Entry:
    regions, fault = shape
    places, dates = _worded(row, sources)
    radius = _number(row.get("uncertainty_m"))
    return Entry(
        id=name,
        number=number,
        campaign=number.startswith("C"),
        start=days[0],
        end=days[1],
        when=wording.period(*days),
        places=places,
        dates=dates,
        reason="" if regions else text_of(row.get("reason")) or fault,
        evidence=text_of(row.get("evidence")),
        actor=text_of(row.get("actor")),
        conflicts=_named(text_of(row.get("conflicts")), sources),
        remarks=_named(_said_once(text_of(row.get("remarks"))), sources),
        sources=sources,
        facts=tuple(_facts(row, present)),
        extra=(*_reports(row), *((name, text) for name in present.extras if (text := text_of(row[name])))),
        reference=_reference(row),
        radius=wording.lengths(radius) if radius else "",
        layer=text_of(row[present.layer]) if present.layer else "",
        regions=regions,
    )


def _worded(row: Mapping[str, Any], sources: Sequence[Source]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return where and when in the words of the sources."""
    words = (*(source.locality for source in sources), text_of(row.get("locality")) or text_of(row.get("place_text")))
    # An event's own words are those of its accounts, joined: said once is enough.
    dates = [source.date_text for source in sources if source.date_text] or [text_of(row.get("date_text"))]
    return _once(words), _once(dates)


def _reference(row: Mapping[str, Any]) -> Reference:
    return Reference(
        place_id=text_of(row.get("place_id")),
        name=text_of(row.get("place_name")),
        country=text_of(row.get("country")),
        bearing_deg=_or_nan(_number(row.get("bearing_deg"))),
        distance_m=_or_nan(_number(row.get("distance_m"))),
    )


def _said_once(text: str) -> str:
    """Leave out sentences that were said before: an event's remarks are those of its reports, one after the other.

    >>> _said_once("Distance taken as by air. Cut to land. Distance taken as by air. Two reports agree.")
    'Distance taken as by air. Cut to land. Two reports agree.'
    """
    return " ".join(dict.fromkeys(re.split(r"(?<=[^ .][^ .][^ .]\.) ", text)))


def _named(text: str, sources: Sequence[Source]) -> str:
    """Call reports by their publisher and not by their identifier, where that tells them apart."""
    publishers = [source.publisher for source in sources]
    for source in sources if text else ():
        if len(source.report_id) > 3 and source.publisher and publishers.count(source.publisher) == 1:
            text = text.replace(source.report_id, source.publisher)
    return text


@dataclass(frozen=True, slots=True)
class _Present:
    """The columns of a frame that become facts and extras: names and label, so that no row looks for the others."""

    counts: tuple[tuple[str, str, str], ...]
    facts: tuple[tuple[str, str], ...]
    extras: tuple[str, ...]
    layer: str | None

    @classmethod
    def of(cls, names: Collection[str], layer: str | None) -> _Present:
        ends = ((_either(f"{name}_min", name, names), _either(f"{name}_max", name, names), at) for name, at in _COUNTS)
        contract = {*REPORTS.names, *EVENTS.names}
        return cls(
            tuple((low, high, label) for low, high, label in ends if low or high),
            tuple((name, label) for name, label in _FACTS if name in names),
            tuple(name for name in names if name not in contract),
            layer,
        )


def _either(first: str, second: str, names: Collection[str]) -> str:
    return first if first in names else second if second in names else ""


def _facts(row: Mapping[str, Any], present: _Present) -> Iterable[tuple[str, str]]:
    for least, most, label in present.counts:
        low, high = _number(row.get(least)), _number(row.get(most))
        if low is not None or high is not None:
            yield label, wording.count(_whole(low), _whole(high))
    for column, label in present.facts:
        if text := text_of(row[column]):
            yield label, text


def _reports(row: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Name the reports of an event, as whoever corrects one must; of very many the first."""
    names = text_of(row.get("report_ids")).split(";")
    more = len(names) - _NAMED
    if names[0]:
        yield "Reports", "; ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _quoted(texts: Iterable[str]) -> str:
    return " · ".join(f"“{text}”" for text in texts)


def _number(value: object) -> float | None:
    if value is None or value is pd.NA:
        return None
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def _or_nan(number: float | None) -> float:
    return math.nan if number is None else number


def _whole(number: float | None) -> int | None:
    return None if number is None else round(number)
