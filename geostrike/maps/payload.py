"""What the page's scripts read: one JSON value with events, layers and base map."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from shapely.geometry import mapping

from geostrike.maps.areas import View, packed, packed_lines, unroll
from geostrike.maps.basemap import BaseMap, detail_deg
from geostrike.maps.entries import Entry
from geostrike.maps.groups import Group
from geostrike.maps.plate import MEANING, legend, levels_of

# Whole numbers per degree of areas: to about a metre. The base map's follow from its own detail.
AREA_SCALE = 100_000


def payload(title: str, groups: Sequence[Group], base: BaseMap, view: View) -> dict[str, Any]:
    """Return the page's data as JSON types. Keys are the names that the scripts use."""
    ground_scale = 10 ** math.ceil(math.log10(4 / detail_deg(view)))
    return {
        "title": title,
        "focus": [round(edge, 5) for edge in view.focus],
        "extent": [round(edge, 5) for edge in view.extent],
        "meaning": MEANING,
        "legend": [list(row) for row in legend(groups, levels_of(groups))],
        "groups": [_group(group) for group in groups],
        "entries": [_entry(entry, group, view.cut) for group in groups for entry in group.entries],
        "areaScale": AREA_SCALE,
        "groundScale": ground_scale,
        "land": packed(base.land, ground_scale),
        "borders": packed_lines(base.borders, ground_scale),
        "towns": [[town.name, round(town.lon, 4), round(town.lat, 4), int(town.key)] for town in base.towns],
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "key": group.key,
        "name": group.name,
        "colour": group.colour,
        "dash": group.dash,
        "campaign": group.campaign,
    }


def _entry(entry: Entry, group: Group, cut: float) -> dict[str, Any]:
    return {
        "id": entry.id,
        "number": entry.number,
        "group": group.key,
        "start": entry.start.isoformat() if entry.start else None,
        "end": entry.end.isoformat() if entry.end else None,
        "when": entry.when,
        "worded": entry.worded,
        "place": entry.place,
        "area": entry.area,
        "reason": entry.reason,
        "conflicts": entry.conflicts,
        "remarks": entry.remarks,
        "facts": [list(fact) for fact in entry.facts],
        "extra": [list(item) for item in entry.extra],
        "sources": [
            {
                "publisher": source.publisher,
                "published": source.published,
                "title": source.title,
                "url": source.url,
                "quote": source.quote,
                "doc": source.doc_id,
            }
            for source in entry.sources
        ],
        "heart": _heart(entry, cut),
        "regions": [
            {"level": region.level, "rings": packed(unroll(region.shape, cut), AREA_SCALE)} for region in entry.regions
        ],
    }


def _heart(entry: Entry, cut: float) -> list[float] | None:
    """Return a position well inside the area, for its name."""
    if not entry.placed:
        return None
    point = unroll(entry.regions[0].shape, cut).representative_point()
    return [round(point.x, 4), round(point.y, 4)]


def geojson(entries: Sequence[Entry]) -> dict[str, Any]:
    """Return the entries as a GeoJSON FeatureCollection (RFC 7946), those without an area with null geometry."""
    return {"type": "FeatureCollection", "features": [_feature(entry) for entry in entries]}


def _feature(entry: Entry) -> dict[str, Any]:
    properties = {
        "number": entry.number,
        "kind": "campaign" if entry.campaign else "strike",
        "date_start": entry.start.isoformat() if entry.start else None,
        "date_end": entry.end.isoformat() if entry.end else None,
        "date_text": "; ".join(entry.dates),
        "locality": "; ".join(entry.places),
        "level": entry.regions[0].level if entry.regions else None,
        "area": entry.area,
        "reason": entry.reason,
        "remarks": entry.remarks,
        "conflicts": entry.conflicts,
        **dict(entry.facts),
        **dict(entry.extra),
        "sources": [f"{source.publisher}, {source.published}: {source.url}" for source in entry.sources],
    }
    geometry = mapping(entry.regions[0].shape) if entry.regions else None
    return {"type": "Feature", "id": entry.id, "properties": properties, "geometry": geometry}
