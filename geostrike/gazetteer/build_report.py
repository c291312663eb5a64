"""What became of the rows of a file that was added to a gazetteer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geostrike.gazetteer.loaders import LeftOut

#: Broken rows that a report shows one by one; all are counted.
SHOWN_ROWS = 10


@dataclass(slots=True)
class FileReport:
    """What became of the rows of one file.

    Parameters
    ----------
    name, format
        The file, with the member of an archive; its format ("" for a member that was passed over).
    places, united, names
        New places, rows united with a place that was there, further names.
    outlines_set_aside
        Outlines of settlements whose area differs from the expected one by a factor over ten.
    faults, omitted
        Reason -> broken rows, and rows left out by a rule of the format.
    shown
        The first broken rows, one line each.
    """

    name: str
    format: str
    places: int = 0
    united: int = 0
    names: int = 0
    outlines_set_aside: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    omitted: Counter[str] = field(default_factory=Counter)
    shown: list[str] = field(default_factory=list)

    @property
    def used(self) -> int:
        """Rows that went into the store."""
        return self.places + self.united + self.names

    def leave_out(self, row: LeftOut, unit: str) -> None:
        """Count a row that was not used; a broken one is shown while they are few."""
        (self.faults if row.fault else self.omitted)[row.reason] += 1
        if row.fault and len(self.shown) < SHOWN_ROWS:
            value = f" ({row.value})" if row.value else ""
            self.shown.append(f"{self.name}, {unit} {row.line}: {row.reason}{value}")

    def summary(self) -> list[str]:
        """Say in lines how many rows were used, and how many a rule of the format leaves out."""
        if not self.format:
            return [f"{self.name}: not a gazetteer, passed over"]
        counts = [
            (self.places, "places"),
            (self.united, "united with places known before"),
            (self.names, "further names"),
            (self.outlines_set_aside, "outlines set aside, of an area that does not fit the population"),
        ]
        said = ", ".join(f"{number:,} {what}" for number, what in counts if number)
        return [f"{self.name} ({self.format}): {said}", *_tally("left out", self.omitted)]

    def problems(self) -> list[str]:
        """Say in one line how many rows are broken and why, then show the first ones; empty for none."""
        return [f"{self.name}: {line}" for line in _tally("broken", self.faults)] + self.shown


def _tally(word: str, reasons: Counter[str]) -> list[str]:
    if not reasons:
        return []
    by_count = sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))
    listed = "; ".join(f"{number:,} {reason}" for reason, number in by_count)
    return [f"{reasons.total():,} rows {word}: {listed}"]
