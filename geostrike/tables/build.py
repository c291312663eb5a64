"""Frames from the nouns: reports, locations of phrases, and rows of fused events."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geostrike.errors import InputError
from geostrike.model import (
    Count,
    Distance,
    Georeference,
    Hedge,
    Locality,
    Place,
    Report,
    Resolution,
    Toponym,
    Unlocated,
)
from geostrike.model.georeferences import Reason
from geostrike.tables.checks import check
from geostrike.tables.claims import beside_countries, claim, spoken_of
from geostrike.tables.contracts import CRS, EVENTS, LEVELS, LOCATIONS, REPORTS, Contract, Kind, region_column

Answer = Georeference | Unlocated
Names = Mapping[Toponym, Resolution]
Interval = Callable[[Distance], tuple[float, float]]
Row = Mapping[str, object]


def stated_interval(distance: Distance) -> tuple[float, float]:
    """Return the stated ends in metres with nothing added but the hedge; NaN for travel times.

    >>> from geostrike.model import Unit
    >>> stated_interval(Distance(45, 45, Unit.KILOMETRE))
    (45000.0, 45000.0)
    >>> stated_interval(Distance(20, 20, Unit.KILOMETRE, Hedge.AT_MOST))
    (0.0, 20000.0)
    """
    low = 0.0 if distance.hedge in (Hedge.AT_MOST, Hedge.LESS_THAN) else distance.low
    high = math.inf if distance.hedge in (Hedge.AT_LEAST, Hedge.MORE_THAN) else distance.high
    return low * distance.unit.metres, high * distance.unit.metres


def report_frame(
    reports: Sequence[Report],
    answers: Sequence[Answer | None],
    *,
    names: Sequence[Names] | None = None,
    interval: Interval = stated_interval,
) -> gpd.GeoDataFrame:
    """Return the frame of reports, one row each, none dropped.

    Parameters
    ----------
    reports, answers
        As many of the one as of the other; an answer is None where a report names no locality.
    names
        For each report what its toponyms were resolved to; without it no place is named.
    interval
        What a stated distance may mean, in metres: the uncertainty model's reading of it.

    Examples
    --------
    >>> frame = report_frame([], [])
    >>> frame.index.name, frame.active_geometry_name, len(frame)
    ('report_id', 'region', 0)
    """
    rows = [
        {"report_id": report.id, **_report_row(report)}
        | _where(_locality(report), answer, known, report.countries, interval)
        | {"locality": report.mention.text if report.mention else "", "remarks": _report_remarks(report, answer)}
        for report, answer, known in zip(reports, answers, names or [{}] * len(reports), strict=True)
    ]
    return _frame(rows, REPORTS)


def location_frame(
    phrases: Sequence[str],
    answers: Sequence[Answer],
    *,
    names: Sequence[Names],
    index: pd.Index,
    countries: Sequence[str],
    interval: Interval = stated_interval,
) -> gpd.GeoDataFrame:
    """Return one row per phrase under the given index; `countries` are the ones that the user stated."""
    rows = [
        _where(answer.locality, answer, known, {country: 1.0} if country else {}, interval)
        | {"locality": phrase, "remarks": _sentences(_answer_remarks(answer))}
        for phrase, answer, known, country in zip(phrases, answers, names, countries, strict=True)
    ]
    return _frame(rows, LOCATIONS, index)


def event_frame(rows: Iterable[Row]) -> gpd.GeoDataFrame:
    """Return the frame of events from rows of column -> value; what a row does not say is empty.

    Raises
    ------
    InputError
        A row with an unknown column, or the same `event_id` twice.

    Examples
    --------
    >>> event_frame([{"event_id": "e1", "n_reports": 2, "n_sources": 1, "status": "unlocated"}])["status"].item()
    'unlocated'
    """
    rows = list(rows)
    unknown = sorted({name for row in rows for name in row} - {*EVENTS.names, EVENTS.index.name})
    if unknown:
        raise InputError(
            f"event column {unknown[0]!r} is not in the contract; use the names of geostrike.tables.EVENTS"
        )
    return _frame(rows, EVENTS)


def _frame(rows: Sequence[Row], contract: Contract, index: pd.Index | None = None) -> gpd.GeoDataFrame:
    data = {column.name: _array([row.get(column.name) for row in rows], column.kind) for column in contract.columns}
    if index is None:
        index = pd.Index([row[contract.index.name] for row in rows], name=contract.index.name, dtype="string")
    frame = gpd.GeoDataFrame(pd.DataFrame(data, index=index), geometry="region", crs=CRS)
    check(frame, contract)
    return frame


def _array(values: list[Any], kind: Kind) -> Any:
    if kind is Kind.GEOMETRY:
        return gpd.array.from_shapely(np.array(values, dtype=object), crs=CRS)
    if kind is Kind.TEXT:
        values = ["" if value is None else str(value) for value in values]
    if kind is Kind.NUMBER:
        return np.array([math.nan if value is None else value for value in values], dtype=float)
    return pd.Series(values, dtype=kind.dtype).array


def _locality(report: Report) -> Locality | None:
    return report.mention.locality if report.mention else None


def _report_row(report: Report) -> dict[str, object]:
    document = report.document
    return {
        "doc_id": document.id,
        "published": document.published,
        "publisher": document.publisher,
        "url": document.url,
        "title": document.title,
        "kind": report.kind.value,
        "role": report.role.value,
        "date_start": report.when.start,
        "date_end": report.when.end,
        "date_edtf": report.when.edtf,
        "date_text": report.when.text,
        "date_rule": report.when.rule,
        "quote": report.quote.text,
        "quote_start": report.quote.start,
        "quote_end": report.quote.end,
        "spans": spans_json(report),
        **_counts(report),
        **{name: getattr(report, name) for name in ("destroyed", "actor", "target", "aircraft", "munitions")},
        "attributed_to": report.attributed_to,
        "corrections": _sentences(report.corrections),
    }


def _counts(report: Report) -> dict[str, int | None]:
    counts: dict[str, Count] = {
        name: getattr(report, name) for name in ("strikes", "killed", "civilians_killed", "wounded")
    }
    ends = {f"{name}_min": count.low for name, count in counts.items()}
    ends |= {f"{name}_max": count.high for name, count in counts.items()}
    vehicles = report.vehicles_destroyed
    return ends | {"vehicles_destroyed": vehicles.high if vehicles.low is None else vehicles.low}


def spans_json(report: Report) -> str:
    """Return the words behind each value as JSON: field -> start, end and words."""
    spans = {field: {"start": span.start, "end": span.end, "text": span.text} for field, span in report.spans.items()}
    return json.dumps(spans, ensure_ascii=False, sort_keys=True)


def _where(
    locality: Locality | None,
    answer: Answer | None,
    names: Names,
    countries: Mapping[str, float],
    interval: Interval,
) -> dict[str, object]:
    """Columns about the place: what was stated, the reference place, and the answer."""
    stated = claim(locality)
    resolution = names.get(stated.place) if stated.place else None
    place = resolution.best if resolution else None
    low, high = interval(stated.distance) if stated.distance else (None, None)
    return {
        "locality_kind": locality.kind.value if locality else "",
        "country": _country(locality, place, names) or spoken_of(countries),
        "place_text": stated.place.name if stated.place else "",
        "place_name": place.name if place else "",
        "place_id": place.id if place else "",
        "bearing_deg": stated.heading.azimuth_deg if stated.heading else None,
        "distance_m": stated.distance.stated * stated.distance.unit.metres if stated.distance else None,
        "distance_low_m": low,
        "distance_high_m": high if high is not None and math.isfinite(high) else None,
        "hedge": stated.distance.hedge.value if stated.distance else "",
        **_answer_columns(answer),
    }


def _country(locality: Locality | None, place: Place | None, names: Names) -> str:
    """Country of the reference place; where its name is not known, that of what the phrase says beside it.

    A country that the place lies beside is named to say which border is meant: that leaves it to the document.
    """
    beside = beside_countries(locality, names)
    if place is not None and place not in beside:
        return place.country
    said = (
        found.country if found.best is None else found.best.country
        for found in names.values()
        if found.best not in beside
    )
    return next(filter(None, said), "")


def _answer_columns(answer: Answer | None) -> dict[str, object]:
    if isinstance(answer, Georeference):
        return {
            "lon": answer.point.x,
            "lat": answer.point.y,
            "uncertainty_m": answer.uncertainty_m,
            "level": answer.level,
            "error_model": answer.error_model,
            "evidence": answer.evidence,
            "status": "located",
            "region": answer.region,
            "point": answer.point,
            **{region_column(level): answer.regions.get(level) for level in LEVELS},
        }
    return {"status": "unlocated", "reason": Reason.NO_LOCALITY.value if answer is None else answer.reason.value}


def _answer_remarks(answer: Answer | None) -> tuple[str, ...]:
    if isinstance(answer, Georeference):
        return answer.remarks
    return () if answer is None else (answer.detail,)


def _report_remarks(report: Report, answer: Answer | None) -> str:
    mentioned = report.mention.remarks if report.mention else ()
    dated = (report.when.reason,)
    return _sentences((*report.remarks, *dated, *mentioned, *_answer_remarks(answer)))


def _sentences(remarks: Iterable[str]) -> str:
    """Join remarks, each once, as sentences with a capital and a full stop."""
    once = (remark[0].upper() + remark[1:] for remark in dict.fromkeys(remarks) if remark)
    return " ".join(remark if remark.endswith((".", "!", "?")) else f"{remark}." for remark in once)
