"""Excel (xlsx, xls) → text and blocks: each sheet's lines of a single cell as paragraphs, the rest as one table.

Titles, notes and units of measure stand in rows of their own around the grid, mostly merged over all its columns; they
are what paragraphs are in the other formats. Hidden sheets are read and said.
"""

from __future__ import annotations

import io
from typing import Any

from hongtou.errors import UnreadableError
from hongtou.model import Finding
from hongtou.read.rendered import Rendered
from hongtou.read.writer import MOST_CELLS, CellText, Writer

_MOST_SHEETS = 200


def render(data: bytes) -> Rendered:
    """Read every sheet; raises UnreadableError where the file is no workbook."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = book.sheets_metadata
        writer = Writer()
        for number, sheet in enumerate(sheets[:_MOST_SHEETS]):
            start = writer.length
            _sheet(writer, book.get_sheet_by_index(number))
            if sheet.visible != SheetVisibleEnum.Visible and writer.length > start:
                message = f"the sheet {sheet.name!r} is hidden in the workbook"
                writer.findings.append(
                    Finding(check="damaged_text", severity="info", message=message, start=start, end=writer.length)
                )
    except (CalamineError, ValueError, OSError) as error:
        raise UnreadableError(f"the workbook cannot be opened: {error}") from error
    if len(sheets) > _MOST_SHEETS:
        message = f"{len(sheets)} sheets; those after the first {_MOST_SHEETS} were not read"
        writer.findings.append(Finding(check="limit_hit", severity="error", message=message))
    return Rendered(writer.text, tuple(writer.blocks), tuple(writer.findings))


def _sheet(writer: Writer, sheet: Any) -> None:
    if sheet.height * sheet.width > 10 * MOST_CELLS:
        message = f"a sheet of {sheet.height} × {sheet.width} squares was not read"
        writer.findings.append(Finding(check="limit_hit", severity="error", message=message))
        return
    rows = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    filled = [number for number, row in enumerate(rows) if any(row)]
    if not filled:
        return
    merged = sheet.merged_cell_ranges or []
    # a row whose other cells are merged from above prints one cell and is a row of the table all the same
    spanned = {
        row for (top, _), (bottom, _) in merged for row in range(top, min(bottom, len(rows) - 1) + 1) if bottom > top
    }
    body = [number for number in filled if sum(map(bool, rows[number])) > 1 or number in spanned]
    first, last = (body[0], body[-1]) if body else (len(rows), -1)
    for number in filled:
        if number < first:
            writer.paragraph("".join(rows[number]))
    if body:
        writer.table(_cells(rows, merged, first, last))
    for number in filled:
        if number > last and number >= first:
            writer.paragraph("".join(rows[number]))


def _cells(rows: list[list[str]], merged: list[Any], first: int, last: int) -> list[list[CellText]]:
    """The rows first..last without what merged cells cover; empty outer columns left out."""
    extents: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in merged:
        if bottom < first or top > last or (bottom - top) * (right - left) > MOST_CELLS:
            continue
        extents[top, left] = (bottom - top + 1, right - left + 1)
        covered.update((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1) if (r, c) != (top, left))
    used = [c for row in rows[first : last + 1] for c, value in enumerate(row) if value]
    left, right = min(used), max(used)
    table = []
    for number in range(first, last + 1):
        row = rows[number]
        cells = [
            CellText(row[column], *extents.get((number, column), (1, 1)))
            for column in range(left, right + 1)
            if (number, column) not in covered
        ]
        table.append(cells)
    return table


def _text(value: object) -> str:
    """A cell as it would be read: 1.0 is 1, a date its day, TRUE 是 left as the sheet has it."""
    if value is None or value == "":
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line for line in text.split("\n") if line.strip()).removesuffix(" 00:00:00")
