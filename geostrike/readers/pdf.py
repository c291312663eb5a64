"""PDF with a text layer, through pypdf (the extra `pdf`)."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

from geostrike.errors import InputError, MissingExtraError
from geostrike.model import Document
from geostrike.readers.metadata import Origin

if TYPE_CHECKING:
    import pypdf

MOST_TEXT = 5_000_000
"""Letters of the longest PDF: a book of two thousand pages."""

MOST_DRAWN, MOST_DRAWN_ON_A_PAGE = 2_000_000, 200_000
"""Instructions that draw a file, and instructions and their values that draw a page: about 3 s of work on a page.

A page of text has a few thousand; a small file can unfold to as many as it likes.
"""

_PRINTED = re.compile(
    r"(?:^|\n)[\d./-]{6,10},? \d{1,2}:\d{2}(?:\s[AaPp][Mm])? ([^\n]{0,300})\n(https?://\S{1,2000}) \d{1,4}/\d{1,4}\s*$"
)
"""What browsers print round a web page, and on which day: title above, address and number of the page below."""

_FULL_LINE = 0.6
"""Share of the longest line from which a line counts as wrapped, not as ended by its writer."""

_FEW_HYPHENS = 0.04
"""Share of lines that end within a compound ("rebel-|held") where words are not parted."""


class _TooMuchError(Exception):
    """More to draw than `MOST_DRAWN`."""


def parse_pdf(data: bytes, name: str, stem: str, known: Origin) -> Document:
    """Return the text of a PDF, its wrapped lines joined.

    The file's own dates say when it was made, not when the story was published: they are not used. Title and
    address of a web page that a browser printed are taken from the lines that it printed round it.

    Raises
    ------
    InputError
        Damaged, encrypted, longer than `MOST_TEXT`, with more to draw than `MOST_DRAWN`, or without text.
    MissingExtraError
        pypdf is not installed.
    """
    try:
        import pypdf  # noqa: PLC0415 - optional
    except ImportError as error:
        raise MissingExtraError(f"{name}: PDF needs pypdf; pip install 'geostrike[pdf]'") from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says of damage, the fault says
    try:
        with pypdf.apply_configuration(stream_parsing_work_maximum_count=MOST_DRAWN_ON_A_PAGE):
            pages = list(_up_to(MOST_TEXT, _texts(pypdf.PdfReader(io.BytesIO(data)))))
    except (_TooMuchError, pypdf.errors.LimitReachedError) as error:
        raise InputError(f"{name}: a PDF that takes too much work to unfold; save the story as text") from error
    except pypdf.errors.FileNotDecryptedError as error:
        raise InputError(f"{name}: an encrypted PDF; save it without a password") from error
    except Exception as error:  # pypdf meets damage with exceptions of any kind
        raise InputError(f"{name}: a damaged PDF ({type(error).__name__}); save the story as text") from error
    if sum(map(len, pages)) > MOST_TEXT:
        raise InputError(f"{name}: more than {MOST_TEXT:,} letters; save the part with the story as a file of its own")
    printed = next(filter(None, map(_PRINTED.search, pages)), None)
    text = "\n\n".join(unwrap(page) for page in (_PRINTED.sub("", page) for page in pages) if page.strip())
    if not text:
        raise InputError(f"{name}: a PDF without text, perhaps pictures of pages; run text recognition (OCR) first")
    stated = known.over(Origin(title=printed[1], url=printed[2])) if printed else known
    return Document(stem, text, stated.published, stated.publisher, stated.url, stated.title)


def _texts(reader: pypdf.PdfReader) -> Iterator[str]:
    """Yield the text of each page, as long as all of them take no more than `MOST_DRAWN` instructions."""
    drawn = count()

    def note(*_: object) -> None:
        if next(drawn) >= MOST_DRAWN:
            raise _TooMuchError

    for page in reader.pages:
        yield page.extract_text(visitor_operand_before=note)


def _up_to(most: int, pages: Iterable[str]) -> Iterator[str]:
    """Yield pages until they are longer than this together: a small file can unfold to gigabytes."""
    for page in pages:
        yield page
        most -= len(page)
        if most < 0:
            return


def unwrap(page: str) -> str:
    r"""Join lines that the page's width has broken; short lines and ends of sentences stay ends of lines.

    Where many lines end in a hyphen the words were parted by it and are made whole; elsewhere it is a compound's.

    >>> unwrap("Headline\nThe strikes hit a camp about 150 miles southeast of\nSirte. Nobody was hurt.")
    'Headline\nThe strikes hit a camp about 150 miles southeast of Sirte. Nobody was hurt.'
    >>> unwrap("The strikes hit a camp about 150 kilo-\nmetres from Sirte.")
    'The strikes hit a camp about 150 kilometres from Sirte.'
    """
    lines = [line.strip() for line in page.replace("\0", "").splitlines() if line.strip()]
    longest = max(map(len, lines), default=0)
    parted = [_parted().search(line) is not None for line in lines]
    makes_whole = sum(parted) > _FEW_HYPHENS * len(lines)
    joined: list[str] = []
    for line, is_parted in zip(lines, parted, strict=True):
        if is_parted:
            joined.append(line[:-1] if makes_whole else line)
        elif len(line) < _FULL_LINE * longest or line.endswith((".", "!", "?")):
            joined += [line, "\n"]
        else:
            joined += [line, "" if line.endswith("-") else " "]
    return "".join(joined).strip()


@cache
def _parted() -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])[a-z]{2,20}-$")
