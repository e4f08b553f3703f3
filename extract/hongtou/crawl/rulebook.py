"""Whose robots.txt says what: asked for before anything else of an origin, kept for a day (RFC 9309)."""

from __future__ import annotations

from typing import NamedTuple

from hongtou.crawl.board import Board
from hongtou.crawl.errand import Errand, RobotsRow
from hongtou.crawl.frontier import Frontier
from hongtou.crawl.robots import FRESH, LARGEST, Robots

FORBIDDEN = "robots.txt"
"""Reason of a refusal."""


class Barred(NamedTuple):
    """Why nothing of an origin is asked for in this crawl: its robots.txt could not be had."""

    reason: str
    refused: bool
    """It was ours not to ask for it."""


class Rulebook:
    """The robots.txt of every origin."""

    def __init__(self, frontier: Frontier, board: Board) -> None:
        self._frontier, self._board = frontier, board
        self._known: dict[str, tuple[float, Robots]] = {}
        self._barred: dict[str, Barred] = {}
        # Address of a robots.txt that is asked for → the origins that wait for it (a redirect may unite two).
        self._awaited: dict[str, set[str]] = {}

    def of(self, errand: Errand, now: float) -> Robots | Barred | None:
        """The rules for an errand; None where they are being asked for."""
        origin = errand.origin
        if origin in self._barred:
            return self._barred[origin]
        known = self._known.get(origin) or self._remembered(origin)
        if known and now - known[0] < FRESH:
            return known[1]
        if not any(origin in origins for origins in self._awaited.values()):
            self._ask(errand._replace(url=f"{origin}/robots.txt", hops=0, via=None, words="", date=""), {origin})
        return None

    def moved(self, errand: Errand, target: str) -> None:
        """A robots.txt is elsewhere."""
        self._ask(errand._replace(url=target, hops=errand.hops + 1, via=errand.url), self._waiting(errand))

    def answered(self, errand: Errand, body: bytes, now: float) -> None:
        """A robots.txt is there; empty where there is none."""
        rules = Robots(body)
        for origin in self._waiting(errand):
            self._frontier.save_robots(origin, RobotsRow(body[:LARGEST], now))
            self._known[origin] = (now, rules)
            self._hold(origin, rules)

    def unreachable(self, errand: Errand, reason: str, *, refused: bool = False) -> None:
        """A robots.txt cannot be had: nothing of its origins is asked for in this crawl."""
        barred = Barred(reason if refused else f"robots.txt cannot be had: {reason}", refused)
        for origin in self._waiting(errand):
            self._barred[origin] = barred
            self._board.wants(Errand.host_of(origin))

    def _ask(self, errand: Errand, origins: set[str]) -> None:
        self._awaited.setdefault(errand.url, set()).update(origins)
        self._frontier.ask_robots(errand._replace(part_of=min(origins)))
        self._board.wants(errand.host)

    def _waiting(self, errand: Errand) -> set[str]:
        """Who waits for it; after a restart the row alone knows."""
        return self._awaited.pop(errand.url, {errand.part_of or errand.origin})

    def _remembered(self, origin: str) -> tuple[float, Robots] | None:
        row = self._frontier.robots(origin)
        if row is None:
            return None
        rules = Robots(row.body)
        self._known[origin] = (row.checked, rules)
        self._hold(origin, rules)
        return self._known[origin]

    def _hold(self, origin: str, rules: Robots) -> None:
        """The host's gap grows to what is asked for."""
        name = Errand.host_of(origin)
        host = self._board.host(name)
        host.crawl_delay = max(host.crawl_delay, rules.delay)
        self._board.wants(name)
