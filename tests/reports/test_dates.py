"""When sentences of wires, releases and reports of NGOs say that it was; published on a Friday."""

import pytest

PUBLISHED = "2023-11-17"

DATES = {
    # Days and where they stand
    "An airstrike near Ubari on May 4 killed nine fighters.": "2023-05-04",
    "Air strikes on 2 May in Imam Sahib killed 20 people.": "2023-05-02",
    "An airstrike by helicopters on 2 May in Imam Sahib killed 20 people.": "2023-05-02",
    "The October 3 air strike on Kunduz killed 42 people.": "2023-10-03",
    "The air strike, which took place on 9 August at around 8:30 a.m., hit a school bus.": "2023-08-09",
    "An air strike on the evening of 14 June 2022 hit a house in Rahma.": "2022-06-14",
    "On the morning of March 17, air strikes hit a building in Mosul.": "2023-03-17",
    "On Sunday, 12 November 2023, an air strike hit a market.": "2023-11-12",
    "An air strike hit the camp on Sunday (Nov. 12).": "2023-11-12",
    "On November 12th, 2023 an air strike hit the camp.": "2023-11-12",
    "An air strike hit a clinic on the 12th of November.": "2023-11-12",
    "An air strike on 22/09/2017 hit a camp near Sirte.": "2017-09-22",
    "An air strike on 22-09-2017 hit a camp near Sirte.": "2017-09-22",
    "An air strike on 22 Sep 2017 hit a camp near Sirte.": "2017-09-22",
    "An air strike on 2017-09-22 hit a camp near Sirte.": "2017-09-22",
    "At 14:30 on 3 May, an air strike hit a bridge.": "2023-05-03",
    "At approximately 2:50 p.m. local time on Nov. 14, an air strike hit a truck.": "2023-11-14",
    "An air strike hit a truck at 2:50 p.m. local time (1150 GMT) on Tuesday.": "2023-11-14",
    # Datelines and days of saying it
    "MOGADISHU, Nov 16 - An air strike killed nine people on Tuesday.": "2023-11-14",
    "KABUL, Nov 16 (Reuters) - An air strike killed nine people late on Wednesday.": "2023-11-15",
    "November 16, 2023 (NYALA) - Warplanes hit the market of Nyala on Wednesday.": "2023-11-15",
    "STUTTGART, Germany, Nov. 16, 2023 - U.S. Africa Command conducted an airstrike on Nov. 14.": "2023-11-14",
    "SANAA (AFP) - An air strike hit a prison on Monday, officials said Tuesday.": "2023-11-13",
    "An air strike killed nine people on Monday, the UN said in a report released on Thursday.": "2023-11-13",
    "The ministry said on Thursday that an air strike had hit a school on Monday.": "2023-11-13",
    "The command announced Wednesday that a drone strike Sunday killed two men.": "2023-11-12",
    # Nights and hours
    "An air strike hit a house on the night of 3 June.": "2023-06-03/2023-06-04",
    "An air strike hit a house on the night of June 3-4.": "2023-06-03/2023-06-04",
    "Jets bombed the port overnight Tuesday into Wednesday.": "2023-11-14/2023-11-15",
    "Jets bombed the port in the night from Tuesday to Wednesday.": "2023-11-14/2023-11-15",
    "Jets bombed the port on Tuesday night.": "2023-11-14/2023-11-15",
    "Jets bombed the port late on Tuesday night.": "2023-11-14/2023-11-15",
    "Jets bombed the port in the early hours of Monday.": "2023-11-13",
    "Jets bombed the port in the early hours of Monday morning.": "2023-11-13",
    "Jets bombed the port at dawn on Monday.": "2023-11-13",
    "Jets bombed the port shortly before midnight on Monday.": "2023-11-13",
    "An air strike hit a market on Thursday evening local time.": "2023-11-16",
    "An air strike hit a market at dawn today.": "2023-11-17",
    "An air strike hit a market early this morning.": "2023-11-17",
    "An air strike hit a market yesterday evening.": "2023-11-16",
    "An air strike hit a market last night.": "2023-11-16/2023-11-17",
    "Overnight air strikes hit the port of Latakia.": "2023-11-16/2023-11-17",
    # Weekdays
    "An air strike hit the port on Friday.": "2023-11-17",
    "An air strike hit the port last Friday.": "2023-11-10",
    "An air strike last Tuesday hit the port.": "2023-11-14",
    "An air strike hit the port on Saturday.": "2023-11-11",
    "An air strike hit the port on Monday and Tuesday.": "2023-11-13/2023-11-14",
    "Tuesday's air strike on the port killed four people.": "2023-11-14",
    "A Monday air strike on the port killed four people.": "2023-11-13",
    "An air strike hit the port on Friday last week.": "2023-11-10",
    "An air strike hit the port on Wednesday this week.": "2023-11-15",
    "An air strike hit the port a week ago on Tuesday.": "2023-11-07",
    # Ranges and spells
    "Air strikes on 3 and 4 May hit the town.": "{2023-05-03,2023-05-04}",
    "Air strikes on May 3 and 4 hit the town.": "{2023-05-03,2023-05-04}",
    "Air strikes on 3 May and 5 June hit the town.": "{2023-05-03,2023-06-05}",
    "Air strikes between Sept. 22 and Sept. 26 hit the town.": "2023-09-22/2023-09-26",
    "Air strikes hit the town on Sept. 22-26.": "2023-09-22/2023-09-26",
    "Air strikes from 22 to 26 September hit the town.": "2023-09-22/2023-09-26",
    "Air strikes hit the town over the weekend.": "2023-11-11/2023-11-12",
    "Air strikes killed 12 people in the town in the past 24 hours.": "2023-11-16/2023-11-17",
    "Over the past 48 hours, air strikes killed 12 people in the town.": "2023-11-15/2023-11-17",
    "Air strikes have killed 12 people in the town since Monday.": "2023-11-13/2023-11-17",
    "An air strike hit the town earlier this week.": "2023-11-12/2023-11-17",
    "An air strike hit the town late last month.": "2023-10-21/2023-10-31",
    "An air strike hit the town early last month.": "2023-10-01/2023-10-10",
    "An air strike hit the town in mid-October.": "2023-10-11/2023-10-20",
    "An air strike hit the town at the end of October.": "2023-10-21/2023-10-31",
    "An air strike hit the town in early 2022.": "2022-01/2022-04",
    "An air strike hit the town in October.": "2023-10",
    "An air strike hit the town in October last year.": "2022-10",
    "An air strike on 4 October last year hit the town.": "2022-10-04",
    "An air strike hit the town last December.": "2022-12",
    "An air strike hit the town late last year.": "2022-09/2022-12",
    "An air strike hit the town on 14.11.2023.": "2023-11-14",
    "An air strike hit the town on 11/14/2023.": "2023-11-14",
    "Tue 14 Nov 2023: an air strike hit the town.": "2023-11-14",
    "Air strikes hit the town from Monday to Wednesday.": "2023-11-13/2023-11-15",
    "Air strikes hit the town between Monday and Wednesday.": "2023-11-13/2023-11-15",
    "Air strikes hit the town from October 30 to November 2.": "2023-10-30/2023-11-02",
    "Air strikes hit the town, 30 October – 2 November 2023.": "2023-10-30/2023-11-02",
    "Air strikes hit the town on Oct. 3, 4 and 5.": "2023-10-03/2023-10-05",
    "An air strike hit the town a few hours ago.": "2023-11-16/2023-11-17",
    "An air strike hit the town in the first week of October.": "2023-10-01/2023-10-07",
    "An air strike hit the town in the second half of October.": "2023-10-16/2023-10-31",
    "An air strike hit the town in the summer of 2016.": "2016",
    "An air strike hit the town on Nov. 14, the day before the vote.": "2023-11-14",
    "An air strike hit the town three days ago.": "2023-11-14",
    "An air strike hit the town on or about Nov. 5.": "2023-11-05~",
    # Feasts
    "An air strike hit the town on Christmas Day.": "2022-12-25",
    "An air strike on New Year's Eve hit the town.": "2022-12-31",
    "An air strike hit the town on New Year's Day.": "2023-01-01",
    # The closer of two
    "An air strike hit the town this week. The bomb fell about 2 p.m. on Monday.": "2023-11-13",
    "An air strike last week, on Nov. 7, hit the town.": "2023-11-07",
    "An air strike killed nine people this month. The strike took place on the night of November 3.": (
        "2023-11-03/2023-11-04"
    ),
    "An air strike hit a hospital on Monday (13 November).": "2023-11-13",
    # Not the strike's
    "An air strike hit a school that was built in 2015.": "",
    "An air strike killed a man who fled the city last month.": "",
    "An air strike hit the camp, the ministry said on Monday.": "",
    "An air strike hit the camp.": "",
}

