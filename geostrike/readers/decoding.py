"""Bytes to text, or a refusal that says what to do."""

from __future__ import annotations

import codecs
from pathlib import Path
from unicodedata import normalize

from geostrike.errors import InputError, UnreadableError
from geostrike.lang.folding import INVISIBLE

MAX_BYTES = 20_000_000
"""Largest single document. The longest news features stay under 200 kB; 20 MB is a book, or a mistake."""

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SIGNATURES = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a gzip file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
}

_HIDING = {
    **dict.fromkeys(map(ord, INVISIBLE)),
    **{code: normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)},
}


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Return a file's content.

    Raises
    ------
    UnreadableError
        No such file, a folder, no permission.
    InputError
        More than `limit` bytes.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= limit else b""
    except FileNotFoundError as error:
        raise UnreadableError(f"{path}: no such file or folder; check the name") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableError(f"{path}: cannot be read ({reason}); check the file and its permissions") from error
    if size > limit:
        raise InputError(f"{path}: {size:,} bytes, more than the limit of {limit:,}; split it")
    return data


def decode(data: bytes, name: str) -> str:
    r"""Return the text of `data`, with `\n` line ends and no byte order mark.

    UTF-8, or UTF-16 with a byte order mark. Nothing else is guessed: a wrong guess would turn
    "Bāniyās" into other letters without a word.

    Raises
    ------
    InputError
        Empty, a binary format, or another encoding; the message names `name` and the remedy.

    Examples
    --------
    >>> decode(b"\xef\xbb\xbfSirte\r\n", "a.txt")
    'Sirte\n'
    >>> decode("Fezz\xe2n".encode("cp1252"), "a.txt")
    Traceback (most recent call last):
    geostrike.errors.InputError: a.txt: not UTF-8 (byte 5); save it so (Excel: CSV UTF-8; iconv -f CP1252 -t UTF-8)
    """
    kind = next((kind for start, kind in _SIGNATURES.items() if data.startswith(start)), None)
    if kind:
        raise InputError(f"{name}: {kind}, not text; save the story as UTF-8 text")
    encoding = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise InputError(f"{name}: a binary file, not text; save the story as UTF-8 text") from error
        raise InputError(
            f"{name}: not UTF-8 (byte {error.start + 1}); save it so (Excel: CSV UTF-8; iconv -f CP1252 -t UTF-8)"
        ) from error
    if "\0" in text:
        raise InputError(f"{name}: a binary file, not text; save the story as UTF-8 text")
    if not text.strip():
        raise InputError(f"{name}: empty; remove it, or save the story again")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def legible(text: str) -> str:
    r"""Return a text without the characters that nobody sees, and with letters for ligatures: both hide words.

    >>> legible("Two air\u00adstrikes killed \ufb01ve.")
    'Two airstrikes killed five.'
    """
    return text if text.isascii() else text.translate(_HIDING)
