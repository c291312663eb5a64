"""What a template can't do without, so that it is tried only where a sentence still has it.

Most templates need some rare word: a border, a road, a unit of length; and, in prose, a word in the shape of a name.
Each such set of words or shapes is a *need*, and has a bit of its own; what the rest of a sentence lacks is then one
number, and one operation tells a template that has no chance in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from operator import and_

from geostrike.locality.tokens import BREAK, BROKEN


class Needs:
    """The needs of one grammar's templates.

    Examples
    --------
    >>> needs = Needs()
    >>> border, unit = needs.bits([frozenset("bc")]), needs.bits([frozenset("k")])
    >>> lacking = needs.lacking(["xa", "bA", BREAK + BROKEN, "k0"])
    >>> [bool(lacking[at] & border) for at in (0, 1, 3)], [bool(lacking[at] & unit) for at in (0, 1, 3)]
    ([False, False, True], [True, True, False])
    """

    def __init__(self) -> None:
        self._bits: dict[frozenset[str], int] = {}
        self._met_by: defaultdict[str, int] = defaultdict(int)

    def bits(self, needs: Iterable[frozenset[str]]) -> int:
        """Give the bits of some needs, which are sets of letters and shapes; see :class:`~.templates.Fragment`."""
        return sum(self._bit(letters) for letters in set(needs))

    def _bit(self, letters: frozenset[str]) -> int:
        if letters not in self._bits:
            self._bits[letters] = 1 << len(self._bits)
            for letter in letters:
                self._met_by[letter] |= self._bits[letters]
        return self._bits[letters]

    def lacking(self, pairs: Sequence[str]) -> list[int]:
        """Give for each token, as its pair of letters, the needs that the rest of its sentence does not meet.

        No template crosses a break. All needs must have got their bits before.
        """
        every = (1 << len(self._bits)) - 1
        unmet = {pair: every ^ (self._met_by[pair[0]] | self._met_by[pair[1]]) for pair in set(pairs)}
        stop = BREAK + BROKEN
        breaks = [at for at, pair in enumerate(pairs) if pair == stop]
        found: list[int] = []
        for before, end in pairwise((-1, *breaks, len(pairs))):
            backwards = map(unmet.__getitem__, reversed(pairs[before + 1 : end]))
            found += list(accumulate(backwards, and_, initial=every))[::-1]
        return found
