"""Regions hold what belongs to them, little else, and are valid everywhere on Earth."""

import numpy as np
import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, box

from geostrike import geodesy
from geostrike.errors import InputError
from geostrike.geodesy import corridor, disc, enclosing_radius_m, forward, inverse, ring, sector

LONS = st.floats(-180, 180)
LATS = st.floats(-90, 90) | st.floats(89.99, 90) | st.floats(-90, -89.99)
AZIMUTHS = st.floats(0, 360)
HALVES = st.sampled_from([1.0, 5.625, 11.25, 22.5, 45.0, 60.0, 89.0, 90.0, 91.0, 120.0, 150.0, 175.0, 180.0])
RADII = st.floats(100, 500_000)


def assert_sound(region):
    assert region.is_valid
    assert not region.is_empty
    west, south, east, north = region.bounds
    assert -180 <= west <= east <= 180
    assert -90 <= south <= north <= 90
    for part in shapely.get_parts(region):
        assert part.geom_type == "Polygon"
        assert part.exterior.is_ccw
        assert all(not hole.is_ccw for hole in part.interiors)


def grown_members(lon, lat, azimuth, half, inner, outer, grow, rng, n=200):
    """Points that belong to a grown sector by its definition: steps from points of the sector."""
    bearing = azimuth + half * rng.uniform(-1, 1, n)
    bearing[: n // 4] = azimuth + half * rng.choice([-1, 1], n // 4)
    distance = inner + (outer - inner) * rng.choice([0, 1, 0.5, 0.2], n)
    foot = forward(lon, lat, bearing, distance)
    return forward(*foot, rng.uniform(0, 360, n), grow * rng.choice([0, 0.5, 1], n))


@settings(max_examples=150, deadline=None)
@example(0.0, 89.999999, 90.0, 1.0, 658.33, 0.0, 0.0, 0).via("a side that passes 0.1 m from the pole crossed itself")
@example(0.0, 89.999999, 360.0, 120.0, 188.87, 0.0, 0.0, 0).via("such sides made the union of three fail")
@example(0.0, 89.9999, 180.0, 175.0, 100.0, 0.0, 0.0, 0).via("4.9 m of members were left out beside the pole")
@example(180.0, 89.99868758374241, 175.0, 175.0, 203.715, 0.71958, 0.0, 0).via("an edge through the pole itself")
@given(LONS, LATS, AZIMUTHS, HALVES, RADII, st.floats(0, 1), st.floats(0, 1.5), st.integers(0, 2**31))
def test_sector_is_sound_and_holds_every_member(lon, lat, azimuth, half, outer, hollow, growth, seed):
    inner, grow = outer * hollow, outer * growth
    region = sector(lon, lat, azimuth, half, inner, outer, grow)
    assert_sound(region)
    members = grown_members(lon, lat, azimuth, half, inner, outer, grow, np.random.default_rng(seed))
    outside = [p for p in shapely.points(*members) if not region.covers(p)]
    # What lies out of a region does so by rounding, on the seam itself.
    for point in outside:
        assert gap_m(region, point) <= 1e-6


def gap_m(region, point):
    """Metres from a point to a region, seen in a plane about the point."""
    coordinates = shapely.get_coordinates(shapely.segmentize(region, 0.5))
    azimuth, distance = inverse(point.x, point.y, coordinates[:, 0], coordinates[:, 1])
    near = shapely.transform(
        shapely.segmentize(region, 0.5),
        lambda _: np.column_stack([distance * np.sin(np.radians(azimuth)), distance * np.cos(np.radians(azimuth))]),
    )
    return near.boundary.distance(Point(0, 0))


@settings(max_examples=60, deadline=None)
@given(LONS, st.floats(-80, 80), AZIMUTHS, HALVES, st.floats(1_000, 400_000), st.floats(0, 1), st.floats(0.001, 1.2))
def test_sector_edges_are_near_the_true_curve(lon, lat, azimuth, half, outer, hollow, growth):
    inner, grow = outer * hollow, outer * growth
    region = sector(lon, lat, azimuth, half, inner, outer, grow)
    vertices = shapely.get_coordinates(shapely.segmentize(region, 0.01 * np.degrees(outer / 6.4e6)))
    vertices = vertices[np.abs(vertices[:, 0]) < 179.999]
    bearing, distance = inverse(lon, lat, vertices[:, 0], vertices[:, 1])
    off_axis = np.abs((bearing - azimuth + 180) % 360 - 180)
    truth = distance_to_sector(off_axis, distance, half, inner, outer)
    assert (truth <= grow + 1.01e-3 * (outer + grow)).all()


def distance_to_sector(off_axis, distance, half, inner, outer):
    """Dense truth: least distance (sphere) from points in polar form to the bare sector."""
    side = np.radians(np.maximum(off_axis - half, 0))[:, None]
    radius = np.linspace(inner, outer, 2001)[None, :] / geodesy.ellipsoid.MEAN_RADIUS_M
    own = (distance / geodesy.ellipsoid.MEAN_RADIUS_M)[:, None]
    haversine = np.sin((own - radius) / 2) ** 2 + np.sin(own) * np.sin(radius) * np.sin(side / 2) ** 2
    return 2 * geodesy.ellipsoid.MEAN_RADIUS_M * np.arcsin(np.sqrt(haversine.min(axis=1)))


@pytest.mark.parametrize("lat", [0, 31.2, 60, 75])
@pytest.mark.parametrize("radius", [100, 45_000, 241_401.6])
def test_disc_edge_is_within_a_thousandth(lat, radius):
    edge = shapely.get_coordinates(shapely.segmentize(disc(16.6, lat, radius), np.degrees(radius / 6.4e6) / 500))
    _, distance = inverse(16.6, lat, edge[:, 0], edge[:, 1])
    assert radius <= distance.min()
    assert distance.max() <= radius * 1.001


@given(LONS, LATS, st.floats(1, 2_000_000))
@settings(max_examples=60, deadline=None)
def test_disc_area_is_that_of_a_cap(lon, lat, radius):
    region = disc(lon, lat, radius)
    assert_sound(region)
    mean = geodesy.ellipsoid.MEAN_RADIUS_M
    cap = 2 * np.pi * mean**2 * (1 - np.cos(radius / mean))
    # The ellipsoid's own curvature departs from the mean sphere's by up to 0.7 %.
    assert geodesy.area_m2(region) == pytest.approx(cap, rel=0.012, abs=0.05)


def test_regions_over_a_pole_and_across_the_antimeridian():
    assert disc(0, 90, 100_000).covers(Point(123, 89.9))
    assert ring(0, -89.5, 200_000, 300_000).disjoint(Point(50, -90))
    halves = sector(179.1, 10, 90, 22.5, 90_000, 110_000, 5_000)
    assert halves.geom_type == "MultiPolygon"
    assert halves.covers(shapely.points(*forward(179.1, 10, [80, 100], 100_000))).all()
    strip = corridor(179, -17, -179, -17, 20_000)
    assert_sound(strip)
    assert strip.covers(Point(180, -17))
    assert strip.covers(Point(-180, -17))


def test_ring_without_a_hole_is_a_disc_and_wide_sectors_are_rings():
    assert ring(10, 20, 0, 1_000).equals(disc(10, 20, 1_000))
    assert sector(10, 20, 77, 180, 5_000, 9_000, 1_000).equals(ring(10, 20, 4_000, 10_000))
    assert len(sector(10, 20, 77, 180, 5_000, 9_000, 6_000).interiors) == 0


@given(LONS, st.floats(-89, 89), AZIMUTHS, HALVES, RADII, st.floats(0, 0.9))
@settings(max_examples=50, deadline=None)
def test_growing_never_shrinks(lon, lat, azimuth, half, outer, hollow):
    def areas(**change):
        given_ = {"half_angle_deg": half, "inner_m": outer * hollow, "outer_m": outer, "grow_m": outer * 0.05}
        return geodesy.area_m2(sector(lon, lat, azimuth, **(given_ | change)))

    base = areas()
    assert areas(grow_m=outer * 0.06) >= base
    assert areas(half_angle_deg=min(half + 3, 180)) >= base * (1 - 1e-4)
    assert areas(outer_m=outer * 1.01) >= base
    assert areas(inner_m=outer * hollow * 0.99) >= base * (1 - 1e-4)


@given(LONS, LATS, AZIMUTHS, st.floats(1, 500_000), st.floats(1, 200_000))
@settings(max_examples=60, deadline=None)
@example(180.0, 89.0, 0.0, 200_000.0, 1.0).via("a line over the pole, with hardly any breadth")
def test_corridor_is_sound_and_holds_both_ends_and_the_line(lon, lat, azimuth, length, width):
    end = forward(lon, lat, azimuth, length)
    strip = corridor(lon, lat, *end, width)
    assert_sound(strip)
    line = shapely.points(*forward(lon, lat, azimuth, np.linspace(0, length, 20)))
    assert strip.covers(line).all()


def test_arrays_broadcast_to_one_answer_per_row():
    regions = sector([16.6, 20.0], 31.2, [[225], [45]], 22.5, 44_000, 46_000, [1_000, 2_000])
    assert regions.shape == (2, 2)
    alone = sector(20.0, 31.2, 225, 22.5, 44_000, 46_000, 2_000)
    assert regions[0, 1].equals(alone)
    assert disc([], [], []).shape == (0,)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: disc(31.2, 95, 10), "latitude 95"),
        (lambda: disc(np.nan, 5, 10), "longitude nan"),
        (lambda: disc(0, 0, 0), "radius 0"),
        (lambda: ring(0, 0, 5, 4), "inner <= outer"),
        (lambda: sector(0, 0, 0, 20, 0, 2e7), "hemisphere"),
        (lambda: sector(0, 0, np.inf, 20, 0, 2e5), "azimuth_deg"),
        (lambda: sector(0, 0, 0, 0, 0, 2e5), "half_angle_deg 0"),
        (lambda: sector(0, 0, 0, 10, 0, 2e5, -1), "grow_m -1"),
        (lambda: disc([0, 1], [0, 1, 2], 5), "one common shape"),
        (lambda: geodesy.buffer(Point(0, 0), np.nan), "distance_m"),
    ],
)
def test_bad_values_name_the_rule(call, message):
    with pytest.raises(InputError, match=message):
        call()


