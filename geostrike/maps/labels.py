"""Where names go on a picture: greedy placement that lets no two of them touch."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

# Mean width of a letter of a sans-serif face, as a share of the type size.
LETTER = 0.56
# Pixels within which areas, by their middles, are taken to lie on one another. As in assets/names.js.
PILE = 24

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """A text with its anchor: left end of the base line, in pixels."""

    text: str
    x: float
    y: float


class Page:
    """The boxes that are taken on a picture of `width` by `height` pixels."""

    def __init__(self, width: float, height: float) -> None:
        self._width, self._height = width, height
        self._taken: list[Box] = []

    def reserve(self, box: Box) -> bool:
        """Take a box (left, top, right, bottom) if nothing lies there; say whether."""
        free = self._free(box)
        if free:
            self._taken.append(box)
        return free

    def place(self, text: str, size: float, spots: Sequence[tuple[float, float]]) -> Label | None:
        """Put a text at the first spot (left, middle) that is free, or nowhere.

        >>> page = Page(200, 100)
        >>> page.place("Sirte", 10, [(10, 50)]).x
        10
        >>> page.place("Surt", 10, [(12, 52)]) is None
        True
        """
        width = len(text) * size * LETTER
        for left, middle in spots:
            box = (left, middle - size * 0.65, left + width, middle + size * 0.65)
            if self._free(box):
                self._taken.append(box)
                return Label(text, left, middle + size * 0.35)
        return None

    def _free(self, box: Box) -> bool:
        left, top, right, bottom = box
        if left < 0 or top < 0 or right > self._width or bottom > self._height:
            return False
        return not any(_touch(box, other) for other in self._taken)


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def spots_for_area(
    box: Box, heart: tuple[float, float], text: str, size: float, others: Sequence[Box]
) -> list[tuple[float, float]]:
    """Return spots for the name of an area, best first.

    About `heart`, a position in it, where the name fits; else beside, below or above, where it
    stays clear of the boxes of other areas.
    """
    left, top, right, bottom = box
    width, height = len(text) * size * LETTER, size * 1.3
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    inside = [(heart[0] - width / 2, heart[1])] if right - left > width and bottom - top > height * 1.5 else []
    beside = [(right + 5, middle_y), (left - 5 - width, middle_y)]
    outside = [
        *beside,
        (middle_x - width / 2, bottom + height * 0.7),
        (middle_x - width / 2, top - height * 0.7),
    ]

    def clear(spot: tuple[float, float]) -> bool:
        name = (spot[0], spot[1] - height / 2, spot[0] + width, spot[1] + height / 2)
        return not any(_touch(name, other) for other in others)

    return [*inside, *filter(clear, outside)]


def piles_of(middles: Sequence[tuple[float, float]]) -> list[list[int]]:
    """Return the positions of what lies on one another: within `PILE` pixels of the last of them, which comes first.

    >>> piles_of([(0, 0), (100, 0), (5, 0)])
    [[2, 0], [1]]
    """
    piles: list[list[int]] = []
    for position in reversed(range(len(middles))):
        near = next((pile for pile in piles if math.dist(middles[pile[0]], middles[position]) < PILE), None)
        if near is None:
            piles.append([position])
        else:
            near.append(position)
    return piles


def spots_for_pile(box: Box, text: str, size: float) -> list[tuple[float, float]]:
    """Return spots for the number of areas on one spot: right of the middle of a box, left, below, above, farther."""
    x, y, width = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, len(text) * size * LETTER
    near = [(x + 18, y), (x - 18 - width, y), (x - width / 2, y + 28), (x - width / 2, y - 28)]
    return near + [spot for below in (-24, 24, -44, 44) for spot in ((x + 12, y + below), (x - 12 - width, y + below))]


def spots_for_town(x: float, y: float, text: str, size: float) -> list[tuple[float, float]]:
    """Return spots for a town's name: right of its dot, left, above, below."""
    width = len(text) * size * LETTER
    return [(x + 5, y), (x - 5 - width, y), (x - width / 2, y - size), (x - width / 2, y + size)]
