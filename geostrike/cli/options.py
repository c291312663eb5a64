"""Options that commands share, defined once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from geostrike.errors import InputError
from geostrike.gazetteer import Gazetteer
from geostrike.georeference.answers import ERROR_MODELS
from geostrike.readers.records import check_columns
from geostrike.uncertainty.empirical import SOURCE_PROFILES

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def _open_gazetteer(_: click.Context, __: click.Parameter, path: Path | None) -> Gazetteer | None:
    return Gazetteer.open(path) if path else None


def _headings(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    columns = {}
    for pair in given:
        field, parted, heading = pair.partition("=")
        if not parted or not heading.strip():
            raise InputError(f"--column {pair!r}: not FIELD=HEADING; write as in --column text=notes")
        columns[field.strip()] = heading
    return check_columns(columns)


sources = click.argument("sources", nargs=-1, required=True, metavar="PATHS...", type=click.Path(path_type=str))
country = click.option(
    "-c",
    "--country",
    metavar="CODE",
    help="Country spoken of, as ISO 3166-1 alpha-2 code or name; else read from the text.",
)
level = click.option(
    "--level",
    type=float,
    default=0.9,
    show_default=True,
    help="Share of cases, 0.05 to 0.99, in which an area is to hold the true place.",
)
error_model = click.option(
    "--error-model",
    type=click.Choice(ERROR_MODELS),
    default=ERROR_MODELS[0],
    show_default=True,
    help="What makes an area's size: measured on strikes, or the published point-radius method.",
)
source_profile = click.option(
    "--source-profile",
    type=click.Choice(SOURCE_PROFILES),
    default=SOURCE_PROFILES[0],
    show_default=True,
    help="Who wrote: people, as of strikes, or a machine that turned exact positions into words.",
)
language = click.option("--language", metavar="CODE", default="en", show_default=True, help="Language of the text.")
gazetteer = click.option(
    "--gazetteer",
    type=click.Path(path_type=Path),
    callback=_open_gazetteer,
    metavar="FILE",
    help="Look names up in this gazetteer, made by `geostrike gazetteer build`.",
)
strict = click.option(
    "--strict", is_flag=True, help="Exit with 1 when a document could not be read or a row not placed."
)
title = click.option("--title", metavar="TEXT", help="Title of the map; made from the dates where not given.")

overrides = click.option(
    "--overrides",
    type=click.Path(path_type=str),
    metavar="FILE",
    help="CSV of report_id,report_id,same or different: what a person says of pairs of reports.",
)

corrections = click.option(
    "--corrections",
    type=click.Path(path_type=str),
    metavar="FILE",
    help="CSV of report_id,field,value: what a person says was misread.",
)

columns = click.option(
    "--column",
    "columns",
    multiple=True,
    callback=_headings,
    metavar="FIELD=HEADING",
    help="Heading of a table, or key of JSON, that has a field (text, published, publisher, url, title, id); "
    "may be given for each.",
)


def reading(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of every command that reads documents."""
    for decorate in (
        strict,
        columns,
        corrections,
        gazetteer,
        language,
        source_profile,
        error_model,
        level,
        country,
        sources,
    ):
        command = decorate(command)
    return command


def fusing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of every command that makes events of documents."""
    return reading(overrides(command))
