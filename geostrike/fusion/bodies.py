"""Who said so: the many ways to write one body's name, as one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from geostrike import lang


def each_once(told: Iterable[str]) -> list[str]:
    """Return names that stories give for who said so, each body once under its fullest name, in order.

    "AFRICOM", "Africa Command" and "U.S. Africa Command" are one body. A name that is the end of several
    others ("Ministry of Defence" beside the Russian and the Iraqi one) is taken for none of them.

    Parameters
    ----------
    told
        Names, several of one story joined by `; `.

    Examples
    --------
    >>> each_once(["Africa Command; a spokesman", "U.S. Africa Command", "AFRICOM"])
    ['U.S. Africa Command', 'a spokesman']
    >>> each_once(["the Defence Ministry", "the Russian Defence Ministry", "the Iraqi Defence Ministry"])
    ['the Defence Ministry', 'the Russian Defence Ministry', 'the Iraqi Defence Ministry']
    """
    names = [name.strip() for each in told for name in each.split(";") if name.strip()]
    bodies = dict.fromkeys(_body(name) for name in names)
    shown: dict[tuple[str, str], str] = {}
    for name in names:
        body = _fullest(_body(name), bodies)
        shown[body] = max(shown.get(body, ""), name, key=_fullness)
    return list(shown.values())


def _fullness(name: str) -> tuple[int, int]:
    """Rank ways to write a name: by words, then by letters."""
    return len(name.split()), len(name)


def _fullest(body: tuple[str, str], bodies: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Return a body without a nation as that of the one nation that has such a body; else as it is."""
    nation, name = body
    longer = [each for each in bodies if each[0] and each[1] == name]
    return longer[0] if not nation and len(longer) == 1 else body


@cache
def _body(name: str, language: str = "en") -> tuple[str, str]:
    """Return the nation that a name opens with, "" where it opens with none, and the rest, in one spelling."""
    table = lang.load(language).table("reports")
    words = _folded(name)
    if words.partition(" ")[0] in table["fusing"]["articles"]:
        words = words.partition(" ")[2]
    words = table["fusing"]["bodies"].get(words, words)
    for opening, nation in _nations(language).items():
        if words.startswith(f"{opening} "):
            rest = words[len(opening) + 1 :]
            return nation, table["fusing"]["bodies"].get(rest, rest)
    return "", words


@cache
def _nations(language: str) -> dict[str, str]:
    parties = lang.load(language).table("reports")["parties"]
    return {_folded(name): nation for name, nation in sorted(parties.items(), key=lambda item: -len(item[0]))}


def _folded(name: str) -> str:
    """Return the words of a name in lower case, without the dots of "U.S."."""
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"(?<=\b\w)\.", "", name.casefold())))
