"""Which places of a sentence are the strike's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from geostrike.model import Feature, Mention, Near
from geostrike.reports.sources import REACH, Source, once_each
from geostrike.reports.strikes.subjects import craft, forces
from geostrike.reports.text.prose import first_within, last_before, within
from geostrike.reports.text.vocabulary import Vocabulary

_VESSEL = 14
"""Characters before a name in which it is called a ship's."""

_BEFORE = 50
"""Characters before a place in which words say what it is of."""

_DASHED = 60
"""Characters behind the place of a dateline in which its dash stands."""

_BLAMED, _FRONTED = 110, 100
"""Characters before a place in which words put it with another deed."""


@once_each
def own_mentions(source: Source, start: int, end: int) -> Iterator[Mention]:
    """Yield the localities of a stretch that can be the strike's, not where aircraft came from or a story was filed."""
    for mention in within(source.mentions, start, end):
        if not (
            _is_origin(source, start, mention)
            or _is_dateline(source, start, mention)
            or _is_elsewhere(source, start, end, mention)
        ):
            yield mention


def places_among(mentions: Iterable[Mention], folded: str, words: Vocabulary) -> Iterator[Mention]:
    """Yield mentions of places, not of persons, groups or ships: "Gaddafi's birthplace", "the tanker Araevo".

    A name behind a word for a body is that body's: "a clinic run by the charity Open Hands".
    """
    groups = words.words("actors.groups")
    for mention in mentions:
        named = mention.locality.place.name.casefold() if isinstance(mention.locality, Feature | Near) else ""
        if (
            named in groups
            or _birthplace(words).match(folded, mention.end)
            or _body(words).search(folded, max(0, mention.start - _VESSEL), mention.start)
            or _ship(words).search(folded, max(0, mention.start - _VESSEL), mention.start)
        ):
            continue
        yield mention


def _is_origin(source: Source, start: int, mention: Mention) -> bool:
    """Whether a place is where somebody came from, sits or was taken to, and was not struck: "jets from Tripoli"."""
    origin = source.before(_origin, mention.start, _BEFORE, start=start)
    if origin is None or _ends_strike(source, origin.start()) or _is_subject(source, mention):
        return False
    opening = max(start, mention.start - _BEFORE)
    return not any(source.first(_struck, opening, at) for at in (origin.start(), mention.start))


def _is_dateline(source: Source, start: int, mention: Mention) -> bool:
    """Whether a mention stands before the dash that opens a story: "WASHINGTON —"."""
    opens = mention.start == start or source.text[mention.start : mention.end].isupper()
    return opens and _dash().match(source.text, mention.end, mention.end + _DASHED) is not None


def _is_subject(source: Source, mention: Mention) -> bool:
    """Whether a place is that of what was struck, within the words that say so: "a hospital in Kunduz was bombed"."""
    near = within(source.triggers, max(0, mention.start - REACH), mention.end + REACH)
    return any(each.start < mention.start and mention.end < each.end for each in near)


def _ends_strike(source: Source, at: int) -> bool:
    """Whether a strike's words end just before an offset: "a raid | at a hospital in Hun"."""
    before = last_before(source.triggers, at)
    return before is not None and at - 1 <= before.end <= at


def _is_elsewhere(source: Source, start: int, end: int, mention: Mention) -> bool:
    """Whether a place is that of another deed than the strike, which has a place of its own in the stretch.

    "A raid at Hun killed the man blamed for an attack at Sousse", "Two days after a siege at Ibb, a drone hit Ataq",
    "In Kyiv, the president said that the attack was a crime", "The attack came as troops took a palace in Hun",
    "The government in Tripoli carried out air strikes on Sirte", "before the attack by gunmen in Paris".
    """
    listed, at = within(source.mentions, start, end), mention.start
    if source.at(_capital, mention.end) and source.fills(_opening, start, at):
        return True
    if mention is not listed[0] and source.before(blamed_deed, at, _BLAMED, start=start):
        return True
    if source.first(came_as, start, at) or source.before(_others_at, at, _BLAMED, start=start):
        return True
    state = source.first(_state_at, start, at)
    if state is not None and (state["who"] or _is_told_at(source, start, mention)):
        return True
    of_others = (_is_told_at, _is_strikers, _is_of_craft)
    if mention is not listed[-1] and any(rule(source, start, mention) for rule in of_others):
        return True
    comma = source.folded.find(",", mention.end, end)
    behind = comma >= 0 and any(other.start > comma for other in listed)
    return behind and at - start <= _FRONTED and source.fills(_fronted_deed, start, at)


