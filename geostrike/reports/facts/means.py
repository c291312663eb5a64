"""With what was struck, and what: aircraft, munitions, target."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geostrike.reports.facts.counts import Quantity
from geostrike.reports.facts.nouns import noun_class, noun_phrase
from geostrike.reports.facts.passages import Fact, Passage, once, text_fact
from geostrike.reports.text.anchors import Anchored, any_of, openers
from geostrike.reports.text.prose import within
from geostrike.reports.text.vocabulary import Vocabulary, word

_LOST = 30
"""Characters before an aircraft in which it is said to be shot down, or only to watch."""

_REACH = 60
"""Characters before a means in which its number stands, and before that the verb that says what was done with it."""

# What a strike aims at: things that have a place say most, then vehicles, then people.
_TARGET_WEIGHTS = {"sites": 3, "vehicles": 2, "persons": 1, "civilians": 1}


def aircraft(passage: Passage) -> Iterator[Fact]:
    """Yield the aircraft that a passage names as means, not those shot down or only watching."""
    for match in passage.every(_aircraft):
        if not passage.before(_lost, match.start(), _LOST):
            counted = [quantity.start for quantity in _numbers(passage, match) if not quantity.article]
            # "a drone strike" tells less than "two drones".
            modifier = _strike_follows(passage.words).match(passage.folded, match.end()) is not None
            start = min([match.start(), *counted])
            yield text_fact("aircraft", passage.text, start, match.end(), 0 if modifier else 1)


def aircraft_class(name: str, words: Vocabulary) -> str:
    """Return what names of the same aircraft share: "unmanned", a designation such as "b-2", or the noun.

    >>> from geostrike.reports.text.vocabulary import vocabulary
    >>> [aircraft_class(name, vocabulary("en")) for name in ("Unmanned aircraft", "drones", "two b-2")]
    ['unmanned', 'unmanned', 'b-2']
    """
    folded = name.casefold()
    if any(mark in folded for mark in words.words("means.unmanned")):
        return "unmanned"
    designation = re.search(r"\b[a-z/]{1,4}-\d{1,3}", folded)
    return designation.group() if designation else folded.split()[-1].rstrip("s")


def munitions(passage: Passage) -> Iterator[Fact]:
    """Yield the munitions that a passage says were used: "dropped about 100 shells", "two missiles hit"."""
    for match in passage.every(_munitions):
        if _strike_follows(passage.words).match(passage.folded, match.end()):
            continue
        start = min([match.start(), *(quantity.start for quantity in _numbers(passage, match))])
        used = passage.before(_used, start, _REACH)
        if used or passage.at(_strikes, match.end()):
            yield text_fact("munitions", passage.text, start, match.end(), 1)


def _numbers(passage: Passage, match: re.Match[str]) -> list[Quantity]:
    """Return the numbers before a noun that count what it names."""
    near = within(passage.quantities, max(passage.start, match.start() - _REACH), match.end())
    return [quantity for quantity in near if quantity.end >= match.end() - 1]


@once
def target(passage: Passage) -> Iterator[Fact]:
    """Yield what a passage says was struck, places before vehicles before people, a bare group name last."""
    for match in passage.every(any_of, "actors.targeting"):
        start, head, end = _object(passage, match.end())
        if passage.folded[start:end].strip() in passage.words.words("means.no_targets"):
            continue
        weight = _TARGET_WEIGHTS.get(noun_class(head, passage.language), 0)
        if head in passage.words.words("means.generic_targets"):
            weight = 1
        if weight and end <= passage.end:
            yield text_fact("target", passage.text, start, end, weight)
        elif group := _group(passage, match):
            yield group


def _object(passage: Passage, position: int) -> tuple[int, str, int]:
    """Return start, head and end of the noun phrase at a position; articles are left out, numbers are not."""
    quantity = passage.quantity_at(position)
    if quantity and not quantity.article:
        return quantity.start, quantity.head, quantity.end
    article = passage.at(_article, position)
    start = article.end() if article else position
    if passage.folded.startswith(' "', start):
        start += 2  # "targeted "positions" of the army"
    return start, *noun_phrase(passage.folded, start, passage.language)


def _group(passage: Passage, match: re.Match[str]) -> Fact | None:
    """Return a bare group name after "against" or "targeting": "against al-Shabaab"."""
    if match.group().split()[0] not in passage.words.words("means.against"):
        return None
    found = _capitals(passage.words).match(passage.text, match.end(), passage.end)
    if found is None or _calendar(passage.words).search(found.group().casefold()):
        return None
    return text_fact("target", passage.text, *found.span("name"))


@cache
def _calendar(words: Vocabulary) -> re.Pattern[str]:
    return word(words.either("calendar.months", "calendar.weekdays"))


@cache
def _capitals(words: Vocabulary) -> re.Pattern[str]:
    the, particle = words.either("function.the"), words.either("means.particles")
    capital = r"[A-Z][\w'’-]{1,30}"
    return re.compile(rf"\s?(?:{the}\s)?(?P<name>(?:{particle}[- ])?{capital}(?:\s{capital}){{0,3}})")


@cache
def _aircraft(words: Vocabulary) -> Anchored:
    adjectives = words.either("means.adjectives", "actors.demonyms")
    nouns = words.either("means.aircraft", plural=True)
    pattern = word(rf"(?:{adjectives}\.?(?:\s(?:{words.either('function.and')}\s)?)){{0,5}}{nouns}")
    first = openers(words, "means.adjectives", "actors.demonyms", "means.aircraft", plural=True)
    return Anchored(pattern, first, needs=openers(words, "means.aircraft", plural=True))


@cache
def _lost(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){words.either('means.lost')}\s(?:[\w.'-]{{1,15}}\s){{0,2}}$")


@cache
def _strike_follows(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\s{words.either('strike.loose', 'means.no_means_before', plural=True)}(?![\w-])")


@cache
def _munitions(words: Vocabulary) -> Anchored:
    adjectives = words.either("means.munition_adjectives")
    pattern = word(rf"(?:{adjectives}\s){{0,4}}{words.either('nouns.munitions', plural=True)}")
    needs = openers(words, "nouns.munitions", plural=True)
    return Anchored(pattern, needs | openers(words, "means.munition_adjectives"), needs)


@cache
def _used(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?:{words.either('strike.released')}\s|{words.either('means.using')}\s(?:{words.either('function.some')}\s)?)"
        r"(?:[\w.,'-]{1,15}\s){0,3}$"
    )


@cache
def _strikes(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a verb whose subject is the means: "two missiles hit", "shells were fired"."""
    was = rf"{words.either('function.was')}\s{words.either('strike.released')}"
    return re.compile(rf"\s(?:{words.either('strike.verbs', 'strike.kills')}|{was})(?![\w-])")


@cache
def _article(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\s{words.either('means.articles')}(?=\s)")
