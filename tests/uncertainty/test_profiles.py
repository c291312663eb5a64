"""Texts made by machine are read as such when told so."""

import numpy as np
import pytest
from shapely.geometry import Point

from geostrike import geodesy
from geostrike.errors import InputError
from geostrike.georeference import georeference
from geostrike.locality import parse
from geostrike.model import Candidate, Distance, Heading, Hedge, Near, Offset, Place, Resolution, Toponym, Unit
from geostrike.uncertainty import truncated_interval

A = Toponym("Alpha")
HERE = Candidate(Place("t:1", "Alpha", 16.6, 31.2, "AA", extent_m=5_000), 1.0)
NAMES = {A: Resolution(A, (HERE,), chosen=(HERE,))}
OFFSET = Offset(A, Distance(56, 56, Unit.KILOMETRE), Heading(202.5, 16))


def answer(where=OFFSET, **options):
    (found,) = georeference([where], [NAMES], level=0.95, **options)
    return found


def test_a_machines_region_is_its_wedge_and_little_more():
    found = answer(source_profile="machine")
    wedge = np.radians(11.25) * (57_000**2 - 56_000**2)
    assert wedge < geodesy.area_m2(found.region) < 2 * wedge
    for distance, off in ((56_100, -11), (56_900, 11)):
        assert found.region.covers(Point(geodesy.forward(16.6, 31.2, 202.5 + off, distance)))
    _, distance = geodesy.inverse(16.6, 31.2, found.point.x, found.point.y)
    assert distance == pytest.approx(56_500, abs=1)
    assert found.evidence == "strong"
    assert any("machine" in remark for remark in found.remarks)


def test_the_older_spelling_makes_the_region_larger_and_says_why():
    spelled = {words: answer(parse(f"{words} SSW of Alpha"), source_profile="machine") for words in ("56 km", "56km")}
    newer, older = spelled.values()
    assert geodesy.area_m2(older.region) > 2 * geodesy.area_m2(newer.region)
    assert [any("older list" in remark for remark in found.remarks) for found in (newer, older)] == [False, True]
    told = [answer(parse(f"{words} SSW of Alpha")) for words in spelled]
    assert told[0].region.equals(told[1].region)
    assert not any("older list" in remark for found in told for remark in found.remarks)


def test_a_profile_changes_no_other_wording_and_no_protocol():
    assert answer(Near(A), source_profile="machine").region.equals(answer(Near(A)).region)
    told, untold = (answer(error_model="protocol", source_profile=profile) for profile in ("machine", "strike"))
    assert told.region.covers(untold.point)


def test_an_unknown_profile_is_refused():
    with pytest.raises(InputError, match="'robot': is none of strike, machine"):
        answer(source_profile="robot")


def test_hedged_numbers_and_travel_times_are_no_machines():
    assert truncated_interval(Distance(56, 56, Unit.KILOMETRE)) == (56_000, 57_000)
    assert truncated_interval(Distance(56.5, 56.5, Unit.KILOMETRE, resolution=0.1)) == pytest.approx((56_500, 56_600))
    assert truncated_interval(Distance(20, 20, Unit.KILOMETRE, Hedge.AT_MOST))[0] == 0
    assert truncated_interval(Distance(2, 2, Unit.DRIVING_HOUR))[1] > 100_000
