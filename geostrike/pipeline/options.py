"""Options that phrases and stories share, checked at the door."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from geostrike.errors import InputError
from geostrike.gazetteer import Gazetteer
from geostrike.gazetteer.names import fold
from geostrike.lang import load
from geostrike.model import Distance
from geostrike.uncertainty import distance_interval, truncated_interval

_LEAST, _MOST = 0.05, 0.99
# Of the letters of a country's name, the share that must be right for it to be suggested.
_ALIKE = 0.59


@dataclass(frozen=True, slots=True)
class Options:
    """How to place: the level of `region`, the error model, whether to cut to land, the language, who wrote.

    Raises
    ------
    InputError
        A level outside 0.05 to 0.99, or a language that is not there.
    """

    level: float = 0.9
    error_model: str = "empirical"
    land_only: bool = False
    language: str = "en"
    gazetteer: Gazetteer = field(default_factory=Gazetteer.default)
    source_profile: str = "strike"

    def __post_init__(self) -> None:
        if not isinstance(self.level, int | float) or not _LEAST <= self.level <= _MOST:
            raise InputError(f"level {self.level!r}: needs a share from {_LEAST} to {_MOST}; 0.9 is the usual one")
        load(self.language)

    @property
    def by_machine(self) -> bool:
        """Whether a machine turned exact positions into the words."""
        return self.source_profile == "machine"

    @property
    def interval(self) -> Callable[[Distance], tuple[float, float]]:
        """How the writer's stated distances are read: rounded, or a machine's, cut off."""
        return truncated_interval if self.by_machine else distance_interval

    def country_code(self, country: str | None) -> str:
        """Return the ISO 3166-1 alpha-2 code of a code or a name; "" for none.

        Raises
        ------
        InputError
            No country is called so.

        Examples
        --------
        >>> Options().country_code("Libya"), Options().country_code("ly"), Options().country_code(None)
        ('LY', 'LY', '')
        """
        if country is None or not str(country).strip():
            return ""
        name = str(country).strip()
        known = (name.upper() in codes for codes in (self.gazetteer.country_codes(), self.gazetteer.peopled()))
        code = name.upper() if any(known) else self.gazetteer.country_code(name)
        if not code:
            raise InputError(f"country {name[:40]!r}: is no ISO 3166-1 alpha-2 code or name; {self._meant(name)}")
        return code

    def _meant(self, name: str) -> str:
        """Say which country may be meant, by the likeness of its name."""
        names = self.gazetteer.country_codes()
        keys = {code: fold(known) for code, known in names.items()}
        alike = process.extractOne(fold(name[:40]), keys, scorer=Levenshtein.normalized_similarity, score_cutoff=_ALIKE)
        return f"did you mean {names[alike[2]]} ({alike[2]})?" if alike else "write LY or Libya, for example"
