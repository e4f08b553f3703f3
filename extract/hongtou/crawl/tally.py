"""What a crawl has done so far, counted."""

from __future__ import annotations

from collections import Counter
from typing import Literal

import msgspec


class Tally(msgspec.Struct):
    """The counts of one crawl, growing while it runs."""

    asked: int = 0
    """Requests that went out for pages, robots.txt left aside."""
    came: int = 0
    """Pages that came and are archived."""
    same: int = 0
    """Pages that are as they were: not modified, the same bytes, or not due to be asked for again."""
    moved: int = 0
    """Redirects."""
    bytes: int = 0
    """Of bodies, as sent."""
    older: int = 0
    """Links left alone because their date is before ``since``."""
    failed: Counter[str] = msgspec.field(default_factory=Counter)
    """Reason → addresses that would not come."""
    refused: Counter[str] = msgspec.field(default_factory=Counter)
    """Reason → addresses that were not asked for."""
    hosts: set[str] = msgspec.field(default_factory=set)
    """Hosts that were asked."""
    queued: int = 0
    """Addresses still to be asked for."""
    barren: dict[str, str] = msgspec.field(default_factory=dict)
    """Start addresses that came and lead nowhere → their source."""
    resting: dict[str, float] = msgspec.field(default_factory=dict)
    """Hosts that want to be left alone until then (seconds of the epoch)."""
    stopped: Literal["", "budget", "signal"] = ""
    """What ended it before all was done."""
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        """Whether everything came that was asked for."""
        nothing = bool(self.refused) and not self.came + self.same
        return not (self.failed or self.resting or nothing or self.stopped == "signal")
