"""Which function reads which kind of file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from geostrike.model import Document
from geostrike.readers.decoding import MAX_BYTES
from geostrike.readers.faults import Fault
from geostrike.readers.html import parse_archive, parse_html
from geostrike.readers.mail import parse_mail
from geostrike.readers.metadata import Origin
from geostrike.readers.office import parse_sheet, parse_word
from geostrike.readers.pdf import parse_pdf
from geostrike.readers.plain import parse_plain
from geostrike.readers.records import Columns, parse_lines, parse_objects, parse_table

MAX_LINES_BYTES = 50 * MAX_BYTES
"""Largest file of many documents: a million press releases."""

Parser = Callable[[bytes, str, str, Origin, Columns], Iterator[Document | Fault]]


def _one(parse: Callable[[bytes, str, str, Origin], Document]) -> Parser:
    """Return the parser of files that are one document."""

    def parser(data: bytes, name: str, stem: str, known: Origin, _: Columns) -> Iterator[Document | Fault]:
        yield parse(data, name, stem, known)

    return parser


def _many(parse: Callable[[bytes, str, str, Columns], Iterator[Document | Fault]]) -> Parser:
    """Return the parser of files with a document in each line, row or object."""

    def parser(data: bytes, name: str, stem: str, _: Origin, columns: Columns) -> Iterator[Document | Fault]:
        yield from parse(data, name, stem, columns)

    return parser


def _mail(data: bytes, name: str, stem: str, known: Origin, _: Columns) -> Iterator[Document | Fault]:
    yield from parse_mail(data, name, stem, known)


@dataclass(frozen=True, slots=True)
class Format:
    """How one kind of file is read, and how large it may be."""

    parse: Parser
    max_bytes: int = MAX_BYTES


FORMATS = {
    **dict.fromkeys((".txt", ".text", ".md", ".markdown"), Format(_one(parse_plain))),
    **dict.fromkeys((".jsonl", ".ndjson"), Format(_many(parse_lines), MAX_LINES_BYTES)),
    ".json": Format(_many(parse_objects), MAX_LINES_BYTES),
    **dict.fromkeys((".csv", ".tsv"), Format(_many(parse_table), MAX_LINES_BYTES)),
    ".eml": Format(_mail),
    **dict.fromkeys((".html", ".htm"), Format(_one(parse_html))),
    **dict.fromkeys((".mhtml", ".mht"), Format(_one(parse_archive))),
    ".pdf": Format(_one(parse_pdf)),
    ".docx": Format(_one(parse_word)),
    ".xlsx": Format(_many(parse_sheet)),
}


def sniff(data: bytes) -> Format:
    """Return the format of what comes without a name: JSON Lines, or plain text."""
    return FORMATS[".jsonl" if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else ".txt"]
