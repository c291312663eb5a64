"""Places for the names of a locality expression: each alone, then tested against the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from geostrike.gazetteer.names import drop_generic, fold
from geostrike.geodesy import inverse
from geostrike.model import (
    FACILITIES,
    PARTS_OF_COUNTRIES,
    Candidate,
    Context,
    Locality,
    Match,
    PlaceKind,
    Resolution,
    Toponym,
    toponyms,
)
from geostrike.resolve import agreement
from geostrike.resolve.clues import demonym_country, may_be_scene
from geostrike.resolve.namesakes import Surroundings, containers, namesakes, surroundings_of
from geostrike.resolve.support import CLEAR_WEIGHT, SAME_NAME, SURE, doubt

if TYPE_CHECKING:
    from geostrike.gazetteer import Gazetteer

#: Candidates of one name that take part in tests against other names.
_TESTED = 24
#: Candidates kept in the answer.
_KEPT = 10
#: The best ones are near in score below this difference: a factor of three in population.
_CLOSE = 0.5
#: Two answers are one place up to this distance, whatever their extents.
_APART_M = 10_000.0
#: A town of fewer inhabitants holds no quarters that are told without it.
_CITY_POPULATION = 100_000
#: Least inhabitants of a town that its hospital or academy is looked for in.
_TOWN_POPULATION = 50_000
#: An airfield lies so far from the town of its name in 80 of 100 cases: 1,000 airfields of the embedded store beside a
#: namesake in their country, half of them nearer than 4.3 km. Metres.
_TOWN_OF_AIRFIELD_M = 9_400.0
#: At most so many places are meant at once.
_MOST_CHOSEN = 4


def resolve(
    locality: Locality, gazetteer: Gazetteer, context: Context | None = None, *, language: str = "en"
) -> dict[Toponym, Resolution]:
    """Find the places that the names of an expression mean.

    Parameters
    ----------
    locality
        What was said.
    gazetteer
        Where to look the names up.
    context
        The country stated (a hard filter), weights of countries, places already chosen.
    language
        ISO 639-1 code of the language of the text: for demonyms among the containing names.

    Returns
    -------
    dict
        Every toponym of the expression, clues included, to its resolution. A name that is not
        known has a resolution without candidates.

    Examples
    --------
    >>> from geostrike.gazetteer import Gazetteer
    >>> from geostrike.model import Feature
    >>> sirte = Toponym("Sirte", within=("Libya",))
    >>> resolve(Feature(sirte), Gazetteer.default())[sirte].best.id
    'gn:2210554'
    """
    context = context or Context()
    return _resolver(gazetteer, language)(locality, surroundings_of(context))


@lru_cache(maxsize=4)
def _resolver(gazetteer: Gazetteer, language: str) -> Resolver:
    return Resolver(gazetteer, language)


class Resolver:
    """Resolves against one gazetteer, and remembers what it found for each name."""

    def __init__(self, gazetteer: Gazetteer, language: str) -> None:
        self._gazetteer, self._language = gazetteer, language
        self._alone: Callable[[Toponym, Surroundings], Resolution] = lru_cache(maxsize=16_384)(self._resolve_alone)

    def __call__(self, locality: Locality, surroundings: Surroundings) -> dict[Toponym, Resolution]:
        """Resolve all names of an expression."""
        nations = frozenset(agreement.bordering(locality))
        alone = {name: self._found(name, surroundings, nation=name in nations) for name in toponyms(locality)}
        spoken = self._spoken(surroundings)
        if len(alone) > 1:
            alone = self._rescued(locality, alone, surroundings)
            tested = _tested(locality, alone, dict(surroundings.countries))
            alone = {name: _decided(name, found, surroundings.from_list) for name, found in tested.items()}
        return {name: _doubted(found, spoken) for name, found in alone.items()}

    def _spoken(self, surroundings: Surroundings) -> dict[str, float]:
        return may_be_scene(dict(surroundings.countries), self._language)

    def _rescued(
        self, locality: Locality, alone: Mapping[Toponym, Resolution], surroundings: Surroundings
    ) -> dict[Toponym, Resolution]:
        """Look names that nothing spoke for up in the country of the place that they are told by."""
        rescued = dict(alone)
        for test in agreement.tests(locality):
            first, second = test.names
            if alone[first].candidates or surroundings.country:
                continue
            reference = alone[second].best
            if reference is not None and reference.country and reference.kind is not PlaceKind.COUNTRY:
                found = self._alone(first, replace(surroundings, country=reference.country))
                sides = found.candidates[:_TESTED], alone[second].chosen
                fits = agreement.fit(test, *sides).max(axis=1) >= agreement.FITS if sides[0] else []
                kept = tuple(c for c, fitting in zip(sides[0], fits, strict=True) if fitting)
                if kept:
                    rescued[first] = replace(found, candidates=kept)
        return rescued

    def _found(self, name: Toponym, surroundings: Surroundings, *, nation: bool) -> Resolution:
        if nation and name.cue is None:
            found = self._alone(replace(name, cue=PlaceKind.COUNTRY), surroundings)
            if found.chosen:
                return replace(found, toponym=name)
        return self._alone(name, surroundings)

    def _resolve_alone(self, toponym: Toponym, surroundings: Surroundings) -> Resolution:
        candidates, remarks = namesakes(toponym, self._gazetteer, surroundings, self._language)
        candidates = tuple(_town_of_airfield(toponym, candidate) for candidate in candidates)
        found = _decided(toponym, Resolution(toponym, candidates, remarks=remarks), surroundings.from_list)
        within = toponym.within or _heads(toponym)
        if found.chosen or not within:
            return found
        container = self._container(within, surroundings)
        if not toponym.within and (container is None or not _is_city(container)):
            return found
        said = containers(within, self._gazetteer, surroundings, self._language).country
        inside = container.best.country if container and container.best else ""
        return replace(found, container=container, country=inside or said)

    def _container(self, within: tuple[str, ...], surroundings: Surroundings) -> Resolution | None:
        """Find the narrowest of some containing places, nearest first, that is large enough to hold another place."""
        for at, name in enumerate(within):
            if self._gazetteer.country_code(name) or demonym_country(name, self._language):
                continue
            area = Toponym(name, within=within[at + 1 :], text=name)
            found, _ = namesakes(area, self._gazetteer, surroundings, self._language)
            holders = tuple(candidate for candidate in found if _holds(candidate))
            if surroundings.of_strike and not surroundings.country:  # "in Kani township" is no city of Japan
                clear = {code for code, weight in surroundings.countries if weight > CLEAR_WEIGHT}
                scenes = clear | self._gazetteer.strike_prone()
                holders = tuple(candidate for candidate in holders if candidate.place.country in scenes)
            if holders:
                said = drop_generic(fold(name))[1]  # "Murzuq town" is not its district
                holders = holders if said is PlaceKind.SETTLEMENT else _widened(holders)
                return _decided(area, Resolution(area, holders), from_list=False)
        return None


def _town_of_airfield(toponym: Toponym, candidate: Candidate) -> Candidate:
    """Widen an airfield to where the place lies that it is called after, unless the airfield itself is told of."""
    if candidate.place.kind is not PlaceKind.AIRFIELD or _is_airfield(toponym):
        return candidate
    return replace(candidate, place=replace(candidate.place, extent_m=_TOWN_OF_AIRFIELD_M))


def _is_airfield(toponym: Toponym) -> bool:
    return PlaceKind.AIRFIELD in (toponym.cue, drop_generic(fold(toponym.name))[1])


def _heads(toponym: Toponym) -> tuple[str, ...]:
    """Give the names that a facility's name begins with, longest first: "Misrata Central Hospital" is in Misrata."""
    words = toponym.name.split() if toponym.cue in FACILITIES else []
    return tuple(" ".join(words[:size]) for size in range(len(words) - 1, 0, -1))


