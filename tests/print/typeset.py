"""Circulars set on paper as an office sets them: title, paragraphs to a measure, tables that run over pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tests.layouts.grids import Grid, Square, squares

from .paper import A4, Mark, Page, Words, advance, width

_NEVER_FIRST = "，。、；：？！）〕】》”,.;:)"
_NEVER_LAST = "（〔【《“("


class Style(NamedTuple):
    """How a table is set. ``rules``: full, inner (no outer border), thin, dashed, double, rows (lines across only),
    none. ``split``: a row may be cut by the end of a page; else it goes to the next whole.
    """

    rules: str = "full"
    size: float = 10.5
    leading: float = 1.35
    pad: float = 5.4
    row_gap: float = 3.0
    middle: bool = True
    centred: tuple[int, ...] = (0,)
    split: bool = True
    repeat: int = 1
    fill: bool = False
    turned: bool = False


PLAIN = Style()


class Setter:
    """Sets text and tables on pages, from top to bottom."""

    def __init__(
        self,
        *,
        shape: tuple[float, float] = A4,
        margin: float = 80,
        head: str = "",
        foot: str = "— {} —",
        size: float = 16,
    ) -> None:
        self.shape, self.margin, self.head, self.foot, self.size = shape, margin, head, foot, size
        self.pages: list[Page] = []
        self.new_page()

    def new_page(self, shape: tuple[float, float] | None = None) -> None:
        """Begin a page."""
        self.shape = shape or self.shape
        page = Page(*self.shape, [])
        self.pages.append(page)
        self.y = 72.0
        if self.head:
            page.marks.append(Words(self.margin, 50, 10.5, self.head))
        if self.foot:
            text = self.foot.format(len(self.pages))
            page.marks.append(Words((page.width - width(text, 14)) / 2, page.height - 45, 14, text))

    @property
    def page(self) -> Page:
        """The page in work."""
        return self.pages[-1]

    @property
    def left(self) -> float:
        """The left edge of the measure."""
        return self.margin

    @property
    def right(self) -> float:
        """The right edge of the measure."""
        return self.page.width - self.margin

    @property
    def end(self) -> float:
        """Where the page is full."""
        return self.page.height - 72.0

    def put(self, x: float, text: str, size: float) -> None:
        """A line of words at x."""
        self.page.marks.append(Words(x, self.y + 0.86 * size, size, text))

    def line(self, text: str, align: str = "left", size: float | None = None, leading: float = 1.75) -> None:
        """One line."""
        size = size or self.size
        if self.y + size * leading > self.end:
            self.new_page()
        wide = width(text, size)
        x = {"left": self.left, "right": self.right - wide - 4 * size, "center": (self.left + self.right - wide) / 2}
        self.put(x[align], text, size)
        self.y += size * leading

    def paragraph(self, text: str, indent: float = 2, hang: float = 0) -> None:
        """A paragraph to the measure."""
        size = self.size
        room = self.right - self.left
        for index, line in enumerate(wrap(text, room - hang * size, size, (indent - hang) * size)):
            if self.y + size * 1.75 > self.end:
                self.new_page()
            self.put(self.left + (hang if index else indent) * size, line, size)
            self.y += size * 1.75

    def table(self, grid: Grid, widths: Sequence[float], style: Style = PLAIN) -> None:
        """A table; widths are shares of the measure."""
        _Table(self, grid, widths, style).set()


def wrap(text: str, room: float, size: float, indent: float = 0) -> list[str]:
    """Lines of a paragraph, none beginning with a closing or ending with an opening mark; letters kept together."""
    lines: list[str] = []
    line, used = "", indent
    for word in _unbroken(text):
        wide = width(word, size)
        if line and used + wide > room + 0.01:
            lines.append(line)
            line, used = "", 0.0
        for character in word:  # a word longer than the line is cut
            if line and used + advance(character, size) > room + 0.01 and wide > room:
                lines.append(line)
                line, used = "", 0.0
            line += character
            used += advance(character, size)
    return [*lines, line] if line or not lines else lines


def _unbroken(text: str) -> list[str]:
    words: list[str] = []
    for character in text:
        if words and (
            character in _NEVER_FIRST
            or words[-1][-1] in _NEVER_LAST
            or (character.isascii() and words[-1][-1].isascii() and character.isalnum() and words[-1][-1].isalnum())
        ):
            words[-1] += character
        else:
            words.append(character)
    return words


class _Cell(NamedTuple):
    row: int
    column: int
    square: Square
    lines: list[str]


class _Table:
    """Sets one table: rows that fit, then the next page."""

    def __init__(self, setter: Setter, grid: Grid, widths: Sequence[float], style: Style) -> None:
        self.setter, self.style = setter, style
        room = setter.right - setter.left
        self.xs = [setter.left]
        for share in widths:
            self.xs.append(self.xs[-1] + share * room / sum(widths))
        self.cells = [
            _Cell(row, column, square, self.lines(square, column))
            for row, line in enumerate(squares(grid)) for column, square in enumerate(line) if square
        ]  # fmt: skip
        self.step = style.size * style.leading
        self.heights = self.row_heights(len(grid))

    def lines(self, square: Square, column: int) -> list[str]:
        room = self.xs[column + square.columns] - self.xs[column] - 2 * self.style.pad
        return [line for part in square.words.split("\n") for line in wrap(part, room, self.style.size)]

    def row_heights(self, count: int) -> list[float]:
        heights = [self.step + 2 * self.style.row_gap] * count
        for cell in sorted(self.cells, key=lambda cell: cell.square.rows):
            last = cell.row + cell.square.rows
            need = len(cell.lines) * self.step + 2 * self.style.row_gap
            missing = need - sum(heights[cell.row : last])
            if missing > 0:
                heights[last - 1] += missing
        return heights

    def set(self) -> None:
        """Row by row, as many as the page holds."""
        left = {id(cell): list(cell.lines) for cell in self.cells}
        row, count = 0, len(self.heights)
        heights = list(self.heights)
        while row < count:
            top = self.setter.y
            bands: list[tuple[int, float, float]] = []
            if row and self.style.repeat:
                for index in range(self.style.repeat):
                    bands.append((index, self.setter.y, self.setter.y + self.heights[index]))
                    self.setter.y += self.heights[index]
            header = len(bands)
            while row < count and self.setter.y + heights[row] <= self.setter.end:
                bands.append((row, self.setter.y, self.setter.y + heights[row]))
                self.setter.y += heights[row]
                row += 1
            room = self.setter.end - self.setter.y
            cut = row < count and self.style.split and room > 2 * self.step + 2 * self.style.row_gap
            if cut:
                fits = int((room - 2 * self.style.row_gap) / self.step)
                bands.append((row, self.setter.y, self.setter.y + fits * self.step + 2 * self.style.row_gap))
                heights[row] -= fits * self.step
                self.setter.y = bands[-1][2]
            self.print(bands, header, left)
            if row < count:
                self.setter.new_page()
            assert self.setter.y > top or cut or row >= count or self.setter.y == 72.0

    def print(self, bands: list[tuple[int, float, float]], header: int, left: dict[int, list[str]]) -> None:
        for part, fresh in ((bands[:header], True), (bands[header:], False)):
            for cell in self.cells:
                rows = range(cell.row, cell.row + cell.square.rows)
                inside = [(y, to_y) for row, y, to_y in part if row in rows]
                if not inside:
                    continue
                top, bottom = inside[0][0], inside[-1][1]
                waiting = list(cell.lines) if fresh else left[id(cell)]
                fits = max(1, int((bottom - top - 2 * self.style.row_gap) / self.step + 0.01))
                now, waiting[:] = waiting[:fits], waiting[fits:]
                self.square(cell, top, bottom, now)
        if bands and self.style.rules in ("rows",):
            self.mark(self.xs[0], bands[0][1], self.xs[-1], bands[0][1])

    def square(self, cell: _Cell, top: float, bottom: float, now: list[str]) -> None:
        style, size = self.style, self.style.size
        left, right = self.xs[cell.column], self.xs[cell.column + cell.square.columns]
        if style.fill and cell.square.header:
            self.setter.page.marks.append(Mark(left, top, right, bottom, "fill"))
        y = top + style.row_gap + (self.step - size) / 2
        if style.middle:
            y = top + (bottom - top - len(now) * self.step) / 2 + (self.step - size) / 2
        for line in now:
            x = left + style.pad
            if cell.column in style.centred or cell.square.header or cell.square.columns > 1:
                x = (left + right - width(line, size)) / 2
            self.setter.page.marks.append(Words(x, y + 0.86 * size, size, line))
            y += self.step
        self.border(left, top, right, bottom)

    def border(self, left: float, top: float, right: float, bottom: float) -> None:
        rules = self.style.rules
        if rules == "none":
            return
        if rules == "rows":
            self.mark(left, bottom, right, bottom)
            return
        outer = rules != "inner"
        if outer or left > self.xs[0]:
            self.mark(left, top, left, bottom)
        if outer or right < self.xs[-1]:
            self.mark(right, top, right, bottom)
        self.mark(left, top, right, top)
        self.mark(left, bottom, right, bottom)

    def mark(self, x: float, y: float, to_x: float, to_y: float) -> None:
        kind = {"thin": "thin", "dashed": "dashed"}.get(self.style.rules, "line")
        marks = self.setter.page.marks
        marks.append(Mark(x, y, to_x, to_y, kind))
        if self.style.rules == "double":
            across = y == to_y
            marks.append(
                Mark(
                    x + (0 if across else 2),
                    y + (2 if across else 0),
                    to_x + (0 if across else 2),
                    to_y + (2 if across else 0),
                )
            )
