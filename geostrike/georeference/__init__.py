"""Locality expressions and their places to points, regions and remarks. Knows shapes, but no text and no names."""

from geostrike.georeference.answers import ERROR_MODELS, georeference
from geostrike.georeference.drawing import Earth
from geostrike.georeference.stand_ins import can_be_drawn

__all__ = ["ERROR_MODELS", "Earth", "can_be_drawn", "georeference"]
