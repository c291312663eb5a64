"""A fingerprint of a frame, so that a map can be matched with the data it was made of."""

from __future__ import annotations

import hashlib
from typing import Any

import pandas as pd
import shapely

from geostrike.maps.regions import is_geometry


def digest_of(frame: pd.DataFrame) -> str:
    """Return the SHA-256 of a frame's cells, in hexadecimal: its index and columns in order, areas as WKB.

    >>> digest_of(pd.DataFrame({"a": [1]})) == digest_of(pd.DataFrame({"a": [2]}))
    False
    """
    found = hashlib.sha256()
    for values in ([str(name) for name in frame.index], *(_cells(frame, name) for name in frame.columns.unique())):
        for value in values:
            content = value if isinstance(value, bytes) else str(value).encode(errors="replace")
            found.update(len(content).to_bytes(8, "big") + content)
    return found.hexdigest()


def _cells(frame: pd.DataFrame, name: object) -> list[Any]:
    column = frame[name]
    if is_geometry(frame, name):
        return [str(name), *(content or b"" for content in shapely.to_wkb(column.to_numpy()))]
    return [str(name), *column.astype(object).tolist()]
