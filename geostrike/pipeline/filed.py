"""Where a strike is drawn whose story names no place at all: about the city that its dateline names."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from geostrike.georeference import Names, can_be_drawn
from geostrike.model import (
    Document,
    Feature,
    Locality,
    Match,
    Mention,
    Near,
    Place,
    PlaceKind,
    Proximity,
    Report,
    Toponym,
)
from geostrike.pipeline.options import Options
from geostrike.resolve import Dateline, dateline, may_be_scene
from geostrike.tables import spoken_of

_BUREAU_POPULATION = 500_000
"""Inhabitants of a city where a story is more often filed about the whole country than about the city."""


def filed_at(
    document: Document,
    mentions: Sequence[Mention],
    report: Report,
    resolve: Callable[[Locality], Names],
    options: Options,
) -> Mention | None:
    """Return the city of a dateline, as a wide region, where the story of a strike names no place that is known.

    It must lie in a country with air strikes, the story must speak of no other, and news agencies must not sit there.
    """
    line = dateline(document.text, options.gazetteer)
    if line is None or not line.city or _names_another(mentions, line, resolve):
        return None
    end = line.city_start + len(line.city)
    city = Toponym(line.city.title(), text=line.city)
    (found,) = resolve(Feature(city)).values()
    place = found.best
    if place is None or found.chosen[0].match is not Match.EXACT or not _may_be_near(place, options):
        return None
    namesakes = {candidate.place.country for candidate in found.candidates} & options.gazetteer.strike_prone()
    if namesakes != {place.country} and spoken_of(report.countries) != place.country:
        return None
    if may_be_scene(report.countries, options.language).keys() - {place.country}:
        return None
    said = f"no place is named that is known; taken to be about {line.city}, where the story was filed"
    return Mention(Near(city, Proximity.AROUND), line.city_start, end, line.city, remarks=(said,))


def _may_be_near(place: Place, options: Options) -> bool:
    is_town = place.kind is PlaceKind.SETTLEMENT and (place.population or 0) < _BUREAU_POPULATION
    return is_town and place.country in options.gazetteer.strike_prone()


def _names_another(mentions: Sequence[Mention], line: Dateline, resolve: Callable[[Locality], Names]) -> bool:
    """Whether the story names a known place outside its dateline."""
    told = (mention.locality for mention in mentions if not line.start <= mention.start < line.end)
    return any(can_be_drawn(where, resolve(where)) for where in told)
