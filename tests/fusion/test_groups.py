"""Small groups of stories, read and fused: what is one strike, what is not, and how many sources it has."""

import tomllib
from pathlib import Path

import pytest

import geostrike as gs

GROUPS = tomllib.loads(Path(__file__).with_name("groups.toml").read_text(encoding="utf-8"))["group"]


@pytest.fixture(scope="module")
def reports():
    """Read all stories at once; a document's name is the numbers of its group and of the story in it."""
    documents = [
        gs.Document(f"{number}.{rank}", text, published or None, publisher)
        for number, group in enumerate(GROUPS)
        for rank, (_, publisher, published, text) in enumerate(group["stories"])
    ]
    return gs.extract(documents)


@pytest.mark.parametrize(("number", "group"), list(enumerate(GROUPS)), ids=[group["about"] for group in GROUPS])
def test_group(reports, number, group):
    told = reports[reports["doc_id"].str.startswith(f"{number}.")]
    assert len(told) == told["doc_id"].nunique() == len(group["stories"])
    strike_of = {name: group["stories"][int(name.partition(".")[2].partition("-")[0])][0] for name in told.index}
    events = gs.fuse(told)
    assert sorted(sorted(ids.split(";")) for ids in events["report_ids"]) == sorted(
        sorted(name for name in strike_of if strike_of[name] == strike) for strike in set(strike_of.values())
    ), events["reasons"].tolist()
    (sources,) = (row.n_sources for row in events.itertuples() if strike_of[row.report_ids.partition(";")[0]] == "a")
    assert sources == group.get("sources", sources)
