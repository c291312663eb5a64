"""Frames and pages to files or standard output."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click
import geopandas as gpd

from geostrike.cli.console import STDOUT, put_bytes, wrote
from geostrike.writers import SUFFIXES, to_bytes, write

outputs = click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    default=(STDOUT,),
    metavar="FILE",
    help=f"Where to write ({', '.join(SUFFIXES)}); may be repeated; - is standard output. [default: -]",
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
