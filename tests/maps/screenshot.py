"""Drive a headless Chromium without a network; as a script, take the README's picture of the seeds' map.

python tests/maps/screenshot.py docs/map.png
"""

import base64
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SIZE = (1040, 680)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def missing() -> str:
    """Return why no browser can be driven; "" where one can."""
    if not _browser():
        return "needs Chromium (Debian: apt install chromium chromium-driver)"
    return "" if shutil.which("chromedriver") else "needs chromedriver (Debian: apt install chromium-driver)"


def _browser() -> str | None:
    return next((path for name in _BROWSERS if (path := shutil.which(name))), None)


@contextmanager
def browser(width: int = SIZE[0], height: int = SIZE[1], *, scripts: bool = True) -> Iterator[Any]:
    """Yield a selenium driver whose page is `width` by `height` and which can resolve no host name."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = _browser() or ""
    for flag in (
        "headless=new",
        "no-sandbox",
        "disable-gpu",
        "hide-scrollbars",
        "disable-dev-shm-usage",
        "disable-lcd-text",
    ):
        options.add_argument(f"--{flag}")
    options.add_argument("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if not scripts:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    service = webdriver.ChromeService(executable_path=shutil.which("chromedriver"))
    driver = webdriver.Chrome(options=options, service=service)
    try:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        yield driver
    finally:
        driver.quit()


def picture(driver: Any, page: Path) -> bytes:
    """Return a picture (PNG) of a page as it opens."""
    driver.get(page.as_uri())
    return base64.b64decode(driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})["data"])


def main(target: Path) -> None:
    """Take the README's picture: the map of `seeds/`, with its first strike selected."""
    import geostrike

    documents = geostrike.read_documents("seeds")
    events = geostrike.fuse(geostrike.extract(documents))
    with tempfile.TemporaryDirectory() as folder, browser() as driver:
        page = Path(folder, "strikes.html")
        geostrike.strike_map(events, documents=documents).save(page)
        target.write_bytes(picture(driver, page))
    print(f"{target}: {target.stat().st_size / 1000:.0f} KB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
