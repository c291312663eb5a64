"""`geostrike compare`: rows that are new, gone or changed, whatever format they were written in."""

import itertools

import pytest

TWO = "On 3 March 2018 a drone strike hit a farm near Hun, Libya, killing two people."
SAME = (
    "U.S. forces conducted two airstrikes on 26 September 2017, about 10 km south of Sirte, Libya, killing 5 fighters."
)


@pytest.fixture
def tables(run, story, tmp_path):
    """`tables(command, suffix, *options)` writes a table of the story as it stands and answers its path."""
    numbers = itertools.count()

    def write(command, suffix=".csv", *options):
        path = tmp_path / f"{command}{next(numbers)}{suffix}"
        assert run(command, story, "-o", path, *options).exit_code == 0
        return path

    return write


@pytest.mark.parametrize("command", ["extract", "events"])
def test_one_table_in_three_formats_has_no_differences(run, story, tables, command):
    (story / "two.txt").write_text(f"{TWO} Three more fell at 10 km.", encoding="utf-8")
    paths = [tables(command, suffix) for suffix in (".csv", ".gpkg", ".geojson")]
    for before, now in itertools.permutations(paths, 2):
        done = run("compare", before, now, "--strict")
        assert (done.exit_code, done.stdout) == (0, "2 rows before, 2 rows now: 0 new, 0 gone, 0 changed\n")


def test_what_is_new_gone_or_changed_is_said(run, story, tables, tmp_path):
    before = tables("extract")
    (story / "two.txt").write_text(TWO, encoding="utf-8")
    corrections = tmp_path / "corrections.csv"
    corrections.write_text("one-1,killed,7\n", encoding="utf-8")
    now = tables("extract", ".gpkg", "--corrections", corrections)
    lines = run("compare", before, now).stdout.splitlines()
    assert lines[:2] == [
        "1 row before, 2 rows now: 1 new, 0 gone, 1 changed",
        "  changed  one-1  2017-09-26  about 10 km south of Sirte, Libya",
    ]
    assert "             killed_min: 5 -> 7" in lines
    assert any(line.startswith("             corrections: (empty) -> Killed set to '7'") for line in lines)
    assert lines[-1] == "  new      two-1  2018-03-03  near Hun, Libya"
    back = run("compare", now, before, "--strict")
    assert back.exit_code == 1
    assert "  gone     two-1  2018-03-03  near Hun, Libya" in back.stdout
    table = run("compare", before, now, "--csv").stdout.removeprefix("\ufeff").splitlines()
    assert table[0] == "row,change,column,before,now"
    assert "one-1,changed,killed_min,5,7" in table


def test_an_event_that_gained_a_report_is_changed_and_no_other(run, story, tables):
    before = tables("events")
    (story / "another.txt").write_text(SAME, encoding="utf-8")
    told = run("compare", before, tables("events")).stdout
    assert told.startswith("1 row before, 1 row now: 0 new, 0 gone, 1 changed\n")
    assert "             n_reports: 1 -> 2" in told


def test_no_cell_reaches_a_spreadsheet_as_a_formula(run, story, tables, tmp_path):
    before = tables("extract")
    corrections = tmp_path / "corrections.csv"
    corrections.write_text("one-1,actor,=1+1\n", encoding="utf-8")
    now = tables("extract", ".gpkg", "--corrections", corrections)
    assert ",'=1+1" in run("compare", before, now, "--csv").stdout


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.html", "x", "cannot be compared"),
        ("a.csv", "id,text\na,b\n", "no table of reports or events"),
        ("a.csv", "report_id,locality\na,b\na,c\n", "stands twice"),
        ("a.csv", 'report_id,locality\na,"b\n', "cannot be read"),
        ("a.gpkg", "junk", "cannot be read"),
        ("b.csv", "event_id,report_ids,locality\na,b,c\n", "two of one kind"),
    ],
)
def test_what_cannot_be_compared_is_one_line_and_exit_code_2(run, tables, tmp_path, name, content, words):
    (tmp_path / name).write_text(content, encoding="utf-8")
    done = run("compare", tables("extract"), tmp_path / name)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert words in done.stderr
