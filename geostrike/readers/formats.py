"""Which function reads which kind of file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from geostrike.model import Document
from geostrike.readers.decoding import MAX_BYTES, decode
from geostrike.readers.faults import Fault
from geostrike.readers.html import parse_archive, parse_html
from geostrike.readers.mail import parse_mail
from geostrike.readers.metadata import Origin
from geostrike.readers.office import parse_sheet, parse_word
from geostrike.readers.pdf import parse_pdf
from geostrike.readers.plain import parse_plain
from geostrike.readers.records import parse_lines, parse_table

MAX_LINES_BYTES = 50 * MAX_BYTES
"""Largest file of many documents: a million press releases."""

Parser = Callable[[bytes, str, str, Origin], Iterator[Document | Fault]]


def _plain(data: bytes, name: str, stem: str, known: Origin) -> Iterator[Document | Fault]:
    yield parse_plain(decode(data, name), name, stem, known)


def _lines(data: bytes, name: str, stem: str, _: Origin) -> Iterator[Document | Fault]:
    return parse_lines(decode(data, name), name, stem)


def _table(data: bytes, name: str, stem: str, _: Origin) -> Iterator[Document | Fault]:
    return parse_table(decode(data, name), name, stem)


def _mail(data: bytes, name: str, stem: str, known: Origin) -> Iterator[Document | Fault]:
    yield from parse_mail(data, name, stem, known)


def _html(data: bytes, name: str, stem: str, known: Origin) -> Iterator[Document | Fault]:
    yield parse_html(data, name, stem, known)


def _archive(data: bytes, name: str, stem: str, known: Origin) -> Iterator[Document | Fault]:
    yield parse_archive(data, name, stem, known)


def _pdf(data: bytes, name: str, stem: str, known: Origin) -> Iterator[Document | Fault]:
    yield parse_pdf(data, name, stem, known)


def _word(data: bytes, name: str, stem: str, known: Origin) -> Iterator[Document | Fault]:
    yield parse_word(data, name, stem, known)


def _sheet(data: bytes, name: str, stem: str, _: Origin) -> Iterator[Document | Fault]:
    return parse_sheet(data, name, stem)


@dataclass(frozen=True, slots=True)
class Format:
    """How one kind of file is read, and how large it may be."""

    parse: Parser
    max_bytes: int = MAX_BYTES


FORMATS = {
    **dict.fromkeys((".txt", ".text", ".md", ".markdown"), Format(_plain)),
    **dict.fromkeys((".jsonl", ".ndjson"), Format(_lines, MAX_LINES_BYTES)),
    **dict.fromkeys((".csv", ".tsv"), Format(_table, MAX_LINES_BYTES)),
    ".eml": Format(_mail),
    **dict.fromkeys((".html", ".htm"), Format(_html)),
    **dict.fromkeys((".mhtml", ".mht"), Format(_archive)),
    ".pdf": Format(_pdf),
    ".docx": Format(_word),
    ".xlsx": Format(_sheet),
}


def sniff(data: bytes) -> Format:
    """Return the format of what comes without a name: JSON Lines, or plain text."""
    return FORMATS[".jsonl" if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else ".txt"]
