"""Merge files of other gazetteers into a store: what ``geostrike gazetteer build`` and ``add`` do."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from tqdm import tqdm

from geostrike.errors import GazetteerError, UnreadableError
from geostrike.gazetteer.build_report import FileReport
from geostrike.gazetteer.gazetteer import EMBEDDED
from geostrike.gazetteer.loaders import (
    FORMATS,
    Format,
    FurtherName,
    LeftOut,
    Member,
    Row,
    format_of,
    members,
    recognise,
)
from geostrike.gazetteer.placing import Placer
from geostrike.gazetteer.store import Store
from geostrike.gazetteer.writer import StoreWriter

if TYPE_CHECKING:
    from geostrike.gazetteer.loaders import Item

#: Rows that are held at once, to look up together where they lie.
_BATCH = 2_000
_UNKNOWN_PLACE = "a name of a place that is not in the gazetteer"


def build(
    files: Sequence[Path],
    out: Path,
    *,
    base: Path | None = EMBEDDED,
    format_name: str = "",
    columns: Mapping[str, str] | None = None,
    origins: Mapping[Path, str] | None = None,
) -> list[FileReport]:
    """Make a store of another store and files of other gazetteers.

    Parameters
    ----------
    files
        GeoNames, NGA GNS, Who's On First, airports, CSV, GeoJSON or GeoPackage; plain, gzip or ZIP.
    out
        Store to write; may be `base`. It is replaced when all is done, and untouched before.
    base
        Store that the files are added to; None to use the files alone.
    format_name
        Name of the files' format; "" to recognise each by its content.
    columns
        Field -> heading, for tables and GeoJSON of one's own.
    origins
        File -> address from which it was fetched, to be kept in the store.

    Returns
    -------
    list of FileReport
        One for each file, and for each file in an archive.

    Raises
    ------
    GazetteerError
        A file of no known format, without one usable row, cut or damaged.
    UnreadableError
        A file that is not there or may not be read, or `out` that may not be written.

    Notes
    -----
    A progress bar stands on standard error while that is a terminal. The same files give the same
    bytes.
    """
    if (out.exists() and not out.is_file()) or not out.parent.is_dir():
        raise UnreadableError(f"{out}: not a place for a file; name a file in a folder that exists")
    meta = _meta(files, base, origins or {})
    planned = _planned(files, format_name, columns or {})
    try:
        with StoreWriter(out, meta=meta) as writer:
            if base is not None:
                with _undamaged(base):
                    writer.copy(base)
            return _Reading(writer, format_name, columns or {}).read(planned)
    except (sqlite3.OperationalError, PermissionError) as error:
        raise UnreadableError(f"{out}: cannot be written ({error}); choose another place") from error


@contextmanager
def _undamaged(base: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise GazetteerError(f"gazetteer {base}: damaged ({error}); build it again") from error


def _meta(files: Sequence[Path], base: Path | None, origins: Mapping[Path, str]) -> dict[str, str]:
    """Names and hashes of what goes in, so that a store tells what it was made of."""
    meta = {} if base is None else _meta_of(base)
    start = sum(key.startswith("file ") for key in meta)
    for at, path in enumerate(files, start + 1):
        try:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise UnreadableError(f"{path}: cannot be read ({error.strerror}); check the name") from error
        meta[f"file {at:03d}"] = f"{origins.get(path, path.name)} sha256:{digest}"
    return meta


def _meta_of(base: Path) -> dict[str, str]:
    with closing(Store.open(base).connection) as connection, _undamaged(base):
        return dict(connection.execute("SELECT key, value FROM meta").fetchall())


def _planned(files: Sequence[Path], format_name: str, columns: Mapping[str, str]) -> list[Path]:
    """Files in the order in which they are read: outlines and names need their places first."""
    turns: dict[Path, int] = {}
    for path in files:
        with members(path) as found:
            formats = [_format(member, format_name, columns) for member in found]
        known = [form for form in formats if form is not None]
        if not known:
            raise GazetteerError(
                f"{path.name}: of no known format ({', '.join(FORMATS)}); give --format, or --columns for a table"
            )
        turns[path] = max(form.turn for form in known)
    return sorted(turns, key=turns.__getitem__)


def _format(member: Member, format_name: str, columns: Mapping[str, str]) -> Format | None:
    return format_of(format_name) if format_name else recognise(member, columns)


@lru_cache(maxsize=1)
def _placer() -> Placer:
    return Placer(Store.open(EMBEDDED))


class _Reading:
    """Takes the items of files into a writer and keeps the reports."""

    def __init__(self, writer: StoreWriter, format_name: str, columns: Mapping[str, str]) -> None:
        self._writer, self._format_name, self._columns = writer, format_name, columns
        self._placer = _placer()

    def read(self, planned: Sequence[Path]) -> list[FileReport]:
        total = sum(path.stat().st_size for path in planned)
        reports: list[FileReport] = []
        # tqdm writes to standard error; None hides the bar where that is not a terminal.
        with tqdm(total=total, unit="B", unit_scale=True, disable=None, leave=False) as bar:
            for path in planned:
                bar.set_description(path.name)
                before = int(bar.n)
                with members(path) as found:
                    of_path = [self._member(member, bar, before) for member in found]
                if not any(report.used for report in of_path):
                    raise GazetteerError(_unusable(path, of_path))
                reports += of_path
        return reports

    def _member(self, member: Member, bar: tqdm[NoReturn], before: int) -> FileReport:
        form = _format(member, self._format_name, self._columns)
        report = FileReport(member.name, form.name if form else "")
        if form is None:
            return report
        items = form.load(member, self._columns)
        set_aside_before = self._writer.outlines_set_aside
        while batch := list(islice(items, _BATCH)):
            self._take(batch, report, form.unit)
            bar.update(before + member.read() - bar.n)
        report.outlines_set_aside = self._writer.outlines_set_aside - set_aside_before
        return report

    def _take(self, batch: list[Item], report: FileReport, unit: str) -> None:
        for item in batch:
            if isinstance(item, LeftOut):
                report.leave_out(item, unit)
            elif isinstance(item, FurtherName):
                if self._writer.add_name(f"gn:{item.geonames_id}", item.name):
                    report.names += 1
                else:
                    report.leave_out(LeftOut(item.line, _UNKNOWN_PLACE, fault=False), unit)
        for record in self._placer.place([item.record for item in batch if isinstance(item, Row)]):
            if self._writer.add(record, merge=True):
                report.places += 1
            else:
                report.united += 1


def _unusable(path: Path, reports: Iterable[FileReport]) -> str:
    """Say why a file gave nothing, by its commonest fault."""
    reasons: Counter[str] = Counter()
    for report in reports:
        reasons += report.faults + report.omitted
    why = f" ({reasons.most_common(1)[0][0]}, {reasons.total():,} rows)" if reasons else ""
    return f"{path.name}: not one usable row{why}; check the file, or give --format"
