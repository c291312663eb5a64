"""Text as a string with two characters per word, so that word patterns become plain regular expressions.

Each word, number or mark of the text is one *token*. In :attr:`Tokens.code` it is a pair: a letter for the word, if
the vocabulary knows it, and one for its shape. A template such as ``near {place}`` then is a regular expression over
pairs: alternatives, word edges, spelling and case need no care of their own, and matching takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from geostrike.lang import fold

UNKNOWN = "\uf8ff"
NUMBER = "\uf8fe"
BREAK = "\uf8fd"
FIRST_WORD = 0xE000
LAST_WORD = 0xF8F0

GROUPED = "\u066c"
"""Stands for a space that groups thousands."""
LOOSE_DASH = "–"
"""A hyphen with white space at either side, as a word."""

# Shapes, the second letter of a pair.
LOWER, TITLE, UPPER, INITIAL, UNCASED, DIGITS, MARK, BROKEN = "aAXIz0p\n"

_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u200b"
_NUMERIC = "\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209f\u2150-\u218f"


@lru_cache(maxsize=1)
def _token() -> re.Pattern[str]:
    letter = rf"[^\W\d_{_NUMERIC}]"
    letters = rf"(?:{letter}|\ufffd)(?:{letter}++|[\ufffd{_MARKS}]++)*+"
    # A question mark between letters is one that some earlier hand could not write.
    return re.compile(rf"({letters}(?:['?]{letters})*+)|(\d++(?:[.,{GROUPED}]\d++)*+)|[^\s{_MARKS}]")


@lru_cache(maxsize=1)
def _grouping() -> re.Pattern[str]:
    return re.compile(r"(?<=\d)[\u00a0\u2007\u2009\u202f](?=\d{3}(?!\d))")


@lru_cache(maxsize=1)
def _plain_grouping() -> re.Pattern[str]:
    return re.compile(r"(?<=\d) (?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text cut into tokens.

    Parameters
    ----------
    text
        As given; every offset refers to it.
    words
        Each token folded and in lower case.
    starts, ends
        Offsets of each token in `text`.
    code
        Two characters per token.
    """

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    code: str

    def __len__(self) -> int:
        return len(self.words)

    def verbatim(self, first: int, last: int) -> str:
        """Give the text from token `first` up to, not including, token `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""

    def key(self, first: int, last: int) -> str:
        """Give the words of some tokens in the form in which the lexicon looks them up."""
        return " ".join(self.words[first:last])


@dataclass(frozen=True, slots=True)
class Speller:
    """What a language does inside words.

    Parameters
    ----------
    suffixes
        Clitics that are cut off a word's end ("'s").
    prefixes
        Elided words that are cut off its beginning ("d'"), in lower case.
    groups_with_space
        Whether a plain space groups thousands ("1 500").
    """

    suffixes: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    groups_with_space: bool = False

    @property
    def clitics(self) -> tuple[str, ...]:
        """All of them."""
        return self.suffixes + self.prefixes

    def fold(self, text: str) -> str:
        """Fold `text`, and mark the spaces that group thousands."""
        if not text.isascii():
            text = _grouping().sub(GROUPED, text)
        if self.groups_with_space:
            text = _plain_grouping().sub(GROUPED, text)
        return fold(text)

    def split(self, word: str) -> list[str]:
        """Cut clitics off a word that has an apostrophe.

        >>> Speller(suffixes=("'s",), prefixes=("d'",)).split("d'Ajdabiya's")
        ["d'", 'Ajdabiya', "'s"]
        """
        pieces = []
        for prefix in self.prefixes:
            if word.startswith(prefix) and len(word) > len(prefix):
                pieces.append(prefix)
                word = word[len(prefix) :]
                break
        for suffix in self.suffixes:
            if word.endswith(suffix) and len(word) > len(suffix):
                return [*pieces, word[: -len(suffix)], suffix]
        return [*pieces, word]


def shape(word: str) -> str:
    """Classify a word by its case.

    >>> [shape(word) for word in ("of", "Sirte", "HAJIN", "N", "سرت")]
    ['a', 'A', 'X', 'I', 'z']
    """
    if word.islower():
        return LOWER
    if word[0].isupper():
        if len(word) == 1:
            return INITIAL
        return UPPER if word.isupper() else TITLE
    return TITLE if word.upper() != word else UNCASED


def tokenise(text: str, letters: Mapping[str, str], speller: Speller, breaks: Iterable[int] = ()) -> Tokens:
    """Cut `text` into tokens, with a break where no phrase may go on.

    Parameters
    ----------
    letters
        The vocabulary: a word in lower case -> its letter.
    breaks
        Offsets at which sentences begin, ascending.
    """
    folded = speller.fold(text)
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    code: list[str] = []
    borders = iter(breaks)
    border = next(borders, len(text) + 1)
    for match in _token().finditer(folded):
        start, end = match.span()
        while start >= border:
            words.append("\n")
            starts.append(border)
            ends.append(border)
            code.append(BREAK + BROKEN)
            border = next(borders, len(text) + 1)
        word = match.group()
        if match.lastindex == 1 and "'" in word:
            for piece in speller.split(word):
                lowered = piece.casefold()
                words.append(lowered)
                starts.append(start)
                start += len(piece)
                ends.append(start)
                code.append(letters.get(lowered, UNKNOWN) + shape(piece))
            continue
        if match.lastindex == 1:
            lowered = word.casefold()
            pair = letters.get(lowered, UNKNOWN) + shape(word)
        elif match.lastindex == 2:
            lowered, pair = word, NUMBER + DIGITS
        else:
            lowered = _mark(folded, start, end)
            pair = letters.get(lowered, UNKNOWN) + MARK
        words.append(lowered)
        starts.append(start)
        ends.append(end)
        code.append(pair)
    return Tokens(text, words, starts, ends, "".join(code))


def _mark(folded: str, start: int, end: int) -> str:
    """Give a mark; a hyphen with white space at a side is a dash."""
    mark = folded[start:end]
    if mark == "-" and not (folded[start - 1 : start].strip() and folded[end : end + 1].strip()):
        return LOOSE_DASH
    return mark
