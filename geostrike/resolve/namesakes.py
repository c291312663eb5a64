"""Candidates of one name, ranked by what is known of it without looking at the other names."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import shapely
from rapidfuzz import fuzz

from geostrike.gazetteer.names import drop_article, drop_generic, fold
from geostrike.geodesy import inverse
from geostrike.model import POINTS, Candidate, Context, Match, Place, PlaceKind, Toponym
from geostrike.resolve.clues import demonym_country, may_be_scene
from geostrike.resolve.support import (
    CLEAR_WEIGHT,
    SAME_NAME,
    SEARCHED_WEIGHT,
    SURE,
    bears,
    is_supported,
    is_where_wars_are,
)

if TYPE_CHECKING:
    from geostrike.gazetteer import Gazetteer

#: Areas of one name looked at ("Al Jawf" is one in Libya and one in Yemen).
_MOST_AREAS = 4
#: A degree of latitude, and more than one of longitude: distances outside come out too long, never too short.
_METRES_PER_DEGREE = 111_320.0
#: Namesakes looked at for one name.
MOST = 40
#: What the likeliest country of the text is worth, in powers of ten of population.
_COUNTRY_WORTH = 4.0
#: Where nothing clear says which country: one in which air strikes happen, or its neighbour, is a little likelier.
_STRIKE_PRONE_WORTH = 0.7
#: What it is worth to lie in the containing area that the text names.
_INSIDE = 2.0
#: Outlines are simplified to a kilometre: so far outside still counts as inside. Sources disagree about
#: units by tens of kilometres: up to there a place is kept, beyond it is ruled out. Metres.
_EDGE_M, _DISPUTED_M = 3_000.0, 50_000.0
#: So far outside a province a place is ruled out that the gazetteer too has in another, by a name that is less alike
#: than this (rapidfuzz ratio, 0-100). Metres.
_BORDER_M = 20_000.0
_SAME_PROVINCE = 70.0
#: So far outside a town's extent a place may be called a quarter or a village of it. Metres.
_TOWN_M = 20_000.0
#: What ten times the distance from the other places of the document costs, beyond `_ANCHOR_NEAR_KM`.
_ANCHOR_COST, _ANCHOR_NEAR_KM = 1.0, 100.0

#: Least rapidfuzz ratio (0-100) to a place's name of a name from a list: "Sungaipenuh" is "Sungai Penuh", and
#: "Packwood" is not "Parkwood".
_LISTED_LIKENESS = 92.0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A context in a form that can be a key, its countries with the likeliest first: see `geostrike.model.Context`."""

    country: str = ""
    countries: tuple[tuple[str, float], ...] = ()
    anchors: tuple[Place, ...] = ()
    from_list: bool = False
    of_strike: bool = False
    areas: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Within:
    """What the containing names of a toponym say: a country, areas, and names that are not known.

    A country said by its name is certain; by a demonym ("the Turkish border town") it may be another.
    """

    country: str = ""
    certain: bool = False
    areas: tuple[tuple[str, tuple[Place, ...]], ...] = ()
    unknown: tuple[str, ...] = ()


