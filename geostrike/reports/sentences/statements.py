"""What each stretch of a document states of a strike, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from geostrike.reports.belonging.own_dates import has_day_and_place
from geostrike.reports.facts.casualties import counts_dead
from geostrike.reports.sentences.arms import is_ground_attack, is_unarmed, opens_none
from geostrike.reports.sentences.campaigns import is_campaign, is_told
from geostrike.reports.sentences.contents import statement
from geostrike.reports.sentences.continuations import continuation, it_happened
from geostrike.reports.sentences.generalities import is_general, of_strikes
from geostrike.reports.sentences.headings import Heading, heading, is_listed, opens_list
from geostrike.reports.sentences.neighbours import (
    BACK,
    date_behind,
    with_day_of,
    with_sentence_before,
    with_shared,
    with_watched,
)
from geostrike.reports.sentences.references import refer
from geostrike.reports.sentences.respective import shared_out
from geostrike.reports.sentences.stretches import stretches
from geostrike.reports.sentences.unnamed import killing_recalled, unnamed
from geostrike.reports.sources import NEAR, Reference, Source, Statement, Stretch
from geostrike.reports.strikes.modality import happened, says_done
from geostrike.reports.strikes.triggers import Sort, Trigger
from geostrike.reports.text.prose import within

_OF_OTHER_TIMES = (Reference.EARLIER, Reference.CAMPAIGN)
"""How words refer to what was not on the day that heads them."""


def statements(source: Source) -> Iterator[Statement]:
    """Yield the statements of a document in reading order."""
    last = -NEAR
    toll: Statement | None = None
    head: Heading | None = None
    listing = False
    for sentence in source.sentences:
        before: Statement | None = None
        head = heading(source, sentence, near=last >= 0) or head
        listing = opens_list(source, sentence) or (listing and is_listed(source, sentence))
        cut = stretches(source, sentence, near=sentence.rank - last < NEAR)
        for rank, stretch in enumerate(cut, 1):
            found = _stated(source, stretch, last, listing=listing)
            if found is None:
                toll = continuation(source, stretch) if last < 0 else None
                continue
            found = with_watched(source, with_shared(source, stretch, found, before))
            if not found.dates and (behind := date_behind(source, cut[rank:])):
                found = replace(found, dates=behind)
            if not found.dates and head and found.reference not in _OF_OTHER_TIMES:
                found = replace(found, dates=head.dates(sentence))
            if last < 0:
                found = with_day_of(toll, with_sentence_before(source, found))
            yield from shared_out(source, found)
            yield from _told_first(source, toll, found)
            last, before, toll = sentence.rank, found, None


def _told_first(source: Source, toll: Statement | None, found: Statement) -> Iterator[Statement]:
    """Yield what the first sentence told, if it is of the strike named behind it, which refers back or gives no day.

    "The military killed six fighters, officials said. Monday's strike took place near Waddan."
    "What happened on Friday is disputed. France owned up to an air strike."
    """
    if toll is None or found.sentence.rank - toll.sentence.rank >= NEAR:
        return
    placed = toll.reference is Reference.NONE
    when = source.first(it_happened, toll.start, toll.end) if placed and not found.dates else None
    if found.reference in BACK or when is not None:
        # What the next sentence calls a strike ("the attack was an air strike") has its day and place too, and
        # so has what only says when or where: "The incident happened on Friday at Hun. ... reported the raid".
        same = placed or found.reference is Reference.SAME
        yield replace(toll, reference=Reference.SAME if same else Reference.ASIDE)


def _stated(source: Source, stretch: Stretch, last: int, *, listing: bool) -> Statement | None:
    """Return what a stretch states, by the rank of the sentence that told of a strike last, or is one of a list."""
    spotted = within(source.triggers, stretch.start, stretch.end)
    if not spotted and last >= 0 and (recalled := killing_recalled(source, stretch)):
        return recalled
    if not spotted and listing and is_listed(source, stretch.sentence):
        return statement(source, stretch, Reference.ITEM, told=True)
    if last < 0 and opens_none(source, stretch.sentence, spotted, further=NEAR):
        return None
    near = stretch.sentence.rank - last < NEAR
    found = of_strikes(source, spotted, stretch.start, stretch.end)
    if found:
        return _named(source, stretch, found, near=near)
    return None if spotted else unnamed(source, stretch, near=near)


def _named(source: Source, stretch: Stretch, found: Sequence[Trigger], *, near: bool) -> Statement | None:
    """Return what a stretch states that names a strike, None where that is none, or none in particular."""
    sentence, start, end = stretch.sentence, stretch.start, stretch.end
    if (
        is_unarmed(source, found, start, end)
        or is_ground_attack(source, found, start, end, near=near)
        or is_general(source, found, start, end)
    ):
        return None
    if is_campaign(source, found, start, end):
        return statement(source, stretch, Reference.CAMPAIGN, told=is_told(source, found, start, end))
    # Headlines and lists need no past tense: "US strikes kill 17", "one strike with inconclusive results".
    done = sentence.headline or sentence.item or says_done(source.folded, start, end, source.words)
    # "responded with air raids on Sunday in Nihm": what has a day and a place took place.
    done = done or has_day_and_place(source, start, end) or counts_dead(source.passage(start, end))
    done = done or stretch.background  # "since a Jan. 3 air strike on his camp"
    told = [trigger for trigger in found if happened(source.folded, trigger, start, end, source.words, done=done)]
    # The strike itself is named before what it did; only a loose noun ("the operation") is second choice.
    firm = [trigger for trigger in told if trigger.sort is not Sort.LOOSE]
    reference, ordinal = refer(source, stretch, (firm or told or found)[0], near=near)
    # "The mission denied that its jets had struck": that there is a mission doesn't say that they had.
    loose = all(trigger.sort is Sort.LOOSE for trigger in found)
    return statement(source, stretch, reference, told=bool(told if loose else firm), ordinal=ordinal)
