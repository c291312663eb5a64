"""What the labelled lines of a record state of its strike: they go before the prose beside them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from geostrike.lang.records import Field, Record
from geostrike.model import Count, DateInterval, Document, Mention, Report, ReportKind, Role, Span
from geostrike.reports.dates.days import is_short, overlap, resolve
from geostrike.reports.dates.expressions import DateWords, Form
from geostrike.reports.facts.casualties import counted_at
from geostrike.reports.facts.counts import quantities
from geostrike.reports.facts.passages import Passage
from geostrike.reports.sources import Source
from geostrike.reports.strikes.triggers import Sort
from geostrike.reports.text.prose import Sentence, first_within, span, within

_HEADING = 70
"""Most characters of a line above a record that gives its day."""

_ABOVE = 2
"""Lines above a record in which its day may stand."""

_QUOTED = 400
"""Characters from where a record begins within which its labelled lines are quoted."""

_LONGEST = 80
"""Most characters of a labelled party or target."""

_NUMBERS = {"killed": "killed", "civilians": "civilians_killed", "wounded": "wounded", "strikes": "strikes"}
"""Roles of labelled numbers, and the fields of a report that they state."""


def prose_of(sentences: Sequence[Sentence], kept: Sequence[Record]) -> Iterator[Sentence]:
    """Yield sentences without the labelled lines of records, which are no prose."""
    lines = [line for record in kept for line in record.lines]
    rank = 0
    for sentence in sentences:
        start = sentence.start
        while rank < len(lines) and lines[rank][0] < sentence.end:
            if start < lines[rank][0]:
                yield sentence._replace(start=start, end=lines[rank][0])
            start = max(start, lines[rank][1])
            if lines[rank][1] > sentence.end:
                break
            rank += 1
        if start < sentence.end:
            yield sentence._replace(start=start)


def part_of(source: Source, start: int, end: int) -> Source:
    """Return a source with the sentences of a part of its text alone, counted anew."""
    first, last = (bisect_left(source.sentences, at, key=attrgetter("start")) for at in (start, end))
    inside = source.sentences[first:last]
    return replace(source, sentences=[sentence._replace(rank=rank) for rank, sentence in enumerate(inside)])


def is_strike(record: Record, source: Source) -> bool:
    """Whether a record's sort of attack is a strike; where it gives none, whether anything about it names one."""
    kinds = record.of("kind")
    spans = [(field.start, field.end) for field in kinds] if kinds else [(0, record.end)]
    triggers = (trigger for start, end in spans for trigger in within(source.triggers, start, end))
    return any(trigger.sort is not Sort.LOOSE for trigger in triggers)


def labelled(
    document: Document, source: Source, record: Record, mentions: Sequence[Mention], countries: Mapping[str, float]
) -> Report:
    """Return what a record's labelled lines say of its strike."""
    first = record.lines[0][1]
    last = max(end for _, end in record.lines if end <= max(first, record.start + _QUOTED))
    field = record.place()
    where = field and first_within(mentions, field.start, field.end)
    when, dated = _day(record, source, document)
    spans = dict(dated)
    if where is not None:
        spans["locality"] = Span(where.start, where.end, where.text)
    counts: dict[str, Count] = {}
    for name, (count, said) in _counts(record, source).items():
        counts[name], spans[name] = count, said
    words = _words(record, source)
    return Report(
        document.id,
        document,
        ReportKind.STRIKE,
        when,
        span(document.text, record.start, last),
        where,
        dict(countries),
        strikes=counts.get("strikes", Count()),
        killed=counts.get("killed", Count()),
        civilians_killed=counts.get("civilians_killed", Count()),
        wounded=counts.get("wounded", Count()),
        actor=words["actor"].text if "actor" in words else "",
        target=words["target"].text if "target" in words else "",
        spans={**spans, **words},
    )


def with_prose(record: Report, told: Sequence[Report]) -> list[Report]:
    """Return the strike of a record with what its prose says beside, and those of other days that its prose recalls."""
    others = [each for each in told if is_short(each.when) and record.when and not overlap(each.when, record.when)]
    own = next((each for each in told if each not in others), None)
    return [record if own is None else _joined(record, own), *(replace(each, role=Role.BACKGROUND) for each in others)]


