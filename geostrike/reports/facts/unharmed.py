"""Who was not hurt: "no civilians were killed", "there were no casualties"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geostrike.model import Count
from geostrike.reports.facts.passages import Fact, Passage, once
from geostrike.reports.text.anchors import Anchored, any_of, openers
from geostrike.reports.text.prose import span
from geostrike.reports.text.vocabulary import Vocabulary, word

_OF_NOBODY = -2
"""Weight of a zero: numbers and names of dead stand before it."""


def no_civilians(passage: Passage) -> Iterator[Fact]:
    """Yield the zero of "no civilians were killed", unless the text is not sure of it."""
    match = passage.first(_none_killed)
    if match and not passage.first(_unsure):
        words = span(passage.text, match.start(), match.end())
        yield Fact("civilians_killed", Count(0, 0, words.text), words)


def nobody(passage: Passage) -> Iterator[Fact]:
    """Yield zeros for "no casualties were reported", "nobody was hurt"; any stated number goes before them."""
    match = passage.first(_no_loss)
    if match is None or passage.first(any_of, "casualties.not_yet"):
        return
    losses = passage.words.table("casualties.losses")
    words = span(passage.text, match.start(), match.end())
    fields = {field for loss in _loss(passage.words).findall(match.group()) for field in losses[" ".join(loss.split())]}
    for field in sorted(fields | ({"civilians_killed"} if "killed" in fields else set())):
        yield Fact(field, Count(0, 0, words.text), words, _OF_NOBODY)


@once
def remarks(passage: Passage) -> Iterator[str]:
    """Yield what a passage says about civilians without counting them, verbatim."""
    match = passage.first(_unsure)
    if match:
        yield f"of civilians the text says: {' '.join(passage.text[match.start() : match.end()].split())!r}"


@cache
def _none_killed(words: Vocabulary) -> Anchored:
    tail = words.either("casualties.auxiliary", "casualties.killed_passive", "casualties.wounded_passive")
    were, or_ = words.either("function.was"), words.either("function.or")
    absent = rf"(?!(?:\s{were})?\s{words.either('casualties.around')}(?![\w-]))"
    pattern = word(rf"{words.either('casualties.no_civilians')}(?:\s(?:{or_}\s)?{tail}){{0,5}}+{absent}")
    return Anchored(pattern, openers(words, "casualties.no_civilians"))


@cache
def _unsure(words: Vocabulary) -> Anchored:
    pattern = word(words.either("casualties.weak_no_civilians") + r"(?:\s[\w-]{1,20}){0,3}")
    return Anchored(pattern, openers(words, "casualties.weak_no_civilians"))


@cache
def _loss(words: Vocabulary) -> re.Pattern[str]:
    return word(words.either("casualties.losses"))


@cache
def _no_loss(words: Vocabulary) -> Anchored:
    loss = words.either("casualties.losses")
    both = rf"{loss}(?:\s{words.either('function.and_or')}\s(?:{words.either('casualties.loss_adjectives')}\s)?{loss})?"
    nobody = rf"{words.either('casualties.nobody')}(?:\s{words.either('casualties.auxiliary')}){{0,4}}"
    nothing = rf"{words.either('casualties.no')}(?:\s{words.either('casualties.loss_adjectives')}){{0,3}}"
    among = rf"(?:\s\w{{1,12}}){{0,3}}\s{words.either('casualties.among')}\b"
    # "Without causing damage or casualties".
    nothing += rf"(?:\s{words.either('casualties.harm_to_things')}\s{words.either('function.and_or')})?"
    pattern = word(rf"(?:{nobody}|{nothing})\s{both}(?!{among})")
    first = openers(words, "casualties.nobody", "casualties.no")
    return Anchored(pattern, first, needs=openers(words, "casualties.losses"))
