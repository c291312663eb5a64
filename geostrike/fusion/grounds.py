"""What is found of two accounts: why they are of one strike, and what excludes it."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NamedTuple

from geostrike.fusion import counts
from geostrike.model import Count


class Bar(StrEnum):
    """Why two accounts cannot be of one strike."""

    DOCUMENT = "one document tells of both apart"
    KIND = "one is a campaign"
    PARTIES = "they name different parties"
    COUNTRY = "they are of different countries"
    DAYS = "their days are too far apart"
    UNDATED = "neither names a day, and the same toll with the same place or words is wanting"
    NEXT_DAY = "a day apart with too little else in common"
    OFFSET = "distance or direction from the same place differ"
    REGION = "their regions do not meet"
    CASUALTIES = "their casualties are of another order"


Ground = tuple[Any, ...]
"""Why two accounts fit: a template, and the values in it. Most are never told, so that they are worded late."""


class Weighed(NamedTuple):
    """What the days or the places of two accounts weigh, why, and whether they exclude each other."""

    weight: float = 0.0
    ground: Ground | None = None
    bar: Bar | None = None


class Facts(NamedTuple):
    """What numbers, means and targets of two accounts weigh together, and why."""

    weight: float
    grounds: list[Ground]


def in_words(ground: Ground) -> str:
    """Return a ground as text.

    >>> in_words(("{} killed in both", (Count(40, None), Count(42, 42))))
    '42 killed in both'
    """
    template, *values = ground
    return str(template.format(*map(_worded, values)))


def _worded(value: Any) -> str:
    """Return a value of a ground in words: a count, what two counts have in common, names, a name or a number."""
    match value:
        case Count():
            return counts.in_words(value)
        case (Count() as one, Count() as other):
            return counts.in_words(counts.shared(one, other))
        case frozenset():
            return ", ".join(sorted(value))
    return str(value)
