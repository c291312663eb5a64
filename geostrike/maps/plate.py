"""The plate: the whole map as one static SVG picture, for mail, print and readers without scripts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry

from geostrike.maps import wording
from geostrike.maps.areas import Bounds, View, clip, project, unproject_latitude, unroll
from geostrike.maps.basemap import BaseMap, Town
from geostrike.maps.entries import Entry, Region
from geostrike.maps.groups import Group
from geostrike.maps.labels import Page, spots_for_area, spots_for_town
from geostrike.maps.text import markup

WIDTH, HEAD, FOOT = 1000, 74, 86
SEA, LAND, COAST, BORDER, INK, FAINT = "#D9E6EE", "#F7F4EC", "#9DB2BF", "#A79B8B", "#1C2733", "#56616C"
FONT = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
# Below this many pixels an area is marked by a ring, or nobody would find it.
SMALLEST = 12
MOST_LABELS = 120
MOST_TOWN_LABELS = 28
MEANING = (
    "Shaded: where it may have happened, given the words of the sources. Not what was hit, and not a blast radius."
)
# Length of a degree of longitude at the equator on the sphere of Web Mercator (EPSG:3857).
DEGREE_M = 2 * math.pi * 6_378_137 / 360


@dataclass(frozen=True, slots=True)
class Caption:
    """The words round a map: title, period with counts, and where the data come from."""

    title: str
    summary: str
    credit: str


class _Frame:
    """Degrees to pixels: the view's focus with a margin, fitted into a picture of fitting height."""

    def __init__(self, view: View) -> None:
        west, south, east, north = view.focus
        (x0, y0), (x1, y1) = project(np.array([[west, south], [east, north]])).tolist()
        wide, high = max(x1 - x0, 0.1) * 1.5, max(y1 - y0, 0.1) * 1.35
        self.height: int = round(WIDTH * min(max(high / wide, 0.52), 0.72))
        self.degree = min(WIDTH / wide, self.height / high, WIDTH / 360 * 2**16)
        self._left = (x0 + x1) / 2 - WIDTH / 2 / self.degree
        self._top = (y0 + y1) / 2 + self.height / 2 / self.degree
        middle = unproject_latitude((y0 + y1) / 2)
        right, bottom = self._left + WIDTH / self.degree, self._top - self.height / self.degree
        self.bounds: Bounds = (self._left, unproject_latitude(bottom), right, unproject_latitude(self._top))
        # A third of a pixel, in degrees.
        self.blur = math.cos(math.radians(middle)) / self.degree / 3
        self.metres = DEGREE_M * math.cos(math.radians(middle)) / self.degree

    def pixels(self, coordinates: np.ndarray) -> np.ndarray:
        origin, scale = np.array([self._left, self._top]), np.array([self.degree, -self.degree])
        return np.asarray((project(coordinates) - origin) * scale)

    def path(self, geometry: BaseGeometry) -> str:
        """Return an SVG path of polygons or lines."""
        pieces = []
        for part in shapely.get_parts(geometry):
            rings = (part.exterior, *part.interiors) if part.geom_type == "Polygon" else (part,)
            for ring in rings:
                points = self.pixels(shapely.get_coordinates(ring)).round(1)
                close = "Z" if part.geom_type == "Polygon" else ""
                pieces.append("M" + "L".join(f"{x:g} {y:g}" for x, y in points.tolist()) + close)
        return "".join(pieces)

    def box(self, geometry: BaseGeometry) -> Bounds:
        """Return left, top, right, bottom."""
        west, south, east, north = geometry.bounds
        (left, bottom), (right, top) = self.pixels(np.array([[west, south], [east, north]])).tolist()
        return left, top, right, bottom


def plate(caption: Caption, groups: Sequence[Group], base: BaseMap, view: View, *, bare: bool = False) -> str:
    """Return the picture as SVG text; it needs no style sheet, script or font of its own.

    `bare` leaves out title and notes, for a page that has them already.
    """
    frame = _Frame(view)
    drawn = _stacked(groups, view.cut)
    head, foot = (0, 40) if bare else (HEAD, FOOT)
    total = head + frame.height + foot
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {total}" width="{WIDTH}" height="{total}" '
        f'font-family="{FONT}" role="img" aria-label="{markup(caption.title)}">',
        f'<rect width="{WIDTH}" height="{total}" fill="#FFFFFF"/>',
        *([] if bare else _head(caption)),
        f'<svg y="{head}" width="{WIDTH}" height="{frame.height}" viewBox="0 0 {WIDTH} {frame.height}">',
        *_ground(frame, base),
        *_areas(frame, drawn),
        *_names(frame, drawn, base),
        _scale_bar(frame),
        "</svg>",
        *_legend(groups, head + frame.height),
        *([] if bare else _notes(caption, head + frame.height)),
        "</svg>",
    ]
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Drawn:
    entry: Entry
    group: Group
    regions: tuple[Region, ...]


