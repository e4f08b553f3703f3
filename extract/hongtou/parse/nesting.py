"""Rows whose number counts under another's: 1, then 1.1 and 1.2. The first is a heading where it says nothing else."""

from __future__ import annotations

from msgspec.structs import replace

from hongtou.fields.text import reading
from hongtou.model import Value
from hongtou.parse.grid import Grid, Row

_PARTS = (".", "-", "—")


def nested(grid: Grid) -> Grid:
    """The grid with such rows as headings of those that count under them."""
    roles = [column.role for column in grid.columns]
    if "number" not in roles:
        return grid
    index = roles.index("number")
    numbers = [reading(value).strip() if (value := row.cells[index]) else "" for row in grid.rows]
    behind = " ".join([number[1:] for number in numbers])
    if not any(part in behind for part in _PARTS):
        return grid
    rows: list[Row] = []
    extra = list(grid.extra)
    heading: Value | None = None
    above = ""
    for place, row in enumerate(grid.rows):
        words = _words(row, index)
        following = numbers[place + 1] if place + 1 < len(numbers) else ""
        if words and _counts_under(following, numbers[place]):
            heading, above = words, numbers[place]
            number = row.cells[index]
            extra += [(value.start, value.end) for value in (number, words) if value]
        elif heading and _counts_under(numbers[place], above):
            rows.append(replace(row, headings=(*row.headings, heading)))
        else:
            rows.append(row)
    return replace(grid, rows=tuple(rows), extra=tuple(sorted(extra)))


def _words(row: Row, number: int) -> Value | None:
    """The one text of a row that says nothing beside it; None where it says more."""
    filled = [
        value for index, value in enumerate(row.cells) if value and index != number and index not in row.inherited
    ]
    return filled[0] if len(filled) == 1 else None


def _counts_under(number: str, above: str) -> bool:
    """Whether 1.1 counts under 1."""
    return above != "" and any(number.startswith(above + part) for part in _PARTS)
