"""Documents to reports that are placed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import geopandas as gpd

from geostrike import locality, reports, resolve
from geostrike.errors import InputError
from geostrike.gazetteer import Gazetteer
from geostrike.georeference import can_be_drawn, georeference
from geostrike.lang import unwrapped
from geostrike.model import (
    Context,
    Document,
    Georeference,
    Locality,
    Match,
    Mention,
    Offshore,
    Place,
    Report,
    Resolution,
    Unlocated,
    leaves,
)
from geostrike.pipeline.beside import Names, Told, told_beside
from geostrike.pipeline.corrections import Corrections, Given, corrections_of
from geostrike.pipeline.filed import filed_at
from geostrike.pipeline.options import Options
from geostrike.pipeline.sorts import with_sorts
from geostrike.readers import read_corrections
from geostrike.tables import beside_countries, report_frame, spoken_of

Answer = Georeference | Unlocated

_HOME_WEIGHT = 0.3
"""Weight of the countries that only names of places speak for: that of one that only acts."""


def extract(
    documents: Iterable[Document],
    *,
    country: str | None = None,
    level: float = 0.9,
    error_model: str = "empirical",
    gazetteer: Gazetteer | None = None,
    language: str = "en",
    source_profile: str = "strike",
    corrections: str | Path | Given = None,
) -> gpd.GeoDataFrame:
    """Read what documents report of strikes, and place it.

    Regions are cut to the country that the document speaks of where the places named lie in it and
    the strike is not put at sea; `remarks` say so.

    Parameters
    ----------
    documents
        From `read_documents`, or made by hand.
    country
        The country that they speak of, where it is known; else it is read from their words.
    level, error_model, gazetteer, language, source_profile
        As for `locate`.
    corrections
        What a person says of reports, against what was read: a CSV file of lines `report_id,field,value`,
        a frame with these columns, or triples. `date` is 2017-01-31 or 2017-01-30/2017-01-31; `locality` are
        words, which are placed as the text's own; `place_id` chooses among namesakes; numbers are 80, 2..9, 80..
        or ..9; `country`, `kind`, `role`, `actor` and other words are as in the columns; `leave_out` drops
        the report; `quote` refuses one that does not have these words. The column `corrections` says what
        was set, by which line, and what was read.

    Returns
    -------
    GeoDataFrame
        The columns of `geostrike.tables.REPORTS`, one row for each account of a strike. What
        could not be placed or dated stays, with the reason.

    Raises
    ------
    InputError
        Something else than documents, an option that is none, or a correction that cannot be or is of no report.

    Examples
    --------
    >>> story = Document("a", "On 26 September 2017 two airstrikes hit a camp 10 km south of Sirte, Libya.")
    >>> extract([story])[["place_text", "distance_m", "status"]].values.tolist()
    [['Sirte', 10000.0, 'located']]
    """
    options = Options(
        level,
        error_model,
        language=language,
        gazetteer=gazetteer or Gazetteer.default(),
        source_profile=source_profile,
    )
    code = options.country_code(country)
    if isinstance(documents, Document):
        raise InputError(f"documents {documents.id!r}: is one Document; give a list of them")
    given = read_corrections(corrections) if isinstance(corrections, str | Path) else corrections
    corrected = corrections_of(given, options)
    placed = [each for document in documents for each in _placed(_checked(document), code, options, corrected)]
    corrected.check_known()
    found = [each.report for each in placed]
    names = [each.names for each in placed]
    answers = _georeference(found, names, [each.beside for each in placed], options)
    return report_frame(found, answers, names=names, interval=options.interval)


def _checked(document: object) -> Document:
    """Refuse what is no document: a path or a text is easily given in its place."""
    if not isinstance(document, Document):
        given = repr(document)[:40]
        raise InputError(f"documents that hold {given}: needs Documents; pass what read_documents() returns")
    return document


class _Placed(NamedTuple):
    """A report, the places of its names, and what is drawn where they are not known."""

    report: Report
    names: Names
    beside: Locality | None = None

    def is_drawn(self) -> bool:
        """Whether a place is known that it can be drawn by."""
        where = self.beside or (self.report.mention.locality if self.report.mention else None)
        return where is not None and can_be_drawn(where, self.names)


def _placed(document: Document, country: str, options: Options, corrected: Corrections) -> list[_Placed]:
    """Read a document and find the places of its reports; the protocol draws only what is said."""
    document = replace(document, text=unwrapped(document.text))
    read, mentions = _read(document, country, options)
    told = corrected.applied(read)
    resolved = _resolve(told, country, options, corrected)
    placed = list(map(_Placed, told, resolved))
    if options.error_model == "protocol" or all(each.is_drawn() for each in placed):
        return placed
    anchors = _anchors(resolved)

    def find(where: Locality) -> Names:
        return _resolve_one(where, told[0], country, options, anchors)

    scenes = options.gazetteer.strike_prone()

    def drawn(each: _Placed) -> _Placed:
        return _about(each, told_beside(each.report, each.names, find, scenes, options.language))

    placed = [each if each.is_drawn() else drawn(each) for each in placed]
    city = None if any(each.is_drawn() for each in placed) else filed_at(document, mentions, told[0], find, options)
    return placed if city is None else [_about(each, Told(city, find(city.locality))) for each in placed]


def _about(placed: _Placed, told: Told | None) -> _Placed:
    """Draw a report that has no known place about what the story tells with it."""
    if told is None:
        return placed
    names = {**placed.names, **told.names}
    if placed.report.mention is None:
        return _Placed(replace(placed.report, mention=told.mention), names)
    return _Placed(placed.report, names, told.mention.locality)


def _read(document: Document, country: str, options: Options) -> tuple[list[Report], list[Mention]]:
    """Read a document's reports, and the localities that it names: none of either where nothing tells of a strike."""
    if not reports.may_report(document.text, options.language):
        return [], []
    countries, titled = ({country: 1.0}, ()) if country else _spoken_of(document, options)
    scenes = [*resolve.may_be_scene(countries, options.language)]
    spoken = spoken_of(countries) or (scenes[0] if len(scenes) == 1 else "")
    city = _filed_in(document.text, spoken, options)
    scanned = locality.scan(document.text, options.language, country=spoken, city=city)
    mentions = with_sorts(scanned, options.gazetteer, [spoken] if spoken else scenes)
    read = reports.read(document, mentions, countries, options.language)
    return [replace(report, remarks=(*report.remarks, *titled)) for report in read] if titled else read, mentions


