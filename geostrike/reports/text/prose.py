"""A document's text as sentences that know where they stand, with letters folded but offsets kept."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from operator import attrgetter
from typing import NamedTuple, Protocol, TypeVar

from geostrike import lang
from geostrike.model import Span

_HEADLINE_WORDS = 18
_LONGEST_SENTENCE = 1500


class Located(Protocol):
    """Anything with Python slice offsets into the document's text."""

    @property
    def start(self) -> int:
        """Where it starts."""

    @property
    def end(self) -> int:
        """Where it ends."""


L = TypeVar("L", bound=Located)

_start = attrgetter("start")


class Sentence(NamedTuple):
    """A sentence, headline or list item: slice offsets, its rank, and what sort of line it is.

    `headline` lines stand before the story and end in no full stop; they repeat what the story
    says, more roughly. `item` is a line of a release's list. `paragraph` counts lines.
    """

    start: int
    end: int
    rank: int
    paragraph: int = 0
    headline: bool = False
    item: bool = False


@lru_cache(maxsize=4)  # one string for all who read a document, so that what is kept of it is found at once
def fold(text: str) -> str:
    """Fold look-alike characters and lower the letters; every offset stays what it was.

    >>> fold("“U.S.” İ"), len(fold("“U.S.” İ"))
    ('"u.s." İ', 8)
    """
    plain = lang.fold(text)
    lowered = plain.lower()
    if len(lowered) == len(plain):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in plain)


def span(text: str, start: int, end: int) -> Span:
    """Return the span of `text[start:end]` without the white space round it."""
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip())
    return Span(start, start + len(raw.strip()), raw.strip())


def sentences(text: str, language: str = "en") -> list[Sentence]:
    r"""Cut a document into sentences, headlines and list items.

    >>> text = "US strikes camp\n\nThe U.S. struck on Jan. 19. It hit.\n- Near Hit, one strike."
    >>> [(text[s.start:s.end], s.headline, s.item) for s in sentences(text)][:2]
    [('US strikes camp', True, False), ('The U.S. struck on Jan. 19.', False, False)]
    """
    found: list[Sentence] = []
    body, paragraph, end_before = False, 0, 0
    for start, end in _short(text, lang.sentences(text, language)):
        opens_line = "\n" in text[end_before:start] or not found
        paragraph += opens_line
        item = opens_line and _item().match(text, start, end) is not None
        closes_line = not text[end : end + 20].partition("\n")[0].strip()
        headline = not body and not item and opens_line and closes_line and _is_headline(text[start:end])
        # A list needs no story before it, so its lines don't end the headlines.
        body = body or not (headline or item)
        found.append(Sentence(start, end, len(found), paragraph, headline, item))
        end_before = end
    return found


def line_round(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the line with `text[start:end]` starts and ends."""
    closing = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, closing if closing >= 0 else len(text)


def within(items: Sequence[L], start: int, end: int) -> list[L]:
    """Return the items (sorted, not overlapping) that lie in `[start, end)`."""
    first = last = bisect_left(items, start, key=_start)
    while last < len(items) and items[last].end <= end and items[last].start < end:
        last += 1
    return list(items[first:last])


def first_within(items: Sequence[L], start: int, end: int) -> L | None:
    """Return the first of the items (sorted, not overlapping) that lie in `[start, end)`, None where none does."""
    rank = bisect_left(items, start, key=_start)
    return items[rank] if rank < len(items) and items[rank].end <= end and items[rank].start < end else None


def last_before(items: Sequence[L], at: int) -> L | None:
    """Return the last of the items (sorted, not overlapping) that start before an offset, None where none does."""
    rank = bisect_left(items, at, key=_start)
    return items[rank - 1] if rank else None


def _short(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Cut what is too long for a sentence, at a blank where there is one."""
    for start, end in spans:
        first = start
        while end - first > _LONGEST_SENTENCE:
            cut = text.rfind(" ", first + 1, first + _LONGEST_SENTENCE)
            cut = cut if cut > first else first + _LONGEST_SENTENCE
            yield first, cut
            first = cut
        yield first, end


def _is_headline(line: str) -> bool:
    return (
        not line.rstrip("\"”’' )").endswith((".", "!", "?", ":"))
        and len(line.split(maxsplit=_HEADLINE_WORDS)) <= _HEADLINE_WORDS
    )


@cache
def _item() -> re.Pattern[str]:
    return re.compile(r"\s{0,20}(?:[-–—*•·●▪◦]{1,2}|\(?\d{1,2}[.)])\s{0,5}(?=[A-Z“\"])")
