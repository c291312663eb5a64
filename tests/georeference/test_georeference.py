"""Every kind of locality becomes a sound region with its point inside, at every level."""

from itertools import pairwise
from typing import ClassVar

import numpy as np
import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from geostrike import geodesy
from geostrike.errors import InputError
from geostrike.georeference import georeference
from geostrike.georeference.places import grow
from geostrike.model import (
    AllOf,
    AlongRoad,
    AnyOf,
    Between,
    Border,
    Candidate,
    Coordinates,
    Distance,
    DistanceOnly,
    Feature,
    Georeference,
    Heading,
    HeadingOnly,
    Hedge,
    Leg,
    Near,
    Offset,
    Offshore,
    Orthogonal,
    Part,
    Place,
    PlaceKind,
    Portion,
    Proximity,
    Reason,
    Resolution,
    Route,
    Toponym,
    Unit,
    Unlocated,
)

A, B, LAND_A, LAND_B, DISTRICT = (Toponym(name) for name in ("Alpha", "Beta", "Aland", "Bland", "District"))
PLACES = {
    A: Place("t:1", "Alpha", 16.6, 31.2, "AA", extent_m=5_000),
    B: Place("t:2", "Beta", 17.4, 30.6, "AA", extent_m=2_000),
    LAND_A: Place("t:3", "Aland", 17, 28.5, "AA", PlaceKind.COUNTRY, extent_m=500_000),
    LAND_B: Place("t:4", "Bland", 22, 28.5, "BB", PlaceKind.COUNTRY, extent_m=400_000),
    DISTRICT: Place("t:5", "District", 16.5, 30.5, "AA", PlaceKind.ADMIN2, area=box(16, 30, 17, 31)),
}
NAMES = {
    name: Resolution(name, (Candidate(place, 1.0),), chosen=(Candidate(place, 1.0),)) for name, place in PLACES.items()
}
KM45, SW = Distance(45, 45, Unit.KILOMETRE), Heading(225, 8)


class SmallEarth:
    """Two countries side by side, with sea to the north of both."""

    shapes: ClassVar = {"AA": box(14, 26, 20, 31.4), "BB": box(20, 26, 24, 31.4)}

    def land(self, bounds):
        return box(*bounds).intersection(box(14, 26, 24, 31.4))

    def country_shape(self, code):
        return self.shapes.get(code)

    def border(self, country, other):
        return LineString([(20, 26), (20, 31.4)]) if {country, other} == {"AA", "BB"} else None

    def borders(self, bounds):
        return self.border("AA", "BB").intersection(box(*bounds))


KINDS = [
    Feature(A),
    Feature(DISTRICT),
    Offset(A, KM45, SW),
    Offset(A, KM45, SW, Route.ROAD),
    Offset(A, Distance(2, 2, Unit.DRIVING_HOUR), SW),
    DistanceOnly(A, Distance(100, 100, Unit.MILE, Hedge.ABOUT)),
    DistanceOnly(A, Distance(20, 20, Unit.KILOMETRE, Hedge.AT_MOST)),
    HeadingOnly(A, Heading(180, 4)),
    HeadingOnly(DISTRICT, Heading(180, 4)),
    Near(A),
    Near(A, Proximity.OUTSKIRTS),
    Near(DISTRICT),
    Between(A, B),
    Between(A, B, 1 / 3),
    AlongRoad(A, B),
    AlongRoad(A, B, KM45),
    AlongRoad(None, B),
    AlongRoad(A, None, KM45),
    Orthogonal(A, (Leg(KM45, Heading(180, 4)), Leg(KM45, Heading(270, 4)))),
    Part(LAND_A, Heading(180, 4)),
    Part(LAND_A, None),
    Part(A, Heading(90, 4)),
    Part(A, Heading(90, 4), Portion.OUTSKIRTS),
    Part(A, None, Portion.OUTSKIRTS),
    Border(LAND_A, LAND_B),
    Border(None, LAND_B),
    Border(LAND_A, None),
    Offshore(A),
    Offshore(LAND_A, Distance(20, 20, Unit.MILE)),
    Offshore(None, None, Heading(0, 4)),
    AllOf((Near(A), Offset(B, Distance(90, 90, Unit.KILOMETRE), Heading(315, 8)))),
    AnyOf((Offset(A, KM45, SW), Offset(A, KM45, Heading(90, 4)))),
    Coordinates(16.6, 31.2, 500.0),
]


def answer(locality, names=NAMES, **options):
    (found,) = georeference([locality], [names], countries=["AA"], **({"earth": SmallEarth()} | options))
    return found


