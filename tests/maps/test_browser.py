"""The saved file in a real browser that can reach no network."""

import itertools
import json

import folium
import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from geostrike.maps import strike_map

pytestmark = pytest.mark.browser
HOSTILE = (
    "{{ 7*191 }} {% print 7*191 %} </script><script>window.pwned=1</script> <img src=x onerror=window.pwned=1> "
    "<!--<script> ` + (window.pwned=1) + ` ${window.pwned=1} \" onmouseover=\"window.pwned=1 '); window.pwned=1; (' "
    "line\u2028separator C:\\data\\2019 nul\x00bell\x07"
)
TEXTS = ("target", "aircraft", "munitions", "actor", "attributed_to", "remarks", "conflicts", "reason", "note")
SHOWN = "return document.querySelectorAll('#stage path.area:not(.hidden)').length"


@pytest.fixture
def opened(driver, screenshot, events, ground, documents, tmp_path):
    """The sample map, open; `opened(...)` opens it again with a fragment or another map."""
    page = tmp_path / "map.html"
    strike_map(events, gazetteer=ground, documents=documents).save(page)

    def again(fragment="", made=None):
        if made is not None:
            made.save(page)
        return screenshot.visit(driver, page, fragment)

    again()
    return again


def eventually(driver, wanted):
    """Wait until the address or a page's state is as wanted; what is slow follows a moment later."""
    WebDriverWait(driver, 5, poll_frequency=0.05).until(wanted)


def texts(driver, selector):
    """What the found elements show, read in one step: the page may draw them anew between two."""
    read = "return [...document.querySelectorAll(arguments[0])].map((one) => one.innerText.trim())"
    return driver.execute_script(read, selector)


def test_it_draws_all_without_a_network_or_an_error(opened):
    driver = opened()
    assert driver.get_log("browser") == []
    assert driver.execute_script("return document.documentElement.classList.contains('scripted')")
    assert driver.execute_script(SHOWN) == 4
    assert driver.execute_script("return performance.getEntriesByType('resource').length") == 0
    assert texts(driver, ".badge") == ["1", "2", "3", "C1", "4"]
    assert texts(driver, "#count") == ["5 shown of 5; 1 undated, 1 not placed"]
    assert "Sirte" in texts(driver, ".town.key")
    assert {"1 · 18–19 Jan 2017", "2 · 22 Sep 2017", "3 · 26 Sep 2017"} <= set(texts(driver, ".area-name"))


def test_drawn_outlines_are_true_to_a_pixel(opened):
    driver = opened()
    steps = driver.execute_script(
        "return document.querySelector('path[aria-label^=\"Area of 1,\"]').getAttribute('d').split('L').length"
    )
    assert steps > 25


def test_the_time_window_hides_what_lies_outside(opened):
    driver = opened()
    last = driver.find_elements(By.CSS_SELECTOR, "#timeline input")[1]
    driver.execute_script(
        "arguments[0].value = Date.UTC(2017, 8, 24) / 864e5; arguments[0].dispatchEvent(new Event('input'))", last
    )
    assert driver.execute_script(SHOWN) == 3
    assert texts(driver, "#count") == ["4 shown of 5; 1 undated, 1 not placed"]
    assert last.get_attribute("aria-valuetext") == "24 Sep 2017"
    eventually(driver, lambda page: "#t=2016-07-15_2017-09-24" in page.current_url)
    driver.find_element(By.CSS_SELECTOR, ".all-dates").click()
    assert driver.execute_script(SHOWN) == 4


def test_the_handles_answer_the_keyboard(opened):
    driver = opened()
    first = driver.find_element(By.CSS_SELECTOR, "#timeline input")
    before = int(first.get_attribute("value"))
    first.send_keys(Keys.ARROW_RIGHT)
    assert int(first.get_attribute("value")) == before + 1


def test_a_layer_can_be_switched_off_and_on(opened):
    driver = opened()
    tick = driver.find_element(By.CSS_SELECTOR, ".switch input")
    tick.click()
    assert driver.execute_script(SHOWN) == 3
    assert "1\n18–19 Jan 2017" not in texts(driver, ".card-button")
    tick.click()
    assert driver.execute_script(SHOWN) == 4


def test_card_and_area_select_each_other(opened):
    driver = opened()
    driver.find_elements(By.CSS_SELECTOR, ".card-button")[1].click()
    assert texts(driver, ".card.selected .card-button") == ["2\n22 Sep 2017"]
    eventually(driver, lambda page: "e=ev-2017-09-22-b2" in page.current_url)
    area = driver.find_element(By.CSS_SELECTOR, 'path[aria-label^="Area of 3,"]')
    driver.execute_script("arguments[0].focus()", area)
    area.send_keys(Keys.ENTER)
    assert texts(driver, ".card.selected .card-button") == ["3\n26 Sep 2017"]
    assert driver.get_log("browser") == []


def test_the_address_restores_window_and_selection(opened):
    driver = opened("#t=2017-01-01_2017-09-24&e=ev-2017-09-22-b2")
    assert texts(driver, ".window-text") == ["1 Jan 2017 – 24 Sep 2017"]
    assert texts(driver, ".card.selected .card-button") == ["2\n22 Sep 2017"]
    driver = opened("#t=nonsense&e=<img src=x onerror=alert(1)>")
    assert driver.get_log("browser") == []


def test_foliums_own_layer_control_stays_in_step(opened, events, ground):
    made = strike_map(events, gazetteer=ground)
    folium.LayerControl(collapsed=False).add_to(made)
    folium.Marker([30.5, 16.5], tooltip="mine").add_to(made)
    driver = opened(made=made)
    assert driver.get_log("browser") == []
    driver.find_element(By.CSS_SELECTOR, ".leaflet-control-layers-overlays input").click()
    assert not driver.find_element(By.CSS_SELECTOR, ".switch input").is_selected()
    assert driver.execute_script(SHOWN) == 3


