"""What is different between two tables of reports or events: rows that came, went, or say something else."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pandas as pd
from geopandas.array import GeometryDtype

from geostrike.errors import InputError
from geostrike.tables.contracts import EVENTS, REPORTS

NEW, GONE, CHANGED = "new", "gone", "changed"
COLUMNS = ("row", "change", "column", "before", "now")

_RELATIVE = 1e-6
"""Numbers closer than this are the same: files of other formats round them differently."""


def changes(before: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Return what is different between two frames of reports, or two of events.

    Reports are the same row by `report_id`. Events are so by `event_id`, else by the most reports that both
    have, so that an event which gained a report is changed and not another one.

    Parameters
    ----------
    before, now
        Frames from `extract` or `fuse`, or the tables that were written of them, under the same index.

    Returns
    -------
    DataFrame
        A line for each cell that changed, and one for each row that is new or gone: `row` (its identifier, now
        or else before), `change` ("new", "gone" or "changed"), `column`, and the cell `before` and `now` as text.

    Raises
    ------
    InputError
        A frame that is neither of reports nor of events, or one of each.

    Examples
    --------
    >>> before = pd.DataFrame({"killed_min": [5, 7]}, index=pd.Index(["a-1", "b-1"], name="report_id"))
    >>> now = pd.DataFrame({"killed_min": [6]}, index=pd.Index(["a-1"], name="report_id"))
    >>> changes(before, now).values.tolist()
    [['a-1', 'changed', 'killed_min', '5', '6'], ['b-1', 'gone', '', '', '']]
    """
    kind = _kind(before)
    if _kind(now) != kind:
        raise InputError(f"a table by {kind} and one by {_kind(now)}: needs two of one kind; give two of the same")
    pairs = _pairs(before, now)
    old, new = before.loc[[*pairs.values()]], now.loc[[*pairs]]
    found = [line for name in now.columns if _is_compared(name, before, now) for line in _cells(old[name], new[name])]
    found += [(row, NEW, "", "", "") for row in now.index.difference([*pairs], sort=False)]
    found += [(row, GONE, "", "", "") for row in before.index.difference([*pairs.values()], sort=False)]
    place = {row: rank for rank, row in enumerate(dict.fromkeys([*now.index, *before.index]))}
    return pd.DataFrame(sorted(found, key=lambda line: place[line[0]]), columns=COLUMNS)


def _kind(frame: pd.DataFrame) -> str:
    names = (REPORTS.index.name, EVENTS.index.name)
    if frame.index.name not in names or not frame.index.is_unique:
        raise InputError(f"a table by {frame.index.name!r}: needs one by {' or '.join(names)}, each once")
    return str(frame.index.name)


def _pairs(before: pd.DataFrame, now: pd.DataFrame) -> dict[str, str]:
    """Return the rows of now that are rows of before, with what they were called then."""
    pairs = {row: row for row in now.index if row in before.index}
    if now.index.name != EVENTS.index.name:
        return pairs
    shared = sorted(_shared(before, now, pairs), key=lambda found: -found[0])
    taken = set(pairs.values())
    for _, row, was in shared:
        if row not in pairs and was not in taken:
            pairs[row] = was
            taken.add(was)
    return {row: pairs[row] for row in now.index if row in pairs}


def _shared(before: pd.DataFrame, now: pd.DataFrame, known: dict[str, str]) -> Iterator[tuple[int, str, str]]:
    """Yield how many reports an event of now shares with one of before, for those that no identifier joins."""
    told = zip(before.index, before["report_ids"], strict=True)
    home = {report: row for row, joined in told for report in joined.split(";")}
    for row, joined in zip(now.index, now["report_ids"], strict=True):
        if row not in known:
            counts = Counter(home[report] for report in joined.split(";") if report in home)
            yield from ((count, row, was) for was, count in counts.items())


def _is_compared(name: str, before: pd.DataFrame, now: pd.DataFrame) -> bool:
    """Whether both have the column; areas go by their points and radii, which are columns too."""
    return name in before.columns and not any(isinstance(frame[name].dtype, GeometryDtype) for frame in (before, now))


def _cells(before: pd.Series, now: pd.Series) -> Iterator[tuple[str, str, str, str, str]]:
    for row, one, other in zip(now.index, before, now, strict=True):
        was, is_ = cell_text(one), cell_text(other)
        if was != is_ and not _alike(was, is_):
            yield row, CHANGED, str(now.name), was, is_


def cell_text(cell: object) -> str:
    """Return a cell as text: "" where it is empty, days as in ISO 8601, whole numbers without decimals."""
    if isinstance(cell, date):
        return "" if pd.isna(cell) else f"{cell:%Y-%m-%d}"
    if isinstance(cell, float):
        return "" if math.isnan(cell) else f"{cell:.10g}"
    return "" if cell is None or cell is pd.NA else str(cell)


def _alike(one: str, other: str) -> bool:
    """Whether two texts are one number, but for rounding."""
    try:
        return math.isclose(float(one), float(other), rel_tol=_RELATIVE)
    except ValueError:
        return False
