"""What could not be read, kept beside what could."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One document that was left out: its name, and one line with fault and remedy (the name included)."""

    name: str
    message: str
