"""Strikes whose noun is left out behind those that were named: "the second occurred near Hun", "one hit a farm"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter

from geostrike.reports.strikes.triggers import Sort, Trigger
from geostrike.reports.text.anchors import Anchored, any_of, led, openers
from geostrike.reports.text.prose import Sentence, within
from geostrike.reports.text.vocabulary import IN_CLAUSE, Vocabulary, word

_BACK = 2
"""Sentences before one in which the strikes that it tells one by one must be named."""

_POINTING = (Sort.LOOSE, Sort.CAMPAIGN)
"""Triggers that name no strike."""

_start = attrgetter("start")


def elisions(
    folded: str, sentences: Sequence[Sentence], known: Sequence[Trigger], words: Vocabulary
) -> Iterator[Trigger]:
    """Yield a trigger for each strike that is told as one of those named just before, in reading order.

    >>> from geostrike.reports.strikes.triggers import triggers
    >>> from geostrike.reports.text.prose import sentences
    >>> from geostrike.reports.text.vocabulary import vocabulary
    >>> words = vocabulary("en")
    >>> for text in ("Two air strikes were flown. One hit a farm.", "Two men left. One hit a wall."):
    ...     folded = text.lower()
    ...     found = elisions(folded, sentences(text), triggers(folded, words), words)
    ...     print([folded[one.start : one.end] for one in found])
    ['one hit']
    []
    """
    last: Trigger | None = None
    for trigger in sorted(_spotted(folded, words)):
        rank = bisect_right(sentences, trigger.start, key=_start) - 1
        first, here = sentences[max(0, rank - _BACK)].start, sentences[rank].start
        around = within(known, first, sentences[rank].end)
        if any(each.start < trigger.end and trigger.start < each.end for each in around):
            continue
        named = [each for each in around if each.end <= trigger.start and each.sort not in _POINTING]
        if not named and (last is None or last.start < first):
            continue
        deeds = any_of(words, "reference.deeds", plural=True)
        if not any(each.start >= here for each in named) and deeds.search(folded, here, trigger.start):
            continue  # "he had a hand in two attacks, one at a museum that killed 23"
        if is_before_another(folded, trigger, words) or _opens(folded, here, trigger.start, words):
            last = trigger
            yield trigger


def _spotted(folded: str, words: Vocabulary) -> Iterator[Trigger]:
    """Yield what may be one of several strikes, wherever it stands."""
    for pattern in (_member(words), _earlier(words)):
        for match in pattern.finditer(folded):
            yield Trigger(max(match.start(), match.start("at")), match.end(), Sort.MEMBER)


def member_rank(folded: str, trigger: Trigger, words: Vocabulary) -> int:
    """Return which of the strikes named before a trigger's is: 2 for "the second", "the other", "another"."""
    match = _which(words).match(folded, trigger.start, trigger.end)
    if match is None:
        return 0
    table = words.table("reference.ordinals" if match["ordinal"] else "reference.members")
    return int(table[" ".join((match["ordinal"] or match["member"]).split())])


def is_before_another(folded: str, trigger: Trigger, words: Vocabulary) -> bool:
    """Whether a trigger's strike is one before that which is told: "two days after one in Hun"."""
    return any(
        trigger.end == match.end()
        for match in _earlier(words).finditer(folded, max(0, trigger.start - 40), trigger.end)
    )


def which(words: Vocabulary) -> str:
    """Return a pattern of one of several, its noun left out: "the first", "another one", "the other two"."""
    ordinal = rf"{words.either('function.articles')}\s(?P<ordinal>{words.either('reference.ordinals')})"
    ones = rf"(?:\s{words.either('reference.ones')}(?![\w-]))?"
    return rf"(?:{ordinal}|(?P<member>{words.either('reference.members')})){ones}"


def which_openers(words: Vocabulary) -> frozenset[str]:
    """Return with which words that pattern begins."""
    ranked = led(openers(words, "function.articles"), openers(words, "reference.ordinals"))
    return openers(words, "reference.members") | ranked


def _opens(folded: str, start: int, at: int, words: Vocabulary) -> bool:
    """Whether a clause begins at an offset: a subject stands there, and no object."""
    return not folded[start:at].strip(" \"'-") or _edge(words).search(folded, max(start, at - 24), at) is not None


@cache
def _which(words: Vocabulary) -> re.Pattern[str]:
    return word(which(words))


@cache
def _member(words: Vocabulary) -> Anchored:
    """Return the pattern of one of several strikes and what it did: "the second occurred", "the other two hit"."""
    adverb = rf"(?:\s{words.either('strike.adverbs')}){{0,2}}"
    # "One killed and two hurt" are people.
    harmed = rf"{words.either('strike.kills')}(?=\s(?!{words.either('function.not_objects')}\s)[\w-])"
    did = rf"(?:{words.either('strike.verbs', 'reference.happened')}|{harmed})"
    # "One in mid-January that killed 52".
    at = words.either("function.at_places", "function.on")
    told = rf"\s{at}(?:\s{IN_CLAUSE}){{1,5}}?\s{words.either('function.that')}"
    aside = rf"(?:,\s{at}\s[^,.;:\n]{{2,70}},)?"  # "The first, on a camp near Hun, killed six"
    pattern = word(rf"(?P<at>{which(words)}(?:{told}|{aside}){adverb}\s{did})")
    return Anchored(pattern, which_openers(words))


@cache
def _earlier(words: Vocabulary) -> Anchored:
    """Return the pattern of one before the strike told: "came two days after one in Hun", "the last took place in"."""
    at = words.either("function.at_places", "function.on", "strike.aimed")
    leads = ("modality.presupposes", "reference.follows")
    after = rf"{words.either(*leads)}\s(?P<at>{words.either('reference.members')}\s{at})"
    last = rf"{words.either('reference.earlier')}\s{words.either('reference.happened')}"
    return Anchored(word(rf"{after}|{last}"), openers(words, *leads, "reference.earlier"))


@cache
def _edge(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what stands before a clause: a comma or dash, "and", "said", "said that"."""
    lists = ("function.turns", "function.while", "function.that_clause", "actors.said", "actors.speech")
    before = words.either(*lists, "function.includes")
    return re.compile(rf"(?:[,;:(\"\u2013\u2014-]|(?<![\w-]){before})\s?$")
