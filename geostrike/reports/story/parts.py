"""Counts that tell of some of the dead or wounded only, beside those that tell of all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from geostrike.model import Count
from geostrike.reports.facts.nouns import NATIONAL, noun_class
from geostrike.reports.facts.passages import OTHERS, Fact
from geostrike.reports.text.vocabulary import Vocabulary, word

_PEOPLE = ("killed", "wounded")


def wholes(field: str, facts: Sequence[Fact], words: Vocabulary) -> list[Fact]:
    """Return the counts of a field that are of all: without those of some, and with the others beside one person.

    "Killed 12 people ... five children died" are 12; "killed Abu Hassan ... four others died" five.
    """
    stated = [fact for fact in facts if fact.field == field and isinstance(fact.value, Count)]
    if field not in _PEOPLE or len(stated) < 2:
        return stated
    most: dict[str, Fact] = {}
    for fact in sorted(stated, key=_low):
        most[fact.of] = fact  # the highest of its noun
    whole = [fact for fact in stated if not any(_is_part(fact, other, words) for other in most.values())]
    return _named_together(_with_others(whole, words))


def _named_together(facts: list[Fact]) -> list[Fact]:
    """Return only the most of those who are named or meant, where none are counted: "killed Omar. Omar and a guard"."""
    if any(fact.weight >= 0 for fact in facts):
        return facts
    return [fact for fact in facts if _low(fact) == max(map(_low, facts))]


def _low(fact: Fact) -> int:
    return fact.value.low or 0 if isinstance(fact.value, Count) else 0


def _is_part(fact: Fact, whole: Fact, words: Vocabulary) -> bool:
    """Whether a count is lower than another one, and of a narrower kind: "five children" beside "12 people".

    Nor does it stand beside a higher one if it is of others: "nine were killed", later "another two died of wounds".
    """
    if not isinstance(fact.value, Count) or not fact.value.high or fact.value.high >= _low(whole):
        return False
    if _is_of_others(fact, words):
        return True
    anybody = not whole.of or whole.of in words.words("nouns.anybody")
    if fact.of == NATIONAL:
        return whole.of != NATIONAL
    civilian = noun_class(fact.of, words.language) == "civilians"
    general = words.words("nouns.any_civilian")
    return civilian and (anybody or (whole.of in general and fact.of not in general))


def _with_others(facts: list[Fact], words: Vocabulary) -> list[Fact]:
    """Return counts with those of others made to hold the one person killed who is told beside them."""
    others: list[Fact] = []
    told: list[Fact] = []
    for fact in facts:
        (others if fact.of and _is_of_others(fact, words) else told).append(fact)
    if not others or not any(_is_one(fact) for fact in told) or any(fact.weight >= 0 for fact in told):
        return facts
    return [*told, *map(_and_one, others)]


def _is_of_others(fact: Fact, words: Vocabulary) -> bool:
    return fact.of == OTHERS or _other(words).search(fact.span.text.lower()) is not None


def _is_one(fact: Fact) -> bool:
    return isinstance(fact.value, Count) and fact.value.low == fact.value.high == 1


def _and_one(fact: Fact) -> Fact:
    count = fact.value
    if not isinstance(count, Count):
        return fact
    low, high = (end + 1 if end is not None else None for end in (count.low, count.high))
    return fact._replace(value=Count(low, high, count.text), weight=max(fact.weight, 0))


@cache
def _other(words: Vocabulary) -> re.Pattern[str]:
    return word(words.either("function.other"))