def _spoken_of(document: Document, options: Options) -> tuple[dict[str, float], tuple[str, ...]]:
    """Weigh the countries that a text speaks of, else its title, with a remark where that is so."""
    told = resolve.infer_countries(document.text, options.gazetteer, options.language)
    if not document.title or resolve.may_be_scene(told, options.language):
        return told, ()
    titled = resolve.infer_countries(document.title, options.gazetteer, options.language)
    if not resolve.may_be_scene(titled, options.language):
        return told, ()
    return {**told, **titled}, (f"which country is spoken of is taken from the title, {document.title[:120]!r}",)


def _filed_in(text: str, country: str, options: Options) -> str:
    """Return the city of a text's dateline, if it lies in the country that the text speaks of."""
    line = resolve.dateline(text, options.gazetteer)
    name = line.city.title() if line is not None and country else ""
    return name if name and options.gazetteer.search(name, country=country, limit=1) else ""


def _resolve(told: Sequence[Report], country: str, options: Options, corrected: Corrections) -> list[Names]:
    """Resolve one document's names: first each alone, then again with the clear ones as anchors for the others."""

    def own(report: Report, anchors: tuple[Place, ...] = ()) -> Names:
        where = report.mention.locality if report.mention else None
        names = _resolve_one(where, report, corrected.country(report) or country, options, anchors)
        return corrected.names(report, names, options)

    alone = list(map(own, told))
    anchors = _anchors(alone)
    homes = {} if country else _homes(told, alone, options)
    return [
        own(report if not homes else replace(report, countries=homes), anchors) if homes or _is_open(first) else first
        for report, first in zip(told, alone, strict=True)
    ]


