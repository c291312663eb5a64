"""Stories of the genre, made up or shortened, from other wars: what the rules make of them."""

import pytest

from geostrike.model import Count, ReportKind

C = Count
NIGHT = "2017-08-30/2017-08-31"

# Published, text, and for each report: date, place, strikes, killed.
STORIES = [
    # Somalia, in the wording of command releases
    (
        "2017-11-10",
        "In coordination with the Federal Government of Somalia, U.S. forces conducted an airstrike against al-Shabaab "
        "in Somalia on Thursday, Nov. 9 at approximately 3 p.m. local time, killing several militants. The operation "
        "occurred approximately 100 miles west of Mogadishu. Al-Shabaab is dedicated to providing safe haven for "
        "terrorist attacks throughout the world.",
        [("2017-11-09", "100 miles west of Mogadishu", C(1, 1), C(2, None))],
    ),
    (
        "2018-06-02",
        "The first strike occurred near Bosaso, killing four terrorists. The second strike occurred near Qandala and "
        "killed two terrorists. U.S. forces conducted the two airstrikes on Friday.",
        [("2018-06-01", "near Bosaso", C(), C(4, 4)), ("2018-06-01", "near Qandala", C(), C(2, 2))],
    ),
    (
        "2018-12-17",
        "U.S. forces conducted four airstrikes on Dec. 15 targeting an encampment in the vicinity of Gandarshe, "
        "killing 34 militants. Two further strikes on Dec. 16 killed 28 militants near Gandarshe.",
        [
            ("2018-12-15", "in the vicinity of Gandarshe", C(4, 4), C(34, 34)),
            ("2018-12-16", "near Gandarshe", C(2, 2), C(28, 28)),
        ],
    ),
    (
        "2020-04-03",
        "U.S. Africa Command announced Friday that an airstrike on April 2 near Bush Madina killed three terrorists. "
        "The previous strike, on March 28, killed a senior leader.",
        [("2020-04-02", "near Bush Madina", C(1, 1), C(3, 3)), ("2020-03-28", "", C(), C(1, 1))],
    ),
    (
        "2016-03-08",
        "The Pentagon said on Monday it had carried out an air strike against a training camp in Somalia, killing more "
        "than 150 fighters. The strike on Saturday by manned and unmanned aircraft targeted a camp 120 miles north of "
        "Mogadishu.",
        [("2016-03-05", "120 miles north of Mogadishu", C(1, 1), C(150, None))],
    ),
    # Yemen
    (
        "2017-08-31",
        "A pair of airstrikes Wednesday night in Yemen's Arhab district, about 20 miles north of Sanaa, left at least "
        "35 people dead, media said. The coalition declined to comment.",
        [(NIGHT, "about 20 miles north of Sanaa", C(2, 2), C(35, None))],
    ),
    (
        "2018-08-10",
        "Dozens of people, mostly children, were killed and 48 others injured on Thursday when an air strike hit a bus "
        "driving through a market in Dahyan.",
        [("2018-08-09", "in Dahyan", C(1, 1), C(24, None))],
    ),
    (
        "2013-12-13",
        "Fifteen people on their way to a wedding in Yemen were killed in an air strike after their party was mistaken "
        "for a convoy, local security officials said on Thursday.",
        [("", "in Yemen", C(1, 1), C(15, 15))],
    ),
    # Iraq and Syria
    (
        "2016-07-20",
        "US-led coalition warplanes bombed a village near Manbij on Tuesday, killing at least 56 civilians, a monitor "
        "said. Among the dead were 11 children.",
        [("2016-07-19", "near Manbij", C(), C(56, None))],
    ),
    (
        "2018-02-08",
        "Russian jets pounded the town of Saraqib overnight, residents said. Elsewhere, Syrian government aircraft "
        "dropped barrel bombs on Hamouria on Wednesday, killing 10 people.",
        [("2018-02-07/2018-02-08", "", C(), C()), ("2018-02-07", "on Hamouria", C(), C(10, 10))],
    ),
    (
        "2017-03-25",
        "The coalition said it will investigate reports that an airstrike in western Mosul on March 17 killed more "
        "than 100 civilians.",
        [("2017-03-17", None, C(1, 1), C(100, None))],
    ),
    (
        "2018-04-14",
        "The United States, Britain and France launched 105 missiles at three Syrian chemical weapons facilities early "
        "on Saturday, the Pentagon said. The strikes hit a research center in Damascus.",
        [("2018-04-14", "in Damascus", C(), C())],
    ),
    (
        "2015-12-08",
        "Warplanes thought to be Russian hit a town north of Raqqa on Sunday. At least 32 fighters were killed and "
        "over 40 wounded in more than 15 airstrikes, the Observatory said.",
        [("2015-12-06", "north of Raqqa", C(15, None), C(32, None))],
    ),
    # Afghanistan and Pakistan
    (
        "2015-10-04",
        "A U.S. airstrike hit a hospital in Kunduz on Saturday, killing 22 people, including 12 staff members and 10 "
        "patients. The Taliban had captured Kunduz on Monday.",
        [("2015-10-03", "in Kunduz", C(1, 1), C(22, 22))],
    ),
    (
        "2009-09-05",
        "NATO jets dropped two 500-pound bombs on hijacked fuel tankers in Kunduz before dawn Friday, killing up to 90 "
        "people, Afghan officials said.",
        [("2009-09-04", "in Kunduz", C(), C(None, 90))],
    ),
    (
        "2013-06-08",
        "At least seven militants were killed in a U.S. drone attack on a house in Shawal late on Friday. A drone "
        "strike on May 29 killed the number two of the group.",
        [("2013-06-07", "in Shawal", C(), C(7, None)), ("2013-05-29", "", C(1, 1), C())],
    ),
    (
        "2011-03-18",
        "MIRANSHAH, Pakistan: U.S. drones fired four missiles at a compound in North Waziristan on Thursday, killing "
        "38 people, intelligence officials said. It was the seventh such attack in nine days.",
        [("2011-03-17", "in North Waziristan", C(), C(38, 38))],
    ),
    # Ukraine, Sudan, Ethiopia, Libya, Gaza
    (
        "2023-01-15",
        "KYIV, Jan 15 - A Russian missile strike on an apartment block in Dnipro on Saturday killed at least 30 people "
        "and wounded 73. Shelling in Kherson killed two people on Sunday.",
        [("2023-01-14", "in Dnipro", C(1, 1), C(30, None)), ("2023-01-15", "in Kherson", C(), C(2, 2))],
    ),
    (
        "2022-03-10",
        "MARIUPOL, Ukraine - A Russian airstrike devastated a hospital in Mariupol on Wednesday, wounding at least 17 "
        "people. The president urged NATO to stop the air strikes.",
        [("2022-03-09", "in Mariupol", C(1, 1), C())],
    ),
    (
        "2023-09-11",
        "At least 43 people were killed and more than 55 wounded when a drone attack hit a market south of Khartoum on "
        "Sunday, activists said. The army denied targeting civilians.",
        [("2023-09-10", "south of Khartoum", C(), C(43, None))],
    ),
    (
        "2023-10-02",
        "A bombing raid by Sudanese army warplanes killed 10 people in Nyala, residents said. Warplanes struck the "
        "city again on Monday.",
        [("", "in Nyala", C(1, 1), C(10, 10)), ("2023-10-02", "", C(), C())],
    ),
    (
        "2020-11-15",
        "Ethiopian fighter jets bombed targets around Mekelle on Friday and Saturday, a senior official said.",
        [("2020-11-13/2020-11-14", "around Mekelle", C(), C())],
    ),
    (
        "2011-04-08",
        "NATO apologised on Friday for an air strike that hit a column of rebel tanks near Brega on Thursday, killing "
        "four people.",
        [("2011-04-07", "near Brega", C(1, 1), C(4, 4))],
    ),
    (
        "2016-02-20",
        "American warplanes struck a training camp in Sabratha, early Friday, killing at least 41 people. The "
        "airstrike, the second U.S. attack in Libya in three months, targeted a leader. In November, an American air "
        "strike killed another near Derna.",
        [("2016-02-19", "in Sabratha", C(), C(41, None)), ("2015-11", "near Derna", C(1, 1), C())],
    ),
    (
        "2023-10-20",
        "An Israeli airstrike on Thursday hit a residential building in Khan Younis, killing 12 people, the Health "
        "Ministry said. Militants fired rockets at Tel Aviv.",
        [("2023-10-19", "in Khan Younis", C(1, 1), C(12, 12))],
    ),
    (
        "2019-06-01",
        "Warplanes of the Libyan National Army bombed Mitiga airport on Friday. The airport was hit by two air "
        "strikes, a spokesman said. There were no casualties.",
        [("2019-05-31", "", C(2, 2), C(0, 0))],
    ),
    (
        "2017-04-07",
        "President Trump ordered a missile strike against an air base. Two U.S. destroyers launched 59 Tomahawk cruise "
        "missiles at the base on Friday. Six people were killed, the Syrian army said.",
        [("2017-04-07", "", C(), C(6, 6))],
    ),
    # Recalled years, other killers, spans of months, answers to others' attacks
    (
        "2018-03-26",
        "The US military carried out an airstrike Saturday near Ubari, killing two terrorists. In January 2017, US B-2 "
        "bombers struck camps south of Sirte, killing more than 80 fighters. The US conducted eight airstrikes in "
        "Libya in 2017.",
        [
            ("2018-03-24", "near Ubari", C(1, 1), C(2, 2)),
            ("2017-01", "south of Sirte", C(), C(80, None)),
            ("2017", "in Libya", C(8, 8), C()),
        ],
    ),
    (
        "2017-06-12",
        "The US military launched an airstrike against Shabaab in southern Somalia earlier today. Eight fighters were "
        "killed. Shabaab has killed dozens of African Union troops this year.",
        [("2017-06-12", None, C(1, 1), C(8, 8))],
    ),
    (
        "2016-11-29",
        "At least 54 civilians were unintentionally killed in seven coalition air strikes in Iraq between March 31 and "
        "Oct. 22, 2016. On Oct. 5, near Mosul, three civilians were killed during a strike on a mortar position.",
        [
            ("2016-03-31/2016-10-22", "in Iraq", C(7, 7), C(54, None)),
            ("2016-10-05", "near Mosul", C(1, 1), C(3, 3)),
        ],
    ),
    (
        "2020-01-19",
        "A missile attack by Houthi rebels hit a camp in Marib on Saturday. Saudi-led coalition jets responded with "
        "air raids on Sunday in Nihm.",
        [("2020-01-18", "in Marib", C(), C()), ("2020-01-19", "in Nihm", C(), C())],
    ),
    (
        "2022-08-15",
        "U.S. forces conducted an airstrike in the vicinity of Teedaan on Aug. 14, 2022. The initial assessment is "
        "that the airstrike killed 13 terrorists and that no civilians were injured or killed.",
        [("2022-08-14", "in the vicinity of Teedaan", C(1, 1), C(13, 13))],
    ),
    (
        "2023-05-30",
        "Russia launched a wave of drones at Kyiv overnight. One person was killed when debris hit a building.",
        [("2023-05-29/2023-05-30", "at Kyiv", C(), C(1, 1))],
    ),
    # Series told by ordinals, strikes told by their day, datelines, weekends, targets with a place
    (
        "2018-11-21",
        "U.S. Africa Command conducted two airstrikes on November 20, 2018, near Harardere. The first airstrike killed "
        "27 terrorists and the second airstrike killed 20 militants.",
        [("2018-11-20", "near Harardere", C(2, 2), C(47, 47))],
    ),
    (
        "2012-06-05",
        "A U.S. drone strike early Monday killed 15 people near Miranshah. It was the third strike in as many days; an "
        "attack on Sunday killed 10, and one on Saturday killed two.",
        [
            ("2012-06-04", "near Miranshah", C(1, 1), C(15, 15)),
            ("2012-06-03", "", C(), C(10, 10)),
            ("2012-06-02", "", C(), C(2, 2)),
        ],
    ),
    (
        "2016-11-20",
        "Sabha, 20 November: Unidentified aircraft struck a house 12 km north-east of Sabha on Saturday, killing three "
        "men, an official said.",
        [("2016-11-19", "12 km north-east of Sabha", C(), C(3, 3))],
    ),
    (
        "2022-08-02",
        "The United States killed a leader in a drone strike in Kabul over the weekend, officials said on Monday.",
        [("2022-07-30/2022-07-31", "in Kabul", C(1, 1), C(1, 1))],
    ),
    (
        "2016-06-10",
        "Airstrikes hit three hospitals in Aleppo on Wednesday, UNICEF said. At least 15 people were reported killed.",
        [("2016-06-08", "in Aleppo", C(), C(15, None))],
    ),
    (
        "2011-10-20",
        "A NATO airstrike hit a convoy that was fleeing Sirte at about 8:30 a.m. Thursday, officials said.",
        [("2011-10-20", "", C(1, 1), C())],
    ),
    (
        "2015-07-02",
        "Saudi-led air strikes killed at least 30 people in Saada overnight, media reported. In Sanaa, 11 people were "
        "killed in raids on a base on Wednesday.",
        [("2015-07-01/2015-07-02", "in Saada", C(), C(30, None))],
    ),
    (
        "2023-10-31",
        "Israeli airstrikes hit a camp in Jabalia on Tuesday, killing at least 50 Palestinians and a commander.",
        [("2023-10-31", "in Jabalia", C(), C(51, None))],
    ),
    (
        "2018-01-29",
        "Between Jan. 19 and Jan. 25, Coalition forces conducted 49 strikes in Iraq. On Jan. 20 near Mosul, Coalition "
        "forces conducted 11 strikes against ISIS targets.",
        [
            ("2018-01-19/2018-01-25", "in Iraq", C(49, 49), C()),
            ("2018-01-20", "near Mosul", C(11, 11), C()),
        ],
    ),
    (
        "2017-07-12",
        "Coalition forces continued to attack the Islamic State yesterday, conducting 27 strikes, officials reported "
        "today.\n\n-- Near Hit, two strikes destroyed two oil tanks.\n\n-- Near Qaim, 25 strikes destroyed a tunnel.",
        [("2017-07-11", "Near Hit", C(2, 2), C()), ("2017-07-11", "Near Qaim", C(25, 25), C())],
    ),
    (
        "2023-12-05",
        "Army drone strike kills at least 85 civilians. The strike hit villagers in Tudun Biri on Sunday night, "
        "officials said Tuesday.",
        [("2023-12-03/2023-12-04", "in Tudun Biri", C(), C(85, None))],
    ),
    (
        "2017-08-26",
        "At least 35 people were killed on Wednesday in an airstrike on a hotel in Arhab. "
        "Two days later, another strike "
        "hit a building in Attan, killing 14.",
        [("2017-08-23", "in Arhab", C(1, 1), C(35, None)), ("2017-08-25", "in Attan", C(1, 1), C(14, 14))],
    ),
    (
        "2016-12-02",
        "AFRICOM said it conducted seven strikes near Sirte on December 1, bringing the total since August 1 to 470.",
        [("2016-12-01", "near Sirte", C(7, 7), C())],
    ),
    (
        "2017-01-19",
        "U.S. warplanes bombed two camps south of Sirte on Wednesday night, killing more than 80 fighters; the "
        "military had ended its campaign of 495 air strikes in the city in December.",
        [("2017-01-18/2017-01-19", "south of Sirte", C(), C(80, None))],
    ),
    (
        "2019-09-20",
        "A U.S. drone strike intended to hit a hideout killed at least 30 civilians, officials said Thursday. The "
        "attack on Wednesday night wounded 40.",
        [("2019-09-18/2019-09-19", "", C(1, 1), C(30, None))],
    ),
]

