"""From words to locality expressions."""

from geostrike.locality.composing import renamed
from geostrike.locality.oddities import remarks
from geostrike.locality.parsing import parse, parse_many
from geostrike.locality.quantities import disagreement
from geostrike.locality.running import scan

__all__ = ["disagreement", "parse", "parse_many", "remarks", "renamed", "scan"]
