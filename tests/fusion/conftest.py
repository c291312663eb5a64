"""Frames of reports made by hand, with geodesic regions round two towns."""

from datetime import date

import pytest
from shapely import Point

from geostrike import geodesy
from geostrike.model import (
    Candidate,
    Count,
    DateInterval,
    Distance,
    DistanceOnly,
    Document,
    Feature,
    Georeference,
    Heading,
    Mention,
    Near,
    Offset,
    Place,
    Report,
    ReportKind,
    Span,
    Toponym,
    Unit,
)
from geostrike.tables import report_frame

TOWNS = {
    "Sirte": Place("gn:2210554", "Sirte", 16.58866, 31.20892, "LY", extent_m=4000),
    "Mosul": Place("gn:99072", "Mosul", 43.11889, 36.335, "IQ", extent_m=9000),
}


def where(name, km=None, azimuth=None, near=False):
    """Return locality, point and region: offset, ring, near or the town itself."""
    place, toponym = TOWNS[name], Toponym(name)
    lon, lat = place.lon, place.lat
    if km is None:
        return (Near(toponym) if near else Feature(toponym)), (lon, lat), geodesy.disc(lon, lat, 30e3 if near else 6e3)
    distance, metres = Distance(km, km, Unit.KILOMETRE), 1000 * km
    if azimuth is None:
        point = geodesy.forward(lon, lat, 180, metres)
        return DistanceOnly(toponym, distance), point, geodesy.ring(lon, lat, 0.7 * metres, 1.3 * metres)
    region = geodesy.sector(lon, lat, azimuth, 35, 0.7 * metres, 1.3 * metres)
    return Offset(toponym, distance, Heading(azimuth)), geodesy.forward(lon, lat, azimuth, metres), region


def make(name, day="", place=None, *, end="", kind="strike", published="2017-09-29", text="", **facts):
    """Return a report and its georeference; `place` is arguments for `where`."""
    counts = {key: Count(*value) for key, value in facts.items() if isinstance(value, tuple)}
    words = {key: value for key, value in facts.items() if isinstance(value, str)}
    document = Document(name.partition("-")[0], "x", date.fromisoformat(published), words.pop("publisher", name))
    first, last = (date.fromisoformat(text) if text else None for text in (day, end or day))
    edtf = "" if not day else day if not end else f"{day}/{end}"
    mention = answer = None
    if place:
        locality, point, region = where(*place)
        phrase = " ".join(map(str, place))
        mention = Mention(locality, 0, len(phrase), phrase)
        answer = Georeference(
            phrase,
            locality,
            Point(float(point[0]), float(point[1])),
            {0.5: region, 0.8: region, 0.9: region},
            0.9,
            1000.0,
            "empirical",
            candidates=(Candidate(TOWNS[place[0]], 1.0),),
        )
    report = Report(
        name,
        document,
        ReportKind(kind),
        DateInterval(first, last, edtf, text or day),
        Span(0, 1, "x"),
        mention,
        {TOWNS[place[0]].country: 1.0} if place else {"LY": 1.0},
        **counts,
        **words,
    )
    return report, answer


@pytest.fixture
def frame():
    """Make a frame of reports from arguments for `make`."""

    def build(*made):
        pairs = [make(*args, **options) for args, options in made]
        return report_frame([report for report, _ in pairs], [answer for _, answer in pairs])

    return build
