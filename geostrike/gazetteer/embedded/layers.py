"""The layers of the embedded store: each function turns one source's rows into records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import shapely
from shapely.geometry import Polygon, shape
from shapely.geometry.base import BaseGeometry

from geostrike.gazetteer.embedded.topology import quantised
from geostrike.gazetteer.names import fold
from geostrike.gazetteer.schema import PlaceRecord, Source
from geostrike.model import PlaceKind

#: Douglas-Peucker tolerance of first-order units, in degrees (about 1.3 km).
ADMIN_TOLERANCE_DEG = 0.012
#: Radius of an airfield: half a long runway with its aprons (ICAO code 4 runways: 2.5-4 km).
AIRFIELD_EXTENT_M = 2_500.0
#: Airfield coordinates are aerodrome reference points, in the middle of the runways.
AIRFIELD_PRECISION_M = 500.0

_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
_KEPT_SCRIPTS = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ؀-ۿݐ-ݿЀ-ӿ]")
#: Countries where addresses use two or three letters for the state: "The Geysers, CA".
_POSTAL = ("US-", "CA-", "AU-")
_ADMIN_LANGUAGES = ("ar", "de", "es", "fa", "fr", "ru", "tr", "uk", "ur")


def wanted(names: Iterable[str | None], *, latin_only: bool = False) -> tuple[str, ...]:
    """Names in Latin, Arabic or Cyrillic script, the first spelling of each folded form, sorted.

    Lower-case Latin names are machine transliterations of East Asian scripts and three capitals
    are airport codes: both are left out.

    >>> wanted(["Sirt", "SRX", "sileute", "Сирт", "Σύρτη", "sirt"])
    ('Sirt', 'Сирт')
    """
    chosen: dict[str, str] = {}
    for name in sorted(filter(None, names)):
        latin = bool(_LATIN.search(name))
        if latin and (name == name.lower() or re.fullmatch(r"[A-Z]{3}", name)):
            continue
        if (latin or not latin_only) and _KEPT_SCRIPTS.search(name) and (key := fold(name)):
            chosen.setdefault(key, name)
    return tuple(chosen.values())


def settlements(
    cities: Iterable[Mapping[str, Any]], source: Source, *, near: frozenset[str], loose: frozenset[str], known_from: int
) -> Iterator[PlaceRecord]:
    """GeoNames populated places; outside `near` other names only of towns with `known_from` inhabitants."""
    for row in cities:
        country, population = row["countrycode"], row["population"]
        at_home = country in near
        yield PlaceRecord(
            source=source,
            ref=row["geonameid"],
            name=row["name"],
            lon=row["longitude"],
            lat=row["latitude"],
            country=country,
            population=population or None,
            alternates=wanted(row["alternatenames"], latin_only=not at_home)
            if at_home or population >= known_from
            else (),
            loose=country in loose,
        )


def first_order_units(
    document: Mapping[str, Any], source: Source, spellings: Mapping[str, str]
) -> Iterator[tuple[str, PlaceRecord]]:
    """Natural Earth's states and provinces with their ISO 3166-2 codes, whose prefix is the country.

    A unit without such a code gets one from its country and its identifier ("SO-SOL+00?").
    """
    for feature in document["features"]:
        about = feature["properties"]
        name, code = about.get("name_en") or about.get("name"), about["iso_3166_2"]
        if not re.match(r"[A-Z]{2}-", code):
            code = f"{about['iso_a2']}-{about['adm1_code']}"
        if not name:
            continue
        names = [about.get(f"name_{language}") for language in _ADMIN_LANGUAGES]
        names += [about.get("name"), about.get("gn_name"), about.get("woe_name")]
        names += re.split(r"[|,;]", f"{about.get('name_alt') or ''}|{spellings.get(code, '')}")
        postal = about.get("postal") if code.startswith(_POSTAL) else None
        yield (
            code,
            area_record(
                source,
                about["adm1_code"],
                name,
                quantised(shapely.simplify(shape(feature["geometry"]), ADMIN_TOLERANCE_DEG)),
                country=code.partition("-")[0],
                kind=PlaceKind.ADMIN1,
                alternates=(*wanted(names), *filter(None, [postal])),
            ),
        )


def airfields(
    rows: Iterable[Mapping[str, str]],
    source: Source,
    words: Mapping[str, Iterable[str]],
    *,
    near: frozenset[str],
    loose: frozenset[str],
) -> Iterator[PlaceRecord]:
    """Airports and air bases: all of the countries in `near`, elsewhere military ones.

    `words` are those that say in a name that it is an airfield's, and of what sort.
    """
    nouns, sorts = ("|".join(map(re.escape, words[key])) for key in ("nouns", "sorts"))
    ending = re.compile(rf"(\s+({sorts}))*\s+({nouns})$", re.IGNORECASE)
    for row in rows:
        if row["country"] in near or _MILITARY.search(row["name"]):
            bare = ending.sub("", row["name"])
            yield PlaceRecord(
                source=source,
                ref=row["icao"],
                name=row["name"] or row["icao"],
                lon=float(row["lon"]),
                lat=float(row["lat"]),
                country=row["country"],
                kind=PlaceKind.AIRFIELD,
                extent_m=AIRFIELD_EXTENT_M,
                precision_m=AIRFIELD_PRECISION_M,
                # Releases write "Bagram", not "Bagram Air Base": as good a name as the full one.
                ascii_name=bare if fold(bare) else "",
                alternates=(row["city"],) if row["country"] in near and fold(row["city"]) else (),
                loose=row["country"] in loose,
            )


_MILITARY = re.compile(r"\b(air ?base|air force|afb|military)\b", re.IGNORECASE)


def informal_regions(
    rows: Iterable[Mapping[str, str]], units: Mapping[str, BaseGeometry], source: Source
) -> Iterator[PlaceRecord]:
    """Areas that are unions of first-order units."""
    for row in rows:
        parts = [units[code] for code in row["units"].split()]
        # The units were simplified one by one: a hair of overlap closes the gaps between them.
        joined = shapely.union_all([part.buffer(ADMIN_TOLERANCE_DEG / 2, join_style="mitre") for part in parts])
        area = quantised(
            shapely.simplify(joined.buffer(-ADMIN_TOLERANCE_DEG / 2, join_style="mitre"), ADMIN_TOLERANCE_DEG)
        )
        yield _curated(row, area, source, PlaceKind.REGION)


def outlined_regions(
    rows: Iterable[Mapping[str, str]], kind: PlaceKind, source: Source, *, land: shapely.STRtree | None = None
) -> Iterator[PlaceRecord]:
    """Areas drawn by hand; with `land`, only what of them is sea."""
    for row in rows:
        corners = [tuple(map(float, corner.split())) for corner in row["outline"].split(";")]
        area: BaseGeometry = shapely.make_valid(Polygon(corners))
        if land is not None:
            sea = area.difference(shapely.union_all([land.geometries[i] for i in land.query(area)]))
            # Natural Earth draws countries across their lakes: a lake keeps its outline.
            area = area if sea.is_empty else shapely.simplify(sea, ADMIN_TOLERANCE_DEG)
        yield _curated(row, quantised(area), source, kind)


def _curated(row: Mapping[str, str], area: BaseGeometry, source: Source, kind: PlaceKind) -> PlaceRecord:
    return area_record(
        source,
        row["id"],
        row["name"],
        area,
        country=row.get("country") or "",
        kind=kind,
        alternates=wanted(row["alternates"].split("|")),
        loose=False,
    )


def area_record(source: Source, ref: str, name: str, area: BaseGeometry, **fields: Any) -> PlaceRecord:
    """Record of an area; its point is the centroid, or lies inside where the centroid does not."""
    point = area.centroid if area.contains(area.centroid) else area.representative_point()
    return PlaceRecord(
        source=source, ref=ref, name=name, lon=point.x, lat=point.y, precision_m=0.0, area=area, **fields
    )


def with_units(records: Iterable[PlaceRecord], units: Iterable[PlaceRecord]) -> Iterator[PlaceRecord]:
    """Say of each place in which first-order unit it lies."""
    records, units = list(records), list(units)
    tree = shapely.STRtree([unit.area for unit in units if unit.area is not None])
    points = shapely.points([r.lon for r in records], [r.lat for r in records])
    within: dict[int, str] = {}
    for at, unit in sorted(zip(*tree.query(points, predicate="intersects").tolist(), strict=True)):
        within.setdefault(at, units[unit].name)
    for at, record in enumerate(records):
        yield replace(record, admin1=within.get(at, ""))