def _is_city(found: Resolution) -> bool:
    """Whether a name is the very name of a town that is big enough to have facilities called after it."""
    place = found.best
    is_same = bool(found.chosen) and found.chosen[0].match in SAME_NAME
    return place is not None and is_same and (place.population or 0) >= _TOWN_POPULATION


def _tested(
    locality: Locality, alone: Mapping[Toponym, Resolution], weights: Mapping[str, float]
) -> Mapping[Toponym, Resolution]:
    """Add to every candidate's score how well it fits with the best matching candidates of the other names."""
    support = {name: np.zeros(min(len(found.candidates), _TESTED)) for name, found in alone.items()}
    words: dict[Toponym, list[str]] = {name: [] for name in alone}
    strangers: set[Toponym] = set()

    def add(first: Toponym, second: Toponym, why: str, scores: NDArray[np.float64]) -> None:
        for name, other, table in ((first, second, scores), (second, first, scores.T)):
            prior = np.array([c.score for c in alone[other].candidates[:_TESTED]])
            support[name] += (table + (prior - prior.max())).max(axis=1)
            words[name].append(why)

    for test in agreement.tests(locality):
        sides = [alone[name].candidates[:_TESTED] for name in test.names]
        if all(sides):
            scores = agreement.fit(test, *sides)
            strangers |= _strangers(test, sides, weights) if scores.max() <= agreement.WORST else set()
            add(*test.names, f"fits {test.words}", agreement.decided(test, scores))
    for names in agreement.links(locality):
        sides = [alone[name].candidates[:_TESTED] for name in names]
        if all(sides):
            add(*names, "near the other name", agreement.nearness(*sides))
    return {
        name: _stranger(found) if name in strangers else _supported(found, support[name], words[name])
        for name, found in alone.items()
    }


def _strangers(
    test: agreement.Test, sides: Sequence[Sequence[Candidate]], weights: Mapping[str, float]
) -> set[Toponym]:
    """Give up names of two clauses that nowhere fit: one that the other clause tells, or one that only looks alike."""
    (first, second), (named, *_), (reference, *_) = test.names, *sides
    found = set()
    if (test.is_clue or named.match not in SAME_NAME) and _is_better_known(reference, named, weights):
        found.add(first)
    elif reference.match not in SAME_NAME and named.match in SAME_NAME:
        found.add(second)
    return found


