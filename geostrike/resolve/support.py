"""Whether what is said speaks for the country of a place that a name may mean.

The same name is borne all over the world, and a name that is spelled a little differently by more places still. What
looks alike needs a text that speaks of its country; a little known place may do without, by its own name in some
spelling, where the text speaks of no country or of a neighbour.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from geostrike.gazetteer.likeness import apart, sounds
from geostrike.gazetteer.names import drop_article, fold
from geostrike.model import POINTS, Candidate, Match, Place, PlaceKind, Resolution

if TYPE_CHECKING:
    from geostrike.gazetteer import Gazetteer

CLEAR_WEIGHT = 0.3
"""Weight of the text's likeliest country above which it speaks of a scene: those that only act have no more."""
SEARCHED_WEIGHT = 0.15
"""Countries below this weight are not searched for other spellings."""
KNOWN_NEAR = 20_000
"""Least inhabitants of a place that is known across a border."""
#: Least inhabitants of one that is known abroad, and anywhere.
_KNOWN_ABROAD, _KNOWN_ANYWHERE = 100_000, 1_000_000
#: How far apart two spellings of one name are at most, for each sound (see `likeness`): "Sulaimani" is Sulaymaniyah,
#: "Saakow" is not Saky and "Ayn Isa" is not Inisa.
_APART_EACH = 0.1
SAME_NAME = frozenset({Match.EXACT, Match.ARTICLE})
"""Matches of the very name that was written."""
SURE = SAME_NAME | {Match.SKELETON}
"""Matches by which a place is surely named, in some spelling; a misspelling may mean another."""


def is_supported(name: str, candidate: Candidate, countries: Mapping[str, float], gazetteer: Gazetteer) -> bool:
    """Whether a place can be meant by a name in a text that may put a strike in `countries` (see `may_be_scene`)."""
    place = candidate.place
    if not place.country:
        return True
    share, size = countries.get(place.country, 0.0), _size(place)
    if candidate.match not in SAME_NAME:
        # Who only acts need not be at home: "a Turkish drone hit Jinderes".
        enough = share >= SEARCHED_WEIGHT if candidate.match is Match.SKELETON else share > CLEAR_WEIGHT
        return enough or _is_known_by_look(name, candidate, countries, gazetteer)
    if share or not countries or size >= _KNOWN_ANYWHERE:
        return True
    if max(countries.values()) > CLEAR_WEIGHT:
        scenes = {code: weight for code, weight in countries.items() if weight >= CLEAR_WEIGHT}
        return size >= KNOWN_NEAR and _is_neighbour(place, scenes, gazetteer) and is_spelled_like(name, place)
    if size < KNOWN_NEAR and not is_spelled_like(name, place):
        return False
    # Who writes from one war or fights in it tells of that or of the next country, others of any.
    prone = gazetteer.strike_prone()
    known = place.country in prone and (size >= _KNOWN_ABROAD or not countries.keys() <= prone)
    known = known and is_spelled_like(name, place)  # "Almat", in a story that Lebanon tells, is not Almetyevsk
    return known or _is_neighbour(place, countries, gazetteer)


def is_called(name: str, place: Place) -> bool:
    """Whether a name is a place's own one, articles and accents aside, and no other that it has.

    >>> qina = Place("gn:350550", "Qina", 32.73, 26.16)
    >>> is_called("Al-Qina", qina), is_called("Qana", qina)
    (True, False)
    """
    return drop_article(fold(name)) == drop_article(fold(place.name))


def bears(name: str, candidate: Candidate) -> bool:
    """Whether a place bears a name: by itself, or as one of some size; what only looks alike, or is little known, no.

    "Nyaung Kone" is an other name of many a village.
    """
    place = candidate.place
    if place.kind not in POINTS:
        return True
    is_known = (place.population or 0) >= KNOWN_NEAR
    return (candidate.match in SURE and is_known) or (candidate.match in SAME_NAME and is_called(name, place))


def surely_meant(found: Resolution) -> Place | None:
    """Return the place that a name surely means; None where it may be another, or is only spelled alike."""
    return found.best if found.chosen and not found.ambiguous and found.chosen[0].match in SURE else None


def is_where_wars_are(place: Place, gazetteer: Gazetteer) -> bool:
    """Whether a strike may be on a place without more being said: it lies where wars are, or is known anywhere."""
    return not place.country or place.country in gazetteer.strike_prone() or _size(place) >= _KNOWN_ABROAD


def _is_known_by_look(name: str, candidate: Candidate, countries: Mapping[str, float], gazetteer: Gazetteer) -> bool:
    """Whether a place that only looks alike is known well enough, where the text speaks of no country as a scene."""
    place = candidate.place
    population = place.population or 0
    if max(countries.values(), default=0.0) > CLEAR_WEIGHT or not is_spelled_like(name, place):
        return False
    if not countries and population >= _KNOWN_ABROAD:
        return True
    is_prone = candidate.match is Match.SKELETON and place.country in gazetteer.strike_prone()
    return is_prone and population >= KNOWN_NEAR


def is_spelled_like(name: str, place: Place) -> bool:
    """Whether a name is a spelling of a place's own, rather than another name that it has or one that looks alike."""
    written = sounds(fold(name))
    return apart(written, sounds(fold(place.name))) <= _APART_EACH * len(written)


def _is_neighbour(place: Place, countries: Mapping[str, float], gazetteer: Gazetteer) -> bool:
    return any(gazetteer.adjoin(place.country, code) for code in countries)


def _size(place: Place) -> int:
    """Inhabitants; an area is as well known as a city."""
    return (place.population or 0) if place.kind in POINTS else _KNOWN_ABROAD


def doubt(place: Place, countries: Mapping[str, float]) -> str:
    """Say that the text does not speak of a place's country; "" where it does, or speaks of none."""
    if not countries or place.country in ("", *countries) or place.kind is PlaceKind.COUNTRY:
        return ""
    return f"nothing in the text speaks of {place.country}, where {place.name} lies"
