"""A document's reports: every strike that it tells of, once, with all that it says of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter

from geostrike.lang.records import Record, records
from geostrike.model import Count, DateInterval, Document, Mention, Report, ReportKind, Role, Span
from geostrike.reports.belonging.datelines import clock
from geostrike.reports.belonging.own_places import places_among
from geostrike.reports.belonging.places import precision, share_name
from geostrike.reports.dates.spotting import date_words
from geostrike.reports.facts.counts import quantities
from geostrike.reports.sentences.statements import statements
from geostrike.reports.sources import Source, Statement
from geostrike.reports.story.beside import beside, lent, tellers
from geostrike.reports.story.labelled import is_strike, labelled, part_of, prose_of, with_prose
from geostrike.reports.story.narrative import Narrative
from geostrike.reports.story.news import date_by_news
from geostrike.reports.story.placing import place_of
from geostrike.reports.story.roles import roles_of
from geostrike.reports.story.threads import Thread, lineage
from geostrike.reports.story.values import Values, values_of
from geostrike.reports.story.whereabouts import held, told_further
from geostrike.reports.strikes.deeds import deeds, may_do_harm
from geostrike.reports.strikes.elisions import elisions
from geostrike.reports.strikes.triggers import Trigger, may_tell, triggers
from geostrike.reports.text.furniture import without_furniture
from geostrike.reports.text.prose import Sentence, fold, sentences, span
from geostrike.reports.text.vocabulary import vocabulary


def read(
    document: Document, mentions: Sequence[Mention], countries: Mapping[str, float], language: str = "en"
) -> list[Report]:
    """Read what a document reports of air strikes.

    Parameters
    ----------
    document
        The text, and the day on which it was published; without one relative dates stay
        unresolved and say so.
    mentions
        The localities of the text, with offsets into it, as `geostrike.locality.scan` finds them.
    countries
        ISO 3166-1 alpha-2 codes that the document speaks of, with weights from 0 to 1.
    language
        Code of the language of the text.

    Returns
    -------
    list of Report
        One for each strike (or short series on one target) and for each campaign, in the order
        in which they are first told; none where the text tells only of plans or of nothing.

    Examples
    --------
    >>> from datetime import date
    >>> text = "U.S. aircraft struck a camp on Friday. The strikes killed 17 fighters."
    >>> story = Document("a", text, date(2017, 9, 24))
    >>> report, = read(story, [], {})
    >>> report.when.edtf, report.killed, report.target
    ('2017-09-22', Count(low=17, high=17, text='17 fighters'), 'camp')
    """
    kept = records(document.text, language)
    source = _source(document, mentions, language, kept)
    if kept:
        found = _of_records(document, source, mentions, countries, kept)
    else:
        found = _told(document, source, countries, clock(source, document.published))
    return [replace(report, id=f"{document.id}-{rank}") for rank, report in enumerate(found, 1)]


def _of_records(
    document: Document,
    source: Source,
    mentions: Sequence[Mention],
    countries: Mapping[str, float],
    kept: Sequence[Record],
) -> list[Report]:
    """Read the records of a document, each with its prose, and what stands above the first of several."""
    lone, day = len(kept) == 1, document.published
    above = _told(document, part_of(source, 0, kept[0].start), countries, day) if not lone else []
    found = [each for each in above if each.when or each.mention]  # not the title of all: "Strikes of the summer"
    for record in kept:
        said = labelled(document, source, record, mentions, countries)
        prose = source if lone else part_of(source, record.start, record.end)
        # "A drone struck on Friday" counts from the record's own day.
        told = _told(document, prose, countries, said.when.end or day)
        if told or is_strike(record, source):
            found += with_prose(said, told)
    return found


def _told(document: Document, source: Source, countries: Mapping[str, float], day: date | None) -> list[Report]:
    """Read what prose reports of strikes; relative words count from `day`."""
    told = Narrative(source, day).tell(statements(source))
    items = [rank for rank, thread in enumerate(told) if thread.ordinal < 0]
    threads = [
        thread
        for rank, thread in enumerate(told)
        if _is_report(thread)
        and not (items and rank < items[-1] and _is_heading(thread, source))
        and not _is_headline(thread, told[rank + 1 :], source)
    ]
    roles = roles_of(threads, day)
    date_by_news([thread for thread, role in zip(threads, roles, strict=True) if role is Role.MAIN], source, day)
    telling = tellers(told)
    own_day = (f"days count from the story's own date, {day}",) if day not in (None, document.published) else ()
    found = [_report(document, source, thread, telling, role) for thread, role in zip(threads, roles, strict=True)]
    return [replace(each, countries=dict(countries), remarks=(*each.remarks, *own_day)) for each in found]


def may_report(text: str, language: str = "en") -> bool:
    """Whether a text has any word of a strike: where it has none there is nothing to read, and nothing to place.

    >>> may_report("The council met on Friday."), may_report("Jets bombed a camp.")
    (False, True)
    """
    folded = fold(text)
    words = vocabulary(language)
    return may_tell(folded, words) or may_do_harm(folded, words)


def _source(document: Document, mentions: Sequence[Mention], language: str, kept: Sequence[Record]) -> Source:
    folded = fold(document.text)
    dates = date_words(document.text, folded, language)
    words = vocabulary(language)
    cut = without_furniture(document.text, list(prose_of(sentences(document.text, language), kept)), words)
    named = list(_of_one_sentence(triggers(folded, words), cut))
    told = sorted((*named, *deeds(folded, cut, named, words)), key=attrgetter("start"))
    return Source(
        document.text,
        folded,
        cut,
        quantities(folded, language, taken=[(date.start, date.end) for date in dates]),
        dates,
        sorted((*told, *elisions(folded, cut, told, words)), key=attrgetter("start")),
        sorted(places_among(mentions, folded, words), key=lambda mention: (mention.start, mention.end)),
        words,
    )


def _of_one_sentence(found: Sequence[Trigger], sentences: Sequence[Sentence]) -> Iterator[Trigger]:
    """Yield triggers without what they took from the sentence before: "... in Libya. | Russian forces bombed"."""
    for trigger in found:
        rank = bisect_left(sentences, trigger.end, key=attrgetter("start")) - 1
        first = sentences[rank].start if rank >= 0 else 0
        yield trigger._replace(start=first) if trigger.start < first else trigger


def _is_report(thread: Thread) -> bool:
    """Whether a thread is a strike of its own: told as a fact, and not only the sum of those that follow."""
    if thread.kind is ReportKind.CAMPAIGN:
        told = ((s.count("strikes") or s.count("killed"), s.dates, s.mentions) for s in thread.statements)
        # "The tempo of the campaign has risen since 2014" tells of none.
        return thread.told and any(counted or (dates and mentions) for counted, dates, mentions in told)
    return thread.told and not thread.children


def _is_heading(thread: Thread, source: Source) -> bool:
    """Whether a thread before a release's list only sums it up: "On Oct. 16, coalition forces conducted 10 strikes"."""
    if thread.ordinal < 0 or thread.kind is ReportKind.CAMPAIGN:
        return False
    mention, _ = place_of(thread, source)
    return mention is None or precision(mention, source.wide) <= 1


