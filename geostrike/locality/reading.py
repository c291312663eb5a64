"""Matching forms at a token, and reading what fills them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from geostrike.locality.grammar import Form, Grammar
from geostrike.locality.places import read_place
from geostrike.locality.quantities import Roles, read_distance, read_heading, roles
from geostrike.locality.tokens import Tokens
from geostrike.model import Distance, Heading, Toponym

Value = Distance | Heading | Toponym


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
    _memo: dict[tuple[str, int], tuple[int, Value] | None] = field(default_factory=dict)

    def slot(self, macro: str, at: int) -> tuple[int, Value] | None:
        """Read a distance, heading or place that begins at a token: the token behind it, and what it is."""
        key = (macro, at)
        if key not in self._memo:
            self._memo[key] = self._read(macro, at)
        return self._memo[key]

    def matches(self, at: int) -> list[Found]:
        """Give the forms that match from a token on, the longest first."""
        code = self.tokens.code
        found = [self._match(form, at) for form in self.grammar.starting(code[2 * at : 2 * at + 2])]
        return sorted((match for match in found if match is not None), key=lambda match: -match.end)

    def _match(self, form: Form, at: int) -> Found | None:
        code, position = self.tokens.code, at
        values: dict[str, Value] = {}
        spans: Roles = {}
        for pattern, role, macro in form.steps:
            match = pattern.match(code, 2 * position)
            if match is None:
                return None
            if match.lastindex:
                spans.update(roles(match))
            position = match.end() // 2
            if macro:
                slot = self.slot(macro, position)
                if slot is None:
                    return None
                spans[role] = (position, slot[0])
                position, values[role] = slot
        return Found(form, at, position, values, spans) if position > at else None

    def _read(self, macro: str, at: int) -> tuple[int, Value] | None:
        if macro == "place":
            return self._longest(self.grammar.place_forms + self.grammar.back_forms, at, read_place)
        if macro == "distance":
            return self._longest(self.grammar.distance_forms, at, read_distance)
        return self._longest(self.grammar.heading_forms, at, read_heading)

    def _longest(self, patterns: list[re.Pattern[str]], at: int, read: Any) -> tuple[int, Value] | None:
        ends = {match.end() // 2 for pattern in patterns if (match := pattern.match(self.tokens.code, 2 * at))}
        for end in sorted(ends, reverse=True):
            value = read(self.tokens, at, end, self.grammar)
            if value is not None:
                return end, value
        return None
