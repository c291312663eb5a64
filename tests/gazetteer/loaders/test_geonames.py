import pytest

from geostrike.model import PlaceKind

from .conftest import BASE, SIRTE, WELL


@pytest.mark.parametrize("name", ["LY.txt", "LY.txt.gz", "LY.zip", "anything.dat"])
def test_country_file_is_recognised_by_its_content_in_any_packing(write, built, name):
    gazetteer, reports = built(write(name, [SIRTE, WELL]))
    used = [report for report in reports if report.format]
    assert [(report.format, report.places) for report in used] == [("geonames", 2)]
    assert gazetteer.search("Surt", country="LY")[0].place.id == "gn:2210554"


def test_readme_in_an_archive_is_passed_over_and_said(write, built):
    _, reports = built(write("LY.zip", [SIRTE]))
    assert ["LY.zip/readme.txt: not a gazetteer, passed over"] in [report.summary() for report in reports]


def test_place_has_names_in_all_scripts_and_extent_from_population(write, built):
    gazetteer, _ = built(write("LY.txt", [SIRTE]))
    place = gazetteer.search("سرت")[0].place
    assert (place.name, place.country, place.population, place.kind) == ("Sirte", "LY", 128_123, PlaceKind.SETTLEMENT)
    assert 4_500 < place.extent_m < 5_500


def test_feature_codes_become_kinds(write, built):
    gazetteer, _ = built(write("LY.txt", [SIRTE, WELL, BASE]))
    assert gazetteer.search("Bir al Ghanam", country="LY")[0].place.kind is PlaceKind.WATER
    assert gazetteer.search("Al Khadim", country="LY")[0].place.kind is PlaceKind.AIRFIELD


def test_first_order_unit_is_found_by_location(write, built):
    gazetteer, _ = built(write("LY.txt", [SIRTE]))
    assert gazetteer.search("Sirte")[0].place.admin1


def test_file_cut_in_the_middle_keeps_what_is_whole_and_names_the_line(write, built):
    gazetteer, (report,) = built(write("LY.txt", "\n".join([SIRTE, WELL, BASE])[:-60]))
    assert report.places == 2
    assert report.faults.total() == 1
    assert "LY.txt, line 3: not 19 columns, as in a file that was cut" in report.problems()[1]
    assert gazetteer.search("Sirte")


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        (4, "91.5", "latitude outside -90..90"),
        (5, "-181", "longitude outside -180..180"),
        (4, "north", "latitude is not a number"),
        (4, "nan", "latitude is not a number"),
        (5, "1e999", "longitude is not a number"),
        (1, "", "no name"),
        (1, "…", "name without a letter or digit, or with a control character"),
        (1, "x" * 10_000, "name longer than 200 letters"),
        (0, "-5", "GeoNames id is not a whole number"),
        (6, "Q", "unknown feature class"),
        (14, "many", "population is not a number"),
    ],
)
def test_broken_row_is_counted_with_its_line_and_reason(write, built, column, value, reason):
    fields = WELL.split("\t")
    fields[column] = value
    _, (report,) = built(write("LY.txt", [SIRTE, "\t".join(fields)]))
    assert report.places == 1
    assert dict(report.faults) == {reason: 1}
    assert report.shown[0].startswith(f"LY.txt, line 2: {reason}")
    assert len(report.shown[0]) < 250


def test_all_broken_rows_are_counted_and_the_first_ones_shown(write, built):
    _, (report,) = built(write("LY.txt", [SIRTE, *["1\t2\t3"] * 50]))
    problems = report.problems()
    assert problems[0] == "LY.txt: 50 rows broken: 50 not 19 columns, as in a file that was cut"
    assert len(problems) == 11


def test_further_names_are_added_whatever_the_order_of_the_files(write, built):
    names = write(
        "alternateNamesV2.txt",
        [
            "1\t2210554\ten\tSidra Bay Town\t\t\t\t\t\t",
            "2\t2210554\tlink\thttps://en.wikipedia.org/wiki/Sirte\t\t\t\t\t\t",
            "3\t999\ten\tElsewhere\t\t\t\t\t\t",
        ],
    )
    gazetteer, reports = built(names, write("LY.txt", [SIRTE]))
    assert gazetteer.search("Sidra Bay Town")[0].place.id == "gn:2210554"
    report = reports[-1]
    assert (report.format, report.names, report.faults.total()) == ("alternatenames", 1, 0)
    assert dict(report.omitted) == {
        "a link or code, not a name": 1,
        "a name of a place that is not in the gazetteer": 1,
    }


def test_older_alternate_names_have_eight_columns(write, built):
    names = write("alternateNames.txt", ["1\t2210554\ten\tSidra Bay Town\t\t\t\t"])
    gazetteer, _ = built(write("LY.txt", [SIRTE]), names)
    assert gazetteer.search("Sidra Bay Town")
