"""Frames keep their contracts, whatever is put into them."""

import json
import math
from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point

from geostrike.errors import InputError
from geostrike.model import (
    AllOf,
    AlongRoad,
    Between,
    Candidate,
    Count,
    DateInterval,
    Distance,
    DistanceOnly,
    Document,
    Feature,
    Georeference,
    Heading,
    HeadingOnly,
    Hedge,
    Leg,
    Mention,
    Offset,
    Orthogonal,
    Place,
    Reason,
    Report,
    ReportKind,
    Resolution,
    Span,
    Toponym,
    Unit,
    Unlocated,
)
from geostrike.tables import EVENTS, LOCATIONS, REPORTS, Kind, check, claim, event_frame, location_frame, report_frame

SIRTE = Place("gn:1", "Surt", 16.59, 31.21, "LY")
SIRTE_FOUND = Resolution(Toponym("Sirte"), (Candidate(SIRTE, 1.0),), chosen=(Candidate(SIRTE, 1.0),))
OFFSET = Offset(Toponym("Sirte"), Distance(150, 150, Unit.MILE, Hedge.ABOUT), Heading(135))


def make_answer(locality=OFFSET, **changes):
    point = Point(18.2, 29.6)
    given = {
        "text": "about 150 miles southeast of Sirte",
        "locality": locality,
        "point": point,
        "regions": {0.5: point.buffer(0.2), 0.9: point.buffer(0.5)},
        "level": 0.9,
        "uncertainty_m": 50_000.0,
        "error_model": "empirical",
        "candidates": (Candidate(SIRTE, 1.0),),
        "remarks": ("measured by air",),
    }
    return Georeference(**given | changes)


def make_report(**changes):
    text = "about 150 miles southeast of Sirte"
    given = {
        "id": "d1#1",
        "document": Document("d1", "The strikes hit a camp.", date(2017, 9, 24), "CNN", "https://example.org", "Title"),
        "kind": ReportKind.STRIKE,
        "when": DateInterval(date(2017, 9, 22), date(2017, 9, 22), "2017-09-22", "Friday"),
        "quote": Span(0, 10, "The strikes"),
        "mention": Mention(OFFSET, 0, len(text), text),
        "countries": {"LY": 0.9, "US": 0.4},
        "strikes": Count(6, 6),
        "killed": Count(80, None),
        "spans": {"killed": Span(3, 5, "80")},
    }
    return Report(**given | changes)


@pytest.mark.parametrize(("frame", "contract"), [(report_frame([], []), REPORTS), (event_frame([]), EVENTS)])
def test_an_empty_frame_keeps_every_column_with_its_dtype(frame, contract):
    assert list(frame.columns) == contract.names
    assert [str(dtype) for dtype in frame.dtypes] == [column.kind.dtype for column in contract.columns]
    check(frame, contract)


def test_a_report_becomes_a_row():
    row = report_frame([make_report()], [make_answer()], names=[{OFFSET.place: SIRTE_FOUND}]).loc["d1#1"]
    assert (row.doc_id, row.publisher, row.kind, row.status) == ("d1", "CNN", "strike", "located")
    assert row.date_start == pd.Timestamp(2017, 9, 22)
    assert row.distance_m == pytest.approx(150 * 1609.344)
    assert (row.bearing_deg, row.hedge, row.place_text, row.place_name) == (135, "about", "Sirte", "Surt")
    assert (row.killed_min, row.killed_max) == (80, pd.NA) or pd.isna(row.killed_max)
    assert json.loads(row.spans) == {"killed": {"start": 3, "end": 5, "text": "80"}}
    assert row.remarks == "Measured by air."
    assert row.region.covers(row.point)


def test_what_was_not_placed_stays_with_its_reason():
    lost = Unlocated("x", Reason.UNKNOWN_PLACE, "no place called Xyzzyplugh", OFFSET)
    reports = [make_report(id="a", mention=None), make_report(id="b")]
    frame = report_frame(reports, [None, lost])
    assert list(frame["status"]) == ["unlocated", "unlocated"]
    assert list(frame["reason"]) == ["no locality in the text", "place not in the gazetteer"]
    assert frame.loc["b", "remarks"] == "No place called Xyzzyplugh."
    assert frame["region"].isna().all()
    assert list(frame["country"]) == ["LY", "LY"]


