import sys
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
    machine_spread,
    near_radius_m,
    offset_spread,
    place_list,
)

levels = st.floats(0.05, 0.99)
upper_levels = st.floats(0.5, 0.99)
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


@given(metres, metres, words, extents, upper_levels)
def test_a_sector_holds_the_stated_interval(one, two, word, extent, level):
    low, high = sorted((one, two))
    sector = offset_spread(low, high, word, extent, level)
    assert 0 <= sector.inner_m <= low + 1e-6
    assert sector.outer_m >= high - 1e-6
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
    angles = [float(offset_spread(2e4, 2e4, word, 0, level).half_angle_deg) for level in np.linspace(0.05, 0.99, 95)]
    assert all(small <= large for small, large in pairwise(angles))


@given(metres, metres, extents, upper_levels, upper_levels)
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
def test_around_reaches_farthest_then_near_then_outskirts_then_adjacent(extent, level):
    near, outskirts, adjacent, around = (near_radius_m(extent, level, proximity) for proximity in Proximity)
    assert around > near > outskirts > adjacent > 0


@given(st.floats(0, 1_000_000), levels)
def test_a_strip_lies_between_the_ends_and_round_the_middle(length, level):
    strip = between_spread(length, level)
    assert 0 <= strip.fraction_low < 0.5 < strip.fraction_high <= 1
    assert strip.half_width_m >= length * 0.01


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


@pytest.mark.parametrize("level", [0.04, 0.995, 0, 1, -1, float("nan")])
def test_a_level_that_was_not_calibrated_is_refused(level):
    with pytest.raises(InputError, match="calibrated"):
        offset_spread(1e4, 1e4, 45, 0, level)


def test_every_table_says_where_it_comes_from():
    tables = {name: table for name, table in empirical.parameters().items() if isinstance(table, dict)}
    inputs = tables.pop("inputs")
    assert all(len(digest) == 64 for digest in inputs.values())
    assert set(tables) == {
        "offset", "distance_only", "heading_only", "feature", "machine", "near", "outskirts", "adjacent", "around",
        "between",
    }  # fmt: skip
    for name, table in tables.items():
        assert evidence(name) in {"strong", "thin", "assumed"}
        assert len(table["source"]) > 20
        assert evidence(name) != "strong" or table["rows"] > 100


def test_figures_beyond_what_was_measured_are_graded_lower():
    assert evidence("near", 0.9) == "thin"
    assert evidence("near", 0.25) == evidence("near", 0.99) == "assumed"
    assert evidence("between", 0.95) == "assumed"
    assert [evidence("offset", level) for level in (0.05, 0.9, 0.99)] == ["strong", "strong", "thin"]
    assert evidence("adjacent", 0.99) == "assumed"


@given(st.floats(0, 1_000_000), levels, levels)
def test_strips_nest(length, first, second):
    small, large = (between_spread(length, level) for level in sorted((first, second)))
    assert large.half_width_m >= small.half_width_m - 1e-6
    assert large.fraction_low <= small.fraction_low + 1e-12
    assert large.fraction_high >= small.fraction_high - 1e-12


def test_a_kind_without_figures_is_assumed():
    assert evidence("along_road") == "assumed"
    assert evidence("levels") == "assumed"


def test_every_parameter_has_a_value_per_level_and_never_shrinks_with_it():
    table = empirical.parameters()

    def check(values):
        for name in empirical.FITTED & set(values):
            assert len(values[name]) == len(table["levels"])
            assert name == "word_power" or values[name] == sorted(values[name])

    for values in table.values():
        if isinstance(values, dict):
            check(values)
            for part in values.values():
                if isinstance(part, dict):
                    check(part)


def test_a_machine_text_stays_within_its_point_of_the_compass_and_its_kilometre():
    sector = machine_spread(45_000, 46_000, 0.95)
    assert sector.half_angle_deg <= 11.25
    assert (sector.inner_m, sector.outer_m) == pytest.approx((45_000, 46_000))
    assert sector.grow_m <= 500


def test_each_list_of_places_has_its_own_error_of_the_anchor():
    newer, us, elsewhere = machine_spread(45_000, 46_000, 0.95, [0, 1, 2]).grow_m
    assert newer < us < elsewhere
    alone = machine_spread(45_000, 46_000, 0.95, 2)
    assert float(alone.grow_m) == elsewhere
    assert float(machine_spread(45_000, 46_000, 0.95).grow_m) == newer


