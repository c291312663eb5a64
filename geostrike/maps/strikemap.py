"""`StrikeMap`: a folium map of events whose page is one file that needs no network."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from email.message import EmailMessage
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import folium
import pandas as pd
from folium.template import Template

from geostrike.files import replacing
from geostrike.gazetteer import Gazetteer
from geostrike.maps import mail, page, picture, plate
from geostrike.maps.areas import View, view_of
from geostrike.maps.basemap import Ground, base_map, referred
from geostrike.maps.captions import caption_of
from geostrike.maps.digest import digest_of
from geostrike.maps.entries import Entry, entries_of
from geostrike.maps.exports import geojson
from geostrike.maps.figure import Parts, SafeFigure
from geostrike.maps.groups import Group, groups_of
from geostrike.maps.notebook import framed, height_of
from geostrike.maps.packing import MANY
from geostrike.maps.payload import payload
from geostrike.maps.sizes import warn_of_size
from geostrike.maps.text import script_json
from geostrike.maps.tiles import tiles_of

if TYPE_CHECKING:
    from geostrike.model import Document


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause Python's cyclic garbage collector.

    What many small objects are made of here is all kept: the collector would look through them
    again and again for nothing, which is nearly half of the time for 10,000 events.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


class DateLayer(folium.FeatureGroup):
    """The events of one date group, as a layer that `folium.LayerControl` lists."""

    def __init__(self, group: Group) -> None:
        super().__init__(name=group.name)
        self._id = group.key


_LEAFLET: Final[dict[str, Any]] = {
    "zoom_start": 5,
    "tiles": None,
    "zoom_snap": 0.25,
    "zoom_delta": 1,
    "maxZoom": 14,  # folium gives its own max_zoom to tiles alone
    "attribution_control": True,
    "max_bounds_viscosity": 1.0,
}


class StrikeMap(folium.Map):
    """Events on a map: areas by date, a time window, and a card with the evidence of each.

    A `folium.Map`: add vector layers and `folium.LayerControl()` as usual. What would need the
    network (tiles, icons, plugins with scripts of their own) is refused when the page is made.

    Parameters
    ----------
    events, title, level, column, borders, places, tiles, attr, documents, gazetteer, height
        See :func:`strike_map`.

    Attributes
    ----------
    entries
        What is shown, one per row, in the order of the cards.
    digest
        SHA-256 of the frame that it was made of; it stands on the page.
    """

    # folium's own, less the globals, the style sheets and the header that forbids zooming by hand.
    _template = Template(
        """
        {% macro html(this, kwargs) %}
            <div class="folium-map" id={{ this.get_name()|tojson }} role="group"
                aria-label="Map of the areas: arrow keys move it, plus and minus zoom"></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {{ this.options|tojavascript }});
        {% endmacro %}
        """
    )

    @_collector_paused()
    def __init__(
        self,
        events: pd.DataFrame,
        *,
        title: str | None = None,
        level: float | None = None,
        column: str | None = None,
        borders: bool = True,
        places: bool | pd.DataFrame = True,
        tiles: str | None = None,
        attr: str | None = None,
        documents: Iterable[Document] = (),
        gazetteer: Ground | None = None,
        height: str = "640px",
    ) -> None:
        read = tuple(documents)
        self._tiles = tiles_of(tiles, attr)
        self._height = height_of(height)
        widest_only = level is None and isinstance(events, pd.DataFrame) and len(events) > MANY
        self.entries = entries_of(events, level=level, documents=read, widest_only=widest_only, column=column)
        self.digest = digest_of(events)
        self._view = _view(self.entries)
        super().__init__(location=_middle(self._view.focus), **_LEAFLET)
        self._id = "strikes"
        self._groups = groups_of(self.entries, by_layer=column is not None)
        ground = Gazetteer.default() if gazetteer is None else gazetteer
        self._places = referred((entry.reference for entry in self.entries), ground)
        self._base = base_map(self._view, ground, borders=borders, places=places, key_places=self._places)
        noun = "report" if events.index.name == "report_id" else "strike"
        self._caption = caption_of(self.entries, read, ground.country_codes(), title=title or "", noun=noun)
        SafeFigure(self._parts(read)).add_child(self)
        for group in self._groups:
            self.add_child(DateLayer(group))

    def _parts(self, documents: Sequence[Document]) -> Parts:
        data = payload(
            self._caption,
            self.entries,
            groups=self._groups,
            base=self._base,
            view=self._view,
            places=self._places,
            tiles=self._tiles,
        )
        text = script_json(data)
        host = self._tiles.host if self._tiles else ""
        origin = page.Origin(_version(), self.digest, self._caption.credit, host)
        drawn = plate.plate(self._caption, self._groups, self._base, self._view, bare=True)
        before = page.page_start(self._caption, self.entries, drawn, documents, origin) + page.STAGE_START
        warn_of_size(data, len(text) + len(before))
        return Parts(title=self._caption.title, before=before, after=page.STAGE_END, data=text, tile_host=host)

    def __repr__(self) -> str:
        return f"StrikeMap: {self._caption.title} ({self._caption.summary})"

    def to_html(self) -> str:
        """Return the page: one self-contained HTML file.

        Raises
        ------
        InputError
            A layer that was added needs the network or holds template signs.
        """
        return str(self.get_root().render())

    def save(self, outfile: str | bytes | Path | BinaryIO, close_file: bool = True, **kwargs: Any) -> None:
        """Write the page to a path, beside it first and then renamed, or to an open binary file.

        Raises
        ------
        UnreadableError
            The path cannot be written; nothing is left behind.
        """
        content = self.get_root().render(**kwargs).encode()
        if isinstance(outfile, str | bytes | os.PathLike):
            _write(Path(os.fsdecode(outfile)), content)
            return
        outfile.write(content)
        if close_file:
            outfile.close()

    def to_svg(self, path: str | os.PathLike[str] | None = None) -> str:
        """Return the static picture as SVG, and write it to `path` where one is given."""
        svg = plate.plate(self._caption, self._groups, self._base, self._view)
        if path is not None:
            _write(Path(path), svg.encode())
        return svg

    def to_png(self, path: str | os.PathLike[str] | None = None, *, scale: float = 1.0) -> bytes:
        """Return the static picture as PNG, and write it to `path` where one is given.

        Parameters
        ----------
        scale
            1 is 1000 pixels wide.

        Raises
        ------
        MissingExtraError
            Neither the extra `png` nor a Chromium is installed.
        """
        content = picture.png_of(self.to_svg(), width=plate.WIDTH, height=plate.height_of(self._view), scale=scale)
        if path is not None:
            _write(Path(path), content)
        return content

    def to_email(self, path: str | os.PathLike[str] | None = None, *, png: bool = True) -> EmailMessage:
        """Return the map as a draft e-mail, and write it to `path` (`.eml`) where one is given.

        Text and a table for any mail program, the picture in the message, page and GeoJSON attached:
        many gateways hold back HTML attachments, so the message says all by itself.

        Parameters
        ----------
        png
            Whether to put the picture in; False needs neither resvg nor a browser.

        Raises
        ------
        MissingExtraError
            `png` is asked for and cannot be made.
        """
        image = self.to_png() if png else None
        message = mail.email_of(self._caption, self.entries, self.to_html(), geojson(self.entries), image)
        if path is not None:
            _write(Path(path), message.as_bytes())
        return message

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """Return what Jupyter shows: the map, and a line of text for terminals."""
        return {"text/plain": repr(self), "text/html": self._repr_html_()}

    def _repr_html_(self, **kwargs: Any) -> str:
        """Show in Jupyter."""
        return framed(self._caption.title, self.get_root().render(**kwargs), self.to_svg(), height=self._height)


def strike_map(
    events: pd.DataFrame,
    *,
    title: str | None = None,
    level: float | None = None,
    column: str | None = None,
    borders: bool = True,
    places: bool | pd.DataFrame = True,
    tiles: str | None = None,
    attr: str | None = None,
    documents: Iterable[Document] = (),
    gazetteer: Ground | None = None,
    height: str = "640px",
) -> StrikeMap:
    """Return a map of events or reports that can be saved, mailed, printed and shown in Jupyter.

    Parameters
    ----------
    events
        A frame of events or of reports (see :mod:`geostrike.tables`), areas in any CRS. Columns may
        be missing. Rows without an area or a date stay in the list and say so.
    title
        Of the page; None makes one from the dates.
    level
        The level of areas to draw, the only one in the file; None carries all that the frame has,
        and the reader chooses. Above 1,500 events None carries the widest of each alone.
    column
        The column whose values make the layers and colours; None makes layers by date.
    borders
        Whether to draw borders of countries (Natural Earth; not authoritative).
    places
        True for the largest towns, False for none, or a frame with columns `name`, `lon`, `lat`.
    tiles, attr
        Address of a tile server with ``{z}``, ``{x}`` and ``{y}``, and its credit as plain text. None
        loads nothing. With tiles, that one host sees who opens the map and where they look.
    documents
        What was read; listed on the page, also those that report no strike.
    gazetteer
        Where land, borders and towns come from; None for the embedded one.
    height
        In a notebook, in CSS units.

    Raises
    ------
    InputError
        Not a frame, areas without a CRS, a level or column that no row has, or no address of tiles.

    Warns
    -----
    UserWarning
        The page is larger than most mail servers take; the message names the cause.

    Examples
    --------
    >>> import geopandas as gpd
    >>> from shapely.geometry import box
    >>> rows = {"date_start": ["2017-09-22"], "date_end": ["2017-09-22"], "locality": ["near Sirte"]}
    >>> events = gpd.GeoDataFrame(rows, geometry=[box(16.4, 30.9, 16.8, 31.2)], crs=4326)
    >>> strike_map(events)
    StrikeMap: Reported air strikes, 2017 (22 Sep 2017 · 1 strike)
    """
    return StrikeMap(
        events,
        title=title,
        level=level,
        column=column,
        borders=borders,
        places=places,
        tiles=tiles,
        attr=attr,
        documents=documents,
        gazetteer=gazetteer,
        height=height,
    )


def _view(entries: Sequence[Entry]) -> View:
    """Return a view of the strikes; a campaign, often told of a whole country, must not dwarf them."""
    strikes = [entry.regions[0].shape for entry in entries if entry.placed and not entry.campaign]
    campaigns = [entry.regions[0].shape for entry in entries if entry.placed and entry.campaign]
    return view_of(strikes, campaigns) if strikes else view_of(campaigns)


def _middle(focus: tuple[float, float, float, float]) -> tuple[float, float]:
    """Return the middle of a box as folium's pair: the one place where latitude comes first."""
    west, south, east, north = focus
    return (south + north) / 2, (west + east) / 2


def _version() -> str:
    try:
        return version("geostrike")
    except PackageNotFoundError:
        return "(not installed)"


def _write(path: Path, content: bytes) -> None:
    with replacing(path) as beside:
        beside.write_bytes(content)
