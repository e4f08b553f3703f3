"""Inline assignments: "…(A牵头,B配合)", "…责任单位:A、B" in running text, and the words each of them closes.

dataset.md, "What counts as what": the words run from the paragraph's start, or the previous assignment, up to the
bracket or label. Headings printed before are the category; a run-in heading ("(九)支持企业发展。鼓励…") belongs to its
first passage and is the category of later ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from hongtou.fields.units import LABELS, is_assignment
from hongtou.model import Value
from hongtou.parse.lines import Line, Page
from hongtou.parse.numbering import numbering

_OPENING = frozenset("([〔【")
_BRACKET = re.compile(r"[(\[〔【)\]〕】]")
_LONGEST = 600
_RUN_IN = re.compile(r"[^。\n]{2,48}?。(?=.)")
_HEADING_LONGEST = 60
_AFTER = " \n。;,、."
_BEFORE_LABEL = frozenset("。;)）] \n」”")
_LIMIT_LABEL = re.compile(r"(?:完成|办结|整改)?(?:时限|时间|期限)(?:要求)?\s*[::]\s*")
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
    """One inline task: its words, the assignment's inside, the headings over it, a printed limit in the bracket."""

    task: Value
    assignment: Value
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


class _Assignment(NamedTuple):
    start: int
    end: int
    inner: Value


class _Heading(NamedTuple):
    rank: int
    value: Value


def read_inline(page: Page, lines: Iterable[Line]) -> list[Passage]:
    """The passages of these lines, in order."""
    return _Reader(page).read(lines)


class _Reader:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: list[Passage] = []
        self.headings: list[_Heading] = []
        self.pending: list[Line] = []
        """The paragraphs of the item that no assignment has closed yet."""

    def read(self, lines: Iterable[Line]) -> list[Passage]:
        for line in lines:
            if line.noise:
                continue
            self.open(line)
            assignments = _assignments(self.page, line)
            if assignments:
                self.close(line, assignments)
            else:
                self.pending.append(line)
        return self.found

    def open(self, line: Line) -> None:
        """A numbered line closes what is pending and may be, or open with, a heading."""
        mark = numbering(line.words)
        if mark is None:
            return
        self.pending = []
        while self.headings and self.headings[-1].rank >= mark.rank:
            self.headings.pop()
        run_in = _RUN_IN.match(line.words)
        text = self.page.text
        if run_in and mark.rank <= 2:
            self.headings.append(_Heading(mark.rank, text.value(line.start, line.start + run_in.end())))
        elif len(line.words) <= _HEADING_LONGEST and "。" not in line.words[:-1] and line.words[-1] not in ";,:":
            self.headings.append(_Heading(mark.rank, text.value(line.start, line.end)))

    def close(self, line: Line, assignments: list[_Assignment]) -> None:
        text = self.page.text
        left = line.start
        for assignment in assignments:
            while left < assignment.start and text.folded[left] in _AFTER:
                left += 1
            words = text.value(left, assignment.start)
            if words.text and left == line.start and not words.text.strip("*＊★●◆■·—- "):
                words = text.value(left, left)
            if words.text:
                self.add(words, assignment)
            elif self.pending:
                body = [p for p in self.pending if not self.is_heading(p)] or self.pending[-1:]
                self.add(text.value(body[0].start, body[-1].end), assignment)
            elif self.found:
                self.widen(assignment)
            left = assignment.end
            self.pending = []

    def is_heading(self, line: Line) -> bool:
        return any((h.value.start, h.value.end) == (line.start, line.end) for h in self.headings)

    def add(self, words: Value, assignment: _Assignment) -> None:
        categories = tuple(h.value for h in self.headings if h.value.end <= words.start)
        self.found.append(Passage(words, assignment.inner, categories, _limit(self.page, assignment.inner)))

    def widen(self, assignment: _Assignment) -> None:
        """A second label right after an assignment (牵头单位:… then 配合单位:…) speaks of the same words."""
        last = self.found[-1]
        if self.page.text.folded[last.assignment.end : assignment.start].strip(" \n。;,)]】〕"):
            return
        inner = self.page.text.value(last.assignment.start, assignment.inner.end)
        self.found[-1] = last._replace(assignment=inner, limit=_limit(self.page, inner))


def _limit(page: Page, inner: Value) -> Value | None:
    match = _LIMIT_LABEL.search(page.text.folded, inner.start, inner.end)
    if not match:
        return None
    end = _LIMIT_END.search(page.text.folded, match.end(), inner.end)
    return page.text.value(match.end(), end.start() if end else inner.end)


def _assignments(page: Page, line: Line) -> list[_Assignment]:
    """Brackets that name who does it and labels, in order; a label inside a bracket is the bracket's."""
    folded = page.text.folded
    found: list[_Assignment] = []
    passed = line.start
    for start, end in _brackets(folded, line.start, line.end):
        if start >= passed and end - start <= _LONGEST and is_assignment(folded[start + 1 : end - 1]):
            found.append(_Assignment(start, end, page.text.value(start + 1, end - 1)))
            passed = end
    labelled: list[_Assignment] = []
    bracketed = iter([*found, None])
    inside = next(bracketed)
    for label in LABELS.finditer(folded, line.start, line.end):
        while inside and inside.end <= label.start():
            inside = next(bracketed)
        if (inside and inside.start < label.start()) or not _opens(folded, label.start(), line.start):
            continue
        end = _label_end(folded, label.end(), line.end)
        if folded[label.end() : end].strip():
            labelled.append(_Assignment(label.start(), end, page.text.value(label.start(), end)))
    return _merged(page, sorted((*found, *labelled))) if found or labelled else []


def _opens(folded: str, at: int, start: int) -> bool:
    """Whether a label can begin here: at the line's start or after a sentence or a blank."""
    return at == start or folded[at - 1] in _BEFORE_LABEL


def _label_end(folded: str, start: int, end: int) -> int:
    """Where a label's units end: at the full stop, else at the line's end."""
    stop = folded.find("。", start, end)
    return end if stop < 0 else stop


def _merged(page: Page, found: list[_Assignment]) -> list[_Assignment]:
    """Labels that follow one another without words between them are one assignment."""
    merged: list[_Assignment] = []
    for item in found:
        if merged and item.start <= merged[-1].end:
            last = merged[-1]
            end = max(last.end, item.end)
            merged[-1] = _Assignment(
                last.start, end, page.text.value(last.inner.start, max(last.inner.end, item.inner.end))
            )
        else:
            merged.append(item)
    return merged


def _brackets(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """The outer-to-inner pairs of brackets of any kind in a stretch, by their start; one left open ends with it."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for mark in _BRACKET.finditer(folded, start, end):
        if mark[0] in _OPENING:
            opened.append(mark.start())
        elif opened:
            pairs.append((opened.pop(), mark.end()))
    if opened and end - opened[-1] <= _LONGEST:
        pairs.append((opened[-1], end))
    pairs.sort()
    return pairs
