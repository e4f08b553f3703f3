"""What several pages show of one table → the table: one header, rows that a page break cut made whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from hongtou.read.flow import cell_text, wraps
from hongtou.read.lattice import Box, Fragment
from hongtou.read.writer import CellText

_SAME_EDGE = 6.0
_NUMBER = re.compile(r"\W*(?:\d{1,4}(?:[-.—－]\d{1,3})*|[一二三四五六七八九十]{1,3})\W*")
_FURTHER = re.compile(r"[(（]?(?:[2-9]|[1-9]\d|[二三四五六七八九十])[.．、)）]|[②-⑳]")
_MOSTLY = 0.85


def follows(table: Fragment, page: Fragment) -> Fragment | None:
    """``table`` with what the next page shows of it; None where that is another table."""
    if table.ruled != page.ruled:
        return None
    edges = _same_edges(table.xs, page.xs, table.ruled)
    if edges is None:
        return None
    above, below = _on_edges(table, edges), _on_edges(page, edges)
    repeated = _repeated(above, below)
    if repeated is None:
        return None
    pad = table.pad if len(table.cells) >= len(page.cells) else page.pad
    return _added(above, _below(below, repeated), table._replace(xs=edges, pad=pad))


def rows(table: Fragment) -> list[list[CellText]]:
    """The rows of cells, as a :class:`~hongtou.read.writer.Writer` takes them."""
    found: list[list[CellText]] = [[] for _ in range(height(table.cells))]
    for box in sorted(table.cells, key=lambda box: (box.row, box.column)):
        text = cell_text(box.lines, box.width - 2 * table.pad)
        found[box.row].append(CellText(text, box.rowspan, box.colspan))
    return found


def height(cells: Sequence[Box]) -> int:
    """How many rows the cells cover."""
    return max((box.row + box.rowspan for box in cells), default=0)


def _same_edges(one: Sequence[float], two: Sequence[float], ruled: bool) -> tuple[float, ...] | None:
    """The edges of both, where those of the page with fewer all are edges of the other."""
    if not ruled:  # an edge is somewhere in a gutter, whose width the words of each page make
        return tuple(one) if len(one) == len(two) and all(map(_near, _gaps(one), one, two)) else None
    more, fewer = (one, two) if len(one) >= len(two) else (two, one)
    shift = fewer[0] - more[0]
    if abs(shift) > 10 * _SAME_EDGE or abs(fewer[-1] - shift - more[-1]) > _SAME_EDGE:
        return None
    if any(min(abs(edge - shift - other) for other in more) > _SAME_EDGE for edge in fewer):
        return None
    return tuple(edge - more[0] + one[0] for edge in more)


def _gaps(edges: Sequence[float]) -> list[float]:
    """For each edge the width of the narrower column beside it."""
    wide = [b - a for a, b in pairwise(edges)]
    return [min(wide[max(0, i - 1)], wide[min(i, len(wide) - 1)]) for i in range(len(edges))]


def _near(gap: float, one: float, two: float) -> bool:
    return abs(one - two) < max(_SAME_EDGE, 0.6 * gap)


def _on_edges(part: Fragment, edges: tuple[float, ...]) -> list[Box]:
    """The cells with their places counted on these edges."""
    if len(part.xs) == len(edges):
        return list(part.cells)
    shift = part.xs[0] - edges[0]
    place = [min(range(len(edges)), key=lambda i, x=x: abs(edges[i] + shift - x)) for x in part.xs]  # type: ignore[misc]
    return [
        box._replace(
            column=place[box.column], colspan=place[box.column + box.colspan] - place[box.column]
        )
        for box in part.cells
    ]  # fmt: skip


def _bare(box: Box) -> str:
    return "".join(glyph.text for line in box.lines for glyph in line.glyphs)


def _same(one: Box, two: Box) -> bool:
    """Whether both parts say the same words, as two rows do and no halves of one."""
    return len(_bare(one)) > 1 and _bare(one) == _bare(two)


def _key(cells: Sequence[Box], row: int) -> list[tuple[int, int, str]]:
    return [(box.column, box.colspan, _bare(box)) for box in cells if box.row == row]


def _repeated(above: Sequence[Box], below: Sequence[Box]) -> int | None:
    """How many rows of the header the page repeats; None where it begins with another one that shares words."""
    count, most = 0, min(height(above), height(below))
    while count < most and (row := _key(below, count)) and row == _key(above, count):
        count += 1
    if count == 0 and most:
        names = {(column, words) for column, _, words in _key(above, 0) if words}
        shared = sum((column, words) in names for column, _, words in _key(below, 0))
        if shared >= max(1, len(names) / 3) and len(names) > 1:
            return None
    return count


def _below(cells: Sequence[Box], repeated: int) -> list[Box]:
    """The cells without the repeated header's."""
    return [box._replace(row=box.row - repeated) for box in cells if box.row >= repeated]


