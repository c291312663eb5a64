"""Reading a phrase that is a locality as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import chain

from geostrike.lang import sentences
from geostrike.locality.composing import Piece, compose
from geostrike.locality.grammar import Grammar, Mode, grammar
from geostrike.locality.looking_back import look_back
from geostrike.locality.reading import Reading
from geostrike.locality.scanning import pieces
from geostrike.locality.tokens import Tokens
from geostrike.model import AllOf, AnyOf, Coordinates, Feature, Locality, LocalityKind, Near, Part, Unparsed, clauses

# Which of several localities in a sentence is the one that it is about.
_SHARPEST = (
    LocalityKind.OFFSET,
    LocalityKind.ORTHOGONAL,
    LocalityKind.DISTANCE_ONLY,
    LocalityKind.OFFSHORE,
    LocalityKind.COORDINATES,
    LocalityKind.ALONG_ROAD,
    LocalityKind.BETWEEN,
    LocalityKind.HEADING_ONLY,
    LocalityKind.NEAR,
    LocalityKind.BORDER,
    LocalityKind.PART,
    LocalityKind.FEATURE,
)
_LONGEST = 4000
_SHOWN = 60


def parse(phrase: str, language: str = "en") -> Locality | Unparsed:
    """Read one phrase that says where: the locality as a whole, or the sharpest one in a longer text.

    Parameters
    ----------
    phrase
        "45 km south-west of Sirte", a bare name, or a sentence. Names are met in any case. A phrase is short: only the
        first 4,000 characters are read; use :func:`scan` for texts.
    language
        Code of the language.

    Returns
    -------
    The expression, or `Unparsed`, which is falsy and says what stood in the way.

    Examples
    --------
    >>> found = parse("approximately 12nm east of Fallujah")
    >>> found.place.name, found.distance.low, found.distance.unit, found.heading.azimuth_deg
    ('Fallujah', 12.0, <Unit.NAUTICAL_MILE: 'nmi'>, 90.0)
    >>> parse("50 km from the front line").detail
    '"front line" has no fixed place'
    """
    text = phrase[:_LONGEST]
    breaks = [start for start, _ in sentences(text, language)][1:] if _many().search(text) else []
    readings = []
    for mode in (Mode.PHRASE, Mode.LOOSE):
        rules = grammar(language, mode)
        reading = Reading(rules.words.tokens(text, breaks), rules)
        found = _read(reading)
        readings.append((reading, found))
        for piece in found:
            if not piece.is_weak and _is_whole(piece, reading.tokens, rules):
                return piece.locality
    for _, found in readings:
        best = _best(found)
        if best is not None:
            return best
    return Unparsed(phrase, _obstacle(readings[-1][0]))


def parse_many(phrases: Iterable[str], language: str = "en") -> list[Locality | Unparsed]:
    """Read many phrases, in order; see :func:`parse`.

    >>> [type(found).__name__ for found in parse_many(["Ramadi", "IVO Bayji", ""])]
    ['Feature', 'Near', 'Unparsed']
    """
    return [parse(phrase, language) for phrase in phrases]


@cache
def _many() -> re.Pattern[str]:
    """Compile what a text of several sentences has."""
    return re.compile(r"[.!?\u2026\u3002\n\r\u2028\u2029]")


def _read(reading: Reading) -> list[Piece]:
    found = compose(pieces(reading), reading.tokens, reading.grammar)
    return [piece for piece, _ in look_back(found, reading.grammar)]


def _is_whole(piece: Piece, tokens: Tokens, rules: Grammar) -> bool:
    """Whether nothing but empty words stand about a piece."""
    empty = rules.values.sets["empty"]
    outside = chain(tokens.words[: piece.outer], tokens.words[piece.end :])
    return all(word in empty for word in outside)


def _best(found: list[Piece]) -> Locality | None:
    """Give the sharpest of several localities, beside coordinates where there are any."""
    strong = [piece.locality for piece in found if not piece.is_weak]
    ranked = [where for kind in _SHARPEST for where in strong if any(own.kind is kind for own in clauses(where))]
    if not ranked:
        return None
    points = [locality for locality in strong if isinstance(locality, Coordinates)]
    if not points or isinstance(ranked[0], Coordinates):
        return ranked[0]
    if isinstance(ranked[0], Feature | Near | Part | AnyOf):
        return points[0]
    others = ranked[0].parts if isinstance(ranked[0], AllOf) else (ranked[0],)
    return AllOf((points[0], *others))


def _obstacle(reading: Reading) -> str:
    """Say why a phrase was not understood."""
    tokens, rules = reading.tokens, reading.grammar
    if not any(word.strip("\n") for word in tokens.words):
        return "the text is empty"
    for at in range(len(tokens)):
        match = rules.nowhere.match(tokens.code, 2 * at)
        if match is not None:
            return f'"{tokens.verbatim(at, match.end() // 2)}" has no fixed place'
    if not any(reading.slot("place", at) for at in range(len(tokens))):
        return "no place name in it"
    shown = " ".join(tokens.text.split())
    return f'"{shown[:_SHOWN]}" has no form that says where'
