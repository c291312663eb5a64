"""The page `docs/columns.md`, made from the contracts."""

from __future__ import annotations

from collections.abc import Iterator

from geostrike.tables.contracts import EVENTS, LOCATIONS, REPORTS, Column, Contract

_HEAD = """# Columns

What every frame of geostrike holds, in this order. Made from `geostrike.tables` by `make docs`; do not edit.

Geometries are in EPSG:4326, longitude before latitude. The active geometry is `region`. Text is never null: ""
stands where nothing is known. Where a column says *null*, numbers and dates may be unknown. In GeoPackage files
regions and points are two layers with the same columns; in GeoJSON and CSV dates are ISO 8601.
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
