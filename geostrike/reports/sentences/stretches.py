"""Where a sentence turns from one strike to another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from geostrike.reports.belonging.other_dates import leads_back
from geostrike.reports.belonging.own_dates import own_dates
from geostrike.reports.belonging.own_places import own_mentions
from geostrike.reports.belonging.tellings import when_after
from geostrike.reports.dates.expressions import NAMED_DAYS, DateWords, Form
from geostrike.reports.facts.casualties import counts_dead
from geostrike.reports.sentences.joints import joins_another
from geostrike.reports.sentences.others import is_of_others
from geostrike.reports.sentences.references import another_one, comes_after, line_of_list
from geostrike.reports.sentences.rows import row
from geostrike.reports.sources import REACH, Source, Stretch
from geostrike.reports.strikes.modality import happened, says_done
from geostrike.reports.strikes.triggers import Sort
from geostrike.reports.text.anchors import DIGITS, SEMICOLON, Anchored, openers
from geostrike.reports.text.prose import Sentence, first_within, within
from geostrike.reports.text.vocabulary import Vocabulary

_LEAD = 40
"""Characters at a sentence's start in which the time stands that leads to an earlier strike."""

_SOON = 40
"""Characters behind "while" or a semicolon in which the other strike must be named."""

_OF_ANOTHER = (*NAMED_DAYS, Form.MONTH)
"""Forms of the day or month of those who died in another strike."""


class _Cut(NamedTuple):
    """Where one stretch ends and the next starts, None where the rest of the sentence is of no single strike."""

    end: int
    start: int | None
    background: bool = False
    coordinate: bool = False


def stretches(source: Source, sentence: Sentence, *, near: bool = False) -> list[Stretch]:
    """Cut a sentence where it turns from one strike to another: "... since U.S. bombers struck a camp in January".

    It may also tell of a row of places; one that names no strike does so only where one was told `near`.
    """
    cut = list(_turned(source, sentence))
    named = first_within(source.triggers, sentence.start, sentence.end) is not None
    if not (near or named) or any(stretch.background for stretch in cut) or cut[-1].end < sentence.end:
        return cut
    parts = row(source, sentence.start, sentence.end)
    if len(parts) <= len(cut) and len(parts) != 1:
        return cut
    return [
        Stretch(sentence, *part, _is_recalled(source, *part), coordinate=rank > 0, of_row=True)
        for rank, part in enumerate(parts)
    ]


def _is_recalled(source: Source, start: int, end: int) -> bool:
    """Whether one of a row is held against another: "killed 40, the deadliest since a raid on Ibb, where 150 died"."""
    return source.at(_since, start, end) is not None


def _turned(source: Source, sentence: Sentence) -> Iterator[Stretch]:
    at = Stretch(sentence, sentence.start, sentence.end)
    if first_within(source.triggers, sentence.start, sentence.end) is None:
        yield at
        return
    if turn := _led_in(source, sentence):
        ahead, end = turn
        yield at._replace(start=ahead, end=end, background=True)
        at = at._replace(start=end)
    for match in source.every(_turns, sentence.start, sentence.end):
        cut = _cut(source, match, at)
        if cut is None:
            continue
        yield at._replace(end=cut.end)
        if cut.start is None:
            return
        # What goes on with a recalled verb is recalled too.
        recalled = at.background if cut.coordinate else cut.background
        at = Stretch(sentence, cut.start, sentence.end, recalled, cut.coordinate)
    yield at


def _led_in(source: Source, sentence: Sentence) -> tuple[int, int] | None:
    """Return the span of the earlier strike that a sentence starts from: "On Monday, a day after jets hit Hun, ...".

    The strike that the sentence is about must be told behind it, in a clause of its own.
    """
    early = within(source.dates, sentence.start, min(sentence.end, sentence.start + _LEAD))
    ahead = next((date for date in early if date.form is Form.AHEAD), None)
    if ahead is None or leads_back(source, ahead):
        return None
    told = within(source.triggers, ahead.end, sentence.end)
    if len(told) < 2 or told[1].sort is Sort.LOOSE:
        return None
    comma = source.folded.rfind(", ", told[0].end, told[1].start)
    return (ahead.start, comma + len(", ")) if comma >= 0 else None