def _homes(told: Sequence[Report], alone: Sequence[Names], options: Options) -> dict[str, float]:
    """Weigh the countries of names that only one country has, where the text speaks of none and another name is open.

    "Drones hit a clinic in Ariha and a mosque in Binnish": there are two Arihas, and one Binnish.
    """
    if not told or resolve.may_be_scene(told[0].countries, options.language):
        return {}
    if not any(len(_lands(found)) > 1 for names in alone for found in names.values()):
        return {}
    beside = {mention.locality for report in told for mention in report.beside}
    every = [*alone, *(_resolve_one(where, told[0], "", options) for where in beside)]
    lands = [_lands(found) for names in every for found in names.values()]
    sure = [next(iter(each)) for each in lands if len(each) == 1 and each <= options.gazetteer.strike_prone()]
    return {code: _HOME_WEIGHT * sure.count(code) / len(sure) for code in sorted(set(sure))}


def _lands(found: Resolution) -> frozenset[str]:
    """Return the countries that have a place of this very name."""
    return frozenset(candidate.place.country for candidate in found.candidates if candidate.match is Match.EXACT)


def _resolve_one(
    where: Locality | None, report: Report, country: str, options: Options, anchors: tuple[Place, ...] = ()
) -> Names:
    if where is None:
        return {}
    context = Context(report.countries, country, anchors, options.by_machine, of_strike=True)
    return resolve.resolve(where, options.gazetteer, context, language=options.language)


def _anchors(resolved: Iterable[Names]) -> tuple[Place, ...]:
    clear = (resolution.best for names in resolved for resolution in names.values() if not resolution.ambiguous)
    return tuple({place.id: place for place in clear if place is not None}.values())


def _is_open(names: Names) -> bool:
    return any(resolution.ambiguous for resolution in names.values())


def _georeference(
    found: Sequence[Report], resolved: Sequence[Names], beside: Sequence[Locality | None], options: Options
) -> list[Answer | None]:
    """Answer every report with a locality, in two batches: those cut to land, and those not."""
    answers: list[Answer | None] = [None] * len(found)
    batches: dict[bool, list[tuple[int, Mention, str]]] = {True: [], False: []}
    for number, (report, names) in enumerate(zip(found, resolved, strict=True)):
        if report.mention is not None:
            country = _sure_country(report, names)
            is_at_sea = any(isinstance(leaf, Offshore) for leaf in leaves(report.mention.locality))
            batches[bool(country) and not is_at_sea].append((number, report.mention, country))
    for on_land, batch in batches.items():
        placed = georeference(
            [mention.locality for _, mention, _ in batch],
            [resolved[number] for number, _, _ in batch],
            texts=[mention.text for _, mention, _ in batch],
            level=options.level,
            error_model=options.error_model,
            source_profile=options.source_profile,
            land_only=on_land,
            earth=options.gazetteer,
            countries=[country for _, _, country in batch],
            remarks=[mention.remarks for _, mention, _ in batch],
            beside=[beside[number] for number, _, _ in batch],
        )
        for (number, _, _), answer in zip(batch, placed, strict=True):
            answers[number] = answer
    return answers


def _sure_country(report: Report, names: Names) -> str:
    """Return the country that the document speaks of, where the places that the phrase names lie in it; else "".

    "Near the Iraqi border" names the other side of the country's border.
    """
    likely = spoken_of(report.countries)
    beside = beside_countries(report.mention.locality if report.mention else None, names)
    within = [found for found in names.values() if found.best not in beside]
    named = {found.best.country if found.best is not None else found.country for found in within}
    return likely if named <= {likely, ""} else ""
