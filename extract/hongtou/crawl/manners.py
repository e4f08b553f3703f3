"""How we ask: who we say we are, how long we wait, what one answer may cost."""

from __future__ import annotations

import os
import re

import msgspec

from hongtou._version import __version__
from hongtou.errors import UsageError

AGENT = "hongtou"
"""The name that robots.txt may speak to."""
DELAY = 3.0
"""Seconds between the end of an answer and the next request to its host, where neither source nor command says."""
CONTACT = "HONGTOU_CONTACT"
"""Variable of the environment that holds the contact."""
NOBODY = "operator: the abuse contact of this address's network"

_REACHES = re.compile(r"[^\s@]@[^\s@]|https?://\w")


def _contact() -> str:
    return os.environ.get(CONTACT) or NOBODY


class Manners(msgspec.Struct, frozen=True, kw_only=True):
    """How a crawl behaves; seconds and bytes."""

    contact: str = msgspec.field(default_factory=_contact)
    """Who answers for the crawl: an address of mail or a page; HONGTOU_CONTACT says it for every crawl."""
    delay: float | None = None
    """Instead of what each source says; a Crawl-delay that is longer still counts."""
    timeout: float = 120.0
    """A whole answer."""
    largest: int = 100_000_000
    """A body, as sent."""
    attempts: int = 3
    """Before an address that does not answer, or with 429 or 5xx, has failed."""
    patience: float = 3600.0
    """A host that wants a longer wait is left for the next crawl."""
    unreachable: int = 5
    """Requests in a row without any answer after which a host is left for the next crawl."""

    def __post_init__(self) -> None:
        if not (self.contact.isascii() and self.contact.isprintable()):
            raise UsageError(f"the contact goes into a header: printable ASCII only, not {self.contact!r}")
        if self.contact != NOBODY and not _REACHES.search(self.contact):
            raise UsageError(
                f"{self.contact!r} reaches nobody: give the contact as an address of mail (me@uni.example)"
                " or of a page (https://uni.example/crawl) 请填邮箱或网址"
            )

    @property
    def user_agent(self) -> str:
        """Project, version and contact, as every request says them."""
        return f"{AGENT}/{__version__} ({self.contact})"

    def headers(self) -> dict[str, str]:
        """What every request says."""
        said = {
            "User-Agent": self.user_agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
            "Accept-Encoding": "gzip, deflate",
        }
        return said | ({"From": self.contact} if "@" in self.contact and "/" not in self.contact else {})
