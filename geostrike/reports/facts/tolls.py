"""The dead told without a verb of killing: tolls and how they rose, bodies, the lost, and those who did not survive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geostrike.reports.facts.counts import Quantity
from geostrike.reports.facts.numbers import figure
from geostrike.reports.facts.passages import Fact, Passage, count_fact
from geostrike.reports.facts.people import people_after
from geostrike.reports.text.anchors import Anchored, any_of, openers
from geostrike.reports.text.vocabulary import Vocabulary, word

_VERB = 24
"""Characters before bodies in which the verb stands whose object they are."""


def tolls(passage: Passage, taken: set[int]) -> Iterator[Fact]:
    """Yield the dead of each toll whose number is not among those taken: "the death toll rose to 21"."""
    for match in passage.every(_toll):
        quantity = _people_at(passage, match.end())
        if quantity is None or quantity.start in taken:
            continue
        taken.add(quantity.start)
        if passage.at(_since, quantity.end):
            continue
        # "Rose from nine to 14": the last is the toll; "gone up to 17": no more than that is meant by "up".
        risen = ("casualties.toll_from", "casualties.rising_to") if match["rose"] else ("casualties.toll_from",)
        rose = match["first"] or passage.folded.startswith(passage.words.words(*risen), quantity.start)
        # "The dead were eight men and two women".
        people = people_after(passage, quantity.start).whole
        dead = people if people and people[0] == quantity else (quantity,)
        taken.update(each.start for each in dead)
        yield count_fact("killed", passage.text, [quantity._replace(low=quantity.high)] if rose else dead)


def raised_toll(passage: Passage) -> Fact | None:
    """Return the toll that one more death made: "the death of a boy brought to 12 the number of people killed"."""
    match = passage.first(_raised)
    quantity = passage.quantity_at(match.end()) if match else None
    if match is None or quantity is None or passage.at(_since, quantity.end):
        return None
    told = match["toll"] or passage.at(_of_dead, quantity.end)
    return count_fact("killed", passage.text, [quantity]) if told else None


def lost(passage: Passage, taken: set[int]) -> Iterator[Fact]:
    """Yield the dead of those who lost them: "the town lost six of its guards".

    Those of one survivor ("lost three members of his family") give way to a number that is stated elsewhere.
    """
    for match in passage.every(any_of, "casualties.lost"):
        people = people_after(passage, match.end(), people_only=True).whole
        if people and not any(each.article or each.start in taken for each in people):
            taken.update(each.start for each in people)
            own = passage.at(_of_person, people[-1].end) is not None
            yield count_fact("killed", passage.text, people)._replace(weight=-own)


@cache
def _of_person(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?:\s[a-z]{{2,12}})?\s{words.either('function.of')}\s{words.either('function.theirs')}")


def no_survivors(passage: Passage, taken: set[int]) -> Iterator[Fact]:
    """Yield the dead of "none of the four passengers survived"."""
    for match in passage.every(_none_of):
        quantity = _people_at(passage, match.end())
        if quantity is not None and passage.at(_survived, quantity.end):
            taken.add(quantity.start)
            yield count_fact("killed", passage.text, [quantity])


def bodies(passage: Passage, taken: set[int]) -> Iterator[Fact]:
    """Yield the dead whose bodies were found: "rescuers recovered 18 bodies"; the number killed goes before it."""
    remains = passage.words.words("casualties.remains")
    for quantity in passage.counted:
        if quantity.head not in remains or quantity.start in taken or quantity.article:
            continue
        many = _mass(passage.words).search(passage.folded, quantity.start, quantity.end)
        if not many and not passage.before(_hit_them, quantity.start, _VERB):
            taken.add(quantity.start)
            yield count_fact("killed", passage.text, [quantity])._replace(weight=-1)


def _people_at(passage: Passage, position: int) -> Quantity | None:
    """Return the number that stands at a position, if it may be one of people."""
    quantity = passage.quantity_at(position)
    return quantity if quantity is not None and passage.may_be_people(quantity) else None


@cache
def _mass(words: Vocabulary) -> re.Pattern[str]:
    return word(words.either("casualties.mass"))


@cache
def _hit_them(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a verb that makes graves what was struck: "shells destroyed 30 graves"."""
    return re.compile(rf"(?<![\w-]){words.either('strike.verbs', 'strike.hitting')}\s$")


