import gzip
import json
import sqlite3
import zipfile

import pytest

from geostrike.errors import GazetteerError, InputError, UnreadableError
from geostrike.gazetteer import Gazetteer
from geostrike.gazetteer.loaders import opening

from .conftest import SIRTE, WELL


def test_file_of_no_known_format_is_refused_with_the_remedy(write, built):
    with pytest.raises(GazetteerError, match=r"notes\.txt: of no known format .*give --format"):
        built(write("notes.txt", ["Dear all", "see you"]))


@pytest.mark.parametrize("data", [b"\x00\x01\x02" * 100, b"%PDF-1.7\n", "نص عادي".encode(), b"{}", b"[1, 2"])
def test_binary_or_unrelated_content_is_of_no_known_format(write, built, data):
    with pytest.raises(GazetteerError, match="of no known format"):
        built(write("x.dat", data))


def test_unknown_format_name_is_refused_with_those_that_are_known(write, built):
    with pytest.raises(InputError, match="format 'shape': is none of geonames"):
        built(write("LY.txt", [SIRTE]), format_name="shape")


def test_empty_missing_and_folder(write, built, tmp_path):
    with pytest.raises(GazetteerError, match="empty"):
        built(write("LY.txt", b""))
    with pytest.raises(UnreadableError, match=r"no such file|cannot be read"):
        built(tmp_path / "absent.txt")
    with pytest.raises(UnreadableError, match=r"folder|cannot be read"):
        built(tmp_path)


def test_file_without_one_usable_row_is_refused_with_its_reason(write, built):
    with pytest.raises(GazetteerError, match=r"LY\.txt: not one usable row \(latitude outside"):
        built(write("LY.txt", [SIRTE.replace("31.20892", "131.2")]))


def test_zip_bomb_is_refused_early(tmp_path, built):
    path = tmp_path / "LY.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("LY.txt", "w") as member:
        member.write(f"{SIRTE}\n".encode())
        for _ in range(60):
            member.write(b"0" * 1_000_000)
    assert path.stat().st_size < 100_000
    with pytest.raises(GazetteerError, match="unpacks to over 150 times its size"):
        built(path)


def test_gzip_larger_than_the_limit_is_refused(write, built, monkeypatch):
    monkeypatch.setattr(opening, "MAX_BYTES", 1_000)
    with pytest.raises(GazetteerError, match="more than 1,000 bytes unpacked"):
        built(write("LY.txt.gz", [SIRTE, *[WELL] * 20]))


def test_archive_of_thousands_of_files_is_refused(tmp_path, built):
    path = tmp_path / "LY.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(1_001):
            archive.writestr(f"{number}.txt", "")
    with pytest.raises(GazetteerError, match="1,001 files in one archive"):
        built(path)


@pytest.mark.parametrize("name", ["LY.zip", "LY.txt.gz"])
def test_archive_cut_in_the_middle_is_an_error_and_leaves_nothing(write, built, tmp_path, name):
    path = write(name, [SIRTE, *[WELL.replace("88811", str(i)) for i in range(2_000)]])
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(GazetteerError, match="cut or damaged"):
        built(path)
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_encrypted_archive_is_refused(write, built):
    path = write("LY.zip", [SIRTE])
    data = bytearray(path.read_bytes())
    for magic, flags_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = 0
        while (at := data.find(magic, at)) >= 0:
            data[at + flags_at] |= 1
            at += 4
    path.write_bytes(bytes(data))
    with pytest.raises(GazetteerError, match=r"cannot be unpacked .*unpack it yourself"):
        built(path)


def test_line_of_ten_megabytes_is_one_broken_row(write, built):
    _, (report,) = built(write("LY.txt", [SIRTE, "x" * 10_000_000, WELL]))
    assert report.places == 2
    assert report.shown == ["LY.txt, line 2: line longer than 1,000,000 bytes"]


def test_nul_bytes_and_bad_utf8_are_broken_rows(write, built):
    lines = [
        SIRTE.encode(),
        WELL.encode().replace(b"Ghanam", b"Gh\0anam", 1),
        WELL.encode().replace(b"Ghanam", b"Gh\xff", 1),
    ]
    _, (report,) = built(write("LY.txt", b"\n".join(lines)))
    assert report.places == 1
    assert set(report.faults) == {"NUL byte", "not UTF-8; convert it: iconv -f WINDOWS-1252 -t UTF-8"}


