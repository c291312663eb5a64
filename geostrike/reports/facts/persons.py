"""People who are not counted: meant by a description ("the driver") or named ("Nek Mohammad")."""

from __future__ import annotations

import re
from functools import cache

from geostrike.reports.facts.counts import Quantity
from geostrike.reports.facts.nouns import PEOPLE, noun_class, noun_phrase
from geostrike.reports.facts.numbers import few
from geostrike.reports.facts.passages import Passage
from geostrike.reports.text.vocabulary import Vocabulary, wide_names


def lone_person(passage: Passage, position: int, limit: int) -> Quantity | None:
    """Return one person who is meant by a description or a name at a position, or None.

    "The driver", "his wife", "Hassan's youngest son", "militia leader Abu Mahdi", "Nek Mohammad"; a
    person with a name alone has no `head`.
    """
    lead = _definite(passage.words).match(passage.folded, position, limit)
    start = lead.end() if lead else position
    head, end = noun_phrase(passage.folded, start, passage.language)
    one = bool(head) and end <= limit and passage.folded.endswith(head, start, end)
    if one and noun_class(head, passage.language) in PEOPLE:
        blank = passage.folded.startswith(" ", end)
        named = _name(passage.words).match(passage.text, end + 1, limit) if blank else None
        known = lead is not None or named is not None
        return Quantity(position, named.end() if named else end, 1, 1, head, article=True) if known else None
    return None if head or lead else _named(passage, position, limit)


def _named(passage: Passage, position: int, limit: int) -> Quantity | None:
    """Return the person of a bare name of two words or more, if it is not that of a state or group.

    A name of one word is a person's beside others: "Hassan and another fighter", "Hassan, his wife and a guard".
    An age may stand before it: "30-year-old Omar Khalil".
    """
    aged = _aged(passage.words).match(passage.folded, position, limit)
    match = _name(passage.words).match(passage.text, aged.end() if aged else position, limit)
    if match is None or _is_name_of_many(passage, match):
        return None
    if " " not in match.group() and not _is_beside_others(passage, match):
        return None
    return Quantity(position, match.end(), 1, 1, "", article=True)


def _is_beside_others(passage: Passage, name: re.Match[str]) -> bool:
    """Whether others follow a name of one word: "Hassan and another fighter", "killed Hassan and two guards"."""
    if _and_another(passage.words).match(passage.folded, name.end()):
        return True
    more = _and_more(passage.words).match(passage.folded, name.end())
    return more is not None and passage.folded.endswith(_killing(passage.words), 0, name.start())


def _is_name_of_many(passage: Passage, match: re.Match[str]) -> bool:
    """Whether a name is that of a group, or is followed by what it only describes: "Boko Haram fighters"."""
    name = passage.folded[match.start() : match.end()]
    first, last = name.split()[0], name.split()[-1]
    if first in wide_names(passage.words) or _groups(passage.words).match(name) or match.group().isupper():
        return True
    if noun_class(last.removesuffix("s"), passage.language):
        return True
    return bare_end(passage.words).match(passage.folded, match.end()) is None


@cache
def _killing(words: Vocabulary) -> tuple[str, ...]:
    return tuple(f"{verb} " for verb in words.words("casualties.killed_active"))


@cache
def _name(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a person's name in a text as written: "Abu Yahya al-Libi", "Ahmed bin Said"."""
    name = rf"(?:(?i:{words.either('actors.name_articles')})-)?[A-Z][\w'’-]{{1,20}}"
    return re.compile(rf"{name}(?:\s(?:{words.either('actors.name_particles')}\s)?{name}){{0,4}}")


@cache
def _aged(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\d{{1,3}}-{words.either('numbers.links.year_old')}\s")


@cache
def _and_another(words: Vocabulary) -> re.Pattern[str]:
    his = words.either("function.definite")
    return re.compile(rf"\s{words.either('function.and')}\s{words.either('function.another')}\s|,\s{his}\s")


@cache
def _and_more(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\s{words.either('function.and')}\s{few(words)}\s")


@cache
def _definite(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?:{words.either('function.definite')}|(?:[a-z-]{{2,20}}\s){{0,3}}[\w-]{{2,20}}'s)(?=\s)")


@cache
def _groups(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"{words.either('actors.groups')}(?![\w-])")


@cache
def bare_end(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what may follow a number or a name that has no noun of its own."""
    stops = words.either("nouns.stops", "casualties.wounded_passive", "function.further")
    return re.compile(rf"\s?(?:[.,;:!?\"')\u2014-]|\n\s|$)|\s(?:{stops})(?![\w-])")