def _stacked(groups: Sequence[Group], cut: float) -> list[_Drawn]:
    """Return what is drawn, the largest first so that nothing is buried; campaigns below all strikes."""
    drawn = [
        _Drawn(entry, group, tuple(Region(region.level, unroll(region.shape, cut)) for region in entry.regions))
        for group in groups
        for entry in group.entries
        if entry.placed
    ]
    return sorted(drawn, key=lambda item: (not item.group.campaign, -item.regions[0].shape.area))


def _ground(frame: _Frame, base: BaseMap) -> Iterable[str]:
    yield f'<rect width="{WIDTH}" height="{frame.height}" fill="{SEA}"/>'
    west, south, east, north = frame.bounds
    room = (west - 5 * frame.blur, south - 5 * frame.blur, east + 5 * frame.blur, north + 5 * frame.blur)
    land, borders = (clip(part, room, frame.blur) for part in (base.land, base.borders))
    yield f'<path d="{frame.path(land)}" fill="{LAND}" stroke="{COAST}" stroke-width="0.8" fill-rule="evenodd"/>'
    yield f'<path d="{frame.path(borders)}" fill="none" stroke="{BORDER}" stroke-dasharray="5 4"/>'


def _areas(frame: _Frame, drawn: Sequence[_Drawn]) -> Iterable[str]:
    for item in drawn:
        colour = item.group.colour
        for depth, region in enumerate(item.regions):
            dash = f' stroke-dasharray="{item.group.dash}"' if item.group.dash else ""
            opacity = 0.03 if item.group.campaign else 0.2
            outline = frame.path(_eased(region.shape, frame.blur))
            yield (
                f'<path d="{outline}" fill="{colour}" fill-opacity="{opacity}" fill-rule="evenodd" '
                f'stroke="{colour}" stroke-width="{2 if depth == 0 else 1}"{dash if depth == 0 else ""}/>'
            )
        left, top, right, bottom = frame.box(item.regions[0].shape)
        if max(right - left, bottom - top) < SMALLEST:
            x, y = (left + right) / 2, (top + bottom) / 2
            yield (
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{SMALLEST * 0.75}" fill="none" '
                f'stroke="{colour}" stroke-width="2"/>'
            )


def _eased(shape: MultiPolygon, blur: float) -> BaseGeometry:
    """Drop vertices that no reader of the picture can see; small shapes keep all of theirs."""
    eased = shapely.simplify(shape, blur, preserve_topology=False)
    return shape if eased.is_empty else eased


def _names(frame: _Frame, drawn: Sequence[_Drawn], base: BaseMap) -> Iterable[str]:
    page = Page(WIDTH, frame.height)
    page.reserve((0, frame.height - 52, 190, frame.height))
    dots = [(town, *frame.pixels(np.array([[town.lon, town.lat]]))[0].tolist()) for town in base.towns]
    dots = [(town, x, y) for town, x, y in dots if 4 < x < WIDTH - 4 and 4 < y < frame.height - 4]
    for town, x, y in dots:
        if town.key:
            yield from _town(page, town, x, y)
    yield from _area_names(frame, page, drawn[-MOST_LABELS:])
    shown = 0
    for town, x, y in dots:
        if not town.key and shown < MOST_TOWN_LABELS:
            lines = list(_town(page, town, x, y))
            shown += bool(lines)
            yield from lines


def _area_names(frame: _Frame, page: Page, drawn: Sequence[_Drawn]) -> Iterable[str]:
    """Name each area by number and date, or in a crowd by its number alone; the smallest first."""
    boxes = [frame.box(item.regions[0].shape) for item in drawn]
    for position in reversed(range(len(drawn))):
        item, box = drawn[position], boxes[position]
        others = [other for other in boxes[:position] + boxes[position + 1 :] if not _holds(other, box)]
        x, y = frame.pixels(shapely.get_coordinates(item.regions[0].shape.representative_point()))[0].tolist()
        for text in (f"{item.entry.number} · {item.entry.when}", item.entry.number):
            label = page.place(text, 14, spots_for_area(box, (x, y), text, 14, others))
            if label:
                yield _words(markup(text), (label.x, label.y), 14, item.group.colour, weight="bold", halo=True)
                break


def _holds(outer: Bounds, inner: Bounds) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and outer[2] >= inner[2] and outer[3] >= inner[3]


def _town(page: Page, town: Town, x: float, y: float) -> Iterable[str]:
    size, weight = (14.0, "bold") if town.key else (12.5, "normal")
    if not page.reserve((x - 3, y - 3, x + 3, y + 3)):
        return
    label = page.place(town.name, size, spots_for_town(x, y, town.name, size))
    if label is None:
        return
    yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.2" fill="{INK}"/>'
    yield _words(markup(town.name), (label.x, label.y), size, INK, weight=weight, halo=True)


