"""The matching ladder and the ranking of what it finds."""

from __future__ import annotations

import math
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from geostrike.gazetteer.likeness import apart, sounds
from geostrike.gazetteer.names import drop_article, drop_generic, fold, skeleton
from geostrike.gazetteer.schema import Form, Level
from geostrike.gazetteer.store import Store
from geostrike.model import PARTS_OF_COUNTRIES, Candidate, Match, Place, PlaceKind

#: Least rapidfuzz ratio (0-100) of a fuzzy match in another script than the Latin one.
FUZZY_CUTOFF = 84.0
#: The same of Latin names that are looked at closely, and most of them.
_LOOK_CUTOFF, _MOST_LOOKED_AT = 60.0, 40
#: How far apart (see `likeness`) a name of so many sounds and the one found may be, for each sound: of a place that is
#: little known and of a well known one, and at most. Fitted on other spellings that Who's On First has for places of
#: LY, SO, SY, IQ and YE, against names of places there that the embedded store lacks (docs/gazetteer.md).
_APART_EACH, _APART_EACH_KNOWN, _MOST_APART = 0.06, 0.09, 1.0
#: Inhabitants from which a place is well known, as are areas and airfields.
_KNOWN_POPULATION = 10_000

_MATCH_SCORE = {Match.EXACT: 0.0, Match.ARTICLE: -0.7, Match.SKELETON: -2.5, Match.FUZZY: -3.5}
_LEVEL_SCORE = {Level.MAIN: 0.0, Level.ASCII: -0.1, Level.ALTERNATE: -1.0}
#: What an alternate name costs more that is no spelling of the main one, and the least rapidfuzz ratio of one that is:
#: "Ariha" is rather a town of that name than the one that the world calls Jericho.
_OTHER_NAME_COST, _SPELLING_RATIO = 0.5, 60.0
_LEVEL_WORDS = {Level.MAIN: "main name", Level.ASCII: "plain-letter name", Level.ALTERNATE: "alternate name"}
# A bare name means the town first: a unit ranks below its seat of some thousand people, above a hamlet.
_RANK = {
    PlaceKind.COUNTRY: 8.0, PlaceKind.ADMIN1: 3.2, PlaceKind.ADMIN2: 2.0, PlaceKind.AIRFIELD: 2.2,
    PlaceKind.WATER: 3.5, PlaceKind.PHYSICAL: 3.5, PlaceKind.REGION: 4.0, PlaceKind.SITE: 2.0,
}  # fmt: skip
_UNKNOWN_POPULATION_RANK = 2.3
_KIND_BONUS, _KIN_BONUS = 6.0, 5.0
# Sorts that writers do not keep apart.
_KIN = (PARTS_OF_COUNTRIES, frozenset({PlaceKind.PHYSICAL, PlaceKind.REGION}))


@dataclass(frozen=True, slots=True)
class Found:
    """A place number with how it was matched, before ranking."""

    number: int
    match: Match
    level: Level
    likeness: float = 100.0


def climb(store: Store, name: str, countries: tuple[str, ...]) -> list[Found]:
    """Climb down the ladder and stop at the first rung with a place in one of `countries` ("" = any)."""
    key = fold(name)
    if not key:
        return []
    found = _strict(store, key, countries)
    look = _like if key.isascii() else _fuzzy
    return found or [each for country in countries for each in look(store, key, country)]


def climb_bare(store: Store, name: str, countries: tuple[str, ...]) -> tuple[list[Found], PlaceKind | None]:
    """Look a name that ends in the word for a sort of place ("Kirkuk city") up without it; give that sort too."""
    key = fold(name)
    bare, kind = drop_generic(key)
    if kind is None or _strict(store, key, countries):
        return [], None
    # A guess about the name on top of one about its spelling would find too much.
    return [found for found in _strict(store, bare, countries) if found.match is not Match.SKELETON], kind


def _strict(store: Store, key: str, countries: tuple[str, ...]) -> list[Found]:
    """Find by the rungs that no misspelling is on."""
    bare = drop_article(key)
    rungs = (
        (Match.EXACT, key, (Form.FOLDED,)),
        (Match.ARTICLE, bare, (Form.FOLDED, Form.ARTICLE)),
        (Match.SKELETON, skeleton(key), (Form.FOLDED, Form.ARTICLE, Form.SKELETON)),
    )
    found: dict[int, Found] = {}
    for match, rung_key, forms in rungs:
        for hit in store.hits(rung_key, forms):
            if _admitted(store, hit.place, countries):
                met = Found(hit.place, match, hit.level)
                # "Anbar" is the main name of Al Anbar without its article, and one of its alternates.
                found[hit.place] = max(found.get(hit.place, met), met, key=_closeness)
    return list(found.values())


