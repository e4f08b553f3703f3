"""Tables that the page marks: Table → Grid.

Finds the header rows (one or two levels), gives a cell that spans rows to each of them, takes rows that hold a single
text for headings, drops repeated headers, and joins a table that goes on in the next one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from hongtou.fields.numerals import read_number
from hongtou.fields.text import Text
from hongtou.model import Table
from hongtou.parse.columns import NUMBER_CELL, name_of, role_of_column, role_of_content
from hongtou.parse.cut import mended
from hongtou.parse.flat_header import is_header
from hongtou.parse.grid import UNIT_ROLES, Column, Grid, filled_down, with_blanks
from hongtou.parse.levels import role_of_levels
from hongtou.parse.lines import Line
from hongtou.parse.naming import LONGEST_NAME
from hongtou.parse.settle import columns_of_cells, settle
from hongtou.parse.squares import (
    Square,
    Squares,
    distinct,
    find_header,
    halves,
    span,
    squares_of,
    unstacked,
    value_of,
)  # fmt: skip
from hongtou.parse.tagged_rows import TaggedRows
from hongtou.parse.upright import upright

_PERSON = re.compile("[及和与、].*(?:人|领导)")  # 责任单位及责任人 over two columns
_FEWEST = 3  # cells that a row has at least in a table without names


def read_table(text: Text, table: Table, before: Grid | None, above: Sequence[Line] = ()) -> Grid | None:
    """The table as a Grid; ``before`` is the Grid of the table it directly follows, which it may continue, ``above``
    the lines right over it, which may name its columns.

    None where the table has no header that names columns and continues nothing.
    """
    squares = squares_of(text, table)
    extra: list[tuple[int, int]] = []
    turned = upright(text, table, squares)
    if turned:
        squares = squares_of(text, turned.table)
        extra += turned.extra
    header = find_header(squares)
    if header is None:
        if columns := _names_above(text, table, squares, above):
            first, last = 0, -1
        elif before is not None and len(before.columns) == table.columns:
            columns, first, last = before.columns, 0, -1
        else:
            guessed = _by_cells(squares)
            if guessed is None:
                return None
            (columns, last), first = guessed, 0
    else:
        first, last = header
        narrow = halves(squares, first, last)
        if narrow:
            extra += [span(square.cell) for square in squares[first][len(narrow[0]) :] if square]
            squares = narrow
        squares = unstacked(text, squares, last + 1)
        columns = _columns(text, squares, first, last)
        columns = _by_content(squares, last + 1, columns)
    names = _names(columns)
    goes_on = before is not None and _names(before.columns) == names
    open_above = before.open if before and goes_on else ()
    last_row = before.rows[-1] if before and goes_on and before.rows else None
    reader = TaggedRows(text, columns, names, open_above, _sure_columns(squares[last + 1 :], columns), last_row)
    # titles over the header, and the names in it that span others
    named = {column.header.start for column in columns if column.header} if header else set()
    own = _over_break(squares[:first], squares[last + 1 :], columns)
    for index, row in enumerate(squares):
        if index < first and index not in own:
            reader.open(row)
        if index > last or index in own:
            extra += reader.add(row)
        else:
            extra += [span(square.cell) for square in distinct(row) if square.cell.start not in named]
    placed = tuple([s for s in extra if s[0] < s[1] and s not in reader.aside])
    open_ = tuple([value for _, value in reader.headings])
    printed = mended(text, columns, reader.rows, extra)
    rows = filled_down(columns, with_blanks(columns, printed), printed)
    return Grid(table.start, table.end, columns, rows, placed, aside=tuple(sorted(reader.aside)), open=open_)


def _names_above(text: Text, table: Table, squares: Squares, above: Sequence[Line]) -> tuple[Column, ...]:
    """The columns that the lines right over a table name, one each: a page may print the names as a table of their own,
    which keeps its place while the rows scroll. None where they are no header, or name no numbers of its rows.
    """
    lines = above[-table.columns :]
    if len(lines) < max(_FEWEST, table.columns) or any(len(line.bare) > LONGEST_NAME for line in lines):
        return ()
    columns = tuple([Column(text.value(line.start, line.end), role_of_column(line.words)) for line in lines])
    counted = _place_of_numbers(columns)
    numbered = counted is not None and any(_number(row, counted) is not None for row in squares)
    return columns if numbered and is_header(columns) else ()


def _over_break(over: Squares, below: Squares, columns: Sequence[Column]) -> range:
    """The rows above the names that are the table's own: a page break puts them over the rows that go on counting."""
    place = _place_of_numbers(columns)
    if place is None or not over:
        return range(0)
    first = len(over)
    following = next((number for row in below if (number := _number(row, place)) is not None), None)
    while first and following is not None and (number := _number(over[first - 1], place)) == following - 1:
        first, following = first - 1, number
    return range(first, len(over))


