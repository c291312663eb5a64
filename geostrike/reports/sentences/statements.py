"""What each stretch of a sentence states of a strike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from geostrike.model import Mention
from geostrike.reports.belonging.datelines import heads
from geostrike.reports.belonging.own_dates import fronted_date, lasting_dates, own_dates
from geostrike.reports.belonging.own_places import is_object, is_seat, own_mentions
from geostrike.reports.facts import casualties, damage, means, unharmed
from geostrike.reports.facts.counts import Quantity
from geostrike.reports.facts.passages import Fact, Passage, count_fact
from geostrike.reports.facts.standing import slain_on_ground
from geostrike.reports.sentences import campaigns
from geostrike.reports.sentences.arms import acts_on_ground, opens_none
from geostrike.reports.sentences.continuations import (
    adds,
    claimed,
    is_of_others,
    it_happened,
    others_kill,
    they_killed,
    they_struck,
    unranked,
)
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
from geostrike.reports.sentences.references import (
    again,
    another_one,
    comes_back,
    follows,
    incident,
    listed,
    reference_of,
    some_of,
)
from geostrike.reports.sentences.respective import shared_out
from geostrike.reports.sentences.stretches import Stretch, one_by_day, stretches
from geostrike.reports.sources import NEAR, Reference, Source, Statement
from geostrike.reports.strikes.modality import happened, says_done
from geostrike.reports.strikes.triggers import Sort, Trigger, more_of_them
from geostrike.reports.strikes.verbs import headline_verb
from geostrike.reports.text.anchors import Anchored, any_of, openers
from geostrike.reports.text.prose import Sentence, first_within, within
from geostrike.reports.text.vocabulary import Vocabulary, either, word

_FRONT = 30
"""Characters from where a sentence begins in which a date that opens it must end."""

_OF_OTHER_TIMES = (Reference.EARLIER, Reference.CAMPAIGN)
"""How words refer to what was not on the day that heads them."""

_TOLD_ANEW = (Reference.NEW, Reference.DEFINITE, Reference.OTHER)
"""How words refer to a strike that is an earlier one where it is held against another."""


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
            told = within(source.triggers, stretch.start, stretch.end)
            vague = last < 0 and opens_none(source, sentence, told, further=NEAR)
            near = sentence.rank - last < NEAR
            recalled = last >= 0 and not told
            found = _killing_recalled(source, sentence, stretch.start, stretch.end) if recalled else None
            if found is None and listing and not told and is_listed(source, sentence):
                found = _build(source, sentence, stretch.start, stretch.end, Reference.ITEM, told=True)
            if found is None and not vague:
                found = _statement(source, sentence, stretch, told, near=near)
            if found is None:
                toll = _continuation(source, sentence, stretch.start, stretch.end) if last < 0 else None
                continue
            found = with_watched(source, with_shared(source, stretch, found, before))
            if not found.dates and (behind := date_behind(source, cut[rank:])):
                found = replace(found, dates=behind)
            if not found.dates and head and found.reference not in _OF_OTHER_TIMES:
                found = replace(found, dates=head.dates(sentence))
            if last < 0:
                found = with_day_of(toll, with_sentence_before(source, found))
            last, before = sentence.rank, found
            yield from shared_out(source, found)
            if toll is not None and _is_of_next(source, toll, found) and last - toll.sentence.rank < NEAR:
                # "The military killed six fighters, officials said. Monday's strike took place near Waddan."
                # What the next sentence calls a strike ("the attack was an air strike") has its day and place too, and
                # so has what only says when or where: "The incident happened on Friday at Hun. ... reported the raid".
                same = found.reference is Reference.SAME or toll.reference is Reference.NONE
                yield replace(toll, reference=Reference.SAME if same else Reference.ASIDE)
            toll = None


def _is_of_next(source: Source, toll: Statement, found: Statement) -> bool:
    """Whether what was told first is of the strike that is named behind it, which refers back or gives no day.

    "What happened on Friday is disputed. France owned up to an air strike".
    """
    if found.reference in BACK:
        return True
    said = toll.reference is Reference.NONE and not found.dates
    return said and it_happened(source.words).search(source.folded, toll.start, toll.end) is not None


def _statement(
    source: Source, sentence: Sentence, stretch: Stretch, found: Sequence[Trigger], *, near: bool
) -> Statement | None:
    """Return what a stretch states; one without a strike adds to one told in the sentences just before, if `near`."""
    start, end, coordinate = stretch.start, stretch.end, stretch.coordinate
    spotted = found
    found = of_strikes(source, spotted, start, end)
    if not found:
        if stretch.of_row and not spotted:
            foreign = is_of_others(source, sentence.start, sentence.end)
            reference = Reference.SHARE if near or coordinate else Reference.NEW
            return None if foreign else _build(source, sentence, start, end, reference, told=not coordinate)
        if coordinate and not spotted:
            return _build(source, sentence, start, end, Reference.NEW, told=False)
        return None if spotted else _without_strike(source, sentence, start, end, near=near)
    unarmed = any(trigger.sort is Sort.PLAIN for trigger in found) and not _is_military(source, found, start, end)
    loose = all(trigger.sort is Sort.LOOSE for trigger in found)
    others = (claimed(source.words), slain_on_ground(source.words))
    another_deed = loose and any(other.search(source.folded, start, end) for other in others)
    # "Fighters attacked a base in the latest raid": nothing else says that it came from the air.
    another_deed = another_deed or (loose and not near and acts_on_ground(source, start, end))
    if unarmed or another_deed or is_general(source, found, start, end):
        return None
    if campaigns.is_campaign(source, found, start, end):
        campaign_told = campaigns.is_told(source, found, start, end)
        return _build(source, sentence, start, end, Reference.CAMPAIGN, told=campaign_told)
    language = source.words.language
    # Headlines and lists need no past tense: "US strikes kill 17", "one strike with inconclusive results".
    done = sentence.headline or sentence.item or says_done(source.folded, start, end, language)
    # "responded with air raids on Sunday in Nihm": what has a day and a place took place.
    done = done or _has_day_and_place(source, start, end) or casualties.counts_dead(source.passage(start, end))
    done = done or stretch.background  # "since a Jan. 3 air strike on his camp"
    told = [trigger for trigger in found if happened(source.folded, trigger, start, end, language, done=done)]
    # The strike itself is named before what it did; only a loose noun ("the operation") is second choice.
    firm = [trigger for trigger in told if trigger.sort is not Sort.LOOSE]
    reference, ordinal = _refer(source, sentence, stretch, (firm or told or found)[0])
    if near and reference is Reference.NEW and follows(source, start, (firm or told or found)[0]):
        reference = Reference.EARLIER
    # "The mission denied that its jets had struck": that there is a mission doesn't say that they had.
    return _build(source, sentence, start, end, reference, told=bool(told if loose else firm), ordinal=ordinal)


def _refer(source: Source, sentence: Sentence, stretch: Stretch, main: Trigger) -> tuple[Reference, int]:
    """Return how a stretch refers to its strike, by the strike's words and those round them."""
    start, end = stretch.start, stretch.end
    if _recalled(source.words).match(source.folded, start, end):
        return Reference.EARLIER, 0
    reference, ordinal = incident(source, start, main.start) or reference_of(source, main, start)
    if reference is Reference.DEFINITE and some_of(source.words).search(
        source.folded, max(start, main.start - 60), main.start
    ):
        reference = Reference.SHARE
    new = reference is Reference.NEW
    if (sentence.item and new) or listed(source.words).match(source.folded, start, end):
        return Reference.ITEM, ordinal
    if stretch.background and reference in _TOLD_ANEW:
        return Reference.EARLIER, ordinal
    if (new and _is_set_apart(source, stretch, main)) or (
        main.sort is Sort.VERB and comes_back(source.words).search(source.folded, main.start, main.end)
    ):
        return Reference.OTHER, ordinal
    if new and _deadliest(source.words).match(source.folded, start, end) and own_dates(source, start, end):
        return Reference.OTHER, ordinal
    back = (new and main.sort is Sort.LOOSE) or (reference is Reference.SHARE and not own_mentions(source, start, end))
    return (Reference.DEFINITE if back else reference), ordinal


