"""Sheets of any workbook → blocks: lines of a single cell are paragraphs, the rest is one table.

Titles, notes and units of measure stand in rows of their own around the grid, mostly merged over all its columns; they
are what paragraphs are in the other formats. What the sheet hides is read and said.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence
from typing import NamedTuple

from hongtou.errors import LimitError
from hongtou.model import Table
from hongtou.read.writer import CellText, Writer

Range = tuple[int, int, int, int]
"""Top, left, bottom, right of merged cells, all within."""


def clean(words: str) -> str:
    """Words with one kind of line end, without what no text can hold."""
    return words.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _tidy(words: str) -> str:
    """The lines of a cell that have words."""
    return "\n".join(line for line in words.split("\n") if line.strip()) if "\n" in words else words


class Found:
    """What was read of a sheet so far."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], str] = {}
        self.merged: list[Range] = []
        self.rows: set[int] = set()
        """The hidden ones."""
        self.columns: set[int] = set()
        """The hidden ones."""

    def sheet(self, name: str, hidden: bool) -> Sheet:
        """The sheet as far as it goes."""
        return Sheet(name, self.cells, self.merged, hidden, self.rows, self.columns)


class Sheet(NamedTuple):
    """A sheet as it is shown: the filled cells by (row, column), what is merged and what is hidden."""

    name: str
    cells: dict[tuple[int, int], str]
    merged: Sequence[Range] = ()
    hidden: bool = False
    hidden_rows: Container[int] = ()
    hidden_columns: Container[int] = ()


def write_sheet(writer: Writer, sheet: Sheet) -> None:
    """Add the sheet's blocks. Rows and columns without any words are left out."""
    start = writer.length
    by_row: dict[int, dict[int, str]] = {}
    for row, column in sorted(sheet.cells):
        words = _tidy(sheet.cells[row, column])
        if words:
            by_row.setdefault(row, {})[column] = words
    rows = list(by_row)
    # a row whose other cells are merged from above prints one cell and is a row of the table all the same
    spanned = _under(rows, [one for one in sheet.merged if one[2] > one[0]])
    body = [row for row in rows if len(by_row[row]) > 1 or row in spanned]
    first, last = (body[0], body[-1]) if body else (1, 0)
    for row in rows:
        if not body or row < first:
            writer.paragraph("".join(by_row[row].values()))
    if body:
        inner = rows[bisect_left(rows, first) : bisect_right(rows, last)]
        _table(writer, sheet, inner, by_row)
    for row in rows[bisect_right(rows, last) :] if body else ():
        writer.paragraph("".join(by_row[row].values()))
    if sheet.hidden and writer.length > start:
        writer.say("hidden_text", f"the sheet {sheet.name!r} is hidden in the workbook; it was read", start)


def _under(rows: list[int], merged: Sequence[Range]) -> set[int]:
    """The rows that some range covers."""
    found: set[int] = set()
    until = -1
    for top, _, bottom, _ in sorted(merged):
        for row in rows[bisect_left(rows, max(top, until + 1)) : bisect_right(rows, bottom)]:
            found.add(row)
        until = max(until, bottom)
    return found


def _table(writer: Writer, sheet: Sheet, rows: list[int], by_row: dict[int, dict[int, str]]) -> None:
    columns = sorted({column for row in rows for column in by_row[row]})
    extents, covered = _merges(sheet.merged, rows, columns, writer.most_cells)
    table = [
        [
            CellText(by_row[row].get(column, ""), *extents.get((row, column), (1, 1)))
            for column in columns
            if (row, column) not in covered
        ]
        for row in rows[: writer.most_cells // max(1, len(columns)) + 1]
    ]
    written = writer.table(table)
    if written is not None:
        _say_hidden(writer, sheet, written, rows, columns)


def _merges(
    merged: Sequence[Range], rows: list[int], columns: list[int], most: int
) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """The extent of each cell that is merged, in rows and columns that are shown; and what those cells cover."""
    extents: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    squares = 0
    for top, left, bottom, right in merged:
        down = rows[bisect_left(rows, top) : bisect_right(rows, bottom)]
        across = columns[bisect_left(columns, left) : bisect_right(columns, right)]
        if not down or not across:
            continue
        squares += len(down) * len(across)
        if squares > most:
            raise LimitError(f"merged cells cover more than {most} cells")
        extents[down[0], across[0]] = (len(down), len(across))
        covered.update((row, column) for row in down for column in across)
        covered.discard((down[0], across[0]))
    return extents, covered


def _say_hidden(writer: Writer, sheet: Sheet, table: Table, rows: list[int], columns: list[int]) -> None:
    hidden = [at for at, row in enumerate(rows) if row in sheet.hidden_rows]
    if hidden:
        spans = [(cell.start, cell.end) for cell in table.cells if cell.row in hidden]
        _say(writer, sheet, "rows", [str(rows[at] + 1) for at in hidden], spans)
    hidden = [at for at, column in enumerate(columns) if column in sheet.hidden_columns]
    if hidden:
        spans = [(cell.start, cell.end) for cell in table.cells if cell.column in hidden]
        _say(writer, sheet, "columns", [column_name(columns[at]) for at in hidden], spans)


def _say(writer: Writer, sheet: Sheet, what: str, names: list[str], spans: list[tuple[int, int]]) -> None:
    shown = ", ".join(names[:20]) + ("…" if len(names) > 20 else "")
    message = f"{len(names)} {what} of the sheet {sheet.name!r} are hidden ({shown}); they were read"
    start, end = min(spans, default=(0, 0))[0], max((end for _, end in spans), default=0)
    writer.say("hidden_text", message, start, end)


def column_name(column: int) -> str:
    """A column as a spreadsheet names it.

    >>> column_name(0), column_name(27)
    ('A', 'AB')
    """
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name
