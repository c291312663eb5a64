"""Calibration rows: what a text states beside where the thing really was.

Reads the tables of `../shared/data`; of the project it uses only how a stated distance becomes an
interval, and the places of the embedded store, so that a fit depends on the data and not on the
parser or the ranking of namesakes. Anchors come from the Who's On First tables and that store by a
plain look-up; a row whose anchor is not found is left out and counted.
"""

from __future__ import annotations

import csv
import gzip
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from anyascii import anyascii
from ministry import COMPASS, cases
from numpy.typing import NDArray
from pyproj import Geod
from rapidfuzz import fuzz, process

from geostrike.gazetteer import Gazetteer
from geostrike.gazetteer.gazetteer import EMBEDDED
from geostrike.gazetteer.schema import KINDS, Form
from geostrike.model import Distance, Place, PlaceKind, Unit
from geostrike.uncertainty import distance_interval
from geostrike.uncertainty.empirical import PLACE_LISTS, place_list

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
STRIKES = SHARED / "calibration" / "nl_oir_dev.csv"
GEOD = Geod(ellps="WGS84")
UNITS = {"nm": Unit.NAUTICAL_MILE, "km": Unit.KILOMETRE, "ki": Unit.KILOMETRE, "mi": Unit.MILE}
COUNTRIES = {"Iraq": "IQ", "Syria": "SY"}
ARTICLES = {"al", "ar", "as", "at", "ad", "an", "ash", "az"}
GENERIC = re.compile(r"\b(?:village|city|town|the|of|airbase|airfield|center|ivo|in the vicinity)\b")


@dataclass(frozen=True)
class Anchor:
    """A reference place; `population` 0 where it is not known."""

    name: str
    lon: float
    lat: float
    population: int = 0

    @property
    def extent_m(self) -> float:
        """Geographic radial from population: 1.7 x 19.8 m x P^0.4245, 1,500 inhabitants where unknown."""
        return float(np.clip(1.7 * 19.8 * (self.population or 1500) ** 0.4245, 300, 15_000))


@dataclass(frozen=True)
class Rows:
    """Columns of one set, a value per row: the stated interval, the word, the place, the truth."""

    low_m: NDArray[np.float64]
    high_m: NDArray[np.float64]
    half_angle_deg: NDArray[np.float64]
    extent_m: NDArray[np.float64]
    true_m: NDArray[np.float64]
    off_deg: NDArray[np.float64]
    group: NDArray[np.str_]

    def __len__(self) -> int:
        return len(self.low_m)

    def __getitem__(self, which: NDArray[np.bool_]) -> Rows:
        return Rows(**{name: column[which] for name, column in vars(self).items()})

    @property
    def stated_m(self) -> NDArray[np.float64]:
        """Middle of the stated interval."""
        return (self.low_m + self.high_m) / 2


def collect(rows: Iterable[tuple[float, float, float, float, float, float, str]]) -> Rows:
    """Turn row tuples, in the order of the columns of :class:`Rows`, into columns."""
    *numbers, group = zip(*rows, strict=True)
    return Rows(*(np.array(column, dtype=float) for column in numbers), np.array(group))


