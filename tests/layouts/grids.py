"""A table as squares with extents: the ways in which the same rows are ruled."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from .facts import Facts


class Square(NamedTuple):
    """One cell of a ruled table; what it covers is not in the grid."""

    words: str
    rows: int = 1
    columns: int = 1
    header: bool = False


Grid = list[list[Square]]


def plain(facts: Facts) -> Grid:
    """Header, then the rows; a row of its own for each category that has no column."""
    grid = [[Square(name, header=True) for name in facts.header()]]
    for category, rows in facts.sections():
        if category and "category" not in facts.columns:
            grid.append([Square(category[0], columns=len(facts.columns))])
        grid += [[Square(words) for words in facts.cells(row)] for row in rows]
    return grid


def merged(facts: Facts, *columns: str) -> Grid:
    """The same, equal cells of these columns merged over the rows of a section that follow each other."""
    grid = plain(facts)
    for column in columns:
        if column in facts.columns:
            grid = _merge(grid, facts.columns.index(column), len(facts.columns))
    return [[square for square in row if square.rows] for row in grid]


def _merge(grid: Grid, column: int, width: int) -> Grid:
    made = [list(row) for row in grid]
    body = [place for place, row in enumerate(made) if len(row) == width and not row[0].header]
    runs = groupby(body, key=lambda place: (made[place][column].words, place - body.index(place)))
    for (words, _), run in runs:
        first, *rest = list(run)
        if rest and words:
            made[first][column] = made[first][column]._replace(rows=len(rest) + 1)
            for place in rest:
                made[place][column] = made[place][column]._replace(rows=0)
    return made


def two_level(facts: Facts) -> Grid:
    """牵头单位 and 配合单位 as 牵头 and 配合 under 责任单位, the other names over both header rows."""
    short = {"lead": "牵头", "support": "配合"}
    upper: list[Square] = []
    for column in facts.columns:
        if column not in short:
            upper.append(Square(facts.names[column], rows=2, header=True))
        elif column == "lead":
            upper.append(Square("责任单位", columns=2, header=True))
    lower = [Square(short[column], header=True) for column in facts.columns if column in short]
    return [upper, lower, *plain(facts)[1:]]


def titled(facts: Facts) -> Grid:
    """The table's title and the unit of measure as rows of the table itself."""
    width = len(facts.columns)
    return [[Square(facts.annex, columns=width)], [Square("单位:个、公里", columns=width)], *plain(facts)]


def spaced(facts: Facts) -> Grid:
    """An empty column in the middle and one at the end."""
    made: Grid = []
    for row in plain(facts):
        if len(row) == 1:
            made.append([row[0]._replace(columns=row[0].columns + 2)])
        else:
            made.append([*row[:2], Square("", header=row[0].header), *row[2:], Square("", header=row[0].header)])
    return made


def turned(facts: Facts) -> Grid:
    """The table on its side: the names in the first column, a task a column."""
    return [list(line) for line in zip(*plain(facts), strict=True)]


def cards(facts: Facts) -> Grid:
    """A card of names and cells for each task, one below another."""
    header, *body = plain(facts)
    return [[name._replace(header=False), cell] for row in body for name, cell in zip(header, row, strict=True)]


def doubled(facts: Facts) -> Grid:
    """Two rows beside each other under a header printed twice, with an empty column between."""
    header, *body = plain(facts)
    empty = [Square("") for _ in header]
    pairs = [(one, two) for one, two in zip(body[::2], [*body[1::2], empty], strict=False)]
    return [[*one, Square(""), *two] for one, two in [(header, header), *pairs]]


def halves(grid: Grid, header: int = 1) -> tuple[Grid, Grid]:
    """The table broken in the middle, its header repeated; no cell may span the break."""
    half = (len(grid) + header) // 2
    while len(grid[half - 1]) == 1:
        half -= 1
    return grid[:half], [*grid[:header], *grid[half:]]


def squares(grid: Grid) -> list[list[Square | None]]:
    """Row by row all squares of the full width, None where another covers it."""
    width = sum(square.columns for square in grid[0])
    covered: set[tuple[int, int]] = set()
    full: list[list[Square | None]] = []
    for top, row in enumerate(grid):
        line: list[Square | None] = []
        waiting = iter(row)
        for left in range(width):
            if (top, left) in covered:
                line.append(None)
                continue
            square = next(waiting)
            line.append(square)
            covered |= {(top + down, left + over) for down in range(square.rows) for over in range(square.columns)}
        full.append(line)
    return full
