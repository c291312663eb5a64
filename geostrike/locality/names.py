"""What a place name looks like, in prose and in phrases."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from geostrike.locality.templates import Fragment, charset
from geostrike.locality.tokens import DIGITS, INITIAL, LOWER, MARK, NUMBER, TITLE, UNCASED, UPPER

_CAPITAL = TITLE + UPPER + UNCASED
_MOST_WORDS = 6


def name_pattern(
    table: Mapping[str, list[str]], letter: Callable[[str], str], *, loose: bool
) -> dict[str, Fragment]:
    """Give the built-in macros ``name``, and ``short_name``, a name without hyphens.

    Parameters
    ----------
    table
        ``names`` of the lexicon: particles, words with a hyphen behind them, words that no name holds.
    letter
        Gives the letter of a word.
    loose
        In prose a name has capitals, or a script without them. In phrases it may also be of lower-case words only,
        and hold numbers and a second name in brackets.
    """

    def listed(key: str) -> str:
        return charset(letter(word) for word in table[key])

    def mark(character: str) -> str:
        return letter(character) + MARK

    never = listed("never")
    hyphen, quote, stop = mark("-"), mark("'"), mark(".")
    particle = f"(?:[{listed('particles')}]{LOWER}(?:{hyphen}|{quote})?|[{listed('hyphened')}][{LOWER}{TITLE}]{hyphen})"
    shortened = f"(?:[{listed('abbreviations')}][{TITLE}{INITIAL}{UPPER}]{stop})?"
    word = f"{shortened}[^{never}][{_CAPITAL}]"
    if loose:
        word = f"(?:{word}|.[{_CAPITAL}{INITIAL}]|{NUMBER}{DIGITS})"
    linked = f"{hyphen}(?:[^{never}][{LOWER}{_CAPITAL}{INITIAL}]|{NUMBER}{DIGITS})"
    plain = f"(?:{quote})?{word}|(?:{quote})?{particle}{{1,2}}(?:{quote})?{word}|[^{never}]{INITIAL}(?:{stop}(?={word}))?"
    start = f"(?:{particle}){{0,2}}(?:{quote})?{word}"
    number = f"(?:{NUMBER}{DIGITS})" if loose else "(?!)"
    whole = f"{start}(?:{linked}|{plain}|{number}){{0,{_MOST_WORDS}}}"
    short = f"{start}(?:{plain}){{0,2}}"
    if loose:
        lower = f"[^{never}][{LOWER}]"
        bracket = f"(?:{mark('(')}(?:.[{LOWER}{_CAPITAL}{INITIAL}]|{stop}|{hyphen}|{quote}){{1,6}}{mark(')')})?"
        trailing = f"(?:{stop}(?!.))?"
        whole = f"(?:{whole}|{lower}(?:{linked}|(?:{quote})?{lower}){{0,4}}){bracket}{trailing}"
        short = f"(?:{short}|{lower}(?:{lower}){{0,2}})"
    shapes = frozenset(_CAPITAL + (LOWER + INITIAL if loose else ""))
    letters = frozenset(letter(word) for key in ("particles", "hyphened", "abbreviations") for word in table[key]) | {letter("'")}
    if loose:
        letters |= {NUMBER}
    return {
        "name": Fragment(f"(?>{whole})", letters, shapes),
        "short_name": Fragment(f"(?:{short})", letters, shapes),
    }
