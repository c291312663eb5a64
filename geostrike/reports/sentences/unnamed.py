"""Strikes that are told in no word of one: by their day, by who struck, by whom they killed."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from geostrike.reports.belonging.datelines import heads
from geostrike.reports.belonging.own_dates import fronted_date, own_dates
from geostrike.reports.facts.casualties import counts_dead
from geostrike.reports.sentences.arms import acts_on_ground
from geostrike.reports.sentences.contents import statement
from geostrike.reports.sentences.continuations import continuation
from geostrike.reports.sentences.others import is_of_others, others_kill
from geostrike.reports.sentences.references import another_one, comes_back
from geostrike.reports.sentences.stretches import one_by_day
from geostrike.reports.sources import Reference, Source, Statement, Stretch
from geostrike.reports.strikes.modality import says_done
from geostrike.reports.strikes.verbs import headline_verb
from geostrike.reports.text.anchors import Anchored, openers
from geostrike.reports.text.prose import first_within
from geostrike.reports.text.vocabulary import Vocabulary, word

_FRONT = 30
"""Characters from where a sentence begins in which a date that opens it must end."""


def unnamed(source: Source, stretch: Stretch, *, near: bool) -> Statement | None:
    """Return what a stretch that names no strike states: one of a row, another strike by its day, what a strike did."""
    if stretch.of_row or stretch.coordinate:
        return _joined(source, stretch, near=near)
    start, end = stretch.start, stretch.end
    headline = stretch.sentence.headline and source.first(headline_verb, start, end)
    if headline and not acts_on_ground(source, start, end):
        return statement(source, stretch, Reference.NEW, told=True)
    if not near:
        return None
    another = source.at(_one_by_day, start, end) or any(
        source.first(other, start, end) for other in (another_one, comes_back)
    )
    if another and says_done(source.folded, start, end, source.words):
        return statement(source, stretch, Reference.OTHER, told=True)
    if source.first(_they_struck, start, end) and own_dates(source, start, end):
        return statement(source, stretch, Reference.NEW, told=True)
    return None if others_kill(source, start, end) else continuation(source, stretch)


def _joined(source: Source, stretch: Stretch, *, near: bool) -> Statement | None:
    """Return what a stretch states as one of a row of places, or as going on with the verb before it."""
    if stretch.of_row and is_of_others(source, stretch.sentence.start, stretch.sentence.end):
        return None
    share = stretch.of_row and (near or stretch.coordinate)
    return statement(source, stretch, Reference.SHARE if share else Reference.NEW, told=not stretch.coordinate)


def killing_recalled(source: Source, stretch: Stretch) -> Statement | None:
    """Return an earlier strike that is told by whom it killed: "In June four men were killed by the US near Ghat".

    A list of them by their days needs no killer: "11 June - Raid on a house in Hun. 18 June - Six died in Zala".
    """
    start, end = stretch.start, stretch.end
    date = fronted_date(source, start, end) or first_within(source.dates, start, min(end, start + _FRONT))
    if date is None or is_of_others(source, start, end):
        return None
    listed_by_day = stretch.sentence.item or heads(source, start, date)
    killed = listed_by_day and counts_dead(source.passage(start, end))
    if not killed and source.first(_they_killed, start, end) is None:
        return None
    found = statement(source, stretch, Reference.NEW, told=True)
    return replace(found, dates=found.dates or (date,)) if found.mentions or found.count("killed") else None


@cache
def _one_by_day(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(one_by_day(words))


@cache
def _they_struck(words: Vocabulary) -> Anchored:
    """Return the pattern of who struck, by a pronoun: "On 3 November it fired at hideouts in Buqo"."""
    who = words.either("function.it", "actors.persons")
    also = rf"(?:{words.either('function.have', 'function.between_subject_and_verb')}\s){{0,2}}"
    pattern = word(rf"{who}\s{also}{words.either('strike.bombing_verbs', 'strike.fired_on')}")
    return Anchored(pattern, openers(words, "function.it", "actors.persons"))


@cache
def _they_killed(words: Vocabulary) -> Anchored:
    """Return the pattern of whom those who strike have killed: "Last August the US killed a commander"."""
    states = ("actors.states", "actors.named", "actors.bodies")
    who = rf"(?:{words.either(*states)}\.?|{words.either('function.it')})"
    have = rf"(?:{words.either('function.have')}\s)?"
    said = rf"(?:{words.either('actors.said')}\s(?:{words.either('function.it')}\s)?)?"
    by = rf"{words.either('function.was')}\s{words.either('strike.slain')}\s{words.either('actors.by')}"
    the = rf"(?:{words.either('function.the')}\s)?"
    pattern = word(rf"{who}\s{said}{have}{words.either('strike.slain')}|{by}\s{the}{words.either(*states)}")
    return Anchored(pattern, openers(words, *states, "function.it", "function.was"))
