"""Where each cell of a table stands, from the extents a format prints."""

from __future__ import annotations

from collections.abc import Sequence

from hongtou.model.record import Record


class Slot(Record, frozen=True):
    """A cell's place: its first row and column and how many of each it covers, within the table."""

    row: int
    column: int
    rowspan: int
    colspan: int


_WIDEST = 1000


def place(rows: Sequence[Sequence[tuple[int | None, int | None]]], most: int) -> tuple[list[list[Slot]], bool]:
    """Give each (rowspan, colspan) its slot as HTML's table model does (WHATWG, "Forming a table").

    A missing extent is 1; a rowspan of 0 or beyond the last row ends there; a cell that overlaps one from above starts
    at the next free column. Stops, and says so, when more than ``most`` squares would be covered.

    >>> place([[(2, 1), (1, 1)], [(1, 1)]], 100)[0][1]
    [Slot(row=1, column=1, rowspan=1, colspan=1)]
    """
    taken: dict[int, int] = {}  # column → first row that is free again
    placed: list[list[Slot]] = []
    covered = 0
    for row, extents in enumerate(rows):
        column, slots = 0, []
        for down, right in extents:
            if taken:
                while taken.get(column, 0) > row:
                    column += 1
            height = min(down or len(rows), len(rows) - row) if down is not None else 1
            width = min(max(1, right), _WIDEST) if right else 1
            slots.append(Slot(row, column, height, width))
            if height > 1:
                taken.update(dict.fromkeys(range(column, column + width), row + height))
            covered += height * width
            column += width
        if covered > most:
            return placed, True
        placed.append(slots)
    return placed, False