def assert_sound(found):
    assert isinstance(found, Georeference), found
    levels = sorted(found.regions)
    for level in levels:
        region = found.regions[level]
        assert region.is_valid
        assert region.geom_type in ("Polygon", "MultiPolygon")
        assert not region.is_empty
        assert region.covers(found.point)
        assert all(part.exterior.is_ccw for part in shapely.get_parts(region))
        west, south, east, north = region.bounds
        assert -180 <= west < east <= 180
        assert -90 <= south < north <= 90
    for lower, upper in pairwise(levels):
        # In square degrees: on the ellipsoid three points of one edge, straight in degrees, have an area.
        assert found.regions[lower].difference(found.regions[upper]).area <= 1e-9 * found.regions[upper].area
    assert found.remarks
    edge = shapely.get_coordinates(shapely.segmentize(found.region, 0.5))
    farthest = geodesy.inverse(found.point.x, found.point.y, edge[:, 0], edge[:, 1])[1].max()
    assert farthest <= found.uncertainty_m <= farthest * 1.01 + 1


@pytest.mark.parametrize("error_model", ["empirical", "protocol"])
@pytest.mark.parametrize("land_only", [False, True])
@pytest.mark.parametrize("locality", KINDS, ids=lambda where: where.kind)
def test_every_kind_is_drawn(locality, land_only, error_model):
    found = answer(locality, error_model=error_model, land_only=land_only)
    assert_sound(found)
    assert found.kind == locality.kind
    if land_only and not isinstance(locality, Offshore):
        assert box(13.99, 25.99, 20.01, 31.41).covers(found.region)
        assert any("cut to land" in remark or "lies on land" in remark for remark in found.remarks)


def test_a_batch_answers_each_row_as_it_would_alone():
    together = georeference(KINDS, [NAMES] * len(KINDS), countries=["AA"] * len(KINDS), earth=SmallEarth())
    for locality, found in zip(KINDS, together, strict=True):
        alone = answer(locality)
        assert found.region.equals(alone.region)
        assert found.point == alone.point
        assert found.remarks == alone.remarks


def test_protocol_region_of_an_offset_is_the_grown_sector_of_the_words():
    found = answer(Offset(A, KM45, SW), error_model="protocol")
    truth = geodesy.sector(16.6, 31.2, 225, 22.5, 44_500, 45_500, 5_000)
    assert found.region.equals(truth)
    assert all(found.regions[level] is found.region for level in found.regions)
    assert found.protocol.radius_m == pytest.approx(19_396.3, abs=0.1)
    assert (found.protocol.lon, found.protocol.lat) == geodesy.forward(16.6, 31.2, 225, 45_000)


def test_rotating_the_compass_word_rotates_the_region():
    south_west, north_east = (answer(Offset(A, KM45, Heading(azimuth, 8))) for azimuth in (225, 45))
    vertices = shapely.get_coordinates(south_west.region)
    azimuth, distance = geodesy.inverse(16.6, 31.2, vertices[:, 0], vertices[:, 1])
    turned = shapely.Polygon(np.column_stack(geodesy.forward(16.6, 31.2, azimuth + 180, distance)))
    assert geodesy.area_m2(turned.symmetric_difference(north_east.region)) < 1e-4 * geodesy.area_m2(turned)


def test_ambiguous_names_are_all_covered():
    far = Candidate(Place("t:9", "Alpha", 18.9, 27.3, "AA"), 0.9)
    near = Candidate(PLACES[A], 1.0)
    names = {A: Resolution(A, (near, far), ambiguous=True, chosen=(near, far))}
    found = answer(Feature(A), names)
    assert found.region.covers(shapely.points([16.6, 18.9], [31.2, 27.3])).all()
    assert any("ambiguous" in remark for remark in found.remarks)
    assert found.point.equals(Point(16.6, 31.2))


@pytest.mark.parametrize(
    ("locality", "names", "reason"),
    [
        (Feature(Toponym("Nowhere")), NAMES, Reason.UNKNOWN_PLACE),
        (Feature(A), {A: Resolution(A)}, Reason.UNKNOWN_PLACE),
        (Near(Toponym("", anaphoric=True, text="the city")), NAMES, Reason.NO_REFERENT),
        (Coordinates(200.0, 91.0, 5.0), {}, Reason.BAD_COORDINATES),
        (Coordinates(float("nan"), 1.0, 5.0), {}, Reason.BAD_COORDINATES),
        (Offset(A, Distance(2e7, 2e7, Unit.METRE), SW), NAMES, Reason.TOO_FAR),
        (Part(B, SW), {B: Resolution(B, chosen=(Candidate(Place("t", "Beta", 1, 2), 1),))}, Reason.NO_AREA),
        (AlongRoad(None, B, KM45), NAMES, Reason.NO_REFERENT),
        (AllOf(()), NAMES, Reason.NO_LOCALITY),
        (Border(None, None), {}, Reason.NO_REFERENT),
        (Offshore(Toponym("Nowhere")), NAMES, Reason.UNKNOWN_PLACE),
        (AllOf((Feature(DISTRICT), Offset(A, Distance(900, 900, Unit.KILOMETRE), SW))), NAMES, Reason.CONTRADICTION),
        (
            Feature(A),
            {A: Resolution(A, chosen=(Candidate(Place("t", "A", 1, float("nan")), 1),))},
            Reason.BAD_COORDINATES,
        ),
    ],
)
def test_what_cannot_be_drawn_says_why(locality, names, reason):
    found, other = georeference([locality, Feature(A)], [names, NAMES], earth=SmallEarth())
    assert isinstance(found, Unlocated)
    assert found.reason is reason
    assert found.detail
    assert other


