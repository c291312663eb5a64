"""Frames and pages to files or standard output."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import click
import geopandas as gpd

from geostrike.cli.console import STDOUT, put_bytes, wrote
from geostrike.errors import InputError
from geostrike.files import check_place
from geostrike.writers import SUFFIXES, check_name, to_bytes, write


def _checked(_: click.Context, __: click.Parameter, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse what cannot be written before anything is read: of two outputs none is written, or both."""
    for path in map(Path, paths):
        if str(path) != STDOUT:
            check_name(path)
            check_place(path)
    return paths


_MADE_BY = {**dict.fromkeys(SUFFIXES, "events"), ".html": "map", ".htm": "map", ".eml": "email"}


def _page_checked(context: click.Context, _: click.Parameter, path: str) -> str:
    """Refuse a page that is named like a table or another page, and one that cannot be written."""
    maker = _MADE_BY.get(Path(path).suffix.lower(), context.info_name)
    if maker != context.info_name:
        raise InputError(f"{path}: is a name for what `geostrike {maker}` writes; use that, or name the file otherwise")
    if path != STDOUT:
        check_place(Path(path))
    return path


outputs = click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    default=(STDOUT,),
    callback=_checked,
    metavar="FILE",
    help=f"Where to write ({', '.join(SUFFIXES)}); may be repeated; - is standard output. [default: -]",
)


def page(default: str, what: str) -> Callable[[Any], Any]:
    """Return the option that says where a page goes; `what` it is called in the help."""
    return click.option(
        "-o",
        "--output",
        default=default,
        show_default=True,
        callback=_page_checked,
        metavar="FILE",
        help=f"{what}; - is standard output.",
    )


format_ = click.option(
    "--format",
    "suffix",
    type=click.Choice([suffix.lstrip(".") for suffix in SUFFIXES]),
    default="geojson",
    show_default=True,
    help="Format on standard output.",
)


def put_frame(frame: gpd.GeoDataFrame, outputs: Sequence[str], suffix: str, summary: Iterable[str]) -> None:
    """Write the frame to each output, and the summary where it is not in the way of the data."""
    to_stdout = STDOUT in outputs
    lines = list(summary)
    for output in outputs:
        if output == STDOUT:
            put_bytes(to_bytes(frame, f".{suffix}"))
        else:
            write(frame, output)
            lines.append(wrote(output))
    click.echo("\n".join(lines), err=to_stdout)
