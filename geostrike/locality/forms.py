"""One small builder per kind of locality: from what a form holds to the expression."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from geostrike.locality.places import bare_name, is_abbreviation, is_body, tidy
from geostrike.locality.quantities import heading_between, read_number
from geostrike.locality.reading import Found, Reading
from geostrike.model import (
    FACILITIES,
    PARTS_OF_COUNTRIES,
    AllOf,
    AlongRoad,
    AnyOf,
    Between,
    Border,
    Distance,
    DistanceOnly,
    Feature,
    Heading,
    HeadingOnly,
    Hedge,
    Leg,
    Locality,
    Near,
    Offset,
    Offshore,
    Orthogonal,
    Part,
    PlaceKind,
    Portion,
    Proximity,
    Route,
    Toponym,
)

T = TypeVar("T", Toponym, Distance, Heading)

_CARDINAL = 4
_LONGEST_QUARTER = 3
"""Words of "north - western"."""
_WHOLE = PARTS_OF_COUNTRIES | {PlaceKind.SETTLEMENT}
_LARGE = PARTS_OF_COUNTRIES | {PlaceKind.COUNTRY}


def build(found: Found, reading: Reading) -> Locality | None:
    """Make the expression of a form that matched; None where its words do not add up to one."""
    return BUILDERS[found.form.kind](found, reading)


def _value(found: Found, role: str, sort: type[T]) -> T:
    value = found.values[role]
    if not isinstance(value, sort):
        raise TypeError(f"role {role!r}: holds {value!r}, not a {sort.__name__}; correct the grammar's template")
    return value


def _place(found: Found, role: str = "place") -> Toponym:
    return _value(found, role, Toponym)


def _maybe_place(found: Found, reading: Reading, *roles: str) -> Toponym | None:
    """Give the place of the first of some roles that is there, from its slot or the span of a plain name; else None."""
    role = next((role for role in roles if role in found.spans), None)
    if role is None or role in found.values:
        return _place(found, role) if role else None
    text = reading.tokens.verbatim(*found.spans[role])
    name = reading.grammar.values.demonyms.get(reading.tokens.key(*found.spans[role]))
    return Toponym(name, PlaceKind.COUNTRY, text=text) if name else Toponym(tidy(text), text=text)


def _distance(found: Found, role: str = "distance") -> Distance:
    value, hedge = _value(found, role, Distance), found.form.options.get("hedge")
    return replace(value, hedge=Hedge(hedge)) if hedge and value.hedge is not Hedge.LESS_THAN else value


def _maybe_distance(found: Found) -> Distance | None:
    return _distance(found) if "distance" in found.values else None


def _heading(found: Found, role: str = "heading") -> Heading:
    return _value(found, role, Heading)


def _route(found: Found, reading: Reading) -> Route:
    if "route" not in found.spans:
        return Route.AIR
    return reading.grammar.values.routes[reading.tokens.key(*found.spans["route"])]


def _doubtful(found: Found, reading: Reading, *names: str) -> bool:
    """Whether a name is hardly one of a place: short capitals or a body in prose."""
    if reading.grammar.loose:
        return False
    tokens, rules = reading.tokens, reading.grammar
    spans = [found.spans[role] for role in names if role in found.spans]
    short = any(is_abbreviation(tokens, *span, rules) for span in spans)
    return short or any(is_body(tokens, *bare_name(tokens, *span, rules), rules) for span in spans)


def _offset(found: Found, reading: Reading) -> Locality | None:
    place = _place(found) if "place" in found.values else _named_last(found, reading)
    return Offset(place, _distance(found), _heading(found), _route(found, reading))


def _named_last(found: Found, reading: Reading) -> Toponym:
    """Give what is measured from where no place is said: "75 km to the west" of the one named before."""
    return Toponym("", PlaceKind.SETTLEMENT, anaphoric=True, text=reading.tokens.verbatim(found.start, found.end))


def _two_offsets(found: Found, reading: Reading) -> Locality | None:
    """Two offsets from one place: legs at right angles along the compass, else two places."""
    place, first, second = _place(found), _heading(found), _heading(found, "turn")
    if "distance" not in found.values:
        return AnyOf((HeadingOnly(place, first), HeadingOnly(place, second)))
    legs = Leg(_distance(found), first), Leg(_distance(found, "second"), second)
    right = abs((first.azimuth_deg - second.azimuth_deg + 180) % 360 - 180) == 90
    if right and first.points == second.points == _CARDINAL:
        return Orthogonal(place, legs)
    return AnyOf(tuple(Offset(place, leg.distance, leg.heading) for leg in legs))


def _distance_only(found: Found, reading: Reading) -> Locality | None:
    return DistanceOnly(_place(found), _distance(found), _route(found, reading))


def _heading_only(found: Found, reading: Reading) -> Locality | None:
    """Make a direction from a place; of a country or province named by a common noun it is a part."""
    place = _place(found)
    if place.anaphoric and place.cue in _LARGE:
        return Part(place, _heading(found))
    return HeadingOnly(place, _heading(found))


def _near(found: Found, reading: Reading) -> Locality | None:
    if _doubtful(found, reading, "place"):
        return None
    grade = found.form.options.get("proximity")
    if grade is None:
        grade = reading.grammar.values.proximity[reading.tokens.key(*found.spans["proximity"])]
    place = _of_countryside(_place(found), found, reading)
    if grade == Proximity.OUTSKIRTS and reading.grammar.words.is_country(place.name):
        return None  # "outside Libya" is anywhere
    return _beside_country(found, reading) or Near(place, Proximity(grade))


def _of_countryside(place: Toponym, found: Found, reading: Reading) -> Toponym:
    """Take what the countryside is of for a province, if there is one: "the northern countryside of Hama"."""
    said = reading.tokens.words[found.start : found.end]
    is_country = reading.grammar.words.is_country(place.name)
    if place.cue is not None or is_country or reading.grammar.values.sets["countryside"].isdisjoint(said):
        return place
    return replace(place, cue=PlaceKind.ADMIN1)


def _beside_country(found: Found, reading: Reading) -> Border | None:
    """Make what is near a country its border, which the other country is at: "near Algeria in northern Mali"."""
    place, rules = _place(found), reading.grammar
    if "proximity" not in found.spans or not rules.words.is_country(place.name):
        return None
    words = reading.tokens.key(*found.spans["proximity"])
    if words not in rules.values.sets["beside_country"] or rules.values.capitals.get(place.name) == place.name:
        return None
    side = next(filter(rules.words.is_country, place.within), "")
    return Border(Toponym(side, text=side) if side else None, replace(place, within=()))


def _between(found: Found, reading: Reading) -> Locality | None:
    if _doubtful(found, reading, "place", "other"):
        return None
    fraction = found.form.options.get("fraction")
    if "number" in found.spans:
        number = read_number(reading.tokens, *found.spans["number"], reading.grammar)
        if number is None or not 0 < number.low < 1:
            return None
        fraction = number.low
    return Between(_place(found), _place(found, "other"), fraction)


def _along_road(found: Found, reading: Reading) -> Locality | None:
    place, other = _maybe_place(found, reading, "place"), _maybe_place(found, reading, "other")
    if place is None and other is not None and reading.grammar.words.is_country(other.name):
        return None  # "on the road to the border with Niger" is anywhere
    return AlongRoad(place, other, _maybe_distance(found))


def _part(found: Found, reading: Reading) -> Locality | None:
    """Make a part of a place, save where direction and name are one name ("South Sudan")."""
    if _doubtful(found, reading, "place"):
        return None
    place = _maybe_place(found, reading, "people", "place")
    if place is None:
        return None
    place = _of_countryside(place, found, reading)
    if "direction" not in found.spans:
        return Part(place, None)
    words = found.spans["direction"]
    heading = heading_between(reading.tokens, *words, reading.grammar)
    beside = "place" in found.spans and found.spans["place"][0] == words[1]
    if beside and (whole := _owned(place, heading, words, reading) or _whole(place, heading, words, reading)):
        return whole
    portion = Portion(found.form.options.get("portion", "interior"))
    return Part(place, heading, portion) if heading is not None else None


def _owned(place: Toponym, heading: Heading | None, words: tuple[int, int], reading: Reading) -> Feature | None:
    """Give a place of which a direction says in what part of its owner it lies: "West Darfur's capital, El Geneina"."""
    tokens, rules, (first, last) = reading.tokens, reading.grammar, words
    owner = place.within[-1] if place.within else ""
    end = last + len(owner.split())
    if not owner or tokens.words[end] not in rules.words.speller.suffixes:
        return None
    if not rules.values.sets["with_compass"].isdisjoint(tokens.key(first, at) for at in range(last + 1, end + 1)):
        return Feature(replace(place, within=(*place.within[:-1], f"{tokens.verbatim(first, last)} {owner}")))
    is_part = heading is not None and rules.words.is_country(owner)
    return Feature(place, Part(Toponym(owner, text=owner), heading) if is_part else None)


def _whole(place: Toponym, heading: Heading | None, words: tuple[int, int], reading: Reading) -> Feature | None:
    """Give a place whose name begins with a direction, or that only lies in a part of its country."""
    tokens, values, (first, last) = reading.tokens, reading.grammar.values, words
    if f"{tokens.key(first, last)} {place.name.casefold()}" in values.sets["with_compass"]:
        text = f"{tokens.verbatim(first, last)} {place.text}"
        return Feature(replace(place, name=tidy(text), text=text))
    # "The western province of Herat", "the southern city of Sabha" are the whole, "the southern suburb of" is not.
    word = tokens.key(last, last + 1)
    whole = place.cue in _WHOLE and word in values.sorts and word not in values.sets["quarters"]
    nation = _nation_at(last, reading) if heading is not None and place.within and not whole else None
    if not (whole or nation):
        return None
    return Feature(place, Part(nation, heading) if nation and heading else None)  # "the northern Syrian town of Azaz"


def _nation_at(first: int, reading: Reading) -> Toponym | None:
    """Give the country of a demonym of one word or two that begins at a token."""
    for size in (2, 1):
        name = reading.grammar.values.demonyms.get(reading.tokens.key(first, first + size))
        if name:
            return Toponym(name, PlaceKind.COUNTRY, text=reading.tokens.verbatim(first, first + size))
    return None


def _border(found: Found, reading: Reading) -> Locality | None:
    if _doubtful(found, reading, "place", "other"):
        return None
    place = _maybe_place(found, reading, "people", "place")
    other = _maybe_place(found, reading, "others", "other")
    if all(end is None or end.anaphoric for end in (place, other)):
        return None
    if "side" in found.form.options and place is not None:
        return AllOf((Feature(place), Border(place, other)))  # "on the Syrian side of the border"
    return Border(place, other)


def _offshore(found: Found, reading: Reading) -> Locality | None:
    place = _maybe_place(found, reading, "people", "place")
    heading = _heading(found) if "heading" in found.values else None
    return Offshore(place, _maybe_distance(found), heading)


def _feature(found: Found, reading: Reading) -> Locality | None:
    if not _doubtful(found, reading, "place"):
        return Feature(_without_sort_of_parts(_place(found), found, reading), _part_of_country(found, reading))
    held = _held_by_body(_place(found), reading)
    return Feature(held) if held is not None else None


def _without_sort_of_parts(place: Toponym, found: Found, reading: Reading) -> Toponym:
    """Take what parts are told of for no such part: "the residential districts of Kherson" are the city's."""
    words, values = reading.tokens.words[slice(*found.spans["place"])], reading.grammar.values.sets
    parts = any(first in values["several_places"] and second in values["of"] for first, second in pairwise(words))
    return replace(place, cue=None) if parts and place.cue in PARTS_OF_COUNTRIES else place


