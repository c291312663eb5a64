"""What is known of a document's origin: the fields that front matter, JSON Lines and sources.csv share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from geostrike.errors import InputError

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
# A library's parser would fill what is missing from today's date, and guess the order of numbers.
_SPELLED = re.compile(
    rf"(?:\b{_DAY}[ .-]{{1,2}})?\b({'|'.join(_MONTHS)})[a-z]{{0,6}}[ .,-]{{1,2}}(?:{_DAY},?[ -])?(\d{{4}})\b",
    re.IGNORECASE,
)
_LONGEST_DAY = 100


@dataclass(frozen=True, slots=True)
class Origin:
    """Publication date, publisher, address and title, each empty where not known."""

    published: date | None = None
    publisher: str = ""
    url: str = ""
    title: str = ""

    def over(self, other: Origin) -> Origin:
        """Return this origin with what it lacks taken from `other`."""
        return Origin(
            self.published or other.published,
            self.publisher or other.publisher,
            self.url or other.url,
            self.title or other.title,
        )


def origin(fields: Mapping[str, object], where: str) -> Origin:
    """Return the origin that a row of named values states; other names are ignored.

    >>> origin({"published": "2017-01-19", "publisher": " CNN "}, "a.md")
    Origin(published=datetime.date(2017, 1, 19), publisher='CNN', url='', title='')
    """
    words = {name: str(fields.get(name) or "").strip() for name in ("published", "publisher", "url", "title")}
    return Origin(parse_day(words["published"], where), words["publisher"], words["url"], words["title"])


def parse_day(text: str, where: str) -> date | None:
    """Return the day of an ISO 8601 date or date-time, or of one with the month in words; None for "".

    >>> parse_day("2017-01-19T23:30:00Z", "a.md"), parse_day("April 24, 2017", "a.md")
    (datetime.date(2017, 1, 19), datetime.date(2017, 4, 24))
    >>> parse_day("19/01/2017", "a.csv line 2")
    Traceback (most recent call last):
    geostrike.errors.InputError: a.csv line 2: published '19/01/2017' is no date; write 2017-01-31 (Excel: yyyy-mm-dd)
    """
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).date()
    except ValueError as error:
        day = spelled_day(text)
        if day is None:
            raise InputError(
                f"{where}: published {text[:40]!r} is no date; write 2017-01-31 (Excel: yyyy-mm-dd)"
            ) from error
        return day


def spelled_day(text: str) -> date | None:
    """Return the day that words state whose month is spelled out in English, as in "Wed, Aug 9, 2023 at 6:00".

    >>> spelled_day("9 August 2023 at 06:00:00 BST")
    datetime.date(2023, 8, 9)
    """
    found = _SPELLED.search(text[:_LONGEST_DAY])
    if found is None:
        return None
    before, month, after, year = found.groups(default="")
    try:
        return date(int(year), 1 + _MONTHS.index(month.lower()), int(before or after))
    except ValueError:
        return None
