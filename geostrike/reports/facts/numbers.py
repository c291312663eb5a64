"""Numbers as texts write them: digits and words, ranges and hedges, as an interval."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from geostrike.reports.text.anchors import DIGITS, Anchored, openers
from geostrike.reports.text.vocabulary import Vocabulary


@cache
def number(words: Vocabulary) -> Anchored:
    """Return the pattern of a number with its hedges, or of an article."""
    ones, tens = words.either("numbers.ones"), words.either("numbers.tens")
    scales = words.either("numbers.scales")
    collectives = words.either("numbers.collectives")
    small = rf"(?:{tens}(?:[\s-]{ones})?|{ones})"
    some, half = words.either("function.some"), words.either("numbers.links.half")
    and_, of = words.either("function.and"), words.either("function.of")
    spelled = rf"(?:{small}|{some}(?=\s(?:{scales}|{collectives})))(?:\s{scales}(?:\s(?:{and_}\s)?{small})?)?"
    digits = r"\d{1,3}(?:,\d{3}){1,3}|\d{1,7}"
    counted = rf"(?:{digits}|{spelled})(?:\s{scales})?(?:\s{collectives})?"
    one = rf"(?:{half}\s{some}\s{collectives}|{counted}|{some}\s{collectives})"
    hedges = words.either(*hedge_lists(words))
    # What came under two raids came under no fewer than two.
    came = "".join(rf"(?<!\b{each}\s)" for each in words.words("function.came"))
    hedge = rf"{came}(?P<hedge>{hedges})\s{{1,2}}(?:(?P<hedge2>{hedges})\s{{1,2}})?"
    vague = words.either("numbers.vague")
    opens, joins = words.either("numbers.links.range_opens"), words.either("numbers.links.range")
    closes = words.either("numbers.links.range_closes")
    # "10-15", but "thirty-one" is one number.
    between = rf"(?:(?<=\d)\s?-\s?(?=\d)|\s{joins}\s|(?(opens)\s{closes}\s|(?!)))"
    pair = rf"(?:(?P<opens>{opens})\s)?(?P<low>{one}){between}(?P<high>{one})"
    after = rf"(?:\+|\s(?P<more>{words.either('numbers.links.or_more_after')}))?(?:\s\(\d{{1,5}}\))?"
    # "At least 40, and as many as 60, people".
    most = rf"(?:(?<=[\w)]),?\s{words.either('numbers.links.or_up_to')}\s(?P<most>{one}),?)?"
    article = words.either("numbers.links.articles")
    bands = words.either("numbers.bands")
    band = rf"(?:{article}\s)?(?P<of>{bands})\s(?P<band>{digits}|{small})"
    body = rf"(?:{band}|(?P<vague>{vague})(?:\s{of})?|{pair}|(?P<one>{one}){most}){after}"
    pattern = re.compile(
        rf"(?<![\w.,$€£:/'-])(?:(?:{hedge})?{body}|(?P<article>{article}))(?![\w%]|[.,:/]\d|-[a-z]|'[a-z])"
    )
    return Anchored(pattern, DIGITS | openers(words, *_first_lists(words)))


def _first_lists(words: Vocabulary) -> Iterator[str]:
    """Yield the paths of the words that a number can begin with."""
    links = (f"links.{key}" for key in ("articles", "range_opens", "half"))
    yield from (f"numbers.{key}" for key in ("ones", "tens", "vague", "bands", *links))
    yield from hedge_lists(words)


def hedge_lists(words: Vocabulary) -> tuple[str, ...]:
    """Return the paths of the hedges of all sorts."""
    return tuple(f"numbers.hedges.{sort}" for sort in words.table("numbers.hedges"))


def few(words: Vocabulary) -> str:
    """Return a pattern of a whole number as small ones mostly stand: "two", "several", "12"."""
    return rf"(?:{words.either('numbers.ones', 'numbers.vague')}|\d{{1,3}})"


def figure(words: Vocabulary) -> str:
    """Return a pattern of what a number begins with, in digits or in words: "1", "twenty"."""
    return rf"(?:\d|{words.either('numbers.ones', 'numbers.tens')}\b)"


def bounds(match: re.Match[str], words: Vocabulary) -> tuple[int | None, int | None] | None:
    """Return the interval that a match of :func:`number` states, as in :class:`geostrike.model.Count`, or None."""
    if match["article"]:
        return 1, 1
    if match["low"]:
        return _range(match, words)
    if match["vague"]:
        limits = words.table("numbers.vague")[" ".join(match["vague"].split())]
        if not limits:
            return None
        low, high = limits[0], limits[1] if len(limits) > 1 else None
    else:
        low = high = _value(match["band"] or match["one"], words)
    return _hedged(low, high, match, words)


def _range(match: re.Match[str], words: Vocabulary) -> tuple[int, int] | None:
    low, high = _value(match["low"], words), _value(match["high"], words)
    return (low, high) if low <= high else None


def _hedged(
    low: int, high: int | None, match: re.Match[str], words: Vocabulary
) -> tuple[int | None, int | None] | None:
    groups = [
        group
        for hedge in (match["hedge"], match["hedge2"])
        if hedge
        for group, members in words.table("numbers.hedges").items()
        if " ".join(hedge.split()) in members and group != "about"
    ]
    if groups and groups[-1] in ("at_most", "fewer_than"):
        limit = high if groups[-1] == "at_most" or high is None else high - 1
        return None if limit is None else (None, max(limit, 0))
    if match["most"]:
        return low, max(low, _value(match["most"], words))
    if groups or match["more"] or match.group().endswith("+"):
        return low, None
    return low, high


def _value(written: str, words: Vocabulary) -> int:
    """Return the value of digits or spelled words.

    >>> from geostrike.reports.text.vocabulary import vocabulary
    >>> _value("a hundred and fifty", vocabulary("en")), _value("2,500", vocabulary("en"))
    (150, 2500)
    >>> _value("half a dozen", vocabulary("en")), _value("two dozen", vocabulary("en"))
    (6, 24)
    """
    tokens = written.replace("-", " ").split()
    total, current = 0, 0
    multiples, values = _multiples(words), _values(words)
    for token in tokens:
        if token in multiples:
            current = max(current, 1) * multiples[token]
            total, current = (total + current, 0) if multiples[token] >= 1000 else (total, current)
        elif token in values:
            current += values[token]
        else:
            current += int(token.replace(",", ""))
    value = total + current
    return value // 2 if tokens[0] in words.words("numbers.links.half") else value


@cache
def _multiples(words: Vocabulary) -> Mapping[str, int]:
    return {**words.table("numbers.scales"), **words.table("numbers.collectives")}


@cache
def _values(words: Vocabulary) -> Mapping[str, int]:
    links = dict.fromkeys(words.words("function.and", "numbers.links.half"), 0)
    one = dict.fromkeys(words.words("function.some"), 1)
    return {**words.table("numbers.ones"), **words.table("numbers.tens"), **one, **links}