def _held_by_body(place: Toponym, reading: Reading) -> Toponym | None:
    """Give a base without the body that holds it: "the Brak air base of the Third Force"; None for any other place."""
    bodies = reading.grammar.values.sets["organisation"]
    if place.cue not in FACILITIES or not place.within or not bodies.isdisjoint(_words(place.name)):
        return None
    return replace(place, within=tuple(name for name in place.within if bodies.isdisjoint(_words(name))))


def _words(name: str) -> list[str]:
    return name.casefold().replace("-", " ").split()  # "an al-Shabaab base"


def _part_of_country(found: Found, reading: Reading) -> Part | None:
    """Give the part of a country that a name's words put it in: "the village of Aitaroun in southern Lebanon"."""
    place, (first, last) = _place(found), found.spans["place"]
    if not place.within:
        return None
    tokens, country = reading.tokens, place.within[-1]
    for at in range(first + 1, last):
        nation = _nation_at(at, reading)
        if nation is None and tidy(tokens.verbatim(at, last)) == country and reading.grammar.words.is_country(country):
            nation = Toponym(country, text=country)
        begins = range(max(first, at - _LONGEST_QUARTER), at)
        begin = next((begin for begin in begins if nation and _is_quarter(begin, at, reading)), at)
        heading = heading_between(tokens, begin, at, reading.grammar)
        if nation is not None and heading is not None:
            return Part(nation, heading)
    return None


