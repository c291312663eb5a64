"""Scripts and style sheets that go into a page: Leaflet from its installed package, and our own."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib import resources

from geostrike.errors import InputError, MissingExtraError

LEAFLET_VERSION = "1.9.4"
# SHA-256 of npm's leaflet@1.9.4 dist/leaflet.js and dist/leaflet.css.
_SHA256 = {
    "leaflet.js": "db49d009c841f5ca34a888c96511ae936fd9f5533e90d8b2c4d57596f4e5641a",
    "leaflet.css": "a7837102824184820dfa198d1ebcd109ff6d0ff9a2672a074b9a1b4d147d04c6",
}
_SCRIPTS = (
    *("page.js", "data.js", "areas.js", "mercator.js", "canvas.js", "ground.js", "names.js", "reference.js"),
    *("cards.js", "list.js", "filters.js", "timeline.js", "exports.js", "address.js", "legend.js", "picking.js"),
    "main.js",
)


@cache
def leaflet_js() -> str:
    """Return Leaflet's script, checked by hash."""
    script = _leaflet("leaflet.js").decode()
    return re.sub(r"\s*//# sourceMappingURL=\S+\s*$", "\n", script)


@cache
def leaflet_css() -> str:
    """Return Leaflet's style sheet, checked by hash, with its two control pictures inside.

    The marker picture is left out: see :func:`marker_icon_js`.
    """
    sheet = _leaflet("leaflet.css").decode().replace("\r\n", "\n")
    for name in ("layers.png", "layers-2x.png"):
        sheet = sheet.replace(f"url(images/{name})", f"url({_picture(name)})")
    return sheet.replace("url(images/marker-icon.png)", "none").replace("behavior: url(#default#VML);", "")


@cache
def marker_icon_js() -> str:
    """Return a statement that gives `folium.Marker` its pin, which Leaflet would look for beside the page."""
    return (
        f'L.Icon.Default.mergeOptions({{imagePath: " ", iconUrl: "{_picture("marker-icon.png")}", '
        f'iconRetinaUrl: "{_picture("marker-icon-2x.png")}", shadowUrl: "{_picture("marker-shadow.png")}"}});\n'
        'L.Icon.Default.prototype._getIconUrl = function (name) { return this.options[name + "Url"]; };'
    )


@cache
def own_js() -> str:
    """Return our scripts, joined into one strict function so that no name of theirs leaks, less notes on types."""
    written = "\n".join(_own(name) for name in _SCRIPTS)
    body = re.sub(r"^[ \t]*/\*\*[^/]{0,2000}?\*/\n", "", written, flags=re.MULTILINE)
    return f'(function () {{\n"use strict";\n\n{body}\nstart();\n}})();'


@cache
def own_css() -> str:
    """Return our style sheet."""
    return _own("style.css")


def _own(name: str) -> str:
    return resources.files("geostrike.maps").joinpath("assets", name).read_text(encoding="utf-8")


def _picture(name: str) -> str:
    return "data:image/png;base64," + base64.b64encode(_read(f"images/{name}")).decode()


def _leaflet(name: str) -> bytes:
    content = _read(name)
    found = hashlib.sha256(content).hexdigest()
    if found != _SHA256[name]:
        raise InputError(
            f"{name} of django-js-lib-leaflet has SHA-256 {found[:12]}…: needs Leaflet {LEAFLET_VERSION} as published; "
            "reinstall it with `pip install --force-reinstall 'django-js-lib-leaflet>=1.9.4,<1.10'`"
        )
    return content


def _read(name: str) -> bytes:
    try:
        folder = resources.files("js_lib_leaflet").joinpath("static", "js_lib_leaflet")
        return folder.joinpath(*name.split("/")).read_bytes()
    except (ModuleNotFoundError, FileNotFoundError) as error:
        raise MissingExtraError(
            f"Leaflet's {name} is not installed: a map carries it; "
            "run `pip install 'django-js-lib-leaflet>=1.9.4,<1.10'`"
        ) from error
