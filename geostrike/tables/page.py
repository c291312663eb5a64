"""The page `docs/columns.md`, made from the contracts."""

from __future__ import annotations

from collections.abc import Iterator

from geostrike.tables.contracts import EVENTS, LOCATIONS, REPORTS, Column, Contract

_HEAD = """# Columns

What every frame of geostrike holds, in this order. Made from `geostrike.tables` by `make docs`; do not edit.

Geometries are in EPSG:4326, longitude before latitude. The active geometry is `region`. Text is never null: ""
stands where nothing is known. Where a column says *null*, numbers and dates may be unknown.

## In files

| format | what it holds |
|---|---|
| `.gpkg` | layers `regions` (the region at `level`) and `points`, both with all columns; layer `levels`, below |
| `.geojson`, `.kml` | all columns; the geometry is the region at `level`, and no other |
| `.csv` | all columns; the region at `level` as WKT in `region_wkt`, coarser where a cell of Excel could not hold it |
| `.parquet` | the frame as it is: `region`, `point` and the regions at 50, 80 and 90 % |

The layer `levels` of a GeoPackage has one row for each row and level, the widest first, so that a GIS can filter and
style by level: the identifier (`report_id`, `event_id` or `row`), `level` (0.9, 0.8, 0.5), `area_km2`, `kind`,
`date_start`, `date_end`, `locality` and `evidence`. The identifier joins it to the other columns in `regions`. What
was not placed is in `regions` and `points`, with its reason, and not in `levels`.

In GeoJSON, KML and CSV dates are ISO 8601.
"""


def columns_page() -> str:
    """Return the page as Markdown.

    >>> columns_page().splitlines()[0]
    '# Columns'
    """
    return "\n".join([_HEAD, *(line for contract in (REPORTS, EVENTS, LOCATIONS) for line in _section(contract))])


def _section(contract: Contract) -> Iterator[str]:
    yield f"## {contract.title}\n"
    yield "| column | holds | unit | meaning |"
    yield "|---|---|---|---|"
    if contract.index.name:
        yield _row(contract.index, note=" (index)")
    for column in contract.columns:
        yield _row(column)
    yield ""


def _row(column: Column, note: str = "") -> str:
    null = ", null" if column.nullable else ""
    return f"| `{column.name}`{note} | {column.kind}{null} | {column.unit} | {column.meaning} |"
