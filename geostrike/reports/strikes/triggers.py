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

from geostrike.reports.strikes.namesakes import fell, is_namesake
from geostrike.reports.text.anchors import DIGITS, Anchored, FirstOf, any_of, openers
from geostrike.reports.text.vocabulary import IN_CLAUSE, IN_PHRASE, Vocabulary, vocabulary, word

_NOWADAYS = ("calendar.words.today", "calendar.words.yesterday", "calendar.words.last_night")

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


def triggers(folded: str, language: str = "en") -> list[Trigger]:
    """Find the triggers of a folded text in reading order; a longer one hides those within it.

    >>> [(t.sort.name, t.start) for t in triggers("u.s. bombers struck two camps in six air strikes")]
    [('VERB', 5), ('NOUN', 37)]
    >>> triggers("a hunger strike; isis may strike; militants attacked a post")
    []
    """
    words = vocabulary(language)
    found = sorted(_all(folded, words), key=lambda trigger: (trigger.start, -trigger.end))
    kept: list[Trigger] = []
    for trigger in found:
        if not kept or trigger.start >= kept[-1].end:
            kept.append(trigger)
    return kept


def may_tell(folded: str, language: str = "en") -> bool:
    """Whether a folded text has any word that could be a trigger, a headline's verb included; stops at the first."""
    words = vocabulary(language)
    patterns = (*_patterns(words).values(), *_unsure(words).values(), headline_verb(words))
    return any(pattern.search(folded) for pattern in patterns)


def _all(folded: str, words: Vocabulary) -> Iterator[Trigger]:
    others = [match.span() for match in _others(words).finditer(folded)]
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
    if named.get("plain") and _workers(words).search(folded, start, end):
        return True
    led = _attackers(words) if named.get("attack") else _owner(words) if named.get("owned") else None
    return led is not None and led.search(folded, start, match.start()) is None


@cache
def _others(words: Vocabulary) -> Anchored:
    return any_of(words, "strike.others")


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
        Sort.VERB: _verbs(words),
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
        rf"(?:{words.either(*back)}|{_of_day(words)})\s"
        rf"(?:{IN_CLAUSE}\s){{0,2}}(?P<at>{words.either('strike.loose', plural=True)})"
    )
    first = openers(words, *back, "calendar.weekdays", *_NOWADAYS)
    return Anchored(pattern, first, needs=openers(words, "strike.loose", plural=True), within=_LONGEST_LEAD)


def _of_day(words: Vocabulary) -> str:
    """Return a pattern of a day that owns what follows: "Tuesday's", "Sunday night's", "today's"."""
    return rf"(?:{_weekday(words)}|{_nowadays(words)}){words.either('function.possessive')}"


def _weekday(words: Vocabulary) -> str:
    parts = words.either("calendar.words.day_parts", "calendar.words.nights")
    return rf"{words.either('calendar.weekdays')}(?:\s{parts})?"


def _nowadays(words: Vocabulary) -> str:
    return words.either(*_NOWADAYS)


@cache
def _unsure(words: Vocabulary) -> dict[Sort, Anchored]:
    """Return the patterns of what is a strike only where nothing near speaks of people on the ground.

    "Two bombs struck a school", "a bomb fell on Orikhiv", "a raid on a bakery", "Israeli raids on Tyre",
    "an attack this morning hit a bus", "the strike on Friday night hit a school".
    """
    between, on = _between(words), words.either("strike.aimed")
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
    owned = rf"(?P<owned>{raid}{plural}\s{on}|{bombing})"
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
def _workers(words: Vocabulary) -> Anchored:
    return any_of(words, "strike.workers")


