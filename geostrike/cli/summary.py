"""The summary of a run: every document, every event, in plain lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from geostrike.cli.console import counted, shown
from geostrike.cli.running import Run

NO_STRIKE = "no strike reported"
NO_DATE = ': days such as "Friday" count from its dateline, or stay unresolved'
MOST_LINES = 50
"""Documents or events that are listed one by one; the table and the map hold them all."""


def document_lines(run: Run) -> Iterator[str]:
    """Yield how many documents were read, and what each reports, or all together where they are many."""
    left_out = f", {counted(len(run.faults), 'document')} left out" if run.faults else ""
    yield f"Read {counted(len(run.documents), 'document')}{left_out}"
    yield from _each_document(run) if len(run.documents) <= MOST_LINES else _in_sum(run)
    if run.left_out:
        yield shown(f"  left out by a person: {', '.join(run.left_out)}")


def _in_sum(run: Run) -> Iterator[str]:
    told = run.reports["doc_id"].nunique()
    yield f"  {told:,} tell of strikes, {len(run.documents) - told:,} of none"
    undated = sum(document.published is None for document in run.documents)
    if undated:
        yield f"  {undated:,} without a publication date{NO_DATE}"


def _each_document(run: Run) -> Iterator[str]:
    kinds = run.reports.groupby("doc_id", sort=False)["kind"].value_counts()
    width = max(len(document.id) for document in run.documents)
    for document in run.documents:
        told = [
            counted(int(kinds[document.id, kind]), noun)
            for kind, noun in (("strike", "report"), ("campaign", "campaign"))
            if (document.id, kind) in kinds.index
        ]
        undated = "" if document.published else f" (no publication date{NO_DATE})"
        yield f"  {shown(document.id):<{width}}  {', '.join(told) or NO_STRIKE}{undated}"


def event_lines(run: Run) -> Iterator[str]:
    """Yield how many events were found, and a line for each of the first."""
    kinds = run.events["kind"].value_counts()
    strikes, campaigns = int(kinds.get("strike", 0)), int(kinds.get("campaign", 0))
    told = [counted(strikes, "strike"), *([counted(campaigns, "campaign")] if campaigns else [])]
    yield f"Found {' and '.join(told)}"
    for event in run.events.head(MOST_LINES).itertuples():
        yield shown(f"  {_when(event):<21}  {_where(event)}; {_told(event)}")
    if len(run.events) > MOST_LINES:
        yield f"  ... and {len(run.events) - MOST_LINES:,} more"


def report_lines(run: Run) -> Iterator[str]:
    """Yield how many reports there are, and how many of them are placed."""
    placed = int((run.reports["status"] == "located").sum())
    yield f"Found {counted(len(run.reports), 'report')}, {placed} of them placed"


def _when(row: Any) -> str:
    start, end = row.date_start, row.date_end
    if pd.isna(start):
        return "no date"
    return f"{start:%Y-%m-%d}" if start == end else f"{start:%Y-%m-%d}/{end:%Y-%m-%d}"


def _where(row: Any) -> str:
    words = row.locality or "no place named"
    if row.status == "located":
        return f"{words}, within {row.uncertainty_m / 1000:,.0f} km ({row.level:.0%})"
    return f"{words}, not placed: {row.reason}"


def _told(row: Any) -> str:
    return f"{counted(row.n_reports, 'report')}, {row.kind}"
