"""Who was killed or wounded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geostrike.model import Count
from geostrike.reports.facts.counts import Quantity
from geostrike.reports.facts.nouns import noun_class, noun_phrase
from geostrike.reports.facts.passages import OTHERS, Fact, Passage, count_fact, once
from geostrike.reports.facts.people import (
    PEOPLE,
    People,
    including_after,
    is_of_animals,
    is_some_of_them,
    people_after,
    people_before,
)
from geostrike.reports.facts.standing import on_ground, standing
from geostrike.reports.facts.tolls import bodies, lost, raised_toll, tolls
from geostrike.reports.facts.unharmed import no_civilians, nobody
from geostrike.reports.strikes.modality import is_negated, modals
from geostrike.reports.text.anchors import Anchored, any_of, openers
from geostrike.reports.text.vocabulary import Vocabulary, word

_OTHERS = ("tolls", "remains", "lost")
"""Lists of words that tell of dead without a verb of killing."""


@once
def casualties(passage: Passage) -> Iterator[Fact]:
    """Yield what a passage says of a strike's killed, wounded and civilians, in the order of its rules."""
    yield from standing(passage, _told(passage))


def _told(passage: Passage) -> Iterator[Fact]:
    raised, stated = raised_toll(passage), _stated(passage)
    yield from stated if raised is None else (raised, *(fact for fact in stated if fact.field == "wounded"))


def _stated(passage: Passage) -> Iterator[Fact]:
    yield from no_civilians(passage)
    yield from nobody(passage)
    if _hurt(passage.words).search(passage.folded, passage.start, passage.end) is None:
        return
    taken: set[int] = set()
    yield from tolls(passage, taken)
    for field, active, passive in (
        ("both", "casualties.both", "casualties.both"),
        ("killed", "casualties.killed_active", "casualties.killed_passive"),
        ("killed", "casualties.destroyed", ""),
        ("wounded", "casualties.wounded_active", "casualties.wounded_passive"),
    ):
        of_people = active != "casualties.destroyed"  # "destroyed two of them" tells of none
        for people in people_of_verbs(passage, active, taken, animate=of_people):
            if of_people or people.whole[0].head:
                yield from _people_facts(passage, field, people)
        for people in _subjects(passage, passive, taken) if passive else ():
            yield from _people_facts(passage, field, people)
    for people in _objects(passage, taken):
        yield from _people_facts(passage, "killed", people)
    yield from lost(passage, taken)
    yield from bodies(passage, taken)
    yield from _among_dead(passage)


def counts_dead(passage: Passage) -> bool:
    """Whether a passage counts dead: "twelve people lost their lives in an air strike"."""
    return any(
        fact.field == "killed" and isinstance(fact.value, Count) and fact.value.low != 0 for fact in casualties(passage)
    )


def _people_facts(passage: Passage, field: str, people: People) -> Iterator[Fact]:
    whole = [quantity for quantity in people.whole if passage.kind(quantity) in (*PEOPLE, "")]
    if not whole:
        return
    fact = count_fact(field, passage.text, whole)
    if field == "both" and isinstance(fact.value, Count):
        # "killed or wounded 12": none to all of them may be either.
        most = Count(0, fact.value.high, fact.value.text)
        yield from (Fact(name, most, fact.span, -1) for name in ("killed", "wounded"))
        return
    # "The driver" and "a woman and her nephew" give way to a number that is stated elsewhere.
    weight = -1 if all(quantity.article for quantity in whole) else 0
    yield fact._replace(weight=weight, of=OTHERS if people.besides else fact.of)
    # Of "20 civilians, including six women" the whole is the count, of "12 people, including five children" the part.
    civilians = [quantity for quantity in whole if passage.kind(quantity) == "civilians"] or [
        quantity for quantity in people.parts if passage.kind(quantity) == "civilians"
    ]
    if field == "killed" and civilians:
        yield count_fact("civilians_killed", passage.text, civilians)._replace(weight=weight)


