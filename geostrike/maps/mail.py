"""A map as an e-mail: readable text, a table, the picture, and page and data attached. Standard library only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from geostrike.maps.captions import MEANING, Caption, evidence_of
from geostrike.maps.entries import Entry
from geostrike.maps.sources import Source
from geostrike.maps.text import markup, plain_line

MOST_ROWS = 500
_PICTURE_ID = "map@geostrike.invalid"
_CELL = 'style="border:1px solid #c9d2d9;padding:6px;vertical-align:top;text-align:left"'


def email_of(
    caption: Caption, entries: Sequence[Entry], page: str, features: dict[str, Any], picture: bytes | None
) -> EmailMessage:
    """Return a draft without sender, recipient or date, which the reader's mail program fills in.

    The same arguments give the same bytes: boundaries are fixed and no clock is read.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(plain_line(caption.title).split())
    message["X-Unsent"] = "1"
    message["X-Mailer"] = "geostrike"
    message.set_content(_plain(caption, entries))
    message.add_alternative(_html(caption, entries, shown=picture is not None), subtype="html")
    if picture is not None:
        body = message.get_payload()[1]  # type: ignore[index]
        body.add_related(picture, "image", "png", cid=f"<{_PICTURE_ID}>", filename="map.png", disposition="inline")  # type: ignore[union-attr]
    message.add_attachment(page.encode(), "text", "html", filename="map.html", params={"charset": "utf-8"})
    data = json.dumps(features, ensure_ascii=False, separators=(",", ":"))
    message.add_attachment(data.encode(), "application", "geo+json", filename="events.geojson")
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_geostrike_{number}_part")
    return message


def _plain(caption: Caption, entries: Sequence[Entry]) -> str:
    blocks = [caption.title, caption.summary, "", MEANING, "The attached map.html opens in any browser, offline.", ""]
    for entry in entries[:MOST_ROWS]:
        blocks += [f"{entry.number}. {entry.when}", f"   {entry.place or 'place not stated'}"]
        blocks += [f"   {line}" for line in _where(entry)]
        blocks += [f"   {label}: {value}" for label, value in _told(entry)]
        blocks += [f"   “{source.quote}” ({source.origin})" for source in entry.sources if source.quote]
        blocks.append("")
    blocks += [_rest(entries), f"As of {caption.as_of}, the latest publication read." if caption.as_of else ""]
    blocks.append(caption.credit)
    return "\n".join(map(plain_line, blocks))


def _html(caption: Caption, entries: Sequence[Entry], *, shown: bool) -> str:
    picture = (
        f'<p><img src="cid:{_PICTURE_ID}" alt="{markup(caption.title)}" style="max-width:100%"></p>' if shown else ""
    )
    heads = "".join(f"<th {_CELL}>{name}</th>" for name in ("No.", "When", "Where", "Reported", "Sources"))
    rows = "".join(_row(entry) for entry in entries[:MOST_ROWS])
    as_of = f"As of {caption.as_of}, the latest publication read. " if caption.as_of else ""
    return (
        '<html><body style="font-family:Helvetica,Arial,sans-serif;color:#1c2733">'
        f"<h2>{markup(caption.title)}</h2><p>{markup(caption.summary)}</p>{picture}<p>{MEANING}</p>"
        "<p>The attached <b>map.html</b> is the interactive map; it opens in any browser, offline.</p>"
        f'<table style="border-collapse:collapse;font-size:14px"><tr>{heads}</tr>{rows}</table>'
        f"<p>{_rest(entries)}</p><p><small>{markup(as_of + caption.credit)}</small></p></body></html>"
    )


def _where(entry: Entry) -> list[str]:
    lines = [entry.area, evidence_of(entry)] if entry.placed else [f"Not placed: {entry.reason}"]
    return [line for line in lines if line]


def _told(entry: Entry) -> list[tuple[str, str]]:
    return [*entry.facts, *([("Sources differ", entry.conflicts)] if entry.conflicts else [])]


def _rest(entries: Sequence[Entry]) -> str:
    more = len(entries) - MOST_ROWS
    return f"{more:,} more are on the map and in events.geojson." if more > 0 else ""


def _row(entry: Entry) -> str:
    facts = "<br>".join(f"{markup(label)}: {markup(value)}" for label, value in _told(entry))
    where = "<br>".join(map(markup, (entry.place, *_where(entry))))
    sources = "<br>".join(_cite(source) for source in entry.sources)
    cells = (markup(entry.number), markup(entry.when), where, facts, sources)
    return "<tr>" + "".join(f"<td {_CELL}>{cell}</td>" for cell in cells) + "</tr>"


def _cite(source: Source) -> str:
    name = markup(source.origin)
    link = f'<a href="{markup(source.url)}">{name}</a>' if source.url else name
    return f"“{markup(source.quote)}” {link}" if source.quote else link
