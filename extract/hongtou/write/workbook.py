"""``overview.xlsx``: the rows of ``overview.csv`` as a workbook, while they are few enough to be opened as one."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from hongtou.read.records import long_cells
from hongtou.write.overview import COLUMNS, titles
from hongtou.write.tabular import ENCODING

NAME: Final = "overview.xlsx"

MOST_ROWS: Final = 100_000
"""Rows a workbook is written for. A sheet may hold ten times as many, but no one reads them there, a spreadsheet takes
minutes to open them, and writing them takes longer than reading the circulars did."""

_LONGEST = 32_767
"""Characters an Excel cell holds."""
_WIDTHS = {"cite": 40, "title": 32, "task": 48, "content": 48, "progress": 40, "source_url": 32, "category": 20}


def write_workbook(folder: Path) -> None:
    """Write the workbook of the ``overview.csv`` in the folder. The same rows give the same bytes.

    Raises OSError where it cannot be written.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxFileError

    options = {"constant_memory": True, "tmpdir": str(folder), "use_zip64": True}
    book = xlsxwriter.Workbook(str(folder / NAME), options)
    book.set_properties({"title": "任务总览", "created": dt.datetime(2000, 1, 1)})  # not the day it was written
    with (folder / "overview.csv").open(encoding=ENCODING, newline="") as handle, long_cells():
        rows = csv.reader(handle)
        next(rows)
        _fill(book, rows)
    try:
        book.close()
    except XlsxFileError as error:
        raise OSError(f"{NAME}: {error}") from error


def too_many(rows: int) -> str:
    """What is said where there is no workbook.

    >>> too_many(2_000_000)
    'overview.xlsx is not written: 2,000,000 rows, a workbook is for 100,000; overview.csv has them all'
    """
    return f"{NAME} is not written: {rows:,} rows, a workbook is for {MOST_ROWS:,}; overview.csv has them all"


def _fill(book: Any, rows: Iterable[list[str]]) -> None:
    head = book.add_format({"bold": True, "num_format": "@", "bottom": 1})
    cell = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet("任务总览")
    sheet.freeze_panes(1, 0)
    for i, (name, title) in enumerate(zip(COLUMNS, titles(), strict=True)):
        sheet.set_column(i, i, _WIDTHS.get(name, 14), cell)
        sheet.write_string(0, i, title, head)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{chr(64 + len(COLUMNS))}{MOST_ROWS + 1}"})
    for place, cells in enumerate(rows, 1):
        for i, text in enumerate(cells):
            if text:
                sheet.write_string(place, i, text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…", cell)
