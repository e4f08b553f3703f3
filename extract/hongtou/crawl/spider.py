"""The one module that speaks scrapy: carries requests out and answers back; all that is decided is decided by Walk.

scrapy's own scheduler, redirects, retries, cookies, compression, robots.txt and throttling are off: each would ask for
something that the frontier does not know of, or would change what the archive is to hold.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from time import monotonic
from typing import Any, cast

from scrapy import Request, Spider, signals
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    StopDownload,
)
from scrapy.http import Response
from twisted.internet.error import ConnectError
from twisted.python.failure import Failure

from hongtou.archive.capture import Truncated
from hongtou.crawl.answer import Answer, Order, Silence
from hongtou.crawl.resolver import JudgingResolver
from hongtou.crawl.tally import Tally
from hongtou.crawl.walk import Walk
from hongtou.errors import HongtouError

Progress = Callable[[Tally, int], None]
"""Told after each answer: the counts, and how many addresses are queued."""

_SETTINGS: dict[str, Any] = {
    "SCHEDULER": "hongtou.crawl.spider.Scheduler",
    "DOWNLOAD_HANDLERS": {
        "http": "hongtou.crawl.spider.Handler",
        "https": "hongtou.crawl.spider.Handler",
        **dict.fromkeys(("data", "file", "ftp", "s3")),
    },
    "DOWNLOADER_MIDDLEWARES_BASE": {},
    "SPIDER_MIDDLEWARES_BASE": {},
    "EXTENSIONS_BASE": {},
    "ROBOTSTXT_OBEY": False,
    "CONCURRENT_REQUESTS": 10_000,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY": 0,
    "DOWNLOAD_MAXSIZE": 0,
    "DOWNLOAD_WARNSIZE": 0,
    "DOWNLOAD_FAIL_ON_DATALOSS": False,
    "LOG_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
}
_TELL = 0.5
"""Seconds between two tellings of progress."""
_GRACE = 1.0
"""Seconds that an answer which has begun may be over its time before it is given up without what came of it."""


class Handler(HTTP11DownloadHandler):
    """Sends a request once: twisted would repeat one whose connection broke, at once and without a word."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool.retryAutomatically = False


class Scheduler(BaseScheduler):
    """Holds what Walk has ordered until the engine takes it, which is at once; the frontier is the queue."""

    def __init__(self) -> None:
        self._orders: deque[Request] = deque()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Scheduler:
        return cls()

    def open(self, spider: Spider) -> None:
        self._spider = cast("Courier", spider)

    def close(self, reason: str) -> None:
        for request in self._orders:
            self._spider.walk.returned(_order(request))

    def has_pending_requests(self) -> bool:
        return bool(self._orders) or self._spider.walk.pending

    def enqueue_request(self, request: Request) -> bool:
        self._orders.append(request)
        return True

    def next_request(self) -> Request | None:
        return self._orders.popleft() if self._orders else None


