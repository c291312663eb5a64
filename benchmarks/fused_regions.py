"""Whether regions of events keep their promise: strikes told by several stories, fused, against the true place.

    python benchmarks/fused_regions.py              print the figures (half a minute)

No list gives several stories of one strike and where it truly was. So the Dutch strikes' offsets are
told anew here, as outlets retell a command's statement: copied, in another unit and rounded, without
the direction, with the direction one compass point off. And the Wikipedia texts with several
offsets are taken apart, each offset a story of its own. Beside the events stand the first story alone, and
what the stories' regions of one level have in common. Needs the development data in ../shared/data.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import geopandas as gpd
import numpy as np
import shapely
from ministry import cases
from rows import BEARINGS, COUNTRIES, PROSE, STRIKES, UNITS, Anchor, anchor_of, cities, measure, table, written
from scoring import interval

from geostrike import geodesy
from geostrike.fusion import fuse
from geostrike.georeference import georeference
from geostrike.model import (
    Candidate,
    Count,
    DateInterval,
    Distance,
    DistanceOnly,
    Document,
    Heading,
    Locality,
    Mention,
    Offset,
    Place,
    Report,
    ReportKind,
    Resolution,
    Span,
    Toponym,
    Unit,
)
from geostrike.tables import report_frame

LEVELS = (0.5, 0.8, 0.9)
OTHER_UNIT = {Unit.NAUTICAL_MILE: Unit.KILOMETRE, Unit.KILOMETRE: Unit.MILE, Unit.MILE: Unit.KILOMETRE}
DAYS_BETWEEN = 4
"""Days from one strike to the next, so that no two are taken for one."""


@dataclass(frozen=True)
class Strike:
    """One strike: what was stated first, from where, and where it was."""

    stated: tuple[tuple[Anchor, Distance, float], ...]
    lon: float
    lat: float


def strikes() -> Iterator[Strike]:
    """Yield the Dutch offsets with a known anchor."""
    for row in cases(STRIKES):
        anchor = anchor_of(row["parsed_anchor"], COUNTRIES.get(row["country"], "IQ")) if row["parsed_azimuth"] else None
        if anchor is not None and row["kind"] == "offset":
            distance = written(row["parsed_dist"], UNITS[row["parsed_unit"]])
            yield Strike(
                ((anchor, distance, float(row["parsed_azimuth"])),), float(row["true_lon"]), float(row["true_lat"])
            )


def several() -> Iterator[Strike]:
    """Yield the Wikipedia texts with several offsets from anchors whose names are borne by one place."""
    for row in table("wiki_offsets_geonames_truth_dev.csv"):
        lon, lat, stated = float(row["true_lon"]), float(row["true_lat"]), []
        for number, unit, direction, name in PROSE.findall(row["description"]):
            azimuth, anchors = BEARINGS.get(re.sub(r"[\s-]", "", direction)), cities(row["country"], name)
            thousands = re.fullmatch(r"\d,\d{3}", number)
            distance = written(number.replace(",", "" if thousands else "."), UNITS[unit[:2]])
            if azimuth is None or len(anchors) != 1 or not distance.low:
                continue
            true, _ = measure(anchors[0], azimuth, lon, lat)
            if abs(math.log(max(true, 1.0) / metres(distance))) < 1.5:  # else another place of the name is meant
                stated.append((anchors[0], distance, azimuth))
        if len(stated) > 1:
            yield Strike(tuple(stated), lon, lat)


def metres(distance: Distance) -> float:
    """Return the middle of a stated distance in metres."""
    return (distance.low + distance.high) / 2 * distance.unit.metres


def manners(strike: Strike) -> dict[str, list[tuple[Anchor, Locality]]]:
    """Return for each manner of telling a strike what each story says."""
    said = [(anchor, Offset(Toponym(anchor.name), d, Heading(a, points(a)))) for anchor, d, a in strike.stated]
    (anchor, distance, azimuth), first = strike.stated[0], said[0]
    name, heading, turned = Toponym(anchor.name), Heading(azimuth, points(azimuth)), (azimuth + 45) % 360
    other = (anchor, Offset(name, in_other_unit(distance), heading))
    vaguer = (anchor, DistanceOnly(name, distance))
    garbled = (anchor, Offset(name, distance, Heading(turned, points(turned))))
    return {
        "each offset a story": said,
        "copied four times": [first] * 5,
        "in another unit": [first, other],
        "without the direction": [first, vaguer],
        "garbled in one of six": [first, first, other, other, vaguer, garbled],
        "garbled in one of two": [first, garbled],
    }


def points(azimuth: float) -> int:
    """Return the compass rose that an azimuth's word belongs to."""
    return 8 if azimuth % 45 == 0 else 16 if azimuth % 22.5 == 0 else 360


