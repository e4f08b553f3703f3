"""The tables of printed circulars beside pdfplumber, in one run: exact rows, exact cells, milliseconds a page.

python -m tests.print.beside     needs the extra ``oracle``

pdfplumber gives tables page by page; to be fair to it, its pages are put together here: a header that is repeated is
dropped, a row whose number is empty goes on with the one above.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable

from tests.layouts.facts import Facts
from tests.layouts.measure import all_facts

from hongtou.model import Table
from hongtou.read import read

from .circular import printed
from .paper import pdf
from .styles import made

Rows = list[list[str]]
STYLES = ("ruled; category over rows", "no outer border; headings", "ruled, whole rows, from the top; headings")


def ours(data: bytes) -> Rows:
    """The rows of every table, as hongtou reads them; what a merged cell covers is empty."""
    document = read(data, path="a.pdf")
    rows: Rows = []
    for block in document.blocks:
        if isinstance(block, Table):
            grid = [[""] * block.columns for _ in range(block.rows)]
            for cell in block.cells:
                grid[cell.row][cell.column] = document.text[cell.start : cell.end]
            rows += grid
    return rows


def theirs(data: bytes) -> Rows:
    """The same by pdfplumber."""
    import pdfplumber

    rows: Rows = []
    header: list[str] | None = None
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            for table in page.extract_tables():
                for index, row in enumerate(table):
                    words = [cell or "" for cell in row]
                    header = header or words
                    if index == 0 and rows and words == header:
                        continue
                    number = header.index("序号") if "序号" in header else 0
                    if index == 1 and rows and not words[number] and len(words) > 1 and sum(map(bool, words)) > 1:
                        rows[-1] = [a + b for a, b in zip(rows[-1], words, strict=False)]
                        continue
                    rows.append(words)
    return rows


def wanted(facts: Facts, name: str) -> Rows:
    """What was printed."""
    _, grid, _, _ = made(name, facts)
    width = sum(square.columns for square in grid[0])
    rows: Rows = [[""] * width for _ in grid]
    taken: set[tuple[int, int]] = set()
    for row, squares in enumerate(grid):
        column = 0
        for square in squares:
            while (row, column) in taken:
                column += 1
            rows[row][column] = square.words
            taken |= {(row + r, column + c) for r in range(square.rows) for c in range(square.columns)}
    return rows


def plain(rows: Rows) -> Rows:
    """Without any blanks."""
    return [["".join(cell.split()) for cell in row] for row in rows]


def beside(reader: Callable[[bytes], Rows], name: str) -> tuple[int, int, int, int, float]:
    """Rows, exact rows, cells, exact cells, milliseconds a page."""
    rows = exact = cells = right = pages = 0
    spent = 0.0
    for facts in all_facts():
        told, grid, style, landscape = made(name, facts)
        sheets = printed(told, grid, style, landscape=landscape)
        data = pdf(sheets)
        start = time.process_time()
        found = plain(reader(data))
        spent += time.process_time() - start
        pages += len(sheets)
        for index, row in enumerate(plain(wanted(facts, name))):
            given = found[index] if index < len(found) else []
            rows, exact = rows + 1, exact + (row == given)
            cells += len(row)
            right += sum(a == b for a, b in zip(row, given, strict=False))
    return rows, exact, cells, right, 1000 * spent / pages


def main() -> None:
    """Print the table."""
    print(f"{'style':<44}{'reader':<12}{'rows':>6}{'exact':>7}{'cells':>7}{'exact':>7}{'ms/page':>9}")
    for name in STYLES:
        for title, reader in (("hongtou", ours), ("pdfplumber", theirs)):
            rows, exact, cells, right, spent = beside(reader, name)
            print(f"{name:<44}{title:<12}{rows:>6}{exact:>7}{cells:>7}{right:>7}{spent:>9.1f}")


if __name__ == "__main__":
    main()
