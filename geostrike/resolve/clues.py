"""A language's words for countries: demonyms, groups and commands, who acts far from home."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from geostrike import lang
from geostrike.resolve.support import CLEAR_WEIGHT

# What one mention of a group or a command is worth.
_GROUP, _COMMAND = 1.0, 1.5


@dataclass(frozen=True, slots=True)
class Clues:
    """A language's words for countries, folded; empty where it has no table ``countries``."""

    demonyms: Mapping[str, str] = field(default_factory=dict)
    weighted: Mapping[str, tuple[float, Mapping[str, float]]] = field(default_factory=dict)
    actors: frozenset[str] = frozenset()
    members: frozenset[str] = frozenset()
    actor_states: frozenset[str] = frozenset()
    locatives: frozenset[str] = frozenset()
    borders: frozenset[str] = frozenset()
    across: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    holding: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    single: frozenset[str] = frozenset()
    going_on: frozenset[str] = frozenset()
    suffixes: tuple[str, ...] = ()

    def demonym(self, key: str) -> str:
        """Return the country of a demonym, in the plural too; "" where it is none."""
        return self.demonyms.get(key) or self.demonyms.get(key.removesuffix("s"), "")


@lru_cache(maxsize=16)
def clues(language: str) -> Clues:
    """Read a language's table ``countries``."""
    known = lang.load(language)
    if not known.has("countries"):
        return Clues()
    table = known.table("countries")
    weighted = {key_of(name): (_COMMAND, weights) for name, weights in table.get("commands", {}).items()}
    weighted |= {key_of(name): (_GROUP, weights) for name, weights in table.get("groups", {}).items()}
    actors = table.get("actors", {})
    return Clues(
        demonyms={key_of(word): code for code, words in table.get("demonyms", {}).items() for word in words},
        weighted=weighted,
        actors=frozenset(key_of(word) for word in actors.get("words", ())),
        members=frozenset(key_of(word) for word in actors.get("members", ())),
        actor_states=frozenset(actors.get("states", ())),
        locatives=frozenset(actors.get("locatives", ())),
        borders=frozenset(actors.get("borders", ())),
        across=frozenset(actors.get("across", ())),
        small=frozenset(actors.get("small", ())),
        parts=frozenset(actors.get("parts", ())),
        holding=frozenset(actors.get("holding", ())),
        units=frozenset(actors.get("units", ())),
        single=frozenset(actors.get("single", ())),
        going_on=frozenset(actors.get("going_on", ())),
        suffixes=tuple(known.table("lexicon")["spelling"]["suffixes"]),
    )


def demonym_country(word: str, language: str = "en") -> str:
    """Country of a demonym ("Libyan", "Somalis"), ISO 3166-1 alpha-2; "" where it is none.

    >>> demonym_country("Libyan"), demonym_country("Somalis"), demonym_country("Sirte")
    ('LY', 'SO', '')
    """
    return clues(language).demonym(key_of(word))


def may_be_scene(countries: Mapping[str, float], language: str = "en") -> dict[str, float]:
    """Keep the countries that a text may put a strike in: who strikes far from home only where it says so.

    >>> may_be_scene({"US": 0.3, "YE": 0.2})
    {'YE': 0.2}
    """
    far = clues(language).actor_states
    return {code: weight for code, weight in countries.items() if code not in far or weight > CLEAR_WEIGHT}


def key_of(words: str) -> str:
    """Return words in the form in which they are known: "U.S." is "us"."""
    if words.isascii() and words.isalpha():
        return words.lower()
    return " ".join(lang.fold(words).lower().replace(".", "").replace("-", " ").split())
