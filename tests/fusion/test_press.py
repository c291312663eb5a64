"""Press excerpts, read and fused: strikes that are easily confused stay apart, accounts of one come together."""

import itertools
import tomllib
from pathlib import Path

import pytest

import geostrike as gs

EXCERPTS = tomllib.loads(Path(__file__).with_name("made_up_excerpts.toml").read_text(encoding="utf-8"))["excerpt"]


@pytest.fixture(scope="module")
def reports():
    """Read all excerpts; the document's name is the excerpt's number."""
    documents = [
        gs.Document(str(number), each["text"], each["published"], each["publisher"])
        for number, each in enumerate(EXCERPTS)
    ]
    return gs.extract(documents)


def strike_of(report_id):
    return EXCERPTS[int(report_id.partition("-")[0])]["strike"]


def together(events):
    """Return the pairs of reports that stand in one event."""
    return {pair for ids in events["report_ids"] for pair in itertools.combinations(sorted(ids.split(";")), 2)}


def test_most_excerpts_are_read(reports):
    assert reports["doc_id"].nunique() >= 0.9 * len(EXCERPTS)


def test_excerpts_of_one_strike_come_together_and_others_stay_apart(reports):
    found = together(gs.fuse(reports))
    gold = {pair for pair in itertools.combinations(sorted(reports.index), 2) if len(set(map(strike_of, pair))) == 1}
    assert len(gold) > 35
    f1 = 2 * len(found & gold) / (len(found) + len(gold))
    assert f1 >= 0.95, (sorted(found - gold), sorted(gold - found))


def test_an_undated_story_joins_the_strike_of_its_week_and_takes_its_day(reports):
    events = gs.fuse(reports)
    (event,) = (row for _, row in events.iterrows() if strike_of(row["report_ids"].split(";")[0]) == "Kidal")
    assert event["n_reports"] == 3
    assert event["date_edtf"] == "2021-01-03"
    assert "Joined for its place and facts, without a date: Studio Tamani." in event["remarks"]


def test_a_recalled_strike_keeps_the_day_that_the_news_gave(reports):
    events = gs.fuse(reports)
    for name, day in (("Jalalabad", "2016-04-10"), ("Tikrit, night", "2015-03-25/2015-03-26")):
        (event,) = (row for _, row in events.iterrows() if strike_of(row["report_ids"].split(";")[0]) == name)
        assert (event["n_reports"], event["date_edtf"], event["role"]) == (3, day, "main")


def test_the_night_and_the_morning_after_are_told_as_a_difference(reports):
    events = gs.fuse(reports)
    (told,) = (row["conflicts"] for _, row in events.iterrows() if strike_of(row["report_ids"][:2]) == "Tikrit, night")
    assert told.startswith('The date differs: 25-26 March 2015 ("Wednesday night") in AP, 26 March 2015 (')
