"""Text and blocks put together piece by piece, for formats whose tables come as rows of cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hongtou.model import Cell, Finding, Paragraph, Table
from hongtou.read.grid import place

MOST_CELLS = 200_000


class CellText(NamedTuple):
    """A cell as a format gives it: its paragraphs parted by line ends, its extent, whether it is marked as a header."""

    text: str
    rowspan: int | None = None
    colspan: int | None = None
    header: bool = False


def as_table(
    cells: Sequence[Cell], start: int, end: int, rows: int, *, cut: bool
) -> tuple[list[Paragraph | Table], list[Finding]]:
    """The block that cells make, none without cells; and a finding where ``cut`` says that rows were left out."""
    width = max((cell.column + cell.colspan for cell in cells), default=0)
    blocks: list[Paragraph | Table] = [Table(start, end, rows, width, tuple(cells))] if cells else []
    if not cut:
        return blocks, []
    message = f"a table of more than {MOST_CELLS} cells was cut after row {rows}"
    return blocks, [Finding(check="limit_hit", severity="error", message=message, start=start, end=end)]


class Writer:
    """Collects paragraphs and tables and knows each one's offsets."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.blocks: list[Paragraph | Table] = []
        self.findings: list[Finding] = []

    def put(self, text: str) -> None:
        """Add text as it is."""
        self.pieces.append(text)
        self.length += len(text)

    def paragraph(self, text: str, align: str = "") -> None:
        """Add paragraphs, one a line of the text; blank lines are kept as line ends only."""
        for line in text.split("\n"):
            if line.strip():
                self.blocks.append(Paragraph(self.length, self.length + len(line), align))
                self.put(line)
            self.put("\n")

    def table(self, rows: Sequence[Sequence[CellText]]) -> None:
        """Add a table: cells of a row parted by tabs, rows by line ends."""
        slots, cut = place([[(cell.rowspan, cell.colspan) for cell in row] for row in rows], MOST_CELLS)
        start, cells = self.length, []
        for row, row_slots in zip(rows, slots, strict=False):
            for position, (cell, slot) in enumerate(zip(row, row_slots, strict=True)):
                if position:
                    self.put("\t")
                begin = self.length
                self.put(cell.text)
                cells.append(Cell(*slot, begin, self.length, cell.header))
            self.put("\n")
        blocks, findings = as_table(cells, start, self.length, len(slots), cut=cut)
        self.blocks += blocks
        self.findings += findings

    @property
    def text(self) -> str:
        """All that was put."""
        return "".join(self.pieces)
