"""Who says that a strike was made: "according to X", "X said", "said X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geostrike.reports.facts.passages import Fact, Passage, text_fact
from geostrike.reports.text.anchors import Anchored, any_of, openers
from geostrike.reports.text.vocabulary import Vocabulary, word

_LONGEST_NAME = 90


def attribution(passage: Passage) -> Iterator[Fact]:
    """Yield who a passage gives as its source: "according to X", "X said", "said X"."""
    for match in _according(passage.words).finditer(passage.folded, passage.start, passage.end):
        yield from _source(passage, *match.span("name"), 2)
    for match in any_of(passage.words, "actors.said").finditer(passage.folded, passage.start, passage.end):
        inverted = match.group() in passage.words.words("actors.inverted") and passage.folded[
            max(passage.start, match.start() - 4) : match.start()
        ].rstrip()[-1:] in (",", '"', "'")
        told = (_speaker_after, _official_after) if inverted else ()
        after = next((facts for rule in told if (facts := list(rule(passage, match.end())))), [])
        yield from after or _speaker_before(passage, match.start())


def _speaker_before(passage: Passage, verb: int) -> Iterator[Fact]:
    """Yield the noun phrase that ends at the verb, its relative clause left out."""
    window = max(passage.start, verb - 2 * _LONGEST_NAME)
    pieces = list(_clause_piece().finditer(passage.text, window, verb))
    for piece in reversed(pieces[-3:]):
        words = piece.group().strip()
        if not words:
            continue
        tokens = words.lower().split()
        if tokens[0] in passage.words.words("actors.relative"):
            continue
        if tokens[-1] in passage.words.words("numbers.links.articles", "function.are"):
            return  # "lists a declared strike" tells of no saying, nor does "no casualties were reported"
        yield from _source(passage, *piece.span(), 2)
        return


def _speaker_after(passage: Passage, verb: int) -> Iterator[Fact]:
    match = _inverted(passage.words).match(passage.text, verb, passage.end)
    if match and not _calendar_only(passage.words).fullmatch(match["name"].casefold()):
        yield from _source(passage, *match.span("name"), 2)


def _official_after(passage: Passage, verb: int) -> Iterator[Fact]:
    """Yield who is told of by an office alone: "four were killed, said a top health official"."""
    match = _office(passage.words).match(passage.folded, verb, passage.end)
    if match and _officials(passage.words).search(match["name"]):
        yield from _source(passage, *match.span("name"), 2)


def _source(passage: Passage, start: int, end: int, weight: int) -> Iterator[Fact]:
    """Yield the source that stands in a stretch, stripped of articles and of "a statement from"."""
    lead = _lead(passage.words).match(passage.folded, start, end)
    start = lead.end() if lead else start
    cut = _cut(passage.words).search(passage.folded, start, end)
    fact = text_fact("attributed_to", passage.text, start, cut.start() if cut else end, weight)
    value = str(fact.value)
    unnamed = (
        value.casefold() in passage.words.words("actors.anonymous")
        or value.casefold().split(maxsplit=1)[:1] in ([pronoun] for pronoun in passage.words.words("actors.pronouns"))
        or len(value) > _LONGEST_NAME
    )
    named = any(token[:1].isupper() for token in value.split())
    if value and not unnamed and (named or _officials(passage.words).search(value.casefold())):
        yield Fact(fact.field, fact.value, fact.span, weight if named else weight - 1)


@cache
def _clause_piece() -> re.Pattern[str]:
    """Return the pattern of a stretch without clause marks; "U.S." and "Lt. Falvo" keep their stops."""
    inner = r"(?:[^,.;:\"\n“”—–]|(?<=\w)\.(?=\w|\s[A-Za-z]))"
    return re.compile(rf"(?:(?!\s[-—–]{{1,2}}\s){inner})+")


@cache
def _according(words: Vocabulary) -> Anchored:
    pattern = re.compile(
        rf"(?<!\w){words.either('actors.according')}\s(?P<name>[^,;:\"\n]{{2,120}}?)(?=[,;:\"\n]|\.?$)"
    )
    return Anchored(pattern, openers(words, "actors.according"))


@cache
def _inverted(words: Vocabulary) -> re.Pattern[str]:
    days = words.either("calendar.weekdays")
    return re.compile(
        rf"(?:\s(?:on\s)?(?i:{days})\b,?)?\s(?P<name>(?:(?:the|a)\s)?[A-Z][^,;:\"“”\n]{{1,100}}?)(?=[,;:\"“”\n]|\.?$)"
    )


@cache
def _office(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a noun phrase after "said", to the end of its clause and with no verb of its own."""
    verb = words.either("function.are", "function.have", "strike.verbs", "casualties.killed_active")
    article, more = words.either("function.articles"), rf"(?!{verb}\s)[^\s,;:\"“”]{{1,20}}\s"
    name = rf"{article}\s(?:{more}){{0,10}}(?!{verb}\b)[\w'-]{{2,20}}"
    return re.compile(rf"\s(?P<name>{name})(?=[,;:\"“”\n]|\.?\s?$|\.\s)")


@cache
def _calendar_only(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(words.either("calendar.weekdays", "calendar.months"))


@cache
def _lead(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what goes before a source: a dateline, a day, "a spokesman for the"."""
    dateline = r"(?:[^()\n]{0,30}\d[^()\n]{0,8}\([^()\n]{2,20}\)\s|\d{4}[-–—])?"
    days = words.either("calendar.weekdays", "calendar.words.week_before")
    leads = words.either("actors.leads")
    return re.compile(rf"[\s—–-]{{0,4}}{dateline}(?:(?:{leads}|(?:{words.either('function.on')}\s)?{days})\s){{0,6}}")


@cache
def _cut(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what no longer belongs to a source: "officials | nine people", "the army | has"."""
    other = words.either("actors.relative", "actors.cuts", "calendar.weekdays", "function.have")
    counts = words.either(
        "numbers.ones", "numbers.vague", *(f"numbers.hedges.{key}" for key in words.table("numbers.hedges"))
    )
    return re.compile(rf",?\s(?:{other}|{counts}|\d+)(?![\w-])")


@cache
def _officials(words: Vocabulary) -> re.Pattern[str]:
    return word(words.either("actors.officials") + "s?")
