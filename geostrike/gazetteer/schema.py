"""The tables of a gazetteer store, and the writer that every build, loader and frame goes through.

A store is one SQLite file:

`place`
    `id` (rowid; a country's places are one unbroken range of ids), `source` (-> `source.id`) and
    `ref` (identifier within the source; the public id is ``"<prefix>:<ref>"``), `name` as
    displayed, `country` (ISO 3166-1 alpha-2 or ""), `kind` (index into `KINDS`), `lon_e7` and
    `lat_e7` (WGS84 degrees times 10^7), `population` (NULL unknown), `extent_m`, `precision_m`,
    `admin` (-> `admin.id`, the containing first-order unit), `poly` (-> `poly.id`).
`name`
    `key` (see :mod:`geostrike.gazetteer.names`), `form` (a `Form`: how the key was made), `place`,
    `level` (a `Level`: main, ascii or alternate name). The primary key is the look-up.
`admin`
    `id`, `name`: interned names of first-order units.
`poly`
    `id`, bounding box in degrees, `geometry`: zlib-compressed WKB, EPSG:4326.
`border`
    `country`, `other`, bounding box, `geometry` (a line): only in the embedded store.
`country`
    `code`, `first`, `last`: the range of place ids of a country.
`source`
    `id`, `prefix`, `name`, `version`, `date` (of the data, ISO 8601), `licence`, `attribution`.
`meta`
    `key`, `value`.

The file is stamped with `APPLICATION_ID` and `VERSION`. Rows are sorted, the page size is fixed
and no clock is read: the same records give the same bytes.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import shapely

from geostrike.errors import GazetteerError, InputError
from geostrike.gazetteer.extents import coordinate_precision_m, settlement_extent_m
from geostrike.gazetteer.names import consonants, drop_article, fold, skeleton
from geostrike.model import PlaceKind

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

#: "GSgz" in ASCII, in SQLite's `application_id` header field.
APPLICATION_ID = 0x4753677A
VERSION = 1

#: Kinds in the order of their number in `place.kind`; append only.
KINDS = (
    PlaceKind.SETTLEMENT,
    PlaceKind.ADMIN2,
    PlaceKind.ADMIN1,
    PlaceKind.COUNTRY,
    PlaceKind.AIRFIELD,
    PlaceKind.WATER,
    PlaceKind.PHYSICAL,
    PlaceKind.REGION,
    PlaceKind.SITE,
)


class Form(IntEnum):
    """How a key in `name` was made from the written name."""

    FOLDED = 0
    ARTICLE = 1
    SKELETON = 2
    CONSONANT = 3


class Level(IntEnum):
    """Standing of the written name among the names of its place."""

    MAIN = 0
    ASCII = 1
    ALTERNATE = 2


@dataclass(frozen=True, slots=True)
class Source:
    """Where places came from; `prefix` starts their public ids. `date` is that of the data."""

    prefix: str
    name: str
    version: str = ""
    date: str = ""
    licence: str = ""
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """One place to be written.

    Parameters
    ----------
    source
        Where it came from.
    ref
        Identifier within the source; an integer where the source counts (GeoNames).
    name, ascii_name, alternates
        Display name, its plain-letter twin ("" where the source gives none), other names.
    lon, lat
        WGS84 degrees.
    country
        ISO 3166-1 alpha-2, "" for none.
    population
        Inhabitants; None or 0 where not known.
    extent_m, precision_m
        None to take the defaults of :mod:`geostrike.gazetteer.extents` (settlements) or the
        half diagonal of the area.
    admin1
        Name of the containing first-order unit.
    area
        Polygon, EPSG:4326.
    loose
        Whether skeleton and consonant keys are written, so that misspellings are found.
    """

    source: Source
    ref: int | str
    name: str
    lon: float
    lat: float
    country: str = ""
    kind: PlaceKind = PlaceKind.SETTLEMENT
    population: int | None = None
    extent_m: float | None = None
    precision_m: float | None = None
    admin1: str = ""
    ascii_name: str = ""
    alternates: tuple[str, ...] = ()
    area: BaseGeometry | None = None
    loose: bool = True

    def __post_init__(self) -> None:
        if not (-180 <= self.lon <= 180 and -90 <= self.lat <= 90):
            raise InputError(
                f"place {self.name!r} at lon {self.lon:g}, lat {self.lat:g}: needs -180..180 and -90..90; correct them"
            )
        if not fold(self.name):
            raise InputError(f"place name {self.name!r}: needs a letter or a digit; name the place")

    @property
    def key(self) -> tuple[str, int, str, str]:
        """Sorting key: country, kind, source, identifier (integers in their own order)."""
        ref = f"{self.ref:012d}" if isinstance(self.ref, int) else self.ref
        return (self.country, KINDS.index(self.kind), self.source.prefix, ref)


_SCHEMA = """
CREATE TABLE source(id INTEGER PRIMARY KEY, prefix TEXT, name TEXT, version TEXT, date TEXT, licence TEXT,
                    attribution TEXT);
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE admin(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE poly(id INTEGER PRIMARY KEY, west REAL, south REAL, east REAL, north REAL, geometry BLOB);
CREATE TABLE border(country TEXT, other TEXT, west REAL, south REAL, east REAL, north REAL, geometry BLOB);
CREATE TABLE country(code TEXT PRIMARY KEY, first INTEGER, last INTEGER) WITHOUT ROWID;
CREATE TABLE place(id INTEGER PRIMARY KEY, source INTEGER, ref, name TEXT, country TEXT, kind INTEGER,
                   lon_e7 INTEGER, lat_e7 INTEGER, population INTEGER, extent_m INTEGER, precision_m INTEGER,
                   admin INTEGER, poly INTEGER);
CREATE TABLE name(key TEXT, form INTEGER, place INTEGER, level INTEGER, PRIMARY KEY(key, form, place)) WITHOUT ROWID;
"""


class StoreWriter:
    """Writes a store: `add` records in any order, then leave the `with` block.

    Parameters
    ----------
    path
        File to make, which must not exist; None for a store in memory (see `connection`).
    meta
        Extra rows of the table `meta`.

    The rows are sorted and numbered when the block is left without an exception; until then, and
    after an exception, nothing stands at `path` but an empty or partial file with the suffix
    ``.part``, which is removed.
    """

    def __init__(self, path: Path | None = None, *, meta: dict[str, str] | None = None) -> None:
        self._path = path
        self._part = path.with_name(path.name + ".part") if path else None
        if self._part:
            self._part.unlink(missing_ok=True)
        self._meta = meta or {}
        self._records: list[PlaceRecord] = []
        self._borders: list[tuple[str, str, BaseGeometry]] = []
        self.connection = sqlite3.connect(self._part or ":memory:", isolation_level=None, check_same_thread=False)

    def add(self, record: PlaceRecord) -> None:
        """Take one place."""
        self._records.append(record)

    def add_border(self, country: str, other: str, line: BaseGeometry) -> None:
        """Take the common border of two countries."""
        self._borders.append((country, other, line))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        if error is None:
            self._write()
        if self._part and self._path:
            self.connection.close()
            if error is None:
                self._part.replace(self._path)
            else:
                self._part.unlink(missing_ok=True)

    def _write(self) -> None:
        execute, many = self.connection.execute, self.connection.executemany
        execute("PRAGMA page_size = 4096")
        execute(f"PRAGMA application_id = {APPLICATION_ID}")
        execute(f"PRAGMA user_version = {VERSION}")
        if self._part:
            execute("PRAGMA journal_mode = OFF")
            execute("PRAGMA synchronous = OFF")
        self.connection.executescript(_SCHEMA)
        execute("BEGIN")
        self._records.sort(key=lambda record: record.key)
        sources = {s: i for i, s in enumerate(sorted({r.source for r in self._records}, key=lambda s: s.prefix), 1)}
        prefixes = [source.prefix for source in sources]
        if len(set(prefixes)) != len(prefixes):
            raise GazetteerError(f"sources {prefixes}: each needs a prefix of its own; rename one")
        many(
            "INSERT INTO source VALUES (?,?,?,?,?,?,?)",
            ((i, s.prefix, s.name, s.version, s.date, s.licence, s.attribution) for s, i in sources.items()),
        )
        many("INSERT INTO meta VALUES (?,?)", sorted(self._meta.items()))
        admins = {a: i for i, a in enumerate(sorted({r.admin1 for r in self._records} - {""}), 1)}
        many("INSERT INTO admin VALUES (?,?)", ((i, a) for a, i in admins.items()))
        areas = [record.area for record in self._records if record.area is not None]
        many("INSERT INTO poly VALUES (?,?,?,?,?,?)", ((i, *_blob(area)) for i, area in enumerate(areas, 1)))
        many(
            "INSERT INTO border VALUES (?,?,?,?,?,?,?)",
            ((a, b, *_blob(g)) for a, b, g in sorted(self._borders, key=lambda b: b[:2])),
        )
        many("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", _place_rows(self._records, sources, admins))
        many(
            "INSERT INTO name VALUES (?,?,?,?)",
            sorted(row for i, r in enumerate(self._records, 1) for row in _name_rows(i, r)),
        )
        execute("INSERT INTO country SELECT country, min(id), max(id) FROM place GROUP BY country")
        execute("COMMIT")
        execute("VACUUM")


def _blob(geometry: BaseGeometry) -> tuple[float, float, float, float, bytes]:
    return (*geometry.bounds, zlib.compress(shapely.to_wkb(geometry, byte_order=1), 9))


def geometry_from_blob(blob: bytes) -> BaseGeometry:
    """Read a geometry back from the form in which the store keeps it."""
    return shapely.from_wkb(zlib.decompress(blob))


def _place_rows(
    records: Iterable[PlaceRecord], sources: dict[Source, int], admins: dict[str, int]
) -> Iterator[tuple[object, ...]]:
    poly = 0
    for i, r in enumerate(records, 1):
        poly += r.area is not None
        yield (
            i, sources[r.source], r.ref, r.name, r.country, KINDS.index(r.kind), round(r.lon * 1e7), round(r.lat * 1e7),
            r.population or None, round(_extent_m(r)), round(_precision_m(r)), admins.get(r.admin1),
            poly if r.area is not None else None,
        )  # fmt: skip


def _extent_m(record: PlaceRecord) -> float:
    if record.extent_m is not None:
        return record.extent_m
    return settlement_extent_m(record.population) if record.kind is PlaceKind.SETTLEMENT else 0.0


def _precision_m(record: PlaceRecord) -> float:
    return coordinate_precision_m(record.lon, record.lat) if record.precision_m is None else record.precision_m


def _name_rows(place: int, record: PlaceRecord) -> list[tuple[str, int, int, int]]:
    """Keys of one place, each (key, form) once with the best level."""
    written = [(record.name, Level.MAIN), (record.ascii_name, Level.ASCII)]
    written += [(name, Level.ALTERNATE) for name in record.alternates]
    levels: dict[tuple[str, int], int] = {}
    for name, level in written:
        key = fold(name)
        if not key:
            continue
        levels.setdefault((key, Form.FOLDED), level)
        bare = drop_article(key)
        if bare != key:
            levels.setdefault((bare, Form.ARTICLE), level)
        if record.loose:
            levels.setdefault((skeleton(key), Form.SKELETON), level)
            levels.setdefault((consonants(key), Form.CONSONANT), level)
    strict = {key for key, form in levels if form in (Form.FOLDED, Form.ARTICLE)}
    return [
        (key, int(form), place, int(level))
        for (key, form), level in levels.items()
        if key and not (form == Form.SKELETON and key in strict)
    ]
