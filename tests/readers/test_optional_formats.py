"""Web pages and PDF give their article; what has none, and what is damaged, says so."""

import builtins
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geostrike.errors import InputError
from geostrike.readers import read_all, read_documents
from geostrike.readers.mail import parse_mail
from geostrike.readers.metadata import Origin
from geostrike.readers.pdf import parse_pdf

pypdf = pytest.importorskip("pypdf")
pytest.importorskip("trafilatura")

PAGE = """<html><head><title>US strikes</title>
<meta property="article:published_time" content="2017-09-24T10:00:00Z">
<meta property="og:site_name" content="CNN"><script>document.write("not read")</script></head>
<body><nav>Home | World | Sport</nav><article><h1>US strikes ISIS targets in Libya</h1>
<p>The US military conducted airstrikes against ISIS fighters in Libya on Friday, the first time it has struck.</p>
<p>The strikes killed 17 militants at the camp, located about 150 miles southeast of Sirte, the statement added.</p>
</article><footer>Copyright</footer></body></html>"""

MAIL = b"""From: =?utf-8?q?A=C3=A9?= <press@example.org>
Date: Wed, 3 May 2017 10:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

QSBzdHJpa2Uu
--b
Content-Type: text/html; charset="iso-8859-1"

<p>A strike.</p>
--b--
"""


def test_a_web_page_gives_its_article_and_its_origin(tmp_path):
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    document = read_documents(tmp_path)[0]
    assert "150 miles southeast of Sirte" in document.text
    assert "not read" not in document.text
    assert (document.id, document.published, document.publisher) == ("page", date(2017, 9, 24), "CNN")


SAVED_AT = "https://example.org/strikes"


@pytest.mark.parametrize(
    ("name", "head", "page"),
    [
        ("page.html", "", PAGE.replace("<html>", f"<!-- saved from url=(0027){SAVED_AT} -->\n<html>", 1)),
        (
            "page.mhtml",
            "From: <Saved by Blink>\nDate: Sun, 1 Nov 2026 10:00:00 +0000\nMIME-Version: 1.0\n"
            'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\nContent-Type: text/html\n'
            f"Content-Transfer-Encoding: 8bit\nContent-Location: {SAVED_AT}\n\n",
            f"{PAGE}\n--b--\n",
        ),
    ],
)
def test_a_page_that_a_browser_saved_says_where_it_was(tmp_path, name, head, page):
    (tmp_path / name).write_text(head + page.replace("the first time", "“the first” time"), encoding="utf-8")
    (document,) = read_documents(tmp_path)
    assert (document.id, document.url, document.published) == ("page", SAVED_AT, date(2017, 9, 24))
    assert "on Friday, “the first” time" in document.text


def test_sources_csv_goes_before_the_page(tmp_path):
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "sources.csv").write_text("file,published\npage.html,2017-09-25\n", encoding="utf-8")
    document = read_documents(tmp_path)[0]
    assert (document.published, document.publisher) == (date(2017, 9, 25), "CNN")


