"""Stated distances and headings to intervals of metres and degrees."""

from __future__ import annotations

from typing import Final

from geostrike.errors import InputError
from geostrike.model import Distance, Heading, Hedge, Unit
from geostrike.uncertainty.conventions import DEFAULT_CONVENTION, distance_precision

TRAVEL_M: Final = {
    # As the crow flies, per hour. A convoy on tracks makes 30 km/h on roads half as long again as the straight
    # line; a car on a straight motorway passes 100 km/h. A wide guess.
    Unit.DRIVING_HOUR: (20_000.0, 110_000.0),
    # Per day on foot: 15 km through mountains on winding paths, 40 km on a march in the plain. A wide guess.
    Unit.WALKING_DAY: (10_000.0, 40_000.0),
}
"""Travel times -> least and most metres in one unit. Guesses: no text says how fast, or how straight."""

OPEN_END: Final = 1.5
"""Where "more than 80 km" is taken to end, as a multiple: from there a writer would have named a larger number."""

NEARLY: Final = 0.9
"""Where "nearly 100 km" is taken to begin, as a multiple; it ends at the number itself."""

DUE_HALF_ANGLE_DEG: Final = 5.625
"""Half-angle of "due north": no other point of the 32-point compass is nearer."""


def distance_interval(distance: Distance, convention: str = DEFAULT_CONVENTION) -> tuple[float, float]:
    """Least and greatest distance that the words may stand for, in metres.

    Parameters
    ----------
    distance
        As stated. Its hedge is honoured: "about" changes nothing (the field's guides agree: an adverb
        alters neither point nor radius), "up to 20 km" begins at 0, "more than" ends at 1.5 times
        the number, "nearly" lies between 0.9 times the number and the number, "exactly" is as
        precise as the notation. A stated range keeps its ends, each widened by half of the
        notation's step. Travel times use `TRAVEL_M`. Of two units the coarser one counts, for
        the other was converted and its digits are false precision; where they contradict each
        other the interval holds both.
    convention
        How rounding is read; see `distance_precision`.

    Returns
    -------
    low_m, high_m
        0 <= low <= high.

    Examples
    --------
    >>> distance_interval(Distance(45, 45, Unit.KILOMETRE))
    (44500.0, 45500.0)
    >>> distance_interval(Distance(20, 20, Unit.KILOMETRE, Hedge.AT_MOST))
    (0.0, 20500.0)
    >>> miles = Distance(100, 100, Unit.MILE)
    >>> distance_interval(Distance(160, 160, Unit.KILOMETRE, also=miles)) == distance_interval(miles)
    True
    """
    own = _interval(distance, convention)
    if distance.also is None:
        return own
    other = _interval(distance.also, convention)
    fine, coarse = sorted((own, other), key=lambda ends: ends[1] - ends[0])
    if fine[1] < coarse[0] or coarse[1] < fine[0]:
        return min(own[0], other[0]), max(own[1], other[1])
    return coarse


def truncated_interval(distance: Distance, convention: str = DEFAULT_CONVENTION) -> tuple[float, float]:
    """Least and greatest distance, in metres, of a number that a machine cut off after its last digit.

    The US Geological Survey's "56km WSW of" is any distance from 56 up to 57 km. Hedged numbers and
    travel times are no machine's: they are read as `distance_interval` reads them.

    Examples
    --------
    >>> truncated_interval(Distance(56, 56, Unit.KILOMETRE))
    (56000.0, 57000.0)
    """
    if distance.unit in TRAVEL_M or distance.hedge is not Hedge.NONE:
        return distance_interval(distance, convention)
    metres = distance.unit.metres
    return distance.low * metres, (distance.high + distance.resolution) * metres


def _interval(distance: Distance, convention: str) -> tuple[float, float]:
    if distance.unit in TRAVEL_M:
        least, most = TRAVEL_M[distance.unit]
        low, high = distance.low * least, distance.high * most
        if distance.hedge in (Hedge.AT_MOST, Hedge.LESS_THAN):
            return 0.0, high
        return (low, high * OPEN_END) if distance.hedge in (Hedge.AT_LEAST, Hedge.MORE_THAN) else (low, high)
    low, high = _in_own_unit(distance, convention)
    return max(low, 0.0) * distance.unit.metres, high * distance.unit.metres


def _in_own_unit(distance: Distance, convention: str) -> tuple[float, float]:
    low, high = distance.low, distance.high
    step = distance.resolution / 2
    exact = distance.is_range or distance.hedge is Hedge.EXACTLY
    below, above = (
        step if exact else distance_precision(end, convention, resolution=distance.resolution) for end in (low, high)
    )
    match distance.hedge:
        case Hedge.AT_MOST:
            return 0.0, high + above
        case Hedge.LESS_THAN:
            return 0.0, high
        case Hedge.AT_LEAST:
            return low - below, max(high * OPEN_END, high + above)
        case Hedge.MORE_THAN:
            return low, max(high * OPEN_END, high + above)
        case Hedge.NEARLY:
            return min(low * NEARLY, low - below), high
        case _:
            return low - below, high + above


def heading_half_angle_deg(heading: Heading, *, author_points: int | None = None) -> float:
    """Half of the sector that a compass word stands for, in degrees.

    North, east, south, west 45; north-east and its like 22.5; north-north-east 11.25; by-points
    5.625; degrees 1 (Wieczorek, Guo & Hijmans 2004; Best Practices 2020; Georeferencing
    Calculator). "North" is the wider because it only says: neither east nor west; of 4,700
    headings in field notes 80 % are cardinal, where eight equal sectors would give half. "Due"
    takes that ambiguity away (Best Practices), so at most 5.625 is left.

    Parameters
    ----------
    heading
        As stated.
    author_points
        Size of the finest compass rose that the same author is known to use (4, 8, 16, 32):
        who writes "north-east" elsewhere means more by "north" (Wieczorek et al. 2004).

    Examples
    --------
    >>> heading_half_angle_deg(Heading(0, 4)), heading_half_angle_deg(Heading(225, 8))
    (45.0, 22.5)
    >>> heading_half_angle_deg(Heading(0, 4), author_points=16)
    11.25
    >>> heading_half_angle_deg(Heading(0, 4, due=True))
    5.625
    """
    if author_points not in (None, 4, 8, 16, 32):
        raise InputError(f"compass of {author_points} points: needs 4, 8, 16 or 32")
    if heading.points == 360:
        return 1.0
    half = 180 / max(heading.points, author_points or 0)
    return min(half, DUE_HALF_ANGLE_DEG) if heading.due else half
