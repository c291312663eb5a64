"""The gazetteer that users and other rooms see."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from geostrike.errors import InputError
from geostrike.gazetteer.frames import writer_of_frame
from geostrike.gazetteer.names import drop_generic, fold
from geostrike.gazetteer.schema import Source
from geostrike.gazetteer.search import climb, climb_bare, rank
from geostrike.gazetteer.store import Bounds, Store
from geostrike.model import Candidate, Place, PlaceKind

if TYPE_CHECKING:
    import pandas as pd

EMBEDDED = Path(__file__).parent / "embedded" / "places.sqlite"


class Standing(NamedTuple):
    """What a name is known for: country codes (ISO 3166-1 alpha-2), and whether a city is called so.

    Parameters
    ----------
    country
        The country of this name; "" for none.
    unit
        The one country with a first-order unit or an informal region of this name; "" for none or several.
    is_city
        Whether a settlement of enough inhabitants is called so.
    """

    country: str
    unit: str
    is_city: bool


_UNKNOWN = Standing("", "", is_city=False)


class Gazetteer:
    """Names to places, with extents and areas.

    Make one with `default`, `open` or `from_frame`. Outlines of countries, `land` and `borders`
    always come from the embedded store, whatever the places come from.

    Examples
    --------
    >>> gazetteer = Gazetteer.default()
    >>> best = gazetteer.search("Sirte")[0]
    >>> best.place.id, best.place.country
    ('gn:2210554', 'LY')
    >>> gazetteer.search("Nowhere in particular")
    []
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._search = lru_cache(maxsize=4096)(self._find)
        self._standing = lru_cache(maxsize=16_384)(self._stand)

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        if self._store.path is None:
            return _from_bytes, (self._store.connection.serialize(),)
        return type(self).open, (self._store.path,)

    @classmethod
    def default(cls) -> Gazetteer:
        """Give the embedded gazetteer; the same object at every call."""
        return _default()

    @classmethod
    def open(cls, path: str | Path) -> Gazetteer:
        """Open a store made by ``geostrike gazetteer build``; :class:`GazetteerError` where it is none."""
        return cls(Store.open(Path(path)))

    @classmethod
    def from_frame(cls, frame: pd.DataFrame, *, base: Gazetteer | None = None) -> Gazetteer:
        """Make a gazetteer of one's own places, alone or beside those of another one.

        Parameters
        ----------
        frame
            Columns name, lon, lat (WGS84 degrees); optional country (ISO 3166-1 alpha-2),
            population, extent_m, precision_m, alternates (a list, or text joined by ``|``), kind
            (a `PlaceKind` value), admin1, id, and a geometry column for areas.
        base
            Another gazetteer, from `default` or `open`, whose places are there too; one's own within 2 km of one of the
            same name give it their other names, and its coordinate stands. Copying the embedded one takes some seconds.

        Raises
        ------
        InputError
            Where a needed column is missing, a row breaks a rule, or `base` was made of a frame.

        Examples
        --------
        >>> import pandas as pd
        >>> places = pd.DataFrame({"name": ["Xanadu"], "lon": [110.0], "lat": [42.3]})
        >>> gazetteer = Gazetteer.from_frame(places)
        >>> len(gazetteer.search("Xanadu")), len(gazetteer.search("Sirte"))
        (1, 0)
        """
        path = base._store.path if base is not None else None
        if base is not None and path is None:
            raise InputError("base: was made of a frame; take one from a file, or join the frames")
        return cls(Store(writer_of_frame(frame, path).connection))

    def search(
        self,
        name: str,
        *,
        country: str | None = None,
        near: tuple[float, float] | None = None,
        kind: PlaceKind | str | None = None,
        limit: int = 10,
    ) -> list[Candidate]:
        """Find the places that a name may mean, best first.

        Parameters
        ----------
        name
            In any spelling; Latin, Arabic or Cyrillic script.
        country
            ISO 3166-1 alpha-2; only places there, and those of no one country, are answered.
        near
            lon, lat in degrees; nearer places rank higher.
        kind
            Sort of place asked for; others stay in the answer, lower.
        limit
            At most so many.

        Returns
        -------
        list of Candidate
            Empty where nothing matches.
        """
        if not isinstance(name, str):
            raise InputError(f"place name {name!r}: needs text; give the name as a string")
        wanted = PlaceKind(kind) if kind else None
        return list(self._search(name, country.upper() if country else "", near, wanted)[:limit])

    def _find(
        self, name: str, country: str, near: tuple[float, float] | None, kind: PlaceKind | None
    ) -> tuple[Candidate, ...]:
        countries = (country,) if country else ()
        bare, sort = climb_bare(self._store, name, countries)
        found = bare or climb(self._store, name, countries)
        return tuple(rank(self._store, name, found, near=near, kind=kind or (sort if bare else None)))

    def lookup(self, names: Iterable[str], *, country: str | None = None) -> list[tuple[Place, ...]]:
        """Find places by exact name (case and accents aside), many names at once.

        The fast path for tables: no ranking, no reasons, no misspellings; `search` has those.

        Parameters
        ----------
        names
            Names in any script.
        country
            ISO 3166-1 alpha-2, to look there only.

        Returns
        -------
        list of tuple of Place
            One tuple per name, biggest population first; empty where nothing matches.

        Examples
        --------
        >>> sirte, unknown = Gazetteer.default().lookup(["Sirte", "Nowhere at all"])
        >>> sirte[0].country, unknown
        ('LY', ())
        """
        code = country.upper() if country else ""
        found = ((self._store.exact(key, code) if (key := fold(name)) else []) for name in names)
        return [tuple(sorted(places, key=lambda p: (-(p.population or 0), p.id))) for places in found]

    def standing(self, name: str, *, population: int = 100_000) -> Standing:
        """Say what a name is known for, by itself: much cheaper than a search.

        Case and accents aside; for a unit or city, a word such as "province" behind the name too. Countries and
        units are those of the embedded store.

        Parameters
        ----------
        name
            In any script and in any of the embedded languages.
        population
            Least number of inhabitants of a city.

        Examples
        --------
        >>> gazetteer = Gazetteer.default()
        >>> gazetteer.standing("Libya")
        Standing(country='LY', unit='', is_city=False)
        >>> gazetteer.standing("Helmand province").unit, gazetteer.standing("Sirte District").unit
        ('AF', 'LY')
        >>> [gazetteer.standing(name).is_city for name in ("Kirkuk City", "Sirte", "Two")]
        [True, True, False]
        """
        return self._standing(name, population)

    def _stand(self, name: str, population: int) -> Standing:
        key = fold(name)
        keys = dict.fromkeys((key, drop_generic(key)[0]))
        own, embedded = self._store, _embedded()
        known = [embedded.notable(each, population) for each in keys]
        places = known if own is embedded else [own.notable(each, population) for each in keys]
        if not (any(known) or any(places)):
            return _UNKNOWN
        return Standing(
            country=next((code for kind, code in known[0] if kind is PlaceKind.COUNTRY), ""),
            unit=next(filter(None, map(_country_of_unit, known)), ""),
            is_city=any(kind is PlaceKind.SETTLEMENT for called in places for kind, _ in called),
        )

    def places_in(self, bounds: Bounds, limit: int = 50) -> list[Place]:
        """Biggest settlements in a box (west, south, east, north in degrees), biggest first."""
        return self._store.biggest(bounds, limit)

    def country_shape(self, code: str) -> BaseGeometry | None:
        """Outline of a country by ISO 3166-1 alpha-2 code; None where there is none."""
        return _country_shape(code.upper())

    def land(self, bounds: Bounds) -> BaseGeometry:
        """Land inside a box (west, south, east, north in degrees); empty at sea."""
        return _land(bounds)

    def borders(self, bounds: Bounds) -> BaseGeometry:
        """Borders between countries inside a box (west, south, east, north in degrees), as lines."""
        return shapely.union_all(_clipped(_embedded().borders(bounds), bounds))

    def border(self, country: str, other: str) -> BaseGeometry | None:
        """Find the line that two countries share, by their codes; None where they do not touch."""
        return _embedded().border(country.upper(), other.upper())

    def adjoin(self, country: str, other: str) -> bool:
        """Whether two countries, by their codes, have a common border.

        >>> gazetteer = Gazetteer.default()
        >>> gazetteer.adjoin("LY", "TN"), gazetteer.adjoin("LY", "SY")
        (True, False)
        """
        return _adjoin(country.upper(), other.upper())

    def country_codes(self) -> dict[str, str]:
        """ISO 3166-1 alpha-2 code -> English name of every country."""
        return dict(_country_names())

    def peopled(self) -> frozenset[str]:
        """Give the codes of the countries that this gazetteer has places of: "MQ" has no outline of its own."""
        return frozenset(self._store.country_codes())

    def country_code(self, name: str) -> str:
        """ISO 3166-1 alpha-2 code of a country by its name in any of the embedded languages; "" if unknown."""
        return _code_of(fold(name))

    def strike_prone(self) -> frozenset[str]:
        """Give the codes of countries with air strikes since 2001, and their neighbours, as the build lists them."""
        return _strike_prone()

    def sources(self) -> list[Source]:
        """List the sources of this gazetteer's places, with licences and attribution lines."""
        return self._store.sources()

    def counts(self) -> dict[PlaceKind, int]:
        """Count the places by kind."""
        return self._store.counts()


