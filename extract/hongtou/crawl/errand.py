"""What the frontier keeps a row of: an errand (an address and why it is asked for), a host, a robots.txt."""

from __future__ import annotations

from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from hongtou.archive.capture import Kind

State = Literal["queued", "fetching", "done", "failed", "refused"]
"""What is to be done with an address, or what came of it."""


class Errand(NamedTuple):
    """An address and why it is asked for."""

    url: str
    source: str
    kind: Kind
    visit: int
    """The round of its source in which it is asked for."""
    depth: int = 0
    """Links from a start address."""
    barren: int = 0
    """Lists in a row, down to this one, that led to nothing new."""
    hops: int = 0
    """Redirects in a row that led here."""
    via: str | None = None
    part_of: str | None = None
    words: str = ""
    """What the link says, a title most often."""
    date: str = ""
    """Date printed beside the link."""
    id: int = 0
    attempts: int = 0
    """In this visit, the one under way included."""
    fetches: int = 0
    """Ever."""

    @property
    def host(self) -> str:
        """Name of the host, which is asked for one thing at a time."""
        return self.host_of(self.url)

    @staticmethod
    def host_of(url: str) -> str:
        """Name of an address's host: all its ports are one machine."""
        return urlsplit(url).hostname or ""

    @property
    def origin(self) -> str:
        """Scheme, host and port, for which one robots.txt speaks."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"


class HostRow(NamedTuple):
    """What is known of a host across restarts; times are seconds of the epoch."""

    ended: float = 0.0
    """When its last answer ended."""
    slow: float = 0.0
    """Seconds that it asked to have added between requests by 429 and 503."""
    not_before: float = 0.0


class RobotsRow(NamedTuple):
    """The robots.txt of an origin as it was last read."""

    body: bytes
    """Empty where there is none: everything may be asked for."""
    checked: float
    """Seconds of the epoch."""
