"""What speaks of strikes but tells of none: habits, blame, shares, kinds of strikes, drills and sport."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from geostrike.reports.belonging.own_dates import fronted_date, has_own_day, own_dates
from geostrike.reports.dates.expressions import MONTH, SINGLE_DAYS, Form
from geostrike.reports.facts.casualties import counts_dead
from geostrike.reports.sentences.totals import is_total
from geostrike.reports.sources import Source
from geostrike.reports.strikes.triggers import Sort, Trigger
from geostrike.reports.text.anchors import Anchored, any_of, openers
from geostrike.reports.text.prose import within
from geostrike.reports.text.vocabulary import Vocabulary, word

_OF_KIND = 40
"""Characters before a strike in which it is called one of its kind."""


def of_strikes(source: Source, spotted: Sequence[Trigger], start: int, end: int) -> list[Trigger]:
    """Return the triggers that mean a strike: no drill's ("bombs on mock trenches"), sport's, or a kind of strikes."""
    if not spotted or source.has(start, end, "strike.mock"):
        return []
    played = source.has(start, end, "strike.sport")
    return [t for t in spotted if not (_is_of_kind(source, t) or (played and _may_be_sport(source, t)))]


def is_general(source: Source, found: Sequence[Trigger], start: int, end: int) -> bool:
    """Whether strikes are told of as a whole: sums of a time, habits, blame, and what is called untrue."""
    return (
        is_total(source, found, start, end)
        or _is_mutual_blame(source, found, start, end)
        or _is_habit(source, start, end)
        or _is_of_late(source, found, start, end)
        or _is_refuted(source, found, start, end)
        or _is_share(source, start, end)
        or any(source.at(_described, trigger.end, end) for trigger in found)
        or _go_on(source, found, start, end)
    )


def _go_on(source: Source, found: Sequence[Trigger], start: int, end: int) -> bool:
    """Whether strikes only began again or ended, with no dead: "the strikes resumed on 11 June"."""
    turns = any(source.at(_resumed, trigger.start, end) for trigger in found)
    return turns and not counts_dead(source.passage(start, end))


def _may_be_sport(source: Source, trigger: Trigger) -> bool:
    """Whether words of a strike are those of a sport too: "a strike by the winger", "bombarded the goal"."""
    sporting = source.words.words("strike.always", "strike.sporting")
    named = (source.folded.startswith(sporting, trigger.start), source.folded.endswith(sporting, 0, trigger.end))
    return trigger.sort in (Sort.PLAIN, Sort.LOOSE) or any(named)


def _is_of_kind(source: Source, trigger: Trigger) -> bool:
    """Whether no single strike is meant, but their kind: "4,000 civilians have died in such strikes"."""
    return source.before(_such, trigger.start, _OF_KIND) is not None


def _is_share(source: Source, start: int, end: int) -> bool:
    """Whether strikes are only shared out: "most casualties were caused by shelling", "strikes are concentrated in"."""
    return source.first(_share, start, end) is not None and not has_own_day(source, start, end)


def _is_mutual_blame(source: Source, found: Sequence[Trigger], start: int, end: int) -> bool:
    """Whether two sides blame each other for strikes on no day: "both accuse each other of shelling the town"."""
    blame = any_of(source.words, "strike.blame").search(source.folded, start, found[0].start)
    if blame is None:
        return False
    fronted = fronted_date(source, start, end)
    days = [date for date in within(source.dates, blame.end(), end) if date.form in SINGLE_DAYS]
    return not days and (fronted is None or fronted.form not in SINGLE_DAYS)


def _is_habit(source: Source, start: int, end: int) -> bool:
    """Whether something goes on and on, with no day or dead of its own: "the town is shelled almost daily"."""
    if not source.has(start, end, "strike.habits") or counts_dead(source.passage(start, end)):
        return False
    return not has_own_day(source, start, end)


def _is_of_late(source: Source, found: Sequence[Trigger], start: int, end: int) -> bool:
    """Whether something has been done over months, with no dead: "drones have hit several targets there this year"."""
    dates = own_dates(source, start, end)
    if not dates or not all(date.form is Form.THIS and date.unit >= MONTH for date in dates):
        return False
    perfect = any(source.has(trigger.start, trigger.end, "function.have") for trigger in found)
    return perfect and not counts_dead(source.passage(start, end))


def _is_refuted(source: Source, found: Sequence[Trigger], start: int, end: int) -> bool:
    """Whether a strike is only alleged, and that said to be wrong: "claims that jets hit a farm are untrue"."""
    alleged = source.first(_alleged, start, found[0].start)
    return alleged is not None and source.has(found[0].end, end, "strike.untrue")


@cache
def _alleged(words: Vocabulary) -> re.Pattern[str]:
    claims = words.either("strike.alleged", plural=True)
    return re.compile(rf"(?<![\w-]){claims}\s(?:[\w-]{{2,14}}\s){{0,3}}?{words.either('function.that_clause')}\s")


@cache
def _resumed(words: Vocabulary) -> re.Pattern[str]:
    strikes = words.either("strike.nouns", "strike.loose") + words.either("function.plurals")
    return re.compile(rf"{strikes}\s{words.either('strike.resumed')}(?![\w-])")


@cache
def _described(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what strikes are in general: "(drone strikes) have been a source of friction"."""
    kinds = rf"(?:\s{words.either('nouns.strikes', plural=True)})?"  # "strike sorties are intended to"
    return re.compile(rf"{kinds}\s{words.either('strike.described')}(?![\w-])")


@cache
def _share(words: Vocabulary) -> Anchored:
    shares = ("strike.shares", "strike.concentrated")
    # Not "one of their most significant strikes".
    ranked = "".join(rf"(?<!\b{each}\s)" for each in words.words("function.definite"))
    shared = rf"(?:[\w-]{{2,14}}\s){{0,3}}?{words.either('strike.shared', plural=True)}"
    of = rf"{ranked}{words.either('strike.shares')}\s{shared}"
    return Anchored(word(rf"{of}|{words.either('strike.concentrated')}"), openers(words, *shares))


@cache
def _such(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){words.either('reference.such')}\s(?:{words.either('strike.adjectives')}\s){{0,2}}$")
