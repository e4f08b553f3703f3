"""Tables that lost their tags: where one begins and ends, and its lines → Grid.

A header is a run of lines that are column names. What follows is put back by `parse.align`; lines whose cells still
part at tabs or "|" are simply split.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from hongtou.model import Value
from hongtou.parse.align import Placed, align
from hongtou.parse.columns import bare_name, is_name, role_of_name
from hongtou.parse.grid import Column, Grid, Row, inherit
from hongtou.parse.lines import Line, Page
from hongtou.parse.numbering import numbering

_LONGEST_NAME = 16
_LONGEST_HEADER = 200
_LONGEST_SPACED = 32  # "完  成  进  度" prints its blanks
_MOST_COLUMNS = 12
_STOP_FIRST = frozenset("附注备说填联(抄主报印")
_STOP = re.compile(
    r"附\s*件\s*[\d一二三四五六七八九十]*\s*(?:[:：].{0,60})?|(?:注|备注|说明|填表说明|注释)\s*[::].*|\(?联系(?:人|电话)[::].*"
    r"|抄\s*送\s*[::].*|主题词\s*[::].*|(?:报送|印发)[::].*"
)
_PRINTED = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日印发$")
_DELIMITER = re.compile(r"[\t|│┃∣丨]")


class _Header(NamedTuple):
    first: int
    last: int
    columns: tuple[Column, ...]
    delimiter: bool


def read_linear(page: Page, start: int, stops: frozenset[int]) -> list[tuple[Grid, int, int]]:
    """Every flattened table from line ``start`` on: the Grid and its first and last line.

    ``stops`` are lines at which any table ends (the foot, an annex's heading).
    """
    found: list[tuple[Grid, int, int]] = []
    headers = _headers(page, start)
    index = start
    for first, header in headers.items():
        if first < index:
            continue
        end = _region_end(page, header, headers, stops)
        grid = _split_rows(page, header, end) if header.delimiter else _align_rows(page, header, headers, end)
        if grid and grid.rows:
            found.append((grid, header.first, end - 1))
            index = end
    return found


def _headers(page: Page, start: int) -> dict[int, _Header]:
    """Every run of lines from ``start`` on that reads as a header, by its first line."""
    found: dict[int, _Header] = {}
    index = start
    while index < len(page.lines):
        header = _header_at(page, index)
        if header:
            found[index] = header
            index = header.last
        index += 1
    return found


def _header_at(page: Page, index: int) -> _Header | None:
    """The header that begins at this line, if one does."""
    line = page.lines[index]
    length = len(line.words)
    if line.noise or not 0 < length <= _LONGEST_HEADER or line.words[-1] in "。;":
        return None
    if length > 4 and _DELIMITER.search(page.text.raw, line.start, line.end):
        return _delimited_header(page, index)
    if length > _LONGEST_SPACED or line.words[0] in "0123456789":
        return None
    return _stacked_header(page.lines, index, page)


def _delimited_header(page: Page, index: int) -> _Header | None:
    columns = []
    for value in _split(page, page.lines[index]):
        role = role_of_name(bare_name(page.text.folded[value.start : value.end]))
        columns.append(Column(value if value.text else None, role or "other"))
    if columns and columns[0].header is None:
        columns = columns[1:]
    while columns and columns[-1].header is None:
        columns.pop()
    return _Header(index, index, tuple(columns), True) if _is_header(columns) else None


def _stacked_header(lines: Sequence[Line], index: int, page: Page) -> _Header | None:
    """Names one a line; a name broken over two lines ("工作", "任务") is joined where that makes a known name."""
    columns: list[Column] = []
    at = index
    while at < len(lines) and len(columns) < _MOST_COLUMNS:
        taken = _name_at(lines, at)
        if taken == 0:
            break
        value = page.joined(at, at + taken - 1)
        bare = bare_name("".join(line.words for line in lines[at : at + taken]))
        columns.append(Column(value, role_of_name(bare) or "other"))
        at += taken
    if (
        columns
        and columns[-1].role == "other"
        and not is_name(bare_name(columns[-1].header.reading if columns[-1].header else ""))
    ):
        columns.pop()
        at -= 1
    return _Header(index, at - 1, tuple(columns), False) if _is_header(columns) else None


def _name_at(lines: Sequence[Line], at: int) -> int:
    """How many lines the column name at this line takes; 0 where there is none."""
    line = lines[at]
    if line.noise or len(line.bare) > _LONGEST_NAME:
        return 0
    bare = bare_name(line.words)
    following = bare_name(lines[at + 1].words) if at + 1 < len(lines) and len(lines[at + 1].bare) <= 6 else ""
    if (
        following
        and len(bare) <= 6
        and is_name(bare + following)
        and not (is_name(bare) and is_name(following) and len(bare) > 2)
    ):
        return 2
    if role_of_name(bare) and (is_name(bare) or len(bare) <= 10) and not _reads_as_cell(line.words):
        return 1
    known_next = bool(following) and role_of_name(following) is not None and is_name(following)
    return int(known_next and 1 < len(bare) <= 6 and not _reads_as_cell(line.words))


def _reads_as_cell(words: str) -> bool:
    return any(c in words for c in "。,;:0123456789《") or numbering(words) is not None


def _is_header(columns: Sequence[Column]) -> bool:
    roles = [column.role for column in columns]
    named = [role for role in roles if role != "other"]
    return (
        len(columns) >= 3
        and len(set(named)) >= 3 - (len(columns) == 3)
        and len(named) * 2 > len(roles)
        and bool({"task", "content", "lead", "responsible", "deadline"} & set(named))
    )


def _region_end(page: Page, header: _Header, headers: dict[int, _Header], stops: frozenset[int]) -> int:
    """The line after the table's last: a stop, a note, another table's header, the page's tail."""
    lines = page.lines
    names = _bare_names(header)
    last = len(lines)
    while last > header.last + 1 and lines[last - 1].noise:
        last -= 1
    for index in range(header.last + 1, last):
        words = lines[index].words
        if index in stops or (words[:1] in _STOP_FIRST and len(words) < 120 and _STOP.fullmatch(words)):
            return index
        if _PRINTED.search(words) and len(words) < 60:
            return index
        if index in headers and _bare_names(headers[index]) != names:
            return index
    return last


def _bare_names(header: _Header) -> tuple[str, ...]:
    return tuple(column.header.reading.replace(" ", "") for column in header.columns if column.header)


def _align_rows(page: Page, header: _Header, headers: dict[int, _Header], end: int) -> Grid | None:
    lines = page.lines
    body: list[Line] = []
    extra: list[tuple[int, int]] = []
    index = header.last + 1
    while index < end:
        repeat = headers.get(index)
        if repeat:
            extra += [(line.start, line.end) for line in lines[repeat.first : repeat.last + 1]]
            index = repeat.last + 1
            continue
        line = lines[index]
        if line.noise:
            extra.append((line.start, line.end))
        else:
            body.append(line)
        index += 1
    placed = align(body, header.columns)
    if placed is None:
        return None
    # a pattern may leave out a column that the header names: its name stays the table's
    kept = {column.header for column in placed.columns}
    extra += [span for c in header.columns if c.header and c.header not in kept for span in c.header.spans]
    extra += [(body[i].start, body[i].end) for i in (*placed.headings, *placed.repeats)]
    rows = _rows(page, body, placed)
    return Grid(lines[header.first].start, lines[end - 1].end, placed.columns, rows, tuple(sorted(extra)))


def _rows(page: Page, body: list[Line], placed: Placed) -> tuple[Row, ...]:
    """Rows of Values from rows of line indices; a leading cell that is not printed comes from the row above."""
    rows: list[Row] = []
    for cells, headings in placed.rows:
        values: list[Value | None] = [page.broken(_merge(body, run)) if run else None for run in cells]
        stack = tuple(page.text.value(body[i].start, body[i].end) for i in headings)
        rows.append(inherit(placed.columns, values, stack, rows[-1] if rows else None))
    return tuple(rows)


def _merge(body: list[Line], run: list[int]) -> list[tuple[int, int]]:
    """The spans of a cell's lines, neighbours in print as one (only blanks can stand between them)."""
    spans: list[tuple[int, int]] = []
    previous = None
    for index in run:
        line = body[index]
        if previous is not None and index == previous + 1 and not line.noise and _adjacent(body, previous):
            spans[-1] = (spans[-1][0], line.end)
        else:
            spans.append((line.start, line.end))
        previous = index
    return spans


def _adjacent(body: list[Line], index: int) -> bool:
    return body[index + 1].start - body[index].end <= 40


def _split(page: Page, line: Line) -> list[Value]:
    """The cells of a line whose cells part at tabs or "|"; its outer blanks may be empty cells."""
    raw = page.text.raw
    left = raw.rfind("\n", 0, line.start) + 1
    end = raw.find("\n", line.end)
    end = len(raw) if end < 0 else end
    values = []
    for mark in _DELIMITER.finditer(raw, left, end):
        values.append(page.text.value(left, mark.start()))
        left = mark.end()
    values.append(page.text.value(left, end))
    return values


def _split_rows(page: Page, header: _Header, end: int) -> Grid | None:
    """Rows of split lines: a lone text is a heading, a line without delimiter goes on with the last cell."""
    rows: list[Row] = []
    extra: list[tuple[int, int]] = []
    headings: list[Value] = []
    width = len(header.columns)
    bars = page.text.raw[page.lines[header.first].start] in "|│┃"
    for line in page.lines[header.last + 1 : end]:
        cells = _split(page, line)
        if bars and len(cells) > 1:
            cells = cells[1:]
        filled = [cell for cell in cells if cell.text]
        if line.noise or not filled or all(set(cell.text) <= set("-—=:+ ") for cell in filled):
            extra.append((line.start, line.end))
        elif len(filled) == 1:
            if numbering(filled[0].text) or not rows:
                mark = numbering(filled[0].text)
                rank = mark.rank if mark else 1
                headings = [h for h in headings if (m := numbering(h.text)) and m.rank < rank] + filled
            extra.append((line.start, line.end))
        elif [c.text for c in filled] == [c.header.text for c in header.columns if c.header]:
            extra.append((line.start, line.end))
        else:
            values = [*(cell if cell.text else None for cell in cells[:width]), *[None] * (width - len(cells))]
            rows.append(inherit(header.columns, values, tuple(headings), rows[-1] if rows else None))
    return Grid(page.lines[header.first].start, page.lines[end - 1].end, header.columns, tuple(rows), tuple(extra))
