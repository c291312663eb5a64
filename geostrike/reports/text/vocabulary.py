"""The words of a language's reports, read from its data file, and patterns made of them."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from geostrike import lang
from geostrike.errors import InputError

IN_PHRASE = r"(?:[\w,'/-]|\.(?=\w)|(?<=\.\w)\.){1,16}"
"""Pattern of a word within a clause: "U.S." is one, and a full stop that ends a sentence is not part of it."""

IN_CLAUSE = rf"(?>[\w,'/-]{{1,16}}(?=\s)|{IN_PHRASE})"
"""The same where white space must follow: most words are taken at once, and no letter is tried to be given back."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Word lists of one language by table and key, as they stand in its `reports.toml`."""

    language: str
    tables: Mapping[str, Any]

    def table(self, path: str) -> Mapping[str, Any]:
        """Return the table at a dotted path.

        >>> vocabulary("en").table("calendar.months")["sept"]
        9
        """
        found: Any = self.tables
        for key in path.split("."):
            found = found[key]
        return found  # type: ignore[no-any-return]

    def words(self, *paths: str) -> tuple[str, ...]:
        """Return the words at dotted paths; of a table, its keys.

        >>> vocabulary("en").words("modality.infinitive")
        ('to',)
        """
        return _words_of(self, paths)

    def either(self, *paths: str, plural: bool = False) -> str:
        """Return a group that matches any of the words, longest first, plurals too if asked.

        >>> bool(re.fullmatch(vocabulary("en").either("strike.nouns", plural=True), "air  strikes"))
        True
        """
        return _either_of(self, paths, plural)


class _Tree(dict[str, "_Tree"]):
    """Words by their letters; the empty letter marks an end."""


def either(words: Iterable[str]) -> str:
    r"""Return a non-capturing group of words, longer before shorter; a space stands for white space.

    Words that start alike share that start, so that a text is looked at once for all of them.

    >>> either(("air raid", "air", "raid"))
    '(?:(?:air(?:\\s{1,3}raid)?|raid))'
    """
    tree = _Tree()
    for each in dict.fromkeys(words):
        branch = tree
        for char in " ".join(each.split()):
            branch = branch.setdefault(char, _Tree())
        branch[""] = _Tree()
    return f"(?:{_branches(tree)})"


def _branches(tree: _Tree) -> str:
    """Return the pattern of what may follow a common start; the end of a word comes last and is then optional."""
    parts = []
    for char in sorted(set(tree) - {""}):
        letters, branch = [char], tree[char]
        while len(branch) == 1 and "" not in branch:
            ((following, branch),) = branch.items()
            letters.append(following)
        start = "".join(r"\s{1,3}" if letter == " " else re.escape(letter) for letter in letters)
        parts.append(start + (_branches(branch) if set(branch) != {""} else ""))
    if not parts:
        return ""
    joined = parts[0] if len(parts) == 1 and "" not in tree else f"(?:{'|'.join(parts)})"
    return f"{joined}?" if "" in tree else joined


@cache
def _words_of(words: Vocabulary, paths: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for path in paths:
        parent, _, key = path.rpartition(".")
        found.extend(words.table(parent)[key])
    return tuple(found)


@cache
def _either_of(words: Vocabulary, paths: tuple[str, ...], plural: bool) -> str:
    found = words.words(*paths)
    if not plural:
        return either(found)
    return either((*found, *irregular_plurals(words, *paths))) + either(words.words("function.plurals")) + "?"


@cache
def irregular_plurals(words: Vocabulary, *paths: str) -> tuple[str, ...]:
    """Return the irregular plurals of the words at dotted paths."""
    found = set(words.words(*paths))
    return tuple(many for many, one in words.table("nouns.irregular").items() if one in found)


def word(pattern: str) -> re.Pattern[str]:
    """Compile a pattern that starts and ends at word edges ("B-2" and "U.S." are words).

    >>> word("us").search("fuss, us-led") is None
    True
    """
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])")


def adverb(words: Vocabulary) -> str:
    """Return a pattern of an adverb, which is told by its ending: "reportedly"."""
    return rf"[^\W\d_]{{2,15}}{words.either('function.adverbs')}"


def last_of(matches: Iterable[re.Match[str]]) -> re.Match[str] | None:
    """Return the last of some matches, None where there is none."""
    return next(iter(deque(matches, maxlen=1)), None)


@cache
def wide_names(words: Vocabulary) -> frozenset[str]:
    """Return the names and adjectives of states, and the names of continents, which say little of a place."""
    return frozenset(words.words("actors.states", "actors.demonyms", "reference.continents"))


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return the report vocabulary of a language.

    Raises
    ------
    InputError
        No such language, or it has no report vocabulary.
    """
    known = lang.load(language)
    if not known.has("reports"):
        able = ", ".join(code for code in lang.available() if lang.load(code).has("reports"))
        raise InputError(f"language {language!r}: its stories cannot be read, only its phrases located; use {able}")
    tables = known.table("reports")
    return Vocabulary(language, {**tables, "actors": {**tables["actors"], **_states(known, tables["actors"])}})


def _states(known: lang.Language, actors: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the names and the adjectives of states, from the language's tables of countries and its own additions."""
    names = [lang.fold(name).lower() for name in known.table("nations").values()] + actors["states"]
    demonyms: Mapping[str, list[str]] = known.table("countries")["demonyms"]
    adjectives = [lang.fold(word).lower() for words in demonyms.values() for word in words]
    led = [f"{word}{ending}" for word in (*names, *adjectives) for ending in actors["led"]]
    return {"states": names, "demonyms": [*adjectives, *led, *actors["demonyms"]]}
