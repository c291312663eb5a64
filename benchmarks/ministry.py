"""The Dutch ministry's list of air strikes, as published or as the development table holds it.

As published: semicolons, decimal commas, one row per weapon, dates with English or Dutch month
names. Rows of the same date, text and position (to 0.01 degree) are one case. What a text states
is read here by one regular expression, so that a fit does not depend on the package's parser.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan", "feb", "mar mrt maa", "apr", "may mei", "jun", "jul", "aug", "sep", "oct okt", "nov", "dec"), start=1
    )
    for name in names.split()
}
COMPASS = {
    word: azimuth
    for azimuth, words in zip(
        (0.0, 45.0, 90.0, 135.0, 180.0, 225.0, 270.0, 315.0),
        ("n north", "ne northeast", "e east", "se southeast", "s south", "sw southwest", "w west", "nw northwest"),
        strict=True,
    )
    for word in words.split()
} | {
    word: azimuth
    for azimuth, words in zip(
        (22.5, 67.5, 112.5, 157.5, 202.5, 247.5, 292.5, 337.5),
        ("nne northnortheast", "ene eastnortheast", "ese eastsoutheast", "sse southsoutheast",
         "ssw southsouthwest", "wsw westsouthwest", "wnw westnorthwest", "nnw northnorthwest"),
        strict=True,
    )
    for word in words.split()
}  # fmt: skip
OFFSET = re.compile(
    r"(\d{1,3}(?:[.,]\d{1,2})?)\s{0,2}(nm|nautical miles?|km|ki|mi|miles?)\b[\s,]{0,3}(?:to the |due )?"
    r"([a-z]+(?:[\s-][a-z]+){0,2}?)\s{1,2}(?:of|from)\s{1,2}(.{2,80})",
    re.IGNORECASE,
)
NEAR = re.compile(r"(?:near|ivo|in the vicinity of)\b", re.IGNORECASE)
_PUBLISHED = "Employment date (UNCLASS)"


def cases(path: Path) -> list[dict[str, str]]:
    """Rows of the list, one per case, under the names of the development table."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        delimiter = ";" if stream.readline().startswith(_PUBLISHED) else ","
        stream.seek(0)
        rows = csv.DictReader(stream, delimiter=delimiter)
        return list(_merged(map(case, rows))) if delimiter == ";" else list(rows)


def _merged(rows: Iterator[dict[str, str]]) -> Iterator[dict[str, str]]:
    seen = set()
    for row in rows:
        if not row["true_lat"]:
            continue
        key = (row["date"], row["location_text"], *(round(float(row[name]), 2) for name in ("true_lat", "true_lon")))
        if key not in seen:
            seen.add(key)
            yield row


def case(row: dict[str, str]) -> dict[str, str]:
    """Turn a published row into one of the development table."""
    text, country = (" ".join(row[f"{name} (UNCLASS)"].split()) for name in ("Town", "Country"))
    lat, lon = (row[f"Position {name} (UNCLASS)"].strip().replace(",", ".") for name in ("LAT", "LONG"))
    return {
        "date": day(row[_PUBLISHED]),
        "location_text": text,
        "country": country,
        "true_lat": lat if lon else "",
        "true_lon": lon,
        **stated(text),
    }


def day(text: str) -> str:
    """ISO date of "7-Oct-14" or "7 mei 2015".

    >>> day("7-Oct-14"), day("12 mei 2015")
    ('2014-10-07', '2015-05-12')
    """
    number, month, year = re.findall(r"\d+|[A-Za-z]+", text)[:3]
    return f"{int(year) % 100 + 2000}-{MONTHS[month[:3].lower()]:02d}-{int(number):02d}"


def stated(text: str) -> dict[str, str]:
    """Kind of a text, and the offset that it states.

    >>> stated("Approximatelty 2nm east of Gursur village")["parsed_anchor"]
    'Gursur village'
    """
    found = OFFSET.search(text)
    azimuth = COMPASS.get(re.sub(r"[\s-]", "", found[3].lower())) if found else None
    if found is None or azimuth is None:
        kind = "empty" if not text else "near" if NEAR.match(text) else "name"
        return {"kind": kind, "parsed_dist": "", "parsed_unit": "", "parsed_azimuth": "", "parsed_anchor": ""}
    unit = found[2].lower()
    return {
        "kind": "offset",
        "parsed_dist": found[1].replace(",", "."),
        "parsed_unit": "nm" if unit.startswith("n") else unit[:2],
        "parsed_azimuth": str(azimuth),
        "parsed_anchor": re.split(r"[,;(]", found[4])[0].strip(" ."),
    }
