"""Drive a headless Chromium without a network; as a script, take the pictures of the seeds' map for README and docs.

python tests/maps/screenshot.py docs/map.png
"""

import base64
import html
import shutil
import struct
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
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
        "force-prefers-reduced-motion",  # the map moves at once, so that nothing is drawn anew while it is read
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


def visit(driver: Any, page: Path, fragment: str = "") -> Any:
    """Open a page afresh, with an empty log, and return the driver when all of the page is there."""
    from selenium.webdriver.support.ui import WebDriverWait

    driver.get("about:blank")
    driver.get_log("browser")
    driver.get(page.as_uri() + fragment)
    # On a busy machine `get` may answer while the blank page is still shown.
    complete = "return location.protocol === 'file:' && document.readyState === 'complete'"
    WebDriverWait(driver, 60, poll_frequency=0.05).until(lambda shown: shown.execute_script(complete))
    return driver


def picture(driver: Any, page: Path, fragment: str = "") -> bytes:
    """Return a picture of a page as it opens: a PNG of 256 colours, a third of the size of a full one."""
    visit(driver, page, fragment)
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


def letter(message: EmailMessage) -> str:
    """Return the HTML of a mail as a mail program shows it: the head lines, and the picture in its place."""
    body = message.get_body(("html",)).get_content()
    for part in message.walk():
        if part.get_content_type() == "image/png":
            data = base64.b64encode(part.get_content()).decode()
            body = body.replace(f"cid:{part['Content-ID'].strip('<>')}", f"data:image/png;base64,{data}")
    names = ", ".join(part.get_filename() for part in message.iter_attachments())
    return f"<p><b>Subject:</b> {html.escape(message['Subject'])}<br><b>Attached:</b> {names}</p><hr>{body}"


# Name, width, height, medium, colour scheme; what stands after # in the address is the same for all pages.
GALLERY = (
    ("dark", 1200, 720, "", "dark"),
    ("phone", 390, 844, "", "light"),
    ("print", 794, 1123, "print", "light"),
)


def emulate(driver: Any, width: int, height: int, medium: str = "", scheme: str = "light") -> None:
    """Set the size of the page, the medium ("" for the screen) and the reader's colour scheme."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": medium, "features": features})


def main(target: Path) -> None:
    """Take the README's picture, and those of the gallery beside it: the map of `seeds/` in all its forms."""
    import geostrike

    documents = geostrike.read_documents("seeds")
    made = geostrike.strike_map(geostrike.fuse(geostrike.extract(documents)), documents=documents)
    chosen = "#e=" + next(entry.id for entry in made.entries if entry.reference.distance_m > 0)
    gallery = target.parent / "gallery"
    gallery.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, browser() as driver:
        page, mail = Path(folder, "strikes.html"), Path(folder, "mail.html")
        made.save(page)
        mail.write_text(f'<meta charset="utf-8">{letter(made.to_email())}', encoding="utf-8")
        taken = {target: picture(driver, page)}
        for name, width, height, medium, scheme in GALLERY:
            emulate(driver, width, height, medium, scheme)
            taken[gallery / f"{name}.png"] = picture(driver, page, "" if medium else chosen)
        emulate(driver, 900, 1100)
        taken[gallery / "email.png"] = picture(driver, mail)
    for path, content in taken.items():
        path.write_bytes(content)
        print(f"{path}: {len(content) / 1000:.0f} KB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
