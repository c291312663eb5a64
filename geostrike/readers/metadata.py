"""What is known of a document's origin: the fields that front matter, JSON Lines and sources.csv share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from geostrike.errors import InputError


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
    """Return the day of an ISO 8601 date or date-time, None for "".

    >>> parse_day("2017-01-19T23:30:00Z", "a.md")
    datetime.date(2017, 1, 19)
    >>> parse_day("19 January", "sources.csv line 2")
    Traceback (most recent call last):
    geostrike.errors.InputError: sources.csv line 2: published '19 January' is no date; write it as 2017-01-31
    """
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).date()
    except ValueError as error:
        raise InputError(f"{where}: published {text[:40]!r} is no date; write it as 2017-01-31") from error