@pytest.mark.parametrize(
    "name",
    [
        "'; DROP TABLE place; --",
        'Robert"); DELETE FROM name;',
        "\u202eetriS",
        "Sirte سرت Сірт",
        "{{ 7*7 }}",
        "<script>alert(1)</script>",
        "../../etc/passwd",
        "%s%n%x",
    ],
)
def test_hostile_names_are_names(write, built, name):
    gazetteer, (report,) = built(write("LY.txt", [SIRTE.replace("\tSirte\t", f"\t{name}\t", 1), WELL]))
    assert report.places == 2
    assert gazetteer.search(name)[0].place.name == name
    assert len(gazetteer.search("Surt")) == 1


@pytest.mark.parametrize(
    "name",
    ["x" * 10_000_000, "\0", "Sirte\0", "' OR 1=1 --", "\u202e\u202d", "", " ", "😀" * 1000, "ا" * 100_000, "%", "*"],
)
def test_hostile_questions_get_a_clean_answer(write, built, name):
    gazetteer, _ = built(write("LY.txt", [SIRTE, WELL]))
    assert {c.place.name for c in gazetteer.search(name, country="LY")} <= {"Sirte"}
    assert len(gazetteer.search("Surt")) == 1


@pytest.mark.parametrize("damage", ["not ours", "not SQLite", "cut", "scrambled"])
def test_store_that_is_not_ours_or_damaged_is_refused(write, built, tmp_path, damage):
    built(write("LY.txt", [SIRTE, *[WELL.replace("88811", str(i)) for i in range(500)]]))
    path = tmp_path / "built.sqlite"
    if damage == "not ours":
        path.unlink()
        with sqlite3.connect(path) as other:
            other.execute("CREATE TABLE place(id)")
        other.close()
    elif damage == "not SQLite":
        path.write_bytes(b"SQLite format 3\0 or so")
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:20_000])
    else:
        data = bytearray(path.read_bytes())
        data[4096:] = bytes(len(data) - 4096)
        path.write_bytes(bytes(data))

    def ask() -> None:
        Gazetteer.open(path).search("Sirte")

    with pytest.raises(GazetteerError, match=r"built\.sqlite"):
        ask()
    with pytest.raises(GazetteerError, match=r"built\.sqlite"):
        built(write("LY2.txt", [SIRTE]), base=path)


def test_deeply_nested_json_is_a_broken_feature(write, built):
    point = '{"type": "Point", "coordinates": [14, 30]}'
    feature = f'{{"type": "Feature", "properties": {{"name": "A"}}, "geometry": {point}}}'
    deep = '{"type": "Feature", "properties": ' + '{"a":' * 100_000
    _, (report,) = built(write("own.geojson", f'{{"type": "FeatureCollection", "features": [{feature}, {deep}'))
    assert (report.places, report.faults.total()) == (1, 1)


@pytest.mark.filterwarnings("ignore")  # GDAL tells what it thinks of the file, too
def test_geopackage_that_is_damaged_is_an_error(write, built):
    head = b"SQLite format 3\0" + bytes(52)
    with pytest.raises(GazetteerError, match=r"GDAL cannot read it|not one usable row"):
        built(write("own.gpkg", head + b"GPKG" + bytes(5_000)))
    with pytest.raises(GazetteerError, match="of no known format"):
        built(write("own.gpkg", head + b"\0\0\0\0" + bytes(5_000)))


def test_json_of_one_huge_number_or_text(write, built):
    head = '{"type": "FeatureCollection", "features": ['
    with pytest.raises(GazetteerError, match="not one usable row"):
        built(write("own.geojson", head + "1" * 3_000_000))
    text = json.dumps({"type": "Feature", "properties": {"name": "x" * 3_000_000}, "geometry": None})
    with pytest.raises(GazetteerError, match="not one usable row"):
        built(write("own.geojson", head + text + "]}"))


def test_gzip_of_random_bytes_is_of_no_known_format(tmp_path, built):
    path = tmp_path / "x.gz"
    path.write_bytes(gzip.compress(bytes(range(256)) * 50, mtime=0))
    with pytest.raises(GazetteerError, match="of no known format"):
        built(path)
