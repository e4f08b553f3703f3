"""Inline assignments: running text that says who does it, and the words each assignment closes.

dataset.md, "What counts as what": the words run from the paragraph's start, or the previous assignment, up to the
bracket or label. Headings printed before are the category; a run-in heading ("(九)支持企业发展。鼓励…") belongs to its
first passage and is the category of later ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from hongtou.fields.units import looks_like_units
from hongtou.model import Value
from hongtou.model.record import Record
from hongtou.parse.assignments import Assignment, unit_stretches
from hongtou.parse.behind import Passage, with_behind
from hongtou.parse.beside import BESIDE_ENDS, LIMIT_LABEL, beside_end
from hongtou.parse.items import Item, closed_from, is_bare, read_items
from hongtou.parse.lines import Line, Page

# A run-in heading: (九)支持企业发展。鼓励…
_RUN_IN_RANK = 2
_RUN_IN_SHORTEST, _RUN_IN_LONGEST = 2, 49
_FIRST_ITEM = re.compile(r"(?<![第、,:为“《])(?:\(1\)|1[.、．](?!\d)|①)(?=[\u3400-\u9fff])")
_AFTER = " \n。;,、."
_DASH = re.compile(r"(?<=[。;；!！])[ —―─-]+$|[ ]?[—―─-]{2,}$")  # …。——责任单位:, …10个——责任单位:
_NEXT_LABEL = re.compile(r"[^;\n。]{0,16}:|[^;\n。]{0,60}(?:负责|牵头|配合|落实)[ ]*(?:[;。)]|$)")
"""6月底前开工;12月底前完工 goes on behind the semicolon; 6月底前;责任人:王某 does not."""


class _Heading(Record, frozen=True):
    rank: int
    value: Value


def read_inline(page: Page, lines: Sequence[Line], body_end: int) -> list[Passage]:
    """The passages of these lines, in order; ``body_end`` is the index of the line that the body ends before."""
    items = read_items(page, lines)
    if not any(item.clusters for item in items):
        return []
    reader = _Reader(page, items, page.lines[body_end - 1].end if 0 < body_end < len(page.lines) else None)
    for at, item in enumerate(items):
        reader.read(at, item)
    with_behind(page, items, reader.found, reader.limit)
    return reader.found


class _Reader:
    def __init__(self, page: Page, items: Sequence[Item], signed: int | None) -> None:
        self.page = page
        self.signed = signed
        """Where the signature stands, until it is passed: what is issued below it stands under none of its headings."""
        self.items = items
        self.closed_from = closed_from(items)
        self.found: list[Passage] = []
        self.headings: list[_Heading] = []
        self.held: Assignment | None = None
        """A limit printed before the units it belongs to."""
        self.adjacent = False
        """Whether nothing stands between the last passage's assignment and here."""
        self.passed = 0
        """Where the last assignment ends."""
        self.words: Value | None = None
        """What the assignments on lines of their own from here on close."""

    def read(self, at: int, item: Item) -> None:
        if item.bare:
            first = self.closed_from.get(at)
            if first is not None:
                start = max(self.items[first].line.start, self.passed)
                self.words = self.page.text.value(start, self.items[at - 1].line.end)
        else:
            self.words = None
            self.open(item)
        if item.clusters:
            self.close(item)
            self.stand_over(at, item)
        else:
            self.adjacent = False

    def open(self, item: Item) -> None:
        """A numbered line may be, or open with, a heading."""
        mark, line = item.mark, item.line
        if self.signed is not None and line.start >= self.signed:
            self.headings, self.signed = [], None
        if mark is None:
            return
        while self.headings and self.headings[-1].rank >= mark.rank:
            self.headings.pop()
        stop = line.words.find("。", _RUN_IN_SHORTEST, _RUN_IN_LONGEST) + 1 if mark.rank <= _RUN_IN_RANK else 0
        if stop and (item_at := _FIRST_ITEM.search(line.words, mark.length + _RUN_IN_SHORTEST, stop)) is not None:
            stop = item_at.start()  # 一、建设任务(1)改造县道
        if 0 < stop < len(line.words) and not (item.clusters and line.start + stop >= item.clusters[0].start):
            self.headings.append(_Heading(mark.rank, self.page.text.value(line.start, line.start + stop)))
        elif item.heading:
            self.headings.append(_Heading(mark.rank, self.page.text.value(line.start, line.end)))

    def close(self, item: Item) -> None:
        text = self.page.text
        left = item.line.start
        for cluster in item.clusters:
            while left < cluster.start and text.folded[left] in _AFTER:
                left += 1
            bare = is_bare(self.page, left, cluster.start)
            if not bare:
                self.adjacent = False
            if not cluster.units:
                left = self.take_beside(cluster, left, bare=bare)
                continue
            if not bare:
                self.add(text.value(left, cluster.start), cluster)
            elif self.adjacent:
                self.widen(cluster)
            elif self.words and self.words.text:
                self.add(self.words, cluster)
            left = self.passed = cluster.end

    def stand_over(self, at: int, item: Item) -> None:
        """A heading with an assignment of its own, (二)发展服务业(A牵头), stands over the numbered items below it."""
        first = self.closed_from.get(at) if item.bare else at
        head = self.items[first] if first is not None else item
        if head.mark is None or head.mark.rank > _RUN_IN_RANK:
            return
        below = next((one for n in range(at + 1, len(self.items)) if not (one := self.items[n]).bare), None)
        if below is None or below.mark is None or below.mark.rank <= head.mark.rank:
            return
        start, end = head.line.start, head.line.end if item.bare else item.clusters[0].start
        value = self.page.text.value(start, end)
        within = self.page.text.folded.find("。", start, value.end - 1) >= 0
        if len(value.text) <= _RUN_IN_LONGEST and not within and start not in [h.value.start for h in self.headings]:
            self.headings.append(_Heading(head.mark.rank, value))

    def add(self, words: Value, cluster: Assignment) -> None:
        if (dash := _DASH.search(words.text)) is not None:
            words = self.page.text.value(words.start, words.start + dash.start())
        categories = tuple(h.value for h in self.headings if h.value.end <= words.start)
        held = self.held if self.held and self.held.start >= words.start else None
        limit = self.limit(cluster.inner) or (self.limit(held.inner) if held else None)
        self.found.append(Passage(words, cluster.inner, self.units(cluster.inner), categories, limit))
        self.held, self.words, self.adjacent = None, None, True

    def take_beside(self, cluster: Assignment, left: int, *, bare: bool) -> int:
        """A limit or a name beside the units: of the last passage where it follows it, else of the next. Gives where
        the next words begin."""
        if bare and self.adjacent and self.found:
            limit = self.limit(cluster.inner)
            self.found[-1] = replace(self.found[-1], limit=self.found[-1].limit or limit)
            self.passed = cluster.end
            return cluster.end
        self.held = cluster
        return left

    def widen(self, cluster: Assignment) -> None:
        """A second label right after an assignment (牵头单位:… then 配合单位:…) speaks of the same words."""
        last = self.found[-1]
        inner = self.page.text.value(last.assignment.start, cluster.inner.end)
        limit = last.limit or self.limit(cluster.inner)
        self.found[-1] = replace(last, assignment=inner, units=self.units(inner), limit=limit)

    def units(self, inner: Value) -> tuple[Value, ...]:
        return tuple(unit_stretches(self.page, inner))

    def limit(self, inner: Value) -> Value | None:
        """What stands behind 完成时限: in a cluster."""
        folded = self.page.text.folded
        match = LIMIT_LABEL.search(folded, inner.start, inner.end)
        if not match:
            return None
        end = beside_end(folded, match.start(), match.end(), inner.end)
        while end and end[0] == ";" and not _NEXT_LABEL.match(folded, end.end(), inner.end):
            after = BESIDE_ENDS.search(folded, end.end(), inner.end)
            if looks_like_units(folded[end.end() : after.start() if after else inner.end]):
                break
            end = after
        return self.page.text.value(match.end(), end.start() if end else inner.end)
