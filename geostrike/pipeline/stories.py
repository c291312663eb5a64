"""Documents to reports that are placed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import geopandas as gpd

from geostrike import locality, reports, resolve
from geostrike.errors import InputError
from geostrike.gazetteer import Gazetteer
from geostrike.georeference import Answer, Names, can_be_drawn, georeference
from geostrike.lang import unwrapped
from geostrike.model import (
    PARTS_OF_COUNTRIES,
    POINTS,
    Document,
    Locality,
    Mention,
    Offshore,
    Report,
    leaves,
)
from geostrike.pipeline.areas import Area, as_told, is_said_elsewhere, only_area
from geostrike.pipeline.beside import Told, told_beside
from geostrike.pipeline.corrections import Corrections, Given, corrections_of
from geostrike.pipeline.filed import filed_at
from geostrike.pipeline.naming import areas_of, clear, countries_named, look_up, names_of
from geostrike.pipeline.options import Options
from geostrike.pipeline.sorts import with_sorts
from geostrike.readers import read_corrections
from geostrike.tables import report_frame, spoken_of


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
    return report_frame(
        [each.report for each in placed],
        _georeferenced(placed, options),
        names=[each.names for each in placed],
        interval=options.interval,
    )


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
    resolved = names_of(told, mentions, country, options, corrected)
    placed = list(map(_Placed, told, resolved))
    if options.error_model == "protocol" or all(each.is_drawn() for each in placed):
        return placed
    anchors = clear(resolved)

    def finder(report: Report) -> Callable[[Locality], Names]:
        return lambda where: look_up(where, report, corrected.country(report) or country, options, anchors)

    scenes = options.gazetteer.strike_prone()

    def drawn(each: _Placed) -> _Placed:
        return _about(each, told_beside(each.report, each.names, finder(each.report), scenes, options.language))

    placed = [each if each.is_drawn() else drawn(each) for each in placed]
    if not all(each.is_drawn() for each in placed):
        placed = _in_only_area(placed, areas_of(told, mentions, country, options))
    if any(each.is_drawn() for each in placed):
        return placed
    find = finder(told[0])
    city = filed_at(document, mentions, told[0], find, options)
    return placed if city is None else [_about(each, Told(city, find(city.locality))) for each in placed]


def _in_only_area(placed: list[_Placed], areas: Sequence[Area]) -> list[_Placed]:
    """Draw reports of places that are not known in the area that holds all that the story tells of."""
    drawn = [
        place
        for place in clear(each.names for each in placed if each.is_drawn())
        if place.kind in PARTS_OF_COUNTRIES | POINTS
    ]
    area = only_area(areas, drawn)
    if area is None:
        return placed

    def located(each: _Placed) -> _Placed:
        if each.report.mention is None or each.is_drawn() or is_said_elsewhere(each.report.mention.locality, area):
            return each
        is_there = {*countries_named(each.report.mention, each.names)} <= {"", area.place.country}
        return _about(each, Told(as_told(area), area.names)) if is_there else each

    return list(map(located, placed))


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


class _Work(NamedTuple):
    """What is drawn for one report: its number, the phrase, and the country whose land holds it, "" for none."""

    number: int
    placed: _Placed
    mention: Mention
    country: str


def _georeferenced(placed: Sequence[_Placed], options: Options) -> list[Answer | None]:
    """Answer every report with a locality, in two batches: those cut to land, and those not."""
    answers: list[Answer | None] = [None] * len(placed)
    batches: dict[bool, list[_Work]] = {True: [], False: []}
    for number, each in enumerate(placed):
        if each.report.mention is not None:
            work = _Work(number, each, each.report.mention, _sure_country(each))
            is_at_sea = any(isinstance(leaf, Offshore) for leaf in leaves(work.mention.locality))
            batches[bool(work.country) and not is_at_sea].append(work)
    for on_land, batch in batches.items():
        found = georeference(
            [work.mention.locality for work in batch],
            [work.placed.names for work in batch],
            texts=[work.mention.text for work in batch],
            level=options.level,
            error_model=options.error_model,
            source_profile=options.source_profile,
            land_only=on_land,
            earth=options.gazetteer,
            countries=[work.country for work in batch],
            remarks=[work.mention.remarks for work in batch],
            beside=[work.placed.beside for work in batch],
        )
        for work, answer in zip(batch, found, strict=True):
            answers[work.number] = answer
    return answers


def _sure_country(placed: _Placed) -> str:
    """Return the country that the document speaks of, where the places that the phrase names lie in it; else ""."""
    likely = spoken_of(placed.report.countries)
    return likely if {*countries_named(placed.report.mention, placed.names)} <= {likely, ""} else ""
