"""What is committed in data/ is what a fresh run over seeds/ makes."""

import re

import geopandas as gpd
import pandas as pd
import pytest
import shapely

SHIFT_DEG = 1e-7
"""About a centimetre, by which outlines may differ on average: other releases of GEOS and PROJ round the last digits
otherwise, and may leave out a vertex that lies on the line."""

# Numbers with decimals and digests of them; everything else on the page must be the same to the letter.
ROUNDED = re.compile(r"-?\d+\.\d+|\b[0-9a-f]{16,}\b|sha256-[A-Za-z0-9+/=]+")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    return tmp_path_factory.mktemp("data")


def same_geometry(first, second):
    if first is None or second is None:
        return first is second
    between = shapely.symmetric_difference(first, second).area
    return between < SHIFT_DEG * first.length or first.equals_exact(second, 1e-6)


@pytest.mark.parametrize(("command", "name"), [("extract", "reports"), ("events", "events")])
@pytest.mark.parametrize("suffix", ["gpkg", "geojson"])
def test_tables_are_what_a_fresh_run_makes(run, root, seeds, fresh, command, name, suffix):
    path = fresh / f"{name}.{suffix}"
    assert run(command, seeds, "-o", path).exit_code == 0
    layers = ("regions", "points", "levels") if suffix == "gpkg" else (None,)
    for layer in layers:
        new, old = (gpd.read_file(folder / path.name, layer=layer) for folder in (fresh, root / "data"))
        pd.testing.assert_frame_equal(
            pd.DataFrame(new.drop(columns="geometry")), pd.DataFrame(old.drop(columns="geometry")), rtol=1e-6
        )
        assert all(map(same_geometry, new.geometry, old.geometry))


@pytest.mark.parametrize(("command", "name"), [("extract", "reports"), ("events", "events")])
def test_csv_is_what_a_fresh_run_makes(run, root, seeds, fresh, command, name):
    path = fresh / f"{name}.csv"
    assert run(command, seeds, "-o", path).exit_code == 0
    new, old = (pd.read_csv(folder / path.name).drop(columns="region_wkt") for folder in (fresh, root / "data"))
    pd.testing.assert_frame_equal(new, old, rtol=1e-6)


def test_the_map_is_what_a_fresh_run_makes(run, root, seeds, fresh):
    path = fresh / "strikes.html"
    assert run("map", seeds, "-o", path).exit_code == 0
    new, old = (ROUNDED.sub("#", (folder / path.name).read_text(encoding="utf-8")) for folder in (fresh, root / "data"))
    assert new == old
