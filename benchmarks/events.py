"""What reports and events get right on labelled texts, through the public pipeline, and how fast.

    python benchmarks/events.py                  figures, and every miss
    python benchmarks/events.py --quiet          figures only
    python benchmarks/events.py --scale 100000   fuse so many made-up reports, and nothing else
    python benchmarks/events.py --scale 100000 --shape "one day"   of an awkward shape; see made_reports.py

`press_libya_2017.csv`: short press excerpts with the date, the killed, the number of strikes and the
stated distance and direction; and which of them are of one strike. `centcom_lines_dev.csv`:
lines of US Central Command's releases with the number of strikes and the place. Hardly two strikes of the
excerpts share a day, so that joining all of one date has no price there; the lines, of which each is a strike
of its own and many share a day, show it.
Needs the development data in ../shared/data/reports; speed is that of one core.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pandas as pd
from made_reports import SHAPES, made_reports

import geostrike as gs
from geostrike import geodesy, lang, locality, reports
from geostrike.model import Document

DATA = Path(__file__).parents[2] / "shared" / "data" / "reports"
COMPASS = {"N": 0, "NE": 45, "E": 90, "SE": 135, "S": 180, "SW": 225, "W": 270, "NW": 315}
METRES = {"km": 1000.0, "mi": 1609.344}
NEAR_M = 50_000
FIRM_DAYS = 3
"""Longest interval, in days, that counts as a stated day."""
Label = Mapping[str, object]


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
    yield "role", "" if first.get("role") == row["role"] else f"{first.get('role')} for {row['role']}"
    if row["gold_killed_min"]:
        gold = (float(row["gold_killed_min"]), float(row["gold_killed_max"]) if row["gold_killed_max"] else None)
        found = tuple(None if pd.isna(n) else float(n) for n in (first.get("killed_min"), first.get("killed_max")))
        yield "killed", "" if found[0] == gold[0] and gold[1] in {None, found[1]} else f"{found} for {gold}"
    if row["gold_n_strikes"]:
        found = first.get("strikes_min")
        yield "strikes", "" if pd.notna(found) and found == float(row["gold_n_strikes"]) else f"{found} of strikes"
    yield from place_misses(row, first)


def place_misses(row: dict[str, str], first: pd.Series) -> Iterator[tuple[str, str]]:
    """Yield the stated distance, direction and place with what was read instead, "" where it is right."""
    if row["gold_dist"]:
        stated = float(row["gold_dist"]) * METRES[row["gold_unit"]]
        found = first.get("distance_m")
        yield "distance", "" if pd.notna(found) and abs(found - stated) < 1 else f"{found} for {stated:.0f}"
    if row["gold_dir"]:
        found = first.get("bearing_deg")
        yield "direction", "" if found == COMPASS[row["gold_dir"]] else f"{found} for {row['gold_dir']}"
    anchor = row["gold_place"] or row["gold_anchor"]
    if anchor:
        names = f"{first.get('locality', '')} {first.get('place_text', '')}"
        yield "place", "" if anchor.casefold() in names.casefold() else f"{names!r} for {anchor}"


def press(*, quiet: bool) -> None:
    """Print the share of labelled facts that are read right, and how well strikes are told apart."""
    labelled = rows("press_libya_2017.csv")
    documents = [
        Document(f"{rank:02}", row["text"], day(row["published"]), row["publisher"], row["url"])
        for rank, row in enumerate(labelled)
    ]
    frame = gs.extract(documents)
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for document, row in zip(documents, labelled, strict=True):
        for fact, miss in press_misses(row, frame[frame["doc_id"] == document.id]):
            total[fact] += 1
            right[fact] += not miss
            if miss and not quiet:
                print(f"  {document.id} {fact}: {miss}: {row['text'][:90]}")
    print("press excerpts:", ", ".join(f"{fact} {right[fact]}/{total[fact]}" for fact in total))
    gold = {name: labelled[int(name)]["event_id"] for name in frame["doc_id"]}
    grouped(frame.drop_duplicates("doc_id"), {name: gold[doc] for name, doc in frame["doc_id"].items()})


def grouped(frame: pd.DataFrame, gold: Label) -> None:
    """Print how well reports are grouped, beside naive ways."""
    found = {name: event for event, ids in gs.fuse(frame)["report_ids"].items() for name in ids.split(";")}
    naive = {
        "same date": lambda one, other: one.date_start == other.date_start,
        f"and within {NEAR_M // 1000} km": lambda one, other: (
            one.date_start == other.date_start and is_near(one, other)
        ),
        "dates that overlap": do_overlap,
    }
    labels = {"geostrike": found} | {name: linked(frame, alike) for name, alike in naive.items()}
    for name, label in labels.items():
        p, r, f = pairwise(label, gold)
        bp, br, bf = b_cubed(label, gold)
        print(f"  {name:20} pairs P {p:.3f} R {r:.3f} F1 {f:.3f}   B-cubed P {bp:.3f} R {br:.3f} F1 {bf:.3f}")


def is_near(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Whether two rows' points are within the naive reach."""
    where = (one.lon, one.lat, other.lon, other.lat)  # type: ignore[attr-defined]
    return not any(map(pd.isna, where)) and geodesy.inverse(*where)[1] <= NEAR_M


