"""What a template can't do without, so that it is tried only in sentences that have it.

Most templates need some rare word: a border, a road, a unit of length. Each such set of words is a *need*, and has a
bit of its own; what a sentence lacks is then one number, and one operation tells a template that has no chance in it.
"""

from __future__ import annotations

from collections.abc import Iterable

from geostrike.locality.tokens import BREAK, BROKEN


class Needs:
    """The needs of one grammar's templates.

    Examples
    --------
    >>> needs = Needs()
    >>> border, unit = needs.bits([frozenset("bc")]), needs.bits([frozenset("k")])
    >>> lacking = needs.lacking("xabA" + BREAK + BROKEN + "k0")
    >>> [bool(lacking[at] & border) for at in (0, 1, 3)], [bool(lacking[at] & unit) for at in (0, 1, 3)]
    ([False, False, True], [True, True, False])
    """

    def __init__(self) -> None:
        self._bits: dict[frozenset[str], int] = {}
        self._met_by: dict[str, int] = {}

    def bits(self, needs: Iterable[frozenset[str]]) -> int:
        """Give the bits of some needs, which are sets of letters; see :class:`~.templates.Fragment`."""
        return sum(self._bit(letters) for letters in set(needs))

    def _bit(self, letters: frozenset[str]) -> int:
        if letters not in self._bits:
            self._bits[letters] = 1 << len(self._bits)
            for letter in letters:
                self._met_by[letter] = self._met_by.get(letter, 0) | self._bits[letters]
        return self._bits[letters]

    def lacking(self, code: str) -> list[int]:
        """Give for each token of a text's code the needs that its sentence does not meet.

        No template crosses a break. All needs must have got their bits before.
        """
        found: list[int] = []
        for sentence in code.split(BREAK + BROKEN):
            met = 0
            for letter in set(sentence[::2]):
                met |= self._met_by.get(letter, 0)
            found += [~met] * (len(sentence) // 2 + 1)
        return found
