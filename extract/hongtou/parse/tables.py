"""Tables that the page marks: Table → Grid.

Finds the header rows (one or two levels), gives a cell that spans rows to each of them, takes rows that hold a single
text for headings, drops repeated headers, and joins a table that goes on in the next one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from hongtou.fields.text import Text
from hongtou.model import Cell, Table, Value
from hongtou.parse.columns import bare_name, role_of_content, role_of_name
from hongtou.parse.grid import Column, Grid, Row
from hongtou.parse.numbering import numbering
from hongtou.parse.settle import settle

_HEADER_DEPTH = 5  # rows from the top in which the header may begin, under titles and units of measure
_SUBTOTAL = re.compile(r"(?:合\s*计|小\s*计|总\s*计)(?:[(:：].*)?")


class _Square(NamedTuple):
    cell: Cell
    own: bool
    """False where the cell began in a row above."""


def read_table(text: Text, table: Table, before: Grid | None) -> Grid | None:
    """The table as a Grid; ``before`` is the Grid of the table it directly follows, which it may continue.

    None where the table has no header that names columns and continues nothing.
    """
    squares = _squares(table)
    header = _find_header(text, squares)
    if header is None:
        if before is None or len(before.columns) != table.columns:
            return None
        columns, first, last = before.columns, 0, -1
    else:
        first, last = header
        columns = _columns(text, squares, first, last)
        columns = _by_content(text, squares, last + 1, columns)
    goes_on = before is not None and (header is None or _names(before.columns) == _names(columns))
    reader = _Rows(text, columns, before.rows[-1] if before and goes_on and before.rows else None)
    extra = [_span(square.cell) for row in squares[: max(first, 0)] for square in _distinct(row)]
    names = _names(columns)
    for row in squares[last + 1 :]:
        extra += reader.add(row, names)
    return Grid(table.start, table.end, columns, tuple(reader.rows), tuple(s for s in extra if s[0] < s[1]))


def _names(columns: Sequence[Column]) -> tuple[str, ...]:
    return tuple(bare_name(column.header.reading) if column.header else "" for column in columns)


def _squares(table: Table) -> list[list[_Square | None]]:
    """The full grid, a row a list: which cell covers each square."""
    squares: list[list[_Square | None]] = [[None] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, min(table.rows, cell.row + cell.rowspan)):
            for column in range(cell.column, min(table.columns, cell.column + cell.colspan)):
                squares[row][column] = squares[row][column] or _Square(cell, row == cell.row)
    return squares


def _distinct(row: Sequence[_Square | None]) -> list[_Square]:
    seen: dict[int, _Square] = {}
    for square in row:
        if square:
            seen.setdefault(id(square.cell), square)
    return list(seen.values())


def _span(cell: Cell) -> tuple[int, int]:
    return cell.start, cell.end


def _words(text: Text, cell: Cell) -> str:
    return text.folded[cell.start : cell.end].strip()


def _find_header(text: Text, squares: list[list[_Square | None]]) -> tuple[int, int] | None:
    """First and last header row: the first that names at least two roles; a second level below it if it spans."""
    for index, row in enumerate(squares[:_HEADER_DEPTH]):
        cells = [square.cell for square in _distinct(row) if square.own]
        roles = [role_of_name(bare_name(_words(text, cell))) for cell in cells]
        named = sum(role is not None for role in roles)
        if named < 2 or len(set(roles) - {None}) < 2:
            continue
        if named * 2 < sum(bool(_words(text, cell)) for cell in cells):
            continue
        deepest = max((cell.rowspan for cell in cells if cell.rowspan < len(squares)), default=1)
        wide = any(cell.colspan > 1 for cell in cells)
        last = index + (deepest - 1 if wide and deepest > 1 else 0)
        if wide and deepest == 1 and index + 1 < len(squares):
            below = [bare_name(_words(text, s.cell)) for s in _distinct(squares[index + 1])]
            last += sum(role_of_name(name) is not None for name in below) >= 2
        return index, last
    return None


def _columns(text: Text, squares: list[list[_Square | None]], first: int, last: int) -> tuple[Column, ...]:
    """One column a square: its name is the lowest header cell over it that says a role, or all levels joined."""
    columns = []
    for index in range(len(squares[0])):
        levels: list[Cell] = []
        for row in squares[first : last + 1]:
            square = row[index]
            if square and _words(text, square.cell) and square.cell not in levels:
                levels.append(square.cell)
        role = None
        for cell in reversed(levels):
            role = role_of_name(bare_name(_words(text, cell)))
            if role:
                break
        header = _value(text, levels[-1]) if levels else None
        columns.append(Column(header, role or "other"))
    return tuple(columns)


def _by_content(
    text: Text, squares: list[list[_Square | None]], first: int, columns: tuple[Column, ...]
) -> tuple[Column, ...]:
    """What the cells say of columns whose name does not, or says too little."""
    cells = [
        [_words(text, s.cell) for row in squares[first:] if (s := row[index]) and s.own and s.cell.colspan == 1]
        for index in range(len(columns))
    ]
    found = [_checked(column, cells[index]) for index, column in enumerate(columns)]
    for index in range(1, len(found)):
        one, two = found[index - 1], found[index]
        if one.header is not None and one.header == two.header and one.role == two.role:
            # one name over two columns: the first holds numbers, or the category of the second
            role = role_of_content(cells[index - 1])
            found[index - 1] = one._replace(role="category" if role == "other" else role)
    return settle(found, cells)


def _checked(column: Column, cells: Sequence[str]) -> Column:
    """An unnamed column by its content."""
    return column._replace(role=role_of_content(cells)) if column.header is None else column


def _value(text: Text, cell: Cell) -> Value | None:
    value = text.value(cell.start, cell.end)
    return value if value.text else None


class _Rows:
    """Reads the rows under a header; keeps the headings in force."""

    def __init__(self, text: Text, columns: tuple[Column, ...], last: Row | None) -> None:
        self.text = text
        self.columns = columns
        self.rows: list[Row] = []
        self.headings: list[tuple[int, Value]] = []
        if last:
            self.headings = [(_rank(v), v) for v in last.headings]

    def add(self, row: list[_Square | None], names: tuple[str, ...]) -> list[tuple[int, int]]:
        """Take one row; returns the spans in it that are no cell of a task."""
        distinct = _distinct(row)
        own = [square.cell for square in distinct if square.own and _words(self.text, square.cell)]
        spans = [_span(cell) for cell in own]
        if not own:
            return []
        if len(own) == 1 and (own[0].colspan > 1 or len(row) > 2) and self.is_heading(own[0], row):
            self.push(own[0])
            return spans
        printed = [bare_name(_words(self.text, s.cell)) if s and s.own else "" for s in row]
        if sum(a == b != "" for a, b in zip(printed, names, strict=True)) >= max(2, sum(map(bool, names)) * 2 // 3):
            return spans
        if _SUBTOTAL.fullmatch(_words(self.text, own[0])):
            return spans
        self.rows.append(self.read(row))
        return []

    def is_heading(self, cell: Cell, row: list[_Square | None]) -> bool:
        words = _words(self.text, cell)
        if cell.colspan * 2 > len(row):
            return True
        return cell.column <= 1 and (numbering(words) is not None and len(words) > 3)

    def push(self, cell: Cell) -> None:
        value = self.text.value(cell.start, cell.end)
        rank = _rank(value)
        while self.headings and self.headings[-1][0] >= rank:
            self.headings.pop()
        self.headings.append((rank, value))

    def read(self, row: list[_Square | None]) -> Row:
        cells: list[Value | None] = []
        inherited: set[int] = set()
        seen: set[int] = set()
        for index, square in enumerate(row):
            value = None
            if square and id(square.cell) not in seen:
                seen.add(id(square.cell))
                value = _value(self.text, square.cell)
                if not square.own:
                    inherited.add(index)
            cells.append(value)
        return Row(tuple(cells), tuple(value for _, value in self.headings), frozenset(inherited))


def _rank(value: Value) -> int:
    mark = numbering(value.text)
    return mark.rank if mark else 1