def test_contradiction_names_the_clauses():
    found = answer(AllOf((Feature(DISTRICT), Offset(B, Distance(900, 900, Unit.KILOMETRE), SW))))
    assert found.reason is Reason.CONTRADICTION
    assert "District" in found.detail
    assert "Beta" in found.detail


def test_a_clause_that_cannot_be_drawn_is_left_out_and_said():
    found = answer(AllOf((Feature(A), Near(Toponym("Nowhere")))))
    assert_sound(found)
    assert any("Nowhere" in remark for remark in found.remarks)


def test_never_cut_to_nothing():
    at_sea = answer(Coordinates(16.6, 33.0, 100.0), land_only=True)
    assert at_sea.region.equals(geodesy.disc(16.6, 33.0, 100.0))
    assert any("nothing would be left" in remark for remark in at_sea.remarks)


def test_land_only_without_an_earth_says_so():
    found = answer(Feature(A), earth=None, land_only=True)
    assert any("no coastline" in remark for remark in found.remarks)


def test_remarks_of_the_reading_come_first_and_texts_are_kept():
    (found,) = georeference([Feature(A)], [NAMES], texts=["in Alpha"], remarks=[["units disagree"]])
    assert found.text == "in Alpha"
    assert found.remarks[0] == "units disagree"


def test_options_are_checked_at_the_door():
    for options in ({"error_model": "guess"}, {"level": 1.5}, {"convention": "none"}, {"texts": []}):
        with pytest.raises(InputError):
            georeference([Feature(A)], [NAMES], **options)
    assert georeference([], []) == []


@settings(max_examples=40, deadline=None)
@given(
    st.floats(-180, 180),
    st.floats(-89, 89),
    st.floats(0, 359.9),
    st.sampled_from([4, 8, 16, 32, 360]),
    st.floats(0, 1_500),
    st.sampled_from(list(Hedge)),
    st.sampled_from([0.5, 0.65, 0.9, 0.95]),
)
def test_offset_regions_hold_the_forward_point_anywhere(lon, lat, azimuth, points, distance, hedge, level):
    name = Toponym("X")
    place = Candidate(Place("t", "X", lon, lat, extent_m=3_000), 1.0)
    names = {name: Resolution(name, (place,), chosen=(place,))}
    stated = Distance(distance, distance, Unit.KILOMETRE, hedge)
    for locality in (Offset(name, stated, Heading(azimuth, points)), DistanceOnly(name, stated)):
        found = answer(locality, names, level=level)
        assert_sound(found)
        if hedge is Hedge.NONE and isinstance(locality, Offset):
            assert found.region.covers(Point(geodesy.forward(lon, lat, azimuth, distance * 1000)))


@settings(max_examples=12, deadline=None)
@example(lon=180.0, lat=83.315624119781, extent=600_000.0, kind=PlaceKind.PHYSICAL, error_model="empirical")
@example(lon=180.0, lat=0.0, extent=0.0, kind=PlaceKind.SETTLEMENT, error_model="empirical")
@example(lon=6.8e-308, lat=-89.99999999999999, extent=0.0, kind=PlaceKind.SETTLEMENT, error_model="empirical")
@given(
    st.floats(-180, 180),
    st.floats(-90, 90),
    st.sampled_from([0.0, 3_000.0, 600_000.0, 2_000_000.0]),
    st.sampled_from(list(PlaceKind)),
    st.sampled_from(["empirical", "protocol"]),
)
def test_no_place_on_earth_breaks_any_kind(lon, lat, extent, kind, error_model):
    def known(name, place):
        candidate = Candidate(place, 1.0)
        return {name: Resolution(name, (candidate,), chosen=(candidate,))}

    names = NAMES | known(A, Place("t:1", "Alpha", lon, lat, "AA", kind, extent_m=extent))
    found = georeference(KINDS, [names] * len(KINDS), earth=SmallEarth(), land_only=True, error_model=error_model)
    assert len(found) == len(KINDS)
    for one in found:
        if one:
            assert_sound(one)
        else:
            assert one.detail


