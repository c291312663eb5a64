"""Strikes told together, as a sum or a series, before they are told one by one."""

from __future__ import annotations

from geostrike.reports.belonging.places import WIDE, precision
from geostrike.reports.sources import Source, Statement
from geostrike.reports.story.threads import KEPT, Thread
from geostrike.reports.strikes.triggers import Sort
from geostrike.reports.text.prose import within
from geostrike.reports.text.vocabulary import Vocabulary, wide_names


def sums_up(thread: Thread, statement: Statement, words: Vocabulary) -> bool:
    """Whether one strike is told after their sum: "strikes killed 33 in Idlib province. In Saraqeb, 16 died"."""
    wide = wide_names(words)
    if is_opening_sum(thread) and statement.dates and statement.mentions:
        return True
    killed = statement.count("killed").low
    precise = any(precision(mention, wide) > WIDE for mention in statement.mentions)
    all_over = bool(thread.mentions or thread.children) and all(
        precision(mention, wide) <= WIDE for mention in thread.mentions.values()
    )
    return killed is not None and 0 < killed < thread.dead and precise and all_over


def is_opening_sum(thread: Thread) -> bool:
    """Whether strikes are counted that have neither place nor day yet: "two raids killed 31, a group said"."""
    several = any((count.low or 0) > 1 for count in thread.series)
    return several and not thread.mentions and not thread.is_on_a_day()


def is_single(series: Thread, source: Source) -> bool:
    """Whether a strike was told as one, with what it did or where it hit."""
    lone = not any(count.low is None or count.low > 1 for count in series.series.values())
    return lone and (series.harmed or bool(series.mentions)) and not _are_several(series, source)


def _are_several(series: Thread, source: Source) -> bool:
    """Whether what was told are strikes without their number: "air strikes killed two"."""
    folded, plurals = source.folded, source.words.words("function.plurals")
    told = ((statement.start, statement.end) for statement in series.statements[:KEPT] if statement.told)
    spotted = (source.triggers[index] for part in told for index in within(source.triggers, *part))
    return any(each.sort is Sort.NOUN and folded.endswith(plurals, each.start, each.end) for each in spotted)
