"""NGA GEOnet Names Server files, with the old header (RC UFI UNI ...) and the newer one (rk ufi uni ...).

A feature (UFI) has a row for every spelling (UNI), in no promised order; the rows of a feature
are brought together on disk first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from geostrike.gazetteer.loaders.country_codes import from_fips, from_iso
from geostrike.gazetteer.loaders.features import extent_of, kind_of
from geostrike.gazetteer.loaders.fields import coordinates, date, inhabitants, other_names, place_name, whole
from geostrike.gazetteer.loaders.opening import Member, lines
from geostrike.gazetteer.loaders.rows import Item, LeftOut, Row, RowError, need_header
from geostrike.gazetteer.schema import PlaceRecord, Source

# Standing of a name type: approved, conventional, provisional, unverified, variant; the same in
# the script of the country after all of them.
_STANDING = {kind: at for at, kind in enumerate(("N", "C", "P", "D", "V", "NS", "DS", "VS"))}


@dataclass(frozen=True, slots=True)
class _Layout:
    """Names of the columns that are used."""

    lat: str
    lon: str
    name: str
    plain: str
    type: str
    feature_class: str
    code: str
    country: str
    fips: bool
    changed: str
    population: str = ""
    script_name: str = ""


_OLD = _Layout(
    lat="LAT", lon="LONG", name="FULL_NAME_RO", plain="FULL_NAME_ND_RO", type="NT", feature_class="FC", code="DSG",
    country="CC1", fips=True, changed="MODIFY_DATE", population="POP", script_name="FULL_NAME_RG",
)  # fmt: skip
_NEW = _Layout(
    lat="lat_dd", lon="long_dd", name="full_name", plain="full_nm_nd", type="nt", feature_class="fc", code="desig_cd",
    country="cc_ft", fips=False, changed="mod_dt_ft",
)  # fmt: skip

# One spelling, in the order of the table in which they are sorted.
_Spelling = tuple[int, int, int, str, str, float, float, str, str, str, int | None, str]


def source(version: str) -> Source:
    """NGA's names server as the source of a place."""
    return Source(
        prefix="gns",
        name="NGA GNS",
        version=version,
        licence="public domain",
        attribution="Toponymic information is based on the Geographic Names Database of the US National "
        "Geospatial-Intelligence Agency",
    )


def recognises(head: list[str]) -> bool:
    """Whether the first line is one of the two headers."""
    header = set(head[0].split("\t")) if head else set()
    return {"UFI", "UNI", "FULL_NAME_RO"} <= header or {"ufi", "uni", "full_name", "lat_dd"} <= header


def load(member: Member) -> Iterator[Item]:
    """Yield the features of a GNS file, each with all of its spellings."""
    entries = lines(member)
    layout, columns = _header(entries, member.name)
    with closing(sqlite3.connect("")) as spool:
        spool.execute("CREATE TABLE t(ufi, standing, line, name, plain, lon, lat, class, code, country, pop, changed)")
        for item in _spellings(entries, layout, columns):
            if isinstance(item, LeftOut):
                yield item
            else:
                spool.execute("INSERT INTO t VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", item)
        origin = source(member.path.name)
        sorted_rows: Iterable[_Spelling] = spool.execute("SELECT * FROM t ORDER BY ufi, standing, line")
        for _, spellings in groupby(sorted_rows, key=itemgetter(0)):
            yield _feature(list(spellings), origin)


def _header(entries: Iterator[tuple[int, str] | LeftOut], name: str) -> tuple[_Layout, dict[str, int]]:
    first = next(entries, None)
    columns = first[1].split("\t") if isinstance(first, tuple) else []
    layout = _OLD if "FULL_NAME_RO" in columns else _NEW
    places = {column: at for at, column in enumerate(columns)}
    needed = ("ufi" if layout is _NEW else "UFI", layout.lat, layout.lon, layout.name, layout.feature_class)
    need_header(columns, needed, name)
    return layout, places


def _spellings(
    entries: Iterator[tuple[int, str] | LeftOut], layout: _Layout, columns: dict[str, int]
) -> Iterator[_Spelling | LeftOut]:
    for entry in entries:
        try:
            yield entry if isinstance(entry, LeftOut) else _spelling(*entry, layout, columns)
        except RowError as error:
            yield LeftOut(entry[0], error.reason, error.value)  # type: ignore[index]


def _spelling(number: int, text: str, layout: _Layout, columns: dict[str, int]) -> _Spelling:
    fields = text.split("\t")
    # Trailing empty columns are often left off; a row that ends before the names is broken.
    if len(fields) <= max(columns[layout.name], columns[layout.lon]):
        raise RowError(f"fewer than {len(columns)} columns, as in a file that was cut", f"{len(fields)} columns")
    row = {column: fields[at].strip() if at < len(fields) else "" for column, at in columns.items()}
    lon, lat = coordinates(row[layout.lon], row[layout.lat])
    feature_class = row[layout.feature_class]
    if kind_of(feature_class, row.get(layout.code, "")) is None:
        raise RowError("unknown feature class", feature_class)
    code = row.get(layout.country, "").split(",")[0]
    return (
        _ufi(row["UFI" if layout is _OLD else "ufi"]),
        _STANDING.get(row.get(layout.type, ""), len(_STANDING)),
        number,
        place_name(row[layout.name] or row.get(layout.script_name, "")),
        row.get(layout.plain, ""),
        lon,
        lat,
        feature_class,
        row.get(layout.code, ""),
        from_fips(code) if layout.fips else from_iso(code),
        inhabitants(row.get(layout.population, "")),
        date(row.get(layout.changed, "")),
    )


def _ufi(text: str) -> int:
    """Feature identifiers are whole numbers, the older ones negative."""
    return -whole(text[1:], "UFI") if text.startswith("-") else whole(text, "UFI")


def _feature(spellings: list[_Spelling], origin: Source) -> Row:
    ufi, _, line, name, plain, lon, lat, feature_class, code, country, population, changed = spellings[0]
    kind = kind_of(feature_class, code)
    assert kind is not None, "checked when the row was read"  # noqa: S101
    record = PlaceRecord(
        source=origin,
        ref=ufi,
        name=name,
        lon=lon,
        lat=lat,
        country=country,
        kind=kind,
        population=population,
        extent_m=extent_of(kind, code, population),
        ascii_name=plain if plain != name else "",
        alternates=other_names([n for spelling in spellings[1:] for n in (spelling[3], spelling[4])]),
        date=changed,
    )
    return Row(line, record)
