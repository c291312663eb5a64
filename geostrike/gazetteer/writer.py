"""The one way in which a gazetteer store is written: the embedded build, loaders and frames use it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from geostrike.errors import GazetteerError
from geostrike.gazetteer import polygons
from geostrike.gazetteer.extents import coordinate_precision_m, settlement_area_m2, settlement_extent_m
from geostrike.gazetteer.names import drop_article, fold, skeleton
from geostrike.gazetteer.schema import APPLICATION_ID, KINDS, TABLES, VERSION, Form, Level, PlaceRecord, Source
from geostrike.geodesy import area_m2, enclosing_radius_m, inverse
from geostrike.model import PlaceKind

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

#: Two settlements of one folded main name within this distance are one place.
SAME_PLACE_M = 2_000.0
#: An outline whose area differs from the one that the population suggests by more than this factor
#: is an old centre, or a municipality with its fields: the formula is nearer.
MAX_AREA_RATIO = 10.0

# Kinds whose points are centres of wide areas, which sources put far apart.
_AREAS = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.ADMIN2})

# Records wait here until all are known: then they are sorted and numbered by SQLite, on disk.
_STAGING = """
CREATE TEMP TABLE staged(id INTEGER PRIMARY KEY, source INTEGER, ref, also TEXT, name TEXT, country TEXT,
    kind INTEGER, lon_e7 INTEGER, lat_e7 INTEGER, population INTEGER, extent_m INTEGER, precision_m INTEGER,
    admin TEXT, west REAL, south REAL, east REAL, north REAL, geometry BLOB, date TEXT);
CREATE TEMP TABLE staged_id(public TEXT PRIMARY KEY, place INTEGER) WITHOUT ROWID;
CREATE TEMP TABLE staged_name(key TEXT, form INTEGER, place INTEGER, level INTEGER);
CREATE TEMP TABLE staged_main(key TEXT, place INTEGER, PRIMARY KEY(key, place)) WITHOUT ROWID;
CREATE TEMP TABLE staged_border(country TEXT, other TEXT, west REAL, south REAL, east REAL, north REAL, geometry BLOB);
"""

_FINISH = """
CREATE TEMP TABLE numbered(old INTEGER PRIMARY KEY, new INTEGER, poly INTEGER);
INSERT INTO numbered SELECT id, row_number() OVER ordered,
    CASE WHEN geometry IS NOT NULL THEN sum(geometry IS NOT NULL) OVER (ordered ROWS UNBOUNDED PRECEDING) END
    FROM staged WINDOW ordered AS (ORDER BY country, kind, source, ref, id);
INSERT INTO admin SELECT row_number() OVER (ORDER BY admin), admin
    FROM (SELECT DISTINCT admin FROM staged WHERE admin <> '');
INSERT INTO poly SELECT poly, west, south, east, north, geometry FROM staged JOIN numbered ON old = staged.id
    WHERE poly IS NOT NULL ORDER BY poly;
INSERT INTO place SELECT new, source, ref, also, staged.name, country, kind, lon_e7, lat_e7, population, extent_m,
    precision_m, admin.id, poly
    FROM numbered JOIN staged ON staged.id = old LEFT JOIN admin ON admin.name = staged.admin ORDER BY new;
INSERT INTO name SELECT key, form, new, min(level) FROM staged_name JOIN numbered ON old = place
    GROUP BY key, form, new ORDER BY key, form, new;
