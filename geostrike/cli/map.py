"""`geostrike map`: documents to one self-contained HTML map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

import geostrike
from geostrike.cli import options, summary
from geostrike.cli.console import STDOUT, finish, put_bytes, wrote
from geostrike.cli.output import page
from geostrike.cli.running import Run, run

if TYPE_CHECKING:
    from geostrike.maps import StrikeMap


@click.command("map")
@options.fusing
@options.title
@page("strikes.html", "HTML file")
def map_(sources: tuple[str, ...], output: str, title: str | None, *, strict: bool, **how: Any) -> None:
    """Make one HTML map of the strikes told of.

    The file needs no network and can be mailed.

    PATHS are folders, files or - for standard input.

    Example: geostrike map seeds/ -o strikes.html
    """
    done = run(sources, [output], **how)
    made = map_of(done, title)
    lines = [*summary.document_lines(done), *summary.event_lines(done)]
    if output == STDOUT:
        put_bytes(made.to_html().encode())
    else:
        made.save(output)
        lines.append(wrote(output))
    click.echo("\n".join(lines), err=output == STDOUT)
    finish(done.exit_code(strict=strict))


def map_of(done: Run, title: str | None) -> StrikeMap:
    """Return the map of a run's events, with the documents listed on it."""
    # By the root, which loads the room when it is asked for: no other command waits for folium.
    return geostrike.strike_map(done.events, title=title, documents=done.documents)
