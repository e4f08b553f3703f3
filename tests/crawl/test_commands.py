"""The commands, each in a process of its own, against a real server: what a person sees, and what a signal does."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

pytest.importorskip("scrapy")

from hongtou.cli import main
from hongtou.crawl.frontier import reading
from hongtou.crawl.page import Page
from hongtou.crawl.single import listed_on

ROOT = Path(__file__).parents[2]
HONGTOU = [sys.executable, "-c", "from hongtou.cli import main; main()"]
LIST = "".join(
    f"<li><a href='t20240412_{n}.html'>关于印发第{n}号办法的通知</a><span>2024-04-12</span></li>" for n in range(20)
)
TABLE = "<table><tr><td>序号</td><td>工作任务</td><td>责任单位</td><td>完成时限</td></tr><tr><td>1</td><td>制定方案</td><td>县教育局</td><td>2024年6月底前</td></tr></table>"  # noqa: E501
FOLDER = "/wj/"


class Pages(ThreadingHTTPServer):
    """Serves these bodies; what was asked for, and how, is kept."""

    daemon_threads = True

    def __init__(self, bodies: Mapping[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.bodies = bodies
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.over = threading.Event()
        self.freely = 10**6
        """How many requests are answered before ``gate`` is open."""
        self.gate = threading.Event()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


class _Handler(BaseHTTPRequestHandler):
    server: Pages
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.agents.add(self.headers["User-Agent"])
        if len(self.server.asked) > self.server.freely:
            self.server.gate.wait(120)
        body = self.server.bodies.get(self.path)
        endless = self.path.endswith(("flood", "drip", "silent"))
        self.send_response(200 if body is not None or endless else 404)
        if not endless:
            self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        try:
            self.wfile.write(body or b"")
            while endless:
                if not self.path.endswith("silent"):
                    self.wfile.write(b"-" * (65536 if self.path.endswith("flood") else 1))
                    self.wfile.flush()
                if self.server.over.wait(0 if self.path.endswith("flood") else 0.1):
                    break
        except OSError:
            self.close_connection = True


def circular(number: int) -> bytes:
    """A page with a circular."""
    title = f"云溪县人民政府关于印发第{number}号办法的通知"
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>云政发〔2024〕{number}号</p>{TABLE}</body></html>".encode()  # noqa: E501


BODIES = {FOLDER: f"<html><body><ul>{LIST}</ul></body></html>".encode()}
BODIES |= {f"{FOLDER}t20240412_{n}.html": circular(n) for n in range(20)}


@contextmanager
def serving(bodies: Mapping[str, bytes] = BODIES) -> Iterator[Pages]:
    """A server that ends with the block."""
    server = Pages(bodies)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.gate.set()
        server.shutdown()
        server.server_close()


def source(folder: Path, server: Pages, host: str = "127.0.0.1", *, private: bool = True) -> str:
    """A source file that begins at the server's list."""
    path = folder / "yunxi.toml"
    start = f"http://{host}:{server.port}{FOLDER}"
    path.write_text(f'start = ["{start}"]\nprivate = {str(private).lower()}\ndelay = 0.0\n', encoding="utf-8")
    return str(path)


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "HONGTOU_CONTACT": ""}


