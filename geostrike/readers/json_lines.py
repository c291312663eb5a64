"""JSON Lines: one document a line, with the fields id, text, published, publisher, url, title."""

from __future__ import annotations

import json
from collections.abc import Iterator

from geostrike.errors import InputError
from geostrike.model import Document
from geostrike.readers.faults import Fault
from geostrike.readers.metadata import origin


def parse_lines(text: str, name: str, stem: str) -> Iterator[Document | Fault]:
    """Yield each line's document, or what is wrong with the line; blank lines are skipped.

    Only `text` is needed. A line without `id` is named after the file and the line's number.

    >>> next(parse_lines('{"text": "Two strikes hit Sirte."}', "x.jsonl", "x")).id
    'x-1'
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{name} line {number}"
        try:
            yield _document(line, where, f"{stem}-{number}")
        except InputError as error:
            yield Fault(where, str(error))


def _document(line: str, where: str, default_id: str) -> Document:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: not JSON ({type(error).__name__}); write one object a line") from error
    if not isinstance(fields, dict):
        raise InputError(f"{where}: a JSON {type(fields).__name__}, not an object; write one object a line")
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
