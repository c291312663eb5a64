"""The days on which things were said, counted or mourned, which are not the strike's."""

from __future__ import annotations

import re
from functools import cache

from geostrike.reports.belonging.datelines import MARKS
from geostrike.reports.dates.expressions import NAMED_DAYS, DateWords, Form
from geostrike.reports.sources import Source
from geostrike.reports.strikes.triggers import Sort
from geostrike.reports.text.prose import first_within, last_before, within
from geostrike.reports.text.vocabulary import Vocabulary, last_of, word

_BEFORE, _BEHIND = 70, 40
"""Characters before a date and behind it in which words say whose date it is."""

NEWS_DAYS = (*NAMED_DAYS, Form.TODAY)
"""Forms of the day on which news is told."""


def is_of_telling(source: Source, start: int, end: int, date: DateWords) -> bool:
    """Whether a date is that of saying it, of a toll, or of what people did about it since."""
    first = _stated_first(source, start, date)
    opening, limit = max(start, first.start - _BEFORE), min(end, date.end + _BEHIND)
    rose = source.first(_rose_before, opening, first.start) and source.at(_rose_after, date.end, limit)
    if rose or source.at(_raised_after, date.end, limit):
        return True
    if source.at(_said_aside, date.end, limit) and _is_told_later(source, start, end, date):
        return True  # "the minister, at a briefing on Thursday, said the strikes hit a camp"
    opens = is_fronted(source, opening, first) and not is_possessive(source, date)
    if not opens and _is_told_after(source, opening, first.start, date, limit):
        return True  # "on 3 May the army said" may be of either day, "Friday's statement" is not
    if not any(source.first(told, opening, first.start) for told in (_said_before, _toll_before)):
        return False
    own = source.at(when_after, date.end, limit) or _owns_strike(source, opening, date, limit)
    return not (own or source.first(_were_reported, opening, first.start))


def _is_told_later(source: Source, start: int, end: int, date: DateWords) -> bool:
    """Whether a stretch first names its strike behind a date."""
    first = first_within(source.triggers, start, end)
    return first is not None and first.start > date.end


def _owns_strike(source: Source, start: int, date: DateWords, end: int) -> bool:
    """Whether a strike stands right behind a day: "said Wednesday's attack hit", not "condemned on Tuesday strikes"."""
    leads = tuple(f" {lead} " for lead in source.words.words("function.on"))
    owned = is_possessive(source, date) or not source.folded.endswith(leads, start, date.start)
    return owned and source.at(_of_strike, date.end, end) is not None


def _stated_first(source: Source, start: int, date: DateWords) -> DateWords:
    """Return the date that one in brackets states again: "Friday" of "said on Friday (March 9)"; else itself."""
    before = last_before(source.dates, date.start)
    again = before is not None and before.start >= start and source.folded[before.end : date.start] == " ("
    return before if again and before is not None else date


def _is_told_after(source: Source, start: int, before: int, date: DateWords, end: int) -> bool:
    """Whether a verb of saying follows a date, or a statement, or what goes on with what was said `before` it."""
    owned = is_possessive(source, date)
    if source.at(_of_statement if owned else _statement, date.end, end):
        return True
    match = None if owned else source.at(_said_after, date.end, end)
    if match is None or match["on"] is None:
        return match is not None  # but "condemned Monday's reported bombardment"
    speech = last_of(source.every(_speech, start, before))
    if speech is None:
        return False
    # "Condemning air strikes on Waddan on Monday that killed ten" gives the day of what is between.
    told = within(source.triggers, max(0, speech.end() - _BEFORE), date.start)
    announced = (Sort.LOOSE,) if match["saying"] else ()
    return not any(speech.end() < trigger.end and trigger.sort not in announced for trigger in told)


def is_fronted(source: Source, start: int, date: DateWords) -> bool:
    """Whether a date opens a stretch: "On 3 May, ...", "On the night of May 3"."""
    before = source.folded[start : date.start].strip(MARKS)
    return not before or _day_leads(source.words).fullmatch(before) is not None


