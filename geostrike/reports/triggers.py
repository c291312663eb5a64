"""The words that tell of an air strike, and whether they say that one happened.

What counts: bombs, missiles and drones used from the air, and missile strikes. What does not:
shelling and artillery, ground raids, car bombs, workers' strikes; and whatever is planned,
possible, threatened, authorised and not yet done, denied, or only watched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from geostrike.reports.vocabulary import IN_CLAUSE, Vocabulary, either, last_match, vocabulary, word

_SCOPE = 90


class Sort(StrEnum):
    """What a trigger is, by how much it says alone."""

    NOUN = "an air strike by its name"
    PLAIN = "strike"
    VERB = "a finite verb with an aircraft, a force or a strike as its subject"
    LOOSE = "a noun that can point back to a strike"
    CAMPAIGN = "a campaign or operation"


@dataclass(frozen=True, slots=True)
class Trigger:
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
    return any(pattern.search(folded) for pattern in (*_patterns(words).values(), headline_verb(words)))


def _all(folded: str, words: Vocabulary) -> Iterator[Trigger]:
    others = [match.span() for match in _others(words).finditer(folded)]
    hidden = {position for start, end in others for position in range(start, end)}
    for sort, pattern in _patterns(words).items():
        for match in pattern.finditer(folded):
            start, end = match.span("at")
            if start not in hidden and not (
                sort is Sort.PLAIN and _as_verb(words).search(folded, max(0, start - 12), start)
            ):
                yield Trigger(start, end, sort)


def happened(
    folded: str, trigger: Trigger, start: int, end: int, language: str = "en", *, done: bool | None = None
) -> bool:
    """Whether the stretch `[start, end)` says that the trigger's strike took place.

    `done` is what :func:`says_done` says of the stretch, where it is known already.

    >>> text = "laying the groundwork for expanded air attacks"
    >>> happened(text, triggers(text)[0], 0, len(text))
    False
    >>> text = "six precision airstrikes were carried out on friday"
    >>> happened(text, triggers(text)[0], 0, len(text))
    True
    """
    if _is_blocked(folded, trigger, start, end, vocabulary(language)):
        return False
    if trigger.sort is Sort.VERB:
        return True
    return says_done(folded, start, end, language) if done is None else done


def says_done(folded: str, start: int, end: int, language: str = "en") -> bool:
    """Whether a stretch has a verb that says that something was done or had its effect, not negated."""
    words = vocabulary(language)
    negated = _negated_verb(words)
    return any(
        not negated.search(folded, max(start, done.start() - 24), done.start())
        for done in did_happen(words).finditer(folded, start, end)
    )


def _is_blocked(folded: str, trigger: Trigger, start: int, end: int, words: Vocabulary) -> bool:
    clause = _clause_start(folded, max(start, trigger.start - _SCOPE), trigger.start, words)
    before = folded[clause : trigger.start]
    after = folded[trigger.end : min(end, trigger.end + 30)]
    if _negated(words).search(before) or _modal_after(words).match(after) or _infinitive(words).search(before):
        return True
    if _relative_done(words).match(after):
        return False
    before = before.rpartition(" that ")[2] if " that " in before else before
    # "was killed in an air strike": the verb tells of a death, whatever was threatened before.
    return _unreal(words).search(before) is not None and _adjunct(words).search(before) is None


def _clause_start(folded: str, start: int, end: int, words: Vocabulary) -> int:
    last = last_match(_clause_edge(words), folded, start, end)
    return last.end() if last else start


@cache
def _clause_edge(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"[;:\"\u2014]|,\s(?={words.either('function.clauses')}\s)")


@cache
def _others(words: Vocabulary) -> re.Pattern[str]:
    return word(words.either("strike.others"))


@cache
def _as_verb(words: Vocabulary) -> re.Pattern[str]:
    modal = words.either("modality.infinitive", "modality.modal", "actors.pronouns", "modality.auxiliaries")
    return re.compile(rf"(?<![\w-]){modal}\s$")


@cache
def _patterns(words: Vocabulary) -> dict[Sort, re.Pattern[str]]:
    nouns, plain, loose = (words.either(f"strike.{key}", plural=True) for key in ("nouns", "plain", "loose"))
    return {
        Sort.NOUN: word(rf"(?P<at>{nouns})"),
        Sort.PLAIN: word(rf"(?P<at>{plain})"),
        Sort.CAMPAIGN: _campaigns(words),
        Sort.LOOSE: word(
            rf"(?:{words.either('reference.same', 'reference.definite')})\s(?:{IN_CLAUSE}\s){{0,2}}(?P<at>{loose})"
        ),
        Sort.VERB: _verbs(words),
    }


def _campaigns(words: Vocabulary) -> re.Pattern[str]:
    operation = rf"{words.either('strike.air')}\s(?:{IN_CLAUSE}\s){{0,2}}{words.either('strike.operations')}"
    return word(rf"(?P<at>{words.either('strike.campaigns', plural=True)}|{operation})")


def _verbs(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of subject and verb: an aircraft or missile, a state or force, or a strike."""
    hits, kills = words.either("strike.verbs"), words.either("strike.kills")
    bombs = words.either("nouns.munitions") + "s?"
    swarm = rf"{words.either('means.aircraft')}s?\s{words.either('strike.aimed')}"  # "launched drones at Kyiv"
    drop = rf"{words.either('strike.released')}(?:\s{IN_CLAUSE}){{0,4}}\s(?:{bombs}|{swarm})"
    raids = rf"{words.either('strike.conducted')}\s(?:{IN_CLAUSE}\s){{0,4}}{words.either('strike.loose', plural=True)}"
    between, craft = _between(words), _craft(words)
    ways = (
        rf"{_crafts(words)}{between}\s(?:{hits}|{kills}|{drop}|{raids})",
        rf"{_forces(words)}{between}\s(?:{words.either('strike.bombing_verbs')}|{raids}|{drop})",
        rf"(?:{words.either('strike.nouns')}|bombardment)s?{between}\s{hits}",
        # "A convoy was hit by Israeli warplanes".
        rf"{words.either('function.was')}\s(?:{hits}|{kills})\s{words.either('function.of_or_in')}\s(?:{IN_CLAUSE}\s){{0,4}}{craft}",
        rf"{words.either('function.dropped')}\s(?:{IN_CLAUSE}\s){{0,4}}{bombs}",
    )
    idle = words.either("strike.bare_objects")  # "struck a deal"
    return word(rf"(?P<at>{'|'.join(ways)})(?!\s(?:{words.either('function.articles')}\s)?{idle})")


