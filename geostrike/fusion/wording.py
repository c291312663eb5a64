"""Whether two stories use the same words: passages of several words in a row that both have."""

from __future__ import annotations

import re

SHINGLE = 5
"""Words in a row that must be the same: fewer are shared by chance in stories of one strike."""

REPEATED = 0.5
"""Share of the shorter passage's shingles from which it repeats the other."""

_WORD = re.compile(r"[^\W_]+")
_WORDS = 80
"""Words of a passage that are compared."""

Shingles = set[tuple[str, ...]]


def shingles(passage: str) -> Shingles:
    """Return all runs of `SHINGLE` words of a passage, in lower case; none of a shorter one.

    >>> sorted(shingles("Jets hit the town at dawn."))
    [('hit', 'the', 'town', 'at', 'dawn'), ('jets', 'hit', 'the', 'town', 'at')]
    """
    words = _WORD.findall(passage.casefold())[:_WORDS]
    return set(zip(*(words[start:] for start in range(SHINGLE)), strict=False))


def is_repeat(shared: int, size: int, other: int) -> bool:
    """Whether passages of so many shingles, of which so many are shared, say the same in the same words."""
    return shared >= REPEATED * max(1, min(size, other))


def repeat_each_other(one: Shingles, other: Shingles) -> bool:
    """Whether one of two passages has most of the other's words, in order.

    >>> here = shingles("The army said: jets hit the town at dawn.")
    >>> repeat_each_other(here, shingles("Jets hit the town at dawn, killing six."))
    True
    """
    return is_repeat(len(one & other), len(one), len(other))
