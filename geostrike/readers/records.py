"""Many documents in one file: JSON Lines, and CSV with a column `text`."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from geostrike.errors import InputError
from geostrike.model import Document
from geostrike.readers.cells import table
from geostrike.readers.decoding import MAX_BYTES
from geostrike.readers.faults import Fault
from geostrike.readers.metadata import origin


def parse_lines(text: str, name: str, stem: str) -> Iterator[Document | Fault]:
    """Yield each line's document, or what is wrong with the line; blank lines are skipped.

    The fields are id, text, published, publisher, url, title; only `text` is needed. A line
    without `id` is named after the file and the line's number.

    >>> next(parse_lines('{"text": "Two strikes hit Sirte."}', "x.jsonl", "x")).id
    'x-1'
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            where = f"{name} line {number}"
            try:
                yield _document(_json_object(line, where), where, f"{stem}-{number}")
            except InputError as error:
                yield Fault(where, str(error))


def parse_table(text: str, name: str, stem: str) -> Iterator[Document | Fault]:
    r"""Yield each row's document of a CSV table whose columns are named like the fields of JSON Lines.

    >>> next(parse_table("text,publisher\nTwo strikes hit Sirte.,CNN\n", "x.csv", "x")).publisher
    'CNN'
    """
    rows = table(text)
    return documents_of(_numbered(rows, name), rows.fieldnames or (), name, stem)


def documents_of(
    rows: Iterable[tuple[str, Mapping[str, object]]], headings: Sequence[str], name: str, stem: str
) -> Iterator[Document | Fault]:
    """Yield the document of each row of a table, which comes with where it stands, or what is wrong with it."""
    _check_headings(headings, name)
    for number, (where, fields) in enumerate(rows, 1):
        try:
            yield _document(fields, where, f"{stem}-{number}")
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


def _check_headings(headings: Sequence[str], name: str) -> None:
    if "text" in headings:
        return
    if headings[:1] in (["report_id"], ["event_id"]):
        raise InputError(f"{name}: a table that geostrike made, not stories; give the stories that it was made of")
    raise InputError(f"{name}: no column text among {', '.join(headings)[:80]}; name the column with the stories so")


@contextmanager
def _long_fields() -> Iterator[None]:
    """Let a cell be as long as a document may be: the csv module's limit, of 128 kB, is that of the whole process."""
    usual = csv.field_size_limit(MAX_BYTES)
    try:
        yield
    finally:
        csv.field_size_limit(usual)


def _json_object(line: str, where: str) -> dict[str, object]:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: not JSON ({type(error).__name__}); write one object a line") from error
    if not isinstance(fields, dict):
        raise InputError(f"{where}: a JSON {type(fields).__name__}, not an object; write one object a line")
    return fields


def _document(fields: Mapping[str, object], where: str, default_id: str) -> Document:
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        raise InputError(f"{where}: no text; give the story in the field text")
    known = origin(fields, where)
    given = fields.get("id")
    identifier = default_id if given is None or not str(given).strip() else str(given).strip()
    document = Document(identifier, text, known.published, known.publisher, known.url, known.title)
    if not all(map(_is_plain, (document.id, text, known.publisher, known.url, known.title))):
        raise InputError(f"{where}: a NUL or half a surrogate pair in the text; save it as UTF-8")
    return document


def _is_plain(text: str) -> bool:
    """Whether UTF-8 text can hold it: JSON escapes can smuggle in NUL and halves of surrogate pairs."""
    try:
        return b"\0" not in text.encode()
    except UnicodeEncodeError:
        return False
