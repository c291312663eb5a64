"""What all statements of one strike come to: its numbers and words, with the spans they were read from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from geostrike.model import Count, ReportKind, Span, agreed
from geostrike.reports.facts.casualties import ALL_CIVILIANS
from geostrike.reports.facts.means import aircraft_class
from geostrike.reports.facts.passages import Fact
from geostrike.reports.sources import Reference, Source, Statement
from geostrike.reports.story.frequency import lone_strike
from geostrike.reports.story.parts import wholes
from geostrike.reports.story.series import series_facts
from geostrike.reports.story.threads import Thread
from geostrike.reports.story.wording import OF_HEADLINES, weightiest, words_for
from geostrike.reports.text.vocabulary import Vocabulary

_COUNTS = ("strikes", "killed", "civilians_killed", "wounded", "vehicles_destroyed")
_DEAD = ("killed", "civilians_killed")
_MOST_DEAD = 5_000
"""Most dead of one air strike since 1945, by the highest estimate (Halabja, 1988: Human Rights Watch, 1993)."""

_WORDINGS = ("actor", "target", "munitions", "attributed_to")


@dataclass
class Values:
    """The values of one report: counts and texts by field, the spans behind them, and remarks on them."""

    counts: dict[str, Count] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def values_of(thread: Thread, source: Source) -> Values:
    """Return the values that a thread's statements, and the series it is part of, agree on."""
    summed = list(series_facts(thread))
    facts = [*_facts(thread), *summed]
    found = Values(remarks=[*thread.remarks, *_sums(summed)])
    found.remarks += [remark for statement in thread.statements for remark in statement.remarks]
    for name in _COUNTS:
        found.counts[name] = _count(name, wholes(name, facts, source.words), found)
    _count_lone_strike(thread, source, found)
    _take_all_for_civilians(facts, found)
    destroyed = [fact for fact in facts if fact.field == "destroyed"]
    stated = {"destroyed": max(destroyed, key=lambda fact: fact.weight, default=None)}
    for name, fact in (stated | {name: weightiest(name, thread, source) for name in _WORDINGS}).items():
        found.texts[name] = fact.span.text if fact is not None else ""
        if fact is not None:
            found.spans[name] = fact.span
    found.texts["aircraft"] = _aircraft(list(words_for("aircraft", thread, source)), found.spans, source.words)
    return found


def _facts(thread: Thread) -> Iterator[Fact]:
    """Yield all facts but the dead told beside the strike, where they are some of those told with it.

    "I lost four of my family", "an early toll was 30".
    """
    told = [statement for statement in thread.statements if statement.reference is not Reference.ASIDE]
    most = {field: max((each.count(field).low or 0 for each in told), default=0) for field in _DEAD}
    one = thread.kind is ReportKind.STRIKE
    for statement in thread.statements:
        for fact in _ranked(statement):
            high = fact.value.high if isinstance(fact.value, Count) else None
            aside = statement.reference is Reference.ASIDE and fact.field in _DEAD
            if not (aside and high and high < most[fact.field]) and not (one and _is_of_war(fact)):
                yield fact


def _is_of_war(fact: Fact) -> bool:
    """Whether more have died than in any strike: "... in a war which is estimated to have killed 250,000"."""
    return fact.field in _DEAD and isinstance(fact.value, Count) and (fact.value.low or 0) > _MOST_DEAD


def _ranked(statement: Statement) -> Iterator[Fact]:
    for fact in statement.facts:
        yield fact._replace(weight=fact.weight + OF_HEADLINES) if statement.sentence.headline else fact


def _sums(summed: Sequence[Fact]) -> Iterator[str]:
    for fact in summed:
        if isinstance(fact.value, Count):
            yield f"{fact.field.replace('_', ' ')}: the sum of {fact.value.text!r}"


def _count(name: str, facts: Sequence[Fact], found: Values) -> Count:
    stated = [fact for fact in facts if fact.field == name and isinstance(fact.value, Count)]
    best = max((fact.weight for fact in stated), default=0)
    distinct: dict[Count, Fact] = {}
    for fact in stated:
        if isinstance(fact.value, Count) and fact.weight == best:
            distinct.setdefault(fact.value, fact)
    for rank, fact in enumerate(distinct.values(), 1):
        found.spans[name if rank == 1 else f"{name}.{rank}"] = fact.span
    count, agree = agreed(list(distinct))
    if not agree:
        told = ", ".join(repr(fact.span.text) for fact in distinct.values())
        found.remarks.append(f"{name.replace('_', ' ')}: the text says {told}")
    return replace(count, text="; ".join(fact.span.text for fact in distinct.values()))


def _count_lone_strike(thread: Thread, source: Source, found: Values) -> None:
    """Count one strike where the text names it in the singular and gives no number: "the air strike hit a house"."""
    lone = None if found.counts["strikes"] else lone_strike(thread, source)
    if lone is not None and isinstance(lone.value, Count):
        found.counts["strikes"] = lone.value
        found.spans["strikes"] = lone.span


def _take_all_for_civilians(facts: Sequence[Fact], found: Values) -> None:
    """Make the dead civilians where the text says that all of them were, and counts them elsewhere."""
    said = next((fact for fact in facts if fact.field == ALL_CIVILIANS), None)
    if said is not None and found.counts["killed"]:
        found.counts["civilians_killed"] = found.counts["killed"]
        found.spans["civilians_killed"] = said.span


def _aircraft(stated: Sequence[Fact], spans: dict[str, Span], words: Vocabulary) -> str:
    """Return every sort of aircraft that is named, each once in its fullest words."""
    best = max((fact.weight for fact in stated), default=0)
    kinds: dict[str, Fact] = {}
    for fact in stated:
        kind = aircraft_class(fact.span.text, words)
        if fact.weight == best and (kind not in kinds or len(fact.span.text) > len(kinds[kind].span.text)):
            kinds[kind] = fact
    for rank, fact in enumerate(kinds.values(), 1):
        spans["aircraft" if rank == 1 else f"aircraft.{rank}"] = fact.span
    return "; ".join(fact.span.text for fact in kinds.values())
