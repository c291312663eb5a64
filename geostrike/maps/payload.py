"""What the page's scripts read: one JSON value with events in columns, layers and base map.

Every text stands once, in `texts`; columns hold its place there. So a thousand events of the same
few newspapers, dates and actors stay small, and the file stays plain JSON that anyone can read.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any

from geostrike.maps.areas import View, unroll
from geostrike.maps.basemap import BaseMap, detail_deg
from geostrike.maps.captions import GRADES, MEANING, OUTLINE, Caption, legend, levels_of
from geostrike.maps.entries import FACT_LABELS, Entry, Reference
from geostrike.maps.groups import Group
from geostrike.maps.packing import FINEST, MANY, detail_for, pack, pack_lines, pack_polygons, scale_for
from geostrike.maps.sources import MARK_KINDS, Source, plain_marks
from geostrike.maps.tiles import Tiles
from geostrike.model import Place

# Columns in which 0 says something.
_ALWAYS = ("id", "first")
_SINGLE = ("reason", "evidence", "conflicts", "remarks", "radius")
_EPOCH = date(1970, 1, 1).toordinal()


class _Texts:
    """Texts, each kept once, the commonest under the smallest numbers; the empty text is 0."""

    def __init__(self, texts: Iterable[str]) -> None:
        counted = Counter(texts)
        counted.pop("", None)
        self.listed = ["", *(text for text, _ in counted.most_common())]
        self._numbers = {text: number for number, text in enumerate(self.listed)}

    def number(self, text: str) -> int:
        return self._numbers[text]

    def numbers(self, texts: Iterable[str]) -> list[int]:
        return [self._numbers[text] for text in texts]

    def few(self, texts: Sequence[str]) -> list[int] | int:
        """Return the number of a single text, 0 for none, else a list."""
        return self._numbers[texts[0]] if len(texts) == 1 else self.numbers(texts) or 0


def payload(
    caption: Caption,
    entries: Sequence[Entry],
    *,
    groups: Sequence[Group],
    base: BaseMap,
    view: View,
    places: Mapping[str, Place],
    tiles: Tiles | None = None,
) -> dict[str, Any]:
    """Return the page's data as JSON types. Keys are the names that the scripts use.

    `places` are those that entries refer to, by identifier.
    """
    levels = levels_of(entries)
    scale = scale_for(detail_deg(view))
    return {
        "title": caption.title,
        "summary": caption.summary,
        "focus": [round(edge, 5) for edge in view.focus],
        "extent": [round(edge, 5) for edge in view.extent],
        "meaning": MEANING,
        "legend": {
            "outline": OUTLINE,
            "grades": GRADES,
            "keys": [[key.words, key.kind, key.dash] for key in legend(entries, None)],
        },
        "levels": levels,
        "many": len(entries) > MANY,
        "groups": [{"key": group.key, "name": group.name, "size": len(group.entries)} for group in groups],
        "tiles": {"address": tiles.address, "attribution": tiles.attribution} if tiles else None,
        "places": [[place.name, round(place.lon, 4), round(place.lat, 4)] for place in places.values()],
        **_columns(entries, groups, levels, view.cut, places),
        "finest": FINEST,
        "ground": {
            "scale": scale,
            "land": pack_polygons(base.land, scale),
            "borders": pack_lines(base.borders, scale),
            "towns": [[town.name, round(town.lon, 4), round(town.lat, 4), int(town.key)] for town in base.towns],
        },
    }


def _columns(
    entries: Sequence[Entry], groups: Sequence[Group], levels: Sequence[float], cut: float, places: Iterable[str]
) -> dict[str, Any]:
    """Return `texts`, `documents`, `references` and the columns of `events`; a column of zeros alone is left out.

    With `short`, identifiers lack the first day that they all start with.
    """
    texts = _Texts(text for entry in entries for text in _all_texts(entry))
    documents: dict[tuple[str, ...], int] = {}
    references: dict[tuple[Any, ...], int] = {(): 0}
    place_numbers = {identifier: number for number, identifier in enumerate(places)}
    short = all(entry.start and entry.id.startswith(entry.start.isoformat()) for entry in entries)
    layers = {entry.number: layer for layer, group in enumerate(groups) for entry in group.entries}
    columns: dict[str, Any] = {
        "id": [entry.id[10:] for entry in entries] if short else [entry.id for entry in entries],
        "number": [0 if entry.number == str(row) else entry.number for row, entry in enumerate(entries, 1)],
        "group": [layers[entry.number] for entry in entries],
        "first": _steps_of_days(entries),
        "days": [(entry.end - entry.start).days if entry.start and entry.end else 0 for entry in entries],
        "when": [0 if _is_day(entry) else texts.number(entry.when) for entry in entries],
        **{name: [texts.number(getattr(entry, name)) for entry in entries] for name in _SINGLE},
        "places": [texts.few(entry.places) for entry in entries],
        "dates": [texts.few(entry.dates) for entry in entries],
        "facts": _facts(entries, texts),
        "extra": [texts.numbers(chain(*entry.extra)) or 0 for entry in entries],
        "sources": [
            [part for source in entry.sources for part in _source(source, entry, documents)] for entry in entries
        ],
        "reference": [_numbered(_reference(entry.reference, place_numbers), references) for entry in entries],
        "regions": _regions(entries, levels, cut, texts),
    }
    return {
        "texts": texts.listed,
        "documents": [list(document) for document in documents],
        "references": [list(reference) for reference in references],
        "events": {"count": len(entries), "short": short}
        | {name: column for name, column in columns.items() if name in _ALWAYS or any(column)},
    }


def _all_texts(entry: Entry) -> Iterator[str]:
    yield from (getattr(entry, name) for name in _SINGLE)
    yield from chain(entry.places, entry.dates, (value for _, value in entry.facts), *entry.extra)
    yield from (region.square_km for region in entry.regions)
    if not _is_day(entry):
        yield entry.when


def _is_day(entry: Entry) -> bool:
    return entry.start is not None and entry.start == entry.end


def _steps_of_days(entries: Sequence[Entry]) -> list[int | None]:
    """Return the days from each dated entry's first day to the next one's, the first from 1970; None for no date."""
    steps: list[int | None] = []
    before = _EPOCH
    for entry in entries:
        day = entry.start.toordinal() if entry.start else None
        steps.append(None if day is None else day - before)
        before = before if day is None else day
    return steps


def _numbered(item: tuple[Any, ...], known: dict[tuple[Any, ...], int]) -> int:
    return known.setdefault(item, len(known))


def _reference(reference: Reference, places: Mapping[str, int]) -> tuple[float | None, ...]:
    """Return place, stated bearing in degrees and stated distance in metres; empty where no place is known."""
    if reference.place_id not in places:
        return ()
    bearing, distance = reference.bearing_deg, reference.distance_m
    return (
        places[reference.place_id],
        None if math.isnan(bearing) else int(bearing) if bearing.is_integer() else round(bearing, 1),
        None if math.isnan(distance) else round(distance),
    )


def _facts(entries: Sequence[Entry], texts: _Texts) -> dict[str, list[int]]:
    """Return a column for each label, in the order of the tables."""
    told = [dict(entry.facts) for entry in entries]
    labels = [label for label in FACT_LABELS if any(label in facts for facts in told)]
    return {label: [texts.number(facts.get(label, "")) for facts in told] for label in labels}


def _source(source: Source, entry: Entry, documents: dict[tuple[str, ...], int]) -> tuple[int, str, list[int] | int]:
    """Return the document's number, the quote, and its marks in UTF-16 units: start, 3 x length + kind.

    0 stands for the marks that the scripts find themselves, as `plain_marks` does.
    """
    document = (source.publisher, source.day, source.title, source.url, source.doc_id)
    number = documents.setdefault(document, len(documents))
    if source.marks == plain_marks(source.quote, entry.dates, entry.places):
        return number, source.quote, 0
    marks = []
    for mark in source.marks:
        length = _units(source.quote[mark.start : mark.end])
        marks += [_units(source.quote[: mark.start]), len(MARK_KINDS) * length + MARK_KINDS.index(mark.kind)]
    return number, source.quote, marks


def _units(text: str) -> int:
    r"""Return a text's length as scripts count it.

    >>> _units("a\U0001f4a3")
    3
    """
    return len(text) if text.isascii() else len(text) + sum(char > "\uffff" for char in text)


def _regions(entries: Sequence[Entry], levels: Sequence[float], cut: float, texts: _Texts) -> list[Any]:
    """Return per entry its regions in a row: level's number (-1 where not stated), size in words, grain, polygons."""
    numbers = {level: number for number, level in enumerate(levels)}
    regions = [region for entry in entries for region in entry.regions]
    shapes = pack([unroll(region.shape, cut) for region in regions], detail_for(len(entries)))
    told = (
        (numbers.get(region.level or 0.0, -1), texts.number(region.square_km), *shape)
        for region, shape in zip(regions, shapes, strict=True)
    )
    return [[part for _ in entry.regions for part in next(told)] for entry in entries]
