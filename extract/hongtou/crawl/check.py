"""Whether a source still reads its site: what is found on a page, held against what was found when it was written."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from hongtou.crawl.address import allowed
from hongtou.crawl.failures import judge
from hongtou.crawl.links import Link, links
from hongtou.crawl.page import Page
from hongtou.crawl.saved import read_saved
from hongtou.crawl.shown import heading
from hongtou.crawl.source import Expect, Source, load_source
from hongtou.errors import InputError

__all__ = ["Seen", "check", "check_saved", "expect_of", "look", "saved_page"]

_FELL = 0.5


class Seen(NamedTuple):
    """What a source finds on one page."""

    page: Page
    failure: str | None
    title: str | None
    """Of a circular."""
    links: tuple[Link, ...]
    refused: tuple[tuple[Link, str], ...]
    """Links that would not be asked for, and why."""

    @property
    def counts(self) -> Counter[str]:
        """Links by kind."""
        return Counter(link.kind for link in self.links)

    @property
    def next(self) -> bool:
        """Whether a further page follows."""
        if self.page.kind != "list":
            return bool(self.counts["page"])
        return self.next_list is not None

    @property
    def next_list(self) -> Link | None:
        """The next page of a list: the list that comes without words."""
        return next((link for link in self.links if link.kind == "list" and not link.words), None)


def look(source: Source, page: Page, status: int = 200) -> Seen:
    """What a source finds on a page."""
    found = links(source, page)
    refused = tuple((link, reason) for link in found if (reason := allowed(link.url, source)))
    title = heading(source, page) if page.kind != "list" else None
    return Seen(page, judge(source, page, status), title, found, refused)


def expect_of(seen: Seen, name: str) -> Expect:
    """What to hold later pages against: what is found now; ``name`` is the file that keeps the page."""
    counts = seen.counts
    return Expect(
        url=seen.page.url,
        page=name,
        kind="list" if seen.page.kind == "list" else "circular",
        title=seen.title,
        circulars=counts["circular"],
        lists=counts["list"],
        next=seen.next,
        attachments=counts["attachment"],
    )


def check(expected: Expect, seen: Seen, *, exact: bool = False) -> list[str]:
    """What is wrong with what was found, each a sentence; nothing where all is well.

    A live list may differ from the saved one: its count may fall to half. ``exact``: of the saved page itself, on which
    nothing may be missing.
    """
    if seen.failure:
        return [f"the answer is none: {seen.failure}"]
    return [*_of_list(expected, seen, exact)] if expected.kind == "list" else [*_of_text(expected, seen)]


def _of_list(expected: Expect, seen: Seen, exact: bool) -> list[str]:
    counts, problems = seen.counts, []
    if expected.lists and not expected.circulars:  # an index: all that it leads to is lists
        if not counts["list"]:
            problems.append(f"no links to lists: there were {expected.lists}; the layout changed")
    elif not counts["circular"]:
        problems.append(f"no links to circulars: there were {expected.circulars}; the layout changed")
    elif counts["circular"] < expected.circulars * (1 if exact else _FELL):
        problems.append(f"links to circulars fell from {expected.circulars} to {counts['circular']}")
    if expected.next and not seen.next:
        problems.append("no next page: there was one; the pager changed, or this is all there is now")
    if exact and counts["list"] < expected.lists:
        problems.append(f"links to lists fell from {expected.lists} to {counts['list']}")
    return problems


def _of_text(expected: Expect, seen: Seen) -> list[str]:
    counts, problems = seen.counts, []
    if not seen.title:
        problems.append(f"no title: it was {expected.title!r}; the layout changed")
    elif expected.title and seen.title != expected.title:
        problems.append(f"the title is {seen.title!r}: it was {expected.title!r}")
    if counts["attachment"] < expected.attachments:
        problems.append(f"attachments fell from {expected.attachments} to {counts['attachment']}")
    if expected.next and not seen.next:
        problems.append("no next page: there was one")
    return problems


def saved_page(source: Source, expected: Expect) -> Page:
    """The saved page that an ``[[expect]]`` speaks of. Raises InputError where it is not beside the TOML."""
    path = Path(source.path or "").parent / expected.page
    if not path.is_file():
        raise InputError(f"{source.path}: the saved page {expected.page} is not beside it")
    page = read_saved(path, expected.url, expected.kind)
    page.charset = source.charset
    return page


def check_saved(path: str | Path) -> list[str]:
    """What is wrong with a source (its TOML file) on the pages saved beside it; its written test wants nothing.

    Raises UsageError where the TOML is wrong, InputError where a page is missing or none is named.
    """
    source = load_source(Path(path))
    if not source.expect:
        raise InputError(f"{path} has no [[expect]]: `hongtou source new` writes one with the page it saves")
    problems = []
    for expected in source.expect:
        seen = look(source, saved_page(source, expected))
        problems += [f"{expected.page}: {problem}" for problem in check(expected, seen, exact=True)]
    return problems