def fold(text: str) -> str:
    """Lower-case ASCII letters and digits, one space between words."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", anyascii(text).lower()).split())


def skeleton(name: str) -> str:
    """Folded name without article, spaces and doubled letters."""
    first, _, rest = fold(name).partition(" ")
    return re.sub(r"(.)\1+", r"\1", (rest if first in ARTICLES and rest else f"{first}{rest}").replace(" ", ""))


@cache
def _places(country: str) -> dict[str, list[Anchor]]:
    table: dict[str, list[Anchor]] = {}
    for anchor, names in _entries(country):
        for key in {skeleton(name) for name in names} - {""}:
            table.setdefault(key, []).append(anchor)
    return table


def _entries(country: str) -> Iterator[tuple[Anchor, list[str]]]:
    path = SHARED / "gazetteer" / f"wof_places_{country.lower()}.tsv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            names = [row["name"], *row["altnames"].split("|")]
            yield Anchor(row["name"], float(row["lon"]), float(row["lat"]), int(float(row["pop"] or 0))), names
    yield from _embedded(country, PlaceKind.SETTLEMENT)


def _embedded(country: str, kind: PlaceKind) -> list[tuple[Anchor, list[str]]]:
    """Return the places of one kind in the embedded store, with their names as keys, in the order of their ids."""
    query = (
        "SELECT place.id, place.name, lon_e7, lat_e7, population, group_concat(key, '|') FROM country"
        " JOIN place ON place.id BETWEEN first AND last JOIN name ON name.place = place.id"
        " WHERE code = ? AND kind = ? AND form = ? GROUP BY place.id"
    )
    with closing(sqlite3.connect(f"file:{EMBEDDED}?mode=ro&immutable=1", uri=True)) as store:
        rows = store.execute(query, (country, KINDS.index(kind), Form.FOLDED)).fetchall()
    return [
        (Anchor(name, lon / 1e7, lat / 1e7, population or 0), sorted(keys.split("|")))
        for _, name, lon, lat, population, keys in rows
    ]


@cache
def _airfields(country: str) -> dict[str, Anchor]:
    return {
        skeleton(re.sub(r"(?i)\b(?:air ?base|airport|international)\b", "", anchor.name)): anchor
        for anchor, _ in _embedded(country, PlaceKind.AIRFIELD)
    }


def anchor_of(name: str, country: str) -> Anchor | None:
    """Most populous place of the country under the name, its spelling skeleton, or a near spelling."""
    key = skeleton(GENERIC.sub(" ", fold(name)))
    airfield = _airfields(country).get(key) if re.search(r"(?i)air ?(?:base|field)", name) else None
    if airfield is not None:
        return airfield
    table = _places(country)
    found = table.get(key)
    if found is None:
        near = process.extractOne(key, sorted(table), scorer=fuzz.ratio, score_cutoff=86)
        found = table[near[0]] if near else []
    return max(found, key=lambda place: place.population, default=None)


def written(number: str, unit: Unit) -> Distance:
    """Return a stated distance from its digits; those after the point tell the notation's step."""
    value = float(number)
    return Distance(value, value, unit, resolution=1.0 if value.is_integer() else 0.1)


def half_angle_of(azimuth_deg: float) -> float:
    """Half width of the compass word that names this azimuth: 45, 22.5 or 11.25."""
    return 45.0 if azimuth_deg % 90 == 0 else 22.5 if azimuth_deg % 45 == 0 else 11.25


def measure(anchor: Anchor, azimuth_deg: float, lon: float, lat: float) -> tuple[float, float]:
    """Distance in metres from the anchor to the truth, and degrees between its azimuth and the stated one."""
    azimuth, _, distance = GEOD.inv(anchor.lon, anchor.lat, lon, lat)
    return distance, abs((azimuth - azimuth_deg + 180) % 360 - 180)