def _from_bytes(image: bytes) -> Gazetteer:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.deserialize(image)
    return Gazetteer(Store(connection))


@lru_cache(maxsize=1)
def _embedded() -> Store:
    return Store.open(EMBEDDED)


@lru_cache(maxsize=1)
def _default() -> Gazetteer:
    return Gazetteer(_embedded())


def _country(code: str) -> int | None:
    numbers = _embedded().of_kind(PlaceKind.COUNTRY, code)
    return numbers[0] if numbers else None


@lru_cache(maxsize=64)
def _country_shape(code: str) -> BaseGeometry | None:
    number = _country(code)
    return None if number is None else _embedded().place(number).area


@lru_cache(maxsize=1)
def _country_names() -> Mapping[str, str]:
    store = _embedded()
    numbers = {code: _country(code) for code in store.country_codes()}
    return {code: store.place(number).name for code, number in numbers.items() if number is not None}


@lru_cache(maxsize=1)
def _strike_prone() -> frozenset[str]:
    return frozenset(_embedded().meta()["near"].split())


def _country_of_unit(called: Iterable[tuple[PlaceKind, str]]) -> str:
    """Give the one country of first-order units and regions among places of one name; "" for none or several."""
    codes = {code for kind, code in called if kind in (PlaceKind.ADMIN1, PlaceKind.REGION)}
    return codes.pop() if len(codes) == 1 else ""


@lru_cache(maxsize=4096)
def _adjoin(country: str, other: str) -> bool:
    return _embedded().adjoin(country, other)


@lru_cache(maxsize=4096)
def _code_of(key: str) -> str:
    return _embedded().country_of(key)


@lru_cache(maxsize=32)
def _land(bounds: Bounds) -> BaseGeometry:
    # Most of the shapes touch no other: these are found first, and only the others are put together.
    return shapely.disjoint_subset_union_all(_clipped(_embedded().shapes(bounds, PlaceKind.COUNTRY), bounds))


def _clipped(shapes: list[BaseGeometry], bounds: Bounds) -> NDArray[Any]:
    """Cut each shape to a box; those that lie within it stay as they are."""
    frame = box(*bounds)
    shapely.prepare(frame)
    clipped = np.array(shapes, dtype=object)
    over = ~shapely.contains_properly(frame, clipped)
    clipped[over] = shapely.intersection(clipped[over], frame)
    return clipped
