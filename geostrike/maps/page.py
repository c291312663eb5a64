"""The page as ordinary HTML, complete without scripts: title, picture, table, documents, method.

Where scripts run they hide picture and table, and put map and cards in their place (assets/main.js).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geostrike.maps import wording
from geostrike.maps.entries import Entry, Source, safe_url
from geostrike.maps.plate import MEANING, Caption
from geostrike.maps.text import markup
from geostrike.maps.web import LEAFLET_VERSION

if TYPE_CHECKING:
    from geostrike.model import Document

MOST_ROWS = 500
STAGE_START = '<div id="stage">\n'
STAGE_END = '<details id="legend"></details>\n<div id="timeline" role="group" aria-label="Dates shown"></div>\n</div>'


@dataclass(frozen=True, slots=True)
class Origin:
    """What made the page: version of the software and a digest of what was drawn."""

    version: str
    digest: str
    credit: str


def page_start(
    caption: Caption, entries: Sequence[Entry], picture: str, documents: Sequence[Document], origin: Origin
) -> str:
    """Return everything of the page that stands before the interactive map."""
    parts = [
        '<div id="page">',
        f"<header><h1>{markup(caption.title)}</h1>",
        f'<p id="summary">{markup(caption.summary)}</p>',
        f'<p class="meaning">{MEANING}</p></header>',
        '<main><div id="app"></div>',
        f'<div id="static"><figure>{picture}</figure>',
        *_table("Strikes", [entry for entry in entries if not entry.campaign and entry.placed]),
        *_table("Campaigns: many strikes over weeks", [entry for entry in entries if entry.campaign and entry.placed]),
        *_table("Reported, but not placed", [entry for entry in entries if not entry.placed]),
        "</div></main>",
        *_documents(documents, entries),
        *_method(origin),
        "</div>",
    ]
    return "\n".join(parts)


def _table(title: str, entries: Sequence[Entry]) -> Iterable[str]:
    if not entries:
        return
    yield f"<section><h2>{title}</h2>"
    heads = "".join(f"<th>{head}</th>" for head in ("No.", "When", "Where", "What was reported", "In the words of"))
    yield f"<table><thead><tr>{heads}</tr></thead><tbody>"
    for entry in entries[:MOST_ROWS]:
        yield _row(entry)
    yield "</tbody></table>"
    if len(entries) > MOST_ROWS:
        yield f"<p>The first {MOST_ROWS:,} of {len(entries):,}; the others are on the interactive map.</p>"
    yield "</section>"


def _row(entry: Entry) -> str:
    when = [f"<b>{markup(entry.when)}</b>", *_paragraphs(entry.worded)]
    where = list(_paragraphs(entry.place, entry.area, entry.remarks))
    if entry.reason:
        where.append(f"<p><b>Not placed:</b> {markup(entry.reason)}</p>")
    facts = [f"<p>{markup(label)}: <b>{markup(value)}</b></p>" for label, value in (*entry.facts, *entry.extra)]
    if entry.conflicts:
        facts.append(f"<p><b>Sources differ:</b> {markup(entry.conflicts)}</p>")
    words = [_cite(source) for source in entry.sources]
    cells = (markup(entry.number), *("".join(cell) for cell in (when, where, facts, words)))
    return f'<tr id="row-{markup(entry.number)}">' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _paragraphs(*texts: str) -> Iterable[str]:
    return (f'<p dir="auto">{markup(text)}</p>' for text in texts if text)


def _cite(source: Source) -> str:
    quote = f'<blockquote dir="auto">{markup(source.quote)}</blockquote>' if source.quote else ""
    title = source.title or source.url or source.doc_id
    return f"{quote}<p>{_link(source.url, title, source.publisher, source.published)}</p>"


def _link(url: str, title: str, publisher: str, published: str) -> str:
    shown = (
        f'<a href="{markup(url)}" rel="noopener noreferrer" target="_blank">{markup(title)}</a>'
        if url
        else markup(title)
    )
    return ", ".join(part for part in (markup(publisher), shown, markup(published)) if part)


def _documents(documents: Sequence[Document], entries: Sequence[Entry]) -> Iterable[str]:
    if not documents:
        return
    told = {source.doc_id for entry in entries for source in entry.sources}
    yield f'<section id="documents"><h2>{wording.plural(len(documents), "document")} read</h2><ul>'
    for document in documents:
        day = wording.period(document.published, document.published) if document.published else "no publication date"
        line = _link(safe_url(document.url), document.title or document.id, document.publisher, day)
        silent = "" if document.id in told else " <b>No strike reported.</b>"
        yield f'<li dir="auto">{line}.{silent}</li>'
    yield "</ul></section>"


def _method(origin: Origin) -> Iterable[str]:
    yield '<section id="method"><h2>How this was made</h2>'
    yield (
        "<p>Each area is what the quoted words leave possible: a stated distance and direction give a part of a ring, "
        "a distance alone a ring, a town its built-up area, each widened by how exactly people state such things. "
        "The percentage says how often an area of this kind should hold the true place. There is no dot in the middle, "
        "because the middle is no likelier than the words make it. Where several reports tell of one strike, the area "
        "is where they agree.</p>"
        "<p>Dates, counts and names are the sources’; nobody has checked them on the ground. Coast, borders and towns "
        "are for orientation; boundaries are not authoritative.</p>"
        "<p>This page loads nothing from the network and tells nobody that it was opened. Links open only when "
        "followed.</p>"
    )
    yield (
        f"<p>{markup(origin.credit)}. Made by geostrike {markup(origin.version)} with Leaflet {LEAFLET_VERSION} "
        f"(BSD-2-Clause, © Volodymyr Agafonkin). Digest of what is drawn: <code>{origin.digest}</code>.</p></section>"
    )
