"""People by the verb that says what befell them, as its objects or its subjects, counted or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geostrike.reports.facts.counts import Quantity
from geostrike.reports.facts.numbers import few
from geostrike.reports.facts.passages import Passage, once
from geostrike.reports.facts.people import (
    People,
    including_after,
    is_of_animals,
    is_some_of_them,
    people_after,
    people_alone,
    people_before,
)
from geostrike.reports.facts.standing import ground_cause
from geostrike.reports.strikes.modality import is_negated, modals
from geostrike.reports.text.anchors import Anchored, any_of, openers
from geostrike.reports.text.vocabulary import Vocabulary, word

_SOURCE = 80
"""Characters before a person in which "according to" makes one of who says it."""

_ALSO = 12
"""Characters before a verb in which "also" makes its objects others than those told before."""

_DENIED = 20
"""Characters before people in which what befell them is denied."""


def objects(passage: Passage, path: str, taken: set[int], *, animate: bool = False) -> Iterator[People]:
    """Yield the people after each active verb: "killed 17 militants and two guards"."""
    for match in passage.every(_verb, path):
        # "The bodies of a mother and her four children were pulled out".
        whose = match.group().endswith(passage.words.words("function.of"))
        people = people_after(passage, match.end(), animate=animate, subjects=whose)
        if people.whole and _are_uncounted(people.whole):
            people = people._replace(whole=people.whole + _companions(passage, people.whole[-1].end))
        fresh = people.whole and people.whole[0].start not in taken
        if fresh and not is_negated(passage.folded, passage.start, match.start(), passage.words):
            taken.update(quantity.start for quantity in (*people.whole, *people.parts))
            yield people._replace(besides=passage.before(_also, match.start(), _ALSO) is not None)


def subjects(passage: Passage, path: str, taken: set[int]) -> Iterator[People]:
    """Yield the people before each passive verb: "17 militants and two guards were killed", "12 dead", "he died"."""
    for rank, quantity, people in _lists(passage):
        match = None if quantity.start in taken else _verb_behind(passage, rank, people, path)
        if match is not None and not _is_not_theirs(passage, quantity, match):
            taken.update(each.start for each in passage.counted[rank + 1 :] if each.start < match.end())
            yield _hurt_people(passage, people, match, taken)
    yield from _lone_subjects(passage, path, taken)


def slain_by(passage: Passage, taken: set[int]) -> Iterator[People]:
    """Yield the people before what killed them: "the four men whom a drone killed", "those it killed"."""
    for _, quantity, people in _lists(passage):
        match = passage.at(_whom, quantity.end)
        if match is not None and quantity.start not in taken:
            taken.update(each.start for each in people.whole)
            yield people


@once
def _lists(passage: Passage) -> Iterator[tuple[int, Quantity, People]]:
    """Yield each quantity of people by its rank among those counted, with the list of people that it opens."""
    for rank, quantity in enumerate(passage.counted):
        if passage.may_be_people(quantity) and not is_of_animals(passage, quantity):
            people = people_after(passage, quantity.start, subjects=True)
            yield rank, quantity, people if quantity in people.whole else People((quantity,))


def _verb_behind(passage: Passage, rank: int, people: People, path: str) -> re.Match[str] | None:
    """Return the passive verb behind a list of people, unless others stand between: "one of them said dozens died"."""
    last = max((*people.whole, *people.parts), key=lambda each: each.end)
    # "Five fighters (3 from Hun and 2 from Sokna) were killed".
    bracket = _in_brackets().match(passage.folded, people.whole[-1].end, passage.end)
    end = max(last.end, bracket.end() if bracket else 0)
    match = passage.at(_passive, end, path)
    behind = (quantity for quantity in passage.counted[rank + 1 :] if quantity.start >= end)
    other = next((quantity for quantity in behind if not is_some_of_them(passage, quantity)), None)
    between = match is not None and other is not None and other.start < match.end() and passage.may_be_people(other)
    return None if between else match


def _is_not_theirs(passage: Passage, quantity: Quantity, match: re.Match[str]) -> bool:
    """Whether a verb behind people is denied, has an object, or tells of what others did or of some of them alone."""
    if passage.before(_denied, quantity.start, _DENIED) or passage.at(ground_cause, match.end()):
        return True
    if passage.at(_of_wounded, quantity.end):
        return True  # "two of the wounded died in hospital" are not all
    # Nor is "one of the militants killed"; "was" makes it the verb of "one".
    return not match["aux"] and (_is_some_of(passage, quantity) or bool(people_after(passage, match.end()).whole))


def _are_uncounted(people: tuple[Quantity, ...]) -> bool:
    """Whether people are only named or meant: "the driver", "a woman and her son"."""
    return all(each.article for each in people)


def _is_said_by(passage: Passage, person: Quantity) -> bool:
    """Whether a person is who tells of it: "according to residents and a doctor, two people were killed"."""
    return passage.before(_according, person.start, _SOURCE) is not None


def _is_some_of(passage: Passage, quantity: Quantity) -> bool:
    """Whether people are part of the killed: "one of the militants killed", but not "and one of the guards wounded"."""
    joined = passage.folded.endswith(passage.words.words("function.and"), 0, max(0, quantity.start - 1))
    return not joined and _some_of(passage.words).search(passage.folded, quantity.start, quantity.end) is not None


def _hurt_people(passage: Passage, people: People, match: re.Match[str], taken: set[int]) -> People:
    """Return the people of a passive verb, with those before their list and those that are part of it."""
    lone = people_before(passage, people.whole[0].end).whole  # "the commander and two guards were killed"
    whole = (*lone[:-1], *people.whole) if people.whole[0] in lone else people.whole
    if len(whole) > 1 and whole[0].article and _is_said_by(passage, whole[0]):
        whole = whole[1:]
    if _are_uncounted(whole):  # "a commander was killed along with six fighters"
        whole = (*whole, *_companions(passage, match.end()))
    parts = people.parts or including_after(passage, match.end())
    taken.update(each.start for each in (*whole, *parts))
    if match["aux"] and _perhaps(passage.words).search(match["aux"]):
        whole = tuple(each._replace(low=None) for each in whole)  # "as many as 100 may have been killed"
    return People(whole, parts)


def _lone_subjects(passage: Passage, path: str, taken: set[int]) -> Iterator[People]:
    """Yield those who are named or meant before each passive verb: "the driver was killed"."""
    for match in passage.every(_was_hurt, path):
        # Without "was" it is a passive only where nobody follows: "Taliban leader killed in drone strike".
        if not match["was"] and not passage.at(_has_no_object, match.end()):
            continue
        people = people_before(passage, match.start())
        companions = _companions(passage, match.end())
        if companions and not people.whole:
            people = people_alone(passage, match.start())
        if people.whole and not taken.intersection(quantity.start for quantity in people.whole):
            taken.update(each.start for each in companions)
            yield People((*people.whole, *companions), people.parts)


def _companions(passage: Passage, position: int) -> tuple[Quantity, ...]:
    """Return those who share a person's fate: "was killed on Friday along with four others"."""
    match = passage.at(_along, position)
    return people_after(passage, match.end()).whole if match else ()


