"""The words behind a row: each document's sentence, with the words marked that say when, where and how many."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from geostrike.maps import wording

if TYPE_CHECKING:
    from geostrike.model import Document

_KINDS = {
    "date": "date",
    "locality": "place",
    "strikes": "count",
    "killed": "count",
    "civilians_killed": "count",
    "wounded": "count",
    "vehicles_destroyed": "count",
}
MARK_KINDS = ("date", "place", "count")


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A run of characters of a quote, as a Python slice, and what it says: "date", "place" or "count"."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Source:
    """One document's words about an event; `url` is "" unless it is http or https, `day` an ISO date."""

    publisher: str = ""
    published: str = ""
    title: str = ""
    url: str = ""
    quote: str = ""
    date_text: str = ""
    locality: str = ""
    doc_id: str = ""
    report_id: str = ""
    day: str = ""
    marks: tuple[Mark, ...] = ()

    @property
    def origin(self) -> str:
        """Who said it, and when."""
        return ", ".join(part for part in (self.publisher or self.title or self.doc_id, self.published) if part)


def sources_of(row: Mapping[str, Any], known: Mapping[str, Document]) -> tuple[Source, ...]:
    """Return a row's evidence: an event's accounts; for a report, the one document that it is of."""
    listed = _parsed(row.get("accounts"))
    if isinstance(listed, list) and listed:
        return tuple(_source(item, known) for item in listed if isinstance(item, Mapping))
    source = _source(row, known)
    return (source,) if any((source.quote, source.publisher, source.title, source.date_text, source.doc_id)) else ()


def _parsed(value: object) -> Any:
    """Return a cell of JSON, None where it is none."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value) if value.lstrip()[:1] in ("[", "{") else None
    except (ValueError, RecursionError):
        return None


def _source(item: Mapping[str, Any], known: Mapping[str, Document]) -> Source:
    doc_id = text_of(item.get("doc_id"))
    document = known.get(doc_id)
    day = date_of(item.get("published")) or (document.published if document else None)
    quote, locality, date_text = (text_of(item.get(name)) for name in ("quote", "locality", "date_text"))
    return Source(
        publisher=text_of(item.get("publisher")) or (document.publisher if document else ""),
        published=wording.period(day, day) if day else "",
        title=text_of(item.get("title")) or (document.title if document else ""),
        url=safe_url(text_of(item.get("url")) or (document.url if document else "")),
        quote=quote,
        date_text=date_text,
        locality=locality,
        doc_id=doc_id,
        report_id=text_of(item.get("report_id")),
        day=day.isoformat() if day else "",
        marks=marks_of(quote, item, {"date": date_text, "place": locality}),
    )


def marks_of(quote: str, item: Mapping[str, Any], words: Mapping[str, str]) -> tuple[Mark, ...]:
    """Return the marks of a quote, in order and apart from one another.

    Parameters
    ----------
    quote
        The sentence.
    item
        May hold `spans` (field -> start, end in the document) and `quote_start`.
    words
        Words that are looked for in the quote where no span says where they stand: kind -> words.

    Examples
    --------
    >>> [(mark.start, mark.kind) for mark in marks_of("Hit on Friday near Hun.", {}, {"date": "Friday"})]
    [(7, 'date')]
    """
    found = [mark for mark in _spanned(item) if 0 <= mark.start < mark.end <= len(quote)]
    for kind, text in words.items():
        if text and all(mark.kind != kind for mark in found) and (start := _position(text, quote)) >= 0:
            found.append(Mark(start, start + len(text), kind))
    return _apart(found)


def _position(text: str, quote: str) -> int:
    """Return where a text stands in a quote, whatever its case; -1 for nowhere."""
    start = quote.find(text)
    folded = quote.casefold() if start < 0 else ""
    return folded.find(text.casefold()) if len(folded) == len(quote) else start


def plain_marks(quote: str, dates: Iterable[str], places: Iterable[str]) -> tuple[Mark, ...]:
    """Return the marks that anyone finds who looks for an event's own wordings in a quote.

    >>> [(mark.start, mark.end) for mark in plain_marks("Hit on Friday near Hun.", ["Friday"], ["near Hun"])]
    [(7, 13), (14, 22)]
    """
    words = [(text, "date") for text in dates] + [(text, "place") for text in places]
    return _apart([Mark(at, at + len(text), kind) for text, kind in words if (at := quote.find(text)) >= 0])


def _apart(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return marks in order; of two that overlap the one that starts first, of two that start together the longer."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.kind)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return tuple(kept)


def _spanned(item: Mapping[str, Any]) -> Iterator[Mark]:
    spans, offset = _parsed(item.get("spans")), _whole(item.get("quote_start"))
    if not isinstance(spans, Mapping) or offset is None:
        return
    for field, span in spans.items():
        kind = _KINDS.get(str(field).split(".")[0])
        start, end = (
            (_whole(span.get(name)) for name in ("start", "end")) if isinstance(span, Mapping) else (None, None)
        )
        if kind and start is not None and end is not None:
            yield Mark(start - offset, end - offset, kind)


def _whole(value: object) -> int | None:
    if isinstance(value, bool) or value is None or value is pd.NA:
        return None
    return int(value) if isinstance(value, int | float) and float(value).is_integer() else None


def safe_url(url: str) -> str:
    """Return an address only if it is a plain http or https one.

    >>> safe_url("https://example.org/a"), safe_url("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    return url if re.fullmatch(r"https?://[^\s<>\"'`\\{}]{1,2000}", url, re.IGNORECASE) else ""


def text_of(value: object) -> str:
    """Return a cell as text; "" for what is missing."""
    if isinstance(value, str):
        return value
    return "" if value is None or value is pd.NaT or value is pd.NA or value != value else str(value)  # noqa: PLR0124


def date_of(value: object) -> date | None:
    """Return a cell as a day; None for what is none."""
    if value is None or value is pd.NaT:
        return None
    if isinstance(value, str):
        try:
            return date.fromisoformat(value[:10])
        except ValueError:
            return None
    return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None


def latest(days: Iterable[str]) -> str:
    """Return the latest of ISO dates in words; "" for none.

    >>> latest(["2017-01-19", "", "2017-09-28"])
    '28 Sep 2017'
    """
    last = max(days, default="")
    return wording.period(date.fromisoformat(last), date.fromisoformat(last)) if last else ""
