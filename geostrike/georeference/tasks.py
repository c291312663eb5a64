"""From an expression and its resolutions to tasks: one for each place that its first name may mean."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from geostrike import geodesy
from geostrike.georeference.drawing import Refusal, Setting, Task, interval, kilometres
from geostrike.georeference.spreads import MOST_STATED_M
from geostrike.model import Coordinates, Distance, Locality, Orthogonal, Place, Reason, Resolution, Toponym


def expand(
    where: Locality, names: Mapping[Toponym, Resolution], country: str, setting: Setting
) -> list[Task] | Refusal:
    """Pair a simple expression with its places, or say why that cannot be.

    Where both ends of "between A and B" are ambiguous, each A goes with the B nearest to it.
    """
    if isinstance(where, Coordinates):
        return [Task(where, country=country)]
    far = _too_far(where, setting)
    if far is not None:
        return far
    places = _places(getattr(where, "place", None), names)
    others = _places(getattr(where, "other", None), names)
    if isinstance(places, Refusal):
        return places
    if isinstance(others, Refusal):
        return others
    if not places:
        return [Task(where, None, _nearest(None, others), country)]
    return [Task(where, place, _nearest(place, others), country) for place in places]


def _places(toponym: Toponym | None, names: Mapping[Toponym, Resolution]) -> list[Place] | Refusal:
    if toponym is None:
        return []
    if not toponym.name:
        return Refusal(Reason.NO_REFERENT, f"nothing before says what {toponym.text or 'the place'!r} is")
    resolution = names.get(toponym)
    if resolution is None or not resolution.chosen:
        ruled_out = resolution.ruled_out if resolution is not None else ""
        unknown = f"{toponym.name!r} is not in the gazetteer; add it with its coordinates"
        return Refusal(Reason.UNKNOWN_PLACE, ruled_out or unknown)
    places = [candidate.place for candidate in resolution.chosen]
    for place in places:
        numbers = (place.lon, place.lat, place.extent_m, place.precision_m)
        if not all(map(math.isfinite, numbers)) or abs(place.lat) > 90 or min(numbers[2:]) < 0:
            return Refusal(Reason.BAD_COORDINATES, f"{place.name} stands at {place.lon}, {place.lat} in the gazetteer")
    return places


def _nearest(place: Place | None, others: list[Place]) -> Place | None:
    if not others:
        return None
    if place is None or len(others) == 1:
        return others[0]
    lon, lat = np.array([(other.lon, other.lat) for other in others]).T
    return others[int(np.argmin(geodesy.inverse(place.lon, place.lat, lon, lat)[1]))]


def _too_far(where: Locality, setting: Setting) -> Refusal | None:
    for distance in _distances(where):
        _, high = interval(distance, setting)
        if high > MOST_STATED_M:
            return Refusal(
                Reason.TOO_FAR,
                f"it may be {kilometres(high)}; the most that is placed is {kilometres(MOST_STATED_M)}",
            )
    return None


def _distances(where: Locality) -> list[Distance]:
    if isinstance(where, Orthogonal):
        return [leg.distance for leg in where.legs]
    distance = getattr(where, "distance", None)
    return [] if distance is None else [distance]
