"""Saved web pages, through trafilatura (the extra `html`)."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import default
from typing import Any

from geostrike.errors import InputError, MissingExtraError
from geostrike.model import Document
from geostrike.readers.metadata import Origin, parse_day

# The library's own upper bound for dates is the clock; a fixed one keeps the answer the same on every day.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2200-01-01"}

_SAVED_FROM = re.compile(rb"<!-- saved from url=\(\d{4}\)(\S{1,2000})")
"""What browsers put at the head of a page that they save."""

_OWN = b'<meta name="generator" content="geostrike">'
_HEAD_BYTES = 2_000


def parse_html(data: bytes, name: str, stem: str, known: Origin) -> Document:
    """Return the article of a web page, without its furniture; nothing of the page is run or fetched.

    Date of publication, publisher, address and title come from the page's own metadata where
    `known` does not say.

    Raises
    ------
    InputError
        No article text in the page, or the page is a map of ours, which would give each strike a second time.
    MissingExtraError
        trafilatura is not installed.
    """
    try:
        import trafilatura  # noqa: PLC0415 - optional
    except ImportError as error:
        raise MissingExtraError(f"{name}: web pages need trafilatura; pip install 'geostrike[html]'") from error
    if _OWN in data[:_HEAD_BYTES]:
        raise InputError(f"{name}: a map that geostrike made, not a story; keep maps in a folder of their own")
    saved = _SAVED_FROM.search(data, 0, _HEAD_BYTES)
    url = known.url or (saved[1].decode(errors="replace") if saved else "")
    page: Any = trafilatura.bare_extraction(
        data, url=url or None, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATES)
    )
    text = (page.text or "") if page else ""
    if not text.strip():
        raise InputError(f"{name}: no article text in the page; save the story as text")
    own = Origin(parse_day(page.date or "", name), page.sitename or "", page.url or "", page.title or "")
    stated = known.over(own)
    return Document(stem, text, stated.published, stated.publisher, stated.url, stated.title)


def parse_archive(data: bytes, name: str, stem: str, known: Origin) -> Document:
    """Return the article of a web page that a browser saved as one file (MHTML), as `parse_html` does of a page.

    The day on which it was saved is not the day of publication: it is not used.
    """
    try:
        body = message_from_bytes(data, policy=default).get_body(("html",))
        page = bytes(body.get_payload(decode=True)) if body else b""
        url = str(body["content-location"] or "") if body else ""
    except Exception as error:  # the standard library meets damage with exceptions of any kind
        raise InputError(f"{name}: a damaged web page ({type(error).__name__}); save the story as text") from error
    return parse_html(page, name, stem, known.over(Origin(url=url)))