@cache
def _attackers(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what stands before an attack that is not called one on the ground."""
    number = words.either("numbers.ones", "numbers.vague", "function.articles", "reference.same")
    kinds = words.either("strike.adjectives", "actors.states", "actors.demonyms")
    return re.compile(rf"(?<![\w-])(?:{number}|{kinds}|{_of_day(words)})\.?\s$")


@cache
def _owner(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){_owners(words)}\.?(?:{words.either('function.possessive')})?\s$")


def _campaigns(words: Vocabulary) -> Anchored:
    operation = rf"{words.either('strike.air')}\s(?:{IN_CLAUSE}\s){{0,2}}{words.either('strike.operations')}"
    pattern = word(rf"(?P<at>{words.either('strike.campaigns', plural=True)}|{operation})")
    return Anchored(pattern, openers(words, "strike.campaigns", "strike.air", plural=True))


def _verbs(words: Vocabulary) -> FirstOf:
    """Return the pattern of what was done: by an aircraft or weapon, a force, a strike, anybody, or to something."""
    # "Struck a deal", "fired a missile into the sea".
    aimed = rf"(?:{words.either('strike.aimed')}\s)?(?:{words.either('function.articles')}\s)?"
    # "Bombarded with questions".
    figure = (
        rf"{words.either('function.with')}\s(?:[\w-]{{2,14}}\s){{0,2}}?{words.either('strike.figures', plural=True)}"
    )
    bare = rf"(?:{aimed}{words.either('strike.bare_objects', 'strike.empty_aims')}|{figure})"
    ways = (*_active(words), *_by_anybody(words), *_passive(words))
    return FirstOf(
        *(Anchored(word(rf"(?P<at>{way})(?!\s{bare})"), openers(words, *first, plural=True)) for way, first in ways)
    )


_Way = tuple[str, tuple[str, ...]]
"""A pattern of a deed, and the paths of the lists of words that it begins with."""


def _active(words: Vocabulary) -> tuple[_Way, ...]:
    """Return what a subject that can strike does: "jets struck", "Russia bombed", "an air raid hit"."""
    hits, kills = words.either("strike.verbs"), words.either("strike.kills")
    between, drop, raids = _between(words), _releasing(words), _conducting(words, "strike.loose")
    that = rf"(?:\s{words.either('function.that')})?"  # "the missile that hit the barracks"
    # "Typhoons used guided bombs to hit a mortar team".
    used = rf"{words.either('strike.used')}\s(?:{IN_CLAUSE}\s){{1,8}}?{words.either('strike.to_strike')}"
    # "Jets crossed the border on Tuesday and bombed": what they did before.
    deed = rf"(?:\s{IN_CLAUSE}){{2,9}}\s{words.either('function.and')}"
    crossed = rf"{deed}\s{words.either('strike.bombing_verbs', 'strike.fired_on')}"
    flew = rf"{that}{between}\s(?:{hits}|{kills}|{words.either('strike.fired_on')}|{drop}|{raids}|{used})"
    crafts = ("means.aircraft", "strike.weapons", "means.singular_forces")
    named, owners = ("strike.nouns", "strike.hitting_nouns"), ("actors.states", "actors.demonyms", "actors.named")
    # An operation or assault of theirs may be one on the ground.
    conducted = _conducting(words, "strike.of_forces")
    forces = rf"{_forces(words)}{between}\s(?:{words.either('strike.bombing_verbs')}|{conducted}|{drop})"
    # "A Russian bomb destroyed": without its owner a bomb may be anybody's.
    bombs = rf"{words.either(*owners)}\.?\s(?:[\w-]{{2,14}}\s){{0,2}}{words.either('strike.bombs', plural=True)}"
    bombed = rf"{bombs}{that}{between}\s(?:{hits}|{kills}|{words.either('strike.strays')})"
    # "The army said it had hit a base".
    itself = rf"(?:{IN_CLAUSE}\s){{0,4}}?{words.either('function.it')}\s(?:{words.either('function.have')}\s)?"
    said = rf"{_forces(words)}\s{words.either('actors.said')}\s{itself}{words.either('strike.bombing_verbs')}"
    return (
        (f"{_crafts(words)}{crossed}|{_crafts(words)}{flew}", crafts),
        (f"{forces}|{bombed}|{said}", (*owners, "actors.bodies")),
        (rf"{words.either(*named, plural=True)}{between}\s{hits}", named),
    )


def _by_anybody(words: Vocabulary) -> tuple[_Way, ...]:
    """Return what is a strike whoever does it: "shelled", "dropped bombs", "fired a missile at"."""
    some = rf"(?:{IN_CLAUSE}\s)"
    bombs = words.either("nouns.munitions", plural=True)
    aimed = words.either("strike.guided", plural=True)
    nowhere = rf"\s(?:{words.either('function.articles')}\s)?{words.either('strike.empty_aims')}"
    hit_with = rf"{words.either('strike.verbs')}\s{some}{{1,8}}?{words.either('function.with')}"
    dropped = words.either("function.dropped")
    ways = (
        words.either("strike.always"),
        rf"{words.either('strike.continued')}\s{words.either('strike.ongoing')}",
        rf"{dropped}\s{some}{{0,4}}{bombs}",
        rf"{bombs}\s{dropped}\s{words.either('strike.aimed')}(?!{nowhere})",
        rf"{words.either('strike.fired')}\s{some}{{0,4}}{aimed}\s{words.either('strike.aimed')}(?!{nowhere})",
        rf"{hit_with}\s{some}{{0,3}}(?:{_craft(words)}|{bombs})",
    )
    first = ("strike.always", "strike.continued", "function.dropped", "nouns.munitions", "strike.fired", "strike.verbs")
    return (("|".join(ways), first),)


def _passive(words: Vocabulary) -> tuple[_Way, ...]:
    """Return what was done to something: "a convoy was hit by warplanes", "bombs were dropped", "a school was hit"."""
    hits, kills = words.either("strike.verbs"), words.either("strike.kills")
    some, by = rf"(?:{IN_CLAUSE}\s)", words.either("function.of_or_in")
    was = rf"(?:{words.either('function.have')}\s)?{words.either('function.was')}"
    # "A camp near Laiza, about 5 km from the border, was hit".
    aside = r"(?:,[^,.;:\n]{3,70},)?"
    things, bombs = ("nouns.sites", "nouns.vehicles"), ("strike.bombs", "strike.guided")
    struck = rf"{words.either(*things, plural=True)}(?:\s{IN_PHRASE}){{0,6}}?{aside}"
    # "was hit by a lorry": what strikes must be one that can.
    strikers = rf"(?:{_craft(words)}|{_owners(words)}|{words.either('strike.bombs', plural=True)})"
    other = rf"(?!\s{words.either('actors.by')}\s(?!{some}{{0,4}}{strikers}))"
    under = rf"{words.either('strike.came_under')}\s{some}{{0,4}}{by}\s{some}{{0,3}}{_craft(words)}"
    theirs = rf"{_owners(words)}\.?\s(?:[\w-]{{2,14}}\s)?{words.either('strike.bombs', plural=True)}"
    slain = rf"{kills}\s{words.either('actors.by')}\s(?:{words.either('function.articles')}\s)?"
    killed = rf"{slain}(?:{theirs}|(?:[\w-]{{2,14}}\s){{0,2}}?{_craft(words)})"  # "people killed by a Russian bomb"
    barrage = (
        rf"{words.either('strike.under')}\s{some}{{1,5}}?{words.either('strike.bombs', 'strike.weapons', plural=True)}"
    )
    # "By what officials say was probably a U.S. drone".
    thought = rf"(?:{words.either('actors.thought')}\s{some}{{1,6}}?{words.either('function.was')}\s)?"
    by_craft = rf"(?:{hits}|{kills})(?:\s{IN_PHRASE}){{0,6}}?{aside}\s{by}\s{thought}{some}{{0,4}}{_craft(words)}"
    bombed = rf"(?:[\w-]{{2,14}}\s)?{words.either('strike.bombed')}{other}"
    dropped = rf"{words.either(*bombs, plural=True)}\s{was}\s{words.either('strike.released')}"
    # Not "for fear of being hit".
    been = rf"(?!{words.either('function.under_way')}\s){was}"
    hit = rf"{struck}\s{been}\s(?:[\w-]{{2,14}}\s)?{words.either('strike.bombing_verbs')}{other}"
    # "The camps, hit late on Wednesday, lay 45 km from Sirte".
    then = words.either("function.on", "calendar.words.late", "calendar.words.early", "calendar.words.last_night")
    aside_hit = rf"{words.either(*things, plural=True)},\s{words.either('strike.bombing_verbs')}(?=\s{then}\s)"
    return (
        (f"{dropped}|{under}|{barrage}|{hit}|{aside_hit}", (*bombs, *things, "strike.came_under", "strike.under")),
        (rf"{was}\s(?:{by_craft}|{bombed})", ("function.have", "function.was")),
        (killed, ("strike.kills",)),
    )


def _releasing(words: Vocabulary) -> str:
    """Return a pattern of letting weapons go: "dropped 20 bombs", "launched drones at Kyiv"."""
    swarm = rf"{words.either('means.aircraft', plural=True)}\s{words.either('strike.aimed')}"
    bombs = words.either("nouns.munitions", plural=True)
    return rf"{words.either('strike.released')}(?:\s{IN_CLAUSE}){{0,4}}\s(?:{bombs}|{swarm})"


def _conducting(words: Vocabulary, names: str) -> str:
    """Return a pattern of doing a strike by one of its names: "conducted two precision strikes"."""
    return rf"{words.either('strike.conducted')}\s(?:{IN_CLAUSE}\s){{0,4}}{words.either(names, plural=True)}"


def _between(words: Vocabulary) -> str:
    """Return what may stand between subject and verb: an aside, adverbs, a day, a country."""
    at, on = words.either("function.in"), words.either("function.on")
    day = rf"(?:{on}\s)?{_weekday(words)}|{_nowadays(words)}"
    reputed = rf"{words.either('function.are')}\s{words.either('strike.reputed')}"
    adverb = rf"(?:{words.either('strike.adverbs')}|{reputed}|{day}|{at}\s[\w-]{{2,20}})"
    # 'An "unidentified aircraft" hit', "the Rapid Support Forces (RSF) struck".
    return rf"\"?(?:\s\([^()\n]{{1,30}}\))?(?:,[^,.;:\n]{{3,70}},)?(?:\s{adverb}){{0,3}}"


def _craft(words: Vocabulary) -> str:
    return words.either("means.aircraft", "strike.weapons", plural=True)


def _crafts(words: Vocabulary) -> str:
    """Return aircraft as a subject: "warplanes thought to be Russian", "bombers and drones", "the air force"."""
    craft = _craft(words)
    whose = rf"(?:\s{words.either('strike.of_whom')}(?:\s{IN_PHRASE}){{1,6}}?)?"
    more = rf"(?:\s{words.either('function.and')}\s(?:{IN_CLAUSE}\s){{0,3}}{craft})?"
    return rf"(?:{craft}|{words.either('means.singular_forces')}){whose}{more}"


def _owners(words: Vocabulary) -> str:
    return words.either("actors.states", "actors.demonyms")


def _forces(words: Vocabulary) -> str:
    """Return a state or its forces as a subject: "the US", "Saudi-led coalition forces"."""
    whose = rf"{_owners(words)}\.?(?:{words.either('function.possessive')})?"
    forces = rf"{whose}(?:\s[\w-]{{2,14}}){{0,3}}\s{words.either('actors.forces')}"
    return rf"(?:{forces}|{words.either('actors.states', 'actors.named', 'actors.bodies')}\.?)"


@cache
def headline_verb(words: Vocabulary) -> Anchored:
    """Return the pattern of a headline's present tense: "US bombers target ISIS camps"."""
    owned = ("actors.states", "actors.demonyms", "actors.named", "actors.bodies")
    owners = words.either(*owned)
    subject = rf"(?:{owners}\.?|{words.either('actors.forces')}|{words.either('means.aircraft', plural=True)})"
    pattern = word(rf"(?P<at>{subject}(?:\s{IN_CLAUSE}){{0,2}}\s{words.either('strike.headline')})")
    first = openers(words, *owned, "actors.forces", "means.aircraft", plural=True)
    return Anchored(pattern, first, needs=openers(words, "strike.headline"))
