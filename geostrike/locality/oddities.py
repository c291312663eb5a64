"""What a reader should know of how a phrase was read."""

from __future__ import annotations

from collections.abc import Iterator

from geostrike.locality.grammar import Mode, grammar
from geostrike.locality.quantities import disagreement
from geostrike.locality.reading import Reading
from geostrike.locality.tokens import NUMBER
from geostrike.model import AllOf, AnyOf, Distance, Feature, HeadingOnly, Locality, Orthogonal


def remarks(phrase: str, locality: Locality, language: str = "en") -> tuple[str, ...]:
    """Say what of a phrase is odd: units that disagree, and numbers without a unit, which are no distances.

    Parameters
    ----------
    phrase
        The phrase as it was given to :func:`parse`.
    locality
        What was read in it.
    language
        Code of the language.

    Examples
    --------
    >>> from geostrike.locality import parse
    >>> remarks("15 northwest of Mosul", parse("15 northwest of Mosul"))
    ('"15 northwest" has no unit: no distance was read',)
    >>> remarks("15 km northwest of Mosul", parse("15 km northwest of Mosul"))
    ()
    """
    odd = list(filter(None, map(disagreement, distances(locality))))
    if any(isinstance(clause, HeadingOnly) for clause in _clauses(locality)):
        odd += _without_unit(phrase, language)
    return tuple(odd)


def distances(locality: Locality) -> list[Distance]:
    """Give every distance of an expression, in reading order."""
    found: list[Distance] = []
    for clause in _clauses(locality):
        if isinstance(clause, Orthogonal):
            found += [leg.distance for leg in clause.legs]
        elif (distance := getattr(clause, "distance", None)) is not None:
            found.append(distance)
    return found


def _clauses(locality: Locality) -> Iterator[Locality]:
    """Yield the simple expressions of one, clues included."""
    if isinstance(locality, AllOf | AnyOf):
        for part in locality.parts:
            yield from _clauses(part)
        return
    yield locality
    if isinstance(locality, Feature) and locality.clue is not None:
        yield from _clauses(locality.clue)


def _without_unit(phrase: str, language: str) -> Iterator[str]:
    """Find the numbers that stand right before a direction."""
    rules = grammar(language, Mode.PHRASE)
    tokens = rules.words.tokens(phrase)
    reading = Reading(tokens, rules)
    for at in range(1, len(tokens)):
        heading = reading.slot("heading", at) if tokens.code[2 * at - 2] == NUMBER else None
        if heading is not None:
            yield f'"{tokens.verbatim(at - 1, heading[0])}" has no unit: no distance was read'