def _words(
    safe: str, at: tuple[float, float], size: float, colour: str, *, weight: str = "normal", halo: bool = False
) -> str:
    ring = f' stroke="{LAND}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"' if halo else ""
    return (
        f'<text x="{at[0]:.1f}" y="{at[1]:.1f}" font-size="{size}" font-weight="{weight}" fill="{colour}"{ring}>'
        f"{safe}</text>"
    )


def _scale_bar(frame: _Frame) -> str:
    """Return a bar in kilometres over one in miles, each a round number of up to 150 pixels."""
    y = frame.height - 24
    km, mi = _round_length(150 * frame.metres / 1000), _round_length(150 * frame.metres / 1609.344)
    km_px, mi_px = km * 1000 / frame.metres, mi * 1609.344 / frame.metres
    return (
        f'<path d="M16 {y - 7}V{y}H{16 + km_px:.1f}V{y - 7}M16 {y + 7}V{y}H{16 + mi_px:.1f}V{y + 7}" '
        f'fill="none" stroke="{INK}" stroke-width="1.5"/>'
        + _words(f"{km:g} km", (21, y - 5), 12, INK, halo=True)
        + _words(f"{mi:g} mi", (21, y + 14), 12, INK, halo=True)
    )


def _round_length(most: float) -> float:
    power = 10.0 ** math.floor(math.log10(most))
    return next(step * power for step in (5, 2, 1) if step * power <= most)


def _head(caption: Caption) -> Iterable[str]:
    yield _words(markup(caption.title), (16, 34), 23, INK, weight="bold")
    yield _words(markup(caption.summary), (16, 58), 14, FAINT)


def _legend(groups: Sequence[Group], top: int) -> Iterable[str]:
    x = 16.0
    for name, colour, dash, opacity in legend(groups, levels_of(groups)):
        stroke = f' stroke-dasharray="{dash}"' if dash else ""
        yield (
            f'<rect x="{x:.1f}" y="{top + 14}" width="24" height="13" fill="{colour}" fill-opacity="{opacity}" '
            f'stroke="{colour}" stroke-width="1.6"{stroke}/>'
        )
        yield _words(markup(name), (x + 31, top + 25), 13, INK)
        x += 31 + len(name) * 13 * 0.5 + 20


def _notes(caption: Caption, top: int) -> Iterable[str]:
    yield _words(MEANING, (16, top + 50), 13, INK)
    yield _words(markup(caption.credit), (16, top + 71), 11.5, FAINT)


def levels_of(groups: Sequence[Group]) -> list[float]:
    """Return the levels of the areas, widest first."""
    regions = (region for group in groups for entry in group.entries for region in entry.regions)
    return sorted({region.level for region in regions if region.level}, reverse=True)


def legend(groups: Sequence[Group], levels: Sequence[float]) -> list[tuple[str, str, str, float]]:
    """Return what the swatches say: words, colour, dash, fill opacity."""
    groups = [group for group in groups if any(entry.placed for entry in group.entries)]
    rows = []
    if any(not group.campaign for group in groups):
        sure = f" ({levels[0]:.0%} region)" if levels else ""
        rows.append((f"Where a strike may have been{sure}", INK, "", 0.15))
        rows += [(f"Its {level:.0%} core", INK, "", 0.35) for level in levels[1:]]
    rows += [("A campaign of many strikes", group.colour, group.dash, 0.06) for group in groups if group.campaign]
    return rows


def height_of(view: View) -> int:
    """Return the height in pixels of a plate that is `WIDTH` wide."""
    return HEAD + _Frame(view).height + FOOT


def title_of(entries: Sequence[Entry], noun: str = "strike") -> str:
    """Return a title made of the years of all strikes."""
    days = [day for entry in entries if not entry.campaign for day in (entry.start, entry.end) if day]
    years = f", {min(days).year}–{max(days).year}" if days else ""
    if days and min(days).year == max(days).year:
        years = f", {min(days).year}"
    return f"{'Reports of air strikes' if noun == 'report' else 'Reported air strikes'}{years}"


def summary_of(entries: Sequence[Entry], noun: str = "strike") -> str:
    """Return the line under the title: period and counts, those without an area included."""
    strikes = [entry for entry in entries if not entry.campaign]
    campaigns = len(entries) - len(strikes)
    undated = sum(entry.start is None for entry in strikes)
    unplaced = sum(not entry.placed for entry in entries)
    parts = [
        _span(strikes),
        wording.plural(len(strikes), noun),
        wording.plural(campaigns, "campaign") if campaigns else "",
        f"{undated:,} without a date" if undated else "",
        f"{unplaced:,} not placed" if unplaced else "",
    ]
    return " · ".join(part for part in parts if part)


def _span(entries: Sequence[Entry]) -> str:
    starts = [entry.start for entry in entries if entry.start]
    ends = [entry.end for entry in entries if entry.end]
    return wording.period(min(starts), max(ends)) if starts and ends else ""