def _closeness(found: Found) -> float:
    return _MATCH_SCORE[found.match] + _LEVEL_SCORE[found.level] - (100 - found.likeness) / 10


def _admitted(store: Store, number: int, countries: tuple[str, ...]) -> bool:
    return not countries or store.place(number).country in (*countries, "")


def _like(store: Store, key: str, country: str) -> list[Found]:
    """Find the names that may be the same one in another romanisation."""
    keys, places, levels = store.keys(country)
    bare, own = drop_article(key), sounds(key)
    most = min(_MOST_APART, _APART_EACH_KNOWN * len(own))
    best: dict[int, Found] = {}
    for other, _, at in process.extract(
        bare, keys, scorer=fuzz.ratio, score_cutoff=_LOOK_CUTOFF, limit=_MOST_LOOKED_AT
    ):
        each = apart(own, sounds(other), most) / len(own)
        if each <= _APART_EACH_KNOWN and each <= _apart_at_most(store.place(places[at])):
            met = Found(places[at], Match.FUZZY, Level(levels[at]), 100.0 - 100.0 * each)
            best[met.number] = max(best.get(met.number, met), met, key=_closeness)
    return list(best.values())


def _apart_at_most(place: Place) -> float:
    is_small = place.kind in (PlaceKind.SETTLEMENT, PlaceKind.SITE) and (place.population or 0) < _KNOWN_POPULATION
    return _APART_EACH if is_small else _APART_EACH_KNOWN


def _fuzzy(store: Store, key: str, country: str) -> list[Found]:
    """Find the names that differ in few letters."""
    keys, places, levels = store.keys(country)
    best: dict[int, Found] = {}
    for _, ratio, at in process.extract(drop_article(key), keys, scorer=fuzz.ratio, score_cutoff=FUZZY_CUTOFF, limit=8):
        best.setdefault(places[at], Found(places[at], Match.FUZZY, Level(levels[at]), ratio))
    return list(best.values())


def rank(
    store: Store, name: str, found: list[Found], *, near: tuple[float, float] | None, kind: PlaceKind | None
) -> list[Candidate]:
    """Score what was found by a name; best first, ties by id."""
    key = fold(name)
    ranked = [_score(store.place(f.number), key, f, near, kind) for f in found]
    return sorted(ranked, key=lambda c: (-c.score, c.place.id))


def _score(place: Place, key: str, found: Found, near: tuple[float, float] | None, kind: PlaceKind | None) -> Candidate:
    score = _closeness(found)
    reasons = [f"{found.match} match of {_LEVEL_WORDS[found.level]}"]
    if found.level is Level.ALTERNATE and _is_other_name(key, place):
        score -= _OTHER_NAME_COST
        reasons.append(f"which is no spelling of {place.name}")
    if place.kind is PlaceKind.SETTLEMENT:
        score += max(math.log10(place.population or 1), _UNKNOWN_POPULATION_RANK)
        reasons.append(f"population {place.population:,}" if place.population else "population not known")
    else:
        score += _RANK[place.kind]
        reasons.append(place.kind.value)
    if kind is not None:
        score += _KIND_BONUS if place.kind is kind else _KIN_BONUS if _akin(place.kind, kind) else 0.0
        reasons.append(f"{kind} asked for" + ("" if place.kind is kind else f", this is a {place.kind}"))
    if near is not None:
        km = distance_km(*near, place.lon, place.lat)
        score -= 1.5 * math.log10(1 + km / 50)
        reasons.append(f"{km:,.0f} km away")
    return Candidate(place, round(score, 3), tuple(reasons), found.match)


def _is_other_name(key: str, place: Place) -> bool:
    """Whether a folded name in Latin letters is no spelling of a place's main name."""
    main = fold(place.name)
    return key.isascii() and main.isascii() and fuzz.ratio(drop_article(key), drop_article(main)) < _SPELLING_RATIO


def _akin(kind: PlaceKind, asked: PlaceKind) -> bool:
    return any({kind, asked} <= kin for kin in _KIN)


def distance_km(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Great-circle distance on a sphere of 6371 km: good to 0.6 %, which ranking does not feel.

    >>> round(distance_km(16.59, 31.21, 13.19, 32.89))
    371
    """
    p1, p2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 12_742.0 * math.asin(math.sqrt(min(1.0, half)))
