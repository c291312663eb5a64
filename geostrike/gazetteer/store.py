"""Read access to one store: an SQLite file (or one in memory) with the tables of `schema`."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from shapely.geometry.base import BaseGeometry

from geostrike.errors import GazetteerError
from geostrike.gazetteer import polygons
from geostrike.gazetteer.names import drop_article
from geostrike.gazetteer.schema import APPLICATION_ID, KINDS, VERSION, Form, Level, Source
from geostrike.model import Place, PlaceKind

_MOST_PLACES_KEPT = 60_000
"""Places whose names are kept at hand for inexact search: some 10 MB. A news archive speaks of dozens of countries."""
_FEWEST_COUNTRIES_KEPT = 4

Bounds = tuple[float, float, float, float]

_PLACE = (
    "SELECT source, ref, also, name, country, kind, lon_e7, lat_e7, population, extent_m, precision_m, admin, poly"
    " FROM place"
)


class Hit(NamedTuple):
    """A row of the table `name`: which place, how the key was made, standing of the name."""

    place: int
    form: Form
    level: Level


class Keys(NamedTuple):
    """All folded keys of a country's places without their articles, their places and their levels."""

    keys: tuple[str, ...]
    places: array[int]
    levels: bytes


class Store:
    """One open store.

    Parameters
    ----------
    connection
        An open connection; it is only read from. Use `Store.open` for a file.
    path
        The file, None for a store in memory.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path | None = None) -> None:
        self.connection = connection
        self.path = path
        self.place = lru_cache(maxsize=4096)(self._place)

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open a file read-only; :class:`GazetteerError` where it is no store of ours."""
        if not path.is_file():
            what = "a folder, not a file" if path.is_dir() else "no such file"
            raise GazetteerError(f"gazetteer {path}: {what}; build one with `geostrike gazetteer build`")
        uri = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
        try:
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            (stamp,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            (page_size,) = connection.execute("PRAGMA page_size").fetchone()
        except sqlite3.Error as error:
            raise GazetteerError(f"gazetteer {path}: not a readable SQLite file ({error}); build it again") from error
        if stamp != APPLICATION_ID:
            raise GazetteerError(f"gazetteer {path}: not made by geostrike; make one with `geostrike gazetteer build`")
        if version != VERSION:
            raise GazetteerError(f"gazetteer {path}: layout {version}, this geostrike reads {VERSION}; build it again")
        if pages * page_size != path.stat().st_size:
            raise GazetteerError(f"gazetteer {path}: cut short or grown; build it again")
        return cls(connection, path)

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            return self.connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise GazetteerError(f"gazetteer {self.path}: damaged ({error}); build it again") from error

    def hits(self, key: str, forms: tuple[Form, ...]) -> list[Hit]:
        """Places with this key in one of the forms, each once."""
        marks = ",".join("?" * len(forms))
        rows = self._rows(
            f"SELECT place, min(form), min(level) FROM name WHERE key = ? AND form IN ({marks}) GROUP BY place",  # noqa: S608
            key,
            *forms,
        )
        return [Hit(place, Form(form), Level(level)) for place, form, level in rows]

    @cached_property
    def _sources(self) -> dict[int, tuple[str, str]]:
        return {number: (prefix, name) for number, prefix, name in self._rows("SELECT id, prefix, name FROM source")}

    @cached_property
    def _ranges(self) -> dict[str, tuple[int, int]]:
        return {code: (first, last) for code, first, last in self._rows("SELECT code, first, last FROM country")}

    @cached_property
    def _admins(self) -> dict[int | None, str]:
        return {None: "", **dict(self._rows("SELECT id, name FROM admin"))}

    def _place(self, number: int) -> Place:
        return self._read(self._rows(f"{_PLACE} WHERE id = ?", number)[0])

    def _read(self, row: tuple[Any, ...]) -> Place:
        number, ref, also, name, country, kind, lon_e7, lat_e7, population, extent_m, precision_m, admin, poly = row
        prefix, source = self._sources[number]
        return Place(
            id=f"{prefix}:{ref}",
            name=name,
            lon=lon_e7 / 1e7,
            lat=lat_e7 / 1e7,
            country=country,
            kind=KINDS[kind],
            population=population,
            extent_m=float(extent_m),
            precision_m=float(precision_m),
            admin1=self._admins[admin],
            source=f"{source} + {also}" if also else source,
            area=None if poly is None else self._area(poly),
        )

    def _area(self, poly: int) -> BaseGeometry:
        return polygons.decode(self._rows("SELECT geometry FROM poly WHERE id = ?", poly)[0][0])

    def exact(self, key: str, country: str) -> list[Place]:
        """Places with this folded key, in the order of their ids; in one country, or "" for all."""
        if not country:
            numbers = self._rows("SELECT place FROM name WHERE key = ? AND form = 0", key)
        else:
            within = self._ranges.get(country, (0, -1))
            numbers = self._rows(
                "SELECT place FROM name WHERE key = ? AND form = 0 AND place BETWEEN ? AND ?", key, *within
            )
        return [self.place(number) for (number,) in numbers]

    def notable(self, key: str, population: int) -> list[tuple[PlaceKind, str]]:
        """Kind and country of what has this folded key: country, first-order unit, region, settlement of so many."""
        areas = map(KINDS.index, (PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.REGION))
        rows = self._rows(
            "SELECT kind, country FROM name JOIN place ON place.id = name.place"
            " WHERE key = ? AND form = ? AND (kind IN (?, ?, ?) OR kind = ? AND population >= ?) ORDER BY place.id",
            key, Form.FOLDED, *areas, KINDS.index(PlaceKind.SETTLEMENT), population,
        )  # fmt: skip
        return [(KINDS[kind], country) for kind, country in rows]

    def country_of(self, key: str) -> str:
        """ISO code of the country with this folded key, the first by id; "" where none has it."""
        rows = self._rows(
            "SELECT country FROM name JOIN place ON place.id = name.place"
            " WHERE key = ? AND form = ? AND kind = ? ORDER BY place.id LIMIT 1",
            key, Form.FOLDED, KINDS.index(PlaceKind.COUNTRY),
        )  # fmt: skip
        return str(rows[0][0]) if rows else ""

    @cached_property
    def keys(self) -> Callable[[str], Keys]:
        """The keys of a country's places, by its code; those of the countries that were asked for last are kept."""
        places = sum(last - first + 1 for first, last in self._ranges.values())
        countries = _MOST_PLACES_KEPT * len(self._ranges) // max(places, 1)
        return lru_cache(maxsize=max(countries, _FEWEST_COUNTRIES_KEPT))(self._keys)

    def _keys(self, country: str) -> Keys:
        within = self._ranges.get(country, (0, -1))
        rows = self._rows("SELECT key, place, level FROM name WHERE form = 0 AND place BETWEEN ? AND ?", *within)
        return Keys(
            tuple(drop_article(row[0]) for row in rows),
            array("l", (row[1] for row in rows)),
            bytes(row[2] for row in rows),
        )

    def biggest(self, bounds: Bounds, limit: int) -> list[Place]:
        """Settlements of known population in a lon/lat box, biggest first."""
        west, south, east, north = (round(edge * 1e7) for edge in bounds)
        rows = self._rows(
            f"{_PLACE} WHERE kind = 0 AND lat_e7 BETWEEN ? AND ? AND lon_e7 BETWEEN ? AND ? AND population > 0"
            " ORDER BY population DESC, id LIMIT ?",
            south, north, west, east, limit,
        )  # fmt: skip
        return [self._read(row) for row in rows]

    def of_kind(self, kind: PlaceKind, country: str) -> list[int]:
        """Numbers of the places of one kind in one country."""
        rows = self._rows(
            "SELECT place.id FROM country JOIN place ON place.id BETWEEN first AND last WHERE code = ? AND kind = ?",
            country,
            KINDS.index(kind),
        )
        return [row[0] for row in rows]

    def shapes(self, bounds: Bounds, kind: PlaceKind) -> list[BaseGeometry]:
        """Polygons of one kind that reach into a lon/lat box."""
        west, south, east, north = bounds
        rows = self._rows(
            "SELECT geometry FROM poly JOIN place ON place.poly = poly.id"
            " WHERE kind = ? AND west <= ? AND east >= ? AND south <= ? AND north >= ?",
            KINDS.index(kind), east, west, north, south,
        )  # fmt: skip
        return [polygons.decode(blob) for (blob,) in rows]

    def borders(self, bounds: Bounds) -> list[BaseGeometry]:
        """Border lines that reach into a lon/lat box."""
        west, south, east, north = bounds
        rows = self._rows(
            "SELECT geometry FROM border WHERE west <= ? AND east >= ? AND south <= ? AND north >= ?",
            east, west, north, south,
        )  # fmt: skip
        return [polygons.decode(blob) for (blob,) in rows]

    def border(self, country: str, other: str) -> BaseGeometry | None:
        """Find the line that two countries share, or None."""
        rows = self._rows("SELECT geometry FROM border WHERE country = ? AND other = ?", *sorted((country, other)))
        return polygons.decode(rows[0][0]) if rows else None

    def adjoin(self, country: str, other: str) -> bool:
        """Whether two countries share a border line."""
        sql = "SELECT 1 FROM border WHERE country = ? AND other = ? LIMIT 1"
        return bool(self._rows(sql, *sorted((country, other))))

    def country_codes(self) -> tuple[str, ...]:
        """ISO codes of the countries that have places."""
        return tuple(str(row[0]) for row in self._rows("SELECT code FROM country WHERE code <> '' ORDER BY code"))

    def sources(self) -> list[Source]:
        """Where the places came from."""
        rows = self._rows("SELECT prefix, name, version, date, licence, attribution FROM source ORDER BY id")
        return [Source(*map(str, row)) for row in rows]

    def meta(self) -> dict[str, str]:
        """Read the table `meta`."""
        return {str(key): str(value) for key, value in self._rows("SELECT key, value FROM meta")}

    def counts(self) -> dict[PlaceKind, int]:
        """Count the places by kind."""
        rows = self._rows("SELECT kind, count(*) FROM place GROUP BY kind ORDER BY kind")
        return {KINDS[kind]: count for kind, count in rows}
