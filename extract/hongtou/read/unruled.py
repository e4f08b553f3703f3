"""Tables that no lines rule: words in columns with blank gutters between them.

A table begins with a line of three or more words far apart (or two, where more such lines follow) and goes on as long
as the gutters stay blank. What the rows are is told by :mod:`hongtou.read.unruled_rows`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hongtou.read.glyphs import Glyph, Line, Rule, line_of, segments
from hongtou.read.lattice import Fragment
from hongtou.read.strokes import strokes
from hongtou.read.unruled_cells import Piece
from hongtou.read.unruled_rows import fragment

_CUT = 60.0  # a line across that is shorter parts no rows
_GAP = 0.8  # of a character: the least blank between two columns
_BLANK = 0.4  # of a character: what is left of a gutter between the longest lines of both its columns
_TIGHT = 0.15  # of a character: the least blank between words of two columns that nearly touch
_FEW = 3  # lines of a cell that may stand over the first line of several words
_FAR = 3.6  # of a character: lines further apart belong to no one table
_NEAR = 1.9  # of a character: a single word so near under the last row is its cell's last line
_FULL = 0.8  # of the width: a line without gutters that covers so much is a paragraph
_SHARED = 0.3  # of the words of a column
_RARE = 0.09  # of the lines: words so rare across a gutter are a heading, or spill over
Interval = tuple[float, float]
"""A stretch across the page."""


def unruled(
    found: Sequence[Line], rules: Sequence[Rule] = (), known: Fragment | None = None
) -> tuple[list[Fragment], list[Line]]:
    """The tables in lines of a page without ruled columns, and the lines outside them.

    ``known`` is a table that ended the page before: it may go on with the first line.
    """
    parts = [segments(line, _GAP) for line in found]
    across, _ = strokes(rules)
    cuts = [stroke.at for stroke in across if stroke.end - stroke.start > _CUT]
    tables: list[Fragment] = []
    rest: list[Line] = []
    index = taken = 0
    while index < len(found):
        before = known if known and known.columns and not tables and len(rest) <= _FEW else None
        region = _region(found, parts, index, taken, before.columns if before else ())
        number = before.number if region and before and region.columns == before.columns else None
        table = fragment(_pieces(parts, region), region.columns, cuts, number) if region else None
        if region is None or table is None:
            rest.append(found[index])
            index += 1
            continue
        del rest[len(rest) - (index - region.first) :]
        tables.append(table)
        index = taken = region.end
    return tables, rest


class _Region(NamedTuple):
    """Lines first..end of the page, and the stretches across that their columns take."""

    first: int
    end: int
    columns: tuple[Interval, ...]


def _region(
    found: Sequence[Line], parts: Sequence[Sequence[Line]], start: int, taken: int, known: Sequence[Interval]
) -> _Region | None:
    """The table that begins with this line; None where none does."""
    if len(parts[start]) < 2:
        return None
    end = _end(found, parts, start)
    rich = [line for line in parts[start:end] if len(line) > 1]
    columns = tuple(_columns(_finer(parts[start:end]), found[start].size))
    near = _NEAR
    above = _trimmed(parts, start, end, known) if known else end
    if known and _fits([line for line in parts[start:above] if len(line) > 1], known):
        columns, near, end = tuple(known), _FAR, above
    elif len(rich) < 2 or len(columns) < 2 or (len(columns) == 2 and len(rich) < 4):
        return None
    end = _trimmed(parts, start, end, columns)
    while end < len(found) and _belongs(parts[end], found[end - 1], columns, near):
        end += 1
    if end == len(found) - 1 and _is_heading(parts[end], columns):
        end += 1
    while start > taken and _belongs(parts[start - 1], found[start], columns, _NEAR):
        start -= 1
    return _Region(start, end, columns)


def _trimmed(parts: Sequence[Sequence[Line]], start: int, end: int, columns: Sequence[Interval]) -> int:
    """The end without lines whose first words stand across a gutter: what is printed under the table."""
    while end - start > 2:
        first, last = _place(parts[end - 1][0], columns)
        if first == last:
            break
        end -= 1
    return end


def _end(found: Sequence[Line], parts: Sequence[Sequence[Line]], start: int) -> int:
    """The line behind the last one of several words that the table may have."""
    size, rich = found[start].size, start
    left, right = found[start].left, found[start].right
    under = False  # a line at the left edge across a gutter: a heading, or a paragraph under the table
    for index in range(start + 1, len(found)):
        line, words = found[index], _finer(parts[index : index + 1])[0]
        if line.base - found[index - 1].base > _FAR * size:
            break
        full = (
            len(parts[index]) == 1 and line.right - line.left > _FULL * (right - left) and line.left < left + 3 * size
        )
        if full and (len(words) == 1 or _is_other(parts[start : rich + 1], words, size)):
            break
        if len(words) == 1:
            under = under or line.left < left + 3 * size
            continue
        if under and _is_other(parts[start : rich + 1], words, size):
            break
        rich, left, right, under = index, min(left, line.left), max(right, line.right), False
    return rich + 1


def _is_other(table: Sequence[Sequence[Line]], line: Sequence[Line], size: float) -> bool:
    """Whether words below a heading or a paragraph stand across the gutters of the table above."""
    columns = _columns(_finer(table), size)
    return len(columns) > 1 and any(first < last for first, last in (_place(part, columns) for part in line))


def _fits(rich: Sequence[Sequence[Line]], known: Sequence[Interval]) -> bool:
    """Whether (nearly) no words stand across the gutters between columns."""
    places = [_place(part, known) for line in rich for part in line]
    inside = (
        known[0][0] - 2 * rich[0][0].size < rich[0][0].left and rich[0][-1].right < known[-1][1] + 2 * rich[0][0].size
    )
    return inside and sum(first < last for first, last in places) <= _RARE * len(places)


def _is_heading(line: Sequence[Line], columns: Sequence[Interval]) -> bool:
    """Whether the last line of a page stands in the middle of the table, or at its edge and across a gutter."""
    one, middle = line[0], (columns[0][0] + columns[-1][1]) / 2
    if len(line) > 1 or one.right - one.left > 0.5 * (columns[-1][1] - columns[0][0]):
        return False
    return abs((one.left + one.right) / 2 - middle) < 0.6 * one.size


def _belongs(line: Sequence[Line], beside: Line, columns: Sequence[Interval], near: float) -> bool:
    """Whether a single word stands so near beside a row, in one of its columns, that it is a cell's further line."""
    one = line[0]
    if len(line) > 1 or abs(one.base - beside.base) > near * one.size or abs(one.size - beside.size) > 0.15 * one.size:
        return False
    return sum(one.left < right and one.right > left for left, right in columns) == 1


