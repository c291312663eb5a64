"""One small builder per kind of locality: from what a form holds to the expression."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from geostrike.locality.places import is_abbreviation
from geostrike.locality.reading import Found, Reading
from geostrike.model import (
    Distance,
    DistanceOnly,
    Feature,
    Heading,
    HeadingOnly,
    Hedge,
    Locality,
    Near,
    Offset,
    Proximity,
    Route,
    Toponym,
)


def build(found: Found, reading: Reading) -> Locality | None:
    """Make the expression of a form that matched; None where its words do not add up to one."""
    return BUILDERS[found.form.kind](found, reading)


def _place(found: Found, role: str = "place") -> Toponym:
    value = found.values[role]
    assert isinstance(value, Toponym)  # noqa: S101 - templates are checked by tests
    return value


def _distance(found: Found, role: str = "distance") -> Distance:
    value = found.values[role]
    assert isinstance(value, Distance)  # noqa: S101
    hedge = found.form.options.get("hedge")
    return replace(value, hedge=Hedge(hedge)) if hedge and value.hedge is Hedge.NONE else value


def _heading(found: Found, role: str = "heading") -> Heading:
    value = found.values[role]
    assert isinstance(value, Heading)  # noqa: S101
    return value


def _route(found: Found, reading: Reading) -> Route:
    if "route" not in found.spans:
        return Route.AIR
    return reading.grammar.values.routes[reading.tokens.key(*found.spans["route"])]


def _offset(found: Found, reading: Reading) -> Locality | None:
    return Offset(_place(found), _distance(found), _heading(found), _route(found, reading))


def _distance_only(found: Found, reading: Reading) -> Locality | None:
    return DistanceOnly(_place(found), _distance(found), _route(found, reading))


def _heading_only(found: Found, reading: Reading) -> Locality | None:
    return HeadingOnly(_place(found), _heading(found))


def _near(found: Found, reading: Reading) -> Locality | None:
    if _doubtful(found, reading):
        return None
    grade = found.form.options.get("proximity")
    if grade is None:
        return Near(_place(found), reading.grammar.values.proximity[reading.tokens.key(*found.spans["proximity"])])
    return Near(_place(found), Proximity(grade))


def _feature(found: Found, reading: Reading) -> Locality | None:
    return None if _doubtful(found, reading) else Feature(_place(found))


def _doubtful(found: Found, reading: Reading) -> bool:
    first, last = found.spans["place"]
    return not reading.grammar.loose and is_abbreviation(reading.tokens, first, last)


BUILDERS: dict[str, Callable[[Found, Reading], Locality | None]] = {
    "offset": _offset,
    "distance_only": _distance_only,
    "heading_only": _heading_only,
    "near": _near,
    "feature": _feature,
}
