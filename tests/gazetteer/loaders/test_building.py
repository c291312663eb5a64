import os
import sqlite3
import tracemalloc
from pathlib import Path

import pytest

from geostrike.errors import GazetteerError, UnreadableError
from geostrike.gazetteer import Gazetteer
from geostrike.gazetteer.build import build
from geostrike.gazetteer.writer import StoreWriter
from geostrike.model import PlaceKind

from .conftest import BASE, SIRTE, WELL, WOF_HEADER, WOF_SIRTE


def places(path) -> int:
    with sqlite3.connect(path) as connection:
        (count,) = connection.execute("SELECT count(*) FROM place").fetchone()
    connection.close()
    return count


def test_embedded_places_and_added_ones_stand_in_one_store(write, tmp_path):
    out = tmp_path / "my.sqlite"
    village = WELL.replace("Bi’r al Ghanam", "Qaryat Ukhra").replace("\tH\tWLL", "\tP\tPPL")
    unit = WELL.replace("Bi’r al Ghanam\tBi'r al Ghanam", "Murzuq\tMurzuq").replace("\tH\tWLL", "\tA\tADM1")
    unit = unit.replace("29.5\t15.25", "25.2\t14.5")
    (report,) = build([write("LY.txt", [SIRTE, village, unit])], out)
    assert (report.places, report.united) == (1, 2)
    gazetteer, embedded = Gazetteer.open(out), Gazetteer.default()
    assert gazetteer.search("Qaryat Ukhra", country="LY")
    for name, country in (("Mogadishu", "SO"), ("Libya", None), ("Mitiga", "LY")):
        assert gazetteer.search(name, country=country)[0].place.id == embedded.search(name, country=country)[0].place.id
    assert gazetteer.search("Sirte")[0].place.id == "gn:2210554"
    assert sum(gazetteer.counts().values()) == sum(embedded.counts().values()) + 1


def test_store_of_files_alone_answers_every_public_question(write, built):
    gazetteer, _ = built(write("LY.txt", [SIRTE, WELL, BASE]))
    assert gazetteer.counts() == {PlaceKind.SETTLEMENT: 1, PlaceKind.AIRFIELD: 1, PlaceKind.WATER: 1}
    assert [place.name for place in gazetteer.places_in((16, 31, 17, 32))] == ["Sirte"]
    assert not gazetteer.land((16, 30, 17, 31)).is_empty
    assert gazetteer.country_shape("LY") is not None
    assert gazetteer.border("LY", "NE") is not None
    assert gazetteer.country_code("Libya") == "LY"
    assert [source.name for source in gazetteer.sources()] == ["GeoNames"]
    assert all(source.attribution for source in gazetteer.sources())
    assert gazetteer.search("Sirte", near=(16, 31), kind="settlement", limit=1)


def test_same_name_within_two_kilometres_is_one_place_and_beyond_it_two(write, built):
    near = WOF_SIRTE.replace("2210554", "").replace("31.2\t16.5\t", "31.215\t16.59\t").replace("\tSirt\t", "\tSirte\t")
    far = near.replace("421180737", "421180738").replace("31.215", "31.30")
    gazetteer, reports = built(write("LY.txt", [SIRTE]), write("wof_ly.tsv", [WOF_HEADER, near, far]))
    assert (reports[1].places, reports[1].united) == (1, 1)
    found = {c.place.id: c.place for c in gazetteer.search("Sirte", country="LY")}
    assert set(found) == {"gn:2210554", "wof:421180738"}
    assert "wof:421180737" in found["gn:2210554"].source
    assert (found["gn:2210554"].lat, found["gn:2210554"].lon) == (31.20892, 16.58866)


def test_same_name_in_another_country_or_of_another_kind_stays_apart(write, built):
    lines = [
        "name,lon,lat,country,kind",
        "Border Post,11.5,32.9,TN,settlement",
        "Border Post,11.501,32.9,LY,settlement",
        "Border Post,11.501,32.9,LY,site",
    ]
    _, (report,) = built(write("posts.csv", lines))
    assert (report.places, report.united) == (3, 0)


