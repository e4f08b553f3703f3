"""Tables that lost their tags: header, region and lines → Grid.

`parse.headers` finds where one begins, `parse.region` where it ends. Lines of one cell each are put back into rows by
`parse.aligned`; lines whose cells still part are split.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from hongtou.fields.units import looks_like_units
from hongtou.parse.aligned import aligned_rows
from hongtou.parse.breaks import continues, numbers_page, running_heads, title_above
from hongtou.parse.cells import BARS, BLANK, COMMA, EDGE, SIDE, barred, pieces, trimmed, unpacked
from hongtou.parse.columns import NUMBER_CELL
from hongtou.parse.doubled import halved, right_names, side_by_side
from hongtou.parse.drawn import joined_rows
from hongtou.parse.flat_header import FlatHeader
from hongtou.parse.grid import UNIT_ROLES, Column, Grid
from hongtou.parse.headers import read_headers
from hongtou.parse.lines import Line, Page
from hongtou.parse.nameless import read_nameless
from hongtou.parse.narrow import joined_names
from hongtou.parse.ordinals import apart
from hongtou.parse.region import region_end
from hongtou.parse.settle import assigns_work
from hongtou.parse.split import split_rows


def read_linear(
    page: Page, start: int, stops: frozenset[int], foot: frozenset[int], taken: frozenset[int]
) -> list[tuple[Grid, int, int]]:
    """Every flattened table from line ``start`` on: the Grid and its first and last line.

    A header that no rows could be put under gives a Grid without columns, of the header and what surely is its table:
    its words stand in no cell, and a finding says so. ``stops`` are lines at which any table ends (an annex's heading),
    ``foot`` those of signature and date, ``taken`` those of tables already read.
    """
    headers = read_headers(page, start)
    found = _tables(page, headers, stops, foot, taken)
    taken = taken.union(*(range(first, last + 1) for _, first, last in found))
    nameless = read_nameless(page, start, taken)
    return found + _tables(page, nameless, stops | {first for _, first, _ in found}, foot, taken)


def _tables(
    page: Page, headers: Mapping[int, FlatHeader], stops: frozenset[int], foot: frozenset[int], taken: frozenset[int]
) -> list[tuple[Grid, int, int]]:
    """The tables under these headers."""
    found: list[tuple[Grid, int, int]] = []
    index = 0
    for first, header in headers.items():
        if first < index or first in taken:
            continue
        end = region_end(page, header, headers, stops, foot)
        grid = _read(page, header, headers, end)
        if grid and grid.rows:
            end = bisect_left(page.lines, grid.end, header.last + 1, end, key=_start)
            found.append((grid, header.first, end - 1))
            index = end
        elif assigns_work(Grid(0, 0, header.columns, (), ())):
            last = page.lines[_last_printed(page, header, end)]
            found.append((Grid(page.lines[first].start, last.end, (), (), ()), header.first, header.last))
            index = end  # what no rows were found in is not searched again from each repeat of its header
    return found


def _last_printed(page: Page, header: FlatHeader, end: int) -> int:
    """The last line that is surely of a table no rows were read from: the last with bars, or that of the header."""
    if header.delimiter is not BARS:
        return header.last
    lines = ((index, page.lines[index]) for index in range(end - 1, header.last, -1))
    return next((i for i, line in lines if BARS.search(page.text.raw, line.start, line.end)), header.last)


def _start(line: Line) -> int:
    return line.start


def _read(page: Page, header: FlatHeader, headers: Mapping[int, FlatHeader], end: int) -> Grid | None:
    half = halved(header)
    right = right_names(header, half) if half else []
    if header.delimiter is BARS:
        top = page.lines[header.first]
        whole = _printed_lines(page, page.lines[header.last + 1 : end])
        lines = [(line, barred(page, line)) for line in whole]
        blank = not barred(page, top)[0].text and not any(cells[0].text for _, cells in lines if len(cells) > 1)
        edge = int(blank or page.text.raw[top.start] in SIDE)
        roles = [column.role for column in header.columns]
        number = roles.index("number") if "number" in roles else None
        within = [(line, cells[edge:] if len(cells) > 1 else cells) for line, cells in lines]
        joined = joined_rows(page, within, number)
        if half:
            return split_rows(page, half, side_by_side(page, joined, header, half), right)
        return split_rows(page, header, joined, header.over)
    kept, extra = _kept_lines(page, header, headers, end)
    header, extra = half or header, extra + right
    if header.delimiter is None:
        cells, ordinals = _cells_of_lines(kept, header.columns)
        return aligned_rows(page, header, cells, extra + ordinals, end)
    rows = [_parted(page, line, header) for line in kept]
    if header.delimiter is COMMA:
        kept, rows, blank_cells = _without_blank_cells(kept, rows)
        extra += blank_cells
    if header.delimiter is BLANK:
        rows = [_fitted(page, row, header.columns) for row in rows]
    parted = [row for row in rows if len(row) > 1]
    if header.delimiter is COMMA:
        heads = [Line(c.header.start, c.header.end, "", "", False) for c in header.columns if c.header]
        extra += _gaps([heads, *parted])
        quoted = [(line, row) for line, row in zip(kept, rows, strict=True) if len(row) > 1 and '"' in line.words]
        extra += [(line.start, row[0].start) for line, row in quoted if line.start < row[0].start]
        extra += [(row[-1].end, line.end) for line, row in quoted if row[-1].end < line.end]
    if half is None and parted and all(len(row) == len(header.columns) for row in parted):
        lines = [(_whole(row), [page.text.value(cell.start, cell.end) for cell in row]) for row in rows]
        return split_rows(page, header, lines, extra)
    return aligned_rows(page, header, [cell for row in rows for cell in row], extra, end)


def _parted(page: Page, line: Line, header: FlatHeader) -> list[Line]:
    """The cells of a line; where a comma of one width parts the names and as many cells, one of the other is the words'
    own.
    """
    assert header.delimiter is not None
    raw = page.text.raw
    every = pieces(line, header.delimiter)
    wide = header.delimiter is COMMA and "，" in raw[line.start : line.end]
    top = page.lines[header.first]
    if not wide or "," not in raw[top.start : top.end]:
        return every
    words = "".join([one if one == "，" else other for one, other in zip(raw[line.start :], line.words, strict=False)])
    found = pieces(replace(line, words=words), COMMA)
    if len(found) != len(header.columns):
        return every
    return [replace(cell, words=page.text.folded[cell.start : cell.end]) for cell in found]


def _printed_lines(page: Page, lines: Sequence[Line]) -> list[Line]:
    """The lines as printed: a long one may have been read as several paragraphs."""
    runs: list[list[Line]] = []
    for line in lines:
        if runs and "\n" not in page.text.raw[runs[-1][-1].end : line.start]:
            runs[-1].append(line)
        else:
            runs.append([line])
    return [
        run[0] if len(run) == 1 else replace(_joined(run[0], run[-1], page), noise=all(line.noise for line in run))
        for run in runs
    ]


def _fitted(page: Page, row: list[Line], columns: Sequence[Column]) -> list[Line]:
    """A numbered row with more pieces than columns: its one column of prose printed blanks of its own, or its units
    did, after a 、 or between two names.
    """
    width = len(columns)
    if not width < len(row) < 2 * width or columns[0].role != "number" or not NUMBER_CELL.fullmatch(row[0].words):
        return row
    found = row[:1]
    for piece in row[1:]:
        found[-1:] = [_joined(found[-1], piece, page)] if found[-1].words[-1] in "、," else [found[-1], piece]
    spare = len(found) - width
    units = [index for index, column in enumerate(columns) if column.role in UNIT_ROLES]
    if spare > 0 and len(units) == 1:
        at = units[0]
        whole = columns[at - 1].role not in ("task", "content") or len(found[at - 1].words) >= _SHORTEST_TASK
        if whole and all(looks_like_units(piece.words) for piece in found[at : at + spare + 1]):
            found[at : at + spare + 1] = [_joined(found[at], found[at + spare], page)]
    prose = [index for index, column in enumerate(columns) if column.role in ("task", "content")]
    if len(prose) == 1 and len(found) > width:
        left, right = prose[0], prose[0] + len(found) - width
        found[left : right + 1] = [_joined(found[left], found[right], page)]
    return found


_SHORTEST_TASK = 4  # 建设 县医院 is one


def _joined(left: Line, right: Line, page: Page) -> Line:
    return replace(left, end=right.end, words=page.text.folded[left.start : right.end])


def _without_blank_cells(
    kept: Sequence[Line], rows: Sequence[list[Line]]
) -> tuple[list[Line], list[list[Line]], list[tuple[int, int]]]:
    """The lines and rows without those of commas alone, and where commas stand that blank cells before a row's first
    word or behind its last one leave.
    """
    pairs = [(line, row) for line, row in zip(kept, rows, strict=True) if row]
    spans = [(line.start, line.end) for line, row in zip(kept, rows, strict=True) if not row]
    for line, row in pairs:
        ends = (line.start, row[0].start), (row[-1].end, line.end)
        spans += [
            (left, right) for left, right in ends if left < right
            and not line.words[left - line.start : right - line.start].strip(", ")
        ]  # fmt: skip
    return [line for line, _ in pairs], [row for _, row in pairs], spans


def _gaps(rows: Sequence[Sequence[Line]]) -> list[tuple[int, int]]:
    """What stands between the cells of each row."""
    return [(left.end, right.start) for row in rows for left, right in pairwise(row)]


def _whole(row: Sequence[Line]) -> Line:
    return replace(row[0], end=row[-1].end)


def _kept_lines(
    page: Page, header: FlatHeader, headers: Mapping[int, FlatHeader], end: int
) -> tuple[list[Line], list[tuple[int, int]]]:
    """The lines of cells below a header, and where those stand that hold none: repeated headers, furniture."""
    lines = page.lines
    kept: list[Line] = []
    extra: list[tuple[int, int]] = []
    title = title_above(lines, header)
    running = running_heads(lines[header.last + 1 : end])
    if header.rest is not None:
        line = lines[header.last]
        kept.append(replace(line, start=header.rest, words=line.words[header.rest - line.start :]))
    index = header.last + 1
    folded, said = page.text.folded, page.words
    edged = any(edge in folded for edge in EDGE.strip())
    opening = title[:1]
    goes_on = "续" in folded
    marked = {
        at
        for at in range(index, end)
        if lines[at].noise
        or (opening and said[at].startswith(opening))
        or (edged and (said[at][0] in EDGE or said[at][-1] in EDGE))
        or (goes_on and "续" in said[at])
        or (running and said[at] in running)
    }
    for at in sorted(
        marked.union(at for at in headers if index <= at < end)
    ):  # all between these are cells as they are
        if at < index:
            continue  # within a repeated header
        kept += lines[index:at]
        line, repeat = lines[at], headers.get(at)
        index = at + 1
        if repeat and repeat.names:
            if kept and numbers_page(kept[-1], header.columns[-1]):
                number = kept.pop()
                extra.append((number.start, number.end))
            extra += [(line.start, line.end) for line in lines[repeat.first : repeat.last + 1]]
            index = repeat.last + 1
        elif line.noise or line.bare == title or line.words in running or continues(line):
            extra.append((line.start, line.end))
        else:
            kept.append(trimmed(line))
    kept += lines[index:end]
    return kept, extra


def _cells_of_lines(lines: list[Line], columns: Sequence[Column]) -> tuple[list[Line], list[tuple[int, int]]]:
    """The cells of a table that prints each on a line of its own, and where the ordinals of its headings stand."""
    roles = {column.role for column in columns}
    ordinals: list[tuple[int, int]] = []
    named = not roles.isdisjoint(UNIT_ROLES)
    if named:
        lines = joined_names(lines)
    if "number" in roles:
        lines, ordinals = apart(lines)
    return unpacked(lines, numbered="number" in roles, limited=named and "deadline" in roles), ordinals