def _is_better_known(reference: Candidate, named: Candidate, weights: Mapping[str, float]) -> bool:
    """Whether the place that another is told by is surely meant: well spelled, and no farther from the text's scene."""
    at_least = weights.get(reference.place.country, 0.0) >= weights.get(named.place.country, 0.0)
    return reference.match in SURE and (at_least or reference.place.kind is PlaceKind.COUNTRY)


def _stranger(found: Resolution) -> Resolution:
    """Give up a name whose namesakes all lie far from where the phrase puts it."""
    said = f"no place named {found.toponym.name!r} lies where the phrase says"
    return Resolution(found.toponym, remarks=(*found.remarks, said))


def _supported(found: Resolution, support: NDArray[np.float64], words: list[str]) -> Resolution:
    if not words:
        return found
    reason = ", ".join(dict.fromkeys(words))
    judged = [
        replace(c, score=round(c.score + float(s), 3), reasons=(*c.reasons, f"{reason}: {float(s):+.1f}"))
        for c, s in zip(found.candidates[:_TESTED], support, strict=True)
    ]
    return replace(found, candidates=tuple(sorted(judged, key=lambda c: (-c.score, c.place.id))))


def _decided(toponym: Toponym, found: Resolution, from_list: bool) -> Resolution:
    """Choose: the best one, or the best few where their scores are close and they are far apart.

    A name from a list may mean any of those that bear it, however little known.
    """
    candidates = found.candidates[:_KEPT]
    if not candidates:
        return found
    best = candidates[0]
    near = [c for c in candidates[1:] if best.score - c.score < _CLOSE or (from_list and _namesakes(best, c))]
    rivals = [c for c in near if _rivals(best, c)]
    chosen = _distinct((best, *rivals))[: _KEPT if from_list else _MOST_CHOSEN]
    remarks = [*found.remarks, *_doubts(toponym, best)]
    if len(chosen) > 1:
        others = "; ".join(f"{c.place.lon:.2f}, {c.place.lat:.2f} ({_where(c)})" for c in chosen)
        remarks.append(f"{toponym.name!r} may be any of {len(chosen)} places: {others}")
    return Resolution(toponym, candidates, len(chosen) > 1, chosen, tuple(dict.fromkeys(remarks)))


def _doubted(found: Resolution, spoken: Mapping[str, float]) -> Resolution:
    """Say where the best place lies in a country that the text does not speak of."""
    said = doubt(found.best, spoken) if found.best is not None else ""
    return replace(found, remarks=(*found.remarks, said)) if said else found


def _widened(holders: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Prefer the province of a small town's name: "in the desert of Marib" is not in the town."""
    best = holders[0].place
    if best.area is not None or (best.population or 0) >= _CITY_POPULATION:
        return holders
    return tuple(holder for holder in holders if holder.place.area is not None) or holders


def _holds(candidate: Candidate) -> bool:
    """Whether a place is surely named and can stand for those that lie in it: an area or a town."""
    place = candidate.place
    if candidate.match not in SURE or place.kind is PlaceKind.COUNTRY:
        return False
    return place.area is not None or (place.kind is PlaceKind.SETTLEMENT and candidate.match is not Match.SKELETON)


def _rivals(best: Candidate, other: Candidate) -> bool:
    """Whether two candidates are different places of one sort, farther apart than their extents."""
    if best.place.kind is not other.place.kind and {best.place.kind, other.place.kind} & _TWIN_KINDS:
        return False
    apart = float(inverse(best.place.lon, best.place.lat, other.place.lon, other.place.lat)[1])
    return apart > max(_APART_M, best.place.extent_m + other.place.extent_m)


def _namesakes(best: Candidate, other: Candidate) -> bool:
    return best.place.kind is other.place.kind and best.match is other.match


# A town and the district, airfield or region of its name are not rivals: the cue has decided.
_TWIN_KINDS = PARTS_OF_COUNTRIES | {PlaceKind.AIRFIELD}


def _distinct(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    kept: list[Candidate] = []
    for candidate in candidates:
        if not kept or all(_rivals(known, candidate) for known in kept):
            kept.append(candidate)
    return tuple(kept)


def _doubts(toponym: Toponym, best: Candidate) -> list[str]:
    doubts = []
    if best.match is Match.SKELETON:
        doubts.append(f"{toponym.name!r} is taken as another spelling of a name of {best.place.name!r}")
    elif best.match is Match.FUZZY:
        doubts.append(f"{toponym.name!r} was read as {best.place.name!r}, by {best.match} spelling")
    if best.place.kind is PlaceKind.AIRFIELD and not _is_airfield(toponym):
        doubts.append(f"{toponym.name!r} is known as an airfield alone; the place is taken to be near it")
    elif toponym.cue is not None and best.place.kind is not toponym.cue:
        doubts.append(f"{toponym.name!r} is called a {toponym.cue}; the place found is a {best.place.kind}")
    return doubts


def _where(candidate: Candidate) -> str:
    return ", ".join(filter(None, (candidate.place.admin1, candidate.place.country))) or candidate.place.id
