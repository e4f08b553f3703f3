"""What a robots.txt says (RFC 9309): parsed by protego, with the delays that it asks for."""

from __future__ import annotations

from hongtou.crawl.manners import AGENT
from hongtou.crawl.politeness import seconds

LARGEST = 512 * 1024
"""Bytes that are read of one (RFC 9309, 2.5: at least 500 KiB)."""
FRESH = 24 * 3600.0
"""Seconds for which one counts (RFC 9309, 2.4)."""
HOPS = 5
"""Redirects that are followed to one (RFC 9309, 2.3.1.2)."""


class Robots:
    """The rules of one origin."""

    def __init__(self, body: bytes) -> None:
        """Read a robots.txt; what is none allows everything."""
        from protego import Protego

        text = body[:LARGEST].decode("utf-8-sig", errors="replace")
        self._rules = Protego.parse(text.replace("\0", ""))

    def allows(self, url: str) -> bool:
        """Whether we may ask for an address.

        >>> rules = Robots(b"User-agent: *\\nDisallow: /admin/\\nCrawl-delay: 2\\n")
        >>> rules.allows("http://a.example/zwgk/"), rules.allows("http://a.example/admin/x")
        (True, False)
        >>> rules.delay
        2.0
        """
        return bool(self._rules.can_fetch(url, AGENT))

    @property
    def delay(self) -> float:
        """Seconds between requests that it asks for: Crawl-delay, or Request-rate where that is slower."""
        rate = self._rules.request_rate(AGENT)
        paced = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return max(seconds(self._rules.crawl_delay(AGENT)), seconds(paced))
