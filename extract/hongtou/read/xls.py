"""Old Excel (BIFF, MS-XLS) → text and blocks."""

from __future__ import annotations

import io

from hongtou.errors import UnreadableError
from hongtou.read.limits import Account
from hongtou.read.number_format import plain
from hongtou.read.rendered import Rendered
from hongtou.read.sheets import Sheet, write_sheet
from hongtou.read.writer import Writer


def render(data: bytes, account: Account) -> Rendered:
    """Read every sheet; raises UnreadableError where the file is no workbook."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    writer = Writer(account.limits)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for number, entry in enumerate(book.sheets_metadata[: account.limits.pages]):
            found = book.get_sheet_by_index(number)
            cells = {
                (row, column): words
                for row, values in enumerate(found.to_python(skip_empty_area=False))
                for column, value in enumerate(values)
                if (words := _text(value))
            }
            merged = [(*first, *last) for first, last in found.merged_cell_ranges or []]
            with writer.up_to_a_limit():
                account.check_time()
                write_sheet(writer, Sheet(entry.name, cells, merged, entry.visible != SheetVisibleEnum.Visible))
    except (CalamineError, ValueError, OSError) as error:
        raise UnreadableError(f"the workbook cannot be opened: {error}") from error
    return Rendered(writer.text, tuple(writer.blocks), tuple(writer.findings))


def _text(value: object) -> str:
    """A cell as it would be read: 1.0 is 1, a date its day, TRUE as the sheet has it."""
    if value is None or value == "":
        return ""
    if isinstance(value, float):
        return plain(value)
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line for line in text.split("\n") if line.strip()).removesuffix(" 00:00:00")
