"""How often, how fast and at what cost the gazetteer finds the places that strike releases name.

Run from the project's root: ``python benchmarks/gazetteer.py``. Reads `../shared/data`; builds the
store with the Who's On First files of it by the public command, in a temporary folder.

Two lists of names:

- *strike places*: `strike_places_dev.csv`, 58 places as worded in US releases and Airwars. The
  first column (the names) is missing from the shared copy; `strike_names.txt` beside this file
  puts the names back, in the order of the rows, from the reference points and from
  `../shared/domain/gazetteer.md`. Rows without a reference point count as found when any place of
  that name is in the country.
- *Dutch strikes*: the anchors of `nl_oir_dev.csv` ("IVO Bayji", "12nm east of Bagdad"), as typed
  by many hands; the reference is the true target moved back along the stated offset.

A hit is a candidate within 35 km of the reference.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyproj import Geod

from geostrike.gazetteer import Gazetteer
from geostrike.model import Candidate

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
NAMES = Path(__file__).with_name("strike_names.txt")
HIT_KM = 35.0
GEOD = Geod(ellps="WGS84")
MORE_THAN_A_NAME = frozenset(
    [
        "village",
        "city",
        "town",
        "center",
        "area",
        "junction",
        "airfield",
        "part",
        "of",
        "north",
        "south",
        "east",
        "west",
    ]
)
COUNTRIES = {"Iraq": "IQ", "Syria": "SY"}


@dataclass(frozen=True)
class Case:
    """A name, the country it is in, and where it should be found (None: anywhere there)."""

    name: str
    country: str
    at: tuple[float, float] | None


def strike_places() -> list[Case]:
    """Read the development half of the list of strike places."""
    rows = list(csv.reader((DATA / "gazetteer" / "strike_places_dev.csv").open(encoding="utf-8")))[1:]
    cases = []
    for row, name in zip(rows, NAMES.read_text(encoding="utf-8").splitlines(), strict=True):
        named = row if len(row[0]) > 2 else [name, *row]
        at = (float(named[3]), float(named[2])) if named[2] else None
        cases.append(Case(named[0], named[1], at))
    return cases


def dutch_strikes() -> list[Case]:
    """Read the anchors of Dutch strike reports, each (name, country) once with its first reference."""
    cases: dict[tuple[str, str], Case] = {}
    for row in csv.DictReader((DATA / "calibration" / "nl_oir_dev.csv").open(encoding="utf-8")):
        country, name = COUNTRIES.get(row["country"], ""), _anchor(row)
        if not country or not name:
            continue
        lon, lat = float(row["true_lon"]), float(row["true_lat"])
        if row["parsed_dist_km"] and row["parsed_azimuth"]:
            lon, lat, _ = GEOD.fwd(lon, lat, float(row["parsed_azimuth"]) + 180, float(row["parsed_dist_km"]) * 1000)
        cases.setdefault((name.lower(), country), Case(name, country, (lon, lat)))
    return list(cases.values())


def _anchor(row: dict[str, str]) -> str:
    """Take the bare name out of an anchor; "" where the text is more than a name.

    What the phrase grammar of geostrike would take off before it asks the gazetteer is left out.
    """
    text = row["parsed_anchor"] or row["location_text"]
    for word in ("in the vicinity of", "in vicinity of", "vicinity of", "near", "ivo", "village of", "village"):
        if text.lower().startswith(f"{word} "):
            text = text[len(word) + 1 :].strip()
    words = set(text.lower().split())
    plain = 0 < len(text) <= 30 and not any(mark in text for mark in ",;()/?0123456789")
    return text if plain and not words & MORE_THAN_A_NAME else ""


def rank_of(case: Case, found: Sequence[Candidate]) -> int | None:
    """Position of the first hit, from 1."""
    for position, candidate in enumerate(found, 1):
        if case.at is None:
            return position
        if GEOD.inv(*case.at, candidate.place.lon, candidate.place.lat)[2] <= HIT_KM * 1000:
            return position
    return None


def recall(gazetteer: Gazetteer, cases: Iterable[Case], *, misses: bool) -> dict[str, dict[str, float]]:
    """Recall at 1 and 10, by country and in all."""
    ranks: dict[str, list[int | None]] = defaultdict(list)
    for case in cases:
        rank = rank_of(case, gazetteer.search(case.name, country=case.country, limit=10))
        ranks[case.country].append(rank)
        ranks["all"].append(rank)
        if misses and rank != 1:
            top = gazetteer.search(case.name, country=case.country)[:2]
            best = [f"{c.place.name} ({c.match}, {c.place.source})" for c in top]
            print(f"    {case.name} ({case.country}): {'at ' + str(rank) if rank else 'missed'}; {'; '.join(best)}")
    return {
        country: {
            "n": len(found),
            "recall@1": round(100 * sum(rank == 1 for rank in found) / len(found), 1),
            "recall@10": round(100 * sum(rank is not None for rank in found) / len(found), 1),
        }
        for country, found in sorted(ranks.items())
    }


_COSTS = """
import json, resource, sys, time
def rss():
    return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize() / 1e6
