"""What sentences of wires, releases and reports of NGOs say of the killed, the wounded and civilians."""

import pytest

from geostrike.model import Count

PUBLISHED = "2023-11-17"

KILLED = {
    # Numbers in all their forms
    "An airstrike near Ubari on May 4 killed nine fighters.": (9, 9),
    "A drone strike near Ubari on 4 May killed nine fighters.": (9, 9),
    "An airstrike near Ubari on May 4, 2023, killed 9 fighters.": (9, 9),
    "An airstrike on Nov. 14 killed three militants near Kismayo.": (3, 3),
    "The airstrike on Tuesday killed thirty-one fighters near Jilib.": (31, 31),
    "U.S. forces conducted an airstrike near Jilib, killing thirty-one (31) militants.": (31, 31),
    "The airstrike near Ubari killed eleven (11) al-Qa'ida in the Islamic Maghreb terrorists.": (11, 11),
    "At this time, it is assessed the airstrike killed one (1) terrorist and wounded three (3).": (1, 1),
    "An air strike killed two dozen militants in the valley.": (24, 24),
    "Warplanes bombed a camp, killing a dozen fighters.": (12, 12),
    "Warplanes bombed a camp, killing more than a dozen fighters.": (12, None),
    "An air raid killed half a dozen rebels near Nihm.": (6, 6),
    "An air strike on a wedding killed scores of people in Mokha.": (40, None),
    "An air strike on a funeral hall killed scores.": (40, None),
    "Hundreds of people were killed in air strikes on the town.": (200, None),
    "Dozens of civilians have been killed in air strikes on the market, residents said.": (24, None),
    "Air strikes on the village killed some 40 people, the monitor said.": (40, 40),
    "Nearly 50 people were killed in an air strike on Zawiya.": (50, 50),
    "The air strike killed up to 20 insurgents.": (None, 20),
    "As many as 100 people may have been killed when an air strike hit a market.": (None, 100),
    "Between 10 and 15 fighters were killed in the drone strike.": (10, 15),
    "The drone strike killed 10 to 15 militants.": (10, 15),
    "A drone strike killed 10-15 militants near Wana.": (10, 15),
    "An air strike killed twenty to thirty people in Hajjah.": (20, 30),
    "An air strike killed at least 12 people including 5 children.": (12, None),
    "An airstrike killed 1,200 fighters, the ministry claimed.": (1200, 1200),
    "An air strike hit a house, killing a family of six.": (6, 6),
    "Seven members of one family were killed when an air strike hit their house.": (7, 7),
    "An air strike killed a woman and her two children in Khan Younis.": (3, 3),
    "An air strike on a house killed a man, his wife and four children.": (6, 6),
    "An air strike killed a couple and their three children.": (5, 5),
    "No fewer than 30 villagers were killed in the air strike.": (30, None),
    "An air strike on a mining camp killed over 100, witnesses said.": (100, None),
    # Verbs, nouns and tolls
    "An air strike on a market in Tal Abyad left nine dead.": (9, 9),
    "Air strikes hit the port, leaving nine people dead.": (9, 9),
    "An air strike left 17 dead and 30 wounded in Idlib.": (17, 17),
    "The air strike claimed the lives of 23 civilians.": (23, 23),
    "Twelve people lost their lives in an air strike on Shire.": (12, 12),
    "An air raid cost the lives of 11 villagers in Sagaing.": (11, 11),
    "Rescuers recovered the bodies of 18 people after the air strike.": (18, 18),
    "An air strike hit a block of flats on Tuesday. Rescuers recovered 18 bodies from the rubble.": (18, 18),
    "The death toll from an air strike on a market in Ariha has risen to 21.": (21, 21),
    "The death toll in Tuesday's air strike on a market rose to 21, officials said.": (21, 21),
    "An air strike hit a school on Tuesday. The death toll has climbed from nine to 14.": (14, 14),
    "An air strike hit a school on Tuesday. The number of dead stands at 31.": (31, 31),
    "The number killed when a jet bombed Daglun has climbed to 44.": (44, 44),
    "An air strike on a hospital resulted in the deaths of 22 patients and staff.": (22, 22),
    "At least 34 deaths were reported after the air strike on Thaker.": (34, None),
    "The air strike caused 16 deaths and 40 injuries.": (16, 16),
    "Nine Al-Qaeda members were killed on Monday in a US air strike.": (9, 9),
    "Fifteen people, most of them women, died when an air strike hit a truck.": (15, 15),
    "An airstrike that killed 13 people hit Bamendjou.": (13, 13),
    "An air strike killed five and wounded 12 in Zawiyah.": (5, 5),
    "The air strike, in which eight people were killed, hit a farm.": (8, 8),
    "Ten people are reported to have been killed in an air strike on Binnish.": (10, 10),
    "Air strikes on two villages killed six and four people.": (10, 10),
    "US drone strike kills four in Waziristan": (4, 4),
    "Drone strike: 12 killed, 30 injured in Shabwa": (12, 12),
    # None at all
    "There were no casualties when jets bombed an empty camp near Ndele.": (0, 0),
    "An air strike hit a depot near Ubari. There were no reports of casualties.": (0, 0),
    "An air strike hit the airport on Monday. No casualties were reported.": (0, 0),
    "An air strike hit the airport on Monday. No deaths were reported.": (0, 0),
    "An air strike hit a warehouse; nobody was hurt.": (0, 0),
    "An air strike hit a warehouse. No one was killed or injured.": (0, 0),
    "Jets bombed an empty warehouse without causing casualties.": (0, 0),
    "An air strike hit a warehouse in Hodeidah, causing no casualties.": (0, 0),
    "An air strike hit the airport. It was not immediately clear whether there were casualties.": (None, None),
    "An air strike hit the airport. There were no immediate reports of casualties.": (None, None),
    "The airstrike killed two militants. There were no civilian casualties.": (2, 2),
    # Sums and people with a name
    "One civilian and three fighters were killed in an air strike on Sinjar.": (4, 4),
    "A drone strike killed two commanders, three fighters and a driver.": (6, 6),
    "A general and a militia leader were killed in an air strike near Damascus.": (2, 2),
    "A drone strike near Idlib killed Abu Hassan al-Iraqi, a senior ISIS leader.": (1, 1),
    "A drone strike killed al-Shabaab leader Ahmed Godane south of Mogadishu.": (1, 1),
    "A drone strike killed the warlord along with three others near Wana.": (4, 4),
    "A drone strike killed Nek Mohammad and four other militants in Wana.": (5, 5),
    "A drone strike killed senior commander Badar Mansoor and his wife.": (2, 2),
    "Mullah Akhtar Mansour was killed in a drone strike in Balochistan.": (1, 1),
    "Abu Yahya al-Libi, the group's second in command, was killed in a drone strike on Monday.": (1, 1),
    "The militant commander and two of his guards were killed in a drone strike.": (3, 3),
    "Iranian general Qassem Soleimani and militia leader Abu Mahdi al-Muhandis were killed in a US drone strike.": (
        2,
        2,
    ),
    "An air strike killed the head of the police and two officers.": (3, 3),
    "Coalition air strikes killed ISIS fighters near Hit.": (None, None),
    "Coalition air strikes killed Islamic State militants near Hit.": (None, None),
    "An air strike killed Palestinians and destroyed a house in Rafah.": (None, None),
    # A number that counts something else
    "An air strike killed four camels and destroyed two trucks.": (None, None),
    "An air strike destroyed 40 trucks and killed two drivers.": (2, 2),
    "An air strike at 3 a.m. on 12 May killed five people.": (5, 5),
    "Two F-16 jets dropped four bombs on the camp, killing 11.": (11, 11),
    "An air strike killed three boys aged 10, 12 and 14.": (3, 3),
    "An air strike killed a 60-year-old man and a 12-year-old girl.": (2, 2),
    "An air strike 20 km south of Sirte killed seven.": (7, 7),
    "An airstrike killed 12 people, two officials said.": (12, 12),
    "The U.S. military, which has 500 troops in Somalia, said an airstrike killed three militants.": (3, 3),
}

