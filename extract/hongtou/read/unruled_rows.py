"""The rows and cells of a table without ruled lines.

Words of one column that follow each other at the distance of lines are one block; blocks of different columns that
stand beside each other are one row. Where rows are not parted by more than lines are, the numbers of the first column
(or the lines that fill most columns) tell where each begins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from hongtou.read.flow import fits_not
from hongtou.read.glyphs import Line
from hongtou.read.lattice import Fragment
from hongtou.read.stitch import is_number
from hongtou.read.unruled_cells import Piece, Row, cells

_SPARSE = 0.55  # of the rows
_MOST = 0.65  # of the columns
_NEARLY = 0.8  # of the lines
_WHOLE = 0.05  # of a line
_LOOSE = 1.22  # of the distance of lines: more parts two rows
_Interval = tuple[float, float]


def fragment(
    lines: Sequence[Sequence[Piece]], columns: Sequence[_Interval], cuts: Sequence[float], number: int | None
) -> Fragment | None:
    """The table that lines of words make; ``cuts`` are the heights at which lines are drawn across.

    ``number`` is the column of numbers, where the page before has told it.
    """
    if number is None:
        number = _number_column(lines, columns)
    rows = _rows(lines, columns, cuts, number)
    if len(rows) < 2:
        return None
    xs = (columns[0][0], *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), columns[-1][1])
    return Fragment(
        xs,
        (rows[0].top, rows[-1].bottom),
        0.0,
        tuple(cells(rows, columns, number, _pitch(lines))),
        tuple(columns),
        number,
    )


def _rows(
    lines: Sequence[Sequence[Piece]], columns: Sequence[_Interval], cuts: Sequence[float], number: int | None
) -> list[Row]:
    rows: list[Row] = []
    stretch: list[Sequence[Piece]] = []
    pitch = _pitch(lines)
    for index, line in enumerate(lines):
        if index and len(line) == 1 and (line[0].last > line[0].first or _is_alone(lines, index, columns, pitch)):
            rows += _parted(stretch, columns, cuts, pitch, number)
            rows.append(Row(list(line), True))
            stretch = []
        else:
            stretch.append(line)
    return rows + _parted(stretch, columns, cuts, pitch, number)


def _is_alone(lines: Sequence[Sequence[Piece]], index: int, columns: Sequence[_Interval], pitch: float) -> bool:
    """Whether a line is one word in the middle of the table, or at its left edge, with no line near it."""
    line = lines[index][0].line
    near = (lines[i][0].line for i in (index - 1, index + 1) if 0 <= i < len(lines))
    if any(abs(other.base - line.base) < _LOOSE * pitch for other in near):
        return False
    middle = (columns[0][0] + columns[-1][1]) / 2
    if abs((line.left + line.right) / 2 - middle) < 0.6 * line.size:
        return True
    return line.left < columns[0][0] + line.size and line.right > columns[0][1] + 0.5 * line.size


def _pitch(lines: Sequence[Sequence[Piece]]) -> float:
    """The least usual distance of two lines of one column."""
    steps = sorted(step for step, *_ in _steps(lines))
    return steps[len(steps) // 10] if steps else 0.0


def _steps(lines: Sequence[Sequence[Piece]]) -> list[tuple[float, Piece, Piece]]:
    """For each two words of one column that follow each other: how far the second stands below."""
    last: dict[int, Piece] = {}
    found = []
    for line in lines:
        for piece in line:
            if piece.first in last and piece.first == piece.last:
                above = last[piece.first]
                found.append((piece.line.base - above.line.base, above, piece))
            last[piece.first] = piece
    return found


def _parted(
    lines: Sequence[Sequence[Piece]],
    columns: Sequence[_Interval],
    cuts: Sequence[float],
    pitch: float,
    number: int | None,
) -> list[Row]:
    """The rows of lines between two headings."""
    pieces = [piece for line in lines for piece in line]
    if not pieces:
        return []
    top, bottom = min(p.line.middle for p in pieces), max(p.line.middle for p in pieces)
    inner = sorted(cut for cut in cuts if top < cut < bottom)
    if len(inner) >= 2:
        return _cut(pieces, inner)
    blocks = _blocks(lines, pitch)
    if number is not None and (tight := _tight(pieces, blocks, number, pitch)):
        return tight
    rows = _banded(blocks)
    if number is not None and any(len(row.lines(number)) > 1 for row in rows):
        rows = [one for row in rows for one in _by_numbers(row, number)]
    elif number is None:
        rows = [one for row in rows for one in _by_starts(row, columns, pitch)]
    return _whole(rows, number, len(columns)) if number is not None else rows


def _cut(pieces: Sequence[Piece], cuts: Sequence[float]) -> list[Row]:
    found: list[list[Piece]] = [[] for _ in range(len(cuts) + 1)]
    for piece in pieces:
        found[sum(cut < piece.line.middle for cut in cuts)].append(piece)
    return [Row(row, False) for row in found if row]


class _Block(NamedTuple):
    """Words of one column that follow each other at the distance of lines: a cell, or several that touch."""

    column: int
    pieces: list[Piece]

    @property
    def top(self) -> float:
        return self.pieces[0].line.top

    @property
    def bottom(self) -> float:
        return self.pieces[-1].line.bottom

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def _blocks(lines: Sequence[Sequence[Piece]], pitch: float) -> list[_Block]:
    found: list[_Block] = []
    last: dict[int, _Block] = {}
    for line in lines:
        for piece in line:
            above = last.get(piece.first)
            if above and piece.line.base - above.pieces[-1].line.base <= _LOOSE * pitch:
                above.pieces.append(piece)
            else:
                last[piece.first] = _Block(piece.first, [piece])
                found.append(last[piece.first])
    return found


def _banded(blocks: Sequence[_Block]) -> list[Row]:
    """Blocks that stand beside each other are a row; those of columns that few rows fill join none."""
    counts = Counter(block.column for block in blocks)
    most = max(counts.values())
    bands: list[tuple[float, list[Piece]]] = []
    sparse: list[_Block] = []
    for block in sorted(blocks, key=lambda block: block.top):
        if counts[block.column] < _SPARSE * most:
            sparse.append(block)
        elif bands and block.top < bands[-1][0] - 0.15 * block.pieces[0].line.size:
            bands[-1] = (max(bands[-1][0], block.bottom), bands[-1][1] + block.pieces)
        else:
            bands.append((block.bottom, list(block.pieces)))
    rows = [Row(pieces, False) for _, pieces in bands]
    for block in sparse:
        nearest = min(
            rows, key=lambda row: max(row.top - block.pieces[0].line.middle, block.pieces[0].line.middle - row.bottom)
        )
        nearest.pieces.extend(block.pieces)
    return rows


def _number_column(lines: Sequence[Sequence[Piece]], columns: Sequence[_Interval]) -> int | None:
    """The first or second column, where numbers stand in it."""
    for column in range(min(2, len(columns))):
        texts = [piece.line.text for line in lines for piece in line if piece.first == piece.last == column]
        first = next((i for i, text in enumerate(texts) if is_number([text])), len(texts))
        if len(texts) - first > (first == 0 or column > 0) and is_number(texts[first:]):
            return column
    return None


def _by_numbers(row: Row, column: int) -> list[Row]:
    """A stretch whose rows are set no further apart than lines: each number begins one, or stands half way down it."""
    numbers = [line for line in row.lines(column) if is_number([line.text])]
    if len(numbers) < 2:
        return [row]
    starts = [line.base for line in numbers]
    first = min(piece.line.base for piece in row.pieces)
    if starts[0] - first > 0.5 * numbers[0].size:  # half way down: rows end half way between, as the numbers do
        bounds, edge = [], first
        for start in starts[:-1]:
            edge = 2 * start - edge + 1.5 * numbers[0].size
            bounds.append(edge - 0.75 * numbers[0].size)
    else:
        bounds = [start - 0.5 * numbers[0].size for start in starts[1:]]
    found: list[list[Piece]] = [[] for _ in numbers]
    for piece in row.pieces:
        found[sum(bound <= piece.line.base for bound in bounds)].append(piece)
    return [Row(pieces, False) for pieces in found if pieces]


def _tight(pieces: Sequence[Piece], blocks: Sequence[_Block], number: int, pitch: float) -> list[Row]:
    """Rows set from the top, no further apart than lines are: the steps between numbers are whole lines."""
    numbers = [piece.line for piece in pieces if piece.first == number and is_number([piece.line.text])]
    steps = [(below.base - above.base) / pitch for above, below in pairwise(numbers)] if pitch else []
    if len(steps) < 2 or any(abs(step - round(step)) > _WHOLE for step in steps):
        return []
    if not any(_runs_through(block, numbers) for block in blocks):
        return []
    bounds = [line.base - 0.5 * line.size for line in numbers]
    found: list[list[Piece]] = [[] for _ in range(len(bounds) + 1)]
    for piece in pieces:
        found[sum(bound <= piece.line.base for bound in bounds)].append(piece)
    return [Row(row, False) for row in found if row]


def _runs_through(block: _Block, numbers: Sequence[Line]) -> bool:
    """Whether a column's lines follow each other past three numbers, one of them beside each."""
    bases = [piece.line.base for piece in block.pieces]
    return sum(any(abs(base - line.base) < 0.1 * line.size for base in bases) for line in numbers) > 2


