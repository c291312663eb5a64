"""A fingerprint of a frame, so that a map can be matched with the data it was made of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import pandas as pd
import shapely

from geostrike.maps.regions import is_geometry


def digest_of(frame: pd.DataFrame) -> str:
    """Return the SHA-256 of a frame's cells, in hexadecimal: its index and columns in order, areas as WKB.

    >>> digest_of(pd.DataFrame({"a": [1]})) == digest_of(pd.DataFrame({"a": [2]}))
    False
    """
    found = hashlib.sha256()
    names = list(frame.columns.unique())
    for content in (_texts(frame.index), _texts(names), *(_cells(frame, name) for name in names)):
        found.update(len(content).to_bytes(8, "big") + content)
    return found.hexdigest()


def _cells(frame: pd.DataFrame, name: object) -> bytes:
    column = frame[name]
    if not is_geometry(frame, name):
        return _texts(column.tolist())
    shapes = [shape or b"" for shape in shapely.to_wkb(column.to_numpy())]
    return _texts(map(len, shapes)) + b"".join(shapes)


def _texts(values: Iterable[object]) -> bytes:
    """Return texts as bytes, their lengths first: what is split otherwise must not look the same."""
    texts = [str(value) for value in values]
    lengths = ",".join(map(str, map(len, texts)))
    return f"{lengths};{''.join(texts)}".encode(errors="replace")
