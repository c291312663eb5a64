"""What share of real phrases is read, and how fast. Run from the project's root: ``python benchmarks/locality.py``.

Reads every file of phrases in ``../shared/data/calibration``. "Read" rows have an expression; "right" rows have the
distance, unit, direction and place name that a reading independent of the parser gives: the columns of the USGS and
Dutch tables, and for Wikipedia's sentences a plain pattern for their first offset. ``--misses`` prints what differs.
"""

from __future__ import annotations

import argparse
import csv
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from geostrike.georeference import georeference
from geostrike.locality import parse, parse_many, scan
from geostrike.model import (
    AllOf,
    AnyOf,
    Candidate,
    Feature,
    Locality,
    Offset,
    Place,
    Resolution,
    Unit,
    Unparsed,
    toponyms,
)

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
CALIBRATION = SHARED / "calibration"
POINTS = ["N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"]
COUNT = 10_000

NUMBERS = {
    word: value
    for value, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    )
}
NUMBERS |= {"a": 1, "half a": 0.5, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30}
UNITS = {"k": Unit.KILOMETRE, "n": Unit.NAUTICAL_MILE, "mi": Unit.MILE, "m": Unit.METRE, "f": Unit.FOOT}
FIRST_OFFSET = re.compile(
    rf"(\d[\d,]*(?:\.\d+)?|half a|{'|'.join(NUMBERS)})[ -]?"
    r"(kilomet(?:er|re)s?|kms?|miles?|mi|nautical miles?|met(?:er|re)s?|m|nmi|feet)\b\.?\s*"
    r"(?:\([^)]*\)\s*)?(?:by (?:road|air|car)\s*|away\s*)?(?:to the |in the |due |directly |just |at the )*"
    r"((?:north|south|east|west)(?:ern)?(?:[ -]?(?:north|south|east|west)){0,2}|[NSEW]{1,3})\b"
    r"(?:[ -]+(?:of|from|off)\b|\s+(?=[A-Z]))",
    re.IGNORECASE,
)

Stated = tuple[float, Unit, float, str]
"""Distance, unit, azimuth in degrees, place name ("" where the independent reading has none)."""


def main() -> None:
    """Print every figure."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--misses", action="store_true", help="print the rows that differ")
    misses = arguments.parse_args().misses
    start = time.perf_counter()
    parse("5 km north of Sirte")
    print(f"grammar of phrases ready in {time.perf_counter() - start:.2f} s")
    report("usgs_offsets_dev.csv", "place", usgs, misses=misses)
    report("nl_oir_dev.csv", "location_text", dutch, misses=misses)
    for name in ("wiki_offsets_geonames_truth_dev.csv", "wiki_offsets_intext_coords_dev.csv"):
        report(name, "description", sentence, misses=misses)
    report("nz_georefs_dev.csv", "v_locality", lambda row: None, misses=misses)
    speed()


def rows(name: str) -> list[dict[str, str]]:
    """Read a calibration table."""
    with (CALIBRATION / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def report(name: str, column: str, independent: Callable[[dict[str, str]], Stated | None], *, misses: bool) -> None:
    """Print how many rows of a table are read, and how many of those with an independent reading are read alike."""
    read = right = known = total = 0
    for row in rows(name):
        if not row[column].strip():
            continue
        total += 1
        found = parse(row[column])
        read += bool(found)
        stated = independent(row)
        if stated is None:
            continue
        known += 1
        agrees = same(found, stated)
        right += agrees
        if misses and not agrees:
            print(f"  {stated} but {found}\n    {row[column][:300]}")
    share = f"{right}/{known} = {right / known:.2%}" if known else "no independent reading"
    print(f"{name:42} read {read}/{total} = {read / total:.2%}; first offset right {share}")


def same(found: Locality | Unparsed, stated: Stated) -> bool:
    """Whether the first offset of an expression is the stated one."""
    first = next(offsets(found), None)
    if first is None:
        return False
    distance, unit, azimuth, name = stated
    return (
        first.distance.low == distance
        and first.distance.unit is unit
        and first.heading.azimuth_deg == azimuth
        and name in ("", first.place.text)
    )


def offsets(found: Locality | Unparsed) -> Iterator[Offset]:
    """Yield the offsets of an expression in reading order."""
    match found:
        case Offset():
            yield found
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from offsets(part)
        case Feature(_, clue) if clue is not None:
            yield from offsets(clue)


def usgs(row: dict[str, str]) -> Stated | None:
    """Give the columns of a USGS row."""
    azimuth = POINTS.index(row["gold_dir16"]) * 22.5
    return float(row["gold_dist_km"]), Unit.KILOMETRE, azimuth, row["gold_anchor"]


def dutch(row: dict[str, str]) -> Stated | None:
    """Give the columns of a Dutch row with one offset."""
    if row["kind"] != "offset":
        return None
    unit = Unit.NAUTICAL_MILE if row["parsed_unit"] == "nm" else UNITS[row["parsed_unit"].casefold()[0]]
    return float(row["parsed_dist"]), unit, float(row["parsed_azimuth"]), ""


def sentence(row: dict[str, str]) -> Stated | None:
    """Read the first offset of a sentence with a plain pattern."""
    match = FIRST_OFFSET.search(row["description"].replace("\u00a0", " "))
    if match is None:
        return None
    number, unit, words = (group.casefold() for group in match.groups())
    value = NUMBERS[number] if number in NUMBERS else float(number.replace(",", ""))
    letters = "".join(word[0] for word in re.findall("north|south|east|west", words)) or words
    kind = UNITS["mi" if unit.startswith("mi") else unit[0]]
    return value, kind, POINTS.index(letters.upper()) * 22.5, ""


def speed() -> None:
    """Print phrases and articles read per second, and the way from 10,000 phrases to regions about given places."""
    phrases = [row["place"] for row in rows("usgs_offsets_dev.csv")] + [
        row["location_text"] for row in rows("nl_oir_dev.csv")
    ]
    phrases = (phrases * (COUNT // len(phrases) + 1))[:COUNT]
    ready = time.perf_counter()
    found = parse_many(phrases)
    parsed = time.perf_counter()
    understood = [locality for locality in found if not isinstance(locality, Unparsed)]
    place = Candidate(Place("t:1", "Town", 43.1, 36.3, extent_m=3_000), 1.0)
    names = [{name: Resolution(name, (place,), chosen=(place,)) for name in toponyms(one)} for one in understood]
    resolved = time.perf_counter()
    georeference(understood, names)
    drawn = time.perf_counter()
    print(f"parse: {COUNT / (parsed - ready):,.0f} phrases/s; regions: {len(understood) / (drawn - resolved):,.0f}/s")
    print(f"{COUNT:,} phrases to regions at three levels: {parsed - ready + drawn - resolved:.2f} s (aim: under 3)")
    articles = [path.read_text("utf-8") for path in sorted((SHARED / "seeds").glob("*.txt"))]
    scan(articles[0])
    start = time.perf_counter()
    for article in articles * 20:
        scan(article)
    print(f"scan: {20 * len(articles) / (time.perf_counter() - start):,.0f} articles/s")


if __name__ == "__main__":
    main()
