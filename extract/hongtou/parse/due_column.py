"""Of a table's columns the one that says by when the work is done."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from hongtou.data import any_of, load_toml
from hongtou.fields.deadlines import looks_like_deadline
from hongtou.parse.columns import has_been, is_name, is_sure
from hongtou.parse.goals import TROUBLE
from hongtou.parse.goals import name_in_print as _name
from hongtou.parse.grid import Column

_BESIDE = load_toml("columns_beside.toml")
_ENDS = re.compile(any_of(_BESIDE["ends"]))
_STOPS = frozenset("止终")  # 起 | 止 under 时间
_TERM = re.compile("限$|节点$")
_AROUND = re.compile(f"(?:{any_of(_BESIDE['around'])})(?:时间|日期)$")
_SEEN = re.compile(f"(?:{any_of(_BESIDE['looked_at'])})(?:时间|日期)$")
_WORK_NAMED = re.compile(any_of(_BESIDE["of_work"]))

Cells = Callable[[int], Sequence[str]]
"""The words of a column's cells, by its index: few columns need them."""


def with_one_limit(found: list[Column], cells: Cells) -> list[Column]:
    """Of several limits the one by which the work is done; where none is named, the one whose cells are limits."""
    found = [replace(c, role="other") if c.role == "deadline" and _is_around(c, found) else c for c in found]
    limits = [index for index, column in enumerate(found) if column.role == "deadline"]
    ends = [index for index in limits if _ENDS.search(_name(found[index])) or _name(found[index]) in _STOPS]
    if any("销号" in _name(found[index]) for index in ends):  # after the work: 整改时限, then 销号时间
        work = [index for index in limits if "销号" not in _name(found[index])]
        ends = [n for n in work if n in ends] or [n for n in work if _TERM.search(_name(found[n]))] or ends
    if len(limits) > 1 and not ends:  # 批示时间, 办理时限
        ends = [index for index in limits if _TERM.search(_name(found[index]))]
    if len(ends) > 1:  # 招标完成时间 is the end of a part, 完工时间 that of the whole
        ends = [index for index in ends if is_name(_name(found[index]))] or ends
    if len(limits) > 1 and ends:
        found = [replace(c, role="other") if i in limits and i != ends[0] else c for i, c in enumerate(found)]
    if not limits and (index := _unnamed_limit(found, cells)) is not None:
        found[index] = replace(found[index], role="deadline")
    return found


def _is_around(column: Column, columns: Sequence[Column]) -> bool:
    """Whether a column says when the work was found, handed on or looked at again; 排查时间 does beside 隐患, not
    beside 排查任务.
    """
    name = _name(column)
    if _AROUND.search(name):
        return True
    if not _SEEN.search(name):
        return False
    tasks = [_name(c) for c in columns if c.role == "task"]
    return any(TROUBLE.search(task) and not _WORK_NAMED.search(task) for task in tasks)


def _unnamed_limit(columns: Sequence[Column], cells: Cells) -> int | None:
    """The column whose cells are limits though its name says a goal (阶段性目标) or nothing."""
    for index, column in enumerate(columns):
        if column.role not in ("content", "other", "progress") or (column.role == "other" and says_outright(column)):
            continue
        if column.role == "other" and _is_around(column, columns):
            continue
        if column.role == "progress" and has_been(_name(column)):
            continue  # 11月18日开工 under 完成情况 is when it was done
        filled = [cell for cell in cells(index) if cell]
        if filled and len(filled[0]) <= 20 and sum(map(_opens_with_limit, filled)) * 3 >= len(filled) * 2:
            return index
    return None


def _opens_with_limit(cell: str) -> bool:
    """Of a limit the first clause says when; 调整价格,10月底前完成 says first what is done."""
    comma = cell.find(",")
    return looks_like_deadline(cell) and (comma < 0 or looks_like_deadline(cell[:comma]))


def says_outright(column: Column) -> bool:
    """Whether the column's role is sure: its name says it outright, or it has no name and its cells say it."""
    return column.header is None or is_sure(_name(column))