def test_newer_coordinate_wins_whatever_the_order(write, tmp_path):
    older = SIRTE.replace("2019-09-05", "2009-09-05").replace("31.20892", "31.10892")
    for name, lines in (("a", [SIRTE, older]), ("b", [older, SIRTE])):
        out = tmp_path / f"{name}.sqlite"
        build([write(f"{name}.txt", lines)], out, base=None)
        assert Gazetteer.open(out).search("Sirte")[0].place.lat == 31.20892


def test_added_twice_is_there_once(write, tmp_path):
    out, path = tmp_path / "my.sqlite", write("own.csv", ["name,lon,lat", "Bir Dufan,14.9,31.9"])
    build([path], out, base=None)
    (report,) = build([path], out, base=out)
    assert (report.places, report.united, places(out)) == (0, 1, 1)
    assert Gazetteer.open(out).search("Bir Dufan")[0].place.source == "own.csv"


def test_adding_to_a_store_keeps_what_it_has_and_says_what_went_in(write, tmp_path):
    out = tmp_path / "my.sqlite"
    build([write("LY.txt", [SIRTE])], out, base=None)
    build([write("own.csv", ["name,lon,lat", "Bir Dufan,14.9,31.9"])], out, base=out)
    gazetteer = Gazetteer.open(out)
    assert gazetteer.search("Surt")
    assert gazetteer.search("Bir Dufan")
    with sqlite3.connect(out) as connection:
        meta = dict(connection.execute("SELECT key, value FROM meta"))
    connection.close()
    assert [value.partition(" sha256:")[0] for _, value in sorted(meta.items())] == ["LY.txt", "own.csv"]


def test_same_files_give_the_same_bytes(write, tmp_path):
    files = [write("wof_ly.tsv.gz", [WOF_HEADER, WOF_SIRTE]), write("LY.zip", [SIRTE, WELL, BASE])]
    stores = [tmp_path / "one.sqlite", tmp_path / "two.sqlite"]
    for out in stores:
        build(files, out, base=None)
    assert stores[0].read_bytes() == stores[1].read_bytes()


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError, MemoryError])
def test_interrupted_build_leaves_the_old_store_and_nothing_else(write, tmp_path, monkeypatch, error):
    out = tmp_path / "my.sqlite"
    path = write("LY.txt", [SIRTE, WELL])
    build([path], out, base=None)
    before = out.read_bytes()

    def stop(*_: object, **__: object) -> bool:
        raise error

    monkeypatch.setattr(StoreWriter, "add", stop)
    with pytest.raises(error):
        build([path], out, base=out)
    assert out.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["LY.txt", "my.sqlite"]


def test_place_for_the_store_must_exist(write, tmp_path):
    path = write("LY.txt", [SIRTE])
    for out in (tmp_path, tmp_path / "absent" / "my.sqlite", Path(os.devnull)):
        with pytest.raises(UnreadableError, match="not a place for a file"):
            build([path], out, base=None)
    with pytest.raises(GazetteerError, match="no such file; build one"):
        build([path], tmp_path / "my.sqlite", base=tmp_path / "absent.sqlite")


def test_progress_is_silent_where_standard_error_is_no_terminal(write, built, capfd):
    built(write("LY.txt", [SIRTE]))
    assert capfd.readouterr() == ("", "")


def test_large_file_is_not_held_in_memory(tmp_path, built):
    path = tmp_path / "LY.txt"
    with path.open("w", encoding="utf-8") as file:
        for number in range(6_000):
            fields = WELL.split("\t")
            fields[0], fields[1], fields[3] = str(number + 1), f"Bir {number}", "x" * 4_000
            file.write("\t".join(fields) + "\n")
    tracemalloc.start()
    built(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert path.stat().st_size > 24_000_000
    assert peak < 12_000_000
