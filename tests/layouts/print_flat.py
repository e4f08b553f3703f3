"""Grids → texts that lost their tags."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from .grids import Grid, squares


def by_row(grid: Grid, *, units: Sequence[int] = ()) -> list[list[str]]:
    """One cell a paragraph, a list for each row; an empty cell is not printed. ``units``: columns whose names stand
    one a paragraph.
    """
    made: list[list[str]] = []
    for row in squares(grid):
        made.append([])
        for column, square in enumerate(row):
            if square is not None and square.words:
                words = _apart(square.words) if column in units and not square.header else square.words
                made[-1] += words.split("\n")
    return made


def cells(grid: Grid, *, units: Sequence[int] = ()) -> list[str]:
    """One cell a paragraph."""
    return list(chain.from_iterable(by_row(grid, units=units)))


def _apart(units: str) -> str:
    """Units one a line; what stands in brackets stays with its name."""
    return re.sub(r"、(?![^()（）]*[)）])", "\n", units)


def rows(grid: Grid, between: str, edge: str = "") -> list[str]:
    """One row a line, what a merged cell covers printed empty; a row of one cell stands alone."""
    lines = []
    for row in squares(grid):
        shown = [square for square in row if square]
        if len(shown) == 1 and shown[0].columns == len(row):
            lines.append(f"{edge}{joined(shown[0].words)}{edge}")
        else:
            lines.append(edge + between.join(joined(square.words) if square else "" for square in row) + edge)
    return lines


def joined(words: str) -> str:
    """A cell on one line."""
    return words.replace("\n", "")


def barred_lines(grid: Grid) -> list[str]:
    """Cell and bar on lines in turn, as a browser's text dump prints them; a bar at the end of each cell."""
    lines = []
    for row in squares(grid):
        for square in row:
            if square is not None:
                lines += [*square.words.split("\n"), "|"]
    return lines


def cards(grid: Grid) -> list[str]:
    """Name and cell in turn, one a paragraph; a name whose cell is empty is not printed."""
    return [line for name, cell in grid if cell.words for line in (name.words, *cell.words.split("\n"))]


def drawn(grid: Grid, width: int = 12) -> list[str]:
    """A box of bars and rules whose cells run over lines."""
    count = len(grid[0])
    lines = ["┌" + "┬".join(["─" * width] * count) + "┐"]
    for row in grid:
        pieces = [[p[i : i + width] for p in s.words.split("\n") for i in range(0, len(p), width)] for s in row]
        for line in range(max(map(len, pieces))):
            cells = [cell[line] if line < len(cell) else "" for cell in pieces]
            lines.append("│" + "│".join(cell.ljust(width, "　") for cell in cells) + "│")
        lines.append("├" + "┼".join(["─" * width] * count) + "┤")
    return [*lines[:-1], "└" + "┴".join(["─" * width] * count) + "┘"]


def page_breaks(grid: Grid, *, inside: bool = False, again: bool = True) -> list[str]:
    """One cell a paragraph over three pages: page number, the heading in force and the header stand again.

    ``inside``: the page ends after the second cell of a row and only its number is printed.
    """
    header, *body = by_row(grid)
    breaks = {len(body) // 3 + 1: 3, 2 * len(body) // 3 + 1: 4}
    lines, heading = list(header), ""
    for place, row in enumerate(body):
        heads = len(grid[place + 1]) == 1
        heading = row[0] if heads else heading
        if place not in breaks:
            lines += row
        elif inside and not heads:
            lines += [*row[:2], f"- {breaks[place]} -", *row[2:]]
        else:
            said = [heading] if heading and not heads and again else []
            lines += [f"- {breaks[place]} -", *header, *said, *row]
    return lines
