"""Why reports are one strike or not: reasons, a person's verdicts, contradictions, order, sources, scale."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

import geostrike as gs
from geostrike import geodesy
from geostrike.errors import GeostrikeError, InputError
from geostrike.fusion import candidates, combining, fuse
from geostrike.fusion.accounts import accounts
from geostrike.fusion.candidates import PARTNERS
from geostrike.fusion.grounds import Bar
from geostrike.fusion.matching import Comparison


def report(*args, **options):
    return args, options


SOUTHWEST, SOUTHEAST = ("Sirte", 45, 225), ("Sirte", 160, 135)
ABOUT = ("Sirte", 45, 225, False)


def parts(events):
    return sorted(events["report_ids"])


def test_each_joining_has_its_grounds_and_its_fit(frame):
    made = frame(
        report("a-1", "2017-09-22", SOUTHEAST, killed=(17, 17), aircraft="drones"),
        report("b-1", "2017-09-22", SOUTHEAST, killed=(17, 17), aircraft="two drones"),
    )
    told = fuse(made)["reasons"].item()
    grounds = "same day, same distance from Sirte, 17 killed in both, same aircraft (unmanned) (fit 9)"
    assert told == f"b-1 is joined with a-1: {grounds}."
    one, other = accounts(made)
    found = Comparison(one, other)
    assert found.score == found.days.weight + found.places.weight + found.facts.weight == 9


def test_a_near_miss_says_what_excludes_it(frame):
    made = frame(
        report("a-1", "2017-09-22", SOUTHEAST, killed=(2, 2)),
        report("b-1", "2017-09-22", SOUTHEAST, killed=(120, 120)),
        *[report(f"o{day}-1", f"2017-09-{day}", ("Sirte",)) for day in range(11, 21)],
    )
    one, other = accounts(made)[:2]
    assert Comparison(one, other).is_enough
    assert Comparison(one, other).bar() is Bar.CASUALTIES
    events = fuse(made)
    told = events.loc[events["report_ids"].isin(["a-1", "b-1"]), "reasons"]
    assert len(told) == 2
    for reasons in told:
        assert "b-1 is not joined with a-1, though same day, same distance from Sirte (fit 5)" in reasons
        assert reasons.endswith("their casualties are of another order.")


def test_a_night_between_two_days_does_not_join_them(frame):
    """The 10th and the 12th contradict each other, whatever fits both."""
    same = {"killed": (17, 17), "strikes": (6, 6)}
    events = fuse(
        frame(
            report("a-1", "2016-10-10", SOUTHWEST, **same),
            report("b-1", "2016-10-11", SOUTHWEST, **same),
            report("c-1", "2016-10-12", SOUTHWEST, **same),
            report("d-1", "2016-10-01", SOUTHWEST, end="2016-10-10", **same),
            report("e-1", "2016-10-12", SOUTHWEST, end="2016-10-31", **same),
        )
    )
    assert not any({"a-1", "c-1"} <= set(ids.split(";")) for ids in events["report_ids"])
    assert not any({"d-1", "e-1"} <= set(ids.split(";")) for ids in events["report_ids"])


def test_a_day_without_a_year_joins_the_strike_of_that_day_only(frame):
    made = frame(
        report("a-1", "2017-09-22", SOUTHEAST, killed=(17, 17)),
        report("b-1", "", SOUTHEAST, killed=(17, 17)),
        report("c-1", "", SOUTHEAST, killed=(17, 17)),
    )
    made.loc["b-1", ["date_edtf", "published"]] = ["XXXX-09-22", None]
    made.loc["c-1", ["date_edtf", "published"]] = ["XXXX-10-03", None]
    assert parts(fuse(made)) == ["a-1;b-1", "c-1"]


def test_a_direction_alone_agrees_with_an_offset_of_that_direction(frame):
    made = frame(
        report("a-1", "2017-11-17", ("Sirte", 300, 180)),
        report("b-1", "2017-11-17", ("Sirte",)),
        report("c-1", "2017-11-17", ("Sirte",)),
    )
    made.loc[["b-1", "c-1"], "locality_kind"] = "heading_only"
    made.loc["b-1", "bearing_deg"] = 180.0
    made.loc["c-1", "bearing_deg"] = 0.0
    events = fuse(made)
    assert any({"a-1", "b-1"} <= set(ids.split(";")) for ids in events["report_ids"])
    assert not any({"a-1", "c-1"} <= set(ids.split(";")) for ids in events["report_ids"])


PAIR = (
    report("a-1", "2017-09-22", SOUTHEAST, killed=(17, 17)),
    report("b-1", "2017-09-22", SOUTHEAST, killed=(17, 17)),
    report("c-1", "2017-10-09", SOUTHWEST),
)


def test_a_person_has_the_last_word_and_it_is_recorded(frame):
    made = frame(*PAIR)
    assert parts(fuse(made)) == ["a-1;b-1", "c-1"]
    apart = fuse(made, overrides=[("b-1", "a-1", "different")])
    assert parts(apart) == ["a-1", "b-1", "c-1"]
    assert "held apart from b-1 by a person (override 1)" in apart["reasons"].iloc[0]
    joined = fuse(made, overrides=[("c-1", "a-1", "Same")])
    assert parts(joined) == ["a-1;b-1;c-1"] or parts(joined) == ["a-1;c-1", "b-1"]
    assert any("a-1 is joined with c-1 by a person" in reasons for reasons in joined["reasons"])


def test_overrides_come_from_a_file(frame, tmp_path):
    made = frame(*PAIR)
    path = tmp_path / "pairs.csv"
    path.write_text("# by hand\nreport_id,report_id,who says\n\na-1, b-1 ,different\n", encoding="utf-8")
    events = gs.fuse(made, overrides=path)
    assert len(events) == 3
    assert "(pairs.csv line 4)" in events["reasons"].iloc[0]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("a-1,b-1\n", "pairs.csv line 1: 'a-1,b-1' has no three cells; write report_id,report_id,same or different"),
        ("a-1,b-1,maybe\n", "pairs.csv line 1: 'maybe' is no verdict; write same or different"),
        ("a-1,zz,same\n", "pairs.csv line 1: no report 'zz'"),
        ("a-1,a-1,same\n", "pairs.csv line 1: 'a-1' is paired with itself"),
        ("a-1,b-1,same\nb-1,c-1,same\na-1,c-1,different\n", "pairs.csv line 3: a-1 and c-1 are made one by other"),
        ('a-1,"b-1,same\n', "pairs.csv line 1: "),
    ],
)
def test_bad_overrides_are_refused_in_one_line(frame, tmp_path, lines, message):
    path = tmp_path / "pairs.csv"
    path.write_text(lines, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        gs.fuse(frame(*PAIR), overrides=path)
    assert str(refused.value).startswith(message)
    assert "\n" not in str(refused.value)


def test_overrides_that_are_not_there_are_refused(frame, tmp_path):
    with pytest.raises(GeostrikeError, match="no such file"):
        gs.fuse(frame(*PAIR), overrides=tmp_path / "none.csv")


def test_repeats_of_one_statement_are_one_source(frame):
    told = {"killed": (17, 17), "strikes": (6, 6)}
    made = frame(
        report("a-1", "2017-09-22", SOUTHEAST, publisher="CNN", **told),
        report("b-1", "2017-09-22", SOUTHEAST, publisher="CNN (Lakana)", **told),
        report("c-1", "2017-09-22", SOUTHEAST, publisher="AP via TribLive", **told),
        report("d-1", "2017-09-22", SOUTHEAST, publisher="Airwars", **told),
        report("e-1", "2017-09-22", SOUTHEAST, publisher="", **told),
    )
    release = "U.S. forces conducted six airstrikes about 100 miles southeast of Sirte, killing 17 militants."
    made["quote"] = [
        "The strikes hit a camp in the desert.",
        "CNN was told of six strikes.",
        "Jets hit ISIS on Friday.",
        release,
        f"The command said: {release}",
    ]
    event = fuse(made).iloc[0]
    assert (event["n_reports"], event["n_sources"]) == (5, 3)


def test_who_says_what_stands_in_conflicts(frame):
    made = frame(
        report("a-1", "2017-01-19", SOUTHWEST, killed=(80, 80), publisher="CNN"),
        report("b-1", "2017-01-19", SOUTHWEST, killed=(80, None), publisher="Seven Day News"),
    )
    made.loc["b-1", "spans"] = '{"killed": {"start": 0, "end": 2, "text": "more than 80"}}'
    assert fuse(made)["conflicts"].item() == "The number killed differs: 80 in CNN, more than 80 in Seven Day News."


KINDS = st.tuples(
    st.none() | st.integers(0, 4),
    st.integers(0, 2),
    st.sampled_from(
        (SOUTHWEST, SOUTHEAST, ("Sirte", 45), ("Sirte", 45, 180), ("Sirte", None, None, True), ("Mosul",), None)
    ),
    st.sampled_from((None, 17, 20, 200)),
    st.sampled_from((None, 2, 6)),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(KINDS, min_size=1, max_size=14), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_events_and_no_event_contradicts_itself_on_date(frame, kinds, shuffler):
    made = frame(*(_made(rank, *kind) for rank, kind in enumerate(kinds)))
    events = fuse(made)
    order = list(range(len(made)))
    shuffler.shuffle(order)
    assert_frame_equal(fuse(made.iloc[order]), events)
    ids = [name for ids in events["report_ids"] for name in ids.split(";")]
    assert sorted(ids) == sorted(made.index)
    for names in events["report_ids"]:
        rows = made.loc[names.split(";")]
        dated = rows.dropna(subset="date_start")
        if len(dated):
            assert (dated["date_start"].max() - dated["date_end"].min()) <= timedelta(days=1)
    for event in events[events["status"] == "located"].itertuples():
        assert event.region_50.intersects(event.point)
        for inner, outer in ((event.region_50, event.region_80), (event.region_80, event.region_90)):
            assert inner.difference(outer).area < 1e-9


def _made(rank, day, length, place, killed, strikes):
    numbers = {"killed": killed, "strikes": strikes}
    facts = {name: (number, number) for name, number in numbers.items() if number}
    if day is None:
        return report(f"d{rank:02}-1", "", place, published="2017-09-25", **facts)
    start = date(2017, 9, 20) + timedelta(days=day)
    end = (start + timedelta(days=length * 4)).isoformat() if length else ""
    return report(f"d{rank:02}-1", start.isoformat(), place, end=end, **facts)


def test_more_reports_of_a_strike_than_are_compared_at_once_are_one_event(frame):
    count = 5 * PARTNERS
    made = frame(
        *(
            report(f"d{rank:03}-1", "2017-09-22", ("Sirte", 155 + rank / 10, 135), killed=(17 + rank % 7,) * 2)
            for rank in range(count)
        )
    )
    assert fuse(made)["n_reports"].tolist() == [count]


def test_how_many_are_looked_at_or_measured_at_once_changes_nothing(frame, monkeypatch):
    made = frame(
        *(
            report(f"d{rank:03}-1", f"2017-09-{20 + rank % 4}", ("Sirte", 150 + rank % 9, 135), killed=(rank % 7,) * 2)
            for rank in range(40)
        )
    )
    events = fuse(made)
    assert 1 < len(events) < len(made)
    monkeypatch.setattr(candidates, "_BLOCK", 1)
    monkeypatch.setattr(combining, "_AT_ONCE", 1)
    assert_frame_equal(fuse(made), events)


@pytest.mark.parametrize(
    ("here", "there", "joined"),
    [
        ((10, 10), (40, 40), True),  # four times as many may be a first count and a last one
        ((10, 10), (41, 41), False),
        ((1, 1), (8, 8), True),  # of one or two dead, four times as many is still a small number
        ((1, 1), (9, 9), False),
        ((10, None), (400, None), True),  # "at least ten" excludes nothing above
        ((None, 9), (20, 20), True),
        ((None, 9), (37, 37), False),  # against the middle of what is told
    ],
)
def test_casualties_of_another_order_are_of_another_strike(frame, here, there, joined):
    made = frame(
        report("a-1", "2017-09-22", SOUTHEAST, killed=here), report("b-1", "2017-09-22", SOUTHEAST, killed=there)
    )
    assert Comparison(*accounts(made)).bar() is (None if joined else Bar.CASUALTIES)


def test_other_towns_whose_regions_overlap_need_the_same_facts(frame):
    made = frame(
        report("a-1", "2017-09-22", ("Sirte",), killed=(10, 10)),
        report("b-1", "2017-09-22", ("Sirte",), killed=(8, 8)),
        report("c-1", "2017-09-22", ("Sirte",), killed=(10, 10)),
    )
    made["place_id"] = ["gn:0", "gn:1", "gn:2"]
    made["locality"] = made["place_text"] = ["Sirte", "Dandaxi", "Qarmuzzo"]
    assert parts(fuse(made)) == ["a-1;c-1", "b-1"]


def test_a_quarter_that_no_gazetteer_has_is_no_other_town_than_the_city_that_holds_it(frame):
    made = frame(
        report("a-1", "2017-09-22", ("Sirte",), killed=(10, 10)),
        report("b-1", "2017-09-22", ("Sirte",), killed=(8, 8)),
    )
    made["place_id"] = ["gn:0", ""]
    assert parts(fuse(made)) == ["a-1;b-1"]


@pytest.mark.parametrize(
    ("here", "there", "joined"),
    [
        ((31, 31), (26, 26), True),  # few strikes kill so many
        ((7, 7), (6, 6), False),
        ((31, 31), (7, 7), False),
    ],
)
def test_tolls_of_many_that_are_close_join_neighbouring_days(frame, here, there, joined):
    wounded = {"wounded": (130, 130)}
    made = frame(
        report("a-1", "2017-09-22", ("Sirte",), killed=here, **wounded),
        report("b-1", "2017-09-23", ("Sirte",), killed=there, **wounded),
        *[report(f"o{day}-1", f"2017-09-{day}", ("Sirte",), killed=(1, 1)) for day in range(10, 20, 2)],
    )
    assert ("a-1;b-1" in list(fuse(made)["report_ids"])) is joined


def test_the_coalition_is_another_one_in_yemen(frame):
    made = frame(
        report("a-1", "2017-09-22", SOUTHEAST, actor="the coalition"),
        report("b-1", "2017-09-22", SOUTHEAST, actor="Saudi-led jets"),
    )
    assert parts(fuse(made)) == ["a-1", "b-1"]
    made["country"] = "YE"
    assert parts(fuse(made)) == ["a-1;b-1"]


def test_one_strike_may_be_laid_to_two_parties(frame):
    def told(**facts):
        return fuse(
            frame(
                report("a-1", "2020-01-04", ("Sirte",), actor="LNA", publisher="AFP", **facts),
                report("b-1", "2020-01-04", ("Sirte",), actor="an Emirati drone", publisher="UN", **facts),
                report("c-1", "2020-01-04", ("Sirte",), actor="LNA", publisher="AP"),
            )
        )

    assert parts(told()) == ["a-1;c-1", "b-1"]
    event = told(killed=(26, 26)).iloc[0]
    assert event["report_ids"] == "a-1;b-1;c-1"
    assert event["conflicts"] == "The attacker differs: LNA in AFP and AP, an Emirati drone in UN."


@pytest.mark.parametrize(
    ("there", "killed", "joined"),
    [
        (("Sirte", 53, 135), 17, True),  # a slip in the distance
        (("Sirte", 160, 225), 17, True),  # or in the direction
        (("Sirte", 45, 225), 17, False),  # but not in both
        (("Sirte", 53, 135), 4, False),
    ],
)
def test_a_slip_in_an_offset_is_outweighed_by_a_toll_of_many(frame, there, killed, joined):
    toll = {"killed": (killed, killed)}
    events = fuse(
        frame(
            report("a-1", "2017-09-22", SOUTHEAST, publisher="AP", **toll),
            report("b-1", "2017-09-22", SOUTHEAST, publisher="CNN", **toll),
            report("c-1", "2017-09-22", there, publisher="BBC", **toll),
        )
    )
    assert (len(events) == 1) == joined
    assert not joined or "The place differs" in events["conflicts"].item()


def test_the_bounds_of_a_part_of_a_country_are_not_known(frame):
    made = frame(
        report("a-1", "2017-09-22", ("Sirte",), killed=(17, 17)),
        report("b-1", "2017-09-22", ("Sirte", 300, 180), killed=(17, 17)),
    )
    made.loc["b-1", "locality_kind"] = "part"
    made.loc["b-1", ["bearing_deg", "distance_m"]] = None
    assert parts(fuse(made)) == ["a-1;b-1"]
    made.loc["b-1", ["killed_min", "killed_max"]] = [30, 30]
    assert parts(fuse(made)) == ["a-1", "b-1"]


@pytest.mark.parametrize(
    ("killed", "wounded", "day", "joined"),
    [(9, 11, 22, True), (9, 14, 22, False), (9, 11, 23, False), (6, 11, 22, False), (9, 2, 22, False)],
)
def test_the_same_dead_and_the_same_wounded_are_of_one_count(frame, killed, wounded, day, joined):
    """On the road to a town, or in the town that it leads to: one of the two is misread."""
    made = frame(
        report("a-1", "2017-09-22", ("Sirte",), killed=(9, 9), wounded=(min(11, wounded), min(11, wounded))),
        report("b-1", f"2017-09-{day}", ("Mosul",), killed=(killed, killed), wounded=(wounded, wounded)),
        *[report(f"o{day}-1", f"2017-09-{day}", ("Sirte", 500, 90)) for day in range(10, 16)],
    )
    made["country"] = "LY"
    assert ("a-1;b-1" in parts(fuse(made))) is joined


@pytest.mark.parametrize(("km", "killed", "joined"), [(60, 8, True), (60, 3, False), (250, 8, False)])
def test_the_bounds_of_near_are_not_known(frame, km, killed, joined):
    """ "Near the capital, eight dead" may be the town 60 km from it that lost eight."""
    made = frame(
        report("a-1", "2017-09-22", ("Sirte", None, None, True), killed=(8, 8)),
        report("b-1", "2017-09-22", ("Sirte",), killed=(killed, killed)),
        *[report(f"o{day}-1", f"2017-09-{day}", ("Sirte", 500, 90)) for day in range(10, 16)],
    )
    made.loc["b-1", ["place_id", "place_text", "locality"]] = ["gn:1", "Ghurfan", "Ghurfan"]
    for column in ("region", "region_50", "region_80", "region_90"):
        made.loc["b-1", column] = geodesy.disc(*geodesy.forward(16.58866, 31.20892, 180, 1000 * km), 6000)
    assert ("a-1;b-1" in parts(fuse(made))) is joined


def test_a_part_of_a_city_is_no_other_town(frame):
    made = frame(report("a-1", "2017-09-22", ("Sirte",)), report("b-1", "2017-09-22", ("Sirte",)))
    made.loc["b-1", "place_id"] = "gn:1"
    for column in ("region", "region_50", "region_80", "region_90"):
        made.loc["b-1", column] = geodesy.disc(16.6, 31.2, 1500)
    assert parts(fuse(made)) == ["a-1;b-1"]


@pytest.mark.parametrize(
    ("here", "there", "count"),
    [
        ("AFRICOM", "the U.S. Africa Command; a spokesman", 1),
        ("AFRICOM", "U.S. Africa Command; residents", 2),  # who asked residents too has a second source
        ("residents", "residents", 2),  # nobody knows that they are the same ones
        ("Afghan officials", "Afghan officials", 2),
        ("the Israeli military", "the Israeli military", 1),
        ("Col. Jane Doe", "Col. Jane Doe", 1),
        ("the Coalition", "Coalition", 1),
        ("Residents", "Residents", 2),
        ("", "", 2),
    ],
)
def test_who_passes_on_what_one_body_said_is_no_source_of_its_own(frame, here, there, count):
    made = frame(
        report("a-1", "2017-09-22", SOUTHEAST, killed=(17, 17), publisher="CNN", attributed_to=here),
        report("b-1", "2017-09-22", SOUTHEAST, killed=(17, None), publisher="AP", attributed_to=there),
    )
    assert fuse(made)["n_sources"].tolist() == [count]


def test_a_body_s_own_release_is_the_source_of_who_passes_it_on(frame):
    made = frame(
        report("a-1", "2017-09-22", SOUTHEAST, publisher="U.S. Africa Command"),
        report("b-1", "2017-09-22", SOUTHEAST, publisher="AP", attributed_to="AFRICOM"),
    )
    assert fuse(made)["n_sources"].tolist() == [1]


def test_another_number_under_the_same_name_has_another_source(frame):
    made = frame(
        report("a-1", "2017-09-22", SOUTHEAST, killed=(17, 17), publisher="CNN", attributed_to="AFRICOM"),
        report("b-1", "2017-09-22", SOUTHEAST, killed=(12, 12), publisher="AP", attributed_to="AFRICOM"),
    )
    assert fuse(made)["n_sources"].tolist() == [2]


def test_what_was_published_before_a_day_that_one_of_them_gives_may_be_of_the_day_that_the_others_give(frame):
    facts = {"killed": (30, None), "target": "the market"}
    made = frame(
        report("a-1", "2017-09-22", ("Sirte",), killed=(30, 30), target="a market", published="2017-09-23"),
        report("b-1", "2017-09-23", ("Sirte",), killed=(30, 30), target="a market", published="2017-09-24"),
        report("c-1", "", ("Sirte",), published="2017-09-22", **facts),
    )
    assert parts(fuse(made)) == ["a-1;b-1;c-1"]
    assert parts(fuse(made.drop(index="a-1"))) == ["b-1", "c-1"]


def test_a_country_that_two_share_is_not_doubted_for_a_third_that_was_misread(frame):
    made = frame(
        report("a-1", "2017-09-22", ("Sirte",), killed=(54, None), target="a market"),
        report("b-1", "2017-09-22", ("Mosul",), killed=(54, None), target="a market"),
        report("c-1", "2017-09-22", ("Sirte",)),
    )
    made["place_id"] = ""
    made["locality"] = made["place_text"] = "Dandaxi"
    assert parts(fuse(made)) == ["a-1;b-1;c-1"]
    made.loc["c-1", "country"] = "EG"
    assert parts(fuse(made)) == ["a-1;b-1", "c-1"]


def test_who_struck_may_be_contested_where_one_unknown_village_is_drawn_in_two_places(frame):
    dead = {"killed": (30, 30)}
    made = frame(
        report("a-1", "2017-09-22", ("Sirte",), actor="the US", **dead),
        report("b-1", "2017-09-22", ("Mosul",), actor="the Afghan government", **dead),
    )
    made["place_id"], made["country"] = "", "AF"
    made["locality"] = made["place_text"] = "Dandaxi"
    assert parts(fuse(made)) == ["a-1;b-1"]
    made["killed_min"] = made["killed_max"] = 3
    assert parts(fuse(made)) == ["a-1", "b-1"]