SEVERAL = {
    "Ten militants were killed near Kismayo in an airstrike on Monday, a day after 25 fighters died in another one.": [
        (10, 10),
        (25, 25),
    ],
    "A rocket strike on Fuzuli killed at least 15 people on Nov. 4. The day before, three people had died in an "
    "earlier attack near the town.": [(15, None), (3, 3)],
    "The US military killed six fighters in Libya, officials said. Monday's strike took place 20 miles outside "
    "Waddan.": [(6, 6)],
    "An airstrike killed four militants near Jilib on Monday. An earlier strike on Nov. 5 killed 12.": [
        (4, 4),
        (12, 12),
    ],
    "On Monday an air strike on Saada killed six people. On Tuesday another air strike killed 11 near Hajjah.": [
        (6, 6),
        (11, 11),
    ],
    "An air strike killed five people in Idlib on Monday, while another strike killed seven in Hama.": [(5, 5), (7, 7)],
    "A drone strike killed three militants on Monday. More than 40 people have been killed in strikes since October.": [
        (3, 3)
    ],
    "An air strike hit a bakery on Monday, killing nine. The war has killed more than 10,000 people.": [(9, 9)],
    "An air strike hit a bakery on Monday, killing nine. A car bomb killed 20 in the same town last week.": [(9, 9)],
}

