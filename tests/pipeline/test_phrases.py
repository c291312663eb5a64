"""Phrases to regions: every row answered, options checked at the door."""

import math
import subprocess
import sys

import pandas as pd
import pytest
from shapely.geometry import box

import geostrike as gs
from geostrike.errors import InputError
from geostrike.model import LocalityKind
from geostrike.tables import LOCATIONS, check


def test_a_phrase_is_placed_about_its_stated_distance():
    found = gs.locate("45 km south-west of Sirte", country="LY")
    assert found
    assert 16 < found.point.x < 16.6
    assert 30.5 < found.point.y < 31.2
    assert {0.5, 0.8, 0.9} <= set(found.regions)
    assert all(region.is_valid and region.covers(found.point) for region in found.regions.values())
    assert found.regions[0.9].area > found.regions[0.5].area
    assert found.place.country == "LY"
    assert found.protocol.radius_m > 0
    assert found.remarks


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("45 km south-west of Xyzzyplugh", "place not in the gazetteer"),
        ("", "no locality in the text"),
        ("   ", "no locality in the text"),
        (None, "no locality in the text"),
        (math.nan, "no locality in the text"),
    ],
)
def test_what_cannot_be_placed_is_falsy_and_says_why(phrase, reason):
    lost = gs.locate(phrase)
    assert not lost
    assert lost.reason == reason


@pytest.mark.parametrize("phrase", ["killed 45 on the way", "50 km from the front line", "45 minutes south"])
def test_what_is_no_locality_is_not_placed(phrase):
    assert not gs.locate(phrase)


def test_country_is_a_code_or_a_name_and_a_filter():
    assert gs.locate("10 km north of Tripoli", country="LB").place.country == "LB"
    assert gs.locate("10 km north of Tripoli", country="Libya").place.country == "LY"
    with pytest.raises(InputError, match="'Atlantis': is no ISO 3166-1"):
        gs.locate("10 km north of Tripoli", country="Atlantis")


@pytest.mark.parametrize("level", [0, 1, 90, 0.04, math.nan, "high"])
def test_a_level_outside_its_range_is_refused(level):
    with pytest.raises(InputError, match="needs a share from"):
        gs.locate("in Sirte", level=level)


def test_another_level_and_model_can_be_asked_for():
    found = gs.locate("45 km south-west of Sirte", country="LY", level=0.7)
    assert found.level == 0.7
    assert found.regions[0.5].area < found.region.area < found.regions[0.9].area
    protocol = gs.locate("45 km south-west of Sirte", country="LY", error_model="protocol")
    assert protocol.error_model == "protocol"
    with pytest.raises(InputError, match="nonsense"):
        gs.locate("in Sirte", error_model="nonsense")


def test_land_only_cuts_the_sea_away():
    whole = gs.locate("20 km from Sirte", country="LY")
    cut = gs.locate("20 km from Sirte", country="LY", land_only=True)
    assert cut.region.area < whole.region.area
    assert any("land" in remark for remark in cut.remarks)


def test_own_places_are_found():
    own = gs.Gazetteer.from_frame(pd.DataFrame({"name": ["Camp X"], "lon": [44.0], "lat": [33.0], "country": ["IQ"]}))
    found = gs.locate("5 km north of Camp X", gazetteer=own)
    assert found.point.x == pytest.approx(44, abs=1e-3)
    assert found.point.y == pytest.approx(33.045, abs=0.02)


def test_a_frame_keeps_every_row_and_its_index():
    phrases = pd.Series(["12 nm east of Fallujah", None, "nonsense", "10 km N of Ramadi"], index=[3, 3, "x", 0])
    frame = gs.locate_frame(phrases, country="IQ")
    check(frame, LOCATIONS)
    pd.testing.assert_index_equal(frame.index, phrases.index)
    assert list(frame["status"]) == ["located", "unlocated", "unlocated", "located"]
    assert frame["distance_m"].iloc[0] == pytest.approx(12 * 1852)
    assert frame["bearing_deg"].iloc[0] == 90
    assert frame["place_text"].iloc[0] == "Fallujah"
    assert frame["region"].iloc[3].covers(frame["point"].iloc[3])


def test_a_country_without_an_outline_of_its_own_is_a_country():
    assert gs.locate("5 km north of Fort-de-France", country="MQ").place.country == "MQ"


def test_a_machines_kilometres_are_cut_off_in_the_columns_too():
    untold, told = (
        gs.locate_frame(["45 km SSW of Sirte"], country="LY", source_profile=profile).iloc[0]
        for profile in ("strike", "machine")
    )
    assert (untold["distance_low_m"], untold["distance_high_m"]) == (44_500, 45_500)
    assert (told["distance_low_m"], told["distance_high_m"]) == (45_000, 46_000)
    story = gs.Document("a", "On 26 September 2017 two airstrikes hit a camp 45 km SSW of Sirte, Libya.")
    report = gs.extract([story], source_profile="machine").iloc[0]
    assert (report["distance_low_m"], report["distance_high_m"]) == (45_000, 46_000)


