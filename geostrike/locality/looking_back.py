"""What "the city" stands for: the last suitable place named before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from geostrike.locality.composing import Piece, renamed
from geostrike.locality.grammar import Grammar
from geostrike.model import FACILITIES, POINTS, Feature, PlaceKind, Toponym, toponyms


def look_back(
    pieces: Iterable[Piece], grammar: Grammar, *, country: str = "", city: str = ""
) -> list[tuple[Piece, tuple[str, ...]]]:
    """Give anaphoric toponyms the name that they stand for, and remark on each.

    Parameters
    ----------
    country
        Code of the country that the text speaks of: "the capital" is its.
    city
        What "the town" means where the text has named none: where it was filed.
    """
    named: list[Toponym] = []
    resolved = []
    for piece in pieces:
        change: dict[Toponym, Toponym] = {}
        remarks = []
        for toponym in toponyms(piece.locality):
            if not toponym.anaphoric:
                if _is_of_noun(toponym, grammar):
                    held = _named_for(toponym.within[0], named, grammar, country) or city
                    change[toponym] = replace(toponym, within=tuple(filter(None, (held, *toponym.within[1:]))))
                named.append(change.get(toponym, toponym))
                continue
            before = (
                (_capital(named, grammar, country) if _is_capital(toponym, grammar) else None)
                or _antecedent(toponym, _without_own(piece, named), grammar)
                or _antecedent(toponym, named, grammar)
            )
            if before is None and city and toponym.cue is PlaceKind.SETTLEMENT:
                before = Toponym(city)
            if isinstance(piece.locality, Feature) and before is not None and toponym.cue in FACILITIES:
                before = before if before.cue is toponym.cue else None  # "at the camp" is not in the town named last
            if before is None:
                remarks.append(f'"{toponym.text}" stands for a place that the text has not named')
            else:
                change[toponym] = replace(toponym, name=before.name, within=before.within)
                told = "the last such place named before it" if before in named else "where the story is filed or set"
                remarks.append(f'"{toponym.text}" read as {before.name}, {told}')
        resolved.append((replace(piece, locality=renamed(piece.locality, change)) if change else piece, tuple(remarks)))
    return resolved


def _is_capital(toponym: Toponym, grammar: Grammar) -> bool:
    """Whether words that stand for a place speak of the capital: "a southern district of the capital"."""
    nouns = tuple(f" {noun}" for noun in grammar.values.sets["seat_word"])
    return f" {toponym.text.casefold()}".endswith(nouns)


def _is_of_noun(toponym: Toponym, grammar: Grammar) -> bool:
    """Whether a name is that of a part of what only a common noun tells: "the capital's Salaam district"."""
    values = grammar.values
    return bool(toponym.within) and (toponym.within[0] in values.sets["seat_word"] or toponym.within[0] in values.sorts)


def _named_for(noun: str, named: list[Toponym], grammar: Grammar, country: str) -> str:
    """Give the name of the city that a common noun stands for, "" of none."""
    if noun in grammar.values.sets["seat_word"]:
        before = _capital(named, grammar, country)
    else:
        before = _antecedent(Toponym("", PlaceKind.SETTLEMENT, anaphoric=True), named, grammar)
    return before.name if before else ""


def _capital(named: list[Toponym], grammar: Grammar, country: str) -> Toponym | None:
    """Find what "the capital" stands for: one that was named, else that of the country."""
    values = grammar.values
    capitals = set(values.seats.values())
    told = next((earlier for earlier in reversed(named) if earlier.name in capitals), None)
    seat = values.seats.get(country, "")
    return Toponym(seat, PlaceKind.SETTLEMENT) if seat and (told is None or told.name != seat) else told


def _without_own(piece: Piece, named: list[Toponym]) -> list[Toponym]:
    """Leave out the place that is told by another one: "Nufaliya, 75 km to the west" is not west of itself."""
    where = piece.locality
    own = where.place if isinstance(where, Feature) and where.clue is not None else None
    return [each for each in named if each is not own]


def _antecedent(toponym: Toponym, named: list[Toponym], grammar: Grammar) -> Toponym | None:
    """Find the last toponym of a sort that the common noun can stand for."""
    return next((earlier for earlier in reversed(named) if _can_stand_for(toponym, earlier, grammar)), None)


def _can_stand_for(toponym: Toponym, earlier: Toponym, grammar: Grammar) -> bool:
    if toponym.cue is PlaceKind.COUNTRY or grammar.words.is_country(earlier.name):
        return toponym.cue is PlaceKind.COUNTRY and grammar.words.is_country(earlier.name)
    if toponym.cue in POINTS:
        return earlier.cue is None or earlier.cue in POINTS
    return earlier.cue is toponym.cue
