"""The corpus: texts in the manner of many wars and kinds, and what is read from them, through the public pipeline."""

import tomllib
from pathlib import Path

import pytest

import geostrike as gs
from geostrike.model import Document
from tests.reports.notation import as_stated

STORIES = tomllib.loads(Path(__file__).with_name("corpus.toml").read_text(encoding="utf-8"))["story"]


@pytest.fixture(scope="module")
def rows():
    """The rows of each story."""
    documents = [Document(str(rank), story["text"], story.get("published")) for rank, story in enumerate(STORIES)]
    frame = gs.extract(documents)
    return {document.id: frame[frame["doc_id"] == document.id].to_dict("records") for document in documents}


@pytest.mark.parametrize("rank", range(len(STORIES)), ids=[story["text"][:50] for story in STORIES])
def test_what_is_read(rows, rank):
    expected = STORIES[rank]["reports"]
    found = rows[str(rank)]
    assert [as_stated(row, report) for row, report in zip(found, expected, strict=False)] == expected
    assert len(found) == len(expected)
