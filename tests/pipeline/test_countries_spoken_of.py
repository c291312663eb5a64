"""A namesake or a look-alike far from where the text is: refused, or said."""

import datetime

import pytest

import geostrike as gs

PUBLISHED = datetime.date(2020, 6, 8)


def row_of(sentence):
    (row,) = gs.extract([gs.Document("a", sentence, PUBLISHED)]).to_dict("records")
    return row


#: Sentence, country; the place named is unknown there, and known elsewhere by this or a like name.
ELSEWHERE = [
    ("A strike near Bulu, in southern Libya, on Sunday killed 12 militants.", "LY"),
    ("A drone strike near Moro, in central Somalia, killed three on Sunday.", "SO"),
    ("An air strike on Kansas, in western Iraq, killed four people on Sunday.", "IQ"),
    ("An air strike near Hamilton, in Nangarhar province, killed six on Sunday.", "AF"),
    ("An air strike at Newport, 20 km south of Kunduz, killed six on Sunday.", "AF"),
    ("A strike in Bristol, east of Ramadi, on Sunday killed 11 fighters.", "IQ"),
    ("A strike in the Rimal district of Gaza City killed 12 people on Sunday.", "PS"),
    ("Jets bombed the Orlando neighbourhood of Mosul on Sunday, killing seven.", "IQ"),
]


#: Sentence, country: names that begin or end with that of a city or region of another country.
PARTS_OF_NAMES = [
    ("A drone hit a house in Nan Chung Wa village in Myanmar's Chin state on Sunday.", "MM"),
    ("A raid hit a town in Chin state near the Indian border on Sunday, killing eight.", "MM"),
    ("Iraqi jets struck Hawija, Tal Afar town and a depot on Sunday.", "IQ"),
]


@pytest.mark.parametrize(("sentence", "country"), PARTS_OF_NAMES)
def test_a_part_of_a_name_says_no_country(sentence, country):
    assert row_of(sentence)["country"] == country


@pytest.mark.parametrize(("sentence", "country"), ELSEWHERE)
def test_what_the_sentence_says_is_drawn_and_no_namesake_elsewhere(sentence, country):
    row = row_of(sentence)
    assert (row["status"], row["country"]) == ("located", country)
    assert gs.Gazetteer.default().country_shape(country).buffer(0.2).covers(row["point"])


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        (
            "A strike on Almat on Sunday killed 20, the Lebanese health ministry said.",
            "",
        ),  # no other name of Almetyevsk
        ("Jets bombed Belfast, in Burkina Faso, on Sunday.", "BF"),
        ("Jets bombed Dudu on Sunday, Syrian officials said; the war in Syria goes on.", "SY"),
        ("A drone killed nine men in Marfa on Sunday, among them two Taliban fighters.", "AF"),
        ("Jets bombed a wedding at Qorrimzed, in Kani township, on Sunday.", ""),  # a city at peace is called so
        ("The airstrike in Nawa district on Sunday killed 11 Taliban fighters.", "AF"),  # a town in India
        ("KABUL (AP) - An air strike in Nawa killed six people on Sunday, officials said.", ""),  # a town in Syria
        ("A strike near Qorrimzed on Sunday killed two al-Shabab men who had fired on Somali troops.", "SO"),
    ],
)
def test_a_place_that_nothing_speaks_for_is_not_drawn(sentence, country):
    row = row_of(sentence)
    assert (row["status"], row["country"]) == ("unlocated", country)


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        ("Jets bombed Tripoli, in northern Lebanon, on Sunday.", "LB"),
        ("Turkish jets bombed Afrin on Sunday.", "SY"),  # who acts need not be at home
        ("Israeli jets bombed Port Sudan on Sunday.", "SD"),
        ("A drone strike near Harardhere, in Somalia, killed two on Sunday.", "SO"),
        ("BEIRUT (AP) - An air strike in Saraqib killed six people on Sunday.", "SY"),  # next to where it was written
        ("Israeli jets hit Saraqib on Sunday.", "SY"),
        ("A rocket hit a house in Tal Afar on Sunday.", "IQ"),
        ("Russian mortar fire killed two farmers in Huliaipole on Sunday.", "UA"),
        ("Jets bombed a house in Datta Kel, in Pakistan, on Sunday.", "PK"),  # a slip of the pen at home
    ],
)
def test_what_is_well_known_or_fits_stays(sentence, country):
    row = row_of(sentence)
    assert (row["status"], row["country"]) == ("located", country)


def test_why_it_is_not_drawn_is_told():
    row = row_of("Jets bombed Dudu on Sunday, Syrian officials said; the war in Syria goes on.")
    assert "in a country that the text speaks of" in row["remarks"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Jets bombed a house at Qorrimzed, a mile from the border with Israel, on Sunday, killing Lebanese farmers.",
        "Jets hit a house at Qorrimzed, close to the border with Israel, in Lebanon, on Sunday.",
    ],
)
def test_a_border_that_a_place_is_near_is_on_the_other_side(sentence):
    row = row_of(sentence)
    assert (row["status"], row["country"]) == ("located", "LB")
    assert gs.Gazetteer.default().country_shape("LB").buffer(0.1).covers(row["point"])


def test_the_title_says_which_country_where_the_text_speaks_of_none():
    text = "Near Nawa, one strike on Sunday destroyed a vehicle."
    plain, titled, other = (
        gs.extract([gs.Document("a", words, PUBLISHED, title=title)]).iloc[0]
        for words, title in (
            (text, ""),
            (text, "Strikes in Syria on 7 June"),
            (f"{text} It was the second in Afghanistan.", "Strikes in Syria"),
        )
    )
    assert (titled["country"], other["country"]) == ("SY", "AF")
    assert "taken from the title, 'Strikes in Syria on 7 June'" in titled["remarks"]
    assert "title" not in plain["remarks"] + other["remarks"]
