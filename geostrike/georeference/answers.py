"""The door: localities and their places in, georeferences out, the work done in arrays by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import islice
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
import shapely
from shapely.geometry import Point

from geostrike import geodesy
from geostrike.errors import InputError
from geostrike.georeference import combine
from geostrike.georeference.borders import draw_borders, draw_offshore
from geostrike.georeference.drawing import Drawer, Drawing, Drawn, Earth, Refusal, Setting, Task
from geostrike.georeference.finish import finish, pick_points
from geostrike.georeference.lines import draw_between, draw_roads
from geostrike.georeference.offsets import draw_distances, draw_headings, draw_offsets, draw_orthogonals
from geostrike.georeference.parts import draw_parts
from geostrike.georeference.places import draw_coordinates, draw_features, draw_near
from geostrike.georeference.stand_ins import Meant, Names, to_draw
from geostrike.georeference.tasks import expand
from geostrike.model import (
    AllOf,
    AnyOf,
    Candidate,
    Coordinates,
    Georeference,
    Locality,
    LocalityKind,
    Near,
    Proximity,
    Reason,
    Unlocated,
    leaves,
    toponyms,
)
from geostrike.uncertainty import CONVENTIONS, DEFAULT_CONVENTION, empirical
from geostrike.uncertainty.density import SHELL_LEVELS, DeferredDensity, LayeredDensity, layered

ERROR_MODELS: Final = ("empirical", "protocol")

_DRAWERS: Final[Mapping[LocalityKind, Drawer]] = {
    LocalityKind.FEATURE: draw_features,
    LocalityKind.OFFSET: draw_offsets,
    LocalityKind.DISTANCE_ONLY: draw_distances,
    LocalityKind.HEADING_ONLY: draw_headings,
    LocalityKind.NEAR: draw_near,
    LocalityKind.BETWEEN: draw_between,
    LocalityKind.ALONG_ROAD: draw_roads,
    LocalityKind.ORTHOGONAL: draw_orthogonals,
    LocalityKind.PART: draw_parts,
    LocalityKind.BORDER: draw_borders,
    LocalityKind.OFFSHORE: draw_offshore,
    LocalityKind.COORDINATES: draw_coordinates,
}

Answer: TypeAlias = Georeference | Unlocated


class _Row(NamedTuple):
    said: Locality
    locality: Locality
    names: Names
    text: str
    country: str
    remarks: Sequence[str]
    is_assumed: bool


def georeference(
    localities: Sequence[Locality],
    resolutions: Sequence[Names],
    *,
    texts: Sequence[str] | None = None,
    level: float = 0.9,
    levels: Sequence[float] = empirical.LEVELS,
    error_model: str = "empirical",
    convention: str = DEFAULT_CONVENTION,
    source_profile: str = "strike",
    land_only: bool = False,
    earth: Earth | None = None,
    countries: Sequence[str] | None = None,
    remarks: Sequence[Sequence[str]] | None = None,
    beside: Sequence[Locality | None] | None = None,
) -> list[Answer]:
    """Draw what localities say, about the places that their names were resolved to.

    Parameters
    ----------
    localities
        Expressions, one per phrase.
    resolutions
        For each of them its names' resolutions. Where several candidates are `chosen`, the
        region covers all of them.
    texts
        The phrases as written; empty by default.
    level
        Level of `Georeference.region`.
    levels
        Levels that regions are made for; `level` is added.
    error_model
        "empirical": regions hold the true place as often as their level says, as measured on real
        reports. "protocol": the one deterministic region that the words mean by the published
        conventions, at every level.
    convention
        How the rounding of distances is read; see `geostrike.uncertainty.distance_precision`.
    source_profile
        Who wrote: "strike", people as of the strikes that the empirical model was measured on; "machine",
        offsets that were made from exact positions, with whole numbers cut off and 16-point headings.
    land_only
        Cut regions to land, and to the row's country where `countries` gives one; never to nothing.
    earth
        Outlines of land, countries and borders (a Gazetteer is one). Without it nothing is cut
        and coasts cannot be drawn.
    countries
        ISO 3166-1 alpha-2 code for each row, "" where unknown: the side of a border that the
        text leaves out, the country that `land_only` cuts to.
    remarks
        What is known of each reading already; put first in the answer's remarks.
    beside
        For each row what to draw where its own names are not known, or None; that is assumed, and said so.

    Returns
    -------
    list of Georeference or Unlocated
        One answer per input, in order; a row that cannot be drawn never stops the others.

    Raises
    ------
    InputError
        Unknown error model, convention, source profile or level, or sequences of unequal length.

    Examples
    --------
    >>> from geostrike.model import Coordinates
    >>> (answer,) = georeference([Coordinates(16.6, 31.2, 1_000.0)], [{}], level=0.8)
    >>> answer.point.wkt, round(answer.uncertainty_m)
    ('POINT (16.6 31.2)', 1001)
    """
    rows = _rows(localities, resolutions, texts=texts, countries=countries, remarks=remarks, beside=beside)
    profile = {"error_model": error_model, "convention": convention, "source_profile": source_profile}
    setting = _setting(level, levels, earth, **profile)
    finished = _finished(rows, setting, land_only)
    return _answers(rows, finished, float(level), setting, land_only)


def _setting(
    level: float,
    levels: Sequence[float],
    earth: Earth | None,
    *,
    error_model: str,
    convention: str,
    source_profile: str,
) -> Setting:
    if source_profile not in empirical.SOURCE_PROFILES:
        raise InputError(f"source profile {source_profile!r}: is none of {', '.join(empirical.SOURCE_PROFILES)}")
    if error_model not in ERROR_MODELS:
        raise InputError(f"error model {error_model!r}: is none of {', '.join(ERROR_MODELS)}")
    if convention not in CONVENTIONS:
        raise InputError(f"convention {convention!r}: is none of {', '.join(CONVENTIONS)}")
    wanted = tuple(sorted({*map(float, levels), float(level)}))
    if not all(0 < one < 1 for one in wanted):
        raise InputError(f"levels {wanted}: need shares between 0 and 1; 0.9 is the usual one")
    return Setting(wanted, error_model == "protocol", convention, earth, source_profile == "machine")


def _rows(
    localities: Sequence[Locality],
    resolutions: Sequence[Names],
    *,
    texts: Sequence[str] | None,
    countries: Sequence[str] | None,
    remarks: Sequence[Sequence[str]] | None,
    beside: Sequence[Locality | None] | None,
) -> list[_Row]:
    count = len(localities)
    columns: tuple[Sequence[Any], ...] = (
        resolutions,
        [""] * count if texts is None else texts,
        [""] * count if countries is None else countries,
        [()] * count if remarks is None else remarks,
        [None] * count if beside is None else beside,
    )
    for name, values in zip(("resolutions", "texts", "countries", "remarks", "beside"), columns, strict=True):
        if len(values) != count:
            raise InputError(f"{len(values)} {name} for {count} localities: give one for each")
    return [
        _row(said, to_draw(said, names, near), *known)
        for said, names, *known, near in zip(localities, *columns, strict=True)
    ]


def _row(said: Locality, drawn: Meant, text: str, country: str, remarks: Sequence[str]) -> _Row:
    return _Row(said, drawn.locality, drawn.names, text, country, (*remarks, *drawn.remarks), drawn.is_assumed)


def _draw_all(rows: Sequence[_Row], setting: Setting) -> list[Drawn]:
    """Draw the simple expressions of all rows by kind, then put the compound ones together."""
    together = [not setting.is_protocol and _has_clauses(row.locality) for row in rows]
    alone = iter(_draw_rows([row for row, several in zip(rows, together, strict=True) if not several], setting))
    finer = replace(setting, levels=tuple(sorted({*setting.levels, *combine.CLAIM_LEVELS})))
    clauses = iter(_draw_rows([row for row, several in zip(rows, together, strict=True) if several], finer))
    return [_at_levels(next(clauses), setting.levels) if several else next(alone) for several in together]


def _draw_rows(rows: Sequence[_Row], setting: Setting) -> list[Drawn]:
    tasks = [expand(leaf, row.names, row.country, setting) for row in rows for leaf in leaves(row.locality)]
    drawn = iter(_draw_leaves(tasks, setting))
    return [_compose(row.locality, drawn, setting) for row in rows]


def _has_clauses(where: Locality) -> bool:
    """Whether several clauses of an expression speak of one place."""
    if isinstance(where, AnyOf):
        return any(map(_has_clauses, where.parts))
    return isinstance(where, AllOf) and len(where.parts) > 1


def _at_levels(drawn: Drawn, levels: Sequence[float]) -> Drawn:
    if isinstance(drawn, Refusal):
        return drawn
    return replace(drawn, regions={level: drawn.regions[level] for level in levels})


def _compose(where: Locality, drawn: Iterator[Drawn], setting: Setting) -> Drawn:
    if not isinstance(where, AllOf | AnyOf):
        return next(drawn)
    if not where.parts:
        return Refusal(Reason.NO_LOCALITY, "an expression without parts")
    parts = [_compose(part, drawn, setting) for part in where.parts]
    return combine.all_of(parts, where.parts, setting) if isinstance(where, AllOf) else combine.any_of(parts)


def _draw_leaves(expanded: Sequence[list[Task] | Refusal], setting: Setting) -> list[Drawn]:
    by_kind: dict[LocalityKind, list[Task]] = defaultdict(list)
    for tasks in expanded:
        if not isinstance(tasks, Refusal):
            by_kind[tasks[0].locality.kind] += tasks
    results = {kind: iter(_DRAWERS[kind](tasks, setting)) for kind, tasks in by_kind.items()}
    drawn: list[Drawn] = []
    for tasks in expanded:
        if isinstance(tasks, Refusal):
            drawn.append(tasks)
        else:
            own = list(islice(results[tasks[0].locality.kind], len(tasks)))
            drawn.append(combine.any_candidate(own, [task.place for task in tasks]))
    return drawn


def _finished(rows: Sequence[_Row], setting: Setting, land_only: bool) -> list[Drawn]:
    return finish(_draw_all(rows, setting), [row.country for row in rows], setting, land_only=land_only)


def _spread(row: _Row, point: Point, setting: Setting, land_only: bool) -> LayeredDensity:
    """Draw a row again at the levels that bound the shells of its density."""
    (finished,) = _finished([row], replace(setting, levels=SHELL_LEVELS), land_only)
    if not isinstance(finished, Drawing):
        raise InputError(f"{row.text[:60]!r}: drawn at some levels and refused at others: {finished.detail}")
    return layered(finished.regions, point)


def _answers(
    rows: Sequence[_Row], finished: Sequence[Drawn], level: float, setting: Setting, land_only: bool
) -> list[Answer]:
    drawings = [drawn for drawn in finished if isinstance(drawn, Drawing)]
    points = pick_points(drawings)
    lon, lat = (np.nan_to_num(axis(np.array(points, dtype=object))) for axis in (shapely.get_x, shapely.get_y))
    radii = geodesy.enclosing_radius_m([drawing.regions[level] for drawing in drawings], lon, lat)
    placed = iter(zip(points, radii.tolist(), strict=True))
    return [
        _unlocated(row, drawn)
        if isinstance(drawn, Refusal)
        else _georeference(row, drawn, *next(placed), level=level, setting=setting, land_only=land_only)
        for row, drawn in zip(rows, finished, strict=True)
    ]


def _unlocated(row: _Row, refusal: Refusal) -> Unlocated:
    return Unlocated(row.text, refusal.reason, refusal.detail, row.said, _first_name(row)[0])


def _georeference(
    row: _Row, drawing: Drawing, point: Point, radius_m: float, *, level: float, setting: Setting, land_only: bool
) -> Georeference:
    candidates, said = _first_name(row)
    evidence = "" if setting.is_protocol else _evidence(row, level, setting)
    return Georeference(
        text=row.text,
        locality=row.said,
        point=point,
        regions=drawing.regions,
        level=level,
        uncertainty_m=radius_m,
        error_model="protocol" if setting.is_protocol else "empirical",
        evidence=evidence,
        candidates=candidates,
        protocol=drawing.protocol,
        remarks=(*row.remarks, *said, *drawing.remarks, _model_remark(row.locality, evidence, setting)),
        spread=None if setting.is_protocol else DeferredDensity(partial(_spread, row, point, setting, land_only)),
    )


def _evidence(row: _Row, level: float, setting: Setting) -> str:
    """Grade of the least measured part of an expression, for regions at a level."""
    if row.is_assumed:
        return empirical.GRADES[-1]
    kinds = (leaf.proximity if isinstance(leaf, Near) else leaf.kind for leaf in leaves(row.locality))
    grades = (_grade(kind, level, setting.is_machine) for kind in kinds)
    return max(grades, key=empirical.GRADES.index)


@cache
def _grade(kind: LocalityKind | Proximity, level: float, is_machine: bool) -> str:
    return empirical.evidence("machine" if is_machine and kind is LocalityKind.OFFSET else kind, level)


def _first_name(row: _Row) -> tuple[tuple[Candidate, ...], tuple[str, ...]]:
    """Candidates of the first name, the chosen ones first, and what was said of all names' resolution."""
    resolutions = [row.names[name] for name in dict.fromkeys(toponyms(row.locality)) if name in row.names]
    said = tuple(remark for resolution in resolutions for remark in resolution.remarks)
    if not resolutions:
        return (), said
    first = resolutions[0]
    return (*first.chosen, *(other for other in first.candidates if other not in first.chosen)), said


def _model_remark(where: Locality, evidence: str, setting: Setting) -> str:
    """Say what the regions claim, and how well that is founded for this kind of words."""
    if setting.is_protocol:
        return "protocol model: the region is what the words mean by convention, the same at every level"
    if isinstance(where, Coordinates):
        return "the region is the notation's precision, the same at every level"
    profile = ", for texts made by machine" if setting.is_machine else ""
    return f"empirical model{profile}; evidence for the size of such regions: {evidence}"
