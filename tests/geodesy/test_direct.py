"""The direct problem in closed form ends where the exact solver does."""

import numpy as np
import pytest

from geostrike.geodesy import forward, inverse
from geostrike.geodesy.direct import direct


@pytest.mark.parametrize(("reach", "most"), [(10_000, 1e-4), (300_000, 5e-4), (1_000_000, 1e-3), (9_000_000, 5e-3)])
def test_ends_are_those_of_the_exact_solver(reach, most):
    rng = np.random.default_rng(2013)
    lon, lat = rng.uniform(-180, 180, 20_000), np.degrees(np.arcsin(rng.uniform(-1, 1, 20_000)))
    azimuth, distance = rng.uniform(-360, 720, 20_000), rng.uniform(0, reach, 20_000)
    ends = direct(lon, lat, azimuth, distance)
    _, off = inverse(*ends, *forward(lon, lat, azimuth, distance))
    assert off.max() < most
    assert (np.abs(ends[0]) <= 180).all()
    assert (np.abs(ends[1]) <= 90).all()


@pytest.mark.parametrize("lon", [-180.0, 0.0, 180.0])
@pytest.mark.parametrize("lat", [-90.0, -89.9999999, 0.0, 1e-310, 89.9999999, 90.0])
@pytest.mark.parametrize("azimuth", [0.0, 37.0, 90.0, 180.0, 270.0, 1e-310])
@pytest.mark.parametrize("distance", [0.0, 1.0, 500_000.0])
def test_poles_equator_and_antimeridian_are_no_exception(lon, lat, azimuth, distance):
    end = direct(*(np.array([value]) for value in (lon, lat, azimuth, distance)))
    _, off = inverse(end[0][0], end[1][0], *forward(lon, lat, azimuth, distance))
    assert off < 1e-3


def test_a_start_is_shared_by_the_vertices_of_its_row():
    lon, lat = np.array([[10.0], [20.0]]), np.array([[30.0], [-40.0]])
    azimuth, distance = np.array([0.0, 90.0, 200.0]), np.array([1e3, 1e4, 1e5])
    shared = direct(lon, lat, azimuth, distance)
    apart = direct(*np.broadcast_arrays(lon, lat, azimuth, distance))
    assert np.allclose(shared, apart, rtol=0, atol=1e-13)
