"""Which of a document's strikes it is about, and which it only recalls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from geostrike.model import ReportKind, Role
from geostrike.reports.sources import Reference
from geostrike.reports.story.threads import Thread
from geostrike.reports.story.timeline import STALE, WEEK

_RECALLED_AFTER = timedelta(days=2)
"""A strike that ended longer than this before the story's lead is recalled; one announcement may tell of two days."""


def roles_of(threads: Sequence[Thread], published: date | None) -> list[Role]:
    """Return the role of each strike and campaign of one document, in their order.

    The lead is the first strike that is not told as an earlier one. Recalled are those that the
    words call earlier ("the last strike"), those well before the lead, campaigns beside a
    strike, and months long past. Lines of a release's list are what it is about.
    """
    lead = next((thread for thread in threads if _can_lead(thread, published)), None)
    if lead is None and len(threads) == 1 and threads[0].when and not _is_stale(threads[0], published):
        lead = threads[0]  # "the alliance has suffered a blow after a strike hit friends. It was on Monday"
    return [_role(thread, lead, published) for thread in threads]


def _can_lead(thread: Thread, published: date | None) -> bool:
    return thread.kind is ReportKind.STRIKE and not _is_recalled(thread) and not _is_stale(thread, published)


def _role(thread: Thread, lead: Thread | None, published: date | None) -> Role:
    if thread is lead or thread.ordinal < 0 or (thread.ordinal > 0 and thread.parent is not None):
        return Role.MAIN
    if thread.kind is ReportKind.CAMPAIGN:
        return Role.MAIN if lead is None else Role.BACKGROUND
    before = lead is not None and _is_before(thread, lead, published)
    recalled = before or _is_recalled(thread) or _is_stale(thread, published)
    return Role.BACKGROUND if recalled else Role.MAIN


def _is_recalled(thread: Thread) -> bool:
    """Whether the words that tell of it first call it an earlier one."""
    return thread.ordinal == 0 and bool(thread.statements) and thread.statements[0].reference is Reference.EARLIER


def _is_stale(thread: Thread, published: date | None) -> bool:
    """Whether it was long past when the story was published: months that are over, or a day that other news leads to.

    A late release leads with the day of its strike: "U.S. forces conducted an airstrike on Sept. 29, 2017".
    """
    end = thread.when.end
    late = not thread.is_on_a_day() or (thread.statements and thread.statements[0].sentence.rank > 0)
    return published is not None and end is not None and bool(late) and published - end > STALE


def _is_before(thread: Thread, lead: Thread, published: date | None) -> bool:
    # "Earlier this month" may reach up to the lead's day.
    end = thread.when.end if thread.is_on_a_day() or not lead.is_on_a_day() else thread.when.start
    if not lead.when and published is not None:
        return end is not None and published - end > (WEEK if thread.is_on_a_day() else STALE)
    start = lead.when.start
    return end is not None and start is not None and start - end >= _RECALLED_AFTER
