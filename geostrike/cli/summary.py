"""The summary of a run: every document, every event, in plain lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from geostrike.cli.console import counted, shown
from geostrike.cli.running import Run

NO_STRIKE = "no strike reported"
NO_DATE = ' (no publication date: days such as "Friday" count from its dateline, or stay unresolved)'


def document_lines(run: Run) -> Iterator[str]:
    """Yield how many documents were read, and what each reports."""
    left_out = f", {counted(len(run.faults), 'document')} left out" if run.faults else ""
    yield f"Read {counted(len(run.documents), 'document')}{left_out}"
    kinds = run.reports.groupby("doc_id", sort=False)["kind"].value_counts()
    width = max(len(document.id) for document in run.documents)
    for document in run.documents:
        told = [
            counted(int(kinds[document.id, kind]), noun)
            for kind, noun in (("strike", "report"), ("campaign", "campaign"))
            if (document.id, kind) in kinds.index
        ]
        undated = "" if document.published else NO_DATE
        yield f"  {shown(document.id):<{width}}  {', '.join(told) or NO_STRIKE}{undated}"
    if run.left_out:
        yield shown(f"  left out by a person: {', '.join(run.left_out)}")


def event_lines(run: Run) -> Iterator[str]:
    """Yield how many events were found, and a line for each."""
    kinds = run.events["kind"].value_counts()
    strikes, campaigns = int(kinds.get("strike", 0)), int(kinds.get("campaign", 0))
    told = [counted(strikes, "strike"), *([counted(campaigns, "campaign")] if campaigns else [])]
    yield f"Found {' and '.join(told)}"
    for event in run.events.itertuples():
        yield shown(f"  {_when(event):<21}  {_where(event)}; {_told(event)}")


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
