"""Documents come in whole, or are refused in one line that says what to do."""

import io
import json
import os
import sys
from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geostrike.errors import GeostrikeError, InputError, UnreadableError
from geostrike.readers import SkippedDocument, collecting, read_all, read_documents
from geostrike.readers.decoding import MAX_BYTES, decode

STORY = "Two strikes hit a camp 10 km south of Sirte.\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.md").write_text(f"---\npublished: 2017-01-19\npublisher: 'CNN'\n---\n{STORY}", encoding="utf-8")
    return tmp_path


def sources(folder, *lines):
    (folder / "sources.csv").write_text("\n".join(["file,publisher,published,url,title", *lines]), encoding="utf-8")


def only_fault(path):
    """The message of a path that is refused; checks that it is one line and names the file."""
    with pytest.raises(GeostrikeError) as caught:
        read_documents(path)
    message = str(caught.value)
    assert "\n" not in message
    assert ";" in message
    return message


def test_a_folder_is_read_in_the_order_of_its_names(folder):
    documents = read_documents(folder)
    assert [document.id for document in documents] == ["a", "b"]
    assert documents[1].published == date(2017, 1, 19)
    assert documents[1].publisher == "CNN"
    assert documents[0].text == documents[1].text == STORY
    assert documents[0].published is None


def test_sources_csv_says_where_documents_come_from(folder):
    sources(folder, 'a.txt,"Army Times, Inc.",2017-09-29,https://example.org,Title')
    first, second = read_documents(folder)
    assert (first.published, first.publisher, first.title) == (date(2017, 9, 29), "Army Times, Inc.", "Title")
    assert second.publisher == "CNN"


def test_a_single_file_finds_its_line_in_sources_csv(folder):
    sources(folder, "a.txt,CNN,2017-09-24,,", "b.md,,,,")
    assert read_documents(folder / "a.txt")[0].published == date(2017, 9, 24)
    assert read_documents([folder / "a.txt", folder]) == read_documents(folder)


def test_json_lines_need_only_text(tmp_path):
    rows = [{"id": 7, "text": STORY, "published": "2017-09-28T10:00:00+00:00"}, {"text": STORY}]
    path = tmp_path / "x.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8")
    first, second = read_documents(path)
    assert (first.id, first.published) == ("7", date(2017, 9, 28))
    assert (second.id, second.published) == ("x-2", None)


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[1]",
        r'{"text": "a\ud800"}',
        r'{"text": "a", "title": "\u0000"}',
        '{"text": ""}',
        '{"text": 3}',
        '{"text": "x", "published": "soon"}',
    ],
)
def test_a_bad_line_is_left_out_and_named(tmp_path, line):
    path = tmp_path / "x.jsonl"
    path.write_text(f'{line}\n{{"text": "fine"}}\n', encoding="utf-8")
    reading = read_all(path)
    assert [document.text for document in reading.documents] == ["fine"]
    assert reading.faults[0].message.startswith(f"{path} line 1: ")


@pytest.mark.parametrize(("data", "identifiers"), [(b"Plain story.", ["stdin"]), (b'{"id": "d", "text": "x"}', ["d"])])
def test_standard_input_is_text_or_json_lines(monkeypatch, data, identifiers):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    assert [document.id for document in read_documents("-")] == identifiers


def test_standard_input_is_not_cut_at_the_limit(monkeypatch):
    monkeypatch.setattr(collecting, "MAX_LINES_BYTES", 10)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"Eleven byte")))
    with pytest.raises(InputError, match="limit"):
        read_documents("-")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        ("Fezz\xe2n".encode("cp1252"), "not UTF-8"),
        (b"abc\x00def", "binary"),
        (b"\x00\xff\x00\xff", "binary"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (b"PK\x03\x04....", "ZIP"),
        (b"---\npublished: 2017-01-19\n---\n", "front matter"),
        (b"---\npublished: 2017-01-19\nTwo strikes hit Sirte.\n", "front matter has no end; write a line ---"),
        (b"---\npublished: yesterday\n---\nText", "no date"),
    ],
)
def test_a_file_that_is_no_text_is_refused(tmp_path, data, words):
    path = tmp_path / "story.txt"
    path.write_bytes(data)
    message = only_fault(path)
    assert message.startswith(str(path))
    assert words in message


def test_what_is_too_large_is_refused(tmp_path):
    path = tmp_path / "story.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert "split it" in only_fault(path)


def test_utf_16_with_a_mark_and_windows_line_ends_are_read(tmp_path):
    path = tmp_path / "story.txt"
    path.write_bytes("Strike\r\non Bāniyās\r\n".encode("utf-16"))
    assert read_documents(path)[0].text == "Strike\non Bāniyās\n"