def test_a_date_that_is_not_resolved_says_why():
    when = DateInterval(text="on Friday", reason="the document has no publication date")
    row = report_frame([make_report(when=when)], [make_answer()]).iloc[0]
    assert pd.isna(row.date_start)
    assert "no publication date" in row.remarks


def test_locations_keep_the_index_given():
    index = pd.Index([7, 7, 9], name="row")
    lost = Unlocated("nonsense", Reason.NOT_UNDERSTOOD)
    frame = location_frame(
        ["a", "b", "c"], [make_answer(), lost, lost], names=[{}] * 3, index=index, countries=["LY", "", "IQ"]
    )
    pd.testing.assert_index_equal(frame.index, index)
    assert list(frame.columns) == LOCATIONS.names
    assert list(frame["country"]) == ["LY", "", "IQ"]


def test_intervals_come_from_the_uncertainty_model_given():
    row = report_frame([make_report()], [make_answer()], interval=lambda _: (1.0, math.inf)).iloc[0]
    assert row.distance_low_m == 1
    assert pd.isna(row.distance_high_m)


@pytest.mark.parametrize(
    ("locality", "name", "metres", "azimuth"),
    [
        (OFFSET, "Sirte", 241_401.6, 135),
        (DistanceOnly(Toponym("A"), Distance(10, 20, Unit.KILOMETRE)), "A", 15_000, None),
        (HeadingOnly(Toponym("A"), Heading(0, 4)), "A", None, 0),
        (AlongRoad(None, Toponym("B"), Distance(5, 5, Unit.KILOMETRE)), "B", 5_000, None),
        (AllOf((Feature(Toponym("Libya")), OFFSET)), "Sirte", 241_401.6, 135),
        (Feature(Toponym("A"), clue=OFFSET), "Sirte", 241_401.6, 135),
        (Between(Toponym("A"), Toponym("B")), "A", None, None),
        (
            Orthogonal(Toponym("A"), (Leg(OFFSET.distance, Heading(0, 4)), Leg(OFFSET.distance, Heading(90, 4)))),
            "A",
            None,
            None,
        ),
    ],
)
def test_the_claim_of_a_locality(locality, name, metres, azimuth):
    stated = claim(locality)
    assert stated.place.name == name
    assert (stated.distance and stated.distance.stated * stated.distance.unit.metres) == pytest.approx(metres)
    assert (stated.heading and stated.heading.azimuth_deg) == azimuth


def test_name_and_numbers_of_a_claim_belong_to_one_place():
    both = AllOf((Feature(Toponym("Libya")), OFFSET))
    names = {Toponym("Libya"): Resolution(Toponym("Libya")), OFFSET.place: SIRTE_FOUND}
    report = make_report(mention=Mention(both, 0, 3, "..."))
    row = report_frame([report], [make_answer(both)], names=[names]).iloc[0]
    assert (row.place_text, row.place_name, row.distance_m) == ("Sirte", "Surt", pytest.approx(241_401.6))


def test_check_lists_all_faults_in_one_line():
    frame = event_frame([{"event_id": "e", "n_reports": 1, "n_sources": 1}]).drop(columns=["status", "lon"])
    frame["n_reports"] = "one"
    frame = frame.to_crs(3857)
    with pytest.raises(InputError) as caught:
        check(frame, EVENTS)
    message = str(caught.value)
    assert "\n" not in message
    for part in ("status is missing", "lon is missing", "n_reports is", "CRS of region"):
        assert part in message


def test_check_refuses_a_plain_table():
    with pytest.raises(InputError, match="no GeoDataFrame"):
        check(pd.DataFrame(), REPORTS)
    with pytest.raises(InputError, match="is repeated"):
        check(event_frame([{"event_id": "e", "n_reports": 1, "n_sources": 1}] * 2), EVENTS)


def test_an_event_row_with_an_unknown_column_is_refused():
    with pytest.raises(InputError, match="'kiled_min' is not in the contract"):
        event_frame([{"event_id": "e", "kiled_min": 3}])


def test_every_column_says_what_it_means():
    for contract in (REPORTS, EVENTS, LOCATIONS):
        assert len(set(contract.names)) == len(contract.names)
        assert all(column.meaning for column in contract.columns)
        assert all(column.unit for column in contract.columns if column.kind is Kind.NUMBER)
    assert isinstance(report_frame([], []), gpd.GeoDataFrame)
