"""Who was killed or wounded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from geostrike.model import Count
from geostrike.reports.facts.counts import Quantity
from geostrike.reports.facts.passages import OTHERS, Fact, Passage, count_fact, once, text_fact
from geostrike.reports.facts.people import People, people_after
from geostrike.reports.facts.standing import standing
from geostrike.reports.facts.tolls import bodies, lost, no_survivors, raised_toll, tolls
from geostrike.reports.facts.unharmed import no_civilians, nobody
from geostrike.reports.facts.victims import objects, slain_by, subjects
from geostrike.reports.text.anchors import Anchored, any_of, openers
from geostrike.reports.text.vocabulary import Vocabulary, word

_VERBS = (
    ("both", "casualties.both", "casualties.both"),
    ("killed", "casualties.killed_active", "casualties.killed_passive"),
    ("killed", "casualties.destroyed", ""),
    ("wounded", "casualties.wounded_active", "casualties.wounded_passive"),
)
"""What befell people, with the lists of its active and its passive verbs; "were destroyed" tells of things."""

_VERBLESS = ("tolls", "remains", "among_dead", "cost", "lost", "survived")
"""Lists of words that tell of dead without a verb of killing."""

ALL_CIVILIANS = "all_civilians"
"""Field of the words that call all dead civilians without counting them."""


@once
def casualties(passage: Passage) -> Iterator[Fact]:
    """Yield what a passage says of a strike's killed, wounded and civilians, in the order of its rules."""
    yield from standing(passage, _told(passage))


def counts_dead(passage: Passage) -> bool:
    """Whether a passage counts dead: "twelve people lost their lives in an air strike"."""
    return any(isinstance(fact.value, Count) and fact.value.low != 0 for fact in _dead(passage))


def counts_others(passage: Passage) -> bool:
    """Whether all dead that a passage counts come on top of those told before: "raids on Hun killed another six"."""
    dead = _dead(passage)
    return bool(dead) and all(_besides(passage.words).search(fact.span.text.lower()) and fact.of for fact in dead)


def ends_with_dead(passage: Passage) -> bool:
    """Whether the last people that a passage counts are dead: not in "killed four and wounded six"."""
    people = list(filter(passage.may_be_people, passage.counted))
    return bool(people) and any(fact.span.start <= people[-1].start < fact.span.end for fact in _dead(passage))


def _dead(passage: Passage) -> list[Fact]:
    return [fact for fact in casualties(passage) if fact.field == "killed"]


def _told(passage: Passage) -> Iterator[Fact]:
    raised, stated = raised_toll(passage), _stated(passage)
    yield from stated if raised is None else (raised, *(fact for fact in stated if fact.field == "wounded"))


def _stated(passage: Passage) -> Iterator[Fact]:
    yield from no_civilians(passage)
    yield from nobody(passage)
    yield from _everybody(passage)
    if passage.first(_hurt) is None:
        return
    taken: set[int] = set()  # where those begin whom a rule has told of, so that no other does
    yield from tolls(passage, taken)
    for field, active, passive in _VERBS:
        for people in objects(passage, active, taken, animate=bool(passive)):
            if passive or people.whole[0].head:  # "destroyed two of them" tells of none
                yield from _people_facts(passage, field, people)
        for people in subjects(passage, passive, taken) if passive else ():
            yield from _people_facts(passage, field, people)
    for people in slain_by(passage, taken):
        yield from _people_facts(passage, "killed", people)
    yield from lost(passage, taken)
    yield from no_survivors(passage, taken)
    yield from bodies(passage, taken)
    yield from _among_dead(passage)


def counted_at(passage: Passage, field: str, position: int) -> Iterator[Fact]:
    """Yield what the people who are counted at a position make of a field: "killed" of "6 civilians and 2 guards"."""
    yield from _people_facts(passage, field, people_after(passage, position))


def _people_facts(passage: Passage, field: str, people: People) -> Iterator[Fact]:
    whole = list(filter(passage.may_be_people, people.whole))
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
    if field != "killed":
        return
    # Of "20 civilians, including six women" the whole is the count, of "12 people, including five children" the part.
    civilians = _civilians(passage, whole) or _civilians(passage, people.parts)
    if not civilians and _are_civilians(passage, passage.at(_all_of_them, whole[-1].end)):
        civilians = whole  # "killed 12 people, all of them civilians"
    if civilians:
        yield count_fact("civilians_killed", passage.text, civilians)._replace(weight=weight)


def _among_dead(passage: Passage) -> Iterator[Fact]:
    """Yield the civilians of "among the dead were 11 children", who are part of a number told before."""
    some = [_civilians(passage, people_after(passage, match.end()).whole) for match in passage.every(_among)]
    for quantity in passage.counted:  # "of the 14 killed 11 were civilians"
        bare = not (quantity.head or quantity.article)
        if bare and _are_civilians(passage, passage.at(_were, quantity.end)):
            some.append([quantity])
    for civilians in filter(None, some):
        yield count_fact("civilians_killed", passage.text, civilians)._replace(weight=-1)


def _everybody(passage: Passage) -> Iterator[Fact]:
    """Yield that the dead, whose number stands elsewhere, are civilians: "all of the victims were civilians"."""
    for match in passage.every(_all_dead):
        if _are_civilians(passage, match):
            yield text_fact(ALL_CIVILIANS, passage.text, match.start(), passage.phrase(match.end())[1])


def _civilians(passage: Passage, people: Iterable[Quantity]) -> list[Quantity]:
    return [quantity for quantity in people if passage.kind(quantity) == "civilians"]


def _are_civilians(passage: Passage, lead: re.Match[str] | None) -> bool:
    """Whether what leads to who people were is met, and followed by civilians: "all of them ", "11 were "."""
    return lead is not None and passage.phrase(lead.end())[0] == "civilians"


@cache
def _besides(words: Vocabulary) -> re.Pattern[str]:
    more = rf"{words.either('function.further')}(?!\s{words.either('function.than')})"
    return word(rf"(?:{words.either('function.other')}|{more})")


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
def _hurt(words: Vocabulary) -> Anchored:
    """Return the pattern of any word that tells of killed or wounded."""
    verbs = ("both", "destroyed", "killed_active", "killed_passive", "wounded_active", "wounded_passive")
    return any_of(words, *(f"casualties.{kind}" for kind in (*verbs, *_VERBLESS)))


@cache
def _were(words: Vocabulary) -> re.Pattern[str]:
    # "Nine were children", "nine of them were", "nine of those killed were".
    the, victims = words.either("function.definite"), words.either("casualties.victims")
    dead = rf"{words.either('function.of')}\s(?:{the}\s)?{victims}"
    return re.compile(rf"\s(?:(?:{words.either('function.of_them')}|{dead})\s)?{words.either('function.was')}(?=\s)")
