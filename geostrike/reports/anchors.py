"""Patterns that are tried only where they have a chance: where one of the words stands that they can't do without.

A text is cut into words once, and it is noted where each stands. A pattern that begins with one of some words is tried
at those alone; one that has such a word somewhere is tried only in stretches with it. What is found stays the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import accumulate, count
from operator import add

from geostrike.reports.vocabulary import Vocabulary, word

DIGITS = frozenset({"0"})
"""Stands for any number in digits."""

SEMICOLON = frozenset({";"})
"""The one mark that counts as a word: what follows it may be anything."""

_MARKS = "\n.,:\"'-/()"
"""What most often stands between words, besides blanks."""

_KEPT_TEXTS = 4
"""Texts whose words are kept: all patterns look at one document before the next one comes."""


class Lexicon:
    """Which sets of openers each word belongs to, so that one look-up of a text's word serves all patterns.

    A set is taken in when the first pattern with it is made.

    >>> lexicon = Lexicon()
    >>> raids, times = frozenset({"raid", "air raid"}), frozenset({"air raid", "0"})
    >>> lexicon.add(raids), lexicon.add(times)
    (None, None)
    >>> lexicon.alone["raid"] == [raids], lexicon.before["air"]["raid"] == [raids, times]
    (True, True)
    """

    def __init__(self) -> None:
        self.alone: dict[str, list[frozenset[str]]] = {}
        self.before: dict[str, dict[str, list[frozenset[str]]]] = {}
        self._sets: set[frozenset[str]] = set()

    def add(self, openers: frozenset[str]) -> None:
        """Take a set in; texts that were looked through before are looked through anew."""
        if openers in self._sets:
            return
        self._sets.add(openers)
        places.cache_clear()
        for opener in openers:
            first, _, second = opener.partition(" ")
            if not second:
                self.alone.setdefault(first, []).append(openers)
            elif first not in openers:
                self.before.setdefault(first, {}).setdefault(second, []).append(openers)


class Places(dict[frozenset[str], list[int]]):
    """Where the words of each set of a lexicon start in a text, in order.

    A word is a run of letters or of digits, or a semicolon; two that follow one another are known as a pair
    too: "air strike".

    >>> lexicon = Lexicon()
    >>> camps, pairs = frozenset({"b", "camp"}), frozenset({"b 0", "a bomber"})
    >>> for each in (camps, pairs, DIGITS):
    ...     lexicon.add(each)
    >>> places = Places("2 b-2 bombers hit a camp", lexicon)
    >>> places[camps], places[DIGITS], places[pairs]
    ([2, 20], [0, 4], [2])
    """

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        super().__init__()
        found, starts = _words(text)
        alone, before = lexicon.alone, lexicon.before
        for each, following, start in zip(found, [*found[1:], ""], starts, strict=False):
            for openers in alone.get(each, ()):
                self[openers].append(start)
            if each in before:
                for openers in before[each].get(following, ()):
                    self[openers].append(start)

    def __missing__(self, openers: frozenset[str]) -> list[int]:
        found = self[openers] = []
        return found

    def any(self, words: frozenset[str], start: int, end: int) -> bool:
        """Whether one of the words starts in a stretch."""
        starts = self[words]
        rank = bisect_left(starts, start)
        return rank < len(starts) and starts[rank] < end


def _words(text: str) -> tuple[list[str], list[int]]:
    """Return the words of a text and where each starts; any number in digits is "0"."""
    plain = text
    for mark in _MARKS:
        plain = plain.replace(mark, " ")
    pieces = plain.split(" ")
    words: list[str] = []
    starts: list[int] = []
    offsets = map(add, accumulate(map(len, pieces[:-1]), initial=0), count())
    for piece, start in zip(pieces, offsets, strict=True):
        if piece.isalpha():  # most are, and need no pattern
            words.append(piece)
            starts.append(start)
        elif piece:
            for match in _token().finditer(text, start, start + len(piece)):
                words.append("0" if match.lastindex else match.group())
                starts.append(match.start())
    return words, starts


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+|(\d+)|;")


@lru_cache(maxsize=_KEPT_TEXTS)
def places(text: str) -> Places:
    """Return where the words of a whole text start; stretches are given by their offsets."""
    return Places(text, _lexicon())


@cache
def _lexicon() -> Lexicon:
    return Lexicon()


class Anchored:
    """A pattern whose matches begin with one of some words; else like the pattern itself.

    Parameters
    ----------
    pattern
        Matches nothing that is empty, and starts at the edge of a word.
    openers
        The words, as :func:`openers` gives them.
    needs
        Words of which a match has one as well; empty where none is known.
    within
        Characters from its start within which a match has the needed word; without it, anywhere.
    lead
        Characters that may stand before the opener within a match: 2 for ", and".

    Examples
    --------
    >>> pattern = Anchored(word(r"(?:air )?raids?"), frozenset({"air", "raid", "raids"}))
    >>> [match.group() for match in pattern.finditer("raids, an air raid")]
    ['raids', 'air raid']
    """

    __slots__ = ("_lead", "_needs", "_within", "openers", "pattern")

    def __init__(
        self,
        pattern: re.Pattern[str],
        openers: frozenset[str],
        needs: frozenset[str] = frozenset(),
        lead: int = 0,
        within: int = 0,
    ) -> None:
        self.pattern = pattern
        self.openers, self._needs, self._lead, self._within = openers, needs, lead, within
        for words in (openers, needs):
            _lexicon().add(words)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Yield the matches in a stretch, as `re.Pattern.finditer` does."""
        size = len(text)
        end = size if end is None or end > size else end
        if end < size and text[end].isalnum() and text[end - 1].isalnum():
            # A stretch that ends within a word may have a word there that the text has not.
            return self.pattern.finditer(text, start, end)
        known = places(text)
        openers = known[self.openers]
        rank = bisect_left(openers, start)
        if rank == len(openers) or openers[rank] >= end or (self._needs and not known.any(self._needs, start, end)):
            return iter(())
        return self._at(known, rank, text, start, end)

    def _at(self, known: Places, rank: int, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the matches at the openers of a rank and after, one by one: who asks for the first pays for no more."""
        match, lead, within = self.pattern.match, self._lead, self._within
        openers = known[self.openers]
        for opener in map(openers.__getitem__, range(rank, len(openers))):
            if opener >= end:
                return
            if within and not known.any(self._needs, opener, opener + within):
                continue
            for at in range(max(start, opener - lead), opener + 1) if lead else (opener,):
                if at >= start and (found := match(text, at, end)):
                    yield found
                    start = found.end()
                    break

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Return the first match in a stretch, as `re.Pattern.search` does."""
        return next(self.finditer(text, start, end), None)


class FirstOf:
    """Patterns of which the first that matches at a place counts, as in an alternation, each tried at its own openers.

    Examples
    --------
    >>> raid = Anchored(word("raids?"), frozenset({"raid", "raids"}))
    >>> either = FirstOf(Anchored(word("raid on"), frozenset({"raid on"})), raid)
    >>> [match.group() for match in either.finditer("a raid on a camp, two raids")]
    ['raid on', 'raids']
    """

    __slots__ = ("_ways",)

    def __init__(self, *ways: Anchored) -> None:
        self._ways = ways

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Yield the matches from an offset on, as `re.Pattern.finditer` does."""
        known = places(text)
        for at, rank in sorted((at, rank) for rank, way in enumerate(self._ways) for at in known[way.openers]):
            if at >= start and (found := self._ways[rank].pattern.match(text, at)):
                yield found
                start = found.end()

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match, as `re.Pattern.search` does."""
        return next(self.finditer(text), None)


def any_of(words: Vocabulary, *paths: str, plural: bool = False) -> Anchored:
    """Return a pattern of any of the words at dotted paths, a regular plural too if asked.

    >>> from geostrike.reports.vocabulary import vocabulary
    >>> any_of(vocabulary("en"), "strike.nouns", plural=True).search("two air strikes").span()
    (4, 15)
    """
    return Anchored(word(words.either(*paths, plural=plural)), openers(words, *paths, plural=plural))


@cache
def closers(words: Vocabulary, *paths: str) -> frozenset[str]:
    """Return with which words of a text the entries at dotted paths end.

    >>> from geostrike.reports.vocabulary import vocabulary
    >>> sorted(closers(vocabulary("en"), "calendar.words.last_night"))
    ['night', 'overnight']
    """
    return frozenset([match.group() for match in _token().finditer(entry)][-1] for entry in words.words(*paths))


@cache
def openers(words: Vocabulary, *paths: str, plural: bool = False) -> frozenset[str]:
    """Return with which word or pair of words of a text the entries at dotted paths begin.

    >>> from geostrike.reports.vocabulary import vocabulary
    >>> sorted(openers(vocabulary("en"), "actors.according", "calendar.words.ago"))
    ['according to', 'ago']
    """
    endings = ("", *words.words("function.plurals")) if plural else ("",)
    return frozenset(opener for entry in words.words(*paths) for opener in _opening(entry, endings))


def led(leads: frozenset[str], following: frozenset[str]) -> frozenset[str]:
    """Return openers of which each must be followed by the first word of some others; a pair is kept as it is.

    >>> sorted(led(frozenset({"the", "a couple"}), frozenset({"last", "week before"})))
    ['a couple', 'the last', 'the week']
    """
    first = [opener.partition(" ")[0] for opener in following]
    return frozenset(lead if " " in lead else f"{lead} {each}" for lead in leads for each in first)


def _opening(entry: str, endings: Iterable[str]) -> Iterator[str]:
    """Yield what an entry begins with, with any of the endings where it ends there."""
    first = _token().match(entry)
    if first is None:
        raise ValueError(f"an entry must start with a letter or a digit: {entry!r}")
    opening = "0" if first.lastindex else first.group()
    last = first
    if second := _token().search(entry, first.end()):
        opening, last = f"{opening} {'0' if second.lastindex else second.group()}", second
    yield from (opening + ending for ending in endings if not ending or last.end() == len(entry))
