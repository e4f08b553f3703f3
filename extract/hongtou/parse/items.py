"""The paragraphs of running text as items, and which of them an assignment on a line of its own closes.

An assignment printed under several items ("1.… 2.… 责任单位:A") closes them all, unless items of that section
are closed one by one; a heading over them is not of its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from msgspec.structs import replace

from hongtou.model.record import Record
from hongtou.parse.assignments import MARKS, Assignment, find_assignments, right_under
from hongtou.parse.columns import is_name, role_of_column
from hongtou.parse.lines import Line, Page
from hongtou.parse.numbering import OPENS, Mark, numbering
from hongtou.parse.rejoined import rejoin

_HEADING_LONGEST = 60
_LABEL_LONGEST = 8
_HAN = re.compile("[\u3400-\u9fff]")
_SECTION = 2  # 一、 and (一)
_OF_EVENTS = re.compile(r"(?:主办|承办|协办|参加|参与|支持|协助|指导)(?:单位|部门)")
_ENTRY = re.compile(r"([\u3400-\u9fff]{2,8})(?<![一二三四五六七八九十]):")

_NAMED = re.compile(r"([\u3400-\u9fff]{2,8}?)[\d一二三四五六七八九十]{0,3}:")


class Item(Record, frozen=True):
    """One paragraph: its assignments, its numbering, whether it is nothing but an assignment or a heading."""

    line: Line
    clusters: list[Assignment]
    mark: Mark | None
    bare: bool
    heading: bool


def is_bare(page: Page, start: int, end: int) -> bool:
    """Whether nothing but marks stands between: the assignment belongs to what came before it."""
    return MARKS.fullmatch(page.text.folded, start, end) is not None


def read_items(page: Page, lines: Sequence[Line]) -> list[Item]:
    """The paragraphs, those that print broke joined."""
    items: list[Item] = []
    apart = False  # below the signature, in the foot of the site
    joined = rejoin(page, [line for line in lines if not line.noise])
    for line, clusters in [piece for one in joined for piece in _pieces(page, one)]:
        if not clusters and items:
            clusters = right_under(page, items[-1].line, items[-1].bare, line)
        bare = bool(clusters) and is_bare(page, line.start, clusters[0].start)
        apart = bare and (apart or (len(items) > 0 and _is_apart(page, items[-1].line, line)))
        if apart or (bare and _is_section(line) and not any(map(_names_work, items))):
            clusters, bare = [], False
        mark = None if bare else numbering(line.words)
        if items and items[-1].heading and not _stands_over(items[-1], mark, bare=bare):
            items[-1] = replace(items[-1], heading=False)
        items.append(Item(line, clusters, mark, bare, mark is not None and not clusters and _is_heading(line, mark)))
    return items


def _pieces(page: Page, line: Line) -> list[tuple[Line, list[Assignment]]]:
    """A line in which the next item follows an assignment is several: …(责任单位:A)2.新建…(责任单位:B); so is one in
    which an item follows its heading without a blank: 二、减轻负担(三)减免租金。… Each with its assignments.
    """
    clusters = find_assignments(page, line)
    if not clusters:
        return [(line, clusters)]
    folded = page.text.folded
    cuts: list[int] = []
    for at in (line.start, *(cluster.end for cluster in clusters)):
        while at < line.end and folded[at] in _BEHIND:
            at += 1
        if at == line.end or folded[at] not in OPENS or numbering(folded[at : at + _MARK_LONGEST]) is None:
            continue
        if at > line.start:
            cuts.append(at)
        headed = _GLUED.match(folded, at, line.end)
        if headed is not None and (cuts or headed["first"] or headed["one"]):
            cuts.append(headed.end())
    if not cuts:
        return [(line, clusters)]
    pieces: list[tuple[Line, list[Assignment]]] = []
    for start, end in pairwise((line.start, *cuts, line.end)):
        words = folded[start:end].rstrip(" ")
        own = [cluster for cluster in clusters if start <= cluster.start < end]
        pieces.append((replace(line, start=start, end=start + len(words), words=words), own))
    return pieces


_BEHIND = " 。;"
_MARK_LONGEST = 16
_GLUED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、[\u3400-\u9fff、“”]{3,30}?(?=\((?:(?P<first>一)|[二三四五六七八九十]{1,3})\)[^级类档型期号批标])"
    r"|(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))[\u3400-\u9fff、“”]{3,30}?"
    r"(?=(?:(?P<one>1)|[2-9]|\d\d)[.、](?!\d)))"
)


def _stands_over(heading: Item, mark: Mark | None, *, bare: bool) -> bool:
    """Whether a line goes on under the heading before it; a whole sentence of low rank is one over items only."""
    rank = heading.mark.rank if heading.mark else 0
    if bare or (mark is not None and mark.rank <= rank):
        return False
    return mark is not None or rank <= _SECTION or heading.line.words[-1] != "。"


def _is_apart(page: Page, before: Line, line: Line) -> bool:
    """Whether words that are no running text stand between: 主办单位:… below the signature is the site's foot."""
    return _HAN.search(page.text.folded, before.end, line.start) is not None


