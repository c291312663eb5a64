"""Events like those of the seeds, made with geodesic sectors, and a small piece of ground."""

import importlib.util
import json
import re
from datetime import date
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry import LineString, Point, Polygon, box

from geostrike import geodesy
from geostrike.model import Document, Place

SIRTE = (16.58866, 31.20892)
COAST = Polygon(
    [
        *[(9, 37), (9, 18), (26, 18), (26, 31.6), (23, 32.6), (20.2, 32.2), (20, 30.9), (19.2, 30.3), (17.5, 30.9)],
        *[(16.6, 31.25), (15.5, 31.7), (15.2, 32.4), (13.2, 32.9), (11.5, 33.1), (10.5, 34.5), (10.8, 36.9)],
    ]
)


TOWNS = [
    Place("t:sirte", "Sirte", *SIRTE, country="LY", population=79_000),
    Place("t:hun", "Hun", 15.94, 29.13, country="LY", population=12_000),
    Place("t:ajdabiya", "Ajdabiya", 20.22, 30.75, country="LY", population=134_000),
]


class Ground:
    """Stands for a gazetteer: one piece of land, one border, three towns."""

    def land(self, bounds):
        return COAST.intersection(box(*bounds))

    def borders(self, bounds):
        return LineString([(11.5, 33.1), (10.2, 30), (9.4, 26)]).intersection(box(*bounds))

    def country_codes(self):
        return {"LY": "Libya"}

    def places_in(self, bounds, limit):
        west, south, east, north = bounds
        return [town for town in TOWNS if west <= town.lon <= east and south <= town.lat <= north][:limit]

    def lookup(self, names, *, country=None):
        return [tuple(town for town in TOWNS if town.name == name and country in (None, "LY")) for name in names]


def account(doc_id, publisher, published, title, quote, date_text, locality, url=None):
    return {
        "report_id": f"{doc_id}-1",
        "doc_id": doc_id,
        "publisher": publisher,
        "published": published,
        "url": f"https://example.org/{doc_id}" if url is None else url,
        "title": title,
        "date_text": date_text,
        "locality": locality,
        "quote": quote,
    }


