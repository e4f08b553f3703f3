"""Grid: a task table as understood, whatever it came from. The one thing `parse.tasks` reads."""

from __future__ import annotations

from typing import Literal, NamedTuple

from hongtou.model import Value

ColumnRole = Literal[
    "number", "category", "task", "content", "deadline", "lead", "responsible", "support", "person", "progress",
    "status", "remark", "other",
]  # fmt: skip
UNIT_ROLES = ("lead", "responsible", "support")


class Column(NamedTuple):
    """A column: its printed header (None where unnamed) and what stands in it."""

    header: Value | None
    role: ColumnRole


class Row(NamedTuple):
    """A row: one Value or None a column, the headings it stands under, the columns whose value comes from above."""

    cells: tuple[Value | None, ...]
    headings: tuple[Value, ...]
    inherited: frozenset[int] = frozenset()


class Grid(NamedTuple):
    """A table of rows. ``extra`` are spans that are neither cell nor header: headings, repeats, page numbers, notes."""

    start: int
    end: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    extra: tuple[tuple[int, int], ...]
    truncated: bool = False

    @property
    def assigns_work(self) -> bool:
        """Whether the table says who does what: a task column, and a unit or a time limit beside it."""
        roles = {column.role for column in self.columns}
        return bool(roles & {"task", "content"}) and bool(roles & {"lead", "responsible", "support", "deadline"})
