"""What readers do with the page: level, filters, search, play, links, saving, dark mode, other scripts."""

import base64
import json
import math
import urllib.parse
from pathlib import Path

import folium
import geopandas as gpd
import pandas as pd
import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait
from shapely.geometry import Point

from geostrike.maps import strike_map

pytestmark = pytest.mark.browser
SHOWN = "return document.querySelectorAll('#stage path.area:not(.hidden)').length"
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture
def opened(driver, screenshot, events, ground, tmp_path):
    """The sample map, open; `opened(...)` opens it again with a fragment or another map."""
    page = tmp_path / "map.html"

    def again(fragment="", made=None):
        (made or strike_map(events, gazetteer=ground)).save(page)
        return screenshot.visit(driver, page, fragment)

    return again


def find(driver, selector):
    return driver.find_element(By.CSS_SELECTOR, selector)


def texts(driver, selector):
    """What the found elements show, read in one step: the page may draw them anew between two."""
    read = "return [...document.querySelectorAll(arguments[0])].map((one) => one.innerText.trim())"
    return driver.execute_script(read, selector)


def text(driver, selector):
    return texts(driver, selector)[0]


def eventually(driver, wanted):
    WebDriverWait(driver, 5, poll_frequency=0.05).until(wanted)


def width_of(driver, number):
    return driver.execute_script(
        f"return document.querySelector('path[aria-label^=\"Area of {number},\"]').getBBox().width"
    )


def test_the_level_chooses_the_area(opened):
    driver = opened()
    wide = width_of(driver, 1)
    assert "90% of such cases" in text(driver, ".card > .area")
    assert text(driver, ".level-words") == "Of 10 such areas, 9 should hold the true place."
    driver.execute_script("document.querySelector('#level input').click()")
    assert width_of(driver, 1) < wide
    assert "50% of such cases" in text(driver, ".card > .area")
    assert text(driver, ".level-words") == "Of 10 such areas, 5 should hold the true place."
    assert driver.execute_script(SHOWN) == 4
    eventually(driver, lambda page: "l=50" in page.current_url)
    assert width_of(opened("#l=50"), 1) < wide


def test_many_sources_are_folded_behind_the_first(opened, rows, as_frame, ground):
    rows[0]["accounts"] = json.dumps([{"quote": f"Hit, says {name}.", "publisher": name} for name in "abcdefghij"])
    driver = opened(made=strike_map(as_frame(rows), gazetteer=ground))
    assert text(driver, ".card .sources summary") == "4 more sources"
    quotes = find(driver, ".card").find_elements(By.CSS_SELECTOR, "blockquote")
    assert [quote.is_displayed() for quote in quotes] == [True] * 6 + [False] * 4


def test_the_strip_names_the_first_and_last_day_told(opened):
    assert text(opened(), ".window-text") == "1 Aug 2016 – 26 Sep 2017"


def test_outlines_say_how_well_measured_the_words_are(opened):
    driver = opened()
    dashes = driver.execute_script(
        "return [1, 2, 3].map((n) => getComputedStyle(document.querySelector("
        "`path[aria-label^='Area of ${n},']`)).strokeDasharray)"
    )
    assert dashes == ["none", "9px, 5px", "2px, 4px"]
    assert "Thin, measured on few" in text(driver, "#legend")
    assert "Evidence for the area’s size: strong, measured on many real strikes" in text(driver, ".card")


