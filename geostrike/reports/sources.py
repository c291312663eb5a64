"""The nouns of reading: a document with all that was spotted in it, and what a stretch of it states."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import wraps
from typing import NamedTuple, TypeVar

from geostrike.model import Count, Mention
from geostrike.reports.dates.expressions import DateWords
from geostrike.reports.facts.counts import Quantity
from geostrike.reports.facts.passages import Fact, Opening, Passage, Wording
from geostrike.reports.strikes.triggers import Trigger
from geostrike.reports.text.anchors import any_of
from geostrike.reports.text.prose import Sentence
from geostrike.reports.text.vocabulary import Vocabulary, wide_names

T = TypeVar("T")

REACH = 300
"""Characters within which words of one sentence bear on each other; keeps the work linear."""

NEAR = 3
"""Sentences after which "the strike" means the story's lead again, and not the one told last."""


class Reference(StrEnum):
    """How a stretch of text refers to a strike."""

    NEW = "one not told before, unless its facts are those of one that was"
    SAME = "that strike"
    DEFINITE = "the strike"
    DATED = "Tuesday's strike"
    EARLIER = "the last strike; a strike that the told one followed"
    OTHER = "another strike"
    ORDINAL = "the second strike"
    ITEM = "a line of a list"
    CAMPAIGN = "a campaign"
    SHARE = "one of a row of places, each with its dead"
    NONE = "no strike is named, but its place is"
    ASIDE = "no strike is named, but its effects are"


class Stretch(NamedTuple):
    """A part of a sentence on one strike.

    `background` says that it is recalled, `coordinate` that it goes on with the verb before it
    ("launched two strikes on Kharkiv and 14 strikes on Sumy"), `of_row` that it is one of a row of
    places, each with its dead.
    """

    sentence: Sentence
    start: int
    end: int
    background: bool = False
    coordinate: bool = False
    of_row: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One stretch of a sentence that bears on a strike.

    `told` says that the stretch itself states that the strike happened. `dates` and `mentions`
    are those that can be the strike's own. `facts` are its numbers, and what was destroyed. `ordinal` is 2 in
    "the second strike". `led_by` are the stretches before it in the sentence whose subject is its own too.
    """

    sentence: Sentence
    start: int
    end: int
    reference: Reference
    told: bool
    dates: tuple[DateWords, ...] = ()
    mentions: tuple[Mention, ...] = ()
    facts: tuple[Fact, ...] = ()
    ordinal: int = 0
    remarks: tuple[str, ...] = ()
    led_by: tuple[tuple[int, int], ...] = ()

    def count(self, field: str) -> Count:
        """Return the first count of a field, or an empty one."""
        return next((f.value for f in self.facts if f.field == field and isinstance(f.value, Count)), Count())

    @property
    def dead(self) -> int:
        """Least number of killed that it counts; 0 where it counts none."""
        return self.count("killed").low or 0


@dataclass(frozen=True, slots=True)
class Source:
    """A document's text with everything that was spotted in it."""

    text: str
    folded: str
    sentences: Sequence[Sentence]
    quantities: Sequence[Quantity]
    dates: Sequence[DateWords]
    triggers: Sequence[Trigger]
    mentions: Sequence[Mention]
    words: Vocabulary
    passages: dict[tuple[int, int], Passage] = field(default_factory=dict)

    @property
    def wide(self) -> frozenset[str]:
        """Names that say little of a place: those of countries and continents, and their adjectives."""
        return wide_names(self.words)

    def passage(self, start: int, end: int) -> Passage:
        """Return a stretch of the text as a passage to read facts from, the same one whenever it is asked for."""
        known = self.passages.get((start, end))
        if known is None:
            known = Passage(self.text, self.folded, self.quantities, start, end, self.words)
            self.passages[start, end] = known
        return known

    def first(self, wording: Wording, start: int, end: int) -> re.Match[str] | None:
        """Return the first match of some wording in a stretch, None where there is none."""
        return wording(self.words).search(self.folded, start, end)

    def before(self, wording: Wording, at: int, reach: int, *, start: int = 0) -> re.Match[str] | None:
        """Return the first match of some wording in the characters before an offset, from `start` on if it is given."""
        return self.first(wording, max(start, at - reach), at)

    def every(self, wording: Wording, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the matches of some wording in a stretch."""
        return wording(self.words).finditer(self.folded, start, end)

    def at(self, wording: Opening, start: int, end: int | None = None) -> re.Match[str] | None:
        """Return the match of some wording that a stretch begins with, up to the end of the text if none is given."""
        return wording(self.words).match(self.folded, start, len(self.folded) if end is None else end)

    def fills(self, wording: Opening, start: int, end: int) -> bool:
        """Whether some wording is all that stands in a stretch."""
        return wording(self.words).fullmatch(self.folded, start, end) is not None

    def has(self, start: int, end: int, *paths: str, plural: bool = False) -> bool:
        """Whether a stretch has any of the words at dotted paths, plurals too if asked."""
        return any_of(self.words, *paths, plural=plural).search(self.folded, start, end) is not None


def once_each(
    rule: Callable[[Source, int, int], Iterable[T]],
) -> Callable[[Source, int, int], tuple[T, ...]]:
    """Make a rule keep what it finds in a stretch of a source, for all who ask again."""

    @wraps(rule)
    def found(source: Source, start: int, end: int) -> tuple[T, ...]:
        told = source.passage(start, end).told
        if rule not in told:
            told[rule] = tuple(rule(source, start, end))
        return told[rule]

    return found
