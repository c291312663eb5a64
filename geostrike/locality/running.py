"""Finding localities in running text, and in the records of incidents that stand in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from geostrike.lang import sentences
from geostrike.lang.records import Record, records
from geostrike.locality.composing import Piece, compose
from geostrike.locality.grammar import Mode, grammar
from geostrike.locality.looking_back import look_back
from geostrike.locality.oddities import distances
from geostrike.locality.parsing import parse
from geostrike.locality.quantities import disagreement, roles
from geostrike.locality.reading import Reading
from geostrike.locality.scanning import pieces
from geostrike.model import Feature, Locality, Mention, Unparsed, toponyms

_TARGET_WORDS = 8


def scan(text: str, language: str = "en", *, country: str = "", city: str = "") -> list[Mention]:
    r"""Find the localities that a running text states, in reading order.

    Only what stands in a locating form is one: "in Sirte", "100 miles outside of Sirte", not a name as such; but what
    a record labels as a place is one in any form.

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
    >>> [mention.text for mention in scan("Location: Hun\nKilled: 3")]
    ['Hun']
    """
    rules = grammar(language, Mode.PROSE)
    tokens = rules.words.tokens(text, [start for start, _ in sentences(text, language)])
    reading = Reading(tokens, rules)
    found = compose(pieces(reading), tokens, rules)
    told = [
        _mention(piece, remarks, reading)
        for piece, remarks in look_back(found, rules, country=country, city=city)
        if not piece.is_weak and not _is_empty(piece.locality)
    ]
    kept = records(text, language)
    return _with_labelled(told, kept, text, language) if kept else told


def _with_labelled(told: list[Mention], kept: Sequence[Record], text: str, language: str) -> list[Mention]:
    """Put what records label as places in the place of what was found in their labelled lines."""
    lines = [line for record in kept for line in record.lines]
    starts = [start for start, _ in lines]

    def is_labelled(found: Mention) -> bool:
        rank = bisect_right(starts, found.start) - 1
        return rank >= 0 and found.start < lines[rank][1]

    prose = (found for found in told if not is_labelled(found))
    return sorted((*prose, *_labelled(kept, text, language)), key=lambda found: found.start)


def _labelled(kept: Sequence[Record], text: str, language: str) -> Iterator[Mention]:
    for record in kept:
        field = record.place()
        where = parse(record.where(text), language) if field is not None else None
        if field is not None and where is not None and not isinstance(where, Unparsed):
            yield Mention(where, field.start, field.end, text[field.start : field.end])


def _mention(piece: Piece, remarks: tuple[str, ...], reading: Reading) -> Mention:
    """Give a piece its place in the text, what it is the place of, and remarks."""
    tokens = reading.tokens
    start, end = tokens.starts[piece.start], tokens.ends[piece.end - 1]
    odd = filter(None, map(disagreement, distances(piece.locality)))
    return Mention(piece.locality, start, end, tokens.text[start:end], _target(reading, piece), (*remarks, *odd))


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
