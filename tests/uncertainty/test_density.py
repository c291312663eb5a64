"""Densities and grids agree with the regions that they come from."""

import numpy as np
import pytest
import shapely
from shapely.geometry import Point, box

import geostrike as gs
from geostrike import geodesy
from geostrike.errors import InputError
from geostrike.georeference import georeference
from geostrike.model import (
    AllOf,
    Candidate,
    Coordinates,
    Distance,
    DistanceOnly,
    Feature,
    Heading,
    HeadingOnly,
    Near,
    Offset,
    Place,
    PlaceKind,
    Resolution,
    Toponym,
    Unit,
)
from geostrike.uncertainty.density import layered

A, EDGE, DISTRICT = Toponym("Alpha"), Toponym("Edge"), Toponym("District")
PLACES = {
    A: Place("t:1", "Alpha", 16.6, 31.2, "AA", extent_m=5_000),
    EDGE: Place("t:2", "Edge", 179.9, -17.0, "AA", extent_m=2_000),
    DISTRICT: Place("t:3", "District", 16.5, 30.5, "AA", PlaceKind.ADMIN2, area=box(16, 30, 17, 31)),
}
NAMES = {
    name: Resolution(name, (Candidate(place, 1.0),), chosen=(Candidate(place, 1.0),)) for name, place in PLACES.items()
}
KM45, SW = Distance(45, 45, Unit.KILOMETRE), Heading(225, 8)
KINDS = [
    Offset(A, KM45, SW),
    Offset(EDGE, KM45, Heading(90, 4)),
    DistanceOnly(A, KM45),
    HeadingOnly(A, SW),
    Near(A),
    Feature(A),
    Feature(DISTRICT),
    Coordinates(16.6, 31.2, 500.0),
    AllOf((Offset(A, KM45, SW), Near(DISTRICT))),
]


def answer(locality, **options):
    (found,) = georeference([locality], [NAMES], **options)
    return found


@pytest.mark.parametrize("locality", KINDS, ids=lambda where: where.kind)
def test_samples_fall_into_each_region_as_often_as_its_level_says(locality):
    found = answer(locality, levels=(0.3, 0.5, 0.8, 0.9))
    lon, lat = found.sample(4_000, seed=7)
    assert len(lon) == len(lat) == 4_000
    same_at_all = found.regions[0.5].equals(found.regions[0.9])
    for level in (0.5, 0.8, 0.9):
        held = shapely.intersects_xy(found.regions[level], lon, lat).mean()
        assert held == pytest.approx(0.99 if same_at_all else level, abs=0.04)


@pytest.mark.parametrize("locality", KINDS, ids=lambda where: where.kind)
def test_a_density_integrates_to_one(locality):
    found = answer(locality)
    layers = found.spread.layers
    lon, lat = found.sample(4_000, seed=3)
    inside = layers.shell(lon, lat) < len(layers.regions)
    # The mean of 1 / density over samples of the shells is their area.
    area = (1 / found.density(lon[inside], lat[inside])).sum() / 4_000
    assert area == pytest.approx(layers.shell_km2.sum(), rel=0.25)
    assert layers.shares.sum() + layers.beyond == pytest.approx(1)
    assert 0.9 < layers.shares.sum() < 1


def test_what_lies_beyond_integrates_to_one_over_the_earth():
    layers = answer(Offset(A, KM45, SW)).spread.layers
    rng = np.random.default_rng(1)
    distance = np.geomspace(1, 2.0e7, 4_001)
    lon, lat = geodesy.forward(layers.point.x, layers.point.y, rng.uniform(0, 360, 4_001), distance)
    middle = (layers.beyond_density(lon, lat)[1:] + layers.beyond_density(lon, lat)[:-1]) / 2
    ring_km2 = 2 * np.pi * 6371.0**2 * -np.diff(np.cos(distance / 6.371e6))
    assert (middle * ring_km2).sum() == pytest.approx(1, abs=0.02)


def test_a_density_takes_arrays_and_scalars_and_is_nowhere_zero():
    found = answer(Offset(A, KM45, SW))
    assert isinstance(found.density(found.point.x, found.point.y), float)
    assert found.density([[16.0], [17.0]], [30.0, 31.0]).shape == (2, 2)
    assert (found.density(np.linspace(-180, 180, 50), np.linspace(-90, 90, 50)) > 0).all()
    assert found.density(found.point.x, found.point.y) > found.density(20, 35)


def test_the_same_seed_draws_the_same_places():
    first, second, other = (answer(Near(A)).sample(50, seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(first, second)
    assert not np.array_equal(first, other)
    assert [len(column) for column in answer(Near(A)).sample(0, seed=1)] == [0, 0]
    with pytest.raises(InputError, match=">= 0"):
        answer(Near(A)).sample(-1, seed=1)


def test_the_protocol_has_no_density():
    found = answer(Near(A), error_model="protocol")
    for ask in (lambda: found.density(1, 2), lambda: found.sample(1, seed=1), lambda: gs.probability_grid(found)):
        with pytest.raises(InputError, match="empirical"):
            ask()


def test_what_is_cut_away_has_only_the_share_beyond():
    class Earth:
        def land(self, bounds):
            return box(16.3, 20, 40, 40)

        def country_shape(self, code):
            return None

    found = answer(Offset(A, KM45, SW), land_only=True, earth=Earth())
    whole = answer(Offset(A, KM45, SW))
    assert found.density(16.29, 30.9) < 0.01 * whole.density(16.29, 30.9)
    assert found.density(16.31, 30.9) > whole.density(16.31, 30.9)
    assert any("cut to land" in remark for remark in found.remarks)


def test_levels_of_one_region_make_one_shell():
    disc = geodesy.disc(10, 50, 1_000)
    layers = layered({0.5: disc, 0.9: disc, 0.99: disc}, Point(10, 50))
    assert layers.shares.tolist() == pytest.approx([0.99])
    assert layers.density(10, 50) == pytest.approx(0.99 / 3.1416, rel=0.02)


@pytest.mark.parametrize("locality", KINDS[:3], ids=lambda where: where.kind)
def test_a_grid_holds_the_probability_of_what_it_covers(locality):
    found = answer(locality)
    grid = gs.probability_grid(found)
    assert 0.95 <= grid["probability"].sum() <= 0.992
    assert (grid["probability"] > 0).all()
    assert grid.crs.is_projected
    assert grid.geometry.area.max() == pytest.approx(grid.geometry.area.min())
    densest = grid.loc[grid["density_km2"].idxmax()]
    middle = grid.geometry.centroid.to_crs(4326)[densest.name]
    assert found.regions[0.5].distance(middle) < 0.2
    assert grid["density_km2"].max() <= found.spread.layers.density(found.point.x, found.point.y) * 30


@pytest.mark.parametrize("cell_m", [0, -5, float("nan"), 0.01])
def test_a_grid_of_no_size_or_of_too_many_cells_is_refused(cell_m):
    with pytest.raises(InputError, match="cell of"):
        gs.probability_grid(answer(Near(A)), cell_m)
