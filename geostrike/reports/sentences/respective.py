"""Strikes told together and shared out: "jets hit Sumy and Izium", "two raids, one in Hun and the other in Zala"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from geostrike.model import AnyOf, Feature, Mention, Near
from geostrike.reports.belonging.own_dates import own_dates
from geostrike.reports.belonging.own_places import own_mentions
from geostrike.reports.belonging.places import WIDE, clash, precision
from geostrike.reports.dates.expressions import SINGLE_DAYS, DateWords
from geostrike.reports.facts.casualties import counts_dead
from geostrike.reports.facts.counts import Quantity
from geostrike.reports.facts.passages import Fact, count_fact
from geostrike.reports.sources import Reference, Source, Statement
from geostrike.reports.strikes.elisions import which, which_openers
from geostrike.reports.text.anchors import Anchored
from geostrike.reports.text.vocabulary import Vocabulary, wide_names, word

_SHARED = ("killed", "civilians_killed", "strikes")


def shared_out(source: Source, found: Statement) -> Iterator[Statement]:
    """Yield a statement for each of the strikes that one tells together, the one statement where it is of one."""
    ways = (_listed, _thing_by_thing, _one_by_one, _day_by_day, _dead_by_day, _respective)
    parts = next((parts for way in ways if (parts := list(way(source, found)))), None)
    yield from parts or (found,)


def _listed(source: Source, found: Statement) -> Iterator[Statement]:
    """Yield a statement for each of a list of towns that were struck."""
    if not _is_list(source, found) or _dead(source, found) or _toll_follows(source, found):
        return
    wide = wide_names(source.words)
    places = [place for place in _each(source, found.mentions[0]) if precision(place, wide) > WIDE]
    # A number of strikes is that of all.
    first = replace(found, facts=_unshared(found)) if (found.count("strikes").low or 0) > 1 else found
    if len(places) > 1:
        around = found.mentions[1:]
        yield replace(first, mentions=(places[0], *around))
        yield from (replace(first, reference=Reference.SHARE, mentions=(place, *around)) for place in places[1:])


def _thing_by_thing(source: Source, found: Statement) -> Iterator[Statement]:
    """Yield a statement for each of several things, each struck in a town: "a tank at Hun and a gun at Zala"."""
    places = sorted(_places(source, found), key=lambda place: place.start)
    if len(places) < 2 or not _is_of_a_day(source, found) or _toll_follows(source, found):
        return
    if _dead(source, found) or not all(clash(*pair, wide_names(source.words)) for pair in pairwise(places)):
        return
    link = _and_thing_at(source.words)
    if all(link.fullmatch(source.folded, one.end, other.start) for one, other in pairwise(places)):
        for rank, place in enumerate(places):
            beside = Reference.SHARE if rank else found.reference
            yield replace(found, reference=beside, mentions=(place,), facts=_unshared(found))


def _one_by_one(source: Source, found: Statement) -> Iterator[Statement]:
    """Yield a statement for each strike with a place or day of its own: "two raids, one in Hun and the other in Zala".

    One day that is told behind them is that of all.
    """
    if not found.told:
        return
    spotted = source.every(_which_at, found.start, found.end)
    starts = [each.start() for each in spotted if source.first(_set_off, found.start, each.start())]
    if len(starts) < 2 or counts_dead(source.passage(found.start, found.end)):
        return
    spans = list(pairwise((*starts, found.end)))
    told = [(own_mentions(source, *span), own_dates(source, *span)) for span in spans]
    if not (all(places for places, _ in told) or all(days for _, days in told)):
        return
    head = own_mentions(source, found.start, starts[0])
    facts = _unshared(found)
    for rank, (places, days) in enumerate(told):
        beside = Reference.SHARE if rank else found.reference
        yield replace(
            found,
            reference=beside if places else Reference.OTHER,
            dates=days or found.dates,
            mentions=places or head,
            facts=facts,
        )


def _day_by_day(source: Source, found: Statement) -> Iterator[Statement]:
    """Yield a statement for each day, with its place if it has one: "in Abyan on 9 May and in Bayda on 18 May".

    Where the same place was struck "again", it is told with the second day as well.
    """
    if not found.told or len(found.dates) < 2 or found.reference in (Reference.CAMPAIGN, Reference.ITEM):
        return
    days = _days(source, found)
    if len(days) < 2:
        return
    first, second = days[:2]
    if source.fills(_once_more, first.end, second.start):
        yield replace(found, dates=(first,))
        yield replace(found, reference=Reference.OTHER, dates=(second,), facts=_unshared(found))
        return
    places = _places(source, found)
    told = list(zip(*((places, days) if places and places[0].start < first.start else (days, places)), strict=False))
    if len(places) != len(days) or _dead(source, found):
        return
    if all(one.end < other.start for one, other in told) and all(
        source.fills(_beside, one[1].end, other[0].start) for one, other in pairwise(told)
    ):
        facts = _unshared(found)
        for rank, (place, day) in enumerate(zip(places, days, strict=True)):
            other = Reference.SHARE if rank else found.reference
            yield replace(found, reference=other, dates=(day,), mentions=(place,), facts=facts)


def _dead_by_day(source: Source, found: Statement) -> Iterator[Statement]:
    """Yield a statement for each day with its dead: "killed two men on Saturday, 35 on Sunday and 20 on Monday"."""
    if len(found.dates) < 2 and found.reference is not Reference.CAMPAIGN:
        return
    days, dead = _days(source, found), _dead(source, found)
    if len(days) < 2 or len(days) != len(dead) or not counts_dead(source.passage(found.start, found.end)):
        return
    told = list(zip(dead, days, strict=True))
    close = all(source.fills(_up_to_day, people.end, day.start) for people, day in told)
    joined = all(source.fills(_next_dead, day.end, people.start) for (_, day), (people, _) in pairwise(told))
    if not (close and joined):
        return
    campaign = found.reference is Reference.CAMPAIGN
    for rank, (people, day) in enumerate(told):
        first = Reference.NEW if campaign else found.reference
        killed = count_fact("killed", source.text, [people])
        yield replace(
            found, reference=Reference.OTHER if rank else first, dates=(day,), facts=(*_unshared(found), killed)
        )


def _respective(source: Source, found: Statement) -> Iterator[Statement]:
    """Yield a statement for each of as many places and numbers of dead."""
    if not source.has(found.start, found.end, "reference.respectively"):
        return
    places, dead = _places(source, found), _dead(source, found)
    if len(places) < 2 or len(places) != len(dead):
        return
    days = _days(source, found)
    facts = _unshared(found)
    for rank, (place, people) in enumerate(zip(places, dead, strict=True)):
        killed = [count_fact("killed", source.text, [people])]
        if source.passage(found.start, found.end).kind(people) == "civilians":
            killed.append(count_fact("civilians_killed", source.text, [people]))
        yield replace(
            found,
            reference=Reference.SHARE if rank else found.reference,
            dates=(days[rank],) if len(days) == len(places) else found.dates,
            mentions=(place,),
            facts=(*facts, *killed),
        )


def _unshared(found: Statement) -> tuple[Fact, ...]:
    """Return the facts that are not a sum of all."""
    return tuple(fact for fact in found.facts if fact.field not in _SHARED)


def _is_list(source: Source, found: Statement) -> bool:
    """Whether all that is said of where are towns that each were struck: "jets hit Saddada, Shwayrif and Kararim"."""
    if not _is_of_a_day(source, found):
        return False
    listed = [mention for mention in found.mentions if isinstance(mention.locality, AnyOf)]
    if len(listed) != 1 or listed[0] is not found.mentions[0]:
        return False
    return not source.has(listed[0].start, listed[0].end, "function.or")


def _is_of_a_day(source: Source, found: Statement) -> bool:
    """Whether a statement tells of what is new, with its day."""
    new = found.told and found.reference in (Reference.NEW, Reference.OTHER)
    return new and bool(own_dates(source, found.start, found.end))


def _toll_follows(source: Source, found: Statement) -> bool:
    """Whether the next sentence counts the dead of all of them: "jets hit Datta Khel and Shawal. Fifty died"."""
    following = source.sentences[found.sentence.rank + 1 : found.sentence.rank + 2]
    spans = ((each.start, each.end) for each in following)
    return any(counts_dead(source.passage(*span)) and not own_dates(source, *span) for span in spans)


def _places(source: Source, found: Statement) -> list[Mention]:
    wide = wide_names(source.words)
    named = (place for mention in own_mentions(source, found.start, found.end) for place in _each(source, mention))
    return [place for place in named if precision(place, wide) > WIDE]


def _each(source: Source, mention: Mention) -> Iterator[Mention]:
    """Yield each place of a list of them: "Kutum, Mellit and Tawila"."""
    listed = mention.locality.parts if isinstance(mention.locality, AnyOf) else ()
    names = [part.place.text if isinstance(part, Feature | Near) else "" for part in listed]
    if not listed or not all(names):
        yield mention
        return
    start = mention.start
    for part, name in zip(listed, names, strict=True):
        start = max(source.text.find(name, start, mention.end), start)
        yield replace(mention, locality=part, start=start, end=start + len(name), text=name)


def _dead(source: Source, found: Statement) -> Sequence[Quantity]:
    passage = source.passage(found.start, found.end)
    return [quantity for quantity in passage.counted if not quantity.article and passage.may_be_people(quantity)]


def _days(source: Source, found: Statement) -> list[DateWords]:
    """Return the days in the order of the text, each of "July 3 and July 19" as one."""
    days: list[DateWords] = []
    for date in sorted(own_dates(source, found.start, found.end), key=lambda date: date.start):
        if date.form not in SINGLE_DAYS:
            continue
        first = date._replace(year=date.year or date.year2, day2=0, month2=0, year2=None, each=False)
        days.append(first if date.each else date)
        if date.each:
            days.append(first._replace(month=date.month2 or date.month, day=date.day2))
    return days


@cache
def _which_at(words: Vocabulary) -> Anchored:
    """Return the pattern of one of several strikes by its place or day alone: "one in Hun and the other in Zala"."""
    at = words.either("function.at_places", "function.on", "strike.aimed", "calendar.months", "calendar.weekdays")
    return Anchored(word(rf"{which(words)}\s{at}"), which_openers(words))


@cache
def _and_thing_at(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern between the places of two things that were struck: " (in Hun) and a hospital in (Zala)"."""
    some = words.either("function.articles", "numbers.ones", "numbers.vague")
    thing = words.either("nouns.sites", "nouns.vehicles", plural=True)
    at = words.either("function.at_places", "function.of")
    return re.compile(
        rf"(?:,|,?\s{words.either('function.and')})\s(?:{some}|\d{{1,3}})\s(?:[\w'-]{{2,16}}\s){{0,4}}?{thing}"
        rf"(?:\s[\w'-]{{2,16}}){{0,2}}?\s(?:{at}\s(?:{words.either('function.the')}\s)?)?"
    )


@cache
def _set_off(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what stands before one of several: a comma, a dash, "and"."""
    return re.compile(rf"(?:[,:;(\u2013\u2014-]|(?<![\w-]){words.either('function.and')})\s?$")


@cache
def _up_to_day(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?:\s[\w'-]{{2,16}}){{0,3}}\s(?:{words.either('function.on')}\s)?")


@cache
def _next_dead(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?:,|,?\s{words.either('function.and')})\s")


@cache
def _once_more(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern between the days of two strikes on one place: "(on Monday), and again on (Friday)"."""
    on = words.either("function.on", "function.in")
    return re.compile(rf",?\s{words.either('function.and')}\s{words.either('reference.once_more')}\s(?:{on}\s)?")


@cache
def _beside(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern between two strikes, each with its day and place: "(near Hun on Monday) and in (Zala)"."""
    on = words.either("function.on", "function.at_places", "strike.aimed")
    link = rf"(?:\s[^\s,.;:]{{1,12}})?(?:,|,?\s{words.either('function.and')})"
    return re.compile(rf"{link}\s(?:{on}\s(?:{words.either('function.the')}\s)?)?")