def in_other_unit(distance: Distance) -> Distance:
    """Return a distance in another unit, rounded to whole ones."""
    unit = OTHER_UNIT[distance.unit]
    value = float(max(1, round(metres(distance) / unit.metres)))
    return Distance(value, value, unit)


def stories(told: Sequence[Strike], manner: str) -> gpd.GeoDataFrame:
    """Return the frame of all stories of all strikes; the document's name begins with the strike's number."""
    localities, names, reports = [], [], []
    for number, strike in enumerate(told):
        day = date(2015, 1, 1) + timedelta(days=DAYS_BETWEEN * number)
        for rank, (anchor, locality) in enumerate(manners(strike)[manner]):
            place = Place(
                f"t:{anchor.lon}:{anchor.lat}", anchor.name, anchor.lon, anchor.lat, "", extent_m=anchor.extent_m
            )
            chosen = (Candidate(place, 1.0),)
            document = Document(f"{number:04}x{rank}", "x", day + timedelta(days=1), f"outlet {rank}")
            reports.append(
                Report(
                    f"{document.id}-1", document, ReportKind.STRIKE, DateInterval(day, day, day.isoformat(), "then"),
                    Span(0, 1, "x"), Mention(locality, 0, 1, "x"), {}, killed=Count(17, 17), strikes=Count(6, 6),
                )
            )  # fmt: skip
            localities.append(locality)
            names.append({locality.place: Resolution(locality.place, chosen, chosen=chosen)})
    return report_frame(reports, georeference(localities, names), names=names)


def score(told: Sequence[Strike], manner: str) -> None:
    """Print how often the events' regions hold the true place and how big they are, beside simpler ways."""
    frame = stories(told, manner)
    found: dict[str, list[list[object]]] = {"fused": [], "first story": [], "common part": []}
    whole, contradictory = 0, 0
    for _, event in fuse(frame).iterrows():
        ids = event["report_ids"].split(";")
        number = int(ids[0][:4])
        whole += len(ids) == sum(name.startswith(f"{number:04}x") for name in frame.index)
        contradictory += "contradict" in event["remarks"]
        columns = [f"region_{100 * level:.0f}" for level in LEVELS]
        rows = frame.loc[ids]
        if f"{number:04}x0-1" in ids:
            found["fused"].append([number, *(event[column] for column in columns)])
            found["first story"].append([number, *(rows[column].iloc[0] for column in columns)])
            found["common part"].append(
                [number, *(shapely.intersection_all(rows[column].to_list()) for column in columns)]
            )
    print(f"{manner}: {len(told)} strikes, {whole} events with all their stories, {contradictory} contradictory")
    for name, rows in found.items():
        held = np.array([[shapely.intersects_xy(g, told[n].lon, told[n].lat) for g in own] for n, *own in rows])
        km2 = np.array([np.asarray(geodesy.area_m2(np.array(own, dtype=object))) / 1e6 for _, *own in rows])
        for at, level in enumerate(LEVELS):
            share, low, high = interval(int(held[:, at].sum()), len(rows))
            size = f"median {np.median(km2[:, at]):,.0f} km2"
            print(f"  {name:12} {level:.0%}: held {share:.1%} ({low:.1%} to {high:.1%}), {size}")


def main() -> None:
    """Print all figures."""
    dutch = list(strikes())
    for manner in list(manners(dutch[0]))[1:]:
        score(dutch, manner)
    score(list(several()), "each offset a story")


if __name__ == "__main__":
    main()
