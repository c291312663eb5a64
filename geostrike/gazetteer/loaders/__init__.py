"""Loaders: files of other gazetteers as a stream of `Row`, `FurtherName` and `LeftOut`.

A new source is a module with `recognises` and `load`, and a line in `FORMATS`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from geostrike.errors import InputError
from geostrike.gazetteer.loaders import airports, geonames, gns, shapes, tables, wof
from geostrike.gazetteer.loaders.columns import parse_columns
from geostrike.gazetteer.loaders.opening import Member, is_geopackage, members
from geostrike.gazetteer.loaders.rows import FurtherName, Item, LeftOut, Row, RowError

__all__ = [
    "FORMATS",
    "Format",
    "FurtherName",
    "Item",
    "LeftOut",
    "Member",
    "Row",
    "RowError",
    "format_of",
    "members",
    "parse_columns",
    "recognise",
]


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file.

    Parameters
    ----------
    name
        As given to ``--format``.
    load
        Member and columns to items.
    unit
        What is numbered: lines, or features.
    turn
        Files of a build are read in this order: places, then outlines of them, then names.
    """

    name: str
    load: Callable[[Member, Mapping[str, str]], Iterator[Item]]
    unit: str = "line"
    turn: int = 0


def _plain(load: Callable[[Member], Iterator[Item]]) -> Callable[[Member, Mapping[str, str]], Iterator[Item]]:
    """Make a loader whose columns are fixed fit the table of formats."""

    def loader(member: Member, columns: Mapping[str, str]) -> Iterator[Item]:
        if columns:
            raise InputError(f"{member.name}: its columns are fixed; leave --columns out, or give --format csv")
        return load(member)

    return loader


#: Every format by its name; text formats are tried in this order.
FORMATS = {
    form.name: form
    for form in (
        Format("geonames", _plain(geonames.load)),
        Format("alternatenames", _plain(geonames.load_names), turn=2),
        Format("gns", _plain(gns.load)),
        Format("wof", _plain(wof.load)),
        Format("wof-outlines", _plain(wof.load_outlines), unit="feature", turn=1),
        Format("airports", _plain(airports.load)),
        Format("csv", tables.load),
        Format("geojson", tables.load_geojson, unit="feature", turn=1),
        Format("geopackage", tables.load_geopackage, unit="feature", turn=1),
    )
}
_BY_FIRST_LINE: tuple[tuple[str, Callable[[list[str]], bool]], ...] = (
    ("gns", gns.recognises),
    ("wof", wof.recognises),
    ("airports", airports.recognises),
    ("geonames", geonames.recognises),
    ("alternatenames", geonames.recognises_names),
    ("csv", tables.recognises),
)


def recognise(member: Member, columns: Mapping[str, str]) -> Format | None:
    """Tell a file's format from its content; None where it is none of ours.

    With `columns`, a table is a user's own whatever its header looks like.
    """
    if is_geopackage(member.head):
        return FORMATS["geopackage"]
    if shapes.is_geojson(member.head):
        return FORMATS["geojson" if columns or not _of_whos_on_first(member.head) else "wof-outlines"]
    text = member.head.decode("utf-8-sig", errors="replace")
    head = [line for line in text.splitlines()[:20] if line.strip()]
    if not head or "\0" in head[0]:
        return None
    if columns:
        return FORMATS["csv"]
    return next((FORMATS[name] for name, recognises in _BY_FIRST_LINE if recognises(head)), None)


def _of_whos_on_first(head: bytes) -> bool:
    """Whether the first feature's properties, which stand before its geometry or after, are theirs."""
    text = head.decode("utf-8", errors="replace")
    start = text.find('"properties"')
    brace = text.find("{", start)
    if start < 0 or brace < 0:
        return False
    try:
        properties, _ = json.JSONDecoder().raw_decode(text, brace)
    except (ValueError, RecursionError):
        return False
    return isinstance(properties, dict) and wof.recognises_outlines(properties)


def format_of(name: str) -> Format:
    """Look a format up by the name given to ``--format``."""
    if name not in FORMATS:
        raise InputError(f"format {name!r}: is none of {', '.join(FORMATS)}; correct it")
    return FORMATS[name]
