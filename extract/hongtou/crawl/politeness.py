"""When a host may be asked next: pure arithmetic on what it said and when its last answer ended.

Times are seconds of the epoch, as a restart must know them.
"""

from __future__ import annotations

import math
from email.utils import parsedate_to_datetime

from hongtou.crawl.errand import HostRow

SLOWEST = 300.0
"""Seconds that a host's 429 and 503 may add between requests."""
_PATIENT_RETRY = 10
"""A page that did not come is tried again after so many gaps, then twice as many."""
_LONGEST_RETRY = 1800.0


class Host:
    """One host: one request at a time, and a gap from the end of an answer to the next request."""

    def __init__(self, delay: float, row: HostRow, now: float) -> None:
        """``delay`` is what source or command want; ``row`` what was known, of which nothing may lie in the future."""
        self.delay = delay
        self.crawl_delay = 0.0
        """What its robots.txt asks for."""
        self.busy = False
        self.unanswered = 0
        """Requests in a row to which the host was not there."""
        self._heard = False
        self._ended = min(row.ended, now)
        self._slow = min(row.slow, SLOWEST)
        self._not_before = row.not_before

    @property
    def gap(self) -> float:
        """Seconds from the end of an answer to the next request."""
        return max(self.delay, self.crawl_delay) + self._slow

    @property
    def ready_at(self) -> float:
        """When the next request may go out."""
        return max(self._ended + self.gap, self._not_before)

    def row(self) -> HostRow:
        """What a restart must know."""
        return HostRow(self._ended, self._slow, self._not_before)

    def sent(self, now: float) -> None:
        """A request goes out; should nothing ever be heard of it, the gap counts from here."""
        self.busy, self._ended = True, now

    def answered(self, now: float) -> None:
        """An answer ended. A slowed host earns half of its speed back."""
        self._over(now)
        self._slow = self._slow / 2 if self._slow > 0.2 else 0.0

    def silent(self, now: float, *, unreachable: bool = True) -> None:
        """A request ended without an answer; one that came too late (``unreachable`` False) counts for a host that
        never answered.
        """
        self.busy, self._ended = False, now
        self.unanswered += unreachable or not self._heard

    def throttled(self, now: float, wait: float | None) -> None:
        """An answer said that we ask too often; ``wait`` as its Retry-After says."""
        self._over(now)
        self._slow = min(max(2 * self._slow, self.gap, 1.0), SLOWEST)
        self._not_before = max(self._not_before, now + (wait or 0.0))

    def interrupted(self, now: float) -> None:
        """A crawler died while a request was out; it may have ended only now."""
        self._ended = now

    def _over(self, now: float) -> None:
        self.busy, self.unanswered, self._heard, self._ended = False, 0, True, now

    def retry_at(self, now: float, attempts: int) -> float:
        """When an address that did not come is tried again: later each time, in the measure of the host's gap."""
        return now + min(max(1.0, _PATIENT_RETRY * self.gap) * 2.0 ** (attempts - 1), _LONGEST_RETRY)


def retry_after(value: str, now: float) -> float | None:
    """Seconds that a Retry-After asks for (RFC 9110, 10.2.3: seconds or a date); None where it says nothing.

    >>> retry_after("120", 0.0), retry_after("Thu, 01 Jan 1970 00:01:00 GMT", 0.0), retry_after("soon", 0.0)
    (120.0, 60.0, None)
    """
    said = value.strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        date = parsedate_to_datetime(said).timestamp()
    except (ValueError, OverflowError):
        return None
    return max(0.0, date - now)


def seconds(value: float | None) -> float:
    """A delay that a robots.txt names, where it is one.

    >>> seconds(2.5), seconds(-1.0), seconds(float("nan")), seconds(None)
    (2.5, 0.0, 0.0, 0.0)
    """
    return value if value is not None and math.isfinite(value) and value > 0 else 0.0
