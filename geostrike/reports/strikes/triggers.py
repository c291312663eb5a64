"""The words that tell of a strike.

What counts: bombs, missiles and drones used from the air, missile strikes, artillery and shelling.
What does not: ground raids and clashes, car bombs, workers' strikes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from geostrike.reports.strikes import subjects
from geostrike.reports.strikes.namesakes import fell, is_namesake
from geostrike.reports.strikes.verbs import headline_verb, verbs
from geostrike.reports.text.anchors import DIGITS, Anchored, FirstOf, any_of, openers
from geostrike.reports.text.vocabulary import IN_CLAUSE, Vocabulary, word

_NEARBY = 160
"""Characters on either side of a bomb, a raid or an attack in which the text says that it was one on the ground."""


_LONGEST_LEAD = 100
"""Characters from where a noun phrase of a strike begins within which its noun starts."""


class Sort(StrEnum):
    """What a trigger is, by how much it says alone."""

    NOUN = "an air strike by its name"
    PLAIN = "strike"
    VERB = "a finite verb with an aircraft, a force or a strike as its subject"
    LOOSE = "a noun that can point back to a strike"
    MEMBER = "one of several strikes, its noun left out"
    CAMPAIGN = "a campaign or operation"


class Trigger(NamedTuple):
    """Words that tell of a strike, by slice offsets."""

    start: int
    end: int
    sort: Sort


def triggers(folded: str, words: Vocabulary) -> list[Trigger]:
    """Find the triggers of a folded text in reading order; a longer one hides those within it.

    >>> from geostrike.reports.text.vocabulary import vocabulary
    >>> words = vocabulary("en")
    >>> [(t.sort.name, t.start) for t in triggers("u.s. bombers struck two camps in six air strikes", words)]
    [('VERB', 5), ('NOUN', 37)]
    >>> triggers("a hunger strike; isis may strike; militants attacked a post", words)
    []
    """
    found = sorted(_all(folded, words), key=lambda trigger: (trigger.start, -trigger.end))
    kept: list[Trigger] = []
    for trigger in found:
        if not kept or trigger.start >= kept[-1].end:
            kept.append(trigger)
    return kept


def may_tell(folded: str, words: Vocabulary) -> bool:
    """Whether a folded text has any word that could be a trigger, a headline's verb included; stops at the first."""
    patterns = (*_patterns(words).values(), *_unsure(words).values(), headline_verb(words))
    return any(pattern.search(folded) for pattern in patterns)


def _all(folded: str, words: Vocabulary) -> Iterator[Trigger]:
    others = [match.span() for pattern in _others(words) for match in pattern.finditer(folded)]
    hidden = {position for start, end in others for position in range(start, end)}
    for sort, pattern in _patterns(words).items():
        for match in pattern.finditer(folded):
            start, end = match.span("at")
            if start in hidden or (sort is Sort.PLAIN and _as_verb(words).search(folded, max(0, start - 12), start)):
                continue
            if not (is_namesake(folded, start, end, words) or fell(folded, start, end, words)):
                yield Trigger(start, end, sort)
    for sort, pattern in _unsure(words).items():
        for match in pattern.finditer(folded):
            start, end = match.span("at")
            if start not in hidden and not _is_on_ground(folded, match, words):
                yield Trigger(start, end, sort)


def _is_on_ground(folded: str, match: re.Match[str], words: Vocabulary) -> bool:
    """Whether what may be a strike is another's deed: of those on the ground, or of workers."""
    start, end = max(0, match.start() - _NEARBY), match.end() + _NEARBY
    if on_ground(words).search(folded, start, end):
        return True
    named = match.groupdict()
    if named.get("plain") and any_of(words, "strike.workers").search(folded, start, end):
        return True
    led = _attackers(words) if named.get("attack") else _owner(words) if named.get("owned") else None
    return led is not None and led.search(folded, start, match.start()) is None


@cache
def _others(words: Vocabulary) -> tuple[Anchored, Anchored]:
    """Return the patterns of what is no strike: "a hunger strike", "strike a deal", not "a strike a day earlier"."""
    units, some = words.either("calendar.units"), words.either("function.some")
    verb = word(rf"{words.either('strike.plain')}\s{some}(?!\s{units})")
    return any_of(words, "strike.others"), Anchored(verb, openers(words, "strike.plain"))


@cache
def _as_verb(words: Vocabulary) -> re.Pattern[str]:
    modal = words.either("modality.infinitive", "modality.modal", "actors.pronouns", "modality.auxiliaries")
    return re.compile(rf"(?<![\w-]){modal}\s$")


@cache
def _patterns(words: Vocabulary) -> dict[Sort, Anchored | FirstOf]:
    return {
        Sort.NOUN: FirstOf(_named(words, "strike.nouns"), _by_craft(words)),
        Sort.PLAIN: _named(words, "strike.plain"),
        Sort.CAMPAIGN: _campaigns(words),
        Sort.LOOSE: _loose(words),
        Sort.VERB: verbs(words),
    }


def _named(words: Vocabulary, path: str) -> Anchored:
    pattern = word(rf"(?P<at>{words.either(path, plural=True)})")
    return Anchored(pattern, openers(words, path, plural=True))


