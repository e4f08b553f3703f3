"""`hongtou source check` and `new` against a server on loopback, asked as a crawl asks."""

from __future__ import annotations

import os
import re
import shlex
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
    """The composed pages; /moved.html leads to one, robots.txt forbids /secret.html. ``texts`` are circulars."""

    asked: list[str]
    texts: dict[str, str]

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
        elif self.path in self.texts:
            text = self.texts[self.path].encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the class above
        """Nothing: the test reads ``asked``."""


FIRST, SECOND = "/201403/t20140305_11021.html", "/201402/t20140221_10988.html"
"""The circulars of list_trs.html that are pages of its own site."""
LAYOUT = (
    "<html><head><title>{0}_澜溪县人民政府</title></head><body><h1>{0}</h1><p>澜政发〔2014〕{1}号</p>"
    "<p>各乡镇人民政府：现将方案印发给你们，请认真组织实施。</p>"
    "<a href='./{1}.doc'>附件：任务分解表.doc</a></body></html>"
)
EMPTY = (
    "<html><head><title>澜溪县人民政府门户网站</title></head><body><div id='app'>{}</div><p>正在办理的事项见下表。</p>"
    "<div>推荐：关于做好供水工作的通知</div></body></html>"
)
CAPTCHA = (
    "<html><head><title>安全验证</title></head><body><p>请输入验证码后继续访问</p><input name='captcha'></body></html>"
)
TITLES = ("澜溪县人民政府关于印发2014年重点工作任务分解方案的通知", "澜溪县人民政府办公室关于做好春季防火工作的通知")


@pytest.fixture
def texts() -> dict[str, str]:
    """What the circulars of list_trs.html come to; a test may change it."""
    return {
        path: LAYOUT.format(title, n) for n, (path, title) in enumerate(zip((FIRST, SECOND), TITLES, strict=True), 3)
    }


@pytest.fixture
def site(texts: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []
    handler = type("Handler", (_Pages,), {"asked": asked, "texts": texts})
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


def test_a_check_asks_for_what_is_expected_and_two_circulars_and_nothing_else(
    tmp_path: Path, site: tuple[str, list[str]]
) -> None:
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
    assert set(asked) == {
        "/robots.txt",
        "/list_trs.html",
        "/moved.html",
        "/gone.html",
        "/text_split.html",
        FIRST,
        SECOND,
    }
    assert len(asked) == len(set(asked))


def test_a_check_says_what_the_circulars_of_a_list_show(tmp_path: Path, site: tuple[str, list[str]]) -> None:
    host, _ = site
    write(tmp_path, host, "list_trs")
    result = hong(tmp_path, "check", "x")
    assert (result.returncode, result.stderr) == (0, "")
    assert (
        f"looked at {host}{FIRST}\n    title: {TITLES[0]}; number: 澜政发〔2014〕3号; date: 2014-03-05" in result.stdout
    )
    assert f"title: {TITLES[1]}; number: 澜政发〔2014〕4号; date: 2014-02-21" in result.stdout


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (
            EMPTY,
            EMPTY,
            "no title on its circulars (2 looked at; they show '推荐：关于做好供水工作的通知'): the layout changed",
        ),
        (EMPTY.replace("关于做好供水工作的通知", "更多"), None, "no title on its circulars (1 looked at"),
        (CAPTCHA, CAPTCHA, "none of its circulars came (2 asked for): captcha"),
        (None, None, "none of its circulars came (2 asked for): http 404"),
    ],
)
def test_a_check_fails_where_the_circulars_changed(
    tmp_path: Path, site: tuple[str, list[str]], texts: dict[str, str], first: str, second: str, said: str
) -> None:
    host, _ = site
    texts.clear()
    texts.update({path: text for path, text in ((FIRST, first), (SECOND, second)) if text})
    write(tmp_path, host, "list_trs")
    result = hong(tmp_path, "check", "x")
    assert result.returncode == 1
    assert result.stderr.startswith(f"hongtou: x: {host}/list_trs.html: {said}")


def test_one_circular_may_be_gone(tmp_path: Path, site: tuple[str, list[str]], texts: dict[str, str]) -> None:
    host, _ = site
    del texts[FIRST]
    write(tmp_path, host, "list_trs")
    result = hong(tmp_path, "check", "x")
    assert (result.returncode, result.stderr) == (0, "")
    assert f"looked at {host}{FIRST}\n    http 404" in result.stdout


def test_an_address_of_the_house_is_not_asked_for(tmp_path: Path, site: tuple[str, list[str]]) -> None:
    host, asked = site
    write(tmp_path, host, private=False)
    result = hong(tmp_path, "check", "x")
    assert (result.returncode, asked) == (1, [])
    assert "private address 127.0.0.1" in result.stderr


@pytest.mark.slow  # it waits between requests as a crawl does, and so does the check that it says to run
def test_what_a_new_source_says_to_do_next_works_as_printed(tmp_path: Path, site: tuple[str, list[str]]) -> None:
    host, _ = site
    result = hong(tmp_path, "new", "x", f"{host}/list_trs.html", "--private", "--dir", "my sites")
    assert result.returncode == 0, result.stderr
    (every,) = set(re.findall(r"more \(`hongtou source (.*)` names them\)", result.stdout))
    (then,) = re.findall("then: hongtou source (.*)", result.stderr)
    assert "t20140110_1.html" in hong(tmp_path, *shlex.split(every)).stdout
    assert hong(tmp_path, *shlex.split(then)).returncode == 0


@pytest.mark.parametrize(
    ("text", "reason"), [pytest.param(CAPTCHA, "captcha", marks=pytest.mark.slow), (None, "http 404")]
)
def test_a_new_source_none_of_whose_circulars_comes_says_so(
    tmp_path: Path, site: tuple[str, list[str]], texts: dict[str, str], text: str | None, reason: str
) -> None:
    host, _ = site
    texts.clear()
    texts.update({path: text for path in (FIRST, SECOND) if text})
    result = hong(tmp_path, "new", "x", f"{host}/list_trs.html", "--private")
    said = f"hongtou: x: {host}/list_trs.html: none of its circulars came (2 asked for): {reason}\n"
    assert (result.returncode, said in result.stderr) == (1, True)
    assert (tmp_path / "sources" / "x.toml").is_file()


def test_a_source_is_written_from_an_address_with_a_circular_beside_its_list(
    tmp_path: Path, site: tuple[str, list[str]], texts: dict[str, str]
) -> None:
    host, asked = site
    result = hong(tmp_path, "new", "x", f"{host}/list_trs.html", "--private")
    assert result.returncode == 0, result.stderr
    assert asked == ["/robots.txt", "/list_trs.html", FIRST, SECOND]
    sources = tmp_path / "sources"
    assert (sources / "x.html").read_bytes() == (PAGES / "list_trs.html").read_bytes()
    assert (sources / "x-circular.html").read_text("utf-8") == texts[FIRST]
    assert hong(tmp_path, "check", "x", "--saved").returncode == 0
    texts[FIRST] = texts[FIRST].replace("<a href", "<b href")  # which the written source now sees
    result = hong(tmp_path, "check", "x")
    assert result.returncode == 1
    assert result.stderr == f"hongtou: x: {host}{FIRST}: attachments fell from 1 to 0\n"
