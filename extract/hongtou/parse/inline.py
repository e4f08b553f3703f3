"""Inline assignments: running text that says who does it, and the words each assignment closes.

dataset.md, "What counts as what": the words run from the paragraph's start, or the previous assignment, up to the
bracket or label. Headings printed before are the category; a run-in heading ("(九)支持企业发展。鼓励…") belongs to its
first passage and is the category of later ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from hongtou.model import Value
from hongtou.parse.assignments import LIMIT_LABEL, Assignment, find_assignments, rejoin, unit_stretches
from hongtou.parse.lines import Line, Page
from hongtou.parse.numbering import numbering

_RUN_IN = re.compile(r"[^。\n]{2,48}?。(?=.)")
_HEADING_LONGEST = 60
_AFTER = " \n。;,、."
_LIMIT_END = re.compile(r"[;\n。]")
# A sentence that adds a unit to every task after it: "以下均需各县市区落实,不再列出".
_STANDING = re.compile(
    r"以下(?:各项|任务|工作|条款)*均(?:需要?|由|须)([\u3007\u3400-\u9fff][\u3007\u3400-\u9fff、()]{1,40}?)(?:负责)?(?:落实|负责|配合|实施)"
)
_FIRST_LEADS = re.compile(
    r"(?:列|排|排列|排名|位列)(?:在)?(?:第一|首)位?(?:的|者)?(?:责任)?(?:单位|部门)?(?:的)?(?:[,]?\s*)为(?:主要)?(?:牵头|主办)(?:责任)?(?:单位|部门)"
    r"|第一(?:个)?(?:责任)?(?:单位|部门)(?:均)?为(?:牵头|主办)(?:责任)?(?:单位|部门)"
)
_SEVERAL = re.compile(r"(?:两|二|多)个(?:或|及|和)?(?:两个)?(?:以上)?(?:责任)?(?:单位|部门)")
_REST_SUPPORT = re.compile(r"其(?:余|他|它)(?:的)?(?:责任)?(?:单位|部门)?(?:均)?为(?:配合|协办|协助|参与)(?:单位|部门)")


class Passage(NamedTuple):
    """One inline task.

    Its words; the assignment's inside and the parts of it that name units; the headings over it; a limit printed there.
    """

    task: Value
    assignment: Value
    units: tuple[Value, ...]
    categories: tuple[Value, ...]
    limit: Value | None


class Rules(NamedTuple):
    """What the document rules for all its lists: whether the first unit leads, also where it stands alone, and whether
    the rest then support."""

    first_leads: bool
    alone: bool
    rest_support: bool


def read_rules(page: Page) -> Rules:
    """Sentences such as 列第一位者为牵头单位, wherever they stand."""
    folded = page.text.folded
    match = _FIRST_LEADS.search(folded) if "第一" in folded or "首位" in folded else None
    if not match:
        return Rules(False, True, False)
    several = _SEVERAL.search(folded, max(0, match.start() - 40), match.end()) is not None
    return Rules(True, not several, _REST_SUPPORT.search(folded, match.end(), match.end() + 40) is not None)


def standing_units(page: Page) -> Value | None:
    """The units that a sentence adds to every task, as printed."""
    match = _STANDING.search(page.text.folded)
    return page.text.value(match.start(1), match.end(1)) if match else None


class _Heading(NamedTuple):
    rank: int
    value: Value


def read_inline(page: Page, lines: Sequence[Line]) -> list[Passage]:
    """The passages of these lines, in order."""
    reader = _Reader(page)
    for line in rejoin(page, [line for line in lines if not line.noise]):
        reader.read(line)
    return reader.found


class _Reader:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: list[Passage] = []
        self.headings: list[_Heading] = []
        self.pending: list[Line] = []
        """The paragraphs of the item that no assignment has closed yet."""
        self.held: Assignment | None = None
        """A limit printed before the units it belongs to."""
        self.adjacent = False
        """Whether nothing stands between the last passage's assignment and here."""

    def read(self, line: Line) -> None:
        clusters = find_assignments(self.page, line)
        if not (clusters and self.is_bare(line.start, clusters[0].start)):
            self.open(line)
        if clusters:
            self.close(line, clusters)
        else:
            self.pending.append(line)
            self.adjacent = False

    def is_bare(self, start: int, end: int) -> bool:
        """Whether nothing but marks stands between: the line is the assignment of what came before it."""
        return not self.page.text.folded[start:end].strip(" \n0123456789.、．()（）①②③④⑤一二三四五六七八九十-·●◆■*")

    def open(self, line: Line) -> None:
        """A numbered line closes what is pending and may be, or open with, a heading."""
        mark = numbering(line.words)
        if mark is None:
            return
        self.pending, self.held = [], None
        while self.headings and self.headings[-1].rank >= mark.rank:
            self.headings.pop()
        run_in = _RUN_IN.match(line.words)
        text = self.page.text
        if run_in and mark.rank <= 2:
            self.headings.append(_Heading(mark.rank, text.value(line.start, line.start + run_in.end())))
        elif len(line.words) <= _HEADING_LONGEST and "。" not in line.words[:-1] and line.words[-1] not in ";,:":
            self.headings.append(_Heading(mark.rank, text.value(line.start, line.end)))

    def close(self, line: Line, clusters: list[Assignment]) -> None:
        text = self.page.text
        left = line.start
        for cluster in clusters:
            while left < cluster.start and text.folded[left] in _AFTER:
                left += 1
            bare = self.is_bare(left, cluster.start)
            if not bare:
                self.adjacent = False
            if not cluster.units:
                self.take_beside(cluster, bare=bare)
            elif not bare:
                self.add(text.value(left, cluster.start), cluster)
            elif self.pending:
                body = self.body()
                self.add(text.value(body[0].start, body[-1].end), cluster)
            elif self.adjacent:
                self.widen(cluster)
            left = cluster.end
            if cluster.units:
                self.pending = []

    def body(self) -> list[Line]:
        """The pending paragraphs that are the task's words: those of its item, headings aside; else the last one."""
        body = [line for line in self.pending if not self.is_heading(line)] or self.pending[-1:]
        return body if numbering(body[0].words) or len(body) < len(self.pending) else body[-1:]

    def is_heading(self, line: Line) -> bool:
        return any((h.value.start, h.value.end) == (line.start, line.end) for h in self.headings)

    def add(self, words: Value, cluster: Assignment) -> None:
        categories = tuple(h.value for h in self.headings if h.value.end <= words.start)
        limit = self.limit(cluster.inner) or (self.limit(self.held.inner) if self.held else None)
        self.found.append(Passage(words, cluster.inner, self.units(cluster.inner), categories, limit))
        self.held, self.adjacent = None, True

    def take_beside(self, cluster: Assignment, *, bare: bool) -> None:
        """A limit or a name beside the units: of the last passage where it follows it, else of the next."""
        if bare and self.adjacent and self.found:
            limit = self.limit(cluster.inner)
            self.found[-1] = self.found[-1]._replace(limit=self.found[-1].limit or limit)
        else:
            self.held = cluster

    def widen(self, cluster: Assignment) -> None:
        """A second label right after an assignment (牵头单位:… then 配合单位:…) speaks of the same words."""
        last = self.found[-1]
        inner = self.page.text.value(last.assignment.start, cluster.inner.end)
        limit = last.limit or self.limit(cluster.inner)
        self.found[-1] = last._replace(assignment=inner, units=self.units(inner), limit=limit)

    def units(self, inner: Value) -> tuple[Value, ...]:
        return tuple(unit_stretches(self.page, inner))

    def limit(self, inner: Value) -> Value | None:
        """What stands behind 完成时限: in a cluster."""
        folded = self.page.text.folded
        match = LIMIT_LABEL.search(folded, inner.start, inner.end)
        if not match:
            return None
        end = _LIMIT_END.search(folded, match.end(), inner.end)
        return self.page.text.value(match.end(), end.start() if end else inner.end)
