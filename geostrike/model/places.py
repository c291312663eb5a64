"""Places of a gazetteer, and the ranked answers to a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geostrike.model.localities import Toponym


class PlaceKind(StrEnum):
    """What sort of thing a place is; also what cue words ("district", "Gulf of") ask for."""

    SETTLEMENT = "settlement"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    COUNTRY = "country"
    AIRFIELD = "airfield"
    WATER = "water"
    PHYSICAL = "physical"
    REGION = "region"
    SITE = "site"


FACILITIES = frozenset({PlaceKind.SITE, PlaceKind.AIRFIELD})
"""What stands at one spot, and is called after the town that it is in."""
POINTS = FACILITIES | {PlaceKind.SETTLEMENT}
"""What a small map shows as a dot."""
AREAS = frozenset(PlaceKind) - POINTS
"""What other places lie in."""
PARTS_OF_COUNTRIES = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION})
"""Sorts that writers do not keep apart: a "district" may be a first-order unit, a "region" one of several."""


class Match(StrEnum):
    """How a name was matched, strongest first."""

    EXACT = "exact"
    ARTICLE = "article"
    SKELETON = "skeleton"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Place:
    """One gazetteer entry.

    Parameters
    ----------
    id
        Stable identifier, prefixed by its source ("gn:2210554", "ne:LBY-...").
    lon, lat
        WGS84 degrees.
    country
        ISO 3166-1 alpha-2, or "" where it is in none or in several.
    population
        Inhabitants; None where not known.
    extent_m
        Geographic radial: metres from the point to the farthest part of the place.
    precision_m
        Metres by which the coordinate itself may be off.
    area
        Polygon in EPSG:4326 where one is known; not part of equality.
    """

    id: str
    name: str
    lon: float
    lat: float
    country: str = ""
    kind: PlaceKind = PlaceKind.SETTLEMENT
    population: int | None = None
    extent_m: float = 0.0
    precision_m: float = 0.0
    admin1: str = ""
    source: str = ""
    area: BaseGeometry | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, with its score (higher is better) and the reasons in words."""

    place: Place
    score: float
    reasons: tuple[str, ...] = ()
    match: Match = Match.EXACT


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds a name and helps to choose among its namesakes.

    Parameters
    ----------
    countries
        ISO 3166-1 alpha-2 -> weight from 0 to 1.
    country
        The country that the user stated; a hard filter. "" where none.
    anchors
        Places already chosen in the same document.
    from_list
        Whether a machine took the name from a list, because the place was nearest: it is spelled as the
        list has it, and a namesake is no likelier for being better known.
    of_strike
        Whether a story of a strike has the name: where nothing says in which country, a village is hardly
        meant that lies where no wars are.
    areas
        Provinces and the like that the text names: what is only spelled like a name lies in or near one of them.
    """

    countries: Mapping[str, float] = field(default_factory=dict)
    country: str = ""
    anchors: tuple[Place, ...] = ()
    from_list: bool = False
    of_strike: bool = False
    areas: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer to one toponym: candidates best first, and whether the choice is open.

    `ambiguous` says that the best ones are near in score and far apart: a region must cover
    all of `chosen`. Not found: no candidates. Of a name that was not found, `container` is the
    narrowest known place that the words say it lies in, never a whole country, and `country` the
    ISO 3166-1 alpha-2 code of the country that they say; None and "" where they say none.
    """

    toponym: Toponym
    candidates: tuple[Candidate, ...] = ()
    ambiguous: bool = False
    chosen: tuple[Candidate, ...] = ()
    remarks: tuple[str, ...] = ()
    container: Resolution | None = None
    country: str = ""

    @property
    def best(self) -> Place | None:
        """The best candidate's place, or None."""
        return self.chosen[0].place if self.chosen else None

    @property
    def ruled_out(self) -> str:
        """Why the places of that name cannot be meant; "" where there are none, or one is."""
        return "" if self.chosen else next((said for said in self.remarks if said.startswith("no place named")), "")
