"""Who was killed or wounded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geostrike.model import Count
from geostrike.reports.facts.counts import Quantity
from geostrike.reports.facts.nouns import noun_class, noun_phrase
from geostrike.reports.facts.passages import OTHERS, Fact, Passage, count_fact, once, text_fact
from geostrike.reports.facts.people import (
    People,
    including_after,
    is_of_animals,
    is_some_of_them,
    people_after,
    people_alone,
    people_before,
)
from geostrike.reports.facts.persons import PEOPLE
from geostrike.reports.facts.standing import on_ground, standing
from geostrike.reports.facts.tolls import bodies, lost, no_survivors, raised_toll, tolls
from geostrike.reports.facts.unharmed import no_civilians, nobody
from geostrike.reports.strikes.modality import is_negated, modals
from geostrike.reports.text.anchors import Anchored, any_of, openers
from geostrike.reports.text.vocabulary import Vocabulary, word

_OTHERS = ("tolls", "remains", "among_dead", "cost", "lost", "survived")
"""Lists of words that tell of dead without a verb of killing."""

_SOURCE = 80
"""Characters before a person in which "according to" makes one of who says it."""

ALL_CIVILIANS = "all_civilians"
"""Field of the words that call all dead civilians without counting them."""


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
    yield from _everybody(passage)
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
    yield from no_survivors(passage, taken)
    yield from bodies(passage, taken)
    yield from _among_dead(passage)


def counts_dead(passage: Passage) -> bool:
    """Whether a passage counts dead: "twelve people lost their lives in an air strike"."""
    return any(
        fact.field == "killed" and isinstance(fact.value, Count) and fact.value.low != 0 for fact in casualties(passage)
    )


def counts_others(passage: Passage) -> bool:
    """Whether all dead that a passage counts come on top of those told before: "raids on Hun killed another six"."""
    dead = [fact for fact in casualties(passage) if fact.field == "killed"]
    return bool(dead) and all(_besides(passage.words).search(fact.span.text.lower()) and fact.of for fact in dead)


def ends_with_dead(passage: Passage) -> bool:
    """Whether the last people that a passage counts are dead: not in "killed four and wounded six"."""
    people = [quantity for quantity in passage.counted if passage.kind(quantity) in (*PEOPLE, "")]
    dead = [fact.span for fact in casualties(passage) if fact.field == "killed"]
    return bool(people) and any(span.start <= people[-1].start < span.end for span in dead)


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
    if field == "killed" and not civilians and _are_all_civilians(passage, whole[-1].end):
        civilians = whole
    if field == "killed" and civilians:
        yield count_fact("civilians_killed", passage.text, civilians)._replace(weight=weight)


def _are_all_civilians(passage: Passage, end: int) -> bool:
    """Whether people are called civilians all together: "killed 12 people, all of them civilians"."""
    match = _all_of_them(passage.words).match(passage.folded, end, passage.end)
    head = noun_phrase(passage.folded, match.end(), passage.language)[0] if match else ""
    return noun_class(head, passage.language) == "civilians"


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
        if _of_wounded(passage.words).match(passage.folded, quantity.end):
            continue  # "two of the wounded died in hospital" are not all
        if not match["aux"] and _is_some_of(passage, quantity):
            continue  # nor is "one of the militants killed"
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


def _is_said_by(passage: Passage, person: Quantity) -> bool:
    """Whether a person is who tells of it: "according to residents and a doctor, two people were killed"."""
    near = max(passage.start, person.start - _SOURCE)
    return _according(passage.words).search(passage.folded, near, person.start) is not None


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
    if all(each.article for each in whole):  # "a commander was killed along with six fighters"
        whole = (*whole, *_companions(passage, match.end()))
    parts = people.parts or including_after(passage, match.end())
    taken.update(each.start for each in (*whole, *parts))
    if match["aux"] and _perhaps(passage.words).search(match["aux"]):
        whole = tuple(each._replace(low=None) for each in whole)  # "as many as 100 may have been killed"
    return People(whole, parts)


def _lone_subjects(passage: Passage, path: str, taken: set[int]) -> Iterator[People]:
    """Yield those who are named or meant before each passive verb: "the driver was killed"."""
    for match in _was_hurt(passage.words, path).finditer(passage.folded, passage.start, passage.end):
        # Without "was" it is a passive only where nobody follows: "Taliban leader killed in drone strike".
        if not match["was"] and not _has_no_object(passage.words).match(passage.folded, match.end(), passage.end):
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
    match = _along(passage.words).match(passage.folded, position, passage.end)
    return people_after(passage, match.end()).whole if match else ()


def _others_between(passage: Passage, rank: int, last: Quantity, match: re.Match[str]) -> bool:
    """Whether other people stand between some and their verb: "one of the officials said dozens were killed"."""
    behind = (quantity for quantity in passage.counted[rank + 1 :] if quantity.start >= last.end)
    following = (quantity for quantity in behind if not is_some_of_them(passage, quantity))
    other = next(following, None)
    return other is not None and other.start < match.end() and passage.kind(other) in (*PEOPLE, "")


def _among_dead(passage: Passage) -> Iterator[Fact]:
    """Yield the civilians of "among the dead were 11 children", who are part of a number told before."""
    for match in _among(passage.words).finditer(passage.folded, passage.start, passage.end):
        people = people_after(passage, match.end()).whole
        civilians = [quantity for quantity in people if passage.kind(quantity) == "civilians"]
        if civilians:
            yield count_fact("civilians_killed", passage.text, civilians)._replace(weight=-1)
    for quantity in passage.counted:  # "of the 14 killed 11 were civilians"
        were = None if quantity.head or quantity.article else _were(passage.words).match(passage.folded, quantity.end)
        head = noun_phrase(passage.folded, were.end(), passage.language)[0] if were else ""
        if noun_class(head, passage.language) == "civilians":
            yield count_fact("civilians_killed", passage.text, [quantity])._replace(weight=-1)


def _everybody(passage: Passage) -> Iterator[Fact]:
    """Yield that the dead, whose number stands elsewhere, are civilians: "all of the victims were civilians"."""
    for match in _all_dead(passage.words).finditer(passage.folded, passage.start, passage.end):
        head, end = noun_phrase(passage.folded, match.end(), passage.language)
        if noun_class(head, passage.language) == "civilians":
            yield text_fact(ALL_CIVILIANS, passage.text, match.start(), end)


@cache
def _besides(words: Vocabulary) -> re.Pattern[str]:
    more = rf"{words.either('function.further')}(?!\s{words.either('function.than')})"
    return word(rf"(?:{words.either('function.other')}|{more})")


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
def _all_of_them(words: Vocabulary) -> re.Pattern[str]:
    are = rf"(?:{words.either('function.are')}\s)?"
    return re.compile(rf",?\s{words.either('function.all_of_them')}\s{are}")


@cache
def _among(words: Vocabulary) -> Anchored:
    pattern = word(rf"{words.either('casualties.among_dead')}\s{words.either('function.are')}")
    return Anchored(pattern, openers(words, "casualties.among_dead"))


@cache
def _all_dead(words: Vocabulary) -> Anchored:
    victims, are = words.either("casualties.victims"), words.either("function.are")
    counted = rf"(?:\s{words.either('function.definite')})?(?:\s[\w-]{{1,12}})?\s{victims}"
    quite = "".join(rf"(?<!\b{each}\s)" for each in words.words("casualties.not_quite"))
    pattern = word(rf"{quite}{words.either('casualties.everybody')}(?:{counted})?(?:\s{are}(?!\s{are})){{1,2}}")
    return Anchored(pattern, openers(words, "casualties.everybody"), needs=openers(words, "function.are"))


@cache
def _along(words: Vocabulary) -> re.Pattern[str]:
    # "He was killed with five others".
    number, others = words.either("numbers.ones", "numbers.vague"), words.either("function.other")
    others = rf"{words.either('function.with')}(?=\s(?:{number}|\d{{1,3}})\s{others}(?![\w-]))"
    return re.compile(rf"(?:\s[\w-]{{1,16}}){{0,14}}?,?\s(?:{words.either('casualties.along')}(?=\s)|{others})")


@cache
def _hurt(words: Vocabulary) -> Anchored:
    """Return the pattern of any word that tells of killed or wounded."""
    verbs = ("both", "destroyed", "killed_active", "killed_passive", "wounded_active", "wounded_passive")
    return any_of(words, *(f"casualties.{kind}" for kind in (*verbs, *_OTHERS)))


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
def _were(words: Vocabulary) -> re.Pattern[str]:
    # "Nine were children", "nine of them were", "nine of those killed were".
    the, victims = words.either("function.definite"), words.either("casualties.victims")
    dead = rf"{words.either('function.of')}\s(?:{the}\s)?{victims}"
    return re.compile(rf"\s(?:(?:{words.either('function.of_them')}|{dead})\s)?{words.either('function.was')}(?=\s)")


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
        rf"{unknown}{rest}{ages}[\"')]?,?(?:\s(?!{fate}\b)[^,.;:\d\"]{{1,70}},|\s[-—]\s[^-—.;:\"]{{1,70}}\s[-—])?{aside}(?P<aux>(?:\s(?:{auxiliary}|{modals(words)}|\w{{2,15}}ly)){{1,6}})?\s{words.either(path)}(?![\w-])"
    )
