"""`geostrike gazetteer`: what names mean, and where that is known from."""

from __future__ import annotations

import json

import click

from geostrike.cli import options, stores
from geostrike.cli.console import shown
from geostrike.gazetteer import Gazetteer
from geostrike.model import Candidate, PlaceKind
from geostrike.pipeline.options import Options


@click.group()
def gazetteer() -> None:
    """Look into the gazetteer, and make bigger ones."""


@gazetteer.command()
@click.argument("name")
@options.country
@options.gazetteer
@click.option("--kind", type=click.Choice([kind.value for kind in PlaceKind]), help="Sort of place asked for.")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def search(
    name: str, country: str | None, gazetteer: Gazetteer | None, kind: str | None, limit: int, *, as_json: bool
) -> None:
    """List the places that NAME may mean, best first.

    A line gives score, name with region and country, longitude and latitude, identifier, and why.

    Example: geostrike gazetteer search Surt --country LY
    """
    where = gazetteer or Gazetteer.default()
    code = Options(gazetteer=where).country_code(country)
    found = where.search(name, country=code or None, kind=kind, limit=limit)
    if not found and not as_json:
        click.echo(shown(f"{name!r}: not found{f' in {code}' if code else ''}; see `geostrike gazetteer build --help`"))
    for candidate in found:
        click.echo(json.dumps(_as_object(candidate), ensure_ascii=False) if as_json else _as_line(candidate))


def _as_line(candidate: Candidate) -> str:
    place = candidate.place
    where = ", ".join(part for part in (place.name, place.admin1, place.country) if part)
    return shown(
        f"{candidate.score:5.2f}  {where} ({place.kind})  {place.lon:.4f} {place.lat:.4f}  {place.id}  "
        f"{'; '.join(candidate.reasons)}"
    )


def _as_object(candidate: Candidate) -> dict[str, object]:
    place = candidate.place
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind.value,
        "country": place.country,
        "admin1": place.admin1,
        "lon": place.lon,
        "lat": place.lat,
        "population": place.population,
        "extent_m": place.extent_m,
        "score": candidate.score,
        "match": candidate.match.value,
        "reasons": list(candidate.reasons),
    }


@gazetteer.command()
@options.gazetteer
def info(gazetteer: Gazetteer | None) -> None:
    """Say what is in the gazetteer, and give its attribution lines."""
    where = gazetteer or Gazetteer.default()
    for kind, number in sorted(where.counts().items()):
        click.echo(f"{number:>9,}  {kind.value}")
    for source in where.sources():
        click.echo(source.attribution)


for command in stores.COMMANDS:
    gazetteer.add_command(command)