def _is_set_apart(source: Source, stretch: Stretch, main: Trigger) -> bool:
    """Whether a strike is told beside the one before: by such words, by its dead, or joined with no place of its own.

    "Raids on Hun killed another six", "shelling killed 23, and air strikes in reply killed 35".
    """
    start, end, words = stretch.start, stretch.end, source.words
    if again(words).search(source.folded, start, end) or _also(words).match(source.folded, start, end):
        return True
    if more_of_them(words).match(source.folded, main.start, main.end):
        return True
    if not own_mentions(source, start, end):
        return stretch.coordinate
    if source.has(main.start, main.end, "reference.also") and _has_day_and_place(source, start, end):
        return True
    sooner = _hours_before(words).match(source.folded, start, end) is not None
    return sooner or casualties.counts_others(source.passage(start, end))


def _without_strike(source: Source, sentence: Sentence, start: int, end: int, *, near: bool) -> Statement | None:
    """Return what a stretch that names no strike states: a headline, another strike by its day, what a strike did."""
    on_foot = sentence.headline and acts_on_ground(source, start, end)
    if sentence.headline and not on_foot and headline_verb(source.words).search(source.folded, start, end):
        return _build(source, sentence, start, end, Reference.NEW, told=True)
    if not near:
        return None
    another = _another(source.words).match(source.folded, start, end) or any(
        other(source.words).search(source.folded, start, end) for other in (another_one, comes_back)
    )
    if another and says_done(source.folded, start, end, source.words.language):
        return _build(source, sentence, start, end, Reference.OTHER, told=True)
    if they_struck(source.words).search(source.folded, start, end) and own_dates(source, start, end):
        return _build(source, sentence, start, end, Reference.NEW, told=True)
    return None if others_kill(source, start, end) else _continuation(source, sentence, start, end)


