"""Layers: which events share a date, or a value of a column, with a name and a colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geostrike.maps.entries import Entry
from geostrike.maps.palette import CAMPAIGN_COLOUR, COLOURS
from geostrike.maps.wording import MONTHS, NO_DATE

MOST_GROUPS = len(COLOURS)
OTHERS = "other"


@dataclass(frozen=True, slots=True)
class Group:
    """A layer: its key, its name as in a layer control, its colour, and its events."""

    key: str
    name: str
    colour: str
    entries: tuple[Entry, ...]
    campaign: bool = False


def groups_of(entries: Sequence[Entry], *, by_layer: bool = False) -> tuple[Group, ...]:
    """Return the layers of a map, campaigns last.

    By day, month, quarter, year, decade or century, the finest that makes few; or with `by_layer` by the
    entries' `layer`, the commonest by themselves and the rest together.
    """
    strikes = [entry for entry in entries if not entry.campaign]
    campaigns = tuple(entry for entry in entries if entry.campaign)
    keys = _values(strikes) if by_layer else _dates(strikes)
    groups = [
        Group(
            key=f"date{number}",
            name=_capital(name),
            colour=COLOURS[number % len(COLOURS)],
            entries=tuple(entry for entry, key in zip(strikes, keys, strict=True) if key == name),
        )
        for number, name in enumerate(dict.fromkeys(keys))
    ]
    if campaigns:
        groups.append(Group("campaigns", "Campaigns", CAMPAIGN_COLOUR, campaigns, campaign=True))
    return tuple(groups)


def _dates(strikes: Sequence[Entry]) -> list[str]:
    scales: tuple[Callable[[Entry], str], ...] = (
        lambda entry: entry.when,
        _month,
        _quarter,
        _year,
        _decade,
        _century,
    )
    keys: list[str] = []
    for scale in scales:
        keys = [scale(entry) if entry.start else NO_DATE for entry in strikes]
        if len(set(keys)) <= MOST_GROUPS:
            break
    return keys


def _values(strikes: Sequence[Entry]) -> list[str]:
    values = [entry.layer or "not stated" for entry in strikes]
    commonest = Counter(values).most_common()
    kept = {value for value, _ in (commonest if len(commonest) <= MOST_GROUPS else commonest[: MOST_GROUPS - 1])}
    return [value if value in kept else OTHERS for value in values]


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _month(entry: Entry) -> str:
    return f"{MONTHS[entry.start.month - 1]} {entry.start.year}" if entry.start else NO_DATE


def _quarter(entry: Entry) -> str:
    if not entry.start:
        return NO_DATE
    first = (entry.start.month - 1) // 3 * 3
    return f"{MONTHS[first]}–{MONTHS[first + 2]} {entry.start.year}"


def _year(entry: Entry) -> str:
    return str(entry.start.year) if entry.start else NO_DATE


def _decade(entry: Entry) -> str:
    return f"{entry.start.year // 10 * 10}s" if entry.start else NO_DATE


def _century(entry: Entry) -> str:
    return f"{entry.start.year // 100 * 100}s" if entry.start else NO_DATE
