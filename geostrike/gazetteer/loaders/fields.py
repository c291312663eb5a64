"""Fields of a row: text to values, or a `RowError` that names the rule."""

from __future__ import annotations

import csv
import math
import re
from functools import lru_cache

from geostrike.gazetteer.loaders.rows import RowError
from geostrike.gazetteer.names import MAX_LENGTH, fold

#: More people than live on earth is a mistake.
_MOST_INHABITANTS = 10**10


def number(text: str, what: str) -> float:
    """Read a finite decimal number; `what` names the field in the reason.

    >>> number(" 16.58", "longitude")
    16.58
    """
    try:
        value = float(text)
    except (TypeError, ValueError):
        raise RowError(f"{what} is not a number", text) from None
    if not math.isfinite(value):
        raise RowError(f"{what} is not a number", text)
    return value


def coordinates(lon: str, lat: str) -> tuple[float, float]:
    """Read longitude and latitude in WGS84 degrees.

    A place at exactly 0, 0 is the mark of a missing coordinate in many tables.

    >>> coordinates("16.58", "31.2")
    (16.58, 31.2)
    """
    x, y = number(lon, "longitude"), number(lat, "latitude")
    if not -180 <= x <= 180:
        raise RowError("longitude outside -180..180", lon)
    if not -90 <= y <= 90:
        raise RowError("latitude outside -90..90", lat)
    if x == 0 and y == 0:
        raise RowError("coordinates 0, 0 stand for none", f"{lon}, {lat}")
    return x, y


def inhabitants(text: str) -> int | None:
    """Read a population; None for an empty field, zero and GeoNames' "not known".

    >>> inhabitants("106705"), inhabitants("1.2e3"), inhabitants(""), inhabitants("0")
    (106705, 1200, None, None)
    """
    if not text or text == "0":
        return None
    value = number(text, "population")
    if value >= _MOST_INHABITANTS:
        raise RowError("population above 10^10", text)
    return int(value) if value > 0 else None


def whole(text: str, what: str) -> int:
    """Read a whole number that identifies something."""
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise RowError(f"{what} is not a whole number", text)
    return int(text)


def optional_id(text: str) -> int | None:
    """Read an identifier that may be missing ("", 0 and -1 stand for none)."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 and int(text) else None


def place_name(text: str) -> str:
    """Check a name: a letter or digit, no control characters, no longer than any real name."""
    name = text.strip()
    if not name:
        raise RowError("no name")
    if len(name) > MAX_LENGTH:
        raise RowError(f"name longer than {MAX_LENGTH} letters", name)
    if "\0" in name or not fold(name):
        raise RowError("name without a letter or digit, or with a control character", name)
    return name


def other_names(names: list[str]) -> tuple[str, ...]:
    """Those of some alternate names that can be searched for, in their order, each once."""
    usable = (name.strip() for name in names)
    return tuple(dict.fromkeys(n for n in usable if n and "\0" not in n and fold(n)))


def split_csv(text: str, mark: str = ",") -> list[str]:
    """Split one CSV record; one with a field beyond 131,072 letters is split at every mark.

    >>> split_csv('"Tall Afar, IQ",42.4')
    ['Tall Afar, IQ', '42.4']
    """
    try:
        # A record may hold line ends, which csv takes as given only when it reads line by line.
        return next(csv.reader(text.splitlines(keepends=True), delimiter=mark), [])
    except csv.Error:
        return text.split(mark)


@lru_cache(maxsize=1)
def _date() -> re.Pattern[str]:
    return re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def date(text: str) -> str:
    """Read the ISO 8601 date at the start of a field; "" where there is none.

    >>> date("2019-11-26T00:00:00Z"), date("n/a")
    ('2019-11-26', '')
    """
    found = _date().match(text)
    return found.group() if found else ""
