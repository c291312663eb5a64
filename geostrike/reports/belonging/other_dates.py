"""Which dates of a sentence are of something else than its strike: a bound, a deed of others, what was done since."""

from __future__ import annotations

import re
from functools import cache

from geostrike.reports.belonging.own_places import blamed_deed, came_as
from geostrike.reports.belonging.tellings import NEWS_DAYS, is_fronted, is_of_telling, is_possessive, when_after
from geostrike.reports.dates.expressions import NAMED_DAYS, DateWords, Form
from geostrike.reports.dates.patterns import time_lead
from geostrike.reports.facts.casualties import counts_dead
from geostrike.reports.sources import REACH, Source
from geostrike.reports.strikes.modality import did_happen
from geostrike.reports.strikes.triggers import Sort
from geostrike.reports.text.anchors import Anchored, any_of, openers
from geostrike.reports.text.prose import first_within, last_before, within
from geostrike.reports.text.vocabulary import Vocabulary, last_of, word

_BEFORE, _SINCE = 70, 120
"""Characters before a date, and from "since" or a blamed deed up to it, in which words say whose date it is."""

_OWNED = 60
"""Characters behind a day within which what it owns ends."""

_FIRM = (Sort.NOUN, Sort.PLAIN, Sort.VERB, Sort.MEMBER)
"""Triggers that tell of a strike by themselves."""


def is_of_another(source: Source, start: int, end: int, date: DateWords) -> bool:
    """Whether a date of a stretch is that of something else than its strike, or is told again more closely."""
    return (
        _is_bound(source, start, date)
        or _is_of_deed(source, start, date)
        or _is_of_aftermath(source, start, end, date)
        or _is_restated(source, date, end)
    )


def _is_bound(source: Source, start: int, date: DateWords) -> bool:
    """Whether a date only bounds a time: "before Monday", "the first since the army took the town on 5 May"."""
    opening = max(start, date.start - _SINCE)
    since = last_of(source.every(_since_clause, opening, date.start))
    if since is not None and not names_strike(source, since.end(), date.start):
        return True
    owned = _is_range(date) or is_possessive(source, date) or _is_when(source, date)
    bound = None if owned else source.before(_boundary, date.start, _BEFORE)  # which a stretch may leave outside
    if bound is None or (bound["after"] and source.at(_a_strike, date.end)):
        return False  # "this comes after last month an air strike killed 17"
    # "The deadliest since the February coup", but "since the February raid".
    return not (bound["the"] and names_strike(source, date.end, date.end + _OWNED))


def _is_when(source: Source, date: DateWords) -> bool:
    """Whether a strike is told as what was then: "anger has run deep since January, when missiles hit a village"."""
    when = source.at(when_after, date.end)
    return when is not None and names_strike(source, when.end(), when.end() + _SINCE)


def _is_range(date: DateWords) -> bool:
    """Whether both ends are stated: "from Monday to Wednesday"."""
    return bool(date.day2) or date.weekday2 is not None


def leads_back(source: Source, date: DateWords) -> bool:
    """Whether words count from another day to the strike that is told: "said on Monday, a day after the strike"."""
    return source.at(_the_strike, date.end) is not None or _follows_telling(source, date)


def _follows_telling(source: Source, date: DateWords) -> bool:
    """Whether words count from the day of a toll or of saying: "rose to 9 on Monday, a day after jets struck"."""
    before = last_before(source.dates, date.start)
    if before is None or source.folded[before.end : date.start] != ", ":
        return False
    if date.unit > 1 or not names_strike(source, date.end, date.end + _SINCE):
        return False
    return is_of_telling(source, max(0, before.start - _BEFORE), date.end, before)


def is_before_strike(source: Source, start: int, date: DateWords) -> bool:
    """Whether no strike stands before a date: "found bodies on Monday, two days after a missile hit Dnipro"."""
    return first_within(source.triggers, start, date.start) is None


