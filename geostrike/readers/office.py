"""Word documents and Excel sheets, through mammoth and openpyxl (the extra `office`)."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from geostrike.errors import InputError, MissingExtraError
from geostrike.model import Document
from geostrike.readers.cells import heading
from geostrike.readers.decoding import MAX_BYTES
from geostrike.readers.faults import Fault
from geostrike.readers.metadata import Origin
from geostrike.readers.records import Columns, documents_of

MOST_UNFOLDED = MAX_BYTES
"""Bytes that a part of a file may unfold to: a small ZIP can hold gigabytes."""

_MOST_COLUMNS = 100
"""Columns of a sheet that are looked at: one cell far to the right would make each row as wide."""


def parse_word(data: bytes, name: str, stem: str, known: Origin) -> Document:
    """Return the text of a Word document (.docx), a line for each paragraph; deleted text and notes are left out.

    Raises
    ------
    InputError
        Damaged, locked, a part of more than `MOST_UNFOLDED` bytes, or without text.
    MissingExtraError
        mammoth is not installed.
    """
    try:
        import mammoth  # noqa: PLC0415 - optional
    except ImportError as error:
        raise MissingExtraError(f"{name}: Word needs mammoth; pip install 'geostrike[office]'") from error
    with _opened(data, name) as file:
        written = str(mammoth.extract_raw_text(file).value)
    text = "\n".join(line.strip() for line in written.splitlines() if line.strip())
    if not text:
        raise InputError(f"{name}: a Word document without text; save the story as text")
    return Document(stem, text, known.published, known.publisher, known.url, known.title)


def parse_sheet(data: bytes, name: str, stem: str, columns: Columns) -> Iterator[Document | Fault]:
    """Yield each row's document of the first sheet of an Excel file (.xlsx), whose first row names the columns.

    Raises
    ------
    InputError
        Damaged, locked, a part of more than `MOST_UNFOLDED` bytes, or without a column `text`.
    MissingExtraError
        openpyxl is not installed.
    """
    try:
        import openpyxl  # noqa: PLC0415 - optional
    except ImportError as error:
        raise MissingExtraError(f"{name}: Excel needs openpyxl; pip install 'geostrike[office]'") from error
    with _opened(data, name) as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that it does not know
        sheet = openpyxl.load_workbook(file, read_only=True, data_only=True).worksheets[0]
        filled = enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True), 1)
        rows = [(number, tuple(map(_shown, row))) for number, row in filled if any(row)]
    named = list(map(heading, rows[0][1])) if rows else []
    fields = (
        (f"{name} row {number}", {field: cell for field, cell in zip(named, row, strict=False) if field and cell})
        for number, row in rows[1:]
    )
    return documents_of(fields, tuple(filter(None, named)), name, stem, columns)


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[io.BytesIO]:
    """Give a ZIP file whose parts are no larger than they may be; what goes wrong within is its damage."""
    file = io.BytesIO(data)
    try:
        with zipfile.ZipFile(file) as archive:
            _check_sizes(archive, name)
        yield file
    except InputError:
        raise
    except Exception as error:  # the libraries meet damage with exceptions of any kind
        raise InputError(
            f"{name}: damaged, locked or no Office file ({type(error).__name__}); save it as text or CSV UTF-8"
        ) from error


def _check_sizes(archive: zipfile.ZipFile, name: str) -> None:
    if any(part.file_size > MOST_UNFOLDED for part in archive.infolist()):
        raise InputError(f"{name}: unfolds to more than {MOST_UNFOLDED:,} bytes; save the text alone")


def _shown(value: object) -> str:
    """Return a cell as text, a point in time as its day in ISO 8601."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)
