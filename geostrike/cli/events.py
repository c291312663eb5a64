"""`geostrike events`: documents to a table of events."""

from __future__ import annotations

from typing import Any

import click

from geostrike.cli import options, summary
from geostrike.cli.console import finish
from geostrike.cli.output import format_, outputs, put_frame
from geostrike.cli.running import run


@click.command()
@options.fusing
@outputs
@format_
def events(sources: tuple[str, ...], outputs: tuple[str, ...], suffix: str, *, strict: bool, **how: Any) -> None:
    """Write one row for each strike that is told of.

    Reports of the same strike are fused.

    PATHS are folders, files or - for standard input.

    Example: geostrike events seeds/ -o events.gpkg -o events.csv
    """
    done = run(sources, outputs, **how)
    put_frame(done.events, outputs, suffix, [*summary.document_lines(done), *summary.event_lines(done)])
    finish(done.exit_code(strict=strict))
