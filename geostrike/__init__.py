"""geostrike: where reported air strikes may have happened, and how sure one can be.

>>> import geostrike as gs
>>> found = gs.locate("45 km south-west of Sirte", country="LY")
>>> found.region.covers(found.point)
True
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from geostrike import accessor as _accessor  # noqa: F401 - registers `frame.geostrike`
from geostrike.errors import GeostrikeError
from geostrike.model import Document, Georeference, Unlocated

if TYPE_CHECKING:
    from geostrike.gazetteer import Gazetteer
    from geostrike.maps import StrikeMap, strike_map
    from geostrike.pipeline import extract, fuse, locate, locate_frame
    from geostrike.readers import read_documents
    from geostrike.uncertainty.cells import probability_grid

__version__ = "0.1.0"

__all__ = [
    "Document",
    "Gazetteer",
    "Georeference",
    "GeostrikeError",
    "StrikeMap",
    "Unlocated",
    "extract",
    "fuse",
    "locate",
    "locate_frame",
    "probability_grid",
    "read_documents",
    "strike_map",
]

_ROOMS = {
    "Gazetteer": "geostrike.gazetteer",
    "StrikeMap": "geostrike.maps",
    "extract": "geostrike.pipeline",
    "fuse": "geostrike.pipeline",
    "locate": "geostrike.pipeline",
    "locate_frame": "geostrike.pipeline",
    "probability_grid": "geostrike.uncertainty.cells",
    "read_documents": "geostrike.readers",
    "strike_map": "geostrike.maps",
}


def __getattr__(name: str) -> Any:
    """Import a room at the first use of its name, so that nobody waits for what they do not use."""
    room = _ROOMS.get(name)
    if room is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(room), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