def namesakes(
    toponym: Toponym, gazetteer: Gazetteer, surroundings: Surroundings, language: str
) -> tuple[tuple[Candidate, ...], tuple[str, ...]]:
    """Rank the places that a toponym may mean, best first, with remarks on what was assumed."""
    within = containers(toponym.within, gazetteer, surroundings, language)
    country = surroundings.country or within.country
    found = _search(toponym, gazetteer, country, surroundings.countries)
    remarks = []
    if not found and country and not (surroundings.country or within.certain):
        country, found = "", _search(toponym, gazetteer, "", surroundings.countries)
        spoken_of = dict(surroundings.countries)
        # "The Lebanese village of Houla" is none in Syria, if the story doesn't speak of that.
        found = tuple(each for each in found if not spoken_of or each.place.country in spoken_of)
        if found:
            remarks.append(f"{toponym.name!r} is not known in {within.country}; it was looked up elsewhere")
    if surroundings.from_list:
        found = _listed(toponym.name, found)
    remarks += [f"{name!r}, said to contain {toponym.name!r}, is not known" for name in within.unknown]
    found = tuple(candidate for candidate in found if not _is_other_sort(toponym, candidate))
    inside = [(candidate, _inside(candidate, within, toponym.cue)) for candidate in found]
    strike_prone = gazetteer.strike_prone()
    ranked = [_weighed(candidate, how, surroundings, strike_prone) for candidate, how in inside if how is not None]
    if found and not ranked:
        areas = " and ".join(name for name, _ in within.areas)
        remarks.append(f"no place named {toponym.name!r} lies in {areas}")
    if not (surroundings.country or within.areas or toponym.cue is PlaceKind.COUNTRY):
        spoken = {country: 1.0} if country else may_be_scene(dict(surroundings.countries), language)
        found = tuple(ranked)
        ranked = [each for each in found if is_supported(toponym.name, each, spoken, gazetteer)]
        if surroundings.of_strike and not spoken:
            ranked = [each for each in ranked if is_where_wars_are(each.place, gazetteer)]
        remarks += _unsupported(toponym, found, ranked, spoken)
    if surroundings.areas and not any(area.area is not None for _, areas in within.areas for area in areas):
        found = tuple(ranked)
        ranked = [each for each in found if bears(toponym.name, each) or is_in_or_near(each.place, surroundings.areas)]
        remarks += _far_off(toponym, found, ranked, surroundings.areas)
    return tuple(sorted(ranked, key=lambda c: (-c.score, c.place.id))), tuple(remarks)


def _unsupported(
    toponym: Toponym, found: Sequence[Candidate], kept: Sequence[Candidate], spoken: Mapping[str, float]
) -> Iterator[str]:
    """Say that the places of a name lie where the text does not."""
    if found and not kept:
        where = ", ".join(sorted({candidate.place.country for candidate in found}))
        said = ", ".join(spoken) or "none"
        yield (
            f"no place named like {toponym.name!r} lies in a country that the text speaks of:"
            f" found in {where}, spoken of {said}"
        )


def is_in_or_near(place: Place, areas: Iterable[Place]) -> bool:
    """Whether a place lies in one of some areas, or so near that sources may disagree."""
    return any(_metres_outside(area, place) <= _DISPUTED_M for area in areas)


def _far_off(
    toponym: Toponym, found: Sequence[Candidate], kept: Sequence[Candidate], areas: Sequence[Place]
) -> Iterator[str]:
    """Say that the places of a like name lie far from the areas that the text names."""
    if found and not kept:
        told = ", ".join(area.name for area in areas)
        yield f"no place named like {toponym.name!r} lies in or near {told}"


