"""Who was killed or wounded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from geostrike.model import Count
from geostrike.reports.counts import Quantity, noun_class, noun_phrase
from geostrike.reports.facts import Fact, Passage, count_fact
from geostrike.reports.modality import modals
from geostrike.reports.prose import span, within
from geostrike.reports.vocabulary import Vocabulary, either, word

PEOPLE = ("persons", "civilians")
_REACH = 300
"""Characters after a verb in which its objects are looked for."""


@dataclass(frozen=True, slots=True)
class People:
    """Coordinated quantities, and those that "including" makes part of them."""

    whole: tuple[Quantity, ...] = ()
    parts: tuple[Quantity, ...] = ()


def casualties(passage: Passage) -> Iterator[Fact]:
    """Yield what a passage says of killed, wounded and civilians, in the order of its rules."""
    yield from _no_civilians(passage)
    if _hurt(passage.words).search(passage.folded, passage.start, passage.end) is None:
        return
    taken: set[int] = set()
    for field, active, passive in (
        ("both", "casualties.both", "casualties.both"),
        ("killed", "casualties.killed_active", "casualties.killed_passive"),
        ("killed", "casualties.destroyed", "casualties.killed_passive"),
        ("wounded", "casualties.wounded_active", "casualties.wounded_passive"),
    ):
        animate = active != "casualties.destroyed"
        people_told = (*people_of_verbs(passage, active, taken, animate=animate), *_subjects(passage, passive, taken))
        for people in people_told:
            yield from _people_facts(passage, field, people)
    yield from _tolls(passage, taken)
    yield from _among_dead(passage)


def _people_facts(passage: Passage, field: str, people: People) -> Iterator[Fact]:
    whole = [quantity for quantity in people.whole if passage.kind(quantity) in (*PEOPLE, "")]
    if not whole:
        return
    fact = count_fact(field, passage.text, whole)
    if field == "both" and isinstance(fact.value, Count):
        # "killed or wounded 12": none to all of them may be either.
        most = Count(0, fact.value.high, fact.value.text)
        yield from (Fact(name, most, fact.span) for name in ("killed", "wounded"))
        return
    # "The driver" gives way to a number that is stated elsewhere.
    yield replace(fact, weight=-1) if len(whole) == 1 and whole[0].article else fact
    # Of "20 civilians, including six women" the whole is the count, of "12 people, including five children" the part.
    civilians = [quantity for quantity in whole if passage.kind(quantity) == "civilians"] or [
        quantity for quantity in people.parts if passage.kind(quantity) == "civilians"
    ]
    if field == "killed" and civilians:
        yield count_fact("civilians_killed", passage.text, civilians)


def people_of_verbs(passage: Passage, path: str, taken: set[int], *, animate: bool = False) -> Iterator[People]:
    """Yield the people after each active verb: "killed 17 militants and two guards"."""
    for match in _verb(passage.words, path).finditer(passage.folded, passage.start, passage.end):
        people = people_after(passage, match.end(), animate=animate)
        fresh = people.whole and people.whole[0].start not in taken
        if fresh and not is_negated(passage, match.start()):
            taken.update(quantity.start for quantity in people.whole)
            yield people


def people_after(passage: Passage, position: int, *, people_only: bool = False, animate: bool = False) -> People:
    """Return the coordinated people right after a verb.

    With `people_only` there are none if anything else is among them; with `animate` an unknown noun
    ("killed nine picnickers") is one of people.
    """
    whole: list[Quantity] = []
    parts: list[Quantity] = []
    including, sure = False, 1
    for quantity in _objects(passage, position):
        gap = passage.folded[position : quantity.start]
        link = _link(passage.words).fullmatch(gap) if whole else _filler(passage.words).fullmatch(gap)
        known = quantity.head or _stands_alone(passage, quantity) or (animate and _is_animate(passage, quantity))
        if link is None or not known:
            break
        if people_only and passage.kind(quantity) not in PEOPLE:
            return People()
        including = including or (bool(whole) and link["including"] is not None)
        (parts if including else whole).append(quantity)
        position = quantity.end
        # A comma alone goes on with a list only if "and" ends it: "killed 10 fighters, two officials said".
        sure = len(whole) if gap.strip(" ,") else sure
    return People(tuple(whole[:sure]), tuple(parts))


def _objects(passage: Passage, position: int) -> Iterator[Quantity]:
    """Yield the quantities after a verb; one person by a definite name ("killing the driver") counts as the first."""
    limit = min(passage.end, position + _REACH)
    lone = definite_person(passage, position, limit)
    if lone is not None:
        yield lone
        position = lone.end
    for index in within(passage.quantities, position, limit):
        yield passage.quantities[index]


def definite_person(passage: Passage, position: int, limit: int) -> Quantity | None:
    """Return the one person of "the driver", "its deputy leader", "Hassan's youngest son" at a position, or None."""
    lead = _definite(passage.words).match(passage.folded, position, limit)
    if lead is None:
        return None
    head, end = noun_phrase(passage.folded, lead.end(), passage.language)
    lone = end <= limit and passage.folded.endswith(head, 0, end) and noun_class(head, passage.language) in PEOPLE
    return Quantity(lead.start("lead"), end, 1, 1, head, article=True) if lone else None


def _subjects(passage: Passage, path: str, taken: set[int]) -> Iterator[People]:
    """Yield the people before each passive verb: "17 militants were killed", "12 dead"."""
    pattern = _passive(passage.words, path)
    counted = passage.counted
    for rank, quantity in enumerate(counted):
        if quantity.start in taken or passage.kind(quantity) not in (*PEOPLE, ""):
            continue
        following = counted[rank + 1] if rank + 1 < len(counted) else None
        parts = [following] if following is not None and _includes(passage, quantity, following) else []
        match = pattern.match(passage.folded, (parts or [quantity])[-1].end, passage.end)
        if match is None or (following is not None and not parts and _parts(passage, following, match)):
            continue
        if people_after(passage, match.end()).whole and not match["aux"]:
            continue
        whole = [*_before(passage, counted, rank, taken), quantity]
        taken.update(each.start for each in (*whole, *parts))
        yield People(tuple(whole), tuple(parts) or _parts_after(passage, match.end()))
    yield from _definite_subjects(passage, path)


def _parts_after(passage: Passage, position: int) -> tuple[Quantity, ...]:
    """Return those who are part of the people before: "20 people were killed, including five children"."""
    link = _link(passage.words).match(passage.folded, position, passage.end)
    if link is None or link["including"] is None:
        return ()
    return people_after(passage, link.end()).whole


def _definite_subjects(passage: Passage, path: str) -> Iterator[People]:
    """Yield the one person of "the driver was killed"."""
    for match in _definite_passive(passage.words, path).finditer(passage.folded, passage.start, passage.end):
        person = definite_person(passage, match.start(), match.start("verb"))
        if person is not None and not passage.folded[person.end : match.start("verb")].strip():
            yield People((person,))


def _includes(passage: Passage, quantity: Quantity, following: Quantity) -> bool:
    """Whether the second of two quantities is part of the first: "12 people, including five children"."""
    link = _link(passage.words).fullmatch(passage.folded, quantity.end, following.start)
    return link is not None and link["including"] is not None


def _parts(passage: Passage, following: Quantity, match: re.Match[str]) -> bool:
    """Whether other people stand between a quantity and its verb: "one of the officials said dozens were killed"."""
    return following.start < match.end() and passage.kind(following) in (*PEOPLE, "")


def _before(passage: Passage, counted: Sequence[Quantity], rank: int, taken: set[int]) -> list[Quantity]:
    """Return the people coordinated before the last of a list: "five militants and two guards were killed"."""
    found: list[Quantity] = []
    for index in range(rank - 1, -1, -1):
        gap = passage.folded[counted[index].end : counted[index + 1].start]
        joined = len(gap) < 20 and _link(passage.words).fullmatch(gap) is not None
        if not joined or passage.kind(counted[index]) not in PEOPLE or counted[index].start in taken:
            break
        found.insert(0, counted[index])
    return found


def _among_dead(passage: Passage) -> Iterator[Fact]:
    """Yield the civilians of "among the dead were 11 children", who are part of a number told before."""
    for match in _among(passage.words).finditer(passage.folded, passage.start, passage.end):
        people = people_after(passage, match.end()).whole
        civilians = [quantity for quantity in people if passage.kind(quantity) == "civilians"]
        if civilians:
            yield replace(count_fact("civilians_killed", passage.text, civilians), weight=-1)


def _tolls(passage: Passage, taken: set[int]) -> Iterator[Fact]:
    for match in _toll(passage.words).finditer(passage.folded, passage.start, passage.end):
        following = within(passage.quantities, match.end(), min(passage.end, match.end() + _REACH))
        if not following:
            continue
        quantity = passage.quantities[following[0]]
        fits = passage.kind(quantity) in (*PEOPLE, "") and quantity.start not in taken
        if fits and not passage.folded[match.end() : quantity.start].strip():
            yield count_fact("killed", passage.text, [quantity])


def _no_civilians(passage: Passage) -> Iterator[Fact]:
    match = _none_killed(passage.words).search(passage.folded, passage.start, passage.end)
    if match and not _unsure(passage.words).search(passage.folded, passage.start, passage.end):
        words = span(passage.text, match.start(), match.end())
        yield Fact("civilians_killed", Count(0, 0, words.text), words)


def remarks(passage: Passage) -> Iterator[str]:
    """Yield what a passage says about civilians without counting them, verbatim."""
    match = _unsure(passage.words).search(passage.folded, passage.start, passage.end)
    if match:
        yield f"of civilians the text says: {' '.join(passage.text[match.start() : match.end()].split())!r}"


def is_negated(passage: Passage, verb: int) -> bool:
    """Whether the word at an offset is negated, modal or an infinitive: "did not kill", "to destroy"."""
    before = passage.folded[max(passage.start, verb - 24) : verb]
    return _blocked(passage.words).search(before) is not None


def _stands_alone(passage: Passage, quantity: Quantity) -> bool:
    """Whether a bare number is followed by no noun of its own: "killing 12 and ..." but not "killed 12 camels"."""
    return _bare_end(passage.words).match(passage.folded, quantity.end) is not None


def _is_animate(passage: Passage, quantity: Quantity) -> bool:
    """Whether a number is followed by a noun that is not known, nor an animal: only who lives is killed."""
    match = _unknown_noun().match(passage.folded, quantity.end, passage.end)
    if match is None:
        return False
    others = passage.words.words("nouns.stops", "nouns.animals")
    return match["noun"] not in others and match["noun"].removesuffix("s") not in others


@cache
def _unknown_noun() -> re.Pattern[str]:
    return re.compile(r"\s(?P<noun>[^\W\d_][\w'-]{2,20})")


@cache
def _definite(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\s?(?P<lead>{words.either('function.definite')}|[\w-]{{2,20}}'s)(?=\s)")


@cache
def _definite_passive(words: Vocabulary, path: str) -> re.Pattern[str]:
    lead = words.either("function.definite")
    return word(
        rf"{lead}(?:\s(?!{lead}\s)[\w'.-]{{2,20}}){{1,5}}?(?P<verb>\s{words.either('function.was')}\s"
        rf"(?:[\w-]{{2,12}}\s)?{words.either(path)})"
    )


@cache
def _among(words: Vocabulary) -> re.Pattern[str]:
    return word(rf"{words.either('casualties.among_dead')}\s{words.either('function.are')}")


@cache
def _hurt(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of any word that tells of killed or wounded."""
    verbs = ("both", "destroyed", "killed_active", "killed_passive", "wounded_active", "wounded_passive")
    return word(words.either(*(f"casualties.{kind}" for kind in (*verbs, "tolls", "among_dead"))))


