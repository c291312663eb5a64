"""Locality expressions and their places to points, regions and remarks. Knows shapes, but no text and no names."""

from geostrike.georeference.answers import ERROR_MODELS, georeference
from geostrike.georeference.drawing import Earth

__all__ = ["ERROR_MODELS", "Earth", "georeference"]
