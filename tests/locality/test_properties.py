"""What is rendered is read back, and no text whatever breaks the reader."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geostrike.locality import parse, scan
from geostrike.model import (
    AllOf,
    AnyOf,
    Between,
    Distance,
    DistanceOnly,
    Feature,
    Heading,
    HeadingOnly,
    Hedge,
    Leg,
    Near,
    Offset,
    Orthogonal,
    Part,
    Proximity,
    Route,
    Toponym,
    Unit,
    Unparsed,
)

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
POINTS = ["north", "north-northeast", "northeast", "east-northeast", "east", "east-southeast", "southeast"]
POINTS += ["south-southeast", "south", "south-southwest", "southwest", "west-southwest", "west", "west-northwest"]
POINTS += ["northwest", "north-northwest"]
UNITS = {Unit.KILOMETRE: ["km", "kilometres"], Unit.MILE: ["miles", "mi"], Unit.NAUTICAL_MILE: ["NM", "nautical miles"]}
HEDGES = {
    Hedge.NONE: [""],
    Hedge.ABOUT: ["about ", "roughly "],
    Hedge.MORE_THAN: ["more than "],
    Hedge.NEARLY: ["nearly "],
}
HEDGES |= {Hedge.AT_MOST: ["up to "], Hedge.AT_LEAST: ["at least "], Hedge.LESS_THAN: ["less than "]}
NAMES = [
    "Sirte",
    "Deir ez-Zor",
    "Bani Walid",
    "Al Qa'im",
    "Ras al-Ayn",
    "Łódź",
    "Khan al Baghdadi",
    "Mosul",
    "Beled Amin",
]

names = st.sampled_from(NAMES).map(Toponym)
choose = st.integers(0, 10_000)


@st.composite
def distances(draw):
    decimals = draw(st.integers(0, 2))
    low = draw(st.integers(1, 99_999)) / 10**decimals
    ranged = draw(st.booleans())
    high = low + draw(st.integers(1, 50)) if ranged else low
    unit = draw(st.sampled_from(list(UNITS)))
    return Distance(round(low, 2), round(high, 2), unit, draw(st.sampled_from(list(HEDGES))), 10.0**-decimals)


@st.composite
def headings(draw):
    index = draw(st.integers(0, 15))
    return Heading(index * 22.5, 4 if index % 4 == 0 else 8 if index % 2 == 0 else 16)


SIMPLE = st.one_of(
    st.builds(Offset, names, distances(), headings(), st.sampled_from(list(Route))),
    st.builds(DistanceOnly, names, distances()),
    st.builds(HeadingOnly, names, headings()),
    st.builds(Near, names, st.sampled_from([each for each in Proximity if each is not Proximity.AROUND])),
    st.builds(Feature, names),
)
CARDINAL = st.sampled_from([(0.0, 90.0), (180.0, 270.0), (90.0, 180.0), (270.0, 0.0)])
LOCALITIES = st.one_of(
    SIMPLE,
    st.builds(Between, names, names, st.sampled_from([None, 0.5])),
    st.builds(Part, names, headings()),
    st.builds(
        lambda place, one, two, ways: Orthogonal(place, (Leg(one, Heading(ways[0], 4)), Leg(two, Heading(ways[1], 4)))),
        names,
        distances(),
        distances(),
        CARDINAL,
    ),
)


def number(value, distance):
    decimals = len(f"{distance.resolution:g}".partition(".")[2]) or (2 if distance.resolution == 0.01 else 0)
    return f"{value:,.{decimals}f}"


def spell_distance(distance, pick):
    hedge = HEDGES[distance.hedge][pick % len(HEDGES[distance.hedge])]
    unit = UNITS[distance.unit][pick % 2]
    digits = number(distance.low, distance)
    if distance.is_range:
        digits += ["-", " to "][pick % 2] + number(distance.high, distance)
    return f"{hedge}{digits}{' ' if pick % 3 or len(unit) > 2 else ''}{unit}"


def spell_heading(heading, pick):
    word = POINTS[round(heading.azimuth_deg / 22.5)]
    if pick % 3 == 0:
        letters = word.replace("north", "N").replace("south", "S").replace("east", "E").replace("west", "W")
        return letters.replace("-", "")
    return word if pick % 3 == 1 else word.replace("-", " ").title().replace(" ", "-")


def render(locality, pick):
    match locality:
        case Offset(place, distance, heading, route):
            way = " by road" if route is Route.ROAD else ""
            text = f"{spell_distance(distance, pick)}{way} {spell_heading(heading, pick)} of {place.name}"
        case DistanceOnly(place, distance):
            text = f"{spell_distance(distance, pick)} {['from', 'outside of', 'away from'][pick % 3]} {place.name}"
        case HeadingOnly(place, heading):
            text = f"{spell_heading(heading, pick)} of {place.name}"
        case Near(place, proximity):
            words = {"near": ["near", "IVO"], "outskirts": ["on the outskirts of", "just outside"]}
            words["adjacent"] = ["next to", "adjacent to"]
            text = f"{words[proximity][pick % 2]} {place.name}"
        case Feature(place):
            text = f"{['', 'in ', 'in the city of '][pick % 2]}{place.name}"
        case Between(place, other, fraction):
            text = f"{'halfway ' if fraction else ''}between {place.name} and {other.name}"
        case Part(place, heading):
            text = f"{['the', 'in the'][pick % 2]} {POINTS[round(heading.azimuth_deg / 22.5)]} of {place.name}"
        case Orthogonal(place, legs):
            first, second = (f"{spell_distance(leg.distance, pick)} {spell_heading(leg.heading, pick)}" for leg in legs)
            text = f"{first} and {second} of {place.name}"
    return text


@settings(max_examples=300, deadline=None)
@given(LOCALITIES, choose)
def test_what_is_rendered_is_read_back(locality, pick):
    assert parse(render(locality, pick)) == locality


@settings(max_examples=60, deadline=None)
@given(LOCALITIES.filter(lambda one: not isinstance(one, Feature | Part)), choose)
def test_prose_around_a_phrase_changes_nothing(locality, pick):
    phrase = render(locality, pick)
    text = f"The strike hit a camp. It lay {phrase}, officials said on Friday."
    (mention,) = scan(text)
    assert mention.locality == locality
    assert text[mention.start : mention.end] == mention.text


@settings(max_examples=60, deadline=None)
@given(LOCALITIES, choose)
def test_typography_changes_nothing(locality, pick):
    phrase = render(locality, pick)
    fancy = phrase.replace("-", "\u2011").replace("'", "\u2019").replace(" ", "\u00a0")
    assert parse(fancy) == parse(phrase)


def sound(text, language="en"):
    for mention in scan(text, language):
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
    found = parse(text, language)
    assert isinstance(found, Unparsed) or found


WORDS = [
    "45",
    "km",
    "miles",
    "south",
    "SW",
    "of",
    "from",
    "Sirte",
    "the",
    "city",
    "near",
    "between",
    "and",
    ",",
    ".",
    "-",
]
WORDS += [
    "(",
    ")",
    "about",
    "border",
    "road",
    "31.2",
    "°",
    "'s",
    "N",
    "in",
    "Friday",
    "سرت",
    "\n",
    "½",
    "a",
    "hundred",
    "/",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from(["en", "fr"]))
def test_any_words_in_any_order_are_read_without_fault(words, language):
    sound(" ".join(words), language)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120), st.sampled_from(["en", "fr"]))
def test_any_text_is_read_without_fault(text, language):
    sound(text, language)


def noise(length, seed=1):
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    letters = "abcdefgh NSEW  .,-'\n()0123456789°éß\u0645\u200b\u2014"
    return "".join(chance.choice(letters) for _ in range(length))


@pytest.mark.parametrize(
    "text",
    [
        noise(1_000_000),
        "A " * 100_000,
        "between " * 30_000,
        "Al-" * 60_000,
        "1,000" * 60_000,
        "near A, B, C, D, " * 15_000,
        "5 km N and " * 20_000,
        "(" * 200_000,
        "31° 12' " * 30_000,
        "38S KC 946 " * 20_000,
        "a hundred and " * 20_000,
        "." * 200_000,
    ],
    ids=[
        "noise",
        "capitals",
        "between",
        "hyphens",
        "digits",
        "commas",
        "legs",
        "brackets",
        "angles",
        "grid",
        "numbers",
        "stops",
    ],
)
def test_hostile_text_passes(text):
    for mention in scan(text):
        assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize("name", sorted(path.name for path in SEEDS.glob("*.txt")))
def test_articles_cut_and_shuffled_are_read_without_fault(name):
    text = SEEDS.joinpath(name).read_text("utf-8")
    chance = random.Random(name)  # noqa: S311
    for _ in range(6):
        cuts = sorted(chance.randrange(len(text)) for _ in range(6))
        parts = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        chance.shuffle(parts)
        for mention in scan("".join(parts)):
            assert mention.start < mention.end
    assert isinstance(parse(text), AllOf | AnyOf | Feature | Offset | Near | HeadingOnly | DistanceOnly)
