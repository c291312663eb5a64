"""GeoNames dumps: country files and allCountries (19 columns), and alternateNames (V1 and V2).

Format: https://download.geonames.org/export/dump/readme.txt
"""

from __future__ import annotations

from collections.abc import Iterator

from geostrike.gazetteer.loaders.features import extent_of, kind_of
from geostrike.gazetteer.loaders.fields import coordinates, date, inhabitants, other_names, place_name, whole
from geostrike.gazetteer.loaders.opening import Member, lines
from geostrike.gazetteer.loaders.rows import FurtherName, Item, LeftOut, Row, RowError, need_columns, parsed
from geostrike.gazetteer.schema import PlaceRecord, Source

_COLUMNS = 19
_NAME_COLUMNS = (8, 10)
# Pseudo-languages of alternateNames that hold links and codes, not names.
_NOT_NAMES = frozenset(["link", "wkdt", "post", "iata", "icao", "faac", "tcid", "unlc", "phon", "piny", "abbr"])


def source(version: str) -> Source:
    """GeoNames as the source of a place, in the version that `version` names."""
    return Source(
        prefix="gn",
        name="GeoNames",
        version=version,
        licence="CC BY 4.0",
        attribution="Contains data from GeoNames (https://www.geonames.org), CC BY 4.0",
    )


def recognises(head: list[str]) -> bool:
    """Whether the first lines are those of a country file or allCountries."""
    fields = head[0].split("\t") if head else []
    if len(fields) != _COLUMNS or not fields[0].isdigit():
        return False
    return kind_of(fields[6], fields[7]) is not None or not fields[6]


def load(member: Member) -> Iterator[Item]:
    """Yield the places of a country file or of allCountries."""
    origin = source(member.path.name)
    return parsed(lines(member), lambda line, text: Row(line, _place(text.split("\t"), origin)))


def _place(fields: list[str], origin: Source) -> PlaceRecord:
    need_columns(fields, _COLUMNS)
    code = fields[7]
    kind = kind_of(fields[6], code)
    if kind is None:
        raise RowError("unknown feature class", fields[6])
    lon, lat = coordinates(fields[5], fields[4])
    population = inhabitants(fields[14])
    ascii_name = fields[2].strip()
    return PlaceRecord(
        source=origin,
        ref=whole(fields[0], "GeoNames id"),
        name=place_name(fields[1]),
        lon=lon,
        lat=lat,
        country=fields[8],
        kind=kind,
        population=population,
        extent_m=extent_of(kind, code, population),
        ascii_name=ascii_name if ascii_name != fields[1] else "",
        alternates=other_names(fields[3].split(",")) if fields[3] else (),
        date=date(fields[18]),
    )


def recognises_names(head: list[str]) -> bool:
    """Whether the first lines are those of alternateNames or alternateNamesV2."""
    fields = head[0].split("\t") if head else []
    return len(fields) in _NAME_COLUMNS and fields[0].isdigit() and fields[1].isdigit()


def load_names(member: Member) -> Iterator[Item]:
    """Yield the names in alternateNames or alternateNamesV2; links, postcodes and other codes are left out."""
    return parsed(lines(member), _name)


def _name(line: int, text: str) -> Item:
    fields = text.split("\t")
    need_columns(fields, *_NAME_COLUMNS)
    if fields[2] in _NOT_NAMES:
        return LeftOut(line, "a link or code, not a name", fault=False)
    return FurtherName(line, whole(fields[1], "GeoNames id"), place_name(fields[3]))
