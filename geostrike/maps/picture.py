"""SVG to PNG: by resvg (the extra `png`), else by a Chromium that is installed. Neither needs a network."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from geostrike.errors import InputError, MissingExtraError

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_SECONDS = 60


def png_of(svg: str, *, width: int, height: int, scale: float = 1.0) -> bytes:
    """Return a picture as PNG.

    Parameters
    ----------
    svg
        The picture; loads nothing.
    width, height
        Its size in its own pixels.
    scale
        Pixels of the PNG for each of them; 2 for print.

    Raises
    ------
    InputError
        `scale` outside of 0.1 to 8.
    MissingExtraError
        There is neither resvg nor a Chromium.
    """
    if not 0.1 <= scale <= 8:
        raise InputError(f"scale {scale:g}: needs 0.1 to 8; leave it at 1 for the screen, 2 for print")
    try:
        import resvg_py  # noqa: PLC0415 - an optional dependency
    except ImportError:
        return _by_browser(svg, width, height, scale)
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=scale, sans_serif_family="DejaVu Sans"))


def _by_browser(svg: str, width: int, height: int, scale: float) -> bytes:
    browser = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        raise MissingExtraError(
            "PNG without resvg or Chromium: a picture needs one of them to draw it; "
            "run `pip install 'geostrike[png]'`, or use to_svg()"
        )
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "map.svg"), Path(folder, "map.png")
        source.write_text(svg, encoding="utf-8")
        command = [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={folder}/profile",
            f"--force-device-scale-factor={scale:g}",
            f"--window-size={width},{height}",
            f"--screenshot={target}",
            source.as_uri(),
        ]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603 - no shell, own file
            return target.read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise MissingExtraError(
                f"{browser} drew no picture ({type(error).__name__}): it needs a working Chromium or resvg; "
                "run `pip install 'geostrike[png]'`, or use to_svg()"
            ) from error