def _place_of_numbers(columns: Sequence[Column]) -> int | None:
    return next((index for index, column in enumerate(columns) if column.role == "number"), None)


def _number(row: Sequence[Square | None], place: int) -> int | None:
    """The number of a row that has other cells too."""
    square = row[place]
    if square is None or NUMBER_CELL.fullmatch(square.words) is None:
        return None
    return read_number(square.words.strip("()、.")) if sum(1 for s in distinct(row) if s.words) >= _FEWEST else None


def _by_cells(squares: Squares) -> tuple[tuple[Column, ...], int] | None:
    """The columns of a table without names, and the last row above its own rows; None where its cells do not say that
    it assigns work.
    """
    first = next((index for index, row in enumerate(squares) if len(distinct(row)) >= _FEWEST), len(squares))
    columns = columns_of_cells([_below(squares, first, index) for index in range(len(squares[0]) if squares else 0)])
    return (columns, first - 1) if columns else None


def _below(squares: Squares, first: int, index: int) -> list[str]:
    """The words of a column's own cells from a row on, those that span columns left out."""
    return [s.words for row in squares[first:] if (s := row[index]) and s.own and s.cell.colspan == 1]


def _sure_columns(rows: Squares, columns: Sequence[Column]) -> tuple[int, ...]:
    """The columns of units and limits, where most rows fill one; rows that count 一, 二 among such as count 1, 2 may be
    headings."""
    telling = {*UNIT_ROLES, "deadline"}
    sure = tuple(index for index, column in enumerate(columns) if column.role in telling)
    if columns[0].role == "number":
        rows = [row for row in rows if (s := row[0]) and s.words[:1].isdecimal()] or rows
    filled = sum(any((s := row[i]) and s.words for i in sure) for row in rows)
    return sure if filled * 2 >= len(rows) else ()


def _names(columns: Sequence[Column]) -> tuple[str, ...]:
    return tuple(name_of(column.header.reading) if column.header else "" for column in columns)


def _columns(text: Text, squares: Squares, first: int, last: int) -> tuple[Column, ...]:
    """One column a square: its name is the lowest header cell over it that says a role, or all levels joined."""
    columns = []
    for index in range(len(squares[0])):
        levels: list[Square] = []
        for row in squares[first : last + 1]:
            square = row[index]
            if square and square.words and all(square.cell != level.cell for level in levels):
                levels.append(square)
        header = value_of(text, levels[-1]) if levels else None
        columns.append(Column(header, role_of_levels([level.words for level in levels])))
    return tuple(columns)


def _by_content(squares: Squares, first: int, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """What the cells say of columns whose name does not, or says too little."""

    def cells(index: int) -> list[str]:
        return _below(squares, first, index)

    found = [
        replace(column, role=role_of_content(cells(index))) if column.header is None else column
        for index, column in enumerate(columns)
    ]
    for index in range(1, len(found)):
        one, two = found[index - 1], found[index]
        if one.header is not None and one.header == two.header and one.role == two.role:
            # one name over two columns: the first holds numbers, or the category of the second
            role = role_of_content(cells(index - 1))
            found[index - 1] = replace(one, role="category" if role == "other" else role)
            if (
                two.role in UNIT_ROLES
                and role == "responsible"
                and _PERSON.search(two.header.text if two.header else "")
            ):
                found[index] = two if role_of_content(cells(index)) == role else replace(two, role="person")
    return settle(found, cells)
