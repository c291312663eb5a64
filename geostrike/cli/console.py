"""What the user sees: results on standard output, messages and progress on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn, TypeVar

import click
from tqdm import tqdm

T = TypeVar("T")

STDOUT = "-"
_SHOWN_AFTER_S = 1.0

# Escape sequences move the cursor, direction marks reorder a line, and line ends break a summary's lines.
_UNSHOWN = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd")
_UNSHOWN |= dict.fromkeys([*b"\t\n\r", 0x2028, 0x2029], " ")


def progress(items: Iterable[T], unit: str) -> Iterable[T]:
    """Show a bar on standard error while `items` are gone through, where that is a terminal and it takes long."""
    return tqdm(items, unit=f" {unit}", delay=_SHOWN_AFTER_S, disable=not sys.stderr.isatty(), leave=False)


def counted(number: int, noun: str) -> str:
    """Return "1 strike", "2 strikes".

    >>> counted(1, "strike"), counted(0, "strike")
    ('1 strike', '0 strikes')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def shown(text: str) -> str:
    r"""Return text of documents and file names, which come from strangers, fit for one line of a terminal.

    >>> shown("10 km north\n of \x1b[31mRaqqa\u202e")
    '10 km north  of \ufffd[31mRaqqa\ufffd'
    """
    return text.translate(_UNSHOWN)


def wrote(path: str) -> str:
    """Return the line that says where an output is, and how large."""
    return f"Wrote {path} ({Path(path).stat().st_size / 1000:,.0f} kB)"


def put_bytes(data: bytes) -> None:
    """Write a file's content to standard output."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def drop_output() -> None:
    """Send what is still to be written to standard output nowhere, as nobody can take it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def warn(message: str) -> None:
    """Write one line to standard error."""
    click.echo(shown(f"geostrike: {message}"), err=True)


def finish(exit_code: int) -> NoReturn:
    """End the command with this exit code."""
    click.get_current_context().exit(exit_code)
