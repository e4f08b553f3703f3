"""The cells of a table without ruled lines: which words stand in which, and how far a cell reaches down and across."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hongtou.read.glyphs import Line
from hongtou.read.lattice import Box

_FILLED = 0.8  # of the rows: a column that so many fill merges none
_OFF = 0.7  # of a character: words further from the middle of their rows are not set in it
_Interval = tuple[float, float]


class Piece(NamedTuple):
    """Words of a line, and the columns first..last they stand in."""

    line: Line
    first: int
    last: int


class Row(NamedTuple):
    """A row's words, and whether it is a heading across the columns."""

    pieces: list[Piece]
    heading: bool

    @property
    def top(self) -> float:
        return min(piece.line.top for piece in self.pieces)

    @property
    def first(self) -> float:
        """The baseline of its first line."""
        return min(piece.line.base for piece in self.pieces)

    @property
    def bottom(self) -> float:
        return max(piece.line.bottom for piece in self.pieces)

    def lines(self, column: int) -> list[Line]:
        return [piece.line for piece in self.pieces if piece.first <= column <= piece.last]


def cells(rows: Sequence[Row], columns: Sequence[_Interval], number: int | None, pitch: float) -> list[Box]:
    """A box for each cell; a category in the middle of its rows, or at their head, reaches over them."""
    body = [i for i in range(1, len(rows)) if not rows[i].heading]
    whole = len(body) == len(rows) - 1
    begun, key = 0, number or 1  # the columns before the numbers, or the first, say what rows belong to
    if number is not None:  # the rest of a row that began on the page before has none
        begun = next((i for i, at in enumerate(body) if rows[at].lines(number)), 0)
    spans = [
        _spans(rows, column, body[0 if column < key else begun :], column < key, pitch)
        if whole and column != number
        else {}
        for column in range(len(columns))
    ]
    found: list[Box] = []
    for at, row in enumerate(rows):
        if row.heading:
            found.append(Box(at, 0, 1, len(columns), columns[-1][1] - columns[0][0], 0.0, (row.pieces[0].line,)))
            continue
        column = 0
        while column < len(columns):
            pieces = [piece for piece in row.pieces if piece.first == column]
            wide = max((piece.last for piece in pieces), default=column) - column + 1
            place: tuple[int, tuple[Line, ...]] | None = (1, tuple(piece.line for piece in pieces))
            if wide == 1:
                place = spans[column].get(at, place)
            if place is not None:
                width = columns[column + wide - 1][1] - columns[column][0]
                height = rows[at + place[0] - 1].bottom - row.top
                found.append(Box(at, column, place[0], wide, width, height, place[1]))
            column += wide
    return found


_Spans = dict[int, tuple[int, tuple[Line, ...]] | None]


def _spans(rows: Sequence[Row], column: int, body: Sequence[int], leading: bool, pitch: float) -> _Spans:
    """For rows whose cell in a column reaches over several: how many, and its lines; None where it is covered."""
    printed = [rows[i].lines(column) for i in body]
    if not leading and sum(map(bool, printed)) > _FILLED * len(printed):
        return {}
    if all(
        lines and lines[0].base < rows[i].first + 0.3 * lines[0].size for i, lines in zip(body, printed, strict=True)
    ):
        return {}  # each row has its own
    blocks = _blocks([line for lines in printed for line in lines], pitch)
    if len(blocks) >= len(body) or not (blocks or leading):
        return {}
    if not blocks:  # a page in the middle of a category
        return {body[0]: (len(body), ()), **dict.fromkeys(body[1:])}
    groups = _centred(rows, body, blocks) or (_topped(rows, body, blocks) if leading else None)
    if groups is None:
        return {}
    found: _Spans = {}
    for first, last, lines in groups:
        found[first] = (last - first + 1, lines)
        found.update(dict.fromkeys(range(first + 1, last + 1)))
    return found


def _blocks(lines: Sequence[Line], pitch: float) -> list[tuple[Line, ...]]:
    """Lines of a column, parted where more is left blank than between lines."""
    found: list[tuple[Line, ...]] = []
    for line in sorted(lines, key=lambda line: line.base):
        if found and line.base - found[-1][-1].base < 1.22 * pitch:
            found[-1] = (*found[-1], line)
        else:
            found.append((line,))
    return found


_Groups = list[tuple[int, int, tuple[Line, ...]]]


def _centred(rows: Sequence[Row], body: Sequence[int], blocks: Sequence[tuple[Line, ...]]) -> _Groups | None:
    """Rows in groups with each block in the middle of one, from the first row down or from the last one up."""
    down = _chain(rows, list(body), list(blocks))
    if down is not None and down[-1][1] == body[-1]:
        return down
    up = _chain(rows, list(body)[::-1], list(blocks)[::-1])
    if up is None:
        return down
    first = up[-1][0]
    return [*([(body[0], first - 1, ())] if first > body[0] else []), *up[::-1]]


def _chain(rows: Sequence[Row], body: list[int], blocks: list[tuple[Line, ...]]) -> _Groups | None:
    groups: _Groups = []
    at = 0
    for block in blocks:
        middle = (block[0].top + block[-1].bottom) / 2
        best: tuple[float, int] | None = None
        for end in range(at, len(body)):
            first, last = sorted((body[at], body[end]))
            off = abs((rows[first].top + rows[last].bottom) / 2 - middle)
            if best is None or off < best[0]:
                best = off, end
        if best is None or best[0] > _OFF * block[0].size:
            return None
        first, last = sorted((body[at], body[best[1]]))
        groups.append((first, last, block))
        at = best[1] + 1
    return groups


def _topped(rows: Sequence[Row], body: Sequence[int], blocks: Sequence[tuple[Line, ...]]) -> _Groups | None:
    """Each block at the head of its rows; the first rows of a page may go on with the one before."""
    starts = []
    for block in blocks:
        start = min(body, key=lambda i: abs(rows[i].top - block[0].top))
        if abs(rows[start].top - block[0].top) > _OFF * block[0].size:
            return None
        starts.append(start)
    groups: _Groups = [(body[0], starts[0] - 1, ())] if starts[0] > body[0] else []
    for start, end, block in zip(starts, [*starts[1:], body[-1] + 1], blocks, strict=True):
        groups.append((start, end - 1, block))
    return groups
