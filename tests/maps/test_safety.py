"""Text from documents is data: nothing in it is run, while the map is built or when it is opened."""

import json
from html.parser import HTMLParser

import folium
import pandas as pd
import pytest
from jinja2 import TemplateSyntaxError

from geostrike.errors import InputError
from geostrike.maps import strike_map, web
from geostrike.model import Document
from tests.maps.payloads import as_shown

PAYLOADS = [
    "{{ 7*191 }}",
    "{% print 7*191 %}",
    "{# lost #}kept",
    "{% endraw %}{{ 7*191 }}",
    "{{ cycler.__init__.__globals__.os.getcwd() }}",
    "</script><script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "<!--<script>",
    "` + (window.pwned=1) + `",
    "${window.pwned=1}",
    '" onmouseover="window.pwned=1',
    "'); window.pwned=1; ('",
    "line\u2028separator\u2029",
    "C:\\data\\2019",
    "]]>&amp;&#x3c;script&#x3e;",
    "nul\x00bell\x07",
    "مدينة سرت \u202e",
]
TEXTS = ("target", "aircraft", "munitions", "destroyed", "actor", "attributed_to", "remarks", "conflicts", "reason")


def poisoned(rows, payload):
    for row in rows:
        row.update(dict.fromkeys(TEXTS, payload), note_of_mine=payload, place_text=payload, kind=row.get("kind"))
        for item in (items := json.loads(row["accounts"])):
            item.update(dict.fromkeys(("publisher", "title", "quote", "date_text", "locality", "doc_id"), payload))
            item["url"] = payload
        row["accounts"] = json.dumps(items)
    rows[0]["event_id"] = payload
    return rows


class Tags(HTMLParser):
    """The elements and attributes that a browser would see."""

    def __init__(self, page):
        super().__init__()
        self.names, self.attributes, self.found = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)
        self.found.append((tag, attrs))
        self.attributes += [name for name, _ in attrs]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_is_run_and_none_is_lost(rows, as_frame, ground, data_of, payload):
    places = pd.DataFrame({"name": [payload], "lon": [16.5], "lat": [30.9]})
    documents = [Document("d", "text", None, payload, payload, payload)]
    frame = as_frame(poisoned(rows, payload))
    page = strike_map(frame, title=payload, gazetteer=ground, places=places, documents=documents).to_html()
    data = data_of(page)
    text = as_shown(payload)
    row = data["events"]["id"].index(text)
    assert data["events"]["sources"][row][1] == text
    assert data["texts"][data["events"]["remarks"][row]] == text
    assert [data["texts"][number] for number in data["events"]["extra"][row]] == ["note_of_mine", text]
    assert data["ground"]["towns"][0][0] == text
    assert "1337" not in page
    tags = Tags(page)
    assert tags.names.count("script") == 4
    assert "img" not in tags.names
    assert not [name for name in tags.attributes if name.startswith("on")]


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "//evil.example", 'https://a"b', "ftp://a"],
)
def test_only_web_addresses_become_links(rows, as_frame, ground, data_of, url):
    for row in rows:
        row["accounts"] = json.dumps([{**item, "url": url} for item in json.loads(row["accounts"])])
    page = strike_map(as_frame(rows), gazetteer=ground, documents=[Document("d", "t", url=url)]).to_html()
    assert "href=" not in page.split("<script>")[0]
    assert all(address == "" for _, _, _, address, _ in data_of(page)["documents"])


def with_marker(text):
    return folium.CircleMarker([31, 16], tooltip=text)


def with_feature(text):
    shape = {"type": "Point", "coordinates": [16, 31]}
    return folium.GeoJson({"type": "Feature", "properties": {"note": text}, "geometry": shape})


@pytest.mark.parametrize("payload", ["{{ 7*191 }}", "{% print 7*191 %}", "{# x #}", "{% raw %}", "{% nonsense"])
@pytest.mark.parametrize(
    "layer", [with_marker, with_feature, folium.Element, lambda text: folium.FeatureGroup(name=text)]
)
def test_a_layer_whose_text_folium_would_run_is_refused(events, ground, layer, payload):
    made = strike_map(events, gazetteer=ground)

    def attempt():
        made.add_child(layer(payload))
        folium.LayerControl().add_to(made)
        return made.to_html()

    with pytest.raises((InputError, TemplateSyntaxError)) as caught:
        attempt()
    assert "would run" in str(caught.value) or isinstance(caught.value, TemplateSyntaxError)


def test_a_layer_cannot_end_the_script(events, ground):
    made = strike_map(events, gazetteer=ground)
    folium.CircleMarker([31, 16], tooltip="</script><script>alert(1)</script>").add_to(made)
    with pytest.raises(InputError, match="markup inside its script"):
        made.to_html()


def test_a_lone_surrogate_cannot_break_the_file(events, ground):
    page = strike_map(events, title="\ud800 odd", gazetteer=ground).to_html()
    assert "\ufffd odd" in page.encode().decode()


def test_what_a_careful_recipient_looks_for(events, ground, documents):
    page = strike_map(events, gazetteer=ground, documents=documents).to_html()
    tags = Tags(page)
    links = [dict(attributes) for name, attributes in tags.found if name == "a"]
    assert links
    assert all(link["rel"] == "noopener noreferrer" and link["target"] == "_blank" for link in links)
    for name, attributes in tags.found:
        assert name not in ("link", "iframe", "object", "embed", "base", "form", "img", "video", "audio")
        assert name == "a" or not {"src", "href", "srcset", "action", "data"} & set(dict(attributes))
    policy = next(
        dict(found)["content"] for name, found in tags.found if ("http-equiv", "Content-Security-Policy") in found
    )
    assert "default-src 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.split("style-src")[0]
    assert ("meta", [("name", "referrer"), ("content", "no-referrer")]) in tags.found
    script = "".join(page.split("<script>")[1:])
    for call in ("eval(", "new Function", "document.write", "XMLHttpRequest", "fetch(", "sendBeacon", "WebSocket",
                 "localStorage", "document.cookie", "importScripts", "window.open"):  # fmt: skip
        assert call not in script, call
    assert "innerHTML" not in web.own_js()
