"""Lines that say where and when a story was filed."""

import pytest

from geostrike.lang.datelines import dateline_at, datelines


@pytest.mark.parametrize(
    ("line", "city", "told"),
    [
        ("BEIRUT, March 3 (Our Wire) - ", "BEIRUT", "Jets bombed a camp."),
        ("Kabul, Afghanistan (OW) -- ", "Kabul", "Jets bombed a camp."),
        ("March 4, 2024 (NYALA) - ", "NYALA", "Jets bombed a camp."),
        ("(OURWIRE) - CAIRO, OCTOBER 7 - ", "CAIRO", "Jets bombed a camp."),
        ("CAIRO – 26 August 2017: ", "CAIRO", "Jets bombed a camp."),
        ("Sabha, 20 November: ", "", "Jets bombed a camp."),
        ("Sabha/Hun, 20 November 2019:\n\n", "", "Jets bombed a camp."),
        ("Tunis [Tunisia], Oct 9 (OWN): ", "", "Jets bombed a camp."),
        ("Tunis, (Our Wire / Ours - 3rd May, 2019 ) ", "", "Jets bombed a camp."),
        ("(Nairobi, May 3, 2019) - ", "", "Jets bombed a camp."),
        ("Sanaa, Aug 3 (OWN) ", "", "At least ten died."),
        ("Sanaa, Aug 3 (OWN) Aug 3, 2018 ", "", "At least ten died."),
    ],
)
def test_a_line_says_where_and_when_it_was_filed(line, city, told):
    (found,) = datelines(line + told, 0, 1000)
    assert found.city == city
    assert found.end <= len(line)
    assert not any(letter.isalnum() for letter in line[found.end :])
    assert found == dateline_at(line + told, 0)


@pytest.mark.parametrize(
    "text",
    [
        "Aleppo - Jets bombed a camp.",
        "Jets hit 20 houses in Derna.",
        "On May 3, jets struck a camp.",
        "May 3 - Jets struck a camp.",
    ],
)
def test_other_openings_are_none(text):
    assert not list(datelines(text, 0, 1000))
