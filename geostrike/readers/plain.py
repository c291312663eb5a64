"""Plain text and Markdown, with or without a front-matter block."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from geostrike.errors import InputError
from geostrike.model import Document
from geostrike.readers.decoding import decode
from geostrike.readers.metadata import Origin, origin

_FENCE = "---"
_MAX_LINES = 100
_KEYS = frozenset({"published", "publisher", "url", "title"})


def parse_plain(data: bytes, name: str, stem: str, known: Origin) -> Document:
    """Return the document of one text file; what `known` says of its origin goes before its own front matter.

    >>> parse_plain(b"Two strikes hit Sirte.", "a.txt", "a", Origin(publisher="CNN")).publisher
    'CNN'
    """
    own, body = split_front_matter(decode(data, name), name)
    if not body.strip():
        raise InputError(f"{name}: nothing after the front matter; add the story")
    stated = known.over(own)
    return Document(stem, body, stated.published, stated.publisher, stated.url, stated.title)


def split_front_matter(text: str, where: str) -> tuple[Origin, str]:
    r"""Return what a leading block of `key: value` lines says, and the text after it.

    The block stands between two lines `---`, as in Markdown tools, and counts only when it names
    one of published, publisher, url, title; anything else is left in the text.

    Raises
    ------
    InputError
        A block that begins with one of these and does not end, or a date in it that is none.

    Examples
    --------
    >>> split_front_matter("---\npublished: 2017-01-19\n---\nThe strikes ...", "a.md")[1]
    'The strikes ...'
    """
    if not text.startswith(_FENCE + "\n"):
        return Origin(), text
    fields: dict[str, str] = {}
    end = len(_FENCE) + 1
    for line in islice(_lines(text, end), _MAX_LINES):
        end += len(line) + 1
        if line.rstrip() == _FENCE:
            break
        key, colon, value = line.partition(":")
        if colon:
            fields[key.strip().lower()] = value.strip().strip("'\"")
    else:
        if next(iter(fields), "") in _KEYS:
            raise InputError(f"{where}: its front matter has no end; write a line {_FENCE} under it")
        return Origin(), text
    if not _KEYS & fields.keys():
        return Origin(), text
    return origin(fields, where), text[end:]


def _lines(text: str, start: int) -> Iterator[str]:
    """Yield lines one by one, without splitting a long text whole."""
    while start < len(text):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        yield text[start:stop]
        start = stop + 1
