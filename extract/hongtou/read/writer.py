"""Text and blocks put together piece by piece, for formats whose tables come as rows of cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from hongtou.errors import LimitError
from hongtou.model import Cell, Finding, Paragraph, Table
from hongtou.model.vocabulary import Check, Severity
from hongtou.read.grid import place
from hongtou.read.limits import Limits

MOST_CELLS = Limits().cells


class CellText(NamedTuple):
    """A cell as a format gives it: its paragraphs parted by line ends, its extent, whether it is marked as a header."""

    text: str
    rowspan: int | None = None
    colspan: int | None = None
    header: bool = False


def as_table(
    cells: Sequence[Cell], start: int, end: int, rows: int, *, cut: int | None
) -> tuple[list[Paragraph | Table], list[Finding]]:
    """The block that cells make, none without cells; and a finding where ``cut``, a limit of cells, left rows out."""
    width = max((cell.column + cell.colspan for cell in cells), default=0)
    blocks: list[Paragraph | Table] = [Table(start, end, rows, width, tuple(cells))] if cells else []
    if cut is None:
        return blocks, []
    message = f"a table that makes more than {cut} cells was cut after row {rows}"
    return blocks, [Finding(check="limit_hit", severity="error", message=message, start=start, end=end)]


class Writer:
    """Collects paragraphs and tables and knows each one's offsets. The limits hold for all of them together."""

    def __init__(self, limits: Limits | None = None) -> None:
        limits = limits or Limits()
        self.pieces: list[str] = []
        self.length = 0
        self.blocks: list[Paragraph | Table] = []
        self.findings: list[Finding] = []
        self.most_cells, self.most_characters = limits.cells, limits.characters
        self.squares = 0
        """How many squares the tables cover so far."""

    def put(self, text: str) -> None:
        """Add text as it is; raises LimitError where it is too much."""
        if self.length + len(text) > self.most_characters:
            raise LimitError(f"the text is longer than {self.most_characters} characters")
        self.pieces.append(text)
        self.length += len(text)

    def paragraph(self, text: str, align: str = "", *, noise: bool = False) -> None:
        """Add paragraphs, one a line of the text; blank lines are kept as line ends only."""
        for line in text.split("\n"):
            if line.strip():
                self.blocks.append(Paragraph(self.length, self.length + len(line), align, noise))
                self.put(line)
            self.put("\n")

    def table(self, rows: Sequence[Sequence[CellText]]) -> Table | None:
        """Add a table: cells of a row parted by tabs, rows by line ends. Raises LimitError where it had to be cut."""
        left = self.most_cells - self.squares
        slots, cut = place([[(cell.rowspan, cell.colspan) for cell in row] for row in rows], left)
        start, cells = self.length, []
        for row, row_slots in zip(rows, slots, strict=False):
            for position, (cell, slot) in enumerate(zip(row, row_slots, strict=True)):
                if position:
                    self.put("\t")
                begin = self.length
                self.put(cell.text)
                cells.append(Cell(slot.row, slot.column, slot.rowspan, slot.colspan, begin, self.length, cell.header))
            self.put("\n")
        self.squares += sum(cell.rowspan * cell.colspan for cell in cells)
        blocks, findings = as_table(cells, start, self.length, len(slots), cut=self.most_cells if cut else None)
        self.blocks += blocks
        if findings:
            raise LimitError(findings[0].message)
        return blocks[0] if blocks and isinstance(blocks[0], Table) else None

    @contextmanager
    def up_to_a_limit(self) -> Iterator[None]:
        """What is written within stands; where a limit ends it, a finding says so."""
        try:
            yield
        except LimitError as error:
            message = f"{error}; what follows was not read"
            finding = Finding(check="limit_hit", severity="error", message=message, start=self.length, end=self.length)
            self.findings.append(finding)

    def say(
        self,
        check: Check,
        message: str,
        start: int | None = None,
        end: int | None = None,
        *,
        severity: Severity = "info",
    ) -> None:
        """Add a finding; with a ``start`` alone it is of all that was written since."""
        end = self.length if end is None and start is not None else end
        self.findings.append(Finding(check=check, severity=severity, message=message, start=start, end=end))

    @property
    def text(self) -> str:
        """All that was put."""
        return "".join(self.pieces)
