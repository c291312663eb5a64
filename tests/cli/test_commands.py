"""What each command prints and writes."""

import email as stdlib_email
import json
import subprocess
import sys

import geopandas as gpd
import pytest

import geostrike


def test_the_version_and_the_help(run):
    assert run("--version").stdout == f"geostrike, version {geostrike.__version__}\n"
    for name in ("map", "locate", "extract", "events", "email", "gazetteer"):
        assert name in run("--help").stdout


def test_locate_prints_point_radius_area_and_reading(run):
    result = run("locate", "about 45 km south-west of Sirte", "--country", "LY")
    assert result.exit_code == 0
    for words in ("read as        offset: about 45 km at 225° from Sirte", "point ", "radius ", "area at 90%", "km²"):
        assert words in result.stdout


def test_locate_says_why_not(run):
    result = run("locate", "45 km south-west of Xyzzyplugh")
    assert result.exit_code == 0
    assert "not placed     place not in the gazetteer" in result.stdout
    assert run("locate", "45 km south-west of Xyzzyplugh", "--strict").exit_code == 1


def test_locate_json_is_geojson(run):
    data = json.loads(run("locate", "10 km N of Ramadi", "nonsense", "--country", "IQ", "--json").stdout)
    assert [feature["properties"]["status"] for feature in data["features"]] == ["located", "unlocated"]
    assert data["features"][0]["geometry"]["type"] in ("Polygon", "MultiPolygon")


def test_locate_can_be_told_that_a_machine_wrote(run):
    (row,) = json.loads(
        run("locate", "45 km SSW of Sirte", "-c", "LY", "--json", "--source-profile", "machine").stdout
    )["features"]
    assert row["properties"]["distance_high_m"] == 46_000
    assert "is not one of" in run("locate", "in Sirte", "--source-profile", "robot").stderr


def test_locate_reads_phrases_from_standard_input(run):
    result = run("locate", "-", "--json", stdin="10 km N of Sirte\n\nin Sirte\n")
    assert len(json.loads(result.stdout)["features"]) == 2


def test_map_of_the_seeds_lists_every_document_and_says_where_the_map_is(run, seeds, tmp_path):
    path = tmp_path / "strikes.html"
    result = run("map", seeds, "-o", path)
    assert result.exit_code == 0, result.stderr
    for document in seeds.glob("*.txt"):
        assert document.stem in result.stdout
    line = next(line for line in result.stdout.splitlines() if "004_" in line)
    assert line.endswith("no strike reported")
    assert f"Wrote {path}" in result.stdout
    assert path.read_text(encoding="utf-8").lower().startswith("<!doctype html>")


def test_dash_sends_data_to_standard_output_and_the_summary_to_standard_error(run, story):
    result = run("map", story, "-o", "-")
    assert result.stdout.lower().startswith("<!doctype html>")
    assert "Found 1 strike" in result.stderr
    result = run("events", "-", "-o", "-", stdin=(story / "one.txt").read_text(encoding="utf-8"))
    assert len(json.loads(result.stdout)["features"]) == 1
    assert run("extract", story, "--format", "csv").stdout.startswith("\ufeffreport_id,")


def test_extract_and_events_write_several_files(run, story, tmp_path):
    for command, index in (("extract", "report_id"), ("events", "event_id")):
        files = [tmp_path / f"{command}.{suffix}" for suffix in ("gpkg", "geojson", "csv")]
        result = run(command, story, *(part for file in files for part in ("-o", file)))
        assert result.exit_code == 0, result.stderr
        assert all(f"Wrote {file}" in result.stdout for file in files)
        assert index in gpd.read_file(files[0], layer="regions").columns


def test_email_is_a_draft_with_the_map_attached(run, story, tmp_path):
    path = tmp_path / "strikes.eml"
    result = run("email", story, "-o", path)
    assert result.exit_code == 0, result.stderr
    message = stdlib_email.message_from_bytes(path.read_bytes())
    assert any((part.get_filename() or "").endswith(".html") for part in message.walk())


