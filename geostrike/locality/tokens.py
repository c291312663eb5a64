"""Text as a string with two characters per word, so that word patterns become plain regular expressions.

Each word, number or mark of the text is one *token*. In :attr:`Tokens.code` it is a pair: a letter for the word, if
the vocabulary knows it, and one for its shape. A template such as ``near {place}`` then is a regular expression over
pairs: alternatives, word edges, spelling and case need no care of their own, and matching takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

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
_LETTER = rf"[^\W\d_{_NUMERIC}]"


@cache
def _letter() -> re.Pattern[str]:
    return re.compile(rf"{_LETTER}|\ufffd")


# A question mark between letters is one that some earlier hand could not write.
@cache
def _token() -> re.Pattern[str]:
    letters = rf"(?:{_LETTER}|\ufffd)(?:{_LETTER}++|[\ufffd{_MARKS}]++)*+"
    return re.compile(rf"({letters}(?:['?]{letters})*+|\d++(?:[.,{GROUPED}]\d++)*+|[^\s{_MARKS}])")


@cache
def _plain_token() -> re.Pattern[str]:
    """Compile what `_token` is in plain characters, which most sentences are made of: found in half the time."""
    return re.compile(r"([A-Za-z]++(?:['?][A-Za-z]++)*+|\d++(?:[.,]\d++)*+|\S)")


# Each begins with what it is found by, and then looks back: that is found fast.
@cache
def _grouping() -> re.Pattern[str]:
    return re.compile(r"[\u00a0\u2007\u2009\u202f](?<=\d.)(?=\d{3}(?!\d))")


@cache
def _plain_grouping() -> re.Pattern[str]:
    return re.compile(r" (?<=\d )(?=\d{3}(?!\d))")


@cache
def _loose_dash() -> re.Pattern[str]:
    return re.compile(r"-(?:(?<!\S-)|(?!\S)(?<!\b[AaEe]l-))")  # "al- Bab" is a name


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text cut into tokens.

    Parameters
    ----------
    text
        As given; every offset refers to it.
    folded
        As the language folds it, for patterns over characters.
    words
        Each token folded and in lower case.
    starts, ends
        Offsets of each token in `text`.
    pairs
        Two letters for each token.
    code
        The pairs in a row.
    """

    text: str
    folded: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    pairs: list[str]
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

    def cut(self, sentence: str) -> list[str]:
        """Cut a folded sentence into its tokens, and what stands before, between and behind them, by turns.

        >>> Speller(suffixes=("'s",)).cut("(Ajdabiya's  port)")
        ['', '(', '', 'Ajdabiya', '', "'s", '  ', 'port', '', ')', '']
        """
        pieces = (_plain_token() if sentence.isascii() else _token()).split(sentence)
        if self.clitics and "'" in sentence:
            return list(self._without_clitics(pieces))
        return pieces

    def _without_clitics(self, pieces: Iterable[str]) -> Iterator[str]:
        for piece in pieces:
            if "'" in piece:
                first, *further = self.split(piece)
                yield first
                for part in further:
                    yield from ("", part)
            else:
                yield piece


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


def pair(token: str, letters: Mapping[str, str]) -> str:
    """Give the two letters of a token; the empty one is a break.

    >>> pair("Sirte", {"sirte": "s"}), pair("45", {}) == NUMBER + DIGITS
    ('sA', True)
    """
    if len(token) > 1 and token.isalpha():
        return letters.get(token.casefold(), UNKNOWN) + shape(token)
    if not token:
        return BREAK + BROKEN
    if token[0].isdecimal():
        return NUMBER + DIGITS
    is_mark = len(token) == 1 and not _letter().match(token)
    return letters.get(token.casefold(), UNKNOWN) + (MARK if is_mark else shape(token))


def tokenise(text: str, letters: Mapping[str, str], speller: Speller, breaks: Iterable[int] = ()) -> Tokens:
    """Cut `text` into tokens, with a break where no phrase may go on.

    Parameters
    ----------
    letters
        The vocabulary: a word in lower case -> its letter.
    breaks
        Offsets at which sentences begin, ascending; none within a word.
    """
    folded = speller.fold(text)
    dashed = _loose_dash().sub(LOOSE_DASH, folded)
    pieces: list[str] = []
    for start, end in pairwise((0, *breaks, len(text))):
        pieces += speller.cut(dashed[start:end])
        pieces.append("")
    offsets = list(accumulate(map(len, pieces)))
    tokens = pieces[1:-1:2]
    pair_of = {token: pair(token, letters) for token in set(tokens)}
    words = [token.casefold() or "\n" for token in tokens]
    pairs = [pair_of[token] for token in tokens]
    return Tokens(text, folded, words, offsets[:-2:2], offsets[1:-1:2], pairs, "".join(pairs))
