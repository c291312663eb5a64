"""Texts put together from slots, so that every two values that can stand in one text do so at least once."""

import random
import re
from dataclasses import dataclass
from itertools import combinations

CANDIDATES = 8
"""Texts that are drawn for a pair, of which that with most new pairs is kept."""

SLOT = re.compile(r"\{(\w+)\.(\w+)\}")


@dataclass(frozen=True)
class Construction:
    """A text, the frame and the value of each slot that it was made from, and what is to be read of it."""

    text: str
    parts: dict[str, str]
    expect: dict[str, object]
    reports: int

    @property
    def pairs(self):
        """Every two of its parts, the frame as one of them."""
        return set(combinations(sorted(self.parts.items()), 2))


def constructions(spec):
    """Yield texts in which all pairs of values occur that a frame can put together, the same ones each time.

    What is drawn for a pair hangs on nothing else, and a pair is that of the first frame which can put it together:
    a value or a frame that comes on behind leaves most texts as they were.
    """
    left = {pair: frame for frame in reversed(spec["frames"]) for pair in _pairs(frame, spec["slots"])}
    for pair in sorted(left):
        if pair not in left:
            continue
        dice = random.Random(repr(pair))  # noqa: S311
        drawn = [_draw(left[pair], spec["slots"], dict(pair), dice) for _ in range(CANDIDATES)]
        best = max(filter(None, drawn), key=lambda made: len(made.pairs & left.keys()), default=None)
        del left[pair]  # two values that contradict each other are in no text
        if best is not None:
            for each in best.pairs & left.keys():
                del left[each]
            yield best


def _values(frame, slots):
    """Return the values that a frame can take, by slot and name: those that have the form that it asks for."""
    asked = SLOT.findall(frame["text"])
    return {
        slot: {_name(value): value for value in slots[slot] if all(form in value for of, form in asked if of == slot)}
        for slot in dict.fromkeys(slot for slot, _ in asked)
    }


def _name(value):
    return next(iter(value.values()))


def _pairs(frame, slots):
    values = {**_values(frame, slots), "frame": {frame["text"]: frame}}
    for one, other in combinations(sorted(values), 2):
        yield from (((one, mine), (other, its)) for mine in values[one] for its in values[other])


def _draw(frame, slots, fixed, dice):
    """Return a frame filled with the fixed values and others by chance, None where what they tell differs."""
    chosen = {
        slot: values[fixed[slot] if slot in fixed else dice.choice(sorted(values))]
        for slot, values in _values(frame, slots).items()
    }
    expect = dict(frame.get("expect", {}))
    for value in chosen.values():
        told = value.get("expect", {})
        if any(expect.get(field, told[field]) != told[field] for field in told):
            return None
        expect |= told
    text = SLOT.sub(lambda match: chosen[match[1]][match[2]], frame["text"])
    text = re.sub(r",(?=[,.])", "", text)  # an aside's last comma, before a comma or the end
    parts = {slot: _name(value) for slot, value in chosen.items()} | {"frame": frame["text"]}
    return Construction(text[:1].upper() + text[1:], parts, expect, frame.get("reports", 1))