def _killing_recalled(source: Source, sentence: Sentence, start: int, end: int) -> Statement | None:
    """Return an earlier strike that is told by whom it killed: "In June four men were killed by the US near Ghat".

    A list of them by their days needs no killer: "11 June - Raid on a house in Hun. 18 June - Six died in Zala".
    """
    date = fronted_date(source, start, end) or first_within(source.dates, start, min(end, start + _FRONT))
    if date is None or is_of_others(source, start, end):
        return None
    listed_by_day = sentence.item or heads(source, start, date)
    killed = listed_by_day and casualties.counts_dead(source.passage(start, end))
    if not killed and they_killed(source.words).search(source.folded, start, end) is None:
        return None
    found = _build(source, sentence, start, end, Reference.NEW, told=True)
    return replace(found, dates=found.dates or (date,)) if found.mentions or found.count("killed") else None


def _has_day_and_place(source: Source, start: int, end: int) -> bool:
    return bool(own_dates(source, start, end) and own_mentions(source, start, end))


def _is_military(source: Source, found: Sequence[Trigger], start: int, end: int) -> bool:
    """Whether a plain "strike" is an armed one: another trigger, a release's wording or a military word stands near."""
    folded, words = source.folded, source.words
    return (
        any(trigger.sort in (Sort.NOUN, Sort.VERB) for trigger in found)
        or listed(words).match(folded, start, end) is not None
        or any(_owned(words).search(folded, max(start, t.start - 24), t.start) for t in found)
        or any_of(words, "strike.military", plural=True).search(folded, max(0, start - 300), end + 300) is not None
    )


def _of_campaign(source: Source, passage: Passage, quantity: Quantity) -> bool:
    """Whether a number is that of a campaign: "its campaign of 495 air strikes"."""
    before = source.folded[max(passage.start, quantity.start - 24) : quantity.start]
    return _campaign_of(source.words).search(before) is not None


def _is_strike_count(source: Source, quantity: Quantity) -> bool:
    return source.passage(0, 0).kind(quantity) == "strikes"


def _continuation(source: Source, sentence: Sentence, start: int, end: int) -> Statement | None:
    """Return what a sentence without a strike adds to the one told: who was killed, where the camp lay."""
    reference = adds(source, start, end)
    return None if reference is None else _build(source, sentence, start, end, reference, told=False)


def _build(
    source: Source, sentence: Sentence, start: int, end: int, reference: Reference, *, told: bool, ordinal: int = 0
) -> Statement:
    passage = source.passage(start, end)
    return Statement(
        sentence,
        start,
        end,
        reference,
        told,
        campaigns.campaign_dates(source, start, end)
        if reference is Reference.CAMPAIGN
        else own_dates(source, start, end) or tuple(lasting_dates(source, start, end)),
        _mentions(source, start, end, reference),
        tuple(_facts(source, passage)),
        ordinal,
        tuple(unharmed.remarks(passage)),
    )


