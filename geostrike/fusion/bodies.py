"""Who said so: the many ways to write one body's name, as one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from geostrike import lang

Body = tuple[str, str]
"""The nation that a body is of, "" where none is named, and the rest of its name in one spelling."""


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
    shown: dict[Body, str] = {}
    for name, body in bodies(told).items():
        shown[body] = max(shown.get(body, ""), name, key=_fullness)
    return list(shown.values())


def bodies(told: Iterable[str]) -> dict[str, Body]:
    """Return the body of each name, in order: all names of one body have the same."""
    names = dict.fromkeys(name for each in told for name in split(each))
    known = dict.fromkeys(_body(name) for name in names)
    return {name: _fullest(_body(name), known) for name in names}


def split(told: str) -> list[str]:
    """Return the names that one story gives for who said so."""
    return [name.strip() for name in told.split(";") if name.strip()]


def speakers(told: str, language: str = "en") -> list[str]:
    """Return those names of a story, without a spokesman or a statement of nobody's: they are another's.

    >>> speakers("U.S. Africa Command; a spokesman; residents")
    ['U.S. Africa Command', 'residents']
    """
    mouths = lang.load(language).table("reports")["actors"]["statements"]
    return [name for name in split(told) if not (name.islower() and name.endswith(tuple(mouths)))]


@cache
def is_one(name: str, language: str = "en") -> bool:
    """Whether a name can only mean one body or person, whoever writes it; "residents" and "Afghan officials" can't.

    It is a name that is known to be a body's, ends in a proper name, or is a nation's only institution.

    >>> [name for name in ("AFRICOM", "the Israeli army", "Houthi officials", "Residents", "the army") if is_one(name)]
    ['AFRICOM', 'the Israeli army']
    >>> is_one("a senior UN official"), is_one("a senior Afghan official")
    (True, False)
    """
    table, words = lang.load(language).table("reports"), name.split()
    if words and words[0].casefold() in table["function"]["articles"]:
        words = words[1:]
    if not any(word[0].isupper() for word in words):
        return False
    if _folded(" ".join(words)) in table["fusing"]["bodies"] or _employer(name, language):
        return True
    last = words[-1]
    return last in table["fusing"]["institutions"] if last[0].islower() else last.casefold() not in _officials(language)


@cache
def _employer(name: str, language: str) -> str:
    """Return the known body whose official is meant by "a senior UN official", "" where none is."""
    words = _folded(name).split()
    if not words or words[-1] not in _officials(language):
        return ""
    known = lang.load(language).table("reports")["fusing"]["bodies"]
    ends = (" ".join(words[start:-1]) for start in range(len(words) - 1))
    return next((str(known[each]) for each in ends if each in known), "")


@cache
def _officials(language: str) -> frozenset[str]:
    nouns = lang.load(language).table("reports")["actors"]["officials"]
    return frozenset(f"{noun}{ending}" for noun in nouns for ending in ("", "s", "es"))


def _fullness(name: str) -> tuple[int, int]:
    """Rank ways to write a name: by words, then by letters."""
    return len(name.split()), len(name)


def _fullest(body: Body, bodies: Iterable[Body]) -> Body:
    """Return a body without a nation as that of the one nation that has such a body; else as it is."""
    nation, name = body
    longer = [each for each in bodies if each[0] and each[1] == name]
    return longer[0] if not nation and len(longer) == 1 else body


@cache
def _body(name: str, language: str = "en") -> Body:
    """Return the nation that a name opens with, "" where it opens with none, and the rest, in one spelling."""
    table = lang.load(language).table("reports")
    words = _folded(name)
    if words.partition(" ")[0] in table["function"]["articles"]:
        words = words.partition(" ")[2]
    words = _employer(name, language) or table["fusing"]["bodies"].get(words, words)
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
