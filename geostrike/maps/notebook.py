"""A map in a notebook: its page in a sandboxed frame, over its picture for viewers that strip frames."""

from __future__ import annotations

import base64
import html
import re

from geostrike.errors import InputError


def framed(title: str, page: str, svg: str, *, height: str) -> str:
    """Return the markup that a notebook shows of a page and its picture.

    Parameters
    ----------
    title, page, svg
        Plain text, a whole HTML page, a whole SVG picture.
    height
        In CSS units, as `height_of` lets through.
    """
    image = base64.b64encode(svg.encode()).decode()
    return (
        f'<div style="position:relative;width:100%;min-height:{height}">'
        f'<img alt="{html.escape(title)}" style="width:100%" src="data:image/svg+xml;base64,{image}">'
        '<iframe sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads" '
        'style="position:absolute;left:0;top:0;width:100%;height:100%;border:0;background:#fff" '
        f'srcdoc="{html.escape(page)}"></iframe></div>'
    )


def height_of(text: str) -> str:
    """Return a height that is safe in a style.

    Raises
    ------
    InputError
        No number with a unit.

    Examples
    --------
    >>> height_of("480px")
    '480px'
    """
    if not re.fullmatch(r"\d{1,5}(\.\d{1,3})?(px|em|rem|vh|%)", text):
        raise InputError(f"height {text!r}: needs a number with px, em, rem, vh or %; write '640px'")
    return text
