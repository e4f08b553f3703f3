"""The paragraphs of running text as items, and which of them an assignment on a line of its own closes.

An assignment printed under several items ("1.… 2.… 责任单位:A") closes them all, unless items of that section
are closed one by one; a heading over them is not of its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from hongtou.parse.assignments import Assignment, find_assignments, rejoin
from hongtou.parse.lines import Line, Page
from hongtou.parse.numbering import Mark, numbering

_MARKS = " \n0123456789.、．()（）①②③④⑤⑥⑦⑧⑨⑩一二三四五六七八九十-·●◆■*"
_HEADING_LONGEST = 60
_LABEL_LONGEST = 8


class Item(NamedTuple):
    """One paragraph: its assignments, its numbering, whether it is nothing but an assignment or a heading."""

    line: Line
    clusters: list[Assignment]
    mark: Mark | None
    bare: bool
    heading: bool


def is_bare(page: Page, start: int, end: int) -> bool:
    """Whether nothing but marks stands between: the assignment belongs to what came before it."""
    return not page.text.folded[start:end].strip(_MARKS)


def read_items(page: Page, lines: Sequence[Line]) -> list[Item]:
    """The paragraphs, those that print broke joined."""
    items: list[Item] = []
    for line in rejoin(page, [line for line in lines if not line.noise]):
        clusters = find_assignments(page, line)
        bare = bool(clusters) and is_bare(page, line.start, clusters[0].start)
        mark = None if bare else numbering(line.words)
        if items and items[-1].heading and (bare or (mark and mark.rank <= (items[-1].mark or mark).rank)):
            items[-1] = items[-1]._replace(heading=False)  # nothing stands under it
        items.append(Item(line, clusters, mark, bare, mark is not None and not clusters and _is_heading(line, mark)))
    return items


def _is_heading(line: Line, mark: Mark) -> bool:
    """A short line without a sentence in it; 整改目标:… is a labelled paragraph."""
    words = line.words
    if len(words) > _HEADING_LONGEST or "。" in words[:-1] or words[-1] in ";,":
        return False
    colon = words.find(":", mark.length, -1)
    return not mark.length < colon <= mark.length + _LABEL_LONGEST


@dataclass
class _Level:
    """The numbered paragraphs of one rank in one section."""

    rank: int
    run: list[int] = field(default_factory=list)
    """Those that no assignment has closed yet."""
    alone: bool = False
    """Whether one of them was closed by its own assignment."""


class _Closing(NamedTuple):
    at: int
    level: _Level
    run: list[int]
    parent: int | None
    """The paragraph above the run, where the assignment ends its section."""


def closed_from(items: Sequence[Item]) -> dict[int, int]:
    """For each assignment on a line of its own the first of the paragraphs that it closes."""
    closings: list[_Closing] = []
    loose: dict[int, int] = {}
    levels: list[_Level] = []
    ranks = _next_ranks(items)
    free: int | None = None  # the first paragraph without number since the last assignment
    for at, item in enumerate(items):
        if item.bare:
            if at and not items[at - 1].bare and _names_units(items, at):
                run = levels[-1].run if levels else []
                if run:
                    closings.append(_Closing(at, levels[-1], run, _parent(items, ranks[at], levels)))
                    levels[-1].alone |= len(run) == 1
                else:
                    loose[at] = at - 1 if free is None else free
                _close(levels)
                free = at + 1
            continue
        if item.mark:
            _open(levels, item.mark.rank, at)
            free = None
        if any(cluster.units for cluster in item.clusters):
            if levels and levels[-1].run:
                levels[-1].alone = True
            _close(levels)
            free = at
    for closing in closings:
        first = closing.run[-1] if closing.level.alone else closing.run[0]
        if closing.parent is not None and not closing.level.alone:
            first = closing.parent
        loose[closing.at] = first
    return {at: _past_heading(items, first, at) for at, first in loose.items()}


def _names_units(items: Sequence[Item], at: int) -> bool:
    while at < len(items) and items[at].bare:
        if any(cluster.units for cluster in items[at].clusters):
            return True
        at += 1
    return False


def _open(levels: list[_Level], rank: int, at: int) -> None:
    while levels and levels[-1].rank > rank:
        levels.pop()
    if not levels or levels[-1].rank < rank:
        levels.append(_Level(rank))
    levels[-1].run.append(at)


def _close(levels: list[_Level]) -> None:
    for level in levels:
        level.run = []


def _next_ranks(items: Sequence[Item]) -> list[int | None]:
    """For each paragraph the rank of the next numbered one."""
    ranks: list[int | None] = []
    rank: int | None = None
    for item in reversed(items):
        rank = item.mark.rank if item.mark else rank
        ranks.append(rank)
    return ranks[::-1]


def _parent(items: Sequence[Item], after: int | None, levels: list[_Level]) -> int | None:
    """The paragraph that the run stands under, where the section ends here and it is no heading."""
    if len(levels) < 2 or not levels[-2].run or items[levels[-2].run[-1]].heading:
        return None
    return levels[-2].run[-1] if after is None or after < levels[-1].rank else None


def _past_heading(items: Sequence[Item], first: int, at: int) -> int:
    """Headings are no words of the task, unless nothing else is there."""
    while first + 1 < at and items[first].heading:
        first += 1
    return first
