"""Web pages and PDF give their article; what has none says so."""

import builtins
import io
from datetime import date

import pytest

from geostrike.errors import InputError
from geostrike.readers import read_all, read_documents

pypdf = pytest.importorskip("pypdf")
pytest.importorskip("trafilatura")

PAGE = """<html><head><title>US strikes</title>
<meta property="article:published_time" content="2017-09-24T10:00:00Z">
<meta property="og:site_name" content="CNN"><script>document.write("not read")</script></head>
<body><nav>Home | World | Sport</nav><article><h1>US strikes ISIS targets in Libya</h1>
<p>The US military conducted airstrikes against ISIS fighters in Libya on Friday, the first time it has struck.</p>
<p>The strikes killed 17 militants at the camp, located about 150 miles southeast of Sirte, the statement added.</p>
</article><footer>Copyright</footer></body></html>"""


def test_a_web_page_gives_its_article_and_its_origin(tmp_path):
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    document = read_documents(tmp_path)[0]
    assert "150 miles southeast of Sirte" in document.text
    assert "not read" not in document.text
    assert (document.id, document.published, document.publisher) == ("page", date(2017, 9, 24), "CNN")


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
    ],
)
def test_what_has_no_text_says_so(tmp_path, name, data, words):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError, match=words):
        read_documents(path)


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
