"""GeoJSON as a stream of features, and geometries as areas with a point."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geostrike.gazetteer.loaders.opening import Member
from geostrike.gazetteer.loaders.rows import LeftOut, RowError, shown

_CHUNK = 1 << 20
#: Largest single feature, in letters of text: the most detailed coasts have some 30 million.
MAX_FEATURE = 64_000_000


def is_geojson(head: bytes) -> bool:
    """Whether a file starts like a GeoJSON feature collection or like a sequence of features."""
    start = head.lstrip(b"\xef\xbb\xbf\x1e \t\r\n")
    return start.startswith(b"{") and (b'"Feature"' in head or b'"FeatureCollection"' in head)


def features(member: Member) -> Iterator[tuple[int, dict[str, Any]] | LeftOut]:
    """Go through the features of GeoJSON text, numbered from 1, without holding more than one.

    Reads a FeatureCollection and newline-delimited features alike. What follows a break in the
    JSON cannot be read; the break comes as the last `LeftOut`.
    """
    text = _Text(member)
    text.skip_to_features()
    number = 0
    while text.more():
        number += 1
        try:
            feature = text.take()
        except (ValueError, RecursionError):
            yield LeftOut(number, "not JSON from here on, as in a file that was cut", shown(text.ahead()))
            return
        if isinstance(feature, dict) and isinstance(feature.get("properties"), dict):
            yield number, feature
        else:
            yield LeftOut(number, "not a feature with properties", shown(str(feature)[:40]))


class _Text:
    """Text of a member with a window that moves over it."""

    def __init__(self, member: Member) -> None:
        self._stream = member.stream
        self._decode = codecs.getincrementaldecoder("utf-8-sig")(errors="replace").decode
        self._json = json.JSONDecoder()
        self._buffer, self._at, self._ended = "", 0, False

    def skip_to_features(self) -> None:
        """Move behind the bracket that opens a collection's features; stay where there is none."""
        self._fill(_CHUNK)
        key = self._buffer.find('"features"')
        first_feature = self._buffer.find('"Feature"')
        bracket = self._buffer.find("[", key)
        if key >= 0 and bracket >= 0 and (first_feature < 0 or key < first_feature):
            self._at = bracket + 1

    def more(self) -> bool:
        """Move to the next value; False at the end of the collection or of the text."""
        while True:
            while self._at < len(self._buffer) and self._buffer[self._at] in ", \t\r\n\x1e":
                self._at += 1
            if self._at < len(self._buffer):
                return self._buffer[self._at] != "]"
            if not self._fill(_CHUNK):
                return False

    def take(self) -> Any:
        """Parse the value here, reading on in doubling steps while it is not whole."""
        step = _CHUNK
        while True:
            try:
                value, self._at = self._json.raw_decode(self._buffer, self._at)
            except ValueError:
                if len(self._buffer) > MAX_FEATURE or not self._fill(step):
                    raise
                step *= 2
            else:
                return value

    def ahead(self) -> str:
        return self._buffer[self._at : self._at + 40]

    def _fill(self, size: int) -> bool:
        if self._ended:
            return False
        data = self._stream.read(size)
        self._ended = not data
        self._buffer = self._buffer[self._at :] + self._decode(data, final=self._ended)
        self._at = 0
        return not self._ended


def outline(geometry: object) -> tuple[BaseGeometry | None, float, float]:
    """Read a GeoJSON geometry as an area (None for points and lines) and a point on it, in degrees.

    >>> outline({"type": "Point", "coordinates": [16.5, 31.2]})
    (None, 16.5, 31.2)
    """
    if geometry is None:
        raise RowError("no geometry")
    try:
        made = shape(geometry)  # type: ignore[arg-type]
    except Exception as error:
        # shapely raises half a dozen unrelated kinds for broken coordinates.
        raise RowError("geometry cannot be read", str(error)) from None
    return located(made)


def located(geometry: BaseGeometry | None) -> tuple[BaseGeometry | None, float, float]:
    """Split a geometry in EPSG:4326 into its area, None for points and lines, and a point on it."""
    if geometry is None or geometry.is_empty:
        raise RowError("no geometry")
    flat = shapely.force_2d(geometry)
    west, south, east, north = flat.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise RowError("coordinates outside -180..180, -90..90", f"{west:g}, {south:g}, {east:g}, {north:g}")
    if flat.geom_type == "Point":
        return None, west, south
    if flat.geom_type.endswith("Polygon"):
        area = _polygons(flat if flat.is_valid else shapely.make_valid(flat))
        centre = area.centroid if area.contains(area.centroid) else area.representative_point()
        return area, centre.x, centre.y
    centre = flat.representative_point()
    return None, centre.x, centre.y


def _polygons(geometry: BaseGeometry) -> BaseGeometry:
    """Keep the polygons of a repaired geometry, without the lines that a repair can leave."""
    parts = [part for part in shapely.get_parts(shapely.get_parts(geometry)) if part.geom_type == "Polygon"]
    if not parts:
        raise RowError("outline without area")
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
