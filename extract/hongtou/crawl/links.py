"""What a page leads to: lists, circulars, next pages, attachments; by the source's rules, else by judgment."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from hongtou.crawl.address import join, under
from hongtou.crawl.anchors import Anchor, bare
from hongtou.crawl.classify import documents, further_lists, next_of_list, next_of_text
from hongtou.crawl.days import day_in_address
from hongtou.crawl.feeds import entries
from hongtou.crawl.page import Kind, Page
from hongtou.crawl.scripts import jumps_to
from hongtou.crawl.shapes import is_download, is_file
from hongtou.crawl.shown import select
from hongtou.crawl.source import Rule, Source
from hongtou.crawl.traps import trap

__all__ = ["Link", "links"]

_LONGEST = 300
_FRAMES = ("frame", "iframe")


class Link(NamedTuple):
    """One link, as its page shows it."""

    url: str
    """Absolute, canonical."""
    kind: Kind
    words: str = ""
    date: dt.date | None = None
    """The day printed beside it in a list, else the one its address names."""


def links(source: Source, page: Page) -> tuple[Link, ...]:
    """The links of a page that are worth following, each address once: first documents (or pages and attachments of
    the document that this is), then the next page, then further lists. Pure; hosts are judged by ``allowed``.

    A list that leads to no document has no next page: a pager that counts on for ever ends there. An adapter has the
    last word. Raises SourceError where the adapter fails.
    """
    found = _once(_cut(_found(source, page), page))
    if source.adapter:
        from hongtou.crawl.adapter import adapted_links

        return adapted_links(source, page, found)
    return found


def _found(source: Source, page: Page) -> Iterator[Link]:
    if page.kind == "list":
        fed = entries(page)
        if fed is not None:
            for entry in fed:
                url = join(page.url, entry.href, page.encoding)
                kind: Kind = "list" if entry.kind == "list" else "circular"
                if url and _passes(source, kind, url, entry.words):
                    yield Link(url, kind, entry.words[:_LONGEST], entry.day or day_in_address(url))
            return
    if page.kind not in ("list", "circular", "page") or page.tree is None:
        return
    jump = jumps_to(page)
    target = join(page.url, jump, page.encoding) if jump else None
    if target and target != page.url:
        yield Link(target, page.kind)
    everything = page.anchors
    yield from _of_list(source, page, everything) if page.kind == "list" else _of_text(source, page, everything)


def _of_list(source: Source, page: Page, found: Sequence[Anchor]) -> Iterator[Link]:
    rule = source.circulars
    chosen = _chosen(rule, found, page) if rule.said else documents(found, page.url)
    circulars = [a for a in chosen if _passes(source, "circular", a.url, a.words)]
    yield from (_link(a, "circular") for a in circulars)
    if source.pages.follow and (circulars or page.url in source.start):
        ruled = [a.url for a in _chosen(source.pages, found, page)]
        pages = ruled if source.pages.said else next_of_list(found, page.url, page.scripts)
        yield from (Link(url, "list") for url in pages if not _skipped(source.pages, url, ""))
    taken = {a.url for a in circulars}
    rule = source.lists
    if not rule.follow:
        return
    lists = _chosen(rule, found, page) if rule.said else further_lists(found, page.url, source.start, rule.below)
    if not circulars and not rule.said:
        lists = [*lists, *(a for a in found if a.tag in _FRAMES and not is_file(a.url))]
    for anchor in lists:
        inside = not (rule.said and rule.below) or any(under(anchor.url, start) for start in source.start)
        if anchor.url not in taken and inside and _passes(source, "list", anchor.url, anchor.words):
            yield _link(anchor, "list")


def _of_text(source: Source, page: Page, found: Sequence[Anchor]) -> Iterator[Link]:
    if source.pages.follow:
        ruled = [a.url for a in _chosen(source.pages, found, page)] if source.pages.said else []
        pages = ruled or next_of_text(found, page.url, page.scripts)
        yield from (Link(url, "page") for url in pages if not _skipped(source.pages, url, ""))
    rule = source.attachments
    files = _chosen(rule, found, page) if rule.said else [a for a in found if _is_attachment(a)]
    for anchor in files:
        if _passes(source, "attachment", anchor.url, anchor.words):
            yield _link(anchor._replace(url=_behind_viewer(anchor.url)), "attachment")


def _is_attachment(anchor: Anchor) -> bool:
    if anchor.furniture or anchor.tag in ("img", "option"):
        return False
    return is_file(anchor.url, anchor.words) or (
        anchor.tag not in _FRAMES and is_download(anchor.url, bare(anchor.words))
    )


def _behind_viewer(url: str) -> str:
    """The file that a viewer in the page shows: /pdfjs/web/viewer.html?file=/a.pdf."""
    parts = urlsplit(url)
    if "viewer" in parts.path:
        for key, value in parse_qsl(parts.query):
            if key in ("file", "url", "src") and is_file(value):
                return join(url, value) or url
    return url


def _chosen(rule: Rule, found: Sequence[Anchor], page: Page) -> list[Anchor]:
    """The anchors that a rule takes by what it says of them."""
    if not rule.said:
        return []
    inside = {element for one in rule.select for element in select(page, one)} if rule.select else None
    chosen = []
    for anchor in found:
        if anchor.tag in ("img", *_FRAMES) and not rule.select:
            continue
        placed = inside is None or not inside.isdisjoint((anchor.element, *anchor.element.iterancestors()))
        if placed and anchor.url != page.url and _holds(rule.match, anchor.url) and _holds(rule.words, anchor.words):
            chosen.append(anchor)
    return chosen


def _holds(patterns: Iterable[str], text: str) -> bool:
    """Whether one of the patterns is in the text; true where there are none."""
    tried = [re.search(pattern, text) for pattern in patterns]
    return not tried or any(tried)


def _passes(source: Source, kind: Kind, url: str, words: str) -> bool:
    rule = {"list": source.lists, "circular": source.circulars, "attachment": source.attachments}[kind]
    return rule.follow and not _skipped(rule, url, words)


def _skipped(rule: Rule, url: str, words: str) -> bool:
    return any(re.search(pattern, url) or re.search(pattern, words) for pattern in rule.skip)


def _link(anchor: Anchor, kind: Kind) -> Link:
    return Link(anchor.url, kind, anchor.words[:_LONGEST], anchor.day or day_in_address(anchor.url))


def _cut(found: Iterable[Link], page: Page) -> Iterator[Link]:
    """Without what leads into a place that has no end."""
    for link in found:
        if link.url != page.url and not trap(link.url, link.kind, bare(link.words), page.url):
            yield link


def _once(found: Iterable[Link]) -> tuple[Link, ...]:
    """Each address once: a picture and a title that lead to one place are one link with the title's words."""
    kept: dict[str, Link] = {}
    for link in found:
        first = kept.setdefault(link.url, link)
        if first is not link and first.kind == link.kind and len(link.words) > len(first.words):
            kept[link.url] = link._replace(date=link.date or first.date)
    return tuple(kept.values())
