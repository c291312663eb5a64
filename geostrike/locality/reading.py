"""Matching forms at a token, and reading what fills them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from geostrike.locality.branches import Branch, Form
from geostrike.locality.grammar import Grammar
from geostrike.locality.places import read_place
from geostrike.locality.quantities import Filled, Roles, filled, read_distance, read_heading, roles
from geostrike.locality.templates import Pattern
from geostrike.locality.tokens import Tokens
from geostrike.model import Distance, Heading, Toponym

Value = Distance | Heading | Toponym
_Slot = tuple[int, Value]
_Reader = Callable[[Tokens, Filled, Grammar], Value | None]
_Taken = re.Match[str] | tuple[str, int, _Slot]


@dataclass(frozen=True, slots=True)
class Found:
    """A form that matched: what its slots hold, and the spans of its other roles.

    Parameters
    ----------
    form
        The form.
    start, end
        Its span, in tokens.
    values
        Role -> what stands in its slot.
    spans
        Role -> span, in tokens; slots have theirs too.
    """

    form: Form
    start: int
    end: int
    values: Mapping[str, Value]
    spans: Roles


@dataclass(slots=True)
class Reading:
    """One text being read with one grammar; every slot is read once per token."""

    tokens: Tokens
    grammar: Grammar
    _memo: dict[tuple[str, int], _Slot | None] = field(default_factory=dict)
    _chances: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._chances = self.grammar.chances(self.tokens.pairs)

    def slot(self, macro: str, at: int) -> _Slot | None:
        """Read a distance, heading or place that begins at a token: the token behind it, and what it is."""
        templates = self._chances[at] & self.grammar.uses[macro]
        if not templates:
            return None
        key = (macro, at)
        if key not in self._memo:
            self._memo[key] = self._read(macro, at, self.grammar.patterns(templates))
        return self._memo[key]

    def openers(self) -> list[int]:
        """Give the tokens at which a form may begin."""
        forms = self.grammar.uses["form"]
        return [at for at, templates in enumerate(self._chances) if templates & forms]

    def matches(self, at: int) -> list[Found]:
        """Give the forms that match from a token on, the longest first, and in the grammar's order among equals."""
        found: list[Found] = []
        self._walk(self.grammar.branches(self._chances[at] & self.grammar.uses["form"]), at, at, (), found)
        if len(found) > 1:
            found.sort(key=lambda match: (-match.end, match.form.order))
        return found

    def _walk(
        self, branches: Iterable[Branch], start: int, at: int, trail: tuple[_Taken, ...], found: list[Found]
    ) -> None:
        """Follow every branch that goes on at a token; most end at their first pattern."""
        code = self.tokens.code
        for branch in branches:
            step, end, taken = branch.step, at, trail
            if step.pattern is not None:
                match = step.pattern.match(code, 2 * at)
                if match is None:
                    continue
                end = match.end() // 2
                if match.lastindex:
                    taken = (*taken, match)
            if step.macro:
                slot = self.slot(step.macro, end)
                if slot is None:
                    continue
                taken = (*taken, (step.role, end, slot))
                end = slot[0]
            if end > start:
                found += [_found(form, start, end, taken) for form in branch.forms]
            if branch.branches:
                self._walk(branch.branches, start, end, taken, found)

    def _read(self, macro: str, at: int, patterns: Iterable[tuple[Pattern, str]]) -> _Slot | None:
        """Read the longest match of a macro's patterns that makes sense."""
        code = self.tokens.code
        matches = [(match, end) for pattern, end in patterns if (match := pattern.match(code, 2 * at)) is not None]
        for slot in sorted((self._filled(*match) for match in matches), key=_backwards):
            value = _READERS[macro](self.tokens, slot, self.grammar)
            if value is not None:
                return slot.end, value
        return None

    def _filled(self, match: re.Match[str], role: str) -> Filled:
        """Give what a template took, with the tail behind it where it may have one."""
        slot = filled(match)
        tail = self.grammar.tail.match(self.tokens.code, match.end()) if role else None
        if tail is None:
            return slot
        end = tail.end() // 2
        return Filled(slot.start, end, {**slot.roles, role: (slot.end, end)})


_READERS: dict[str, _Reader] = {"place": read_place, "distance": read_distance, "heading": read_heading}


def _backwards(slot: Filled) -> int:
    return -slot.end


def _found(form: Form, start: int, end: int, trail: tuple[_Taken, ...]) -> Found:
    values: dict[str, Value] = {}
    spans: Roles = {}
    for taken in trail:
        if isinstance(taken, re.Match):
            spans.update(roles(taken))
        else:
            role, first, (last, value) = taken
            spans[role], values[role] = (first, last), value
    return Found(form, start, end, values, spans)