def _by_craft(words: Vocabulary) -> Anchored:
    """Return the pattern of a noun that aircraft or weapons make a strike: "an F-15 raid"."""
    crafts = ("means.aircraft", "strike.weapons")
    pattern = word(rf"(?P<at>{words.either(*crafts)}\s{words.either('strike.craft_nouns', plural=True)})")
    return Anchored(pattern, openers(words, *crafts))


def _loose(words: Vocabulary) -> Anchored:
    """Return the pattern of a noun that points back: "the operation", "Tuesday's attack"."""
    back = ("reference.same", "reference.definite")
    pattern = word(
        rf"(?:{words.either(*back)}|{subjects.of_day(words)})\s"
        rf"(?:{IN_CLAUSE}\s){{0,2}}(?P<at>{words.either('strike.loose', plural=True)})"
    )
    first = openers(words, *back, "calendar.weekdays", *subjects.NOWADAYS)
    return Anchored(pattern, first, needs=openers(words, "strike.loose", plural=True), within=_LONGEST_LEAD)


@cache
def _unsure(words: Vocabulary) -> dict[Sort, Anchored]:
    """Return the patterns of what is a strike only where nothing near speaks of people on the ground.

    "Two bombs struck a school", "a bomb fell on Orikhiv", "a raid on a bakery", "Israeli raids on Tyre",
    "an attack this morning hit a bus", "the strike on Friday night hit a school".
    """
    between, on = subjects.between(words), words.either("strike.aimed")
    hits, falls = words.either("strike.hits"), words.either("strike.falls")
    bomb, plural = words.either("strike.dropped_bombs"), words.either("function.plurals")
    some = rf"(?:\s{IN_CLAUSE}){{0,4}}?\s"
    site = rf"{some}{words.either('nouns.sites', 'nouns.vehicles', plural=True)}(?![\w-])"
    that = rf"\s{words.either('function.that')}"
    bombs = rf"{bomb}{plural}?(?:{that})?{between}\s{falls}|{bomb}(?:{plural}|{that}){between}\s{hits}"
    attacks = rf"(?P<attack>{words.either('strike.attacks', plural=True)})(?:{that})?{between}\s{hits}(?={site})"
    # Workers' strikes hit airports and mines, but hardly a house.
    home = rf"\s{words.either('function.some')}{some}{words.either('strike.homes')}(?![\w-])"
    strikes = rf"(?P<plain>{words.either('strike.plain', plural=True)}){between}\s{hits}(?={home})"
    raid = words.either("strike.hitting_nouns")
    raids = rf"{raid}{plural}?,?\s{on}(?={some}{words.either('strike.raided', plural=True)}(?![\w-]))"
    # "Two more raids were reported", after those told before.
    more = rf"{_more(words)}\s{raid}{plural}"
    bombing = rf"{words.either('strike.bombings', plural=True)}\s{words.either('function.of', 'function.at_places')}"
    owned = rf"(?P<owned>{raid}{plural}\s(?:{on}|{words.either('function.in')})|{bombing})"
    # "Killed by Israeli bombing".
    striker = words.either("actors.states", "actors.demonyms", "actors.named")
    theirs = rf"{words.either('actors.agent')}\s{striker}\.?\s{words.either('strike.bombings', plural=True)}"
    # "Six raids were carried out on the camp".
    strikers = words.either("strike.hitting_nouns", "strike.plain", "strike.bombings", plural=True)
    done = rf"{strikers}\s{words.either('function.was')}\s{words.either('strike.conducted')}"
    struck, raided = rf"(?P<at>{bombs}|{attacks}|{strikes}|{done})", rf"(?P<at>{more}|{raids}|{owned}|{theirs})"
    first = ("strike.dropped_bombs", "strike.attacks", "strike.plain", "strike.hitting_nouns", "strike.bombings")
    counted = ("strike.hitting_nouns", "strike.bombings", "numbers.ones", "numbers.vague", "actors.agent")
    return {
        Sort.VERB: Anchored(word(struck), openers(words, *first, plural=True)),
        Sort.PLAIN: Anchored(word(raided), DIGITS | openers(words, *counted, plural=True)),
    }


def _more(words: Vocabulary) -> str:
    return rf"(?:{words.either('numbers.ones', 'numbers.vague')}|\d{{1,2}})\s{words.either('function.more')}"


@cache
def more_of_them(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of strikes that are counted beside those told before: "two more raids"."""
    return word(_more(words))


@cache
def on_ground(words: Vocabulary) -> Anchored:
    """Return the pattern of words of what is done on the ground, by people or by workers."""
    return any_of(words, "strike.ground")


@cache
def _attackers(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what stands before an attack that is not called one on the ground."""
    number = words.either("numbers.ones", "numbers.vague", "function.articles", "reference.same")
    kinds = words.either("strike.adjectives", "actors.states", "actors.demonyms")
    return re.compile(rf"(?<![\w-])(?:{number}|{kinds}|{subjects.of_day(words)})\.?\s$")


@cache
def _owner(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){subjects.owners(words)}\.?(?:{words.either('function.possessive')})?\s$")


def _campaigns(words: Vocabulary) -> Anchored:
    operation = rf"{words.either('strike.air')}\s(?:{IN_CLAUSE}\s){{0,2}}{words.either('strike.operations')}"
    pattern = word(rf"(?P<at>{words.either('strike.campaigns', plural=True)}|{operation})")
    return Anchored(pattern, openers(words, "strike.campaigns", "strike.air", plural=True))
