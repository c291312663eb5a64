"""Compass words: built from the four that a language names."""

from __future__ import annotations

import math
from collections.abc import Mapping

_AZIMUTH = {"N": 0.0, "E": 90.0, "S": 180.0, "W": 270.0}
_SIDES = {"north": "N", "east": "E", "south": "S", "west": "W"}
_INTERCARDINAL = ("NE", "SE", "SW", "NW")
_BY_POINT = 11.25  # degrees from a point of the compass to the next of the 32


def compass_words(table: Mapping[str, Mapping[str, list[str]]]) -> tuple[dict[str, str], dict[str, str]]:
    """Spell the points of the compass, and the adjectives, in one word or in letters.

    Words with a hyphen or a space between are read by the grammar from these.

    Examples
    --------
    >>> table = {"north": {"words": ["nord"], "adjectives": [], "letters": ["N"]},
    ...          "west": {"words": ["ouest"], "adjectives": [], "letters": ["O"]}}
    >>> compass_words(table)[0]
    {'nord': 'N', 'N': 'N', 'N.': 'N', 'ouest': 'W', 'O': 'W', 'O.': 'W', 'nordouest': 'NW', 'NO': 'NW', 'N.O.': 'NW', \
'N.O': 'NW', 'nordnordouest': 'NNW', 'NNO': 'NNW', 'N.N.O.': 'NNW', 'N.N.O': 'NNW', 'ouestnordouest': 'WNW', \
'ONO': 'WNW', 'O.N.O.': 'WNW', 'O.N.O': 'WNW'}
    """
    words: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    sides = {cardinal: table[name] for name, cardinal in _SIDES.items() if name in table}
    for point in _points():
        if not all(cardinal in sides for cardinal in point):
            continue
        own = sides[point[-1]]
        stem = "".join(sides[cardinal]["words"][0] for cardinal in point[:-1])
        single = len(point) == 1
        words.update({stem + word: point for word in own["words"][: None if single else 1]})
        adjectives.update({stem + word: point for word in own["adjectives"]})
        letters = [sides[cardinal]["letters"][0] for cardinal in point]
        words.update({"".join(letters): point, ".".join(letters) + ".": point})
        if not single:
            words[".".join(letters)] = point
    return words, adjectives


def _points() -> list[str]:
    return [*_AZIMUTH, *_INTERCARDINAL, *(side + pair for pair in _INTERCARDINAL for side in pair)]


def azimuth(points: list[str], *, by: bool = False) -> tuple[float, int] | None:
    """Give the azimuth in degrees and the size of the rose of some points named one after the other.

    Parameters
    ----------
    points
        Of one to three cardinals each: ["N", "NW"] is north-northwest.
    by
        Whether the last one only leads away from the others: "north by east".

    Returns
    -------
    None where the points do not add up to a direction.

    Examples
    --------
    >>> azimuth(["N", "NW"]), azimuth(["S", "W"]), azimuth(["N", "E"], by=True), azimuth(["N", "S"])
    ((337.5, 16), (225.0, 8), (11.25, 32), None)
    """
    if by:
        base = azimuth(points[:-1])
        if base is None or len(points[-1]) != 1:
            return None
        turn = _turn(base[0], _AZIMUTH[points[-1]])
        return ((base[0] + math.copysign(_BY_POINT, turn)) % 360, 32) if 0 < abs(turn) < 180 else None
    joined = "".join(points)
    if joined in _AZIMUTH:
        return _AZIMUTH[joined], 4
    if joined in _INTERCARDINAL:
        return _middle(_AZIMUTH[joined[0]], _AZIMUTH[joined[1]]), 8
    if len(joined) == 3 and joined[1:] in _INTERCARDINAL and joined[0] in joined[1:]:
        inner = azimuth([joined[1:]])
        return None if inner is None else (_middle(_AZIMUTH[joined[0]], inner[0]), 16)
    return None


def _turn(start: float, end: float) -> float:
    return (end - start + 180) % 360 - 180


def _middle(start: float, end: float) -> float:
    return (start + _turn(start, end) / 2) % 360
