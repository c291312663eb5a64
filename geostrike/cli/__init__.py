"""The command line: arguments in, files and exit codes out.

Exit codes: 0 done; 1 `--strict` was given and a document could not be read, a row not placed, or tables differ;
2 a wrong call, input that cannot be read or output that cannot be written; 130 interrupted.
"""

from __future__ import annotations

from typing import Any

import click
from click.exceptions import NoArgsIsHelpError

import geostrike
from geostrike.cli.compare import compare
from geostrike.cli.console import drop_output, warn
from geostrike.cli.email import email
from geostrike.cli.events import events
from geostrike.cli.extract import extract
from geostrike.cli.gazetteer import gazetteer
from geostrike.cli.locate import locate
from geostrike.cli.map import map_
from geostrike.errors import GeostrikeError

__all__ = ["cli"]

REFUSED = 2
INTERRUPTED = 130


class _Group(click.Group):
    """Turns a refusal into one line and exit code 2, and an interruption into 130.

    Who reads our output and has enough of it (`| head`) makes no error.
    """

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            command = error.ctx.command_path if error.ctx else ctx.command_path
            warn(f"{error.format_message().rstrip('.')}; see `{command} --help`")
            ctx.exit(REFUSED)
        except GeostrikeError as error:
            warn(str(error))
            ctx.exit(REFUSED)
        except BrokenPipeError:
            drop_output()
            ctx.exit(0)
        except OSError as error:
            warn(
                f"{error.filename or 'standard output'}: {error.strerror or error}; free space, or choose another place"
            )
            drop_output()
            ctx.exit(REFUSED)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(geostrike.__version__, prog_name="geostrike")
def cli() -> None:
    """Say where reported air strikes may have happened, and how sure one can be.

    The main job, five articles in and one map out: geostrike map seeds/ -o strikes.html
    """


for command in (map_, locate, extract, events, compare, email, gazetteer):
    cli.add_command(command)
