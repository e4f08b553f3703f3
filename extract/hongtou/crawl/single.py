"""One circular, with its pages and attachments, into an archive."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from hongtou.archive.store import Archive
from hongtou.crawl.address import canonical, host_of
from hongtou.crawl.classify import MANY, documents
from hongtou.crawl.failures import reads_as_circular
from hongtou.crawl.frontier import reading
from hongtou.crawl.manners import Manners
from hongtou.crawl.page import Page
from hongtou.crawl.run import crawl
from hongtou.crawl.shapes import is_document, is_file, is_list
from hongtou.crawl.shown import shown
from hongtou.crawl.source import Source, plain_source
from hongtou.crawl.tally import Tally
from hongtou.crawl.trip import Budget
from hongtou.errors import UsageError

FETCH = "fetch "
"""Begins the name that a fetch has instead of a source's, which no file can be called: the host follows."""
_HOPS = 10
_FEW = 2


def fetch(
    url: str,
    archive: Path,
    *,
    source: Source | None = None,
    private: bool = False,
    manners: Manners | None = None,
    progress: Callable[[Tally, int], None] | None = None,
) -> tuple[Tally, tuple[str, ...]]:
    """Fetch the circular at ``url``; what was done, and the addresses that are this circular.

    ``source`` gives the rules for its links, its charset and its delay; without one hongtou judges by itself.
    Raises UsageError for what is no address of the web, or not one of the source; and what :func:`crawl` raises.
    """
    address = canonical(url)
    if not address.startswith(("http://", "https://")):
        raise UsageError(f"{url!r} is no http or https address")
    rules = source or plain_source(address, private=private)
    # What a source has queued is not this fetch's to ask for.
    rules = msgspec.structs.replace(rules, name=f"{FETCH}{host_of(address)}", start=(address,))
    tally = crawl([rules], archive, budget=Budget(one=True), manners=manners, progress=progress)
    return tally, family(archive, address)


def listed(archive: Path, url: str) -> int:
    """How many circulars a page of an archive leads to, where it reads as a list of them; else 0."""
    with Archive.reading(archive) as reading:
        stored = reading.last(url)
        page = Page(url, "list", reading.body(stored)) if stored else None
    return listed_on(page) if page and page.is_html else 0


def listed_on(page: Page) -> int:
    """How many circulars a page leads to, where it reads as a list of them; else 0.

    Eight are a list; two are, where the page has no body of its own (no title, no number, fewer than 200 characters
    outside of links) and no document's address. Files are none of the two: a scanned circular has nothing but them.
    """
    url = page.url
    found = documents(page.anchors, url)
    if len(found) >= MANY:
        return len(found)
    pages = [anchor for anchor in found if not is_file(anchor.url, anchor.words)]
    alone = len(pages) < _FEW or (is_document(url) and not is_list(url)) or reads_as_circular(shown(page))
    return 0 if alone else len(found)


def family(archive: Path, url: str) -> tuple[str, ...]:
    """The addresses that are one circular in an archive: where its own led, its pages and its attachments."""
    base = reading(archive)
    try:
        for _ in range(_HOPS):
            row = base.execute("SELECT leads_to FROM address WHERE url = ?", (url,)).fetchone()
            if not (row and row[0]):
                break
            url = row[0]
        parts = base.execute("SELECT url FROM address WHERE part_of = ? AND kind <> 'robots' ORDER BY id", (url,))
        return (url, *(part for (part,) in parts))
    finally:
        base.close()