INSERT INTO border SELECT * FROM staged_border ORDER BY country, other;
INSERT INTO country SELECT country, min(id), max(id) FROM place GROUP BY country;
DROP TABLE numbered; DROP TABLE staged; DROP TABLE staged_name; DROP TABLE staged_main; DROP TABLE staged_id;
DROP TABLE staged_border;
"""


class StoreWriter:
    """Write a store: `add` records in any order inside a ``with`` block.

    Parameters
    ----------
    path
        File to make or to replace; None for a store in memory (see `connection`).
    meta
        Rows of the table `meta`.

    Notes
    -----
    Nothing stands at `path` before the block is left without an exception: the work goes on in a
    file of the same name with the suffix ``.part``, which is removed if it fails. Memory use does
    not grow with the number of records.

    Examples
    --------
    >>> with StoreWriter() as writer:
    ...     writer.add(PlaceRecord(Source("own", "my places"), 1, "Xanadu", 110.0, 42.3))
    True
    >>> writer.connection.execute("SELECT name FROM place").fetchall()
    [('Xanadu',)]
    """

    def __init__(self, path: Path | None = None, *, meta: dict[str, str] | None = None) -> None:
        self._path = path
        self._part = path.with_name(path.name + ".part") if path else None
        if self._part:
            self._part.unlink(missing_ok=True)
        self._meta = meta or {}
        self._sources: dict[Source, int] = {}
        self.outlines_set_aside = 0
        self.connection = sqlite3.connect(self._part or ":memory:", isolation_level=None, check_same_thread=False)
        for pragma in ("page_size = 4096", "journal_mode = OFF", "synchronous = OFF"):
            self.connection.execute(f"PRAGMA {pragma}")
        self.connection.executescript(_STAGING)
        self.connection.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        finished = False
        try:
            if error is None:
                self._finish()
                finished = True
        finally:
            if self._part and self._path:
                self.connection.close()
                if finished:
                    self._part.replace(self._path)
                else:
                    self._part.unlink(missing_ok=True)

    def add(self, record: PlaceRecord, *, merge: bool = False) -> bool:
        """Take one place; with `merge`, unite it with the same place taken before.

        The same place has the same id or GeoNames id or, among places of one kind in one country,
        the same folded main name within `SAME_PLACE_M` (areas: within the extent of the one taken
        before). The newer source's coordinate stands, a known population beats an unknown one, all
        names and the ids of both sources are kept.

        Returns
        -------
        bool
            Whether a new place was made (False: united with one).
        """
        source = self._source(record.source)
        twin = self._twin(record) if merge else None
        if twin is not None:
            self._unite(twin, record)
        place = self._stage(source, record) if twin is None else twin
        self.connection.executemany(
            "INSERT OR IGNORE INTO staged_id VALUES (?,?)", ((public, place) for public in _public_ids(record))
        )
        written = [(record.name, Level.MAIN if twin is None else Level.ALTERNATE)]
        written += [(record.ascii_name, Level.ASCII if twin is None else Level.ALTERNATE)]
        written += [(name, Level.ALTERNATE) for name in record.alternates]
        self._name(_name_rows(place, written, loose=record.loose))
        if twin is None:
            self.connection.executemany(
                "INSERT OR IGNORE INTO staged_main VALUES (?,?)",
                ((key, place) for key in (fold(record.name), fold(record.ascii_name)) if key),
            )
        return twin is None

    def add_name(self, public_id: str, name: str) -> bool:
        """Take a further name of a place; False where no place has the id ("gn:2210554")."""
        row = self.connection.execute("SELECT place FROM staged_id WHERE public = ?", (public_id,)).fetchone()
        if row is None:
            return False
        self._name(_name_rows(row[0], ((name, Level.ALTERNATE),), loose=True))
        return True

    def add_border(self, country: str, other: str, line: BaseGeometry) -> None:
        """Take the common border of two countries."""
        row = (*sorted((country, other)), *line.bounds, polygons.encode(line))
        self.connection.execute("INSERT INTO staged_border VALUES (?,?,?,?,?,?,?)", row)

    def copy(self, path: Path) -> None:
        """Take all places of another store over, before anything is added."""
        execute = self.connection.execute
        execute("COMMIT")
        execute("ATTACH ? AS base", (str(path),))
        try:
            if self._sources:
                raise GazetteerError(f"gazetteer {path}: copied after other places were added; copy it first")
            for number, *fields in execute("SELECT * FROM base.source ORDER BY id").fetchall():
                self._sources[Source(*fields)] = number
            execute("BEGIN")
            execute(
                "INSERT INTO staged SELECT p.id, source, ref, also, p.name, country, kind, lon_e7, lat_e7, population,"
                " extent_m, precision_m, coalesce(a.name, ''), west, south, east, north, geometry,"
                " s.date FROM base.place p JOIN base.source s ON s.id = source"
                " LEFT JOIN base.admin a ON a.id = admin LEFT JOIN base.poly g ON g.id = poly"
            )
            execute(
                "INSERT OR IGNORE INTO staged_id SELECT prefix || ':' || ref, p.id"
                " FROM base.place p JOIN base.source s ON s.id = source"
            )
            others = execute("SELECT id, also FROM base.place WHERE also IS NOT NULL").fetchall()
            self.connection.executemany(
                "INSERT OR IGNORE INTO staged_id VALUES (?,?)",
                ((public, number) for number, also in others for public in also.split(";")),
            )
            execute("INSERT INTO staged_name SELECT * FROM base.name")
            execute("INSERT INTO staged_main SELECT key, place FROM base.name WHERE form = 0 AND level < 2")
            execute("INSERT INTO staged_border SELECT * FROM base.border")
            execute("COMMIT")
        finally:
            execute("DETACH base")
        execute("BEGIN")

    def _name(self, rows: Iterable[tuple[str, int, int, int]]) -> None:
        self.connection.executemany("INSERT INTO staged_name VALUES (?,?,?,?)", rows)

    def _source(self, source: Source) -> int:
        if source not in self._sources:
            if any(known.prefix == source.prefix and known.name != source.name for known in self._sources):
                raise GazetteerError(f"source prefix {source.prefix!r}: taken by another source; choose another")
            self._sources[source] = len(self._sources) + 1
        return self._sources[source]

    def _twin(self, record: PlaceRecord) -> int | None:
        for public in _public_ids(record):
            row = self.connection.execute("SELECT place FROM staged_id WHERE public = ?", (public,)).fetchone()
            if row:
                return int(row[0])
        rows = self.connection.execute(
            "SELECT id, lon_e7 / 1e7, lat_e7 / 1e7, extent_m FROM staged_main JOIN staged ON staged.id = place"
            " WHERE key = ? AND country = ? AND kind = ? ORDER BY id",
            (fold(record.name), record.country, KINDS.index(record.kind)),
        ).fetchall()
        for number, lon, lat, extent_m in rows:
            within_m = max(SAME_PLACE_M, extent_m) if record.kind in _AREAS else SAME_PLACE_M
            # A degree of latitude has 110.57 km or more: most namesakes need no geodesic.
            if abs(record.lat - lat) * 110_570 <= within_m and inverse(record.lon, record.lat, lon, lat)[1] <= within_m:
                return int(number)
        return None

    def _unite(self, number: int, record: PlaceRecord) -> None:
        population, date, also, source, ref = self.connection.execute(
            "SELECT population, date, also, source, ref FROM staged WHERE id = ?", (number,)
        ).fetchone()
        own = f"{next(known.prefix for known, n in self._sources.items() if n == source)}:{ref}"
        public = f"{record.source.prefix}:{record.ref}"
        ids = [*filter(None, (also or "").split(";")), *([] if public == own else [public])]
        values: dict[str, object] = {"also": ";".join(dict.fromkeys(ids)) or None}
        if _date(record) > (date or ""):
            values |= {"lon_e7": round(record.lon * 1e7), "lat_e7": round(record.lat * 1e7)}
            values |= {"precision_m": round(_precision_m(record)), "date": _date(record)}
        if not population and record.population:
            values |= {"population": record.population, "extent_m": round(_extent_m(record))}
        area = self._likely_area(record, population or record.population)
        if area is not None:
            values |= dict(zip(("west", "south", "east", "north"), area.bounds, strict=True))
            values |= {"geometry": polygons.encode(area), "extent_m": round(_extent_m(record))}
        assignments = ", ".join(f"{column} = ?" for column in values)
        self.connection.execute(f"UPDATE staged SET {assignments} WHERE id = ?", (*values.values(), number))  # noqa: S608

    def _likely_area(self, record: PlaceRecord, population: int | None) -> BaseGeometry | None:
        """Give the outline, or None for a doubtful one that differs from the expected area by a factor over 10."""
        if record.area is None or not record.doubtful_area or record.kind is not PlaceKind.SETTLEMENT:
            return record.area
        ratio = float(area_m2(record.area)) / settlement_area_m2(population)
        if 1 / MAX_AREA_RATIO <= ratio <= MAX_AREA_RATIO:
            return record.area
        self.outlines_set_aside += 1
        return None

    def _stage(self, source: int, r: PlaceRecord) -> int:
        area = self._likely_area(r, r.population)
        box = area.bounds if area is not None else (None,) * 4
        row = (
            source, r.ref, None, r.name, r.country, KINDS.index(r.kind), round(r.lon * 1e7), round(r.lat * 1e7),
            r.population or None, round(_extent_m(replace(r, area=area))), round(_precision_m(r)), r.admin1, *box,
            polygons.encode(area) if area is not None else None, _date(r),
        )  # fmt: skip
        marks = ",".join("?" * len(row))
        cursor = self.connection.execute(f"INSERT INTO staged VALUES (NULL,{marks})", row)  # noqa: S608
        return int(cursor.lastrowid or 0)

    def _finish(self) -> None:
        execute = self.connection.execute
        execute("COMMIT")
        execute(f"PRAGMA application_id = {APPLICATION_ID}")
        execute(f"PRAGMA user_version = {VERSION}")
        self.connection.executescript(TABLES)
        execute("BEGIN")
        self.connection.executemany(
            "INSERT INTO source VALUES (?,?,?,?,?,?,?)",
            ((i, s.prefix, s.name, s.version, s.date, s.licence, s.attribution) for s, i in self._sources.items()),
        )
        self.connection.executemany("INSERT INTO meta VALUES (?,?)", sorted(self._meta.items()))
        execute("COMMIT")
        self.connection.executescript(f"BEGIN;{_FINISH}COMMIT;")
        execute("VACUUM")


def _public_ids(record: PlaceRecord) -> tuple[str, ...]:
    """Ids by which a place is known: its own, and its GeoNames id."""
    own = f"{record.source.prefix}:{record.ref}"
    return (own,) if record.geonames is None else (own, f"gn:{record.geonames}")


def _date(record: PlaceRecord) -> str:
    return record.date or record.source.date


def _extent_m(record: PlaceRecord) -> float:
    if record.extent_m is not None:
        return record.extent_m
    if record.area is not None:
        return float(enclosing_radius_m(record.area, record.lon, record.lat))
    return settlement_extent_m(record.population) if record.kind is PlaceKind.SETTLEMENT else 0.0


def _precision_m(record: PlaceRecord) -> float:
    return coordinate_precision_m(record.lon, record.lat) if record.precision_m is None else record.precision_m


def _name_rows(place: int, written: Iterable[tuple[str, Level]], *, loose: bool) -> Iterator[tuple[str, int, int, int]]:
    """Keys of one place from its names, best first: each (key, form) once, with its best level."""
    levels: dict[tuple[str, Form], Level] = {}
    for name, level in written:
        key = fold(name)
        for form, made in ((Form.FOLDED, key), (Form.ARTICLE, drop_article(key))):
            levels.setdefault((made, form), level)
        if loose:
            levels.setdefault((skeleton(key), Form.SKELETON), level)
    for (key, form), level in levels.items():
        stricter = (levels.get((key, other)) for other in (Form.FOLDED, Form.ARTICLE) if other < form)
        # A looser form of the same key finds nothing that the stricter one does not.
        if key and not any(known is not None for known in stricter):
            yield key, int(form), place, int(level)
