"""Patterns that are tried only where they have a chance: where one of the words stands that they can't do without.

A text is cut into words once, and it is noted where each stands. A pattern that begins with one of some words is tried
at those alone; one that has such a word somewhere is tried only in stretches with it. What is found stays the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, count
from operator import add
from threading import Lock

from geostrike.reports.text.vocabulary import Vocabulary, irregular_plurals, word

DIGITS = frozenset({"0"})
"""Stands for any number in digits."""

SEMICOLON = frozenset({";"})
"""The one mark that counts as a word: what follows it may be anything."""

_MARKS = "\n.,:\"'-/()"
"""What most often stands between words, besides blanks."""

_KEPT_TEXTS = 4
"""Texts whose words are kept: all patterns look at one document before the next one comes."""


Places = list[list[int]]
"""Where the words of each set of a lexicon start, by the set's number."""


class Lexicon:
    """Which sets of openers each word belongs to, so that one look-up of a text's word serves all patterns.

    Sets go by numbers, that without any words by 0; one is taken in when the first pattern with it is made.

    >>> lexicon = Lexicon()
    >>> camps, pairs = lexicon.number(frozenset({"b", "camp"})), lexicon.number(frozenset({"b 0", "a bomber"}))
    >>> places = lexicon.places("2 b-2 bombers hit a camp")
    >>> places[camps], places[pairs]
    ([2, 20], [2])
    """

    def __init__(self) -> None:
        self._numbers: dict[frozenset[str], int] = {frozenset(): 0}
        self._alone: dict[str, list[int]] = {}
        self._before: dict[str, dict[str, list[int]]] = {}
        self._kept: dict[str, Places] = {}
        self._lock = Lock()  # patterns are made when first needed, which may be by several threads at once

    def number(self, openers: frozenset[str]) -> int:
        """Return the number of a set; where it is new, texts that were looked through before are so anew."""
        with self._lock:
            if openers in self._numbers:
                return self._numbers[openers]
            number = self._numbers[openers] = len(self._numbers)
            for opener in openers:
                first, _, second = opener.partition(" ")
                if not second:
                    self._alone.setdefault(first, []).append(number)
                elif first not in openers:
                    self._before.setdefault(first, {}).setdefault(second, []).append(number)
            self._kept = {}
        return number

    def places(self, text: str) -> Places:
        """Return where the words of each set start in a text, in order, by the set's number.

        A word is a run of letters or of digits, or a semicolon; two that follow one another are known as a pair
        too: "air strike".
        """
        known = self._kept.get(text)
        if known is None:
            with self._lock:
                if len(self._kept) >= _KEPT_TEXTS:
                    self._kept.pop(next(iter(self._kept)))
                known = self._kept[text] = self._look_up(text)
        return known

    def _look_up(self, text: str) -> Places:
        places: Places = [[] for _ in self._numbers]
        found, starts = _words(text)
        alone, before = self._alone, self._before
        for each, following, start in zip(found, [*found[1:], ""], starts, strict=False):
            for number in alone.get(each, ()):
                places[number].append(start)
            if each in before:
                for number in before[each].get(following, ()):
                    places[number].append(start)
        return places


_LEXICON = Lexicon()
"""That of all patterns."""


def _stands(starts: Sequence[int], start: int, end: int) -> bool:
    """Whether one of some words, by where each starts, stands in a stretch."""
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
        self.openers = _LEXICON.number(openers)
        self._needs = _LEXICON.number(needs)
        self._lead, self._within = lead, within

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Yield the matches in a stretch, as `re.Pattern.finditer` does."""
        size = len(text)
        end = size if end is None or end > size else end
        if end < size and text[end].isalnum() and text[end - 1].isalnum():
            # A stretch that ends within a word may have a word there that the text has not.
            return self.pattern.finditer(text, start, end)
        known = _LEXICON.places(text)
        openers = known[self.openers]
        rank = bisect_left(openers, start)
        if rank == len(openers) or openers[rank] >= end:
            return iter(())
        if self._needs and not _stands(known[self._needs], start, end):
            return iter(())
        return self._at(known, rank, text, start, end)

    def _at(self, known: Places, rank: int, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the matches at the openers of a rank and after, one by one: who asks for the first pays for no more."""
        openers, needed = known[self.openers], known[self._needs]
        match, lead, within = self.pattern.match, self._lead, self._within
        for opener in map(openers.__getitem__, range(rank, len(openers))):
            if opener >= end:
                return
            if within and not _stands(needed, opener, opener + within):
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
        known = _LEXICON.places(text)
        for at, rank in sorted((at, rank) for rank, way in enumerate(self._ways) for at in known[way.openers]):
            if at >= start and (found := self._ways[rank].pattern.match(text, at)):
                yield found
                start = found.end()

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match, as `re.Pattern.search` does."""
        return next(self.finditer(text), None)


@cache
def any_of(words: Vocabulary, *paths: str, plural: bool = False) -> Anchored:
    """Return a pattern of any of the words at dotted paths, plurals too if asked.

    >>> from geostrike.reports.text.vocabulary import vocabulary
    >>> any_of(vocabulary("en"), "strike.nouns", plural=True).search("two air strikes").span()
    (4, 15)
    """
    return Anchored(word(words.either(*paths, plural=plural)), openers(words, *paths, plural=plural))


@cache
def closers(words: Vocabulary, *paths: str) -> frozenset[str]:
    """Return with which words of a text the entries at dotted paths end.

    >>> from geostrike.reports.text.vocabulary import vocabulary
    >>> sorted(closers(vocabulary("en"), "calendar.words.last_night"))
    ['night', 'overnight']
    """
    return frozenset([match.group() for match in _token().finditer(entry)][-1] for entry in words.words(*paths))


@cache
def openers(words: Vocabulary, *paths: str, plural: bool = False) -> frozenset[str]:
    """Return with which word or pair of words of a text the entries at dotted paths begin.

    >>> from geostrike.reports.text.vocabulary import vocabulary
    >>> sorted(openers(vocabulary("en"), "actors.according", "calendar.words.ago"))
    ['according to', 'ago']
    """
    endings = ("", *words.words("function.plurals")) if plural else ("",)
    entries = (*words.words(*paths), *(irregular_plurals(words, *paths) if plural else ()))
    return frozenset(opener for entry in entries for opener in _opening(entry, endings))


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
