"""One crawl from its first errand to its last, whoever carries the requests."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from hongtou.archive.store import Archive
from hongtou.crawl.answer import Answer, Order, Silence
from hongtou.crawl.board import Board
from hongtou.crawl.errand import Errand
from hongtou.crawl.frontier import Frontier
from hongtou.crawl.gate import Gate
from hongtou.crawl.intake import Intake
from hongtou.crawl.manners import Manners
from hongtou.crawl.rulebook import Rulebook
from hongtou.crawl.settle import Settler
from hongtou.crawl.source import Source
from hongtou.crawl.tally import Tally
from hongtou.crawl.trip import Budget, Trip


class Walk:
    """Gives orders and takes what came of them; each call is one step of the frontier."""

    def __init__(
        self,
        frontier: Frontier,
        archive: Archive,
        sources: Sequence[Source],
        manners: Manners,
        budget: Budget,
        clock: Callable[[], float] = time.time,
    ) -> None:
        board = Board(frontier, manners)
        self.trip = Trip(
            frontier=frontier,
            archive=archive,
            sources={source.name: source for source in sources},
            manners=manners,
            budget=budget,
            tally=Tally(),
            board=board,
            rules=Rulebook(frontier, board),
            clock=clock,
            private=set(),
        )
        settler = Settler(self.trip)
        self._settler, self._gate, self._intake = settler, Gate(self.trip, settler), Intake(self.trip, settler)
        self._begun = clock()

    def begin(self, *, retry: bool = False) -> None:
        """Take up what an earlier crawl left, or visit the sources anew; ``retry``: what failed, and nothing new."""
        trip, frontier = self.trip, self.trip.frontier
        with frontier.step():
            number = frontier.next_visit()
            for name, source in trip.sources.items():
                scope = " ".join(source.start) if trip.budget.one else trip.budget.scope
                visit = frontier.visit(name, scope, number, anew=not retry)
                if retry:
                    frontier.retry(name, visit)
                # Of a visit that goes on too: the source may name more now.
                if not retry or visit == number:
                    for url in source.start:
                        self._start(Errand(url=url, source=name, kind="list", visit=visit))
            self._restore()
            for name in trip.sources:
                for host in frontier.waiting(name):
                    trip.expect(Errand(url=f"http://{host}/", source=name, kind="list", visit=0))

    def _start(self, errand: Errand) -> None:
        if self.trip.budget.one:
            errand = errand._replace(kind="circular")
            self.trip.frontier.adopt(errand)
        self.trip.queue(errand)

    def _restore(self) -> None:
        trip, now = self.trip, self.trip.clock()
        for errand in trip.frontier.fetching():
            if errand.source in trip.sources:
                trip.expect(errand)
                trip.board.host(errand.host).interrupted(now)
                trip.board.save(errand.host)
                self._settler.restore(errand)

    def orders(self) -> list[Order]:
        """What is to be asked for now."""
        with self.trip.frontier.step():
            return self._gate.orders()

    def answered(self, order: Order, answer: Answer, *, more: bool = True) -> list[Order]:
        """Take an answer; what is to be asked for next, where ``more`` is."""
        with self.trip.frontier.step():
            self._intake.answered(order, answer)
            return self._gate.orders() if more else []

    def silent(self, order: Order, silence: Silence, *, more: bool = True) -> list[Order]:
        """Take that no answer came; what is to be asked for next, where ``more`` is."""
        with self.trip.frontier.step():
            self._intake.silent(order, silence)
            return self._gate.orders() if more else []

    def returned(self, order: Order) -> None:
        """Take an order back that was never sent."""
        with self.trip.frontier.step():
            self._intake.returned(order)

    @property
    def pending(self) -> bool:
        """Whether anything is out, or will be."""
        return self.trip.board.pending

    def wait(self) -> float | None:
        """Seconds until :meth:`orders` may have something."""
        now = self.trip.clock()
        at = self.trip.board.wake_at(now)
        return None if at is None else max(0.0, at - now)

    def queued(self) -> int:
        """How many addresses are queued."""
        return sum(sum(self.trip.frontier.waiting(name).values()) for name in self.trip.sources)

    def end(self, *, interrupted: bool = False) -> Tally:
        """What was done. Visits of which nothing is left end."""
        trip, tally = self.trip, self.trip.tally
        with trip.frontier.step():
            for name in trip.sources:
                trip.frontier.leave(name)
        tally.queued = self.queued()
        if interrupted:
            tally.stopped = "signal"
        tally.resting = dict(trip.board.resting)
        tally.seconds = trip.clock() - self._begun
        return tally