def do_overlap(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Whether two rows' dates, each known to a few days, have a day in common."""
    (start, end), (first, last) = ((row.date_start, row.date_end) for row in (one, other))  # type: ignore[attr-defined]
    if any(map(pd.isna, (start, first))) or max((end - start).days, (last - first).days) >= FIRM_DAYS:
        return False
    return bool(start <= last and first <= end)


def linked(frame: pd.DataFrame, alike: Callable[..., bool]) -> dict[str, object]:
    """Return a label for each row: that of the first row with which a chain of alike ones connects it."""
    label: dict[str, object] = {name: name for name in frame.index}
    for one, other in itertools.combinations(frame.itertuples(), 2):
        if alike(one, other):
            old, new = label[other.Index], label[one.Index]
            label = {name: new if each == old else each for name, each in label.items()}
    return label


def pairwise(found: Label, gold: Label) -> tuple[float, float, float]:
    """Return precision, recall and F1 over pairs of reports."""
    joined, same = (
        {pair for pair in itertools.combinations(sorted(gold), 2) if label[pair[0]] == label[pair[1]]}
        for label in (found, gold)
    )
    return scores(len(joined & same) / max(len(joined), 1), len(joined & same) / max(len(same), 1))


def b_cubed(found: Label, gold: Label) -> tuple[float, float, float]:
    """Return precision, recall and F1 over reports, each by the group it is in (Bagga and Baldwin 1998)."""
    mine, theirs = members(found, gold), members(gold, gold)
    shared = {name: len(mine[found[name]] & theirs[gold[name]]) for name in gold}
    precision = sum(shared[name] / len(mine[found[name]]) for name in gold) / len(gold)
    recall = sum(shared[name] / len(theirs[gold[name]]) for name in gold) / len(gold)
    return scores(precision, recall)


def members(label: Label, names: Iterable[str]) -> dict[object, set[str]]:
    """Return the reports of each group."""
    groups: dict[object, set[str]] = defaultdict(set)
    for name in names:
        groups[label[name]].add(name)
    return groups


def scores(precision: float, recall: float) -> tuple[float, float, float]:
    """Return precision, recall and their harmonic mean."""
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def releases(*, quiet: bool) -> None:
    """Print the share of release lines whose number of strikes and place are read right."""
    labelled = rows("centcom_lines_dev.csv")
    counted = placed = 0
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
    share = 100 * counted / len(labelled)
    print(f"release lines: strikes {share:.2f} %, place {100 * placed / len(labelled):.2f} % of {len(labelled)}")


def busy_days() -> None:
    """Print how many pairs of release lines of one day, each a strike of its own, are joined in error."""
    labelled = rows("centcom_lines_dev.csv")
    documents = [Document(f"{rank:04}", row["text"], day(row["release_date"])) for rank, row in enumerate(labelled)]
    frame = gs.extract(documents).drop_duplicates("doc_id")
    frame["date_start"] = frame["date_end"] = frame["published"]
    frame["date_edtf"] = frame["published"].dt.strftime("%Y-%m-%d")
    near = sum(
        is_near(*pair)
        for _, lines in frame.groupby("published")
        for pair in itertools.combinations(lines.itertuples(), 2)
    )
    joined = sum(map(pairs, gs.fuse(frame)["n_reports"]))
    alike = sum(map(pairs, frame["published"].value_counts()))
    print(
        f"release lines of one day joined in error: geostrike {joined}, within {NEAR_M // 1000} km {near}, all {alike}"
    )


def speed() -> None:
    """Print how many whole articles go through the chain in a second, and what its steps take."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path("seeds").glob("*.txt"))]
    documents = [Document(str(rank), text, date(2017, 9, 29)) for rank, text in enumerate(texts * 40)]
    gs.extract(documents[: len(texts)])
    steps = {
        "localities": lambda: [locality.scan(document.text) for document in documents],
        "reports": lambda: [reports.read(d, found, {}) for d, found in zip(documents, mentions * 40, strict=True)],
        "text to located reports": lambda: gs.extract(documents),
    }
    mentions = [locality.scan(text) for text in texts]
    for name, step in steps.items():
        started = time.process_time()
        step()
        seconds = time.process_time() - started
        print(f"speed: {name} {len(documents) / seconds:.0f} articles/s, {1000 * seconds / len(documents):.1f} ms each")
    print("peers that read offsets: about 10 articles/s (GeospaCy on spaCy)")


def scale(count: int, shape: str) -> None:
    """Print how long made-up reports take to fuse, in how much memory, and how well."""
    frame, strikes = made_reports(count, shape=shape)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    events = gs.fuse(frame)
    seconds = time.process_time() - started
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    strike_of = dict(zip(frame.index, strikes, strict=True))
    joined = right = 0
    for ids in events["report_ids"]:
        of = Counter(strike_of[name] for name in ids.split(";"))
        right += sum(pairs(number) for number in of.values())
        joined += pairs(of.total())
    same = sum(pairs(number) for number in Counter(strikes).values())
    print(
        f"{shape}: fused {count:,} reports in {seconds:.1f} s, {grown:.0f} MB:",
        f"{len(events):,} events of {max(strikes):,} strikes",
    )
    print(f"  pairs P {right / max(joined, 1):.3f} R {right / max(same, 1):.3f}, largest {events['n_reports'].max()}")


def pairs(number: int) -> int:
    """Return how many pairs there are among so many."""
    return number * (number - 1) // 2


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quiet", action="store_true", help="figures only")
    parser.add_argument("--scale", type=int, metavar="N", help="fuse N made-up reports, and nothing else")
    parser.add_argument(
        "--shape", choices=SHAPES, default=SHAPES[0], help="how the made-up strikes lie in time and space"
    )
    options = parser.parse_args()
    if options.scale:
        scale(options.scale, options.shape)
        return
    press(quiet=options.quiet)
    releases(quiet=options.quiet)
    busy_days()
    speed()


if __name__ == "__main__":
    main()