def _is_headline(thread: Thread, following: Sequence[Thread], source: Source) -> bool:
    """Whether only headlines tell of a thread, and a strike told below them is at its place: "Heavy raids on Hun"."""
    told = (statement for statement in thread.statements if statement.told)
    if thread.dead or thread.when or not all(statement.sentence.headline for statement in told):
        return False
    below = [mention for other in following if other.told for mention in other.mentions.values()]
    return any(share_name(here, there, source.wide) for here in thread.mentions.values() for there in below)


def _report(
    document: Document, source: Source, thread: Thread, telling: Mapping[int, set[Thread]], role: Role
) -> Report:
    """Make the report of a thread, as yet without a number."""
    told = values_of(thread, source)
    when, dated = _date(thread, document, told.remarks)
    if dated is not None:
        told.spans["date"] = dated
    mention, placed = place_of(thread, source)
    near = beside(source, thread, telling, placed)
    if mention is not None and placed is not None:
        mention = told_further(source, held(source, placed, mention))
    if mention is None and role is Role.MAIN:
        mention = lent(source, near)
    if mention is not None:
        told.spans["locality"] = span(document.text, mention.start, mention.end)
    quoted = (placed or _main(thread)).sentence
    return Report(
        id=document.id,
        document=document,
        kind=thread.kind,
        role=role,
        when=when,
        quote=span(document.text, quoted.start, quoted.end),
        mention=mention,
        beside=near,
        strikes=_strikes(told, when),
        killed=told.counts["killed"],
        civilians_killed=told.counts["civilians_killed"],
        wounded=told.counts["wounded"],
        vehicles_destroyed=told.counts["vehicles_destroyed"],
        destroyed=told.texts["destroyed"],
        actor=told.texts["actor"],
        target=told.texts["target"],
        aircraft=told.texts["aircraft"],
        munitions=told.texts["munitions"],
        attributed_to=told.texts["attributed_to"],
        spans=told.spans,
        remarks=tuple(dict.fromkeys(told.remarks)),
    )


def _strikes(told: Values, when: DateInterval) -> Count:
    """Return the number of strikes; "a strike" on each of several days is as many."""
    strikes = told.counts["strikes"]
    if not when.edtf.startswith("{") or strikes != Count(1, 1):
        return strikes
    days = when.edtf.count(",") + 1
    told.remarks.append(f"one strike on each of {days} days")
    return Count(days, days, strikes.text)


def _date(thread: Thread, document: Document, remarks: list[str]) -> tuple[DateInterval, Span | None]:
    for each in lineage(thread):
        words = each.dated or each.borrowed
        if words is None:
            continue
        when = each.when
        if each.dated is None:
            remarks.append(f"no day of its own: taken to be that of the strike told before it, {when.text!r}")
            when = replace(when, rule="the day of the strike told before it")
        if each is not thread:
            remarks.append(f"date taken from the series it is part of: {when.text!r}")
            when = replace(when, rule=f"{when.rule}, of the series it is part of") if when.rule else when
        start = words.start
        return when, span(document.text, start, start + len(each.when.text))
    return thread.when or DateInterval(reason="the text gives no date for it"), None


def _main(thread: Thread) -> Statement:
    """Return the statement to quote where none carries a place: the first told one with a date, else the first told."""
    told = [statement for statement in thread.statements if statement.told] or thread.statements
    body = [statement for statement in told if not statement.sentence.headline] or told
    return next((statement for statement in body if statement.dates), body[0])
