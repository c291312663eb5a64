"""Names of aircraft that other things bear too: the typhoon, the predator."""

from __future__ import annotations

import re
from functools import cache

from geostrike.reports.anchors import Anchored, any_of
from geostrike.reports.vocabulary import Vocabulary, word

_NEARBY = 160
"""Characters on either side of a name in which the text says that an aircraft is meant."""


def is_namesake(folded: str, start: int, end: int, words: Vocabulary) -> bool:
    """Whether the name of an aircraft at the start of a stretch is that of something else: "the typhoon killed 12"."""
    if not _namesakes(words).match(folded, start, end):
        return False
    return _warlike(words).search(folded, max(0, start - _NEARBY), end + _NEARBY) is None


@cache
def _namesakes(words: Vocabulary) -> re.Pattern[str]:
    return word(words.either("strike.namesakes", plural=True))


@cache
def _warlike(words: Vocabulary) -> Anchored:
    return any_of(words, "strike.warlike", plural=True)
