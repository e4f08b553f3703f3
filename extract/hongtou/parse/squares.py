"""The squares of a table that the page marks: which cell covers each, merged cells and all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from hongtou.fields.text import Text
from hongtou.fields.units import looks_like_units
from hongtou.model import Cell, Table, Value
from hongtou.model.record import Record
from hongtou.parse.columns import NUMBER_CELL, bare_name, is_period, role_of_column, role_of_name
from hongtou.parse.status import statuses

_HEADER_DEPTH = 5  # rows from the top in which the header may begin, under titles and units of measure
_LINE = re.compile(r"[^\n]*[^\s][^\n]*")


class Square(Record, frozen=True):
    """The cell that covers a place of the grid and its words; ``own`` is False where it began in a row above."""

    cell: Cell
    own: bool
    words: str


Squares = list[list[Square | None]]


def squares_of(text: Text, table: Table) -> Squares:
    """The full grid, a row a list."""
    squares: Squares = [[None] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        words = words_of(text, cell)
        if cell.rowspan == cell.colspan == 1 and cell.row < table.rows and cell.column < table.columns:
            squares[cell.row][cell.column] = squares[cell.row][cell.column] or Square(cell, True, words)
            continue  # as most are
        for row in range(cell.row, min(table.rows, cell.row + cell.rowspan)):
            for column in range(cell.column, min(table.columns, cell.column + cell.colspan)):
                squares[row][column] = squares[row][column] or Square(cell, row == cell.row, words)
    return squares


def distinct(row: Sequence[Square | None]) -> list[Square]:
    """Each cell of a row once."""
    return list({id(square.cell): square for square in row if square}.values())


def span(cell: Cell) -> tuple[int, int]:
    """Where the cell stands in the text."""
    return cell.start, cell.end


def words_of(text: Text, cell: Cell) -> str:
    """The cell's folded words."""
    return text.folded[cell.start : cell.end].strip()


def value_of(text: Text, square: Square) -> Value | None:
    """The cell's Value; None where it is blank."""
    start, end = square.cell.start, square.cell.end
    if len(square.words) == end - start > 0:  # no blanks around them, as in most
        return Value(text=text.raw[start:end], start=start, end=end)
    return text.value(start, end) if square.words else None


def find_header(squares: Squares) -> tuple[int, int] | None:
    """First and last header row: the first that names at least two roles; a second level below it if it spans."""
    states = statuses()
    for index, row in enumerate(squares[:_HEADER_DEPTH]):
        own = [square for square in distinct(row) if square.own]
        cells = [square.cell for square in own]
        roles = [role_of_column(square.words) for square in own]
        named = sum(role != "other" for role in roles)
        if named < 2 or len(set(roles) - {"other"}) < 2:
            continue
        others = [s.words for s in own if s.words and s.words not in states and not is_period(s.words)]
        if named * 2 < len(others) and named * 2 < sum(not looks_like_units(words) for words in others):
            continue  # names of units may head columns of marks
        deepest = max((cell.rowspan for cell in cells if cell.rowspan < len(squares)), default=1)
        wide = any(cell.colspan > 1 for cell in cells)
        last = index + (deepest - 1 if wide and deepest > 1 else 0)
        if wide and deepest == 1 and index + 1 < len(squares):
            below = [bare_name(s.words) for s in distinct(squares[index + 1])]
            named_below = sum(role_of_name(name) is not None for name in below) >= 2
            last += named_below or _only_under_wide(row, squares[index + 1])
        elif deepest == 1 and index + 1 < len(squares) and row[0] and row[0].words:
            last += _only_under_blanks(row, squares[index + 1])
        return index, last
    return None


def _only_under_wide(names: list[Square | None], row: list[Square | None]) -> bool:
    """Whether the row below the names fills squares only where a name spans several, as no task's row does: under
    时间进度 the years 2015年, 2016年, the rest blank.
    """
    wide = [name is not None and name.cell.colspan > 1 for name in names]
    filled = [bool(square and square.words) for square in row]
    return (
        not wide[0] and sum(filled) > 1 and not any(full and not over for full, over in zip(filled, wide, strict=True))
    )


