"""Aircraft that do not strike: other things that bear their names (the typhoon, the predator), and those that fell."""

from __future__ import annotations

import re
from functools import cache

from geostrike.reports.text.anchors import any_of
from geostrike.reports.text.vocabulary import Vocabulary, either, word

_NEARBY = 160
"""Characters on either side of a name in which the text says that an aircraft is meant."""


def is_namesake(folded: str, start: int, end: int, words: Vocabulary) -> bool:
    """Whether the name of an aircraft at the start of a stretch is that of something else: "the typhoon killed 12"."""
    if not _namesakes(words).match(folded, start, end):
        return False
    return any_of(words, "strike.warlike", plural=True).search(folded, max(0, start - _NEARBY), end + _NEARBY) is None


def fell(folded: str, start: int, end: int, words: Vocabulary) -> bool:
    """Whether a stretch tells of aircraft with a crew that fell or landed: "a helicopter crashed into a field"."""
    return _fell(words).match(folded, start, end) is not None


@cache
def _fell(words: Vocabulary) -> re.Pattern[str]:
    unmanned = words.words("means.unmanned", "strike.guided")
    manned = either(name for name in words.words("means.aircraft") if not any(part in name for part in unmanned))
    aircraft, fallen = rf"{manned}{words.either('function.plurals')}?", words.either("strike.fallen")
    return re.compile(rf"{aircraft}(?![\w-]).{{1,120}}?(?<![\w-]){fallen}(?:\s\w{{1,8}}){{0,2}}$")


@cache
def _namesakes(words: Vocabulary) -> re.Pattern[str]:
    return word(words.either("strike.namesakes", plural=True))
