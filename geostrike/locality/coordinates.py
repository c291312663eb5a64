"""Coordinates in text: decimal degrees, degrees with minutes and seconds, MGRS and UTM.

Notations differ in their marks, not in words, so that they are read by patterns of their own. A language gives the
letters and words of the hemispheres and the labels ("latitude").
"""

from __future__ import annotations

import math
import re
import warnings
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

from mgrs import MGRS
from mgrs.core import MGRSError
from pyproj import Transformer

from geostrike.locality.composing import Piece
from geostrike.locality.grammar import Grammar
from geostrike.locality.tokens import Tokens
from geostrike.model import Coordinates

_DEGREE_M = 111_195.0  # a degree of a great circle of the mean radius, 6 371 009 m (IUGG)
_LEAST_DECIMALS = 4  # of two bare numbers that are to be coordinates
_SQUARE_DIGITS = 5  # MGRS digits per axis at 1 m
_ZONES = range(1, 61)


def find_coordinates(tokens: Tokens, grammar: Grammar) -> list[Piece]:
    """Find coordinates, as pieces; a pair in an impossible order is exchanged, an impossible pair left alone."""
    found: list[Piece] = []
    taken = -1
    for start, end, coordinates in sorted(_all(tokens.folded, grammar), key=lambda item: (item[0], -item[1])):
        first, last = bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)
        if start >= taken and first < last:
            found.append(Piece(coordinates, first, last, first, "coordinates"))
            taken = end
    return found


def _all(text: str, grammar: Grammar) -> Iterator[tuple[int, int, Coordinates]]:
    if not any(hint.search(text) for hint in _hints(grammar)):
        return
    for pattern in _pairs(grammar):
        yield from _read(pattern.finditer(text), grammar)
    for match in _mgrs_pattern().finditer(text):
        coordinates = read_mgrs(match["zone"], match["band"], match["square"], match["digits"])
        if coordinates is not None:
            yield match.start(), match.end(), coordinates
    for match in _utm_pattern().finditer(text):
        coordinates = read_utm(int(match["zone"]), match["band"], match["easting"], match["northing"])
        if coordinates is not None:
            yield match.start(), match.end(), coordinates


def _read(matches: Iterable[re.Match[str]], grammar: Grammar) -> Iterator[tuple[int, int, Coordinates]]:
    for match in matches:
        coordinates = read_pair(match, grammar)
        if coordinates is not None:
            yield match.start(), match.end(), coordinates


@lru_cache(maxsize=16)
def _hints(grammar: Grammar) -> tuple[re.Pattern[str], ...]:
    """Compile what every notation has some of: most texts end here. Each begins with a few characters, found fast."""
    labels = "|".join(map(re.escape, grammar.words.coordinate_labels))
    return (
        re.compile(
            r"\d(?:\s?(?:°|deg|d\b|[NSEW]\b|[C-X]\s?[A-HJ-NP-Z]{2}\s?\d\d)"
            r"|[.,]\d{1,12}\s?[,;/ ]\s{0,2}[-+]?\d{1,3}[.,]\d|\.\d{3}|\d{5}"
            r"|[ -]\d{1,2}[ -.\w']{0,8}[^\W\d_])"
        ),
        re.compile(rf"(?:{labels})\b.{{0,4}}\d"),
        re.compile(r"[NSEW](?<![^\W\d_].)\s?\d"),
    )


@cache
def _mgrs_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?P<zone>\d{1,2})\s?(?P<band>[C-HJ-NP-X])\s?(?P<square>[A-HJ-NP-Z]{2})\s?"
        r"(?P<digits>\d{2,5}\s\d{2,5}|\d{4,10})(?!\w)"
    )


@cache
def _utm_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:UTM\s{0,2}(?:[Zz]one\s{0,2})?)?(?P<zone>\d{1,2})\s?(?P<band>[C-HJ-NP-X])[,;:]?\s{1,2}"
        r"(?:E\s?)?(?P<easting>\d{6}(?:\.\d{1,3})?)\s?m?\s?E?[,;]?\s{1,2}"
        r"(?:N\s?)?(?P<northing>\d{6,8}(?:\.\d{1,3})?)\s?m?\s?N?(?!\w)"
    )


