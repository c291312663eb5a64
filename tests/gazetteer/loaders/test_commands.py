from pathlib import Path

import pytest
from click.testing import CliRunner

from geostrike.cli import cli
from geostrike.gazetteer import Gazetteer

from .conftest import SIRTE, WELL, WOF_HEADER, WOF_SIRTE

WOF = sorted((Path(__file__).resolve().parents[4] / "shared" / "data" / "gazetteer").glob("wof_*"))


def run(*arguments: object, code: int = 0):
    done = CliRunner().invoke(cli, ["gazetteer", *map(str, arguments)])
    assert done.exit_code == code, done.output
    return done


def test_build_says_what_became_of_every_row(write, tmp_path):
    out = tmp_path / "my.sqlite"
    done = run("build", "--add", write("LY.txt", [SIRTE, WELL, "cut"]), "-o", out, "--only")
    assert done.stdout.splitlines()[0] == "LY.txt (geonames): 2 places"
    assert done.stdout.splitlines()[-1].startswith(f"Wrote {out}")
    assert "1 rows broken: 1 not 19 columns" in done.stderr
    assert "LY.txt, line 3" in done.stderr
    assert Gazetteer.open(out).search("Surt")


def test_add_takes_more_files_into_a_store(write, tmp_path):
    out = tmp_path / "my.sqlite"
    run("build", "--add", write("LY.txt", [WELL]), "-o", out, "--only")
    run("add", write("wof_ly.tsv", [WOF_HEADER, WOF_SIRTE]), "--to", out)
    table = write("own.csv", ["TOWN,X,Y", "Bir Dufan,14.9,31.9"])
    run("add", table, "--to", out, "--columns", "name=TOWN,lon=X,lat=Y")
    assert "Bir Dufan" in run("search", "Bir Dufan", "--gazetteer", out).stdout
    assert "Who's On First" in run("info", "--gazetteer", out).stdout


def test_refusals_are_one_line_and_exit_code_2(write, tmp_path):
    out = tmp_path / "my.sqlite"
    for arguments in (
        ("build", "--add", write("notes.txt", ["hello"]), "-o", out),
        ("build", "--add", tmp_path / "absent", "-o", out),
        ("add", write("LY.txt", [SIRTE]), "--to", out),
        ("build", "--add", write("LY.txt", [SIRTE]), "-o", out, "--columns", "town=X"),
        ("download", "Libya"),
    ):
        done = run(*arguments, code=2)
        assert done.stderr.startswith("geostrike: ")
        assert done.stderr.count("\n") == 1
        assert not out.exists()
    run("build", "-o", out, code=2)


@pytest.mark.shared
@pytest.mark.skipif(not WOF, reason="needs ../shared/data/gazetteer")
def test_whos_on_first_files_find_villages_that_the_embedded_store_lacks(tmp_path):
    out = tmp_path / "wof.sqlite"
    files = [path for path in WOF if path.name.endswith(("_ly.tsv.gz", "_so.tsv.gz", "polygons.geojson.gz"))]
    done = run("build", *files, "-o", out)
    assert done.stderr == ""
    gazetteer = Gazetteer.open(out)
    for name, country in (("Qunyo Barrow", "SO"), ("Abu Qurayn", "LY"), ("Janaale", "SO"), ("Al Fuqaha", "LY")):
        assert not Gazetteer.default().search(name, country=country) or country == "LY"
        assert gazetteer.search(name, country=country)[0].place.country == country
    lats = [c.place.lat for c in gazetteer.search("Al Fuqaha", country="LY")]
    assert {round(lat) for lat in lats} >= {28, 32}
    sirte = gazetteer.search("Sirte", country="LY")[0].place
    assert sirte.id == "gn:2210554"
    assert "wof:" in sirte.source
