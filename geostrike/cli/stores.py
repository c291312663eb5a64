"""`geostrike gazetteer build`, `add` and `download`: a gazetteer of more sources than the embedded one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from geostrike.cli.console import warn, wrote
from geostrike.errors import InputError
from geostrike.gazetteer.build import build
from geostrike.gazetteer.build_report import FileReport
from geostrike.gazetteer.download import GEONAMES_URL, MAX_BYTES, download
from geostrike.gazetteer.gazetteer import EMBEDDED
from geostrike.gazetteer.loaders import FORMATS, parse_columns

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

_FILE = click.Path(path_type=Path)
_FORMAT: Decorator = click.option(
    "--format",
    "format_name",
    type=click.Choice(list(FORMATS)),
    callback=lambda _context, _parameter, name: name or "",
    help="Format of the files; told from their content where not given.",
)
_COLUMNS: Decorator = click.option(
    "--columns",
    callback=lambda _context, _parameter, text: parse_columns(text) if text else {},
    metavar="FIELD=HEADING,...",
    help="Columns of your own table: name=TOWN,lon=X,lat=Y,country=CC ...",
)


@click.command("build")
@click.option("--add", "files", type=_FILE, multiple=True, help="File to add; may be given many times.")
@click.argument("more", nargs=-1, type=_FILE, metavar="[FILES]...")
@click.option("-o", "--output", type=_FILE, required=True, metavar="FILE", help="Store to write.")
@click.option("--only", is_flag=True, help="Leave the embedded gazetteer out.")
@_FORMAT
@_COLUMNS
def build_command(
    files: tuple[Path, ...],
    more: tuple[Path, ...],
    output: Path,
    format_name: str,
    columns: dict[str, str],
    *,
    only: bool,
) -> None:
    """Make a gazetteer of the embedded one and FILES of bigger ones.

    Example: geostrike gazetteer build --add villages.csv --columns name=TOWN,lon=X,lat=Y -o my.sqlite
    """
    _build((*files, *more), output, base=None if only else EMBEDDED, format_name=format_name, columns=columns)


@click.command("add")
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option("--to", "store", type=_FILE, required=True, metavar="FILE", help="Store made by `build`; is replaced.")
@_FORMAT
@_COLUMNS
def add_command(files: tuple[Path, ...], store: Path, format_name: str, columns: dict[str, str]) -> None:
    """Add FILES to a gazetteer made before.

    Example: geostrike gazetteer add so.zip airports.csv --to my.sqlite
    """
    _build(files, store, base=store, format_name=format_name, columns=columns)


@click.command("download")
@click.argument("countries", nargs=-1, required=True, metavar="CODES...")
@click.option(
    "-o", "--output", type=_FILE, default=Path("gazetteer.sqlite"), show_default=True, metavar="FILE", help="To write."
)
@click.option("--base-url", default=GEONAMES_URL, show_default=True, help="Server folder that has CODE.zip.")
@click.option("--folder", type=_FILE, help="Where to keep the files; the user's cache else.")
@click.option("--max-mb", type=click.IntRange(min=1), default=MAX_BYTES // 1_000_000, show_default=True, help="Limit.")
def download_command(countries: tuple[str, ...], output: Path, base_url: str, folder: Path | None, max_mb: int) -> None:
    """Fetch GeoNames' files of countries, and build.

    The only command that uses the network.

    Example: geostrike gazetteer download LY SO -o my.sqlite
    """
    fetched = download(countries, folder=folder, base_url=base_url, max_bytes=max_mb * 1_000_000)
    for file in fetched:
        click.echo(f"Fetched {file.url} (sha256 {file.sha256})")
    _build([file.path for file in fetched], output, base=EMBEDDED, origins={f.path: f.url for f in fetched})


def _build(files: Sequence[Path], out: Path, **options: Any) -> None:
    """Build, then say what became of every row: broken ones on standard error."""
    if not files:
        raise click.UsageError("no file given; name one with --add")
    if out.resolve() in {file.resolve() for file in files}:
        raise InputError(f"{out}: is one of the files to add; write to another file")
    for report in build(files, out, **options):
        _tell(report)
    click.echo(wrote(str(out)))


def _tell(report: FileReport) -> None:
    for line in report.summary():
        click.echo(line)
    for line in report.problems():
        warn(line)


COMMANDS = (build_command, add_command, download_command)
