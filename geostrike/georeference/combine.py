"""Several drawings to one: the candidates of a name, clauses that are all true, places that are listed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from geostrike import geodesy
from geostrike.georeference.drawing import Drawing, Drawn, Refusal, Setting, named, polygons_of
from geostrike.model import Coordinates, Locality, Place, Reason, toponyms
from geostrike.uncertainty.combining import Combined, combine
from geostrike.uncertainty.density import SHELL_LEVELS

CLAIM_LEVELS: Final = SHELL_LEVELS
"""Levels that the clauses of one place are drawn at besides those asked for, to be multiplied."""


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


def all_of(parts: Sequence[Drawn], localities: Sequence[Locality], setting: Setting) -> Drawn:
    """Find the place that every clause speaks of.

    The clauses' densities multiply; one that is said twice counts once. Coordinates decide alone: words
    beside them are coarser. Where clauses contradict each other the region covers each of them, and the
    remarks say so; only a clause that is an outline ("in Libya") cannot be doubted like that, and leaves
    the phrase unlocated. Clauses that could not be drawn are left out and named in the remarks. The
    protocol's regions are promised for certain, so that theirs is the common part.
    """
    drawn = [part for part in parts if isinstance(part, Drawing)]
    if not drawn:
        return parts[0]
    for part, where in zip(parts, localities, strict=True):
        if isinstance(where, Coordinates) and isinstance(part, Drawing):
            return replace(part, remarks=(*part.remarks, "the coordinates decide; the words beside them are coarser"))
    if setting.is_protocol:
        return _common(drawn, parts, localities)
    combined = combine([part.regions for part in drawn], sorted(drawn[0].regions))
    used = [drawn[number] for number in combined.used]
    if combined.contradictory and any(_is_fixed(part) for part in used):
        return _contradiction(localities)
    said = (_said(combined, localities),) if len(drawn) > 1 else ()
    protocol = used[0].protocol if len(used) == 1 else None
    return Drawing(combined.regions, used[0].point, (*said, *_all_remarks(parts)), protocol, used[0].orbit)


def _common(drawn: Sequence[Drawing], parts: Sequence[Drawn], localities: Sequence[Locality]) -> Drawn:
    """Return the part that the regions of all clauses share."""
    highest = max(drawn[0].regions)
    finest = min(drawn, key=lambda part: float(geodesy.area_m2(part.regions[highest])))
    remarks = ("every clause holds: their regions' common part", *_all_remarks(parts))
    merged = _merged(drawn, _intersection, remarks, point_of=finest)
    return _contradiction(localities) if merged.regions[highest].is_empty else merged


def _contradiction(localities: Sequence[Locality]) -> Refusal:
    clauses = "; ".join(_clause(where) for where in localities)
    return Refusal(Reason.CONTRADICTION, f"no place fits all clauses: {clauses}")


def _said(combined: Combined, localities: Sequence[Locality]) -> str:
    if combined.contradictory:
        return f"the clauses contradict each other; the region covers each: {'; '.join(map(_clause, localities))}"
    if len(combined.used) == 1:
        return "the clauses say the same; they count as one"
    return f"{len(combined.used)} clauses speak of one place: their densities multiplied, taken as independent"


def _is_fixed(part: Drawing) -> bool:
    """Whether a region is the same at every level."""
    regions = list(part.regions.values())
    return bool(regions[0].equals(regions[-1]))


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
