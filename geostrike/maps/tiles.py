"""Background pictures from a server: only when asked for, from one host, named on the page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geostrike.errors import InputError

_ADDRESS = re.compile(r"(https://[A-Za-z0-9.-]{1,253}(?::\d{1,5})?)/[A-Za-z0-9._~/{}?=&%@+,-]{1,500}")
_FIELDS = ("{z}", "{x}", "{y}")


@dataclass(frozen=True, slots=True)
class Tiles:
    """A tile server: address template, attribution as plain text, and the origin that the page may load from."""

    address: str
    attribution: str
    host: str


def tiles_of(address: str | None, attribution: str | None) -> Tiles | None:
    """Return the tiles asked for; None for none.

    Parameters
    ----------
    address
        An https address with ``{z}``, ``{x}`` and ``{y}``.
    attribution
        What the server's licence wants to be shown; plain text.

    Raises
    ------
    InputError
        Not such an address, or no attribution.

    Examples
    --------
    >>> tiles_of("https://tiles.example.org/{z}/{x}/{y}.png", "Example").host
    'https://tiles.example.org'
    """
    if address is None:
        return None
    found = _ADDRESS.fullmatch(address)
    if found is None or not all(name in address for name in _FIELDS):
        raise InputError(
            f"tiles {address!r}: needs an https address with {{z}}, {{x}} and {{y}}, without subdomain fields; "
            "leave `tiles` out for a map that needs no network"
        )
    if not attribution:
        raise InputError(f"tiles {address!r} without attr: their licence asks for a credit; pass attr='...'")
    return Tiles(address, attribution, found.group(1))
