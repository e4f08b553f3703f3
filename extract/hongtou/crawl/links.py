"""What a page leads to: lists, circulars, next pages, attachments."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from hongtou.crawl.page import Kind, Page
from hongtou.crawl.source import Source

__all__ = ["Link", "links"]


class Link(NamedTuple):
    """One link, as its page shows it."""

    url: str
    """Absolute, canonical."""
    kind: Kind
    words: str = ""
    date: dt.date | None = None
    """The day printed beside it in a list."""


def links(source: Source, page: Page) -> tuple[Link, ...]:
    """The links of a page that are worth following, each address once, in the page's order. Pure."""
    return ()
