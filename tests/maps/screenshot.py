"""Drive a headless Chromium without a network; as a script, take the README's picture of the seeds' map.

python tests/maps/screenshot.py docs/map.png
"""

import base64
import shutil
import struct
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SIZE = (1200, 720)
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


# Answers the palette of the 256 commonest colours and, for each pixel, the nearest of them.
_IN_256_COLOURS = """
const [picture, done] = arguments;
const image = new Image();
image.onload = () => {
  const context = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height })
    .getContext("2d");
  context.drawImage(image, 0, 0);
  const colours = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
  const counts = new Map();
  colours.forEach((colour) => counts.set(colour, (counts.get(colour) || 0) + 1));
  const parts = (colour) => [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255];
  const palette = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || a - b).slice(0, 256).map(parts);
  const apart = (one, other) => one.reduce((sum, value, index) => sum + (value - other[index]) ** 2, 0);
  const nearest = new Map();
  for (const colour of counts.keys()) {
    const distances = palette.map((entry) => apart(entry, parts(colour)));
    nearest.set(colour, distances.indexOf(Math.min(...distances)));
  }
  let text = "";
  colours.forEach((colour) => { text += String.fromCharCode(nearest.get(colour)); });
  done([palette.flat(), btoa(text), image.width]);
};
image.src = "data:image/png;base64," + picture;
"""


def picture(driver: Any, page: Path) -> bytes:
    """Return a picture of a page as it opens: a PNG of 256 colours, a third of the size of a full one."""
    driver.get(page.as_uri())
    taken = driver.get_screenshot_as_base64()
    driver.get("about:blank")
    palette, indices, width = driver.execute_async_script(_IN_256_COLOURS, taken)
    pixels = base64.b64decode(indices)
    rows = b"".join(b"\0" + pixels[start : start + width] for start in range(0, len(pixels), width))
    header = struct.pack(">IIBBBBB", width, len(pixels) // width, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", bytes(palette)), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


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
