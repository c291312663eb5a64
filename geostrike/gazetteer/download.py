"""Fetch GeoNames country files, when asked to by name; nothing else in geostrike uses the network."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urlsplit

from geostrike.errors import GazetteerError, InputError, MissingExtraError, UnreadableError
from geostrike.gazetteer.loaders.country_codes import from_iso

if TYPE_CHECKING:
    import requests

GEONAMES_URL = "https://download.geonames.org/export/dump/"
#: Largest file that is fetched: that of the United States has 70 MB, all countries together 420 MB.
MAX_BYTES = 500_000_000

_TIMEOUT_S = 30
#: What is lost, at most, when a transfer breaks off.
_CHUNK = 1 << 13
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that was fetched, from where, and its SHA-256."""

    path: Path
    url: str
    sha256: str


def download(
    countries: Sequence[str], *, folder: Path | None = None, base_url: str = GEONAMES_URL, max_bytes: int = MAX_BYTES
) -> list[Fetched]:
    """Fetch GeoNames' files of some countries over HTTPS.

    Parameters
    ----------
    countries
        ISO 3166-1 codes of two or three letters.
    folder
        Where to keep the files; None for the user's cache folder.
    base_url
        Folder of the server; https, or http on this machine.
    max_bytes
        Size at which a file is refused.

    Returns
    -------
    list of Fetched
        In the order of the countries, each once.

    Raises
    ------
    InputError
        No such country, or an address that is not https.
    UnreadableError
        The server is not reached, has no such file or breaks off. What came is kept: the next call
        goes on from there if the server's file is still the same.
    GazetteerError
        A file larger than `max_bytes`.
    MissingExtraError
        pooch is not installed.
    """
    try:
        import pooch  # noqa: PLC0415 (optional)
    except ImportError as error:
        raise MissingExtraError("downloading needs pooch; install it: pip install 'geostrike[download]'") from error
    codes = _codes(countries)
    _require_secure(base_url)
    kept = folder or Path(pooch.os_cache("geostrike"))
    fetched = []
    for code in codes:
        url = f"{base_url.rstrip('/')}/{code}.zip"
        # Asked for by name: fetched again even if an older one is there.
        (kept / f"{code}.zip").unlink(missing_ok=True)
        fetcher = _Fetcher(kept / f"{code}.zip.partial", max_bytes)
        path = Path(pooch.retrieve(url, known_hash=None, fname=f"{code}.zip", path=kept, downloader=fetcher))
        fetched.append(Fetched(path, url, pooch.file_hash(str(path))))
    return fetched


def _codes(countries: Sequence[str]) -> list[str]:
    if not countries:
        raise InputError("no country given; name one or more by ISO code, as in LY SO")
    codes = [from_iso(country) for country in countries]
    unknown = [country for country, code in zip(countries, codes, strict=True) if not code]
    if unknown:
        raise InputError(f"country {', '.join(unknown)[:80]}: not an ISO 3166-1 code; use two letters, as in LY")
    return list(dict.fromkeys(codes))


def _require_secure(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise InputError(f"address {url}: needs https, so that nobody can change the file on its way; correct it")


class _Fetcher:
    """A downloader for pooch that resumes, and that stops at a size.

    Parameters
    ----------
    partial
        File in which what came so far is kept between calls; beside it, with the suffix ``.tag``,
        stands by what the server's file can be told from a newer one.
    max_bytes
        Limit.
    """

    def __init__(self, partial: Path, max_bytes: int) -> None:
        self._partial, self._max_bytes = partial, max_bytes
        self._tag = partial.with_name(partial.name + ".tag")

    def __call__(self, url: str, output_file: str | IO[bytes], _pooch: object, check_only: bool = False) -> None:
        # pooch depends on it, and imports it as late.
        import requests  # noqa: PLC0415

        try:
            with requests.get(url, headers=self._headers(), stream=True, timeout=_TIMEOUT_S) as response:
                self._keep(url, response)
        except (requests.ConnectionError, requests.Timeout) as error:
            raise UnreadableError(
                f"{url}: cannot be reached ({type(error).__name__}); go online, or get the file elsewhere and give it "
                "to `geostrike gazetteer build --add`"
            ) from error
        except requests.RequestException as error:
            size = self._partial.stat().st_size if self._partial.exists() else 0
            raise UnreadableError(f"{url}: broke off after {size:,} bytes; run it again to go on from there") from error
        self._hand_over(output_file)

    def _headers(self) -> dict[str, str]:
        headers = {"Accept-Encoding": "identity"}
        if self._partial.exists() and self._tag.exists():
            headers |= {
                "Range": f"bytes={self._partial.stat().st_size}-",
                "If-Range": json.loads(self._tag.read_text()),
            }
        return headers

    def _keep(self, url: str, response: requests.Response) -> None:
        _require_secure(response.url)
        resumed = response.status_code == 206
        if response.status_code not in (200, 206):
            hint = "there is no such file there" if response.status_code == 404 else "try again later"
            raise UnreadableError(f"{url}: the server answers {response.status_code} {response.reason}; {hint}")
        have = self._partial.stat().st_size if resumed else 0
        if have + int(response.headers.get("Content-Length", 0)) > self._max_bytes:
            self._refuse(url)
        self._remember(response)
        with self._partial.open("ab" if resumed else "wb") as file:
            for chunk in response.iter_content(_CHUNK):
                have += len(chunk)
                if have > self._max_bytes:
                    self._refuse(url)
                file.write(chunk)

    def _refuse(self, url: str) -> None:
        self._forget()
        raise GazetteerError(
            f"{url}: larger than the limit of {self._max_bytes:,} bytes; raise the limit if you trust it"
        )

    def _remember(self, response: requests.Response) -> None:
        tag = response.headers.get("ETag") or response.headers.get("Last-Modified")
        if tag and not tag.startswith("W/"):
            self._tag.write_text(json.dumps(tag))
        else:
            self._tag.unlink(missing_ok=True)

    def _hand_over(self, output_file: str | IO[Any]) -> None:
        if isinstance(output_file, str):
            shutil.copyfile(self._partial, output_file)
        else:
            with self._partial.open("rb") as file:
                shutil.copyfileobj(file, output_file)
        self._forget()

    def _forget(self) -> None:
        self._partial.unlink(missing_ok=True)
        self._tag.unlink(missing_ok=True)
