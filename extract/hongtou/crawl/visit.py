"""Single pages of a source, asked for as a crawl asks: robots.txt, hosts, delays, one request at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import msgspec

from hongtou.archive.reading import Reading
from hongtou.archive.store import Archive
from hongtou.crawl.frontier import reading
from hongtou.crawl.manners import Manners
from hongtou.crawl.page import Page
from hongtou.crawl.run import crawl
from hongtou.crawl.source import Rule, Source
from hongtou.crawl.trip import Budget
from hongtou.errors import OutputError

__all__ = ["Came", "visit"]

_NOTHING = Rule(follow=False)
_HOPS = 10
_SAMPLE = 2


class Came(NamedTuple):
    """What came for one address: a page and its status, or the reason why none did."""

    page: Page | None
    status: int
    reason: str


def visit(
    source: Source, urls: Sequence[str], manners: Manners | None = None, *, lists: Sequence[str] = ()
) -> dict[str, Came]:
    """What comes for these addresses, and for nothing that they link to; redirects are followed. Of ``lists`` also what
    comes for the first circulars that each shows, by the rules of the source.

    Once in a process, as :func:`hongtou.crawl.run.crawl`, and raises what that raises.
    """
    alone = msgspec.structs.replace(
        source, name=f"{source.name} alone", start=tuple(urls), adapter=None, failures=(), expect=(),
        lists=_NOTHING, circulars=_NOTHING, pages=_NOTHING, attachments=_NOTHING,
    )  # fmt: skip
    sampled = msgspec.structs.replace(source, start=tuple(lists))
    try:
        with TemporaryDirectory(prefix="hongtou-") as folder:
            crawl([sampled, alone], Path(folder), budget=Budget(sample=_SAMPLE), manners=manners)
            with Archive.reading(Path(folder)) as archive, closing(reading(Path(folder))) as frontier:
                rows = frontier.execute("SELECT url, reason, leads_to, kind FROM address ORDER BY id").fetchall()
                told = {str(url): (str(reason or ""), str(to or "")) for url, reason, to, _ in rows}
                shown = [str(url) for url, _, _, kind in rows if kind == "circular"]
                return {url: _came(archive, told, url) for url in dict.fromkeys((*lists, *urls, *shown))}
    except OSError as error:
        raise OutputError(f"cannot keep a page for a moment: {error}") from error


def _came(archive: Reading, told: Mapping[str, tuple[str, str]], url: str) -> Came:
    """What came for an address, past its redirects."""
    stored = {one.url: one for one in archive.captures() if one.kind not in ("robots", "redirect")}
    for _ in range(_HOPS):
        reason, onward = told.get(url, ("", ""))
        if url in stored:
            return Came(Page(url, "list", archive.body(stored[url])), stored[url].status, reason)
        if not onward:
            return Came(None, 0, reason or "nothing came")
        url = onward
    return Came(None, 0, "redirects without end")
