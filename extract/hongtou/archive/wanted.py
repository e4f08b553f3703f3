"""Which captures of an archive are wanted: by kind, address, source and day."""

from __future__ import annotations

from typing import NamedTuple

from hongtou.archive.capture import Kind, Stored


class Wanted(NamedTuple):
    """What a capture must be; all of it, where something is said.

    >>> Wanted(url="zwgk").takes(Stored("http://a.example/zwgk/1.html", "2026-11-26T08:00:00Z", *[""] * 18))
    True
    """

    kinds: frozenset[Kind] = frozenset()
    url: str = ""
    """Part of the address."""
    source: str = ""
    since: str = ""
    """First day, ``2026-11-26``, of UTC."""
    until: str = ""
    """Last day."""

    def takes(self, stored: Stored) -> bool:
        """Whether the capture is wanted."""
        day = stored.retrieved_at[:10]
        return (
            (not self.kinds or stored.kind in self.kinds)
            and self.url in stored.url
            and self.source in ("", stored.source)
            and self.since <= day
            and (not self.until or day <= self.until)
        )