@cache
def _verb(words: Vocabulary, path: str) -> re.Pattern[str]:
    return word(words.either(path))


@cache
def _toll(words: Vocabulary) -> re.Pattern[str]:
    links = words.either("casualties.toll_links")
    # "The death toll from Monday's strike on the town rose to 21".
    rose = rf"(?:\s[^,.;:\d\"]{{1,90}}?\s{words.either('casualties.toll_verbs')})?"
    return word(rf"{words.either('casualties.tolls')}:?{rose}(?:\s{links}){{0,5}}")


@cache
def _none_killed(words: Vocabulary) -> re.Pattern[str]:
    tail = words.either("casualties.auxiliary", "casualties.killed_passive", "casualties.wounded_passive")
    return word(rf"{words.either('casualties.no_civilians')}(?:\s(?:or\s)?{tail}){{0,5}}")


@cache
def _unsure(words: Vocabulary) -> re.Pattern[str]:
    return word(words.either("casualties.weak_no_civilians") + r"(?:\s[\w-]{1,20}){0,3}")


@cache
def _blocked(words: Vocabulary) -> re.Pattern[str]:
    kinds = words.either("modality.infinitive", "modality.negation", "modality.denied")
    return re.compile(rf"(?<![\w-])(?:{modals(words)}|{kinds})\s(?:\w{{1,12}}\s)?$")


