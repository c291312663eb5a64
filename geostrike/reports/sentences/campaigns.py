"""Campaigns: many strikes over weeks, told as one thing and kept apart from strikes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from geostrike.reports.belonging.own_dates import has_own_day, own_dates, since_dates
from geostrike.reports.dates.expressions import SINGLE_DAYS, DateWords
from geostrike.reports.dates.patterns import spans_of_time
from geostrike.reports.sources import Source
from geostrike.reports.strikes.modality import happened
from geostrike.reports.strikes.triggers import Sort, Trigger
from geostrike.reports.text.anchors import Anchored, openers
from geostrike.reports.text.prose import within
from geostrike.reports.text.vocabulary import Vocabulary, word

_CAMPAIGN_STRIKES = 30
"""Strikes from which a count with no day of its own is a campaign: CENTCOM's busiest days had fewer."""

SERIES_STRIKES = 5
"""Strikes from which a count for weeks, months or years is a campaign and not a series on one target."""

_BEFORE = 60
"""Characters before a number of strikes in which it is said that they were over."""

_FEW_DAYS = 3
"""Most days between the first and the last of a series that still is no campaign."""


def is_campaign(source: Source, found: Sequence[Trigger], start: int, end: int) -> bool:
    """Whether a stretch tells of a campaign, by its name or by the number of strikes and the time they took."""
    campaign = next((trigger for trigger in found if trigger.sort is Sort.CAMPAIGN), None)
    if campaign is not None and all(trigger.sort in (Sort.CAMPAIGN, Sort.LOOSE) for trigger in found):
        # "The air operation" may be one strike; one that began and ended is not.
        return not source.has(campaign.start, campaign.end, "strike.operations") or _is_spanning(source, start, end)
    if source.first(_has_lasted, start, end) and not has_own_day(source, start, end):
        return True
    most = max(source.passage(start, end).of_kind("strikes"), key=lambda quantity: quantity.low or 0, default=None)
    low = most.low or 0 if most is not None else 0
    if most is None or low < SERIES_STRIKES:
        return False
    done = source.before(_having_done, most.start, _BEFORE, start=start)
    # "Ended its support on Monday after conducting 495 air strikes": the day is not theirs.
    dates = within(source.dates, done.start() if done else start, end)
    lasting = source.has(start, end, "strike.period")
    if not lasting and any(date.form in SINGLE_DAYS and _is_short(date) for date in dates):
        return False
    return low >= _CAMPAIGN_STRIKES or lasting or bool(dates)


def _is_short(date: DateWords) -> bool:
    """Whether stated days are one, or a few in a row: "Nov. 17 and 19", not "between Jan. 19 and Jan. 25"."""
    same_month = date.month in (date.month2 or date.month, 0)
    return same_month and (not date.day2 or date.each or date.day2 - date.day <= _FEW_DAYS)


def is_told(source: Source, found: Sequence[Trigger], start: int, end: int) -> bool:
    """Whether a campaign is told as a fact: nothing before it makes it a plan."""
    probe = Trigger(found[0].start, found[0].end, Sort.VERB)
    return happened(source.folded, probe, start, end, source.words)


def campaign_dates(source: Source, start: int, end: int) -> tuple[DateWords, ...]:
    """Return from when a campaign lasted ("since 2011"), or its first and last day, or the one date told with it."""
    since = tuple(since_dates(source, start, end))
    own = own_dates(source, start, end)
    return since or (own if _is_spanning(source, start, end) else own[-1:])


def _is_spanning(source: Source, start: int, end: int) -> bool:
    """Whether a stretch says that something began, ended or lasted."""
    return source.first(_spanning, start, end) is not None


@cache
def _has_lasted(words: Vocabulary) -> Anchored:
    """Return the pattern of what goes on for long: "jets have been pounding the town for the past two weeks"."""
    been = rf"{words.either('function.have')}\s(?:[\w-]{{2,12}}\s)?{words.either('strike.been')}"
    struck = words.either("strike.ongoing", "strike.striking", "strike.doing", "strike.bombing_verbs")
    weeks = spans_of_time(words, long=True) + words.either("function.plurals")
    span = rf"{words.either('strike.over')}\s(?:[\w-]{{1,12}}\s){{0,4}}?{weeks}?"
    since = rf"{words.either('casualties.since')}(?=\s(?!{words.either('calendar.weekdays')}(?![\w-])))"
    pattern = word(rf"{been}\s(?:[\w-]{{2,14}}\s)?{struck}\s[^.;:\n]{{0,120}}?(?<![\w-])(?:{span}|{since})")
    return Anchored(pattern, openers(words, "function.have"), openers(words, "strike.been"))


@cache
def _having_done(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what leads to strikes that were over by then: "after conducting more than"."""
    doing = words.either("strike.doing")
    return re.compile(rf"(?<![\w-]){words.either('modality.presupposes')}\s{doing}\s(?:[\w-]{{2,12}}\s){{0,4}}$")


@cache
def _spanning(words: Vocabulary) -> re.Pattern[str]:
    spans = words.either("strike.began", "strike.ended")
    return re.compile(rf"(?<![\w-]){spans}(?![\w-])|{words.either('strike.lasting')}")
