"""Every layout of every facts, measured."""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import cache
from typing import NamedTuple

import hongtou

from . import facts, generate
from .catalog import LAYOUTS
from .compare import Cell, compare
from .facts import Facts


class Tally(NamedTuple):
    """Of some cells, how many are right, named, lost in silence, wrong in silence."""

    right: int
    named: int
    lost: int
    wrong: int

    @property
    def of(self) -> int:
        """How many there are."""
        return sum(self)

    @property
    def held(self) -> float:
        """Right or named, in percent, rounded down so that a floor never lies above it."""
        return (self.right + self.named) * 10_000 // max(1, self.of) / 100

    @property
    def silent(self) -> float:
        """Wrong in silence, in percent, rounded up."""
        return -(-self.wrong * 10_000 // max(1, self.of)) / 100

    @classmethod
    def of_cells(cls, cells: list[Cell]) -> Tally:
        """Count verdicts."""
        count = Counter(cell.verdict for cell in cells)
        return cls(count["right"], count["named"], count["lost"], count["wrong"])


@cache
def all_facts() -> tuple[Facts, ...]:
    """The generated facts and those of the samples."""
    return (*generate.facts(), *facts.samples())


@cache
def measured(layout: str) -> dict[str, list[Cell]]:
    """Every cell of every facts in this layout, by the name of the facts."""
    found = {}
    for each in all_facts():
        page = LAYOUTS[layout](each)
        found[each.name] = compare(page.facts, hongtou.extract(page.data, path=page.path))
    return found


def cells(layout: str) -> list[Cell]:
    """All cells of a layout, or of "all"."""
    names = LAYOUTS if layout == "all" else (layout,)
    return [cell for name in names for found in measured(name).values() for cell in found]


def fingerprint() -> str:
    """A digest of every page that is measured: floors hold for these alone."""
    digest = hashlib.sha256()
    for name, layout in LAYOUTS.items():
        for each in all_facts():
            page = layout(each)
            digest.update(f"{name}/{page.path}/{page.facts}".encode())
            if page.path.endswith((".txt", ".html")):
                digest.update(page.data)
    return digest.hexdigest()[:16]
