"""Who says that a strike was made: "according to X", "X said", "said X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geostrike.reports.facts.numbers import hedge_lists
from geostrike.reports.facts.passages import Fact, Passage
from geostrike.reports.text.anchors import Anchored, any_of, openers
from geostrike.reports.text.prose import span
from geostrike.reports.text.vocabulary import Vocabulary, word

_LONGEST_NAME = 90

_QUOTATION = 4
"""Characters before a verb of saying in which a quotation ends that its speaker follows."""


def attribution(passage: Passage) -> Iterator[Fact]:
    """Yield who a passage gives as its source: "according to X", "X said", "said X"."""
    for match in passage.every(_according):
        yield from _source(passage, *match.span("name"))
    for match in passage.every(any_of, "actors.said"):
        yield from _speaker_after(passage, match) or _speaker_before(passage, match.start())


def _speaker_after(passage: Passage, said: re.Match[str]) -> list[Fact]:
    """Return who follows the verb behind what is quoted: `", said X"`, or an office alone: "said a top official"."""
    before = passage.folded[max(passage.start, said.start() - _QUOTATION) : said.start()]
    if said.group() not in passage.words.words("actors.inverted") or not before.rstrip().endswith((",", '"', "'")):
        return []
    name = _inverted(passage.words).match(passage.text, said.end(), passage.end)
    if name and name["name"].casefold() not in passage.words.words("calendar.weekdays", "calendar.months"):
        found = _source(passage, *name.span("name"))
        if found:
            return found
    office = passage.at(_office, said.end())
    official = office is not None and _officials(passage.words).search(office["name"]) is not None
    return _source(passage, *office.span("name")) if office and official else []


def _speaker_before(passage: Passage, verb: int) -> list[Fact]:
    """Return the noun phrase that ends at the verb, its relative clause left out."""
    window = max(passage.start, verb - 2 * _LONGEST_NAME)
    pieces = list(_clause_piece().finditer(passage.text, window, verb))
    for piece in reversed(pieces[-3:]):
        tokens = piece.group().lower().split()
        if tokens and tokens[0] not in passage.words.words("actors.relative"):
            # "Lists a declared strike" tells of no saying, nor does "no casualties were reported".
            none = tokens[-1] in passage.words.words("numbers.links.articles", "function.are")
            return [] if none else _source(passage, *piece.span())
    return []


def _source(passage: Passage, start: int, end: int) -> list[Fact]:
    """Return the source that stands in a stretch, stripped of articles and of "a statement from", if it is one.

    Who is named goes before who is told of by an office.
    """
    words = passage.words
    lead = _lead(words).match(passage.folded, start, end)
    start = lead.end() if lead else start
    cut = _cut(words).search(passage.folded, start, end)
    who = span(passage.text, start, cut.start() if cut else end)
    plain, tokens = who.text.casefold(), who.text.split()
    pronoun = bool(tokens) and tokens[0].casefold() in words.words("actors.pronouns")
    if not tokens or pronoun or plain in words.words("actors.anonymous") or len(plain) > _LONGEST_NAME:
        return []
    named = any(token[:1].isupper() for token in tokens)
    told = named or _officials(words).search(plain) is not None
    return [Fact("attributed_to", who.text, who, 2 if named else 1)] if told else []


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
    on, days = words.either("function.on"), words.either("calendar.weekdays")
    article = rf"(?:{words.either('function.articles')}\s)?"
    return re.compile(
        rf"(?:\s(?:{on}\s)?(?i:{days})\b,?)?\s(?P<name>{article}[A-Z][^,;:\"“”\n]{{1,100}}?)(?=[,;:\"“”\n]|\.?$)"
    )


@cache
def _office(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a noun phrase after "said", to the end of its clause and with no verb of its own."""
    verb = words.either("function.are", "function.have", "strike.verbs", "casualties.killed_active")
    article, more = words.either("function.articles"), rf"(?!{verb}\s)[^\s,;:\"“”]{{1,20}}\s"
    name = rf"{article}\s(?:{more}){{0,10}}(?!{verb}\b)[\w'-]{{2,20}}"
    return re.compile(rf"\s(?P<name>{name})(?=[,;:\"“”\n]|\.?\s?$|\.\s)")


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
    counts = words.either("numbers.ones", "numbers.vague", *hedge_lists(words))
    return re.compile(rf",?\s(?:{other}|{counts}|\d+)(?![\w-])")


@cache
def _officials(words: Vocabulary) -> re.Pattern[str]:
    return word(words.either("actors.officials", plural=True))
