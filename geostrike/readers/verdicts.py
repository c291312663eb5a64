"""A small CSV of pairs of reports that a person holds to be of one strike, or of two."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd

from geostrike.errors import InputError
from geostrike.readers.cells import separator
from geostrike.readers.decoding import decode, read_bytes

COLUMNS = ("report_id", "other_id", "verdict")


def read_overrides(path: str | Path) -> pd.DataFrame:
    """Return the pairs of a file of lines `report_id,report_id,same` or `...,different`.

    A first line that begins with `report_id` is a heading; blank lines and lines that start with `#` are
    passed over.

    Returns
    -------
    DataFrame
        Columns `report_id`, `other_id`, `verdict`, and `where`: file and line, for messages.

    Raises
    ------
    UnreadableError
        No such file.
    InputError
        Not UTF-8 text, or a line without three cells.
    """
    path = Path(path)
    lines = decode(read_bytes(path), str(path)).splitlines()
    found: list[tuple[str, ...]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{path.name} line {number}"
        cells = _cells(line, where)
        if len(cells) < len(COLUMNS):
            raise InputError(f"{where}: {line[:40]!r} has no three cells; write report_id,report_id,same or different")
        if found or cells[0] != COLUMNS[0]:
            found.append((*cells[: len(COLUMNS)], where))
    return pd.DataFrame(found, columns=[*COLUMNS, "where"])


def _cells(line: str, where: str) -> list[str]:
    try:
        (cells,) = csv.reader([line], strict=True, delimiter=separator(line))
    except (csv.Error, ValueError) as error:
        raise InputError(f"{where}: {error}; save it as comma-separated values") from error
    return [cell.strip() for cell in cells]
