r"""From templates such as ``{distance} {heading} of {place}`` to regular expressions over tokens.

A template is words and marks, with

``{name}``
    whatever the macro or word list of that name matches; at the top of a form its span is kept under that name,
``{role:name}``
    the same, kept under another name,
``( a | b )``
    alternatives, and the suffixes ``?`` (once or not) and ``*3`` (up to three times),
``&( a )``, ``!( a )``
    what must, or must not, follow,
``\(``
    the mark itself.

Nothing repeats without bound, so that matching takes time in proportion to the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from geostrike.errors import InputError
from geostrike.locality.tokens import INITIAL, TITLE, UPPER

_PIECE = r"\s*(&\(|!\(|\(|\)|\||\{[^{}]+\}|\?|\*\d{1,2}|\\\S|[^\s(){}|?*\\]+)"


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a pattern.

    Parameters
    ----------
    regex
        Over pairs of characters, see :mod:`geostrike.locality.tokens`.
    letters, shapes
        What its first token can be: one of these letters, or of one of these shapes.
    empty
        Whether it can match nothing.
    needs
        Sets of letters and shapes: of each of them every match has one. Where the rest of a sentence has none, there
        is nothing to try.
    """

    regex: str
    letters: frozenset[str] = frozenset()
    shapes: frozenset[str] = frozenset()
    empty: bool = False
    needs: frozenset[frozenset[str]] = frozenset()


@dataclass(frozen=True)
class Pattern:
    """A regular expression over tokens, compiled when it is first tried: a text needs few of a grammar's.

    Examples
    --------
    >>> Pattern("n.").match("nA") is None
    False
    """

    regex: str

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        """Match at a place of a text's code, as `re.Pattern.match` does."""
        return re.compile(self.regex, re.DOTALL).match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        """Match a whole stretch of a text's code, as `re.Pattern.fullmatch` does."""
        return re.compile(self.regex, re.DOTALL).fullmatch


SLOT = "\x00"


def split_slots(regex: str) -> list[tuple[str, str, str]]:
    """Split a pattern with slots into steps: what stands before a slot, its role and its macro.

    >>> split_slots("near" + SLOT + "other:place" + SLOT + "$")
    [('near', 'other', 'place'), ('$', '', '')]
    """
    pieces = regex.split(SLOT)
    steps = [(before, *slot.split(":")) for before, slot in zip(pieces[0::2], pieces[1::2], strict=False)]
    return [(before, role, macro) for before, role, macro in steps] + ([(pieces[-1], "", "")] if pieces[-1] else [])


def sequence(parts: Iterable[Fragment]) -> Fragment:
    """Put fragments one after the other."""
    whole = Fragment("", empty=True)
    for part in parts:
        needs = whole.needs | part.needs
        if whole.empty:
            letters, shapes = whole.letters | part.letters, whole.shapes | part.shapes
            whole = Fragment(whole.regex + part.regex, letters, shapes, part.empty, needs)
        else:
            whole = replace(whole, regex=whole.regex + part.regex, needs=needs)
    return whole


def either(parts: list[Fragment]) -> Fragment:
    """Choose among fragments; earlier ones are preferred."""
    if len(parts) == 1:
        return parts[0]
    return Fragment(
        "(?:" + "|".join(part.regex for part in parts) + ")",
        frozenset[str]().union(*(part.letters for part in parts)),
        frozenset[str]().union(*(part.shapes for part in parts)),
        any(part.empty for part in parts),
        _shared_needs([part.needs for part in parts]),
    )


def _shared_needs(options: list[frozenset[frozenset[str]]]) -> frozenset[frozenset[str]]:
    """Give what all of some alternatives need: the same words, or else the words of one need of each."""
    shared = frozenset.intersection(*options)
    if shared or not all(options):
        return shared
    return frozenset([frozenset[str]().union(*(max(needs, key=rarity) for needs in options))])


def rarity(need: frozenset[str]) -> tuple[str, int]:
    """Rank needs by how seldom texts meet them: shapes come before letters, and a language's commonest words first."""
    return min(need), -len(need)


def repeat(part: Fragment, most: int) -> Fragment:
    """Let a fragment stand up to `most` times, or not at all."""
    suffix = "?" if most == 1 else f"{{0,{most}}}"
    return Fragment(f"(?:{part.regex}){suffix}", part.letters, part.shapes, True)


def charset(letters: Iterable[str]) -> str:
    """Write letters as ranges for a character class; neighbours in the vocabulary make it short.

    >>> charset("dabcf")
    'a-df'
    """
    runs: list[list[int]] = []
    for code in sorted({ord(letter) for letter in letters}):
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(chr(a) if a == b else f"{chr(a)}-{chr(b)}" for a, b in runs)


