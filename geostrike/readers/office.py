"""Word documents and Excel sheets: the text in the XML of their ZIP files, and nothing else of them."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from xml.etree import ElementTree

from geostrike.errors import InputError
from geostrike.model import Document
from geostrike.readers.decoding import MAX_BYTES
from geostrike.readers.faults import Fault
from geostrike.readers.metadata import Origin
from geostrike.readers.records import documents_of

MOST_UNFOLDED = MAX_BYTES
"""Bytes that a part of a file may unfold to: a small ZIP can hold gigabytes."""

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

_DAY_FORMATS = frozenset({*range(14, 18), 22})
"""Numbers of the built-in formats that show a day (ECMA-376, part 1, 18.8.30)."""
_NOT_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_FIRST_DAY, _FIRST_DAY_OF_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LAST_DAY = 2_958_465


class _TooMuchError(Exception):
    """More than `MOST_UNFOLDED`."""


def parse_word(data: bytes, name: str, stem: str, known: Origin) -> Document:
    """Return the text of a Word document (.docx), a line for each paragraph; deleted text and notes are left out.

    Raises
    ------
    InputError
        Damaged, locked, a part of more than `MOST_UNFOLDED` bytes, or without text.
    """
    with _opened(data, name) as archive:
        body = _part(archive, "word/document.xml")
        lines = ["".join(_words(paragraph)).strip() for paragraph in body.iter(f"{_WORD}p")]
    text = "\n".join(filter(None, lines))
    if not text:
        raise InputError(f"{name}: a Word document without text; save the story as text")
    return Document(stem, text, known.published, known.publisher, known.url, known.title)


def _words(paragraph: ElementTree.Element) -> Iterator[str]:
    for part in paragraph.iter():
        if part.tag == f"{_WORD}t":
            yield part.text or ""
        elif part.tag in (f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr"):
            yield " "


def parse_sheet(data: bytes, name: str, stem: str) -> Iterator[Document | Fault]:
    """Yield each row's document of the first sheet of an Excel file (.xlsx), whose first row names the fields.

    Raises
    ------
    InputError
        Damaged, locked, a part of more than `MOST_UNFOLDED` bytes, or without a column `text`.
    """
    with _opened(data, name) as archive:
        rows = list(_rows(archive))
    (_, heads), rest = rows[0] if rows else (1, {}), rows[1:]
    named = {column: head.strip().lower() for column, head in heads.items()}
    fields = (
        (f"{name} row {number}", {named[column]: cell for column, cell in cells.items() if column in named})
        for number, cells in rest
    )
    return documents_of(fields, tuple(named.values()), name, stem)


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive
    except _TooMuchError as error:
        raise InputError(f"{name}: unfolds to more than {MOST_UNFOLDED:,} bytes; save the text alone") from error
    except Exception as error:  # damage makes the standard library raise exceptions of any kind
        raise InputError(
            f"{name}: damaged, locked or no Office file ({type(error).__name__}); save it as text or CSV UTF-8"
        ) from error


def _part(archive: zipfile.ZipFile, path: str) -> ElementTree.Element:
    if archive.getinfo(path).file_size > MOST_UNFOLDED:
        raise _TooMuchError
    # expat, which parses it, refuses entities that unfold without end, and fetches none from outside.
    return ElementTree.fromstring(archive.read(path))  # noqa: S314


def _rows(archive: zipfile.ZipFile) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield number and cells, by the letters of their columns, of each row of the first sheet that has any."""
    book = _part(archive, "xl/workbook.xml")
    links = _part(archive, "xl/_rels/workbook.xml.rels")
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    sheet = next(book.iter(f"{_SHEET}sheet")).get(_RELATION)
    settings = book.find(f"{_SHEET}workbookPr")
    first = _FIRST_DAY_OF_1904 if settings is not None and settings.get("date1904") in ("1", "true") else _FIRST_DAY
    days = _day_styles(archive)
    shared = _shared(archive)
    for rank, row in enumerate(_part(archive, posixpath.join("/xl", targets[sheet])[1:]).iter(f"{_SHEET}row"), 1):
        cells = {}
        for place, cell in enumerate(row):
            text = _cell(cell, shared, first if int(cell.get("s", 0)) in days else None)
            if text:
                cells[cell.get("r", "").rstrip("0123456789") or str(place)] = text
        if cells:
            yield int(row.get("r", rank)), cells


def _shared(archive: zipfile.ZipFile) -> list[str]:
    path = "xl/sharedStrings.xml"
    return [_text(item) for item in _part(archive, path)] if path in archive.namelist() else []


def _text(item: ElementTree.Element) -> str:
    """Return the text of a string, in one run or many, without what says how it is pronounced."""
    runs = [item, *item.findall(f"{_SHEET}r")]
    return "".join(run.findtext(f"{_SHEET}t") or "" for run in runs)


def _day_styles(archive: zipfile.ZipFile) -> set[int]:
    """Return the numbers of the cell styles that show a number as a day."""
    path = "xl/styles.xml"
    if path not in archive.namelist():
        return set()
    styles = _part(archive, path)
    own = {int(each.get("numFmtId", 0)) for each in styles.iter(f"{_SHEET}numFmt") if _shows_day(each)}
    cells = styles.find(f"{_SHEET}cellXfs")
    ranked = enumerate(() if cells is None else cells)
    return {rank for rank, style in ranked if int(style.get("numFmtId", 0)) in own | _DAY_FORMATS}


def _shows_day(number_format: ElementTree.Element) -> bool:
    code = _NOT_CODE.sub("", number_format.get("formatCode", "")).lower()
    return "y" in code or "d" in code


def _cell(cell: ElementTree.Element, shared: list[str], first: date | None) -> str:
    """Return what a cell shows: text, a number as it is written, or a day in ISO 8601."""
    kind, value = cell.get("t", "n"), cell.findtext(f"{_SHEET}v") or ""
    if kind == "s" and value:
        return shared[int(value)]
    if kind == "inlineStr":
        inline = cell.find(f"{_SHEET}is")
        return "" if inline is None else _text(inline)
    if kind == "n" and first and value and 0 < float(value) <= _LAST_DAY:
        return (first + timedelta(days=int(float(value)))).isoformat()
    return value
