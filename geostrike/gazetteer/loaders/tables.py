"""A user's own tables: CSV (or semicolon- or tab-separated), GeoJSON, GeoPackage."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from geostrike.errors import GazetteerError
from geostrike.gazetteer.loaders.columns import HEADINGS, match_columns, own_source, place_of
from geostrike.gazetteer.loaders.fields import coordinates, split_csv
from geostrike.gazetteer.loaders.opening import Member, lines
from geostrike.gazetteer.loaders.rows import Item, LeftOut, Row, need_columns, parsed, shown
from geostrike.gazetteer.loaders.shapes import features, located, outline
from geostrike.gazetteer.names import fold

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_DELIMITERS = ",;\t|"
_BATCH = 10_000
#: Lines over which a quoted field may run.
_MOST_LINES = 20


def delimiter(header: str) -> str:
    """Tell the separator of a header: the one that occurs most.

    >>> delimiter("name;lon;lat")
    ';'
    """
    return max(_DELIMITERS, key=header.count)


def recognises(head: list[str]) -> bool:
    """Whether the first line is a header with a name, a longitude and a latitude."""
    if not head:
        return False
    folded = {fold(heading) for heading in split_csv(head[0], delimiter(head[0]))}
    return all(folded & set(HEADINGS[field]) for field in ("name", "lon", "lat"))


def load(member: Member, columns: Mapping[str, str]) -> Iterator[Item]:
    """Yield the rows of a CSV table."""
    entries = lines(member)
    first = next(entries, None)
    if not isinstance(first, tuple):
        raise GazetteerError(f"{member.name}: no header; the first line names the columns")
    mark = delimiter(first[1])
    header = [heading.strip() for heading in split_csv(first[1], mark)]
    found = match_columns(header, columns, ("name", "lon", "lat"), member.name)
    positions = {field: header.index(heading) for field, heading in found.items()}
    origin = own_source(member.path.name)

    def place(line: int, fields: list[str]) -> Row:
        need_columns(fields, len(header))
        row = {field: fields[at].strip() for field, at in positions.items()}
        lon, lat = coordinates(row["lon"], row["lat"])
        return Row(line, place_of(row, origin, ref=line, lon=lon, lat=lat))

    return parsed(_records(entries, mark), place)


def _records(entries: Iterator[tuple[int, str] | LeftOut], mark: str) -> Iterator[tuple[int, list[str]] | LeftOut]:
    """Go through CSV records with the line on which each starts.

    A quoted field may run over line ends, but over no more than a few: a lone quotation mark must
    not swallow the rest of the file.
    """
    returned: deque[tuple[int, str] | LeftOut] = deque()
    while (entry := returned.popleft() if returned else next(entries, None)) is not None:
        if isinstance(entry, LeftOut):
            yield entry
            continue
        run: list[tuple[int, str] | LeftOut] = []
        text = entry[1]
        while text.count('"') % 2 and len(run) < _MOST_LINES:
            following = returned.popleft() if returned else next(entries, None)
            if following is None:
                break
            run.append(following)
            if isinstance(following, LeftOut):
                break
            text += "\n" + following[1]
        if text.count('"') % 2:
            yield LeftOut(entry[0], f"a quotation mark that does not close within {_MOST_LINES} lines", shown(entry[1]))
            returned.extendleft(reversed(run))
        else:
            yield entry[0], split_csv(text, mark)


def load_geojson(member: Member, columns: Mapping[str, str]) -> Iterator[Item]:
    """Yield the features of GeoJSON: points, and polygons with their outlines."""
    origin = own_source(member.path.name)
    headings: dict[str, None] = {}
    found: dict[str, str] = {}

    def place(number: int, feature: dict[str, Any]) -> Row:
        about = feature["properties"]
        if not headings.keys() >= about.keys():  # GeoJSON has no header: features show the columns.
            headings.update(dict.fromkeys(about))
            found.update(match_columns(headings, columns, ("name",), member.name))
        area, lon, lat = outline(feature.get("geometry"))
        return Row(number, place_of(_texts(about, found), origin, ref=number, lon=lon, lat=lat, area=area))

    return parsed(features(member), place)


def load_geopackage(member: Member, columns: Mapping[str, str]) -> Iterator[Item]:
    """Yield the features of all layers of a GeoPackage, brought to WGS84."""
    origin = own_source(member.path.name)

    def place(number: int, feature: tuple[dict[str, str], BaseGeometry | None]) -> Row:
        row, geometry = feature
        area, lon, lat = located(geometry)
        return Row(number, place_of(row, origin, ref=number, lon=lon, lat=lat, area=area))

    return parsed(_layers(member, columns), place)


def _layers(
    member: Member, columns: Mapping[str, str]
) -> Iterator[tuple[int, tuple[dict[str, str], BaseGeometry | None]]]:
    # geopandas and GDAL take a second to import, which other formats need not wait for.
    import geopandas  # noqa: PLC0415
    import pyogrio  # noqa: PLC0415

    number = 0
    try:
        for layer, geometry_type in pyogrio.list_layers(member.path):
            if geometry_type is None:
                continue
            start = 0
            while len(frame := geopandas.read_file(member.path, layer=layer, rows=slice(start, start + _BATCH))):
                found = match_columns(
                    [str(c) for c in frame.columns], columns, ("name",), f"{member.name}, layer {layer}"
                )
                frame = frame.to_crs(4326) if frame.crs else frame
                about = frame.drop(columns=frame.geometry.name).to_dict("records")
                for row, geometry in zip(about, frame.geometry, strict=True):
                    number += 1
                    yield number, (_texts(row, found), geometry)
                start += _BATCH
    except pyogrio.errors.DataSourceError as error:
        raise GazetteerError(f"{member.name}: GDAL cannot read it ({error}); export it again") from error


def _texts(about: Mapping[Any, Any], found: Mapping[str, str]) -> dict[str, str]:
    """Give the fields of a row as text; lists are joined, missing values are empty."""
    row = {}
    for field, heading in found.items():
        value = about.get(heading)
        if isinstance(value, list):
            row[field] = "|".join(str(part) for part in value)
        else:
            row[field] = "" if value is None or value != value else str(value).strip()  # noqa: PLR0124 (NaN)
    return row
