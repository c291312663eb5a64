"""Coordinates in text."""

from __future__ import annotations

from geostrike.locality.composing import Piece
from geostrike.locality.grammar import Grammar
from geostrike.locality.tokens import Tokens


def find_coordinates(tokens: Tokens, grammar: Grammar) -> list[Piece]:
    """Find coordinates."""
    return []
