"""A row that a page break cut: its cells go on in the first row of the next table that the page marks."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from hongtou.model import Value
from hongtou.parse.grid import UNIT_ROLES, Column, Grid, Row
from hongtou.parse.lines import Page
from hongtou.parse.numbering import numbering

_OPEN = "、,，:："
_FINAL = "。;；！!？?）)"
_MOST = 3  # of four cells of a column that end as sentences


def rejoined(page: Page, above: Grid, below: Grid) -> tuple[Grid, Grid] | None:
    """Both tables with the first row below put to the last one above; None where it is a row of its own."""
    if not above.rows or not below.rows or len(above.columns) != len(below.columns):
        return None
    last, first = above.rows[-1], below.rows[0]
    if first.headings != last.headings or not _goes_on(above, last, first):
        return None
    joined = _joined(page, last, first)
    spans = [span for one, rest in zip(last.cells, first.cells, strict=True) if one and rest for span in rest.spans]
    return (
        replace(above, rows=(*above.rows[:-1], joined)),
        replace(below, rows=below.rows[1:], extra=tuple(sorted((*below.extra, *spans)))),
    )


def mended(page: Page, grid: Grid) -> Grid:
    """The table with each row that a page break cut within it as one: those of its cells that say more end in a mark
    after which they go on.
    """
    number = next((index for index, column in enumerate(grid.columns) if column.role == "number"), None)
    if number is None or all(row.cells[number] for row in grid.rows):
        return grid
    rows: list[Row] = []
    for row in grid.rows:
        last = rows[-1] if rows else None
        if last and row.cells[number] is None and last.headings == row.headings:
            more = [one for one, rest in zip(last.cells, row.cells, strict=True) if one and rest]
            if any(_ends(one, _OPEN) for one in more) and _goes_on(grid, last, row):
                rows[-1] = _joined(page, last, row)
                continue
        rows.append(row)
    return replace(grid, rows=tuple(rows)) if len(rows) < len(grid.rows) else grid


def _joined(page: Page, last: Row, first: Row) -> Row:
    """The row with what the one below says more of its cells."""
    cells = [
        page.broken([*one.spans, *rest.spans]) if one and rest else one
        for one, rest in zip(last.cells, first.cells, strict=True)
    ]
    return replace(last, cells=tuple(cells))


def _goes_on(grid: Grid, last: Row, first: Row) -> bool:
    """Whether a row without a number says only what cells of the numbered one above left open, and no limit of its own:
    with one it may be a row whose number the page break did not repeat.
    """
    columns = grid.columns
    numbers = [index for index, column in enumerate(columns) if column.role == "number"]
    merged = any(n in row.inherited for row in grid.rows for n in numbers)  # so a blank number means nothing
    if not numbers or merged or first.inherited or any(first.cells[n] or not last.cells[n] for n in numbers):
        return False
    filled = [index for index, value in enumerate(first.cells) if value]
    if not filled or any(last.cells[index] is None for index in filled):
        return False
    if any(columns[index].role in ("deadline", "status") for index in filled):
        return False
    units = [index for index in filled if columns[index].role in UNIT_ROLES]
    if not all(_ends(last.cells[index], _OPEN) for index in units):
        return False
    prose = [index for index in filled if index not in units]
    return all(_is_open(grid, columns[n], n, last, first) for n in prose)


def _is_open(grid: Grid, column: Column, index: int, last: Row, first: Row) -> bool:
    """Whether the cell above ends within a sentence, or before the next item of a list."""
    above, rest = last.cells[index], first.cells[index]
    if above is None or rest is None or column.role == "category":
        return False
    if _ends(above, _OPEN):
        return True
    mark = numbering(rest.reading)
    if mark:
        items = [numbering(line) for line in above.reading.split("\n")]
        return _ends(above, "。;；") and any(item is not None and item.rank == mark.rank for item in items)
    if _ends(above, _FINAL):
        return False
    return _ends(rest, "。") and _are_sentences([row.cells[index] for row in grid.rows[:-1]])


def _ends(value: Value | None, marks: str) -> bool:
    return value is not None and value.reading[-1] in marks


def _are_sentences(cells: Sequence[Value | None]) -> bool:
    """Whether the column's cells end as sentences, as nearly all of them do or none."""
    filled = [cell for cell in cells if cell]
    return len(filled) > 0 and sum(_ends(cell, "。") for cell in filled) * 4 >= len(filled) * _MOST
