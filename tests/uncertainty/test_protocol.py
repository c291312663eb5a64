"""The point-radius protocol gives the numbers that its guides print."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geostrike.errors import InputError
from geostrike.model import Distance, Heading, Hedge, Unit
from geostrike.uncertainty import (
    CONVENTIONS,
    coordinate_error_m,
    distance_interval,
    distance_precision,
    heading_half_angle_deg,
    orthogonal_radius,
    path_radius,
    point_radius,
)

PUBLISHED = [  # radius in metres as printed, tolerance of the print
    ("Wieczorek 2004: 9 km NE, direction only", point_radius(9_000, 22.5), 3_512, 1),
    ("Best Practices 2020: 10 km NE, direction only", point_radius(10_000, 22.5), 3_900, 10),
    ("Guide 2019: 10 km NE, all errors", point_radius(10_000, 22.5, 1_000, 3_079, 40), 6_210, 1),
    ("Wieczorek 2004: 9 km NE, all errors", point_radius(9_000, 22.5, 1_000, 3_079, 40), 5_918, 1),
    ("Wieczorek 2004: by road", path_radius(1_000, 3_051), 4_051, 0.5),
    ("Wieczorek 2004: 6 km E and 8 km N", orthogonal_radius(4_079, 0, 39), 5_808, 1),
    ("Calculator: 45 km N, rounded to 1 km", point_radius(45_000, 45, 0), 34_441.509, 0.001),
    ("Calculator: 45 km SW, radial 3 km", point_radius(45_000, 22.5, 500, 3_000), 18_561.138, 0.001),
    ("Best Practices 2020: 10.27, -123.6 to 0.01 degree", coordinate_error_m(0.01, 10.27), 1_556.8, 0.1),
    ("BioGeomancer: coordinates to the second", coordinate_error_m(1 / 3600, 35.3733333), 39.837, 0.001),
]


@pytest.mark.parametrize(("name", "radius", "printed", "tolerance"), PUBLISHED, ids=[row[0] for row in PUBLISHED])
def test_published_examples(name, radius, printed, tolerance):
    assert radius == pytest.approx(printed, abs=tolerance)


# Half-widths by convention: best-practices-2020, georefguide-2004, frazier-2004, geomancer, biogeomancer, nmnh, graded.
PRECISIONS = {
    17: (0.5, 1, 1, 0.5, 0.5, 2, 0.5),
    45: (0.5, 1, 1, 0.5, 0.5, 5, 2.5),
    60: (0.5, 5, 9, 5, 0.5, 5, 5),
    100: (5, 50, 15, 50, 0.5, 50, 50),
    150: (5, 5, 22.5, 5, 0.5, 50, 25),
    200: (5, 50, 30, 50, 0.5, 50, 50),
    10.5: (0.25, 0.5, 0.1, 0.25, 0.25, 0.5, 0.25),
    10.25: (0.125, 0.25, 0.01, 0.125, 0.125, 0.25, 0.125),
}


@pytest.mark.parametrize("value", PRECISIONS)
def test_rounding_conventions(value):
    found = [distance_precision(value, name) for name in CONVENTIONS]
    assert found == pytest.approx(list(PRECISIONS[value]))


def test_trailing_decimal_zeros_count():
    assert distance_precision(10, resolution=0.1) == 0.05
    assert distance_precision(10, "geomancer", resolution=0.001) == 0.0005
    assert distance_precision(0.5, resolution=0.5) == 0.25
    assert distance_precision(10.5, resolution=0.01) == 0.005


@given(st.floats(0, 1e6), st.sampled_from(list(CONVENTIONS)), st.sampled_from([1.0, 0.5, 0.25, 0.1, 0.01]))
def test_every_number_has_a_precision(value, convention, resolution):
    assert 0 < distance_precision(value, convention, resolution=resolution) <= max(1.0, value)


def km(low, high=None, hedge=Hedge.NONE, **rest):
    return Distance(low, low if high is None else high, Unit.KILOMETRE, hedge, **rest)


@pytest.mark.parametrize(
    ("distance", "interval"),
    [
        (km(45), (44_500, 45_500)),
        (km(45, hedge=Hedge.ABOUT), (44_500, 45_500)),
        (km(10, 15), (9_500, 15_500)),
        (km(20, hedge=Hedge.AT_MOST), (0, 20_500)),
        (km(20, hedge=Hedge.LESS_THAN), (0, 20_000)),
        (km(80, hedge=Hedge.AT_LEAST), (79_500, 120_000)),
        (km(80, hedge=Hedge.MORE_THAN), (80_000, 120_000)),
        (km(100, hedge=Hedge.NEARLY), (90_000, 100_000)),
        (km(100, hedge=Hedge.EXACTLY), (99_500, 100_500)),
        (km(0), (0, 500)),
        (Distance(2, 2, Unit.DRIVING_HOUR), (40_000, 220_000)),
        (Distance(1, 2, Unit.WALKING_DAY, Hedge.LESS_THAN), (0, 80_000)),
        (Distance(1, 1, Unit.WALKING_DAY, Hedge.MORE_THAN), (10_000, 60_000)),
        (km(45, also=Distance(28, 28, Unit.MILE)), (44_256.96, 45_866.304)),
        (km(45, also=Distance(10, 10, Unit.MILE)), (15_288.768, 45_500)),
    ],
)
def test_stated_distances_become_intervals(distance, interval):
    assert distance_interval(distance) == pytest.approx(interval)


def test_conventions_change_the_interval():
    assert distance_interval(km(100), "georefguide-2004") == (50_000, 150_000)
    assert distance_interval(km(45), "graded") == (42_500, 47_500)
    with pytest.raises(InputError, match="convention 'none'"):
        distance_interval(km(45), "none")


@pytest.mark.parametrize(("points", "half"), [(4, 45), (8, 22.5), (16, 11.25), (32, 5.625), (360, 1)])
def test_compass_words(points, half):
    assert heading_half_angle_deg(Heading(0, points)) == half
    assert heading_half_angle_deg(Heading(0, points, due=True)) == min(half, 5.625)


def test_an_author_who_knows_finer_words_means_more_by_the_coarse_ones():
    assert heading_half_angle_deg(Heading(0, 4), author_points=8) == 22.5
    assert heading_half_angle_deg(Heading(45, 8), author_points=4) == 22.5
    with pytest.raises(InputError, match="12 points"):
        heading_half_angle_deg(Heading(0, 4), author_points=12)


@given(st.floats(0, 1e6), st.floats(0, 180), st.floats(0, 1e5), st.floats(0, 1e5), st.floats(0, 1e4), st.floats(0, 1e4))
def test_more_error_never_shrinks_the_radius(distance, angle, precision, radial, coordinates, more):
    base = point_radius(distance, angle, precision, radial, coordinates)
    assert base >= precision + radial + coordinates - 1e-6
    assert point_radius(distance, angle, precision + more, radial, coordinates) >= base
    assert point_radius(distance, angle, precision, radial + more, coordinates) >= base
    assert point_radius(distance, angle, precision, radial, coordinates + more) >= base
    assert point_radius(distance, min(angle + 1, 180), precision, radial, coordinates) >= base - 1e-6


def test_arrays_broadcast_and_bad_values_are_named():
    radii = point_radius(np.array([[1_000.0], [2_000.0]]), [45, 22.5])
    assert radii.shape == (2, 2)
    assert isinstance(point_radius(1_000, 45), float)
    for bad in ((-1, 45), (1_000, 181), (float("nan"), 45)):
        with pytest.raises(InputError):
            point_radius(*bad)