SEVERAL = {
    "An air strike killed nine people near Hit on Nov. 14. A week earlier, on Nov. 7, a strike hit Rawa.": [
        "2023-11-14",
        "2023-11-07",
    ],
    "An air strike hit Hit on Nov. 7. Two days later, another strike hit Rawa.": ["2023-11-07", "2023-11-09"],
    "An air strike near Hit killed four men on Nov. 7. The same day, another strike hit a camp near Rawa.": [
        "2023-11-07",
        "2023-11-07",
    ],
    "An air strike near Hit killed four men on Nov. 7. The next day, another strike hit a camp near Rawa.": [
        "2023-11-07",
        "2023-11-08",
    ],
    "An air strike near Hit killed four men on Nov. 7. The day before, an air strike hit a camp near Rawa.": [
        "2023-11-07",
        "2023-11-06",
    ],
    "An air strike near Hit killed four men on Nov. 7. Three days earlier, an air strike hit a camp near Rawa.": [
        "2023-11-07",
        "2023-11-04",
    ],
    "On Tuesday an air strike hit Saada. On Thursday, an air strike hit Hajjah.": ["2023-11-14", "2023-11-16"],
    "An air strike near Hit killed four men on Nov. 7. A strike near Rawa killed two the previous day.": [
        "2023-11-07",
        "2023-11-06",
    ],
    "An air strike near Hit killed four men on Nov. 7, a day after another strike hit a camp near Rawa.": [
        "2023-11-07",
        "2023-11-06",
    ],
    "An air strike near Hit killed four men on Nov. 7. Hours later, another strike hit a camp near Rawa.": [
        "2023-11-07",
        "2023-11-07/2023-11-08",
    ],
}


@pytest.mark.parametrize(("text", "edtf"), DATES.items(), ids=DATES)
def test_date_of_a_strike(told, text, edtf):
    (report,) = told(text, PUBLISHED)
    assert report.when.edtf == edtf
    assert bool(edtf) != bool(report.when.reason)


@pytest.mark.parametrize(("text", "edtf"), SEVERAL.items(), ids=SEVERAL)
def test_dates_of_several_strikes(told, text, edtf):
    assert [report.when.edtf for report in told(text, PUBLISHED)] == edtf
