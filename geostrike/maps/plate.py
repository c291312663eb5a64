"""The plate: the whole map as one static SVG picture, for mail, print and readers without scripts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geostrike.maps import wording
from geostrike.maps.areas import Bounds, View, clip, project, unproject_latitude, unroll
from geostrike.maps.basemap import BaseMap, Town
from geostrike.maps.captions import DASHES, MEANING, OUTLINE, Caption, Key, legend, levels_of
from geostrike.maps.entries import Entry
from geostrike.maps.groups import Group
from geostrike.maps.labels import LETTER, Page, piles_of, spots_for_area, spots_for_pile, spots_for_town
from geostrike.maps.packing import MANY
from geostrike.maps.palette import BORDER, CAMPAIGN_COLOUR, COAST, FAINT, INK, LAND, SEA
from geostrike.maps.text import markup

WIDTH, HEAD, FOOT = 1000, 74, 110
FONT = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
# Below this many pixels an area is marked by a ring, or nobody would find it.
SMALLEST = 12
# From so many areas on one spot on, their number stands for their names.
PILED = 3
MOST_TOWN_LABELS = 28
# How opaque areas on one spot may become together; from so many on, outlines are thin. As in assets/picking.js.
DENSEST, CROWD = 0.5, 8
# More than these would be a blot: an even choice by date is drawn, fewer still of very many, and a note says so.
MOST_DRAWN, DRAWN_OF_MANY = 300, 150
# Length of a degree of longitude at the equator on the sphere of Web Mercator (EPSG:3857).
DEGREE_M = 2 * math.pi * 6_378_137 / 360


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
    head, foot = (0, 62) if bare else (HEAD, FOOT)
    total = head + frame.height + foot
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {total}" width="{WIDTH}" height="{total}" '
        f'font-family="{FONT}" role="img" aria-label="{markup(caption.title)}">',
        f'<rect width="{WIDTH}" height="{total}" fill="#FFFFFF"/>',
        *([] if bare else _head(caption)),
        f'<svg y="{head}" width="{WIDTH}" height="{frame.height}" viewBox="0 0 {WIDTH} {frame.height}">',
        *_ground(frame, base),
        *_areas(frame, drawn),
        *_names(frame, drawn, base, _step(_placed(groups))),
        _scale_bar(frame),
        "</svg>",
        *_legend(groups, head + frame.height),
        *([] if bare else _notes(caption, groups, head + frame.height)),
        "</svg>",
    ]
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Drawn:
    entry: Entry
    group: Group
    shape: BaseGeometry


def _stacked(groups: Sequence[Group], cut: float) -> list[_Drawn]:
    """Return what is drawn, the largest first so that nothing is buried; campaigns below all strikes."""
    placed = [(entry, group) for group in groups for entry in group.entries if entry.placed]
    step = _step(len(placed))
    drawn = [_Drawn(entry, group, unroll(entry.regions[0].shape, cut)) for entry, group in placed[::step]]
    return sorted(drawn, key=lambda item: (not item.group.campaign, -item.shape.area))


def _placed(groups: Sequence[Group]) -> int:
    return sum(entry.placed for group in groups for entry in group.entries)


def _step(placed: int) -> int:
    """Return which one of so many areas is drawn: each, every second, ..."""
    return max(1, -(-placed // (MOST_DRAWN if placed <= MANY else DRAWN_OF_MANY)))


def _ground(frame: _Frame, base: BaseMap) -> Iterable[str]:
    yield f'<rect width="{WIDTH}" height="{frame.height}" fill="{SEA}"/>'
    west, south, east, north = frame.bounds
    room = (west - 5 * frame.blur, south - 5 * frame.blur, east + 5 * frame.blur, north + 5 * frame.blur)
    land, borders = (clip(part, room, frame.blur) for part in (base.land, base.borders))
    yield f'<path d="{frame.path(land)}" fill="{LAND}" stroke="{COAST}" stroke-width="0.8" fill-rule="evenodd"/>'
    yield f'<path d="{frame.path(borders)}" fill="none" stroke="{BORDER}" stroke-dasharray="5 4"/>'


def _areas(frame: _Frame, drawn: Sequence[_Drawn]) -> Iterable[str]:
    for item, crowd in zip(drawn, _crowds(drawn), strict=True):
        colour, dash = item.group.colour, DASHES.get(item.entry.evidence, "")
        alone, weight = (0.05, 1.3) if item.group.campaign else (0.2, 2 if crowd < CROWD else 1)
        opacity = f"{min(alone, 1 - (1 - DENSEST) ** (1 / crowd)):.4g}"
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        yield (
            f'<path d="{frame.path(_eased(item.shape, frame.blur))}" fill="{colour}" fill-opacity="{opacity}" '
            f'fill-rule="evenodd" stroke="{colour}" stroke-width="{weight}"{dashed}/>'
        )
        left, top, right, bottom = frame.box(item.shape)
        if max(right - left, bottom - top) < SMALLEST:
            x, y = (left + right) / 2, (top + bottom) / 2
            yield (
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{SMALLEST * 0.75}" fill="none" '
                f'stroke="{colour}" stroke-width="2"/>'
            )


def _crowds(drawn: Sequence[_Drawn]) -> list[int]:
    """Return for each area how many lie over its middle, itself included."""
    west, south, east, north = shapely.bounds([item.shape for item in drawn]).reshape(-1, 4).T
    x, y = ((west + east) / 2)[:, None], ((south + north) / 2)[:, None]
    over = (west <= x) & (x <= east) & (south <= y) & (y <= north)
    return [int(number) for number in over.sum(axis=1)]


def _eased(shape: BaseGeometry, blur: float) -> BaseGeometry:
    """Drop vertices that no reader of the picture can see; small shapes keep all of theirs."""
    eased = shapely.simplify(shape, blur, preserve_topology=False)
    return shape if eased.is_empty else eased


def _names(frame: _Frame, drawn: Sequence[_Drawn], base: BaseMap, step: int) -> Iterable[str]:
    page = Page(WIDTH, frame.height)
    page.reserve((0, frame.height - 52, 190, frame.height))
    dots = [(town, *frame.pixels(np.array([[town.lon, town.lat]]))[0].tolist()) for town in base.towns]
    dots = [(town, x, y) for town, x, y in dots if 4 < x < WIDTH - 4 and 4 < y < frame.height - 4]
    for town, x, y in dots:
        if town.key:
            yield from _town(page, town, x, y)
    yield from _area_names(frame, page, drawn, step)
    shown = 0
    for town, x, y in dots:
        if not town.key and shown < MOST_TOWN_LABELS:
            lines = list(_town(page, town, x, y))
            shown += bool(lines)
            yield from lines


def _area_names(frame: _Frame, page: Page, drawn: Sequence[_Drawn], step: int) -> Iterable[str]:
    """Say how many areas lie on one another, the largest piles first; name the others, the smallest first."""
    boxes = [frame.box(item.shape) for item in drawn]
    piles = piles_of([((left + right) / 2, (top + bottom) / 2) for left, top, right, bottom in boxes])
    for pile in sorted((pile for pile in piles if len(pile) >= PILED), key=len, reverse=True):
        groups = {drawn[position].group.key: drawn[position].group.colour for position in pile}
        text = wording.plural(len(pile), "area") if step == 1 else f"about {len(pile) * step:,} areas"
        label = page.place(text, 14, spots_for_pile(boxes[pile[0]], text, 14))
        if label:
            colour = INK if len(groups) > 1 else next(iter(groups.values()))
            yield _words(text, (label.x, label.y), 14, colour, weight="bold", halo=True)
    for position in sorted((at for pile in piles if len(pile) < PILED for at in pile), reverse=True):
        others = [other for other in boxes[:position] + boxes[position + 1 :] if not _holds(other, boxes[position])]
        yield from _area_name(frame, page, drawn[position], boxes[position], others)


def _area_name(frame: _Frame, page: Page, item: _Drawn, box: Bounds, others: Sequence[Bounds]) -> Iterable[str]:
    """Name an area by number and date, or in a crowd by its number alone."""
    x, y = frame.pixels(shapely.get_coordinates(item.shape.representative_point()))[0].tolist()
    for text in (f"{item.entry.number} · {item.entry.when}", item.entry.number):
        label = page.place(text, 14, spots_for_area(box, (x, y), text, 14, others))
        if label:
            yield _words(markup(text), (label.x, label.y), 14, item.group.colour, weight="bold", halo=True)
            return


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
    """Two lines: what is shaded, and what the outlines say."""
    entries = [entry for group in groups for entry in group.entries]
    levels = levels_of(entries)
    keys = legend(entries, levels[0] if levels else None)
    x = 16.0
    for key in (key for key in keys if key.kind != "outline"):
        colour = CAMPAIGN_COLOUR if key.kind == "campaign" else INK
        yield (
            f'<rect x="{x:.1f}" y="{top + 13}" width="24" height="13" fill="{colour}" fill-opacity="0.15" '
            f'stroke="{colour}" stroke-width="1.6"/>'
        )
        yield _words(markup(key.words), (x + 31, top + 24), 13, INK)
        x += 31 + len(key.words) * 13 * LETTER + 16
    outlines = [key for key in keys if key.kind == "outline"]
    if outlines:
        yield from _outlines(outlines, top + 48)


def _outlines(keys: Sequence[Key], y: float) -> Iterable[str]:
    yield _words(f"{OUTLINE}:", (16, y), 13, FAINT)
    x = 24 + len(OUTLINE) * 13 * 0.5
    for key in keys:
        dash = f' stroke-dasharray="{key.dash}"' if key.dash else ""
        yield f'<path d="M{x:.1f} {y - 4}h30" stroke="{INK}" stroke-width="2"{dash}/>'
        yield _words(markup(key.words), (x + 37, y), 13, INK)
        x += 37 + len(key.words) * 13 * 0.5 + 18


def _notes(caption: Caption, groups: Sequence[Group], top: int) -> Iterable[str]:
    placed = _placed(groups)
    step = _step(placed)
    sample = f" Drawn here: one in {step} of {placed:,} areas." if step > 1 else ""
    yield _words(MEANING + sample, (16, top + 74), 13, INK)
    as_of = f"As of {caption.as_of} (latest publication read). " if caption.as_of else ""
    yield _words(markup(as_of + caption.credit), (16, top + 95), 11.5, FAINT)


def height_of(view: View) -> int:
    """Return the height in pixels of a plate that is `WIDTH` wide."""
    return HEAD + _Frame(view).height + FOOT
