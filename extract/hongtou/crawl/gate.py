"""What goes out next: each errand judged once more at the moment in which it would be asked for."""

from __future__ import annotations

from hongtou.archive.capture import Stored
from hongtou.crawl.address import allowed
from hongtou.crawl.answer import Order, stamp
from hongtou.crawl.errand import Errand
from hongtou.crawl.rulebook import FORBIDDEN, Barred
from hongtou.crawl.settle import Settler
from hongtou.crawl.trip import Trip

AGAIN = 30 * 24 * 3600.0
"""Seconds after which a page is asked for again whose server gives neither ETag nor Last-Modified to ask by."""
_AT_ONCE = 100
"""Errands that are settled without a request before answers are looked at again."""


class Gate:
    """Sends errands out, one a host, as the hosts become ready."""

    def __init__(self, trip: Trip, settler: Settler) -> None:
        self._trip, self._settler = trip, settler
        self._names = tuple(trip.sources)

    def orders(self) -> list[Order]:
        """What may be asked for now; the frontier knows of it when its step ends."""
        trip, found = self._trip, []
        for name in trip.board.ready(trip.clock(), self._is_wanted):
            if trip.budget.is_spent(trip.tally):
                trip.tally.stopped = "budget"
                trip.board.clear()
                break
            order = self._next(name)
            if order:
                found.append(order)
        return found

    def _is_wanted(self, name: str) -> bool:
        return self._trip.frontier.earliest(self._names, name) is not None

    def _next(self, name: str) -> Order | None:
        trip = self._trip
        for _ in range(_AT_ONCE):
            now = trip.clock()
            errand = trip.frontier.next(self._names, name, now)
            if errand is None:
                at = trip.frontier.earliest(self._names, name)
                if at is not None:
                    trip.board.later(name, at, now)
                return None
            if errand.kind == "robots":
                return self._send(errand, trip.archive.last(errand.url))
            refusal = allowed(errand.url, trip.sources[errand.source])
            if refusal:
                trip.finish(errand, refusal, refused=True)
                continue
            rules = trip.rules.of(errand, now)
            if isinstance(rules, Barred):
                trip.finish(errand, rules.reason, refused=rules.refused)
            elif rules is None:
                # Its robots.txt goes first: from this host now, or when it comes from another or later.
                asked = trip.frontier.next(self._names, name, now)
                if asked is None or asked.kind != "robots":
                    return None
            elif not rules.allows(errand.url):
                trip.finish(errand, FORBIDDEN, refused=True)
            elif trip.board.host(name).ready_at > now:  # the rules ask for a longer gap than was known
                trip.board.wants(name)
                return None
            else:
                known = trip.archive.last(errand.url)
                if known is None or not self._is_fresh(errand, known, now):
                    return self._send(errand, known)
                self._settler.keep(errand, known)
        trip.board.wants(name)
        return None

    @staticmethod
    def _is_fresh(errand: Errand, known: Stored, now: float) -> bool:
        """Whether asking again would only bring the whole page again."""
        if errand.kind == "list" or known.etag or known.last_modified:
            return False
        return now - stamp(known.retrieved_at) < AGAIN

    def _send(self, errand: Errand, known: Stored | None) -> Order:
        trip = self._trip
        errand = trip.frontier.take(errand)
        headers = trip.manners.headers()
        if known and known.etag:
            headers["If-None-Match"] = known.etag
        if known and known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        trip.board.host(errand.host).sent(trip.clock())
        trip.board.save(errand.host)
        trip.tally.hosts.add(errand.host)
        trip.tally.asked += errand.kind != "robots"
        return Order(errand, trip.frontier.fetch(errand), headers)
