"""Tables that are set on their side: their names stand in the first column, one task a column or one task a card.

Turned upright they are tables like any other: a row of names, a row a task.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from hongtou.fields.text import Text
from hongtou.model import Cell, Table
from hongtou.model.record import Record
from hongtou.parse.columns import bare_name, is_name, role_of_name
from hongtou.parse.squares import Square, Squares, distinct, span, words_of

_LOOKED_AT = 8  # rows from the top in which the names are looked for
_WHOLE_ROW = 99
_ROLES = 3  # distinct kinds of column that must be named


class Upright(Record, frozen=True):
    """The table with its names in the first row, and the spans that have no place in it: names printed again."""

    table: Table
    extra: tuple[tuple[int, int], ...]


def upright(text: Text, table: Table, squares: Squares) -> Upright | None:
    """The table turned; None where its first column does not name what stands beside it."""
    if _in_pairs(squares):
        return _cards(text, table, squares)
    first = [_role(row[0]) for row in squares[:_LOOKED_AT] if row[0] and row[0].own and row[0].words]
    roles = set(first) - {None, "other"}
    if len(roles) < _ROLES or sum(role is not None for role in first) * 3 < len(first) * 2:
        return None
    others = [s for row in squares[:_LOOKED_AT] for s in distinct(row) if s.own and s.cell.column > 0]
    named = sum(is_name(bare_name(square.words)) for square in others)
    if table.columns == 2 or named * 4 >= len(others) > 0:
        return _cards(text, table, squares)
    return Upright(_turned(table), ())


def _in_pairs(squares: Squares) -> bool:
    """Whether names and cells take turns in every row that looks are had at, four or more in one of them."""
    rows = [[s for s in distinct(row) if s.own] for row in squares[:_LOOKED_AT]]
    rows = [row for row in rows if len(row) > 1]
    if len(rows) < 2 or max(map(len, rows)) < 4 or any(len(row) % 2 for row in rows):
        return False
    roles = [_role(square) for row in rows for square in row[::2]]
    named = sum(is_name(bare_name(square.words)) for row in rows for square in row[1::2])
    return None not in roles and len(set(roles) - {"other"}) >= _ROLES and named * 4 <= len(roles)


def _role(square: Square) -> str | None:
    return role_of_name(bare_name(square.words))


def _turned(table: Table) -> Table:
    cells = [replace(c, row=c.column, column=c.row, rowspan=c.colspan, colspan=c.rowspan) for c in table.cells]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return replace(table, rows=table.columns, columns=table.rows, cells=tuple(cells))


def _cards(text: Text, table: Table, squares: Squares) -> Upright | None:
    """Name and cell in turn; a name that comes again opens the next task."""
    columns: dict[str, int] = {}
    cells: list[Cell] = []
    extra: list[tuple[int, int]] = []
    headings: list[Cell] = []
    filled: set[str] = set()
    row = 1
    for line in squares:
        own = [s for s in distinct(line) if s.own]
        printed = [s for s in own if s.words]
        if len(printed) == 1 and _role(printed[0]) is None:
            row += bool(filled)
            headings.append(replace(printed[0].cell, row=row, column=0, rowspan=1, colspan=_WHOLE_ROW))
            row, filled = row + 1, set()
            continue
        for name, value in _pairs(own):
            if name is None:
                continue  # a cell without a name: no place is known for it, and a finding says so
            bare = bare_name(words_of(text, name))
            if bare in filled:
                row, filled = row + 1, set()
            filled.add(bare)
            if bare in columns:
                extra.append(span(name))
            else:
                cells.append(replace(name, row=0, column=len(columns), rowspan=1, colspan=1))
            column = columns.setdefault(bare, len(columns))
            if value:
                cells.append(replace(value, row=row, column=column, rowspan=1, colspan=1))
    if len(headings) > 1:
        cells += headings
    else:
        extra += map(span, headings)  # the card's title
    cells.sort(key=lambda cell: (cell.row, cell.column))
    made = replace(table, rows=row + 1, columns=len(columns), cells=tuple(cells))
    return Upright(made, tuple(extra)) if len(columns) >= _ROLES else None


def _pairs(squares: Sequence[Square]) -> list[tuple[Cell | None, Cell | None]]:
    """Each name with its cell, None where it is blank; a cell without a name with None."""
    if len(squares) % 2 == 0 and all(map(_role, squares[::2])):
        pairs = zip(squares[::2], squares[1::2], strict=True)
        return [(name.cell, square.cell if square.words else None) for name, square in pairs]
    found: list[tuple[Cell | None, Cell | None]] = []
    for square in squares:
        if not square.words:
            continue
        waits = bool(found) and found[-1][1] is None
        bare = bare_name(square.words)
        if square.cell.column == 0 or is_name(bare) or (not waits and role_of_name(bare) is not None):
            found.append((square.cell, None))
        elif waits:
            found[-1] = (found[-1][0], square.cell)
        else:
            found.append((None, square.cell))
    return found