@cache
def _also(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\s{words.either('reference.also')}\s(?:{words.either('function.have')}\s)?$")


@cache
def _of_wounded(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\s{words.either('casualties.of_wounded')}(?![\w-])")


@cache
def _according(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){words.either('actors.according')}\s(?:[^,.;:\"\n]{{1,80}}\s)?$")


@cache
def _whom(words: Vocabulary) -> re.Pattern[str]:
    by = rf"(?:{words.either('function.whom')}\s(?:[\w.'-]{{1,16}}\s){{1,5}}?|{words.either('function.it')}\s)"
    return re.compile(rf"\s{by}(?:{words.either('function.have')}\s)?{words.either('strike.slain')}(?![\w-])")


@cache
def _some_of(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\s{words.either('function.of')}\s{words.either('function.the')}\s")


@cache
def _along(words: Vocabulary) -> re.Pattern[str]:
    # "He was killed with five others".
    others = rf"{words.either('function.with')}(?=\s{few(words)}\s{words.either('function.other')}(?![\w-]))"
    return re.compile(rf"(?:\s[\w-]{{1,16}}){{0,14}}?,?\s(?:{words.either('casualties.along')}(?=\s)|{others})")


@cache
def _verb(words: Vocabulary, path: str) -> Anchored:
    if path != "casualties.killed_active":
        return any_of(words, path)
    # "Cost 25 civilians their lives".
    lives = (
        rf"{words.either('casualties.cost')}(?=\s[^.;:\n]{{1,60}}?\s{words.either('casualties.their_lives')}(?![\w-]))"
    )
    # "Killed, on Monday 21 October, five civilians".
    on = rf"(?:,\s{words.either('function.on', 'function.in')}\s[^,.;:\n]{{3,30}},)?"
    return Anchored(word(rf"(?:{words.either(path)}{on}|{lives})"), openers(words, path, "casualties.cost"))


@cache
def _denied(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){words.either('modality.negation', 'modality.denied')}\s$")


@cache
def _perhaps(words: Vocabulary) -> re.Pattern[str]:
    return word(words.either("modality.modal"))


@cache
def _was_hurt(words: Vocabulary, path: str) -> Anchored:
    was = rf"{words.either('function.was')}\s(?:[^\W\d]{{2,12}}\s){{0,2}}?"
    pattern = word(rf"(?P<was>{was})?{words.either(path)}")
    return Anchored(pattern, openers(words, "function.was", path), needs=openers(words, path))


@cache
def _has_no_object(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(
        rf"\s?(?:[.,;\n]|$)|\s{words.either('function.circumstances', 'casualties.along', 'casualties.of_wounds')}\s"
    )


@cache
def _in_brackets() -> re.Pattern[str]:
    return re.compile(r"\s\([^()\n]{1,100}\)")


@cache
def _passive(words: Vocabulary, path: str) -> re.Pattern[str]:
    auxiliary = words.either("casualties.auxiliary")
    # "Fifteen people on their way to a wedding were killed", "fifteen people including women and children died".
    was = rf"(?:{words.either('function.have')}\s)?{words.either('function.are', 'casualties.dying')}"
    some = rf"{words.either('function.includes')}(?:\s[^\s,.;:\d\"]{{1,16}}){{1,7}}?"
    told = rf"(?:\s(?!{words.either('function.not_in_asides')}\s)[^\s,.;:\d\"]{{1,30}}){{1,16}}?"
    between = r",\s[^,.;:\d\"]{1,70},"
    aside = rf"(?:(?:\s{some}|{told})(?:{between})?(?=\s{was}(?![\w-])))?"
    ages = (
        rf"(?:,?\s(?:[a-z]{{2,7}}\s){{0,2}}{words.either('numbers.links.ages')}\s[\da-z,\s-]{{1,24}}?,?(?=\s{was}\s))?"
    )
    # "Five Tuaregs killed": only who lives is.
    unknown = rf"(?:\s[^\W\d_][\w'-]{{2,20}}s(?=\s{words.either(path)}(?![\w-])))?"
    # "140 were killed and 525 wounded, also killed were": the parenthesis tells of no fate of its own.
    fate = words.either("casualties.wounded_passive", "casualties.killed_passive")
    # "Ten workers, two of them Libyans and the rest from Niger and Egypt, lost their lives".
    rest = rf"(?:\s{words.either('function.and')}\s{words.either('function.rest')}\s[^.;:\d\"]{{1,70}}?,)?"
    # "Was among two members of the crew killed", but not "23 of the dead", "six of those killed".
    hurt = rf"\s{words.either(path)}(?![\w-])"
    each = rf"\s(?!{words.either('function.determiners')}{hurt})[^\s,.;:\d\"]{{1,20}}"
    theirs = rf"(?:\s{words.either('function.of')}(?:{each}){{1,4}}?(?={hurt}))?"
    no_paper = rf"(?!\s{words.either('casualties.papers', plural=True)}(?![\w-]))"
    return re.compile(
        rf"{unknown}{theirs}{rest}{ages}[\"')]?,?(?:\s(?!{fate}\b)[^,.;:\d\"]{{1,70}},|\s[-—]\s[^-—.;:\"]{{1,70}}\s[-—])?{aside}(?P<aux>(?:\s(?:{auxiliary}|{modals(words)}|\w{{2,15}}ly)){{1,6}})?\s{words.either(path)}(?![\w-]){no_paper}"
    )
