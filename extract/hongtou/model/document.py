"""Document: one linear text plus blocks with spans into it, whatever format it came from."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlsplit

import msgspec

from hongtou.model.vocabulary import Check, Severity

SourceOrigin = Literal["official", "republished", "unknown"]
"""Whose site a source is: a government's, another's, or nothing says."""


class Finding(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a careful reader should know before trusting the rest.

    ``check`` and ``severity`` are words of :mod:`hongtou.model.vocabulary`; ``start`` and ``end`` are the place it
    speaks of, or null where it speaks of the whole.
    """

    check: Check
    severity: Severity
    message: str
    start: int | None = None
    end: int | None = None


class Paragraph(msgspec.Struct, frozen=True, gc=False):
    """One line or paragraph: text without surrounding blanks stands at [start, end)."""

    start: int
    end: int
    align: str = ""
    """"center", "right" or "" as the page marks it."""
    noise: bool = False
    """True where the reader knows it for furniture of the page: a page number, a running head."""


class Cell(msgspec.Struct, frozen=True, gc=False):
    """One cell of a table; its paragraphs are the lines of ``text[start:end]``. An empty cell has start == end."""

    row: int
    column: int
    rowspan: int
    colspan: int
    start: int
    end: int
    header: bool = False
    """True where the page marks the cell as a header (th, thead)."""


class Table(msgspec.Struct, frozen=True, gc=False):
    """A grid of cells that the source marks as one. Every cell lies within [start, end)."""

    start: int
    end: int
    rows: int
    columns: int
    cells: tuple[Cell, ...]


class File(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One file a circular came in; its text is ``text[text_start:text_end]``. ``sha256`` is of its bytes."""

    path: str
    url: str | None = None
    sha256: str
    media_type: str
    text_start: int
    text_end: int


class Source(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Where a circular came from. ``path``, ``sha256``, ``media_type`` and ``encoding`` are the first file's.

    ``page`` and ``page_count`` are what a republisher printed ("第 [1] 页 共[2]页"); ``composed`` is true for
    invented samples; ``meta`` holds the columns of ``--meta`` that have no field of their own.
    """

    path: str
    url: str | None = None
    publisher: str | None = None
    sha256: str
    media_type: str
    encoding: str | None = None
    retrieved_at: str | None = None
    page: int | None = None
    page_count: int | None = None
    composed: bool = False
    meta: dict[str, str] = {}
    files: tuple[File, ...] = ()

    @property
    def origin(self) -> SourceOrigin:
        """Whether it is from a government's site (gov.cn) or from one that republishes."""
        return origin_of(self.url, self.page_count)


def origin_of(url: str | None, page_count: int | None = None) -> SourceOrigin:
    """``official`` for the site of a government, ``republished`` for another, or for what came cut into pages.

    >>> origin_of("http://www.yunxi.gov.cn/a"), origin_of("https://law.example.com/1"), origin_of(None)
    ('official', 'republished', 'unknown')
    """
    try:
        host = (urlsplit(url).hostname or "") if url else ""
    except ValueError:  # what a page or an index calls an address may be none
        host = ""
    if host == "gov.cn" or host.endswith(".gov.cn"):
        return "official"
    return "republished" if host or page_count else "unknown"


class Link(msgspec.Struct, frozen=True, gc=False):
    """A link of a page to a file, an attachment perhaps: where it leads, as printed, and its words."""

    target: str
    words: str


class Attachment(msgspec.Struct, frozen=True, gc=False):
    """A stretch of the text that came as a file of its own, [start, end): the annex it is, where that is known."""

    start: int
    end: int
    annex: int | None = None
    """Index into the annexes of the circular."""
    name: str = ""
    """What the file is called, without its ending."""
    noise: bool = False
    """Whether all of it stands elsewhere in the text already."""


class Document(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a reader gives: the text in reading order, its blocks, where it came from, what went wrong."""

    text: str
    blocks: tuple[Paragraph | Table, ...]
    source: Source
    findings: tuple[Finding, ...] = ()
    previous_page: str | None = None
    next_page: str | None = None
    """Where the page's 上一页 and 下一页 lead, as its links print it."""
    links: tuple[Link, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    """The attachments that were joined to the page, in order."""