@pytest.mark.parametrize(
    ("words", "country", "name"),
    [
        ("56km", "US", "older_us"),
        ("56km", "PR", "older_elsewhere"),
        ("56km", "", "older_elsewhere"),
        ("56 km", "US", "newer"),
        ("56\N{NO-BREAK SPACE}km", "TO", "newer"),
        ("56-km", "TO", "newer"),
        ("", "TO", "newer"),
    ],
)
def test_the_spelling_tells_the_list_of_places(words, country, name):
    assert empirical.PLACE_LISTS[place_list(words, country)] == name


@given(metres, levels, levels, st.sampled_from([0, 1, 2]))
def test_machine_sectors_nest(low, first, second, number):
    small, large = (machine_spread(low, low + 1_000, level, number) for level in sorted((first, second)))
    assert large.half_angle_deg >= small.half_angle_deg - 1e-9
    assert large.grow_m >= small.grow_m - 1e-6


@pytest.fixture(scope="module")
def fit_script(root):
    """The script that fits; its look-ups stay in memory for the tests of this module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(root / "benchmarks"))
        import fit_error_model

        yield fit_error_model
    for name in ("fit_error_model", "fitting", "grids", "ministry", "rows"):
        sys.modules.pop(name, None)


@pytest.mark.shared
def test_the_committed_regions_hold_the_development_strikes_as_often_as_they_say(fit_script):
    from fitting import distance_to_sector_m

    rows = fit_script.strike_offsets()
    assert len(rows) == empirical.parameters()["offset"]["rows"]
    for level in (0.5, 0.8, 0.9, 0.95):
        sector = offset_spread(rows.low_m, rows.high_m, rows.half_angle_deg, rows.extent_m, level)
        held = (distance_to_sector_m(sector, rows.true_m, rows.off_deg) <= sector.grow_m).mean()
        assert level - 0.01 <= held <= level + 0.05


@pytest.mark.shared
def test_the_committed_parameters_are_what_the_script_writes(fit_script):
    """The whole fit: half a minute of one core."""
    assert fit_script.render(fit_script.tables()) == fit_script.TARGET.read_text(encoding="utf-8")


PUBLISHED = """Employment date (UNCLASS);Time begin (Z) (UNCLASS);Time end (Z) (UNCLASS);Position MGRS (UNCLASS);\
Position LAT (UNCLASS);Position LONG (UNCLASS);Mission (UNCLASS);Town (UNCLASS);Province (UNCLASS);\
Country (UNCLASS);Weather (UNCLASS);Terrain (UNCLASS);Possible CDE issue (UNDCLASS);Comment (UNCLASS)
7-Oct-14;06:20;06:35;38SKF 703 698;36,74615732;42,42718297;CAS;Approximatelty 2nm east of Gursur village;\
on the border of Ninewa & Dahuk;Iraq;Clear weather;flat open terrain;ND;
7-Oct-14;06:40;06:45;38SKF 703 699;36,74701;42,42719;CAS;Approximatelty  2nm east of Gursur village ;\
on the border of Ninewa & Dahuk;Iraq;Clear weather;flat open terrain;ND;
12-mei-15;01:00;;37SGV 1 1;35,5;40,25;CAS;in the vicinity of Mosul;;Iraq;;;;
3-mrt-16;01:00;;;;;CAS;Fallujah;;Iraq;;;;
""".replace("\\\n", "")


def test_the_ministrys_own_layout_is_read(root, monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(str(root / "benchmarks"))
    import ministry

    path = tmp_path / "list.csv"
    path.write_text(PUBLISHED, encoding="utf-8")
    first, second = ministry.cases(path)
    assert (first["date"], first["kind"], first["parsed_dist"], first["parsed_unit"]) == (
        "2014-10-07",
        "offset",
        "2",
        "nm",
    )
    assert (first["parsed_anchor"], first["parsed_azimuth"]) == ("Gursur village", "90.0")
    assert (first["true_lat"], first["true_lon"]) == ("36.74615732", "42.42718297")
    assert (second["date"], second["kind"]) == ("2015-05-12", "near")
    sys.modules.pop("ministry")


@pytest.mark.shared
def test_the_ministrys_texts_are_read_as_the_development_table_has_them(fit_script):
    import ministry

    rows = [row for row in ministry.cases(fit_script.source_files()[0]) if row["kind"] == "offset"]
    read = [ministry.stated(row["location_text"]) for row in rows]
    same = [
        found["kind"] == "offset"
        and all(float(found[name]) == float(row[name]) for name in ("parsed_dist", "parsed_azimuth"))
        for found, row in zip(read, rows, strict=True)
    ]
    assert sum(same) >= 0.97 * len(rows)
