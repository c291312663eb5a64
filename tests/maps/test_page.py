"""The page: one file without a network, the same each time, a folium map still."""

import hashlib
import json
import re
import subprocess
import sys
from base64 import b64encode

import folium
import folium.plugins
import pytest

from geostrike.errors import InputError, MissingExtraError, UnreadableError
from geostrike.maps import StrikeMap, strike_map, web


@pytest.fixture
def page(events, ground, documents):
    return strike_map(events, gazetteer=ground, documents=documents).to_html()


def test_nothing_is_loaded(page):
    loaded = re.findall(r"""<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)\s*=\s*["']?([^"'\s>]+)""", page)
    assert loaded == []
    own = web.own_js()
    assert not re.search(r"\b(?:fetch|XMLHttpRequest|eval|Function|atob|importScripts|innerHTML|outerHTML)\b", own)
    assert not re.search(r"url\((?!data:|#)", page.split("</head>")[0])


def test_the_policy_comes_first_and_names_each_script(page):
    head = page.split("<head>")[1].lstrip()
    assert head.startswith('<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; ')
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert len(scripts) == 3
    for script in scripts:
        assert b64encode(hashlib.sha256(script.encode()).digest()).decode() in head


def test_the_same_events_give_the_same_bytes(events, ground):
    def made():
        one = strike_map(events, gazetteer=ground)
        folium.CircleMarker([31, 16], tooltip="a").add_to(one)
        folium.LayerControl().add_to(one)
        return one

    first = made()
    assert first.to_html() == first.to_html() == made().to_html()
    assert first.to_email(png=False).as_bytes() == made().to_email(png=False).as_bytes()


def test_it_says_all_without_scripts(page):
    plain = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    for text in (
        "18–19 Jan 2017", "“Wednesday night” · “January 19”", "“about 150 miles southeast of Sirte”", "80 or more",
        "Not what was hit", "not authoritative", "Not placed:", "place not in the gazetteer", "Sources differ.",
        "No strike reported.", "Campaigns: many strikes over weeks", "Natural Earth", "GeoNames (CC BY 4.0)",
        "Where a strike may have been (90% region)", "Thin, measured on few", "Assumed, not measured", "50 km", "20 mi",
        "Cut to land", '<mark class="place">about 150 miles southeast of Sirte</mark>',
        '<mark class="count">several dozen militants</mark>',
        "As of 28 Sep 2017, the latest publication read", "SHA-256 of the data that went in",
    ):  # fmt: skip
        assert text in plain, text
    assert 'href="https://example.org/001"' in plain
    assert plain.count("<tr id=") == 5


def test_it_is_a_folium_map_with_a_layer_for_each_date(events, ground):
    made = strike_map(events, gazetteer=ground)
    folium.LayerControl(collapsed=False).add_to(made)
    page = made.to_html()
    assert isinstance(made, StrikeMap)
    assert isinstance(made, folium.Map)
    for number, name in enumerate(["18–19 Jan 2017", "22 Sep 2017", "26 Sep 2017", "Date not known"]):
        assert f"{json.dumps(name)} : feature_group_date{number}" in page
    assert '"Campaigns" : feature_group_campaigns' in page


def test_vector_layers_can_be_added(events, ground):
    made = strike_map(events, gazetteer=ground)
    folium.GeoJson({"type": "Point", "coordinates": [16, 31]}).add_to(made)
    folium.Marker([31, 16], tooltip="mine").add_to(made)
    page = made.to_html()
    assert "L.Icon.Default.mergeOptions" in page
    assert "jquery" not in page.lower().replace("leaflet.js", "")


@pytest.mark.parametrize(
    ("layer", "message"),
    [
        (folium.TileLayer("OpenStreetMap"), "pictures from a server"),
        (folium.Marker([31, 16], popup="x"), "jQuery"),
        (folium.Marker([31, 16], icon=folium.Icon()), "icon fonts"),
        (folium.plugins.Fullscreen(), "loads 'https://"),
        (folium.plugins.MarkerCluster(), "loads 'https://"),
    ],
)
def test_what_would_need_the_network_is_refused(events, ground, layer, message):
    made = strike_map(events, gazetteer=ground)
    layer.add_to(made)
    with pytest.raises(InputError, match=re.escape(message)):
        made.to_html()


def test_save_leaves_no_half_file(events, ground, tmp_path):
    made = strike_map(events, gazetteer=ground)
    target = tmp_path / "map.html"
    made.save(target)
    assert target.read_text(encoding="utf-8") == made.to_html()
    assert [path.name for path in tmp_path.iterdir()] == ["map.html"]
    with pytest.raises(UnreadableError, match="does not exist; create it"):
        made.save(tmp_path / "nowhere" / "map.html")
    with (tmp_path / "open.html").open("wb") as stream:
        made.save(stream, close_file=False)
    assert (tmp_path / "open.html").read_bytes() == target.read_bytes()


def test_it_shows_itself_in_a_notebook(events, ground):
    shown = strike_map(events, gazetteer=ground)._repr_html_()
    assert 'src="data:image/svg+xml;base64,' in shown
    assert '<iframe sandbox="allow-scripts allow-popups ' in shown
    assert "Make this Notebook Trusted" not in shown


def test_leaflet_is_checked_by_hash(monkeypatch):
    monkeypatch.setattr(web, "_read", lambda _: b"changed")
    web.leaflet_js.cache_clear()
    with pytest.raises(InputError, match="SHA-256"):
        web.leaflet_js()


def test_a_missing_leaflet_is_named(monkeypatch):
    def absent(_):
        raise ModuleNotFoundError

    monkeypatch.setattr(web.resources, "files", absent)
    with pytest.raises(MissingExtraError, match="django-js-lib-leaflet"):
        web._read("leaflet.js")


def test_geostrike_alone_does_not_import_folium():
    code = "import sys, geostrike; sys.exit('folium' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
