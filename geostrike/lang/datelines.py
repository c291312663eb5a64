"""Where and when a story was filed, by the dateline that opens it: "BEIRUT, March 3 (Reuters) -"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

_AGENCY = r"\([^\W\d_][^()\n]{1,40}\)"
_MONTH = r"[^\W\d_]{3,10}\.?"
_DATE = rf"\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?"
_DAY = rf"(?:(?:{_DATE})(?:,?\s\d{{4}})?|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}})(?!\w)"


class Dateline(NamedTuple):
    """A dateline's span, and the city in it: "" where only a country, an agency or a day can be told."""

    start: int
    end: int
    city: str = ""
    city_start: int = 0


def datelines(text: str, start: int, end: int) -> Iterator[Dateline]:
    """Yield the datelines that open lines of a part of a text, in reading order.

    A heading such as "Aleppo - Jets bombed" is none: it says where.

    >>> [line.city for line in datelines("March 4, 2024 (NYALA) - Jets bombed a camp.", 0, 99)]
    ['NYALA']
    >>> list(datelines("Sabha, 20 November: Jets bombed a camp.", 0, 99))
    [Dateline(start=0, end=19, city='', city_start=0)]
    """
    for found in _pattern().finditer(text, start, end):
        yield _read(found)


def dateline_at(text: str, start: int) -> Dateline | None:
    """Return the dateline that stands at an offset of a text, be it no line's start; None where none does."""
    found = _pattern(line=False).match(text, start)
    return None if found is None else _read(found)


def _read(found: re.Match[str]) -> Dateline:
    role = next((role for role in ("city", "dated", "mixed") if found[role]), "")
    return Dateline(*found.span(), found[role].strip(), found.start(role)) if role else Dateline(*found.span())


@cache
def _pattern(*, line: bool = True) -> re.Pattern[str]:
    """Return the pattern of a city in capitals, with an agency in brackets or with a day, before what ends it."""
    part = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’]{2,20}"
    city = rf"(?:[A-Z]{{2}}[\s-])?{part}(?:[\s-]{part}){{0,3}}(?!\w)"
    capitals = rf"(?P<city>{city})(?:\s?/\s?{city})?(?:,\s[^\n()]{{2,40}}?)?(?:\s?\([^()\n]{{2,40}}\))?"
    capitals += rf"(?:\s[-–—]\s{_DAY})?"  # "CAIRO - 26 August 2017:"
    dated = rf"[^\n()]{{0,30}}\((?P<dated>{city})\)"
    mixed = rf"(?P<mixed>[^\W\d_][^\n(),]{{2,40}})(?:,[^\n()]{{0,40}})?[ \t]{_AGENCY}"
    opens = r"(?=[\s\"'“‘]{0,3}(?!\s)[^\Wa-z_])"
    mark = rf"\s?(?:—|--|–|:|-(?=\s)){opens}"
    lead = rf"{'^' if line else ''}[ \t\"'“]{{0,3}}(?:{_AGENCY}\s?[-–—]\s)?"
    return re.compile(rf"{lead}(?:{capitals}{mark}|{_of_day()}|(?:{dated}|{mixed}){mark})", re.MULTILINE)


def _of_day() -> str:
    """Return the pattern of a place in any letters with a day: "Sabha, 20 November:", "Sanaa, Aug 3 (AFP) Ten died"."""
    # "Port of Sudan", "Tunis [Tunisia]".
    name = r"(?:[A-ZÀ-ÖØ-Þ][\w.'’-]{0,20}|[a-z]{2,3}(?=\s)|\[[^\[\]\n]{2,30}\])"
    names = rf"{name}(?:[ \t,/]{{1,3}}{name}){{0,5}}"
    capital = r"(?=[\"“‘']?[A-Z])"
    # A line ends it, but a full stop ends a sentence: "It was on 20 November."
    mark = r"(?:—|--|–|(?<=[\s)])-|:(?=\s[A-Z])|(?<!\.):?[ \t]{0,3}(?=\n|$))"
    bare = (
        rf"{names}(?:\s\([^()\n]{{2,40}}\))?,?\s{_DAY}(?:,?\s?{_AGENCY}(?:\s{_DAY})?\s?:?\s{capital}|\s?[,)]?\s?{mark})"
    )
    # "ADEN, June 14 A strike killed": the dash was lost.
    land = r"(?:,\s[A-Z][a-z]{2,20})?"
    bare = rf"{bare}|(?:[A-Z]{{3,20}}(?:[ \t-][A-Z]{{2,20}}){{0,2}}){land},\s{_DAY}\s{capital}(?=.[a-z\s])"
    within = rf"{names},?\s\([^()\n]{{2,50}}[-–—,/]\s?{_DAY}\s?\)|\({names},\s{_DAY}\s?\)"
    return rf"(?:{bare}|{within})"
