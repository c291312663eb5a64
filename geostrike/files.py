"""Write beside, then rename: a reader never meets half a file, and a failed run leaves the old one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geostrike.errors import UnreadableError


def check_place(path: Path) -> None:
    """Refuse a path that cannot become a file.

    Raises
    ------
    UnreadableError
        It is a folder, or in one that does not exist.
    """
    if path.is_dir():
        raise UnreadableError(f"{path}: is a folder; name a file in it")
    if not path.parent.is_dir():
        raise UnreadableError(f"{path}: the folder {path.parent} does not exist; create it")


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a path to write to; when the block ends without an error it becomes `path`.

    The file keeps its name, in a hidden folder beside the target, because GDAL reads formats off
    names. Nothing is left behind when the block raises. Where `path` is a link, what it points to is
    replaced; a device or a pipe, as /dev/null, is written to and stays what it is.

    Raises
    ------
    UnreadableError
        The folder does not exist or may not be written to, or `path` is a folder.
    """
    check_place(path)
    try:
        target = path.resolve()
        is_device = target.exists() and not target.is_file()
        with tempfile.TemporaryDirectory(prefix=".geostrike-", dir=None if is_device else target.parent) as folder:
            beside = Path(folder) / path.name
            yield beside
            if is_device:
                target.write_bytes(beside.read_bytes())
            else:
                beside.replace(target)
    except UnreadableError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableError(f"{path}: cannot be written ({reason}); choose another place") from error
