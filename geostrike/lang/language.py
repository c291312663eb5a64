"""Finding and reading the tables of a language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from geostrike.errors import InputError

_REQUIRED = "lexicon.toml"


@dataclass(frozen=True, slots=True)
class Language:
    """One language; its tables are read when first asked for, and then kept.

    Parameters
    ----------
    code
        ISO 639-1 code, which is the name of the folder.
    """

    code: str

    def table(self, name: str) -> Mapping[str, Any]:
        """Read ``<code>/<name>.toml``.

        Examples
        --------
        >>> load("en").table("lexicon")["language"]
        'English'

        Raises
        ------
        InputError
            Where the language has no such table, or it is not TOML.
        """
        return _read(self.code, name)

    def has(self, name: str) -> bool:
        """Whether the language has a table of that name."""
        return files(__package__).joinpath(self.code, f"{name}.toml").is_file()


def available() -> tuple[str, ...]:
    """Codes of the languages that there are, in alphabetical order.

    >>> available()
    ('en', 'fr')
    """
    return tuple(sorted(entry.name for entry in files(__package__).iterdir() if entry.joinpath(_REQUIRED).is_file()))


@lru_cache(maxsize=32)
def load(code: str) -> Language:
    """Give the language of an ISO 639-1 code; reads nothing yet.

    Raises
    ------
    InputError
        Where there is no such language.
    """
    if code not in available():
        raise InputError(f"language {code!r}: not among {', '.join(available())}; choose one or add its folder")
    return Language(code)


@lru_cache(maxsize=64)
def _read(code: str, name: str) -> Mapping[str, Any]:
    source = files(__package__).joinpath(code, f"{name}.toml")
    try:
        return MappingProxyType(tomllib.loads(source.read_text("utf-8")))
    except FileNotFoundError:
        raise InputError(f"language {code!r}: has no table {name!r}; add {code}/{name}.toml") from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{code}/{name}.toml: not valid TOML ({error}); correct it") from error