def _listed(name: str, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Keep the places that a list may print under a name: those that bear it first, and no misspelling."""
    own = tuple(candidate for candidate in found if fold(candidate.place.name) == fold(name))
    return own or tuple(candidate for candidate in found if _printed_so(name, candidate))


def _printed_so(name: str, candidate: Candidate) -> bool:
    """Whether a place's name comes out so where letters and spaces get lost."""
    if candidate.match is not Match.FUZZY:
        return True
    known = fold(candidate.place.name)
    # Letters that the machine's character set lacked come out as question marks: "Ikedach?".
    lost = ".".join(re.escape(fold(part)) for part in name.split("?"))
    return re.fullmatch(lost, known) is not None or fuzz.ratio(fold(name), known) >= _LISTED_LIKENESS


def containers(names: Iterable[str], gazetteer: Gazetteer, surroundings: Surroundings, language: str) -> Within:
    """Tell countries from areas among the names of containing places."""
    names, country = tuple(names), surroundings.country
    spoken = may_be_scene(dict(surroundings.countries), language)
    spoken = spoken if max(spoken.values(), default=0.0) > CLEAR_WEIGHT else {}
    codes = {name: gazetteer.country_code(name) for name in names}
    nations = {name: code or demonym_country(name, language) for name, code in codes.items()}
    nation = next((name for name in reversed(names) if nations[name]), "") if not country else ""
    said, certain, areas, unknown = nations.get(nation, ""), bool(codes.get(nation)), [], []
    # The outermost comes last, and helps with those inside it.
    for name in reversed(names):
        if nations[name] and nations[name] in (country, said):
            continue
        places = _areas(name, gazetteer, country or said)
        # "The Saud area of Rawan district", in a story on Yemen, is in no Rawan of India.
        if not (country or said) and spoken:
            places = tuple(place for place in places if place.country in spoken)
        if places:
            areas.append((name, places))
            # "Sangin, Helmand": the area that is known says which country.
            held_by = {place.country for place in places}
            said = said or (held_by.pop() if len(held_by) == 1 and not country else "")
        else:
            unknown.append(name)
    return Within(said, certain, tuple(areas), tuple(unknown))


def _areas(name: str, gazetteer: Gazetteer, country: str) -> tuple[Place, ...]:
    """Find the areas of a name, else the towns: "the Shaar district of Aleppo"."""
    found = gazetteer.search(name, country=country or None, kind=PlaceKind.ADMIN1)
    good = [c.place for c in found if c.match in SURE and c.place.kind is not PlaceKind.COUNTRY]
    areas = [place for place in good if place.area is not None]
    return tuple((areas or [place for place in good if place.kind is PlaceKind.SETTLEMENT])[:_MOST_AREAS])


def _search(
    toponym: Toponym, gazetteer: Gazetteer, country: str, likely: Iterable[tuple[str, float]]
) -> tuple[Candidate, ...]:
    if not toponym.name:
        return ()
    found = _search_name(toponym, gazetteer, country, likely)
    nation = country or next((code for code, weight in likely if weight > CLEAR_WEIGHT), "")
    found = found or (_in_region(toponym.name, gazetteer, nation) if nation else ())
    if found or toponym.text in ("", toponym.name):
        return found
    # "Khan al Baghdadi", "Haditha Dam": what reads as a word beside the name may be a part of it.
    return _search_name(replace(toponym, name=toponym.text), gazetteer, country, likely)


@cache
def _town_of_region() -> re.Pattern[str]:
    """Compile what a name and the region behind it look like, which has its article."""
    article = "(?:[AaEe]l|[Aa][sdnr]|[AaEe]sh)"
    return re.compile(rf"(?P<town>\w[\w'’]{{1,24}})[ -](?P<region>{article}[ -]\w[\w'’ -]{{2,30}})$")


def _in_region(name: str, gazetteer: Gazetteer, country: str) -> tuple[Candidate, ...]:
    """Find a town that is told by its region, as Arabic does: "Brak al-Shati" is Brak in the district of Shati."""
    parts = _town_of_region().match(name)
    areas = [area for area in _areas(parts["region"], gazetteer, country) if area.area is not None] if parts else []
    found = gazetteer.search(parts["town"], country=country, limit=MOST) if parts and areas else []
    return tuple(c for c in found if c.match in SURE and min(_metres_outside(a, c.place) for a in areas) <= _EDGE_M)


def _search_name(
    toponym: Toponym, gazetteer: Gazetteer, country: str, likely: Iterable[tuple[str, float]]
) -> tuple[Candidate, ...]:
    if country:
        found = gazetteer.search(toponym.name, country=country, kind=toponym.cue, limit=MOST)
        return tuple(found) if found and toponym.cue is not PlaceKind.COUNTRY else _nation(toponym.name, gazetteer)
    if toponym.cue is PlaceKind.COUNTRY and (nation := _nation(toponym.name, gazetteer)):
        return nation
    best: dict[str, Candidate] = {}
    searched = [None, *(code for code, weight in likely if weight >= SEARCHED_WEIGHT)]
    for code in searched:
        for candidate in gazetteer.search(toponym.name, country=code, kind=toponym.cue, limit=MOST):
            known = best.get(candidate.place.id)
            if known is None or known.score < candidate.score:
                best[candidate.place.id] = candidate
    return tuple(best.values())


def _nation(name: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Find a whole country of that name: "the border with Niger" is said of Libya, and lies in no one country."""
    code = gazetteer.country_code(name)
    found = gazetteer.search(name, country=code, kind=PlaceKind.COUNTRY) if code else []
    return tuple(candidate for candidate in found if candidate.place.kind is PlaceKind.COUNTRY)


def _is_other_sort(toponym: Toponym, candidate: Candidate) -> bool:
    """Whether a province only looks like the name of an air base or of a town."""
    return toponym.cue in POINTS and candidate.place.area is not None and candidate.match not in SAME_NAME


def _inside(candidate: Candidate, within: Within, cue: PlaceKind | None) -> tuple[float, tuple[str, ...]] | None:
    """Worth and words of lying in the areas that contain the name; None where it is ruled out."""
    place, is_of_name = candidate.place, candidate.match in SAME_NAME
    worth, words = 0.0, []
    for name, areas in within.areas:
        off = min(_metres_outside(area, place) for area in areas)
        is_town = all(area.area is None for area in areas)
        is_free = is_town and is_of_name and cue is not PlaceKind.ADMIN2
        if off > _EDGE_M and is_free and not _is_smaller(place, areas):
            continue
        if off > (_TOWN_M if is_town else _DISPUTED_M) or (off > _BORDER_M and _is_of_other(place, name, areas)):
            return None
        worth += _INSIDE if off <= _EDGE_M else 0.0
        words.append(f"in {name}" if off <= _EDGE_M else f"{off / 1000:.0f} km outside {name}")
    return worth, tuple(words)


def _is_of_other(place: Place, name: str, areas: Sequence[Place]) -> bool:
    """Whether the gazetteer has a place in another province than the one that is named, by its name."""
    own, told = _bare(place.admin1), {_bare(each) for each in (name, *(area.name for area in areas))}
    is_province = all(area.kind is PlaceKind.ADMIN1 for area in areas)
    return bool(own) and is_province and all(fuzz.ratio(own, each) < _SAME_PROVINCE for each in told)


def _bare(name: str) -> str:
    return drop_article(drop_generic(fold(name))[0])


def _is_smaller(place: Place, towns: Iterable[Place]) -> bool:
    """Whether a place can be a part of one of some towns: "Homs, Palmyra" does not put the city in the town."""
    return any((place.population or 0) < (town.population or 0) for town in towns)


def _metres_outside(area: Place, place: Place) -> float:
    if area.id == place.id:
        return 0.0
    if area.area is None:
        _, apart = inverse(area.lon, area.lat, place.lon, place.lat)
        return max(float(apart) - area.extent_m, 0.0)
    degrees = float(shapely.distance(area.area, shapely.Point(place.lon, place.lat)))
    return degrees * _METRES_PER_DEGREE


def _weighed(
    candidate: Candidate,
    inside: tuple[float, tuple[str, ...]],
    surroundings: Surroundings,
    strike_prone: frozenset[str],
) -> Candidate:
    place, score, reasons = candidate.place, candidate.score + inside[0], [*candidate.reasons, *inside[1]]
    weights = dict(surroundings.countries)
    most = max(weights.values(), default=0.0)
    prior = most < CLEAR_WEIGHT and not surroundings.country and place.country in strike_prone
    if prior:
        score += _STRIKE_PRONE_WORTH
        reasons.append(f"{place.country} is a country with air strikes, or beside one")
    if surroundings.country:
        reasons.append(f"in {surroundings.country}, the country stated")
    elif weights and place.country:
        share = weights.get(place.country, 0.0)
        score += _COUNTRY_WORTH * share / max(most, CLEAR_WEIGHT)
        reasons.append(f"{place.country} has {share:.0%} of the text's countries")
    if surroundings.anchors:
        cost, nearest, km = _anchor_cost(place, surroundings.anchors)
        score -= cost
        reasons.append(f"{km:,.0f} km from {nearest}")
    return replace(candidate, score=round(score, 3), reasons=tuple(reasons))


def _anchor_cost(place: Place, anchors: tuple[Place, ...]) -> tuple[float, str, float]:
    distances = [float(inverse(place.lon, place.lat, anchor.lon, anchor.lat)[1]) / 1000 for anchor in anchors]
    at = min(range(len(anchors)), key=distances.__getitem__)
    km = distances[at]
    return _ANCHOR_COST * math.log10(max(km, _ANCHOR_NEAR_KM) / _ANCHOR_NEAR_KM), anchors[at].name, km


def surroundings_of(context: Context) -> Surroundings:
    """Freeze a context, so that it can be part of a key."""
    return Surroundings(
        context.country.upper(),
        tuple(sorted(context.countries.items(), key=lambda item: (-item[1], item[0]))),
        tuple(context.anchors),
        context.from_list,
        context.of_strike,
        tuple(context.areas),
    )
