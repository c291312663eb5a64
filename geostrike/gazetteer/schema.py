"""The tables of a gazetteer store, and the records that go into it.

A store is one SQLite file:

`place`
    `id` (a country's places are one unbroken range of ids), `source` (-> `source.id`) and `ref`
    (identifier within the source; the public id is ``"<prefix>:<ref>"``), `also` (public ids of
    the same place in other sources, joined by ``;``, or NULL), `name` as displayed, `country`
    (ISO 3166-1 alpha-2 or ""), `kind` (index into `KINDS`), `lon_e7` and `lat_e7` (WGS84 degrees
    times 10^7), `population` (NULL unknown), `extent_m`, `precision_m`, `admin` (-> `admin.id`,
    the containing first-order unit), `poly` (-> `poly.id`).
`name`
    `key` (see :mod:`geostrike.gazetteer.names`), `form` (a `Form`: how the key was made), `place`,
    `level` (a `Level`: main, ascii or alternate name). Its primary key is the look-up.
`admin`
    `id`, `name`: names of first-order units, each once.
`poly`
    `id`, bounding box in degrees, `geometry` (see :mod:`geostrike.gazetteer.polygons`).
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

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from geostrike.errors import InputError
from geostrike.gazetteer.names import fold
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

TABLES = """
CREATE TABLE source(id INTEGER PRIMARY KEY, prefix TEXT, name TEXT, version TEXT, date TEXT, licence TEXT,
                    attribution TEXT);
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE admin(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE poly(id INTEGER PRIMARY KEY, west REAL, south REAL, east REAL, north REAL, geometry BLOB);
CREATE TABLE border(country TEXT, other TEXT, west REAL, south REAL, east REAL, north REAL, geometry BLOB);
CREATE TABLE country(code TEXT PRIMARY KEY, first INTEGER, last INTEGER) WITHOUT ROWID;
CREATE TABLE place(id INTEGER PRIMARY KEY, source INTEGER, ref, also TEXT, name TEXT, country TEXT, kind INTEGER,
                   lon_e7 INTEGER, lat_e7 INTEGER, population INTEGER, extent_m INTEGER, precision_m INTEGER,
                   admin INTEGER, poly INTEGER);
CREATE TABLE name(key TEXT, form INTEGER, place INTEGER, level INTEGER, PRIMARY KEY(key, form, place)) WITHOUT ROWID;
"""


class Form(IntEnum):
    """How a key in `name` was made from the written name."""

    FOLDED = 0
    ARTICLE = 1
    SKELETON = 2


class Level(IntEnum):
    """Standing of the written name among the names of its place."""

    MAIN = 0
    ASCII = 1
    ALTERNATE = 2


@dataclass(frozen=True, slots=True)
class Source:
    """Where places came from; `prefix` starts their public ids. `date` is that of the data, ISO 8601."""

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
        None to take the defaults of :mod:`geostrike.gazetteer.extents`: the extent of a
        settlement from its population, of an area to its farthest vertex; precision by the
        arc-minute rule.
    admin1
        Name of the containing first-order unit; "" to leave it open.
    area
        Polygon, EPSG:4326.
    doubtful_area
        Whether the polygon of a settlement stands only where its area fits the population: for
        sources of mixed quality, not for an outline that a user gives.
    geonames
        GeoNames id of the same place, where the source gives one: merging goes by it first.
    date
        When this row was last changed, ISO 8601; "" for the date of the source.
    date
        ISO 8601 date on which the source last touched this place; "" to take that of the source.
    loose
        Whether skeleton keys are written, so that other spellings are found where no country is known.

    Raises
    ------
    InputError
        Coordinates out of range or not finite, or a name without a letter or digit.
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
    doubtful_area: bool = False
    geonames: int | None = None
    date: str = ""
    loose: bool = True

    def __post_init__(self) -> None:
        if not (-180 <= self.lon <= 180 and -90 <= self.lat <= 90):
            raise InputError(
                f"place {self.name[:60]!r} at lon {self.lon:g}, lat {self.lat:g}: "
                "needs -180..180 and -90..90; correct or swap them"
            )
        if not fold(self.name):
            raise InputError(f"place name {self.name[:60]!r}: needs a letter or a digit; name the place")
