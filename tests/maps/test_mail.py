"""The map as a mail and as a picture."""

import email
import json
import xml.etree.ElementTree as ET
from email.policy import default

import pytest

from geostrike.errors import InputError, MissingExtraError
from geostrike.maps import picture, strike_map

PNG = b"\x89PNG\r\n\x1a\n"


def test_a_mail_carries_text_table_page_and_data(events, ground, tmp_path, monkeypatch):
    monkeypatch.setattr(picture, "png_of", lambda *_, **__: PNG + b"picture")
    made = strike_map(events, gazetteer=ground, title="Strikes\r\nBcc: x@example.org")
    made.to_email(tmp_path / "map.eml")
    message = email.message_from_bytes((tmp_path / "map.eml").read_bytes(), policy=default)
    assert message["Subject"] == "Strikes Bcc: x@example.org"
    assert "Bcc" not in message
    assert message["Date"] is None
    plain = message.get_body(("plain",)).get_content()
    table = message.get_body(("html",)).get_content()
    for text in (
        "18–19 Jan 2017", "about 150 miles southeast of Sirte", "80 or more", "Not placed: place not in",
        "Evidence for the area’s size: thin, measured on few.", "Sources differ: vehicles destroyed",
    ):  # fmt: skip
        assert text in plain
        assert text in table
    assert 'src="cid:map@geostrike.invalid"' in table
    page, data = message.iter_attachments()
    assert page.get_filename() == "map.html"
    assert page.get_content() == made.to_html()
    features = json.loads(data.get_content())["features"]
    assert [feature["geometry"] is None for feature in features] == [False, False, False, True, False]
    pictures = [part for part in message.walk() if part.get_content_type() == "image/png"]
    assert [part["Content-ID"] for part in pictures] == ["<map@geostrike.invalid>"]


def test_a_mail_can_do_without_the_picture(events, ground):
    message = strike_map(events, gazetteer=ground).to_email(png=False)
    assert all(part.get_content_type() != "image/png" for part in message.walk())
    assert "cid:" not in message.get_body(("html",)).get_content()


def test_no_text_of_a_mail_runs_backwards_or_into_another_line(rows, as_frame, ground):
    for row in rows:
        row["target"] = "51 camps \u202e15 spmac\u2028Bcc: x@example.org"
    message = strike_map(as_frame(rows), title="A\u202eB\u2028Bcc: x", gazetteer=ground).to_email(png=False)
    assert message["Subject"] == "A\ufffdB Bcc: x"
    for kind in ("plain", "html"):
        content = message.get_body((kind,)).get_content()
        assert "\u202e" not in content
    assert "51 camps \ufffd15 spmac Bcc: x@example.org" in message.get_body(("plain",)).get_content()


def test_the_picture_is_sound_xml_with_all_that_a_reader_needs(events, ground, tmp_path):
    svg = strike_map(events, gazetteer=ground, title="A & B <\x00>").to_svg(tmp_path / "map.svg")
    words = " ".join(ET.fromstring(svg).itertext())  # noqa: S314 - our own file
    for text in ("A & B <", "1 · 18–19 Jan 2017", "Sirte", "Not what was hit", "50 km", "20 mi", "Natural Earth"):
        assert text in words
    assert (tmp_path / "map.svg").read_text(encoding="utf-8") == svg


def test_a_picture_is_made_where_something_can_draw_it(events, ground, tmp_path):
    pytest.importorskip("resvg_py", reason="needs the extra png")
    content = strike_map(events, gazetteer=ground).to_png(tmp_path / "map.png")
    assert content.startswith(PNG)
    assert (tmp_path / "map.png").read_bytes() == content
    assert int.from_bytes(content[16:20], "big") == 1000


def test_without_anything_that_draws_the_error_names_the_extra(events, ground, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "resvg_py", None)
    monkeypatch.setattr(picture.shutil, "which", lambda _: None)
    with pytest.raises(MissingExtraError, match=r"geostrike\[png\]"):
        strike_map(events, gazetteer=ground).to_png()


def test_a_senseless_scale_is_refused(events, ground):
    with pytest.raises(InputError, match="scale 100"):
        strike_map(events, gazetteer=ground).to_png(scale=100)


@pytest.mark.browser
def test_a_browser_draws_where_resvg_is_missing(events, ground, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "resvg_py", None)
    content = strike_map(events, gazetteer=ground).to_png()
    assert content.startswith(PNG)
    assert int.from_bytes(content[16:20], "big") == 1000
