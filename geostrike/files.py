"""Write beside, then rename: a reader never meets half a file, and a failed run leaves the old one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geostrike.errors import UnreadableError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a path to write to; when the block ends without an error it becomes `path`.

    The file keeps its name, in a hidden folder beside the target, because GDAL reads formats off
    names. Nothing is left behind when the block raises.

    Raises
    ------
    UnreadableError
        The folder does not exist or may not be written to, or `path` is a folder.
    """
    if path.is_dir():
        raise UnreadableError(f"{path}: is a folder; name a file in it")
    if not path.parent.is_dir():
        raise UnreadableError(f"{path}: the folder {path.parent} does not exist; create it")
    try:
        with tempfile.TemporaryDirectory(prefix=".geostrike-", dir=path.parent) as folder:
            beside = Path(folder) / path.name
            yield beside
            beside.replace(path)
    except UnreadableError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableError(f"{path}: cannot be written ({reason}); choose another place") from error