@cache
def _filler(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"[\s\"']{{0,3}}(?:{words.either('function.before_objects')}\s){{0,2}}\"?")


@cache
def _link(words: Vocabulary) -> re.Pattern[str]:
    including = rf"(?P<including>,?\s{words.either('function.includes')}\s(?:at\sleast\s)?)"
    return re.compile(rf"{including}|,?\s{words.either('function.joins')}\s(?:also\s)?|,\s?")


@cache
def _passive(words: Vocabulary, path: str) -> re.Pattern[str]:
    auxiliary = words.either("casualties.auxiliary")
    # "Fifteen people on their way to a wedding were killed".
    aside = (
        rf"(?:(?:\s(?!{words.either('function.not_in_asides')}\s)[^\s,.;:\d\"]{{1,20}}){{1,12}}?"
        rf"(?=\s{words.either('function.was')}\s))?"
    )
    return re.compile(
        rf",?(?:\s[^,.;:\d\"]{{1,70}},)?{aside}(?P<aux>(?:\s(?:{auxiliary}|\w{{2,15}}ly)){{1,6}})?\s{words.either(path)}(?![\w-])"
    )


@cache
def _bare_end(words: Vocabulary) -> re.Pattern[str]:
    stops = either((*words.words("nouns.stops"), *words.words("casualties.wounded_passive"), "others", "more"))
    return re.compile(rf"\s?(?:[.,;:!?\"')-]|$)|\s(?:{stops})(?![\w-])")