@pytest.mark.parametrize("lat", [0, 45, 80])
@pytest.mark.parametrize("size", [0.01, 1, 8])
@pytest.mark.parametrize("distance", [500, 20_000, 300_000])
def test_buffer_reaches_as_far_as_asked(lat, size, distance):
    area = box(16, lat, 16 + size, lat + size)
    grown = geodesy.buffer(area, distance)
    assert_sound(grown)
    assert grown.covers(area)
    # Straight south of the southern side's middle of a narrow box, and diagonally off a corner.
    edge = LineString([forward(16, lat, 225, distance * 0.999), forward(16, lat, 225, distance * 1.002)])
    assert grown.covers(Point(edge.coords[0]))
    assert not grown.covers(Point(edge.coords[1]))


def test_buffer_shrinks_and_crosses_the_antimeridian():
    area = box(10, 10, 13, 13)
    shrunk = geodesy.buffer(area, -50_000)
    assert area.contains(shrunk)
    assert geodesy.buffer(area, -500_000).is_empty
    split = disc(180, 0, 50_000)
    grown = geodesy.buffer(split, 50_000)
    assert_sound(grown)
    assert geodesy.area_m2(grown) == pytest.approx(geodesy.area_m2(disc(180, 0, 100_000)), rel=2e-3)
    shrunk = geodesy.buffer(split, -25_000)
    assert shrunk.covers(Point(180, 0))


