"""Look-alike characters made one, without moving any offset."""

from __future__ import annotations

import re
from functools import lru_cache

ZERO_WIDTH = "\u200b"
"""What every invisible character becomes; word patterns allow it inside words."""

INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2066\u2067\u2068\u2069\ufeff"
)
"""Soft hyphens, joiners, marks of direction and the like."""

# Left: what stands in the text; right: the one character that stands for all of them.
_ALIKE = {
    "-": "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d",
    "\u2014": "\u2015\u2e3a\u2e3b\ufe58",
    "'": "\u2018\u2019\u201a\u201b\u2032\u02bc\u02b9\u02bb\u02bd\u02be\u02bf\u00b4`\uff07\ua78c",
    '"': "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02\u3003",
    " ": "#\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\f",
    "\n": "\u0085\u2028\u2029",
    ZERO_WIDTH: INVISIBLE.replace(ZERO_WIDTH, ""),
    "\u00b0": "\u00ba\u02da\u2070",
    ",": "\u060c\u066b\u3001\uff0c",
    ";": "\u061b\uff1b",
    "?": "\u061f\uff1f",
    "~": "\u223c\u2248\uff5e",
}
_DIGIT_ZEROS = (0x0660, 0x06F0, 0x0966)  # Arabic-Indic, its extended form, Devanagari
_FULL_WIDTH = range(0xFF01, 0xFF5F)


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in _FULL_WIDTH}
    for zero in _DIGIT_ZEROS:
        table.update({zero + digit: str(digit) for digit in range(10)})
    for target, sources in _ALIKE.items():
        table.update({ord(source): target for source in sources})
    return table


@lru_cache(maxsize=1)
def _odd() -> re.Pattern[str]:
    """Compile what is mapped: rare in most texts, so that finding it is cheaper than looking every character up."""
    return re.compile(f"[{re.escape(''.join(map(chr, _table())))}]")


def fold(text: str) -> str:
    """Map quotes, dashes, spaces, digits and full-width forms to their plain character, one to one.

    The result has the length of `text`, so that an offset into it is an offset into the original.
    Letters and their accents stay. En dashes, and minus signs become hyphens; em dashes stay apart,
    because they part clauses. Non-breaking and thin spaces and the marks of hashtags become spaces,
    line ends of all kinds become newlines, and invisible characters become U+200B.

    Examples
    --------
    >>> fold("10–15\u00a0km, d’Aïn Issa")
    "10-15 km, d'Aïn Issa"
    >>> len(fold("Sir\u200dte")) == len("Sir\u200dte")
    True
    """
    if text.isascii():
        is_plain = text.isprintable() and "#" not in text and "`" not in text
        return text if is_plain else text.translate(_table())
    for odd in sorted(set(_odd().findall(text))):  # the plain grave accent goes first, the full-width one becomes it
        text = text.replace(odd, _table()[ord(odd)])
    return text