def _between(words: Vocabulary) -> str:
    """Return what may stand between subject and verb: an aside, adverbs, a day, a country."""
    days = either(tuple(words.table("calendar.weekdays")))
    adverb = rf"(?:{words.either('strike.adverbs')}|on\s{days}|{days}|in\s[\w-]{{2,20}})"
    return rf"(?:,[^,.;:\n]{{3,70}},)?(?:\s{adverb}){{0,3}}"


def _craft(words: Vocabulary) -> str:
    return rf"(?:{words.either('means.aircraft')}|{words.either('strike.flying')})s?"


def _crafts(words: Vocabulary) -> str:
    """Return aircraft as a subject: "warplanes thought to be Russian", "bombers and drones", "the air force"."""
    craft = _craft(words)
    whose = rf"(?:\s{words.either('strike.of_whom')}(?:\s{IN_CLAUSE}){{1,4}}?)?"
    more = rf"(?:\sand\s(?:{IN_CLAUSE}\s){{0,3}}{craft})?"
    return rf"(?:{craft}|{words.either('means.singular_forces')}){whose}{more}"


def _forces(words: Vocabulary) -> str:
    """Return a state or its forces as a subject: "the US", "Saudi-led coalition forces"."""
    owners = words.either("actors.states", "actors.demonyms")
    forces = rf"{owners}\.?(?:\s[\w-]{{2,14}}){{0,3}}\s{words.either('actors.forces')}"
    return rf"(?:{forces}|{words.either('actors.states', 'actors.named', 'actors.bodies')}\.?)"


@cache
def headline_verb(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a headline's present tense: "US bombers target ISIS camps"."""
    owners = words.either("actors.states", "actors.demonyms", "actors.named", "actors.bodies")
    subject = rf"(?:{owners}\.?|{words.either('actors.forces')}|{words.either('means.aircraft')}s?)"
    return word(rf"(?P<at>{subject}(?:\s{IN_CLAUSE}){{0,2}}\s{words.either('strike.headline')})")


@cache
def did_happen(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of verbs that say that a strike was done or had its effect."""
    return word(words.either("strike.conducted", "strike.effects", "strike.verbs", "strike.done"))


@cache
def _negated_verb(words: Vocabulary) -> re.Pattern[str]:
    kinds = ("modality.negation", "modality.modal", "modality.infinitive")
    return re.compile(rf"(?<![\w-]){words.either(*kinds)}\s(?:[^\W\d]+\s)?$")


@cache
def _negated(words: Vocabulary) -> re.Pattern[str]:
    negated = rf"(?<![\w-]){words.either('modality.negation')}\s(?:(?!than\b|only\b){IN_CLAUSE}\s){{0,3}}$"
    return re.compile(rf"{negated}|{words.either('modality.denied')}\s(?:{IN_CLAUSE}\s){{0,7}}$")


@cache
def _infinitive(words: Vocabulary) -> re.Pattern[str]:
    conducted = words.either("strike.conduct")
    return re.compile(
        rf"(?<![\w-])(?:to|{words.either('modality.modal')})\s(?:\w{{1,12}}\s)?{conducted}\s(?:{IN_CLAUSE}\s){{0,4}}$"
    )


@cache
def _modal_after(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"s?\s(?:[\w-]{{1,12}}\s)?{words.either('modality.modal')}(?![\w-]|\s\d)")


@cache
def _relative_done(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(
        rf"s?\s(?:{words.either('function.that')})?\s?{words.either('strike.effects', 'strike.verbs')}(?![\w-])"
    )


@cache
def _unreal(words: Vocabulary) -> re.Pattern[str]:
    kinds = ("modality.planned", "modality.conditional", "modality.modal", "modality.definition")
    return word(words.either(*kinds) + r"(?!\s\d)")  # "on May 29" is no modal


@cache
def _adjunct(words: Vocabulary) -> re.Pattern[str]:
    hurt = words.either("casualties.killed_passive", "casualties.wounded_passive")
    return re.compile(rf"(?<![\w-]){hurt}\s{words.either('function.circumstances')}\s(?:{IN_CLAUSE}\s){{0,5}}$")
