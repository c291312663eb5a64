"""Strikes told together, as a sum or a series, before they are told one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from geostrike.reports.sources import Source
from geostrike.reports.story.apart import is_placed
from geostrike.reports.story.frequency import are_several
from geostrike.reports.story.threads import KEPT, Thread


def is_single(series: Thread, source: Source) -> bool:
    """Whether a strike was told as one, with what it did or where it hit."""
    lone = not any(count.low is None or count.low > 1 for count in series.series.values())
    return lone and (series.harmed or bool(series.mentions)) and not are_several(series, source)


def share_sums(strikes: Sequence[Thread], source: Source) -> None:
    """Make strikes part of the one told before them that is their sum: its dead are as many as theirs together.

    "Raids on Hajjah and Saada killed nine. In Saada four died. In Hajjah a strike killed five."
    """
    for rank, whole in enumerate(strikes[:KEPT]):
        if not whole.dead or whole.children or whole.parent:
            continue
        parts = _parts(whole, strikes[rank + 1 : rank + 1 + KEPT])
        if not parts or not _may_be_sum(whole, source):
            continue
        whole.children = len(parts)
        for part in parts:
            part.parent = whole


def share_counts(strikes: Sequence[Thread], source: Source) -> None:
    """Make strikes part of those that were announced before them country by country, if they are as many.

    "Jets conducted seven strikes in Syria and two in Iraq. Six hit near Kobani and one near Shadadi; two hit Bayji."
    """
    told = [thread for thread in strikes if not (thread.parent or thread.children or thread.ordinal)]
    runs = [(announced, list(run)) for announced, run in groupby(told, lambda thread: _announces(thread, source))]
    for (announced, wholes), (_, following) in pairwise(runs):
        parts = iter(following) if announced else iter(())
        shares = [_as_many(whole, parts) for whole in wholes]
        for whole, share in zip(wholes, shares, strict=True) if all(shares) else ():
            whole.children = len(share)
            for part in share:
                part.parent = whole
                if part.dated is None:  # theirs is that of the announcement, not that of the strike told before
                    part.when, part.borrowed = whole.when, None


def _announces(thread: Thread, source: Source) -> bool:
    """Whether strikes are counted of a country or a part of it."""
    return _strikes(thread) > 1 and not is_placed(source, thread.mentions.values())


def _as_many(whole: Thread, following: Iterator[Thread]) -> list[Thread]:
    """Return the next strikes that come to as many as were announced; none where they come to more or fewer."""
    parts: list[Thread] = []
    left = _strikes(whole)
    while left > 0 and (part := next(following, None)) is not None:
        parts.append(part)
        left -= _strikes(part) or left + 1  # what counts none ends it
    dead = sum(part.dead for part in parts)
    same_days = not any(part.excludes(whole.when) for part in parts)
    return parts if left == 0 and same_days and (not whole.harmed or dead <= whole.dead) else []


def _strikes(thread: Thread) -> int:
    """Return the number of strikes that a thread states, "another airstrike" too; 0 for a vague one, or several."""
    stated = tuple(thread.series) or tuple(filter(None, (told.count("strikes") for told in thread.statements[:1])))
    return stated[0].low or 0 if len(stated) == 1 and stated[0].low == stated[0].high else 0


def _parts(whole: Thread, following: Sequence[Thread]) -> list[Thread]:
    """Return the strikes right after one that come to as many dead; none where they come to more or fewer."""
    parts: list[Thread] = []
    left = whole.dead
    for part in following:
        if not _may_be_part(part, whole) or not left:
            break
        parts.append(part)
        left -= part.dead
    return parts if not left and len(parts) > 1 else []


def _may_be_sum(whole: Thread, source: Source) -> bool:
    counted = any(count.low is None or count.low > 1 for count in whole.series.values())
    return counted or are_several(whole, source)


def _may_be_part(part: Thread, whole: Thread) -> bool:
    """Whether a strike told after a sum may be one of it: it has its dead, of that day."""
    own = part.parent is None and not part.children and not part.is_recalled() and part.ordinal >= 0
    return own and 0 < part.dead < whole.dead and not part.excludes(whole.when)
