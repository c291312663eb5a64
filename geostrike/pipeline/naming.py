"""The places that one document's names mean: each alone, then with the clear ones as anchors for the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from geostrike import resolve
from geostrike.georeference import Names
from geostrike.model import Context, Locality, Match, Mention, Place, Report, Resolution
from geostrike.pipeline.areas import Area, is_alike, told_areas
from geostrike.pipeline.corrections import Corrections
from geostrike.pipeline.options import Options
from geostrike.tables import beside_countries

_HOME_WEIGHT = 0.3
"""Weight of the countries that only names of places speak for: that of one that only acts."""


def names_of(
    told: Sequence[Report], mentions: Sequence[Mention], country: str, options: Options, corrected: Corrections
) -> list[Names]:
    """Find the places of the names of each of a document's reports, in `country` alone where it is not ""."""

    def own(report: Report, anchors: tuple[Place, ...] = (), areas: tuple[Place, ...] = ()) -> Names:
        where = report.mention.locality if report.mention else None
        names = look_up(where, report, corrected.country(report) or country, options, anchors, areas=areas)
        return corrected.names(report, names, options)

    alone = list(map(own, told))
    anchors = clear(alone)
    areas = _outlined(areas_of(told, mentions, country, options)) if _has_alike(alone) else ()
    homes = {} if country else _homes(told, alone, options)
    return [
        own(report if not homes else replace(report, countries=homes), anchors, areas)
        if homes or areas or _is_open(first)
        else first
        for report, first in zip(told, alone, strict=True)
    ]


def _outlined(areas: Iterable[Area]) -> tuple[Place, ...]:
    return tuple(each.place for each in areas if each.place.area is not None)


def _has_alike(resolved: Iterable[Names]) -> bool:
    return any(is_alike(found) for names in resolved for found in names.values())


def areas_of(told: Sequence[Report], mentions: Sequence[Mention], country: str, options: Options) -> tuple[Area, ...]:
    """Return the provinces and districts that the story of some reports names."""

    def find(where: Locality) -> Names:
        return look_up(where, told[0], country, options)

    return told_areas(mentions, find, (country,) if country else told[0].countries)


def look_up(
    where: Locality | None,
    report: Report,
    country: str,
    options: Options,
    anchors: tuple[Place, ...] = (),
    *,
    areas: tuple[Place, ...] = (),
) -> Names:
    """Find the places that an expression of a report's story names."""
    if where is None:
        return {}
    context = Context(report.countries, country, anchors, options.by_machine, of_strike=True, areas=areas)
    return resolve.resolve(where, options.gazetteer, context, language=options.language)


def clear(resolved: Iterable[Names]) -> tuple[Place, ...]:
    """Return the places of the names that are clear, each once."""
    best = (found.best for names in resolved for found in names.values() if not found.ambiguous)
    return tuple({place.id: place for place in best if place is not None}.values())


def countries_named(mention: Mention | None, names: Names) -> list[str]:
    """Return the countries of the places that a phrase names, "" for one of none, in their order.

    "Near the Iraqi border" names the other side of the country's border: that is left out.
    """
    beside = beside_countries(mention.locality if mention else None, names)
    within = [found for found in names.values() if found.best not in beside]
    return [found.best.country if found.best is not None else found.country for found in within]


def _homes(told: Sequence[Report], alone: Sequence[Names], options: Options) -> dict[str, float]:
    """Weigh the countries of names that only one country has, where the text speaks of none and another name is open.

    "Drones hit a clinic in Ariha and a mosque in Binnish": there are two Arihas, and one Binnish.
    """
    if not told or resolve.may_be_scene(told[0].countries, options.language):
        return {}
    if not any(len(_lands(found)) > 1 for names in alone for found in names.values()):
        return {}
    beside = {mention.locality for report in told for mention in report.beside}
    every = [*alone, *(look_up(where, told[0], "", options) for where in beside)]
    lands = [_lands(found) for names in every for found in names.values()]
    sure = [next(iter(each)) for each in lands if len(each) == 1 and each <= options.gazetteer.strike_prone()]
    return {code: _HOME_WEIGHT * sure.count(code) / len(sure) for code in sorted(set(sure))}


def _lands(found: Resolution) -> frozenset[str]:
    """Return the countries that have a place of this very name."""
    return frozenset(candidate.place.country for candidate in found.candidates if candidate.match is Match.EXACT)


def _is_open(names: Names) -> bool:
    return any(resolution.ambiguous for resolution in names.values())
