"""Saved e-mails."""

from __future__ import annotations

from datetime import date, datetime
from email import message_from_bytes
from email.message import EmailMessage
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
        No text in it, damaged, or a draft of ours, which would give each strike a second time.

    Examples
    --------
    >>> mail = b"Date: Sun, 24 Sep 2017 10:00:00 +0200\nSubject: Strikes\n\nTwo strikes hit Sirte.\n"
    >>> parse_mail(mail, "a.eml", "a", Origin()).published
    datetime.date(2017, 9, 24)
    """
    try:
        message = message_from_bytes(data, policy=default)
        subtype, text = _body(message)
    except Exception as error:  # the standard library meets damage with exceptions of any kind
        kind = type(error).__name__
        raise InputError(
            f"{name}: a damaged e-mail, or one in an unknown encoding ({kind}); save the story as text"
        ) from error
    if not message.keys():
        raise InputError(f"{name}: not an e-mail; save it with its headers")
    if _header(message, "x-mailer") == "geostrike":
        raise InputError(f"{name}: an e-mail that geostrike made, not a story; keep it in another folder")
    own = Origin(_day(_header(message, "date")), _sender(message), title=_header(message, "subject"))
    stated = known.over(own)
    if not text.strip():
        raise InputError(f"{name}: an e-mail without text; save the story as text")
    if subtype == "html":
        return parse_html(text.encode(), name, stem, stated)
    return Document(stem, text, stated.published, stated.publisher, stated.url, stated.title)


def _body(message: EmailMessage) -> tuple[str, str]:
    """Return the subtype and the text of the part to read; empty where there is none."""
    body = message.get_body(("plain", "html"))
    if body is None:
        return "", ""
    return body.get_content_subtype(), str(body.get_content()).replace("\0", "")


def _header(message: EmailMessage, name: str) -> str:
    """Return a header's text; "" where there is none, or one so damaged that the standard library fails over it."""
    try:
        return str(message[name] or "").strip()
    except Exception:
        return ""


def _sender(message: EmailMessage) -> str:
    name, address = parseaddr(_header(message, "from"))
    return name or address


def _day(header: str) -> date | None:
    try:
        sent: datetime = parsedate_to_datetime(header)
    except ValueError:
        return None
    return sent.date()
