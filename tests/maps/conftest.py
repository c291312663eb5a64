"""Events like those of the seeds, made with geodesic sectors, and a small piece of ground."""

import importlib.util
import json
import re
import tomllib
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


def sample_rows():
    """Return the rows of `events.toml`, made anew for each test to change."""
    listed = tomllib.loads(Path(__file__).with_name("events.toml").read_text(encoding="utf-8"))["event"]
    return [sample_row(**event) for event in listed]


def sample_row(account, sector=None, sector_50=None, disc=None, **facts):
    areas = {
        "region": sector and geodesy.sector(*SIRTE, *sector),
        "region_50": sector_50 and geodesy.sector(*SIRTE, *sector_50),
    }
    if disc:
        areas["region"] = geodesy.disc(*SIRTE, disc)
    named = (
        {"report_id": f"{one['doc_id']}-1", "url": f"https://example.org/{one['doc_id']}"} | one for one in account
    )
    return facts | {name: area & COAST for name, area in areas.items() if area} | {"accounts": json.dumps(list(named))}


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


@pytest.fixture
def resize(driver, screenshot):
    """Give the page another size in pixels; after the test it has its own again."""

    def to(width, height):
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    yield to
    to(*screenshot.SIZE)