def hongtou(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program to its end."""
    return subprocess.run(
        [*HONGTOU, *arguments], cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )


def states(archive: Path) -> dict[str, int]:
    base = reading(archive)
    found = dict(base.execute("SELECT state, count(*) FROM address WHERE kind <> 'robots' GROUP BY state").fetchall())
    base.close()
    return found


def test_a_crawl_and_how_it_stands(tmp_path: Path) -> None:
    archive = str(tmp_path / "archive")
    with serving() as server:
        done = hongtou("crawl", source(tmp_path, server), "--archive", archive, "--contact", "me@uni.example")
        assert (done.returncode, done.stderr) == (0, "")
        assert "came 取得 21, " in done.stdout
        assert server.asked[0] == "/robots.txt"
        assert sorted(server.asked[1:]) == sorted(BODIES)
        assert all(agent.startswith("hongtou/") and "me@uni.example" in agent for agent in server.agents)
        server.bodies = {FOLDER: BODIES[FOLDER]}
        again = hongtou("crawl", source(tmp_path, server), "--archive", archive, "-q")
        assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
        assert server.asked[22:] == [FOLDER]
    said = CliRunner().invoke(main, ["crawl", "status", "--archive", archive])
    assert said.exit_code == 0
    assert "yunxi" in said.output
    assert "127.0.0.1" in said.output
    assert "21" in said.output


def test_a_start_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    """A list whose links the source no longer finds must not look like one without news, in a nightly crawl least."""
    with serving({FOLDER: "<div id=app>本栏目暂无信息，共有公文若干，请稍候再来查看</div>".encode()}) as server:
        done = hongtou("crawl", source(tmp_path, server), "--archive", str(tmp_path / "archive"), "-q")
        assert (done.returncode, done.stdout) == (0, "")
        assert f"yunxi: http://127.0.0.1:{server.port}{FOLDER} leads nowhere" in done.stderr
        assert f"`hongtou source check {tmp_path / 'yunxi.toml'}` says more" in done.stderr


def test_what_would_not_come_is_said_and_asked_for_again(tmp_path: Path) -> None:
    archive = str(tmp_path / "archive")
    gone = f"{FOLDER}t20240412_7.html"
    with serving({path: body for path, body in BODIES.items() if path != gone}) as server:
        named = source(tmp_path, server)
        done = hongtou("crawl", named, "--archive", archive)
        assert done.returncode == 1
        assert "failed 失败 1: http 404 1" in done.stdout
        assert f"hongtou crawl {named} --archive {archive} --retry" in done.stderr
        assert "--contact" in done.stderr
        said = CliRunner().invoke(main, ["crawl", "status", "--archive", archive, "--failed"]).output
        assert "yunxi\thttp 404\t1\t" in said
        assert f"{gone} (from http://127.0.0.1:{server.port}{FOLDER})" in said
        server.bodies = BODIES
        asked = len(server.asked)
        assert hongtou("crawl", named, "--archive", archive, "--retry").returncode == 0
        assert server.asked[asked:] == [gone]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_lets_what_is_out_come_and_says_how_to_go_on(number: signal.Signals, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    with serving() as server:
        server.freely = 3
        named = source(tmp_path, server)
        command = [*HONGTOU, "crawl", named, "--archive", str(archive)]
        going = subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        while len(server.asked) < 4:
            assert going.poll() is None
            time.sleep(0.01)
        second = hongtou("crawl", named, "--archive", str(archive))
        assert second.returncode == 1
        assert "another" in second.stderr
        stands = CliRunner().invoke(main, ["crawl", "status", "--archive", str(archive)]).output
        assert f"yunxi: not at its end 未完成: hongtou crawl yunxi --archive {archive} goes on" in stands
        going.send_signal(number)
        server.gate.set()
        _, said = going.communicate(timeout=30)
        assert going.returncode == 1
        assert f"To go on 继续: hongtou crawl {named} --archive {archive}" in said.decode()
        assert states(archive)["done"] == len(server.asked) - 1
        assert "fetching" not in states(archive)
        assert hongtou("crawl", named, "--archive", str(archive)).returncode == 0
        assert len(server.asked) == len(set(server.asked)) == 22


def test_a_name_that_leads_to_loopback_is_never_connected_to(tmp_path: Path) -> None:
    name = socket.gethostname()
    if "." in name or not socket.gethostbyname(name).startswith("127."):
        pytest.skip("the name of this machine does not lead to loopback")
    with serving() as server:
        done = hongtou("crawl", source(tmp_path, server, name, private=False), "--archive", str(tmp_path / "archive"))
        assert server.asked == []
    assert done.returncode == 1
    assert "private address 127." in done.stdout


LIMITS = """
import json, sys
from pathlib import Path
from hongtou.crawl.manners import Manners
from hongtou.crawl.run import crawl
from hongtou.crawl.source import load_source
manners = Manners(delay=0, attempts=1, timeout=0.6, largest=500_000)
print(json.dumps(crawl([load_source(sys.argv[1])], Path(sys.argv[2]), manners=manners).failed))
"""


def test_answers_without_end_are_cut(tmp_path: Path) -> None:
    names = ("flood", "drip", "silent")
    entries = "".join(f"<li><a href='t20240412_{n}.html?{n}'>关于印发{n}办法的通知</a></li>" for n in names)
    with serving({FOLDER: f"<html><body><ul>{entries}</ul></body></html>".encode()}) as server:
        arguments = ["-c", LIMITS, source(tmp_path, server), str(tmp_path / "archive")]
        done = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=environment(), capture_output=True, text=True, check=True
        )
    assert json.loads(done.stdout) == {"cut short (length)": 1, "cut short (time)": 1, "timeout": 1}


def test_one_circular_is_fetched_and_read(tmp_path: Path) -> None:
    archive, output = str(tmp_path / "archive"), tmp_path / "output"
    with serving() as server:
        host = f"http://127.0.0.1:{server.port}"
        assert hongtou("crawl", source(tmp_path, server), "--archive", archive, "--pages", "3").returncode == 0
        asked = len(server.asked)
        url = f"{host}{FOLDER}t20240412_5.html"
        done = hongtou("fetch", url, "-o", str(output), "--archive", archive, "--private", "--delay", "0")
        assert (done.returncode, done.stdout.splitlines()[-1]) == (0, f"circulars 公文 1, tasks 任务 1, in {output}")
        assert server.asked[asked:] == [f"{FOLDER}t20240412_5.html"]
        refused = hongtou("fetch", url, "-o", str(output), "--archive", archive)
        assert refused.returncode == 1
        assert "private address 127.0.0.1" in refused.stdout
        whole = ("-o", str(tmp_path / "other"), "--archive", archive, "--private", "--delay", "0")
        assert "reads as a list" not in done.stderr
        listed = hongtou("fetch", host + FOLDER, *whole)
        assert "reads as a list of 20 circulars" in listed.stderr
    (line,) = (output / "circulars.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["source"]["url"] == url


ITEM = "<li><a href='{0}'>关于印发第{0}号办法的通知</a></li>"
FEW = f"<ul>{''.join(ITEM.format(f't20240412_{n}.html') for n in range(4))}</ul>"
LISTED = [
    (FOLDER, f"<html><title>政府文件</title>{FEW}</html>", 4),
    ("/wj.html", f"<html><title>云溪县人民政府</title><p>共4条 第1页</p>{FEW}</html>", 4),
    ("/wj/", f"<html><title>政府文件</title>{FEW}<p>云政发〔2024〕3号</p></html>", 0),
    ("/wj/", f"<html><title>云溪县人民政府关于印发供水办法的通知</title>{FEW}</html>", 0),
    ("/wj/", f"<html><h1>供水</h1><p>{'县水利局要认真组织实施。' * 20}</p>{FEW}</html>", 0),
    ("/wj/t20240412_77.html", f"<html><title>供水</title>{FEW}</html>", 0),
    ("/wj/", f"<html><title>政府文件</title>{FEW.replace('.html', '.pdf')}</html>", 0),
    ("/wj/", f"<html><title>政府文件</title>{ITEM.format('t20240412_1.html')}</html>", 0),
]


@pytest.mark.parametrize(("path", "markup", "many"), LISTED)
def test_what_reads_as_a_list(path: str, markup: str, many: int) -> None:
    assert listed_on(Page(f"http://a.example{path}", "list", markup.encode())) == many


@pytest.mark.parametrize(
    ("path", "reason"),
    [("gone.html", "http 404"), ("captcha.html", "captcha"), ("secret.html", "robots.txt forbids it")],
)
@pytest.mark.parametrize("quiet", [(), ("-q",)])
def test_what_does_not_come_says_why(path: str, reason: str, quiet: tuple[str, ...], tmp_path: Path) -> None:
    bodies = {
        "/robots.txt": b"User-agent: *\nDisallow: /secret.html",
        "/captcha.html": "<html><title>请输入验证码</title></html>".encode(),
        "/secret.html": circular(1),
    }
    with serving(bodies) as server:
        url = f"http://127.0.0.1:{server.port}/{path}"
        where = ("-o", str(tmp_path / "output"), "--archive", str(tmp_path / "archive"), "--private", "--delay", "0")
        done = hongtou("fetch", url, *where, *quiet)
    assert (done.returncode, done.stderr) == (1, f"hongtou: {url} did not come ({reason}), so nothing is written\n")


def test_a_quiet_fetch_says_what_is_lacking(tmp_path: Path) -> None:
    page = circular(1).replace(b"</body>", "<a href='1.doc'>附件：任务表.doc</a></body>".encode())
    with serving({"/t20240412_1.html": page}) as server:
        url = f"http://127.0.0.1:{server.port}/t20240412_1.html"
        where = ("-o", str(tmp_path / "output"), "--archive", str(tmp_path / "archive"), "--private", "--delay", "0")
        done = hongtou("fetch", url, *where, "-q")
    assert (done.returncode, done.stderr) == (1, f"hongtou: not all of {url} came: http 404\n")


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["crawl"], 2, "Missing argument 'SOURCE...'"),
        (["crawl", "nowhere"], 2, "nowhere"),
        (["crawl", "status", "--archive", "nowhere"], 1, "no crawl has been here"),
        (["crawl", "a", "--bytes", "many"], 2, "200M"),
        (["crawl", "a", "--pages", "0"], 2, "--pages"),
        (["crawl", "a", "--bytes", "0"], 2, "--bytes"),
        (["crawl", "a", "--largest", "0K"], 2, "--largest"),
        (["fetch", "http://a.example/", "--timeout", "0"], 2, "--timeout"),
        (["crawl", "a", "--delay", "-1"], 2, "--delay"),
        (["crawl", "a", "--since", "May"], 2, "--since"),
        (["fetch", "ftp://a.example/1.html"], 2, "no http or https address"),
        (["fetch", "file:///etc/passwd"], 2, "no http or https address"),
    ],
)
def test_wrong_use_says_what_is_wrong(arguments: list[str], status: int, words: str) -> None:
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == status
    assert words in done.output


def test_help_shows_both_ways() -> None:
    said = CliRunner().invoke(main, ["crawl", "--help"]).output
    assert "[OPTIONS] SOURCE..." in said
    assert "status [OPTIONS]" in said


def test_without_scrapy_it_says_how_to_install_it(tmp_path: Path) -> None:
    """In a Python that is made to find none."""
    code = "import sys; sys.modules['scrapy'] = None; from hongtou.cli import main; main()"
    with serving() as server:
        arguments = ["crawl", source(tmp_path, server), "--archive", str(tmp_path / "archive")]
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], cwd=ROOT, env=environment(), capture_output=True, text=True
        )
    assert done.returncode == 1
    assert "pip install 'hongtou[crawl]'" in done.stderr
    assert not (tmp_path / "archive").exists()
