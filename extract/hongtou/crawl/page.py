"""A page that came: its bytes, read in the charset that is true, as text and as a tree."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from hongtou.archive.capture import Kind
from hongtou.crawl.address import join
from hongtou.crawl.scripts import with_records
from hongtou.errors import UnreadableError
from hongtou.read.decode import decode

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from lxml.etree import _Element as Element

    from hongtou.crawl.anchors import Anchor
    from hongtou.crawl.links import Link

__all__ = ["Kind", "Page"]


_MARKUP = re.compile(rb"<\s*(?:!doctype|html|head|body|meta|title|div|table|script|frameset|p|a)\b", re.IGNORECASE)


class Page:
    """What came for one address. ``body`` has no content-encoding any more; ``headers`` are as sent.

    ``charset`` is the source's word and wins over what the page declares; without it the rules of
    :func:`hongtou.read.decode` hold (a page that says gb2312 and is UTF-8 is read as UTF-8).
    """

    def __init__(
        self,
        url: str,
        kind: Kind,
        body: bytes,
        *,
        headers: Sequence[tuple[str, str]] = (),
        charset: str | None = None,
    ) -> None:
        self.url = url
        self.kind: Kind = kind
        self.body = body
        self.headers = tuple(headers)
        self.charset = charset

    def header(self, name: str) -> str:
        """The value of a header, "" where it is not there."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    @cached_property
    def _decoded(self) -> tuple[str, str]:
        if self.charset:
            return self.body.decode(self.charset, errors="replace"), self.charset
        try:
            decoded = decode(self.body)
        except UnreadableError:
            return "", "utf-8"
        return decoded.text, decoded.encoding

    @property
    def text(self) -> str:
        """The markup as text; "" for what is no text (a PDF)."""
        return self._decoded[0]

    @property
    def encoding(self) -> str:
        """The charset it was read in."""
        return self._decoded[1]

    @property
    def is_html(self) -> bool:
        """Whether the bytes are markup of a page, whatever the headers say."""
        return _MARKUP.search(self.body[:4096]) is not None and bool(self.text)

    @cached_property
    def tree(self) -> Element | None:
        """The page's tree in lxml, which hongtou's own rules walk; None for what is no markup."""
        from lxml import etree

        if not self.is_html:
            return None
        markup = with_records(self.text).encode("utf-8", errors="replace")
        parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
        root: Element | None = etree.fromstring(markup, parser)
        return root

    @cached_property
    def anchors(self) -> list[Anchor]:
        """Everything on the page that leads somewhere, in its order."""
        from hongtou.crawl.anchors import anchors

        return anchors(self)

    @cached_property
    def scripts(self) -> str:
        """The code of the page's scripts."""
        return "" if self.tree is None else "\n".join(script.text or "" for script in self.tree.iter("script"))

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The page's tree in BeautifulSoup, for adapters; made when first asked for."""
        from bs4 import BeautifulSoup

        return BeautifulSoup(self.text, "lxml")

    def link(self, href: str, kind: Kind, *, words: str = "", date: dt.date | None = None) -> Link:
        """A link from this page, for adapters: ``href`` is taken as the page means it. Raises ValueError for what leads
        nowhere on the web.
        """
        from hongtou.crawl.links import Link

        url = join(self.url, href, self.encoding)
        if url is None:
            raise ValueError(f"{href!r} is no link")
        return Link(url, kind, words, date)
