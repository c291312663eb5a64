"""Locality expressions and their places to points, regions and remarks. Knows shapes, but no text and no names."""

from geostrike.georeference.answers import georeference
from geostrike.georeference.drawing import Earth

__all__ = ["Earth", "georeference"]
