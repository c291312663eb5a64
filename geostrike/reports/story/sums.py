"""Strikes told together, as a sum or a series, before they are told one by one."""

from __future__ import annotations

from collections.abc import Sequence

from geostrike.reports.dates.days import overlap
from geostrike.reports.sources import Source
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
    own = part.parent is None and not part.children and not part.is_recalled() and part.ordinal == 0
    return own and 0 < part.dead < whole.dead and (not part.when or not whole.when or overlap(part.when, whole.when))
