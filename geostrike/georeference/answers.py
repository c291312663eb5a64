"""The door: localities and their places in, georeferences out, the work done in arrays by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np

from geostrike import geodesy
from geostrike.errors import InputError
from geostrike.georeference import combine
from geostrike.georeference.borders import draw_borders, draw_offshore
from geostrike.georeference.drawing import Drawer, Drawing, Drawn, Earth, Refusal, Setting, Task
from geostrike.georeference.finish import LandCut, nest, pick_point
from geostrike.georeference.lines import draw_between, draw_roads
from geostrike.georeference.offsets import draw_distances, draw_headings, draw_offsets, draw_orthogonals
from geostrike.georeference.parts import draw_parts
from geostrike.georeference.places import draw_coordinates, draw_features, draw_near
from geostrike.georeference.tasks import expand
from geostrike.model import (
    AllOf,
    AnyOf,
    Candidate,
    Coordinates,
    Georeference,
    Locality,
    LocalityKind,
    Reason,
    Resolution,
    Toponym,
    Unlocated,
    toponyms,
)
from geostrike.uncertainty import CONVENTIONS, DEFAULT_CONVENTION, empirical

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

Names: TypeAlias = Mapping[Toponym, Resolution]
Answer: TypeAlias = Georeference | Unlocated


class _Row(NamedTuple):
    locality: Locality
    names: Names
    text: str
    country: str
    remarks: Sequence[str]


def georeference(
    localities: Sequence[Locality],
    resolutions: Sequence[Names],
    *,
    texts: Sequence[str] | None = None,
    level: float = 0.9,
    levels: Sequence[float] = empirical.LEVELS,
    error_model: str = "empirical",
    convention: str = DEFAULT_CONVENTION,
    land_only: bool = False,
    earth: Earth | None = None,
    countries: Sequence[str] | None = None,
    remarks: Sequence[Sequence[str]] | None = None,
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

    Returns
    -------
    list of Georeference or Unlocated
        One answer per input, in order; a row that cannot be drawn never stops the others.

    Raises
    ------
    InputError
        Unknown error model, convention or level, or sequences of unequal length.

    Examples
    --------
    >>> from geostrike.model import Coordinates
    >>> (answer,) = georeference([Coordinates(16.6, 31.2, 1_000.0)], [{}], level=0.8)
    >>> answer.point.wkt, round(answer.uncertainty_m)
    ('POINT (16.6 31.2)', 1001)
    """
    rows = _rows(localities, resolutions, texts=texts, countries=countries, remarks=remarks)
    setting = _setting(level, levels, error_model, convention, earth)
    cut = LandCut(earth) if land_only else None
    finished = [_finish(drawn, row.country, cut) for drawn, row in zip(_draw_all(rows, setting), rows, strict=True)]
    return _answers(rows, finished, float(level), error_model)


def _setting(level: float, levels: Sequence[float], error_model: str, convention: str, earth: Earth | None) -> Setting:
    if error_model not in ERROR_MODELS:
        raise InputError(f"error model {error_model!r}: is none of {', '.join(ERROR_MODELS)}")
    if convention not in CONVENTIONS:
        raise InputError(f"convention {convention!r}: is none of {', '.join(CONVENTIONS)}")
    wanted = tuple(sorted({*map(float, levels), float(level)}))
    if not all(0 < one < 1 for one in wanted):
        raise InputError(f"levels {wanted}: need shares between 0 and 1; 0.9 is the usual one")
    return Setting(wanted, error_model == "protocol", convention, earth)


def _rows(
    localities: Sequence[Locality],
    resolutions: Sequence[Names],
    *,
    texts: Sequence[str] | None,
    countries: Sequence[str] | None,
    remarks: Sequence[Sequence[str]] | None,
) -> list[_Row]:
    count = len(localities)
    columns: tuple[Sequence[Any], ...] = (
        resolutions,
        [""] * count if texts is None else texts,
        [""] * count if countries is None else countries,
        [()] * count if remarks is None else remarks,
    )
    for name, values in zip(("resolutions", "texts", "countries", "remarks"), columns, strict=True):
        if len(values) != count:
            raise InputError(f"{len(values)} {name} for {count} localities: give one for each")
    return [_Row(*row) for row in zip(localities, *columns, strict=True)]


