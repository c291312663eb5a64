"""What a statement takes from what stands beside it: the day of its line, the place told just before, a shared verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile

from geostrike.reports.belonging.datelines import is_filing
from geostrike.reports.belonging.own_dates import fronted_date, own_dates
from geostrike.reports.belonging.own_places import is_object, own_mentions
from geostrike.reports.belonging.places import MEASURED, precision
from geostrike.reports.dates.expressions import DateWords, Form
from geostrike.reports.sentences.continuations import site_named
from geostrike.reports.sentences.rows import dead_of_part
from geostrike.reports.sentences.stretches import Stretch
from geostrike.reports.sources import Reference, Source, Statement
from geostrike.reports.text.anchors import Anchored, any_of
from geostrike.reports.text.prose import Sentence, first_within, within
from geostrike.reports.text.vocabulary import Vocabulary, word

BACK = (Reference.SAME, Reference.DEFINITE, Reference.DATED)
"""How words refer back to a strike, be it one that was told by its effect alone."""


def date_line(source: Source, sentence: Sentence) -> tuple[int, DateWords] | None:
    """Return the day that a line of its own states for the paragraph under it, with the line's number."""
    date = first_within(source.dates, sentence.start, sentence.end)
    if date is None or date.form is not Form.DAY or source.folded[sentence.start : date.start].strip():
        return None
    if is_filing(source, sentence.start, date):
        return None
    return None if source.folded[date.end : sentence.end].strip(" .:-–—") else (sentence.paragraph, date)


def with_day_of(toll: Statement | None, found: Statement) -> Statement:
    """Return the first statement with the day of those whose death the sentence before it tells.

    "Five people lost their lives in the region on 17 November. Artillery killed three in Beryslav".
    """
    if toll is None or found.dates or found.sentence.rank - toll.sentence.rank > 1:
        return found
    some, all_of_them = found.count("killed").low or 0, toll.count("killed").low or 0
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
    there = tuple(own_mentions(source, start, end))
    hit = back and any(is_object(source, start, mention) for mention in there)
    if not found.mentions:
        measured = any(precision(mention) >= MEASURED for mention in there)
        told = (back, _aftermath), (measured, site_named)
        if hit or any(may and pattern(source.words).search(source.folded, start, end) for may, pattern in told):
            found = replace(found, mentions=there)
    named = first_within(source.triggers, start, end) is not None
    if not found.dates and (named or (back and (hit or _weapon(source.words).search(source.folded, start, end)))):
        found = replace(found, dates=own_dates(source, start, end))
    return found


def with_shared(source: Source, stretch: Stretch, found: Statement, before: Statement | None) -> Statement:
    """Return a statement with what it shares with those before it in the sentence: its verb, and its day."""
    if before is None:
        return found
    if stretch.coordinate:
        dead = dead_of_part(source, stretch.start, stretch.end) if stretch.of_row else None
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
def _aftermath(words: Vocabulary) -> re.Pattern[str]:
    return word(words.either("reference.aftermath"))


@cache
def _weapon(words: Vocabulary) -> Anchored:
    return any_of(words, "strike.weapons", "strike.bombs", "means.aircraft", plural=True)
