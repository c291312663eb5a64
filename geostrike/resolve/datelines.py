"""Where a story was filed: "BEIRUT, March 3 (Reuters) -"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from geostrike.gazetteer import Gazetteer

_REACH = 1_000
"""A dateline stands in the first characters of a text."""


class Dateline(NamedTuple):
    """A dateline's span, and the city in it: "" where only a country or an agency can be told."""

    start: int
    end: int
    city: str = ""
    city_start: int = 0


def dateline(text: str, gazetteer: Gazetteer) -> Dateline | None:
    """Find a text's dateline: "BEIRUT, March 3 (Reuters) -", "March 4, 2024 (NYALA) -"; None where it has none.

    "LIBYA: Jets bombed a camp" has none: a country in that place says where.

    >>> from geostrike.gazetteer import Gazetteer
    >>> dateline("March 4, 2024 (NYALA) - Jets bombed a camp.", Gazetteer.default()).city
    'NYALA'
    """
    found = _pattern().search(text, 0, _REACH)
    if found is None or (found["city"] and gazetteer.country_code(found["city"])):
        return None
    role = next((role for role in ("city", "dated", "mixed") if found[role]), "")
    return Dateline(*found.span(), found[role].strip(), found.start(role)) if role else Dateline(*found.span())


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of a city in capitals, or of one with an agency in brackets, before the mark that ends it.

    A heading such as "Aleppo - Jets bombed" is none: it says where.
    """
    part = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’]{2,20}"
    city = rf"(?:[A-Z]{{2}}[\s-])?{part}(?:[\s-]{part}){{0,3}}(?!\w)"
    capitals = rf"(?P<city>{city})(?:\s?/\s?{city})?(?:,\s[^\n()]{{2,40}}?)?(?:\s?\([^()\n]{{2,40}}\))?"
    dated = rf"[^\n()]{{0,30}}\((?P<dated>{city})\)"
    agency = r"(?P<mixed>[^\W\d_][^\n(),]{2,40})(?:,[^\n()]{0,40})?\s\([^\W\d_][^()\n]{1,40}\)"
    opens = r"\s?(?:—|--|–|:|-(?=\s))(?=[\s\"'“‘]{0,3}(?!\s)[^\Wa-z_])"
    return re.compile(rf"^[ \t\"'“]{{0,3}}(?:{capitals}|{dated}|{agency}){opens}", re.MULTILINE)
