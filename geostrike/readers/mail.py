"""Saved e-mails."""

from __future__ import annotations

from datetime import date, datetime
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime

from geostrike.errors import InputError
from geostrike.model import Document
from geostrike.readers.html import parse_html
from geostrike.readers.metadata import Origin


def parse_mail(data: bytes, name: str, stem: str, known: Origin) -> Document:
    r"""Return the text of an e-mail: its plain part, else the article of its HTML part.

    Published on the day in `Date`, by the name in `From`, under its `Subject`, where `known` does not say.

    Raises
    ------
    InputError
        No text in it.

    Examples
    --------
    >>> mail = b"Date: Sun, 24 Sep 2017 10:00:00 +0200\nSubject: Strikes\n\nTwo strikes hit Sirte.\n"
    >>> parse_mail(mail, "a.eml", "a", Origin()).published
    datetime.date(2017, 9, 24)
    """
    message = message_from_bytes(data, policy=default)
    if not message.keys():
        raise InputError(f"{name}: not an e-mail; save it with its headers")
    own = Origin(_day(str(message["date"] or "")), _sender(message), title=str(message["subject"] or "").strip())
    stated = known.over(own)
    body = message.get_body(("plain", "html"))
    text = "" if body is None else _content(body, name)
    if body is not None and body.get_content_subtype() == "html":
        return parse_html(text.encode(), name, stem, stated)
    if not text.strip():
        raise InputError(f"{name}: an e-mail without text; save the story as text")
    return Document(stem, text, stated.published, stated.publisher, stated.url, stated.title)


def _content(body: MIMEPart, name: str) -> str:
    try:
        return str(body.get_content()).replace("\0", "")
    except (LookupError, ValueError) as error:
        raise InputError(f"{name}: an unknown encoding ({error}); save the story as text") from error


def _sender(message: EmailMessage) -> str:
    name, address = parseaddr(str(message["from"] or ""))
    return name or address


def _day(header: str) -> date | None:
    try:
        sent: datetime = parsedate_to_datetime(header)
    except ValueError:
        return None
    return sent.date()
