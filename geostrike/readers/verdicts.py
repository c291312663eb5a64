"""Small CSV files of what a person says: which reports are of one strike, and what was misread."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd

from geostrike.errors import InputError
from geostrike.readers.cells import separator
from geostrike.readers.decoding import decode, read_bytes

OVERRIDES = ("report_id", "other_id", "verdict")
CORRECTIONS = ("report_id", "field", "value")


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
    return _lines(Path(path), OVERRIDES, "report_id,report_id,same or different")


def read_corrections(path: str | Path) -> pd.DataFrame:
    """Return the corrections of a file of lines `report_id,field,value`; what stands after them is passed over.

    Headings, blank lines and comments are as in `read_overrides`.

    Returns
    -------
    DataFrame
        Columns `report_id`, `field`, `value`, and `where`: file and line, for messages.

    Raises
    ------
    UnreadableError
        No such file.
    InputError
        Not UTF-8 text, or a line without three cells.
    """
    return _lines(Path(path), CORRECTIONS, "report_id,field,value")


def _lines(path: Path, columns: tuple[str, ...], form: str) -> pd.DataFrame:
    lines = decode(read_bytes(path), str(path)).splitlines()
    found: list[tuple[str, ...]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{path.name} line {number}"
        cells = _cells(line, where)
        if len(cells) < len(columns):
            raise InputError(f"{where}: {line[:40]!r} has no three cells; write {form}")
        if found or cells[0] != columns[0]:
            found.append((*cells[: len(columns)], where))
    return pd.DataFrame(found, columns=[*columns, "where"])


def _cells(line: str, where: str) -> list[str]:
    try:
        (cells,) = csv.reader([line], strict=True, delimiter=separator(line))
    except (csv.Error, ValueError) as error:
        raise InputError(f"{where}: {error}; save it as comma-separated values") from error
    return [cell.strip() for cell in cells]
