"""Answers to "where": a georeference with its regions, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from geostrike.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray
    from shapely.geometry import Point
    from shapely.geometry.base import BaseGeometry

    from geostrike.model.localities import Locality, LocalityKind
    from geostrike.model.places import Candidate, Place


class Reason(StrEnum):
    """Why a phrase has no region."""

    NO_LOCALITY = "no locality in the text"
    NOT_UNDERSTOOD = "locality not understood"
    TOO_FAR = "distance too far to place"
    UNKNOWN_PLACE = "place not in the gazetteer"
    NO_REFERENT = "the place referred to is not named"
    NO_AREA = "the place has no known area"
    CONTRADICTION = "the clauses contradict each other"
    BAD_COORDINATES = "coordinates out of range"


@dataclass(frozen=True, slots=True)
class PointRadius:
    """The published point-radius answer beside ours: centre in lon/lat degrees, radius in metres."""

    lon: float
    lat: float
    radius_m: float
    convention: str


class Spread(Protocol):
    """A density on the Earth; `geostrike.uncertainty.density` makes them."""

    def density(self, lon: ArrayLike, lat: ArrayLike) -> Any:
        """Density per km2 at positions."""

    def sample(self, n: int, *, seed: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Longitudes and latitudes drawn from it."""


@dataclass(frozen=True, slots=True, eq=False)
class Georeference:
    """A phrase with its place on Earth. Truthy.

    Parameters
    ----------
    text
        The phrase as written.
    locality
        How it was read.
    point
        Best single position, lon/lat WGS84; lies in every region.
    regions
        Level (share of cases in which the region holds the true place) -> polygon, EPSG:4326.
        The "protocol" model makes one deterministic region and files it under every level.
    level
        The level of `region`.
    uncertainty_m
        Radius of the circle round `point` that holds `region`.
    evidence
        How well measured this wording is at `level`: "strong", "thin" or "assumed"; "" under the
        protocol model, which promises no share of cases.
    candidates
        The gazetteer places that were considered for the (first) toponym, best first.
    protocol
        The point-radius method's answer for the same phrase, where that method has one.
    remarks
        Every assumption that was made, in sentences.
    spread
        The density behind `density` and `sample`; None under the protocol model.
    """

    text: str
    locality: Locality
    point: Point
    regions: Mapping[float, BaseGeometry]
    level: float
    uncertainty_m: float
    error_model: str
    evidence: str = ""
    candidates: tuple[Candidate, ...] = ()
    protocol: PointRadius | None = None
    remarks: tuple[str, ...] = field(default=())
    spread: Spread | None = field(default=None, repr=False)

    def __repr__(self) -> str:
        where = f"within {self.uncertainty_m / 1000:,.1f} km of {self.point.x:.4f}, {self.point.y:.4f}"
        return f"<Georeference {self.text!r}: {where} at {self.level:.0%}>"

    @property
    def region(self) -> BaseGeometry:
        """The polygon at `level`."""
        return self.regions[self.level]

    @property
    def kind(self) -> LocalityKind:
        """Form of the locality."""
        return self.locality.kind

    @property
    def place(self) -> Place | None:
        """The reference place chosen for the first toponym; None for coordinates."""
        return self.candidates[0].place if self.candidates else None

    def density(self, lon: ArrayLike, lat: ArrayLike) -> Any:
        """Density of the true place at positions, per km2: even between the edges of neighbouring levels.

        Parameters
        ----------
        lon, lat
            WGS84 degrees; scalars or arrays that broadcast.

        Returns
        -------
        float or array
            Above 0 everywhere; integrates to 1 over the Earth.

        Raises
        ------
        InputError
            Under the protocol model, which knows no probabilities.
        """
        return self._known_spread().density(lon, lat)

    def sample(self, n: int, *, seed: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Draw `n` positions from the density: longitudes and latitudes, the same for the same seed.

        Raises
        ------
        InputError
            Under the protocol model, which knows no probabilities.
        """
        return self._known_spread().sample(n, seed=seed)

    def _known_spread(self) -> Spread:
        if self.spread is None:
            raise InputError(f"error model {self.error_model!r}: gives no density; use error_model='empirical'")
        return self.spread


@dataclass(frozen=True, slots=True, eq=False)
class Unlocated:
    """A phrase without a region, with the reason. Falsy."""

    text: str
    reason: Reason
    detail: str = ""
    locality: Locality | None = None
    candidates: tuple[Candidate, ...] = ()

    def __repr__(self) -> str:
        return f"<Unlocated {self.text!r}: {self.reason.value}{f' ({self.detail})' if self.detail else ''}>"

    def __bool__(self) -> bool:
        return False