def _is_section(line: Line) -> bool:
    """三、承办单位:…: a part of a notice of some event, not the assignment of the part above it."""
    mark = numbering(line.words)
    return mark is not None and mark.rank <= _SECTION and _OF_EVENTS.match(line.words, mark.length) is not None


def _names_work(item: Item) -> bool:
    """一、督办事项:…, or that heading alone: what is assigned under such labels is no event."""
    if item.mark is None or item.mark.rank > _SECTION:
        return False
    label = _WORK.match(item.line.words, item.mark.length)
    return label is not None and role_of_column(label[1]) == "task"


_WORK = re.compile(r"([\u3400-\u9fff]{2,8})(?::|$)")


def _is_entry(line: Line) -> bool:
    """采购单位:…: one of a list of entries, no words of a task, as 问题名称:… and 问题一:… are."""
    label = _ENTRY.match(line.words)
    return label is not None and role_of_column(label[1]) != "task"


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
    closings: int = 0
    alone: bool = False
    """Whether one of them was closed by its own assignment."""

    @property
    def one_by_one(self) -> bool:
        """Whether each is closed by its own assignment; the only assignment of a section closes all of it."""
        return self.alone and (self.closings > 1 or self.rank <= _SECTION)


class _Closing(Record, frozen=True):
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
                    levels[-1].closings += 1
                else:
                    first = at - 1 if free is None else free
                    opening = _matter(items, free or 0, at)
                    if opening is not None:
                        loose[at] = opening
                    elif (
                        free is not None or levels or not _is_entry(items[first].line) or _says_work(items[first].line)
                    ):
                        loose[at] = first
                _close(levels)
                free = at + 1
            continue
        if item.mark:
            _open(levels, item.mark.rank, at)
            free = None
        if any(cluster.units for cluster in item.clusters):
            if levels and levels[-1].run:
                levels[-1].alone = True
                levels[-1].closings += 1
            _close(levels)
            free = at
    for closing in closings:
        if closing.level.one_by_one:
            loose[closing.at] = closing.run[-1]
        else:
            loose[closing.at] = closing.run[0] if closing.parent is None else closing.parent
    return {at: _past_heading(items, first, at) for at, first in loose.items()}


def _matter(items: Sequence[Item], first: int, at: int) -> int | None:
    """The nearest of the paragraphs before ``at`` that names its matter (问题二:…), below the entries of another; None
    where what stands between is no entry.
    """
    for index in range(at - 1, first - 1, -1):
        words = items[index].line.words
        label = _NAMED.match(words) if ":" in words[:_LABEL_LONGEST] else None
        if label is not None and role_of_column(label[1]) == "task":
            return index
        if _ENTRY.match(words) is None:
            break
    return None


_OF_WORK = ("工作", "任务", "重点", "主要", "具体", "落实", "推进", "整改")


def _says_work(line: Line) -> bool:
    """Whether an entry is of what is to be done, not of what there is: 工作内容:改造县道。, not 建设内容:水渠2公里。"""
    label = _NAMED.match(line.words)
    if label is None or line.words[-1] not in "。;" or not label[1].startswith(_OF_WORK) or not is_name(label[1]):
        return False
    return role_of_column(label[1]) in ("task", "content")


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
    """The paragraph that the run stands under, where the section ends here; items of low rank also take what stands
    between their heading and them."""
    if len(levels) < 2 or not levels[-2].run:
        return None
    if items[levels[-2].run[-1]].heading and levels[-1].rank <= _SECTION:
        return None
    return levels[-2].run[-1] if after is None or after < levels[-1].rank else None


def _past_heading(items: Sequence[Item], first: int, at: int) -> int:
    """Headings are no words of the task, unless nothing else is there; nor is what an assignment before left."""
    while first + 1 < at and (items[first].heading or items[first].bare):
        first += 1
    return first
