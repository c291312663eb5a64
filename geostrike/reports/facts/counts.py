"""Counted things: a stated number as an interval, with the noun that it counts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from geostrike.reports.facts.nouns import Noun, noun_at
from geostrike.reports.facts.numbers import bounds, number
from geostrike.reports.text.anchors import Anchored, openers
from geostrike.reports.text.vocabulary import Vocabulary, vocabulary

_AGES = 30
"""Characters before a number in which it is called an age."""


class Quantity(NamedTuple):
    """A number with its noun, by slice offsets; `low` and `high` as in :class:`geostrike.model.Count`.

    `head` is the singular of the noun phrase's last known noun, "" where the number stands alone
    ("17 killed"). `article` says that there is no number but an article, a description or a name: "an airstrike",
    "the driver".
    """

    start: int
    end: int
    low: int | None
    high: int | None
    head: str
    article: bool = False


def quantities(folded: str, language: str = "en", *, taken: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """Find counted things in folded text, in reading order; none overlaps another.

    `taken` are the spans of the text's dates, in reading order: their numbers count nothing.

    >>> [(q.low, q.high, q.head) for q in quantities("more than 80 militants and fewer than 10 isis fighters")]
    [(80, None, 'militant'), (None, 9, 'fighter')]
    >>> [(q.low, q.high, q.head) for q in quantities("two b-2 bombers flew 150 miles to a pair of camps")]
    [(2, 2, 'bomber'), (2, 2, 'camp')]
    """
    return list(_found(folded, vocabulary(language), taken))


def _found(folded: str, words: Vocabulary, taken: Sequence[tuple[int, int]]) -> Iterator[Quantity]:
    pattern, position = number(words), 0
    while match := pattern.search(folded, position):
        position = match.end()
        if over := _over(match, taken):
            position = over
            continue
        interval = bounds(match, words)
        noun = noun_at(folded, match.end(), words)
        if not noun.head and (dated := _strikes_of_day(folded, match.end(), words, taken)):
            noun = dated
        if match["band"]:
            noun = Noun(words.table("numbers.bands")[" ".join(match["of"].split())])  # "a family of six"
        article = match["article"] is not None
        if interval is None or noun.unit or (article and (not noun.head or noun.plural)):
            continue
        if _year().fullmatch(match.group()) and noun.head in words.words("nouns.strikes"):
            continue  # "Pakistan: 2012 drone strikes"
        if _ages(words).search(folded, max(0, match.start() - _AGES), match.start()) or _is_age(folded, match):
            continue
        position = _unquoted(folded, match.end(), max(position, noun.end))
        if more := _or_more(words).match(folded, position):
            interval, position = (interval[0], None), more.end()
        yield Quantity(match.start(), position, *interval, noun.head, article)


def _strikes_of_day(folded: str, end: int, words: Vocabulary, taken: Sequence[tuple[int, int]]) -> Noun | None:
    """Return the strikes that a number counts of a day: "six Aug. 7 strikes"."""
    rank = bisect_left(taken, end, key=itemgetter(0))
    if rank == len(taken) or taken[rank][0] != end + 1:
        return None
    noun = noun_at(folded, taken[rank][1], words)
    return noun if noun.head in words.words("nouns.strikes") else None


def _is_age(folded: str, match: re.Match[str]) -> bool:
    """Whether a number is somebody's age: of two digits at most between commas, with no noun: "Ali Hassan, 47, was"."""
    start, end = match.span()
    alone = folded[start:end].isdigit() and end - start <= 2 and folded.startswith(", ", end)
    return alone and folded[max(0, start - 2) : start] == ", " and folded[max(0, start - 3) : start - 2].isalpha()


def _unquoted(folded: str, start: int, end: int) -> int:
    """Return where a noun ends with the mark that closes a quotation in it: six "militants"."""
    quoted = folded.count('"', start, end) % 2 == 1
    closing = next((mark for mark in ('"', ',"') if folded.startswith(mark, end)), "") if quoted else ""
    return end + len(closing)


def _over(match: re.Match[str], taken: Sequence[tuple[int, int]]) -> int:
    """Return where the date ends that a number is part of, 0 where it is part of none."""
    rank = bisect_left(taken, match.end(), key=itemgetter(0))
    end = taken[rank - 1][1] if rank else 0
    return end if end > match.start() else 0


@cache
def _year() -> re.Pattern[str]:
    """Return the pattern of a number that is hardly one of strikes: of four figures without a comma, and not round."""
    return re.compile(r"(?:19[5-9]|20[0-4])(?!00)\d")


@cache
def _ages(words: Vocabulary) -> Anchored:
    """Return the pattern of what stands before a number of years: "aged 54 and ", "aged three and "."""
    years = rf"(?:[\d,-]{{1,4}}|{words.either('numbers.ones')},?)"
    pattern = rf"(?<![\w-]){words.either('numbers.links.ages')}\s(?:{years}\s(?:[a-z]{{2,3}}\s)?){{0,4}}$"
    return Anchored(re.compile(pattern), openers(words, "numbers.links.ages"))


@cache
def _or_more(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what opens a number's end behind its noun: "nine civilians or more"."""
    return re.compile(
        rf"\s{words.either('numbers.links.or_more_after')}(?![\w-])(?=\s?[,.;:]|\s{words.either('function.was')}\s)"
    )
