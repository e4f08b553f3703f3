"""Ruled lines and printed glyphs → tables: which squares the lines enclose, and what stands in each.

Knows no file format: whoever can say where lines and characters stand on a page (PDF, OFD, a scan) gets its tables::

    fragments, rest = ruled(sheet)            # the tables of one page, and the glyphs outside them
    hongtou.read.pages.render(sheets)         # or the whole of it: many pages → text and blocks

A line may be drawn as a stroke, a thin filled box, dashes or dots, once or doubled; a table may lack its outer border;
a cell merged across or down is a square that no line crosses.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from hongtou.read.glyphs import Glyph, Line, Sheet, lines
from hongtou.read.strokes import DOUBLE, Stroke, strokes

_TOUCH = 4.0
_OPEN = 6.0  # lines that reach further than this beyond the last one across them mean an open side
_WIDEST_PAD = 8.0
_HEADING = 60.0  # a heading between two parts of a table is not higher
_NARROW = 9.0  # no column is narrower than a character
_MOST_CROSSINGS = 4_000_000


class Box(NamedTuple):
    """A cell on one page: its place in the grid, its width and height, the lines that stand in it.

    Of a cell over several pages the height is that of the last one's part.
    """

    row: int
    column: int
    rowspan: int
    colspan: int
    width: float
    height: float
    lines: tuple[Line, ...]

    @property
    def full(self) -> bool:
        """Whether no further line has room."""
        step = self.lines[-1].base - self.lines[-2].base if len(self.lines) > 1 else 0.0
        size = self.lines[-1].size
        return self.height - len(self.lines) * (step if 0 < step < 3 * size else 1.5 * size) < 1.5 * size


class Fragment(NamedTuple):
    """What one page shows of a table: its edges across and down, the blank beside its words, its cells in order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    pad: float
    cells: tuple[Box, ...]
    columns: tuple[tuple[float, float], ...] = ()
    """Of a table without ruled lines: what its words take of each column."""
    number: int | None = None
    """Of the same: the column of its numbers."""

    @property
    def ruled(self) -> bool:
        """Whether lines part its columns."""
        return not self.columns

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.ys[-1]


def ruled(sheet: Sheet) -> tuple[list[Fragment], list[Glyph]]:
    """The ruled tables of a page, top to bottom, and the glyphs that stand in none of them."""
    frames = _frames(*strokes(sheet.rules))
    rest = list(sheet.glyphs)
    found: list[Fragment] = []
    for frame in frames:
        inside = [glyph for glyph in rest if frame.holds(glyph)]
        if inside:
            rest = [glyph for glyph in rest if not frame.holds(glyph)]
            found.append(_fill(frame, inside))
    return sorted(found, key=lambda fragment: fragment.top), rest


class _Frame(NamedTuple):
    """The lines of one table and the grid they make."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[tuple[int, int, int, int], ...]

    def holds(self, glyph: Glyph) -> bool:
        """Whether the middle of the glyph lies within."""
        x, y = _middle(glyph)
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph.left + glyph.right) / 2, glyph.base - 0.36 * glyph.size


def _frames(across: list[Stroke], down: list[Stroke]) -> list[_Frame]:
    found = []
    for rows, columns in _connected(across, down):
        xs = _edges([stroke.at for stroke in columns], rows)
        ys = _edges([stroke.at for stroke in rows], columns)
        slots = _slots(xs, ys, rows, columns)
        while (spare := _spare(xs, slots)) is not None:
            del xs[spare]
            slots = _slots(xs, ys, rows, columns)
        if len({column for _, column, _, _ in slots}) > 1:
            found.append(_Frame(tuple(xs), tuple(ys), tuple(slots)))
    return found


def _connected(across: list[Stroke], down: list[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Lines that touch or cross each other, group by group; lines that cross none are in no group."""
    if len(across) * len(down) > _MOST_CROSSINGS:
        return []
    owner = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = index = owner[owner[index]]
        return index

    for i, row in enumerate(across):
        for j, column in enumerate(down, len(across)):
            if (
                row.start - _TOUCH <= column.at <= row.end + _TOUCH
                and column.start - _TOUCH <= row.at <= column.end + _TOUCH
            ):
                owner[root(j)] = root(i)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for index in range(len(owner)):
        group = groups.setdefault(root(index), ([], []))
        if index < len(across):
            group[0].append(across[index])
        else:
            group[1].append(down[index - len(across)])
    return [group for group in _stacked([group for group in groups.values() if group[0]]) if group[1]]


