"""What is different between two frames."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely import Point

import geostrike as gs
from geostrike.errors import InputError
from geostrike.tables.changes import changes


def events(**report_ids):
    index = pd.Index(list(report_ids), name="event_id", dtype="string")
    return pd.DataFrame({"report_ids": list(report_ids.values())}, index=index)


def test_frames_are_compared_without_their_areas():
    frame = gs.extract(
        [gs.Document("a", "On 26 September 2017 two airstrikes hit a camp 10 km south of Sirte, Libya.")]
    )
    moved = frame.set_geometry(gpd.GeoSeries([Point(0, 0).buffer(1)], index=frame.index, crs=4326)).assign(killed_max=3)
    assert changes(frame, moved).to_numpy().tolist() == [["a-1", "changed", "killed_max", "", "3"]]
    assert changes(frame, frame.assign(lon=frame["lon"] * (1 + 1e-9))).empty


def test_an_event_goes_by_the_most_reports_that_it_shares():
    before = events(old="a;b;c", other="d")
    now = events(most="a;b", rest="c", other="d;e")
    found = changes(before, now)
    assert found[["row", "change"]].drop_duplicates().to_numpy().tolist() == [
        ["most", "changed"],
        ["rest", "new"],
        ["other", "changed"],
    ]
    assert changes(now, before)["change"].tolist() == ["changed", "changed", "gone"]


def test_two_kinds_or_none_are_refused():
    reports = pd.DataFrame(index=pd.Index(["a"], name="report_id"))
    with pytest.raises(InputError, match="two of one kind"):
        changes(reports, events(a="b"))
    with pytest.raises(InputError, match="each once"):
        changes(reports, pd.concat([reports, reports]))
    with pytest.raises(InputError, match="needs one by report_id or event_id"):
        changes(pd.DataFrame({"x": [1]}), reports)