def _draw_all(rows: Sequence[_Row], setting: Setting) -> list[Drawn]:
    """Draw the simple expressions of all rows by kind, then put the compound ones together."""
    leaves = [row._replace(locality=leaf) for row in rows for leaf in _leaves(row.locality)]
    drawn = iter(_draw_leaves(leaves, setting))
    return [_compose(row.locality, drawn) for row in rows]


def _leaves(where: Locality) -> Iterable[Locality]:
    if isinstance(where, AllOf | AnyOf):
        for part in where.parts:
            yield from _leaves(part)
    else:
        yield where


def _compose(where: Locality, drawn: Iterator[Drawn]) -> Drawn:
    if not isinstance(where, AllOf | AnyOf):
        return next(drawn)
    if not where.parts:
        return Refusal(Reason.NO_LOCALITY, "an expression without parts")
    parts = [_compose(part, drawn) for part in where.parts]
    return combine.all_of(parts, where.parts) if isinstance(where, AllOf) else combine.any_of(parts)


def _draw_leaves(leaves: Sequence[_Row], setting: Setting) -> list[Drawn]:
    expanded = [expand(leaf.locality, leaf.names, leaf.country, setting) for leaf in leaves]
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
            own = [next(results[task.locality.kind]) for task in tasks]
            drawn.append(combine.any_candidate(own, [task.place for task in tasks]))
    return drawn


def _finish(drawing: Drawn, country: str, cut: LandCut | None) -> Drawn:
    if isinstance(drawing, Refusal):
        return drawing
    nested = nest(drawing)
    return cut(nested, country) if cut is not None else nested


def _answers(rows: Sequence[_Row], finished: Sequence[Drawn], level: float, error_model: str) -> list[Answer]:
    drawings = [(drawn, pick_point(drawn)) if isinstance(drawn, Drawing) else None for drawn in finished]
    regions = np.array([None if pair is None else pair[0].regions[level] for pair in drawings], dtype=object)
    lon = np.array([0.0 if pair is None else pair[1].x for pair in drawings])
    lat = np.array([0.0 if pair is None else pair[1].y for pair in drawings])
    radii = geodesy.enclosing_radius_m(regions, lon, lat)
    answers: list[Answer] = []
    for row, drawn, pair, radius in zip(rows, finished, drawings, radii, strict=True):
        candidates, said = _first_name(row)
        if isinstance(drawn, Refusal) or pair is None:
            reason, detail = (drawn.reason, drawn.detail) if isinstance(drawn, Refusal) else (Reason.NO_AREA, "")
            answers.append(Unlocated(row.text, reason, detail, row.locality, candidates))
            continue
        answers.append(
            Georeference(
                text=row.text,
                locality=row.locality,
                point=pair[1],
                regions=drawn.regions,
                level=level,
                uncertainty_m=float(radius),
                error_model=error_model,
                evidence=_evidence(row.locality) if error_model == "empirical" else "",
                candidates=candidates,
                protocol=drawn.protocol,
                remarks=(*row.remarks, *said, *drawn.remarks, _model_remark(row.locality, error_model)),
            )
        )
    return answers


def _evidence(where: Locality) -> str:
    """Grade of the least measured part of an expression."""
    return max((empirical.evidence(leaf.kind) for leaf in _leaves(where)), key=empirical.GRADES.index)


def _first_name(row: _Row) -> tuple[tuple[Candidate, ...], tuple[str, ...]]:
    """Candidates of the first name, the chosen ones first, and what was said of all names' resolution."""
    resolutions = [row.names[name] for name in dict.fromkeys(toponyms(row.locality)) if name in row.names]
    said = tuple(remark for resolution in resolutions for remark in resolution.remarks)
    if not resolutions:
        return (), said
    first = resolutions[0]
    return tuple(dict.fromkeys((*first.chosen, *first.candidates))), said


def _model_remark(where: Locality, error_model: str) -> str:
    """Say what the regions claim, and how well that is founded for this kind of words."""
    if error_model == "protocol":
        return "protocol model: the region is what the words mean by convention, the same at every level"
    if isinstance(where, Coordinates):
        return "the region is the notation's precision, the same at every level"
    return f"empirical model; evidence for the size of such regions: {_evidence(where)}"