class Courier(Spider):
    """Carries what Walk orders."""

    name = "hongtou"
    error: BaseException | None = None
    """What broke the crawl."""
    reason: str = "killed"
    """Why it ended, in scrapy's words."""

    def __init__(self, walk: Walk, resolver: JudgingResolver, progress: Progress | None) -> None:
        super().__init__()
        self.walk, self._resolver, self._progress = walk, resolver, progress
        self._told = 0.0
        self._timer: asyncio.TimerHandle | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Courier:
        self = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(self._headers_came, signals.headers_received)
        crawler.signals.connect(self._bytes_came, signals.bytes_received)
        crawler.signals.connect(self._erred, signals.spider_error)
        return self

    async def start(self) -> AsyncIterator[Any]:
        for order in self.walk.orders():
            yield self._request(order)
        self._plan()

    def _request(self, order: Order) -> Request:
        limits = self.walk.trip.manners
        meta = {"order": order, "begun": monotonic(), "size": 0, "download_timeout": limits.timeout + _GRACE}
        return Request(
            order.errand.url,
            headers=dict(order.headers),
            meta=meta,
            callback=self._answered,
            errback=self._silent,
            dont_filter=True,
        )

    # What comes back

    def _answered(self, response: Response) -> None:
        request = response.request
        assert request is not None
        cut: Truncated | None = request.meta.get("cut")
        if "dataloss" in response.flags:
            cut = "disconnect"
        headers = tuple(
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, values in response.headers.items()
            for value in values
        )
        ip = str(response.ip_address) if response.ip_address else None
        self._send(
            self.walk.answered(
                _order(request), Answer(response.status, headers, response.body, ip, cut), more=self._runs
            )
        )

    def _silent(self, failure: Failure) -> None:
        order = _order(failure.request)  # type: ignore[attr-defined]
        self._send(self.walk.silent(order, self._why(failure.value, order.errand.host), more=self._runs))

    def _why(self, error: BaseException | None, host: str) -> Silence:
        if isinstance(error, CannotResolveHostError):
            ip = self._resolver.refused.get(host)
            if ip:
                return Silence(f"private address {ip}", refused=True)
            return Silence("no such host", unreachable=True)
        if isinstance(error, DownloadConnectionRefusedError):
            return Silence("connection refused", unreachable=True)
        if isinstance(error, DownloadTimeoutError):
            return Silence("timeout")
        if isinstance(error, ConnectError):
            return Silence("cannot connect", unreachable=True)
        if isinstance(error, DownloadFailedError):
            return Silence("connection lost")
        return Silence(f"no answer: {type(error).__name__}")

    # What goes out

    @property
    def _runs(self) -> bool:
        return self.crawler.engine.running and self.error is None

    def _send(self, orders: list[Order]) -> None:
        for order in orders:
            self.crawler.engine.crawl(self._request(order))
        if self._progress and monotonic() - self._told > _TELL:
            self._told = monotonic()
            self._progress(self.walk.trip.tally, self.walk.queued())
        self._plan()

    def _plan(self) -> None:
        """Look again when the next host is ready."""
        if self._timer:
            self._timer.cancel()
        wait = self.walk.wait() if self._runs else None
        self._timer = None if wait is None else asyncio.get_running_loop().call_later(wait, self._look)

    def _look(self) -> None:
        if not self._runs:
            return
        try:
            self._send(self.walk.orders())
        except BaseException as error:
            self._break(error)
            if not isinstance(error, HongtouError):
                raise
        if not self.walk.pending:
            self._close("finished")

    # How it ends

    def _headers_came(self, body_length: object, request: Request) -> None:
        if isinstance(body_length, int) and body_length > self.walk.trip.manners.largest:
            self._cut(request, "length")

    def _bytes_came(self, data: bytes, request: Request) -> None:
        limits = self.walk.trip.manners
        request.meta["size"] += len(data)
        if request.meta["size"] > limits.largest:
            self._cut(request, "length")
        if monotonic() - request.meta["begun"] > limits.timeout:
            self._cut(request, "time")

    @staticmethod
    def _cut(request: Request, why: Truncated) -> None:
        request.meta["cut"] = why
        raise StopDownload(fail=False)

    def _erred(self, failure: Failure) -> None:
        self._break(failure.value)

    def _break(self, error: BaseException | None) -> None:
        self.error = self.error or error
        self._close("broken")

    def _close(self, reason: str) -> None:
        self._closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason=reason))

    def closed(self, reason: str) -> None:
        """Called by scrapy when all that was out is back."""
        self.reason = reason
        if self._timer:
            self._timer.cancel()


def carry(walk: Walk, progress: Progress | None) -> bool:
    """Walk until nothing is left, the budget is spent or a signal comes; whether a signal came.

    A process has one reactor, which runs once. Raises what broke the crawl.
    """
    process = AsyncCrawlerProcess(_SETTINGS)
    from twisted.internet import reactor

    resolver = JudgingResolver(reactor.nameResolver, walk.trip.private)
    # After scrapy's own resolver, which is installed when the reactor is about to run.
    reactor.callWhenRunning(lambda: reactor.installNameResolver(resolver))

    crawler = process.create_crawler(Courier)
    crawling = process.crawl(crawler, walk=walk, resolver=resolver, progress=progress)
    process.start()
    courier = cast("Courier | None", crawler.spider)
    if courier and courier.error:
        raise courier.error
    if crawling.done():
        crawling.result()
    return courier is None or courier.reason in ("shutdown", "killed")


def _order(request: Request) -> Order:
    order = request.meta["order"]
    assert isinstance(order, Order)
    return order
