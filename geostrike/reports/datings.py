"""Which dates of a sentence are the strike's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geostrike.reports.anchors import Anchored, any_of
from geostrike.reports.dates import NAMED_DAYS, DateWords, Form
from geostrike.reports.modality import did_happen
from geostrike.reports.prose import first_within, within
from geostrike.reports.sources import REACH, Source, once_each
from geostrike.reports.vocabulary import Vocabulary, last_of, word

_DATELINE = 60

_OWNED = 60
"""Characters behind a day within which what it owns ends."""

_RECENT_DAYS = 3
"""Most of the past days that are the time of a strike; what took longer is a campaign's."""


@once_each
def own_dates(source: Source, start: int, end: int) -> list[DateWords]:
    """Return the dates of a stretch that are the strike's, not those of saying it or of something since.

    Those right after its noun come first ("died on Wednesday of an air strike on Monday"). A date before
    the dash or colon that opens the stretch ("21 October - Typhoons struck") is the strike's where no other is.
    """
    found = list(_own_dates(source, start, end))
    if len(found) < 2:
        return found
    if ahead := [date for date in found[1:] if date.form is Form.AHEAD and _is_before_strike(source, start, date)]:
        return ahead
    opening = _is_heading(source, start, found[0])
    return sorted(found[1:] if opening else found, key=lambda date: not _is_attached(source, date))


def _is_attached(source: Source, date: DateWords) -> bool:
    """Whether a date follows the noun or verb of a strike at once, or owns it: "Monday's U.S. air attack"."""
    if _is_possessive(source, date):
        owned = first_within(source.triggers, date.end, min(len(source.folded), date.end + _OWNED))
        return owned is not None and _named().fullmatch(source.folded, date.end, owned.start) is not None
    before = within(source.triggers, max(0, date.start - REACH), date.start)
    return bool(before) and _at_once().fullmatch(source.folded, source.triggers[before[-1]].end, date.start) is not None


def fronted_date(source: Source, start: int, end: int) -> DateWords | None:
    """Return the date that opens a stretch, and so holds for all that is told in it: "On 3 May, ..."."""
    first = next(_own_dates(source, start, end), None)
    return first if first is not None and _is_fronted(source, start, first) else None


def _is_fronted(source: Source, start: int, date: DateWords) -> bool:
    before = source.folded[start : date.start].strip(" \"'-—*•")
    return not before or _day_leads(source.words).fullmatch(before) is not None


def _is_heading(source: Source, start: int, date: DateWords) -> bool:
    """Whether a date heads what is told: "21 October - Typhoons struck", not "March 4, 2024 (NYALA) - Jets bombed"."""
    lone = not source.folded[start : date.start].strip(" \"'-—*•")
    end = _dateline_end().match(source.text, date.end) if lone else None
    return end is not None and not (end["filed"] or "").isupper()


def _own_dates(source: Source, start: int, end: int) -> Iterator[DateWords]:
    for index in within(source.dates, start, end):
        date = source.dates[index]
        before = source.folded[max(start, date.start - 70) : date.start]
        after = source.folded[date.end : min(end, date.end + 24)]
        fronted = _is_fronted(source, max(start, date.start - 70), date)
        told = (_said_before(source.words), _toll_before(source.words))
        said = any(pattern.search(before) for pattern in told) and not (
            _when_after(source.words).match(after) or _of_strike(source.words).match(after)
        )
        said = said and not _were_reported(source.words).search(before)
        said = said or _raised_after(source.words).match(after) is not None
        said = said or _is_said_after(source, before, after, fronted=fronted)
        bounded = (
            not (_is_range(date) or _is_possessive(source, date)) and _boundary(source.words).search(before) is not None
        )
        near = not _is_heading(source, start, date) and date.start - start < _DATELINE
        dateline = near and _dateline_end().match(source.text, date.end) is not None
        if not (said or bounded or dateline or _is_of_other(source, start, date) or _is_restated(source, index, end)):
            yield date


