"""Many documents in one file: JSON Lines, a JSON list, and CSV with a column for the text."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from geostrike.errors import InputError
from geostrike.model import Document
from geostrike.readers.cells import heading, table
from geostrike.readers.decoding import MAX_BYTES, decode
from geostrike.readers.faults import Fault
from geostrike.readers.metadata import origin

Columns = Mapping[str, str]
"""Field of a document to the heading under which a table has it; fields that are left out go by their own names."""

FIELDS = ("id", "text", "published", "publisher", "url", "title")


def check_columns(columns: Columns) -> dict[str, str]:
    """Return the columns with their headings as tables are read, without case and outer blanks.

    >>> check_columns({"text": " Notes"})
    {'text': 'notes'}
    >>> check_columns({"body": "notes"})
    Traceback (most recent call last):
    geostrike.errors.InputError: column 'body': no field; use id, text, published, publisher, url, title
    """
    for field in columns:
        if field not in FIELDS:
            raise InputError(f"column {field!r}: no field; use {', '.join(FIELDS)}")
    return {field: heading(given) for field, given in columns.items()}


def parse_lines(data: bytes, name: str, stem: str, columns: Columns) -> Iterator[Document | Fault]:
    """Yield each line's document, or what is wrong with the line; blank lines are skipped.

    The fields are `FIELDS`; only `text` is needed. A line without `id` is named after the file and
    the line's number.

    >>> next(parse_lines(b'{"text": "Two strikes hit Sirte."}', "x.jsonl", "x", {})).id
    'x-1'
    """
    for number, line in enumerate(decode(data, name).split("\n"), start=1):
        if line.strip():
            where = f"{name} line {number}"
            try:
                yield _document(_object(_json(line, where), where), columns, where, f"{stem}-{number}")
            except InputError as error:
                yield Fault(where, str(error))


def parse_objects(data: bytes, name: str, stem: str, columns: Columns) -> Iterator[Document | Fault]:
    """Yield the document of each object of a JSON list, or of the one object, with the fields of JSON Lines.

    >>> [document.id for document in parse_objects(b'[{"text": "A strike."}, {"text": "Two."}]', "x.json", "x", {})]
    ['x-1', 'x-2']
    """
    found = _json(decode(data, name), name)
    for number, item in enumerate(found if isinstance(found, list) else [found], start=1):
        where = f"{name} object {number}"
        try:
            yield _document(_object(item, where), columns, where, f"{stem}-{number}")
        except InputError as error:
            yield Fault(where, str(error))


def parse_table(data: bytes, name: str, stem: str, columns: Columns) -> Iterator[Document | Fault]:
    r"""Yield each row's document of a CSV table whose columns are named like the fields of JSON Lines.

    >>> next(parse_table(b"notes,publisher\nTwo strikes hit Sirte.,CNN\n", "x.csv", "x", {"text": "notes"})).publisher
    'CNN'
    """
    rows = table(decode(data, name))
    return documents_of(_numbered(rows, name), rows.fieldnames or (), name, stem, columns)


def documents_of(
    rows: Iterable[tuple[str, Mapping[str, object]]], headings: Sequence[str], name: str, stem: str, columns: Columns
) -> Iterator[Document | Fault]:
    """Yield the document of each row of a table, which comes with where it stands, or what is wrong with it."""
    _check_headings(headings, columns, name)
    for number, (where, fields) in enumerate(rows, 1):
        try:
            yield _document(fields, columns, where, f"{stem}-{number}")
        except InputError as error:
            yield Fault(where, str(error))


def _numbered(rows: csv.DictReader[str], name: str) -> Iterator[tuple[str, dict[str, str]]]:
    while True:
        where = f"{name} line {rows.line_num + 1}"
        try:
            with _long_fields():
                fields = next(rows, None)
        except csv.Error as error:
            raise InputError(f"{where}: {error}; save it as comma-separated values") from error
        if fields is None:
            return
        yield where, fields


def _check_headings(headings: Sequence[str], columns: Columns, name: str) -> None:
    for field, wanted in {"text": "text", **columns}.items():
        if wanted in headings:
            continue
        if headings[:1] in (["report_id"], ["event_id"]):
            raise InputError(f"{name}: a table that geostrike made, not stories; give the stories that it was made of")
        remedy = "give one of these" if field in columns else "say which has the stories: --column text=HEADING"
        raise InputError(f"{name}: no column {wanted} among {', '.join(headings)[:80]}; {remedy}")


@contextmanager
def _long_fields() -> Iterator[None]:
    """Let a cell be as long as a document may be: the csv module's limit, of 128 kB, is that of the whole process."""
    usual = csv.field_size_limit(MAX_BYTES)
    try:
        yield
    finally:
        csv.field_size_limit(usual)


def _json(text: str, where: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: not JSON ({type(error).__name__}); write objects with a field text") from error


def _object(found: object, where: str) -> dict[str, object]:
    if not isinstance(found, dict):
        raise InputError(f"{where}: a JSON {type(found).__name__}, not an object; write objects with a field text")
    return found


def _document(row: Mapping[str, object], columns: Columns, where: str, default_id: str) -> Document:
    fields = _renamed(row, columns)
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        raise InputError(f"{where}: no text; give the story in the field {columns.get('text', 'text')}")
    known = origin(fields, where)
    given = fields.get("id")
    identifier = default_id if given is None or not str(given).strip() else str(given).strip()
    document = Document(identifier, text, known.published, known.publisher, known.url, known.title)
    if not all(map(_is_plain, (document.id, text, known.publisher, known.url, known.title))):
        raise InputError(f"{where}: a NUL or half a surrogate pair in the text; save it as UTF-8")
    return document


def _renamed(row: Mapping[str, object], columns: Columns) -> Mapping[str, object]:
    """Return the fields of a row, those named in `columns` from under their headings."""
    if not columns:
        return row
    headed = {heading(key): value for key, value in row.items()}
    return {**row, **{field: headed.get(given) for field, given in columns.items()}}


def _is_plain(text: str) -> bool:
    """Whether UTF-8 text can hold it: JSON escapes can smuggle in NUL and halves of surrogate pairs."""
    try:
        return b"\0" not in text.encode()
    except UnicodeEncodeError:
        return False