def _mentions(source: Source, start: int, end: int, reference: Reference) -> tuple[Mention, ...]:
    """Return the places of a stretch; what was struck says more than where something was heard or said.

    Those who count strikes have their seat elsewhere: "monitors in Oslo counted 63 air raids during 2014".
    """
    seats = reference is Reference.CAMPAIGN
    found = (m for m in own_mentions(source, start, end) if not (seats and is_seat(source, start, m)))
    return tuple(sorted(found, key=lambda mention: not is_object(source, start, mention)))


def _facts(source: Source, passage: Passage) -> Iterator[Fact]:
    counted = [
        quantity
        for quantity in passage.counted
        if _is_strike_count(source, quantity) and not _of_campaign(source, passage, quantity)
    ]
    # "two strikes" counts more than "a strike", which may stand for a series.
    for quantity in sorted(counted, key=lambda quantity: quantity.article)[:1]:
        fact = count_fact("strikes", source.text, [quantity])
        yield Fact("strikes", fact.value, fact.span, 0 if quantity.article else 1)
    if not _cumulative(source.words).search(source.folded, passage.start, passage.end):
        yield from casualties.casualties(passage)
    yield from damage.destruction(passage)
    if damage.destroys_people(passage):
        struck = max(means.target(passage), key=lambda fact: fact.weight, default=None)
        yield from [Fact("destroyed", struck.value, struck.span, -1)] if struck else ()


@cache
def _deadliest(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a strike that is told by its rank: "The deadliest attack was in January, when ..."."""
    strikes = words.either("strike.loose", "strike.nouns", "strike.plain", "reference.incidents")
    the = rf"(?:{words.either('function.in')}\s)?{words.either('function.the')}"
    return word(rf"{the}\s{words.either('reference.deadliest')}\s(?:[\w-]{{2,14}}\s){{0,2}}{strikes}")


@cache
def _another(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(one_by_day(words))


@cache
def _recalled(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what opens an earlier strike that has no day: "Only days before, jets hit a mosque"."""
    days = rf"{words.either('reference.long')}\s{words.either('reference.past')}"
    return word(rf"(?:{words.either('reference.just')}\s)?{days}|{words.either('reference.remembered')}")


@cache
def _also(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what opens one more strike: "Also on Wednesday, three were killed"."""
    return word(words.either("reference.also"))


@cache
def _hours_before(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what opens a strike of the same day, told after another one: "Earlier on Friday"."""
    days = words.either("calendar.weekdays", "calendar.words.today")
    that_day = rf"(?:(?:{words.either('function.on')}\s)?{days}|{words.either('reference.that_day')})"
    return word(rf"{words.either('reference.hours_before')}\s{that_day}")


@cache
def _owned(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of whose a strike is: "Israeli strikes"."""
    return re.compile(rf"(?<![\w-]){words.either('actors.states', 'actors.demonyms', 'actors.named')}\.?\s$")


@cache
def _cumulative(words: Vocabulary) -> Anchored:
    days = words.either("calendar.weekdays")  # "since Monday" is no more than a series
    hours = either(tuple(name for name, length in words.table("calendar.units").items() if length <= 1))
    # "Have been hated since an air raid on Azan in which five died": those of that raid.
    some, strike = words.either("function.articles"), words.either("strike.nouns", "strike.loose")
    named = rf"{some}\s(?:[\w.-]{{1,14}}\s){{0,3}}{strike}\b"
    # "Anger has run deep since January, when missiles killed 18".
    told = rf"[\w\s]{{2,24}},\s{words.either('function.when')}\b"
    short = rf"(?!\s{days}\b|\s{told}|\s(?:\w{{1,6}}\s)?{hours}s?\b|\s{named})"
    # "Have killed 3,800 since March", "in strikes which began in March", but not "killed 42, the most since March".
    have, was = words.either("function.have"), words.either("function.was")
    since = rf"{words.either('casualties.since')}{short}"
    began = rf"{words.either('function.that')}\s{words.either('strike.began')}\s{words.either('function.in')}"
    total = rf"{began}|{have}\s(?:{was}\s)?[^.;:]{{1,120}}?{unranked(words)}\s{since}|{since}[^.;:]{{1,120}}?\s{have}"
    pattern = word(rf"{words.either('casualties.cumulative', 'casualties.years')}{short}|{total}")
    first = ("casualties.cumulative", "casualties.years", "casualties.since", "function.have", "function.that")
    return Anchored(pattern, openers(words, *first))


@cache
def _campaign_of(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){words.either('strike.spans')}\s{words.either('strike.span_links')}\s$")
