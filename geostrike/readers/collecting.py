"""Paths to documents: folders, files, lists and standard input, each document once."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from geostrike.errors import GeostrikeError, InputError, MissingExtraError, UnreadableError
from geostrike.model import Document
from geostrike.readers import sources
from geostrike.readers.decoding import MAX_BYTES, legible, read_bytes
from geostrike.readers.faults import Fault
from geostrike.readers.formats import FORMATS, MAX_LINES_BYTES, sniff
from geostrike.readers.metadata import Origin
from geostrike.readers.records import Columns, check_columns

STDIN = "-"

Source = str | Path
Item = tuple[str, Document] | Fault


@dataclass(frozen=True, slots=True)
class Reading:
    """Documents in the order of their names, and what could not be read."""

    documents: tuple[Document, ...]
    faults: tuple[Fault, ...] = ()
    files: frozenset[str] = frozenset()
    """What the documents were read from, by the names of their files."""


class SkippedDocument(UserWarning):
    """A document that could not be read was left out; the others were read."""


def read_documents(source: Source | Iterable[Source], *, columns: Columns | None = None) -> list[Document]:
    """Read documents from a folder, a file, "-" for standard input, or a list of these.

    Text (.txt, .md), e-mails (.eml), Word (.docx), JSON (.json, .jsonl) and tables (.csv, .tsv, .xlsx) with
    a column `text`, saved web pages (.html, .mhtml) and PDF; Office files, web pages and PDF with the extras
    `office`, `html` and `pdf`.
    A folder's files come in the order of their names; hidden files are left alone, and subfolders too: one
    that holds documents is named as left out. Origin and publication date come from the folder's
    `sources.csv`, a front-matter block, or the document's own fields, never from a file's time stamp.

    Parameters
    ----------
    source
        What to read.
    columns
        Headings of tables, and keys of JSON, whose names are not those of a document's fields (id, text,
        published, publisher, url, title), as in ``{"text": "notes", "published": "event_date"}``.

    Returns
    -------
    list of Document
        A document's `id` is its file's name without suffix, or its JSON field `id`.

    Warns
    -----
    SkippedDocument
        For each document among several that could not be read.

    Raises
    ------
    UnreadableError
        A path that does not exist or may not be read.
    InputError
        Nothing readable at all, a `sources.csv` that contradicts its folder, or `columns` of no such field.

    Examples
    --------
    >>> [document.publisher for document in read_documents("seeds/001_a1da4ca575ff8d5b.txt")]
    ['CNN']
    """
    reading = read_all(source, columns=columns)
    for fault in reading.faults:
        warnings.warn(fault.message, SkippedDocument, stacklevel=2)
    return list(reading.documents)


def read_all(source: Source | Iterable[Source], *, columns: Columns | None = None) -> Reading:
    """Read as `read_documents` does, with the faults in the answer instead of warnings.

    Raises as `read_documents` does.
    """
    paths = [source] if isinstance(source, str | Path) else list(source)
    headings = check_columns(columns or {})
    items = [item for path in paths for item in _read(path, headings)]
    found = list(_each_once(items))
    documents = tuple(item for item in found if isinstance(item, Document))
    faults = tuple(item for item in found if isinstance(item, Fault))
    if not documents:
        raise InputError(_nothing(paths, faults))
    return Reading(documents, faults, frozenset(item[0] for item in items if not isinstance(item, Fault)))


def _nothing(paths: Sequence[Source], faults: Sequence[Fault]) -> str:
    if len(faults) == 1:
        return faults[0].message
    if faults:
        return f"{faults[0].message} (and {len(faults) - 1} more; no document could be read)"
    names = ", ".join(map(str, paths)) or "an empty list"
    return f"{names}: no documents; give files that end in {', '.join(FORMATS)}, or a folder with some"


def _read(path: Source, columns: Columns) -> Iterator[Item]:
    if str(path) == STDIN:
        data = sys.stdin.buffer.read(MAX_LINES_BYTES + 1)
        if len(data) > MAX_LINES_BYTES:
            raise InputError(f"standard input: more than the limit of {MAX_LINES_BYTES:,} bytes; split it")
        yield from _items(sniff(data).parse(data, "standard input", "stdin", Origin(), columns), "standard input")
        return
    if not str(path):
        raise UnreadableError("'': an empty name; write . for this folder")
    path = Path(path)
    if path.is_dir():
        yield from _read_folder(path, columns)
    else:
        yield from _read_file(path, sources.read_sources(path.parent).get(path, Origin()), columns)


def _read_folder(folder: Path, columns: Columns) -> Iterator[Item]:
    known = sources.read_sources(folder)
    try:
        inside = {path for path in folder.iterdir() if not path.name.startswith(".")}
    except OSError as error:
        raise UnreadableError(f"{folder}: cannot be listed ({error.strerror}); check its permissions") from error
    files = {path for path in inside if path.is_file()}
    for file in sorted(files | known.keys() | set(filter(_holds_documents, inside)), key=str):
        if file.name == sources.NAME:
            continue
        if file.is_dir():
            yield Fault(str(file), f"{file}: a folder within {folder} is not gone through; name it too")
        elif not file.resolve().is_relative_to(folder.resolve()):
            yield Fault(str(file), f"{file}: a link that leaves the folder; copy the file into it")
        else:
            yield from _read_file(file, known.get(file, Origin()), columns)


def _holds_documents(path: Path) -> bool:
    """Whether a path is a folder with a file in it whose name is that of a document."""
    try:
        return path.is_dir() and any(file.suffix.lower() in FORMATS for file in path.iterdir())
    except OSError:
        return True


def _read_file(path: Path, known: Origin, columns: Columns) -> Iterator[Item]:
    format_ = FORMATS.get(path.suffix.lower())
    if format_ is None and path.exists():
        kinds = ", ".join(FORMATS)
        yield Fault(str(path), f"{path}: {path.suffix or 'no suffix'} is not read; save it as one of {kinds}")
        return
    try:
        data = read_bytes(path, format_.max_bytes if format_ else MAX_BYTES)
    except GeostrikeError as error:
        if not path.exists():
            raise
        yield Fault(str(path), str(error))
        return
    if format_:
        name = _as_text(str(path))
        yield from _items(format_.parse(data, name, _as_text(path.stem), known, columns), name)


def _as_text(name: str) -> str:
    """Return a file's name as text: bytes that are not UTF-8, as old archives leave them, become escapes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _items(found: Iterator[Document | Fault], name: str) -> Iterator[Item]:
    try:
        for item in found:
            yield item if isinstance(item, Fault) else (name, replace(item, text=legible(item.text)))
    except (InputError, MissingExtraError) as error:
        yield Fault(name, str(error))


def _each_once(found: Iterable[Item]) -> Iterator[Document | Fault]:
    """Drop a document given twice, and leave out a second one under the same id: reports name theirs by id."""
    holders: dict[str, tuple[str, Document]] = {}
    for item in found:
        if isinstance(item, Fault):
            yield item
            continue
        name, document = item
        holder = holders.setdefault(document.id, item)
        if holder is item:
            yield document
        elif holder != item:
            yield Fault(name, f"{name}: its id {document.id!r} is that of {holder[0]}; rename one of them")
