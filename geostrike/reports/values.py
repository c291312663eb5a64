"""What all statements of one strike come to: its numbers and words, with the spans they were read from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from geostrike.model import Count, Span, agreed
from geostrike.reports.facts import Fact
from geostrike.reports.means import aircraft_class
from geostrike.reports.series import series_facts
from geostrike.reports.sources import Statement
from geostrike.reports.threads import Thread, lineage
from geostrike.reports.vocabulary import Vocabulary

_COUNTS = ("strikes", "killed", "civilians_killed", "wounded", "vehicles_destroyed")
_TEXTS = ("destroyed", "actor", "target", "munitions", "attributed_to")
_INHERITED = ("actor", "attributed_to", "aircraft")

_OF_HEADLINES = -100
"""Weight of what a headline says: it gives way to the story."""

_OF_SERIES = -50
"""Weight of what is said of the series that a strike is part of."""


@dataclass
class Values:
    """The values of one report: counts and texts by field, the spans behind them, and remarks on them."""

    counts: dict[str, Count] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def values_of(thread: Thread, words: Vocabulary) -> Values:
    """Return the values that a thread's statements, and the series it is part of, agree on."""
    summed = list(series_facts(thread))
    facts = [*_facts(thread), *summed]
    for older in lineage(thread)[1:]:
        inherited = (fact for fact in _facts(older) if fact.field in _INHERITED)
        facts += [fact._replace(weight=fact.weight + _OF_SERIES) for fact in inherited]
    found = Values(remarks=[*thread.remarks, *_sums(summed)])
    found.remarks += [remark for statement in thread.statements for remark in statement.remarks]
    for name in _COUNTS:
        found.counts[name] = _count(name, facts, found)
    for name in _TEXTS:
        found.texts[name] = _text(name, facts, found.spans)
    found.texts["aircraft"] = _aircraft(facts, found.spans, words)
    return found


def _facts(thread: Thread) -> Iterator[Fact]:
    for statement in thread.statements:
        yield from _ranked(statement)


def _ranked(statement: Statement) -> Iterator[Fact]:
    for fact in statement.facts:
        yield fact._replace(weight=fact.weight + _OF_HEADLINES) if statement.sentence.headline else fact


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


def _text(name: str, facts: Sequence[Fact], spans: dict[str, Span]) -> str:
    stated = [fact for fact in facts if fact.field == name]
    if not stated:
        return ""
    fact = max(stated, key=lambda fact: fact.weight)
    spans[name] = fact.span
    return fact.span.text


def _aircraft(facts: Sequence[Fact], spans: dict[str, Span], words: Vocabulary) -> str:
    """Return every sort of aircraft that is named, each once in its fullest words."""
    stated = [fact for fact in facts if fact.field == "aircraft"]
    best = max((fact.weight for fact in stated), default=0)
    kinds: dict[str, Fact] = {}
    for fact in stated:
        kind = aircraft_class(fact.span.text, words)
        if fact.weight == best and (kind not in kinds or len(fact.span.text) > len(kinds[kind].span.text)):
            kinds[kind] = fact
    for rank, fact in enumerate(kinds.values(), 1):
        spans["aircraft" if rank == 1 else f"aircraft.{rank}"] = fact.span
    return "; ".join(fact.span.text for fact in kinds.values())
