"""What a statement takes from what stands beside it: the day of its line, the place told just before, a shared verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile

from geostrike.reports.belonging.own_dates import fronted_date, own_dates
from geostrike.reports.belonging.own_places import is_object, own_mentions
from geostrike.reports.belonging.places import MEASURED, OF_COUNTRY, WIDE, precision
from geostrike.reports.dates.expressions import DateWords, Form
from geostrike.reports.sentences.continuations import site_named
from geostrike.reports.sentences.joints import gapped_dead
from geostrike.reports.sentences.rows import dead_of_part
from geostrike.reports.sources import Reference, Source, Statement, Stretch
from geostrike.reports.text.anchors import Anchored, openers
from geostrike.reports.text.prose import first_within, within
from geostrike.reports.text.vocabulary import Vocabulary, wide_names, word

BACK = (Reference.SAME, Reference.DEFINITE, Reference.DATED)
"""How words refer back to a strike, be it one that was told by its effect alone."""

_SEEN_FIRST = (Reference.NEW, Reference.OTHER, Reference.DEFINITE, Reference.SAME, Reference.NONE)
"""How words refer to a strike whose target may have been seen in the sentences before."""

_WATCHED = 2
"""Sentences before a strike in which its target was seen."""


def with_day_of(toll: Statement | None, found: Statement) -> Statement:
    """Return the first statement with the day of those whose death the sentence before it tells.

    "Five people lost their lives in the region on 17 November. Artillery killed three in Beryslav".
    """
    if toll is None or found.dates or found.sentence.rank - toll.sentence.rank > 1:
        return found
    some, all_of_them = found.dead, toll.dead
    return replace(found, dates=toll.dates) if 0 < all_of_them >= some else found


def date_behind(source: Source, following: Sequence[Stretch]) -> tuple[DateWords, ...]:
    """Return the day that closes a row of strikes: "killed four and another near Sabha killed six on Sunday"."""
    row = takewhile(lambda stretch: stretch.coordinate, following)
    return next((dates for each in row if (dates := own_dates(source, each.start, each.end))), ())


def with_sentence_before(source: Source, found: Statement) -> Statement:
    """Return the first statement with the place or day of the sentence before it, if that tells of the same.

    "Rescuers ended the search in Vinnytsia. The July 14 missile attack killed 24 people": what the strike left.
    "A shell woke the street at dawn on Wednesday. Five died in the bombardment of Tarhuna": the weapon.
    "Jets continued their raids on Monday. In Sarafand, ten people were killed": strikes that it does not count.
    "The army on Friday targeted the Brak air base. The raid destroyed a hangar": the deed, told in no word of a strike.
    "The targets were two camps 45 km south-west of Sirte. B-2s hit them on Wednesday": what was struck.
    """
    rank, back = found.sentence.rank, found.reference in BACK
    if not rank:
        return found
    start, end = source.sentences[rank - 1].start, source.sentences[rank - 1].end
    there = own_mentions(source, start, end)
    hit = back and any(is_object(source, start, mention) for mention in there)
    if not found.mentions:
        measured = any(precision(mention) >= MEASURED for mention in there)
        site = measured and source.first(site_named, start, end)
        if hit or site or (back and source.has(start, end, "reference.aftermath")):
            found = replace(found, mentions=there)
    if not found.dates:
        armed = source.has(start, end, "strike.weapons", "strike.bombs", "means.aircraft", plural=True)
        if first_within(source.triggers, start, end) is not None or (back and (hit or armed)):
            found = replace(found, dates=own_dates(source, start, end))
    return found


def with_watched(source: Source, found: Statement) -> Statement:
    """Return a statement of a strike that names no place with that, and the day, of its target as seen just before.

    "The crew identified trucks some 30 miles west of Hun. Two Typhoons bombed them": those who strike look first.
    """
    wide = wide_names(source.words)
    known = max((precision(mention, wide) for mention in found.mentions), default=OF_COUNTRY)
    if found.reference not in _SEEN_FIRST or known > WIDE:
        return found
    rank = found.sentence.rank
    for sentence in source.sentences[max(0, rank - _WATCHED) : rank]:
        start, end = sentence.start, sentence.end
        if first_within(source.triggers, start, end) is not None:
            continue
        if source.first(_watched, start, end):
            seen = (mention for mention in own_mentions(source, start, end) if precision(mention, wide) > known)
            days = found.dates or own_dates(source, start, end)
            found = replace(found, mentions=(*seen, *found.mentions), dates=days)
    return found


def with_shared(source: Source, stretch: Stretch, found: Statement, before: Statement | None) -> Statement:
    """Return a statement with what it shares with those before it in the sentence: its verb, and its day."""
    if before is None:
        return found
    if stretch.coordinate:
        gapped = dead_of_part if stretch.of_row else gapped_dead
        dead = gapped(source, stretch.start, stretch.end)
        lone = not within(source.triggers, stretch.start, stretch.end)
        shared = Reference.EARLIER if stretch.background else Reference.SHARE
        return replace(
            found,
            reference=shared if stretch.of_row else found.reference,
            told=found.told or before.told,
            dates=found.dates or (() if stretch.background else before.dates),
            facts=(*found.facts, *([dead] if dead else ())),
            led_by=((before.start, before.end), *before.led_by) if lone else (),
        )
    if found.dates or stretch.background:
        return found
    fronted = fronted_date(source, before.sentence.start, stretch.end)
    return replace(found, dates=(fronted,)) if fronted and fronted.form is not Form.AHEAD else found


@cache
def _watched(words: Vocabulary) -> Anchored:
    """Return the pattern of a target that those who strike have seen: "the aircraft identified fighters in"."""
    who = words.either("means.aircraft", "reference.watchers", plural=True)
    pattern = word(rf"{who}(?:,?\s[\w'.-]{{1,20}},?){{0,9}}?\s{words.either('reference.watched')}")
    return Anchored(pattern, openers(words, "means.aircraft", "reference.watchers", plural=True))
