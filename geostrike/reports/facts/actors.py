"""Who struck, and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geostrike.reports.facts.passages import Fact, Passage, text_fact
from geostrike.reports.text.anchors import Anchored, any_of, openers
from geostrike.reports.text.vocabulary import Vocabulary, word

_LONGEST_NAME = 90

_LONGEST_PLACE = 48
"""Characters before the name of a state in which it is said to be where something was."""

_PARTIES = ("states", "demonyms", "named", "bodies", "kinds", "portions", "followers")
"""Lists of words that who strikes can begin with."""


def actor(passage: Passage) -> Iterator[Fact]:
    """Yield who carried out a strike: the subject of its verb, else who the strike is named after."""
    for match in _actor(passage.words).finditer(passage.folded, passage.start, passage.end):
        by, acts, strike = match.group("by", "acts", "strike")
        if not (by or acts or strike) or not _is_name(passage, match):
            continue
        start, end = match.span("name")
        if by and _by_word(passage.words).search(passage.folded, max(passage.start, match.start() - 16), match.start()):
            continue
        if acts and not by and _is_where(passage, match):
            continue
        yield text_fact("actor", passage.text, start, end, 3 if by else 2 if acts else 1)


def _is_where(passage: Passage, match: re.Match[str]) -> bool:
    """Whether a bare name says where and not who: "the airstrike in Somalia killed", "raids in Dana, Syria killed"."""
    start, end = match.span("name")
    if passage.folded[start:end] not in passage.words.words("actors.states"):
        return False
    before = max(passage.start, start - _LONGEST_PLACE)
    if _preposition(passage.words).search(passage.folded, before, start) is not None:
        return True
    killed = match["acts"].split()[-1] in passage.words.words("casualties.killed_active")
    return killed and _in_town(passage.words).search(passage.folded, before, start) is not None


def _is_name(passage: Passage, match: re.Match[str]) -> bool:
    """Whether "us" is a country here and not a pronoun; "US" is, and so is "us airstrikes"."""
    name = passage.text[match.start("name") : match.end("name")]
    return name not in passage.words.words("actors.also_pronouns") or match["strike"] is not None


def attribution(passage: Passage) -> Iterator[Fact]:
    """Yield who a passage gives as its source: "according to X", "X said", "said X"."""
    for match in _according(passage.words).finditer(passage.folded, passage.start, passage.end):
        yield from _source(passage, *match.span("name"), 2)
    for match in _speech(passage.words).finditer(passage.folded, passage.start, passage.end):
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
def _party(words: Vocabulary) -> str:
    """Return a pattern of who may strike: "US", "the Saudi-led coalition", "Kenya Defence Forces"."""
    states = words.either("actors.states", "actors.demonyms", "actors.named")
    forces = words.either("actors.forces")
    kinds = words.either("actors.kinds")
    of_forces = rf"(?:'s)?(?:\s{kinds}){{0,4}}\s{forces}"
    of_state = rf"{words.either('actors.portions')}\s{states}{of_forces}|{states}\.?(?:{of_forces})?"
    party = rf"(?:{of_state}|(?:{kinds}\s){{0,3}}{words.either('actors.bodies')})"
    # "Forces loyal to strongman Khalifa Haftar".
    follow = rf"{words.either('actors.followers')}\s{words.either('actors.following')}"
    return rf"(?:(?:{follow}\s(?:{words.either('function.the')}\s)?(?:[a-z]{{2,14}}\s){{0,4}}?)?{party})"


@cache
def _actor(words: Vocabulary) -> Anchored:
    adjectives = words.either("means.adjectives", "strike.adjectives", "actors.demonyms")
    strike = rf"\s(?:{adjectives}\s){{0,3}}{words.either('strike.nouns', 'strike.loose', plural=True)}(?![\w-])"
    acts = words.either(
        "strike.conducted", "strike.verbs", "strike.headline", "strike.released", "casualties.killed_active"
    )
    craft = rf"(?:{adjectives}\.?\s){{0,4}}{words.either('means.aircraft', plural=True)}"
    owned = rf"(?:{words.either('function.possessive')})?\s"
    arms = rf"{words.either('nouns.munitions', plural=True)}"
    aircraft = rf"(?:{owned}(?:{craft}(?:\sand\s{craft})?|{arms}))?"
    # "the army (LNA) said it had conducted": who says that it did, did.
    day_parts = words.either("calendar.words.day_parts", "calendar.words.nights")
    days, that = words.either("calendar.weekdays"), words.either("function.that_clause")
    on, the = words.either("function.on"), words.either("function.the")
    day = rf"(?:\s(?:{on}\s)?{days})?"
    said = (
        rf"(?:\s\([\w-]{{2,9}}\))?(?:\s{words.either('actors.said')}{day}(?:\s{that})?\s{words.either('function.it')})?"
    )
    when = rf"{day_parts}|{days}|{words.either('function.in')}\s\w{{1,20}}"
    filler = rf"{words.either('function.between_subject_and_verb')}|{when}"
    fillers = rf"(?:\s(?:{filler})){{0,3}}"
    party, article = _party(words), rf"(?:{the}\s)?"
    more = rf"(?:,\s{article}{party}){{0,3}}\s{words.either('function.and_or')}\s{article}{party}"
    parties = rf"{party}(?:{more})?"
    pattern = re.compile(
        rf"(?<![\w-])(?P<by>{words.either('actors.by')}\s(?:{the}\s)?)?(?P<name>{parties})(?![\w-])"
        rf"(?:(?P<strike>{strike})|(?P<acts>{aircraft}{said}{fillers}\s{acts}(?![\w-])))?"
    )
    return Anchored(pattern, openers(words, "actors.by", *(f"actors.{key}" for key in _PARTIES)))


@cache
def _according(words: Vocabulary) -> Anchored:
    pattern = re.compile(
        rf"(?<!\w){words.either('actors.according')}\s(?P<name>[^,;:\"\n]{{2,120}}?)(?=[,;:\"\n]|\.?$)"
    )
    return Anchored(pattern, openers(words, "actors.according"))


@cache
def _speech(words: Vocabulary) -> Anchored:
    return any_of(words, "actors.said")


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
def _preposition(words: Vocabulary) -> re.Pattern[str]:
    the, portions = words.either("function.the"), words.either("actors.portions")
    return re.compile(rf"(?<![\w-]){words.either('actors.where')}\s(?:{the}\s)?(?:{portions}\s)?$")


@cache
def _by_word(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what others do than strike: "identified by the army"."""
    return re.compile(rf"(?<![\w-]){words.either('actors.done_otherwise')}\s$")


@cache
def _in_town(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a town before its state: "in Kunduz, "."""
    return re.compile(rf"(?<![\w-]){words.either('actors.where')}\s(?:[\w'-]{{1,16}}\s?){{1,3}},\s$")


@cache
def _calendar_only(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(words.either("calendar.weekdays", "calendar.months"))


@cache
def _lead(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"[\s—–-]{{0,4}}(?:(?:{words.either('actors.leads')})\s){{0,6}}")


@cache
def _cut(words: Vocabulary) -> re.Pattern[str]:
    days = words.either("calendar.weekdays")
    return re.compile(rf",?\s(?:{words.either('actors.relative', 'actors.cuts')}|{days})(?![\w-])")


@cache
def _officials(words: Vocabulary) -> re.Pattern[str]:
    return word(words.either("actors.officials") + "s?")