def people_of_verbs(passage: Passage, path: str, taken: set[int], *, animate: bool = False) -> Iterator[People]:
    """Yield the people after each active verb: "killed 17 militants and two guards"."""
    for match in _verb(passage.words, path).finditer(passage.folded, passage.start, passage.end):
        # "The bodies of a mother and her four children were pulled out".
        whose = passage.folded.endswith(passage.words.words("function.of"), match.start(), match.end())
        people = people_after(passage, match.end(), animate=animate, subjects=whose)
        if people.whole and all(quantity.article for quantity in people.whole):
            people = people._replace(whole=people.whole + _companions(passage, people.whole[-1].end))
        fresh = people.whole and people.whole[0].start not in taken
        if fresh and not is_negated(passage.folded, passage.start, match.start(), passage.words):
            taken.update(quantity.start for quantity in (*people.whole, *people.parts))
            besides = _also(passage.words).search(passage.folded, max(passage.start, match.start() - 12), match.start())
            yield people._replace(besides=besides is not None)


def _subjects(passage: Passage, path: str, taken: set[int]) -> Iterator[People]:
    """Yield the people before each passive verb: "17 militants and two guards were killed", "12 dead"."""
    pattern = _passive(passage.words, path)
    for rank, quantity, people in _lists(passage):
        if quantity.start in taken:
            continue
        last = max((*people.whole, *people.parts), key=lambda each: each.end)
        match = pattern.match(passage.folded, last.end, passage.end)
        if match is None or _others_between(passage, rank, last, match):
            continue
        if _denied(passage.words).search(passage.folded, max(passage.start, quantity.start - 20), quantity.start):
            continue
        if people_after(passage, match.end()).whole and not match["aux"]:
            continue
        if on_ground(passage.words).match(passage.folded, match.end()):
            continue
        if not match["aux"] and _is_some_of(passage, quantity):
            continue  # "one of the militants killed" is not all
        taken.update(each.start for each in passage.counted[rank + 1 :] if each.start < match.end())
        yield _hurt_people(passage, people, match, taken)
    yield from _lone_subjects(passage, path, taken)


@once
def _lists(passage: Passage) -> Iterator[tuple[int, Quantity, People]]:
    """Yield each quantity of people by its rank among those counted, with the list of people that it opens."""
    for rank, quantity in enumerate(passage.counted):
        if passage.kind(quantity) in (*PEOPLE, "") and not is_of_animals(passage, quantity):
            people = people_after(passage, quantity.start, subjects=True)
            yield rank, quantity, people if quantity in people.whole else People((quantity,))


def _objects(passage: Passage, taken: set[int]) -> Iterator[People]:
    """Yield the people before a verb whose object they are: "the four men whom a drone killed", "those it killed"."""
    for _, quantity, people in _lists(passage):
        match = _whom(passage.words).match(passage.folded, quantity.end, passage.end)
        if match is not None and quantity.start not in taken:
            taken.update(each.start for each in people.whole)
            yield people


def _is_some_of(passage: Passage, quantity: Quantity) -> bool:
    """Whether people are part of the killed: "one of the militants killed", but not "and one of the guards wounded"."""
    joined = passage.folded.endswith(passage.words.words("function.and"), 0, max(0, quantity.start - 1))
    return not joined and _some_of(passage.words).search(passage.folded, quantity.start, quantity.end) is not None


def _hurt_people(passage: Passage, people: People, match: re.Match[str], taken: set[int]) -> People:
    """Return the people of a passive verb, with those before their list and those that are part of it."""
    lone = people_before(passage, people.whole[0].end).whole  # "the commander and two guards were killed"
    whole = (*lone[:-1], *people.whole) if people.whole[0] in lone else people.whole
    if all(each.article for each in whole):  # "a commander was killed along with six fighters"
        whole = (*whole, *_companions(passage, match.end()))
    parts = people.parts or including_after(passage, match.end())
    taken.update(each.start for each in (*whole, *parts))
    return People(whole, parts)


def _lone_subjects(passage: Passage, path: str, taken: set[int]) -> Iterator[People]:
    """Yield those who are named or meant before each passive verb: "the driver was killed"."""
    for match in _was_hurt(passage.words, path).finditer(passage.folded, passage.start, passage.end):
        # Without "was" it is a passive only where nobody follows: "Taliban leader killed in drone strike".
        if not match["was"] and not _has_no_object(passage.words).match(passage.folded, match.end(), passage.end):
            continue
        people = people_before(passage, match.start())
        if people.whole and not taken.intersection(quantity.start for quantity in people.whole):
            companions = _companions(passage, match.end())
            taken.update(each.start for each in companions)
            yield People((*people.whole, *companions), people.parts)