def _is_quarter(first: int, last: int, reading: Reading) -> bool:
    """Whether words are a compass direction and nothing else."""
    words, values = reading.tokens.words[first:last], reading.grammar.values
    return words[0] in values.compass and all(word in values.compass or word == "-" for word in words)


def _features(found: Found, reading: Reading) -> Locality | None:
    """Make a list of places: any of them."""
    names = [role for role in ("place", "second", "other") if role in found.values]
    if _doubtful(found, reading, *names) or any(_place(found, role).anaphoric for role in names):
        return None
    places = [place for role in names for place in _listed(found, role, reading)]
    (_, first), (begin, end) = (found.spans[role] for role in names[-2:])
    if reading.tokens.words[first] == "," and len(places) == len(names) == 2:
        return None  # "in Hun, and Omar Said": a comma ends a list of more than two
    cue = found.form.options.get("cue")
    if not reading.grammar.values.sets["several_places"].isdisjoint(reading.tokens.words[begin:end]):
        cue, within = places[-1].cue, places[-1].within  # "in the Thawra and Qusour districts of Raqqa"
        places = [replace(place, within=place.within or within) for place in places]
    return AnyOf(tuple(Feature(replace(place, cue=PlaceKind(cue)) if cue else place) for place in places))


def _listed(found: Found, role: str, reading: Reading) -> list[Toponym]:
    """Give the places of one slot of a list: "Sinjar, Qandil and Makhmour" does not say that Sinjar is in Qandil."""
    place, last = _place(found, role), _place(found, "other")
    words = reading.tokens.verbatim(*found.spans[role])
    rest = ", ".join(place.within)
    bare = not last.within and not any(map(reading.grammar.words.is_country, place.within))
    if role == "other" or not (rest and bare and words.endswith(f"{place.text}, {rest}")):
        return [place]
    return [replace(place, within=()), *(Toponym(name, text=name) for name in place.within)]


BUILDERS: dict[str, Callable[[Found, Reading], Locality | None]] = {
    "offset": _offset,
    "two_offsets": _two_offsets,
    "distance_only": _distance_only,
    "heading_only": _heading_only,
    "near": _near,
    "between": _between,
    "along_road": _along_road,
    "part": _part,
    "border": _border,
    "offshore": _offshore,
    "feature": _feature,
    "features": _features,
    "subject": _feature,
    "anchor": _feature,
}