@lru_cache(maxsize=16)
def _pairs(grammar: Grammar) -> tuple[re.Pattern[str], ...]:
    """Patterns of two angles: with degree marks, with letters only, and bare decimals."""
    sides = "|".join(sorted(map(re.escape, grammar.words.hemispheres), key=len, reverse=True))
    names = "|".join(sorted(map(re.escape, grammar.words.coordinate_labels), key=len, reverse=True))
    side = rf"(?:(?:{sides})(?![^\W\d_])\.?)"
    comma = "[.,]" if grammar.words.decimal == "," else r"\."

    def label(n: int) -> str:
        return rf"(?:(?P<l{n}>{names})\.?\s{{0,2}}[:=]?\s{{0,2}}){{0,2}}"

    def marked(n: int) -> str:
        return (
            rf"(?P<s{n}>{side}|[-+])?\s?(?P<d{n}>\d{{1,3}}(?:[.,]\d{{1,10}})?)\s?(?:°|deg(?:rees?|\.)?|d(?=\s?\d))\s?"
            rf"(?:(?P<m{n}>\d{{1,2}}(?:[.,]\d{{1,8}})?)\s?(?:'|min\.?|m(?=\s?\d))\s?)?"
            rf"(?:(?P<c{n}>\d{{1,2}}(?:[.,]\d{{1,6}})?)\s?(?:\"|''|sec\.?|s\b)\s?)?(?(s{n})|(?P<h{n}>{side})?)"
        )

    def spaced(n: int) -> str:
        return (
            rf"(?P<s{n}>(?!))?(?P<d{n}>\d{{1,3}})[ -](?P<m{n}>\d{{1,2}}(?:\.\d{{1,8}})?)"
            rf"(?:[ -](?P<c{n}>\d{{1,2}}(?:\.\d{{1,6}})?))?\s?(?P<h{n}>{side})"
        )

    def plain(n: int) -> str:
        return (
            rf"(?P<s{n}>{side}|[-+])?\s?(?P<d{n}>\d{{1,3}}{comma}\d{{1,12}})(?P<m{n}>(?!))?(?P<c{n}>(?!))?"
            rf"(?(s{n})|(?:\s?(?P<h{n}>{side}))?)"
        )

    return tuple(
        re.compile(
            rf"(?<![\w.,+-]){label(1)}{angle(1)}\s{{0,2}}[,;/]?\s{{0,2}}{label(2)}{angle(2)}(?!\w|°|[.,]\d)",
            re.IGNORECASE,
        )
        for angle in (marked, spaced, plain)
    )


def read_pair(match: re.Match[str], grammar: Grammar) -> Coordinates | None:
    """Read a pair of angles; their hemispheres say which one is the latitude, or else their order."""
    first, second = _angle(match, 1, grammar), _angle(match, 2, grammar)
    if first is None or second is None or (first[1] and first[1] == second[1]):
        return None
    if not first[1] and not second[1] and not _is_precise(match):
        return None
    turned = first[1] == "lon" or second[1] == "lat"
    latitude, longitude = (second[0], first[0]) if turned else (first[0], second[0])
    swapped = abs(latitude) > 90 >= abs(longitude)
    if swapped:
        latitude, longitude = longitude, latitude
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    notation = "dms" if match["m1"] or match["m2"] else "decimal"
    return Coordinates(longitude, latitude, _cell_radius(max(first[2], second[2]), latitude), notation, swapped)


def _is_precise(match: re.Match[str]) -> bool:
    """Whether two numbers without hemispheres can be nothing but coordinates: by marks, digits or standing alone."""
    around = match.string[: match.start()] + match.string[match.end() :]
    if "°" in match.group() or not around.strip(" \n()[].,;"):
        return True
    return all(len(match[f"d{number}"].replace(",", ".").partition(".")[2]) >= _LEAST_DECIMALS for number in (1, 2))


