"""A passage to read facts from, and a fact: one field of a report, its value, the words that state it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, NamedTuple, TypeVar

from geostrike.model import Count, Span
from geostrike.reports.facts.counts import Quantity
from geostrike.reports.facts.nouns import PEOPLE, noun_class, noun_phrase
from geostrike.reports.text.anchors import Anchored
from geostrike.reports.text.prose import first_within, span, within
from geostrike.reports.text.vocabulary import Vocabulary

T = TypeVar("T")

Wording = Callable[..., re.Pattern[str] | Anchored]
"""What makes a pattern of a language's words."""

Opening = Callable[..., re.Pattern[str]]
"""The same of a pattern that is tried at one place."""

OTHERS = "others"
"""What a count is of that comes on top of those told before."""


@dataclass(eq=False)
class Passage:
    """A stretch of a document to look at: the text, folded and as written, and its quantities.

    `told` keeps what rules found in it; see :func:`once`.
    """

    text: str
    folded: str
    quantities: Sequence[Quantity]
    start: int
    end: int
    words: Vocabulary
    told: dict[Any, tuple[Any, ...]] = field(default_factory=dict, repr=False)

    @property
    def language(self) -> str:
        """The code of the passage's language."""
        return self.words.language

    @cached_property
    def counted(self) -> list[Quantity]:
        """The quantities that stand in the passage."""
        return within(self.quantities, self.start, self.end)

    def quantity_at(self, position: int) -> Quantity | None:
        """Return the quantity that starts at a position or behind the blanks there, None where none does."""
        found = first_within(self.quantities, position, self.end)
        return found if found and not self.folded[position : found.start].strip() else None

    def kind(self, quantity: Quantity) -> str:
        """Return what a quantity counts: "persons", "vehicles", ...; "" where it stands alone."""
        return noun_class(quantity.head, self.language)

    def of_kind(self, *kinds: str) -> list[Quantity]:
        """Return its quantities that count things of some kinds; "" is that of a bare number."""
        return [quantity for quantity in self.counted if self.kind(quantity) in kinds]

    def may_be_people(self, quantity: Quantity) -> bool:
        """Whether a quantity counts people, or has no noun that says what it counts."""
        return self.kind(quantity) in (*PEOPLE, "")

    def phrase(self, position: int) -> tuple[str, int]:
        """Return what the noun phrase at a position is of, as `kind` does, and where it ends."""
        head, end = noun_phrase(self.folded, position, self.language)
        return noun_class(head, self.language), end

    def every(self, wording: Wording, *about: str) -> Iterator[re.Match[str]]:
        """Yield the matches of some wording in the passage, which may be `about` something: the paths of word lists."""
        return wording(self.words, *about).finditer(self.folded, self.start, self.end)

    def first(self, wording: Wording, *about: str) -> re.Match[str] | None:
        """Return the first match of some wording in the passage, None where there is none."""
        return wording(self.words, *about).search(self.folded, self.start, self.end)

    def at(self, wording: Opening, position: int, *about: str) -> re.Match[str] | None:
        """Return the match of some wording that begins at a position and ends within the passage."""
        return wording(self.words, *about).match(self.folded, position, self.end)

    def before(self, wording: Wording, position: int, reach: int) -> re.Match[str] | None:
        """Return the match of some wording in the characters before a position; its `$` is the position."""
        return wording(self.words).search(self.folded, max(self.start, position - reach), position)


def once(rule: Callable[[Passage], Iterable[T]]) -> Callable[[Passage], tuple[T, ...]]:
    """Make a rule keep with a passage what it tells, for all who ask again."""

    @wraps(rule)
    def told(passage: Passage) -> tuple[T, ...]:
        if rule not in passage.told:
            passage.told[rule] = tuple(rule(passage))
        return passage.told[rule]

    return told


class Fact(NamedTuple):
    """One value for one field of :class:`geostrike.model.Report`, with its evidence.

    `weight` ranks rival values of a text field: the highest stands, the first among equals. `of` is
    the noun of a count of one kind, "" of several kinds or of a bare number.
    """

    field: str
    value: Count | str
    span: Span
    weight: int = 0
    of: str = ""


def text_fact(field: str, text: str, start: int, end: int, weight: int = 0) -> Fact:
    """Return a fact whose value is the words themselves."""
    words = span(text, start, end)
    return Fact(field, words.text, words, weight)


def count_fact(field: str, text: str, counted: Sequence[Quantity]) -> Fact:
    """Return the sum of coordinated quantities as one fact: "four militants and two guards" is six."""
    words = span(text, counted[0].start, counted[-1].end)
    lows, highs = [quantity.low for quantity in counted], [quantity.high for quantity in counted]
    return Fact(
        field, Count(_sum(lows), _sum(highs), words.text), words, of=counted[0].head if len(counted) == 1 else ""
    )


def _sum(ends: Iterable[int | None]) -> int | None:
    known = [end for end in ends if end is not None]
    return sum(known) if len(known) == len(list(ends)) else None
