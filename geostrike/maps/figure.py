"""A figure for folium whose page needs no network and runs no text as a template.

branca compiles whatever a layer renders as a Jinja template a second time, so `{{ }}` in any of its
texts is run as Python while the map is built. Here the page is put together by plain joining of
strings; what stock folium children render is looked through first, and refused if it could run.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from branca.element import CssLink, Element, Figure, JavascriptLink
from jinja2 import TemplateSyntaxError

from geostrike.errors import InputError
from geostrike.maps import web
from geostrike.maps.text import markup

# Links of every folium map, needed or not; what needs one of them is refused by `_NEEDS`.
_IDLE = frozenset(
    {
        "jquery",
        "bootstrap",
        "bootstrap_css",
        "glyphicons_css",
        "awesome_markers",
        "awesome_markers_css",
        "awesome_markers_font_css",
        "awesome_rotate_css",
    }
)
_NEEDS = (
    (re.compile(r"\$\("), "jQuery (a folium popup does)", "use a tooltip"),
    (re.compile(r"AwesomeMarkers"), "icon fonts (folium.Icon does)", "use folium.CircleMarker"),
    (
        re.compile(r"L\.tileLayer|L\.imageOverlay|L\.videoOverlay"),
        "pictures from a server",
        "use the option tiles= of strike_map",
    ),
    (re.compile(r"</script|<!--", re.IGNORECASE), "markup inside its script", "leave that text out"),
)
_TEMPLATE = re.compile(r"\{\{|\{%|\{#")
_ID = re.compile(r"(?<=_)[0-9a-f]{32}(?![0-9a-f])")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a page has besides folium's own: trusted markup made by `page`, and data for the scripts.

    `tile_host` is the one server that pictures may come from, as an origin; "" for none.
    """

    title: str = ""
    before: str = ""
    after: str = ""
    data: str = "{}"
    tile_host: str = ""


@dataclass(slots=True)
class _Rendered:
    head: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    body: str = ""
    script: str = ""


class SafeFigure(Figure):
    """The root of a `StrikeMap`; `parts` holds its page."""

    def __init__(self, parts: Parts | None = None) -> None:
        super().__init__()
        self.parts = parts or Parts()
        self.header._children.clear()

    def render(self, **kwargs: Any) -> str:
        """Return the page. The same map gives the same bytes each time.

        Raises
        ------
        InputError
            Something that was added needs the network, or holds text that folium would run.
        """
        held = [(part, part._children.copy()) for part in (self.header, self.html, self.script)]
        try:
            rendered = self._rendered(**kwargs)
        finally:
            for part, children in held:
                part._children = children
        return _page(self.parts, rendered)

    def _rendered(self, **kwargs: Any) -> _Rendered:
        for element in _tree(self):
            _refuse_template(getattr(element, "_template_str", None) or "", element)
        try:
            for child in self._children.values():
                child.render(**kwargs)
        except TemplateSyntaxError as error:
            raise InputError(_template_message(str(error.source or error))) from error
        for part in (self.header, self.html, self.script):
            for element in part._children.values():
                _refuse_template(getattr(element, "_template_str", None) or "", element)
        rendered = _Rendered()
        for name, element in self.header._children.items():
            if isinstance(element, JavascriptLink | CssLink):
                _check_link(name, element)
            else:
                rendered.head.append(element.render(**kwargs))
        rendered.body = self.html.render(**kwargs)
        # A browser reads line ends as "\n" before it takes the hash of a script.
        rendered.script = self.script.render(**kwargs).replace("\r\n", "\n").replace("\r", "\n")
        _check_script(rendered.script)
        if "<script" in "".join([rendered.body, *rendered.head]).lower():
            raise InputError(
                "layer with a <script> element: the page runs no script but its own; put it in a macro script"
            )
        return _with_stable_ids(rendered, self)


def _tree(root: Element) -> Iterator[Element]:
    """Yield every element that hangs together with `root`, children and those in attributes."""
    seen: set[int] = set()
    stack: list[object] = [root]
    while stack:
        item = stack.pop()
        if id(item) in seen:
            continue
        seen.add(id(item))
        if isinstance(item, Element):
            yield item
            stack.extend(vars(item).values())
        elif isinstance(item, dict):
            stack.extend(item.values())
        elif isinstance(item, list | tuple):
            stack.extend(item)


def _refuse_template(text: str, element: Element) -> None:
    found = _TEMPLATE.search(text)
    if found and type(element).__module__.split(".")[0] not in ("geostrike",):
        raise InputError(_template_message(text[max(0, found.start() - 20) : found.start() + 30]))


def _template_message(text: str) -> str:
    excerpt = " ".join(text.split())[:60]
    return (
        f"layer with the text {excerpt!r}: folium would run what stands in {{{{ }}}}, {{% %}} or {{# #}} as a program; "
        "take these signs out of the text of the layer you added"
    )


def _check_link(name: str, link: JavascriptLink | CssLink) -> None:
    if name not in _IDLE and name not in ("leaflet", "leaflet_css"):
        raise InputError(
            f"layer that loads {link.url!r}: a StrikeMap needs no network and carries Leaflet {web.LEAFLET_VERSION} "
            "only; remove that plugin, or put it on a folium.Map of your own"
        )


def _check_script(script: str) -> None:
    for pattern, what, remedy in _NEEDS:
        if pattern.search(script):
            raise InputError(
                f"layer that needs {what}: a StrikeMap carries Leaflet only and needs no network; {remedy}"
            )


def _with_stable_ids(rendered: _Rendered, root: Element) -> _Rendered:
    """Replace folium's random ids by numbers in order of appearance."""
    random = {element._id for element in _tree(root)}
    numbers: dict[str, str] = {}

    def stable(match: re.Match[str]) -> str:
        found = match.group()
        return numbers.setdefault(found, f"{len(numbers):04d}") if found in random else found

    rendered.script = _ID.sub(stable, rendered.script)
    rendered.body = _ID.sub(stable, rendered.body)
    rendered.head = [_ID.sub(stable, text) for text in rendered.head]
    return rendered


def _page(parts: Parts, rendered: _Rendered) -> str:
    scripts = [web.leaflet_js(), rendered.script, web.own_js()]
    if "L.marker(" in rendered.script:
        scripts.insert(1, web.marker_icon_js())
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(scripts, parts.tile_host)}">',
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="generator" content="geostrike">',  # by which the readers leave it out
        f'<meta name="referrer" content="{"strict-origin-when-cross-origin" if parts.tile_host else "no-referrer"}">',
        f"<title>{markup(parts.title)}</title>",
        f"<style>{web.leaflet_css()}</style>",
        f"<style>{web.own_css()}</style>",
        *rendered.head,
        "</head>",
        "<body>",
        parts.before,
        rendered.body,
        parts.after,
        f'<script type="application/json" id="geostrike-data">{parts.data}</script>',
        *(f"<script>{script}</script>" for script in scripts),
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join(lines)


def _policy(scripts: Sequence[str], tile_host: str) -> str:
    """Return a Content-Security-Policy: nothing is loaded but tiles asked for, and no script but these runs."""
    pictures = f"data: {tile_host}" if tile_host else "data:"
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src {pictures}; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
