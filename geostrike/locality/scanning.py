"""Finding localities in running text."""

from __future__ import annotations

from geostrike.lang import sentences
from geostrike.locality.composing import Piece, compose
from geostrike.locality.coordinates import find_coordinates
from geostrike.locality.forms import build
from geostrike.locality.grammar import Mode, grammar
from geostrike.locality.looking_back import look_back
from geostrike.locality.oddities import distances
from geostrike.locality.places import is_abbreviation
from geostrike.locality.quantities import disagreement, roles
from geostrike.locality.reading import Reading
from geostrike.model import Feature, Locality, Mention, toponyms

_TARGET_WORDS = 8


def scan(text: str, language: str = "en", *, country: str = "", city: str = "") -> list[Mention]:
    """Find the localities that a running text states, in reading order.

    Only what stands in a locating form is one: "in Sirte", "100 miles outside of Sirte", not a name as such.

    Parameters
    ----------
    text
        Any text; spans refer to it as given.
    language
        Code of the language.
    country
        Code of the country that the text speaks of, ISO 3166-1 alpha-2: "the capital" is its capital.
    city
        What "the town" means before the text has named any.

    Examples
    --------
    >>> [mention.text for mention in scan("US aircraft hit a camp about 150 miles southeast of Sirte on Friday.")]
    ['about 150 miles southeast of Sirte']
    """
    rules = grammar(language, Mode.PROSE)
    tokens = rules.words.tokens(text, [start for start, _ in sentences(text, language)])
    reading = Reading(tokens, rules)
    found = compose(pieces(reading), tokens, rules)
    return [
        _mention(piece, remarks, reading)
        for piece, remarks in look_back(found, rules, country=country, city=city)
        if not piece.is_weak and not _is_empty(piece.locality)
    ]


def _mention(piece: Piece, remarks: tuple[str, ...], reading: Reading) -> Mention:
    """Give a piece its place in the text, what it is the place of, and remarks."""
    tokens = reading.tokens
    start, end = tokens.starts[piece.start], tokens.ends[piece.end - 1]
    odd = filter(None, map(disagreement, distances(piece.locality)))
    return Mention(piece.locality, start, end, tokens.text[start:end], _target(reading, piece), (*remarks, *odd))


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


def _target(reading: Reading, piece: Piece) -> str:
    """Give the unnamed thing that is at a place, where the words before it say so: "a village"."""
    tokens = reading.tokens
    for first in range(max(0, piece.outer - _TARGET_WORDS), piece.outer):
        match = reading.grammar.target.fullmatch(tokens.code, 2 * first, 2 * piece.outer)
        if match is not None:
            return tokens.verbatim(first, roles(match)["thing"][1])
    return ""


def _is_empty(locality: Locality) -> bool:
    """Whether it is only a common noun that stands for nothing: "in the region"."""
    return isinstance(locality, Feature) and not any(toponym.name for toponym in toponyms(locality))
