"""`hongtou source check` and `new` against a server on loopback, asked as a crawl asks."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import hongtou

PAGES = Path(__file__).parent / "pages"
PACKAGE = str(Path(hongtou.__file__).parents[1])


class _Pages(SimpleHTTPRequestHandler):
    """The composed pages; /moved.html leads to one, robots.txt forbids /secret.html."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path == "/moved.html":
            self.send_response(302)
            self.send_header("Location", "/list_trs.html")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif self.path == "/robots.txt":
            rules = b"User-agent: *\nDisallow: /secret.html\n"
            self.send_response(200)
            self.send_header("Content-Length", str(len(rules)))
            self.end_headers()
            self.wfile.write(rules)
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the class above
        """Nothing: the test reads ``asked``."""


@pytest.fixture
def site() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []
    handler = type("Handler", (_Pages,), {"asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(PAGES))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


def hong(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """A process of its own: one can crawl once."""
    code = "import sys; from hongtou.cli import main; main()"
    command = [sys.executable, "-c", code, "source", *args]
    environment = {**os.environ, "PYTHONPATH": PACKAGE}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def write(folder: Path, host: str, *expected: str, private: bool = True) -> None:
    """A source without delay that expects these lists."""
    (folder / "sources").mkdir()
    tables = "".join(f'[[expect]]\nurl = "{host}/{name}.html"\npage = "x.html"\ncirculars = 4\n' for name in expected)
    head = f'start = ["{host}/list_trs.html"]\ndelay = 0\nprivate = {str(private).lower()}\n'
    (folder / "sources" / "x.toml").write_text(head + tables, "utf-8")


def test_a_check_asks_for_what_is_expected_and_nothing_else(tmp_path: Path, site: tuple[str, list[str]]) -> None:
    host, asked = site
    write(tmp_path, host, "list_trs", "moved", "gone", "secret", "text_split")
    result = hong(tmp_path, "check", "x")
    assert result.returncode == 1
    assert result.stdout.count("4 circulars") == 2
    said = [line.removeprefix("hongtou: x: ").replace(host, "") for line in result.stderr.splitlines()]
    assert said[0] == "/gone.html: the answer is none: http 404"
    assert said[1].startswith("/secret.html did not come: ")
    assert "robots" in said[1]
    assert said[2] == "/text_split.html: no links to circulars: there were 4; the layout changed"
    assert set(asked) == {"/robots.txt", "/list_trs.html", "/moved.html", "/gone.html", "/text_split.html"}


def test_an_address_of_the_house_is_not_asked_for(tmp_path: Path, site: tuple[str, list[str]]) -> None:
    host, asked = site
    write(tmp_path, host, private=False)
    result = hong(tmp_path, "check", "x")
    assert (result.returncode, asked) == (1, [])
    assert "private address 127.0.0.1" in result.stderr


def test_a_source_is_written_from_an_address(tmp_path: Path, site: tuple[str, list[str]]) -> None:
    host, asked = site
    result = hong(tmp_path, "new", "x", f"{host}/list_trs.html", "--private")
    assert result.returncode == 0, result.stderr
    assert asked == ["/robots.txt", "/list_trs.html"]
    assert (tmp_path / "sources" / "x.html").read_bytes() == (PAGES / "list_trs.html").read_bytes()
    assert hong(tmp_path, "check", "x", "--saved").returncode == 0
