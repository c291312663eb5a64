"""Documents to reports and events: the main job, by general rules."""

import textwrap
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

import geostrike as gs
from geostrike import geodesy
from geostrike.errors import InputError
from geostrike.tables import EVENTS, REPORTS, check


@pytest.fixture(scope="module")
def documents(root):
    return gs.read_documents(root / "seeds")


@pytest.fixture(scope="module")
def reports(documents):
    return gs.extract(documents)


@pytest.fixture(scope="module")
def events(reports):
    return gs.fuse(reports)


@pytest.fixture(scope="module")
def strikes(events):
    """The strikes of the five articles by their first possible day."""
    found = events[events["kind"] == "strike"]
    return {row["date_start"].date(): row for _, row in found.iterrows()}


def documents_of(event):
    return {name[:3] for name in event["doc_id"].split(";")}


def test_reports_and_events_keep_their_contracts(reports, events):
    check(reports, REPORTS)
    check(events, EVENTS)


@pytest.mark.parametrize("given", ["seeds/", ["An airstrike hit Sirte."], [{"text": "An airstrike hit Sirte."}]])
def test_what_is_no_document_is_refused_with_the_remedy(given):
    with pytest.raises(InputError, match="pass what read_documents"):
        gs.extract(given)


def test_the_five_articles_tell_of_three_strikes_and_one_campaign(events, strikes):
    assert sorted(events["kind"]) == ["campaign", "strike", "strike", "strike"]
    assert sorted(strikes) == [date(2017, 1, 18), date(2017, 9, 22), date(2017, 9, 26)]


def test_the_strike_of_january(strikes):
    event = strikes[date(2017, 1, 18)]
    assert event["date_end"] == pd.Timestamp(2017, 1, 19)
    assert documents_of(event) == {"000", "001", "002"}
    assert (event["distance_m"], event["bearing_deg"], event["place_text"]) == (45_000, 225, "Sirte")
    assert event["killed_min"] == 80
    assert "b-2" in event["aircraft"].lower()
    assert event["locality_kind"] == "offset", 'a recalled "outside of Sirte" says less, and narrows nothing'


def test_the_strike_of_22_september(strikes):
    event = strikes[date(2017, 9, 22)]
    assert event["date_end"] == pd.Timestamp(2017, 9, 22)
    assert documents_of(event) == {"001", "002", "003"}
    assert event["distance_m"] == pytest.approx(150 * 1609.344)
    assert (event["bearing_deg"], event["hedge"]) == (135, "about")
    assert (event["strikes_min"], event["strikes_max"]) == (6, 6)
    assert (event["killed_min"], event["killed_max"]) == (17, 17)
    assert event["vehicles_destroyed"] == 3


def test_the_strike_of_26_september(strikes):
    event = strikes[date(2017, 9, 26)]
    assert event["date_end"] == pd.Timestamp(2017, 9, 26)
    assert documents_of(event) == {"002", "003"}
    assert event["distance_m"] == pytest.approx(100 * 1609.344)
    assert event["bearing_deg"] == 135
    assert event["strikes_min"] == 2
    assert event["killed_max"] == 9
    assert "unmanned" in event["aircraft"].lower()


def test_the_article_about_plans_reports_no_strike(reports):
    assert not reports["doc_id"].str.startswith("004").any()


def test_each_strike_has_a_polygon_on_land_in_its_country(strikes):
    libya = gs.Gazetteer.default().country_shape("LY").buffer(0.01)
    for event in strikes.values():
        assert event["status"] == "located"
        assert event["region"].is_valid
        assert event["region"].covers(event["point"])
        assert libya.covers(event["region"])
        assert "land" in event["remarks"]


def test_a_distance_without_direction_is_a_ring(reports, strikes):
    ring = reports[(reports["locality_kind"] == "distance_only") & (reports["distance_m"] > 200_000)].iloc[0]
    sector = reports[(reports["locality_kind"] == "offset") & (reports["distance_m"] > 200_000)].iloc[0]
    assert geodesy.area_m2(ring["region"]) > 2 * geodesy.area_m2(sector["region"])
    fused = strikes[date(2017, 9, 22)]["region"]
    assert geodesy.area_m2(fused) <= 1.01 * geodesy.area_m2(sector["region"])


