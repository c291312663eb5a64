"""Countries: outlines and borders from one topology, names in many languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import shapely
from babel import Locale
from shapely.geometry.base import BaseGeometry

from geostrike.gazetteer.embedded.layers import area_record, wanted
from geostrike.gazetteer.embedded.topology import Topology, quantised
from geostrike.gazetteer.schema import PlaceRecord, Source
from geostrike.model import PlaceKind

#: Douglas-Peucker tolerance of outlines and borders, in degrees (about 300 m).
TOLERANCE_DEG = 0.003

#: Languages in which CLDR's names of countries are taken.
LANGUAGES = ("en", "ar", "fr", "es", "de", "ru", "uk", "fa", "tr", "so")


class Countries:
    """The countries of a TopoJSON file.

    Parameters
    ----------
    document
        World-atlas' TopoJSON.
    table
        GeoNames' country table by ISO 3166-1 alpha-2 code.
    united
        Name of a unit without a code -> code of the country that it is united with.
    reassigned
        Code -> an area that is given to it and taken from all others.
    """

    def __init__(
        self,
        document: Mapping[str, Any],
        table: Mapping[str, Mapping[str, Any]],
        united: Mapping[str, str],
        reassigned: Mapping[str, BaseGeometry],
    ) -> None:
        by_number = {row["isonumeric"]: code for code, row in table.items()}
        self._table = table
        self._topology = Topology(document, TOLERANCE_DEG)
        self._owned = [
            (united.get(unit["properties"]["name"]) or by_number.get(int(unit.get("id") or 0), ""), unit)
            for unit in document["objects"]["countries"]["geometries"]
        ]
        parts: dict[str, list[BaseGeometry]] = defaultdict(list)
        for code, unit in self._owned:
            parts[code].append(self._topology.polygon(unit))
        self.outlines = {code: _reassign(code, shapely.union_all(of), reassigned) for code, of in parts.items() if code}

    def records(self, source: Source, names: Mapping[str, str]) -> Iterator[PlaceRecord]:
        """One record per country; `names` adds spellings, joined by ``|``."""
        for code, outline in self.outlines.items():
            row = self._table[code]
            translated = [Locale(language).territories.get(code) for language in LANGUAGES]
            yield area_record(
                source,
                code,
                row["name"],
                outline,
                country=code,
                kind=PlaceKind.COUNTRY,
                population=row["population"],
                alternates=(*wanted(translated), *filter(None, names.get(code, "").split("|"))),
                loose=False,
            )

    def borders(self) -> Mapping[tuple[str, str], BaseGeometry]:
        """Line that two countries share, by their codes."""
        return self._topology.borders((code, unit) for code, unit in self._owned if code)


def _reassign(code: str, outline: BaseGeometry, reassigned: Mapping[str, BaseGeometry]) -> BaseGeometry:
    for gaining, piece in reassigned.items():
        if code == gaining:
            outline = outline.union(piece)
        elif outline.intersects(piece):
            outline = outline.difference(piece)
    return quantised(outline)
