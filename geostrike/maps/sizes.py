"""A warning where a page grows too large to mail, which says what makes it so."""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from typing import Any

# Mail servers refuse from 5 to 20 MB, and base64 adds a third.
MOST_BYTES = 5_000_000

_CAUSES = {
    "regions": ("outlines of areas", "simplify them, or choose one `level`"),
    "sources": ("quotes", "make a map of fewer events"),
    "texts": ("other texts (remarks, columns of your own)", "leave columns out, or make a map of fewer events"),
    "documents": ("titles and addresses of documents", "make a map of fewer events"),
    "ground": ("the ground", "leave far-away events out"),
}


def warn_of_size(data: Mapping[str, Any], size: int) -> None:
    """Warn where a page of `size` bytes, made of `data`, is too large for most mail servers."""
    if size <= MOST_BYTES:
        return
    parts = {**data["events"], **{name: data[name] for name in ("texts", "documents", "ground")}}
    sizes = {name: len(json.dumps(parts.get(name, 0), ensure_ascii=False)) for name in _CAUSES}
    worst = max(sizes, key=lambda name: sizes[name])
    what, remedy = _CAUSES[worst]
    warnings.warn(
        f"map of {size / 1e6:.1f} MB: most mail servers refuse more than {MOST_BYTES / 1e6:.0f} MB; "
        f"{sizes[worst] / 1e6:.1f} MB are {what}; {remedy}",
        stacklevel=4,
    )