def _is_of_deed(source: Source, start: int, date: DateWords) -> bool:
    """Whether a date is that of what somebody else did, or of a clause of its own."""
    if date.form is Form.AHEAD and not leads_back(source, date):
        # "A day after 25 fighters died in another one" opens a stretch, "on Monday, a day after the strike" does not.
        opens = not source.folded[start : date.start].strip(" ,")
        return not (_leads_to_strike(source, date) and (opens or is_before_strike(source, start, date)))
    if source.before(blamed_deed, date.start, _SINCE, start=start):
        return True  # "a militant blamed for two attacks in Tunis last year"
    came = source.before(came_as, date.start, _SINCE, start=start)
    if came is not None and not names_strike(source, came.end(), date.start):
        return True  # "the raids came after rebels had overrun the town on Saturday"
    motive = source.before(_motive, date.start, _SINCE, start=start)
    if motive is not None and not names_strike(source, motive.start(), date.start):
        return True  # "in response to the attack on a college last Thursday"
    return _owns_other(source, start, date) or _in_other_clause(source, start, date)


def _leads_to_strike(source: Source, date: DateWords) -> bool:
    """Whether "two days after" leads to a strike or to its dead, not as in "two weeks after the port closed"."""
    clause = _clause().match(source.folded, date.end)
    end = clause.end() if clause else date.end
    return bool(within(source.triggers, date.end, end)) or counts_dead(source.passage(date.end, end))


def _owns_other(source: Source, start: int, date: DateWords) -> bool:
    """Whether it owns what those who were struck had done: "a strike on a man linked to last year's attacks"."""
    if not (is_possessive(source, date) and names_strike(source, start, date.start)):
        return False
    blamed = source.before(_blamed_before, date.start, _BEFORE, start=start)
    return blamed is not None and source.at(_deed_after, date.end) is not None


def _in_other_clause(source: Source, start: int, date: DateWords) -> bool:
    """Whether a date belongs to a clause of its own: "killed fighters who fled the city last month"."""
    before = within(source.triggers, max(start, date.start - REACH), date.start)
    if not before:
        return False
    opening = before[-1].end
    last = last_of(source.every(_subordinate, opening, date.start))
    if last is None or source.first(_reporting, opening, last.start()):
        return False  # "the mission verified that rockets on 2 May"
    own = (
        # "An air strike on Hun, which lies 300 km from Tripoli, on Monday".
        source.first(_after_comma, last.end(), date.start)
        # "A hall where mourners had met on Monday": what was under way is of the strike's time.
        or source.at(_progressive, last.end())
        # "An air strike that toppled a house on Monday": whatever the strike itself did.
        or source.fills(_that, opening, last.end())
        # "Said it had reports that on 2 May jets hit a farm": the clause tells of the strike.
        or (is_fronted(source, last.end(), date) and names_strike(source, date.end, date.end + _SINCE))
    )
    return not own and source.first(did_happen, last.end(), date.start) is None


def _is_of_aftermath(source: Source, start: int, end: int, date: DateWords) -> bool:
    """Whether a day is that on which people came to what a strike had left: "dug on Friday in the ruins of a house"."""
    if date.form not in NEWS_DAYS or is_fronted(source, start, date) or not is_before_strike(source, start, date):
        return False
    struck = first_within(source.triggers, date.end, end)
    return struck is not None and source.first(_ruins, date.end, struck.start) is not None


def _is_restated(source: Source, date: DateWords, end: int) -> bool:
    """Whether a closer date follows in apposition: "a week earlier, on May 14"."""
    closer = first_within(source.dates, date.end, end)
    if date.form in NAMED_DAYS or closer is None or closer.form not in NAMED_DAYS:
        return False
    return _apposition().fullmatch(source.folded, date.end, closer.start) is not None


