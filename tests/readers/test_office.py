"""Word documents give their text, Excel sheets their rows; what is none of them, or unfolds without end, says so."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geostrike.errors import InputError
from geostrike.readers import read_all, read_documents
from geostrike.readers.metadata import Origin
from geostrike.readers.office import parse_sheet, parse_word

STORY = "Two strikes hit a camp 10 km south of Sirte."


def zipped(parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in parts.items():
            archive.writestr(path, text)
    return buffer.getvalue()


def word(body, head=""):
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return zipped({"word/document.xml": f"{head}<w:document {space}><w:body>{body}</w:body></w:document>"})


PARAGRAPHS = (
    '<w:p><w:r><w:t>Two strikes hit</w:t></w:r><w:r><w:t xml:space="preserve"> a camp </w:t></w:r>'
    "<w:del><w:r><w:delText>nobody saw</w:delText></w:r></w:del><w:ins><w:r><w:t>on Friday.</w:t></w:r></w:ins></w:p>"
    "<w:p/><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Killed: 5</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)

ROWS = (
    ("Text", "Published", None, "publisher "),
    (None, None, None, None),
    (STORY, date(2017, 9, 24), "unnamed", "Al Wasat"),
    (STORY, date(2017, 9, 24), None, None),
    (None, date(2017, 9, 25), None, None),
)


def sheet(rows=ROWS):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.create_sheet("Notes").append(("text", "of another sheet"))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_word_document_gives_its_paragraphs(tmp_path):
    (tmp_path / "a.docx").write_bytes(word(PARAGRAPHS))
    (tmp_path / "sources.csv").write_text("file,published\na.docx,2017-09-24\n", encoding="utf-8")
    (document,) = read_documents(tmp_path)
    assert document.text == "Two strikes hit a camp on Friday.\nKilled: 5"
    assert (document.id, document.published) == ("a", date(2017, 9, 24))


def test_a_sheet_gives_a_document_a_row_with_its_day(tmp_path):
    (tmp_path / "log.xlsx").write_bytes(sheet())
    reading = read_all(tmp_path)
    assert [(each.id, each.text, each.published, each.publisher) for each in reading.documents] == [
        ("log-1", STORY, date(2017, 9, 24), "Al Wasat"),
        ("log-2", STORY, date(2017, 9, 24), ""),
    ]
    assert [fault.message.rpartition("/")[2] for fault in reading.faults] == [
        "log.xlsx row 5: no text; give the story in the field text"
    ]


def test_one_cell_far_away_makes_no_sheet_large():
    (document,) = parse_sheet(sheet([("text",), (STORY, *[None] * 16_000, "far")]), "a.xlsx", "a", {})
    assert document.text == STORY


LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "damaged, locked or no Office file"),
        (b"PK\x03\x04 nonsense", "damaged, locked or no Office file"),
        (zipped({"a.txt": "x"}), "damaged, locked or no Office file"),
        (word(PARAGRAPHS)[:-40], "damaged, locked or no Office file"),
        (word("<w:p>&a11;</w:p>", f"{LAUGHS}]>"), "damaged, locked or no Office file"),
        (word("<w:p/>" * 4_000_000), "unfolds to more than"),
        (word("<w:p/>"), "without text"),
    ],
    ids=["empty", "nonsense", "other", "cut", "laughs", "bomb", "blank"],
)
def test_what_is_no_word_document_is_refused_in_one_line(data, words):
    assert len(data) < 200_000
    with pytest.raises(InputError, match=words) as caught:
        parse_word(data, "a.docx", "a", Origin())
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("data", [sheet([]), sheet([("story",), (STORY,)]), word(PARAGRAPHS), b""])
def test_a_sheet_without_stories_is_refused_in_one_line(data):
    with pytest.raises(InputError) as caught:
        list(parse_sheet(data, "a.xlsx", "a", {}))
    assert "\n" not in str(caught.value)


def test_a_sheet_whose_entities_laugh_is_refused():
    with zipfile.ZipFile(io.BytesIO(sheet())) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = f"{LAUGHS}]>" + parts["xl/worksheets/sheet1.xml"].replace(STORY, "&a11;")
    with pytest.raises(InputError, match="damaged"):
        list(parse_sheet(zipped(parts), "a.xlsx", "a", {}))


@given(st.binary(max_size=30), st.integers(0, 600), st.integers(0, 40))
@settings(deadline=None, max_examples=60)
def test_any_bytes_are_rows_or_a_refusal(new, at, gone):
    whole = sheet()
    try:
        found = list(parse_sheet(whole[:at] + new + whole[at + gone :], "a.xlsx", "a", {}))
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017
    else:
        assert found
