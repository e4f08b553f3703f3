"""What the parts of one crawl share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import NamedTuple

from hongtou.archive.store import Archive
from hongtou.crawl.board import Board
from hongtou.crawl.errand import Errand, State
from hongtou.crawl.frontier import Frontier
from hongtou.crawl.manners import Manners
from hongtou.crawl.rulebook import Rulebook
from hongtou.crawl.source import Source
from hongtou.crawl.tally import Tally


class Budget(NamedTuple):
    """How much one crawl may ask for; None: all."""

    pages: int | None = None
    bytes: int | None = None
    """Of bodies, as sent: no more is asked for once they came."""
    since: dt.date | None = None
    """Links whose date is older are left alone."""
    one: bool = False
    """One circular: its pages and attachments, and nothing else that it leads to."""
    sample: int = 0
    """So many circulars of each list that a source begins at, and nothing else; 0: all."""

    @property
    def scope(self) -> str:
        """What the visits of its sources take in; a visit goes on only where it is the same."""
        return self.since.isoformat() if self.since else ""

    def is_spent(self, tally: Tally) -> bool:
        """Whether nothing more may be asked for."""
        return (self.pages is not None and tally.asked >= self.pages) or (
            self.bytes is not None and tally.bytes >= self.bytes
        )


class Trip(NamedTuple):
    """One crawl: what it works on and with."""

    frontier: Frontier
    archive: Archive
    sources: Mapping[str, Source]
    manners: Manners
    budget: Budget
    tally: Tally
    board: Board
    rules: Rulebook
    clock: Callable[[], float]
    private: set[str]
    """Hosts that may have private addresses."""

    def queue(self, errand: Errand, refusal: str = "") -> bool:
        """Queue an address, or note that it is refused; whether it is queued now and this visit did not know it."""
        new = self.frontier.offer(errand, refusal)
        if new and refusal:
            self.tally.refused[refusal] += 1
        elif new:
            self.expect(errand)
        return new and not refusal

    def expect(self, errand: Errand) -> None:
        """There is something queued for the errand's host."""
        source = self.sources[errand.source]
        self.board.know(errand.host, source, self.clock())
        self.board.wants(errand.host)
        if source.private:
            self.private.add(errand.host)

    def put_back(self, errand: Errand, reason: str, at: float) -> None:
        """Try it again then."""
        self.frontier.put_back(errand, reason, at)
        self.board.later(errand.host, at, self.clock())

    def finish(self, errand: Errand, reason: str = "", *, refused: bool = False, size: int = 0, to: str = "") -> None:
        """What came of an errand: all well without a reason."""
        if reason and errand.kind != "robots":  # what its origin's pages come to is counted
            (self.tally.refused if refused else self.tally.failed)[reason] += 1
        state: State = "refused" if refused else "failed" if reason else "done"
        self.frontier.finish(errand, state, reason, size=size, leads_to=to or None)
