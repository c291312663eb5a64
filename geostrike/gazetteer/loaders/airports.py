"""Airports and air bases: OurAirports' airports.csv, and the table of airportsdata."""

from __future__ import annotations

from collections.abc import Iterator

from geostrike.gazetteer.loaders.country_codes import from_iso
from geostrike.gazetteer.loaders.features import extent_of
from geostrike.gazetteer.loaders.fields import coordinates, other_names, place_name, split_csv
from geostrike.gazetteer.loaders.opening import Member, lines
from geostrike.gazetteer.loaders.rows import Item, Row, RowError, need_columns, need_header, parsed
from geostrike.gazetteer.schema import PlaceRecord, Source
from geostrike.model import PlaceKind

#: A reference point is the middle of the runways, to some hundred metres.
_PRECISION_M = 500.0
# (identifier, latitude, longitude, country, columns with further names)
_OURAIRPORTS = (
    "ident",
    "latitude_deg",
    "longitude_deg",
    "iso_country",
    ("icao_code", "gps_code", "iata_code", "keywords"),
)
_AIRPORTSDATA = ("icao", "lat", "lon", "country", ("iata", "lid"))


def source(version: str, *, ours: bool) -> Source:
    """OurAirports (`ours`) or airportsdata as the source of a place."""
    if ours:
        return Source("airport", "OurAirports", version, licence="public domain", attribution="OurAirports.com")
    return Source("icao", "airportsdata", version, licence="MIT", attribution="airportsdata (Mike Borsetti)")


def recognises(head: list[str]) -> bool:
    """Whether the first line is the header of one of the two tables."""
    header = set(split_csv(head[0])) if head else set()
    return {"ident", "latitude_deg", "longitude_deg"} <= header or {"icao", "iata", "lat", "lon"} <= header


def load(member: Member) -> Iterator[Item]:
    """Yield the airports of a table."""
    entries = lines(member)
    first = next(entries, None)
    header = split_csv(first[1]) if isinstance(first, tuple) else []
    ours = "ident" in header
    need_header(header, (*(_OURAIRPORTS if ours else _AIRPORTSDATA)[:3], "name"), member.name)
    origin = source(member.path.name, ours=ours)

    def airport(line: int, text: str) -> Row:
        fields = split_csv(text)
        need_columns(fields, len(header))
        return Row(line, _airport(dict(zip(header, fields, strict=True)), origin, ours=ours))

    return parsed(entries, airport)


def _airport(row: dict[str, str], origin: Source, *, ours: bool) -> PlaceRecord:
    ident, latitude, longitude, country, further = _OURAIRPORTS if ours else _AIRPORTSDATA
    lon, lat = coordinates(row[longitude], row[latitude])
    if not row[ident]:
        raise RowError("no code")
    others = [name for column in further for name in row.get(column, "").split(",")]
    return PlaceRecord(
        source=origin,
        ref=row[ident],
        name=place_name(row["name"] or row[ident]),
        lon=lon,
        lat=lat,
        country=from_iso(row.get(country, "")),
        kind=PlaceKind.AIRFIELD,
        extent_m=extent_of(PlaceKind.AIRFIELD, ""),
        precision_m=_PRECISION_M,
        alternates=other_names([row[ident], *others]),
        loose=False,
    )
