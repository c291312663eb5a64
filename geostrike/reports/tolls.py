"""Tolls: the number of dead of a strike, and how it rose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geostrike.reports.anchors import Anchored, openers
from geostrike.reports.facts import Fact, Passage, count_fact
from geostrike.reports.people import PEOPLE
from geostrike.reports.prose import first_within
from geostrike.reports.vocabulary import Vocabulary, word

_TOLL_REACH = 80
"""Characters after "the death toll rose to" in which its number stands."""


def tolls(passage: Passage, taken: set[int]) -> Iterator[Fact]:
    """Yield the dead of each toll whose number is not among those taken: "the death toll rose to 21"."""
    for match in _toll(passage.words).finditer(passage.folded, passage.start, passage.end):
        quantity = first_within(passage.quantities, match.end(), min(passage.end, match.end() + _TOLL_REACH))
        if quantity is None:
            continue
        fits = passage.kind(quantity) in (*PEOPLE, "") and quantity.start not in taken
        if fits and not passage.folded[match.end() : quantity.start].strip():
            taken.add(quantity.start)
            # "Rose from nine to 14": the last is the toll; "gone up to 17": no more than that is meant by "up".
            risen = ("casualties.toll_from", "casualties.rising_to") if match["rose"] else ("casualties.toll_from",)
            rose = match["first"] or passage.folded.startswith(passage.words.words(*risen), quantity.start)
            yield count_fact("killed", passage.text, [quantity._replace(low=quantity.high) if rose else quantity])


def raised_toll(passage: Passage) -> Fact | None:
    """Return the toll that one more death made: "the death of a boy brought to 12 the number of people killed"."""
    match = _raised(passage.words).search(passage.folded, passage.start, passage.end)
    if match is None:
        return None
    quantity = first_within(passage.quantities, match.end(), min(passage.end, match.end() + _TOLL_REACH))
    if quantity is None or quantity.start != match.end():
        return None
    told = match["toll"] or _of_dead(passage.words).match(passage.folded, quantity.end, passage.end)
    return count_fact("killed", passage.text, [quantity]) if told else None


@cache
def _toll(words: Vocabulary) -> Anchored:
    links = words.either("casualties.toll_links", "casualties.reached")
    # "The death toll from Monday's strike on the town rose to 21".
    was, rose = words.either("casualties.reached", "casualties.toll_was"), words.either("casualties.rose")
    rose = rf"(?:(?:\s[^.;:\"\n]{{1,120}}?)?\s(?:(?P<rose>{rose})|{was}))?"
    up, from_ = words.either("casualties.rising"), words.either("casualties.toll_from")
    first = rf"(?P<first>\s{from_}\s{words.either('casualties.initial')}|\s{up}(?=\s{from_}))?"
    pattern = word(rf"{words.either('casualties.tolls')}:?{rose}(?:\s{links}){{0,5}}{first}")
    return Anchored(pattern, openers(words, "casualties.tolls"))


@cache
def _raised(words: Vocabulary) -> Anchored:
    """Return the pattern of what stands before a raised toll: "brought to ", "raising the toll to "."""
    the, to = words.either("function.definite"), words.either("casualties.raised_to")
    toll = rf"(?P<toll>{the}\s{words.either('casualties.tolls')}\s(?:[^\s,.;:]{{1,16}}\s){{0,6}}?)?"
    pattern = re.compile(
        rf"(?<![\w-]){words.either('casualties.raising')}\s{toll}{to}\s(?:[a-z]{{2,5}}\s){{0,2}}?(?=\S)"
    )
    return Anchored(pattern, openers(words, "casualties.raising"), needs=openers(words, "casualties.tolls"))


@cache
def _of_dead(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(
        rf"\s{words.either('function.definite')}\s(?:[\w-]{{2,12}}\s)?{words.either('casualties.tolls')}(?![\w-])"
    )
