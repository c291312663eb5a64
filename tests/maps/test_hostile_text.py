"""Hostile texts in every field, in a real browser, with the policy and without it: nothing runs, all is shown."""

import json
from html.parser import HTMLParser

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import box

from geostrike.maps import strike_map
from geostrike.model import Document
from tests.maps.payloads import PAYLOADS, as_shown

FIELDS = (
    *("actor", "target", "aircraft", "munitions", "destroyed", "attributed_to", "conflicts", "remarks", "reason"),
    *("evidence", "place_text", "place_name", "place_id", "country", "locality", "date_text", "hedge", "my_own"),
)
KEYS = ("report_id", "doc_id", "publisher", "title", "quote", "date_text", "locality", "url")


@pytest.fixture(scope="module")
def poisoned():
    """A map with each payload in all fields of one event, every fifth without an area."""
    rows = []
    for number, payload in enumerate(PAYLOADS):
        shape = None if number % 5 == 4 else box(number % 12, number // 12, number % 12 + 0.8, number // 12 + 0.8)
        account = dict.fromkeys(KEYS, payload) | {"quote_start": 0, "spans": {payload: {"start": 0, "end": 3}}}
        account["spans"]["killed"] = {"start": 0, "end": min(3, len(payload))}
        day = None if number % 7 == 6 else f"2017-01-{number % 28 + 1:02d}"
        rows.append(
            dict.fromkeys(FIELDS, payload) | {"accounts": json.dumps([account]), "date_start": day} | {"g": shape}
        )
    frame = gpd.GeoDataFrame(rows, geometry="g", crs=4326, index=PAYLOADS)
    places = pd.DataFrame({"name": PAYLOADS, "lon": range(len(PAYLOADS)), "lat": 5})
    documents = [Document(f"d{n}", "text", None, text, text, text) for n, text in enumerate(PAYLOADS)]

    def made(ground, **options):
        return strike_map(
            frame, title=" ".join(PAYLOADS), gazetteer=ground, places=places, documents=documents, **options
        )

    return made


class Parts(HTMLParser):
    """All attributes and the texts of scripts of a page."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.scripts, self.inside = [], [], [], False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self.inside = tag == "script"

    def handle_endtag(self, tag):
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.scripts.append(data)


@pytest.fixture(params=["date", "my_own"])
def parts(request, poisoned, ground):
    return Parts(poisoned(ground, column=None if request.param == "date" else request.param).to_html())


def test_the_file_has_no_handler_and_no_address_but_links(parts):
    loading = {"script", "link", "img", "iframe", "object", "embed", "source", "video", "audio", "base", "form", "use"}
    assert {tag for tag, _ in parts.tags} & loading == {"script"}
    assert not [found for found in parts.attributes if found[1].startswith("on")]
    for tag, name, value in parts.attributes:
        if name in ("src", "href", "action", "formaction", "data", "srcset", "xlink:href", "background", "poster"):
            assert (tag, name) == ("a", "href")
            assert value.lower().startswith(("http://", "https://"))
        assert "javascript:" not in value.lower() or (tag, name) == ("svg", "aria-label")
        assert "url(" not in value.lower()


def test_the_file_has_nothing_that_mail_gateways_take_for_smuggling(parts):
    assert len(parts.scripts) == 4
    leaflet_and_own = "".join(parts.scripts[1:])
    for word in ("eval(", "new Function", "atob", "btoa", "Blob", "createObjectURL", "DecompressionStream", "fetch("):
        assert word not in leaflet_and_own, word
    for word in ("XMLHttpRequest", "WebSocket", "importScripts", "document.write", "sendBeacon", "unescape("):
        assert word not in leaflet_and_own, word
    assert "innerHTML" not in parts.scripts[-1]


@pytest.mark.browser
@pytest.mark.parametrize("policy", [True, False], ids=["with policy", "without"])
def test_no_text_runs_in_a_browser(poisoned, ground, driver, screenshot, tmp_path, policy):
    content = poisoned(ground, column="my_own").to_html()
    if not policy:
        start, end = content.index('<meta http-equiv="Content'), content.index("<meta charset")
        content = content[:start] + content[end:]
    page = tmp_path / "map.html"
    page.write_text(content, encoding="utf-8")
    screenshot.visit(driver, page, "#e=%3Cimg%20src=x%20onerror=window.pwned=1%3E&q=%3Cscript%3E&source=__proto__")
    assert driver.execute_script("return document.getElementById('count').textContent").startswith("0 shown of")
    driver.get(page.as_uri() + "#")
    driver.execute_script(VISIT)
    assert driver.get_log("browser") == []
    assert driver.execute_script("return window.pwned === undefined && ({}).polluted === undefined")
    assert driver.execute_script("return document.querySelectorAll('.card').length") == len(PAYLOADS)
    assert "1337" not in driver.execute_script("return document.body.innerText")
    quotes = driver.execute_script(
        "return [...document.querySelectorAll('#cards blockquote')].map((q) => q.textContent)"
    )
    assert set(quotes) >= set(map(as_shown, PAYLOADS))
    assert driver.execute_script(STRANGE) == []
    assert driver.execute_script("return performance.getEntriesByType('resource').length") == 0


# Choose every event, open every box, hover every area, try each filter's first choices.
VISIT = """
document.querySelectorAll("details").forEach((one) => { one.open = true; });
document.querySelectorAll(".card-button").forEach((one) => one.click());
document.querySelectorAll("path.area").forEach((one) => {
  one.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
  one.dispatchEvent(new MouseEvent("mouseout", { bubbles: true }));
});
document.querySelectorAll(".filters select").forEach((list) => {
  for (const index of [1, 2, 3, 0]) {
    list.selectedIndex = Math.min(index, list.length - 1);
    list.dispatchEvent(new Event("change"));
  }
});
"""
# Elements that only a text could have made, and links that are no web addresses.
STRANGE = """
const odd = "img,image,iframe,object,embed,form:not(.filters),video,audio,marquee,base,template,math,animate,set,use";
return [...document.querySelectorAll(odd)].filter((one) => !one.closest("noscript")).map((one) => one.outerHTML)
  .concat([...document.querySelectorAll("a[href]")].map((one) => one.getAttribute("href"))
    .filter((href) => !/^(https?:|#$|data:)/.test(href)))
  .concat([...document.querySelectorAll("*")].flatMap((one) => one.getAttributeNames())
    .filter((name) => name.startsWith("on")));
"""
