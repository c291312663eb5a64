"""Whether what is told is of another strike than the one before it, by its place and its day."""

from __future__ import annotations

import re
from functools import cache

from geostrike.model import DateInterval, PlaceKind, toponyms
from geostrike.reports.belonging.places import WIDE, clash, precision, share_name
from geostrike.reports.dates.days import is_short, overlap
from geostrike.reports.facts.numbers import few
from geostrike.reports.sources import Reference, Source, Statement
from geostrike.reports.story.threads import Thread, stated_strikes
from geostrike.reports.story.timeline import Timeline
from geostrike.reports.text.anchors import Anchored, any_of
from geostrike.reports.text.vocabulary import Vocabulary, wide_names, word

_FRONT = 4
"""Characters before a place that opens its sentence: "In Sanaa, 11 people were killed"."""


def is_long_before(time: Timeline, statement: Statement) -> bool:
    """Whether what is told is of another time and place: "last month the same jets bombed a mill in Gorgadji"."""
    when, current = time.when(statement), time.current
    if current is None or not when or not current.when or overlap(when, current.when):
        return False
    return time.is_apart(current, statement)


def is_elsewhere(told: Thread, statement: Statement, when: DateInterval, words: Vocabulary) -> bool:
    """Whether effects are told of another place, which opens the sentence or comes with another day, `when`."""
    wide = wide_names(words)
    another_time = bool(when and told.when) and not overlap(when, told.when)
    another_day = another_time and is_short(when)
    if another_time and when.end is not None and told.when.start is not None and when.end < told.when.start:
        return True  # "Three others had died in the same town on Monday": before this strike
    return any(
        clash(here, there, wide)
        for here in statement.mentions
        if another_day or here.start - statement.start <= _FRONT
        for there in told.mentions.values()
    )


def is_there(thread: Thread, statement: Statement, wide: frozenset[str] = frozenset()) -> bool:
    """Whether a strike was told by the very words for its place: "near the airport", "the strikes near the airport".

    Names in `wide` (countries) say too little.
    """
    told = {mention.text.casefold() for mention in thread.mentions.values()}
    return any(mention.text.casefold() in told for mention in statement.mentions if precision(mention, wide) > 1)


def shares_place(thread: Thread, statement: Statement) -> bool:
    """Whether a strike was told of a place that is named again, with no other dead."""
    told = thread.mentions.values()
    if thread.dead and statement.count("killed").low not in (None, 0, thread.dead):
        return False
    return any(share_name(here, there) and precision(here) > WIDE for here in statement.mentions for there in told)


def has_other_dead(thread: Thread, statement: Statement) -> bool:
    """Whether a strike was told with another number of dead."""
    return bool(thread.dead) and statement.count("killed").low not in (None, 0, thread.dead)


def names_others(thread: Thread, statement: Statement, wide: frozenset[str]) -> bool:
    """Whether places with names are told, and none of them is one of a strike's: "jets also hit the Abida district".

    Names in `wide` (countries) and what only points back ("the capital") say nothing.
    """
    named = [
        mention
        for mention in statement.mentions
        if precision(mention, wide) > 1 and not any(place.anaphoric for place in toponyms(mention.locality))
    ]
    told = thread.mentions.values()
    return bool(named and told) and not any(share_name(here, there) for here in named for there in told)


def is_named_anew(thread: Thread, statement: Statement, wide: frozenset[str]) -> bool:
    """Whether "an air strike" is told after "an air strike", at a place not named of that and with other dead."""
    anew = any(fact.field == "strikes" and not fact.weight for fact in statement.facts)
    placed = any(precision(mention, wide) > WIDE for mention in statement.mentions)
    first = any(fact.field == "strikes" and not fact.weight for told in thread.statements for fact in told.facts)
    return anew and first and placed and has_other_dead(thread, statement) and not _is_at_told(thread, statement, wide)


def _is_at_told(thread: Thread, statement: Statement, wide: frozenset[str]) -> bool:
    """Whether a place of what is told is, or may lie in, one that a strike was told of."""
    told = [mention for mention in thread.mentions.values() if precision(mention, wide) > 1]
    return bool(told) and not names_others(thread, statement, wide)


def is_next_counted(thread: Thread, statement: Statement) -> bool:
    """Whether strikes are counted one by one, each at a place of another name.

    "One airstrike near Kobani hit a tank. One airstrike west of Bayji destroyed a truck." One with fewer dead is one of
    several: "Four strikes killed 10. A strike on 3 May killed two."
    """
    several = any((count.low or 0) > 1 for count in thread.series)
    one = statement.reference is Reference.NEW and statement.count("strikes").high == 1
    if several and one and 0 < (statement.count("killed").high or 0) < thread.dead:
        return True
    if several and one and not thread.dead and statement.sentence.rank - thread.last > 1:
        # "Conducted eight in Syria. Seven strikes hit near Kobani. An airstrike near Raqqa hit a post".
        return any(precision(mention) > WIDE for mention in statement.mentions)
    again = one or next(stated_strikes(statement), None) is not None
    counted = bool(thread.series) and again
    if not counted or statement.sentence.rank - thread.last != 1 or thread.statements[-1].sentence.headline:
        return False
    pairs = [(here, there) for here in statement.mentions for there in thread.mentions.values()]
    return bool(pairs) and not any(share_name(*pair) for pair in pairs)