from geostrike.gazetteer import Gazetteer
before = rss()
start = time.perf_counter()
gazetteer = Gazetteer.open(sys.argv[1]) if sys.argv[1] else Gazetteer.default()
opened = time.perf_counter()
gazetteer.search("Sirte", country="LY")
answered = time.perf_counter()
names = json.load(sys.stdin)
started = time.perf_counter()
for name, country in names:
    gazetteer.search(name, country=country)
once = time.perf_counter() - started
started = time.perf_counter()
for _ in range(5):
    for name, country in names:
        gazetteer.search(name, country=country)
again = (time.perf_counter() - started) / 5
from geostrike.gazetteer.names import fold
store = gazetteer._store
keys = [fold(name) for name, _ in names]
started = time.perf_counter()
for key in keys:
    store.hits(key, (0,))
exact = time.perf_counter() - started
print(json.dumps({
    "exact_lookups_per_s": round(len(names) / exact),
    "open_ms": round(1000 * (opened - start), 1), "first_answer_ms": round(1000 * (answered - start), 1),
    "searches_per_s_first_time": round(len(names) / once), "searches_per_s_again": round(len(names) / again),
    "resident_mb": round(rss() - before, 1),
}))
"""


def costs(store: Path | None, names: list[tuple[str, str]]) -> dict[str, float]:
    """Start-up, speed and memory, in a process of its own."""
    command = [sys.executable, "-c", _COSTS, str(store or "")]
    done = subprocess.run(command, input=json.dumps(names), text=True, capture_output=True, check=True)  # noqa: S603
    return dict(json.loads(done.stdout))


def known_names(gazetteer: Gazetteer, number: int) -> list[tuple[str, str]]:
    """Give main names of that many settlements of the embedded store, with their countries, evenly spread."""
    rows = gazetteer._store.connection.execute(
        "SELECT name, country FROM place WHERE kind = 0 AND country <> '' ORDER BY id"
    ).fetchall()
    return rows[:: max(1, len(rows) // number)][:number]


def main() -> None:
    """Print the figures."""
    verbose = "-v" in sys.argv
    lists = {"strike places": strike_places(), "Dutch strikes": dutch_strikes()}
    with tempfile.TemporaryDirectory() as folder:
        bigger = Path(folder) / "wof.sqlite"
        files = sorted((DATA / "gazetteer").glob("wof_*"))
        started = time.perf_counter()
        command = [sys.executable, "-m", "geostrike", "gazetteer", "build", *map(str, files), "-o", str(bigger)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        took_s, size_mb = time.perf_counter() - started, bigger.stat().st_size / 1e6
        print(f"build with {len(files)} files: {took_s:.1f} s, {size_mb:.0f} MB")
        for title, path in (("embedded", None), ("with Who's On First", bigger)):
            gazetteer = Gazetteer.open(path) if path else Gazetteer.default()
            for name, cases in lists.items():
                print(f"{title}, {name}:")
                for country, figures in recall(gazetteer, cases, misses=verbose).items():
                    print(f"  {country}: {figures}")
            print(f"{title}: {costs(path, known_names(gazetteer, 20_000))}")


if __name__ == "__main__":
    main()
