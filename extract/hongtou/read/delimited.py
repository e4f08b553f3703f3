"""Lines of CSV → rows of cells, where a quote that is opened and never closed costs its own row alone.

Such a quote turns what follows inside out: cells are read as what is between them, up to the end of the file. A row
that cannot be right is therefore read anew from one of its later lines, if rows as wide as the header begin there.
A file whose quotes are closed and whose rows are as wide as its header reads as :mod:`csv` reads it.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from contextlib import suppress

from hongtou.read.limits import Limits

_ROW = Limits().characters
"""No document is longer: a row that is has swallowed others."""
_AHEAD = 2**20
"""Characters that the search for where rows begin again may read, beside some times those of the row."""
_ENOUGH = 3
"""Rows as wide as the header, one behind the other, are no accident."""


class _TooLongError(Exception):
    """More was to be read than may be."""


class _Lines:
    """Lines that can be given back: those since the last row are held."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._ahead: deque[str] = deque()
        self.held: list[str] = []
        self.left: float = 0
        """Characters that may still be read."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.left <= 0:
            raise _TooLongError
        line = self._ahead.popleft() if self._ahead else next(self._lines)
        self.held.append(line)
        self.left -= len(line)
        return line

    def skip(self) -> None:
        """Leave out the next of those that were given back."""
        self._ahead.popleft()

    def give_back(self, start: int = 0) -> None:
        """Hold none; those from ``start`` are to be read again."""
        self._ahead.extendleft(reversed(self.held[start:]))
        self.held.clear()


def delimited_rows(lines: Iterator[str], delimiter: str) -> Iterator[list[str] | None]:
    """The rows, the header first; None for one in which a quote is opened and never closed. Raises csv.Error.

    Empty lines are rows without cells. Sloppy quotes are read as csv reads them where no row begins behind them.

    >>> list(delimited_rows(iter(['a,b\\n', '坏,"缺\\n', '"一","二"\\n']), ","))
    [['a', 'b'], None, ['一', '二']]
    """
    source = _Lines(lines)
    strict = csv.reader(source, delimiter=delimiter, strict=True)
    lenient = csv.reader(source, delimiter=delimiter)
    width = 0
    while True:
        source.held.clear()
        source.left = _ROW
        cells: list[str] | None = None
        with suppress(csv.Error, _TooLongError):
            cells = next(strict, None)
        if not source.held:
            return
        if cells is None or (len(source.held) > 1 and len(cells) != width):
            if width > 1 and _begins_again(source, strict, width, closed=cells is not None):
                yield None
                continue
            source.give_back()
            source.left = float("inf")
            cells = next(lenient)
        width = width or len(cells)
        yield cells


def _begins_again(source: _Lines, strict: Iterator[list[str]], width: int, *, closed: bool) -> bool:
    """Whether other rows begin at a later line of the row that is held: it is read next then, else all are held."""
    row = list(source.held)
    source.give_back(1)
    source.left = _AHEAD + 4 * sum(map(len, row))
    for at in range(1, len(row)):
        found = _are_rows(source, strict, width, len(row) - at, closed=closed)
        source.give_back()
        if found:
            return True
        source.skip()
    source.held = row
    return False


def _are_rows(source: _Lines, strict: Iterator[list[str]], width: int, last: int, *, closed: bool) -> bool:
    """Whether the next lines are rows as wide as the header, up to the ``last`` line of the row that is doubted.

    Of a row whose quotes are closed more is asked: it may only be shorter than the header, and hold lines of a table.
    """
    count = begin = 0
    with suppress(csv.Error, _TooLongError):
        for cells in strict:
            quotes = sum(line.count('"') for line in source.held[begin:])
            if (cells and len(cells) != width) or quotes % 2:
                return False
            begin = len(source.held)
            count += bool(cells)
            signs = (count >= _ENOUGH, count > 0 and len(source.held) >= last)
            if all(signs) if closed else any(signs):
                return True
    return False