def test_the_chosen_event_shows_its_place_and_offset(opened):
    driver = opened("#e=ev-2017-01-18-a1")
    eventually(driver, lambda page: text(page, ".offset") == "45 km (28 mi) south-west, as stated")
    assert len(driver.find_elements(By.CSS_SELECTOR, "path.reference")) == 2
    sea = find(driver, ".folium-map")
    ActionChains(driver).move_to_element_with_offset(sea, 0, 20 - sea.size["height"] // 2).click().perform()
    eventually(driver, lambda page: not page.find_elements(By.CSS_SELECTOR, "path.reference"))


@pytest.mark.parametrize(
    ("metres", "words"),
    [(10_000.0, "10 km (6.2 mi) north"), (500.0, "0.50 km (0.31 mi) north"), (160_934.0, "160 km (100 mi) north")],
)
def test_offsets_have_two_digits(opened, rows, as_frame, ground, metres, words):
    rows[0].update(distance_m=metres, bearing_deg=0.0)
    driver = opened("#e=ev-2017-01-18-a1", strike_map(as_frame(rows), gazetteer=ground))
    assert text(driver, ".offset") == f"{words}, as stated"


def test_filters_and_search_narrow_the_list(opened):
    driver = opened()
    for name, value, number in (
        ("source", "cnn", 3),
        ("evidence", "thin", 1),
        ("kind", "campaign", 1),
        ("actor", "us", 2),
    ):
        Select(find(driver, f"select[name={name}]")).select_by_value(value)
        assert text(driver, "#count") == f"{number} shown of 5; 1 undated, 1 not placed"
        find(driver, "#clear").click()
    search = find(driver, "input[name=q]")
    search.send_keys("vehicles CAMP")
    eventually(driver, lambda page: text(page, "#count").startswith("1 shown of 5"))
    eventually(driver, lambda page: "q=vehicles%20CAMP" in page.current_url)
    assert text(driver, ".card-button") == "2\n22 Sep 2017"
    search.send_keys(Keys.ESCAPE)
    assert opened("#source=CNN&q=wadi").find_elements(By.CSS_SELECTOR, ".card") == []


def test_one_name_in_two_spellings_is_one_choice(opened, rows, as_frame, ground):
    rows[0]["actor"] = "U.S."
    driver = opened(made=strike_map(as_frame(rows), gazetteer=ground))
    choices = Select(find(driver, "select[name=actor]"))
    assert [choice.text for choice in choices.options] == ["Anyone", "U.S. (2)", "US military (1)"]
    choices.select_by_index(1)
    assert text(driver, "#count").startswith("2 shown of 5")
    driver = opened("#actor=US", strike_map(as_frame(rows), gazetteer=ground))
    assert Select(find(driver, "select[name=actor]")).first_selected_option.text == "U.S. (2)"


def test_play_moves_the_window_and_all_dates_ends_it(opened):
    driver = opened()
    play = find(driver, ".window-line button")
    play.click()
    eventually(driver, lambda page: text(page, "#count").startswith("2 shown"))
    play.click()
    stopped = text(driver, ".window-text")
    assert play.text == "▶ Play"
    assert stopped == text(driver, ".window-text")
    find(driver, ".all-dates").click()
    assert driver.execute_script(SHOWN) == 4


def test_quotes_mark_when_where_and_how_many(opened):
    driver = opened()
    marks = driver.execute_script(
        "return [...document.querySelectorAll('mark')].slice(0, 3).map((m) => [m.className, m.textContent])"
    )
    assert marks[:2] == [
        ["place", "45 km South-West of the Libyan city of Sirte"],
        ["count", "several dozen militants"],
    ]


def saved(driver, name):
    """The content of a download: what the link carries once it was clicked."""
    driver.execute_script(
        "window.address = ''; document.addEventListener('click', (event) => { window.address = event.target.href;"
        " event.preventDefault(); }, { once: true });"
    )
    driver.find_element(By.LINK_TEXT, name).click()
    head, _, content = driver.execute_script("return window.address").partition(",")
    assert head.startswith("data:")
    return urllib.parse.unquote(content)


def test_what_is_shown_can_be_saved(opened, rows, as_frame, ground):
    rows[0]["target"] = "=HYPERLINK(1)"
    rows[1]["target"] = "  @SUM(1)"
    driver = opened("#source=cnn", strike_map(as_frame(rows), gazetteer=ground))
    table = saved(driver, "Save CSV")
    assert table.startswith('\ufeff"number","id","kind","from","to"')
    assert '"\'=HYPERLINK(1)"' in table
    assert '"\'  @SUM(1)"' in table
    assert len(table.splitlines()) == 4
    features = json.loads(saved(driver, "Save GeoJSON"))["features"]
    assert [feature["id"] for feature in features] == ["ev-2017-01-18-a1", "ev-2017-09-22-b2", "ev-2016-08-01-d4"]
    shape = gpd.GeoDataFrame.from_features(features[:1]).geometry.iloc[0]
    assert shape.symmetric_difference(rows[0]["region"]).area < shape.area / 500
    assert features[0]["properties"]["level"] == 0.9


def test_the_link_can_be_copied(opened):
    driver = opened("#e=ev-2017-09-22-b2")
    driver.execute_script("Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })")
    find(driver, ".exports button").click()
    assert "e=ev-2017-09-22-b2" in text(driver, ".said")


def test_hidden_layers_are_kept_in_the_address(opened):
    driver = opened()
    find(driver, ".switch input").click()
    eventually(driver, lambda page: "hide=date0" in page.current_url)
    driver = opened("#hide=date0.campaigns")
    assert driver.execute_script(SHOWN) == 2
    assert not find(driver, ".switch input").is_selected()


def luminance(colour):
    parts = [int(value) / 255 for value in colour.strip("rgb()").split(",")[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


RESOLVED = """
const probe = document.body.appendChild(document.createElement("i"));
const found = Object.fromEntries(arguments[0].map((name) => {
  probe.style.color = "var(--" + name + ")";
  return [name, getComputedStyle(probe).color];
}));
probe.remove();
return found;
"""


@pytest.fixture(params=["light", "dark"])
def scheme(request, driver):
    feature = {"name": "prefers-color-scheme", "value": request.param}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    yield request.param
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_colours_stand_out_in_light_and_dark(opened, scheme):
    driver = opened()
    layers = [f"g{number}" for number in range(8)] + ["gc"]
    names = ["ink", "faint", "paper", "ground", "land", "sea", "accent", "warn", "edge", "on-colour", *layers]
    names += ["mark-date", "mark-place", "mark-count"]
    colour = driver.execute_script(RESOLVED, names)
    for words, behind in (("ink", "paper"), ("ink", "ground"), ("ink", "land"), ("ink", "sea"), ("ink", "warn"),
                          ("faint", "paper"),
                          ("faint", "ground"), ("accent", "paper"), ("accent", "ground"), ("ink", "mark-date"),
                          ("ink", "mark-place"), ("ink", "mark-count")):  # fmt: skip
        assert contrast(colour[words], colour[behind]) >= 4.5, (scheme, words, behind)
    for layer in layers:
        assert contrast(colour[layer], colour["land"]) >= 3, (scheme, layer)
        assert contrast(colour[layer], colour["sea"]) >= 3, (scheme, layer)
        assert contrast(colour[layer], colour["on-colour"]) >= 4.5, (scheme, layer)
    assert contrast(colour["edge"], colour["paper"]) >= 3


@pytest.mark.skipif(not AXE.is_file(), reason="needs axe-core: run `npm ci --ignore-scripts`")
def test_axe_finds_nothing_serious(opened, scheme):
    driver = opened("#e=ev-2017-01-18-a1")
    driver.execute_script(AXE.read_text(encoding="utf-8"))
    found = driver.execute_async_script(
        "const done = arguments[0]; axe.run(document).then((result) => done(result.violations.map("
        "(one) => [one.impact, one.id, one.nodes[0].html])))"
    )
    assert found == []


def test_arabic_runs_from_the_right(opened, rows, as_frame, ground):
    rows[0]["accounts"] = json.dumps(
        [{"quote": "أصابت الغارة معسكرا قرب سرت يوم الأربعاء", "publisher": "الوسط", "title": "غارة"}]
    )
    driver = opened(made=strike_map(as_frame(rows), gazetteer=ground, title="غارات جوية"))
    for selector in ("h1", ".card blockquote"):
        assert (
            driver.execute_script(f"return getComputedStyle(document.querySelector('{selector}')).direction") == "rtl"
        )
    assert text(driver, ".cite bdi") == "الوسط"


def test_a_page_prints(opened):
    driver = opened()
    printed = driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})
    content = base64.b64decode(printed["data"])
    assert content.startswith(b"%PDF")
    assert len(content) < 500_000


@pytest.fixture(scope="module")
def crowd():
    """A frame of 2,000 events."""
    shapes = [Point(10 + i % 50 / 5, 25 + i // 50 / 5).buffer(0.08, 6) for i in range(2000)]
    days = pd.date_range("2015-01-01", periods=2000).strftime("%Y-%m-%d")
    cells = {"date_start": days, "date_end": days, "locality": [f"place {n}" for n in range(2000)]}
    return gpd.GeoDataFrame(cells, geometry=shapes, crs=4326, index=[f"e{n}" for n in range(2000)])


PAINTED = """
const canvas = document.querySelector("canvas.areas");
const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
return pixels.filter((value, index) => index % 4 === 3 && value).length;
"""


def test_many_events_are_painted_on_a_canvas_and_listed_in_sight(opened, crowd, ground):
    driver = opened(made=strike_map(crowd, gazetteer=ground))
    assert driver.execute_script(SHOWN) == 0
    all_painted = driver.execute_script(PAINTED)
    assert text(driver, "#count") == "2,000 shown of 2,000"
    assert len(driver.find_elements(By.CSS_SELECTOR, ".row")) < 40
    assert len(driver.find_elements(By.CSS_SELECTOR, ".column")) > 50
    driver.execute_script("document.getElementById('page').scrollTop = 58 * 1000")
    eventually(driver, lambda page: "place 1000" in text(page, "#cards"))
    driver.execute_script(
        "const last = document.querySelectorAll('#timeline input')[1]; last.value = Date.UTC(2015, 6, 1) / 864e5;"
        "last.dispatchEvent(new Event('input'))"
    )
    eventually(driver, lambda page: len(page.find_elements(By.CSS_SELECTOR, ".card")) == 182)
    assert driver.execute_script(PAINTED) < all_painted / 4
    assert [entry for entry in driver.get_log("browser") if entry["level"] == "SEVERE"] == []


COVERED = """
const parts = [...document.querySelectorAll("#timeline .bar, #timeline .bar-number")];
const boxes = parts.map((part) => [part, part.getBoundingClientRect()]);
return boxes.filter(([part, one]) => part.matches(".bar-number") && boxes.some(([other, two]) => other !== part
  && one.left < two.right && two.left < one.right && one.top + 3 < two.bottom && two.top + 3 < one.bottom)).length;
"""


@pytest.mark.parametrize("width", [1100, 390])
def test_no_number_of_a_crowded_strip_is_covered(opened, crowd, ground, resize, width):
    months = crowd.iloc[[*range(0, 1200, 40), *range(900, 940), *range(1990, 2000)]]
    driver = opened(made=strike_map(months, gazetteer=ground))
    resize(width, 800)
    assert len(driver.find_elements(By.CSS_SELECTOR, "#timeline .bar")) == 80
    assert len(driver.find_elements(By.CSS_SELECTOR, "#timeline .bar-number")) > 5
    assert driver.execute_script(COVERED) == 0


def test_an_area_on_the_canvas_can_be_chosen(opened, crowd, ground):
    driver = opened("#e=e700", strike_map(crowd, gazetteer=ground))
    assert text(driver, "#chosen .card-button") == "701\n1 Dec 2016"
    find(driver, ".folium-map").click()
    assert text(driver, "#chosen .card-button") == "701\n1 Dec 2016"
    assert driver.get_log("browser") == []


def test_foliums_layer_control_works_on_a_canvas(opened, crowd, ground):
    made = strike_map(crowd, gazetteer=ground)
    folium.LayerControl(collapsed=False).add_to(made)
    driver = opened(made=made)
    find(driver, ".leaflet-control-layers-overlays input").click()
    assert text(driver, "#count") == "1,635 shown of 2,000"


@pytest.fixture
def heap(rows, as_frame, ground):
    """A map of thirty areas on one spot, one small one among them, and one far away."""
    west, south = 16.4, 30.5
    heaped = [rows[0] | {"event_id": f"h{n:02}", "region": Point(west, south).buffer(0.4)} for n in range(29)]
    others = [rows[0] | {"event_id": "small", "region": Point(west, south).buffer(0.1)}]
    others += [rows[0] | {"event_id": "away", "region": Point(18.4, 29.5).buffer(0.1)}]
    for row in heaped + others:
        row.pop("region_50")
    return strike_map(as_frame(heaped + others), gazetteer=ground)


def test_areas_on_one_spot_stay_clear_and_each_can_be_chosen(opened, heap):
    driver = opened(made=heap)
    fills = driver.execute_script(
        "return [...document.querySelectorAll('path.area')].map((one) => Number(getComputedStyle(one).fillOpacity))"
    )
    together = 1 - math.prod(1 - fill for fill in fills if fill < max(fills))
    assert 0.4 < together < 0.55
    assert max(fills) == 0.2
    assert "30 areas" in texts(driver, ".area-name")
    spot = find(driver, 'path[aria-label^="Area of 30,"]')
    ActionChains(driver).move_to_element(spot).pause(0.2).perform()
    assert "30 areas here" in text(driver, ".hint")
    chosen = []
    for _ in range(30):
        ActionChains(driver).move_to_element(spot).click().perform()
        chosen.append(text(driver, ".card.selected .badge"))
    assert len(set(chosen)) == 30
    assert len(driver.find_elements(By.CSS_SELECTOR, "path.raised")) == 1
    assert driver.get_log("browser") == []


def test_the_picture_says_how_many_areas_lie_on_one_another(heap):
    picture = heap.to_svg()
    assert ">30 areas<" in picture
    assert ">1 · " in picture
    assert picture.count('stroke-width="1"') == 30


def test_on_a_narrow_screen_the_title_stands_first_and_no_key_covers_the_map(screenshot, opened, driver):
    screenshot.emulate(driver, 390, 844)
    opened()
    frame = find(driver, ".folium-map").rect
    for selector in ("#level", "#legend"):
        assert find(driver, selector).rect["y"] >= frame["y"] + frame["height"]
    assert find(driver, "h1").rect["y"] < frame["y"] < 240
    assert find(driver, "#keys").rect["height"] < 60
    assert not find(driver, ".legend-body").is_displayed()
    find(driver, "#legend summary").click()
    assert find(driver, ".legend-body").is_displayed()
    screenshot.emulate(driver, *screenshot.SIZE)
    assert find(driver, ".folium-map #legend").is_displayed()


def test_the_keyboard_reaches_the_map_at_once(opened):
    driver = opened()
    find(driver, "body").send_keys(Keys.TAB)
    driver.switch_to.active_element.send_keys(Keys.ENTER)
    assert "folium-map" in driver.switch_to.active_element.get_attribute("class")
