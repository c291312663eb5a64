"""A document's text as sentences that know where they stand, with letters folded but offsets kept."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from geostrike.model import Span

_SAME_LENGTH = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u201b\u02bc\u00b4`"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u00ab\u00bb"), '"'),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-"),
    **dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\t\r\v\f"), " "),
}
# A full stop after these does not end a sentence.
_ABBREVIATIONS = frozenset(
    "u.s u.k u.n a.m p.m lt gen col maj capt sgt adm cmdr brig mr mrs ms dr st jan feb mar apr jun jul aug sep sept "
    "oct nov dec mon tue tues wed thu thur thurs fri sat sun no vs e.g i.e approx al sen rep gov u.a.e d.c ft mt".split()
)
_HEADLINE_WORDS = 18


class Located(Protocol):
    """Anything with Python slice offsets into the document's text."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, headline or list item: slice offsets, its rank, and what sort of line it is.

    `headline` lines stand before the story and end in no full stop; they repeat what the story
    says, more roughly. `item` is a line of a release's list.
    """

    start: int
    end: int
    rank: int
    headline: bool = False
    item: bool = False


def fold(text: str) -> str:
    """Lower letters and make quotes, dashes and blanks plain; every offset stays what it was.

    >>> fold("“U.S.” — İ"), len(fold("“U.S.” — İ"))
    ('"u.s." - İ', 10)
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.translate(_SAME_LENGTH)


def span(text: str, start: int, end: int) -> Span:
    """Return the span of `text[start:end]` without the white space round it."""
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip())
    return Span(start, start + len(raw.strip()), raw.strip())


def sentences(text: str) -> list[Sentence]:
    """Cut a document into sentences, headlines and list items.

    A line break ends a sentence at a blank line, before a list item, after a full stop, and where
    lines are paragraphs (not wrapped to a width).

    >>> text = "US strikes camp\\n\\nThe U.S. struck on Jan. 19. It hit.\\n- Near Hit, one strike."
    >>> [(text[s.start:s.end], s.headline, s.item) for s in sentences(text)][:2]
    [('US strikes camp', True, False), ('The U.S. struck on Jan. 19.', False, False)]
    """
    found: list[Sentence] = []
    body = False
    for start, end in _lines(text):
        item = _item().match(text, start, end) is not None
        line_is_headline = not body and not item and _is_headline(text[start:end])
        body = body or not line_is_headline
        for first, last in [(start, end)] if line_is_headline or item else _split(text, start, end):
            found.append(Sentence(first, last, len(found), line_is_headline, item))
    return found


def within(items: Sequence[Located], start: int, end: int) -> list[int]:
    """Return the indices of the items (sorted by start) that lie in `[start, end)`."""
    first = bisect_right(items, start - 1, key=lambda item: item.start)
    last = bisect_right(items, end - 1, key=lambda item: item.start)
    return [index for index in range(first, last) if items[index].end <= end]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield paragraphs: lines, joined where they were only wrapped."""
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    wrapped = _is_wrapped(text, lines)
    start: int | None = None
    for index, (first, last) in enumerate(lines):
        if not text[first:last].strip():
            continue
        start = first if start is None else start
        following = lines[index + 1] if index + 1 < len(lines) else None
        if wrapped and following is not None and _continues(text, last, following):
            continue
        yield _trim(text, start, last)
        start = None


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether lines were broken at a width: most of those that could hold more end in mid-sentence."""
    widths = [last - first for first, last in lines if text[first:last].strip()]
    if len(widths) < 3 or max(widths) > 100:
        return False
    long = sum(1 for width in widths if width > 0.7 * max(widths))
    return max(widths) > 50 and long * 2 > len(widths)


def _continues(text: str, end: int, following: tuple[int, int]) -> bool:
    gap = text[end : following[0]]
    line = text[following[0] : following[1]]
    return gap.count("\n") == 1 and bool(line.strip()) and _item().match(line) is None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    trimmed = span(text, start, end)
    return trimmed.start, trimmed.end


def _is_headline(line: str) -> bool:
    closed = line.rstrip("\"”’' )").endswith((".", "!", "?", ":")) or re.search(r"[.!?]\s+[A-Z“\"]", line)
    return not closed and len(line.split(maxsplit=_HEADLINE_WORDS)) <= _HEADLINE_WORDS


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for match in _stop().finditer(text, start, end):
        if _ends_sentence(text, first, match):
            yield _trim(text, first, match.end("stop"))
            first = match.end()
    if text[first:end].strip():
        yield _trim(text, first, end)


def _ends_sentence(text: str, first: int, match: re.Match[str]) -> bool:
    if text[match.start()] != ".":
        return True
    word = re.search(r"[\w.]{1,12}$", text[max(first, match.start() - 12) : match.start()])
    last = word.group().casefold() if word else ""
    following = text[match.end() : match.end() + 1]
    if last in _ABBREVIATIONS:
        # "in the U.S. The strike": an article or pronoun opens a new sentence, a name does not.
        return "." in last and _opener().match(text, match.end()) is not None
    return not (len(last) == 1 and last.isalpha()) and not following.islower()


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(r"(?P<stop>[.!?][\"”’')\]]{0,3})\s{1,9}(?=[\"“‘'(\[*•–—-]?\s?[\w“\"])")


@cache
def _opener() -> re.Pattern[str]:
    return re.compile(r"[\"“]?(?:The|It|He|She|They|In|On|At|A|An|This|That|Those|These|But|We|According|No|Near)\b")


@cache
def _item() -> re.Pattern[str]:
    return re.compile(r"\s{0,20}(?:[-–—*•·●▪◦]{1,2}|\(?\d{1,2}[.)])\s{0,5}(?=[A-Z“\"])")
