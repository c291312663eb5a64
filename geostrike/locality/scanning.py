"""Reading the expressions of a text that say where."""

from __future__ import annotations

from geostrike.locality.composing import Piece
from geostrike.locality.coordinates import find_coordinates
from geostrike.locality.forms import build
from geostrike.locality.places import is_abbreviation
from geostrike.locality.reading import Reading
from geostrike.model import Feature


def pieces(reading: Reading) -> list[Piece]:
    """Read the expressions of a text, the longest where several begin at one token."""
    found: list[Piece] = []
    ready = {piece.start: piece for piece in find_coordinates(reading.tokens, reading.grammar)}
    end = 0
    for at in sorted({*ready, *reading.openers()}):
        piece = None if at < end else ready.get(at) or _piece_at(reading, at)
        if piece is not None:
            found.append(piece)
            end = piece.start if _lies_nowhere(reading, piece) else piece.end
    return found


def _lies_nowhere(reading: Reading, piece: Piece) -> bool:
    """Whether a name in passing is a body's or a country's, which lies in no town: "of state TV in Kunduz"."""
    if piece.sort != "anchor" or not isinstance(piece.locality, Feature):
        return False
    first, words = piece.start, reading.grammar.words
    own = range(first, min(first + 3, piece.end))
    body = any(is_abbreviation(reading.tokens, at, at + 1, reading.grammar) for at in own)
    return body or words.is_country(piece.locality.place.name)


def _piece_at(reading: Reading, at: int) -> Piece | None:
    """Read the expression that begins at a token; None where there is none."""
    for match in reading.matches(at):
        locality = build(match, reading)
        if locality is not None:
            start = match.spans["lead"][1] if "lead" in match.spans else match.start
            return Piece(locality, start, match.end, match.start, match.form.kind)
    return None
