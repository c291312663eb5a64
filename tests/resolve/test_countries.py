"""Of which countries a text speaks."""

import pytest

from geostrike.gazetteer import Gazetteer
from geostrike.resolve import infer_countries
from geostrike.resolve.clues import demonym_country


@pytest.fixture(scope="module")
def world():
    return Gazetteer.default()


def first(text, world, **options):
    return next(iter(infer_countries(text, world, **options)), "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two strikes hit a camp 45 km south-west of Sirte, Libya.", "LY"),
        ("The Libyan city of Sirte was struck.", "LY"),
        ("WASHINGTON - U.S. forces conducted two airstrikes in Libya on Friday, the U.S. military said.", "LY"),
        ("In coordination with the Federal Government of Somalia, U.S. Africa Command conducted an airstrike.", "SO"),
        ("A Turkish drone hit a car in Sulaymaniyah, in Iraq's Kurdistan Region.", "IQ"),
        ("Saudi-led coalition warplanes hit Hodeidah; Houthi media said.", "YE"),
        ("Russian aircraft bombed Kharkiv in Ukraine.", "UA"),
        ("Near Mosul, one strike. Near Baiji, two strikes.", "IQ"),
        ("Syrian Arab Republic: strikes near Raqqah.", "SY"),
        ("Israeli strikes hit southern Lebanon, Lebanese officials said.", "LB"),
        ("غارة جوية في ليبيا", "LY"),
    ],
)
def test_the_scene_outweighs_the_actors(world, text, expected):
    assert first(text, world) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A rocket hit a house in Tal Afar on Tuesday.", {}),  # Afar is a region elsewhere
        ("A drone hit the Mahdia quarter of Sabha.", {"LY": 1.0}),
        ("Jets hit the Aleppo quarter of a town.", {}),
        ("Jets hit the Aleppo area of a town.", {}),
        ("Jets hit the Aleppo area on Monday.", {"SY": 1.0}),
        ("Shells hit Douma village, near Idlib.", {"SY": 1.0}),
        ("Russian mortar fire killed two farmers.", {"RU": 0.3}),
        ("Ethiopian gunners killed two farmers.", {"ET": 0.3}),
    ],
)
def test_a_name_within_another_or_of_a_quarter_says_no_country(world, text, expected):
    assert infer_countries(text, world) == expected


def test_cities_of_one_name_share_what_it_says(world):
    found = infer_countries("Jets bombed a hill above Saida.", world)
    assert found.keys() == {"LB", "DZ"}
    assert first("Jets bombed a hill above Saida, Lebanese officials said.", world) == "LB"
    assert infer_countries("Jets bombed Tripoli.", world)["LY"] > 0.8


def test_a_city_whose_name_is_borne_elsewhere_says_little(world):
    assert infer_countries("Jets bombed Qana.", world) == {}, "a town of Lebanon, and another name of Qina in Egypt"
    assert first("Jets bombed Mansurah.", world) == "EG"
    assert infer_countries("Jets bombed Mansurah, the Houthis said.", world) == {"YE": 1.0}, "there is one in Yemen"


DATELINES = (
    "BEIRUT - Eastern Ghouta came under attack.",
    "BEIRUT (Reuters) - Jets bombed a camp.",
    "BEIRUT, March 3 (Reuters) — Jets bombed a camp.",
    "Jets bomb a camp\n\nBEIRUT: Twelve people died.",
    "March 4, 2024 (BEIRUT) - Jets bombed a camp.",
    "BEIRUT/TYRE (AP) -- Jets bombed a camp.",
    "BEIRUT, Lebanon (AP) — “They hit a camp,” he said.",
    "Beirut (AsiaNews) - Jets bombed a camp.",
)


@pytest.mark.parametrize("text", DATELINES)
def test_a_dateline_says_where_the_writer_sits(world, text):
    (weight,) = infer_countries(text, world).values()
    assert weight <= 0.2
    assert first(f"{text} Officials in Syria said so.", world) == "SY"
    assert infer_countries(f"{text} Rockets fell on Aleppo.", world)["SY"] > 0.8


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LIBYA: Jets bombed a camp.", "LY"),  # a country there is a heading
        ("Aleppo - Jets bombed three villages.", "SY"),
        ("TEN DIE IN ALEPPO\n\nJets bombed a camp.", "SY"),
        ("Jets bombed a camp in BEIRUT - the third in a week.", "LB"),
    ],
)
def test_what_is_no_dateline_says_where(world, text, expected):
    assert infer_countries(text, world)[expected] > 0.9


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A convoy was hit near the Iraqi border in Syria.", "SY"),
        ("A convoy was hit in Deir al-Zor, close to the border with Iraq.", "SY"),
        ("A convoy was hit near Libya's border with Niger.", "LY"),
        ("A convoy was hit on the Syrian side of the border with Iraq.", "SY"),
    ],
)
def test_the_other_side_of_a_border_is_not_the_scene(world, text, expected):
    weights = infer_countries(text, world)
    assert weights[expected] > 0.8
    assert infer_countries("A convoy was hit near the Iraqi border.", world) == {"IQ": 0.3}


@pytest.mark.parametrize(
    "text",
    [
        "An Iraqi and five others were killed in a raid.",
        "A raid killed two Iraqis who had fled.",
        "A raid killed the Iraqi preacher Abu Nabil.",
        "The dead were three men and an Iraqi.",
    ],
)
def test_somebodys_country_need_not_be_the_scene(world, text):
    assert infer_countries(text, world) == {"IQ": 0.3}
    assert infer_countries(f"{text} It was near Derna, in Libya.", world)["LY"] > 0.8
    assert infer_countries("A raid hit an Iraqi town.", world) == {"IQ": 1.0}


def test_commands_are_weak_priors(world):
    alone = infer_countries("AFRICOM announced an airstrike.", world)
    assert next(iter(alone)) == "SO"
    assert max(alone.values()) < 0.6
    assert first("AFRICOM announced an airstrike in Libya.", world) == "LY"


@pytest.mark.parametrize(
    "text", ["", "no country in this sentence.", "\x00\ufffd", "Ā" * 100_000, "(((((", "U.S." * 10_000]
)
def test_text_without_a_country(world, text):
    weights = infer_countries(text, world)
    assert set(weights) <= {"US"}


def test_weights_are_shares(world):
    weights = infer_countries("Strikes in Syria and Iraq. In Syria, near Raqqah. Libya was not hit.", world)
    assert sum(weights.values()) == pytest.approx(1, abs=0.01)
    assert list(weights.values()) == sorted(weights.values(), reverse=True)


def test_a_country_where_things_happen_counts_half_as_much_again(world):
    assert infer_countries("Strikes in Libya followed talks with Egypt.", world) == {"LY": 0.6, "EG": 0.4}


def test_a_language_without_the_table_reads_names_of_countries(world):
    assert first("Frappes aériennes en Libye.", world, language="fr") == "LY"


def test_demonyms():
    assert [demonym_country(word) for word in ("Libyan", "somalis", "Nigerien", "Nigerian", "green")] == [
        "LY", "SO", "NE", "NG", "",
    ]  # fmt: skip


def test_the_seeds_speak_of_libya(world, seeds):
    texts = [path.read_text("utf-8") for path in sorted(seeds.glob("*.txt"))]
    assert texts
    assert {first(text, world) for text in texts} == {"LY"}