def _angle(match: re.Match[str], number: int, grammar: Grammar) -> tuple[float, str, float] | None:
    """Give an angle in degrees, its axis ("lat", "lon", or "" where unsaid) and its last digit's step in degrees."""
    texts = [(match[f"{part}{number}"] or "").replace(",", ".") for part in "dmc"]
    degrees, minutes, seconds = (float(text or 0) for text in texts)
    if minutes >= 60 or seconds >= 60:
        return None
    step = 1.0
    for text, share in zip(texts, (1.0, 1 / 60, 1 / 3600), strict=True):
        if text:
            step = share * 10.0 ** -len(text.partition(".")[2])
    sign = 1.0
    label = (match[f"l{number}"] or "").casefold()
    axis = grammar.words.coordinate_labels.get(label, "")
    for part in (match[f"s{number}"], match[f"h{number}"]):
        mark = (part or "").rstrip(".").casefold()
        if mark == "-":
            sign = -1.0
        elif mark in grammar.words.hemispheres:
            axis, sign = grammar.words.hemispheres[mark]
    return sign * (degrees + minutes / 60 + seconds / 3600), axis, step


def _cell_radius(step_deg: float, latitude: float) -> float:
    """Half the diagonal in metres of the cell that the last digit spans."""
    half = step_deg / 2 * _DEGREE_M
    return math.hypot(half, half * math.cos(math.radians(latitude)))


def read_mgrs(zone: str, band: str, square: str, digits: str) -> Coordinates | None:
    """Read an MGRS reference as the middle of its square; None where there is no such square.

    >>> found = read_mgrs("38", "S", "KC", "946 272")
    >>> round(found.lon, 4), round(found.lat, 4), round(found.precision_m)
    (42.7857, 33.6658, 71)
    """
    parts = digits.split()
    if len(parts) == 2 and len(parts[0]) != len(parts[1]):
        return None
    joined = "".join(parts)
    if int(zone) not in _ZONES or len(joined) % 2:
        return None
    size = 10.0 ** (_SQUARE_DIGITS - len(joined) // 2)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a square outside its band is only warned of
            lat, lon = _converter().toLatLon(f"{zone}{band}{square}{joined}")
    except (MGRSError, RuntimeWarning):
        return None
    # The library gives the south-western corner; the middle is half a square further.
    to_utm = _utm_transformer(int(zone), north=band >= "N")
    x, y = to_utm.transform(lon, lat)
    lon, lat = to_utm.transform(x + size / 2, y + size / 2, direction="INVERSE")
    return _checked(lon, lat, size, "mgrs")


def read_utm(zone: int, band: str, easting: str, northing: str) -> Coordinates | None:
    """Read UTM metres in a zone with its band letter; None where they lie outside the grid.

    >>> found = read_utm(33, "R", "366222", "3453254")
    >>> round(found.lon, 4), round(found.lat, 4), round(found.precision_m, 1)
    (13.5957, 31.2057, 0.7)
    """
    if zone not in _ZONES or not 100_000 <= float(easting) < 1_000_000 or float(northing) > 10_000_000:
        return None
    to_utm = _utm_transformer(zone, north=band >= "N")
    decimals = min(len(text.partition(".")[2]) for text in (easting, northing))
    lon, lat = to_utm.transform(float(easting), float(northing), direction="INVERSE")
    return _checked(lon, lat, 10.0**-decimals, "utm")


def _checked(lon: float, lat: float, size: float, notation: str) -> Coordinates | None:
    if not (math.isfinite(lon) and math.isfinite(lat) and abs(lat) <= 90 and abs(lon) <= 180):
        return None
    return Coordinates(lon, lat, size / math.sqrt(2), notation)


@cache
def _converter() -> MGRS:
    return MGRS()


@lru_cache(maxsize=120)
def _utm_transformer(zone: int, *, north: bool) -> Any:
    return Transformer.from_crs("EPSG:4326", f"EPSG:{(32600 if north else 32700) + zone}", always_xy=True)
