"""What an archive takes in and gives back: a capture, and the line that its index keeps of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, NamedTuple

Kind = Literal["list", "circular", "page", "attachment", "robots", "redirect", "failure", "other"]
"""What a capture is for whoever reads the archive: ``page`` is a later page of a circular."""

Truncated = Literal["length", "time", "disconnect"]
"""Why a body is not whole (WARC 1.1, 5.13)."""


class Capture(NamedTuple):
    """What came for one request."""

    url: str
    retrieved_at: datetime
    """With a time zone; the archive keeps whole seconds of UTC."""
    kind: Kind
    source: str
    """Name of the source that led here."""
    fetch: str
    """Identity of the fetch, which an archive takes once; "" for pages saved by hand."""
    request: tuple[str, tuple[tuple[str, str], ...]] | None
    """``("GET /path HTTP/1.1", headers)``; None for pages saved by hand, which become resource records."""
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    """As sent, each byte a character (Latin-1)."""
    body: bytes
    """As sent: its content encoding on, its transfer encoding off."""
    via: str | None = None
    """Address of the page that linked here."""
    part_of: str | None = None
    """Of a page or an attachment: the address of the circular's first page."""
    ip: str | None = None
    truncated: Truncated | None = None
    facts: Mapping[str, str] = {}
    """What else is known: ``title`` and ``date`` as a list prints them, ``reason`` of a failure, ``note``."""


class Stored(NamedTuple):
    """A capture as the index of an archive knows it."""

    url: str
    retrieved_at: str
    """As in the WARC: ``2026-11-26T13:32:00Z``."""
    kind: Kind
    source: str
    fetch: str
    file: str
    """Name of the WARC file within the archive."""
    offset: int
    """Where its first record begins, in bytes of the file as it is stored; request and metadata follow."""
    length: int
    """Bytes of all its records, as they are stored."""
    record: str
    """WARC-Record-ID of its first record."""
    status: int
    digest: str
    """Of the payload: ``sha256:`` and base32, as in the WARC."""
    size: int
    """Bytes of the payload, as sent; of a revisit 0."""
    media_type: str
    """What the server called it, without parameters; "" where it did not say."""
    revisit: bool
    """Whether it only says that the page is the same as before."""
    etag: str | None
    last_modified: str | None
    via: str | None
    part_of: str | None
    truncated: Truncated | None
    facts: Mapping[str, str]
