"""Who's On First extracts: tables of places, one country a file, and GeoJSON outlines of areas and settlements.

A table has the columns wof_id, gn_id, name, lat, lon, pop, placetype, fcode, ..., altnames (joined
by ``|``). Its country is the last part of its file name (``wof_places_ly.tsv.gz``) or, where that
is no country code, the country in which each point lies.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from geostrike.gazetteer.loaders.country_codes import from_iso
from geostrike.gazetteer.loaders.features import extent_of
from geostrike.gazetteer.loaders.fields import coordinates, inhabitants, optional_id, other_names, place_name, whole
from geostrike.gazetteer.loaders.opening import Member, lines
from geostrike.gazetteer.loaders.rows import Item, Row, RowError, need_columns, need_header, parsed
from geostrike.gazetteer.loaders.shapes import features, outline
from geostrike.gazetteer.schema import PlaceRecord, Source
from geostrike.model import PlaceKind

_NEEDED = ("wof_id", "name", "lat", "lon")
_KINDS = {
    "locality": PlaceKind.SETTLEMENT,
    "neighbourhood": PlaceKind.SETTLEMENT,
    "campus": PlaceKind.AIRFIELD,
    "region": PlaceKind.ADMIN1,
    "county": PlaceKind.ADMIN2,
    "country": PlaceKind.COUNTRY,
    "": PlaceKind.SETTLEMENT,
}


def source(version: str) -> Source:
    """Who's On First as the source of a place."""
    return Source(
        prefix="wof",
        name="Who's On First",
        version=version,
        licence="CC0, with data under CC BY 4.0",
        attribution="Contains data from Who's On First (https://whosonfirst.org/docs/licenses/), GeoNames "
        "(https://www.geonames.org, CC BY 4.0), quattroshapes (CC BY), Yahoo! GeoPlanet (CC BY) and Natural Earth "
        "(public domain); modified: selected, merged and reformatted",
    )


def recognises(head: list[str]) -> bool:
    """Whether the first line is the header of a table of places."""
    return bool(head) and set(_NEEDED) <= set(head[0].split("\t"))


def load(member: Member) -> Iterator[Item]:
    """Yield the places of a table."""
    entries = lines(member)
    first = next(entries, None)
    header = first[1].split("\t") if isinstance(first, tuple) else []
    need_header(header, _NEEDED, member.name)
    country = from_iso(member.name.partition(".")[0].rpartition("_")[2])
    origin = source(member.path.name)

    def place(line: int, text: str) -> Row:
        fields = text.split("\t")
        need_columns(fields, len(header))
        return Row(line, _place(dict(zip(header, fields, strict=True)), country, origin))

    return parsed(entries, place)


def _place(row: dict[str, str], country: str, origin: Source) -> PlaceRecord:
    lon, lat = coordinates(row["lon"], row["lat"])
    kind = _kind(row.get("placetype", ""))
    population = inhabitants(row.get("pop", ""))
    return PlaceRecord(
        source=origin,
        ref=whole(row["wof_id"], "wof_id"),
        name=place_name(row["name"]),
        lon=lon,
        lat=lat,
        country=country,
        kind=kind,
        population=population,
        extent_m=extent_of(kind, row.get("fcode", ""), population),
        alternates=other_names(row.get("altnames", "").split("|")),
        geonames=optional_id(row.get("gn_id", "")),
    )


def recognises_outlines(properties: dict[str, Any]) -> bool:
    """Whether a feature's properties are those of a Who's On First outline."""
    return "wof_id" in properties


def load_outlines(member: Member) -> Iterator[Item]:
    """Yield areas (regions, counties) and outlines of settlements from GeoJSON."""
    origin = source(member.path.name)
    return parsed(features(member), lambda number, feature: Row(number, _outlined(feature, origin)))


def _outlined(feature: dict[str, Any], origin: Source) -> PlaceRecord:
    about = feature["properties"]
    area, lon, lat = outline(feature.get("geometry"))
    names = about.get("names")
    return PlaceRecord(
        source=origin,
        ref=whole(str(about.get("wof_id")), "wof_id"),
        name=place_name(str(about.get("name") or "")),
        lon=lon,
        lat=lat,
        country=from_iso(str(about.get("cc") or "")),
        kind=_kind(str(about.get("placetype") or "")),
        population=inhabitants(str(about.get("pop") or "")),
        alternates=other_names([str(name) for name in names]) if isinstance(names, list) else (),
        area=area,
        doubtful_area=True,
        geonames=optional_id(str(about.get("gn_id") or "")),
    )


def _kind(placetype: str) -> PlaceKind:
    if placetype not in _KINDS:
        raise RowError("unknown placetype", placetype)
    return _KINDS[placetype]