def names_strike(source: Source, start: int, end: int) -> bool:
    """Whether a part of a text names a strike by a word that can mean nothing else."""
    return any(trigger.sort in _FIRM for trigger in within(source.triggers, start, end))


@cache
def _ruins(words: Vocabulary) -> Anchored:
    # "Died today under the rubble" is of the strike.
    above = "".join(rf"(?<!\b{each}\s)" for each in words.words("reference.beneath"))
    return Anchored(word(rf"{above}{words.either('reference.ruins')}"), openers(words, "reference.ruins"))


@cache
def _motive(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of why a strike was made, up to a day: "in retaliation for the attack on a college"."""
    return re.compile(rf"(?<![\w-]){words.either('casualties.motives')}\s(?:[^\s.,;:\"]{{1,20}}\s){{0,10}}$")


@cache
def _the_strike(words: Vocabulary) -> re.Pattern[str]:
    noun = rf"{words.either('reference.definite', 'reference.same')}\s{words.either('strike.loose', plural=True)}"
    verb = rf"{words.either('function.it')}\s{words.either('function.was')}\s{words.either('strike.bombing_verbs')}"
    # "The group said on Monday, a day after it."
    return re.compile(rf"\s(?:{noun}|{verb}|{words.either('function.it')}(?=[.,;\"]))(?![\w-])")


@cache
def _reporting(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){words.either('actors.speech', 'reference.reporting')}\s$")


@cache
def _apposition() -> re.Pattern[str]:
    return re.compile(r"[\s,(]{1,3}(?:\w{1,3}\s)?")


@cache
def _subordinate(words: Vocabulary) -> Anchored:
    return any_of(words, "reference.subordinate")


@cache
def _after_comma(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf",\s{time_lead(words)}$")


@cache
def _progressive(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what was under way: "(that) was fleeing", "(where) some were eating", "people had met"."""
    was = rf"{words.either('reference.copulas')}\s\w{{2,20}}{words.either('reference.progressive')}"
    return re.compile(rf"\s(?:[\w'-]{{1,14}}\s){{0,4}}(?:{was}|{words.either('reference.gathered')})\b")


@cache
def _that(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"{words.either('function.plurals')}?,?\s{words.either('actors.relative')}")


@cache
def _blamed_before(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){words.either('reference.blamed')}\s(?:[\w-]{{1,12}}\s){{0,2}}$")


@cache
def _deed_after(words: Vocabulary) -> re.Pattern[str]:
    deeds = words.either("reference.deeds", plural=True)
    return re.compile(rf"{words.either('function.possessive')}?\s(?:[\w-]{{2,14}}\s){{0,2}}?{deeds}(?![\w-])")


@cache
def _clause() -> re.Pattern[str]:
    """Return the pattern of a clause up to its end or to what is said of it."""
    return re.compile(r"(?:[^.,;:\n\"]|(?<=\b\w)\.){1,160}")


@cache
def _since_clause(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of "since" with a clause after it, up to a date."""
    return re.compile(rf"(?<![\w-]){words.either('casualties.since')}\s(?=(?:[^,.;:\s]{{1,20}}\s){{2,14}}$)")


@cache
def _boundary(words: Vocabulary) -> re.Pattern[str]:
    rough = words.either("function.rough", "calendar.words.late", "calendar.words.early")
    the, after = words.either("function.the"), rf"(?P<after>{words.either('calendar.words.ahead')})"
    bound = rf"(?:{after}|{words.either('calendar.words.since')})"
    return re.compile(rf"(?<![\w-]){bound}\s(?P<the>{the}\s)?(?:{rough}\s)?$")


@cache
def _a_strike(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a strike that stands right behind a date: " an air strike"."""
    strikes = words.either("strike.nouns", "strike.plain", "strike.hitting_nouns", plural=True)
    return re.compile(rf"\s(?:{words.either('function.articles')}\s)?(?:[\w-]{{2,14}}\s){{0,2}}?{strikes}(?![\w-])")
