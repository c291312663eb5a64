"""Which reports are of one strike, and what the event says."""

import json

import pytest
from pandas.testing import assert_frame_equal

from geostrike import geodesy
from geostrike.errors import InputError
from geostrike.fusion import fuse


def report(*args, **options):
    return args, options


SOUTHWEST, SOUTHEAST = ("Sirte", 45, 225), ("Sirte", 160, 135)


def parts(events):
    return sorted(events["report_ids"])


def test_night_and_next_day_are_one_strike_and_both_days_stay(frame):
    events = fuse(
        frame(
            report("a-1", "2017-01-18", SOUTHWEST, end="2017-01-19", text="Wednesday night", killed=(80, None)),
            report("b-1", "2017-01-19", SOUTHWEST, text="January 19", killed=(80, 80)),
        )
    )
    assert parts(events) == ["a-1;b-1"]
    event = events.iloc[0]
    assert event["date_edtf"] == "2017-01-18/2017-01-19"
    assert event["killed_min"] == 80
    assert event.isna()["killed_max"]
    assert event["conflicts"] == (
        'The date differs: 18-19 January 2017 ("Wednesday night") in a-1, 19 January 2017 ("January 19") in b-1. '
        "The number killed differs: 80 or more in a-1, 80 in b-1."
    )


def test_recalled_strike_joins_the_one_that_fits(frame):
    events = fuse(
        frame(
            report("a-1", "2017-01-19", SOUTHWEST, aircraft="B-2 bombers"),
            report("b-1", "2017-09-26", SOUTHEAST),
            report("b-2", "2017-01-01", ("Sirte", None, None, True), end="2017-01-31", aircraft="U.S. B-2 bombers"),
        )
    )
    assert parts(events) == ["a-1;b-2", "b-1"]
    assert events.loc[events["report_ids"] == "a-1;b-2", "date_edtf"].item() == "2017-01-19"


def test_recalled_strike_that_fits_two_equally_stays_alone(frame):
    events = fuse(
        frame(
            report("a-1", "2017-01-05", SOUTHWEST),
            report("b-1", "2017-01-19", SOUTHWEST),
            report("c-1", "2017-01-01", SOUTHWEST, end="2017-01-31"),
        )
    )
    assert parts(events) == ["a-1", "b-1", "c-1"]


def test_other_quadrant_or_other_days_are_other_strikes(frame):
    events = fuse(
        frame(
            report("a-1", "2017-09-26", ("Sirte", 160, 135), strikes=(2, 2)),
            report("b-1", "2017-09-29", ("Sirte", 160, 225), strikes=(1, 1)),
            report("c-1", "2017-09-26", ("Sirte", 160, 225)),
        )
    )
    assert parts(events) == ["a-1", "b-1", "c-1"]


def test_ring_and_sector_of_one_town_agree_in_the_sector(frame):
    events = fuse(
        frame(
            report("a-1", "2017-09-26", ("Sirte", 160, 135), killed=(None, 9)),
            report("b-1", "2017-09-26", ("Sirte", 160), killed=(2, None)),
        )
    )
    event = events.iloc[0]
    assert parts(events) == ["a-1;b-1"]
    assert (event["killed_min"], event["killed_max"]) == (2, 9)
    assert geodesy.area_m2(event["region"]) < geodesy.area_m2(geodesy.ring(16.58866, 31.20892, 112e3, 208e3)) / 4
    assert event["region"].intersects(event["point"])
    assert "2 reports agree" in event["remarks"]


def test_neighbouring_days_need_the_same_facts(frame):
    daily = [
        report(f"{day}-1", f"2016-10-{day}", ("Mosul", None, None, True), strikes=(int(day) % 3 + 2,) * 2)
        for day in range(10, 16)
    ]
    assert len(fuse(frame(*daily))) == 6
    same = [
        report("a-1", "2017-09-22", SOUTHEAST, killed=(17, 17), strikes=(6, 6)),
        report("b-1", "2017-09-23", SOUTHEAST, killed=(17, 17), strikes=(6, 6)),
    ]
    events = fuse(frame(*same))
    assert parts(events) == ["a-1;b-1"]
    assert events["date_edtf"].item() == "2017-09-22/2017-09-23"


def test_reports_of_one_document_are_never_one_strike(frame):
    events = fuse(frame(report("a-1", "2017-09-22", SOUTHEAST), report("a-2", "2017-09-22", SOUTHEAST)))
    assert len(events) == 2


