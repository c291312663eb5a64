"""What a loader yields: places, further names, and rows that it could not use, each with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from geostrike.errors import GazetteerError, InputError

if TYPE_CHECKING:
    from geostrike.gazetteer.schema import PlaceRecord

_SHOWN_LETTERS = 60


class RowError(InputError):
    """One row breaks a rule of its format; it is left out, counted and reported.

    Parameters
    ----------
    reason
        The rule, in words that many rows can share.
    value
        What stood there.
    """

    def __init__(self, reason: str, value: object = None) -> None:
        self.reason = reason
        self.value = shown(value)
        super().__init__(f"{reason}: {self.value}" if self.value else reason)


@dataclass(frozen=True, slots=True)
class Row:
    """One place of a source, with its line, row or feature number in the file, from 1."""

    line: int
    record: PlaceRecord


@dataclass(frozen=True, slots=True)
class FurtherName:
    """A name of a place that another file describes (GeoNames alternateNames)."""

    line: int
    geonames_id: int
    name: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that was not used: by a rule of the format (`fault` False), or because it is broken."""

    line: int
    reason: str
    value: str = ""
    fault: bool = True


Item = Row | FurtherName | LeftOut
T = TypeVar("T")


def parsed(entries: Iterable[tuple[int, T] | LeftOut], parse: Callable[[int, T], Item]) -> Iterator[Item]:
    """Parse numbered entries one by one; one that breaks a rule comes as `LeftOut`."""
    for entry in entries:
        if isinstance(entry, LeftOut):
            yield entry
            continue
        try:
            yield parse(*entry)
        except RowError as error:
            yield LeftOut(entry[0], error.reason, error.value)


def need_header(header: Sequence[str], needed: Iterable[str], file: str) -> None:
    """Refuse a file whose header lacks columns of its format.

    Raises
    ------
    GazetteerError
        Names the file and the columns.
    """
    missing = [column for column in needed if column not in header]
    if missing:
        raise GazetteerError(f"{file}: the header lacks {', '.join(missing)}; give --format and --columns")


def need_columns(fields: Sequence[str], *numbers: int) -> None:
    """Refuse a row that has another number of columns than its file."""
    if len(fields) not in numbers:
        wanted = " or ".join(map(str, numbers))
        raise RowError(f"not {wanted} columns, as in a file that was cut", f"{len(fields)} columns")


def shown(value: object) -> str:
    r"""Short, printable form of a value for a message; "" for None.

    >>> shown("a\x00b"), shown("x" * 100)[-6:], shown(None)
    ("'a\\x00b'", 'xxx...', '')
    """
    if value is None:
        return ""
    text = ascii(value) if isinstance(value, str) and not value[:200].isprintable() else repr(value)
    return text if len(text) <= _SHOWN_LETTERS else text[: _SHOWN_LETTERS - 3] + "..."