def is_at_another_place(thread: Thread, statement: Statement, wide: frozenset[str]) -> bool:
    """Whether "another strike" hit a town, and that one was told without any: "Earlier on Friday, jets hit Hodeida".

    So did one with neither day nor dead of its own: "Air strikes also hit Sanaa".
    """
    placed = any(precision(mention, wide) > WIDE for mention in statement.mentions)
    own = statement.reference is Reference.OTHER or not (statement.dates or statement.count("killed"))
    return placed and own and not thread.mentions


def is_one_more(thread: Thread, statement: Statement) -> bool:
    """Whether "another strike" is none that was told: its dead are others, and so may be its place."""
    killed = statement.count("killed").low
    other = statement.reference is Reference.OTHER and bool(killed) and killed != thread.dead
    return other and not is_there(thread, statement)


def is_of_one_town(series: Thread, statement: Statement, time: Timeline, wide: frozenset[str]) -> bool:
    """Whether one of some strikes on a town has no day and no dead of its own: "the other two hit Dahr al-Hamar"."""
    counted = any((count.high or 0) >= statement.ordinal > 1 for count in series.series)
    precise = any(precision(mention, wide) > WIDE for mention in series.mentions.values())
    when = time.when(statement)
    same_day = not when or not series.when or overlap(when, series.when)
    places = (place for mention in statement.mentions for place in toponyms(mention.locality))
    town = any(place.cue is PlaceKind.SETTLEMENT and not place.anaphoric for place in places)  # "the village of Hun"
    return counted and precise and same_day and not town and not statement.count("killed")


def is_volley(source: Source, thread: Thread, statement: Statement) -> bool:
    """Whether only the weapons of a strike told with its dead are counted: "Two missiles were fired at a house"."""
    if not thread.dead or statement.dates or statement.count("killed"):
        return False
    return _volley(source.words).match(source.folded, statement.start, statement.end) is not None


def is_named_later(source: Source, thread: Thread, statement: Statement) -> bool:
    """Whether a strike was told of an unnamed part or site of a place, which is now named: "the area of Abu Salim".

    All that was said before is that it hit "a district of Tripoli"; or "the only working airport of the capital",
    which is now "Mitiga airport".
    """
    if not thread.mentions or len(thread.statements) > 1 or statement.sentence is thread.statements[0].sentence:
        return False
    folded, words, told = source.folded, source.words, thread.mentions.values()
    named = any(_named_part(words).match(folded, place.start, place.end) for place in statement.mentions)
    if named and all(_unnamed(words).search(folded, max(0, place.start - 60), place.end) for place in told):
        return True
    first = thread.statements[0]
    sole = (match["site"] for match in _sole_site(words).finditer(folded, first.start, first.end))
    return any(site in place.text.casefold() for site in sole for place in statement.mentions)


def has_substance(time: Timeline, statement: Statement) -> bool:
    """Whether a strike is told with a day, a place or a number: not "since NATO's air strikes"."""
    counted = statement.count("killed") or statement.count("strikes")
    return bool(time.when(statement) or statement.mentions or counted)


@cache
def _volley(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of weapons that were let go: "two missiles were fired", "about ten shells hit"."""
    rough = rf"(?:{words.either('function.rough')}\s)?"
    bombs = words.either("strike.bombs", "strike.guided", plural=True)
    done = rf"(?:{words.either('function.was')}\s{words.either('strike.released')}|{words.either('strike.verbs')})"
    return re.compile(rf"\s?{rough}{few(words)}\s(?:[\w-]{{2,14}}\s){{0,2}}?{bombs}\s{done}(?![\w-])")


@cache
def _unnamed(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of one part that has no name, up to what it is part of: "a crowded district of"."""
    some, link = words.either("function.some"), words.either("function.of", "function.at_places", "function.on")
    return re.compile(rf"(?<![\w-]){some}\s(?:[\w-]{{2,20}}\s){{0,3}}{_parts(words)}\s{link}\s")


@cache
def _named_part(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"{words.either('function.the')}\s(?:[\w-]{{2,20}}\s){{0,3}}{_parts(words)}\s")


@cache
def _sole_site(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a site that is known without its name: "the only functioning airport"."""
    return word(rf"{words.either('reference.sole')}\s(?:[\w-]{{2,16}}\s){{0,2}}(?P<site>{words.either('nouns.sites')})")


def _parts(words: Vocabulary) -> str:
    return words.either("reference.parts", "reference.towns")


@cache
def back_there(words: Vocabulary) -> Anchored:
    """Return the pattern of the place of the strike told before: "the same town"."""
    return any_of(words, "reference.there")
