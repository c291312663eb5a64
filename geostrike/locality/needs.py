"""Which templates have a chance at a token, so that the others are not tried.

A template begins with certain words or shapes, and most need some rare words besides: a border, a road, a unit of
length; and, in prose, a word in the shape of a name. Each such set of words or shapes is a *need*, and one that the
rest of the sentence does not meet leaves the template without a chance. Templates are numbered: which of them have one
is then the bits of one number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from operator import or_

from geostrike.locality.templates import Fragment, rarity
from geostrike.locality.tokens import BREAK, BROKEN

_PLANES = 4  # so many needs of a template are looked at, the rarest: further ones rule hardly any out


class Needs:
    """What the templates of one grammar begin with and need, by letters and shapes of tokens.

    Parameters
    ----------
    templates
        In the order of their numbers.

    Examples
    --------
    >>> templates = [Fragment("b", frozenset("x"), needs=frozenset([frozenset("bc")])), Fragment("r", frozenset("xr"))]
    >>> [f"{chances:02b}" for chances in Needs(templates).chances(["xa", "bA", BREAK + BROKEN, "xa", "ra"])]
    ['11', '00', '00', '10', '10', '00']
    """

    def __init__(self, templates: Sequence[Fragment]) -> None:
        begun: defaultdict[str, int] = defaultdict(int)
        meeting: defaultdict[str, int] = defaultdict(int)
        self._count = len(templates)
        self._spare = 0
        for number, template in enumerate(templates):
            for letter in template.letters | template.shapes:
                begun[letter] |= 1 << number
            # A template's rarest need has its bit in the first plane, the next one in the second, and so on.
            bits = [1 << number + plane * self._count for plane in range(_PLANES)]
            for bit, need in zip(bits, sorted(template.needs, key=rarity, reverse=True), strict=False):
                for letter in need:
                    meeting[letter] |= bit
            self._spare |= sum(bits[len(template.needs) :])
        self._begun, self._meeting = _ByPair(begun), _ByPair(meeting)

    def chances(self, pairs: Sequence[str]) -> list[int]:
        """Give for each token, as its pair of letters, and for the end the bits of the templates with a chance there.

        No template crosses a break.
        """
        met = _Met(self._count)
        begun = map(self._begun.__getitem__, pairs)
        return [each and each & met[planes] for each, planes in zip(begun, self.met(pairs), strict=False)] + [0]

    def met(self, pairs: Sequence[str]) -> Iterable[int]:
        """Give for each token the bits, in planes, of the needs that the rest of its sentence meets."""
        stop = BREAK + BROKEN
        breaks = [at for at, pair in enumerate(pairs) if pair == stop]
        found: list[int] = []
        for before, end in pairwise((-1, *breaks, len(pairs))):
            backwards = map(self._meeting.__getitem__, reversed(pairs[before + 1 : end]))
            found += list(accumulate(backwards, or_, initial=self._spare))[::-1]
        return found


class _ByPair(dict[str, int]):
    """Bits by the two letters of a token: those of either, put together when first asked for."""

    def __init__(self, by_letter: Mapping[str, int]) -> None:
        super().__init__()
        self._by_letter = by_letter

    def __missing__(self, pair: str) -> int:
        self[pair] = bits = self._by_letter.get(pair[0], 0) | self._by_letter.get(pair[1], 0)
        return bits


class _Met(dict[int, int]):
    """Bits in planes -> those that are set in every plane, of templates."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def __missing__(self, planes: int) -> int:
        bits, rest = (1 << self._count) - 1, planes
        for _ in range(_PLANES):
            bits &= rest
            rest >>= self._count
        self[planes] = bits
        return bits
