"""Whether what is only called an attack, operation or assault was one from the air, of artillery or of missiles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from geostrike.reports.facts.standing import slain_on_ground
from geostrike.reports.sentences.others import claimed
from geostrike.reports.sentences.references import is_line, owner
from geostrike.reports.sources import REACH, Source, Statement
from geostrike.reports.strikes.triggers import Sort, Trigger, on_ground
from geostrike.reports.text.prose import Sentence, within
from geostrike.reports.text.vocabulary import Vocabulary

_NAMED = (Sort.NOUN, Sort.VERB, Sort.PLAIN)
"""Triggers that name a strike."""

_OWNED = 24
"""Characters before a strike in which it is said whose it is."""


def opens_none(source: Source, sentence: Sentence, found: Sequence[Trigger], *, further: int = 1) -> bool:
    """Whether triggers are too vague to open a report: "Yesterday's attack killed three in Nice".

    They are not where a strike is named in the sentence, in the one before it or as many behind it as `further` says,
    or aircraft or weapons that strikes are made with beside it, unless the text speaks of people on the ground as
    well, or of aircraft that crashed.
    """
    if not found or not all(_is_vague(source, trigger) for trigger in found):
        return False
    start = source.sentences[max(sentence.rank - 1, 0)].start
    end, limit = (source.sentences[min(sentence.rank + on, len(source.sentences) - 1)].end for on in (1, further))
    around = within(source.triggers, start, limit)
    if any(trigger.sort in _NAMED and not _is_vague(source, trigger) for trigger in around):
        return False
    if not source.has(start, end, "means.aircraft", "strike.weapons", "strike.nouns", "strike.always", plural=True):
        return True
    # That the police speak is enough here: a helicopter beside them is theirs.
    return source.first(on_ground, start, end) is not None or source.has(start, end, "deeds.mishaps")


def is_vague(source: Source, statement: Statement) -> bool:
    """Whether a statement may be of any arms: "the Hamas attack on 7 October"."""
    found = within(source.triggers, statement.start, statement.end)
    return opens_none(source, statement.sentence, found)


def is_on_ground(source: Source, statement: Statement) -> bool:
    """Whether a statement is of what people on the ground did: "in the assault of 2014, gunmen stormed a hotel"."""
    start, end = statement.start, statement.end
    found = within(source.triggers, start, end)
    return acts_on_ground(source, start, end) and all(_is_vague(source, trigger) for trigger in found)


def acts_on_ground(source: Source, start: int, end: int) -> bool:
    """Whether a stretch is of people on the ground and what they did, and not only of what they said: "police said"."""
    on_foot = source.every(on_ground, start, end)
    return any(source.at(_say, match.end(), end) is None for match in on_foot)


def _is_vague(source: Source, trigger: Trigger) -> bool:
    """Whether a trigger is a noun, or the doing of what a noun says, that may be of any arms."""
    if trigger.sort not in (Sort.LOOSE, Sort.VERB):
        return False
    vague = source.first(_vague, trigger.start, trigger.end)
    return vague is not None and not vague["air"]


@cache
def _say(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of people who say something: "police | commissioner in Nasarawa confirmed"."""
    return re.compile(rf"(?:\s[\w'-]{{1,16}}){{0,5}}\s{words.either('actors.speech')}(?![\w-])")


@cache
def _vague(words: Vocabulary) -> re.Pattern[str]:
    # "Launched aerial attacks" says of what arms.
    air = rf"(?P<air>{words.either('strike.air')}\s)?"
    return re.compile(rf"(?<![\w-]){air}{words.either('strike.vague', plural=True)}$")


def is_unarmed(source: Source, found: Sequence[Trigger], start: int, end: int) -> bool:
    """Whether a plain "strike" is no armed one: no other trigger, release's wording or military word stands near."""
    if not any(trigger.sort is Sort.PLAIN for trigger in found):
        return False
    return not (
        any(trigger.sort in (Sort.NOUN, Sort.VERB) for trigger in found)
        or is_line(source, start, end)
        or any(source.before(owner, each.start, _OWNED, start=start) for each in found)
        or source.has(max(0, start - REACH), end + REACH, "strike.military", plural=True)
    )


def is_ground_attack(source: Source, found: Sequence[Trigger], start: int, end: int, *, near: bool) -> bool:
    """Whether what is only called an attack or the like was made on the ground, as who did it or owned up to it says.

    "Fighters attacked a base in the latest raid" may be of a strike that was told `near`.
    """
    if not all(trigger.sort is Sort.LOOSE for trigger in found):
        return False
    if any(source.first(said, start, end) for said in (claimed, slain_on_ground)):
        return True
    return not near and acts_on_ground(source, start, end)
