"""The crawl, as the command line and people call it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

from hongtou.archive.store import Archive
from hongtou.crawl.manners import Manners
from hongtou.crawl.source import Source
from hongtou.crawl.tally import Tally
from hongtou.crawl.trip import Budget
from hongtou.errors import MissingHelperError, UsageError


def crawl(
    sources: Sequence[Source],
    archive: Path,
    *,
    budget: Budget = Budget(),  # noqa: B008 - immutable
    manners: Manners | None = None,
    retry: bool = False,
    progress: Callable[[Tally, int], None] | None = None,
) -> Tally:
    """Crawl sources into an archive; what was done. A process can crawl once.

    An interrupted crawl is taken up where it stood; else the sources are visited anew: lists are asked for again, pages
    where the server can say that they are unchanged. ``retry`` asks for what failed, and for nothing else.
    ``progress`` is told the counts and how many addresses are queued.

    Raises UsageError for two sources of one name, OutputError where the archive cannot be written or another crawl
    writes it, MissingHelperError where scrapy is missing.
    """
    names = Counter(source.name for source in sources)
    if twice := [name for name, number in names.items() if number > 1]:
        raise UsageError(f"two sources are called {', '.join(twice)}: crawl them one after the other, or rename one")
    if find_spec("scrapy") is None:
        from hongtou.read.helpers import CRAWL

        raise MissingHelperError(f"crawling needs scrapy, which is not installed: {CRAWL}")
    from hongtou.crawl.frontier import Frontier
    from hongtou.crawl.spider import carry
    from hongtou.crawl.walk import Walk

    with ExitStack() as stack:
        store = stack.enter_context(Archive(archive))
        frontier = stack.enter_context(Frontier(archive))
        walk = Walk(frontier, store, sources, manners or Manners(), budget)
        walk.begin(retry=retry)
        return walk.end(interrupted=carry(walk, progress))