def _columns(lines: Sequence[Sequence[Line]], size: float) -> list[Interval]:
    """The stretches across between the gutters that (nearly) all lines leave blank."""
    left = min(line[0].left for line in lines)
    middle = (left + max(line[-1].right for line in lines)) / 2
    parts = [part for line in lines if len(line) > 1 or not _may_head(line[0], left, middle) for part in line]
    columns = _unparted(_dense(parts, int(_RARE * len(lines)), size), parts)
    over = [[i for i, (left, right) in enumerate(columns) if part.left < right and part.right > left] for part in parts]
    for part, place in zip(parts, over, strict=True):
        if len(place) == 1:
            left, right = columns[place[0]]
            columns[place[0]] = (min(left, part.left), max(right, part.right))
    alone = [part for part, place in zip(parts, over, strict=True) if not place]  # a column that few rows fill
    return _touching([*columns, *((part.left, part.right) for part in alone)], 0.0)


def _may_head(one: Line, left: float, middle: float) -> bool:
    """Whether a single word is set as a heading is: in the middle, or at the left edge and long."""
    at_edge = one.left < left + 0.5 * one.size and one.right > left + 3 * one.size
    return at_edge or abs((one.left + one.right) / 2 - middle) < 0.6 * one.size


def _dense(parts: Sequence[Line], few: int, size: float) -> list[Interval]:
    """Where more than a few words stand."""
    ends = sorted([(part.left, 1) for part in parts] + [(part.right, -1) for part in parts])
    found: list[Interval] = []
    depth, begin = 0, 0.0
    for x, step in ends:
        if depth <= few < depth + step:
            begin = x
        elif depth + step <= few < depth:
            found.append((begin, x))
        depth += step
    return _touching(found, _BLANK * size)


def _touching(found: Sequence[Interval], blank: float) -> list[Interval]:
    """Stretches with less than ``blank`` between them joined."""
    merged: list[Interval] = []
    for left, right in sorted(found):
        if merged and left - merged[-1][1] < blank:
            merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
        else:
            merged.append((left, right))
    return merged


def _unparted(columns: Sequence[Interval], parts: Sequence[Line]) -> list[Interval]:
    """Columns joined where many words of one reach into the other: few lines are so long, but it is one column."""
    found: list[Interval] = []
    inside: list[set[int]] = []
    for left, right in columns:
        within = {number for number, part in enumerate(parts) if part.left < right and part.right > left}
        if found and len(within & inside[-1]) > _SHARED * min(len(within), len(inside[-1])):
            found[-1] = (found[-1][0], right)
            inside[-1] |= within
        else:
            found.append((left, right))
            inside.append(within)
    return found


def _pieces(parts: Sequence[Sequence[Line]], region: _Region) -> list[list[Piece]]:
    """Line by line the words of the table with the columns first..last that they stand in."""
    rows = []
    for line in _finer(parts[region.first : region.end]):
        pieces: list[Piece] = []
        for part in line:
            for one in _cut(part, region.columns):
                first, last = _place(one, region.columns)
                if pieces and (pieces[-1].first, pieces[-1].last) == (first, last):  # words of one cell with a blank
                    one = line_of(pieces.pop().line.glyphs + one.glyphs)
                pieces.append(Piece(one, first, last))
        rows.append(pieces)
    return rows


def _finer(parts: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The words of a table's lines parted at every blank that may be a gutter."""
    return [[one for part in line for one in segments(part, _BLANK)] for line in parts]


def _cut(part: Line, columns: Sequence[Interval]) -> list[Line]:
    """Words of neighbouring columns that stand nearly together, parted where the next column begins."""
    first, last = _place(part, columns)
    starts = [columns[i + 1][0] for i in range(first, last)]
    pieces: list[list[Glyph]] = [[]]
    for glyph in part.glyphs:
        before = pieces[-1][-1] if pieces[-1] else None
        if before and starts and glyph.left > starts[0] - _BLANK * part.size:
            if glyph.left - before.right > _TIGHT * part.size:
                pieces.append([])
            starts.pop(0)
        pieces[-1].append(glyph)
    return [part] if len(pieces) == 1 else [line_of(piece) for piece in pieces]


def _place(part: Line, columns: Sequence[Interval]) -> tuple[int, int]:
    """The columns that words reach over; of those that only stand between two, the nearer one."""
    least = 0.3 * part.size
    over = [
        i
        for i, (left, right) in enumerate(columns)
        if min(right, part.right) - max(left, part.left) > min(least, 0.5 * (right - left))
    ]
    if over:
        return over[0], over[-1]
    middle = (part.left + part.right) / 2
    nearest = min(range(len(columns)), key=lambda i: max(columns[i][0] - middle, middle - columns[i][1]))
    return nearest, nearest
