"""Who struck: a state, an army, a coalition or its aircraft, as the agent, the subject or the owner of a strike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geostrike.reports.facts.passages import Fact, Passage, text_fact
from geostrike.reports.strikes.subjects import between, craft, crafts, sending
from geostrike.reports.text.anchors import Anchored, openers
from geostrike.reports.text.vocabulary import IN_CLAUSE, IN_PHRASE, Vocabulary

_BEFORE = 80
"""Characters before a party in which it is led up to: "was hit by two fighter jets of the"."""

_AFTER = 80
"""Characters after a deed in which it is said to be one of many: "have launched raids on towns in recent months"."""

_PARTIES = ("states", "demonyms", "named", "bodies", "alone", "kinds", "portions", "followers", "styled")
"""Lists of words that who strikes can begin with."""


def actor(passage: Passage) -> Iterator[Fact]:
    """Yield who carried out a strike, the agent before the subject of its verb and who it is named after.

    A party that denies it, is only asked about ("whether") or told of for many strikes of late is none.
    """
    parties = list(passage.every(_parties))
    denied = {match["name"] for match in parties if match["denies"]}
    for match in parties:
        weight = 0 if match["name"] in denied or not _is_name(passage, match) else _weight(passage, match)
        if weight:
            yield text_fact("actor", passage.text, *match.span("name"), weight)


def _weight(passage: Passage, match: re.Match[str]) -> int:
    """Return 3 for an agent, 2 for a subject, 1 for whom a strike is named after, 0 for who is none of them."""
    words, start = passage.words, match.start("name")
    before = passage.folded[max(passage.start, start - _BEFORE) : start]
    if _asked(words).search(before):
        return 0
    if led := _led(words).search(before):
        return 0 if _other_deed(words).search(before, 0, led.start()) else 3
    if _blamed(words).search(before) and passage.at(_for_it, match.end("name")):
        return 3
    if match["acts"] and not _is_where(passage, match, before) and not _is_habit(passage, match):
        return 2
    if match["strike"] or (_strikes_of(words).search(before) and not _is_bare(passage, match)):
        return 1
    return 0


def _is_where(passage: Passage, match: re.Match[str], before: str) -> bool:
    """Whether a bare name says where and not who: "the airstrike in Somalia killed", "raids in Dana, Syria killed"."""
    if not _is_bare(passage, match):
        return False
    if _preposition(passage.words).search(before) is not None:
        return True
    killed = match["acts"].split()[-1] in passage.words.words("casualties.killed_active")
    return killed and _in_town(passage.words).search(before) is not None


def _is_bare(passage: Passage, match: re.Match[str]) -> bool:
    """Whether a party is the name of a state and no more, so that it may as well be a place."""
    return match["name"] in passage.words.words("actors.states") and not match["craft"]


def _is_habit(passage: Passage, match: re.Match[str]) -> bool:
    """Whether a deed is one of many: "have launched raids in recent months"."""
    if _perfect(passage.words).search(match["acts"]) is None:
        return False
    end = min(match.end() + _AFTER, passage.end)
    return _period(passage.words).search(passage.folded, match.end(), end) is not None


def _is_name(passage: Passage, match: re.Match[str]) -> bool:
    """Whether "us" is a country here and not a pronoun; "US" is, and so is "us airstrikes"."""
    name = passage.text[match.start("name") : match.end("name")]
    return name not in passage.words.words("actors.also_pronouns") or match["strike"] is not None


@cache
def _parties(words: Vocabulary) -> Anchored:
    """Return the pattern of a party with what it is said to have done, and of whether it denies that."""
    article = rf"(?:{words.either('function.the')}\s)?"
    more = rf"(?:,\s{article}{_party(words)}){{0,3}}\s{words.either('function.and_or')}\s{article}{_party(words)}"
    name = rf"(?P<name>{_party(words)}(?:{more})?)(?![\w-])\"?"
    own = words.either("function.possessive")
    short = r"(?:\s\([\w.-]{2,9}\))?"
    denies = rf"(?P<denies>{short}(?:\s{words.either('function.have')})?\s{words.either('actors.denies')}(?![\w-]))"
    adjectives = words.either("means.adjectives", "strike.adjectives", "actors.demonyms")
    strike = rf"(?P<strike>(?:{own})?{short}\s(?:{adjectives}\s){{0,3}}{_strike(words)}(?![\w-]))"
    aircraft = rf"(?P<craft>(?:{own})?{short}\s(?:{adjectives}\.?\s){{0,4}}(?:{crafts(words)}|{_arms(words)}))"
    acts = rf"(?P<acts>{aircraft}?{_told(words)}?{between(words)}\s{_deed(words)}(?![\w-]))"
    pattern = re.compile(rf"(?<![\w-]){name}(?:{denies}|{strike}|{acts})?")
    return Anchored(pattern, openers(words, *(f"actors.{key}" for key in _PARTIES)))


@cache
def _party(words: Vocabulary) -> str:
    """Return a pattern of who may strike: "US", "the Saudi-led coalition", "Kenya Defence Forces"."""
    states = words.either("actors.states", "actors.demonyms", "actors.named")
    forces, own = words.either("actors.forces"), words.either("function.possessive")
    kinds = words.either("actors.kinds", "actors.styled")
    # "Sudanese Rapid Support Forces".
    named = rf"(?:{own})?\s{words.either('actors.named')}"
    of_forces = rf"(?:(?:{own})?(?:\s{kinds}){{0,4}}\s{forces}|{own}(?:\s[\w-]{{2,14}}){{1,3}}\s{forces}|{named})"
    of_state = rf"{words.either('actors.portions')}\s{states}{of_forces}|{states}\.?(?:{of_forces})?"
    # "Army drones".
    alone = rf"{words.either('actors.alone')}(?=\s(?:{words.either('means.adjectives')}\s){{0,2}}{craft(words)})"
    party = rf"(?:{of_state}|(?:{kinds}\s){{0,3}}{words.either('actors.bodies')}|{alone})"
    # "Forces loyal to strongman Khalifa Haftar".
    follow = rf"{words.either('actors.followers')}\s{words.either('actors.following')}"
    whose = rf"{follow}\s(?:{words.either('function.the')}\s)?(?:[a-z-]{{2,16}}\s){{0,4}}?"
    return rf"(?:{whose})?{party}"


@cache
def _deed(words: Vocabulary) -> str:
    """Return what a subject does that is a strike: "struck", "carried out on Friday six raids", "dropped bombs"."""
    struck = words.either("strike.verbs", "strike.headline", "casualties.killed_active", "actors.behind")
    made = words.either("strike.conducted", "strike.released")
    thing = rf"(?:{_strike(words)}|{_arms(words)}|{words.either('strike.weapons', plural=True)})"
    upon = words.either("function.on", "function.in", "actors.at")
    return rf"(?:{struck}|{sending(words)}|{made}(?:(?:\s\"?{IN_PHRASE}\"?){{0,7}}?\s{thing}|(?=\s{upon}\s)))"


@cache
def _told(words: Vocabulary) -> str:
    """Return what leads to the deed of one who tells of it: "said on Friday that its jets", "says an airstrike of"."""
    said, it = words.either("actors.said", "actors.admits"), words.either("function.it")
    days, that = words.either("calendar.weekdays"), words.either("function.that_clause")
    day = rf"(?:\s(?:{words.either('function.on')}\s)?(?:{days}|\d{{1,2}}\s\w{{3,9}}))?"
    forces = rf"(?:\s{IN_CLAUSE}){{0,2}}\s(?:{craft(words)}|{words.either('actors.forces')})"
    its = rf"{words.either('actors.its')}{forces}"
    aside = r"(?:,[^,.;:\n]{3,80},)?"
    direct = rf"{day}(?:\s{that})?{aside}\s(?:{it}|{its}|{words.either('actors.having')})"
    late = rf"(?:\s{IN_PHRASE}){{1,24}}?\s{_strike(words)}(?:\s{that})?\s(?:{it}|{words.either('actors.its_own')})"
    return rf"(?:(?:\s\([\w-]{{2,9}}\))?{aside}(?:\s{words.either('function.have')})?\s{said}(?:{direct}|{late}))"


@cache
def _strike(words: Vocabulary) -> str:
    return words.either("strike.nouns", "strike.loose", plural=True)


@cache
def _arms(words: Vocabulary) -> str:
    return words.either("nouns.munitions", plural=True)


@cache
def _led(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what makes of a party the agent: "by the", "by two warplanes of the", "blamed on"."""
    some, article, by = r"(?:[\w'-]{1,16}\s)", rf"(?:{words.either('function.articles')}\s)", words.either("actors.by")
    of = rf"{craft(words)}\s{words.either('actors.of_owner')}\s{some}{{0,2}}"
    return re.compile(rf"(?<![\w-]){by}\s(?:{some}{{0,4}}{of}|{article}?{some}?)$")


