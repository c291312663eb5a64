"""The ground under the events: land, borders and towns, cut to the view. For orientation only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd
import shapely
from shapely.affinity import translate
from shapely.geometry import MultiLineString, MultiPolygon
from shapely.geometry.base import BaseGeometry

from geostrike.errors import InputError
from geostrike.maps.areas import Bounds, View, clip, world_pieces
from geostrike.maps.entries import Reference
from geostrike.model import POINTS, Place

# Detail finer than this share of the base map's width is dropped: a fifth of a pixel where the
# whole of it fills a wide screen, a few pixels when zoomed in to a single area.
DETAIL = 1 / 8000
# From the whole of the view, and again from the part where the events are.
MOST_TOWNS = 150
# What a dot on the map may stand for; a country or a region is no dot.


class Ground(Protocol):
    """What a base map is made from; `geostrike.gazetteer.Gazetteer` is one. Bounds are W, S, E, N within ±180."""

    def land(self, bounds: Bounds) -> BaseGeometry:
        """Return the land within bounds."""

    def borders(self, bounds: Bounds) -> BaseGeometry:
        """Return the land borders of countries within bounds, as lines."""

    def places_in(self, bounds: Bounds, *, limit: int) -> Sequence[Place]:
        """Return up to `limit` towns within bounds, the most populous first."""

    def country_codes(self) -> Mapping[str, str]:
        """Return the English name of each country by its ISO 3166-1 alpha-2 code."""

    def lookup(self, names: Iterable[str], *, country: str | None = None) -> Sequence[Sequence[Place]]:
        """Return the places of each name."""


@dataclass(frozen=True, slots=True)
class Town:
    """A named point; `key` where an event is described by its distance from it."""

    name: str
    lon: float
    lat: float
    key: bool = False


@dataclass(frozen=True, slots=True)
class BaseMap:
    """Land, borders and towns of a view, with longitudes as in the view; towns in order of weight."""

    land: BaseGeometry
    borders: BaseGeometry
    towns: tuple[Town, ...]


def detail_deg(view: View) -> float:
    """Return the size in degrees of the smallest thing that a view's base map keeps."""
    west, _, east, _ = view.extent
    return (east - west) * DETAIL


def base_map(
    view: View,
    ground: Ground,
    *,
    borders: bool = True,
    places: bool | pd.DataFrame = True,
    key_places: Mapping[str, Place] | None = None,
) -> BaseMap:
    """Return the base map of a view.

    Parameters
    ----------
    places
        True for the most populous towns, False for none, or your own frame with columns `name`,
        `lon`, `lat`, drawn in its order.
    key_places
        The places that the events refer to, by identifier; they come first.
    """
    tolerance = detail_deg(view)
    pieces = world_pieces(view.extent)
    lands = [translate(clip(ground.land(part), part, tolerance), shift) for part, shift in pieces]
    lines = [translate(clip(ground.borders(part), part, tolerance), shift) for part, shift in pieces] if borders else []
    if isinstance(places, pd.DataFrame):
        towns = _own(places, view)
    else:
        # Far from big cities the places that events refer to are small: the focus has a share of its own.
        near = [*pieces, *world_pieces(view.focus)]
        towns = _towns(ground, near, key_places or {}) if places else ()
    return BaseMap(_joined(lands, MultiPolygon()), _joined(lines, MultiLineString()), towns)


def _joined(pieces: list[BaseGeometry], empty: BaseGeometry) -> BaseGeometry:
    kept = [
        part for piece in pieces for part in shapely.get_parts(piece) if part.geom_type in ("Polygon", "LineString")
    ]
    return shapely.union_all(kept) if kept else empty


def _towns(ground: Ground, pieces: Sequence[tuple[Bounds, float]], keys: Mapping[str, Place]) -> tuple[Town, ...]:
    found = {(place.id, shift): place for part, shift in pieces for place in ground.places_in(part, limit=MOST_TOWNS)}
    for (west, south, east, north), shift in pieces:
        inside = (one for one in keys.values() if west <= one.lon <= east and south <= one.lat <= north)
        found |= {(place.id, shift): place for place in inside}
    ranked = sorted(
        found.items(), key=lambda item: (item[1].id not in keys, -(item[1].population or 0), item[1].name, item[0])
    )
    return tuple(Town(place.name, place.lon + shift, place.lat, place.id in keys) for (_, shift), place in ranked)


def referred(references: Iterable[Reference], ground: Ground) -> dict[str, Place]:
    """Return the places that events refer to and that a dot can stand for, by identifier."""
    wanted = {(one.country, one.name, one.place_id) for one in references if one.place_id and one.name}
    ids = {identifier for _, _, identifier in wanted}
    found: dict[str, Place] = {}
    for country in sorted({country for country, _, _ in wanted}):
        names = sorted({name for code, name, _ in wanted if code == country})
        listed = (place for places in ground.lookup(names, country=country or None) for place in places)
        found |= {place.id: place for place in listed if place.id in ids and place.kind in POINTS}
    return dict(sorted(found.items()))


def _own(frame: pd.DataFrame, view: View) -> tuple[Town, ...]:
    missing = {"name", "lon", "lat"} - set(frame.columns)
    if missing:
        raise InputError(f"places without {', '.join(sorted(missing))}: needs columns name, lon, lat; rename yours")
    degrees = frame[["lon", "lat"]].apply(pd.to_numeric, errors="coerce").to_numpy(dtype=float)
    wrong = frame["name"][~np.isfinite(degrees).all(axis=1)]
    if len(wrong):
        raise InputError(f"place {wrong.iloc[0]!r}: its lon or lat is no number; give degrees, or leave it out")
    rows = zip(frame["name"], degrees.tolist(), strict=True)
    return tuple(Town(str(name), lon + (360.0 if lon <= view.cut else 0.0), lat) for name, (lon, lat) in rows)
