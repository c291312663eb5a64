"""The map beside a stock folium map of the same events: file size, time to build, to open, and to move the window.

python benchmarks/map.py            4, 100, 1,000 and 10,000 events; needs Chromium and chromedriver
python benchmarks/map.py 4 100      these numbers only

The events are made up but like real ones: an offset from a town, its area at three levels, a day, an actor, a count,
and one sentence with its source. Four events share a document. Both maps hold all of an event's words. The browser
can reach no network; the stock map's scripts are therefore put into its file first, or it would stay blank.
"""

import importlib.util
import json
import sys
import tempfile
import time
import warnings
from pathlib import Path
from random import Random

import folium
import geopandas as gpd
import numpy as np
import pandas as pd

from geostrike import Gazetteer, geodesy, strike_map
from geostrike.maps import web

NUMBERS = (4, 100, 1_000, 10_000)
WINDS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
# Half angle in degrees and half width of the ring as a share of the distance, by level in percent.
SHAPES = {90: (24, 0.25), 80: (18, 0.18), 50: (11, 0.1)}
PUBLISHERS = ("CNN", "Reuters", "AFP", "Libya Herald", "BBC", "Airwars")
FRAMES = 60

READY = "return performance.now()"
DRAG = f"""
const done = arguments[0];
const handle = document.querySelectorAll("#timeline input")[1];
const [least, most] = [Number(handle.min), Number(handle.max)];
let frame = 0;
const start = performance.now();
function step() {{
  frame += 1;
  handle.value = most - ((most - least) * 0.6 * frame) / {FRAMES};
  handle.dispatchEvent(new Event("input"));
  requestAnimationFrame(frame < {FRAMES} ? step : () => done((performance.now() - start) / {FRAMES}));
}}
requestAnimationFrame(step);
"""


def events(number: int, seed: int = 7) -> gpd.GeoDataFrame:
    """Return made-up events with the columns of a frame of events."""
    random = Random(seed)
    towns = Gazetteer.default().places_in((9.0, 25.0, 25.0, 34.0), limit=80)
    chosen = [random.choice(towns) for _ in range(number)]
    winds = np.array([random.randrange(8) for _ in range(number)])
    metres = np.array([random.choice((5, 10, 20, 30, 45, 60, 100)) * 1000.0 for _ in range(number)])
    days = pd.Timestamp("2011-03-19") + pd.to_timedelta([random.randrange(3600) for _ in range(number)], unit="D")
    lon, lat = (np.array([getattr(town, axis) for town in chosen]) for axis in ("lon", "lat"))
    killed = [random.randrange(1, 30) for _ in range(number)]
    where = [f"{m / 1000:.0f} km {WINDS[w]} of {t.name}" for m, w, t in zip(metres, winds, chosen, strict=True)]
    frame = gpd.GeoDataFrame(
        {
            "kind": "strike",
            "date_start": days,
            "date_end": days,
            "place_id": [town.id for town in chosen],
            "place_name": [town.name for town in chosen],
            "country": [town.country for town in chosen],
            "bearing_deg": winds * 45.0,
            "distance_m": metres,
            "level": 0.9,
            "uncertainty_m": metres / 2,
            "evidence": [random.choice(("strong", "thin", "assumed")) for _ in range(number)],
            "killed_min": killed,
            "killed_max": killed,
            "actor": [random.choice(("United States", "Libyan air force", "France")) for _ in range(number)],
            "accounts": [
                _account(row, where[row], days[row], days[row // 4 * 4], killed[row]) for row in range(number)
            ],
            **_areas(lon, lat, winds * 45.0, metres),
        },
        geometry="region_90",
        crs=4326,
    ).rename_geometry("region")
    frame["region_90"] = frame["region"]
    frame.index = pd.Index([f"{day:%Y-%m-%d}-{row:08x}" for row, day in enumerate(days)], name="event_id")
    return frame


def _areas(lon: np.ndarray, lat: np.ndarray, azimuth: np.ndarray, metres: np.ndarray) -> dict[str, gpd.GeoSeries]:
    """Return the column of regions for each level."""
    return {
        f"region_{level}": gpd.GeoSeries(
            geodesy.sector(lon, lat, azimuth, half_angle, metres * (1 - share), metres * (1 + share)), crs=4326
        )
        for level, (half_angle, share) in SHAPES.items()
    }


def _account(row: int, where: str, day: pd.Timestamp, published: pd.Timestamp, killed: int) -> str:
    document = row // 4
    told = {
        "report_id": f"d{document}-{row % 4 + 1}",
        "doc_id": f"d{document}",
        "publisher": PUBLISHERS[document % len(PUBLISHERS)],
        "published": f"{published:%Y-%m-%d}",
        "url": f"https://example.org/news/{document}/strikes-in-libya",
        "title": f"Strikes in Libya, part {document}",
        "date_text": f"on {day:%A}",
        "locality": where,
        "quote": f"An air strike {where} on {day:%A} killed {killed} fighters.",
    }
    return json.dumps([told])


def stock(frame: gpd.GeoDataFrame) -> str:
    """Return the page that folium makes of the same areas and words, with Leaflet inside so that it opens offline."""
    plain = frame[["region", "place_name", "actor", "killed_min", "evidence", "accounts"]].copy()
    plain["date"] = frame["date_start"].dt.strftime("%Y-%m-%d")
    made = folium.Map(location=(29.5, 17.0), zoom_start=6, tiles=None)
    tooltip = folium.GeoJsonTooltip(fields=["date", "place_name", "actor", "killed_min"])
    folium.GeoJson(plain.set_geometry("region").to_json(), tooltip=tooltip).add_to(made)
    figure = made.get_root()
    page = figure.render()
    links = [child for child in figure.header._children.values() if hasattr(child, "url")]
    for link in links:
        page = page.replace(link.render(), "")
    inside = f"<style>{web.leaflet_css()}</style><script>{web.leaflet_js()}</script>"
    return page.replace("</head>", f"{inside}</head>")


def browser():
    """Return the context manager of the tests' browser."""
    path = Path(__file__).parents[1] / "tests" / "maps" / "screenshot.py"
    spec = importlib.util.spec_from_file_location("screenshot", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.browser(1280, 800)


def measure(driver, page: Path) -> float:
    """Return the seconds from the start of navigation until a page's scripts are done."""
    driver.get("about:blank")
    driver.get(page.as_uri())
    return driver.execute_script(READY) / 1000


def main(numbers: list[int]) -> None:
    """Print a line for each number of events and each of the two maps."""
    warnings.simplefilter("ignore")
    strike_map(events(4)).to_html()
    stock(events(4))
    print(f"{'events':>7} {'map':>10} {'build s':>8} {'MB':>6} {'ready s':>8} {'drag ms':>8}")
    with tempfile.TemporaryDirectory() as folder, browser() as driver:
        for number in numbers:
            frame = events(number)
            for name, make in (("geostrike", lambda made: strike_map(made).to_html()), ("folium", stock)):
                start = time.perf_counter()
                content = make(frame)
                built = time.perf_counter() - start
                page = Path(folder, f"{name}{number}.html")
                page.write_text(content, encoding="utf-8")
                ready = min(measure(driver, page) for _ in range(2))
                drag = f"{driver.execute_async_script(DRAG):8.1f}" if name == "geostrike" else f"{'-':>8}"
                size = page.stat().st_size / 1e6
                print(f"{number:7,} {name:>10} {built:8.2f} {size:6.2f} {ready:8.2f} {drag}", flush=True)


if __name__ == "__main__":
    main([int(text.replace(",", "")) for text in sys.argv[1:]] or list(NUMBERS))
