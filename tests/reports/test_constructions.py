"""Constructions: texts put together from slots that vary on their own, read through the public pipeline."""

import tomllib
from pathlib import Path

import geostrike as gs
from geostrike.model import Document
from tests.reports.notation import as_stated
from tests.reports.pairwise import constructions

SPEC = tomllib.loads(Path(__file__).with_name("constructions.toml").read_text(encoding="utf-8"))


def misses(made, rows):
    """Yield what is read otherwise than expected: each field, and how many reports there are."""
    if len(rows) != made.reports:
        yield f"reports: {len(rows)}, not {made.reports}"
    elif rows:
        found = as_stated(rows[0], made.expect)
        yield from (
            f"{field}: {found[field]!r}, not {value!r}" for field, value in made.expect.items() if found[field] != value
        )


def told(made, missed):
    """Return a failure in words: the text, what it was put together from, and what was read."""
    parts = "\n".join(f"    {slot} = {value!r}" for slot, value in made.parts.items())
    return "\n".join([made.text, parts, *(f"  {each}" for each in missed)])


def read(texts):
    """Return each text with what is read otherwise than expected."""
    documents = [Document(str(rank), made.text, SPEC["published"]) for rank, made in enumerate(texts)]
    rows = dict(list(gs.extract(documents).groupby("doc_id")))
    for document, made in zip(documents, texts, strict=True):
        reports = rows[document.id].to_dict("records") if document.id in rows else []
        yield made, list(misses(made, reports))


def test_all_pairs_that_do_not_contradict_each_other_are_made():
    colours = [{"a": "red"}, {"a": "blue"}, {"a": "grey", "expect": {"killed": "1"}}]
    things = [{"a": "car"}, {"a": "bus", "expect": {"killed": "2"}}, {"b": "van"}]
    frames = [{"text": "{colour.a} {thing.a}"}, {"text": "{thing.b}, {colour.a},."}]
    made = [each.text for each in constructions({"slots": {"colour": colours, "thing": things}, "frames": frames})]
    assert sorted(made) == [
        "Blue bus",
        "Blue car",
        "Grey car",
        "Red bus",
        "Red car",
        "Van, blue.",
        "Van, grey.",
        "Van, red.",
    ]


def test_every_two_values_are_read_together():
    texts = list(constructions(SPEC))
    failures = [told(made, missed) for made, missed in read(texts) if missed]
    assert not failures, f"{len(failures)} of {len(texts)} texts:\n\n" + "\n\n".join(failures)
