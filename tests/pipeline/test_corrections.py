"""What a person says of reports goes before what was read, and both are kept."""

import json

import pytest

import geostrike as gs
from geostrike.errors import InputError
from geostrike.pipeline.corrections import FIELDS
from geostrike.tables import REPORTS

STORIES = [
    gs.Document("a", "On 26 September 2017 two airstrikes hit a camp 10 km south of Sirte, Libya, killing 5 fighters."),
    gs.Document("b", "On 3 March 2018 a drone strike hit a farm near Hun, Libya. On 5 March 2018 jets bombed Waddan."),
]


def extract(*corrections):
    return gs.extract(STORIES, corrections=corrections)


def test_the_fields_are_columns():
    ends = {name.removesuffix("_min") for name in REPORTS.names if name.endswith("_min")}
    assert {*FIELDS} - {"date", "leave_out"} <= {*REPORTS.names} | ends


def test_values_of_a_person_go_first_and_what_was_read_is_kept():
    row = extract(("a-1", "date", "2017-09-25/2017-09-26"), ("a-1", "killed", "6.."), ("a-1", "actor", "France")).loc[
        "a-1"
    ]
    assert (str(row["date_start"].date()), row["date_edtf"]) == ("2017-09-25", "2017-09-25/2017-09-26")
    assert (row["killed_min"], row["actor"], row["strikes_min"]) == (6, "France", 2)
    assert row.isna()["killed_max"]
    assert not {"date", "killed"} & json.loads(row["spans"]).keys()
    assert row["corrections"].split(". ") == [
        "Date set to '2017-09-25/2017-09-26', where '2017-09-26' was read (correction 1)",
        "Killed set to '6..', where '5 fighters' was read (correction 2)",
        "Actor set to 'France' (correction 3).",
    ]
    assert extract().loc["a-1", "corrections"] == ""


def test_a_place_is_found_as_if_the_text_had_named_it():
    read, corrected = extract().loc["a-1"], extract(("a-1", "locality", "45 km east of Hun")).loc["a-1"]
    assert (corrected["place_name"], corrected["distance_m"], corrected["status"]) == ("Hūn", 45_000, "located")
    assert (corrected["locality"], corrected["date_edtf"]) == ("45 km east of Hun", read["date_edtf"])
    assert not corrected["region"].intersects(read["region"])


def test_a_country_holds_for_what_is_told_beside_the_strike_too():
    told = "Jets bombed a shop in Tyre in Lebanon on Monday. A drone hit a car in Wanzar on Tuesday, killing four."
    story = gs.Document("a", f"{told} Guns were heard in Sabha later that day.")
    assert gs.extract([story])["status"].tolist() == ["located", "unlocated"]
    row = gs.extract([story], corrections=[("a-2", "country", "LY")]).loc["a-2"]
    assert (row["status"], row["country"], row["evidence"]) == ("located", "LY", "assumed")


def test_a_namesake_is_chosen_by_its_identifier_or_its_country():
    story = gs.Document("t", "On 3 March 2018 an airstrike hit a camp 10 km south of Tripoli.")
    lebanon = gs.Gazetteer.default().search("Tripoli", country="LB")[0].place
    for field, value in (("place_id", lebanon.id), ("country", "Lebanon")):
        row = gs.extract([story], corrections=[("t-1", field, value)]).loc["t-1"]
        assert (row["place_id"], row["country"]) == (lebanon.id, "LB")
    assert gs.extract([story])["country"].item() != "LB"


def test_a_report_can_be_left_out_and_the_others_keep_their_names():
    assert extract(("b-1", "leave_out", "a rehearsal")).index.tolist() == ["a-1", "b-2"]
    assert extract(*[(name, "leave_out", "") for name in ("a-1", "b-1", "b-2")]).empty


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("colour", "red", "take one of date, locality"),
        ("date", "26/09/2017", "2017-01-31"),
        ("date", "2017-09-26/", "2017-01-31"),
        ("date", "2017-09-26/2017-09-25", "start <= end"),
        ("killed", "many", "2..9"),
        ("killed", "-3", "2..9"),
        ("killed", "9..2", "low <= high"),
        ("locality", "", "geostrike locate"),
        ("place_id", "gn:1", "gazetteer search"),
        ("country", "Atlantis", "Atlantis"),
        ("country", "", "write LY"),
        ("kind", "raid", "strike, campaign"),
        ("role", "", "main, background"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(field, value, words):
    with pytest.raises(InputError) as refused:
        extract(("a-1", field, value))
    assert str(refused.value).startswith("correction 1: ")
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_report_whose_words_a_person_gave_is_that_report_or_none():
    words = extract().loc["b-2", "quote"]
    checked = extract(("b-2", "quote", words[5:30].replace(" ", "\n")), ("b-2", "killed", "3")).loc["b-2"]
    assert checked["corrections"].startswith("Killed set to '3'")
    with pytest.raises(InputError, match=r"correction 1: b-1 does not say '.*' but '.*'; look for its identifier"):
        extract(("b-1", "quote", words), ("b-1", "killed", "3"))


def test_a_report_that_is_not_there_and_a_second_opinion_are_refused():
    with pytest.raises(InputError, match="no report 'c-1'"):
        extract(("c-1", "killed", "3"))
    with pytest.raises(InputError, match="stands twice"):
        extract(("a-1", "killed", "3"), ("a-1", "killed", "4"))
    with pytest.raises(InputError, match="report_id,field,value"):
        extract("a-1,killed,3")


def test_a_file_says_where_each_stands(tmp_path):
    path = tmp_path / "corrections.csv"
    path.write_text("report_id;field;value;why\n\n# by hand\na-1;killed;6;a second look\n", encoding="utf-8")
    row = gs.extract(STORIES, corrections=path).loc["a-1"]
    assert row["killed_min"] == row["killed_max"] == 6
    assert "(corrections.csv line 4)" in row["corrections"]
    path.write_text("a-1,killed\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"corrections.csv line 1: .* no three cells"):
        gs.extract(STORIES, corrections=path)


def test_an_event_says_whose_report_was_corrected():
    stories = [
        gs.Document(name, STORIES[0].text, publisher=publisher) for name, publisher in (("x", "CNN"), ("y", "BBC"))
    ]
    events = gs.fuse(gs.extract(stories, corrections=[("y-1", "killed", "6")]))
    assert events["corrections"].item() == "BBC: Killed set to '6', where '5 fighters' was read (correction 1)."
    assert "Corrected: <b>BBC: Killed set to" in gs.strike_map(events).to_html()
