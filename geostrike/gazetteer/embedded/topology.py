"""Countries and their common borders out of a TopoJSON file, simplified so that neighbours still fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geostrike.geodesy import seam

Arc = np.ndarray[Any, np.dtype[np.float64]]

#: Coordinates are rounded to multiples of this many degrees (27 m of latitude): a power of two,
#: so that the rounded doubles end in zero bytes and compress well.
GRID_DEG = 2.0**-12


def quantised(geometry: BaseGeometry) -> BaseGeometry:
    """Snap an area to the grid, valid and without the lines that collapsed parts leave."""
    snapped = shapely.set_precision(shapely.make_valid(geometry), GRID_DEG)
    return snapped if snapped.geom_type == "Polygon" else MultiPolygon(_polygons(snapped))


def _polygons(geometry: BaseGeometry) -> list[Polygon]:
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return [part for part in parts if part.geom_type == "Polygon" and not part.is_empty]


class Topology:
    """Decoded arcs of a TopoJSON file, each simplified once, and the polygons made from them.

    Parameters
    ----------
    document
        The parsed TopoJSON.
    tolerance_deg
        Douglas-Peucker tolerance. An arc is simplified between its ends, which stay, so two
        countries that share it keep sharing it.
    """

    def __init__(self, document: Mapping[str, Any], tolerance_deg: float) -> None:
        scale, translate = (np.array(document["transform"][key]) for key in ("scale", "translate"))
        self._full = [np.cumsum(np.array(arc), axis=0) * scale + translate for arc in document["arcs"]]
        self._simple = [_simplified(arc, tolerance_deg) for arc in self._full]

    def polygon(self, geometry: dict[str, Any]) -> BaseGeometry:
        """Polygon or multipolygon of one TopoJSON geometry; unsimplified where it would vanish otherwise."""
        for arcs in (self._simple, self._full):
            polygon = self._polygon(geometry, arcs)
            if not polygon.is_empty:
                return polygon
        # The Vatican is smaller than the steps of the TopoJSON: all its corners fall together.
        return quantised(Point(self._full[next(iter(_flat(geometry["arcs"])))][0]).buffer(2 * GRID_DEG))

    def _polygon(self, geometry: dict[str, Any], arcs: list[Arc]) -> BaseGeometry:
        parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        polygons = []
        for rings in parts:
            shell, *holes = (_ring(ring, arcs) for ring in rings)
            if len(shell) >= 4:
                polygons += _areas(shell, [hole for hole in holes if len(hole) >= 4])
        return quantised(MultiPolygon(polygons))

    def borders(self, geometries: Iterable[tuple[str, dict[str, Any]]]) -> dict[tuple[str, str], BaseGeometry]:
        """Lines shared by two different codes, keyed by the sorted pair."""
        owners: dict[int, set[str]] = defaultdict(set)
        for code, geometry in geometries:
            for index in _flat(geometry["arcs"]):
                owners[index if index >= 0 else ~index].add(code)
        lines: dict[tuple[str, str], list[LineString]] = defaultdict(list)
        for index, codes in sorted(owners.items()):
            if len(codes) == 2:
                first, second = sorted(codes)
                lines[first, second].append(LineString(self._simple[index]))
        return {
            pair: shapely.set_precision(shapely.line_merge(shapely.union_all(parts)), GRID_DEG)
            for pair, parts in lines.items()
        }


def _areas(shell: Arc, holes: list[Arc]) -> list[Polygon]:
    """Polygons of one ring and its holes: several where the ring was stitched together over the antimeridian."""
    if np.ptp(shell[:, 0]) < 180:
        return [Polygon(shell, holes)]
    whole = seam.fold(shell[:-1, 0], shell[:-1, 1])
    return _polygons(whole.difference(shapely.union_all([Polygon(hole) for hole in holes])))


def _simplified(arc: Arc, tolerance_deg: float) -> Arc:
    closed = bool((arc[0] == arc[-1]).all())
    simple = shapely.get_coordinates(shapely.simplify(LineString(arc), tolerance_deg, preserve_topology=closed))
    return arc if closed and len(simple) < 4 else simple


def _ring(indices: list[int], arcs: list[Arc]) -> Arc:
    lines = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
    return np.concatenate([lines[0], *(line[1:] for line in lines[1:])])


def _flat(arcs: Any) -> Iterable[int]:
    if isinstance(arcs, int):
        yield arcs
    else:
        for part in arcs:
            yield from _flat(part)
