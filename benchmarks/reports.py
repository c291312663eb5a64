"""What reports and events get right on labelled texts, through the public pipeline.

    python benchmarks/reports.py             figures, and every miss
    python benchmarks/reports.py --quiet     figures only

`press_libya_2017.csv`: short press excerpts with the date, the killed, the number of strikes and the
stated distance and direction; and which of them are of one strike. `centcom_lines_dev.csv`:
lines of US Central Command's releases with the number of strikes and the place.
Needs the development data in ../shared/data/reports.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd

import geostrike as gs
from geostrike import lang, locality, reports
from geostrike.model import Document

DATA = Path(__file__).parents[2] / "shared" / "data" / "reports"
COMPASS = {"N": 0, "NE": 45, "E": 90, "SE": 135, "S": 180, "SW": 225, "W": 270, "NW": 315}
METRES = {"km": 1000.0, "mi": 1609.344}


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a file of labels."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> date | None:
    """Return a day, None for an empty cell."""
    return date.fromisoformat(text) if text else None


def press_misses(row: dict[str, str], told: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Yield each labelled fact of an excerpt with what was read instead, "" where it is right."""
    first = told.iloc[0] if len(told) else pd.Series(dtype=object)
    struck = pd.Timestamp(row["gold_strike_date"])
    start, end = first.get("date_start"), first.get("date_end")
    yield "one report", "" if len(told) == 1 else f"{len(told)} reports"
    yield "date", "" if pd.notna(start) and start <= struck <= end else f"{start} to {end} for {struck:%Y-%m-%d}"
    for label, column in (
        ("gold_killed_min", "killed_min"),
        ("gold_killed_max", "killed_max"),
        ("gold_n_strikes", "strikes_min"),
    ):
        if row[label]:
            found = first.get(column)
            yield column, "" if pd.notna(found) and found == float(row[label]) else f"{found} for {row[label]}"
    if row["gold_dist"]:
        stated = float(row["gold_dist"]) * METRES[row["gold_unit"]]
        found = first.get("distance_m")
        yield "distance", "" if pd.notna(found) and abs(found - stated) < 1 else f"{found} for {stated:.0f}"
    if row["gold_dir"]:
        found = first.get("bearing_deg")
        yield "direction", "" if found == COMPASS[row["gold_dir"]] else f"{found} for {row['gold_dir']}"


def press(*, quiet: bool) -> None:
    """Print the share of labelled facts that are read right, and how well strikes are told apart."""
    labelled = rows("press_libya_2017.csv")
    documents = [
        Document(f"{rank:02}", row["text"], day(row["published"]), row["publisher"], row["url"])
        for rank, row in enumerate(labelled)
    ]
    frame = gs.extract(documents)
    right: dict[str, int] = {}
    total: dict[str, int] = {}
    for document, row in zip(documents, labelled, strict=True):
        for fact, miss in press_misses(row, frame[frame["doc_id"] == document.id]):
            total[fact] = total.get(fact, 0) + 1
            right[fact] = right.get(fact, 0) + (not miss)
            if miss and not quiet:
                print(f"  {document.id} {fact}: {miss}: {row['text'][:90]}")
    print("press excerpts:", ", ".join(f"{fact} {right[fact]}/{total[fact]}" for fact in total))
    fused(labelled, frame)


def fused(labelled: list[dict[str, str]], frame: pd.DataFrame) -> None:
    """Print pairwise precision and recall of the events."""
    strike = {f"{rank:02}": row["event_id"] for rank, row in enumerate(labelled)}
    events = gs.fuse(frame)
    joined = {
        frozenset(pair) for told in events["doc_id"] for pair in itertools.combinations(sorted(set(told.split(";"))), 2)
    }
    same = {frozenset(pair) for pair in itertools.combinations(strike, 2) if strike[pair[0]] == strike[pair[1]]}
    print(
        f"events: {len(events)} of {len(set(strike.values()))} strikes;",
        f"pairs right {len(joined & same)} of {len(joined)} joined, {len(joined & same)} of {len(same)} to join",
    )


def releases(*, quiet: bool) -> None:
    """Print the share of release lines whose number of strikes and place are read right."""
    labelled = rows("centcom_lines_dev.csv")
    counted = placed = 0
    started = time.perf_counter()
    for rank, row in enumerate(labelled):
        document = Document(str(rank), row["text"], day(row["release_date"]))
        told = reports.read(document, locality.scan(row["text"]), {})
        number = told[0].strikes if len(told) == 1 else None
        right = number is not None and number.low == number.high == int(row["gold_n_strikes"])
        counted += right
        near = lang.fold(row["raw_near"]).casefold()
        placed += bool(told) and told[0].mention is not None and near in lang.fold(told[0].mention.text).casefold()
        if not right and not quiet:
            print(f"  {len(told)} reports, {number} for {row['gold_n_strikes']}: {row['text'][:110]}")
    seconds = time.perf_counter() - started
    share = 100 * counted / len(labelled)
    print(f"release lines: strikes {share:.2f} %, place {100 * placed / len(labelled):.2f} % of {len(labelled)}")
    print(f"speed: {len(labelled) / seconds:.0f} lines/s, localities included")


def articles() -> None:
    """Print how many whole articles are read in a second, one core."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path("seeds").glob("*.txt"))]
    documents = [Document(str(rank), text, date(2017, 9, 29)) for rank, text in enumerate(texts * 20)]
    mentions = [locality.scan(text) for text in texts] * 20
    started = time.process_time()
    for document, found in zip(documents, mentions, strict=True):
        reports.read(document, found, {})
    print(f"articles: {len(documents) / (time.process_time() - started):.0f}/s of one core, localities not included")


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quiet", action="store_true", help="figures only")
    quiet = parser.parse_args().quiet
    press(quiet=quiet)
    releases(quiet=quiet)
    articles()


if __name__ == "__main__":
    main()
