"""Cells that print a mark for the words above them (同上, 〃): they mean what the cell above says."""

from __future__ import annotations

from msgspec.structs import replace

from hongtou.model import Value
from hongtou.parse.grid import UNIT_ROLES, Grid, Row

_MARKS = frozenset({"同上", "同前", "〃", "″", "〞", '"', "“", "”", "＂", "''", "′′", "々"})
_LONGEST = 4
_MEANT = frozenset({*UNIT_ROLES, "deadline", "category"})
"""Roles of columns in which such a mark stands for the words above: a task is never another's words."""


def with_meant(grid: Grid) -> Grid:
    """The grid whose rows know what such cells of units and limits mean."""
    columns = [index for index, column in enumerate(grid.columns) if column.role in _MEANT]
    rows: list[Row] = []
    above: list[Value | None] = []
    marked = False
    for row in grid.rows:
        said = list(row.cells)
        marks = [index for index in columns if _is_mark(row.cells[index]) and above and above[index]]
        for index in marks:
            said[index] = above[index]
        if marks:
            row = replace(row, meant=tuple(said), inherited=row.inherited | set(marks))
            marked = True
        rows.append(row)
        above = said
    return replace(grid, rows=tuple(rows)) if marked else grid


def _is_mark(value: Value | None) -> bool:
    return value is not None and len(value.text) <= _LONGEST and "".join(value.text.split()) in _MARKS
