"""The same assignments without a table: passages that name who does them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .facts import Facts, Row
from .frame import Page, before

_LABELS = {"lead": "牵头单位", "responsible": "责任单位", "support": "配合单位"}


def bracketed(facts: Facts) -> Page:
    """1.……。(责任单位:甲、乙;完成时限:……)"""
    return _passages(facts, lambda row: [f"{row.task}({_labelled(row, ';')}{_limit(row)})"])


def verbed(facts: Facts) -> Page:
    """1.……,6月底前完成。(甲牵头,乙、丙配合)"""

    def timed(row: Row) -> Row:
        words = row.task.rstrip("。")
        if row.deadline is not None and row.deadline.endswith("前") and len(row.limits) == 1:
            return row._replace(task=f"{words},{row.deadline}完成。")
        return row.untimed()._replace(task=f"{words}。")

    told = facts._replace(rows=tuple(row for row in map(timed, facts.rows) if not row.deadline or "完成。" in row.task))
    return _passages(told, lambda row: [f"{row.task}({row.cell('responsible', mixed=True)})"])


def lined(facts: Facts) -> Page:
    """The passage, then 牵头单位:…, 配合单位:…, 完成时限:… on lines of their own."""
    return _passages(facts, lambda row: [row.task, *_lines(row)])


def glued(facts: Facts) -> Page:
    """The passage, then all labels in one line without anything between them."""
    return _passages(facts, lambda row: [row.task, "".join(_lines(row))])


def _lines(row: Row) -> list[str]:
    return [*_labelled(row, "\n").split("\n"), *([f"完成时限:{row.deadline}"] if row.deadline else [])]


def _labelled(row: Row, between: str) -> str:
    groups = ((role, "、".join(name for name, r in row.units if r == role)) for role in _LABELS)
    return between.join(f"{_LABELS[role]}:{names}" for role, names in groups if names)


def _limit(row: Row) -> str:
    return f";完成时限:{row.deadline}" if row.deadline else ""


def _passages(facts: Facts, words: Callable[[Row], Sequence[str]]) -> Page:
    facts = facts._replace(rows=tuple(row for row in facts.rows if row.units))
    told = facts._replace(rows=tuple(_passage(row, place) for place, row in enumerate(facts.rows, 1)))
    lines: list[str] = []
    for category, rows in told.sections():
        lines += [f"　　{name}" for name in category]
        lines += [f"　　{line}" for row in rows for line in words(row)]
    *head, issuer, day = before(told, annexed=False)
    expected = told.each(lambda row: row._replace(deadline=None))
    return Page("\n".join([*head, *lines, issuer, day]).encode(), "a.txt", expected)


def _passage(row: Row, place: int) -> Row:
    """Task and content as one passage that opens with its own number."""
    task = row.task.rstrip("。")
    whole = f"{task}。{row.content.rstrip('。')}。" if row.content else f"{task}。"
    return row._replace(number=None, task=f"{place}.{whole}", content=None, progress=None, person=None, remark=None)
