"""The tables of a document as the parser sees them, weighed character by character."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hongtou.model import Document, Finding
from hongtou.parse.annexes import read_annexes
from hongtou.parse.grid import Grid
from hongtou.parse.grids import read_grids
from hongtou.parse.header import read_header
from hongtou.parse.lines import Page, read_lines
from hongtou.parse.metadata import read_metadata


def of(document: Document) -> tuple[Page, list[Grid]]:
    """The page and its tables that assign work."""
    page = read_lines(document)
    metadata = read_metadata(page)
    header = read_header(page, metadata)
    found, _ = read_grids(page, header, read_annexes(page, header), metadata)
    return page, [item.grid for item in found]


def places(grid: Grid) -> Counter[int]:
    """How often each offset of the table is placed: once for what is no cell (headings, headers, notes), and once for
    each cell of each row that is the row's own.
    """
    around = {at for start, end in grid.extra for at in range(start, end)}
    values = [column.header for column in grid.columns] + [heading for row in grid.rows for heading in row.headings]
    around |= {at for value in values if value for start, end in value.spans for at in range(start, end)}
    cells = [
        span
        for row in grid.rows
        for index, value in enumerate(row.cells)
        if value and index not in row.inherited
        for span in value.spans
    ]
    return Counter([*around, *(at for start, end in cells for at in range(start, end))])


def twice(page: Page, grid: Grid) -> str:
    """The characters that more than one cell, heading or header holds; there should be none."""
    found = sorted(at for at, count in places(grid).items() if count > 1)
    return "".join(page.text.raw[at] for at in found if page.text.folded[at] not in " \n")


def hidden(page: Page, grid: Grid, findings: Sequence[Finding]) -> str:
    """The characters that nothing holds and no finding names; there should be none."""
    placed = places(grid)
    named = [(f.start, f.end) for f in findings if f.check == "table_text_unplaced"]
    lost = [at for at in range(grid.start, grid.end) if not placed[at] and page.text.folded[at] not in " \n|│┃∣丨"]
    return "".join(page.text.raw[at] for at in lost if not any(a is not None and b and a <= at < b for a, b in named))
