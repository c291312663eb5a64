"""Stories of the genre, made up or shortened, from other wars: what the rules make of them."""

import tomllib
from pathlib import Path

import pytest

from geostrike.model import Count, ReportKind
from tests.reports.notation import stated

C = Count
TABLES = tomllib.loads(Path(__file__).with_name("stories.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("story", TABLES["story"], ids=[story["text"][:50] for story in TABLES["story"]])
def test_story(told, story):
    found = told(story["text"], story["published"].isoformat())
    facts = [(r.when.edtf, stated(r.strikes.low, r.strikes.high), stated(r.killed.low, r.killed.high)) for r in found]
    assert facts == [(report["date"], report["strikes"], report["killed"]) for report in story["reports"]]
    for report, wanted in zip(found, story["reports"], strict=True):
        assert wanted.get("place", "") in (report.mention.text if report.mention else "")


@pytest.mark.parametrize("text", TABLES["no_strike"].values(), ids=TABLES["no_strike"])
def test_what_did_not_happen_or_is_no_air_strike_gives_no_report(told, text):
    assert told(text, "2018-04-10") == []


RELEASE = """SOUTHWEST ASIA, October 17, 2016 - On Oct. 16, Coalition military forces conducted 10 strikes.

In Syria, Coalition military forces conducted four strikes using fighter aircraft against ISIL targets.

- Near Abu Kamal, one strike destroyed six oil tanker trucks and an oil pump jack.

- Near Ar Raqqah, three strikes destroyed two oil pump jacks.

Additionally in Iraq, Coalition military forces conducted six strikes.

- Near Mosul, six strikes engaged three ISIL tactical units; destroyed six tunnel entrances and two vehicles.

A strike, as defined in the release, refers to one or more kinetic engagements.
"""


def test_each_line_of_a_release_is_a_report_with_the_date_of_its_heading(told):
    found = told(RELEASE, "2016-10-17")
    assert [(r.when.edtf, r.mention.text, r.strikes) for r in found] == [
        ("2016-10-16", "Near Abu Kamal", C(1, 1)),
        ("2016-10-16", "Near Ar Raqqah", C(3, 3)),
        ("2016-10-16", "Near Mosul", C(6, 6)),
    ]
    assert found[0].destroyed == "six oil tanker trucks and an oil pump jack"
    assert [r.vehicles_destroyed for r in found] == [C(6, 6), C(), C(2, 2)]
    assert all(r.actor == "Coalition military forces" for r in found)


def test_habit_over_years_is_a_campaign(told):
    first, second = told(
        "Since January 2017 the U.S. has carried out more than 150 airstrikes in Somalia. On Tuesday, a U.S. airstrike "
        "near Saakow killed one terrorist.",
        "2020-02-27",
    )
    assert (first.kind, first.when.edtf, first.strikes) == (
        ReportKind.CAMPAIGN,
        "2017-01-01/2020-02-27",
        C(150, None),
    )
    assert (second.kind, second.when.edtf) == (ReportKind.STRIKE, "2020-02-25")


def test_without_publication_date_the_words_stay_with_a_reason(told):
    (report,) = told("U.S. jets struck a camp near Sirte on Friday, killing two militants.")
    assert not report.when
    assert report.when.text == "Friday"
    assert "no publication date" in report.when.reason


def test_full_dates_need_no_publication_date(told):
    (report,) = told("U.S. jets struck a camp near Sirte on 22 September 2017.")
    assert report.when.edtf == "2017-09-22"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The airstrike killed two men. No civilians were killed or injured.", C(0, 0)),
        ("The airstrike killed two men. We assess that no civilians were harmed.", C(0, 0)),
        ("An airstrike killed 12 people, including five children.", C(5, 5)),
        ("An airstrike killed four fighters and a child.", C(1, 1)),
        ("The airstrike hit a camp. The area had neither women nor children.", C()),
        ("The airstrike hit a camp. There were no reports of civilian casualties.", C()),
    ],
)
def test_civilians(told, text, expected):
    (report,) = told(text, "2020-01-01")
    assert report.civilians_killed == expected


def test_words_on_civilians_that_are_no_count_are_kept_as_a_remark(told):
    (report,) = told("The airstrike hit a camp. The area had neither women nor children.", "2020-01-01")
    assert any("neither women nor children" in remark for remark in report.remarks)


def test_same_weekday_as_publication_is_today_for_the_lead_and_last_week_behind_it(told):
    lead, other = told(
        "U.S. forces struck a camp on Tuesday. On Friday, drones conducted six airstrikes against fighters.",
        "2017-09-29",
    )
    assert (lead.when.edtf, other.when.edtf) == ("2017-09-26", "2017-09-22")
    (today,) = told("U.S. forces struck a camp on Friday.", "2017-09-29")
    assert today.when.edtf == "2017-09-29"


def test_day_of_saying_is_not_the_day_of_the_strike(told):
    (report,) = told("Two B-2 bombers struck a camp Wednesday night, the Pentagon announced Thursday.", "2017-01-19")
    assert report.when.edtf == "2017-01-18/2017-01-19"
    (news,) = told("A drone strike killed four militants near Azzan, officials said on Monday.", "2017-01-19")
    assert (news.when.edtf, news.when.rule) == ("2017-01-16", "the day on which it was told")
    (news,) = told("A drone strike killed four militants near Azzan, officials said on Monday.", "2017-01-16")
    assert (news.when.edtf, news.when.rule) == (
        "2017-01-15/2017-01-16",
        "the day on which it was told, or the one before",
    )


ROLES = {
    "lead and a recalled day": (
        "2017-09-29",
        "U.S. forces struck a camp on Tuesday. On Friday, drones conducted six airstrikes against fighters.",
        ["main", "background"],
    ),
    "the previous strike": (
        "2020-04-03",
        "An airstrike on April 2 near Bush Madina killed three terrorists. "
        "The previous strike, on March 28, killed one.",
        ["main", "background"],
    ),
    "two days of one announcement": (
        "2018-12-17",
        "U.S. forces conducted four airstrikes on Dec. 15 near Gandarshe. Two further strikes on Dec. 16 killed 28.",
        ["main", "main"],
    ),
    "a month long past": (
        "2017-11-20",
        "In January, U.S. bombers struck two camps southwest of Sirte.",
        ["background"],
    ),
    "a late release with a full date": (
        "2018-06-20",
        "U.S. forces conducted an airstrike near Sirte on Friday, Sept. 29, 2017.",
        ["main"],
    ),
    "a campaign beside a strike": (
        "2020-02-27",
        "Since January 2017 the U.S. has carried out more than 150 airstrikes in Somalia. On Tuesday, a U.S. airstrike "
        "near Saakow killed one terrorist.",
        ["background", "main"],
    ),
}


@pytest.mark.parametrize(("published", "text", "roles"), ROLES.values(), ids=ROLES)
def test_recalled_strikes_are_background(told, published, text, roles):
    assert [report.role.value for report in told(text, published)] == roles


def test_how_a_date_was_found_is_kept(told):
    (weekday,) = told("U.S. forces struck a camp on Tuesday.", "2017-09-29")
    assert (weekday.when.rule, weekday.spans["date"].text) == ("latest such weekday", "Tuesday")
    (stated,) = told("U.S. forces struck a camp on 26 September 2017.")
    assert stated.when.rule == "as stated"
    (yearless,) = told("U.S. forces struck a camp on 26 September.")
    assert (yearless.when.start, yearless.when.edtf, yearless.when.rule) == (None, "XXXX-09-26", "")
