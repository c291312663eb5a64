"""Where an event was: one claim for each place that its reports measure from, copies once, contradictions covered."""

import geopandas as gpd
import pytest
import shapely

from geostrike import geodesy
from geostrike.fusion import fuse
from geostrike.fusion.bodies import each_once

LEVELS = ("region_50", "region_80", "region_90")
FACTS = {"killed": (17, 17), "strikes": (6, 6)}


def report(*args, **options):
    return args, FACTS | options


def told(frame, *places):
    """Return the reports and the one event of stories that differ in where they say it was."""
    made = frame(*(report(f"{chr(97 + rank)}-1", "2017-09-22", place) for rank, place in enumerate(places)))
    made = nested(made)
    made["distance_low_m"], made["distance_high_m"] = made["distance_m"] - 500, made["distance_m"] + 500
    events = fuse(made)
    assert len(events) == 1, events["reasons"].tolist()
    return made, events.iloc[0]


def nested(made):
    """Give each report smaller regions for the lower levels."""
    for level, share in (("region_50", 0.6), ("region_80", 0.85)):
        drawn = [
            shapely.affinity.scale(region, share, share, origin=point)
            for region, point in zip(made["region"], made["point"], strict=True)
        ]
        made[level] = gpd.GeoSeries(drawn, index=made.index, crs=made.crs)
    return made


def km2(region):
    return geodesy.area_m2(region) / 1e6


SOUTHWEST = ("Sirte", 45, 225)


def test_copies_of_one_statement_do_not_narrow_it(frame):
    made, event = told(frame, *[SOUTHWEST] * 6)
    for level in LEVELS:
        assert event[level].equals(made.loc["a-1", level])
    assert event["region"].equals(made.loc["a-1", "region"])
    assert event["point"].equals(made.loc["a-1", "point"])
    assert "count as one claim" in event["remarks"]


def test_the_same_distance_in_rounder_numbers_is_said_again(frame):
    made, event = told(frame, ("Sirte", 45, 225), ("Sirte", 45.06, 225), ("Sirte", 45.4, 225))
    assert event["region"].covers(event["point"])
    for level in LEVELS:
        smallest = min(km2(region) for region in made[level])
        assert km2(event[level]) == pytest.approx(smallest, rel=0.1)
    assert "place differs" not in event["conflicts"]


def test_who_says_only_how_far_rules_out_only_what_lies_beyond_the_widest_ring(frame):
    made, event = told(frame, SOUTHWEST, ("Sirte", 45))
    assert event["region_50"].equals(shapely.intersection(made.loc["a-1", "region_50"], made.loc["b-1", "region_90"]))
    assert km2(event["region_90"].difference(made.loc["b-1", "region_90"])) < 1e-3
    assert not event["conflicts"]


def test_another_compass_point_is_weighed_by_its_sources_and_told(frame):
    made, event = told(frame, *[SOUTHWEST] * 5, ("Sirte", 45, 180))
    apart = made.loc["f-1", "region_50"].difference(made.loc["a-1", "region_90"])
    assert event["region_50"].covers(made.loc["a-1", "point"])
    assert km2(event["region_50"].intersection(apart)) < 0.3 * km2(apart)
    assert event["region_90"].covers(made.loc["f-1", "point"])
    assert event["conflicts"] == ("The place differs: Sirte 45 225 in a-1, b-1, c-1, d-1 and e-1, Sirte 45 180 in f-1.")
    assert "differ; each counts by the sources" in event["remarks"]


def test_claims_from_two_places_multiply(frame):
    made, event = told(frame, ("Sirte", 45, 225), ("Sirte", 45, 225), ("Sirte", 45, 225))
    alone = km2(event["region"])
    made.loc["c-1", ["place_id", "place_text"]] = ["gn:1", "Elsewhere"]
    shifted = {level: shapely.affinity.translate(made.loc["c-1", level], 0.1) for level in (*LEVELS, "region", "point")}
    for level, region in shifted.items():
        made.loc["c-1", level] = region
    event = fuse(made).iloc[0]
    assert event["n_reports"] == 3
    for level in LEVELS:
        assert km2(event[level]) < km2(made.loc["a-1", level])
    assert km2(event["region"]) < alone
    # The regions are of one size, so that either may come first.
    assert "(Elsewhere, Sirte)" in event["remarks"] or "(Sirte, Elsewhere)" in event["remarks"]
    assert "several places" in event["remarks"]
    assert event["region_50"].intersects(event["point"])


def test_places_that_a_person_joins_though_they_contradict_each_other_are_all_covered(frame):
    made = nested(
        frame(
            report("a-1", "2017-09-22", ("Sirte", 45, 225)),
            report("b-1", "2017-09-22", ("Sirte", 45, 225)),
            report("c-1", "2017-09-22", ("Mosul", 45, 225)),
        )
    )
    event = fuse(made, overrides=[("a-1", "b-1", "same"), ("b-1", "c-1", "same")]).iloc[0]
    assert km2(event["region"]) == pytest.approx(
        km2(made.loc["a-1", "region"]) + km2(made.loc["c-1", "region"]), rel=1e-6
    )
    assert event["place_text"] == "Sirte"
    assert event["conflicts"] == "The place differs: Sirte 45 225 in a-1 and b-1, Mosul 45 225 in c-1."
    assert "contradict each other on the place; the region covers" in event["remarks"]


