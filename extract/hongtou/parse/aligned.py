"""Rows of a table that prints each cell on a line of its own: the cells put under the columns by ``parse.align``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from hongtou.model import Value
from hongtou.parse.align import Placed, align
from hongtou.parse.columns import FIGURE
from hongtou.parse.flat_header import FlatHeader
from hongtou.parse.grid import UNIT_ROLES, Column, Grid, Row, inherit
from hongtou.parse.lines import Line, Page
from hongtou.parse.paragraphs import Type, type_of
from hongtou.parse.split import SUBTOTAL, settled

_SURE_ROLES = (*UNIT_ROLES, "deadline", "number")
_MOST = 0.75
_COUNT = re.compile(r"\d+(?:\.\d+)?[^\d月日年季]{1,3}")


def aligned_rows(
    page: Page, header: FlatHeader, cells: list[Line], extra: list[tuple[int, int]], end: int
) -> Grid | None:
    """The table of the rows that these cells are most likely of; None where no pattern fits them.

    ``extra`` is what else stands between them, ``end`` the line after the last.
    """
    sums = _subtotals(cells, header.columns) | _sums_of_headings(cells, header.columns)
    lines = [line for index, line in enumerate(cells) if index not in sums] if sums else cells
    placed = align(lines, header.columns)
    if placed is None:
        return None
    kept = _kept(placed)
    stop = page.lines[end - 1].end
    if len(kept) < len(placed.rows):
        stop = lines[max(index for run in kept[-1][0] for index in run)].end
    # a pattern may leave out a column that the header names: its name stays the table's
    named = {column.header for column in placed.columns}
    aside = [span for index in sorted(sums) if (span := (cells[index].start, cells[index].end))[1] <= stop]
    under = {index for _, headings in kept for index in headings}
    rowless = [index for index in placed.headings if index not in under]
    aside += [span for i in rowless if (span := (lines[i].start, lines[i].end))[1] <= stop]
    extra = extra + [span for c in header.columns if c.header and c.header not in named for span in c.header.spans]
    extra += [(lines[i].start, lines[i].end) for i in (*sorted(under), *placed.repeats)]
    within = tuple(sorted(span for span in extra if span[1] <= stop))
    rows = _rows(page, lines, placed, kept)
    columns = settled(placed.columns, rows)
    return Grid(page.lines[header.first].start, stop, columns, rows, within, aside=tuple(sorted(aside)))


def _kept(placed: Placed) -> Sequence[tuple[list[Sequence[int]], list[int]]]:
    """The rows without those at the end that hold only prose where most rows hold units or a limit: the circular's
    text goes on there.
    """
    telling = [index for index, column in enumerate(placed.columns) if column.role in _SURE_ROLES]
    sure = [any(cells[index] for index in telling) for cells, _ in placed.rows]
    count = len(sure)
    while count > 1 and not sure[count - 1] and sum(sure[:count]) >= _MOST * (count - 1):
        count -= 1
    return placed.rows[:count]


def _subtotals(lines: list[Line], columns: Sequence[Column]) -> frozenset[int]:
    """小计 and 合计 with the counts and figures printed after them."""
    found: set[int] = set()
    if not [line for line in lines if line.words[0] in "合小总"]:
        return frozenset()
    for index, line in enumerate(lines):
        counted = index - 1 in found and _COUNT.fullmatch(line.words)
        if counted or (line.words[0] in "合小总" and SUBTOTAL.fullmatch(line.words)):
            found.add(index)
            found.update(_figures(lines, index + 1, columns))
    return frozenset(found)


def _figures(lines: Sequence[Line], first: int, columns: Sequence[Column]) -> range:
    """The figures from a line on; the last of them is the number of the row that begins behind them, if one does."""
    stop = first
    while stop < len(lines) and FIGURE.fullmatch(lines[stop].words):
        stop += 1
    following = lines[stop].words if stop < len(lines) else "合计"
    ends = SUBTOTAL.fullmatch(following) is not None or type_of(following) == Type.HEADING
    stop -= int(not ends and columns[0].role == "number" and stop > first)
    return range(first, stop if stop - first < len(columns) else first)


def _sums_of_headings(lines: Sequence[Line], columns: Sequence[Column]) -> frozenset[int]:
    """The figures between a heading and the number of the row below it (一、交通类(2个) 56000 12000 1 环城路)."""
    found: set[int] = set()
    spare = sum(column.role == "other" for column in columns)
    numbered = int(columns[0].role == "number")  # the last of them is the row's
    if any(column.role == "other" for column in columns[:2]) or not spare:
        return frozenset()
    for index, line in enumerate(lines[: -1 - numbered]):
        if not all(lines[index + at].words[0].isdigit() for at in range(1, 2 + numbered)):
            continue
        if type_of(line.words) != Type.HEADING:
            continue
        stop = index + 1
        while stop < len(lines) and FIGURE.fullmatch(lines[stop].words):
            stop += 1
        if 0 < stop - numbered - index - 1 <= spare and stop < len(lines):
            found.update(range(index + 1, stop - numbered))
    return frozenset(found)


def _rows(
    page: Page, lines: list[Line], placed: Placed, kept: Sequence[tuple[list[Sequence[int]], list[int]]]
) -> tuple[Row, ...]:
    """Rows of Values from rows of line indices; a leading cell that is not printed comes from the row above, and a name
    that a narrow column broke has the joined reading.
    """
    rows: list[Row] = []
    under: list[int] = []
    stack: tuple[Value, ...] = ()
    doubts, raw = placed.doubts, page.text.raw
    made = Value
    for cells, headings in kept:
        if headings is not under:
            under, stack = headings, tuple([page.text.value(lines[i].start, lines[i].end) for i in headings])
        values: list[Value | None] = []
        for run in cells:
            if len(run) == 1:  # as most are
                line = lines[run[0]]
                start, end = line.start, line.end
                value = made(raw[start:end], start, end)
                values.append(value if len(line.words) == end - start else page.unbroken(value))
            else:
                values.append(page.broken(_merge(page, lines, run)) if run else None)
        row = inherit(placed.columns, values, stack, rows[-1] if rows else None)
        if doubts and (doubted := [n for n, run in enumerate(cells) if not doubts.isdisjoint(run)]):
            row = replace(row, doubted=frozenset(doubted))
        rows.append(row)
    return tuple(rows)


def _merge(page: Page, lines: Sequence[Line], run: Sequence[int]) -> list[tuple[int, int]]:
    """The spans of a cell's lines, as one where only blanks stand between them."""
    spans: list[tuple[int, int]] = []
    for index in run:
        line = lines[index]
        if spans and not page.text.folded[spans[-1][1] : line.start].strip():
            spans[-1] = (spans[-1][0], line.end)
        else:
            spans.append((line.start, line.end))
    return spans
