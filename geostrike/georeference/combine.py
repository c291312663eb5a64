"""Several drawings to one: the candidates of a name, clauses that are all true, places that are listed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce

import shapely
from shapely.geometry.base import BaseGeometry

from geostrike import geodesy
from geostrike.georeference.drawing import Drawing, Drawn, Refusal, named, polygons_of
from geostrike.model import Coordinates, Locality, Place, Reason, toponyms


def any_candidate(drawings: Sequence[Drawn], places: Sequence[Place | None]) -> Drawn:
    """One drawing over all places that a name may mean; the best one gives the point."""
    drawn = [drawing for drawing in drawings if isinstance(drawing, Drawing)]
    if not drawn or len(drawings) == 1:
        return drawings[0]
    names = ", ".join(dict.fromkeys(f"{named(p)} at {p.lon:.2f}, {p.lat:.2f}" for p in places if p is not None))
    remark = f"the name is ambiguous; the region covers all of: {names}"
    return _merged(drawn, _union, (remark, *drawn[0].remarks), point_of=drawn[0])


def any_of(parts: Sequence[Drawn]) -> Drawn:
    """Several places at once: every region covers all that could be drawn."""
    drawn = [part for part in parts if isinstance(part, Drawing)]
    if not drawn:
        return parts[0]
    remarks = ("several places are listed; the region covers all, the point is the first's", *_all_remarks(parts))
    return _merged(drawn, _union, remarks, point_of=drawn[0])


def all_of(parts: Sequence[Drawn], localities: Sequence[Locality]) -> Drawn:
    """Find the place where every clause is true; a contradiction where there is none.

    Coordinates decide alone: words beside them are coarser. Clauses that could not be drawn are left out and named
    in the remarks. A level at which nothing
    is common takes the next level's region; only where even the highest level has nothing in
    common the clauses contradict each other.
    """
    drawn = [part for part in parts if isinstance(part, Drawing)]
    if not drawn:
        return parts[0]
    for part, where in zip(parts, localities, strict=True):
        if isinstance(where, Coordinates) and isinstance(part, Drawing):
            return replace(part, remarks=(*part.remarks, "the coordinates decide; the words beside them are coarser"))
    highest = max(drawn[0].regions)
    finest = min(drawn, key=lambda part: float(geodesy.area_m2(part.regions[highest])))
    remarks = ("every clause holds: their regions' common part", *_all_remarks(parts))
    merged = _merged(drawn, _intersection, remarks, point_of=finest)
    if merged.regions[highest].is_empty:
        clauses = "; ".join(_clause(where) for where in localities)
        return Refusal(Reason.CONTRADICTION, f"no place fits all clauses: {clauses}")
    return merged


def _merged(
    drawn: Sequence[Drawing],
    merge: Callable[[Sequence[BaseGeometry]], BaseGeometry],
    remarks: tuple[str, ...],
    *,
    point_of: Drawing,
) -> Drawing:
    regions = {level: merge([part.regions[level] for part in drawn]) for level in drawn[0].regions}
    return Drawing(regions, point_of.point, remarks, point_of.protocol if len(drawn) == 1 else None, point_of.orbit)


def _union(regions: Sequence[BaseGeometry]) -> BaseGeometry:
    return polygons_of(shapely.union_all(list(regions)))


def _intersection(regions: Sequence[BaseGeometry]) -> BaseGeometry:
    return reduce(lambda common, region: polygons_of(common.intersection(region)), regions)


def _all_remarks(parts: Sequence[Drawn]) -> list[str]:
    remarks: list[str] = []
    for part in parts:
        remarks += part.remarks if isinstance(part, Drawing) else [f"left out, {part.reason}: {part.detail}"]
    return list(dict.fromkeys(remarks))


def _clause(where: Locality) -> str:
    names = ", ".join(toponym.name for toponym in toponyms(where))
    return f"{where.kind} {names}".strip()
