"""What a crawl said of a capture, as far as it matters to whoever reads pages: which are read, what belongs together.

An archive grows for years; of each address the newest whole capture is read. Lists, robots.txt, redirects and failures
are there to say how the pages were come by.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hongtou.archive.capture import Kind

PAGES: frozenset[Kind] = frozenset({"circular", "page", "attachment"})
"""Kinds that are read."""
TOLD = ("publisher", "note")
"""Facts of a crawl that a dataset keeps."""
_DIGITS = re.compile(r"(\d+)")


class Standing(NamedTuple):
    """One capture among others."""

    url: str
    retrieved_at: str
    kind: Kind
    whole: bool
    """Whether its body is there, to its end."""
    via: str | None = None
    part_of: str | None = None
    place: str = ""
    """Tells which of two of one second came later: the archive and the place in it."""


def facts_of(url: str, retrieved_at: str) -> dict[str, str]:
    """What a dataset keeps of where a file is from.

    The address of a file that was saved by hand along with its page is not known; it stands under ``page#file``.

    >>> facts_of("http://a.example/1.html#附件.doc", "2026-11-26T08:00:00Z")
    {'retrieved_at': '2026-11-26T08:00:00Z'}
    """
    return {**({} if "#" in url else {"url": url}), "retrieved_at": retrieved_at}


def place_of(file: str, offset: int) -> str:
    """Where a capture stands, in words that are in order as the places are."""
    return f"{file} {offset:015d}"


def newest(standings: Sequence[Standing]) -> list[bool]:
    """Which ones are the newest whole capture of their address; of an address that never came whole, the newest.

    >>> one = Standing("http://a.example/", "2026-01-01T00:00:00Z", "circular", True)
    >>> newest([one, one._replace(retrieved_at="2026-02-01T00:00:00Z", whole=False)])
    [True, False]
    """
    best: dict[str, tuple[bool, str, str, int]] = {}
    for at, one in enumerate(standings):
        best[one.url] = max(best.get(one.url, (False, "", "", -1)), (one.whole, one.retrieved_at, one.place, at))
    return [best[one.url][-1] == at for at, one in enumerate(standings)]


def belonging(standings: Sequence[Standing]) -> list[dict[str, str]]:
    """What each belongs to, in the columns of an index: ``attachment_of``; ``page_of`` and ``page_number``.

    >>> first = "http://a.example/1.html"
    >>> belonging([Standing("http://a.example/1_2.html", "", "page", True, via=first, part_of=first)])
    [{'page_of': 'http://a.example/1.html', 'page_number': '2'}]
    """
    pages: dict[str, list[Standing]] = defaultdict(list)
    for one in standings:
        if one.kind == "page" and one.part_of:
            pages[one.part_of].append(one)
    numbers = {
        (first, url): str(number)
        for first, some in pages.items()
        for number, url in enumerate(_ordered(first, some), 2)
    }
    found = []
    for one in standings:
        columns: dict[str, str] = {}
        if one.kind == "attachment" and one.part_of:
            columns = {"attachment_of": one.part_of}
        elif one.kind == "page" and one.part_of:
            columns = {"page_of": one.part_of, "page_number": numbers[one.part_of, one.url]}
        found.append(columns)
    return found


def _ordered(first: str, pages: Iterable[Standing]) -> list[str]:
    """Later pages in order: each behind the one that led to it; those that one page led to go by their names."""
    by_url = {page.url: page for page in pages}

    def steps(url: str) -> int:
        count, seen = 0, {first}
        while url in by_url and url not in seen:
            seen.add(url)
            count += 1
            url = by_url[url].via or ""
        return count

    return sorted(by_url, key=lambda url: (steps(url), [(len(part), part) for part in _DIGITS.split(url)]))