@cache
def _none_of(words: Vocabulary) -> Anchored:
    of = rf"{words.either('casualties.none_of')}\s(?:{words.either('function.determiners')}\s)?"
    return Anchored(re.compile(rf"(?<![\w-]){of}"), openers(words, "casualties.none_of"))


@cache
def _survived(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?:\s[\w-]{{2,14}}){{0,5}}?\s{words.either('casualties.survived')}(?![\w-])")


@cache
def _toll(words: Vocabulary) -> Anchored:
    links = words.either("casualties.toll_links", "casualties.reached")
    # "The death toll from Monday's U.S. strike on the town rose to 21", "the number of dead in the town at 21".
    was, rose = words.either("casualties.reached", "casualties.toll_was"), words.either("casualties.rose")
    number = rf"{words.either('casualties.toll_at')}(?=\s{figure(words)})"
    between = r"(?:\s(?:[^.;:\n]|(?<=\b\w)\.){1,200}?)?"
    day = rf"(?:\s(?:{words.either('function.on')}\s)?{words.either('calendar.weekdays')})?"  # "soared Tuesday to 131"
    rose = rf"(?:{between}\s(?:(?P<rose>{rose}){day}|{was}|{number}))?"
    up, from_ = words.either("casualties.rising"), words.either("casualties.toll_from")
    first = rf"(?P<first>\s{from_}\s{words.either('casualties.initial')}|\s{up}(?=\s{from_}))?"
    least = words.either("numbers.hedges.at_least", "numbers.hedges.at_most")
    tolls = rf"(?:{words.either('casualties.tolls')}|{_number_of_dead(words)})"
    pattern = word(rf"{tolls}:?{rose}(?:\s(?!{least}\s){links}){{0,5}}{first}")
    return Anchored(pattern, openers(words, "casualties.tolls", "casualties.numbers_of"))


@cache
def _since(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what makes a toll that of some time: "(to nearly 4,000) people since March"."""
    return re.compile(
        rf"(?:\s[\w-]{{2,14}}){{0,4}}?\s{words.either('casualties.since')}\s(?!{words.either('calendar.weekdays')}\b)"
    )


def _number_of_dead(words: Vocabulary) -> str:
    """Return the pattern of a toll of some sort of people: "number of IS fighters killed"."""
    people = words.either("nouns.persons", "nouns.civilians", plural=True)
    killed = words.either("casualties.killed_passive")
    return rf"{words.either('casualties.numbers_of')}\s(?:[\w-]{{2,14}}\s){{0,2}}?{people}\s{killed}"


@cache
def _raised(words: Vocabulary) -> Anchored:
    """Return the pattern of what stands before a raised toll: "brought to ", "raising the toll to "."""
    the, to = words.either("function.definite"), words.either("casualties.raised_to")
    toll = rf"(?P<toll>{the}\s{words.either('casualties.tolls')}\s(?:[^\s,.;:]{{1,16}}\s){{0,6}}?)?"
    pattern = re.compile(
        rf"(?<![\w-]){words.either('casualties.raising')}\s{toll}{to}\s(?:[a-z]{{2,5}}\s){{0,2}}?(?=\S)"
    )
    return Anchored(pattern, openers(words, "casualties.raising"), needs=openers(words, "casualties.tolls"))


@cache
def _of_dead(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(
        rf"\s{words.either('function.definite')}\s(?:[\w-]{{2,12}}\s)?{words.either('casualties.tolls')}(?![\w-])"
    )