def _cut(source: Source, match: re.Match[str], at: Stretch) -> _Cut | None:
    """Return where to cut at words that may turn to another strike, None where they do not."""
    before = max(at.start, match.start() - REACH)
    if match["total"]:
        # "Bringing the total since August to 470" is of other strikes, if one was told before it.
        named = first_within(source.triggers, before, match.start()) is not None
        # "A raid on Hun, the latest in a series, killed six" goes on with the raid.
        goes_on = match["latest"] and source.folded.find(",", match.end(), at.end) >= 0
        return _Cut(match.start(), None) if named and not goes_on else None
    if match["one"]:
        # "Near Sinjar, one strike on June 6 ..." is the first that is told.
        told = any(first_within(spotted, at.start, match.start()) for spotted in (source.triggers, source.dates))
        done = told and says_done(source.folded, match.start("one"), at.end, source.words)
        return _Cut(match.start(), match.start("one"), background=True) if done else None
    if match["item"]:
        return _Cut(match.start(), match.end())
    if not (at.coordinate or first_within(source.triggers, before, match.start())):
        return None
    limit = min(at.end, match.end() + REACH)
    if match["more"]:
        both = own_mentions(source, at.start, match.start()) and own_mentions(source, match.end(), limit)
        return _Cut(match.start(), match.start("more"), coordinate=True) if both else None
    return _turn_back(source, match, before, limit) if match["back"] else _turn(source, match, before, limit)


def _turn_back(source: Source, match: re.Match[str], before: int, limit: int) -> _Cut | None:
    if match["where"] and not _is_on_another_day(source, (before, match.start()), (match.end(), limit)):
        return None
    if source.before(_nth_time, match.start(), 24, start=before) or _ends_at_date(source, match):
        return None  # "the third time since 2011 that it has launched a strike"
    ahead = _ahead(source, match)
    if ahead is not None:
        # "The toll rose to 22, officials said on Sunday, a day after the bombing": the one that is told.
        told = leads_back(source, ahead) and not own_dates(source, before, match.start())
        return None if told else _Cut(ahead.start, ahead.start, background=True)
    if _another_happened(source, match, limit) or _another_by_day(source, match, limit):
        return _Cut(match.start(), match.end(), background=True)
    return _Cut(match.start(), None) if _others_died(source, match, limit) else None


def _ends_at_date(source: Source, match: re.Match[str]) -> bool:
    """Whether what looks back ends with its date: "in the deadliest attack since 2009, a drone hit a bus"."""
    date = first_within(source.dates, match.end(), match.end() + REACH)
    if date is None or date.start > match.end():
        return False
    return source.folded.startswith(",", date.end) and not source.at(when_after, date.end)


