"""What "the city" stands for: the last suitable place named before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from geostrike.locality.composing import Piece, renamed
from geostrike.locality.grammar import Grammar
from geostrike.model import Feature, PlaceKind, Toponym, toponyms

_THINGS = frozenset({PlaceKind.SITE, PlaceKind.AIRFIELD})
_POINTS = frozenset({PlaceKind.SETTLEMENT, PlaceKind.SITE, PlaceKind.AIRFIELD})


def look_back(pieces: Iterable[Piece], grammar: Grammar) -> list[tuple[Piece, tuple[str, ...]]]:
    """Give anaphoric toponyms the name that they stand for, and remark on each."""
    named: list[Toponym] = []
    resolved = []
    for piece in pieces:
        change: dict[Toponym, Toponym] = {}
        remarks = []
        for toponym in toponyms(piece.locality):
            if not toponym.anaphoric:
                named.append(toponym)
                continue
            before = antecedent(toponym, named, grammar)
            if isinstance(piece.locality, Feature) and before is not None and toponym.cue in _THINGS:
                before = before if before.cue is toponym.cue else None  # "at the camp" is not in the town named last
            if before is None:
                remarks.append(f'"{toponym.text}" stands for a place that the text has not named')
            else:
                change[toponym] = replace(toponym, name=before.name, within=before.within)
                remarks.append(f'"{toponym.text}" read as {before.name}, the last such place named before it')
        resolved.append((replace(piece, locality=renamed(piece.locality, change)) if change else piece, tuple(remarks)))
    return resolved


def antecedent(toponym: Toponym, named: list[Toponym], grammar: Grammar) -> Toponym | None:
    """Find the last toponym of a sort that the common noun can stand for."""
    for earlier in reversed(named):
        if grammar.words.is_country(earlier.name):
            if toponym.cue is PlaceKind.COUNTRY:
                return earlier
        elif toponym.cue is PlaceKind.COUNTRY:
            continue
        elif toponym.cue in _POINTS:
            if earlier.cue is None or earlier.cue in _POINTS:
                return earlier
        elif earlier.cue is toponym.cue:
            return earlier
    return None