def test_area_agrees_with_geodesic_polygons():
    region = sector(16.6, 31.2, 225, 22.5, 100_000, 200_000, 10_000)
    area, _ = geodesy.ellipsoid.geod().geometry_area_perimeter(region)
    assert geodesy.area_m2(region) == pytest.approx(area, rel=1e-4)
    assert geodesy.area_m2(Point(0, 0)) == 0


def test_enclosing_radius_counts_edges_not_only_vertices():
    flat = box(-40, 60, 40, 60.1)
    to_corner = inverse(0, 40, 40, 60.1)[1]
    assert enclosing_radius_m(flat, 0, 40) >= to_corner
    # Seen from beyond the pole, the middle of the northern side is farthest.
    wide = box(-30, 60, 30, 60.1)
    assert enclosing_radius_m(wide, 180, 80) >= inverse(180, 80, 0, 60)[1]
    assert np.isnan(enclosing_radius_m(Point(), 0, 0))


def test_enclosing_point_is_the_corrected_centre():
    lon, lat = geodesy.enclosing_point(disc(179.95, -17, 30_000))
    assert inverse(lon, lat, 179.95, -17)[1] < 50
    lon, lat = geodesy.enclosing_point(box(16, 31.1, 17, 31.2))
    assert (lon, lat) == pytest.approx((16.5, 31.149), abs=2e-3)


@pytest.mark.parametrize("distance", [8_000, 100_000, 400_000])
def test_a_jagged_outline_as_large_as_a_country_grows_by_the_distance(distance):
    rng = np.random.default_rng(1)
    angle = np.linspace(0, 2 * np.pi, 600, endpoint=False)
    radius = 1 + 0.02 * rng.uniform(-1, 1, 600)
    coast = shapely.Polygon(np.column_stack([95 + 25 * radius * np.cos(angle), 62 + 9 * radius * np.sin(angle)]))
    grown = geodesy.buffer(coast, distance)
    assert_sound(grown)
    assert grown.covers(coast)
    dense = shapely.get_coordinates(shapely.segmentize(coast.exterior, 0.02))
    stops = grown.exterior.interpolate(np.linspace(0, 1, 40, endpoint=False), normalized=True)
    for stop in shapely.get_coordinates(stops):
        _, away = inverse(*stop, dense[:, 0], dense[:, 1])
        assert 0.9995 * distance - 1 <= away.min() <= 1.002 * distance + 1_200**2 / 2 / distance + 1
