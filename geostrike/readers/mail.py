"""Saved e-mails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime

from geostrike.errors import InputError
from geostrike.model import Document
from geostrike.readers.faults import Fault
from geostrike.readers.forwarded import layers
from geostrike.readers.html import parse_html
from geostrike.readers.metadata import Origin

_MAIL = "message/rfc822"


def parse_mail(data: bytes, name: str, stem: str, known: Origin) -> list[Document | Fault]:
    r"""Return the text of an e-mail, its plain part, else the article of its HTML part, and each mail within it.

    Published on the day in `Date`, by the name in `From`, under its `Subject`, where `known` does not say.
    A mail that was passed on, attached or quoted is a document of its own, `stem-2` and so on, of its own day.
    Other files that are attached are named as not read.

    Raises
    ------
    InputError
        No text in it, damaged, or a draft of ours, which would give each strike a second time.

    Examples
    --------
    >>> mail = b"Date: Sun, 24 Sep 2017 10:00:00 +0200\nSubject: Strikes\n\nTwo strikes hit Sirte.\n"
    >>> parse_mail(mail, "a.eml", "a", Origin())[0].published
    datetime.date(2017, 9, 24)
    """
    try:
        message = message_from_bytes(data, policy=default)
        parts = [message, *(part.get_content() for part in message.walk() if part.get_content_type() == _MAIL)]
        bodies = [_body(part) for part in parts]
        left_out = [attached for part in parts for attached in _attached(part)]
    except Exception as error:  # the standard library meets damage with exceptions of any kind
        kind = type(error).__name__
        raise InputError(
            f"{name}: a damaged e-mail, or one in an unknown encoding ({kind}); save the story as text"
        ) from error
    if not message.keys():
        raise InputError(f"{name}: not an e-mail; save it with its headers")
    found = [each for part, body in zip(parts, bodies, strict=True) for each in _documents(part, body, name, known)]
    if not found:
        raise InputError(f"{name}: an e-mail without text; save the story as text")
    named = [replace(each, id=f"{stem}-{number}" if number > 1 else stem) for number, each in enumerate(found, 1)]
    return [*named, *(Fault(name, f"{name}: its attachment {file} is not read; save it beside") for file in left_out)]


def _documents(message: EmailMessage, body: tuple[str, str], name: str, known: Origin) -> Iterator[Document]:
    """Yield what a mail says, then each mail within its text, under no name yet."""
    subtype, text = body
    if _header(message, "x-mailer") == "geostrike":
        raise InputError(f"{name}: an e-mail that geostrike made, not a story; keep it in another folder")
    if not text.strip():
        return
    own = Origin(_day(_header(message, "date")), _sender(message), title=_header(message, "subject"))
    if subtype == "html":
        page = parse_html(text.encode(), name, "", known.over(own))
        own, text = Origin(page.published, page.publisher, page.url, page.title), page.text
    for its_own, words in layers(text):
        stated = known.over(its_own or own)
        if words:
            yield Document("", words, stated.published, stated.publisher, stated.url, stated.title)


def _body(message: EmailMessage) -> tuple[str, str]:
    """Return the subtype and the text of the part to read; empty where there is none."""
    body = message.get_body(("plain", "html"))
    if body is None:
        return "", ""
    return body.get_content_subtype(), str(body.get_content()).replace("\0", "")


def _attached(message: EmailMessage) -> Iterator[str]:
    """Yield the names of the files attached to a mail that may hold a story: no pictures, and no signatures."""
    for part in message.iter_attachments() if message.is_multipart() else ():
        kind, _, what = part.get_content_type().partition("/")
        if kind in ("text", "application") and not what.endswith("signature") and part.get_filename():
            yield str(part.get_filename())


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