def make_pdf(text=None, lock=None):
    """A one-page PDF with, or without, a line of text."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(300, 300)
    if text:
        stream = pypdf.generic.StreamObject()
        stream.set_data(f"BT /F1 12 Tf 10 100 Td ({text}) Tj ET".encode())
        font = pypdf.generic.DictionaryObject(
            {
                pypdf.generic.NameObject(key): pypdf.generic.NameObject(value)
                for key, value in (("/Type", "/Font"), ("/Subtype", "/Type1"), ("/BaseFont", "/Helvetica"))
            }
        )
        fonts = pypdf.generic.DictionaryObject({pypdf.generic.NameObject("/F1"): font})
        page[pypdf.generic.NameObject("/Resources")] = pypdf.generic.DictionaryObject(
            {pypdf.generic.NameObject("/Font"): fonts}
        )
        page[pypdf.generic.NameObject("/Contents")] = stream
    if lock:
        writer.encrypt(lock)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_a_pdf_gives_its_text(tmp_path):
    (tmp_path / "a.pdf").write_bytes(make_pdf("Two strikes hit 10 km south of Sirte."))
    assert read_documents(tmp_path / "a.pdf")[0].text == "Two strikes hit 10 km south of Sirte."


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", make_pdf(), "OCR"),
        ("a.pdf", b"%PDF-1.7 nonsense", "damaged"),
        ("a.pdf", b"", "damaged"),
        ("a.pdf", make_pdf("Text", lock="secret"), "encrypted"),
        ("a.html", b"<html><body></body></html>", "no article text"),
        ("a.html", b"\x00\x01\x02", "no article text"),
        ("a.mhtml", b"Content-Type: text/plain\n\nA strike.", "no article text"),
    ],
)
def test_what_has_no_text_says_so(tmp_path, name, data, words):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError, match=words):
        read_documents(path)


def test_a_pdf_that_unfolds_to_more_than_a_book_is_refused(monkeypatch):
    data = make_pdf("A strike. " * 10)
    monkeypatch.setattr("geostrike.readers.pdf.MOST_TEXT", 99)
    with pytest.raises(InputError, match="more than 99 letters"):
        parse_pdf(data, "a.pdf", "a", Origin())


def test_what_a_browser_prints_round_a_page_is_no_text_of_it():
    data = make_pdf(
        "A strike.) Tj 0 -20 Td (11/22/26, 9:16 AM Strikes kill 5 | CNN) Tj 0 -20 Td (https://example.org/a 1/2"
    )
    document = parse_pdf(data, "a.pdf", "a", Origin(date(2017, 9, 24)))
    assert document.text == "A strike."
    assert (document.title, document.url) == ("Strikes kill 5 | CNN", "https://example.org/a")
    assert document.published == date(2017, 9, 24)
    told = parse_pdf(make_pdf("At 9:16 a strike hit. See https://example.org/a 1/2"), "a.pdf", "a", Origin())
    assert told.text == "At 9:16 a strike hit. See https://example.org/a 1/2"


@pytest.mark.parametrize("limit", ["MOST_DRAWN", "MOST_DRAWN_ON_A_PAGE"])
def test_a_pdf_with_more_to_draw_than_a_book_is_refused(monkeypatch, limit):
    data = make_pdf("A) Tj (B) Tj (C) Tj (strike.")
    assert parse_pdf(data, "a.pdf", "a", Origin()).text == "ABCstrike."
    monkeypatch.setattr(f"geostrike.readers.pdf.{limit}", 4)
    with pytest.raises(InputError, match="too much work"):
        parse_pdf(data, "a.pdf", "a", Origin())


@pytest.mark.parametrize(("name", "extra"), [("a.html", "html"), ("a.pdf", "pdf")])
def test_a_missing_library_is_a_fault_of_that_document_only(tmp_path, monkeypatch, name, extra):
    (tmp_path / name).write_bytes(b"x")
    (tmp_path / "b.txt").write_text("Story.", encoding="utf-8")
    real = builtins.__import__

    def missing(module, *rest, **more):
        if module in ("trafilatura", "pypdf"):
            raise ImportError(module)
        return real(module, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    reading = read_all(tmp_path)
    assert [document.id for document in reading.documents] == ["b"]
    assert f"geostrike[{extra}]" in reading.faults[0].message


@pytest.mark.parametrize(
    ("kind", "parse", "whole"),
    [("pdf", parse_pdf, make_pdf("A strike.")), ("eml", lambda *given: parse_mail(*given)[0], MAIL)],
)
@given(st.data())
@settings(max_examples=150)
def test_a_damaged_file_is_refused_in_one_line(kind, parse, whole, data):
    at = data.draw(st.integers(0, len(whole)))
    gone = data.draw(st.integers(0, 12))
    new = data.draw(st.sampled_from([b"", b"/", b"<<", b"]", b"99999999999", b"-1", b"=?", b"<x>", b";", b"\xff"]))
    try:
        document = parse(whole[:at] + new + whole[at + gone :], "name", "a", Origin())
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017
    else:
        assert document.text.strip()


@pytest.mark.parametrize("name", [b"/FlateDecod\xf6", b"/Fl", b"7"])
def test_what_the_pdf_library_cannot_bear_is_a_damaged_pdf(name):
    data = make_pdf("A strike.").replace(b"/Length", b"/Filter " + name + b" /Length")
    with pytest.raises(InputError, match="damaged"):
        parse_pdf(data, "a.pdf", "a", Origin())


@pytest.mark.parametrize(
    "header", [b"From: =?utf-8\x80q?A=C3=A9?= <a@", b"From: =?utf-8?q?A=C3=A9?= .<svg>b.c>", b"Subject: =?"]
)
def test_a_damaged_header_is_an_unknown_one(header):
    (document,) = parse_mail(header + b"\n\nA strike.", "a.eml", "a", Origin())
    assert (document.text, document.published) == ("A strike.", None)


def test_an_e_mail_of_parts_within_parts_without_end_is_a_fault():
    parts = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (depth, depth) for depth in range(3000)
    )
    with pytest.raises(InputError, match="damaged e-mail"):
        parse_mail(b"From: a@example.org\n" + parts, "a.eml", "a", Origin())


def test_a_date_beyond_all_calendars_is_none():
    assert parse_mail(MAIL.replace(b"10:00:00 ", b"10:0099999999999"), "a.eml", "a", Origin())[0].published is None