NO_STRIKE = {
    "planned": "Trump said he would make a decision on possible air strikes against Syria. The U.S. could hit Syria.",
    "authorised": "Obama has authorized airstrikes against ISIS in Syria but none has been carried out.",
    "denied": "Iraqi officials denied that a new air strike had hit a convoy north of Baghdad on Saturday.",
    "negated": "No airstrikes were conducted in Libya in August, the command said.",
    "threatened": "Turkey threatened air strikes and could bomb northern Syria at any time.",
    "conditional": "If the US strikes Syria, Russia will respond, the ministry said on Friday.",
    "tracked": "Surveillance aircraft tracked militants south of Sirte and laid the groundwork for strikes.",
    "workers": "French railway unions called a strike on Friday. The strike hit commuters.",
    "suicide": "Two suicide bombers attacked a mosque in Kano on Friday, killing 20 people.",
    "clashes": "Clashes killed five people in Bakhmut on Thursday, the governor said.",
    "ground": "Militants seized the city of Sirte in 2015 and local forces recaptured it in December.",
    "deal": "The United States struck a deal with Russia on Friday.",
    "called for": "The army, which lost 20 soldiers killed in an ambush, called for air strikes.",
    "asked to stop": "The group said 30 fighters had been killed, and asked for air strikes to stop.",
    "bodies of others": "Police recovered the bodies of 12 migrants on Monday near a base used for air strikes.",
    "definition": "A strike, as defined in the release, refers to one or more kinetic engagements.",
    "infinitive": "The group retains the capability to strike local forces and to conduct attacks in Europe.",
    "drill": "The air force plans an exercise in which jets will bomb targets near Tobruk.",
    "empty": "",
}


@pytest.mark.parametrize(("published", "text", "expected"), STORIES, ids=range(len(STORIES)))
def test_story(told, published, text, expected):
    found = told(text, published)
    assert [(r.when.edtf, r.strikes, r.killed) for r in found] == [(d, s, k) for d, _, s, k in expected]
    for report, (_, place, _, _) in zip(found, expected, strict=True):
        if place:
            assert place in report.mention.text


@pytest.mark.parametrize("text", NO_STRIKE.values(), ids=NO_STRIKE)
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
    (undated,) = told("A drone strike killed four militants near Azzan, officials said on Monday.", "2017-01-19")
    assert not undated.when
    assert undated.when.reason


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