def _is_said_after(source: Source, before: str, after: str, *, fronted: bool) -> bool:
    """Whether a verb of saying follows a date, or "that" does, which such a verb goes before."""
    match = _said_after(source.words).match(after)
    if match is None or fronted:
        return False
    return match["that"] is None or _speech(source.words).search(before) is not None


def lasting_dates(source: Source, start: int, end: int) -> Iterator[DateWords]:
    """Yield the day from which strikes went on up to publication: "have killed 12 people since Monday"."""
    if _perfect(source.words).search(source.folded, start, end):
        yield from (date for date in since_dates(source, start, end) if date.form is Form.WEEKDAY)


def _is_range(date: DateWords) -> bool:
    """Whether both ends are stated: "from Monday to Wednesday"."""
    return bool(date.day2) or date.weekday2 is not None


def _is_possessive(source: Source, date: DateWords) -> bool:
    """Whether what follows is the date's own: "from Monday's strike", "from today's raids"."""
    return date.possessive or source.folded.startswith(source.words.words("function.possessive"), date.end)


def _is_restated(source: Source, index: int, end: int) -> bool:
    """Whether a closer date follows in apposition: "a week earlier, on May 14"."""
    date, following = source.dates[index], source.dates[index + 1 : index + 2]
    if date.form in NAMED_DAYS or not following or following[0].form not in NAMED_DAYS or following[0].end > end:
        return False
    return _apposition().fullmatch(source.folded, date.end, following[0].start) is not None


def leads_back(source: Source, date: DateWords) -> bool:
    """Whether words count from another day to the strike that is told: "said on Monday, a day after the strike"."""
    return _the_strike(source.words).match(source.folded, date.end) is not None


def _is_before_strike(source: Source, start: int, date: DateWords) -> bool:
    """Whether no strike stands before a date: "found bodies on Monday, two days after a missile hit Dnipro"."""
    return first_within(source.triggers, start, date.start) is None


def _is_of_other(source: Source, start: int, date: DateWords) -> bool:
    """Whether a date is that of a campaign, of what somebody else did, or of a clause of its own."""
    if date.form is Form.RECENT and date.amount * date.unit > _RECENT_DAYS:
        return True
    if date.form is Form.AHEAD and source.folded[start : date.start].strip(" ,"):
        # "A day after 25 fighters died in another one" opens a stretch, "on Monday, a day after the strike" does not.
        return not (leads_back(source, date) or _is_before_strike(source, start, date))
    return _in_other_clause(source, start, date)


def since_dates(source: Source, start: int, end: int) -> Iterator[DateWords]:
    """Yield the date from which a campaign counts: "since 2011"."""
    for index in within(source.dates, start, end):
        date = source.dates[index]
        if _since_before(source.words).search(source.folded, max(start, date.start - 12), date.start):
            yield date._replace(open_end=True)


def _in_other_clause(source: Source, start: int, date: DateWords) -> bool:
    """Whether a date belongs to a clause of its own: "killed fighters who fled the city last month"."""
    before = within(source.triggers, max(start, date.start - REACH), date.start)
    if not before:
        return False
    opening = source.triggers[before[-1]].end
    last = last_of(_subordinate(source.words).finditer(source.folded, opening, date.start))
    if last is not None and _reporting(source.words).search(source.folded, opening, last.start()):
        return False  # "the mission verified that rockets on 2 May"
    if last is not None and _progressive(source.words).match(source.folded, last.end()):
        return False  # "a convoy that was fleeing on Thursday": what was under way is of the strike's time
    return last is not None and did_happen(source.words).search(source.folded, last.end(), date.start) is None