Cut = Callable[[str], list[str]]
"""Cuts a phrase of the lexicon into tokens, case kept."""


def phrases(wanted: Iterable[str], cut: Cut, letter: Callable[[str], str], *, any_case: bool) -> Fragment:
    """Match any of some phrases, the longest first.

    A phrase with a capital letter ("N", "IVO") is met in that case only, unless `any_case`.
    """
    tree: dict[str, Any] = {}  # phrases that share their beginnings; the key "" ends one
    needed: set[str] = set()
    for phrase in wanted:
        node = tree
        words = cut(phrase)
        for word in words:
            exact = not any_case and word != word.casefold()
            node = node.setdefault(letter(word) + (f"[{TITLE}{UPPER}{INITIAL}]" if exact else "."), {})
        node[""] = {}
        needed.add(letter(max(reversed(words), key=_telling)))
    if not tree:
        raise InputError("a word list is empty; give it a phrase or remove it")
    firsts = frozenset(pair[0] for pair in tree)
    return Fragment(_emit(tree), firsts, needs=frozenset([frozenset(needed)]))


def _telling(word: str) -> tuple[bool, int]:
    """Rank a word of a phrase by how rare it is likely to be: marks are everywhere, and long words rarer."""
    return word.isalnum(), len(word)


def _emit(tree: dict[str, Any]) -> str:
    leaves: dict[str, str] = {}
    branches = []
    for pair, below in tree.items():
        if pair == "":
            continue
        if below.keys() == {""}:
            leaves[pair[1:]] = leaves.get(pair[1:], "") + pair[0]
        else:
            branches.append(pair + _emit(below))
    branches += [f"[{charset(letters)}]{kind}" for kind, letters in leaves.items()]
    return "(?:" + "|".join(branches) + ")" + ("?" if "" in tree else "")


class Template:
    """Reads one template into a fragment.

    Parameters
    ----------
    text
        The template.
    look_up
        Gives the fragment of a macro or word list by name.
    literal
        Gives the fragment of words.
    keep
        Roles whose spans are kept, under names with a number behind them.
    slots
        Macros that are not written out, but leave a slot for a reader of their own; see :func:`split_slots`.
    """

    def __init__(
        self,
        text: str,
        look_up: Callable[[str], Fragment],
        literal: Callable[[str], Fragment],
        *,
        keep: Container[str] = (),
        slots: Iterable[str] = (),
    ) -> None:
        self._text = text
        self._pieces = re.findall(_PIECE, text)
        self._at = 0
        self._look_up = look_up
        self._literal = literal
        self._keep = keep
        self._slots = frozenset(slots)
        self._kept = 0

    def read(self) -> Fragment:
        """Give the whole template as a fragment."""
        fragment = self._alternatives()
        if self._at != len(self._pieces):
            raise InputError(f"template {self._text!r}: closes a bracket that it did not open; balance the brackets")
        return fragment

    def _alternatives(self) -> Fragment:
        options = [self._sequence()]
        while self._peek() == "|":
            self._at += 1
            options.append(self._sequence())
        return either(options)

    def _sequence(self) -> Fragment:
        parts = []
        while self._peek() not in ("", ")", "|"):
            part = self._item()
            suffix = self._peek()
            if suffix == "?" or suffix.startswith("*"):
                self._at += 1
                part = repeat(part, 1 if suffix == "?" else int(suffix[1:]))
            parts.append(part)
        return sequence(parts)

    def _item(self) -> Fragment:
        piece = self._pieces[self._at]
        self._at += 1
        if piece.endswith("(") and piece[0] != "\\":
            inner = self._alternatives()
            if self._peek() != ")":
                raise InputError(f"template {self._text!r}: leaves a bracket open; balance the brackets")
            self._at += 1
            if piece == "(":
                return inner
            if piece == "!(":
                return Fragment(f"(?!{inner.regex})", empty=True)
            return Fragment(f"(?={inner.regex})", empty=True, needs=inner.needs)
        if piece.startswith("{"):
            return self._reference(piece[1:-1])
        return self._literal(piece.removeprefix("\\"))

    def _reference(self, name: str) -> Fragment:
        role, _, macro = name.rpartition(":")
        fragment = self._look_up(macro)
        if macro in self._slots:
            return replace(fragment, regex=f"{SLOT}{role or macro}:{macro}{SLOT}")
        if (role or macro) not in self._keep:
            return fragment
        self._kept += 1
        return replace(fragment, regex=f"(?P<{role or macro}_{self._kept}>{fragment.regex})")

    def _peek(self) -> str:
        return self._pieces[self._at] if self._at < len(self._pieces) else ""
