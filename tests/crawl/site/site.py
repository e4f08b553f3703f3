"""The whole site, with the truth of every address."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from functools import cached_property
from itertools import count
from pathlib import Path

from . import catalogue, cms, feed, hazards, law
from .answer import Answer, Script
from .circulars import Composed, compose
from .plan import Plan, Truth

ROBOTS = "/robots.txt"
STARTS = {"cms": (cms.START,), "catalogue": (catalogue.START,), "law": (law.START,), "feed": feed.STARTS}
"""Part of the site → where its crawl begins."""


class Site:
    """A site of about ``pages`` addresses that a crawl archives, the same for a seed.

    ``host``: http://127.0.0.1:PORT. ``delay``: Crawl-delay of robots.txt, in seconds. ``hazards``: whether anything
    goes wrong on it; ``long``: also what costs a crawl its patience.
    """

    def __init__(
        self, seed: int = 6, pages: int = 500, host: str = "http://127.0.0.1:80", *, delay: float = 0.0,
        hazards: bool = True, long: bool = False,
    ) -> None:  # fmt: skip
        self.host = host
        self._delay = delay
        self._plan = Plan()
        self.hazards: dict[str, str] = {}
        self._build(seed, pages, hazards, long)

    def _build(self, seed: int, pages: int, dangers: bool, long: bool) -> None:
        draw = random.Random(seed)
        numbers = count()

        def circulars(attached: float) -> Iterator[Composed]:
            while True:
                files = draw.randint(1, 3) if draw.random() < attached else 0
                yield compose(seed, next(numbers), attached=files)

        def some(share: float, attached: float) -> list[Composed]:
            made = circulars(attached)
            return [next(made) for _ in range(round(pages * share))]

        more = []
        if dangers:
            self.hazards, more = hazards.build(self._plan, circulars(0), self.host, long=long)
        cms.build(self._plan, some(0.24, 0.3), more)
        catalogue.build(self._plan, some(0.19, 0.3))
        law.build(self._plan, some(0.15, 0))
        feed.build(self._plan, some(0.12, 0), self.host)

    @property
    def truths(self) -> dict[str, Truth]:
        """Path → what is true of it."""
        return self._plan.truths

    @property
    def robots(self) -> str:
        """robots.txt."""
        delay = f"Crawl-delay: {self._delay:g}\n" if self._delay else ""
        return f"User-agent: *\nDisallow: /cms/internal/\nDisallow: {cms.FOLDER}/internal/\n{delay}"

    def script(self, path: str) -> Script | None:
        """The answers of an address; endless ones are made as they are asked for."""
        if path == ROBOTS:
            return Script(Answer(self.robots.encode(), "text/plain"))
        found = self._plan.scripts.get(path)
        return Script(hazards.trap(path)) if found is None and hazards.is_trap(path) else found

    def expected(self, *parts: str, mended: bool = False) -> dict[str, Truth]:
        """What an unbroken crawl of these parts (all by default) archives: lists, circulars, pages, attachments."""
        states = {"good", "mendable"} if mended else {"good"}
        return {path: truth for path, truth in self.truths.items() if truth.state in states and self._of(path, parts)}

    def failing(self, *parts: str) -> dict[str, Truth]:
        """What a crawl records as failed before the site is mended."""
        states = {"mendable", "failure"}
        return {path: truth for path, truth in self.truths.items() if truth.state in states and self._of(path, parts)}

    @staticmethod
    def _of(path: str, parts: tuple[str, ...]) -> bool:
        folders = tuple({"cms": "/cms/", "catalogue": "/xxgk/", "law": "/law/", "feed": "/feed/"}[p] for p in parts)
        return not folders or path.startswith(folders)

    @cached_property
    def forbidden(self) -> frozenset[str]:
        """What must never be asked for."""
        return frozenset(path for path, truth in self.truths.items() if truth.state == "forbidden")

    def write(self, folder: Path, *parts: str, mended: bool = False) -> None:
        """The circulars' own bytes as files, and an ``index.csv`` that says which of them belong together."""
        folder.mkdir(parents=True, exist_ok=True)
        rows = [("path", "url", "circular", "attachment_of")]
        for path, truth in self.expected(*parts, mended=mended).items():
            script = self._plan.scripts[path]
            if truth.circular is None:
                continue
            answer = script.mended if mended and script.mended else script.later
            name = f"{truth.circular.index:05}-{truth.kind}-{truth.number}{_suffix(truth)}"
            (folder / name).write_bytes(answer.body)
            first = f"{truth.circular.index:05}-circular-1.html"
            page, attachment = truth.kind in ("circular", "page"), truth.kind == "attachment"
            rows.append((name, f"{self.host}{path}", first if page else "", first if attachment else ""))
        with (folder / "index.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)


def _suffix(truth: Truth) -> str:
    assert truth.circular
    return f".{truth.circular.attached[truth.number - 1].form}" if truth.kind == "attachment" else ".html"
