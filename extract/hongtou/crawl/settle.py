"""What an archived answer means for the frontier: links to follow, a new place, a failure to try again.

An answer is settled from what the archive holds of it, so that one whose crawler died between the two is settled by
the next in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hongtou.archive.capture import Stored
from hongtou.crawl.address import allowed, join
from hongtou.crawl.answer import TOO_OFTEN, is_passing
from hongtou.crawl.errand import Errand
from hongtou.crawl.links import Link, links
from hongtou.crawl.page import Page
from hongtou.crawl.robots import HOPS
from hongtou.crawl.shapes import is_file
from hongtou.crawl.trip import Trip
from hongtou.errors import SourceError, UnreadableError

BARREN = 10
"""Lists in a row that lead to nothing new, after which a chain of them is left: calendars, endless filters."""
DEEPEST = 10_000
"""Links from a start address."""
REDIRECTS = 10
"""Redirects in a row."""


class Settler:
    """Turns what is archived into steps of the frontier, within its transaction."""

    def __init__(self, trip: Trip) -> None:
        self._trip = trip

    def settle(self, errand: Errand, stored: Stored, page: Callable[[], Page], wait: float | None = None) -> None:
        """Settle an answer; ``page`` gives what came, ``wait`` the seconds that its Retry-After asks for."""
        if stored.kind == "redirect":
            self._moved(errand, stored)
        elif errand.kind == "robots":
            self._robots(errand, stored, page, wait)
        elif stored.kind == "failure":
            self._failed(errand, stored, wait)
        else:
            self._count(stored)
            self._follow(errand, page, _sent(stored))

    def keep(self, errand: Errand, known: Stored) -> None:
        """A page is not asked for again; it leads where it led."""
        self._trip.tally.same += 1
        self._follow(errand, lambda: self.page(errand, known), 0)

    def restore(self, errand: Errand) -> None:
        """Settle what was being asked for when the last crawler died."""
        trip = self._trip
        trip.expect(errand)
        stored = trip.archive.fetched(trip.frontier.fetch(errand))
        if stored is None:
            trip.frontier.put_back(errand, "", count=False)
        else:
            self.settle(errand, stored, lambda: self.page(errand, stored))

    def fail(self, errand: Errand, reason: str, *, passing: bool, wait: float | None = None, size: int = 0) -> None:
        """An address would not come: try it again later, or give it up."""
        trip, now = self._trip, self._trip.clock()
        if passing and errand.attempts < trip.manners.attempts:
            at = trip.board.host(errand.host).retry_at(now, errand.attempts) if wait is None else now + wait
            trip.put_back(errand, reason, at)
            return
        trip.finish(errand, reason, size=size)
        if errand.kind == "robots":
            trip.rules.unreachable(errand, reason)

    def _failed(self, errand: Errand, stored: Stored, wait: float | None) -> None:
        reason = stored.facts.get("reason", f"http {stored.status}")
        passing = is_passing(stored.status, stored.truncated) or TOO_OFTEN in reason
        self.fail(errand, reason, passing=passing, wait=wait, size=_sent(stored))

    def _count(self, stored: Stored) -> None:
        if stored.revisit:
            self._trip.tally.same += 1
        else:
            self._trip.tally.came += 1

    def _robots(self, errand: Errand, stored: Stored, page: Callable[[], Page], wait: float | None) -> None:
        trip = self._trip
        if stored.kind == "failure":
            self._failed(errand, stored, wait)
            return
        body = page().body if stored.status < 400 else b""
        trip.rules.answered(errand, body, trip.clock())
        trip.finish(errand, size=_sent(stored))

    def _moved(self, errand: Errand, stored: Stored) -> None:
        """A redirect: where it leads is an address like any other, judged again."""
        trip, target = self._trip, join(errand.url, stored.facts.get("location", ""))
        trip.tally.moved += 1
        if target is None:
            refusal: str | None = "what is no address of the web"
        else:
            refusal = allowed(target, trip.sources[errand.source])
        astray = self._astray(errand, target)
        if errand.kind == "robots":
            self._robots_moved(errand, None if astray or refusal else target)
        elif refusal or target is None:
            trip.finish(errand, f"redirect to {refusal}", refused=True, size=_sent(stored), to=target or "")
        elif astray:
            trip.finish(errand, astray, size=_sent(stored))
        else:
            trip.finish(errand, size=_sent(stored), to=target)
            trip.queue(errand._replace(url=target, hops=errand.hops + 1, via=errand.url))

    def _robots_moved(self, errand: Errand, target: str | None) -> None:
        """RFC 9309, 2.3.1.2: a robots.txt that leads astray is one that is not there."""
        trip = self._trip
        if target is None or errand.hops >= HOPS:
            trip.rules.answered(errand, b"", trip.clock())
        else:
            trip.expect(errand._replace(url=target))
            trip.rules.moved(errand, target)
        trip.finish(errand)

    def _astray(self, errand: Errand, target: str | None) -> str:
        """Why a redirect is not followed, where it is a circle or has no end."""
        if errand.hops >= REDIRECTS:
            return "too many redirects"
        place = target
        for _ in range(REDIRECTS + 1):
            if place == errand.url:
                return "redirect loop"
            place = self._trip.frontier.leads_to(place, errand.visit) if place else None
        return ""

    def page(self, errand: Errand, stored: Stored) -> Page:
        """What the archive holds of an errand."""
        said = (("Content-Type", stored.media_type),) if stored.media_type else ()
        charset = self._trip.sources[errand.source].charset
        return Page(errand.url, errand.kind, self._trip.archive.body(stored), headers=said, charset=charset)

    def _follow(self, errand: Errand, page: Callable[[], Page], size: int) -> None:
        """Queue what a page leads to, which is the last that is done with it."""
        trip = self._trip
        try:
            found = links(trip.sources[errand.source], page())
        except (SourceError, UnreadableError) as error:
            self.fail(errand, f"archived, but its links cannot be read: {error}", passing=False, size=size)
            return
        if trip.budget.one:
            found = tuple(link for link in found if link.kind in ("page", "attachment"))
        elif trip.budget.sample:
            found = self._sample(errand, found)
        elif errand.kind == "list" and not errand.depth and not found:
            trip.tally.barren[errand.url] = errand.source
        wanted = [link for link in found if not self._is_old(link)]
        trip.tally.older += len(found) - len(wanted)
        # Circulars first: a list that leads to a new one is no trap.
        new = [self._offer(errand, link, 0) for link in wanted if link.kind != "list"]
        barren = errand.barren + 1 if errand.kind == "list" and not any(new) and self._is_barren(errand, found) else 0
        for link in wanted:
            if link.kind == "list":
                self._offer(errand, link, barren)
        trip.finish(errand, size=size)

    def _sample(self, errand: Errand, found: Sequence[Link]) -> tuple[Link, ...]:
        """The first circulars of a list that are pages and may be asked for: files show no layout."""
        source, most = self._trip.sources[errand.source], self._trip.budget.sample
        wanted = (link for link in found if link.kind == "circular" and not is_file(link.url))
        pages = [link for link in wanted if not allowed(link.url, source)]
        return tuple(pages[:most]) if errand.kind == "list" else ()

    def _is_barren(self, errand: Errand, found: Sequence[Link]) -> bool:
        """Whether a list that led to nothing new shows only what the list before it showed, or what ``since`` leaves
        alone and in the order of a list that goes back in time. One that repeats another list of the source is none.
        """
        shown = {link.url for link in found if link.kind == "circular"}
        days = [link.date for link in found if link.kind == "circular" and link.date]
        since = self._trip.budget.since
        if since and days and max(days) < since:
            return days[0] > days[-1]
        before = self._trip.archive.last(errand.via) if errand.via and shown else None
        if before is None:
            return not shown
        try:
            page = self.page(errand._replace(url=before.url, kind="list"), before)
            earlier = links(self._trip.sources[errand.source], page)
        except (SourceError, UnreadableError):
            return False
        return shown <= {link.url for link in earlier}

    def _is_old(self, link: Link) -> bool:
        """Whether a circular is dated before ``since``; one without a date may be new."""
        since = self._trip.budget.since
        return since is not None and link.kind == "circular" and link.date is not None and link.date < since

    def _offer(self, errand: Errand, link: Link, barren: int) -> bool:
        """Queue a link; whether it is a circular that this visit did not know."""
        trip = self._trip
        refusal = allowed(link.url, trip.sources[errand.source]) or ""
        if not refusal and barren > BARREN:
            refusal = f"{BARREN} lists in a row led to nothing new"
        elif not refusal and errand.depth >= DEEPEST:
            refusal = f"more than {DEEPEST} links from the start"
        part_of = None
        if link.kind in ("page", "attachment") and errand.kind != "list":
            part_of = errand.part_of or errand.url
        found = Errand(
            url=link.url,
            source=errand.source,
            kind=link.kind,
            visit=errand.visit,
            depth=errand.depth + 1,
            barren=barren,
            via=errand.url,
            part_of=part_of,
            words=link.words,
            date=link.date.isoformat() if link.date else "",
        )
        return trip.queue(found, refusal) and link.kind == "circular"


def _sent(stored: Stored) -> int:
    """Bytes of the body that came."""
    return 0 if stored.status == 304 else stored.size
