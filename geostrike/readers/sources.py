"""`sources.csv`: the origin of each document of a folder."""

from __future__ import annotations

import csv
from pathlib import Path

from geostrike.errors import InputError
from geostrike.readers.cells import table
from geostrike.readers.decoding import decode, read_bytes
from geostrike.readers.metadata import Origin, origin

NAME = "sources.csv"


def read_sources(folder: Path) -> dict[Path, Origin]:
    """Return the origin of each file that the folder's `sources.csv` lists; empty where there is none.

    The table has a header with `file` and any of published, publisher, url, title.

    Raises
    ------
    InputError
        No `file` column, a file listed twice or missing or outside the folder, a bad date.
    """
    path = folder / NAME
    if not path.exists():
        return {}
    origins: dict[Path, Origin] = {}
    for where, row in _rows(path):
        file = _inside(folder, (row.get("file") or "").strip(), where)
        if file in origins:
            raise InputError(f"{where}: {file.name} is listed twice; keep one line of it")
        origins[file] = origin(row, where)
    return origins


def _rows(path: Path) -> list[tuple[str, dict[str, str]]]:
    reader = table(decode(read_bytes(path), str(path)))
    try:
        rows = [(f"{path} line {reader.line_num}", row) for row in reader]
    except csv.Error as error:
        raise InputError(f"{path} line {reader.line_num}: {error}; save it as comma-separated values") from error
    if "file" not in (reader.fieldnames or ()):
        raise InputError(f"{path}: no column file; the header is file,publisher,published,url,title")
    return rows


def _inside(folder: Path, name: str, where: str) -> Path:
    if not name:
        raise InputError(f"{where}: no file named; fill in the column file")
    file = folder / name
    if not file.resolve().is_relative_to(folder.resolve()):
        raise InputError(f"{where}: {name} is outside the folder; list only files of {folder}")
    if not file.is_file():
        raise InputError(f"{where}: {name} does not exist; correct the name or remove the line")
    return file
