"""Of several columns of prose those that say what is done: not what was looked at, how far or what for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from hongtou.data import any_of, load_toml
from hongtou.fields.text import fold, reading
from hongtou.parse.columns import name_of, opens_with_period
from hongtou.parse.grid import Column

_BESIDE = load_toml("columns_beside.toml")
TROUBLE = re.compile(any_of(_BESIDE["trouble"]))
_LOOKED_AT = re.compile(f"(?:{any_of(_BESIDE['looked_at'])})内容")
_OF_WORK = re.compile(f"^名称|{any_of(_BESIDE['of_work'])}")
_SEVERAL, _PAIR = 2, 2
_LONGEST_KIND = 12
_PROSE = ("task", "content")
_MEASURES = re.compile(any_of(_BESIDE["measures"]))


def name_in_print(column: Column) -> str:
    """A column's header as vocabulary spells it."""
    return name_of(reading(column.header)) if column.header else ""


def with_inspected(columns: list[Column]) -> list[Column]:
    """督查内容 beside 整改措施: not what is done but what was looked at.

    It is the task where 督查情况 says what was seen, else what the problems are of.
    """
    at = next((n for n, c in enumerate(columns) if c.role == "content" and _LOOKED_AT.match(name_in_print(c))), None)
    told = [column for column in columns if column.role == "progress"]
    trouble = any(TROUBLE.search(name_in_print(column)) for column in told)
    if at is None or not trouble or "task" in [column.role for column in columns]:
        return columns
    return [replace(c, role="task" if len(told) > 1 else "category") if n == at else c for n, c in enumerate(columns)]


def with_trouble(columns: list[Column]) -> list[Column]:
    """河湖名称 beside 问题描述: where the trouble was found, not what is to be done."""
    names = [name_in_print(column) for column in columns]
    prose = ("task", "content")
    troubled = [n for n, c in enumerate(columns) if c.role in prose and TROUBLE.search(names[n])]
    if not troubled:
        return columns
    found = list(columns)
    for n, (column, name) in enumerate(zip(columns, names, strict=True)):
        if column.role == "task" and n not in troubled and name.endswith("名称") and not _OF_WORK.search(name):
            found[n] = replace(column, role="other")
            found[troubled[0]] = replace(columns[troubled[0]], role="task")
    return found


def with_steps(columns: list[Column]) -> list[Column]:
    """改革举措 beside 改革任务: of two columns that may each be the task the one of measures is the other's content."""
    tasks = [n for n, c in enumerate(columns) if c.role == "task"]
    steps = [n for n in tasks if name_in_print(columns[n]).endswith(("举措", "措施"))]
    if len(tasks) < _SEVERAL or not steps or len(steps) == len(tasks):
        return columns
    return [replace(c, role="content") if n in steps else c for n, c in enumerate(columns)]


def without_periods(columns: list[Column]) -> list[Column]:
    """一季度目标, 二季度目标, or 2021年目标, 2022年目标 beside the task: how far it is to come by then, each; of
    several none is its content.
    """
    named = [
        index
        for index, c in enumerate(columns)
        if c.role == "content" and c.header and opens_with_period(fold(c.header.reading))
    ]
    if len(named) < _SEVERAL or not any(column.role == "task" for column in columns):
        return columns
    return [replace(c, role="other") if index in named else c for index, c in enumerate(columns)]


def without_goals(columns: list[Column]) -> list[Column]:
    """Of several columns of contents those that say what is done; goals and standards beside them are no content."""
    named = [index for index, column in enumerate(columns) if column.role == "content"]
    measures = [index for index in named if _MEASURES.search(name_in_print(columns[index]))]
    if not measures or len(named) == len(measures) or not any(column.role == "task" for column in columns):
        return columns
    return [replace(c, role="other") if n in named and n not in measures else c for n, c in enumerate(columns)]


def without_kinds(columns: list[Column], cells: Callable[[int], Sequence[str]]) -> list[Column]:
    """Columns of few short words (项目, 内容) that span the rows of one of 工作任务 right of them hold their kinds; so
    does the left of two of tasks beside a content (测评项目, 测评内容, 测评标准).
    """
    tasks = [n for n, c in enumerate(columns) if c.role == "task"]
    several = len(tasks) == _PAIR and any(c.role == "content" for c in columns[tasks[1] :])
    named = tasks[1] if several else max((n for n in tasks if "任务" in name_in_print(columns[n])), default=0)
    left = [
        n for n, c in enumerate(columns[:named]) if c.role in _PROSE and c.header and "任务" not in name_in_print(c)
    ]
    if not left or len(tasks) > _PAIR:
        return columns
    work = [cell for cell in cells(named) if cell]
    found = list(columns)
    for index in left:
        words = [cell for cell in cells(index) if cell]
        longest = _LONGEST_KIND if several else min(_LONGEST_KIND, mean_length(work))
        if len(set(words)) >= len(set(work)) or mean_length(words) > longest:
            break  # kinds of kinds nest: 除险加固 right of a reservoir's own name is no kind of reservoirs
        found[index] = replace(found[index], role="category")
    return found


def mean_length(cells: Sequence[str]) -> float:
    return sum(map(len, cells)) / max(1, len(cells))
