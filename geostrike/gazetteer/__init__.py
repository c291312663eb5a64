"""Names to places: the embedded gazetteer, one's own, and the layout that they share.

The tables of a store are described in :mod:`geostrike.gazetteer.schema`; whoever makes a store
hands each `PlaceRecord` to a `StoreWriter`.
"""

from geostrike.gazetteer.gazetteer import Gazetteer, Standing
from geostrike.gazetteer.schema import PlaceRecord, Source
from geostrike.gazetteer.writer import StoreWriter

__all__ = ["Gazetteer", "PlaceRecord", "Source", "Standing", "StoreWriter"]
