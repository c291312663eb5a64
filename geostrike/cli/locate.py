"""`geostrike locate`: one phrase to an area."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import click

from geostrike import geodesy
from geostrike.cli import options
from geostrike.cli.console import STDOUT, finish, put_bytes, shown
from geostrike.cli.running import NOT_ALL
from geostrike.model import Georeference, Unlocated
from geostrike.pipeline import locate as locate_phrase
from geostrike.pipeline import locate_frame
from geostrike.readers.decoding import decode
from geostrike.tables import claim
from geostrike.writers import to_bytes


@click.command()
@click.argument("phrases", nargs=-1, required=True, metavar="PHRASES...")
@options.country
@options.level
@options.error_model
@options.source_profile
@options.language
@options.gazetteer
@options.strict
@click.option("--land-only", is_flag=True, help="Cut areas to land.")
@click.option("--json", "as_json", is_flag=True, help="Print GeoJSON.")
def locate(phrases: tuple[str, ...], *, as_json: bool, strict: bool, **how: Any) -> None:
    """Say where PHRASES mean, as areas.

    Prints point, radius and areas of each, and how it was read.

    A phrase of - reads phrases from standard input, one a line.

    Example: geostrike locate "45 km south-west of Sirte" --country LY
    """
    given = [phrase for argument in phrases for phrase in _read(argument)]
    if as_json:
        frame = locate_frame(given, **how)
        put_bytes(to_bytes(frame, ".geojson"))
        placed = bool((frame["status"] == "located").all())
    else:
        answers = [locate_phrase(phrase, **how) for phrase in given]
        click.echo("\n\n".join("\n".join(map(shown, _lines(answer))) for answer in answers))
        placed = all(answers)
    finish(NOT_ALL if strict and not placed else 0)


def _read(argument: str) -> list[str]:
    if argument != STDOUT:
        return [argument]
    text = decode(sys.stdin.buffer.read(), "standard input")
    return [line.strip() for line in text.splitlines() if line.strip()]


def _lines(answer: Georeference | Unlocated) -> Iterator[str]:
    yield answer.text
    if isinstance(answer, Unlocated):
        yield f"  not placed     {answer.reason.value}{f' ({answer.detail})' if answer.detail else ''}"
        return
    yield f"  read as        {_reading(answer)}"
    if answer.place is not None:
        yield f"  place          {answer.place.name}, {answer.place.country or '-'} ({answer.place.id})"
    yield f"  point          {answer.point.x:.4f} {answer.point.y:.4f} (longitude, latitude)"
    yield f"  radius         {answer.uncertainty_m / 1000:,.1f} km round the point hold the area at {answer.level:.0%}"
    for level, region in sorted(answer.regions.items()):
        yield f"  area at {level:.0%}    {float(geodesy.area_m2(region)) / 1e6:,.0f} km²"
    if answer.protocol is not None:
        yield f"  point-radius   {answer.protocol.radius_m / 1000:,.1f} km ({answer.protocol.convention})"
    for remark in answer.remarks:
        yield f"  remark         {remark}"


def _reading(answer: Georeference) -> str:
    stated = claim(answer.locality)
    parts = [answer.kind.value.replace("_", " ")]
    if stated.distance:
        parts.append(f"{stated.distance.hedge.value} {stated.distance.stated:g} {stated.distance.unit.value}".strip())
    if stated.heading:
        parts.append(f"at {stated.heading.azimuth_deg:g}°")
    if stated.place:
        parts.append(f"from {stated.place.name}" if stated.distance or stated.heading else stated.place.name)
    return f"{parts[0]}: {' '.join(parts[1:])}" if len(parts) > 1 else parts[0]
