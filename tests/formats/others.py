"""The libraries that others read Word and Excel with, on the same files: rows of the grid that are exact, and time.

A grid row is exact where each square holds the words of its cell, those of a merged cell in each square it covers.
"""

from __future__ import annotations

import importlib.util
import io
import time
from collections.abc import Callable, Iterator
from typing import Any

from hongtou.model import Table
from hongtou.read import read

from .circular import COLUMNS, squares
from .makers import docx, xlsx

Grid = list[list[str]]


def wanted() -> Grid:
    """The table square by square."""
    grid = [[""] * COLUMNS for _ in squares()]
    for at, row in enumerate(squares()):
        for column, square in enumerate(row):
            if square is not None:
                for r in range(at, at + square.rows):
                    for c in range(column, column + square.columns):
                        grid[r][c] = square.words
    return grid


def ours(data: bytes, path: str) -> Grid:
    """What hongtou reads."""
    document = read(data, path=path)
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    grid = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.rowspan):
            for column in range(cell.column, cell.column + cell.colspan):
                grid[row][column] = document.text[cell.start : cell.end]
    return grid


def python_docx(data: bytes) -> Grid:
    """What python-docx reads."""
    import docx as library

    document: Any = library.Document(io.BytesIO(data))
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]


def openpyxl(data: bytes) -> Grid:
    """What openpyxl reads, its merged ranges filled by hand."""
    import openpyxl as library

    sheet: Any = library.load_workbook(io.BytesIO(data), data_only=True).active
    grid = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    for merged in sheet.merged_cells.ranges:
        for row in range(merged.min_row - 1, merged.max_row):
            for column in range(merged.min_col - 1, merged.max_col):
                grid[row][column] = grid[merged.min_row - 1][merged.min_col - 1]
    return grid[-len(squares()) :]


def compare(times: int = 5) -> Iterator[tuple[str, int, int, float]]:
    """(who on what, exact rows, rows, milliseconds), the best of several."""
    word, book = docx(), xlsx()
    readers: list[tuple[str, str, Callable[[], Grid]]] = [
        ("hongtou, docx", "", lambda: ours(word, "a.docx")),
        ("python-docx", "docx", lambda: python_docx(word)),
        ("hongtou, xlsx", "", lambda: ours(book, "a.xlsx")),
        ("openpyxl", "openpyxl", lambda: openpyxl(book)),
    ]
    right = wanted()
    for name, module, reader in readers:
        if module and importlib.util.find_spec(module) is None:
            continue
        best = float("inf")
        for _ in range(times):
            began = time.perf_counter()
            found = reader()
            best = min(best, time.perf_counter() - began)
        yield name, sum(a == b for a, b in zip(found, right, strict=False)), len(right), best * 1000
