"""What was destroyed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geostrike.reports.facts.counts import Quantity
from geostrike.reports.facts.nouns import PEOPLE, noun_class, noun_phrase
from geostrike.reports.facts.numbers import hedge_lists
from geostrike.reports.facts.passages import Fact, Passage, count_fact, once, text_fact
from geostrike.reports.facts.people import people_after
from geostrike.reports.facts.victims import objects
from geostrike.reports.strikes.modality import is_negated
from geostrike.reports.text.anchors import any_of
from geostrike.reports.text.prose import within
from geostrike.reports.text.vocabulary import Vocabulary

_SUBJECT = 90
"""Characters before "were destroyed" in which what was may begin."""

_LISTED = 160
"""Characters before "were destroyed" in which a list of what was may begin."""


@once
def destruction(passage: Passage) -> Iterator[Fact]:
    """Yield what a passage says was destroyed, and how many vehicles among it."""
    for match in _destroying(passage):
        yield from _destroyed_objects(passage, match) or _destroyed_subjects(passage, match)
    for people in objects(passage, "casualties.killed_active", set()):
        # "killed 17 fighters and several tactical vehicles": vehicles are not killed.
        things = [quantity for quantity in people.whole if passage.kind(quantity) == "vehicles"]
        if things:
            yield count_fact("vehicles_destroyed", passage.text, things)
            yield text_fact("destroyed", passage.text, things[0].start, things[-1].end)


def destroys_people(passage: Passage) -> bool:
    """Whether "destroyed" has people as its object, as in "airstrikes on two camps destroyed dozens of militants"."""
    return any(people_after(passage, match.end(), people_only=True).whole for match in _destroying(passage))


@once
def _destroying(passage: Passage) -> Iterator[re.Match[str]]:
    return passage.every(any_of, "casualties.destroyed")


def _destroyed_objects(passage: Passage, match: re.Match[str]) -> list[Fact]:
    found = passage.at(_thing, match.end())
    if (
        found is None
        or is_negated(passage.folded, passage.start, match.start(), passage.words)
        or people_after(passage, match.end(), people_only=True).whole
    ):
        return []
    start, end = found.span("thing")
    return [text_fact("destroyed", passage.text, start, end), *_vehicles(passage, start, end)]


def _destroyed_subjects(passage: Passage, match: re.Match[str]) -> list[Fact]:
    """Return "three vehicles" of "three vehicles were destroyed", "the camps" of "the camps were destroyed"."""
    found = passage.before(_thing_before, match.start(), _SUBJECT)
    if found is None:
        return []
    near = max(passage.start, match.start() - _LISTED)
    counted = within(passage.quantities, near, match.start())
    start, end = found.span("thing")
    if counted and counted[-1].start >= start:
        if passage.kind(counted[-1]) in PEOPLE:
            return []
        start = _list_start(passage, counted)
    return [text_fact("destroyed", passage.text, start, end), *_vehicles(passage, start, end)]


def _list_start(passage: Passage, counted: list[Quantity]) -> int:
    """Return where a list of counted things begins: "a car, four motorbikes and a cache were destroyed"."""
    start = counted[-1].start
    for quantity in reversed(counted[:-1]):
        joined = _joined(passage.words).fullmatch(passage.folded, quantity.end, start)
        if joined is None or passage.kind(quantity) in PEOPLE:
            break
        start = quantity.start
    return start


def _vehicles(passage: Passage, start: int, end: int) -> list[Fact]:
    counted = within(passage.quantities, start, end)
    vehicles = [quantity for quantity in counted if passage.kind(quantity) == "vehicles"]
    if not counted and (lead := _the(passage.words).match(passage.folded, start, end)):
        head, last = noun_phrase(passage.folded, lead.end(), passage.language)
        if noun_class(head, passage.language) == "vehicles" and passage.folded.endswith(head, start, last):
            vehicles = [Quantity(start, last, 1, 1, head, article=True)]  # "destroying the vehicle"
    return [count_fact("vehicles_destroyed", passage.text, vehicles)] if vehicles else []


@cache
def _joined(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf",?\s(?:{words.either('function.and')}\s)?")


@cache
def _the(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"{words.either('function.definite')}\s")


@cache
def _thing(words: Vocabulary) -> re.Pattern[str]:
    """Return the words after "destroyed", up to where the clause turns to something else."""
    verbs = ("killed_active", "wounded_active", "destroyed", "damaged", "destroyed_stops")
    stops = words.either(*(f"casualties.{key}" for key in verbs), "actors.speech", "calendar.weekdays")
    measured = rf"\s\d[\d,.]{{0,8}}\s?{words.either('nouns.units', plural=True)}\b"
    speaker = rf"(?:[\w.'-]{{1,16}}\s){{1,6}}?{words.either('actors.said')}(?![\w-])"
    said = rf",\s(?:{words.either('function.the')}\s|{speaker})"
    counted = rf"(?!{words.either(*hedge_lists(words))}\s)"
    listed = "".join(rf"(?<!\s{each})" for each in words.words("function.of"))
    turn = rf"{listed},?\s(?:{words.either('function.and')}\s)?{counted}{stops}(?![\w-])"
    ends = rf"(?=[.;:\"?!\n]|{measured}|{turn}|{said}|$)"
    return re.compile(rf"\s(?!{counted}{stops}\s)(?P<thing>[^.;:\"?!\n]{{1,400}}?){ends}")


@cache
def _thing_before(words: Vocabulary) -> re.Pattern[str]:
    phrase = r"(?P<thing>(?:\d{1,4}|[^\W\d_]{1,9})\s[\w' -]{2,50}?)"
    return re.compile(rf"(?<![\w-]){phrase}\s{words.either('function.are')}\s(?:\w{{1,14}}\s)?$")