def test_what_hides_words_is_left_out(tmp_path):
    (tmp_path / "a.txt").write_text(
        "Two air\u00adstrikes\u200b 45\u202fkm south of \u200eSirte killed \ufb01ve.", encoding="utf-8"
    )
    assert read_documents(tmp_path)[0].text == "Two airstrikes 45\u202fkm south of Sirte killed five."


def test_missing_paths_and_empty_folders_are_refused(tmp_path):
    assert "no such file or folder" in only_fault(tmp_path / "nowhere")
    assert "no documents" in only_fault(tmp_path)
    assert "an empty list" in only_fault([])
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    assert ".jpg is not read" in only_fault(tmp_path)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("gone.txt,,,,", "gone.txt does not exist"),
        ("a.txt,,24/09/2017,,", "is no date"),
        ("a.txt,,2017-02-30,,", "is no date"),
        ("a.txt,,,,\na.txt,,,,", "listed twice"),
        ("../secret.txt,,,,", "outside the folder"),
        ("/etc/hostname,,,,", "outside the folder"),
        (",CNN,,,", "no file named"),
        ('a.txt,"CNN,,,', "comma-separated"),
    ],
)
def test_a_sources_csv_that_contradicts_its_folder_is_refused(folder, line, words):
    sources(folder, line)
    message = only_fault(folder)
    assert message.startswith(f"{folder / 'sources.csv'} line ")
    assert words in message


def test_a_sources_csv_without_its_column_is_refused(folder):
    (folder / "sources.csv").write_text("name,date\na.txt,2017\n", encoding="utf-8")
    assert "no column file" in only_fault(folder)


def test_one_bad_document_does_not_stop_the_others(folder):
    (folder / "c.txt").write_bytes(b"\x00")
    (folder / "d.docx").write_bytes(b"PK\x03\x04")
    (folder / ".hidden").write_bytes(b"\x00")
    reading = read_all(folder)
    assert [document.id for document in reading.documents] == ["a", "b"]
    assert [fault.name for fault in reading.faults] == [str(folder / "c.txt"), str(folder / "d.docx")]
    with pytest.warns(SkippedDocument) as caught:
        assert len(read_documents(folder)) == 2
    assert [str(warning.message) for warning in caught] == [fault.message for fault in reading.faults]


def test_two_documents_under_one_id_are_not_both_read(folder):
    (folder / "a.md").write_text("Another story.", encoding="utf-8")
    reading = read_all(folder)
    assert [document.id for document in reading.documents] == ["a", "b"]
    assert "its id 'a' is that of" in reading.faults[0].message


def test_a_link_out_of_the_folder_is_not_followed(folder, tmp_path_factory):
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    (folder / "c.txt").symlink_to(secret)
    assert "leaves the folder" in read_all(folder).faults[0].message
    sources(folder, "c.txt,,,,")
    assert "outside the folder" in only_fault(folder)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not have such names")
def test_a_subfolder_with_documents_is_named_and_not_gone_through(folder):
    (folder / "pictures").mkdir()
    (folder / "pictures" / "a.png").write_bytes(b"")
    (folder / "2016").mkdir()
    (folder / "2016" / "old.txt").write_text(STORY, encoding="utf-8")
    reading = read_all(folder)
    assert "old" not in [document.id for document in reading.documents]
    assert [fault.message for fault in reading.faults] == [
        f"{folder / '2016'}: a folder within {folder} is not gone through; name it too"
    ]
    assert read_all([folder, folder / "2016"]).documents[-1].id == "old"


def test_a_name_that_is_not_utf_8_makes_an_id_that_can_be_written(tmp_path):
    (tmp_path / os.fsdecode(b"Fezz\xe2n.txt")).write_text(STORY, encoding="utf-8")
    assert [document.id for document in read_documents(tmp_path)] == ["Fezz\\xe2n"]


def test_a_file_without_permission_is_named(folder, monkeypatch):
    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    assert "Permission denied" in only_fault(folder / "a.txt")
    assert issubclass(UnreadableError, OSError)


def test_front_matter_of_other_tools_stays_in_the_text(tmp_path):
    path = tmp_path / "a.md"
    for text in ("---\nlayout: post\n---\nText", "---\nA rule, and no end", "--- \nText"):
        path.write_text(text, encoding="utf-8")
        assert read_documents(path)[0].text == text


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_one_line_of_refusal(data):
    try:
        text = decode(data, "x.txt")
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017
    else:
        assert text.strip()
        assert "\r" not in text


