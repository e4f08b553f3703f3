"""Headers of two levels: names of columns under one that spans them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hongtou.fields.text import fold
from hongtou.model import Value
from hongtou.parse.cells import EDGE, barred
from hongtou.parse.columns import (
    bare_name,
    is_period,
    is_planned,
    opens_with_period,
    role_of_column,
    role_of_name,
)  # fmt: skip
from hongtou.parse.drawn import RULE
from hongtou.parse.flat_header import is_header, reads_as_cell
from hongtou.parse.grid import UNIT_ROLES, Column, ColumnRole
from hongtou.parse.lines import Page
from hongtou.parse.naming import LONGEST_NAME


def role_of_levels(levels: Sequence[str]) -> ColumnRole:
    """The role of a column under names of several levels, the outermost first: what the lowest says, or one above it.

    >>> role_of_levels(("责任单位", "牵头")), role_of_levels(("进度安排", "一季度"))
    ('lead', 'other')
    """
    roles = [role_of_column(level) for level in reversed(levels)]
    figures = levels and role_of_name(bare_name(levels[-1])) == "other"
    role: ColumnRole = "other" if figures else next((role for role in roles if role != "other"), "other")
    if role == "deadline" and roles[0] == "other" and opens_with_period(levels[-1]):
        return "other"  # 一季度 … 四季度 under 进度安排: what is done then
    if role == "progress" and any(is_planned(bare_name(level)) for level in levels):
        return "content"  # 2016年计划 over 投资 and 形象进度
    return role


def second_level(
    page: Page, index: int, columns: Sequence[Column], cells: Sequence[Value]
) -> tuple[int, tuple[Column, ...]] | None:
    """The last line of a header between bars, and its columns with the names that stand under one that spans them;
    None where the line ``index``, or the one below a rule there, prints no such names. ``cells`` are those of the line
    above, blank ones and edges among them.
    """
    lines = page.lines
    if index + 1 < len(lines) and RULE.fullmatch(lines[index].words):
        index += 1  # |---|---| of Markdown
    if index + 1 >= len(lines) or lines[index].noise:
        return None
    under = _padded(page, index, cells) or _alone(page, index, columns)
    return (index, under) if under else None


def _padded(page: Page, index: int, cells: Sequence[Value]) -> tuple[Column, ...]:
    """The same where the line is as wide as the one above and fills the places of a name that blanks follow, and none
    under another: 任务 | 责任单位 | | 期限 over  | 牵头 | 配合 | .
    """
    names = _without_edge(page, cells)
    row = _without_edge(page, barred(page, page.lines[index]))
    if len(row) > len(names) or sum(1 for cell in row if cell.text) < 2:
        return ()
    columns: list[Column] = []
    over: Value | None = None
    for n, name in enumerate(names):
        below = row[n] if n < len(row) else None
        if name.text:
            spans = n + 1 < len(row) and not names[n + 1].text and row[n + 1].text != ""
            over = name if spans else None
        filled = below is not None and below.text != ""
        if filled != (over is not None) and (filled or name.text):
            return ()
        if below is None or over is None or not filled:
            over = None
            columns.append(Column(name if name.text else None, role_of_column(fold(name.reading).strip())))
            continue
        words = fold(below.reading)
        if len(words) > LONGEST_NAME or (reads_as_cell(words) and not opens_with_period(words)):
            return ()
        columns.append(Column(below, role_of_levels((fold(over.reading), words))))
    if columns[0].header is None:
        columns = columns[1:]
    while columns and columns[-1].header is None:
        columns.pop()
    return tuple(columns) if is_header(columns) else ()


def _without_edge(page: Page, cells: Sequence[Value]) -> Sequence[Value]:
    """The cells of a line without the blank behind the bar that closes it; a tab closes none."""
    last = cells[-1]
    closed = not last.text and len(cells) > 1 and page.text.raw[last.start - 1 : last.start] in _BARS
    return cells[:-1] if closed else cells


_BARS = tuple(EDGE.rstrip())


def _alone(page: Page, index: int, columns: Sequence[Column]) -> tuple[Column, ...]:
    """The same where the line prints the names alone (责任单位 over 主办|协办), and the row below a cell for each."""
    lines = page.lines
    over = [n for n, column in enumerate(columns) if column.role in UNIT_ROLES]
    if len(over) != 1 or len(lines[index].words) > 2 * LONGEST_NAME:
        return ()
    names = [cell for cell in barred(page, lines[index]) if cell.text]
    roles = [role_of_name(bare_name(fold(cell.text))) for cell in names]
    if len(names) < 2 or len(set(roles)) < 2 or not set(roles) <= set(UNIT_ROLES):
        return ()
    under = tuple([Column(cell, role) for cell, role in zip(names, roles, strict=True) if role])
    whole = (*columns[: over[0]], *under, *columns[over[0] + 1 :])
    edges = lines[index + 1].words.strip()
    row = barred(page, lines[index + 1])
    width = len(row) - (edges[0] in EDGE) - (edges[-1] in EDGE)
    return whole if width in (len(whole), len(whole) - 1) else ()


def under_spanning(columns: Sequence[Column]) -> list[tuple[Column, ...]]:
    """The columns with the last ones in place of the one that spans them: a header of two levels, printed level by
    level (责任单位, 完成时限, then 牵头, 配合, or a person beside them); so with the last that are periods (进度安排,
    责任单位, then 一季度 …).
    """
    found: list[tuple[Column, ...]] = []
    for kind, last in ((_UNITS, 2), (_LIMITS, 2), (_UNITS, 3)):
        under = columns[-last:]
        over = [index for index, column in enumerate(columns[:-last]) if column.role in kind]
        named = [column.role in kind for column in under]
        beside = named if last == 2 else [column.role == "person" for column in under if column.role not in kind]
        if len(over) == 1 and all(beside) and sum(named) > 1:
            found.append((*columns[: over[0]], *under, *columns[over[0] + 1 : -last]))
    periods = 0
    while periods < len(columns) and (header := columns[-1 - periods].header) and is_period(header.text):
        periods += 1
    if periods > 1:
        above = columns[:-periods]
        over = [n for n, c in enumerate(above) if c.header and c.role in _STAGED and _PLAN.search(c.header.reading)]
        if len(over) == 1:
            found.append((*above[: over[0]], *columns[-periods:], *above[over[0] + 1 :]))
    return found


_UNITS, _LIMITS = frozenset(UNIT_ROLES), frozenset({"deadline"})
_STAGED = ("deadline", "content", "progress")
_PLAN = re.compile("进度|安排|计划|节点|目标|步骤")