def _is_on_another_day(source: Source, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether the second part has a day that the first has not: "a raid on Hun, where jets killed 15 on Tuesday"."""
    here, there = ({source.folded[d.start : d.end] for d in own_dates(source, *part)} for part in (first, second))
    return bool(there) and not here & there


def _turn(source: Source, match: re.Match[str], before: int, limit: int) -> _Cut | None:
    if joins_another(source, (before, match.start()), (match.end(), limit)):
        return _Cut(match.start(), match.end(), coordinate=True)
    if not match["other"]:
        return None
    if _another_happened(source, match, limit):
        named = first_within(source.triggers, match.end(), limit)
        return _Cut(match.start(), match.start(), coordinate=named is not None and named.sort is Sort.MEMBER)
    return _Cut(match.start(), None) if _died_elsewhere(source, match, limit) else None


def _another_happened(source: Source, match: re.Match[str], limit: int) -> bool:
    after = within(source.triggers, match.end(), limit)
    firm = next((trigger for trigger in after if trigger.sort not in (Sort.LOOSE, Sort.CAMPAIGN)), None)
    if firm is None or (match["other"] and firm.start - match.end() > _SOON):
        return False
    # "Since a Jan. 3 air strike on his camp": what has a day took place, as did what another "came hours after".
    came = match["back"] and source.first(comes_after, max(0, match.start() - REACH), match.end())
    done = bool(came) or bool(own_dates(source, match.end(), limit)) or None
    return happened(source.folded, firm, match.end(), limit, source.words, done=done)


def _another_by_day(source: Source, match: re.Match[str], limit: int) -> bool:
    """Whether another strike follows at once, with a day of its own: "follows a similar operation on 30 January"."""
    other = another_one(source.words).pattern.match(source.folded, match.end(), limit)
    return other is not None and bool(own_dates(source, other.end(), limit))


def _others_died(source: Source, match: re.Match[str], limit: int) -> bool:
    """Whether the dead of another day follow at once: "..., after eight were killed near Ubari on 19 September"."""
    if is_of_others(source, match.end(), limit):
        return True  # "..., hours after gunmen stormed a bus and killed 29"
    dates = within(source.dates, match.end(), limit)
    dated = any(date.form in _OF_ANOTHER for date in dates) and _opens_with_people(source, match, limit)
    dated = dated and counts_dead(source.passage(match.end(), limit))  # not "where dozens had met on Monday"
    return dated or any(_died_then(source, date, limit) for date in dates[:1]) or _died_elsewhere(source, match, limit)


def _died_then(source: Source, date: DateWords, limit: int) -> bool:
    """Whether a date is told by its dead: "the first strike since January, when 80 fighters were killed"."""
    when = source.at(when_after, date.end, limit)
    return when is not None and counts_dead(source.passage(when.end(), limit))


def _died_elsewhere(source: Source, match: re.Match[str], limit: int) -> bool:
    """Whether the dead of another strike follow at once: "...; 52 had died in another one that week"."""
    other = source.first(another_one, match.end(), limit)
    return other is not None and _opens_with_people(source, match, limit)


def _opens_with_people(source: Source, match: re.Match[str], limit: int) -> bool:
    passage = source.passage(match.end(), limit)
    counted = passage.quantity_at(match.end())
    return counted is not None and passage.may_be_people(counted)


def _ahead(source: Source, match: re.Match[str]) -> DateWords | None:
    """Return the time that leads to an earlier strike, if any: "..., a day after 25 fighters died"."""
    dates = within(source.dates, max(0, match.start() - 20), match.end())
    return next((date for date in dates if date.form is Form.AHEAD), None)


@cache
def _nth_time(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){words.either('reference.ordinals')}\s{words.either('reference.occasion')}$")


@cache
def _since(words: Vocabulary) -> re.Pattern[str]:
    since = words.either("casualties.since")
    return re.compile(rf"{words.either('function.the')}\s(?:[\w-]{{2,16}}\s){{1,4}}?{since}\s")


@cache
def _turns(words: Vocabulary) -> Anchored:
    one_of = rf"{words.either('function.articles')}\s{words.either('reference.ordinals')}"
    others = rf"(?:{words.either('reference.other')}|{one_of})"
    number = rf"(?:{words.either('numbers.ones')}|\d{{1,3}})"
    and_, on = words.either("function.and"), words.either("function.on")
    strikes = words.either("strike.nouns", "strike.plain", "strike.hitting_nouns", plural=True)
    pattern = re.compile(
        rf"(?P<back>,?\s(?:{words.either('reference.background')}|(?P<where>{words.either('casualties.where')}))\s)"
        rf"|(?P<total>,?\s(?:{and_}\s)?(?:{words.either('strike.totals')}|(?P<latest>{words.either('strike.latest_of')}))\s)"
        rf"|(?:;|,?\s{and_}|,)\s(?P<one>{one_by_day(words)})"
        rf"|(?:;|,?\s{and_}|,)\s(?P<more>{number}\s(?:[\w-]{{2,16}}\s){{0,2}}{strikes}\s)"
        rf"|(?P<item>(?:[;:]|,?\s{and_})\s(?:{and_}\s)?(?={line_of_list(words)}))"
        rf"|(?P<other>;\s|,?\s{words.either('function.turns')}\s(?:[\w-]{{1,12}}\s){{0,3}}?(?={others}\s)|,\s{words.either('function.while')}\s|,\s{and_}\s(?={on}\s))"
        rf"|(?P<joint>,?\s{words.either('function.turns')}\s|,\s(?=(?:{words.either('numbers.links.articles')}|{number})\s))"
    )
    first = (
        "reference.background",
        "strike.totals",
        "strike.latest_of",
        "numbers.links.articles",
        "numbers.ones",
        "reference.list_leads",
    )
    links = ("function.and", "function.turns", "function.while", "casualties.where")
    return Anchored(pattern, DIGITS | SEMICOLON | openers(words, *first, *links), lead=len(", "))


def one_by_day(words: Vocabulary) -> str:
    """Return a pattern of another strike that is told by its day: "an attack on Sunday", "one in mid-January".

    "An attack on the same day" is one too.
    """
    on, some = words.either("function.on", "function.in"), words.either("numbers.links.articles")
    part = rf"(?:{words.either('calendar.words.early', 'calendar.words.middle', 'calendar.words.late')}[\s-]?)?"
    names = words.either("calendar.weekdays", "reference.that_day")
    days = rf"(?:{names}|(?:\d{{1,2}}\s|{part}){words.either('calendar.months')})"
    one = rf"(?:\s{words.either('calendar.words.sooner')})?(?:\s{words.either('strike.loose', 'reference.one')})?"
    return rf"{some}{one}\s{on}\s{days}(?![\w-])"
