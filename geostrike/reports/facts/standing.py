"""Which of the dead and wounded that are told stand: not those avenged, and early counts only until later ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from geostrike.reports.facts.numbers import few
from geostrike.reports.facts.passages import Fact, Passage, Wording
from geostrike.reports.text.anchors import Anchored, openers
from geostrike.reports.text.vocabulary import Vocabulary

_OPENING = 24
"""Characters from a passage's start within which what was done before opens it: "A day after gunmen killed"."""


def standing(passage: Passage, facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield the facts that tell of the strike itself; those of early reports give way to what is said elsewhere.

    "In revenge for the killing of 21 workers" tells of no dead of the strike, nor does what those who were struck had
    done: "responsible for an attack that killed nine". "Initial reports had five dead" holds only until another number
    is told.
    """
    told = list(facts)
    if not told:
        return
    others, early = _regions(passage, _of_others), _regions(passage, _early)
    for fact in told:
        if not _within(fact, others):
            yield fact._replace(weight=min(fact.weight, -1)) if _within(fact, early) else fact


def _regions(passage: Passage, wording: Wording) -> list[tuple[int, int]]:
    """Return where some wording is met; what opens a sentence ends at its comma: "after gunmen killed 26, jets hit"."""
    return [(match.start(), _clause_end(passage, *match.span())) for match in passage.every(wording)]


def _clause_end(passage: Passage, start: int, end: int) -> int:
    comma = passage.folded.find(",", start, end) if start - passage.start <= _OPENING else -1
    return end if comma < 0 else comma


def _within(fact: Fact, regions: list[tuple[int, int]]) -> bool:
    return any(start <= fact.span.start < end for start, end in regions)


@cache
def _of_others(words: Vocabulary) -> Anchored:
    """Return the pattern of why a strike was made, and of deeds that somebody is blamed for, to the end of each.

    "In revenge for the killing of 21 workers", "behind two attacks on a patrol that killed nine", not "the attack".
    """
    # "In response to the attack on a college, in which extremists killed 148".
    there = rf"(?:,\s?{words.either('function.at_places')}\s{words.either('function.that')}\s[^.,;:\"\n]{{1,120}})?"
    motive = rf"{words.either('casualties.motives')}\s[^.,;:\"\n]{{1,160}}{there}"
    guilt = rf"{words.either('casualties.guilt')}\s{_deed(words)}[^.;:\n]{{0,240}}"
    return Anchored(
        re.compile(rf"(?<![\w-])(?:{motive}|{guilt}|{_blast(words)}|{_who_killed(words)}[^.;:\n]{{0,160}})"),
        openers(words, "casualties.motives", "casualties.guilt", "reference.background", "deeds.ground")
        | openers(words, "casualties.killers", plural=True),
    )


def _deed(words: Vocabulary) -> str:
    """Return the pattern of a deed that is told as new, and was not done from the air: "two attacks on a patrol"."""
    some, from_air = rf"(?:{words.either('function.articles')}|{few(words)})", words.either("strike.air")
    deeds = words.either("reference.deeds", plural=True)
    return rf"{some}\s(?:(?!{from_air}\s)[\w'-]{{1,14}}\s){{0,4}}?{deeds}(?![\w-])"


def _blast(words: Vocabulary) -> str:
    """Return the pattern of what a bomb on the ground did, with those whom it hurt: "a car bomb killed a guard"."""
    and_, hurt = words.either("function.and"), words.either("casualties.killed_active", "casualties.wounded_active")
    blast = rf"{words.either('deeds.ground')}(?:\s(?!{and_}\s)[\w'-]{{2,14}}){{0,4}}?"
    return rf"{blast}\s{hurt}\s(?:(?!{and_}\s)[^\s.,;:]{{1,16}}\s?){{0,9}}"


def _who_killed(words: Vocabulary) -> str:
    """Return the pattern of who kills on the ground: "after militants killed 29", "the man who killed 38 tourists"."""
    shot = rf"(?:{words.either('function.have')}\s)?(?:[a-z]{{2,10}}\s{words.either('function.and')}\s)?"
    slain = rf"\s{shot}{words.either('strike.slain')}(?![\w-])"
    killers = words.either("casualties.killers", plural=True)
    after = rf"{words.either('reference.background')}\s(?:[\w-]{{2,16}}\s){{0,3}}?{killers}"
    return rf"(?:{after}|{killers}\s{words.either('function.who')}){slain}"


@cache
def ground_cause(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of who killed on the ground, or in what, behind the verb: " by gunmen", " in heavy clashes".

    Not "by rebel fire", "by fighter jets", "in clashes and air strikes".
    """
    from_air = ("strike.bombs", "strike.weapons", "strike.loose", "strike.nouns", "deeds.told_of", "means.aircraft")
    fire = rf"(?!\s(?:{words.either(*from_air, plural=True)}|{words.either('function.who')}))"
    killers = words.either("casualties.killers", plural=True)
    by = rf"{words.either('actors.by')}\s(?:[\w'-]{{1,16}}\s){{0,3}}?{killers}{fire}"
    fights = rf"(?:[\w-]{{2,12}}\s){{0,2}}?{words.either('casualties.fights', plural=True)}"
    among = rf"{words.either('function.in')}\s{fights}(?!,?\s{words.either('function.and')})"
    return re.compile(rf"\s(?:{by}|{among})(?![\w'-])")


@cache
def slain_on_ground(words: Vocabulary) -> Anchored:
    """Return the pattern of people who were killed on the ground: "two soldiers were killed by Kurdish fighters"."""
    hurt = rf"\s{words.either('function.and')}\s(?:[\w-]{{1,14}}\s){{1,3}}{words.either('casualties.wounded_passive')}"
    pattern = re.compile(rf"(?<![\w-]){words.either('strike.slain')}(?:{hurt})?{ground_cause(words).pattern}")
    return Anchored(pattern, openers(words, "strike.slain"))


@cache
def _early(words: Vocabulary) -> Anchored:
    """Return the pattern of what early reports said, to where later ones are told."""
    turns, kind = words.either("casualties.later"), words.either("casualties.early_kinds")
    account = rf"(?:{kind},?\s){{1,2}}{words.either('casualties.early_accounts', plural=True)}"
    early = rf"(?:{words.either('casualties.early')}|{account})"
    pattern = re.compile(rf"(?<![\w-]){early}\s(?:(?!{turns}\s)[^;.\n]){{1,160}}")
    return Anchored(pattern, openers(words, "casualties.early", "casualties.early_kinds"))
