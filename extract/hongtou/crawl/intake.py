"""What comes back: judged, archived, and only then settled."""

from __future__ import annotations

from hongtou.archive.capture import Kind
from hongtou.crawl.answer import REDIRECTS, Answer, Order, Silence, ascii_address, capture, is_wary
from hongtou.crawl.errand import Errand
from hongtou.crawl.failures import judge
from hongtou.crawl.page import Page
from hongtou.crawl.politeness import retry_after
from hongtou.crawl.settle import Settler
from hongtou.crawl.trip import Trip
from hongtou.errors import LimitError, SourceError, UnreadableError


class Intake:
    """Takes answers, within a step of the frontier."""

    def __init__(self, trip: Trip, settler: Settler) -> None:
        self._trip, self._settler = trip, settler

    def answered(self, order: Order, answer: Answer) -> None:
        """An answer came."""
        trip, errand = self._trip, order.errand
        trip.tally.bytes += len(answer.body)
        kind, reason, page = self._judged(order, answer)
        facts = {"reason": reason}
        if kind == "redirect":
            facts["location"] = ascii_address(answer.header("location"))
        stored = trip.archive.add(capture(order, answer, kind, facts))
        wait = self._heard(errand, answer, reason)
        self._settler.settle(errand, stored, lambda: page or self._settler.page(errand, stored), wait)

    def silent(self, order: Order, silence: Silence) -> None:
        """No answer came."""
        trip, errand = self._trip, order.errand
        host, now = trip.board.host(errand.host), trip.clock()
        host.silent(now, unreachable=silence.unreachable)
        trip.board.save(errand.host)
        trip.board.wants(errand.host)
        if silence.refused:
            trip.finish(errand, silence.reason, refused=True)
            if errand.kind == "robots":
                trip.rules.unreachable(errand, silence.reason, refused=True)
            return
        self._settler.fail(errand, silence.reason, passing=True)
        if host.unanswered >= trip.manners.unreachable:
            trip.board.rest(errand.host, now + trip.manners.patience)

    def returned(self, order: Order) -> None:
        """It was never sent."""
        self._trip.frontier.put_back(order.errand, "", count=False)

    def _judged(self, order: Order, answer: Answer) -> tuple[Kind, str, Page | None]:
        """What kind of capture an answer is, why it is a failure if it is one, and the page that came."""
        errand, status = order.errand, answer.status
        if status == 304 and ("If-None-Match" in order.headers or "If-Modified-Since" in order.headers):
            return errand.kind, "", None
        if answer.truncated:
            return "failure", f"cut short ({answer.truncated})", None
        if status in REDIRECTS and answer.header("location"):
            return "redirect", "", None
        try:
            content = answer.content(self._trip.manners.largest)
        except (LimitError, UnreadableError) as error:
            return "failure", f"cannot be unpacked: {error}", None
        charset = self._trip.sources[errand.source].charset
        page = Page(errand.url, errand.kind, content, headers=answer.headers, charset=charset)
        if errand.kind == "robots":
            # RFC 9309, 2.3.1.3: what the server refuses is not there; 429 asks for patience as 503 does.
            good = status < 300 or (400 <= status < 500 and status != 429)
            return ("robots", "", page) if good else ("failure", f"http {status}", None)
        try:
            reason = judge(self._trip.sources[errand.source], page, status)
        except SourceError as error:
            reason = str(error)
        if not (reason or 200 <= status < 300):
            reason = f"http {status}"
        return ("failure", reason, None) if reason else (errand.kind, "", page)

    def _heard(self, errand: Errand, answer: Answer, reason: str) -> float | None:
        """What the answer means for its host; seconds that its Retry-After asks for."""
        trip, now = self._trip, self._trip.clock()
        host = trip.board.host(errand.host)
        wait = retry_after(answer.header("retry-after"), now)
        if is_wary(answer.status, reason):
            host.throttled(now, wait)
        else:
            host.answered(now)
        trip.board.save(errand.host)
        trip.board.wants(errand.host)
        return wait
