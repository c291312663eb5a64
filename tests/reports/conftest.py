"""A stand-in for `locality.scan`, so that reports are tested by their own rules alone."""

import re
from datetime import date

import pytest

from geostrike.model import (
    Distance,
    DistanceOnly,
    Document,
    Feature,
    Heading,
    HeadingOnly,
    Mention,
    Near,
    Offset,
    Toponym,
    Unit,
)
from geostrike.reports import read

COMPASS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
UNITS = {"km": Unit.KILOMETRE, "kilometers": Unit.KILOMETRE, "miles": Unit.MILE}
MONTHS = "January|March|May|August|September|November|December|Dec\\b|Nov\\b|Oct\\b"
DATES = rf"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|{MONTHS}|North\sAfrican)"
NAME = rf"(?P<name>{DATES}(?-i:[A-Z])[\w’'-]+(?:\s{DATES}(?-i:[A-Z])[\w’'-]+){{0,2}})"
OF = r"(?:of|from)\s(?:the\s)?(?:\w+\s)?(?:city\sof\s)?"
TURN = r"(?P<turn>(?:north|south)[-\s]?(?:east|west)|north|south|east|west)"
ABOUT = r"(?:about|approximately|roughly)?\s?"
OFFSET = rf"{ABOUT}(?P<number>\d+)\s(?P<unit>km|kilometers|miles)\s(?:{TURN}|outside)\s{OF}{NAME}"
OTHERS = (
    rf"{TURN}\s{OF}{NAME}",
    rf"(?P<near>near|in\sthe\svicinity\sof|outside\sof|around)\s(?:the\s)?(?:(?:town|city)\sof\s)?{NAME}",
    rf"(?<!\w)(?:in|on|at)\s(?:the\s)?(?:(?:town|city)\sof\s)?{NAME}",
)


def locality(match):
    found = match.groupdict()
    place = Toponym(found["name"])
    turn = found.get("turn")
    heading = Heading(45.0 * COMPASS.index(re.sub(r"[-\s]", "", turn.lower()))) if turn else None
    if found.get("number"):
        distance = Distance(float(found["number"]), float(found["number"]), UNITS[found["unit"].lower()])
        return Offset(place, distance, heading) if heading else DistanceOnly(place, distance)
    if heading:
        return HeadingOnly(place, heading)
    return Near(place) if found.get("near") else Feature(place)


def scan(text):
    found = []
    for pattern in (OFFSET, *OTHERS):
        for match in re.finditer(pattern, text, re.IGNORECASE):
            if not any(mention.start < match.end() and match.start() < mention.end for mention in found):
                found.append(Mention(locality(match), match.start(), match.end(), match.group()))
    return sorted(found, key=lambda mention: mention.start)


@pytest.fixture(scope="session")
def told():
    """Read a text, published on an ISO date or on none, with the stand-in's localities."""

    def read_text(text, published=None, name="d"):
        document = Document(name, text, date.fromisoformat(published) if published else None)
        return read(document, scan(text), {})

    return read_text


@pytest.fixture(scope="session")
def stories(seeds):
    """The reports of each seed article by its number."""
    import csv

    with (seeds / "sources.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {}
    for row in rows:
        text = (seeds / row["file"]).read_text(encoding="utf-8")
        document = Document(row["file"][:3], text, date.fromisoformat(row["published"]), row["publisher"])
        found[row["file"][:3]] = read(document, scan(text), {"LY": 1.0})
    return found