def test_a_table_with_a_column_text_gives_a_document_a_row(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(f'id,text,published\na,"{STORY}",2017-09-28\n,Second.,\n,,\nb,Third.,soon\n', encoding="utf-8")
    reading = read_all(path)
    assert [(document.id, document.text) for document in reading.documents] == [("a", STORY), ("x-2", "Second.")]
    assert [fault.name for fault in reading.faults] == [f"{path} line 5", f"{path} line 6"]
    path.write_text("name,story\na,b\n", encoding="utf-8")
    assert "no column text" in only_fault(path)
    path.write_text('text\n"open\n', encoding="utf-8")
    assert "comma-separated" in only_fault(path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.csv", 'Event Date , NOTES,source\n12 May 2019,"{}",SNA\n'),
        ("x.jsonl", '{{"event date": "2019-05-12", "Notes": "{}", "source": "SNA"}}\n'),
        ("x.json", '[{{"event date": "12 May 2019", "notes": "{}", "source": "SNA"}}]'),
    ],
)
def test_columns_may_have_names_of_their_own(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text.format("Two strikes."), encoding="utf-8")
    columns = {"text": "Notes", "published": "event date", "publisher": "source"}
    (document,) = read_documents(path, columns=columns)
    assert (document.text, document.published, document.publisher) == ("Two strikes.", date(2019, 5, 12), "SNA")
    assert "text" in only_fault(path)


def test_a_column_that_a_table_lacks_is_named(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("text,day\na,b\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column published_on among text, day; give one of these"):
        read_documents(path, columns={"published": "published_on"})
    with pytest.raises(InputError, match="column 'body': no field"):
        read_documents(path, columns={"body": "text"})


def test_a_json_list_gives_a_document_an_object(tmp_path):
    path = tmp_path / "x.json"
    path.write_text(json.dumps([{"text": STORY}, 3, {"text": ""}, {"id": "b", "text": "Second."}]), encoding="utf-8")
    reading = read_all(path)
    assert [document.id for document in reading.documents] == ["x-1", "b"]
    assert [fault.name for fault in reading.faults] == [f"{path} object 2", f"{path} object 3"]
    path.write_text("[" * 100_000, encoding="utf-8")
    assert "not JSON" in only_fault(path)


def test_a_table_may_have_long_stories(tmp_path):
    long = "Two strikes hit Sirte. " * 10_000
    (tmp_path / "table.csv").write_text(f'text,publisher\n"{long}",CNN\nA strike.,BBC\n', encoding="utf-8")
    assert [len(document.text) for document in read_documents(tmp_path)] == [len(long), len("A strike.")]


def test_an_e_mail_gives_its_text_and_its_day(tmp_path):
    path = tmp_path / "a.eml"
    head = "From: AFRICOM <press@example.org>\nDate: Thu, 28 Sep 2017 23:30:00 -0500\nSubject: =?utf-8?q?B=C3=A1?=\n"
    path.write_text(f"{head}\n{STORY}", encoding="utf-8")
    document = read_documents(path)[0]
    assert (document.text, document.published) == (STORY.strip(), date(2017, 9, 28))
    assert (document.publisher, document.title) == ("AFRICOM", "Bá")
    path.write_text(f"{head}Date: nonsense\n\n", encoding="utf-8")
    assert "without text" in only_fault(path)
    path.write_bytes(b"\x00\xff")
    assert "not an e-mail" in only_fault(path)
    path.write_text(
        f"{head}Content-Type: text/plain; charset=nonsense\nContent-Transfer-Encoding: base64\n\nAAAA", "utf-8"
    )
    assert "unknown encoding" in only_fault(path)


def test_tables_may_be_parted_by_semicolons_or_tabs(tmp_path):
    for mark, name in ((";", "x.csv"), ("\t", "x.tsv")):
        (tmp_path / name).write_text(f'ID{mark} Text {mark}published\na{mark}"{STORY}; {mark}"{mark}2017-09-28\n')
        (document,) = read_documents(tmp_path / name)
        assert (document.id, document.published) == ("a", date(2017, 9, 28))
        assert document.text == f"{STORY}; {mark}"
        (tmp_path / name).unlink()
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "sources.csv").write_text("File;Publisher\na.txt;CNN\n", encoding="utf-8")
    assert read_documents(tmp_path)[0].publisher == "CNN"


def test_a_table_that_geostrike_made_is_no_table_of_stories(tmp_path):
    path = tmp_path / "reports.csv"
    path.write_text("report_id,doc_id,quote\na-1,a,b\n", encoding="utf-8")
    assert "that geostrike made" in only_fault(path)