def test_the_widest_region_is_at_the_level_of_the_reports(frame):
    made = nested(frame(report("a-1", "2017-09-22", SOUTHWEST), report("b-1", "2017-09-22", ("Sirte", 45))))
    made["level"] = 0.8
    made["region"] = made["region_80"]
    made["region_90"] = gpd.GeoSeries([None, None], index=made.index, crs=made.crs)
    event = fuse(made).iloc[0]
    assert event["region"].equals(event["region_80"])
    assert event["region_90"] is None


def test_a_body_is_named_once(frame):
    made = frame(
        report("a-1", "2017-09-22", SOUTHWEST, attributed_to="US Africa Command"),
        report("b-1", "2017-09-22", SOUTHWEST, attributed_to="U.S. Africa Command; a spokesman"),
        report("c-1", "2017-09-22", SOUTHWEST, attributed_to="AFRICOM"),
    )
    assert fuse(made)["attributed_to"].item() == "U.S. Africa Command; a spokesman"


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["the Pentagon", "US Department of Defense"], ["US Department of Defense"]),
        (["the Russian Ministry of Defence", "the Defense Ministry"], ["the Russian Ministry of Defence"]),
        (["SDF", "the Syrian Democratic Forces"], ["the Syrian Democratic Forces"]),
        (["local residents", "residents"], ["local residents", "residents"]),
        ([], []),
    ],
)
def test_ways_to_write_one_name(names, shown):
    assert each_once(names) == shown


def test_a_vague_number_beside_a_firm_one_adds_nothing(frame):
    made = frame(
        report("a-1", "2017-09-22", SOUTHWEST, killed=(24, None)),
        report("b-1", "2017-09-22", SOUTHWEST, killed=(80, 80)),
        report("c-1", "2017-09-22", SOUTHWEST, killed=(83, 83)),
    )
    event = fuse(made).iloc[0]
    assert (event["killed_min"], event["killed_max"]) == (80, 83)


def test_remarks_are_said_once_and_those_of_others_under_their_names(frame):
    made = frame(
        report("a-1", "2017-09-22", SOUTHWEST, publisher="CNN"),
        report("b-1", "2017-09-22", SOUTHWEST, publisher="AP"),
    )
    made["remarks"] = ["Cut to land. Taken as by air.", "Taken as by air. The year is inferred."]
    assert fuse(made)["remarks"].item() == (
        "Cut to land. Taken as by air. Of AP: The year is inferred. "
        "The region is where 2 reports agree; they count as one claim, not as several."
    )


def test_what_only_names_a_wider_area_leaves_the_region_as_it_is_and_is_told(frame):
    made = nested(frame(report("a-1", "2017-09-22", SOUTHWEST), report("b-1", "2017-09-22", ("Sirte",))))
    made.loc["b-1", ["place_id", "place_text"]] = ["gn:1", "Libya"]
    for column in ("region", *LEVELS):
        made.loc["b-1", column] = geodesy.disc(17.0, 30.0, 500e3)
    event = fuse(made).iloc[0]
    assert event["report_ids"] == "a-1;b-1"
    for column in ("region", *LEVELS, "point"):
        assert event[column].equals(made.loc["a-1", column])
    assert event["place_text"] == "Sirte"
    assert "wider area that holds it (Libya) says less, not otherwise" in event["remarks"]
    assert "several places" not in event["remarks"]


def test_an_outline_that_holds_only_a_part_rules_out_the_rest(frame):
    made = nested(frame(report("a-1", "2017-09-22", SOUTHWEST), report("b-1", "2017-09-22", ("Sirte",))))
    made.loc["b-1", ["place_id", "place_text"]] = ["gn:1", "a district"]
    lon, lat = made.loc["a-1", "point"].coords[0]
    for column in ("region", *LEVELS):
        made.loc["b-1", column] = geodesy.disc(lon - 0.2, lat, 25e3)
    event = fuse(made).iloc[0]
    assert km2(event["region"]) < 0.9 * km2(made.loc["a-1", "region"])
    assert "several places (Sirte, a district)" in event["remarks"] or "(a district, Sirte)" in event["remarks"]


def test_a_smaller_level_that_crosses_itself_is_mended(frame):
    made = nested(frame(*(report(f"{name}-1", "2017-09-22", SOUTHWEST) for name in "abc")))
    west, south, east, north = made.loc["a-1", "region"].bounds
    bowtie = shapely.Polygon([(west, south), (east, north), (east, south), (west, north)])
    assert not bowtie.is_valid
    made.loc[["a-1", "b-1"], "region_50"] = bowtie
    events = fuse(made)
    assert len(events) == 1
    assert events["region_50"].is_valid.all()