@cache
def _day_leads(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(words.either("calendar.words.day_leads"))


@cache
def _at_once() -> re.Pattern[str]:
    return re.compile(r"s?\s(?:[a-z]{2,5}\s){0,2}")


@cache
def _named() -> re.Pattern[str]:
    return re.compile(r"(?:'s?)?\s(?:[\w.-]{1,14}\s){0,4}")


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
def _dateline_end() -> re.Pattern[str]:
    """Return the pattern of what ends a dateline: "Sabha, 20 November:", "KYIV, Jan 15 -"."""
    return re.compile(r"\s?[,)]?\s?(?:\((?P<filed>[^()\n]{2,30})\)\s?)?(?:—|--|–|(?<=[\s)])-|:\s(?=[A-Z]))\s?")


@cache
def _subordinate(words: Vocabulary) -> Anchored:
    return any_of(words, "reference.subordinate")


@cache
def _progressive(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\s{words.either('reference.copulas')}\s\w{{2,20}}{words.either('reference.progressive')}\b")


@cache
def _said_before(words: Vocabulary) -> re.Pattern[str]:
    verbs = words.either("actors.speech", "actors.statements", "actors.issued")
    strikes = words.either("strike.loose", "strike.nouns", "strike.verbs", "strike.conducted", plural=True)
    that = words.either("function.that_clause", "function.it")
    some = rf"{words.either('function.some')}\b(?!\s{words.either('actors.statements')})"
    on = words.either("function.on", "calendar.words.late", "calendar.words.early")
    return re.compile(
        rf"(?<![\w-]){verbs}(?:\s(?!{strikes}\b|{that}\b|{some})[\w.'-]{{1,18}}){{0,4}}\s(?:{on}\s){{0,2}}$"
    )


@cache
def _were_reported(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of strikes that became known on the day that follows: "two raids were reported on"."""
    strikes, was = words.either("strike.loose", plural=True), words.either("function.was")
    been = rf"(?:{words.either('function.have')}\s)?{was}\s{words.either('actors.speech')}"
    return re.compile(rf"(?<![\w-]){strikes}\s{been}\s(?:{words.either('function.on')}\s)?$")


@cache
def _toll_before(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a toll that was counted on the day that follows: "rose to 22 on Sunday"."""
    rose = rf"{words.either('casualties.rose')}\s{words.either('casualties.toll_to')}"
    rose = rf"(?:{rose}|{words.either('casualties.reached')})"
    on = words.either("function.on")
    return re.compile(rf"(?<![\w-]){rose}\s(?:(?:[\w-]|,(?=\d)){{1,12}}\s){{1,4}}?(?:{on}\s)?$")


@cache
def _raised_after(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a toll that was counted on the day before it: "died on Sunday, raising to 30 the toll"."""
    raising, to = words.either("casualties.raising"), words.either("casualties.raised_to")
    toll = words.either("function.definite", "casualties.tolls")
    return re.compile(rf",?\s(?:{words.either('function.and')}\s)?{raising}\s(?:{to}|{toll})(?![\w-])")


@cache
def _of_strike(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a strike that a day owns: "said Wednesday's attack hit"."""
    strike = words.either("strike.loose", "strike.nouns", plural=True)
    return re.compile(rf"(?:{words.either('function.possessive')})?\s(?:[\w-]{{2,14}}\s)?{strike}(?![\w-])")


@cache
def _when_after(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what makes the day of saying the strike's: "reported on May 3, when a car was hit"."""
    return re.compile(rf",?\s{words.either('function.when')}\s")


@cache
def _said_after(words: Vocabulary) -> re.Pattern[str]:
    that = rf"(?P<that>{words.either('function.that_clause')})"
    return re.compile(rf"\s(?:{words.either('actors.said', 'actors.speech')}|{that})(?![\w-])")


@cache
def _speech(words: Vocabulary) -> re.Pattern[str]:
    return word(words.either("actors.said", "actors.speech", "actors.statements"))


@cache
def _since_before(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){words.either('calendar.words.from_then')}\s(?:{words.either('function.the')}\s)?$")


@cache
def _perfect(words: Vocabulary) -> Anchored:
    return any_of(words, "function.have")


@cache
def _boundary(words: Vocabulary) -> re.Pattern[str]:
    rough = words.either("function.rough", "calendar.words.late", "calendar.words.early")
    return re.compile(rf"(?<![\w-]){words.either('calendar.words.since')}\s(?:{rough}\s)?$")