FIELDS = [
    ("An air strike left 17 dead and 30 wounded in Idlib.", {"killed": (17, 17), "wounded": (30, 30)}),
    ("An air strike killed five and wounded 12 in Zawiyah.", {"killed": (5, 5), "wounded": (12, 12)}),
    ("The air strike caused 16 deaths and 40 injuries.", {"killed": (16, 16), "wounded": (40, 40)}),
    (
        "An air strike wounded at least ten people, two of them seriously.",
        {"killed": (None, None), "wounded": (10, None)},
    ),
    ("Twelve people were killed and 20 others injured in the air strike.", {"killed": (12, 12), "wounded": (20, 20)}),
    (
        "Twelve people were killed in the air strike and dozens more were hurt.",
        {"killed": (12, 12), "wounded": (24, None)},
    ),
    (
        "An air strike hit a warehouse; nobody was hurt.",
        {"killed": (0, 0), "wounded": (0, 0), "civilians_killed": (0, 0)},
    ),
    ("No one was killed in the air strike, but three people were wounded.", {"killed": (0, 0), "wounded": (3, 3)}),
    ("An air strike killed one person and injured a child.", {"killed": (1, 1), "wounded": (1, 1)}),
    ("An air strike hit a house, killing a family of six.", {"killed": (6, 6), "civilians_killed": (6, 6)}),
    ("One civilian and three fighters were killed in an air strike.", {"killed": (4, 4), "civilians_killed": (1, 1)}),
    (
        "An air strike killed at least 12 people, including five children.",
        {"killed": (12, None), "civilians_killed": (5, 5)},
    ),
    (
        "An air strike killed 20 people, 15 of them civilians.",
        {"killed": (20, 20), "civilians_killed": (15, 15)},
    ),
    (
        "An air strike killed 20 people, among them seven women and three children.",
        {"killed": (20, 20), "civilians_killed": (10, 10)},
    ),
    (
        "U.S. Africa Command conducted an airstrike near Jilib, killing two terrorists. We currently assess no "
        "civilians were injured or killed.",
        {"killed": (2, 2), "civilians_killed": (0, 0)},
    ),
    ("An air strike hit a clinic, killing two nurses and wounding a doctor.", {"killed": (2, 2), "wounded": (1, 1)}),
    ("An air strike hit a clinic, killing two and injuring 20 others.", {"killed": (2, 2), "wounded": (20, 20)}),
    ("An air strike killed or wounded 12 militants.", {"killed": (0, 12), "wounded": (0, 12)}),
    (
        "Thirty people were wounded, six of them critically, in an air strike.",
        {"killed": (None, None), "wounded": (30, 30)},
    ),
]


def told_counts(told, text, *fields):
    reports = told(text, PUBLISHED)
    return [tuple((getattr(r, f).low, getattr(r, f).high) for f in fields) for r in reports]


@pytest.mark.parametrize(("text", "expected"), KILLED.items(), ids=KILLED)
def test_killed(told, text, expected):
    assert told_counts(told, text, "killed") == [(expected,)]


@pytest.mark.parametrize(("text", "expected"), SEVERAL.items(), ids=SEVERAL)
def test_the_dead_of_several_strikes_stay_apart(told, text, expected):
    assert [killed for (killed,) in told_counts(told, text, "killed")] == expected


@pytest.mark.parametrize(("text", "expected"), FIELDS, ids=[text for text, _ in FIELDS])
def test_wounded_and_civilians(told, text, expected):
    (report,) = told(text, PUBLISHED)
    found = {field: getattr(report, field) for field in expected}
    assert found == {field: Count(*bounds) for field, bounds in expected.items()}