def is_possessive(source: Source, date: DateWords) -> bool:
    """Whether what follows is the date's own: "from Monday's strike", "from today's raids"."""
    return date.possessive or source.folded.startswith(source.words.words("function.possessive"), date.end)


def told_on(source: Source, start: int, end: int) -> DateWords | None:
    """Return the day on which a part of a text says that something was said, None where it names none."""
    named = (date for date in within(source.dates, start, end) if date.form in NAMED_DAYS)
    return next((date for date in named if is_of_telling(source, start, end, date)), None)


@cache
def _day_leads(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(words.either("calendar.words.day_leads"))


@cache
def _said_before(words: Vocabulary) -> re.Pattern[str]:
    verbs = words.either("actors.speech", "actors.statements", "actors.issued", "actors.reactions")
    strikes = words.either("strike.loose", "strike.nouns", "strike.verbs", "strike.conducted", plural=True)
    # "Claimed nine lives on", "say the men were travelling on".
    other = (
        "function.that_clause",
        "function.it",
        "function.was",
        "function.have",
        "casualties.their_lives",
        "reference.came",
    )
    that = words.either(*other)
    some = rf"{words.either('function.some')}\b(?!\s{words.either('actors.statements')})"
    on = words.either("function.on", "calendar.words.late", "calendar.words.early")
    # "According to a lawyers' group on Monday": who says so, whatever they are called.
    by = rf"{words.either('actors.according')}(?:\s(?!{strikes}\b|{that}\b)[^\s,.;:]{{1,18}}){{1,12}}"
    return re.compile(
        rf"(?<![\w-]){by}\s(?:{on}\s){{1,2}}$|(?<![\w-]){verbs}(?:\s(?!{strikes}\b|{that}\b|{some})[\w.'-]{{1,18}}){{0,4}}\s(?:{on}\s){{0,2}}$"
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
def _rose_before(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a toll that rose on the day that follows: "soared Tuesday (to 131)"."""
    return re.compile(rf"(?<![\w-]){words.either('casualties.rose')}\s(?:{words.either('function.on')}\s)?$")


@cache
def _rose_after(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\s{words.either('casualties.toll_to')}\s")


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
    article = words.either("function.articles")  # "said Monday an air strike on Hun on Sunday"
    return re.compile(
        rf"(?:{words.either('function.possessive')})?\s(?!{article}\s)(?:[\w-]{{2,14}}\s)?{strike}(?![\w-])"
    )


@cache
def when_after(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of what makes the day of saying the strike's: "reported on May 3, when a car was hit"."""
    return re.compile(rf",?\s{words.either('function.when')}\s")


@cache
def _said_after(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of saying right after its day, or of going on with it: "(announced it Sunday), saying"."""
    on = rf"(?P<on>\s{words.either('function.that_clause')}|(?P<saying>,\s{words.either('actors.going_on')}))"
    said = words.either("actors.speech", "actors.issued", "actors.reactions")
    # "On Friday claimed three lives".
    lives = rf"(?!\w+\s(?:[\w-]{{2,14}}\s){{0,3}}?{words.either('casualties.their_lives')}(?![\w-]))"
    to = words.either("modality.infinitive")  # "gathered on Friday to bury 11 imams"
    return re.compile(rf"(?:\s(?:{to}\s)?{lives}{said}|{on})(?![\w-])")


@cache
def _statement(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a statement right after its day: "in a Friday statement"."""
    return re.compile(rf"\s{words.either('actors.statements')}(?![\w-])")


@cache
def _of_statement(words: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of a statement that a day owns: "Friday's joint statement"."""
    owned = rf"(?:{words.either('function.possessive')})?\s(?:[\w.-]{{2,14}}\s){{0,2}}?"
    return re.compile(rf"{owned}{words.either('actors.statements')}(?![\w-])")


@cache
def _said_aside(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf",\s{words.either('actors.said')}(?![\w-])")


@cache
def _speech(words: Vocabulary) -> re.Pattern[str]:
    return word(words.either("actors.speech", "actors.statements"))
