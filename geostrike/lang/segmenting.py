"""Where sentences begin and end."""

from __future__ import annotations

import re
from functools import lru_cache

from geostrike.lang.folding import fold
from geostrike.lang.language import load

_CLOSERS = "\"')\\]}"
_STOP_LONGEST = 24  # characters looked back for an abbreviation; longer words are none


@lru_cache(maxsize=1)
def _ends() -> re.Pattern[str]:
    """Compile what can end a sentence: one of a few marks, by which they are found fast, and what stands about it."""
    return re.compile(
        r"[.!?\u2026\u3002\n](?:(?<=\n)"
        rf"|[.!?\u2026\u3002]{{0,7}}[{_CLOSERS}]{{0,3}}(?=\s|$)"  # "fled." He
        r"|(?<=[^\W\d_A-Z]{2}\.)(?=[A-Z](?:[^\W\d_A-Z]|\s))"  # "Abbeville.Huge lakes", "fled.A jet": a space was lost
        r"|(?<=[)\]]\.)(?=[A-Z][^\W\d_A-Z]))"
    )


@lru_cache(maxsize=1)
def _last_word() -> re.Pattern[str]:
    return re.compile(r"(?:[^\W\d_]\.){1,5}[^\W\d_]?$|(?<![^\W\d_])[^\W\d_]{1,20}$")


@lru_cache(maxsize=1)
def _next_word() -> re.Pattern[str]:
    return re.compile(r"[\s\"'(\[\u2014-]{0,8}([^\W_]{1,20})?")


@lru_cache(maxsize=8)
def _words(language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    table = load(language).table("lexicon")["sentences"]
    return tuple(frozenset(table[key]) for key in ("titles", "abbreviations", "starters", "open_words"))  # type: ignore[return-value]


def sentences(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Give the spans of the sentences of `text`, as Python slice offsets, without surrounding white space.

    A full stop after a title ("Gen.", "Lt."), an initial, a month before its day ("Jan. 18") or an acronym ("U.S.")
    ends a sentence only where a word follows that usually begins one. An empty line always ends; a single line end
    does unless the next line goes on in lower case or the line before ends in a comma or a word that can't end a
    sentence ("of", "the").

    Parameters
    ----------
    text
        Any text; need not be folded.
    language
        Code of the language whose abbreviations count.

    Examples
    --------
    >>> text = "Gen. Haftar spoke. U.S. forces struck on Jan. 18 at 2 a.m. The camp burnt."
    >>> [text[a:b] for a, b in sentences(text)]
    ['Gen. Haftar spoke.', 'U.S. forces struck on Jan. 18 at 2 a.m.', 'The camp burnt.']
    """
    return list(_sentences(text, language))


@lru_cache(maxsize=4)  # those who read a document ask for its sentences one after the other
def _sentences(text: str, language: str) -> tuple[tuple[int, int], ...]:
    folded = fold(text)
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _ends().finditer(folded):
        if match.start() < start:
            continue
        if _is_end(folded, match, language):
            _append(spans, folded, start, match.end())
            start = match.end()
    _append(spans, folded, start, len(folded))
    return tuple(spans)


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(" \n\u200b"))
    right = len(piece.rstrip(" \n\u200b"))
    if left < right:
        spans.append((start + left, start + right))


def _is_end(text: str, match: re.Match[str], language: str) -> bool:
    if match.group() == "\n":
        return _line_ends(text, match.start(), language)
    following = _next_word().match(text, match.end())
    word = (following.group(1) if following else None) or ""
    if word and word[0].islower():
        return False
    if match.group()[0] != "." or match.group().startswith(".."):
        return True
    return not _is_abbreviation(text, match.start(), word, language)


def _is_abbreviation(text: str, stop: int, following: str, language: str) -> bool:
    titles, abbreviations, starters, _ = _words(language)
    found = _last_word().search(text, max(0, stop - _STOP_LONGEST), stop)
    if found is None:
        return False
    word = found.group()
    lowered = word.casefold()
    if lowered in titles:
        return True
    if lowered in abbreviations or "." in word or (len(word) == 1 and word.isupper()):
        return bool(following) and following.casefold() not in starters
    return False


def _line_ends(text: str, position: int, language: str) -> bool:
    before = text[max(0, position - _STOP_LONGEST) : position].rstrip(" \u200b")
    after = text[position + 1 : position + 1 + _STOP_LONGEST].lstrip(" \u200b")
    if not after or after[0] == "\n" or not before or before[-1] == "\n":
        return True
    if after[0].islower() or before[-1] == ",":
        return False
    last = _last_word().search(before)
    return last is None or last.group() not in _words(language)[3]
