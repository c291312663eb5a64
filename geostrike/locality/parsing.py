"""Reading a phrase that is a locality as a whole."""

from __future__ import annotations

from collections.abc import Iterable

from geostrike.locality.grammar import grammar
from geostrike.locality.reading import Reading
from geostrike.locality.scanning import piece_at, pieces
from geostrike.model import Locality, LocalityKind, Unparsed

_SHARPEST = (LocalityKind.OFFSET, LocalityKind.DISTANCE_ONLY, LocalityKind.HEADING_ONLY, LocalityKind.NEAR)


def parse(phrase: str, language: str = "en") -> Locality | Unparsed:
    """Read one phrase."""
    for loose in (False, True):
        rules = grammar(language, loose=loose)
        tokens = rules.tokens(phrase.strip(" .\n"))
        reading = Reading(tokens, rules)
        piece = piece_at(reading, 0)
        if piece is not None and piece.end == len(tokens):
            return piece.locality
    for loose in (False, True):
        rules = grammar(language, loose=loose)
        reading = Reading(rules.tokens(phrase), rules)
        found = pieces(reading)
        for kind in _SHARPEST:
            for piece in found:
                if piece.locality.kind is kind:
                    return piece.locality
        if found:
            return found[0].locality
    return Unparsed(phrase, "no locality understood")


def parse_many(phrases: Iterable[str], language: str = "en") -> list[Locality | Unparsed]:
    """Read many phrases, in order."""
    return [parse(phrase, language) for phrase in phrases]
