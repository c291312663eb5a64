"""When sentences of wires, releases and reports of NGOs say that it was."""

import tomllib
from pathlib import Path

import pytest

PUBLISHED = "2023-11-17"
TABLES = tomllib.loads(Path(__file__).with_name("dates.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "edtf"), TABLES["date"].items(), ids=TABLES["date"])
def test_date_of_a_strike(told, text, edtf):
    (report,) = told(text, PUBLISHED)
    assert report.when.edtf == edtf
    assert bool(edtf) != bool(report.when.reason)


@pytest.mark.parametrize(("text", "edtf"), TABLES["date_of_each"].items(), ids=TABLES["date_of_each"])
def test_dates_of_several_strikes(told, text, edtf):
    assert [report.when.edtf for report in told(text, PUBLISHED)] == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Jets bombed Sirte last\nnight, killing four.", "2023-11-16/2023-11-17"),
        ("Jets bombed Sirte the day before\nyesterday, killing four.", "2023-11-15"),
        ("A drone hit a car on Monday. That same\nevening the jets struck a mill, killing four.", "2023-11-13"),
    ],
)
def test_a_line_may_end_within_a_date(told, text, edtf):
    assert [report.when.edtf for report in told(text, PUBLISHED)][-1:] == [edtf]


@pytest.mark.parametrize(
    "byline",
    [
        "TUNIS, Nov. 16, 2023 (Our Wire) -- ",
        "Raid on Sirte\n\nBy Our Reporter\nPublished: November 16, 2023 10:30 AM\n\n",
        "Raid on Sirte\n\n16/11/2023 - 10:43\n\n",
        "Raid on Sirte\n\nBy Our Reporter.\n\nTunis, 16 November 2023:\n\n",
    ],
)
def test_a_story_of_an_unknown_day_is_dated_by_its_byline(told, byline):
    (report,) = told(f"{byline}An air strike on Sirte on Tuesday killed nine people, the mayor said.", None)
    assert report.when.edtf == "2023-11-14"
    assert any("2023-11-16" in remark for remark in report.remarks)


def test_a_day_in_the_story_is_no_byline(told):
    text = "Jets bombed Sirte on Tuesday.\nThe town fell on May 5, 2015.\nIt was retaken on December 6, 2016."
    assert [report.when.edtf for report in told(text, None)] == [""]


def test_a_lone_date_with_its_year_is_a_byline_and_no_heading(told):
    text = "Jets bombed a wedding in Waddan.\n2 min read\n16 November, 2023\n\nThe air raid killed 11 people there."
    assert [report.when.edtf for report in told(text, PUBLISHED)] == ["2023-11-15?/2023-11-16?"]
