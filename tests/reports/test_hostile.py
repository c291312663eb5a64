"""Text of strangers: page furniture, endless lines, numbers, quotes, other languages; work that grows with the text."""

import cProfile
import pstats
from datetime import date

import pytest

from geostrike.model import Count, Document
from geostrike.reports import read
from geostrike.reports.text.prose import fold
from geostrike.reports.text.vocabulary import either

STORY = "U.S. forces conducted two airstrikes on Friday, killing 17 militants near Sirte."
DAY = date(2017, 9, 29)

FURNITURE = {
    "list of other stories": "In Other News\nRussian air strike kills ten in Idlib\nLoad More",
    "link": "Read More: US airstrike kills 62 militants in Somalia",
    "link within the story": "READ ALSO | Drone strike kills three in Yemen on Monday.",
    "time code": "01:22 - Source: CNN",
    "video": "Video: Coalition jets bomb Mosul on Tuesday",
    "byline": "Posted by admin on January 3, 2016 after the air strikes in Derna that killed 12",
    "caption": "FILE - Smoke rises after an airstrike killed nine people in Benghazi in 2016. (AP Photo/Mohammed)",
    "credit": "A house destroyed by an air strike that killed ten in Mosul. Getty Images",
    "topics": "Tags: airstrike, drone strike, Islamic State",
}


@pytest.mark.parametrize("line", FURNITURE.values(), ids=FURNITURE)
def test_page_furniture_is_not_read_as_news(told, line):
    for page in (f"{STORY}\n\n{line}", f"{line}\n\n{STORY}", f"{STORY}\n{line}\n{STORY}"):
        (report,) = told(page, "2017-09-29")
        assert (report.killed, report.strikes, report.when.edtf) == (Count(17, 17), Count(2, 2), "2017-09-29")


def test_a_story_goes_on_after_a_list_of_links(told):
    page = f"{STORY}\nRelated Stories\nMilitants flee Sirte\nA drone strike on Monday killed four fighters near Derna."
    assert [report.killed.low for report in told(page, "2017-09-29")] == [17, 4]


HOSTILE = {
    "one line": f"{STORY} " * 300,
    "numbers": " ".join(map(str, range(10_000))),
    "numbers of dead": "Airstrikes killed " + " and ".join(f"{number} militants" for number in range(2_000)),
    "nested quotes": "“" * 3000 + STORY + "”" * 3000,
    "mixed quotes": "\"'“‘«" * 2000 + STORY,
    "brackets": "([{" * 3000 + STORY,
    "no blanks": "airstrike" * 5000,
    "letters": "a" * 100_000,
    "dots": "." * 20_000 + STORY,
    "dates": "on Friday and Jan. 19 to Feb. 30, 2017 " * 500,
    "commas": "airstrike, " * 5000,
    "languages": f"شنت طائرات غارة جوية على سرت. 美军空袭了苏尔特。 Авиация нанесла удар. {STORY} " * 100,
    "markup": f"<script>alert(1)</script><b>{STORY}</b>{{{{ 7*7 }}}} ${{x}} " * 50,
    "controls": "".join(map(chr, range(1, 32))) * 50 + STORY,
    "astral": "\U0001f4a5" * 5000 + STORY + "\u202e\u200b" * 500,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_without_complaint(told, text):
    for report in told(text, "2017-09-29"):
        assert text[report.quote.start : report.quote.end] == report.quote.text
        for span in report.spans.values():
            assert text[span.start : span.end] == span.text


def calls(text):
    """Return how many calls reading a text takes: what grows with the square of the text shows in it."""
    document = Document("x", text, DAY)
    read(document, [], {})
    profile = cProfile.Profile()
    profile.runcall(read, document, [], {})
    return pstats.Stats(profile).total_calls


@pytest.mark.parametrize(
    "piece",
    [
        f"{STORY} ",
        f"{STORY}\n",
        "On 3 May 2016 an airstrike killed five people. Another strike on 7 May 2016 killed two. ",
        "- Near Hit, one strike destroyed a building.\n",
        "killed 5 and 6 and 7 militants, ",
        "The strikes killed several dozen fighters, and one on Friday killed two; ",
        "12 and five respectively in Derna and Sirte killed by jets. ",
        "Date: 3 May 2016\nPlace: Hun\nKilled: 3\nAn air strike hit a farm.\n",
    ],
)
def test_work_grows_with_the_text_and_not_with_its_square(piece):
    assert calls(piece * 400) < 5 * calls(piece * 100)


def test_lines_that_head_entries_are_not_each_a_reason_to_read_all_anew():
    def page(lines):
        entry = "Note {} of 3 May 2016\nThe council met in the hall and spoke of many matters of the day.\n"
        return f"{STORY}\n" + "".join(map(entry.format, range(lines)))

    assert calls(page(400)) < 5 * calls(page(100))


def test_all_who_read_a_text_get_one_folded_string():
    """Two that are merely equal are compared letter by letter at each look-up: the square of a long text."""
    text = "On 3 May 2016 an Air Strike hit “Sirte”. " * 3
    assert fold(text) is fold(text)


def test_words_that_start_alike_share_it_and_longer_ones_win():
    import re

    words = ("air", "air strike", "air raid", "us", "u.s", "us-led", "b-2")
    pattern = re.compile(either(words))
    assert all(pattern.fullmatch(word) for word in words)
    assert pattern.match("air  strike").group() == "air  strike"
    assert pattern.match("airs").group() == "air"
    assert not any(pattern.fullmatch(word) for word in ("a", "ai", "u", "uxs", "b-", ""))
