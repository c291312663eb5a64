"""What is found of two accounts: why they are of one strike, and what excludes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from geostrike.fusion.counts import in_words, shared
from geostrike.model import Count

ENOUGH = 3.0
"""Fit from which two accounts are one strike: a shared day and a place that agrees, or more facts."""

TELLING = 2.0
"""Weight of place or facts that must speak for one strike; a shared day alone does not."""


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
"""Why two accounts fit: a template, and the values in it."""

Weighed = tuple[float, Ground | None, Bar | None]
"""What the days or the places of two accounts weigh, why, and whether they exclude each other."""


@dataclass(slots=True)
class Fit:
    """How well two accounts fit: the weights of when, where and what, with the grounds in words."""

    when: float = 0.0
    where: float = 0.0
    facts: float = 0.0
    grounds: Sequence[Ground] = ()

    @property
    def score(self) -> float:
        """Sum of the weights; 0 where neither place nor facts say much."""
        return self.when + self.where + self.facts if max(self.where, self.facts) >= TELLING else 0.0

    def words(self) -> str:
        """Return the grounds and the score as text.

        Most fits are never told, so that a ground is kept as a template and its values.
        """
        told = (template.format(*map(_worded, values)) for template, *values in self.grounds)
        return f"{', '.join(told)} (fit {self.score:g})"


def _worded(value: Any) -> str:
    """Return a value of a ground in words: a count, what two counts have in common, names, a name or a number."""
    match value:
        case Count():
            return in_words(value)
        case (Count() as one, Count() as other):
            return in_words(shared(one, other))
        case frozenset():
            return ", ".join(sorted(value))
    return str(value)
