"""Tables that the page marks: Table → Grid.

Finds the header rows (one or two levels), gives a cell that spans rows to each of them, takes rows that hold a single
text for headings, drops repeated headers, and joins a table that goes on in the next one.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from hongtou.fields.text import Text
from hongtou.model import Cell, Table, Value
from hongtou.parse.columns import (
    FIGURE,
    NUMBER_CELL,
    bare_name,
    is_planned,
    name_of,
    opens_with_period,
    role_of_column,
    role_of_content,
    role_of_name,
)  # fmt: skip
from hongtou.parse.grid import UNIT_ROLES, Column, ColumnRole, Grid, Row, place_of
from hongtou.parse.numbering import numbering
from hongtou.parse.settle import columns_of_cells, settle
from hongtou.parse.split import is_aside
from hongtou.parse.squares import (
    Square,
    Squares,
    counts_columns,
    distinct,
    find_header,
    halves,
    span,
    squares_of,
    unstacked,
    value_of,
)  # fmt: skip
from hongtou.parse.upright import upright

_NUMERAL = frozenset("一二三四五六七八九十()、. ")
_CATEGORY_LONGEST = 30
_FEWEST = 3  # cells that a row has at least in a table without names


def read_table(text: Text, table: Table, before: Grid | None) -> Grid | None:
    """The table as a Grid; ``before`` is the Grid of the table it directly follows, which it may continue.

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
        if before is not None and len(before.columns) == table.columns:
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
            extra += [span(square.cell) for square in squares[first][-len(narrow[0]) :] if square]
            squares = narrow
        squares = unstacked(text, squares, last + 1)
        columns = _columns(text, squares, first, last)
        columns = _by_content(squares, last + 1, columns)
    names = _names(columns)
    goes_on = before is not None and _names(before.columns) == names
    above = before.rows[-1] if before and goes_on and before.rows else None
    reader = _Rows(text, columns, names, above, _sure_columns(squares[last + 1 :], columns))
    # titles over the header, and the names in it that span others
    named = {column.header.start for column in columns if column.header} if header else set()
    extra += [span(s.cell) for row in squares[: last + 1] for s in distinct(row) if s.cell.start not in named]
    for row in squares[:first]:
        reader.open(row)
    for row in squares[last + 1 :]:
        extra += reader.add(row)
    return Grid(table.start, table.end, columns, tuple(reader.rows), tuple(s for s in extra if s[0] < s[1]))


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
        roles = [role_of_column(level.words) for level in reversed(levels)]
        header = value_of(text, levels[-1]) if levels else None
        figures = levels and role_of_name(bare_name(levels[-1].words)) == "other"
        role: ColumnRole = "other" if figures else next((role for role in roles if role != "other"), "other")
        if role == "deadline" and roles[0] == "other" and opens_with_period(levels[-1].words, years=True):
            role = "other"  # 一季度 … 四季度 under 进度安排: what is done then
        if role == "progress" and any(is_planned(bare_name(level.words)) for level in levels):
            role = "content"  # 2016年计划 over 投资 and 形象进度
        columns.append(Column(header, role))
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
    return settle(found, cells)


