"""Strikes told together and shared out: "jets hit Sumy and Izium", "raids on Sumy and Izium killed two and six"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from geostrike.model import AnyOf, Feature, Mention, Near
from geostrike.reports.belonging.own_dates import own_dates
from geostrike.reports.belonging.own_places import own_mentions
from geostrike.reports.belonging.places import WIDE, precision
from geostrike.reports.dates.expressions import SINGLE_DAYS, DateWords
from geostrike.reports.facts.casualties import counts_dead
from geostrike.reports.facts.counts import Quantity
from geostrike.reports.facts.passages import count_fact
from geostrike.reports.facts.people import PEOPLE
from geostrike.reports.sources import Reference, Source, Statement
from geostrike.reports.text.anchors import Anchored, any_of
from geostrike.reports.text.vocabulary import Vocabulary, wide_names, word

_SHARED = ("killed", "civilians_killed", "strikes")


def shared_out(source: Source, found: Statement) -> Iterator[Statement]:
    """Yield a statement for each of the strikes that one tells together, the one statement where it is of one."""
    places, dead = _places(source, found), _dead(source, found)
    if len(places) < 2:
        yield found
    elif len(places) == len(dead) and _respectively(source.words).search(source.folded, found.start, found.end):
        yield from _respective(source, found, places, dead)
    elif not dead and _is_list(source, found) and not _toll_follows(source, found):
        yield replace(found, mentions=(places[0],))
        yield from (replace(found, reference=Reference.SHARE, mentions=(place,)) for place in places[1:])
    else:
        yield found


def _respective(
    source: Source, found: Statement, places: Sequence[Mention], dead: Sequence[Quantity]
) -> Iterator[Statement]:
    """Yield a statement for each of as many places and numbers of dead, with its day where there are as many."""
    days = _days(source, found)
    facts = [fact for fact in found.facts if fact.field not in _SHARED]
    for rank, (place, people) in enumerate(zip(places, dead, strict=True)):
        yield replace(
            found,
            reference=Reference.SHARE if rank else found.reference,
            dates=(days[rank],) if len(days) == len(places) else found.dates,
            mentions=(place,),
            facts=(*facts, count_fact("killed", source.text, [people])),
        )


def _is_list(source: Source, found: Statement) -> bool:
    """Whether all that is said of where are towns that each were struck: "jets hit Saddada, Shwayrif and Kararim"."""
    dated = found.told and own_dates(source, found.start, found.end)
    if not dated or found.reference not in (Reference.NEW, Reference.OTHER):
        return False
    listed = [mention for mention in found.mentions if isinstance(mention.locality, AnyOf)]
    if len(listed) != 1 or listed[0] is not found.mentions[0]:
        return False
    words = source.folded[listed[0].start : listed[0].end]
    return _choice(source.words).search(words) is None


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
    return [
        quantity for quantity in passage.counted if not quantity.article and passage.kind(quantity) in (*PEOPLE, "")
    ]


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
def _choice(words: Vocabulary) -> re.Pattern[str]:
    return word(words.either("function.or"))


@cache
def _respectively(words: Vocabulary) -> Anchored:
    return any_of(words, "reference.respectively")
