"""Which column of a user's table holds what, and one row of it as a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from shapely.geometry.base import BaseGeometry

from geostrike.errors import InputError
from geostrike.gazetteer.gazetteer import Gazetteer
from geostrike.gazetteer.loaders.country_codes import from_iso
from geostrike.gazetteer.loaders.features import extent_of
from geostrike.gazetteer.loaders.fields import inhabitants, number, optional_id, other_names, place_name
from geostrike.gazetteer.loaders.rows import RowError
from geostrike.gazetteer.names import fold
from geostrike.gazetteer.schema import PlaceRecord, Source
from geostrike.model import PlaceKind

#: What a column can hold -> headings under which it is found without being told, folded.
HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("name", "place", "placename", "place name", "toponym", "settlement", "village", "town", "label", "title"),
    "lon": ("lon", "longitude", "lng", "long", "x", "decimallongitude", "lon dd", "long dd", "xcoord"),
    "lat": ("lat", "latitude", "y", "decimallatitude", "lat dd", "ycoord"),
    "country": ("country", "country code", "countrycode", "cc", "iso", "iso2", "iso a2", "adm0", "admin0"),
    "population": ("population", "pop", "inhabitants"),
    "alternates": ("alternates", "alternatenames", "alternate names", "altnames", "aliases", "aka", "names"),
    "kind": ("kind",),
    "admin1": ("admin1", "adm1", "adm1 en", "province", "governorate", "region", "state"),
    "id": ("id", "fid", "code", "pcode"),
    "geonames": ("geonames", "geonameid", "geonames id", "gn id"),
    "extent_m": ("extent m",),
    "precision_m": ("precision m",),
}
_LISTED = ", ".join(HEADINGS)
# Prefixes of ids that belong to sources of their own.
_RESERVED = frozenset(["gn", "gns", "wof", "ne", "iso", "icao", "own", "airport"])


def parse_columns(text: str) -> dict[str, str]:
    """Read the option ``--columns name=NAME,lon=X``.

    >>> parse_columns("name=NAME_EN, lon=X")
    {'name': 'NAME_EN', 'lon': 'X'}
    """
    pairs = [pair.partition("=") for pair in text.split(",") if pair.strip()]
    columns = {field.strip(): heading.strip() for field, _, heading in pairs}
    wrong = [field for field, heading in columns.items() if field not in HEADINGS or not heading]
    if wrong or not columns:
        raise InputError(f"columns {text!r}: needs FIELD=HEADING,... with the fields {_LISTED}; correct it")
    return columns


def match_columns(
    headings: Iterable[str], given: Mapping[str, str], needed: Iterable[str], name: str
) -> dict[str, str]:
    """Find field -> heading for a table: as given, else by the usual headings.

    Raises
    ------
    InputError
        A heading that is given is not there, or a needed field is not found; `name` is the file's.
    """
    there = list(headings)
    absent = [heading for heading in given.values() if heading not in there]
    if absent:
        raise InputError(f"{name}: no column {', '.join(absent)}; it has {', '.join(there[:20])}")
    folded = {fold(heading): heading for heading in reversed(there)}
    found = dict(given)
    for field, usual in HEADINGS.items():
        heading = next((folded[h] for h in usual if h in folded), None)
        if heading is not None and heading not in given.values():
            found.setdefault(field, heading)
    missing = [field for field in needed if field not in found]
    if missing:
        example = ",".join(f"{field}=HEADING" for field in missing)
        raise InputError(
            f"{name}: no column for {', '.join(missing)} among {', '.join(there[:20])}; say which: --columns {example}"
        )
    return found


def own_source(file_name: str) -> Source:
    """Take a user's file as the source of its places; its ids start with the file's name."""
    stem = fold(file_name.partition(".")[0]).replace(" ", "-") or "own"
    return Source(prefix=f"own-{stem}" if stem in _RESERVED else stem, name=file_name, licence="as its owner says")


def place_of(
    row: Mapping[str, str], origin: Source, *, ref: int, lon: float, lat: float, area: BaseGeometry | None = None
) -> PlaceRecord:
    """Make a place of one row's fields, all of them text; `ref` is its id where it has none."""
    kind = _kind(row.get("kind", ""))
    population = inhabitants(row.get("population", "").replace(",", ""))
    extent_m = _metres(row.get("extent_m", ""), "extent_m")
    return PlaceRecord(
        source=origin,
        ref=row.get("id") or ref,
        name=place_name(row["name"]),
        lon=lon,
        lat=lat,
        country=country_of(row.get("country", "")),
        kind=kind,
        population=population,
        extent_m=extent_m if extent_m is not None or area is not None else extent_of(kind, ""),
        precision_m=_metres(row.get("precision_m", ""), "precision_m"),
        admin1=row.get("admin1", ""),
        alternates=other_names(row.get("alternates", "").replace(";", "|").split("|")),
        area=area,
        geonames=optional_id(row.get("geonames", "")),
    )


@lru_cache(maxsize=512)
def country_of(text: str) -> str:
    """Code of a country given by ISO code or by name; "" where neither fits.

    >>> country_of("LBY"), country_of("Libya"), country_of("Atlantis")
    ('LY', 'LY', '')
    """
    return from_iso(text) or (Gazetteer.default().country_code(text) if text.strip() else "")


def _kind(text: str) -> PlaceKind:
    try:
        return PlaceKind(text.strip().lower() or PlaceKind.SETTLEMENT)
    except ValueError:
        raise RowError(f"kind is none of {', '.join(PlaceKind)}", text) from None


def _metres(text: str, what: str) -> float | None:
    if not text.strip():
        return None
    value = number(text, what)
    if not 0 <= value <= 1e7:
        raise RowError(f"{what} outside 0..10,000,000", text)
    return value
