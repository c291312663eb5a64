"""What a stretch states of its strike once it is known how it refers to it: days, places and facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geostrike.model import Mention
from geostrike.reports.belonging.own_dates import lasting_dates, own_dates
from geostrike.reports.belonging.own_places import is_object, is_seat, own_mentions
from geostrike.reports.facts import casualties, damage, means, unharmed
from geostrike.reports.facts.counts import Quantity
from geostrike.reports.facts.passages import Fact, Passage, count_fact
from geostrike.reports.sentences.campaigns import campaign_dates
from geostrike.reports.sentences.totals import cumulative
from geostrike.reports.sources import Reference, Source, Statement, Stretch
from geostrike.reports.text.vocabulary import Vocabulary

_CALLED = 24
"""Characters before a number of strikes in which they are said to be a campaign's."""


def statement(source: Source, stretch: Stretch, reference: Reference, *, told: bool, ordinal: int = 0) -> Statement:
    """Return the statement of a stretch that refers to a strike in a known way."""
    start, end = stretch.start, stretch.end
    passage = source.passage(start, end)
    if reference is Reference.CAMPAIGN:
        dates = campaign_dates(source, start, end)
    else:
        dates = own_dates(source, start, end) or tuple(lasting_dates(source, start, end))
    places, facts = _places(source, start, end, reference), tuple(_facts(passage))
    remarks = tuple(unharmed.remarks(passage))
    return Statement(stretch.sentence, start, end, reference, told, dates, places, facts, ordinal, remarks)


def _places(source: Source, start: int, end: int, reference: Reference) -> tuple[Mention, ...]:
    """Return the places of a stretch; what was struck says more than where something was heard or said.

    Those who count strikes have their seat elsewhere: "monitors in Oslo counted 63 air raids during 2014".
    """
    seats = reference is Reference.CAMPAIGN
    found = (m for m in own_mentions(source, start, end) if not (seats and is_seat(source, start, m)))
    return tuple(sorted(found, key=lambda mention: not is_object(source, start, mention)))


def _facts(passage: Passage) -> Iterator[Fact]:
    strikes = [quantity for quantity in passage.of_kind("strikes") if not _is_of_campaign(passage, quantity)]
    # "two strikes" counts more than "a strike", which may stand for a series.
    for quantity in sorted(strikes, key=lambda quantity: quantity.article)[:1]:
        yield count_fact("strikes", passage.text, [quantity])._replace(weight=0 if quantity.article else 1, of="")
    if not passage.first(cumulative):
        yield from casualties.casualties(passage)
    yield from damage.destruction(passage)
    if damage.destroys_people(passage):
        struck = max(means.target(passage), key=lambda fact: fact.weight, default=None)
        yield from [struck._replace(field="destroyed", weight=-1)] if struck else ()


def _is_of_campaign(passage: Passage, quantity: Quantity) -> bool:
    """Whether a number is that of a campaign: "its campaign of 495 air strikes"."""
    return passage.before(_campaign_of, quantity.start, _CALLED) is not None


@cache
def _campaign_of(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){words.either('strike.spans')}\s{words.either('strike.span_links')}\s$")
