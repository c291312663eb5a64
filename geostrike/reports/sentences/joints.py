"""Where one sentence joins two strikes, each at a place of its own: "killed four and another near Sabha killed six"."""

from __future__ import annotations

import re
from functools import cache

from geostrike.model import Count
from geostrike.reports.belonging.own_dates import own_dates
from geostrike.reports.belonging.own_places import own_mentions
from geostrike.reports.belonging.places import clash, precision
from geostrike.reports.dates.expressions import SINGLE_DAYS, Form
from geostrike.reports.facts import casualties
from geostrike.reports.facts.passages import Fact
from geostrike.reports.sentences.references import reference_of
from geostrike.reports.sentences.rows import dead_of_part
from geostrike.reports.sources import Reference, Source
from geostrike.reports.strikes.modality import happened
from geostrike.reports.strikes.triggers import Sort
from geostrike.reports.text.prose import first_within
from geostrike.reports.text.vocabulary import Vocabulary, wide_names, word

_SOON = 60
"""Characters behind "and" in which another strike must be named, if it is by a word of its own."""

_OF_ONE = (*SINGLE_DAYS, Form.MONTH)
"""Forms of the day or month that a strike may be told by."""


def joins_another(source: Source, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether two parts of a sentence, the first of a strike, tell of two, by their slice offsets.

    They name places that can't be the same, and the second part has a strike of its own ("and a drone hit a car
    in Sabha"), points to one ("and another in Sabha killed six"), or leaves out the verb: "bombed a market in
    Idlib, killing nine, and a school in Saraqeb, where five died", "killed four in Derna and six in Sabha".
    """
    if not _are_apart(source, first, second):
        return _are_on_other_days(source, first, second) or _have_own_dead(source, first, second)
    gapped = gapped_dead(source, *first) is not None
    dead = gapped or casualties.counts_dead(source.passage(*first))
    if _names_another(source, *second):
        return dead or not casualties.counts_dead(source.passage(*second))
    if not dead:
        return False
    more = gapped_dead(source, *second)
    if more is not None:
        listed = gapped or casualties.ends_with_dead(source.passage(*first))
        return listed and not _may_be_part(source, first, second, more)
    shaped = source.at(_shape, *second)
    return shaped is not None and casualties.counts_dead(source.passage(*second))


def gapped_dead(source: Source, start: int, end: int) -> Fact | None:
    """Return the dead that open a part whose verb stands in the one before: "(killed four in Hun and) six in Zala"."""
    dead, places = dead_of_part(source, start, end), own_mentions(source, start, end)
    if dead is None or dead.span.start != start or not places:
        return None
    return dead if source.fills(_at, dead.span.end, places[0].start) else None


def _may_be_part(source: Source, first: tuple[int, int], second: tuple[int, int], more: Fact) -> bool:
    """Whether dead behind a bare comma may be some of those before it: "killed 40 people, 12 in Rafah"."""
    if source.folded[first[1] : second[0]].strip() != ",":
        return False
    whole = [fact.value.low for fact in casualties.casualties(source.passage(*first)) if isinstance(fact.value, Count)]
    part = more.value.low if isinstance(more.value, Count) else None
    return part is None or any(low is None or low >= part for low in whole)


def _are_apart(source: Source, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether the second part names a place that is none of the first's, countries left aside."""
    wide = wide_names(source.words)
    there, here = ([one for one in own_mentions(source, *part) if precision(one, wide) > 1] for part in (second, first))
    return bool(here) and any(all(clash(one, other, wide) for one in here) for other in there)


def _are_on_other_days(source: Source, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether both parts have a strike with its day and its dead: "one on Tuesday killed 11 and one on Friday six"."""
    both = (first, second)
    if not all(first_within(source.dates, *part) for part in both) or not _names_another(source, *second):
        return False
    days = all(any(date.form in _OF_ONE for date in own_dates(source, *part)) for part in both)
    return days and all(casualties.counts_dead(source.passage(*part)) for part in both)


def _have_own_dead(source: Source, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether both parts are of what strikes killed: "shelling killed 23 people, and air strikes killed 35"."""
    both = (first, second)
    slain = all(source.first(_slays, *part) for part in both)
    return slain and _names_another(source, *second) and all(casualties.counts_dead(source.passage(*p)) for p in both)


def _names_another(source: Source, start: int, end: int) -> bool:
    """Whether a strike that was not told before is named at once."""
    trigger = first_within(source.triggers, start, min(end, start + _SOON))
    if trigger is None or trigger.sort in (Sort.LOOSE, Sort.CAMPAIGN):
        return False
    new = reference_of(source, trigger, start)[0] in (Reference.NEW, Reference.OTHER, Reference.ORDINAL)
    return new and happened(source.folded, trigger, start, end, source.words)


@cache
def _slays(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of strikes that are said to have killed: "shelling by the rebels killed"."""
    strikes = words.either("strike.nouns", "strike.plain", plural=True)
    return word(rf"{strikes}(?:\s[^\s,.;:]{{1,20}}){{0,8}}?\s{words.either('strike.slain')}")


@cache
def _at(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\s(?:{words.either('function.at_places')}\s)?(?:{words.either('function.the')}\s)?")


@cache
def _shape(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of "another near Sabha killed", "a school in Saraqeb, where five died"."""
    article, number = words.either("function.articles"), words.either("numbers.ones")
    another = words.either("reference.anothers")
    kills = words.either("strike.kills")
    told = rf"{another}\s(?:(?!{words.either('function.was')}\s)[^,.;:\s]{{1,20}}\s){{0,8}}?{kills}"
    sites = words.either("nouns.sites", "nouns.vehicles", plural=True)
    site = rf"(?:{article}|{number}|\d{{1,3}})\s(?:[^,.;:]{{1,60}}?\s)?{sites}"
    struck = rf"{site}(?![\w-])[^.;:]{{2,60}}?,?\s{words.either('strike.consequences')}"
    return re.compile(rf"(?:{told}|{struck})(?![\w-])")
