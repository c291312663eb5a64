"""The page as ordinary HTML, complete without scripts: title, picture, table, documents, method.

Where scripts run they hide picture and table, and put map and cards in their place (assets/main.js).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geostrike.maps import wording
from geostrike.maps.captions import MEANING, Caption, evidence_of
from geostrike.maps.entries import Entry
from geostrike.maps.packing import MANY
from geostrike.maps.sources import Source, safe_url
from geostrike.maps.text import markup
from geostrike.maps.web import LEAFLET_VERSION

if TYPE_CHECKING:
    from geostrike.model import Document

MOST_ROWS, ROWS_OF_MANY = 500, 50
STAGE_START = '<section id="stage" aria-label="Map">\n'
STAGE_END = (
    '<div id="keys"><div id="level"></div>\n<details id="legend"></details></div>\n'
    '<section id="timeline" aria-label="Dates shown"></section>\n</section>'
)


@dataclass(frozen=True, slots=True)
class Origin:
    """What made the page: version of the software, digest of its input, host of its tiles where it has any."""

    version: str
    digest: str
    credit: str
    tiles: str = ""


def page_start(
    caption: Caption, entries: Sequence[Entry], picture: str, documents: Sequence[Document], origin: Origin
) -> str:
    """Return everything of the page that stands before the interactive map."""
    most = MOST_ROWS if len(entries) <= MANY else ROWS_OF_MANY
    parts = [
        '<div id="page">',
        f'<header><h1 dir="auto">{markup(caption.title)}</h1>',
        f'<p id="summary">{markup(caption.summary)}</p>',
        *([f'<p class="as-of">As of {caption.as_of}, the latest publication read</p>'] if caption.as_of else []),
        f'<p class="meaning">{MEANING}</p></header>',
        '<main><div id="app"></div>',
        f'<div id="static"><figure>{picture}</figure>',
        *_table("Strikes", [entry for entry in entries if not entry.campaign and entry.placed], most),
        *_table(
            "Campaigns: many strikes over weeks", [entry for entry in entries if entry.campaign and entry.placed], most
        ),
        *_table("Reported, but not placed", [entry for entry in entries if not entry.placed], most),
        "</div></main>",
        "<footer>",
        *_documents(documents, entries),
        *_method(origin),
        "</footer></div>",
    ]
    return "\n".join(parts)


def _table(title: str, entries: Sequence[Entry], most: int) -> Iterable[str]:
    if not entries:
        return
    yield f"<section><h2>{title}</h2>"
    heads = "".join(f"<th>{head}</th>" for head in ("No.", "When", "Where", "What was reported", "In the words of"))
    yield f"<table><thead><tr>{heads}</tr></thead><tbody>"
    for entry in entries[:most]:
        yield _row(entry)
    yield "</tbody></table>"
    if len(entries) > most:
        yield f"<p>The first {most:,} of {len(entries):,}; the others are on the interactive map.</p>"
    yield "</section>"


def _row(entry: Entry) -> str:
    when = [f"<b>{markup(entry.when)}</b>", *_paragraphs(entry.worded)]
    where = list(_paragraphs(entry.place, entry.area, evidence_of(entry)))
    if entry.remarks:
        where.append(f'<p class="how" dir="auto">{markup(entry.remarks)}</p>')
    if entry.reason:
        where.append(f"<p><b>Not placed:</b> {markup(entry.reason)}</p>")
    facts = [f"<p>{markup(label)}: <b>{markup(value)}</b></p>" for label, value in (*entry.facts, *entry.extra)]
    if entry.conflicts:
        facts.append(f"<p><b>Sources differ.</b> {markup(entry.conflicts)}</p>")
    words = [_cite(source) for source in entry.sources]
    cells = (markup(entry.number), *("".join(cell) for cell in (when, where, facts, words)))
    return f'<tr id="row-{markup(entry.number)}">' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _paragraphs(*texts: str) -> Iterable[str]:
    return (f'<p dir="auto">{markup(text)}</p>' for text in texts if text)


def _cite(source: Source) -> str:
    quote = f'<blockquote dir="auto">{"".join(_marked(source))}</blockquote>' if source.quote else ""
    title = source.title or source.url or source.doc_id
    return f"{quote}<p>{_link(source.url, title, source.publisher, source.published)}</p>"


def _marked(source: Source) -> Iterable[str]:
    """Yield the quote with the words marked that say when, where and how many."""
    done = 0
    for mark in source.marks:
        yield markup(source.quote[done : mark.start])
        yield f'<mark class="{mark.kind}">{markup(source.quote[mark.start : mark.end])}</mark>'
        done = mark.end
    yield markup(source.quote[done:])


def _isolated(text: str) -> str:
    """Return text that runs in its own direction and does not turn what stands beside it."""
    return f"<bdi>{markup(text)}</bdi>" if text else ""


def _link(url: str, title: str, publisher: str, published: str) -> str:
    name = _isolated(title)
    shown = f'<a href="{markup(url)}" rel="noopener noreferrer" target="_blank">{name}</a>' if url else name
    return ", ".join(part for part in (_isolated(publisher), shown, markup(published)) if part)


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
        "The percentage says how often an area of this kind should hold the true place; a smaller percentage draws a "
        "smaller area. There is no dot in the middle, because the middle is no likelier than the words make it. "
        "Outlines are solid where the evidence for what such words mean is strong, measured on many real strikes; "
        "dashed where it is thin, measured on few; dotted where it is assumed. Where several reports tell of one "
        "strike, the area is where they agree.</p>"
        "<p>Dates, counts and names are the sources’; nobody has checked them on the ground. Coast, borders and towns "
        "are for orientation; boundaries are not authoritative.</p>"
    )
    yield f"<p>{_privacy(origin.tiles)}</p>"
    yield (
        f"<p>{markup(origin.credit)}. Made by geostrike {markup(origin.version)} with Leaflet {LEAFLET_VERSION} "
        "(BSD-2-Clause, © Volodymyr Agafonkin). SHA-256 of the data that went in: "
        f"<code>{origin.digest}</code>.</p></section>"
    )


def _privacy(tiles: str) -> str:
    if tiles:
        return (
            f"This page loads background pictures from {markup(tiles)}, which can see that it was opened and what "
            "part of the world is looked at. It loads nothing else. Other links open only when followed."
        )
    return (
        "This page loads nothing from the network and tells nobody that it was opened. Links open only when followed."
    )
