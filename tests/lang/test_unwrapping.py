"""Line ends that a width has put into paragraphs, told from those of the writer."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geostrike.lang import unwrapped

STORY = (
    "TRIPOLI (Reuters) - Two air strikes on a desert camp south of the Libyan city of Sirte killed 17 fighters of "
    "the Islamic State on Friday, the U.S. Africa Command said. The camp lay about 150 miles (241 km) southeast of "
    "Sirte, it said, and three vehicles were destroyed with it; nobody else was hurt. It was the first strike since "
    "January, when 80 fighters were killed in two camps that lay 45 km south-west of the city."
)


@pytest.mark.parametrize("width", [55, 65, 72, 80, 99])
def test_paragraphs_broken_at_a_width_are_whole_again(width: int) -> None:
    lines = textwrap.fill(STORY, width, break_on_hyphens=False)
    assert unwrapped(f"{lines}\n\n{lines}\n") == f"{STORY}\n\n{STORY}\n"


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "US strikes kill seventeen in Libya, the country's government says\nTwo strikes hit a camp near Sirte.\n",
        "Near Abu Kamal, one strike destroyed three vehicles and a building of the group.\n"
        "Near Raqqah, two strikes engaged two tactical units and destroyed five positions.\n"
        "Near Shadaddi, one strike destroyed an oil well head and two pump jacks of it.\n",
        "- Near Hit, three strikes destroyed two vehicles, a fighting position and a boat\n"
        "- Near Mosul, four strikes struck two tactical units and destroyed a tunnel and\n"
        "- Near Tal Afar, one strike destroyed a building; two more struck a bridge there\n",
        "Sirte\nBani Walid\nTarhuna\n",
        "",
        "\n\n",
    ],
)
def test_lines_that_the_writer_ended_stay(text: str) -> None:
    assert unwrapped(text) == text


def test_a_dash_or_a_number_at_the_start_of_a_line_is_no_item_within_a_sentence() -> None:
    lines = (
        "Two air strikes on a desert camp south of Sirte killed, officials said,\n"
        "17 fighters of the Islamic State group and destroyed vehicles at a post\n"
        "- three of them armed - on Friday night, the command said, in two raids."
    )
    assert "\n" not in unwrapped(lines)


@given(st.text(alphabet="ab .,-1)\n", max_size=400))
def test_offsets_stay(text: str) -> None:
    whole = unwrapped(text)
    assert len(whole) == len(text)
    assert all(new == old or (old, new) == ("\n", " ") for old, new in zip(text, whole, strict=True))
