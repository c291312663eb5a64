"""A named place beside a vaguer phrase: the name is the place, the phrase says which one it is."""

import pytest

import geostrike as gs
from geostrike import locality
from geostrike.model import toponyms

#: Sentence, the kind of what is read first, its names in order.
SENTENCES = [
    ("A drone strike on the village of Ganda in central Mali killed 19.", "feature", ["Ganda", "Mali"]),
    ("An airstrike on Ubari in southern Libya killed two.", "feature", ["Ubari", "Libya"]),
    ("Warplanes struck al-Tuhayta south of Hodeidah on Monday.", "feature", ["al-Tuhayta", "Hodeidah"]),
    ("Two strikes in al-Tuhayta, south of Hodeidah, killed 12.", "feature", ["al-Tuhayta", "Hodeidah"]),
    ("Jets hit Sukhna between Palmyra and Deir ez-Zor on Monday.", "feature", ["Sukhna", "Palmyra", "Deir ez-Zor"]),
    ("Jets hit Husayba, at a crossing between Syria and Iraq, on Monday.", "feature", ["Husayba", "Syria", "Iraq"]),
    ("Missiles hit the Dumayr air base between Damascus and Palmyra.", "feature", ["Dumayr", "Damascus", "Palmyra"]),
    ("Jets hit the market of Mellit, around 60 km north of El Fasher.", "feature", ["Mellit", "El Fasher"]),
    ("Jets hit the mill of Sabratha, a town west of Zawiya.", "feature", ["Sabratha", "Zawiya"]),
    ("Jets hit the al-Zanjili district of west Mosul on Monday.", "feature", ["al-Zanjili", "Mosul"]),
    ("A strike in the Mayo district of southern Khartoum killed 43.", "feature", ["Mayo", "Khartoum"]),
    ("A strike in Qorrimzed area of Vuktemlo district in eastern Nangarhar.", "feature", ["Qorrimzed"]),
    ("A strike near Azaz, in northern Syria, killed two.", "all_of", ["Azaz", "Syria"]),
    ("Turkish jets struck Sinjar, Qandil and Makhmour on Monday.", "any_of", ["Sinjar", "Qandil", "Makhmour"]),
    ("Jets hit Homs, Hama and Idlib on Monday.", "any_of", ["Homs", "Hama", "Idlib"]),
    ("Strikes hit the airports of Damascus and Aleppo on Monday.", "any_of", ["Damascus", "Aleppo"]),
    ("A strike in Azaz, Syria and Raqqa on Monday.", "any_of", ["Azaz", "Raqqa"]),
    ("Jets hit the northern Syrian town of Saraqib.", "feature", ["Saraqib", "Syria"]),
    ("The eastern Ukrainian city of Kramatorsk was hit.", "feature", ["Kramatorsk", "Ukraine"]),
    ("Guns shelled the village of Aitaroun in southern Lebanon.", "feature", ["Aitaroun", "Lebanon"]),
    ("Missiles struck residential areas of Ganja overnight.", "feature", ["Ganja"]),
    ("Mortars hit a crowded part of Omdurman.", "feature", ["Omdurman"]),
    ("They were driving through Lawdar, a town in Abyan, when a missile hit them.", "feature", ["Lawdar"]),
    ("Helicopters dropped bombs this morning on Homs, Ariha and Hama.", "any_of", ["Homs", "Ariha", "Hama"]),
    ("Jets launched raids overnight on Saraqib.", "feature", ["Saraqib"]),
    ("Drones bombed a house in Mali's northern Kidal region.", "feature", ["Kidal"]),
    # No names of places: groups, common nouns, and what has no capital.
    ("Jets hit a training camp south of Sirte on Monday.", "heading_only", ["Sirte"]),
    ("Jets struck Houthi militants south of Hodeidah.", "heading_only", ["Hodeidah"]),
    ("Jets struck Houthis south of Hodeidah.", "heading_only", ["Hodeidah"]),
    ("Jets struck Islamic State south of Mosul.", "heading_only", ["Mosul"]),
    ("Jets struck IS positions between Homs and Palmyra.", "between", ["Homs", "Palmyra"]),
    ("Jets hit a desert area south of Sabha.", "heading_only", ["Sabha"]),
    ("U.S. aircraft struck a target south of Sirte.", "heading_only", ["Sirte"]),
    ("Jets hit the Libyan National Army south of Sirte.", "heading_only", ["Sirte"]),
]


@pytest.mark.parametrize(("sentence", "kind", "names"), SENTENCES)
def test_the_name_is_the_place_in_running_text(sentence, kind, names):
    found = locality.scan(sentence)[0].locality
    assert found.kind == kind
    assert [toponym.name for toponym in toponyms(found)][: len(names)] == names


@pytest.mark.parametrize(
    ("phrase", "used", "within_km"),
    [
        ("Mayadin, at a crossing between Syria and Iraq", "Al Mayādīn", 20),
        ("al-Durayhimi south of Hodeidah", "Ad Durayhimī", 20),
        ("the market of Kutum, around 100 km northwest of El Fasher", "Kutum", 20),
        ("Ubari in southern Libya", "Ubari", 20),
        # Not known, or only by namesakes elsewhere: the vaguer phrase.
        ("the south Lebanese village of Qorrimzed", "Lebanon", 120),
        ("the village of Qorrimzed in north-western Syria", "Syria", 420),
        ("Qorrimzed in Mali's northern Kidal region", "Kidal", 400),
        ("on the village of Qorrimzed in central Mali", "Mali", 1000),
        ("Qorrimzed air base between Homs and Palmyra", "Homs", 100),
        ("the Qorrimzed district of southern Khartoum", "Khartoum", 30),
        ("the al-Jadida district of west Mosul", "Mosul", 30),
        ("Qorrimzed area of Vuktemlo district in eastern Nangarhar province", "Nangarhar", 100),
        ("Springfield south of Hodeidah", "Al Ḩudaydah", 100),
        ("Moscow, 30 km north of Mosul", "Mosul", 70),
        # As before: what has no capital is no name beside another.
        ("a training camp south of Sirte", "Sirte", 90),
        ("militants south of Hodeidah", "Al Ḩudaydah", 90),
        ("sinjar, qandil and makhmour", "Sinjār", 400),
        ("at the airports of Damascus and Aleppo", "Damascus International Airport", 400),
    ],
)
def test_the_name_is_the_place_in_phrases(phrase, used, within_km):
    found = gs.locate(phrase)
    assert found.place.name == used
    assert found.uncertainty_m < 1000 * within_km
