"""Lists of people, be they counted or not: "17 militants and two guards", "the driver and his son"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from geostrike.reports.facts.counts import Quantity
from geostrike.reports.facts.nouns import NATIONAL, PEOPLE, noun_phrase
from geostrike.reports.facts.numbers import figure
from geostrike.reports.facts.passages import Passage
from geostrike.reports.facts.persons import bare_end, lone_person
from geostrike.reports.text.prose import first_within
from geostrike.reports.text.vocabulary import Vocabulary, adverb, wide_names

_REACH = 300
"""Characters after a verb in which its objects are looked for."""

_SUBJECT = 160
"""Characters before a verb in which a named subject is looked for."""


class People(NamedTuple):
    """Coordinated quantities, and those that "including" makes part of them.

    `besides` says that they are others than those told before: "may also have killed ten fighters".
    """

    whole: tuple[Quantity, ...] = ()
    parts: tuple[Quantity, ...] = ()
    besides: bool = False


def people_after(
    passage: Passage, position: int, *, people_only: bool = False, animate: bool = False, subjects: bool = False
) -> People:
    """Return the coordinated people right after a verb.

    With `people_only` there are none if anything else is among them; with `animate` an unknown noun
    ("killed nine picnickers") is one of people. The list ends before those that have a verb of their own ("killed
    12 fighters and six civilians were hurt"), unless they are the `subjects` of one together.
    """
    whole: list[Quantity] = []
    parts: list[Quantity] = []
    including, joined, sure = False, False, 1
    limit = min(passage.end, position + _REACH)
    while (step := _next(passage, position, limit, whole)) is not None:
        link, quantity = step
        known = quantity.head or _stands_alone(passage, quantity) or (animate and _is_animate(passage, quantity))
        if not known or (whole and _has_own_fate(passage, quantity, subjects=subjects)):
            break
        if passage.at(_says, quantity.end):
            parts = parts if joined else parts[:-1]  # "killing 11 fighters, a resident and a doctor said"
            break
        if people_only and passage.kind(quantity) not in PEOPLE:
            return People()
        joined, position = link.lastgroup in ("joins", "including"), quantity.end
        if whole and not joined and _is_apposition(passage, whole[-1], quantity):
            continue
        if whole and (of_them := _of_them(passage, quantity)) is not None:
            parts.append(of_them)
            break
        # "Two civilians - a father and his son - were killed": what dashes or brackets enclose says who they are.
        including = including or link.lastgroup in ("including", "aside")
        including = including and not (link.lastgroup == "joins" and _is_besides(passage, whole, quantity))
        (parts if including else whole).append(quantity)
        # A comma alone goes on with a list only if "and" ends it: "killed 10 fighters, two officials said".
        sure = len(whole) if joined else sure
    if _is_breakdown(passage, whole[:sure]):
        return People((whole[0],), tuple(whole[1:sure]))
    return People(tuple(whole[:sure]), tuple(parts))


def _is_breakdown(passage: Passage, people: list[Quantity]) -> bool:
    """Whether a list says of whom its first number is made up: "four people, a woman, her child and two fighters"."""
    if len(people) < 3 or any(each.low is None or each.low != each.high for each in people):
        return False
    general = people[0].head in passage.words.words("nouns.anybody", "nouns.any_civilian")
    nations = all(each.head == NATIONAL for each in people[1:])
    return (general or nations) and people[0].low == sum(each.low or 0 for each in people[1:])


def _next(passage: Passage, position: int, limit: int, whole: list[Quantity]) -> tuple[re.Match[str], Quantity] | None:
    """Return the next of a list of people with what links it to those before."""
    # "The head of the police and two officers", "Abu Hassan, the group's second in command, and two guards".
    described = _description(passage.words, named=whole[-1].article) if whole else _opening()
    for pattern in (_link(passage.words), described) if whole else (described,):
        link = pattern.match(passage.folded, position, limit)
        person = _person_at(passage, link.end(), limit) if link else None
        if link is not None and person is not None:
            return link, person
    return None


def _person_at(passage: Passage, position: int, limit: int) -> Quantity | None:
    """Return the person or the quantity at a position, small words before it passed over."""
    person = lone_person(passage, position, limit)
    if person is not None:
        return person
    quantity = first_within(passage.quantities, position, limit)
    led = quantity is not None and _leads(passage.words).fullmatch(passage.folded, position, quantity.start)
    return quantity if led else None


def _is_apposition(passage: Passage, before: Quantity, quantity: Quantity) -> bool:
    """Whether one person is told twice: "Abu Hassan, a senior leader", but not "Abu Hassan, his driver and ..."."""
    twice = before.article and quantity.article and bool(before.head) != bool(quantity.head)
    return twice and not passage.folded.startswith(passage.words.words("function.theirs"), quantity.start)


def _is_besides(passage: Passage, whole: list[Quantity], quantity: Quantity) -> bool:
    """Whether people can't be part of those counted: "nine civilians, among them two babies, and 58 fighters"."""
    if None not in (most := [each.high for each in whole]) and (quantity.low or 0) > sum(high or 0 for high in most):
        return True
    armed = passage.kind(quantity) == "persons" and quantity.head not in passage.words.words("nouns.anybody")
    return armed and all(passage.kind(each) == "civilians" for each in whole)


def _has_own_fate(passage: Passage, quantity: Quantity, *, subjects: bool) -> bool:
    """Whether a number opens a clause: "left 12 dead and seven wounded", "12 people and two of them were buried"."""
    if not subjects and passage.at(_has_verb, quantity.end):
        return True
    if quantity.head:
        return False
    if passage.at(_wounded, quantity.end):
        return True
    return is_some_of_them(passage, quantity) and _of_them(passage, quantity) is None


def _of_them(passage: Passage, quantity: Quantity) -> Quantity | None:
    """Return the part in "killed 20 people, 15 of them civilians" with its noun, if it has one, or None.

    The part may be told the other way round: "58 people, 11 children among them, died".
    """
    match = passage.at(_part_of_them, quantity.end)
    if match is None:
        behind = passage.at(_among_them, quantity.end)
        return quantity._replace(end=behind.end()) if behind and quantity.head else None
    head, end = noun_phrase(passage.folded, match.end(), passage.language)
    return quantity._replace(head=head, end=end) if head else None


def people_before(passage: Passage, verb: int) -> People:
    """Return the people named or meant right before a passive verb, the longest list of them.

    "Abu Yahya, the group's deputy leader, was killed", "the commander and two guards were killed".
    """
    start = max(passage.start, verb - _SUBJECT)
    for match in _beginning(passage.words).finditer(passage.text, start, verb):
        people = people_after(passage, match.start(), subjects=True)
        known = all(map(passage.may_be_people, people.whole))
        if len(people.whole) == 1 and people.parts:
            continue  # "near Hun, among them two killed in their car": nobody is part of one
        if not known or not any(quantity.article for quantity in people.whole):
            continue
        end = max(quantity.end for quantity in (*people.whole, *people.parts))
        if end <= verb and _aside(passage.words).fullmatch(passage.folded, end, verb):
            return people
    return People()


def people_alone(passage: Passage, verb: int) -> People:
    """Return who is named by one word or meant right before a verb: "Latif died along with 12", "he was killed"."""
    match = _alone(passage.words).search(passage.text, max(passage.start, verb - _SUBJECT), verb)
    if match is None or passage.folded[match.start() : match.end() - 1] in wide_names(passage.words):
        return People()
    return People((Quantity(match.start(), match.end() - 1, 1, 1, "", article=True),))


def including_after(passage: Passage, position: int) -> tuple[Quantity, ...]:
    """Return those who are part of the people before: "20 people were killed, including five children".

    Where and how they were killed may stand between: "20 died in the attack on the town, including five children".
    """
    link = passage.at(_link, position)
    if link is None:
        behind = passage.at(_including_behind, position)
        return people_after(passage, behind.end()).whole if behind else ()
    if link["including"] is not None:
        return people_after(passage, link.end()).whole
    quantity = passage.quantity_at(link.end())
    part = _of_them(passage, quantity) if quantity is not None else None
    return (part,) if part is not None else ()


def is_some_of_them(passage: Passage, quantity: Quantity) -> bool:
    """Whether a number is of those just told: "two of them children"."""
    return passage.at(_part_of_them, quantity.end) is not None


def _stands_alone(passage: Passage, quantity: Quantity) -> bool:
    """Whether a bare number is followed by no noun of its own: "killing 12 and ..." but not "killed 12 camels"."""
    return bare_end(passage.words).match(passage.folded, quantity.end) is not None


def _is_animate(passage: Passage, quantity: Quantity) -> bool:
    """Whether what a number is followed by may be people, as it is no animal: only who lives is killed."""
    noun = _noun_behind(passage, quantity)
    # "Claimed several attacks".
    return bool(noun) and not _is_listed(noun, passage.words, "nouns.animals", "nouns.stops", "strike.loose")


def is_of_animals(passage: Passage, quantity: Quantity) -> bool:
    """Whether a number is followed by animals: "many livestock were killed"."""
    return not quantity.head and _is_listed(_noun_behind(passage, quantity), passage.words, "nouns.animals")


def _noun_behind(passage: Passage, quantity: Quantity) -> str:
    """Return the word right behind a number, "" where none is."""
    match = _word().match(passage.folded, quantity.end, passage.end)
    return match["word"] if match else ""


def _is_listed(noun: str, words: Vocabulary, *paths: str) -> bool:
    known = words.words(*paths)
    return noun in known or noun.removesuffix("s") in known


@cache
def _alone(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:[A-Z][\w'’-]{{1,20}}|(?i:{words.either('actors.persons')}))\s$")


@cache
def _wounded(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a number's own fate: "left three dead and seven wounded", "dozens more were injured"."""
    more, were = words.either("function.further"), rf"{words.either('function.are')}\s(?:{adverb(words)}\s)?"
    return re.compile(rf"\s(?:{more}\s)?(?:{were})?{words.either('casualties.wounded_passive')}(?![\w-])")


@cache
def _has_verb(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of the verb of those before it: "(six civilians) were wounded", "had been hurt"."""
    return re.compile(rf"\s(?:{words.either('function.have')}\s)?{words.either('function.was')}(?![\w-])")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\s(?P<word>[^\W\d_][\w'-]{2,20})")


@cache
def _beginning(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a word that a description or name of a person can begin with."""
    return re.compile(
        rf"(?<![\w-])(?:[A-Z]|[a-z]{{2}}-[A-Z]|(?i:{words.either('function.definite', 'function.articles')})\s)"
    )


@cache
def _aside(words: Vocabulary) -> re.Pattern[str]:
    # "The commander (pictured) was killed", "the home of his son, who was killed".
    return re.compile(rf"(?:\s?\([^()\n]{{1,60}}\)|,[^.;:\n]{{1,90}},|,?\s{words.either('function.who')})?\s?")


@cache
def _says(words: Vocabulary) -> re.Pattern[str]:
    # "A doctor in Hun said".
    seat = rf"(?:\s{words.either('function.at_places')}(?:\s[\w'-]{{1,16}}){{1,3}}?)?"
    return re.compile(rf"{seat}\s{words.either('actors.said')}(?![\w-])")


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(r"[\s\"']{0,3}")


@cache
def _leads(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?:{words.either('function.before_objects')}\s){{0,2}}\"?")


@cache
def _link(words: Vocabulary) -> re.Pattern[str]:
    # "Including at least a child"; "at least two" is a number with its hedge.
    least = rf"{words.either('numbers.hedges.at_least')}\s(?={words.either('function.some')}\s)"
    including = rf"(?P<including>(?:,?\s|\s[-—]\s)\(?{words.either('function.includes')}\s(?:{least})?)"
    joins = rf",?\s{words.either('function.joins')}\s(?:{words.either('reference.also')}\s)?"
    # "Six civilians, including children, and 11 fighters": those in between are not counted.
    some = rf"(?!{figure(words)})[^\W\d]{{2,14}}"
    besides = rf"(?:,?\s{words.either('function.includes')}\s{some}(?:\s{some}){{0,3}}(?=,))?"
    return re.compile(rf"(?P<joins>{besides}{joins})|{including}|,\s?|(?P<aside>(?<=[a-z]):\s|\s[-—]\s|\s\()")


@cache
def _including_behind(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of circumstances that end in "including"; none tells of other dead or of wounded."""
    hurt = words.either("function.joins", "casualties.wounded_passive", "casualties.killed_active")
    some = rf"(?:\s(?!{hurt}[\s,])[^\s.;:\d\"]{{1,20}}){{1,16}}?"
    return re.compile(rf"{some},\s{words.either('function.includes')}(?=\s)")


@cache
def _description(words: Vocabulary, *, named: bool) -> re.Pattern[str]:
    # "Omar Khalil, a senior leader, and two guards", "Omar Khalil, 29, and two guards".
    told = rf"|,\s(?:{words.either('function.articles')}\s[^,.;:\"]{{2,80}}(?=,)|\d{{1,2}}(?=,|\s))" if named else ""
    lead = words.either("function.of", "function.whence") if named else words.either("function.of")
    # "15 people from one family, including nine children".
    whence = rf"\s{words.either('function.whence', 'function.at_places')}\s[^,.;:\d\"]{{2,40}}?"
    where = rf"|{whence}(?=,?\s{words.either('function.includes')}\s)"
    was = rf"(?!(?<=\s)(?:{words.either('function.was')}|{words.either('casualties.dying')})\s)"
    return re.compile(rf"(?:\s{lead}\s(?:{was}[^,.;:\d\"]){{2,40}}?{where}{told})(?:{_link(words).pattern})")


@cache
def _part_of_them(words: Vocabulary) -> re.Pattern[str]:
    are, some = words.either("function.are"), words.either("function.some")
    return re.compile(rf"\s{words.either('function.of_them')}(?:\s{are})?(?:\s{some})?(?=\s)")


@cache
def _among_them(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\s{words.either('function.among_them')}(?=\s?[,.;)])")