def _only_under_blanks(names: list[Square | None], row: list[Square | None]) -> bool:
    """Whether the row below the names names columns alone, where the names leave squares blank and left of those: a
    name that spans several is printed in the first of them.
    """
    under = [n for n, square in enumerate(row) if square and square.words]
    blank = [not (square and square.words) for square in names]
    if len(under) < 2 or not any(blank[n] for n in under):
        return False
    if not all(blank[n] or (n + 1 < len(blank) and blank[n + 1]) for n in under):
        return False
    words = [square.words for n in under if (square := row[n])]
    return all(is_period(each) or role_of_name(bare_name(each)) is not None for each in words)


def halves(squares: Squares, first: int, last: int) -> Squares | None:
    """The table as half as wide where its header prints the same names left and right, or a third where three times:
    left rows before right ones, row by row. None where it does not.
    """
    count = len(squares[0])
    width = count // 2
    if count < 6 or first != last:
        return None
    names = [bare_name(square.words) if square else "" for square in squares[first]]
    third = count // 3
    if count % 3 == 0 and names == names[:third] * 3 and len(set(names[:third])) == third:
        parts = [slice(at, at + third) for at in range(0, count, third)]
        return [row[:third] for row in squares[: first + 1]] + [row[p] for row in squares[first + 1 :] for p in parts]
    if names[:width] != names[-width:] or len(set(names[:width])) != width:
        return None
    between = [row[width] for row in squares[first:] if len(row) % 2]  # a blank column parts the halves
    if any(square and square.words for square in between):
        return None
    above = [row[:width] for row in squares[: first + 1]]
    return above + [part for row in squares[first + 1 :] for part in (row[:width], row[-width:])]


def unstacked(text: Text, squares: Squares, first: int) -> Squares:
    """The rows; those from ``first`` on taken apart whose cells each hold a line for every number of the first."""
    found = squares[:first]
    for row in squares[first:]:
        found += _taken_apart(text, row) or [row]
    return found


def _taken_apart(text: Text, row: list[Square | None]) -> Squares | None:
    one = row[0]
    if one is None or "\n" not in one.words:
        return None
    numbers = one.words.split("\n")
    if not all(NUMBER_CELL.fullmatch(number.strip()) for number in numbers):
        return None
    rows: Squares = [[] for _ in numbers]
    for square in row:
        if square is None or not square.words:
            pieces: list[Square | None] = [None] * len(numbers)
        else:
            folded = text.folded
            lines = list(_LINE.finditer(folded, square.cell.start, square.cell.end))
            if len(lines) != len(numbers) or not square.own:
                return None
            cell = square.cell
            parts = [replace(cell, start=line.start(), end=line.end()) for line in lines]
            pieces = [Square(part, True, words_of(text, part)) for part in parts]
        for line_row, piece in zip(rows, pieces, strict=True):
            line_row.append(piece)
    return rows


_FEWEST_COUNTED = 3


def counts_columns(filled: Sequence[Square]) -> bool:
    """Whether a row's filled squares number the columns: 1, 2, 3 … or (1), (2), (3) …"""
    if len(filled) < _FEWEST_COUNTED or filled[1].words not in ("2", "(2)"):
        return False
    return all(square.words.strip("()") == str(number) for number, square in enumerate(filled, 1))


_PAGE = re.compile(r"[-—–]+ *\d{1,4} *[-—–]+|第? *\d{1,4} *(?:/ *\d{1,4} *)?页?(?: *[,/]? *共 *\d{1,4} *页)?")


def numbers_page(words: str) -> bool:
    """Whether a row's only words number a page: — 3 —, 第3页 共9页."""
    return words[0] in "-—–第0123456789" and _PAGE.fullmatch(words) is not None
