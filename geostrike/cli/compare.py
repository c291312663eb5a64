"""`geostrike compare`: what is different between two tables of reports or events."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

import click
import pandas as pd

from geostrike.cli.console import counted, finish, shown
from geostrike.readers.written import read_written
from geostrike.tables.changes import CHANGED, GONE, NEW, cell_text, changes
from geostrike.writers.csv import csv_text

DIFFERENT = 1
"""Exit code under `--strict` when the tables are not the same."""

_LONGEST = 100
"""Letters of a cell that are shown."""

_IN_JSON = ("accounts", "spans")
"""Columns that say again in JSON what others say; with --csv they are there too."""


@click.command()
@click.argument("before", metavar="BEFORE", type=click.Path())
@click.argument("now", metavar="NOW", type=click.Path())
@click.option("--strict", is_flag=True, help="Exit with 1 where anything is different.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV: row, change, column, before, now.")
def compare(before: str, now: str, *, strict: bool, as_csv: bool) -> None:
    """Say what is different between two tables of reports, or of events.

    BEFORE and NOW are .csv, .gpkg or .geojson files that `extract` or `events` wrote.

    Example: geostrike compare events-may.gpkg events-june.gpkg
    """
    old, new = read_written(before), read_written(now)
    found = changes(old, new)
    if as_csv:
        click.echo(csv_text(found), nl=False)
    else:
        click.echo("\n".join(map(shown, _lines(old, new, found))))
    finish(DIFFERENT if strict and len(found) else 0)


def _lines(old: pd.DataFrame, new: pd.DataFrame, found: pd.DataFrame) -> Iterator[str]:
    rows = found.drop_duplicates("row")["change"].value_counts()
    told = ", ".join(f"{rows.get(change, 0):,} {change}" for change in (NEW, GONE, CHANGED))
    yield f"{counted(len(old), 'row')} before, {counted(len(new), 'row')} now: {told}"
    for _, lines in found.groupby(["row", "change"], sort=False):
        row, change = lines.iloc[0][["row", "change"]]
        said = (old if change == GONE else new).loc[row]
        when, where = cell_text(said["date_edtf"]), cell_text(said["locality"])
        yield f"  {change:<8} {row}  {when or 'no date'}  {where[:_LONGEST]}"
        cells = lines[(lines["change"] == CHANGED) & ~lines["column"].isin(_IN_JSON)]
        for name, before, now in zip(cells["column"], cells["before"], cells["now"], strict=True):
            alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, now, strict=False)))
            yield f"             {name}: {_part(before, alike)} -> {_part(now, alike)}"


def _part(text: str, alike: int) -> str:
    """Return the part of a cell where it begins to differ from the other."""
    start = max(0, alike - _LONGEST // 4) if len(text) > _LONGEST else 0
    part = text[start : start + _LONGEST]
    return f"{'...' if start else ''}{part}{'...' if start + _LONGEST < len(text) else ''}" or "(empty)"