def test_vaguer_words_never_shrink_the_region():
    def area(**change):
        stated = {"low": 45, "high": 45, "unit": Unit.KILOMETRE} | change
        return geodesy.area_m2(answer(Offset(A, Distance(**stated), SW), error_model="protocol").region)

    assert area() < area(low=40, high=50) < area(low=40, high=60) < area(low=0, high=60)
    north, north_east = (answer(Offset(A, KM45, Heading(0, points)), error_model="protocol") for points in (4, 8))
    assert geodesy.area_m2(north_east.region.difference(north.region)) < 1e-3 * geodesy.area_m2(north.region)


def test_a_stated_fraction_moves_and_narrows_the_strip():
    third, anywhere = answer(Between(A, B, 1 / 3)), answer(Between(A, B))
    to_start = geodesy.inverse(16.6, 31.2, third.point.x, third.point.y)[1]
    to_end = geodesy.inverse(17.4, 30.6, third.point.x, third.point.y)[1]
    assert to_start == pytest.approx(to_end / 2, rel=1e-6)
    assert geodesy.area_m2(third.region) < geodesy.area_m2(anywhere.region)


def test_parts_lie_on_the_side_that_they_are_named_after():
    south, north = (answer(Part(LAND_A, Heading(azimuth, 4)), error_model="protocol").region for azimuth in (180, 0))
    assert south.bounds[3] == pytest.approx(28.7, abs=0.1)
    assert north.bounds[1] == pytest.approx(28.7, abs=0.1)
    east = answer(Part(A, Heading(90, 4), Portion.OUTSKIRTS))
    assert east.point.x > 16.6


def test_offshore_is_sea_and_a_border_strip_holds_the_border():
    sea = answer(Offshore(LAND_A, Distance(20, 20, Unit.MILE)))
    assert geodesy.area_m2(sea.region.intersection(box(14, 26, 24, 31.4))) < 1
    strip = answer(Border(LAND_A, LAND_B))
    assert strip.region.covers(LineString([(20, 26), (20, 31.4)]))


def test_a_country_that_is_no_neighbour_leaves_the_border_of_the_one_that_is_named():
    (found,) = georeference([Border(None, LAND_B)], [NAMES], countries=["ZZ"], earth=SmallEarth())
    assert_sound(found)
    assert "only one side is named" in found.remarks[0]


def test_by_road_reaches_nearer_and_wider_than_by_air():
    air, road = (answer(Offset(A, KM45, SW, route), error_model="protocol").region for route in Route)
    assert road.covers(Point(geodesy.forward(16.6, 31.2, 225 + 44, 24_000)))
    assert not air.covers(Point(geodesy.forward(16.6, 31.2, 225 + 44, 24_000)))


def test_a_distance_along_a_road_is_drawn_within_half_a_right_angle_of_its_other_end():
    azimuth, _ = geodesy.inverse(16.6, 31.2, 17.4, 30.6)
    region = answer(AlongRoad(A, B, KM45), error_model="protocol").region
    # The town's extent of 5 km is 7 degrees at 40 km.
    inside, outside = (Point(geodesy.forward(16.6, 31.2, azimuth + turn, 40_000)) for turn in (51, 54))
    assert region.covers(inside)
    assert not region.covers(outside)


def test_an_area_is_grown_by_a_fiftieth_more_than_asked_and_its_outline_thinned():
    region = answer(Near(DISTRICT), error_model="protocol").region
    inside, outside = (Point(geodesy.forward(17, 30.5, 90, metres)) for metres in (10_120, 10_280))
    assert region.covers(inside)
    assert not region.covers(outside)
    jagged = shapely.Polygon([(0, 0), *((x / 1000, -0.0005 * (x % 2)) for x in range(1, 1000)), (1, 0), (1, 1), (0, 1)])
    assert shapely.count_coordinates(grow(jagged, 10_000)) < 300


def test_a_lake_at_the_tip_of_a_cape_does_not_stop_an_area_from_being_grown():
    steps = [(89, -28), (13, -4), (0, 14), (-811, -118), (1504, 110)], [[(0, 0), (13, -4), (15, -7)]]
    island = shapely.transform(Polygon(*steps), lambda xy: xy / 4096)
    grown = grow(MultiPolygon([island, Point(2, 0).buffer(0.1)]), 70_000.0)
    assert grown.is_valid
    assert grown.covers(island)


def test_coordinates_decide_over_the_words_beside_them():
    point = Coordinates(16.6, 31.0, 100.0)
    found = answer(AllOf((point, Offset(A, Distance(900, 900, Unit.KILOMETRE), SW))))
    assert found.region.equals(answer(point).region)
    assert any("coordinates decide" in remark for remark in found.remarks)