def _joined(record: Report, prose: Report) -> Report:
    """Return the prose's report with what the record's lines state, and a remark where the prose counted otherwise."""
    counts = {name: (count if (count := getattr(record, name)) else getattr(prose, name)) for name in _NUMBERS.values()}
    remarks = [
        f"{name.replace('_', ' ')}: as the record's own line has it; beside it stands {read.text!r}"
        for name, count in counts.items()
        if (read := getattr(prose, name)) and (read.low, read.high) != (count.low, count.high)
    ]
    return replace(
        prose,
        role=Role.MAIN,
        when=record.when or prose.when,
        mention=record.mention or prose.mention,
        beside=prose.beside if record.mention is None else (),
        actor=record.actor or prose.actor,
        target=record.target or prose.target,
        spans={**prose.spans, **record.spans},
        remarks=(*prose.remarks, *remarks),
        **counts,
    )


def _day(record: Record, source: Source, document: Document) -> tuple[DateInterval, dict[str, Span]]:
    """Return the labelled day, else that of a line which heads the record, with its words."""
    dates = (first_within(source.dates, field.start, field.end) for field in record.of("date"))
    words = next((each for each in dates if each is not None), None) or _heading(record, source)
    if words is None:
        return DateInterval(reason="the text gives no date for it"), {}
    said = span(source.text, words.start, words.end)
    return resolve(words, said.text, document.published), {"date": said}


def _heading(record: Record, source: Source) -> DateWords | None:
    """Return the day of a short line right above a record: "Friday, June 1, 2012"."""
    end = record.start
    for _ in range(_ABOVE):
        end = len(source.text[:end].rstrip())
        start = source.text.rfind("\n", 0, end) + 1
        words = first_within(source.dates, start, end)
        if end - start <= _HEADING and words is not None and words.form is Form.DAY:
            return words
        end = start
    return None


def _counts(record: Record, source: Source) -> dict[str, tuple[Count, Span]]:
    """Return the numbers that are labelled; the dead are those of each kind where no sum of them is."""
    found: dict[str, tuple[Count, Span]] = {}
    for role, name in _NUMBERS.items():
        for field in record.of(role):
            for counted, count in _counted(field, name, source):
                found.setdefault(counted, (count, span(source.text, field.start, field.end)))
    if "killed" in found:
        return found
    fighters = [count for field in record.of("fighters") for _, count in _counted(field, "killed", source)][:1]
    civilians = found["civilians_killed"][0] if "civilians_killed" in found else Count()
    if fighters or civilians.high != 0:  # that no civilian died does not say that nobody did
        stated = [count for count in (civilians, *fighters) if count]
        where = next(iter(record.of("fighters", "civilians")), None)
        if stated and where is not None:
            found["killed"] = (_sum(stated), span(source.text, where.start, where.end))
    return found


def _counted(field: Field, name: str, source: Source) -> Iterator[tuple[str, Count]]:
    """Yield what a labelled number is, and what it says of civilians: "6 civilians, incl. 2 children"."""
    text, folded = source.text[field.start : field.end], source.folded[field.start : field.end]
    # Read by itself: in running text a number may count what the next line names.
    counted = quantities(folded, source.words.language)
    passage = Passage(text, folded, counted, 0, len(text), source.words)
    facts = list(counted_at(passage, name, 0)) if name != "strikes" else []
    for fact in facts:
        if isinstance(fact.value, Count):
            yield fact.field, fact.value
    if not facts and counted:
        yield name, Count(counted[0].low, counted[0].high, text[counted[0].start : counted[0].end])


def _sum(counts: Sequence[Count]) -> Count:
    high = None if any(count.high is None for count in counts) else sum(count.high or 0 for count in counts)
    return Count(sum(count.low or 0 for count in counts), high, "; ".join(count.text for count in counts))


def _words(record: Record, source: Source) -> dict[str, Span]:
    """Return the labelled party and target in their own words."""
    found: dict[str, Span] = {}
    for name in ("actor", "target"):
        for field in record.of(name):
            if 0 < field.end - field.start <= _LONGEST:
                found.setdefault(name, span(source.text, field.start, field.end))
    return found
