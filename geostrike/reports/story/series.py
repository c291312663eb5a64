"""Sums over the strikes of a series: "the first strike killed 27, and the second killed 20"."""

from __future__ import annotations

from collections.abc import Iterator

from geostrike.model import Count
from geostrike.reports.facts.passages import Fact
from geostrike.reports.story.threads import Thread

_SUMMED = ("killed", "civilians_killed", "wounded", "vehicles_destroyed")

_OF_A_SUM = 2
"""Weight of a sum: it stands before what is said of any one of the strikes."""


def series_facts(thread: Thread) -> Iterator[Fact]:
    """Yield the sums of what is said of several strikes that are told as one report."""
    for field in _SUMMED:
        parts: dict[int, Fact] = {}
        for statement in thread.statements:
            for fact in statement.facts:
                if statement.ordinal and fact.field == field and isinstance(fact.value, Count):
                    parts.setdefault(statement.ordinal, fact)
        if len(parts) > 1:
            yield _sum(field, [parts[ordinal] for ordinal in sorted(parts)])


def _sum(field: str, facts: list[Fact]) -> Fact:
    counts = [fact.value for fact in facts if isinstance(fact.value, Count)]
    lows, highs = [count.low for count in counts], [count.high for count in counts]
    words = "; ".join(fact.span.text for fact in facts)
    low = None if None in lows else sum(low for low in lows if low is not None)
    high = None if None in highs else sum(high for high in highs if high is not None)
    return Fact(field, Count(low, high, words), facts[0].span, _OF_A_SUM)
