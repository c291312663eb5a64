import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geostrike.lang import sentences


def split(text, language="en"):
    return [text[a:b] for a, b in sentences(text, language)]


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Africa Command said so.",
        "Gen. Thomas Waldhauser spoke to Lt. Commander Anthony Falvo.",
        "It struck at 2:50 p.m. local time on Jan. 18 near Sirte.",
        "A camp 28 km. northeast of Iporá burnt.",
        "J. B. Smith of St. Louis was there.",
        "It lies 2.5 km south of Tuen.",
        "WASHINGTON \u2014 U.S. forces struck.",
        "A camp southwest of\nSirte was hit.",
        "Two camps were hit,\nPentagon officials said.",
        "“They were told to leave.” she said.",
    ],
)
def test_one_sentence_stays_whole(text):
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It fell. He spoke.", 2),
        ("It struck at 2 a.m. The camp burnt.", 2),
        ("“It fell.” Carter spoke.", 2),
        ("US strikes camps in Libya\nStrikes carried out by drones", 2),
        ("One.\n\nTwo\n\n\nthree", 3),
        ("He saw Abbeville.Huge lakes lie there.", 2),
        ("Most of them fled.A jet had struck.", 2),
        ("Why? Who! Where\u2026 There.", 4),
        ("They left the U.S. They came back.", 2),
    ],
)
def test_sentences_are_counted(text, count):
    assert len(split(text)) == count


def test_french_abbreviations():
    assert split("M. Haftar et le gén. Dupont sont venus. Ils sont partis.", "fr") == [
        "M. Haftar et le gén. Dupont sont venus.",
        "Ils sont partis.",
    ]


@settings(max_examples=100)
@given(st.text(alphabet="aB. \n\"'1\u2014\u00a0\u200b!é\u0645", max_size=80))
def test_spans_are_ordered_disjoint_and_lose_only_white_space(text):
    spans = sentences(text)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    kept = "".join(text[a:b] for a, b in spans)
    squeeze = str.maketrans("", "", " \n\u00a0\u200b")
    assert kept.translate(squeeze) == text.translate(squeeze)
