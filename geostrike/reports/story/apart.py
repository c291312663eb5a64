"""Whether what is told is of another strike than the one before it, by its place and its day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from geostrike.model import DateInterval, Mention, PlaceKind, toponyms
from geostrike.reports.belonging.own_places import is_of_teller
from geostrike.reports.belonging.places import WIDE, clash, lie_in_one, precision, share_name
from geostrike.reports.dates.days import is_short
from geostrike.reports.facts.numbers import few
from geostrike.reports.sources import Reference, Source, Statement
from geostrike.reports.story.threads import KEPT, Thread, stated_strikes
from geostrike.reports.story.whereabouts import is_quarter, lies_in
from geostrike.reports.text.vocabulary import Vocabulary, word

_FRONT = 4
"""Characters before a place that opens its sentence: "In Sanaa, 11 people were killed"."""


def is_apart(source: Source, thread: Thread, statement: Statement) -> bool:
    """Whether a statement names a place that can't be any of a thread's, nor lies in one that is.

    A quarter of a town with no day, dead or number of strikes of its own lies in the town that was told.
    """
    wide, told = source.wide, tuple(thread.mentions.values())
    same = [
        place
        for place in statement.mentions
        if any(share_name(place, there, wide) and not lie_in_one(place, there, wide) for there in told)
    ]
    several = (statement.count("strikes").low or 0) > 1
    vague = not (statement.dates or statement.count("killed") or several)
    return any(
        place not in same
        and any(clash(place, there, wide) for there in told)
        and not lies_in(source, place, same)
        and not (vague and is_quarter(source, place))
        and not is_of_teller(source, statement.start, place)
        and not _is_named(source, thread, place, statement)
        for place in statement.mentions
    )


def _is_named(source: Source, thread: Thread, place: Mention, statement: Statement) -> bool:
    """Whether what was told of that day names a place too, though as none of its own: "Hun was laid in ruins"."""
    day = thread.dated and source.text[thread.dated.start : thread.dated.end]

    def has_day(told: Statement) -> bool:
        return any(source.text[words.start : words.end] == day for words in told.dates)

    if not has_day(statement):
        return False
    name = source.folded[place.start : place.end]
    that_day = (told for told in thread.statements[:KEPT] if has_day(told))
    return any(source.folded.find(name, told.start, told.end) >= 0 for told in that_day)


def is_elsewhere(source: Source, thread: Thread, statement: Statement, when: DateInterval) -> bool:
    """Whether effects are told of another place, which opens the sentence or comes with another day, `when`."""
    another_time = thread.excludes(when)
    another_day = another_time and is_short(when)
    if another_time and when.end is not None and thread.when.start is not None and when.end < thread.when.start:
        return True  # "Three others had died in the same town on Monday": before this strike
    return any(
        clash(here, there, source.wide)
        for here in statement.mentions
        if another_day or here.start - statement.start <= _FRONT
        for there in thread.mentions.values()
    )


def is_there(source: Source, thread: Thread, statement: Statement) -> bool:
    """Whether a strike was told by the very words for its place: "near the airport", "the strikes near the airport".

    Names of countries say too little.
    """
    told = {mention.text.casefold() for mention in thread.mentions.values()}
    return any(mention.text.casefold() in told for mention in statement.mentions if precision(mention, source.wide) > 1)


def shares_place(source: Source, thread: Thread, statement: Statement) -> bool:
    """Whether a strike was told of a place that is named again, with no other dead."""
    if thread.has_other_dead(statement):
        return False
    told = thread.mentions.values()
    return any(
        share_name(here, there, source.wide) and precision(here, source.wide) > WIDE
        for here in statement.mentions
        for there in told
    )


def names_others(source: Source, thread: Thread, statement: Statement) -> bool:
    """Whether places with names are told, and none of them is one of a strike's: "jets also hit the Abida district".

    Countries and what only points back ("the capital") say nothing.
    """
    named = [
        mention
        for mention in statement.mentions
        if precision(mention, source.wide) > 1 and not any(place.anaphoric for place in toponyms(mention.locality))
    ]
    told = thread.mentions.values()
    return bool(named and told) and not any(share_name(here, there, source.wide) for here in named for there in told)


def is_named_anew(source: Source, thread: Thread, statement: Statement) -> bool:
    """Whether "an air strike" is told after "an air strike", at a place not named of that and with other dead."""
    anew = any(fact.field == "strikes" and not fact.weight for fact in statement.facts)
    first = any(fact.field == "strikes" and not fact.weight for told in thread.statements for fact in told.facts)
    told = is_placed(source, thread.mentions.values(), more_than=1) and not names_others(source, thread, statement)
    elsewhere = is_placed(source, statement.mentions) and not told
    return anew and first and elsewhere and thread.has_other_dead(statement)


def is_placed(source: Source, mentions: Iterable[Mention], more_than: int = WIDE) -> bool:
    """Whether any place says more than a province or a part of a country does, or `more_than` another precision."""
    return any(precision(mention, source.wide) > more_than for mention in mentions)


def is_next_counted(source: Source, thread: Thread, statement: Statement) -> bool:
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
        return is_placed(source, statement.mentions)
    again = one or next(stated_strikes(statement), None) is not None
    counted = bool(thread.series) and again
    if not counted or statement.sentence.rank - thread.last != 1 or thread.statements[-1].sentence.headline:
        return False
    return bool(statement.mentions and thread.mentions) and not thread.shares_name(statement, source.wide)


def is_at_another_place(source: Source, thread: Thread, statement: Statement) -> bool:
    """Whether "another strike" hit a town, and that one was told without any: "Earlier on Friday, jets hit Hodeida".

    So did one with neither day nor dead of its own: "Air strikes also hit Sanaa".
    """
    own = statement.reference is Reference.OTHER or not (statement.dates or statement.count("killed"))
    return own and not thread.mentions and is_placed(source, statement.mentions)


def is_one_more(source: Source, thread: Thread, statement: Statement) -> bool:
    """Whether "another strike" is none that was told: its dead are others, and so may be its place."""
    other = statement.reference is Reference.OTHER and statement.dead not in (0, thread.dead)
    return other and not is_there(source, thread, statement)


def is_of_one_town(source: Source, series: Thread, statement: Statement, when: DateInterval) -> bool:
    """Whether one of some strikes on a town has no day and no dead of its own: "the other two hit Dahr al-Hamar"."""
    counted = any((count.high or 0) >= statement.ordinal > 1 for count in series.series)
    places = (place for mention in statement.mentions for place in toponyms(mention.locality))
    town = any(place.cue is PlaceKind.SETTLEMENT and not place.anaphoric for place in places)  # "the village of Hun"
    vague = not series.excludes(when) and not town and not statement.count("killed")
    return counted and vague and is_placed(source, series.mentions.values())


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


def has_substance(statement: Statement, when: DateInterval) -> bool:
    """Whether a strike is told with a day, a place or a number: not "since NATO's air strikes"."""
    counted = statement.count("killed") or statement.count("strikes")
    return bool(when or statement.mentions or counted)


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
