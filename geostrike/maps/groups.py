"""Layers by date: which events share one, its name, colour and line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geostrike.maps.entries import Entry
from geostrike.maps.wording import MONTHS, NO_DATE

MOST_GROUPS = 8

# Each at least 4:1 against land and 3.5:1 against sea (WCAG contrast); in an order that keeps
# neighbours apart also for colour-blind readers. The dash pattern says the same without colour.
COLOURS = ("#0072B2", "#B35900", "#8A3A75", "#1B6E3C", "#A3262A", "#4A4E9E", "#6B5512", "#00707A")
DASHES = ("", "9 4", "2 4", "12 4 2 4", "5 3", "16 5", "6 3 2 3", "1 3")
CAMPAIGN_COLOUR = "#5B6068"
CAMPAIGN_DASH = "14 7"


@dataclass(frozen=True, slots=True)
class Group:
    """A layer: its key, its name as in a layer control, how it is drawn, and the ids of its events."""

    key: str
    name: str
    colour: str
    dash: str
    entries: tuple[Entry, ...]
    campaign: bool = False


def groups_of(entries: Sequence[Entry]) -> tuple[Group, ...]:
    """Return the layers of a map: by day, month, year, decade or century, the finest that makes few; campaigns last."""
    strikes = [entry for entry in entries if not entry.campaign]
    campaigns = tuple(entry for entry in entries if entry.campaign)
    scales: tuple[Callable[[Entry], str], ...] = (lambda entry: entry.when, _month, _year, _decade, _century)
    for scale in scales:
        names = dict.fromkeys(scale(entry) if entry.start else NO_DATE for entry in strikes)
        if len(names) <= MOST_GROUPS:
            break
    groups = [
        Group(
            key=f"date{number}",
            name=_capital(name),
            colour=COLOURS[number % len(COLOURS)],
            dash=DASHES[number % len(DASHES)],
            entries=tuple(entry for entry in strikes if (scale(entry) if entry.start else NO_DATE) == name),
        )
        for number, name in enumerate(names)
    ]
    if campaigns:
        groups.append(Group("campaigns", "Campaigns", CAMPAIGN_COLOUR, CAMPAIGN_DASH, campaigns, campaign=True))
    return tuple(groups)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _month(entry: Entry) -> str:
    return f"{MONTHS[entry.start.month - 1]} {entry.start.year}" if entry.start else NO_DATE


def _year(entry: Entry) -> str:
    return str(entry.start.year) if entry.start else NO_DATE


def _decade(entry: Entry) -> str:
    return f"{entry.start.year // 10 * 10}s" if entry.start else NO_DATE


def _century(entry: Entry) -> str:
    return f"{entry.start.year // 100 * 100}s" if entry.start else NO_DATE