def _companions(passage: Passage, position: int) -> tuple[Quantity, ...]:
    """Return those who share a person's fate: "was killed on Friday along with four others"."""
    match = _along(passage.words).match(passage.folded, position, passage.end)
    return people_after(passage, match.end()).whole if match else ()


def _others_between(passage: Passage, rank: int, last: Quantity, match: re.Match[str]) -> bool:
    """Whether other people stand between some and their verb: "one of the officials said dozens were killed"."""
    behind = (quantity for quantity in passage.counted[rank + 1 :] if quantity.start >= last.end)
    following = (quantity for quantity in behind if not is_some_of_them(passage, quantity))
    other = next(following, None)
    return other is not None and other.start < match.end() and passage.kind(other) in (*PEOPLE, "")


def _among_dead(passage: Passage) -> Iterator[Fact]:
    """Yield the civilians among a number of dead told before: "of the 14 killed 11 were civilians"."""
    for quantity in passage.counted:
        were = None if quantity.head or quantity.article else _were(passage.words).match(passage.folded, quantity.end)
        head = noun_phrase(passage.folded, were.end(), passage.language)[0] if were else ""
        if noun_class(head, passage.language) == "civilians":
            yield count_fact("civilians_killed", passage.text, [quantity])._replace(weight=-1)


@cache
def _also(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\s{words.either('reference.also')}\s(?:{words.either('function.have')}\s)?$")


@cache
def _whom(words: Vocabulary) -> re.Pattern[str]:
    by = rf"(?:{words.either('function.whom')}\s(?:[\w.'-]{{1,16}}\s){{1,5}}?|{words.either('function.it')}\s)"
    return re.compile(rf"\s{by}(?:{words.either('function.have')}\s)?{words.either('strike.slain')}(?![\w-])")


@cache
def _some_of(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\s{words.either('function.of')}\s{words.either('function.the')}\s")


@cache
def _along(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?:\s[\w-]{{1,16}}){{0,14}}?,?\s{words.either('casualties.along')}(?=\s)")


@cache
def _hurt(words: Vocabulary) -> Anchored:
    """Return the pattern of any word that tells of killed or wounded."""
    verbs = ("both", "destroyed", "killed_active", "killed_passive", "wounded_active", "wounded_passive")
    return any_of(words, *(f"casualties.{kind}" for kind in (*verbs, *_OTHERS)))


@cache
def _verb(words: Vocabulary, path: str) -> Anchored:
    return any_of(words, path)


@cache
def _were(words: Vocabulary) -> re.Pattern[str]:
    # "Nine were children", "nine of them were", "nine of those killed were".
    the, victims = words.either("function.definite"), words.either("casualties.victims")
    dead = rf"{words.either('function.of')}\s(?:{the}\s)?{victims}"
    return re.compile(rf"\s(?:(?:{words.either('function.of_them')}|{dead})\s)?{words.either('function.was')}(?=\s)")


@cache
def _denied(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){words.either('modality.negation', 'modality.denied')}\s$")


@cache
def _was_hurt(words: Vocabulary, path: str) -> Anchored:
    was = rf"{words.either('function.was')}\s(?:[^\W\d]{{2,12}}\s){{0,2}}?"
    pattern = word(rf"(?P<was>{was})?{words.either(path)}")
    return Anchored(pattern, openers(words, "function.was", path), needs=openers(words, path))


@cache
def _has_no_object(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\s?(?:[.,;\n]|$)|\s{words.either('function.circumstances')}\s")


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
    return re.compile(
        rf"{unknown}{rest}{ages}[\"')]?,?(?:\s(?!{fate}\b)[^,.;:\d\"]{{1,70}},|\s-\s[^-.;:\"]{{1,70}}\s-)?{aside}(?P<aux>(?:\s(?:{auxiliary}|{modals(words)}|\w{{2,15}}ly)){{1,6}})?\s{words.either(path)}(?![\w-])"
    )
