"""The composed site is what its truth says: the measure must hold before anything is measured with it."""

from __future__ import annotations

import gzip
import http.client
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from hongtou.run.batch import run
from hongtou.write import read_jsonl

from .site import Server, Site, served
from .site.hazards import is_trap

PAGES = 60


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("site") / "log.jsonl"
    with served(log, "--pages", str(PAGES), "--long") as server:
        yield server


def ask(server: Server, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection(server.host.removeprefix("http://"), timeout=30)
    try:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def test_a_seed_gives_the_same_bytes_in_every_process(server: Server) -> None:
    site = Site(pages=PAGES, host=server.host, long=True)
    for path in site.expected("catalogue", "law", "feed"):
        script = site.script(path)
        assert script
        assert ask(server, path)[1] == script.later.body, path


def test_it_has_the_pages_that_it_is_asked_for() -> None:
    assert 200 <= len(Site(pages=200).expected()) <= 260
    kinds = {truth.kind for truth in Site(pages=PAGES).expected().values()}
    assert kinds == {"list", "circular", "page", "attachment"}


def test_its_files_are_read_as_they_were_composed(tmp_path: Path) -> None:
    site = Site(pages=PAGES)
    site.write(tmp_path / "in")
    run([str(tmp_path / "in")], tmp_path / "out", tables=False)
    found = {
        c.document_number.normalized: c for c in read_jsonl(tmp_path / "out" / "circulars.jsonl") if c.document_number
    }
    composed = {t.circular.number: t.circular for t in site.expected().values() if t.circular}
    assert found.keys() == composed.keys()
    for number, circular in composed.items():
        assert len(found[number].tasks) == circular.tasks, number
        assert found[number].title is not None
        assert found[number].title.text == circular.title  # type: ignore[union-attr]
        assert found[number].date_issued.date == circular.day  # type: ignore[union-attr]


def test_an_unchanged_page_is_not_sent_again(server: Server) -> None:
    response, body = ask(server, "/cms/zfwj/index.html")
    again, nothing = ask(server, "/cms/zfwj/index.html", If_None_Match=response.headers["ETag"])
    assert (again.status, nothing) == (304, b"")
    since, nothing = ask(server, "/cms/zfwj/index.html", If_Modified_Since=response.headers["Last-Modified"])
    assert (since.status, nothing) == (304, b"")
    changed, whole = ask(server, "/cms/zfwj/index.html", If_None_Match='"another"')
    assert (changed.status, whole) == (200, body)


def test_a_page_is_packed_for_who_takes_it(server: Server) -> None:
    plain, body = ask(server, "/cms/zfwj/index.html")
    packed, data = ask(server, "/cms/zfwj/index.html", Accept_Encoding="gzip")
    assert plain.headers["Content-Encoding"] is None
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(data) == body


def test_what_it_sent_is_in_the_log(server: Server) -> None:
    server.forget()
    body = ask(server, "/law/list.asp?classid=3&page=1", User_Agent="me")[1]
    (line,) = server.log()
    assert (line.method, line.path, line.status, line.agent) == ("GET", "/law/list.asp?classid=3&page=1", 200, "me")
    assert line.begin <= line.end
    assert len(body) < line.sent < len(body) + 500


def test_what_failed_can_be_mended(server: Server) -> None:
    path = Site(pages=PAGES, long=True).hazards["500"]
    assert ask(server, path)[0].status == 500
    server.mend()
    assert ask(server, path)[0].status == 200
    server.mend(False)
    assert ask(server, path)[0].status == 500


def test_busy_only_at_first(server: Server) -> None:
    path = Site(pages=PAGES, long=True).hazards["503"]
    first, _ = ask(server, path)
    assert (first.status, first.headers["Retry-After"]) == (503, "1")
    assert ask(server, path)[0].status == 200


@pytest.mark.parametrize("name", ["cut", "drip", "flood", "silent"])
def test_an_answer_that_does_not_end(server: Server, name: str) -> None:
    path = Site(pages=PAGES, long=True).hazards[name]
    host, _, port = server.host.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=0.3) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        received = b""
        try:
            for _ in range(200):
                piece = connection.recv(65_536)
                received += piece
                if not piece or len(received) > 400_000 or (name == "drip" and len(received) > 250):
                    break
        except TimeoutError:
            piece = b"still open"
    match name:
        case "cut":
            assert not piece
            length = int(received.partition(b"Content-Length: ")[2].partition(b"\r\n")[0])
            assert length > len(received.partition(b"\r\n\r\n")[2]) > 1000
        case "flood":
            assert len(received) > 400_000
        case "drip":
            assert piece
            assert b"Content-Length" not in received
        case _:
            assert (piece, received) == (b"still open", b"")


def test_the_traps_have_no_end(server: Server) -> None:
    for path in ("/cms/zfwj/index.html?month=1999-12", "/cms/zfwj/zfwj/zfwj/index.html"):
        assert is_trap(path)
        assert ask(server, path)[0].status == 200
    assert not any(map(is_trap, Site(pages=PAGES).expected()))