def _is_told_at(source: Source, start: int, mention: Mention) -> bool:
    """Whether those who tell of a strike are at a place: "a hospital in Saada said that jets had bombed Razih"."""
    said = source.at(_speaks, mention.end)
    return said is not None and first_within(source.triggers, start, mention.start) is None


def _is_strikers(source: Source, start: int, mention: Mention) -> bool:
    """Whether those who struck are at a place: "the government in Tripoli carried out air strikes"."""
    at = source.before(_forces_at, mention.start, _BEFORE, start=start)
    told = within(source.triggers, start, mention.start)
    return at is not None and all(trigger.end > mention.end for trigger in told)


def _is_of_craft(source: Source, start: int, mention: Mention) -> bool:
    """Whether a place says whose the aircraft are that struck: "aircraft of the operation in the Sahel struck"."""
    trigger = last_before(source.triggers, mention.start)
    if trigger is None or mention.end >= trigger.end:
        return False
    return source.at(_craft, trigger.start) is not None


def is_object(source: Source, start: int, mention: Mention) -> bool:
    """Whether a mention names what was struck: "hit three hospitals in Aleppo", "when a house in Mana was hit"."""
    return _is_subject(source, mention) or source.before(_struck, mention.start, _BEFORE, start=start) is not None


def is_seat(source: Source, start: int, mention: Mention) -> bool:
    """Whether a mention names where those sit who tell of it: "monitors in Oslo"."""
    return source.before(_seat, mention.start, _BEFORE, start=start) is not None


def is_of_teller(source: Source, start: int, mention: Mention) -> bool:
    """Whether a mention names where those sit who are said to speak: "an official in Peshawar told reporters"."""
    return is_seat(source, start, mention) and source.at(_speaks, mention.end) is not None


@cache
def _birthplace(words: Vocabulary) -> re.Pattern[str]:
    owned = words.either("actors.birthplaces", "actors.belongings")
    return re.compile(rf"{words.either('function.possessive')}\s{owned}(?![\w-])")


@cache
def _body(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){words.either('actors.named_bodies')}\s$")


@cache
def _ship(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){words.either('actors.vessels')}\s\"?$")


@cache
def _forces_at(words: Vocabulary) -> re.Pattern[str]:
    active = rf"(?:{words.either('actors.active')}\s)?"  # "the coalition fighting in Yemen"
    return re.compile(rf"(?<![\w-]){words.either('actors.forces')}\s{active}{words.either('function.at_places')}\s$")


@cache
def _craft(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"{craft(words)}(?![\w-])")


