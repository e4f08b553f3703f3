"""What a format's reader gives."""

from __future__ import annotations

from typing import NamedTuple

from hongtou.model import Finding, Link, Paragraph, Table


class Rendered(NamedTuple):
    """The text in reading order and its blocks; what was doubtful; the encoding, for formats that are text."""

    text: str
    blocks: tuple[Paragraph | Table, ...]
    findings: tuple[Finding, ...] = ()
    encoding: str | None = None
    previous_page: str | None = None
    next_page: str | None = None
    """Where the links 上一页 and 下一页 lead."""
    links: tuple[Link, ...] = ()
    """What the page links to as a file."""
    url: str | None = None
    retrieved_at: str | None = None
    """Whence and when the file itself says that it was saved."""
