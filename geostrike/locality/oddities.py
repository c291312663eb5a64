"""What a reader should know of how a phrase was read."""

from __future__ import annotations

from collections.abc import Iterator

from geostrike.locality.grammar import Mode, grammar
from geostrike.locality.quantities import disagreement
from geostrike.locality.reading import Reading
from geostrike.locality.tokens import NUMBER
from geostrike.model import Distance, HeadingOnly, Locality, Orthogonal, clauses

_MINUS = ("-", "\u2212", "\u2013")


def remarks(phrase: str, locality: Locality, language: str = "en") -> tuple[str, ...]:
    """Say what of a phrase is odd: units that disagree, signs, and numbers that are no distances.

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
    stated = distances(locality)
    odd = [*filter(None, map(disagreement, stated)), *_signed(phrase, stated)]
    if any(isinstance(clause, HeadingOnly) for clause in clauses(locality)):
        odd += _unread(phrase, language)
    return tuple(odd)


def distances(locality: Locality) -> list[Distance]:
    """Give every distance of an expression, in reading order."""
    found: list[Distance] = []
    for clause in clauses(locality):
        if isinstance(clause, Orthogonal):
            found += [leg.distance for leg in clause.legs]
        elif (distance := getattr(clause, "distance", None)) is not None:
            found.append(distance)
    return found


def _signed(phrase: str, stated: list[Distance]) -> Iterator[str]:
    """Find a distance below zero, as in "-5 km": between two words the sign is a dash."""
    for distance in stated:
        before = phrase.partition(distance.text)[0].strip(" (")
        if before in _MINUS:
            yield f'"{before}{distance.text}" was read without its sign: no distance is below zero'


def _unread(phrase: str, language: str) -> Iterator[str]:
    """Find the numbers that stand right before a direction, with a unit or without, and were read as no distance."""
    rules = grammar(language, Mode.PHRASE)
    tokens = rules.words.tokens(phrase)
    reading = Reading(tokens, rules)
    for at in range(1, len(tokens)):
        first = at - 2 if tokens.words[at - 1] in rules.values.units else at - 1
        heading = reading.slot("heading", at) if first >= 0 and tokens.code[2 * first] == NUMBER else None
        if heading is None:
            continue
        if first == at - 1:
            yield f'"{tokens.verbatim(first, heading[0])}" has no unit: no distance was read'
        else:
            yield f'"{tokens.verbatim(first, at)}" was read as no distance: the number is none, or too long'