@cache
def _others_at(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a deed of those on the ground, up to where it was: "the attack by suicide bombers in".

    "A prison run by the rebels in" is where that was which was hit.
    """
    who = words.either("casualties.killers", "strike.ground", plural=True)
    theirs = "".join(rf"(?<!{re.escape(held)}\s)" for held in words.words("actors.done_otherwise"))
    return re.compile(
        rf"(?<![\w-]){theirs}{words.either('actors.by')}\s(?:[\w'-]{{1,14}}\s){{0,3}}?{who}(?:\s[\w'-]{{2,14}})?"
        rf"\s{words.either('function.at_places')}\s$"
    )


@cache
def _state_at(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a government or ministry up to where it sits: "a spokesman for the defence ministry in"."""
    who = rf"(?P<who>{words.either('actors.officials')}\s(?:[\w'-]{{1,14}}\s){{1,4}}?)?"
    state = rf"{words.either('actors.statesmen')}\s{words.either('function.at_places')}"
    return re.compile(rf"(?<![\w-]){who}{state}\s$")


@cache
def blamed_deed(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of words up to where or when somebody had done something: "wanted for the attack on"."""
    blamed, deeds = words.either("reference.blamed"), words.either("reference.deeds", plural=True)
    return re.compile(rf"(?<![\w-]){blamed}\s(?:[\w'-]{{1,14}}\s){{0,3}}{deeds}\s(?:[\w'-]{{1,14}}\s){{0,4}}$")


@cache
def came_as(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what others did elsewhere, meanwhile or before: "the attack came as the army continued".

    "The raids came days after rebels overran Hun", but not "came after midnight".
    """
    strike = words.either("strike.loose", "strike.nouns", plural=True)
    day = r"(?:\s[\w'-]{2,12}){0,3}?(?:,[^,.;\n]{3,60},)?"
    parties = words.either("reference.parties", plural=True)
    who = rf"(?:{words.either('function.articles')}\s)?(?:[\w'-]{{2,14}}\s){{0,2}}?(?:{forces(words)}|{parties})"
    after = rf"{coming_after(words)}\s(?!{words.either('reference.hours')})[\w'-]{{1,20}}"
    came = rf"(?:{words.either('reference.came_as')}\s{who}|{after})"
    return re.compile(rf"(?<![\w-]){strike}{day}\s{came}(?![\w-])")


def coming_after(words: Vocabulary) -> str:
    """Return a pattern of what leads to something that came first: "comes just a day after"."""
    return rf"{words.either('function.came')}\s(?:[\w-]{{1,12}}\s){{0,4}}?{words.either('reference.after')}"


@cache
def _speaks(words: Vocabulary) -> re.Pattern[str]:
    said = words.either("actors.speech")
    return re.compile(rf"\s(?:{words.either('function.have')}\s)?{said}(?![\w-])")


@cache
def _fronted_deed(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what opens a sentence with another deed: "Two days after a failed jailbreak at"."""
    deeds = words.either("reference.deeds", plural=True)
    return re.compile(
        rf"[\s\"'-]{{0,3}}(?:[\w-]{{1,12}}\s){{0,3}}{words.either('calendar.words.since')}"
        rf"\s(?:[\w'-]{{1,14}}\s){{0,4}}{deeds}\s(?:[\w'-]{{1,14}}\s){{0,4}}"
    )


@cache
def _opening(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"[\s\"'-]{{0,3}}{words.either('function.at_places')}\s")


@cache
def _capital(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a statesman who speaks in the place before it: ", President X said"."""
    who, said = words.either("actors.statesmen"), words.either("actors.speech")
    return re.compile(rf",\s(?:[\w.'-]{{1,20}}\s){{0,2}}?{who}(?:\s[\w.'-]{{1,20}}){{0,3}}?\s{said}(?![\w-])")


@cache
def _seat(words: Vocabulary) -> re.Pattern[str]:
    officials = words.either("actors.officials", plural=True)
    return re.compile(rf"(?<![\w-]){officials}(?:\s{words.either('function.at_places')})?\s$")


@cache
def _dash() -> re.Pattern[str]:
    return re.compile(r"[^.!?\n]{0,40}?\s?(?:—|--|–|\s-)\s")


@cache
def _struck(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a strike's verb just before its object: "hit three hospitals in Aleppo"."""
    hits = words.either("strike.verbs", "strike.bombing_verbs", "strike.hitting")
    return re.compile(rf"(?<![\w-]){hits}\s(?:[\w'-]{{1,14}}\s){{0,3}}$")


@cache
def _origin(words: Vocabulary) -> re.Pattern[str]:
    article, at = words.either("function.articles"), words.either("function.at_places")
    # "Pulled from the rubble in Dnipro" is where it was hit, and so are "by jets from Egypt in", "from a drone at".
    # Nor is "the toll from the strike in Hun" of where anything came from.
    strikes = words.either("strike.nouns", "strike.plain", "strike.loose", plural=True)
    never = rf"(?:{words.either('reference.aftermath', 'actors.states', 'means.aircraft')}|{strikes})"
    place = rf"(?:(?!{never}\s)[\w-]{{1,14}}\s){{0,2}}"
    base = rf"(?:[\w'-]{{1,14}}\s){{0,5}}?{words.either('means.bases')}\s{at}\s"
    origin = rf"{words.either('means.origin')}\s(?:{article}\s)?"
    return re.compile(rf"(?<![\w-]){origin}(?:{place}(?:{at}\s)?|{base})$")
