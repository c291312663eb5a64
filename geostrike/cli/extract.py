"""`geostrike extract`: documents to a table of reports."""

from __future__ import annotations

from typing import Any

import click

from geostrike.cli import options, summary
from geostrike.cli.console import finish
from geostrike.cli.output import format_, outputs, put_frame
from geostrike.cli.running import run


@click.command()
@options.reading
@outputs
@format_
def extract(sources: tuple[str, ...], outputs: tuple[str, ...], suffix: str, *, strict: bool, **how: Any) -> None:
    """Write one row for each account of a strike.

    PATHS are folders, files or - for standard input.

    Example: geostrike extract seeds/ -o reports.gpkg
    """
    done = run(sources, outputs, **how)
    put_frame(done.reports, outputs, suffix, [*summary.document_lines(done), *summary.report_lines(done)])
    finish(done.exit_code(strict=strict))