def _by_starts(row: Row, columns: Sequence[_Interval], pitch: float) -> list[Row]:
    """The same without numbers: a line that fills most columns, and cuts no cell in two, begins a row."""
    found: list[list[Piece]] = [[]]
    lines = _baselines(row.pieces)
    single = sum(len(line) == len(columns) for line in lines) > _NEARLY * len(lines)  # a list: each line is a row
    wrapped = [] if single else _wrapped(row, columns, pitch)
    for line in lines:
        y = line[0].line.base - 1
        if found[-1] and len(line) > _MOST * len(columns) and not any(above < y <= below for above, below in wrapped):
            found.append([])
        found[-1] += line
    return [Row(pieces, False) for pieces in found]


def _wrapped(row: Row, columns: Sequence[_Interval], pitch: float) -> list[tuple[float, float]]:
    """The baselines of each two lines of a column of which the first ends only because it is full."""
    last: dict[int, Line] = {}
    found = []
    for piece in sorted(row.pieces, key=lambda piece: piece.line.base):
        above, line = last.get(piece.first), piece.line
        room = columns[piece.last][1] - columns[piece.first][0]
        if (
            above
            and line.base - above.base <= _LOOSE * pitch
            and fits_not(above, line, room - (above.right - above.left))
        ):
            found.append((above.base, line.base))
        last[piece.first] = line
    return found


def _baselines(pieces: Sequence[Piece]) -> list[list[Piece]]:
    found: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.line.base):
        if found and piece.line.base - found[-1][0].line.base < 0.45 * piece.line.size:
            found[-1].append(piece)
        else:
            found.append([piece])
    return found


def _whole(rows: Sequence[Row], number: int, width: int) -> list[Row]:
    """Rows without a number joined to the nearer of their neighbours: a cell's second paragraph."""
    found: list[Row] = []
    for index, row in enumerate(rows):
        few = 2 * len({piece.first for piece in row.pieces}) <= width  # else it is a row that has no number
        if found and few and not row.lines(number) and index > 1:
            above = row.top - found[-1].bottom
            below = rows[index + 1].top - row.bottom if index + 1 < len(rows) else above + 1
            if above <= below:
                found[-1] = Row(found[-1].pieces + row.pieces, False)
                continue
        found.append(row)
    return found