def table(name: str) -> list[dict[str, str]]:
    """Rows of a calibration table."""
    with (SHARED / "calibration" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def strike_offsets(path: Path | None = None) -> Rows:
    """Return the Dutch strikes with a stated distance and direction, grouped by date."""
    return collect(_strike_offsets(path))


def _strike_offsets(path: Path | None) -> Iterator[tuple[float, float, float, float, float, float, str]]:
    for row in cases(path or STRIKES):
        if row["kind"] != "offset":
            continue
        anchor = anchor_of(row["parsed_anchor"], COUNTRIES.get(row["country"], "IQ"))
        if anchor is None:
            continue
        azimuth = float(row["parsed_azimuth"])
        low, high = distance_interval(written(row["parsed_dist"], UNITS[row["parsed_unit"]]))
        true, off = measure(anchor, azimuth, float(row["true_lon"]), float(row["true_lat"]))
        yield low, high, half_angle_of(azimuth), anchor.extent_m, true, off, row["date"]


def strike_places(kind: str, path: Path | None = None) -> Rows:
    """Return the Dutch strikes with a name alone (`kind` "name" or "near"); nothing is stated, so NaN."""
    return collect(_strike_places(kind, path))


def _strike_places(kind: str, path: Path | None) -> Iterator[tuple[float, float, float, float, float, float, str]]:
    nan = float("nan")
    for row in cases(path or STRIKES):
        if row["kind"] != kind:
            continue
        name = re.sub(r"(?i)^(?:in|near|ivo|in the vicinity of|city of)\s+", "", row["location_text"].strip())
        anchor = anchor_of(re.split(r"[,(&]", name)[0], COUNTRIES.get(row["country"], "IQ"))
        if anchor is not None:
            true, _ = measure(anchor, 0, float(row["true_lon"]), float(row["true_lat"]))
            yield nan, nan, nan, anchor.extent_m, true, nan, row["date"]


BEARINGS = {
    f"{a}{b}{c}".strip(): azimuth
    for azimuth, (a, b, c) in zip(
        np.arange(0, 360, 22.5).tolist(),
        [
            ("north", "", ""), ("north", "north", "east"), ("north", "east", ""), ("east", "north", "east"),
            ("east", "", ""), ("east", "south", "east"), ("south", "east", ""), ("south", "south", "east"),
            ("south", "", ""), ("south", "south", "west"), ("south", "west", ""), ("west", "south", "west"),
            ("west", "", ""), ("west", "north", "west"), ("north", "west", ""), ("north", "north", "west"),
        ],
        strict=True,
    )
}  # fmt: skip
PROSE = re.compile(
    r"(\d{1,4}(?:[.,]\d{1,3})?)[\s-]?(km|kilomet(?:er|re)s?|mi|miles?)\b(?:\s?\([^)]{0,40}\))?\s(?:to the |due )?"
    r"((?:north|south|east|west)(?:[\s-]?(?:north|south|east|west)){0,2})\s(?:of|from)\s(?:the )?(?:city of |town of )?"
    r"([A-Z][\w'’-]{1,30}(?:\s[A-Z][\w'’-]{1,30}){0,3})"
)


def cities(country: str, name: str) -> list[Anchor]:
    """Return the towns of a country that bear a name."""
    return [anchor for _, anchor in _towns(country, name)]


@cache
def _towns(country: str, name: str) -> list[tuple[Place, Anchor]]:
    (found,) = Gazetteer.default().lookup([name], country=country or None)
    return [
        (place, Anchor(place.name, place.lon, place.lat, place.population or 0))
        for place in found
        if place.kind is PlaceKind.SETTLEMENT
    ]


def prose_offsets(least_m: float = 0.0) -> Rows:
    """Wikipedia offsets whose anchor's name is borne by one place of the country, grouped by article.

    Rows off by more than a factor of 4.5 are left out: there another place of the name is meant.
    """
    rows = collect(_prose_offsets())
    return rows[(rows.stated_m >= least_m) & (np.abs(np.log(rows.true_m / rows.stated_m)) < 1.5)]


def _prose_offsets() -> Iterator[tuple[float, float, float, float, float, float, str]]:
    for row in [*table("wiki_offsets_geonames_truth_dev.csv"), *table("wiki_offsets_intext_coords_dev.csv")]:
        for number, unit, direction, name in PROSE.findall(row["description"]):
            azimuth = BEARINGS.get(re.sub(r"[\s-]", "", direction))
            anchors = cities(row["country"], name)
            thousands = re.fullmatch(r"\d,\d{3}", number)
            distance = written(number.replace(",", "" if thousands else "."), UNITS[unit[:2]])
            if azimuth is None or len(anchors) != 1 or not distance.low:
                continue
            true, off = measure(anchors[0], azimuth, float(row["true_lon"]), float(row["true_lat"]))
            low, high = distance_interval(distance)
            yield low, high, half_angle_of(azimuth), anchors[0].extent_m, max(true, 1.0), off, row["id"]


def machine_offsets() -> dict[str, Rows]:
    """Earthquake places written by machine, the stated km truncated, grouped by anchor; for each list of places.

    Only those whose anchor's name is borne by one place of the country (in the United States: of the
    state). That may still be another place than the machine's, or have another coordinate there.
    """
    found = list(_machine_offsets())
    return {name: collect(row for number, row in found if number == i) for i, name in enumerate(PLACE_LISTS)}


def _machine_offsets() -> Iterator[tuple[int, tuple[float, float, float, float, float, float, str]]]:
    for row in table("usgs_offsets_dev.csv"):
        name, state = row["gold_anchor"], row["gold_anchor_context"]
        anchors = [
            anchor
            for place, anchor in _towns(row["country"], name)
            if fold(place.name) == fold(name) and (row["country"] != "US" or place.admin1 == state)
        ]
        if len(anchors) == 1:
            azimuth, stated = COMPASS[row["gold_dir16"].lower()], 1000 * float(row["gold_dist_km"])
            true, off = measure(anchors[0], azimuth, float(row["true_lon"]), float(row["true_lat"]))
            number = place_list(row["place"].split(" of ")[0], row["country"])
            yield number, (stated, stated + 1000, 11.25, anchors[0].extent_m, true, off, row["gold_anchor"])


def source_files(strikes: Path | None = None) -> list[Path]:
    """Return the tables that a fit reads."""
    names = ("wiki_offsets_geonames_truth_dev.csv", "wiki_offsets_intext_coords_dev.csv", "usgs_offsets_dev.csv")
    gazetteers = [SHARED / "gazetteer" / f"wof_places_{country.lower()}.tsv.gz" for country in COUNTRIES.values()]
    return [strikes or STRIKES, *(SHARED / "calibration" / name for name in names), *gazetteers]