@cache
def _blamed(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what makes of a party the agent of a strike that is named behind it: "blamed the"."""
    return re.compile(rf"(?<![\w-]){words.either('actors.blames')}\s(?:[\w'-]{{1,16}}\s){{0,3}}$")


@cache
def _for_it(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a strike that somebody is blamed for: " (RSF) for Monday's attack"."""
    some = r"(?:[\w.'-]{1,16}\s){0,4}?"
    return re.compile(
        rf"(?:\s\([\w.-]{{2,9}}\))?\s{words.either('actors.blamed_for')}\s{some}{_strike(words)}(?![\w-])"
    )


@cache
def _other_deed(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what is done "by" others than who strikes: "manned by", "supplied by", "a visit by"."""
    struck = words.either(
        "strike.verbs", "strike.conducted", "strike.released", "casualties.killed_passive", "casualties.wounded_passive"
    )
    harmed = words.either("deeds.harm")
    other = rf"[a-z-]{{2,16}}{words.either('deeds.past')}|{words.either('actors.done_otherwise')}"
    particle = words.either("actors.particles")
    return re.compile(rf"(?<![\w-])(?!(?:{struck}|{harmed})\s)(?:{other})(?:\s{particle})?\s$")


@cache
def _strikes_of(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a strike before whose it is: "airstrikes of the"; "bombing of" goes before a target."""
    strikes, of = words.either("actors.strikes_of", plural=True), words.either("function.of")
    return re.compile(rf"(?<![\w-]){strikes}\s{of}\s(?:[\w-]{{1,14}}\s){{0,2}}$")


@cache
def _asked(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){words.either('actors.asks')}(?:\s{IN_PHRASE}){{0,5}}\s$")


@cache
def _perfect(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){words.either('function.perfect')}\s")


@cache
def _period(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){words.either('strike.period')}(?![\w-])")


@cache
def _preposition(words: Vocabulary) -> re.Pattern[str]:
    the, portions = words.either("function.the"), words.either("actors.portions")
    return re.compile(rf"(?<![\w-]){words.either('actors.where')}\s(?:{the}\s)?(?:{portions}\s)?$")


@cache
def _in_town(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a town before its state: "in Kunduz, "."""
    return re.compile(rf"(?<![\w-]){words.either('actors.where')}\s(?:[\w'-]{{1,16}}\s?){{1,3}},\s$")
