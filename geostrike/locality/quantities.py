"""Numbers, distances and headings from the words that state them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from geostrike.locality.compass import azimuth
from geostrike.locality.grammar import Grammar
from geostrike.locality.tokens import GROUPED, NUMBER, Tokens
from geostrike.model import Distance, Heading, Hedge

_LONGEST_PHRASE = 5
_MOST_DIGITS = 12
_MOST_CAPITAL = 100  # "10M" may be ten miles, "500 M" is metres
_THOUSANDS = 3  # digits in a group


@dataclass(frozen=True, slots=True)
class Number:
    """A number as words or digits give it: an interval, and the smallest step that its notation can show."""

    low: float
    high: float
    resolution: float = 1.0


def read_digits(text: str, decimal: str) -> Number | None:
    """Read digits with a decimal mark and thousands separators; None where they are neither.

    A comma or a stop before exactly three digits groups thousands, unless it is the language's own decimal mark in
    a number that has no other; before one, two or more than three digits it is a decimal mark.

    Examples
    --------
    >>> [read_digits(text, ".").low for text in ("1,500", "2,5", "1.500", "12.25", "1,234.5")]
    [1500.0, 2.5, 1.5, 12.25, 1234.5]
    >>> read_digits("1.500", ",").low, read_digits("18.01.2017", ".")
    (1500.0, None)
    """
    text = text.replace(GROUPED, "")
    if len(text) > _MOST_DIGITS:
        return None
    parts = re.split("[.,]", text)
    if len(parts) == 1:
        return Number(float(text), float(text))
    marks = [mark for mark in text if mark in ".,"]
    grouped = all(len(part) == _THOUSANDS for part in parts[1:]) and 0 < len(parts[0]) <= _THOUSANDS and parts[0] != "0"
    if grouped and len(set(marks)) == 1 and (len(marks) > 1 or marks[0] != "." or decimal == ","):
        value = float("".join(parts))
        return Number(value, value)
    if any(len(part) != _THOUSANDS for part in parts[1:-1]) or (len(marks) > 1 and marks[-1] in marks[:-1]):
        return None
    value = float("".join(parts[:-1]) + "." + parts[-1])
    return Number(value, value, float(f"1e-{len(parts[-1])}"))


def read_number(tokens: Tokens, first: int, last: int, grammar: Grammar) -> Number | None:
    """Read a number of digits, words, fractions or vague words; None where the words are no number."""
    values = grammar.values
    total, current, step = 0.0, None, 1.0
    at = first
    while at < last:
        if tokens.code[2 * at] == NUMBER:
            number, at = _digits_or_fraction(tokens, at, last, grammar.words.decimal)
            if number is None:
                return None
            total, step = total + number.low, min(step, number.resolution)
            current = current or 0.0
            continue
        size, key = _longest(tokens, at, last, grammar)
        if key in values.vague:
            return Number(*values.vague[key])
        if key in values.fractions:
            total, step = total + values.fractions[key], _fraction_step(values.fractions[key])
            current = current or 0.0
        elif key in values.multipliers:
            factor = values.multipliers[key]
            current = (current or 1.0) * factor
            if factor >= 1000:
                total, current = total + current, 0.0
        elif key in values.numbers:
            # "a two-hour drive": an article is no number before another
            current = values.numbers[key] + (current if current is not None and current != 1 else 0.0)
        at += size
    if current is None:
        return None
    return Number(total + current, total + current, step)


def _is_glued(tokens: Tokens, at: int) -> bool:
    """Whether digits are the end of a word that begins with digits: "1e400" is not 400."""
    if at < 2 or tokens.code[2 * at - 4] != NUMBER or not tokens.words[at - 1].isalpha():
        return False
    return tokens.starts[at] == tokens.ends[at - 1] and tokens.starts[at - 1] == tokens.ends[at - 2]


def _fraction_step(value: float) -> float:
    """Step of a fraction: thirds for a third and two thirds, quarters for three quarters."""
    for parts in (2, 3, 4, 5, 8, 10):
        if abs(value * parts - round(value * parts)) < 1e-9:
            return 1 / parts
    return 1.0


def _digits_or_fraction(tokens: Tokens, at: int, last: int, decimal: str) -> tuple[Number | None, int]:
    if _is_glued(tokens, at):
        return None, at + 1
    if at + 2 < last and tokens.words[at + 1] == "/" and tokens.code[2 * at + 4] == NUMBER:
        above, below = read_digits(tokens.words[at], decimal), read_digits(tokens.words[at + 2], decimal)
        if above is None or below is None or below.low == 0:
            return None, at + 3
        value = above.low / below.low
        return Number(value, value, 1 / below.low), at + 3
    return read_digits(tokens.words[at], decimal), at + 1


def _longest(tokens: Tokens, at: int, last: int, grammar: Grammar) -> tuple[int, str]:
    values = grammar.values
    for size in range(min(_LONGEST_PHRASE, last - at), 0, -1):
        key = tokens.key(at, at + size)
        if key in values.vague or key in values.fractions or key in values.multipliers or key in values.numbers:
            return size, key
    return 1, ""


Roles = dict[str, tuple[int, int]]
"""Role -> first token, and the one after the last."""


def roles(match: re.Match[str]) -> Roles:
    """Give the spans of a match's roles, in tokens."""
    spans = match.regs
    return {
        name.rpartition("_")[0]: (spans[group][0] // 2, spans[group][1] // 2)
        for name, group in match.re.groupindex.items()
        if spans[group][0] >= 0
    }


class Filled(NamedTuple):
    """What one of a slot's templates took: its first token, the one after the last, and the spans of its roles."""

    start: int
    end: int
    roles: Roles


def filled(match: re.Match[str]) -> Filled:
    """Give what a match of a whole template took."""
    return Filled(match.start() // 2, match.end() // 2, roles(match))


def read_distance(tokens: Tokens, slot: Filled, grammar: Grammar) -> Distance | None:
    """Read a distance with hedge, range and second unit from what one of the grammar's distance forms took.

    None where its number is none or its range is reversed.
    """
    found, values = slot.roles, grammar.values
    low = read_number(tokens, *found["low"], grammar)
    high = read_number(tokens, *found["high"], grammar) if "high" in found else low
    if low is None or high is None or high.high < low.low:
        return None
    unit, factor = values.units[tokens.key(*found["unit"])]
    capital = grammar.words.capital_units.get(tokens.verbatim(*found["unit"]))
    if capital and high.high < _MOST_CAPITAL and not tokens.text.isupper():
        unit = capital
    hedge = Hedge.NONE
    for role in ("hedge", "hedge_after"):
        if role in found:
            hedge = values.hedges[tokens.key(*found[role])]
    if hedge is Hedge.NONE and tokens.key(*found["low"]) in values.vague:
        hedge = Hedge.ABOUT
    also = _second(tokens, *found["also"], grammar) if "also" in found else None
    return Distance(
        low.low * factor,
        high.high * factor,
        unit,
        hedge,
        min(low.resolution, high.resolution) * factor,
        also,
        tokens.verbatim(slot.start, slot.end),
    )


def _second(tokens: Tokens, first: int, last: int, grammar: Grammar) -> Distance | None:
    patterns = grammar.patterns(grammar.uses["distance"])
    matches = (pattern.fullmatch(tokens.code, 2 * first, 2 * last) for pattern, _ in patterns)
    read = (read_distance(tokens, filled(match), grammar) for match in matches if match is not None)
    return next((distance for distance in read if distance is not None), None)


def read_heading(tokens: Tokens, slot: Filled, grammar: Grammar) -> Heading | None:
    """Read a compass direction or a bearing in degrees from what one of the grammar's heading forms took."""
    return heading_between(tokens, slot.start, slot.end, grammar)


def heading_between(tokens: Tokens, first: int, last: int, grammar: Grammar) -> Heading | None:
    """Read a compass direction or a bearing in degrees; None where its points make no direction."""
    words = grammar.values.compass
    sets = grammar.values.sets
    points: list[str] = []
    due = by = False
    degrees: Number | None = None
    at = first
    while at < last:
        size, point = _compass_at(tokens, at, last, words)
        if point:
            points.append(point)
        elif tokens.code[2 * at] == NUMBER:
            degrees = read_digits(tokens.words[at], grammar.words.decimal)
        elif tokens.words[at] in sets["due"]:
            due = True
        elif points and tokens.words[at] in sets["by"]:
            by = True
        at += size
    text = tokens.verbatim(first, last)
    if degrees is not None:
        return None if degrees.low > 360 else Heading(degrees.low % 360, 360, due, text)
    direction = azimuth(points, by=by) if points else None
    return None if direction is None else Heading(*direction, due, text)


def _compass_at(tokens: Tokens, at: int, last: int, words: dict[str, str]) -> tuple[int, str]:
    for size in range(min(6, last - at), 0, -1):
        point = words.get(tokens.key(at, at + size))
        if point:
            return size, point
    return 1, ""


def disagreement(distance: Distance) -> str:
    """Say where a distance's two units disagree beyond what rounding explains; "" where they agree.

    Each figure is taken as right to half of its own last digit, or to half of its trailing tens, whichever is more.

    Examples
    --------
    >>> from geostrike.model import Unit
    >>> disagreement(Distance(160, 160, Unit.KILOMETRE, also=Distance(100, 100, Unit.MILE)))
    ''
    >>> disagreement(Distance(45, 45, Unit.KILOMETRE, also=Distance(45, 45, Unit.MILE)))
    '45 km and 45 mi disagree: 45.0 km against 72.4 km; both are allowed for'
    """
    other = distance.also
    if other is None or not distance.unit.metres > 0 or not other.unit.metres > 0:
        return ""
    slack = _slack(distance) + _slack(other)
    gaps = (
        abs(distance.low * distance.unit.metres - other.low * other.unit.metres),
        abs(distance.high * distance.unit.metres - other.high * other.unit.metres),
    )
    if max(gaps) <= slack:
        return ""
    stated = distance.stated * distance.unit.metres / 1000, other.stated * other.unit.metres / 1000
    return (
        f"{_spell(distance)} and {_spell(other)} disagree: "
        f"{stated[0]:.1f} km against {stated[1]:.1f} km; both are allowed for"
    )


def _slack(distance: Distance) -> float:
    step = distance.resolution
    if step >= 1 and distance.high >= 10:
        while distance.high % (step * 10) == 0 and step * 10 <= distance.high:
            step *= 10
    return step / 2 * distance.unit.metres


def _spell(distance: Distance) -> str:
    plain = replace(distance, hedge=Hedge.NONE)
    number = f"{plain.low:g}" if not plain.is_range else f"{plain.low:g}-{plain.high:g}"
    return f"{number} {plain.unit}"
