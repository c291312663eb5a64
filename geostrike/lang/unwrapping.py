"""Texts that were broken at a width: plain e-mails, saved terminals, old wires."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

_NARROWEST, _WIDEST = 50, 100
"""Characters of the longest line of a text that was broken at a width: mail breaks at 65 to 80."""

_FEWEST_BREAKS = 2
"""Below that a headline above one short line looks like a broken paragraph."""

_STOPS = ".!?:;"


def unwrapped(text: str) -> str:
    r"""Return a text with blanks for the line ends that a width has put into its paragraphs; offsets stay.

    A line end is one where the next word would have made its line longer than the longest. A text counts as broken
    at a width where that holds for most line ends within paragraphs, a third of them within a sentence, and no line
    is as long as paragraphs are. Items of lists begin lines of their own.

    Parameters
    ----------
    text
        Line ends as ``\n``.

    Examples
    --------
    >>> mail = "The military says two airstrikes on a camp near the Libyan city of\nSirte killed 17 fighters of the "
    >>> unwrapped(mail + "Islamic State group on Friday, most\nof them men.\n\nNobody else was hurt.").count("\n")
    2
    """
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    widest = max((end - start for start, end in lines), default=0)
    if not _NARROWEST <= widest <= _WIDEST:
        return text
    breaks = list(_breaks(text, lines))
    full = [end for end, line, word in breaks if line + 1 + word > widest]
    within = sum(text[end - 1] not in _STOPS for end in full)
    if len(full) < _FEWEST_BREAKS or len(full) * 2 < len(breaks) or within * 3 < len(full):
        return text
    pieces = list(text)
    for end in full:
        pieces[end] = " "
    return "".join(pieces)


def _breaks(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield each line end within a paragraph, with the length of its line and of the word after it."""
    for (start, end), (following, _) in pairwise(lines):
        word = _first_word().match(text, following)
        if following > end + 1 or word is None or text[start:end].isspace():
            continue
        # A dash or a number within a sentence opens no item.
        can_be_item = text[end - 1] in _STOPS or _item().match(text, start)
        if not (can_be_item and _item().match(text, following)):
            yield end, end - start, len(word.group())


@lru_cache(maxsize=1)
def _first_word() -> re.Pattern[str]:
    return re.compile(r"\S{1,100}")


@lru_cache(maxsize=1)
def _item() -> re.Pattern[str]:
    return re.compile(r"[-–—*•·●▪◦]|\(?\d{1,2}[.)]\s")
