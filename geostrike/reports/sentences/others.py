"""What is no strike's: deeds and dead of others, elsewhere, on the ground or of a whole war."""

from __future__ import annotations

import re
from functools import cache

from geostrike.reports.facts.standing import slain_on_ground
from geostrike.reports.sentences.totals import of_period, of_war
from geostrike.reports.sources import Source
from geostrike.reports.text.anchors import Anchored, openers
from geostrike.reports.text.vocabulary import Vocabulary, word

_SUBJECT = 60
"""Characters before a verb of killing in which the last word of its subject stands."""


def is_of_others(source: Source, start: int, end: int) -> bool:
    """Whether a stretch tells of people elsewhere, of those whom somebody else killed, or who died over some time."""
    if source.has(start, end, "casualties.foreign", plural=True) or source.has(start, end, "casualties.tallies"):
        return True
    if any(source.first(other, start, end) for other in (claimed, slain_on_ground, of_period, of_war)):
        return True
    has = source.has(start, end, "function.have")
    return has and source.first(_other_killer, start, end) is not None


def others_kill(source: Source, start: int, end: int) -> bool:
    """Whether people are the object of who or what cannot be the strike: "its forces killed 24", "the siege did"."""
    passage = source.passage(start, end)
    for match in source.every(_slaying, start, end):
        quantity = passage.quantity_at(match.end())
        if quantity is None or not passage.may_be_people(quantity):
            continue
        subject = source.before(_subject, match.start(), _SUBJECT, start=start)
        if subject is not None and not _is_struck_by(source, start, match.start(), subject["who"]):
            return True
    return False


def _is_struck_by(source: Source, start: int, end: int, last: str) -> bool:
    """Whether the strike or its weapons are what a verb has as its subject, or `last`, the word before it, is none."""
    return _no_subject(source.words).fullmatch(last) is not None or source.has(
        start, end, "casualties.own_nouns", "strike.bombs", "strike.weapons", "means.aircraft", plural=True
    )


@cache
def _slaying(words: Vocabulary) -> Anchored:
    """Return the pattern of a finite verb of killing, up to its object."""
    verbs = ("strike.slain", "deeds.left")
    return Anchored(re.compile(rf"(?<![\w-]){words.either(*verbs)}\s"), openers(words, *verbs))


@cache
def _subject(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of the word before a verb of killing, which is the last of its subject."""
    return re.compile(rf"(?<![\w'-])(?P<who>[a-z][\w'-]{{1,30}})\s(?:{words.either('casualties.by_now')}\s)?$")


@cache
def _no_subject(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a word that is a pronoun, a number, or part of the verb: "it", "the second", "were"."""
    links = ("function.have", "function.was", "function.joins", "function.who", "casualties.auxiliary")
    counted = ("numbers.ones", "reference.ordinals")
    return re.compile(words.either("casualties.own_pronouns", *links, *counted))


@cache
def claimed(words: Vocabulary) -> Anchored:
    """Return the pattern of what people on the ground own up to: "Islamic State claimed the attack".

    An army that does so speaks of its strike.
    """
    group, number = words.either("casualties.claimants"), words.either("numbers.ones", "function.articles")
    deeds = words.either("casualties.claimed_deeds", plural=True)
    which = rf"{words.either('casualties.credit')}|{number}\s(?:[\w-]{{2,14}}\s){{0,3}}{deeds}"
    claims = rf"{words.either('casualties.claims')}\s(?:{which})"
    pattern = word(rf"{group}(?:\s[\w'-]{{1,14}}){{0,4}}?\s{claims}|{words.either('casualties.claimed_by')}\s{group}")
    return Anchored(pattern, openers(words, "casualties.claimants", "casualties.claimed_by"))


def _killing(words: Vocabulary) -> str:
    """Return a pattern of what others have done: "has also killed", "has so far left"."""
    by_now, killed = words.either("casualties.by_now"), words.either("casualties.killed_active", "deeds.left")
    return rf"{words.either('function.have')}\s(?:{by_now}\s){{0,2}}{killed}"


@cache
def _other_killer(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of someone else who kills: "the group has killed dozens of soldiers this year", "the war"."""
    neutral = words.either("casualties.own_pronouns", "casualties.own_nouns", plural=True)
    war = rf"{words.either('casualties.wars')}(?:,?\s[^\s,.;:]{{1,16}},?){{0,10}}?"
    brought = rf"{words.either('function.have')}\s{words.either('casualties.war_brought')}"
    other = rf"(?!{neutral}\s)(?!\d)[\w'-]{{2,30}}\s{_killing(words)}"
    return word(rf"{other}|{war}\s(?:{_killing(words)}|{brought})")
