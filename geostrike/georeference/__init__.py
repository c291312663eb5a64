"""Locality expressions and their places to points, regions and remarks. Knows shapes, but no text and no names."""

from geostrike.georeference.answers import ERROR_MODELS, Answer, georeference
from geostrike.georeference.drawing import Earth
from geostrike.georeference.stand_ins import Names, can_be_drawn

__all__ = ["ERROR_MODELS", "Answer", "Earth", "Names", "can_be_drawn", "georeference"]
