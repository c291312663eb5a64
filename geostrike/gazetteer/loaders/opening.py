"""From a path to streams of bytes and numbered lines, with limits on what a hostile file can cost."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from geostrike.errors import GazetteerError, UnreadableError
from geostrike.gazetteer.loaders.rows import LeftOut, shown

#: Unpacked size at which a file is refused. GeoNames' allCountries.txt has 1.7 GB, NGA's world file 4 GB.
MAX_BYTES = 16_000_000_000
#: Tab-separated text packs to a fourth or a tenth; this much means that the file was made to harm ...
MAX_RATIO = 150
#: ... unless it is small all the same.
_RATIO_FREE_BYTES = 20_000_000
#: Longest line. GeoNames' longest row has some 12,000 bytes.
MAX_LINE_BYTES = 1_000_000
_MAX_MEMBERS = 1_000
#: Bytes from which a format is recognised.
HEAD_BYTES = 65_536

_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_SQLITE = b"SQLite format 3\0"
# SQLite's application id, at byte 68: of the standard from version 1.2 on, and of those before.
_GEOPACKAGE = (b"GPKG", b"GP10", b"GP11")


@dataclass(frozen=True, slots=True)
class Member:
    """One readable file: itself, or one inside an archive.

    Parameters
    ----------
    name
        For messages: the file's name, with the member's name in an archive.
    path
        The file on disk, or the archive.
    stream
        Unpacked bytes.
    head
        The first of them; the stream still starts before them.
    read
        Tells how many bytes of the file on disk have been gone through.
    """

    name: str
    path: Path
    stream: io.BufferedReader[Any]
    head: bytes
    read: Callable[[], int]


class _Guarded(io.RawIOBase):
    """Unpacked bytes that stop with an error at the limits."""

    def __init__(self, inner: IO[bytes], name: str, packed: int) -> None:
        self._inner, self._name, self._packed, self._read = inner, name, max(packed, 1), 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self._inner.read(len(buffer))
        except (EOFError, zipfile.BadZipFile, zlib.error, gzip.BadGzipFile) as error:
            raise GazetteerError(f"{self._name}: cut or damaged ({error}); get the file again") from error
        buffer[: len(data)] = data
        self._read += len(data)
        if self._read > MAX_BYTES:
            raise GazetteerError(f"{self._name}: more than {MAX_BYTES:,} bytes unpacked; split it")
        if self._read > _RATIO_FREE_BYTES and self._read > MAX_RATIO * self._packed:
            raise GazetteerError(
                f"{self._name}: unpacks to over {MAX_RATIO} times its size, as no gazetteer does; get it elsewhere"
            )
        return len(data)


@contextmanager
def members(path: Path) -> Iterator[Iterator[Member]]:
    """Open a plain, gzip or ZIP file and go through the files in it.

    Raises
    ------
    UnreadableError
        No such file, a folder, no permission.
    GazetteerError
        A damaged or encrypted archive; raised by the streams where a limit is passed.
    """
    try:
        with path.open("rb") as file:
            yield _members(path, file)
    except FileNotFoundError as error:
        raise UnreadableError(f"{path}: no such file; check the name") from error
    except IsADirectoryError as error:
        raise UnreadableError(f"{path}: is a folder; name the files in it") from error
    except PermissionError as error:
        raise UnreadableError(f"{path}: may not be read; check its permissions") from error


def _members(path: Path, file: IO[bytes]) -> Iterator[Member]:
    magic = file.read(4)
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    if not size:
        raise GazetteerError(f"{path.name}: empty; get the file again")
    if magic == _ZIP:
        yield from _zipped(path, file)
    elif magic[:2] == _GZIP:
        with gzip.GzipFile(fileobj=file) as unpacked:
            yield _member(path.name, path, unpacked, packed=size, file=file)  # type: ignore[arg-type]
    else:
        yield _member(path.name, path, file, packed=size, file=file)


def _zipped(path: Path, file: IO[bytes]) -> Iterator[Member]:
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise GazetteerError(f"{path.name}: cut or damaged ({error}); get the file again") from error
    with archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        if len(infos) > _MAX_MEMBERS:
            raise GazetteerError(f"{path.name}: {len(infos):,} files in one archive, at most {_MAX_MEMBERS}; unpack it")
        for info in infos:
            name = f"{path.name}/{info.filename}"
            try:
                unpacked = archive.open(info)
            except (RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
                raise GazetteerError(f"{name}: cannot be unpacked ({error}); unpack it yourself") from error
            with unpacked:
                yield _member(name, path, unpacked, packed=info.compress_size, file=file)


def _member(name: str, path: Path, unpacked: IO[bytes], *, packed: int, file: IO[bytes]) -> Member:
    stream = io.BufferedReader(_Guarded(unpacked, name, packed), HEAD_BYTES)
    return Member(name, path, stream, stream.peek(HEAD_BYTES)[:HEAD_BYTES], file.tell)


def is_geopackage(head: bytes) -> bool:
    """Whether a file starts like a GeoPackage."""
    return head.startswith(_SQLITE) and head[68:72] in _GEOPACKAGE


def lines(member: Member) -> Iterator[tuple[int, str] | LeftOut]:
    """Go through the lines of a UTF-8 file with their numbers from 1, blank ones left out.

    A line that is not UTF-8, holds a NUL byte or is longer than `MAX_LINE_BYTES` comes as `LeftOut`.
    """
    number = 0
    while raw := member.stream.readline(MAX_LINE_BYTES):
        number += 1
        if len(raw) == MAX_LINE_BYTES and not raw.endswith(b"\n"):
            while (rest := member.stream.readline(MAX_LINE_BYTES)) and not rest.endswith(b"\n"):
                pass
            yield LeftOut(number, f"line longer than {MAX_LINE_BYTES:,} bytes")
            continue
        try:
            text = raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            yield LeftOut(number, "not UTF-8; convert it: iconv -f WINDOWS-1252 -t UTF-8", shown(raw[:40]))
            continue
        if "\0" in text:
            yield LeftOut(number, "NUL byte", shown(text[:40]))
        elif text.strip():
            yield number, text
