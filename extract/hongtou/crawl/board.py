"""Which hosts are to be looked at now, which later, and which no more in this crawl."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator

from hongtou.crawl.frontier import Frontier
from hongtou.crawl.manners import DELAY, Manners
from hongtou.crawl.politeness import Host
from hongtou.crawl.source import Source


class Board:
    """Every host in one of four places: to look at, to look at later, busy with a request, or with nothing to do."""

    def __init__(self, frontier: Frontier, manners: Manners) -> None:
        self._frontier, self._manners = frontier, manners
        self._hosts: dict[str, Host] = {}
        self._sources: set[tuple[str, str]] = set()
        self._look: set[str] = set()
        self._later: list[tuple[float, str]] = []
        self.resting: dict[str, float] = {}
        """Hosts that are left for the next crawl, and until when they want to be."""

    def host(self, name: str) -> Host:
        """A host that :meth:`know` was told of."""
        return self._hosts[name]

    def know(self, name: str, source: Source, now: float) -> None:
        """A source has something to ask of a host: the longest delay of its sources counts."""
        if (name, source.name) in self._sources:
            return
        self._sources.add((name, source.name))
        said = DELAY if source.delay is None else source.delay
        delay = said if self._manners.delay is None else self._manners.delay
        host = self._hosts.get(name)
        if host is None:
            self._hosts[name] = Host(delay, self._frontier.host(name), now)
        else:
            host.delay = max(host.delay, delay)

    def save(self, name: str) -> None:
        """A restart is to know what we know of a host."""
        self._frontier.save_host(name, self._hosts[name].row())

    def wants(self, name: str) -> None:
        """There may be something to ask of a host."""
        if name not in self.resting:
            self._look.add(name)

    def later(self, name: str, at: float, now: float) -> None:
        """A host is to be looked at then; if that is too long to wait for, in the next crawl."""
        if at - now > self._manners.patience:
            self.rest(name, at)
        elif name not in self.resting:
            heapq.heappush(self._later, (at, name))

    def rest(self, name: str, until: float) -> None:
        """Leave a host for the next crawl."""
        self.resting[name] = until
        self._look.discard(name)
        self._later = [entry for entry in self._later if entry[1] != name]
        heapq.heapify(self._later)

    def clear(self) -> None:
        """Nothing more is to be asked for."""
        self._look.clear()
        self._later.clear()

    def ready(self, now: float, is_wanted: Callable[[str], bool]) -> Iterator[str]:
        """The hosts that may be asked now, each once; of those that may not, the wanted ones are looked at later."""
        while self._later and self._later[0][0] <= now:
            self.wants(heapq.heappop(self._later)[1])
        for name in sorted(self._look):
            self._look.discard(name)
            host = self._hosts[name]
            if host.busy:
                continue  # looked at again when its answer is there
            if host.ready_at <= now:
                yield name
            elif is_wanted(name):
                self.later(name, host.ready_at, now)

    def wake_at(self, now: float) -> float | None:
        """When to look again."""
        if self._look:
            return now
        return self._later[0][0] if self._later else None

    @property
    def pending(self) -> bool:
        """Whether anything is to be asked, now or later."""
        return bool(self._look or self._later) or any(host.busy for host in self._hosts.values())
