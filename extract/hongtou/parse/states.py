"""Columns that are named for states and marked where a task is in one: 已完成 | 正在推进 | 未启动 over √."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from msgspec.structs import replace

from hongtou.data import load_toml
from hongtou.fields.text import fold
from hongtou.model import Value
from hongtou.model.vocabulary import Status
from hongtou.parse.grid import Column
from hongtou.parse.status import statuses

_FEWEST = 2  # columns of states: 完成 alone may be anything's
_LONGEST = 2


@cache
def _marks() -> tuple[frozenset[str], frozenset[str]]:
    """What marks a state, and what says that it is not the one."""
    marks = load_toml("verdicts.toml")["marked"]
    return frozenset(marks["so"]), frozenset(marks["not_so"])


def state_of(column: Column) -> Status | None:
    """The state that a column is named for; 是 and 否 are answers to what stands above them."""
    name = fold(column.header.reading).replace(" ", "") if column.header else ""
    return statuses().get(name) if len(name) > 1 else None


def with_states(columns: list[Column], cells: Callable[[int], Sequence[str]]) -> list[Column]:
    """Columns named for states that hold nothing but marks say a status. A figure is a mark only where all are 1."""
    named = [n for n, column in enumerate(columns) if column.role in ("other", "progress") and state_of(column)]
    if len(named) < _FEWEST or len({state_of(columns[n]) for n in named}) < _FEWEST:
        return columns  # as nearly all
    so, not_so = _marks()
    filled = [word for n in named for cell in cells(n) if (word := fold(cell).strip())]
    if not filled or not all(word in so or word in not_so for word in filled):
        return columns
    return [replace(column, role="status") if n in named else column for n, column in enumerate(columns)]


def marked_state(columns: Sequence[Column], cells: Sequence[Value | None], places: Sequence[int]) -> Value | None:
    """The name of the state that a row marks; None where it marks several that differ, or none."""
    so = _marks()[0]
    marked = [n for n in places if (cell := cells[n]) is not None and fold(cell.reading).strip() in so]
    if len({state_of(columns[n]) for n in marked}) != 1:
        return None
    return columns[marked[0]].header
