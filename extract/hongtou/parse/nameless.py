"""Flattened tables without a header: rows that show their columns by rhythm and by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from hongtou.fields.numerals import read_number
from hongtou.parse.cells import BARS, BLANK, SIDE, barred, pieces, printed_to
from hongtou.parse.columns import NUMBER_CELL
from hongtou.parse.flat_header import FlatHeader
from hongtou.parse.lines import Line, Page
from hongtou.parse.settle import columns_of_cells

_ROWS = 3  # rows that must agree
_NARROWEST, _WIDEST = 3, 8
_LONGEST_NAME = 8
_LONGEST_NUMBER = 5
_DIGITS = frozenset("0123456789(①②③一二三|│┃")
_OPENS = re.compile(r"\d{1,3}[.、]? ")


def read_nameless(page: Page, start: int, taken: frozenset[int]) -> dict[int, FlatHeader]:
    """The columns of every table from line ``start`` on whose first row no names precede, by its first line.

    ``taken`` are the lines of tables already read.
    """
    found: dict[int, FlatHeader] = {}
    lines = page.lines
    numbered = [
        index
        for index in range(start, len(lines))
        if page.firsts[index] in _DIGITS and index not in taken and not lines[index].noise
    ]
    if len(numbered) < _ROWS:
        return found
    for first, rows, delimiter in sorted((*_stacked(page, numbered), *_parted(page, numbered)), key=lambda run: run[0]):
        columns = columns_of_cells(list(zip(*rows, strict=True)))
        if columns and columns[0].role == "number":
            found[first] = FlatHeader(first, first - 1, columns, delimiter)
    return found


def _stacked(page: Page, numbered: Sequence[int]) -> Iterator[tuple[int, list[list[str]], None]]:
    """Rows of one cell a line: row numbers that count on at equal steps."""
    lines = page.lines
    numbers = [
        (index, value)
        for index in numbered
        if len(lines[index].words) <= _LONGEST_NUMBER
        and NUMBER_CELL.fullmatch(lines[index].words)
        and (value := read_number(lines[index].bare.strip("()（）.、．"))) is not None
    ]
    for place in range(len(numbers) - _ROWS + 1):
        run = numbers[place : place + _ROWS]
        step = run[1][0] - run[0][0]
        first = run[0][0]
        if run[0][1] != 1 or any(b[0] - a[0] != step or b[1] != a[1] + 1 for a, b in pairwise(run)):
            continue
        if _NARROWEST <= step <= _WIDEST and run[-1][0] + step <= len(lines) and not _named(lines, first, step):
            yield first, [[line.words for line in lines[at : at + step]] for at, _ in run], None


def _named(lines: Sequence[Line], first: int, step: int) -> bool:
    """Whether as many short lines as a row has cells stand above the first: names, though unknown ones."""
    above = lines[max(0, first - step) : first]
    return len(above) == step and all(
        len(line.bare) <= _LONGEST_NAME and not any(c in line.words for c in "。;,:") for line in above
    )


def _parted(page: Page, numbered: Sequence[int]) -> Iterator[tuple[int, list[list[str]], re.Pattern[str]]]:
    """Rows whose cells still part at bars, tabs or blanks, each opened by a number that counts on."""
    run: list[list[str]] = []
    bars = bool(page.bars)
    delimiter, first, read = BLANK, 0, -1
    for index in numbered:
        line = page.lines[index]
        if bars and index <= read:
            continue  # printed in one with the row before
        if bars and BARS.search(page.text.raw, line.start, line.end):
            read = printed_to(page, index)
            line = replace(line, end=page.lines[read].end)
        cells, mark = _cells_of(page, line, bars=bars)
        value = read_number(cells[0].strip("()（）.、．")) if cells and NUMBER_CELL.fullmatch(cells[0]) else None
        goes_on = run and value == len(run) + 1 and len(cells) == len(run[0]) and mark is delimiter
        if not goes_on:
            run, delimiter, first = [], mark, index
            if value != 1 or not _NARROWEST <= len(cells) <= _WIDEST or _unknown_names(page, index, len(cells)):
                continue
        run.append(cells)
        if len(run) == _ROWS:
            yield first, run, delimiter


def _cells_of(page: Page, line: Line, *, bars: bool) -> tuple[list[str], re.Pattern[str]]:
    if bars and BARS.search(page.text.raw, line.start, line.end):
        found = [page.text.folded[v.start : v.end] for v in barred(page, line)]
        edge = len(found) > 1 and not found[0] and page.text.raw[line.start] in SIDE
        return (found[1:-1] if edge and not found[-1] else found[edge:]), BARS
    if not _OPENS.match(line.words):
        return [], BLANK
    return [piece.words for piece in pieces(line, BLANK)], BLANK


def _unknown_names(page: Page, index: int, count: int) -> bool:
    """Whether the line above parts into as many short names."""
    if not index:
        return False
    line = page.lines[index - 1]
    names = BARS.sub(" ", page.text.raw[line.start : line.end]).split()
    return len(names) == count and all(len(name) <= _LONGEST_NAME for name in names)
