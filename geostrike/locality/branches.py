"""Forms of localities, and how several are read at once: what they share, once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from geostrike.locality.templates import Pattern


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a form: a pattern over tokens (None for nothing), and then the macro whose reader takes over.

    The pattern's groups are roles with a number behind them; `macro` is "" where the form ends with the pattern.
    """

    pattern: Pattern | None
    role: str
    macro: str


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One template of one kind of locality.

    Parameters
    ----------
    kind
        Names the builder.
    options
        What the data say beside the templates ("proximity").
    steps
        What it is made of.
    order
        Its place in the grammar.
    """

    kind: str
    options: Mapping[str, Any]
    steps: tuple[Step, ...]
    order: int


@dataclass(slots=True)
class Branch:
    """Forms that begin alike, so that what they share is read once."""

    step: Step
    forms: list[Form] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)


def tree(forms: Iterable[Form]) -> list[Branch]:
    """Merge forms by the steps that they share."""
    roots: list[Branch] = []
    for form in forms:
        level = roots
        for number, step in enumerate(form.steps):
            branch = next((branch for branch in level if branch.step == step), None)
            if branch is None:
                branch = Branch(step)
                level.append(branch)
            if number == len(form.steps) - 1:
                branch.forms.append(form)
            level = branch.branches
    return roots
