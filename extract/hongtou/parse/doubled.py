"""Flattened tables that print two rows side by side: the names, then the same names again."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from hongtou.model import Value
from hongtou.parse.columns import name_of
from hongtou.parse.flat_header import FlatHeader
from hongtou.parse.lines import Line, Page

_FEWEST = 3  # names of a half

Printed = tuple[Line, list[Value]]


def halved(header: FlatHeader) -> FlatHeader | None:
    """The header with its left half alone; None where the right half does not print the same names."""
    columns = header.columns
    width = len(columns) // 2
    if width < _FEWEST or columns[0].role != columns[-width].role:
        return None
    if len(columns) % 2 and columns[width].header is not None:
        return None  # no more than a blank column parts the halves
    names = [name_of(column.header.reading) if column.header else "" for column in columns]
    left = names[:width]
    if left != names[-width:] or len(set(left)) != width or "" in left:
        return None
    return replace(header, columns=columns[:width])


def right_names(header: FlatHeader, half: FlatHeader) -> list[tuple[int, int]]:
    """Where the names of the right half stand."""
    right = header.columns[-len(half.columns) :]
    return [span for column in right if column.header for span in column.header.spans]


def side_by_side(page: Page, lines: Sequence[Printed], header: FlatHeader, half: FlatHeader) -> list[Printed]:
    """Each printed row as two, the left before the right; a line of fewer cells (a heading, sums) stays one."""
    width, right = len(half.columns), len(header.columns) - len(half.columns)
    found: list[Printed] = []
    for line, cells in lines:
        if line.noise or len(cells) <= right or not any(cell.text for cell in cells[right:]):
            found.append((line, cells[:width] if not any(cell.text for cell in cells[width:]) else cells))
            continue
        found += [(_over(page, line, part), part) for part in (cells[:width], cells[right:])]
    return found


def _over(page: Page, line: Line, cells: Sequence[Value]) -> Line:
    """The part of a line that these cells fill."""
    start, end = cells[0].start, cells[-1].end
    return replace(line, start=start, end=end, words=page.text.folded[start:end].strip() or line.words)
