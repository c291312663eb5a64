"""Stated quantities: distances with their hedge and precision, and compass headings."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum

from geostrike.errors import InputError


class Hedge(StrEnum):
    """How a writer qualified a number; kept, because it is part of the claim."""

    NONE = ""
    EXACTLY = "exactly"
    ABOUT = "about"
    NEARLY = "nearly"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    LESS_THAN = "less than"


class Unit(StrEnum):
    """Units that distances are stated in, as written; travel times are wide guesses.

    `DRIVING_HOUR` and `WALKING_DAY` have no length of their own: their low and high speeds
    live in :mod:`geostrike.uncertainty`.
    """

    METRE = "m"
    KILOMETRE = "km"
    MILE = "mi"
    NAUTICAL_MILE = "nmi"
    FOOT = "ft"
    YARD = "yd"
    DRIVING_HOUR = "driving hour"
    WALKING_DAY = "walking day"

    @property
    def metres(self) -> float:
        """Metres in one unit; NaN for travel times.

        >>> Unit.NAUTICAL_MILE.metres
        1852.0
        """
        return _METRES[self]


# International yard and pound agreement of 1959 (mile, yard, foot); nautical mile: BIPM SI Brochure.
_METRES = {
    Unit.METRE: 1.0,
    Unit.KILOMETRE: 1000.0,
    Unit.MILE: 1609.344,
    Unit.NAUTICAL_MILE: 1852.0,
    Unit.FOOT: 0.3048,
    Unit.YARD: 0.9144,
    Unit.DRIVING_HOUR: math.nan,
    Unit.WALKING_DAY: math.nan,
}


@dataclass(frozen=True, slots=True)
class Distance:
    """A stated distance: an interval from the start, in the unit that was written.

    Parameters
    ----------
    low, high
        The numbers as written, in `unit`; equal unless a range ("10-15 km") was stated.
    unit
        The unit as written.
    hedge
        "about", "up to", ... ; `AT_MOST` and `LESS_THAN` mean anything from 0 to `high`,
        `AT_LEAST` and `MORE_THAN` mean `low` or more.
    resolution
        The smallest step that the notation can show, in `unit`: 1 for "45", 0.1 for "10.0",
        0.5 for "half a mile". Trailing zeros are not in it; conventions derive those.
    also
        The same distance in a second unit, where the text gives both ("45 km (28 miles)").
    text
        The words that were read; not part of equality.
    """

    low: float
    high: float
    unit: Unit
    hedge: Hedge = Hedge.NONE
    resolution: float = 1.0
    also: Distance | None = None
    text: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not (0 <= self.low <= self.high < math.inf):
            raise InputError(
                f"distance {self.low:g}-{self.high:g} {self.unit}: needs 0 <= low <= high; swap or correct the ends"
            )

    @property
    def stated(self) -> float:
        """Middle of the stated interval, in `unit`."""
        return (self.low + self.high) / 2

    @property
    def is_range(self) -> bool:
        """Whether the text itself gave two ends."""
        return self.low != self.high


@dataclass(frozen=True, slots=True)
class Heading:
    """A compass direction as stated.

    Parameters
    ----------
    azimuth_deg
        Clockwise from true north, 0 <= azimuth < 360.
    points
        Size of the compass rose that the word belongs to: 4 (north), 8 (north-east),
        16 (north-north-east), 32 (north by east), or 360 where degrees were stated.
    due
        Whether the text says "due".
    """

    azimuth_deg: float
    points: int = 8
    due: bool = False
    text: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not 0 <= self.azimuth_deg < 360:
            raise InputError(f"azimuth {self.azimuth_deg:g}: needs 0 <= azimuth < 360 degrees; take it modulo 360")
        if self.points not in (4, 8, 16, 32, 360):
            raise InputError(f"compass of {self.points} points: needs 4, 8, 16, 32, or 360 for degrees")