def sample_rows():
    sector = {
        "a": geodesy.sector(*SIRTE, 225, 30, 36_000, 56_000),
        "a50": geodesy.sector(*SIRTE, 225, 15, 41_000, 50_000),
        "b": geodesy.sector(*SIRTE, 135, 30, 215_000, 268_000),
        "b50": geodesy.sector(*SIRTE, 135, 15, 230_000, 252_000),
        "c": geodesy.sector(*SIRTE, 135, 30, 138_000, 185_000),
        "c50": geodesy.sector(*SIRTE, 135, 15, 152_000, 170_000),
    }
    land = COAST.buffer(0)
    drawn = "Drawn as the part of a ring about Sirte (GeoNames 2210554). Cut to land: the text says on land in Libya."
    return [
        {
            "event_id": "ev-2017-01-18-a1",
            "kind": "strike",
            "date_start": date(2017, 1, 18),
            "date_end": date(2017, 1, 19),
            "region": sector["a"].intersection(land),
            "region_50": sector["a50"].intersection(land),
            "level": 0.9,
            "uncertainty_m": 27_610.0,
            "bearing_deg": 225.0,
            "distance_m": 45_000.0,
            "evidence": "strong",
            "actor": "US",
            "killed_min": 80,
            "aircraft": "B-2 bombers and drones",
            "munitions": "about 100 munitions",
            "target": "two camps",
            "place_id": "t:sirte",
            "place_name": "Sirte",
            "country": "LY",
            "remarks": drawn,
            "conflicts": "",
            "accounts": json.dumps(
                [
                    account(
                        "000",
                        "Seven Day News",
                        "2017-01-19",
                        "80 militants killed in Libya",
                        "As a result of US airstrikes on two military camps in 45 km South-West of the Libyan city of "
                        "Sirte destroyed several dozen militants.",
                        "Wednesday night",
                        "45 km South-West of the Libyan city of Sirte",
                    )
                    | {
                        "quote_start": 170,
                        "spans": {"killed": {"start": 279, "end": 302, "text": "several dozen militants"}},
                    },
                    account(
                        "001",
                        "CNN",
                        "2017-09-24",
                        "US strikes ISIS targets in Libya",
                        "About 80 ISIS fighters were killed in that strike when unmanned aircraft and B-2 Spirit "
                        "bombers bombed two ISIS training camps 45 kilometers southwest of Sirte.",
                        "January 19",
                        "45 kilometers southwest of Sirte",
                    ),
                ]
            ),
        },
        {
            "event_id": "ev-2017-09-22-b2",
            "kind": "strike",
            "date_start": date(2017, 9, 22),
            "date_end": date(2017, 9, 22),
            "region": sector["b"].intersection(land),
            "region_50": sector["b50"].intersection(land),
            "level": 0.9,
            "uncertainty_m": 130_000.0,
            "bearing_deg": 135.0,
            "distance_m": 241_402.0,
            "evidence": "thin",
            "actor": "us",
            "strikes_min": 6,
            "strikes_max": 6,
            "killed_min": 17,
            "killed_max": 17,
            "vehicles_destroyed": 3,
            "aircraft": "unmanned aircraft",
            "place_id": "t:sirte",
            "place_name": "Sirte",
            "country": "LY",
            "remarks": drawn,
            "conflicts": "vehicles destroyed: three (001, 003), several (002)",
            "accounts": json.dumps(
                [
                    account(
                        "001",
                        "CNN",
                        "2017-09-24",
                        "US strikes ISIS targets in Libya",
                        "The strikes killed 17 ISIS militants and destroyed three vehicles at the camp, located about "
                        "150 miles southeast of Sirte, the statement added.",
                        "Friday",
                        "about 150 miles southeast of Sirte",
                    ),
                ]
            ),
        },
        {
            "event_id": "ev-2017-09-26-c3",
            "kind": "strike",
            "date_start": date(2017, 9, 26),
            "date_end": date(2017, 9, 26),
            "region": sector["c"].intersection(land),
            "region_50": sector["c50"].intersection(land),
            "level": 0.9,
            "uncertainty_m": 92_000.0,
            "bearing_deg": 135.0,
            "distance_m": 160_934.0,
            "evidence": "assumed",
            "actor": "US military",
            "strikes_min": 2,
            "strikes_max": 2,
            "killed_max": 9,
            "place_id": "t:sirte",
            "place_name": "Sirte",
            "country": "LY",
            "remarks": drawn,
            "conflicts": "",
            "accounts": json.dumps(
                [
                    account(
                        "003",
                        "CNN (Lakana)",
                        "2017-09-28",
                        "US strikes ISIS targets for a second time",
                        "The strike occurred approximately 100 miles southeast of Sirte, the one-time ISIS stronghold.",
                        "Tuesday",
                        "approximately 100 miles southeast of Sirte",
                    ),
                ]
            ),
        },
        {
            "event_id": "ev-2016-08-01-d4",
            "kind": "campaign",
            "date_start": date(2016, 8, 1),
            "date_end": date(2016, 12, 19),
            "region": geodesy.disc(*SIRTE, 9_000).intersection(land),
            "level": 0.9,
            "uncertainty_m": 9_000.0,
            "strikes_min": 500,
            "place_id": "t:sirte",
            "place_name": "Sirte",
            "country": "LY",
            "remarks": "The town's built-up area.",
            "conflicts": "",
            "accounts": json.dumps(
                [
                    account(
                        "001",
                        "CNN",
                        "2017-09-24",
                        "US strikes ISIS targets in Libya",
                        "Local militias backed by over 500 US airstrikes were able to recapture the city in December.",
                        "",
                        "the coastal city of Sirte",
                    )
                ]
            ),
        },
        {
            "event_id": "ev-undated-e5",
            "kind": "strike",
            "reason": "place not in the gazetteer",
            "conflicts": "",
            "remarks": "Date “last week”: the document has no publication date.",
            "accounts": json.dumps(
                [
                    account(
                        "005",
                        "Local Radio",
                        None,
                        "Strike near Wadi Nowhere",
                        "A strike hit a convoy near Wadi Nowhere last week.",
                        "last week",
                        "near Wadi Nowhere",
                    )
                ]
            ),
        },
    ]


def frame_of(rows):
    frame = gpd.GeoDataFrame(rows, geometry="region", crs=4326).set_index("event_id")
    if "region_50" in frame:
        frame["region_50"] = gpd.GeoSeries(frame["region_50"], crs=4326)
    frame["point"] = gpd.GeoSeries([Point(16.3, 30.9)] * len(frame), index=frame.index, crs=4326)
    return frame


@pytest.fixture
def events():
    return frame_of(sample_rows())


@pytest.fixture
def ground():
    return Ground()


@pytest.fixture
def documents():
    return [
        Document("000", "text", date(2017, 1, 19), "Seven Day News", "https://example.org/000", "80 militants killed"),
        Document("004", "text", date(2016, 11, 12), "Washington Post", "https://example.org/004", "AFRICOM lays plans"),
    ]


@pytest.fixture(scope="session")
def data_of():
    """The data that a page's scripts read."""
    return lambda page: json.loads(re.search(r'id="geostrike-data">(.*?)</script>', page, re.DOTALL).group(1))


def _load_screenshot():
    spec = importlib.util.spec_from_file_location("screenshot", Path(__file__).with_name("screenshot.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def screenshot():
    """The module that drives the browser."""
    return _load_screenshot()


@pytest.fixture(scope="session")
def driver(screenshot):
    """A headless browser without a network."""
    with screenshot.browser() as made:
        yield made


def pytest_runtest_setup(item):
    if item.get_closest_marker("browser") and (reason := _load_screenshot().missing()):
        pytest.skip(reason)


@pytest.fixture
def rows():
    """Rows of the sample frame, to be changed by a test."""
    return sample_rows()


@pytest.fixture
def as_frame():
    """Make a frame of rows."""
    return frame_of
