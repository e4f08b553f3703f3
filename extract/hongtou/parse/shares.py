"""Columns of percentages whose cells are bare figures: 完成率(%) over 85.6."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from hongtou.fields.text import fold
from hongtou.model import Value
from hongtou.parse.columns import is_planned, name_of, role_of_name
from hongtou.parse.grid import Column
from hongtou.parse.status import BEFORE_SHARE, BEHIND_SHARE

SHARE = re.compile(r"\d{1,3}(?:\.\d{1,2})?%?")
_ABOUT = re.compile(rf"{BEFORE_SHARE}{SHARE.pattern}{BEHIND_SHARE}")
_NO_FIGURE = "/-—"


def prints_percent(column: Column) -> bool:
    """Whether the name of a column holds the % that its cells lack."""
    header = column.header
    return header is not None and ("%" in header.text or "％" in header.text or "百分" in header.text)


def are_percents(column: Column, cells: Sequence[Value | None]) -> bool:
    """Whether the bare figures of a column are percentages: its name says so, and they are no fractions (0.45 | 1)."""
    if not prints_percent(column):
        return False
    words = [fold(cell.reading).strip() for cell in cells if cell]
    figures = [float(word) for word in words if SHARE.fullmatch(word) and "%" not in word]
    return max(figures, default=0) > 1 or all(figure in (0, 1) for figure in figures)


def with_shares(columns: list[Column], cells: Callable[[int], Sequence[str]]) -> list[Column]:
    """Columns of figures under a name of how much is done say a status: 完成率(%), 形象进度(%). 完成情况(%) may hold
    any rate, and 目标进度(%) what is to be reached. So does a second column of progress that prints shares alone: 45%
    under 完成进度 beside 进展情况.
    """
    told = [n for n, column in enumerate(columns) if column.role == "progress"]
    if len(told) > 1:
        columns = [
            replace(c, role="status") if n in told and _are_shares(cells(n)) and not _are_shares(cells(told[0])) else c
            for n, c in enumerate(columns)
        ]
    if not any(map(prints_percent, columns)):
        return columns  # as nearly all
    return [
        replace(c, role="status") if c.role == "other" and prints_percent(c) and _says_share(c, cells(i)) else c
        for i, c in enumerate(columns)
    ]


def _are_shares(cells: Sequence[str]) -> bool:
    filled = [words for cell in cells if (words := fold(cell).strip().strip(_NO_FIGURE))]
    return len(filled) > 0 and all("%" in words and _ABOUT.fullmatch(words) for words in filled)


def _says_share(column: Column, cells: Sequence[str]) -> bool:
    name = name_of(fold(column.header.reading).replace("%", "")) if column.header else ""
    if role_of_name(name) != "status" and (not name.endswith("进度") or is_planned(name)):
        return False
    filled = [words for cell in cells if (words := fold(cell).strip().strip(_NO_FIGURE))]
    return len(filled) > 0 and all(map(SHARE.fullmatch, filled))
