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
    for cells in (_texts(frame.index), _texts(names), *(_cells(frame, name) for name in names)):
        # The lengths first: cells that are split otherwise must not give the same.
        found.update(b",".join(b"%d" % len(cell) for cell in cells) + b";")
        found.update(b"".join(cells))
    return found.hexdigest()


def _cells(frame: pd.DataFrame, name: object) -> list[bytes]:
    column = frame[name]
    if is_geometry(frame, name):
        return [content or b"" for content in shapely.to_wkb(column.to_numpy())]
    return _texts(column.tolist())


def _texts(values: Iterable[object]) -> list[bytes]:
    return [str(value).encode(errors="replace") for value in values]
