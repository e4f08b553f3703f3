"""Feeds and site maps: RSS 2.0 and 1.0, Atom (RFC 4287, paged as RFC 5005), sitemaps.org, also gzipped."""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple

from hongtou.crawl.days import day_in
from hongtou.errors import UnreadableError
from hongtou.read.decode import decode

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from hongtou.crawl.page import Page

__all__ = ["Entry", "entries"]

_ROOTS = re.compile(r"<(?:\w{1,10}:)?(rss|RDF|feed|urlset|sitemapindex)\b")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_LARGEST = 52_428_800  # bytes a site map may have unpacked (sitemaps.org)


class Entry(NamedTuple):
    """One entry: ``href`` as written; a ``list`` is another feed."""

    href: str
    words: str
    day: dt.date | None
    kind: str


def entries(page: Page) -> list[Entry] | None:
    """The entries of a feed or site map in its order, or None for what is neither."""
    text = _text(page)
    if not _ROOTS.search(text[:2000]):
        return None
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, encoding="utf-8")
    root = etree.fromstring(_DECLARATION.sub("", text).encode("utf-8", errors="replace"), parser)
    return list(_entries(root)) if root is not None else []


def _text(page: Page) -> str:
    if not page.body.startswith(b"\x1f\x8b"):
        return page.text
    try:
        body = zlib.decompressobj(31).decompress(page.body, _LARGEST)
        return decode(body).text
    except (zlib.error, UnreadableError):
        return ""


def _entries(root: Element) -> Iterator[Entry]:
    for element in root.iter():
        name = _name(element)
        if name == "item":
            yield Entry(_child(element, "link") or _about(element), _child(element, "title"), _day(element), "circular")
        elif name == "entry":
            yield Entry(_atom(element), _child(element, "title"), _day(element), "circular")
        elif name == "url":
            yield Entry(_child(element, "loc"), _child(element, "title"), _day(element), "circular")
        elif name == "sitemap":
            yield Entry(_child(element, "loc"), "", _day(element), "list")
        elif name == "link" and element.get("rel") == "next":
            yield Entry(element.get("href") or "", "", None, "list")


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _child(element: Element, name: str) -> str:
    """The text of the first child of that name."""
    found = next((child for child in element if _name(child) == name), None)
    return " ".join("".join(map(str, found.itertext())).split()) if found is not None else ""


def _about(element: Element) -> str:
    """RSS 1.0 and guids that are addresses."""
    guid = _child(element, "guid")
    about = next((str(value) for key, value in element.items() if str(key).endswith("about")), "")
    return about or (guid if guid.startswith("http") else "")


def _atom(element: Element) -> str:
    for child in element:
        if _name(child) == "link" and child.get("rel", "alternate") == "alternate":
            return child.get("href") or ""
    return ""


def _day(element: Element) -> dt.date | None:
    for name in ("pubDate", "published", "date", "updated", "lastmod"):
        said = _child(element, name)
        if said:
            return day_in(said[:10]) or _rfc_day(said)
    return None


def _rfc_day(said: str) -> dt.date | None:
    try:
        return parsedate_to_datetime(said).date()
    except ValueError:
        return None
