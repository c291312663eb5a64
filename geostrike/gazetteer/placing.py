"""Say of places in which country and first-order unit they lie, where their source does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geostrike.gazetteer.store import Store
from geostrike.model import POINTS, PlaceKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geostrike.gazetteer.schema import PlaceRecord
    from geostrike.model import Place

#: Degrees off a coast within which a place still belongs to its country: outlines are simplified
#: by some 300 m, and ports, lighthouses and wrongly keyed villages stand in the water.
_COAST_DEG = 0.03

_IN_A_COUNTRY = frozenset(set(PlaceKind) - {PlaceKind.WATER, PlaceKind.COUNTRY})
_IN_A_UNIT = POINTS | {PlaceKind.ADMIN2}


class Placer:
    """The outlines of a store, to place points by.

    Parameters
    ----------
    store
        With countries and first-order units; the embedded one.
    """

    def __init__(self, store: Store) -> None:
        self._countries = _Outlines(store, PlaceKind.COUNTRY)
        self._units = _Outlines(store, PlaceKind.ADMIN1)

    def place(self, records: Iterable[PlaceRecord]) -> Iterator[PlaceRecord]:
        """Fill in empty countries and first-order units, in the order of the records."""
        batch = list(records)
        points = shapely.points([r.lon for r in batch], [r.lat for r in batch])
        lost = np.array([not r.country and r.kind in _IN_A_COUNTRY for r in batch], dtype=bool)
        loose = np.array([not r.admin1 and r.kind in _IN_A_UNIT for r in batch], dtype=bool)
        countries = self._countries.around(points, lost)
        units = self._units.around(points, loose)
        for at, record in enumerate(batch):
            country = countries[at].country if at in countries else record.country
            # A border drawn twice differs: a unit of the neighbour is not where the place is.
            unit = units[at].name if at in units and units[at].country in (country, "") else record.admin1
            unchanged = country == record.country and unit == record.admin1
            yield record if unchanged else replace(record, country=country, admin1=unit)


class _Outlines:
    """Polygons of one kind, and the places that they belong to."""

    def __init__(self, store: Store, kind: PlaceKind) -> None:
        numbers = [n for code in (*store.country_codes(), "") for n in store.of_kind(kind, code)]
        outlined = [(place, place.area) for place in map(store.place, numbers) if place.area is not None]
        self._places = [place for place, _ in outlined]
        self._shapes = [area for _, area in outlined]
        shapely.prepare(self._shapes)

    def around(self, points: NDArray[np.object_], wanted: NDArray[np.bool_]) -> dict[int, Place]:
        """For the wanted points, the place whose outline holds the point or comes nearest at a coast."""
        positions = np.flatnonzero(wanted)
        if not len(positions):
            return {}
        tree = shapely.STRtree(points[positions])
        found: dict[int, Place] = {}
        for shape, point in zip(*tree.query(self._shapes, predicate="contains"), strict=True):
            found.setdefault(int(positions[point]), self._places[shape])
        missing = [at for at in positions.tolist() if at not in found]
        if missing:
            near = shapely.STRtree(self._shapes)
            pairs = near.query_nearest(points[missing], max_distance=_COAST_DEG, all_matches=False)
            found |= {missing[point]: self._places[shape] for point, shape in zip(*pairs, strict=True)}
        return found
