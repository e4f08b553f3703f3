"""``overview.xlsx``: the rows of ``overview.csv`` as a workbook, while they are few enough to be opened as one.

xlsxwriter makes the workbook with its header; the rows are put into its sheet here, which takes a fifth of the time
that writing them cell by cell does.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from hongtou.read.records import long_cells
from hongtou.write.overview import COLUMNS, titles
from hongtou.write.tabular import ENCODING

NAME: Final = "overview.xlsx"

MOST_ROWS: Final = 100_000
"""Rows a workbook is written for. A sheet may hold ten times as many, but no one reads them there, and a spreadsheet
takes minutes to open them."""

_SHEET = "xl/worksheets/sheet1.xml"
_LONGEST = 32_767
"""Characters an Excel cell holds."""
_LEVEL = 3
"""Of deflate: half the time of zlib's own choice, for a fifth more bytes."""
_WIDTHS = {"cite": 40, "title": 32, "task": 48, "content": 48, "progress": 40, "source_url": 32, "category": 20}
_LETTERS = [chr(65 + i) for i in range(len(COLUMNS))]
_BEGUN = [f'<c r="{letter}' for letter in _LETTERS]
_STRANGE = r"[&<>\x00-\x1f\ufffe\uffff]"
_SPECIAL = re.compile(rf"{_STRANGE}|_(?=x[0-9A-Fa-f]{{4}}_)")
"""What XML has other words for, what it has none for, and what would be read as the latter's number."""
_ANY_STRANGE = re.compile(_STRANGE).search  # one class alone is found three times as fast


def write_workbook(folder: Path, count: int) -> None:
    """Write the workbook of the ``count`` rows of the ``overview.csv`` in the folder; the same rows, the same bytes.

    Raises OSError where it cannot be written.
    """
    with (
        zipfile.ZipFile(io.BytesIO(_frame(count))) as frame,
        zipfile.ZipFile(folder / NAME, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as book,
    ):
        for part in frame.infolist():
            # By its name: a ZipInfo would bring a time and a level of its own.
            with book.open(part.filename, "w", force_zip64=part.filename == _SHEET) as made:
                if part.filename != _SHEET:
                    made.write(frame.read(part))
                    continue
                # Excel asks nothing of the extent, but programs that read row by row go by it.
                extent, whole = (f':{_LETTERS[-1]}{row}"'.encode() for row in (1, count + 1))
                head, end, tail = frame.read(part).replace(extent, whole, 1).partition(b"</sheetData>")
                made.write(head)
                rows = _rows(folder / "overview.csv")
                while some := "".join(islice(rows, 256)):
                    made.write(some.encode())
                made.write(end + tail)


def too_many(rows: int) -> str:
    """What is said where there is no workbook.

    >>> too_many(2_000_000)
    'overview.xlsx is not written: 2,000,000 rows, a workbook is for 100,000; overview.csv has them all'
    """
    return f"{NAME} is not written: {rows:,} rows, a workbook is for {MOST_ROWS:,}; overview.csv has them all"


def _frame(count: int) -> bytes:
    """The workbook without its rows, which will be ``count``."""
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"constant_memory": True}) as book:
        book.set_properties({"title": "任务总览", "created": dt.datetime(2000, 1, 1)})  # not the day it was written
        head = book.add_format({"bold": True, "num_format": "@", "bottom": 1})
        cell = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("任务总览")
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, count, len(COLUMNS) - 1)
        for i, (name, title) in enumerate(zip(COLUMNS, titles(), strict=True)):
            sheet.set_column(i, i, _WIDTHS.get(name, 14), cell)
            sheet.write_string(0, i, title, head)
        sheet.ignore_errors({"number_stored_as_text": f"A1:{_LETTERS[-1]}{MOST_ROWS + 1}"})
    return made.getvalue()


def _rows(overview: Path) -> Iterator[str]:
    """The rows as XML: cells of text in the second format, that of the columns."""
    with overview.open(encoding=ENCODING, newline="") as handle, long_cells():
        rows = csv.reader(handle)
        next(rows)
        for place, row in enumerate(rows, 2):
            words = "".join(row)  # most rows need nothing, which is asked of all cells at once
            plain = len(words) <= _LONGEST and not (_ANY_STRANGE(words) or "_x" in words)
            cells = row if plain else [_SPECIAL.sub(_written, _short(text)) for text in row]
            head = f'{place}" s="2" t="inlineStr"><is><t>'
            made = [f"{begun}{head}{text}</t></is></c>" for begun, text in zip(_BEGUN, cells, strict=True) if text]
            yield f'<row r="{place}">{"".join(made)}</row>'


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def _written(found: re.Match[str]) -> str:
    """A character as XML has it, else as Excel numbers it (ECMA-376-1, 22.9.2.19, ST_Xstring)."""
    return _NAMED.get(found[0]) or f"_x{ord(found[0]):04X}_"
