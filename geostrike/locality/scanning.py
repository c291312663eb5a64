"""Finding localities in running text."""

from __future__ import annotations

from dataclasses import dataclass

from geostrike.lang import sentences
from geostrike.locality.forms import build
from geostrike.locality.grammar import grammar
from geostrike.locality.reading import Reading
from geostrike.model import Locality, Mention


@dataclass(frozen=True, slots=True)
class Piece:
    """An expression with its span in tokens."""

    locality: Locality
    start: int
    end: int


def scan(text: str, language: str = "en") -> list[Mention]:
    """Find the localities that a running text states, in reading order, with exact spans."""
    rules = grammar(language, loose=False)
    tokens = rules.tokens(text, [start for start, _ in sentences(text, language)])
    return [mention(piece, tokens) for piece in pieces(Reading(tokens, rules))]


def mention(piece, tokens):
    start, end = tokens.starts[piece.start], tokens.ends[piece.end - 1]
    return Mention(piece.locality, start, end, tokens.text[start:end])


def pieces(reading: Reading) -> list[Piece]:
    """Find the expressions of a text, the longest first where several begin at one token."""
    found: list[Piece] = []
    at, last = 0, len(reading.tokens)
    while at < last:
        piece = piece_at(reading, at)
        if piece is None:
            at += 1
        else:
            found.append(piece)
            at = piece.end
    return found


def piece_at(reading: Reading, at: int) -> Piece | None:
    """Read the expression that begins at a token."""
    for match in reading.matches(at):
        locality = build(match, reading)
        if locality is not None:
            return Piece(locality, match.start, match.end)
    return None
