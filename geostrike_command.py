"""The command `geostrike`; outside the package, as whatever is inside begins with loading pandas."""

from __future__ import annotations

import os
import signal

INTERRUPTED = 130


def main() -> None:
    """Run the command line of this process; Ctrl-C ends it quietly, also in the second that it takes to load."""
    # An exception raised in the midst of an import may be swallowed, or come out as another: nothing is at stake yet.
    signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
    from geostrike.cli import cli  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.default_int_handler)
    cli()


if __name__ == "__main__":
    main()
