"""From paths to frames, for the commands that read documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import geopandas as gpd

from geostrike.cli.console import progress, warn
from geostrike.errors import InputError
from geostrike.model import Document
from geostrike.pipeline import extract, fuse
from geostrike.pipeline.corrections import LEAVE_OUT
from geostrike.readers import Fault, read_all, read_corrections
from geostrike.readers.sources import NAME

NOT_ALL = 1
"""Exit code under `--strict` when something could not be read or placed."""


@dataclass(frozen=True)
class Run:
    """What went in and what came out."""

    documents: tuple[Document, ...]
    faults: tuple[Fault, ...]
    reports: gpd.GeoDataFrame
    overrides: str | None = None
    left_out: tuple[str, ...] = ()
    """Reports that a person left out."""

    @cached_property
    def events(self) -> gpd.GeoDataFrame:
        """The reports, fused."""
        return fuse(self.reports, overrides=self.overrides)

    def exit_code(self, *, strict: bool) -> int:
        """Return 0, or 1 where `strict` is asked for and something is missing."""
        complete = not self.faults and (self.reports["status"] == "located").all()
        return 0 if complete or not strict else NOT_ALL


def run(
    sources: Sequence[str],
    outputs: Sequence[str],
    *,
    overrides: str | None = None,
    corrections: str | None = None,
    columns: Mapping[str, str] | None = None,
    **options: Any,
) -> Run:
    """Read the documents, say which could not be read, and extract their reports.

    Raises
    ------
    InputError
        One of the `outputs` would be written over an input.
    """
    extract((), **options)  # refuses wrong options before a folder of thousands is read
    reading = read_all(sources, columns=columns)
    _keep([*sources, *map(_list_of, sources), *reading.files, *filter(None, [overrides, corrections])], outputs)
    for fault in reading.faults:
        warn(fault.message)
    given = read_corrections(corrections) if corrections else None
    reports = extract(progress(reading.documents, "documents"), corrections=given, **options)
    left_out = () if given is None else tuple(given.loc[given["field"] == LEAVE_OUT, "report_id"])
    return Run(reading.documents, reading.faults, reports, overrides, left_out)


def _list_of(source: str) -> str:
    """Path of the list of sources that is read with a folder or file."""
    path = Path(source)
    return str((path if path.is_dir() else path.parent) / NAME)


def _keep(inputs: Iterable[str], outputs: Sequence[str]) -> None:
    """Refuse to write over what is read: an article that is gone can be no evidence."""
    kept = {Path(name).resolve() for name in inputs}
    for output in outputs:
        if Path(output).exists() and Path(output).resolve() in kept:
            raise InputError(f"{output}: is one of the inputs; write to another file")