def test_gazetteer_search_and_info(run):
    result = run("gazetteer", "search", "Surt", "--country", "LY", "--json")
    assert json.loads(result.stdout.splitlines()[0])["country"] == "LY"
    assert "LY" in run("gazetteer", "search", "Surt").stdout
    assert run("gazetteer", "search", "Xyzzyplugh").stdout.startswith("'Xyzzyplugh': not found;")
    assert "GeoNames" in run("gazetteer", "info").stdout


def test_python_dash_m_runs_the_same_commands(story, tmp_path):
    call = [sys.executable, "-m", "geostrike", "map", story, "-o", tmp_path / "m.html"]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "Found 1 strike" in done.stdout


@pytest.mark.parametrize("command", ["map", "extract", "events", "email"])
def test_the_same_call_gives_the_same_bytes(run, story, command):
    assert run(command, story, "-o", "-").stdout_bytes == run(command, story, "-o", "-").stdout_bytes


def test_namesakes_are_told_apart(run):
    lines = run("gazetteer", "search", "Springfield").stdout.splitlines()
    assert "Springfield, Missouri, US (settlement)" in lines[0]
    assert len({line.split("  ")[1] for line in lines}) == len(lines)


def test_a_country_may_be_named_where_names_are_searched(run):
    assert "gn:2210554" in run("gazetteer", "search", "Sirte", "--country", "Libya").stdout
    assert run("gazetteer", "search", "Sirte", "--country", "Lybia").exit_code == 2


def test_corrections_reach_the_map_and_what_is_left_out_is_told(run, story, tmp_path):
    (story / "two.txt").write_text("On 3 March 2018 a drone strike hit a farm near Hun, Libya.", encoding="utf-8")
    path = tmp_path / "corrections.csv"
    path.write_text("one-1,killed,7\ntwo-1,leave_out,a rehearsal\n", encoding="utf-8")
    done = run("map", story, "--corrections", path, "-o", tmp_path / "map.html")
    assert done.exit_code == 0
    assert "left out by a person: two-1" in done.stdout
    assert "Killed set to" in (tmp_path / "map.html").read_text(encoding="utf-8")
    done = run("map", story, "--corrections", path, "-o", path)
    assert done.exit_code == 2


def test_a_table_of_a_monitor_is_read_by_its_own_headings(run, tmp_path):
    path = tmp_path / "log.csv"
    path.write_text("event_date,notes\n12 May 2019,A drone strike hit Hun in Libya on Friday.\n", encoding="utf-8")
    given = ("extract", path, "--column", "text=notes", "-o", tmp_path / "reports.csv")
    assert run(*given, "--column", "published=event_date").exit_code == 0
    assert "2019-05-10" in (tmp_path / "reports.csv").read_text(encoding="utf-8")
    for wrong in ("notes", "text=", "body=notes"):
        done = run(*given, "--column", wrong)
        assert (done.exit_code, done.stderr.count("\n")) == (2, 1)


def test_wrong_options_are_refused_before_anything_is_read(run, tmp_path):
    done = run("extract", tmp_path / "nowhere", "--level", "95")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "needs a share" in done.stderr


def test_of_many_documents_the_summary_gives_sums(run, tmp_path):
    story = '{{"id": "d{0}", "text": "On {1} March 2018 jets bombed a farm {2} km south of Sirte, Libya."}}'
    lines = [story.format(number, number % 28 + 1, 10 * number) for number in range(60)]
    (tmp_path / "many.jsonl").write_text(
        "\n".join([*lines, '{"id": "n", "text": "The council met."}']), encoding="utf-8"
    )
    told = run("events", tmp_path / "many.jsonl", "-o", tmp_path / "events.csv").stdout.splitlines()
    assert told[:3] == [
        "Read 61 documents",
        "  60 tell of strikes, 1 of none",
        '  61 without a publication date: days such as "Friday" count from its dateline, or stay unresolved',
    ]
    found = int(told[3].split()[1])
    assert told[-2] == f"  ... and {found - 50} more"
    assert len(told) == 4 + 50 + 2
