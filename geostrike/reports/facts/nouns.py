"""Noun phrases: what is counted, hit or flown, by the noun that heads it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from geostrike.reports.facts.numbers import figure
from geostrike.reports.text.vocabulary import Vocabulary, vocabulary

NATIONAL = "national"
"""The noun of people who are only called by their country: "seven Saudis"."""

_PHRASE_WORDS = 8

_PHRASE_LENGTH = 160
"""Characters of a noun phrase that are looked at."""

PEOPLE = ("persons", "civilians")
"""Classes of nouns for people."""

_CLASSES = ("persons", "civilians", "vehicles", "sites", "strikes", "munitions", "households")


class Noun(NamedTuple):
    """The head of a noun phrase as a singular, "" for none, and where it ends; `unit` for a unit of measure."""

    head: str = ""
    end: int = 0
    plural: bool = False
    unit: bool = False


def noun_class(head: str, language: str = "en") -> str:
    """Return the class of a noun's singular: "persons", "vehicles", ...; "" where unknown.

    >>> noun_class("fighter"), noun_class("airstrike"), noun_class("idea")
    ('persons', 'strikes', '')
    """
    return _known(vocabulary(language)).get(head, "")


def noun_phrase(folded: str, start: int, language: str = "en") -> tuple[str, int]:
    """Return the head of the noun phrase that starts at an offset, and where it ends; ("", start) for none.

    >>> noun_phrase("isis fighters camped out", 0)
    ('fighter', 13)
    """
    ahead = folded[start : start + _PHRASE_LENGTH]
    bare = ahead.lstrip()
    # One character back, because a noun phrase is read from the blank before it.
    noun = noun_at(f" {bare}", 0, vocabulary(language))
    return (noun.head, start + len(ahead) - len(bare) + noun.end - 1) if noun.head else ("", start)


def noun_at(folded: str, start: int, words: Vocabulary) -> Noun:
    """Read the noun phrase at `start`; it reaches to its last known noun."""
    nouns, next_token = _nouns(words), _token().match
    head, end, plural, token = "", 0, False, ""
    link = _link(words).match(folded, start)
    position = link.end() if link else start
    for rank in range(_PHRASE_WORDS):
        match = next_token(folded, position)
        if match is None:
            break
        written, position = match["word"], match.end()
        before, token = token, written if written.isalpha() else _bare(written)
        if rank == 0 and nouns.is_unit(token):
            return Noun(unit=True)
        if not head and token in nouns.homographs and _noun_follows(folded, position, nouns):
            continue
        if plural and token in nouns.links and (further := _coordinate(folded, position, head, nouns)):
            return Noun(head, further, plural)
        both = (before, token)
        singular, is_plural = nouns.compounds[both] if both in nouns.compounds else nouns.singular(token)
        # "17 posts sheltering men", not "two militant training camps".
        if token in nouns.stops or (head and token.endswith(nouns.doings if plural and not singular else nouns.done)):
            break
        if singular:
            head, end, plural = singular, match.start("word") + len(written.rstrip(".'")), is_plural
        if written.endswith(".") and "." not in token:
            break  # a full stop, and not that of "U.S."
    if not head and (shared := _elliptic(words).match(folded, start)):
        return Noun(NATIONAL, shared.end())
    return Noun(head, end, plural)


def _bare(token: str) -> str:
    return token.removesuffix("'s").removesuffix("'").rstrip(".")


def _coordinate(folded: str, position: int, head: str, nouns: _Nouns) -> int:
    """Return where more of the people counted end behind an "and", 0 for none: "ten women and children"."""
    after = _token().match(folded, position)
    other, plural = nouns.singular(after["word"].rstrip(".")) if after else ("", False)
    people = all(nouns.known.get(each) in ("persons", "civilians") for each in (head, other))
    return after.start("word") + len(after["word"].rstrip(".")) if after and plural and people else 0


def _noun_follows(folded: str, position: int, nouns: _Nouns) -> bool:
    """Whether a noun is the next word or the one after: "IS fighters", "overnight air strikes"."""
    for _ in range(2):
        match = _token().match(folded, position)
        token = match["word"].rstrip(".") if match else ""
        if match is None or token in nouns.stops:
            return False
        if nouns.singular(token)[0]:
            return True
        position = match.end()
    return False


@dataclass(frozen=True, slots=True)
class _Nouns:
    """The words of noun phrases, to look tokens up in."""

    known: Mapping[str, str]
    compounds: Mapping[tuple[str, str], tuple[str, bool]]
    irregular: Mapping[str, str]
    units: frozenset[str]
    homographs: frozenset[str]
    stops: frozenset[str]
    links: frozenset[str]
    demonyms: frozenset[str]
    done: tuple[str, ...]
    doings: tuple[str, ...]

    def singular(self, token: str) -> tuple[str, bool]:
        """Return a known noun's singular and whether the token is a plural; ("", False) where unknown."""
        if token in self.irregular:
            return self.irregular[token], self.irregular[token] != token
        if token in self.known:
            return token, False
        if token.endswith("s"):
            for form in (token[:-1], token[:-2]):
                if form in self.known:
                    return form, True
            if token[:-1] in self.demonyms:
                return NATIONAL, True
        return "", False

    def is_unit(self, token: str) -> bool:
        """Whether a token is a unit of measure."""
        return token in self.units or token.removesuffix("s") in self.units


@cache
def _nouns(words: Vocabulary) -> _Nouns:
    known = _known(words)
    pairs = ((noun, *noun.split(" ")) for noun in known if noun.count(" ") == 1)
    compounds = {
        (first, f"{last}{ending}"): (noun, bool(ending))
        for noun, first, last in pairs
        for ending in ("", *words.words("function.plurals"))
    }
    return _Nouns(
        known,
        compounds,
        irregular=words.table("nouns.irregular"),
        units=frozenset(words.words("nouns.units")),
        homographs=frozenset(words.words("nouns.homographs")),
        stops=frozenset(words.words("nouns.stops")),
        links=frozenset(words.words("function.and")),
        demonyms=frozenset(words.words("actors.demonyms")),
        done=words.words("deeds.past"),
        doings=words.words("deeds.past", "function.doing"),
    )


@cache
def _known(words: Vocabulary) -> Mapping[str, str]:
    known = {noun: kind for kind in reversed(_CLASSES) for noun in words.words(f"nouns.{kind}")}
    return dict.fromkeys(words.words("means.aircraft"), "aircraft") | known


@cache
def _elliptic(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of people without a noun: "21 Emirati, seven Saudi and four Sudanese soldiers", "a Libyan"."""
    and_ = words.either("function.and")
    further = rf",?\s(?:{and_}\s)?{figure(words)}"
    behind = words.either("function.was", "function.who", "function.at_places", "function.on", "actors.known")
    alone = rf"\s?[.,;:)]|\s(?:{and_}|{behind})\s"
    return re.compile(rf"\s{words.either('actors.demonyms')}(?={further}|{alone})")


@cache
def _link(words: Vocabulary) -> re.Pattern[str]:
    # "Two of the soldiers" are soldiers, two "of his three sons" sons; in "one of the four people killed" the four are.
    theirs = rf"{words.either('function.theirs')}\s{figure(words)}"
    return re.compile(
        rf"\s{{1,2}}{words.either('function.of')}\s(?:{theirs}|{words.either('function.determiners')}\b(?!\s{figure(words)}))"
    )


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"(?:\s{0,2}\([^()\n]{1,14}\)|\")?\s{1,3}\"?(?P<word>[^\W_][\w'./&-]{0,40})")
