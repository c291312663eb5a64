"""The rooms in order: phrases and documents in, placed rows out. No logic of its own."""

from geostrike.pipeline.events import fuse
from geostrike.pipeline.phrases import locate, locate_frame
from geostrike.pipeline.stories import extract

__all__ = ["extract", "fuse", "locate", "locate_frame"]
