"""The headers of flattened tables: a run of lines, or one line, that names columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from hongtou.parse.cells import BARS, BLANK, COMMA, WIDE, barred, pieces, trimmed
from hongtou.parse.columns import bare_name, is_name, role_of_name
from hongtou.parse.grid import Column
from hongtou.parse.lines import Line, Page
from hongtou.parse.numbering import numbering

_LONGEST_NAME = 16
_LONGEST_HEADER = 200
_LONGEST_SPACED = 32  # "完  成  进  度" prints its blanks
_FIRST_NAME = 12  # a header in one line has its first blank or comma within this
_MOST_COLUMNS = 12
_NOISE_BETWEEN = 3  # bars and page numbers that may stand between two names


class FlatHeader(NamedTuple):
    """The lines first..last; what parts the cells of its rows, None where each is a line; where in the last line the
    first row begins, if it does there.
    """

    first: int
    last: int
    columns: tuple[Column, ...]
    delimiter: re.Pattern[str] | None = None
    rest: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names without blanks."""
        return tuple(column.header.reading.replace(" ", "") for column in self.columns if column.header)


def read_headers(page: Page, start: int) -> dict[int, FlatHeader]:
    """Every run of lines from ``start`` on that reads as a header, by its first line."""
    found: dict[int, FlatHeader] = {}
    last: FlatHeader | None = None
    index = start
    while index < len(page.lines):
        header = _header_at(page, index)
        if header:
            if last and header.names[1:] == last.names and header.delimiter is None:
                # the last cell before a header that a page break repeats is no name
                header = header._replace(first=_next(page.lines, index + 1), columns=header.columns[1:])
            found[header.first] = last = header
            index = header.last
        index += 1
    return found


def _header_at(page: Page, index: int) -> FlatHeader | None:
    """The header that begins at this line, if one does."""
    line = page.lines[index]
    words = line.words
    length = len(words)
    if line.noise or not length:
        return None
    if length <= _LONGEST_HEADER and words[-1] not in "。;":
        if length > 4 and BARS.search(page.text.raw, line.start, line.end):
            header = _barred(page, index)
            if header:
                return header
        if length <= _LONGEST_SPACED and words[0] not in "0123456789":
            header = _stacked(page, index)
            if header:
                return header
    first = words[:_FIRST_NAME]
    return _in_one_line(page, index) if " " in first or "," in first else None


def _barred(page: Page, index: int) -> FlatHeader | None:
    columns = []
    for value in barred(page, page.lines[index]):
        role = role_of_name(bare_name(page.text.folded[value.start : value.end]))
        columns.append(Column(value if value.text else None, role or "other"))
    if columns and columns[0].header is None:
        columns = columns[1:]
    while columns and columns[-1].header is None:
        columns.pop()
    return FlatHeader(index, index, tuple(columns), BARS) if _is_header(columns) else None


def _in_one_line(page: Page, index: int) -> FlatHeader | None:
    """Names parted by blanks or commas; what follows them in the line is the first row's."""
    line = page.lines[index]
    head = line._replace(end=line.start + _LONGEST_HEADER, words=line.words[:_LONGEST_HEADER])
    for delimiter in (WIDE, BLANK, COMMA):
        if not delimiter.search(head.words):
            continue
        columns: list[Column] = []
        parts = pieces(head, delimiter)
        while len(columns) < len(parts) and _names_column(parts, len(columns)):
            part = parts[len(columns)]
            role = role_of_name(bare_name(part.words)) or "other"
            columns.append(Column(page.text.value(part.start, part.end), role))
        if _is_header(columns):
            rest = parts[len(columns)].start if len(columns) < len(parts) else None
            if rest is None or delimiter is not COMMA:
                return FlatHeader(index, index, tuple(columns), delimiter, rest)
    return None


def _names_column(parts: Sequence[Line], at: int) -> bool:
    """Whether the piece is a column's name: one that says a role, or a short one before one that does."""
    bare = bare_name(parts[at].words)
    if len(bare) > _LONGEST_NAME or _reads_as_cell(parts[at].words):
        return False
    if role_of_name(bare):
        return is_name(bare) or len(bare) <= 10
    return 1 < len(bare) <= 6 and at > 0 and at + 1 < len(parts) and is_name(bare_name(parts[at + 1].words))


def _stacked(page: Page, index: int) -> FlatHeader | None:
    """Names one a line; a name broken over two lines ("工作", "任务") is joined where that makes a known name."""
    lines = page.lines
    columns: list[Column] = []
    at, last, before = index, index, index
    while at < len(lines) and len(columns) < _MOST_COLUMNS:
        following = _next(lines, at + 1)
        taken = _name_at(lines, at, following)
        if taken == 0:
            break
        used = [trimmed(lines[i]) for i in (at, following)[:taken]]
        bare = bare_name("".join(line.words for line in used))
        columns.append(Column(page.broken([(line.start, line.end) for line in used]), role_of_name(bare) or "other"))
        before, last = last, (at, following)[taken - 1]
        at = _next(lines, last + 1)
    if columns and columns[-1].role == "other" and columns[-1].header:
        if not is_name(bare_name(columns[-1].header.reading)):
            columns.pop()
            last = before
    return FlatHeader(index, last, tuple(columns)) if _is_header(columns) else None


def _next(lines: Sequence[Line], at: int) -> int:
    """The next line that is not furniture."""
    end = min(len(lines), at + _NOISE_BETWEEN)
    while at < end and lines[at].noise:
        at += 1
    return at


def _name_at(lines: Sequence[Line], at: int, after: int) -> int:
    """How many lines the column name at this line takes; 0 where there is none."""
    line = lines[at]
    if line.noise or len(line.bare) > _LONGEST_NAME:
        return 0
    bare = bare_name(line.words)
    following = bare_name(lines[after].words) if after < len(lines) and len(lines[after].bare) <= 6 else ""
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