def test_parties_tell_strikes_apart(frame):
    events = fuse(
        frame(
            report("a-1", "2016-10-10", ("Mosul",), actor="US forces"),
            report("b-1", "2016-10-10", ("Mosul",), actor="Russian jets"),
        )
    )
    assert len(events) == 2


def test_campaigns_stay_apart_from_strikes(frame):
    events = fuse(
        frame(
            report("a-1", "2016-08-01", ("Sirte",), end="2016-12-19", kind="campaign", actor="US"),
            report("b-1", "2016-12-01", ("Sirte",), end="2016-12-31", kind="campaign", strikes=(500, None)),
            report("c-1", "2016-12-05", ("Sirte",)),
        )
    )
    assert parts(events) == ["a-1;b-1", "c-1"]
    campaign = events.loc[events["kind"] == "campaign"].iloc[0]
    assert (campaign["date_edtf"], campaign["strikes_min"]) == ("2016-08-01/2016-12-19", 500)


def test_nothing_is_dropped_and_reasons_stay(frame):
    events = fuse(frame(report("a-1"), report("b-1", "2017-09-22"), report("c-1", "", SOUTHWEST)))
    assert parts(events) == ["a-1", "b-1", "c-1"]
    lost = events.loc[events["report_ids"] == "b-1"].iloc[0]
    assert (lost["status"], lost["reason"]) == ("unlocated", "no locality in the text")
    assert events["date_start"].isna().tolist() == [False, True, True]


def test_undated_report_of_the_week_joins_its_strike(frame):
    events = fuse(
        frame(
            report("a-1", "2017-09-22", ("Sirte", 240, 135), published="2017-09-24", killed=(17, 17)),
            report("b-1", "", ("Sirte", 240, 135), published="2017-09-25", killed=(17, 17)),
            report("c-1", "", ("Sirte", 240, 135), published="2018-09-25", killed=(17, 17)),
        )
    )
    assert parts(events) == ["a-1;b-1", "c-1"]
    assert "without a date: b-1" in events.loc[events["report_ids"] == "a-1;b-1", "remarks"].item()


def test_a_place_that_does_not_meet_the_others_is_left_out_and_told(frame):
    events = fuse(
        frame(
            report("a-1", "2017-09-22", ("Sirte", 100, 90), killed=(17, 17), strikes=(6, 6)),
            report("b-1", "2017-09-22", ("Sirte", 100, 90), killed=(17, 17), strikes=(6, 6)),
            report("c-1", "2017-09-22", ("Sirte", 70, 145), killed=(17, 17), strikes=(6, 6)),
        )
    )
    event = events.iloc[0]
    assert event["n_reports"] == 3
    assert event["region"].intersects(event["point"])


def test_differing_counts_are_covered_and_told(frame):
    events = fuse(
        frame(
            report("a-1", "2017-09-22", SOUTHEAST, killed=(17, 17), strikes=(6, 6)),
            report("b-1", "2017-09-22", SOUTHEAST, killed=(12, 12), strikes=(6, 6)),
        )
    )
    event = events.iloc[0]
    assert (event["killed_min"], event["killed_max"]) == (12, 17)
    assert event["conflicts"] == "The number killed differs: 17 in a-1, 12 in b-1."


def test_accounts_lead_back_to_every_report(frame):
    events = fuse(frame(report("a-1", "2017-09-22", SOUTHEAST), report("b-1", "2017-09-22", SOUTHEAST)))
    told = json.loads(events["accounts"].item())
    assert [each["report_id"] for each in told] == ["a-1", "b-1"]
    assert {"doc_id", "publisher", "published", "url", "title", "date_text", "locality", "quote"} <= set(told[0])
    assert (events["n_reports"].item(), events["n_sources"].item()) == (2, 2)


def test_order_of_the_input_does_not_matter(frame):
    made = frame(
        report("a-1", "2017-01-18", SOUTHWEST, end="2017-01-19"),
        report("b-1", "2017-01-19", SOUTHWEST),
        report("c-1", "2017-09-26", SOUTHEAST),
        report("d-1", "2017-01-01", ("Sirte", None, None, True), end="2017-01-31"),
        report("e-1"),
    )
    events = fuse(made)
    for seed in range(5):
        assert_frame_equal(fuse(made.sample(frac=1, random_state=seed)), events)


def test_a_frame_of_something_else_is_refused(frame):
    with pytest.raises(InputError, match="not a frame of reports"):
        fuse(frame().drop(columns="quote"))
    with pytest.raises(InputError, match="a list is no GeoDataFrame; pass what extract"):
        fuse([])


def test_no_reports_give_no_events(frame):
    assert len(fuse(frame())) == 0
