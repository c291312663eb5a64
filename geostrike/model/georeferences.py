"""Answers to "where": a georeference with its regions, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely.geometry import Point
    from shapely.geometry.base import BaseGeometry

    from geostrike.model.localities import Locality, LocalityKind
    from geostrike.model.places import Candidate, Place


class Reason(StrEnum):
    """Why a phrase has no region."""

    NO_LOCALITY = "no locality in the text"
    NOT_UNDERSTOOD = "locality not understood"
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
        How well measured this wording is: "strong", "thin" or "assumed"; "" under the protocol model,
        which promises no share of cases.
    candidates
        The gazetteer places that were considered for the (first) toponym, best first.
    protocol
        The point-radius method's answer for the same phrase, where that method has one.
    remarks
        Every assumption that was made, in sentences.
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


@dataclass(frozen=True, slots=True, eq=False)
class Unlocated:
    """A phrase without a region, with the reason. Falsy."""

    text: str
    reason: Reason
    detail: str = ""
    locality: Locality | None = None
    candidates: tuple[Candidate, ...] = ()

    def __bool__(self) -> bool:
        return False
