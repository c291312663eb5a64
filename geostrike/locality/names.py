"""What a place name looks like, in prose and in phrases."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from geostrike.locality.templates import Cut, Fragment, charset, phrases
from geostrike.locality.tokens import DIGITS, INITIAL, LOOSE_DASH, LOWER, MARK, NUMBER, TITLE, UNCASED, UPPER

_CAPITAL = TITLE + UPPER + UNCASED
_MOST_WORDS = 6
_NUMBER = NUMBER + DIGITS
_LETTER_LISTS = ("particles", "hyphened", "abbreviations", "articles", "heads")


class NamePatterns:
    """Patterns of names in one language.

    Parameters
    ----------
    table
        ``names`` of the lexicon: particles, words with a hyphen behind them, words that no name holds.
    stops
        Words in small letters that no name goes on with: prepositions, units, directions.
    cut
        Cuts a phrase into words.
    letter
        Gives the letter of a word.
    loose
        In prose a name has capitals, or a script without them. In phrases it may also be of lower-case words only,
        and hold numbers and a second name in brackets.
    """

    def __init__(
        self,
        table: Mapping[str, list[str]],
        stops: list[str],
        cut: Cut,
        letter: Callable[[str], str],
        *,
        loose: bool,
    ) -> None:
        self._table = {**table, "stops": stops}
        self._letter = letter
        self._loose = loose
        self._known = phrases(table["whole"], cut, letter, any_case=loose)
        self._hyphen, self._quote, self._stop = self._mark("-"), f"(?:{self._mark(chr(39))})?", self._mark(".")
        particle, hyphened = self._listed("particles"), self._listed("hyphened")
        self._particle = (
            f"(?:[{particle}]{LOWER}(?:{self._hyphen}|{self._mark(chr(39))})?"
            f"|[{hyphened}][{LOWER}{TITLE}]{self._hyphen})"
        )

    def fragments(self) -> dict[str, Fragment]:
        """Give the macros ``name``, ``sure_name`` without words of organisations, ``short_name`` without hyphens."""
        never = self._listed("never")
        shapes = frozenset(_CAPITAL + INITIAL + (LOWER if self._loose else ""))
        letters = {self._letter(word) for key in _LETTER_LISTS for word in self._table[key]}
        letters |= {self._letter("'"), *self._known.letters, *(NUMBER if self._loose else "")}
        patterns = {
            "name": f"(?>{self._name(never)})",
            "sure_name": f"(?>{self._name(never if self._loose else never + self._listed('organisation'))})",
            "short_name": f"(?:{self._short(never)})",
            "code_name": f"[^{never}][{INITIAL}{UPPER}](?:{self._hyphen})?{_NUMBER}",
        }
        needs = frozenset[frozenset[str]]() if self._loose else frozenset([shapes | self._known.letters])
        return {name: Fragment(regex, frozenset(letters), shapes, needs=needs) for name, regex in patterns.items()}

    def _name(self, never: str) -> str:
        word = self._word(never)
        # "Dar as Salam": "as" is a word of its own, save behind what such names begin with.
        headed = f"(?<=[{self._listed('heads')}].)[{self._listed('hyphened')}]{LOWER}{word}"
        linked = f"{self._quote}{self._hyphen}{self._quote}(?:.[{LOWER}{_CAPITAL}{INITIAL}]|{_NUMBER})"
        further = [linked, self._further(never, word), headed]
        if self._loose:  # "9 de Julio", "Neuhaus am Rennweg", "Sants - Badal", "Gold tai"
            other = f"[^{never}{self._listed('stops')}]{LOWER}"
            dash = f"(?:{self._mark(LOOSE_DASH)})?"
            further += [_NUMBER, f"{dash}(?:[{self._listed('hyphened')}]{LOWER}|{other}){{0,2}}{word}"]
        whole = f"{self._start(word)}(?:{'|'.join(further)}){{0,{_MOST_WORDS}}}"
        if self._loose:
            whole += f"(?:{other}{{1,2}}(?={self._mark(',')}|$))?"
        if self._loose:
            lower = f"[^{never}]{LOWER}"
            small = f"{lower}(?:{linked}|{self._quote}{lower}){{0,4}}"
            inner = f"(?:.[{LOWER}{_CAPITAL}{INITIAL}]|{self._stop}|{self._hyphen}|{self._mark(chr(39))})"
            bracket = f"(?:{self._mark('(')}{inner}{{1,6}}{self._mark(')')})?"
            ending = f"(?:{self._mark(chr(39))}|{self._mark('?')}|{self._stop}(?!.))?"
            whole = f"(?:{whole}|{small}){bracket}{ending}"
        initials = f"(?:[^{never}]{INITIAL}{self._stop}){{2,4}}"
        return f"{self._known.regex}|{initials}|{whole}"

    def _short(self, never: str) -> str:
        word = self._word(never)
        short = f"{self._start(word)}(?:{self._further(never, word)}){{0,2}}"
        lower = f"[^{never}]{LOWER}"
        return f"(?:{short}|{lower}(?:{lower}){{0,2}})" if self._loose else short

    def _word(self, never: str) -> str:
        """One word of a name; "Sept-Îles" may begin with one that names no place alone."""
        shortened = f"(?:[{self._listed('abbreviations')}][{TITLE}{INITIAL}{UPPER}]{self._stop})?"
        word = f"{shortened}(?:[^{never}][{_CAPITAL}]|.{TITLE}(?={self._hyphen}.[{_CAPITAL}]))"
        if not self._loose:
            return word
        return f"(?:{word}|.[{_CAPITAL}{INITIAL}]|{_NUMBER}|[^{never}]{LOWER}(?={self._hyphen}))"

    def _start(self, word: str) -> str:
        return f"(?:[{self._listed('articles')}]{TITLE})?(?:{self._particle}){{0,2}}{self._quote}{word}"

    def _further(self, never: str, word: str) -> str:
        return (
            f"{self._quote}{word}|{self._quote}{self._particle}{{1,2}}{self._quote}{word}"
            f"|[^{never}]{INITIAL}(?:{self._stop}(?={word}))?"
        )

    def _listed(self, key: str) -> str:
        return charset(self._letter(word) for word in self._table[key])

    def _mark(self, character: str) -> str:
        return self._letter(character) + MARK