def test_every_quote_stands_in_its_document(reports, documents):
    texts = {document.id: document.text for document in documents}
    for _, row in reports.iterrows():
        assert texts[row["doc_id"]][row["quote_start"] : row["quote_end"]] == row["quote"]


def test_the_order_of_documents_does_not_matter(documents, events):
    again = gs.fuse(gs.extract(documents[::-1]))
    assert set(again.index) == set(events.index)
    assert dict(again["region"].to_wkt()) == dict(events["region"].to_wkt())


def test_nothing_to_read_gives_frames_with_all_columns():
    reports = gs.extract([])
    check(reports, REPORTS)
    check(gs.fuse(reports), EVENTS)


def test_a_document_without_a_date_keeps_its_strike_undated():
    story = gs.Document("a", "U.S. forces conducted two airstrikes on Friday, 10 km south of Sirte, Libya.")
    row = gs.extract([story]).iloc[0]
    assert pd.isna(row["date_start"])
    assert row["status"] == "located"
    assert "Friday" in row["date_text"]
    assert "publication" in row["remarks"]


def test_the_country_can_be_given():
    story = gs.Document("a", "On 3 May 2016 an airstrike killed five people 10 km north of Tripoli.", date(2016, 5, 4))
    assert gs.extract([story], country="LB").iloc[0]["country"] == "LB"
    assert gs.extract([story], country="LY").iloc[0]["country"] == "LY"


def test_text_of_strangers_is_only_text():
    trap = "{{ 7*7 }} {% raw %} <script>alert(1)</script> ${x} =1+1"
    text = f"{trap} U.S. forces conducted two airstrikes on 3 May 2016, 10 km south of Sirte, Libya. {trap}"
    story = gs.Document(trap, text, None, trap, trap, trap)
    events = gs.fuse(gs.extract([story]))
    assert len(events) == 1
    assert "<script>alert(1)" not in gs.strike_map(events, documents=[story]).to_html()


BORDERS = {
    "Jets bombed a lorry near the Iraqi border. The town of Deir al-Zor in Syria was hit too.": {"SY"},
    "Jets bombed a lorry close to Libya's border with Niger.": {"LY"},
    "Jets bombed a lorry in Syria near the Turkish border.": {"SY"},
    "Jets bombed a lorry on the Syrian side of the border with Iraq.": {"SY"},
    "Turkish jets bombed a lorry across the border in Syria.": {"SY"},
    "Kenyan jets bombed a camp near the Kenyan border in Somalia.": {"SO"},
    "Jets bombed a lorry near the Iraqi border.": {"IQ", "SY", "IR", "TR", "SA", "JO", "KW"},
    "Jets bombed a lorry near the Syrian-Iraqi border.": {"IQ", "SY"},
}


@pytest.mark.parametrize(("text", "sides"), BORDERS.items(), ids=BORDERS)
def test_a_border_is_drawn_on_the_side_that_the_story_speaks_of(text, sides):
    gazetteer = gs.Gazetteer.default()
    region = gs.extract([gs.Document("d", text)])["region"].iloc[0]
    whole = geodesy.area_m2(region)
    shares = {code: geodesy.area_m2(region.intersection(gazetteer.country_shape(code))) / whole for code in sides}
    assert sum(shares.values()) > (0.98 if len(sides) == 1 else 0.9)
    assert min(shares.values()) > 0.002


def test_a_single_document_is_refused_with_a_remedy(documents):
    with pytest.raises(InputError, match="is one Document; give a list"):
        gs.extract(documents[0])


def test_a_story_broken_at_a_width_is_read_as_the_whole_one(documents, reports):
    def broken(text):
        return "\n\n".join(
            textwrap.fill(line, 72, break_on_hyphens=False) for line in text.splitlines() if line.strip()
        )

    columns = ["role", "date_edtf", "killed_min", "strikes_min", "place_text", "distance_m", "bearing_deg", "country"]
    again = gs.extract([replace(document, text=broken(document.text)) for document in documents])
    pd.testing.assert_frame_equal(again[columns], reports[columns])
