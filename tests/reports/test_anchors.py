"""A pattern that is tried only at its anchors finds what it finds anywhere."""

import re
import tomllib
from pathlib import Path

import pytest

from geostrike.model import Document
from geostrike.reports import may_report, read
from geostrike.reports.text.anchors import Anchored, any_of, openers
from geostrike.reports.text.vocabulary import vocabulary, word

CORPUS = tomllib.loads((Path(__file__).parent / "corpus.toml").read_text(encoding="utf-8"))["story"]


@pytest.fixture
def checked(monkeypatch):
    """Let every search also be made by the pattern itself; give the numbers of matches."""
    sparing, counts = Anchored.finditer, []

    def finditer(self, text, start=0, end=None):
        found = list(sparing(self, text, start, end))
        everywhere = list(self.pattern.finditer(text, start, len(text) if end is None else end))
        assert [match.span() for match in found] == [match.span() for match in everywhere], self.pattern.pattern[:200]
        counts.append(len(found))
        return iter(found)

    monkeypatch.setattr(Anchored, "finditer", finditer)
    return counts


def test_nothing_in_the_corpus_is_lost(checked, seeds):
    texts = [story["text"] for story in CORPUS] + [path.read_text(encoding="utf-8") for path in seeds.glob("*.txt")]
    for text in texts:
        for form in (text, text.upper(), re.sub(r"\W+", "\n", text)):
            if may_report(form):
                read(Document("d", form), [], {})
    assert sum(checked) > len(texts)


@pytest.mark.parametrize("text", ["raids", "an air raid; two raids", "ex-raid, raid_, raider", "12 raids", ""])
def test_stretches_may_end_within_a_word(checked, text):
    pattern = Anchored(word(r"(?:\d{1,2}\s)?(?:air\s)?raids?"), frozenset({"0", "air", "raid", "raids"}))
    for start in range(len(text) + 1):
        for end in range(start, len(text) + 2):
            assert (pattern.search(text, start, end) is None) == (
                next(pattern.finditer(text, start, end), None) is None
            )


def test_a_match_may_start_before_its_opener(checked):
    pattern = Anchored(re.compile(r",?\sand\s"), frozenset({"and"}), lead=2)
    assert [match.start() for match in pattern.finditer("one, and two and three")] == [3, 12]


def test_without_a_needed_word_nothing_is_tried():
    pattern = Anchored(word(r"the\s\w+\sraid"), frozenset({"the"}), needs=frozenset({"raid"}))
    assert pattern.search("the last raid").group() == "the last raid"
    assert pattern.search("the last raid", 0, 9) is None


def test_openers_are_first_words_with_their_plurals():
    words = vocabulary("en")
    assert {"drone", "drones"} <= openers(words, "means.aircraft", plural=True)
    assert "drones" not in openers(words, "means.aircraft")
    assert any_of(words, "means.aircraft", plural=True).search("two drones").group() == "drones"


def test_a_needed_word_may_have_to_be_near():
    pattern = Anchored(word(r"in\s(?:the\s){0,5}spring"), frozenset({"in"}), frozenset({"spring"}), within=10)
    assert [match.start() for match in pattern.finditer("in a year, in the spring")] == [11]
    assert pattern.search("in the the the spring") is None


def test_a_pattern_made_after_a_text_was_read_finds_its_words_there():
    text = "an air raid, two raids"
    assert Anchored(word("raids"), frozenset({"raids"})).search(text).span() == (17, 22)
    late = Anchored(word(r"air\sraid|raids"), frozenset({"air", "air raid", "raids"}))
    assert [match.group() for match in late.finditer(text)] == ["air raid", "raids"]
