"""Input that cannot be read ends in one line that names file, fault and remedy, exit code 2, and no output."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = ("map", "extract", "events", "email")
TEXT = "U.S. forces struck a camp on 26 September 2017, 10 km south of Sirte, Libya."


def bad_folder(tmp_path, sources):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "sources.csv").write_text(f"file,publisher,published,url,title\n{sources}\n", encoding="utf-8")
    return tmp_path


def empty_file(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    return tmp_path / "a.txt", "empty"


def wrong_encoding(tmp_path):
    (tmp_path / "a.txt").write_bytes("Bombe à Sirte".encode("latin-1"))
    return tmp_path / "a.txt", "iconv"


def binary(tmp_path):
    (tmp_path / "a.txt").write_bytes(bytes(range(256)))
    return tmp_path / "a.txt", "a.txt"


def missing(tmp_path):
    return tmp_path / "nowhere", "no such file"


def no_documents(tmp_path):
    return tmp_path, "no documents"


def missing_source(tmp_path):
    return bad_folder(tmp_path, "b.txt,CNN,2017-09-24,,"), "b.txt does not exist"


def bad_date(tmp_path):
    return bad_folder(tmp_path, "a.txt,CNN,24/09/2017,,"), "2017-01-31"


CASES = (empty_file, wrong_encoding, binary, missing, no_documents, missing_source, bad_date)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
@pytest.mark.parametrize("command", COMMANDS)
def test_unreadable_input_is_one_line_and_exit_code_2(run, tmp_path, case, command):
    folder = tmp_path / "in"
    folder.mkdir()
    path, words = case(folder)
    output = tmp_path / ("out" + {"map": ".html", "email": ".eml"}.get(command, ".gpkg"))
    result = run(command, path, "-o", output)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert str(folder) in result.stderr
    assert words in result.stderr
    assert not output.exists()
    assert {item.name for item in tmp_path.iterdir()} == {"in"}


def test_one_bad_document_among_many_is_reported_and_the_others_are_processed(run, story, tmp_path):
    (story / "two.txt").write_bytes(b"\x00\x01")
    output = tmp_path / "reports.csv"
    result = run("extract", story, "-o", output)
    assert result.exit_code == 0
    assert "two.txt: a binary file" in result.stderr
    assert "Read 1 document, 1 document left out" in result.stdout
    assert output.exists()
    assert run("extract", story, "-o", output, "--strict").exit_code == 1


def test_strict_is_about_rows_that_are_not_placed(run, story, tmp_path):
    assert run("events", story, "-o", tmp_path / "e.csv", "--strict").exit_code == 0
    (story / "two.txt").write_text(
        "U.S. forces conducted an airstrike on 3 March 2016, 10 km south of Xyzzyplugh, killing 5 fighters.",
        encoding="utf-8",
    )
    assert run("events", story, "-o", tmp_path / "e.csv").exit_code == 0
    assert run("events", story, "-o", tmp_path / "e.csv", "--strict").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--level", "90"], "needs a share from 0.05 to 0.99"),
        (["--country", "Atlantis"], "'Atlantis'"),
        (["--language", "xx"], "xx"),
        (["--gazetteer", "nowhere.sqlite"], "nowhere.sqlite"),
    ],
)
def test_wrong_options_are_one_line_and_exit_code_2(run, arguments, words):
    result = run("locate", "10 km south of Sirte", *arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [["map"], ["locate"], ["nonsense"], ["map", "x", "--no-such"], ["locate", "x", "--level", "much"]]
)
def test_a_wrong_call_is_exit_code_2(run, arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_an_output_that_cannot_be_written_is_said(run, story, tmp_path):
    result = run("map", story, "-o", tmp_path / "no" / "map.html")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"geostrike: {tmp_path}")
    result = run("extract", story, "-o", tmp_path / "reports.xlsx")
    assert result.exit_code == 2
    assert "no known format" in result.stderr


def test_an_empty_name_is_not_this_folder(run, tmp_path):
    done = run("map", "", "-o", tmp_path / "map.html")
    assert (done.exit_code, done.stderr) == (2, "geostrike: '': an empty name; write . for this folder\n")


def test_a_failed_run_leaves_the_old_output(run, tmp_path):
    output = tmp_path / "map.html"
    output.write_text("old", encoding="utf-8")
    assert run("map", tmp_path / "nowhere", "-o", output).exit_code == 2
    assert output.read_text(encoding="utf-8") == "old"


def test_of_two_outputs_none_is_written_where_one_cannot_be(run, story, tmp_path):
    good, bad = tmp_path / "good.csv", tmp_path / "bad.xyz"
    done = run("events", story, "-o", good, "-o", bad)
    assert (done.exit_code, good.exists()) == (2, False)
    assert ".xyz is no known format" in done.stderr
    assert run("extract", story, "-o", good, "-o", tmp_path / "nowhere" / "a.csv").exit_code == 2
    assert not good.exists()


def test_nothing_is_written_over_what_was_read(run, story, tmp_path):
    table, places = story / "more.csv", tmp_path / "places.csv"
    table.write_text(f'id,text\n1,"{TEXT}"\n', encoding="utf-8")
    places.write_text("name,lon,lat\nXanadu,16.6,31.2\n", encoding="utf-8")
    (story / "sources.csv").write_text(
        "file,publisher,published,url,title\none.txt,CNN,2017-09-27,,\n", encoding="utf-8"
    )
    before = {path: path.read_bytes() for path in (*story.iterdir(), places)}
    for arguments in (
        ("extract", table, "-o", table),
        ("extract", story, "-o", table),
        ("events", story / "one.txt", "-o", story / "sources.csv"),
        ("map", story, "-o", story / "one.txt"),
        ("gazetteer", "build", places, "-o", places),
    ):
        done = run(*arguments)
        assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert "write to another file" in done.stderr
    assert {path: path.read_bytes() for path in (*story.iterdir(), places)} == before


def test_what_geostrike_made_of_a_folder_is_no_story_of_it(run, story):
    made = story / "strikes.html", story / "strikes.eml", story / "reports.csv"
    for command, output in zip(("map", "email", "extract"), made, strict=True):
        assert run(command, story, "-o", output).exit_code == 0
    again = run("events", story, "-o", story / "events.csv")
    assert "Read 1 document, 3 documents left out" in again.stdout
    assert "a map that geostrike made" in again.stderr
    assert run("map", story, "-o", made[0]).exit_code == 0


@pytest.mark.parametrize("command", ["map", "email"])
def test_a_page_is_not_written_under_the_name_of_a_table(run, story, tmp_path, command):
    done = run(command, story, "-o", tmp_path / "map.gpkg")
    assert (done.exit_code, list(tmp_path.glob("map*"))) == (2, [])
    assert "`geostrike events`" in done.stderr
    other = {"map": "email", "email": "map"}[command]
    done = run(command, story, "-o", tmp_path / {"map": "a.eml", "email": "a.html"}[command])
    assert (done.exit_code, f"`geostrike {other}`" in done.stderr) == (2, True)


@pytest.mark.skipif(os.name != "posix", reason="sends a POSIX signal")
def test_an_interruption_while_loading_is_no_crash(root, tmp_path):
    # The first that geostrike loads says that it is being loaded, and takes long.
    (tmp_path / "pandas.py").write_text("import time\nprint('loading', flush=True)\ntime.sleep(60)\n", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", "import geostrike_command; geostrike_command.main()", "map", "stories"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(root)])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout.readline() == "loading\n"
        process.send_signal(signal.SIGINT)
        assert (process.wait(), process.stdout.read(), process.stderr.read()) == (130, "", "")


def test_an_interruption_is_no_crash(run, story, monkeypatch):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("geostrike.cli.running.extract", interrupt)
    result = run("map", story)
    assert result.exit_code == 130
    assert "Traceback" not in result.output


def test_names_and_texts_of_strangers_reach_no_terminal_as_commands(run, tmp_path):
    story = json.dumps({"id": "a\x1b[31m\nb", "text": "An air strike hit a camp 10 km north\nof Raqqa on 3 May 2017."})
    (tmp_path / "a.jsonl").write_text(story + '\n{"id": "\x9b"}\n', encoding="utf-8")
    done = run("events", str(tmp_path), "-o", str(tmp_path / "out.csv"))
    assert done.exit_code == 0
    assert {char for char in done.output if not char.isprintable()} == {"\n"}
    assert "10 km north of Raqqa" in done.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--error-model", "magic"], "'magic' is not one of"),
        (["--country", "Lybia"], "did you mean Libya (LY)?"),
        (["--country", "Qqqq"], "write LY or Libya, for example"),
        (["--no-such"], "see `cli locate --help`"),
    ],
)
def test_a_wrong_call_of_a_command_is_one_line_with_a_remedy(run, arguments, words):
    result = run("locate", "10 km south of Sirte", *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert words in result.stderr


@pytest.mark.parametrize(("stdin", "words"), [("", "empty"), (b"Fezz\xe2n", "not UTF-8")])
def test_phrases_from_standard_input_are_checked(run, stdin, words):
    result = run("locate", "-", stdin=stdin)
    assert result.exit_code == 2
    assert f"standard input: {words}" in result.stderr


def test_a_damaged_pdf_is_one_line(run, tmp_path):
    pytest.importorskip("pypdf")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 cut off")
    result = run("map", tmp_path / "a.pdf")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_an_output_without_a_suffix_is_said(run, story, tmp_path):
    result = run("events", story, "-o", tmp_path / "events")
    assert result.exit_code == 2
    assert "the name does not say the format; end it in .gpkg" in result.stderr


def in_a_shell(output, *arguments):
    """Run a command in a process of its own, with its standard output there."""
    call = [sys.executable, "-m", "geostrike", *arguments]
    return subprocess.run(call, stdout=output, stderr=subprocess.PIPE, text=True, check=False)


def test_a_reader_who_has_enough_makes_no_error():
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as pipe:
        done = in_a_shell(pipe, "gazetteer", "search", "Springfield")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_line():
    with Path("/dev/full").open("wb") as full:
        done = in_a_shell(full, "locate", "10 km south of Sirte")
    assert done.returncode == 2
    assert done.stderr == ("geostrike: standard output: No space left on device; free space, or choose another place\n")
