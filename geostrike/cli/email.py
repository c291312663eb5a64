"""`geostrike email`: documents to a draft e-mail with the map in it."""

from __future__ import annotations

from typing import Any

import click

from geostrike.cli import options, summary
from geostrike.cli.console import STDOUT, finish, put_bytes, warn, wrote
from geostrike.cli.map import map_of
from geostrike.cli.output import page
from geostrike.cli.running import run
from geostrike.errors import MissingExtraError


@click.command()
@options.fusing
@options.title
@page("strikes.eml", "Draft")
def email(sources: tuple[str, ...], output: str, title: str | None, *, strict: bool, **how: Any) -> None:
    """Make a draft e-mail with the map in it.

    Text, table and picture stand in the message; the map and its GeoJSON are attached.

    PATHS are folders, files or - for standard input.

    Example: geostrike email seeds/ -o strikes.eml
    """
    done = run(sources, [output], **how)
    made = map_of(done, title)
    path = None if output == STDOUT else output
    try:
        message = made.to_email(path)
    except MissingExtraError as error:
        warn(f"no picture in the e-mail: {error}")
        message = made.to_email(path, png=False)
    lines = [*summary.document_lines(done), *summary.event_lines(done)]
    if path is None:
        put_bytes(message.as_bytes())
    else:
        lines.append(wrote(path))
    click.echo("\n".join(lines), err=path is None)
    finish(done.exit_code(strict=strict))
