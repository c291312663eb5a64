"""What the rounding of a stated number says of its precision: the field's conventions side by side.

Each convention answers one question: a writer put down this number; by how much may the true one
differ? The answer is the half-width of the interval, in the unit of the number.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Final

from geostrike.errors import InputError

DEFAULT_CONVENTION: Final = "best-practices-2020"

_DENOMINATORS = (2, 3, 4, 8, 10, 100, 1000)
"""Fractions that a decimal is tried against, in the order of the Georeferencing Best Practices 2020."""

_TOLERANCE = 1e-3


def distance_precision(value: float, convention: str = DEFAULT_CONVENTION, *, resolution: float = 1.0) -> float:
    """Half-width of the interval that a stated number stands for, in the number's own unit.

    Parameters
    ----------
    value
        The number as written, >= 0.
    convention
        One of `CONVENTIONS`:

        ``"best-practices-2020"``
            Chapman & Wieczorek 2020, Georeferencing Best Practices, table of offset precisions.
            Whole numbers: half of the largest power of ten that divides the number, at most
            a tenth of its leading power and at least 1. Fractions: half of the fraction (10.25 -> 1/8).
        ``"georefguide-2004"``
            Wieczorek, Guo & Hijmans 2004 and the MaNIS guide of 2001: half of the power of ten
            that divides a round number (100 -> 50), one unit for others, the whole fraction.
        ``"frazier-2004"``
            Frazier et al. 2004 as tabled in Best Practices: 15 % of multiples of ten, one unit
            of the last written digit for others.
        ``"geomancer"``
            Geomancer 2011: half of the power of ten that divides the number; half of the fraction.
        ``"biogeomancer"``
            BioGeomancer 2007: half a unit, whatever the rounding; half of the fraction.
        ``"nmnh"``
            nmnh_ms_tools 2025: half of the leading power of ten for multiples of ten, a tenth
            (rounded up) for other whole numbers, the whole fraction.
        ``"graded"``
            Ours, for news texts: half of 100, 50, 10 or 5, the largest that divides the number.
            A quarter to a half of the "round" distances of field notes are in truth rounded to
            tens, and multiples of five are heaped as well, which no published rule counts.
    resolution
        The smallest step that the notation shows (0.1 for "10.0"): a trailing decimal zero counts.

    Raises
    ------
    InputError
        Unknown convention; value negative or not finite.

    Examples
    --------
    >>> [distance_precision(150, name) for name in CONVENTIONS]
    [5.0, 5.0, 22.5, 5.0, 0.5, 50.0, 25.0]
    >>> distance_precision(10, resolution=0.1)
    0.05
    """
    if not 0 <= value < math.inf:
        raise InputError(f"distance {value:g}: needs a finite number >= 0; correct it")
    rule = CONVENTIONS.get(convention)
    if rule is None:
        raise InputError(f"convention {convention!r}: is none of {', '.join(CONVENTIONS)}")
    return rule(value, resolution)


def _best_practices(value: float, resolution: float) -> float:
    if _is_whole(value, resolution):
        leading = 10.0 ** (math.floor(math.log10(value)) - 1) if value >= 1 else 1.0
        return max(1.0, min(_power_of_ten(value), leading)) / 2
    return _fraction(value, resolution) / 2


def _georefguide(value: float, resolution: float) -> float:
    if _is_whole(value, resolution):
        power = _power_of_ten(value)
        return power / 2 if power > 1 else 1.0
    return _fraction(value, resolution)


def _frazier(value: float, resolution: float) -> float:
    if _is_whole(value, resolution):
        return 0.15 * value if value and value % 10 == 0 else 1.0
    return min(_last_digit(value), resolution if _shows_zero(value, resolution) else 1.0)


def _geomancer(value: float, resolution: float) -> float:
    if _is_whole(value, resolution):
        return _power_of_ten(value) / 2
    return _fraction(value, resolution) / 2


def _biogeomancer(value: float, resolution: float) -> float:
    return 0.5 if _is_whole(value, resolution) else _fraction(value, resolution) / 2


def _nmnh(value: float, resolution: float) -> float:
    if not _is_whole(value, resolution):
        return resolution if _shows_zero(value, resolution) else 1 / Fraction(value).limit_denominator(100).denominator
    if value and value % 10 == 0:
        return 10.0 ** math.floor(math.log10(value)) / 2
    return float(max(1, math.ceil(value / 10)))


def _graded(value: float, resolution: float) -> float:
    if _is_whole(value, resolution):
        return next((step for step in (100, 50, 10, 5) if value and value % step == 0), 1) / 2
    return _fraction(value, resolution) / 2


def _is_whole(value: float, resolution: float) -> bool:
    return float(value).is_integer() and not _shows_zero(value, resolution)


def _shows_zero(value: float, resolution: float) -> bool:
    """Whether the notation ends in a decimal zero: "10.0", "2.50"."""
    if not 0 < resolution < 1 or not _is_decimal_step(resolution):
        return False
    tenfold = value / (10 * resolution)
    return abs(tenfold - round(tenfold)) < 1e-9


def _is_decimal_step(resolution: float) -> bool:
    exponent = math.log10(resolution)
    return abs(exponent - round(exponent)) < 1e-9


def _power_of_ten(value: float) -> float:
    """Largest power of ten that divides a whole number; 1 for 0."""
    power = 1
    while value and value % (power * 10) == 0:
        power *= 10
    return float(power)


def _fraction(value: float, resolution: float) -> float:
    """Find the unit fraction that a decimal looks like a multiple of; the shown step after a decimal zero."""
    if _shows_zero(value, resolution):
        return resolution
    rest = value - math.floor(value)
    for denominator in _DENOMINATORS:
        if abs(rest * denominator - round(rest * denominator)) < _TOLERANCE * denominator:
            return 1 / denominator
    return 1 / _DENOMINATORS[-1]


def _last_digit(value: float) -> float:
    """One unit of the last decimal that the number needs."""
    digits = f"{value:.6f}".rstrip("0").partition(".")[2]
    return 10.0 ** -len(digits)


CONVENTIONS: Final[dict[str, Callable[[float, float], float]]] = {
    DEFAULT_CONVENTION: _best_practices,
    "georefguide-2004": _georefguide,
    "frazier-2004": _frazier,
    "geomancer": _geomancer,
    "biogeomancer": _biogeomancer,
    "nmnh": _nmnh,
    "graded": _graded,
}
"""The rules by name."""