class _Rows:
    """Reads the rows under a header; keeps the headings in force. What holds of all rows is worked out once."""

    def __init__(
        self, text: Text, columns: tuple[Column, ...], names: tuple[str, ...], last: Row | None, sure: tuple[int, ...]
    ) -> None:
        self.text = text
        self.columns = columns
        self.names = names
        self.spare = len(names) - max(2, sum(map(bool, names)) * 2 // 3)
        """How many names may differ in a row that prints them again."""
        self.figures = tuple(i for i, column in enumerate(columns) if column.role in ("other", "content", "remark"))
        self.rows: list[Row] = []
        self.headings: list[tuple[int, Value]] = []
        self.sure = sure
        if last:
            self.headings = [(_rank(v), v) for v in last.headings]

    def open(self, row: list[Square | None]) -> None:
        """A numbered heading printed over the names (一、…, then 序号, 任务) holds for the rows below them."""
        filled = [square for square in distinct(row) if square.own and square.words]
        if len(filled) == 1 and numbering(filled[0].words) is not None:
            self.push(filled[0].cell)

    def add(self, row: list[Square | None]) -> list[tuple[int, int]]:
        """Take one row; returns the spans in it that are no cell of a task."""
        filled = [square for square in distinct(row) if square.own and square.words]
        if not filled:
            return []
        if counts_columns(filled):
            return [span(square.cell) for square in filled]
        own = self.without_sums(filled, row) if len(filled) > 1 else filled
        first = own[0]
        if len(own) == 1 and (first.cell.colspan > 1 or len(row) > 2) and self.is_heading(first, row):
            if not is_aside(first.words):
                self.push(first.cell)
            return [span(square.cell) for square in filled]
        if is_aside(first.words):
            return [span(square.cell) for square in filled]
        category = self.category(own, row)
        if category:
            self.push(category)
            return [span(square.cell) for square in filled]
        if self.repeats(row):
            return [span(square.cell) for square in filled]
        self.rows.append(self.read(row))
        return []

    def without_sums(self, own: list[Square], row: list[Square | None]) -> list[Square]:
        """The squares but those that hold a figure alone, under no name of number, task, units or limit: a heading's
        sums.
        """
        sums = [id(s.cell) for index in self.figures if (s := row[index]) and FIGURE.fullmatch(s.words)]
        return [square for square in own if id(square.cell) not in sums] or own if sums else own

    def repeats(self, row: list[Square | None]) -> bool:
        """Whether a row prints most of the names again."""
        spare = self.spare
        for square, name in zip(row, self.names, strict=True):
            words = square.words if square and square.own else ""
            may = name != "" and name[0] in words and (words[0] == name[0] or not words[0].isalpha())
            if not may or bare_name(words) != name:
                spare -= 1
                if spare < 0:
                    return False
        return True

    def is_heading(self, square: Square, row: list[Square | None]) -> bool:
        if square.cell.colspan * 2 > len(row):
            return True
        return square.cell.column <= 1 and (numbering(square.words) is not None and len(square.words) > 3)

    def category(self, own: Sequence[Square], row: list[Square | None]) -> Cell | None:
        """The only text of a row (a Chinese numeral apart) where other rows say units or a limit: a heading that the
        table prints in its task column.
        """
        for index in self.sure:
            if (square := row[index]) and square.words:
                return None
        if not self.sure:
            return None
        number = row[0] if self.columns[0].role == "number" else None
        if number and not number.own:
            return None
        rest = [square for square in own if number is None or square.cell is not number.cell]
        if len(rest) != 1 or (number and not set(number.words) <= _NUMERAL):
            return None
        cell, words = rest[0].cell, rest[0].words
        plain = len(words) <= _CATEGORY_LONGEST and words[-1] not in "。;"
        return cell if plain and self.columns[cell.column].role in ("task", "content", "category") else None

    def push(self, cell: Cell) -> None:
        value = self.text.value(cell.start, cell.end)
        rank = _rank(value)
        while self.headings and self.headings[-1][0] >= rank:
            self.headings.pop()
        self.headings.append((rank, value))

    def take_category(self, cells: list[Value | None], inherited: set[int]) -> None:
        """A blank first category is the row above's: print drew no line between them."""
        if self.columns[0].role != "category" or cells[0] is not None or not self.rows:
            return
        above = self.rows[-1]
        if above.cells[0] and above.headings == tuple(value for _, value in self.headings):
            cells[0] = above.cells[0]
            inherited.add(0)

    def read(self, row: list[Square | None]) -> Row:
        cells: list[Value | None] = [None] * len(row)
        inherited: set[int] = set()
        spanned: set[int] = set()
        seen: set[int] = set()
        for index, square in enumerate(row):
            if square is None or id(square.cell) in seen:
                continue
            place = index
            if square.cell.colspan > 1:
                seen.add(id(square.cell))
                stop = min(len(row), index + square.cell.colspan)
                numbered = NUMBER_CELL.fullmatch(square.words) is not None or numbering(square.words) is not None
                place = place_of(self.columns, index, stop, numbered)
                column = self.columns[place]
                prose = column.role in ("task", "content")
                spanned.update([i for i in range(index, stop) if prose or self.columns[i] == column])
                spanned.discard(place)
            cells[place] = value_of(self.text, square)
            if not square.own:
                inherited.add(place)
        if 0 not in spanned:
            self.take_category(cells, inherited)
        headings = tuple([value for _, value in self.headings])
        return Row(tuple(cells), headings, frozenset(inherited), spanned=frozenset(spanned))


def _rank(value: Value) -> int:
    mark = numbering(value.text)
    return mark.rank if mark else 1
