"""Which of the dead and wounded that are told stand: not those avenged, and early counts only until later ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from geostrike.reports.facts.passages import Fact, Passage
from geostrike.reports.text.anchors import Anchored, openers
from geostrike.reports.text.vocabulary import Vocabulary


def standing(passage: Passage, facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield the facts that tell of the strike itself; those of early reports give way to what is said elsewhere.

    "In revenge for the killing of 21 workers" tells of no dead of the strike. "Initial reports had five dead" holds
    only until another number is told.
    """
    avenged = _regions(_motive(passage.words), passage)
    early = _regions(_early(passage.words), passage)
    for fact in facts:
        if not _within(fact, avenged):
            yield fact._replace(weight=min(fact.weight, -1)) if _within(fact, early) else fact


def _regions(pattern: Anchored, passage: Passage) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(passage.folded, passage.start, passage.end)]


def _within(fact: Fact, regions: list[tuple[int, int]]) -> bool:
    return any(start <= fact.span.start < end for start, end in regions)


@cache
def _motive(words: Vocabulary) -> Anchored:
    """Return the pattern of why a strike was made, to the end of its clause."""
    pattern = re.compile(rf"(?<![\w-]){words.either('casualties.motives')}\s[^.,;:\"\n]{{1,160}}")
    return Anchored(pattern, openers(words, "casualties.motives"))


@cache
def _early(words: Vocabulary) -> Anchored:
    """Return the pattern of what early reports said, to where later ones are told."""
    turns, kind = words.either("casualties.later"), words.either("casualties.early_kinds")
    account = rf"(?:{kind},?\s){{1,2}}{words.either('casualties.early_accounts', plural=True)}"
    early = rf"(?:{words.either('casualties.early')}|{account})"
    pattern = re.compile(rf"(?<![\w-]){early}\s(?:(?!{turns}\s)[^;.\n]){{1,160}}")
    return Anchored(pattern, openers(words, "casualties.early", "casualties.early_kinds"))
