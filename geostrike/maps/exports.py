"""Events as GeoJSON, for the mail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapely.geometry import mapping

from geostrike.maps.entries import Entry


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
        "evidence": entry.evidence,
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
