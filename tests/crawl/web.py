"""A web for the crawl to walk: a table of answers, and a clock that stands still unless somebody waits.

What goes out is kept with its time, so that a test can hold it against what a host asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from hongtou.archive.capture import Capture, Stored
from hongtou.archive.store import Archive
from hongtou.crawl.answer import Answer, Order, Silence
from hongtou.crawl.frontier import Frontier
from hongtou.crawl.manners import Manners
from hongtou.crawl.source import Source, plain_source
from hongtou.crawl.tally import Tally
from hongtou.crawl.trip import Budget
from hongtou.crawl.walk import Walk

HTML = ("Content-Type", "text/html; charset=utf-8")
BEGIN = 1_700_000_000.0
Came = Answer | Silence


class Asked(NamedTuple):
    """A request and when it went out and its answer ended, in seconds after the beginning."""

    url: str
    begin: float
    end: float
    headers: Mapping[str, str]


def page(words: str = "各科室要认真组织实施", *hrefs: str, **headers: str) -> Answer:
    """A page of HTML that links to these addresses."""
    links = "".join(f'<li><a href="{href}">关于印发{href}的通知</a><span>2024-04-12</span></li>' for href in hrefs)
    body = f"<html><head><title>{words}</title></head><body><ul>{links}</ul><p>{words}</p></body></html>"
    said = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Answer(200, (HTML, *said), body.encode())


def status(code: int, **headers: str) -> Answer:
    """An answer of that status, with a short body."""
    said = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Answer(code, (HTML, *said), f"<html><body><h1>{code}</h1></body></html>".encode())


def robots(*lines: str) -> Answer:
    """A robots.txt."""
    return Answer(200, (("Content-Type", "text/plain"),), "\n".join(lines).encode())


class Web:
    """Address → its answers, the last of which it gives again and again; all else is not found."""

    def __init__(self, answers: Mapping[str, Came | Sequence[Came]], *, takes: float = 0.5) -> None:
        self._answers = {
            url: [one] if isinstance(one, (Answer, Silence)) else list(one) for url, one in answers.items()
        }
        self._takes = takes
        self.now = BEGIN
        self.log: list[Asked] = []

    def clock(self) -> float:
        """Seconds of the epoch."""
        return self.now

    def get(self, order: Order) -> Came:
        """Answer a request, which takes its time."""
        begin = self.now
        self.now += self._takes
        url = order.errand.url
        self.log.append(Asked(url, begin - BEGIN, self.now - BEGIN, order.headers))
        left = self._answers.get(url, [status(404)])
        answer = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(answer, Answer) and answer.header("etag"):
            same = order.headers.get("If-None-Match") == answer.header("etag")
            return Answer(304, answer.headers, b"") if same else answer
        return answer

    @property
    def urls(self) -> list[str]:
        """What was asked for, robots.txt left aside."""
        return [asked.url for asked in self.log if not asked.url.endswith("/robots.txt")]

    def gaps(self) -> list[float]:
        """Seconds from the end of each answer to the next request."""
        return [round(after.begin - before.end, 3) for before, after in zip(self.log, self.log[1:], strict=False)]


class _Doomed(Archive):
    """An archive whose writer dies right after so many captures are in it."""

    def __init__(self, folder: Path, left: int | None) -> None:
        super().__init__(folder)
        self._left = left

    def add(self, capture: Capture) -> Stored:
        stored = super().add(capture)
        if self._left is not None:
            self._left -= 1
            if self._left == 0:
                raise Crash("die")
        return stored


class Crash(Exception):  # noqa: N818 - no error: the machine went away
    """The crawler dies."""


def source(*start: str, **more: object) -> Source:
    """A plain source that begins there."""
    found = plain_source(start[0])
    return msgspec.structs.replace(found, **{"name": "a", "start": start, **more})


def walk(
    web: Web,
    folder: Path,
    *sources: Source,
    manners: Manners | None = None,
    budget: Budget = Budget(),  # noqa: B008 - immutable
    retry: bool = False,
    crash: int | None = None,
    crash_archived: int | None = None,
) -> Tally:
    """Crawl that web, one request after the other.

    ``crash``: die before that answer is taken; ``crash_archived``: when so many are archived and the frontier does not
    know of the last.
    """
    with _Doomed(folder, crash_archived) as archive, Frontier(folder) as frontier:
        going = Walk(frontier, archive, sources, manners or Manners(delay=0), budget, web.clock)
        going.begin(retry=retry)
        orders = going.orders()
        while going.pending:
            if not orders:
                wait = going.wait()
                assert wait is not None
                web.now += wait
                orders = going.orders()
                continue
            order, *orders = orders
            came = web.get(order)
            if crash is not None and len(web.log) > crash:
                raise Crash("die")
            orders += going.silent(order, came) if isinstance(came, Silence) else going.answered(order, came)
        return going.end()