def _added(above: list[Box], below: list[Box], table: Fragment) -> Fragment:
    last = height(above) - 1
    ends = {(box.column, box.colspan): i for i, box in enumerate(above) if box.row + box.rowspan - 1 == last}
    body = _body(above) + below
    cut = _is_cut(above, below, body, ends, table.pad)
    joined = {
        index: ends[box.column, box.colspan]
        for index, box in enumerate(below)
        if box.row == 0 and (box.column, box.colspan) in ends
        and (cut or _goes_on(above[ends[box.column, box.colspan]], box, body, above, table.pad))
    }  # fmt: skip
    offset = last if cut else last + 1
    cells = list(above)
    for index, box in enumerate(below):
        if index in joined:
            upper = cells[joined[index]]
            grown = upper.rowspan + box.rowspan - (1 if cut else 0)
            both = upper.lines + box.lines
            cells[joined[index]] = upper._replace(rowspan=grown, height=box.height, lines=both)
        else:
            cells.append(box._replace(row=box.row + offset))
    return table._replace(cells=tuple(cells))


def _filled(cells: Sequence[Box], column: int) -> list[str]:
    return [_bare(box) for box in cells if box.column == column and box.colspan == 1]


def _body(cells: Sequence[Box]) -> list[Box]:
    """The cells under the header: below every cell of the first row."""
    header = max((box.rowspan for box in cells if box.row == 0), default=0)
    return [box for box in cells if box.row >= header]


def _is_cut(
    above: Sequence[Box], below: Sequence[Box], body: Sequence[Box], ends: dict[tuple[int, int], int], pad: float
) -> bool:
    """Whether the page's first row is the rest of the last row before it."""
    first = [box for box in below if box.row == 0]
    own = [box for box in first if box.lines]
    if not own or any((box.column, box.colspan) not in ends for box in first):
        return False
    upper = {box.column: above[ends[box.column, box.colspan]] for box in first}
    if all(box.colspan > 1 or len(first) == 1 for box in own) or any(_same(box, upper[box.column]) for box in own):
        return False
    steady = [box for box in first if is_steady(_filled(body, box.column))]
    number = next((box for box in steady if is_number(_filled(body, box.column))), None)
    merges = {box.column for box in body if box.rowspan > 1}
    if number is not None and number.column not in merges:
        # the number stands with the first lines, or half way down where cells are centred
        return bool(number.lines) != bool(upper[number.column].lines) and _most_go_on(own, upper, pad)
    missing = [box for box in first if not box.lines and upper[box.column].lines and box.column not in merges]
    few = 2 * len(missing) >= len(first)  # a row longer than a page leaves most cells of the next one empty
    return (few or any(box in steady for box in missing)) and _most_go_on(own, upper, pad)


def _most_go_on(own: Sequence[Box], upper: dict[int, Box], pad: float) -> bool:
    """Whether most cells go on in the middle of a line, or with a further point."""
    pairs = [(upper[box.column], box) for box in own if upper[box.column].lines]
    cut = [
        wraps(one.lines[-1], two.lines[0], one.width - 2 * pad) or _FURTHER.match(two.lines[0].text) is not None
        for one, two in pairs
    ]
    return 2 * sum(cut) >= len(cut)


def is_steady(texts: Sequence[str]) -> bool:
    return len(texts) >= 3 and sum(map(bool, texts)) >= min(_MOSTLY * len(texts), len(texts) - 1)


def is_number(texts: Sequence[str]) -> bool:
    found = [text for text in texts if text]
    return sum(_NUMBER.fullmatch(text) is not None for text in found) >= _MOSTLY * len(found)


def _goes_on(upper: Box, lower: Box, body: Sequence[Box], above: Sequence[Box], pad: float) -> bool:
    """Whether a cell merged down goes on under the page break: its words stand in one part, or did not fit in it. One
    that made its row as high as it is was given the room that its words take.
    """
    if upper.row == 0 or not (upper.lines or lower.lines):
        return False
    others = [box for box in body if box.column == upper.column and box is not upper and box is not lower]
    merges = any(box.rowspan > 1 for box in (*others, upper, lower))
    if upper.lines and lower.lines:
        beside = [box for box in above if box.row == upper.row and box is not upper and box.rowspan == 1 and box.lines]
        if _same(upper, lower) or (upper.rowspan == 1 and not any(box.full for box in beside)):
            return False
        return merges and upper.full and wraps(upper.lines[-1], lower.lines[0], upper.width - 2 * pad)
    return merges