def test_payloads_do_not_run(opened, rows, as_frame, ground):
    for row in rows:
        row.update(dict.fromkeys(TEXTS, HOSTILE))
        items = json.loads(row["accounts"])
        keys = ("publisher", "title", "quote", "date_text", "locality")
        hostile = {**dict.fromkeys(keys, HOSTILE), "url": "javascript:window.pwned=1"}
        row["accounts"] = json.dumps([item | hostile for item in items])
    driver = opened(made=strike_map(as_frame(rows), title=HOSTILE, gazetteer=ground))
    driver.execute_script("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert driver.get_log("browser") == []
    assert driver.execute_script("return window.pwned === undefined")
    assert driver.execute_script(SHOWN) == 4
    assert "{{ 7*191 }}" in texts(driver, "blockquote")[0]
    assert "1337" not in driver.execute_script("return document.body.innerText")
    assert driver.find_elements(By.CSS_SELECTOR, "img:not(.leaflet-marker-icon)") == []
    assert driver.find_elements(By.CSS_SELECTOR, "a[href^='javascript']") == []


def test_an_empty_map_opens(opened, events, ground):
    driver = opened(made=strike_map(events.iloc[:0], gazetteer=ground))
    assert driver.get_log("browser") == []
    assert texts(driver, "#count") == ["0 shown of 0"]


# A wide desk, a tablet, phones upright and on their side; 640 by 400 is a desk at a text size of 200 %.
@pytest.mark.parametrize("size", [(1920, 844), (768, 1024), (390, 844), (320, 568), (844, 390), (640, 400)])
def test_nothing_runs_off_the_side_or_covers_another(opened, resize, size):
    resize(*size)
    driver = opened()
    assert driver.execute_script("return document.documentElement.scrollWidth") <= size[0]
    assert driver.execute_script(SHOWN) == 4
    assert driver.find_element(By.CSS_SELECTOR, ".folium-map").size["height"] > 250
    boxes = [
        driver.find_element(By.CSS_SELECTOR, f".leaflet-control-{name}").rect
        for name in ("zoom", "scale", "attribution")
    ]
    for one, other in itertools.combinations(boxes, 2):
        assert one["y"] + one["height"] <= other["y"] or one["x"] + one["width"] <= other["x"]


SIZES = """
const map = window[document.querySelector(".folium-map").id];
const box = map.getContainer();
return [[map.getSize().x, map.getSize().y], [box.clientWidth, box.clientHeight]];
"""


def test_the_map_fits_the_room_that_it_has(opened, resize):
    driver = opened()
    thought, there = driver.execute_script(SIZES)
    assert thought == there
    driver.execute_script("document.querySelector('#timeline').style.height = '200px'")
    eventually(driver, lambda page: page.execute_script(SIZES)[0] != thought)
    thought, there = driver.execute_script(SIZES)
    assert thought == there


def test_areas_are_drawn_beyond_the_edge_for_dragging(opened):
    driver = opened()
    drawn = driver.find_element(By.CSS_SELECTOR, ".leaflet-overlay-pane svg").size
    room = driver.find_element(By.CSS_SELECTOR, ".folium-map").size
    assert drawn["width"] >= 2 * room["width"]
    assert drawn["height"] >= 2 * room["height"]


def test_no_one_can_zoom_in_until_nothing_is_seen(opened):
    driver = opened()
    assert driver.execute_script(f"{SIZES.splitlines()[1]} return map.getMaxZoom()") == 14


def test_the_map_has_a_name_for_a_screen_reader(opened):
    driver = opened()
    assert driver.find_element(By.CSS_SELECTOR, ".folium-map").accessible_name.startswith("Map of the areas")


def test_the_map_works_in_a_notebooks_frame(driver, screenshot, events, ground, tmp_path):
    page = tmp_path / "notebook.html"
    page.write_text(f"<!DOCTYPE html>{strike_map(events, gazetteer=ground)._repr_html_()}", encoding="utf-8")
    screenshot.visit(driver, page)
    driver.switch_to.frame(0)
    assert driver.execute_script(SHOWN) == 4
    driver.switch_to.default_content()


def test_without_scripts_picture_and_table_are_there(screenshot, events, ground, tmp_path):
    page = tmp_path / "map.html"
    strike_map(events, gazetteer=ground).save(page)
    with screenshot.browser(scripts=False) as still:
        screenshot.visit(still, page)
        assert still.find_element(By.CSS_SELECTOR, "figure svg").is_displayed()
        assert len(still.find_elements(By.CSS_SELECTOR, "tbody tr")) == 5
        assert not still.find_element(By.ID, "stage").is_displayed()


def test_print_shows_picture_and_table(opened):
    driver = opened()
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert driver.find_element(By.CSS_SELECTOR, "figure svg").is_displayed()
    assert not driver.find_element(By.ID, "stage").is_displayed()
    words, page = (driver.find_element(By.CSS_SELECTOR, part).rect["width"] for part in ("td:last-child", "#page"))
    assert words > 0.7 * page, "what was said runs across the sheet, not in a narrow column"
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_its_picture_can_be_taken(screenshot, driver, events, ground, tmp_path):
    page = tmp_path / "map.html"
    strike_map(events, gazetteer=ground).save(page)
    content = screenshot.picture(driver, page)
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20], "big") == screenshot.SIZE[0]
    assert len(content) < 150_000