def _stacked(groups: list[tuple[list[Stroke], list[Stroke]]]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Parts of one table without outer border that a heading over its whole width keeps apart."""
    found: list[tuple[list[Stroke], list[Stroke]]] = []
    for rows, columns in sorted(groups, key=lambda group: min(row.at for row in group[0])):
        if found and _is_open(*found[-1]) and _is_open(rows, columns) and (columns or found[-1][1]):
            above, below = max(found[-1][0]), min(rows)
            same = abs(above.start - below.start) < _OPEN and abs(above.end - below.end) < _OPEN
            if same and 0 < below.at - above.at < _HEADING:
                found[-1] = (found[-1][0] + rows, found[-1][1] + columns)
                continue
        found.append((rows, columns))
    return found


def _is_open(rows: list[Stroke], columns: list[Stroke]) -> bool:
    """Whether the lines across reach beyond the first and the last line down."""
    if not columns:
        return True
    first, last = min(columns).at, max(columns).at
    return min(row.start for row in rows) < first - _OPEN and max(row.end for row in rows) > last + _OPEN


def _edges(at: list[float], crossing: list[Stroke]) -> list[float]:
    """The places of the lines, and the outer ends of those that cross them where a side is open."""
    edges: list[float] = []
    for place in sorted(at):
        if not edges or place - edges[-1] > DOUBLE:
            edges.append(place)
    first, last = min(stroke.start for stroke in crossing), max(stroke.end for stroke in crossing)
    if first < edges[0] - _OPEN:
        edges.insert(0, first)
    if last > edges[-1] + _OPEN:
        edges.append(last)
    return edges


def _walls(edges: list[float], other: list[float], dividing: list[Stroke]) -> list[set[int]]:
    """For each edge the bands along which a line is drawn; the outer edges are closed."""
    middles = [(a + b) / 2 for a, b in pairwise(other)]
    walls: list[set[int]] = [set() for _ in edges]
    for stroke in dividing:
        index = min(range(len(edges)), key=lambda i: abs(edges[i] - stroke.at))
        first, last = bisect_right(middles, stroke.start), bisect_right(middles, stroke.end)
        walls[index].update(range(first, last))
    walls[0] = walls[-1] = set(range(len(middles)))
    return walls


def _slots(
    xs: list[float], ys: list[float], rows: list[Stroke], columns: list[Stroke]
) -> list[tuple[int, int, int, int]]:
    """(row, column, rowspan, colspan) of each square that no line crosses, in reading order."""
    right_of, below = _walls(xs, ys, columns), _walls(ys, xs, rows)
    high, wide = len(ys) - 1, len(xs) - 1
    taken: set[tuple[int, int]] = set()
    slots = []
    for row in range(high):
        for column in range(wide):
            if (row, column) in taken:
                continue
            last = column + 1
            while last < wide and row not in right_of[last] and (row, last) not in taken:
                last += 1
            band = range(column, last)
            end = row + 1
            while (
                end < high
                and not any(c in below[end] for c in band)
                and end in right_of[last]
                and not any(end in right_of[c] for c in band[1:])
                and (column == 0 or end in right_of[column])
            ):
                end += 1
            taken.update((r, c) for r in range(row, end) for c in band)
            slots.append((row, column, end - row, last - column))
    return slots


def _spare(xs: list[float], slots: list[tuple[int, int, int, int]]) -> int | None:
    """An edge that only a crooked line makes: the band before it is too narrow for a column and no cell's own."""
    own = {column for _, column, _, colspan in slots if colspan == 1}
    for column in range(len(xs) - 1):
        if xs[column + 1] - xs[column] < _NARROW and column not in own and len(xs) > 2:
            return column + 1 if column + 2 < len(xs) else column
    return None


def _fill(frame: _Frame, glyphs: Sequence[Glyph]) -> Fragment:
    """Each glyph into the square that holds its middle; a word that spills over an edge stays whole."""
    at: dict[tuple[int, int], int] = {}
    for number, (row, column, rowspan, colspan) in enumerate(frame.slots):
        for r in range(row, row + rowspan):
            at.update(((r, c), number) for c in range(column, column + colspan))
    inside: list[list[Glyph]] = [[] for _ in frame.slots]
    run: list[tuple[Glyph, int]] = []
    for glyph in glyphs:
        x, y = _middle(glyph)
        column = min(bisect_right(frame.xs, x), len(frame.xs) - 1) - 1
        row = min(bisect_right(frame.ys, y), len(frame.ys) - 1) - 1
        number = at[row, column]
        if run and number != run[-1][1] and not _spills(run[-1][0], glyph, frame.xs):
            _settle(run, inside)
            run = []
        run.append((glyph, number))
    _settle(run, inside)
    xs, ys = frame.xs, frame.ys
    cells = []
    for slot, found in zip(frame.slots, inside, strict=True):
        row, column, rowspan, colspan = slot
        wide, high = xs[column + colspan] - xs[column], ys[row + rowspan] - ys[row]
        cells.append(Box(*slot, wide, high, tuple(lines(found))))
    return Fragment(xs, ys, _pad(cells, xs), tuple(cells))


def _pad(cells: Sequence[Box], xs: Sequence[float]) -> float:
    """The blank that cells leave beside their words: most columns' least, since one may spill over its edge."""
    least: dict[int, float] = {}
    for box in cells:
        for line in box.lines:
            least[box.column] = min(least.get(box.column, _WIDEST_PAD), line.left - xs[box.column])
    return max(sorted(least.values())[len(least) // 4], 0.0) if least else 0.0


def _spills(before: Glyph, after: Glyph, xs: Sequence[float]) -> bool:
    """Whether two glyphs set without a gap, one each side of an edge, are one word that the edge cuts through."""
    if abs(before.base - after.base) > 0.1 * after.size or abs(after.left - before.right) > 0.08 * after.size:
        return False
    edge = xs[min(bisect_right(xs, (before.left + before.right) / 2), len(xs) - 1)]
    return abs(edge - after.left) > 0.12 * after.size


def _settle(run: Sequence[tuple[Glyph, int]], inside: list[list[Glyph]]) -> None:
    """Put a run of glyphs into the square of each; a word that spills over an edge into that of most of it."""
    start = 0
    while start < len(run):
        end = start + 1
        while end < len(run) and _follows(run[end - 1][0], run[end][0]):
            end += 1
        numbers = [number for _, number in run[start:end]]
        most = max(dict.fromkeys(numbers), key=numbers.count)
        inside[most] += [glyph for glyph, _ in run[start:end]]
        start = end


def _follows(before: Glyph, after: Glyph) -> bool:
    return abs(before.base - after.base) <= 0.1 * after.size and -0.2 < (after.left - before.right) / after.size < 0.08
