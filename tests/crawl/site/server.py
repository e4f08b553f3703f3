"""The real HTTP server of the composed site (or of any answers), in a process of its own, with a log of every request.

A line of the log is written for each request when it ends: begin and end as seconds of the system's monotonic clock,
begin taken when the request line has been read, end just before the last bytes of the answer are handed to the system.
So neither a gap between two requests nor their overlap can look worse than it was, however busy the machine.
"""

from __future__ import annotations

import email.utils
import gzip
import hashlib
import json
import subprocess
import sys
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from .answer import Answer, Script

_MODIFIED = 1_600_000_000
_SLOW = 0.05  # seconds before a slow answer, and between its pieces
_CONTROL = "/-/"


class Line(NamedTuple):
    """A line of the log: when, what was asked for, what was answered, how many bytes went out (head and body)."""

    begin: float
    end: float
    method: str
    path: str
    status: int
    sent: int
    agent: str
    whole: bool
    """Whether the answer could be sent to its end."""


class Answers(Protocol):
    """What is served."""

    def script(self, path: str) -> Script | None:
        """The answers of an address; None where there is no such page."""


class Http(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, answers: Answers | None, log: Path, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.answers = answers
        self.asked: Counter[str] = Counter()
        self.mended = False
        self.lock = threading.Condition()
        self.busy = 0
        self.log = log.open("a", encoding="utf-8")
        self.closing = threading.Event()

    def note(self, line: Line) -> None:
        """Write a line of the log."""
        with self.lock:
            self.log.write(json.dumps(line) + "\n")
            self.log.flush()

    def settle(self) -> None:
        """Wait until what was answered is in the log, too: the client may have had it for a while."""
        with self.lock:
            self.lock.wait_for(lambda: not self.busy, timeout=5)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that is gone is nothing to print."""


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Http
    protocol_version = "HTTP/1.1"
    # An answer's last piece must not wait for the client's acknowledgement of the one before.
    disable_nagle_algorithm = True

    def log_message(self, *_: Any) -> None:
        """Nothing on stderr: ``note`` keeps the log."""

    def do_GET(self) -> None:
        """Answer, in the manner that the answer has."""
        begin, server = time.monotonic(), self.server
        if self.path.startswith(_CONTROL):
            self._control(self.path.removeprefix(_CONTROL))
            return
        assert server.answers
        script = server.answers.script(self.path)
        with server.lock:
            nth = server.asked[self.path]
            server.asked[self.path] += 1
            server.busy += 1
        missing = Answer(b"<html><body><h1>Not Found</h1></body></html>", status=404)
        try:
            self._send(script.answer(nth, mended=server.mended) if script else missing, begin)
        finally:
            with server.lock:
                server.busy -= 1
                server.lock.notify_all()

    def _control(self, word: str) -> None:
        if word == "settle":
            self.server.settle()
        else:
            self.server.mended = word == "mend"
        self._send(Answer(b"ok"), 0, quiet=True)

    def do_HEAD(self) -> None:
        """No crawl of ours asks so; the log shows it."""
        self.server.note(Line(time.monotonic(), time.monotonic(), "HEAD", self.path, 405, 0, "", True))
        self.send_error(405)

    def _send(self, answer: Answer, begin: float, *, quiet: bool = False) -> None:
        unchanged = self._unchanged(answer)
        status = 304 if unchanged else answer.status
        body = b"" if unchanged else answer.body
        headers = [("Date", self.date_time_string()), ("Content-Type", answer.kind), *answer.headers]
        headers += _validators(answer)
        if answer.packed and not unchanged and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, mtime=0)
            headers.append(("Content-Encoding", "gzip"))
        if answer.manner in ("silent", "drip", "flood"):
            headers.append(("Connection", "close"))
        elif not unchanged:
            headers.append(("Content-Length", str(len(body) * (2 if answer.manner == "cut" else 1))))
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
        head = f"HTTP/1.1 {status} {self.responses[status][0]}\r\n{lines}\r\n".encode("latin-1")
        end, sent, whole = begin, 0, False
        try:
            for piece, wait in _pieces(head, body, answer.manner):
                if wait and self.server.closing.wait(wait):
                    break
                end = time.monotonic()
                self.wfile.write(piece)
                sent += len(piece)
            else:
                whole = answer.manner != "cut"
        except OSError:
            end = time.monotonic()
        self.close_connection = self.close_connection or not whole
        if not quiet:
            agent = self.headers.get("User-Agent", "")
            self.server.note(Line(begin, end, self.command, self.path, status, sent, agent, whole))

    def _unchanged(self, answer: Answer) -> bool:
        if answer.status != 200:
            return False
        known = dict(_validators(answer))
        tag, since = self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")
        if tag is not None:
            return tag == known.get("ETag")
        return since is not None and since == known.get("Last-Modified")


def _validators(answer: Answer) -> list[tuple[str, str]]:
    found = []
    if "E" in answer.validators:
        found.append(("ETag", f'"{hashlib.sha1(answer.body).hexdigest()[:16]}"'))
    if "M" in answer.validators:
        found.append(("Last-Modified", email.utils.formatdate(_MODIFIED, usegmt=True)))
    return found


def _pieces(head: bytes, body: bytes, manner: str) -> Iterator[tuple[bytes, float]]:
    """What is written one after the other, and how many seconds before each."""
    match manner:
        case "plain" | "cut":
            yield head + body, 0
        case "slow":
            yield head, _SLOW
            for at in range(0, len(body), max(1, len(body) // 4)):
                yield body[at : at + max(1, len(body) // 4)], _SLOW
        case "silent":
            yield head, 3600
        case _:
            yield head, 0
            while True:
                yield (b"<p>-</p>\n", 0.05) if manner == "drip" else (b"<p>-</p>\n" * 4096, 0)


class Server:
    """A server that runs in another process."""

    def __init__(self, host: str, log: Path) -> None:
        self.host = host
        self._log = log

    def url(self, path: str) -> str:
        """The whole address of a path."""
        return f"{self.host}{path}"

    def log(self) -> list[Line]:
        """The requests that have ended, in the order in which they began."""
        self._tell("settle")
        return sorted(Line(*json.loads(line)) for line in self._log.read_text(encoding="utf-8").splitlines())

    def count(self) -> int:
        """How many requests have ended."""
        return self._log.read_bytes().count(b"\n")

    def forget(self) -> None:
        """Begin the log anew."""
        self._tell("settle")
        with self._log.open("r+b") as file:
            file.truncate()

    def mend(self, mended: bool = True) -> None:
        """Make what failed come well from now on; or fail again."""
        self._tell("mend" if mended else "break")

    def _tell(self, word: str) -> None:
        urllib.request.urlopen(f"{self.host}{_CONTROL}{word}", timeout=10).close()


@contextmanager
def served(log: Path, *arguments: str) -> Iterator[Server]:
    """Serve in a process of its own: ``arguments`` are those of ``python -m tests.crawl.serve``."""
    command = [sys.executable, "-m", "tests.crawl.serve", "--log", str(log), *arguments]
    root = Path(__file__).parents[3]
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        host = process.stdout.readline().strip()
        assert host, "the server did not start"
        yield Server(host, log)
    finally:
        process.terminate()
        process.communicate()
