"""How far apart two spellings of one name are that went from another script into Latin letters.

One name of Arabic has many romanisations: vowels are a matter of ear, some consonants come out as several letters, and
glides and weak letters are left out. Two villages, on the other hand, may differ in one consonant. So an edit distance
is taken over sounds, in which what romanisers differ in costs little and another consonant costs one.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from math import inf
from typing import NamedTuple

from geostrike.gazetteer.names import drop_articles

#: The article in one word with what follows: "Albaida", "Essider".
_GLUED = re.compile(r"^[ae](?:l(?=[^aeiou]..)|(?=([tdnrsz])\1..))")
_VOWELS, _FRONT, _BACK = frozenset("aeiou"), frozenset("iey"), frozenset("uow")
#: Cost of one vowel for another: of the same of the three that Arabic writes, of another, and of a glide for a vowel.
_SAME_VOWEL, _OTHER_VOWEL, _GLIDE = 0.1, 0.25, 0.2
#: Cost of a consonant for one that stands for the same letter.
_ALIKE = 0.3
#: Cost of a vowel more or less, of a weak letter, and of one of them that a name begins with.
_VOWEL_GAP, _WEAK_GAP, _FIRST_GAP = 0.25, 0.4, 0.6
#: Cost of another consonant, or of one more or less.
_OTHER = 1.0


class _Rules(NamedTuple):
    """The tables of `romanisation.toml`."""

    written: tuple[tuple[str, str], ...]
    alike: frozenset[str]
    weak: frozenset[str]


@cache
def _rules() -> _Rules:
    table = tomllib.loads(files(__package__).joinpath("romanisation.toml").read_text("utf-8"))
    pairs = [pair for pairs in table["alike"].values() for pair in pairs]
    return _Rules(tuple(table["written"].items()), frozenset(pairs), frozenset(table["weak"]["letters"]))


def sounds(key: str) -> str:
    """Write a folded name with one sign for each sound: articles, doubling and a final h say nothing.

    >>> sounds("al khadra"), sounds("maarat al numan"), sounds("nawfaliyyah")
    ('xadra', 'maratnuman', 'nawfaliya')
    """
    text = _GLUED.sub("", "".join(drop_articles(key).split()))
    for letters, sign in _rules().written:
        text = text.replace(letters, sign)
    single = [char for at, char in enumerate(text) if not at or char != text[at - 1]]
    if len(single) > 3 and single[-1] == "h":
        single.pop()
    return "".join(single)


def apart(one: str, other: str, most: float = inf) -> float:
    """Tell how far apart two names are, given by their `sounds`: 0 where they are the same.

    A difference of a consonant costs one; what romanisers differ in costs 0.1 to 0.6. Where it is more than `most`,
    infinity is answered, sooner.

    >>> apart(sounds("ghat"), sounds("ghaat")), apart(sounds("qatrun"), sounds("gatrun"))
    (0.0, 0.3)
    >>> apart(sounds("harawa"), sounds("marawah"))
    1.0
    """
    costs = [0.0]
    for at, char in enumerate(other):
        costs.append(costs[-1] + _gap(char, first=not at))
    for at, char in enumerate(one):
        dropped = _gap(char, first=not at)
        row = [costs[0] + dropped]
        for column, their in enumerate(other):
            added = row[column] + _gap(their, first=not column)
            row.append(min(costs[column] + _change(char, their), costs[column + 1] + dropped, added))
        if min(row) > most:
            return inf
        costs = row
    return round(costs[-1], 6) if costs[-1] <= most else inf


@cache
def _gap(char: str, *, first: bool) -> float:
    is_vowel = char in _VOWELS
    if not (is_vowel or char in _rules().weak):
        return _OTHER
    return _FIRST_GAP if first else _VOWEL_GAP if is_vowel else _WEAK_GAP


@cache
def _change(one: str, other: str) -> float:
    if one == other:
        return 0.0
    both = {one, other}
    if both <= _FRONT or both <= _BACK:
        return _SAME_VOWEL if both <= _VOWELS else _GLIDE
    if both <= _VOWELS:
        return _OTHER_VOWEL
    return _ALIKE if {one + other, other + one} & _rules().alike else _OTHER
