"""Saved web pages, through trafilatura (the extra `html`)."""

from __future__ import annotations

from typing import Any

from geostrike.errors import InputError, MissingExtraError
from geostrike.model import Document
from geostrike.readers.metadata import Origin, parse_day

# The library's own upper bound for dates is the clock; a fixed one keeps the answer the same on every day.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2200-01-01"}

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
    page: Any = trafilatura.bare_extraction(
        data, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATES)
    )
    text = (page.text or "") if page else ""
    if not text.strip():
        raise InputError(f"{name}: no article text in the page; save the story as text")
    own = Origin(parse_day(page.date or "", name), page.sitename or "", page.url or "", page.title or "")
    stated = known.over(own)
    return Document(stem, text, stated.published, stated.publisher, stated.url, stated.title)
