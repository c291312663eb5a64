import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from geostrike.errors import GazetteerError, InputError, MissingExtraError, UnreadableError
from geostrike.gazetteer.build import build
from geostrike.gazetteer.download import download

from .conftest import SIRTE, WELL


class Server(ThreadingHTTPServer):
    """Serves files of a folder with ranges; can break off, and remembers what it was asked."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder, self.asked, self.break_after, self.tag = folder, [], 0, '"v1"'

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/dump/"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, Server)
        server.asked.append((self.path, self.headers.get("Range")))
        path = server.folder / Path(self.path).name
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        start = 0
        if self.headers.get("Range") and self.headers.get("If-Range") == server.tag:
            start = int(self.headers["Range"].removeprefix("bytes=").rstrip("-"))
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(data) - start))
        self.send_header("ETag", server.tag)
        self.end_headers()
        if server.break_after:
            self.wfile.write(data[start : start + server.break_after])
            self.close_connection = True
        else:
            self.wfile.write(data[start:])


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    (tmp_path / "served").mkdir()
    with Server(tmp_path / "served") as serving:
        thread = threading.Thread(target=serving.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield serving
        serving.shutdown()
        thread.join()


@pytest.fixture
def served(server: Server, write) -> Server:
    """A server that has LY.zip, of some 100 kB."""
    rows = [SIRTE, *[WELL.replace("88811", str(i * 7919)) for i in range(3_000)]]
    write("LY.zip", rows).rename(server.folder / "LY.zip")
    return server


def test_file_is_fetched_hashed_and_can_be_built(served, tmp_path):
    (fetched,) = download(["ly", "LBY"], folder=tmp_path / "kept", base_url=served.url)
    assert fetched.path.read_bytes() == (served.folder / "LY.zip").read_bytes()
    assert fetched.url == f"{served.url}LY.zip"
    reports = build([fetched.path], tmp_path / "my.sqlite", base=None, origins={fetched.path: fetched.url})
    assert sum(report.used for report in reports) == 3_001
    assert fetched.sha256.encode() in (tmp_path / "my.sqlite").read_bytes()
    assert fetched.url.encode() in (tmp_path / "my.sqlite").read_bytes()


def test_transfer_that_broke_off_goes_on_from_there(served, tmp_path):
    served.break_after = 10_000
    with pytest.raises(UnreadableError, match="broke off after 8,192 bytes; run it again to go on from there"):
        download(["LY"], folder=tmp_path / "kept", base_url=served.url)
    served.break_after = 0
    (fetched,) = download(["LY"], folder=tmp_path / "kept", base_url=served.url)
    assert served.asked[-1] == ("/dump/LY.zip", "bytes=8192-")
    assert fetched.path.read_bytes() == (served.folder / "LY.zip").read_bytes()
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["LY.zip"]


def test_file_that_changed_meanwhile_is_fetched_from_the_start(served, tmp_path):
    served.break_after = 10_000
    with pytest.raises(UnreadableError):
        download(["LY"], folder=tmp_path / "kept", base_url=served.url)
    served.break_after, served.tag = 0, '"v2"'
    (fetched,) = download(["LY"], folder=tmp_path / "kept", base_url=served.url)
    assert fetched.path.read_bytes() == (served.folder / "LY.zip").read_bytes()


def test_file_is_fetched_anew_each_time_it_is_asked_for(served, tmp_path):
    for _ in range(2):
        download(["LY"], folder=tmp_path / "kept", base_url=served.url)
    assert served.asked == [("/dump/LY.zip", None)] * 2


def test_file_above_the_limit_is_refused_and_not_kept(served, tmp_path):
    with pytest.raises(GazetteerError, match="larger than the limit of 5,000 bytes"):
        download(["LY"], folder=tmp_path / "kept", base_url=served.url, max_bytes=5_000)
    assert not list((tmp_path / "kept").glob("*"))


def test_missing_file_and_unreachable_server_are_said_plainly(server, tmp_path):
    with pytest.raises(UnreadableError, match=r"SO\.zip: the server answers 404 .*no such file there"):
        download(["SO"], folder=tmp_path, base_url=server.url)
    server.server_close()
    with pytest.raises(UnreadableError, match=r"cannot be reached .*go online, or get the file elsewhere"):
        download(["SO"], folder=tmp_path, base_url="http://127.0.0.1:9/")


@pytest.mark.parametrize("url", ["http://download.geonames.org/export/dump/", "ftp://127.0.0.1/", "file:///etc/"])
def test_address_that_is_not_secure_is_refused(tmp_path, url):
    with pytest.raises(InputError, match="needs https"):
        download(["LY"], folder=tmp_path, base_url=url)


@pytest.mark.parametrize("codes", [[], ["Libya"], ["LY", "../../etc/passwd"], ["ZZ"]])
def test_only_country_codes_are_fetched(server, tmp_path, codes):
    with pytest.raises(InputError, match=r"no country given|not an ISO 3166-1 code"):
        download(codes, folder=tmp_path, base_url=server.url)
    assert server.asked == []


def test_without_pooch_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "pooch", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'geostrike\[download\]'"):
        download(["LY"])