def test_a_frame_takes_one_country_per_row():
    countries = pd.Series(["LY", None, "LB"])
    frame = gs.locate_frame(["10 km north of Tripoli"] * 3, country=countries)
    assert frame["country"].iloc[0] == "LY"
    assert frame["country"].iloc[2] == "LB"
    with pytest.raises(InputError, match="2 countries for 1 phrases"):
        gs.locate_frame(["in Sirte"], country=["LY", "LY"])


def test_one_phrase_is_no_list_of_phrases():
    with pytest.raises(InputError, match="is one phrase"):
        gs.locate_frame("in Sirte")


def test_an_empty_frame_and_a_generator_are_fine():
    check(gs.locate_frame([]), LOCATIONS)
    assert len(gs.locate_frame(phrase for phrase in ["in Sirte"])) == 1


def test_rows_are_answered_as_one_by_one():
    phrases = ["45 km south-west of Sirte", "near Bayji", "between Sirte and Waddan", "nonsense"]
    frame = gs.locate_frame(phrases)
    for (_, row), phrase in zip(frame.iterrows(), phrases, strict=True):
        alone = gs.locate(phrase)
        assert (row["status"] == "located") is bool(alone)
        if alone:
            assert row["region"].equals_exact(alone.region, 1e-9)
            assert row["uncertainty_m"] == pytest.approx(alone.uncertainty_m)


def test_regions_stay_on_the_earth():
    frame = gs.locate_frame(["300 km east of Suva", "200 km north of Longyearbyen", "500 km west of Apia"])
    assert all(box(-180, -90, 180, 90).covers(region) for region in frame["region"].dropna())


def test_importing_geostrike_imports_no_map_library():
    code = "import sys, geostrike; print([m for m in ('folium', 'branca', 'matplotlib', 'dask') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_names_at_the_root_all_stand():
    assert all(getattr(gs, name) is not None for name in gs.__all__)
    with pytest.raises(AttributeError, match="nonsense"):
        gs.nonsense  # noqa: B018


def test_units_that_disagree_are_remarked_on():
    found = gs.locate("45 km (45 miles) south of Sirte", country="LY")
    assert any("disagree" in remark for remark in found.remarks)
    frame = gs.locate_frame(["45 km (45 miles) south of Sirte", "45 km (28 miles) south of Sirte"], country="LY")
    assert frame["remarks"].str.contains("disagree").tolist() == [True, False]


def test_a_number_without_a_unit_is_remarked_on():
    found = gs.locate("Approximately 15 northwest of Mosul", country="IQ")
    assert found.kind is LocalityKind.HEADING_ONLY
    assert any('"15 northwest" has no unit' in remark for remark in found.remarks)
    assert not any("no unit" in remark for remark in gs.locate("northwest of Mosul", country="IQ").remarks)


@pytest.mark.parametrize("number", ["1e400", "99999999999999"])
def test_what_is_no_number_is_no_distance_and_said_so(number):
    found = gs.locate(f"{number} km south of Sirte", country="LY")
    assert found.kind is LocalityKind.HEADING_ONLY
    assert any("was read as no distance" in remark for remark in found.remarks)
    assert not gs.locate(f"{number} km of Sirte", country="LY")


@pytest.mark.parametrize(("phrase", "said"), [("-5 km north of Sirte", 1), ("camp - 5 km north of Sirte", 0)])
def test_a_distance_below_zero_is_remarked_on(phrase, said):
    found = gs.locate(phrase, country="LY")
    assert found.kind is LocalityKind.OFFSET
    assert sum("without its sign" in remark for remark in found.remarks) == said


def test_a_name_in_another_spelling_is_remarked_on():
    said = "'Tarhouna' is taken as another spelling of a name of 'Tarhuna'"
    assert said in gs.locate("near Tarhouna", country="LY").remarks
    assert not any("spelling" in remark for remark in gs.locate("near Tarhuna", country="LY").remarks)


def test_an_impossible_order_of_coordinates_is_remarked_on():
    found = gs.locate("116.6, 31.2")
    assert any("exchanged" in remark for remark in found.remarks)


def test_answers_show_themselves_in_a_line():
    assert repr(gs.locate("45 km south-west of Sirte", country="LY")).startswith(
        "<Georeference '45 km south-west of Sirte': within 88."
    )
    lost = repr(gs.locate("45 km south-west of Xyzzyplugh"))
    assert lost.startswith("<Unlocated '45 km south-west of Xyzzyplugh': place not in the gazetteer (")
