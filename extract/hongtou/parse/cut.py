"""A row that a page break cut: its cells go on in the row below it, or in the first one of the next table that the page
marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from msgspec.structs import replace

from hongtou.fields.deadlines import looks_like_deadline
from hongtou.fields.text import Text, fold
from hongtou.fields.units import looks_like_units
from hongtou.model import Value
from hongtou.parse.grid import UNIT_ROLES, Column, Grid, Row
from hongtou.parse.lines import broken
from hongtou.parse.numbering import numbering

_OPEN = "、,，:："
_BEFORE_MORE = "、,，"  # 一、水利方面: may be a heading
_FINAL = "。;；！!？?）)"
_NEVER_FIRST = "、,。;:)》”"
_MOST = 3  # of four cells of a column that end as sentences
_FEWEST = 3  # cells of a column that show that all end so
_LIMIT_REST = 8  # characters of a limit that a page break leaves: 前, 月底前, 持续推进
_LEFT_OPEN = re.compile(r"(?:的|或|以及|(?<![缓饱温总调谐柔])和)$")
_YEAR = re.compile(r"(?:19|20)\d\d年")
_BETWEEN_NAMES = re.compile(r"[、,;\s]+")

_NO, _MAY, _SURELY = 0, 1, 2
"""Whether a cell goes on in the one below: the last says it without a page break in sight."""


def rejoined(text: Text, above: Grid, below: Grid) -> tuple[Grid, Grid] | None:
    """Both tables with the first row below put to the last one above; None where it is a row of its own."""
    if not above.rows or not below.rows or len(above.columns) != len(below.columns):
        return None
    last, first = above.rows[-1], below.rows[0]
    if first.headings != last.headings:
        return None
    following = below.rows[1] if len(below.rows) > 1 else None
    if not _goes_on(_Whole(above.columns, above.rows), last, first, following, over_break=True):
        return None
    joined = _joined(text, last, first)
    spans = [span for one, rest in zip(last.cells, first.cells, strict=True) if one and rest for span in rest.spans]
    return (
        replace(above, rows=(*above.rows[:-1], joined)),
        replace(below, rows=below.rows[1:], extra=tuple(sorted((*below.extra, *spans)))),
    )


class _Whole:
    """What all the rows of a table say of each: looked at once, however many rows may go on."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        self.columns = columns
        self.numbers = [index for index, column in enumerate(columns) if column.role == "number"]
        self.merged = any(n in row.inherited for row in rows for n in self.numbers)
        """So that a blank number means nothing."""
        self._rows = rows
        self._own = {id(row) for row in rows}
        self._sentences: dict[int, tuple[int, int]] = {}

    def of_sentences(self, index: int, but: Sequence[Row]) -> int:
        """Whether the column's cells, but those of two rows, end as sentences, as nearly all of them do or none: then
        one that does not goes on.
        """
        if index not in self._sentences:
            self._sentences[index] = _sentences([row.cells[index] for row in self._rows])
        filled, ended = self._sentences[index]
        less_filled, less_ended = _sentences([row.cells[index] for row in but if id(row) in self._own])
        filled, ended = filled - less_filled, ended - less_ended
        if filled >= _FEWEST and ended == filled:
            return _SURELY
        return _MAY if filled and ended * 4 >= filled * _MOST else _NO


def _sentences(cells: Sequence[Value | None]) -> tuple[int, int]:
    """How many cells are filled, and how many of them end as sentences."""
    filled = [cell for cell in cells if cell]
    return len(filled), sum(_ends(cell, "。") for cell in filled)


def mended(
    text: Text, columns: Sequence[Column], rows: Sequence[Row], between: Sequence[tuple[int, int]]
) -> Sequence[Row]:
    """The rows of a table with each that a page break cut within it as one; ``between`` are the places of what a page
    prints again between rows.
    """
    number = next((index for index, column in enumerate(columns) if column.role == "number"), None)
    if number is not None and all(row.cells[number] for row in rows):
        return rows  # as nearly all
    whole, breaks = _Whole(columns, rows), sorted([start for start, _ in between])
    found: list[Row] = []
    for index, row in enumerate(rows):
        last = found[-1] if found else None
        if last and last.headings == row.headings:
            if number is not None and row.cells[number] is not None:
                if last.cells[number] is None and _opens(last, row):
                    found[-1] = _joined(text, last, row)
                    continue
            else:
                at = bisect_left(breaks, _end(last))
                over_break = at < len(breaks) and breaks[at] < _start(row)
                following = rows[index + 1] if index + 1 < len(rows) else None
                if _goes_on(whole, last, row, following, over_break=over_break):
                    found[-1] = _joined(text, last, row)
                    continue
        found.append(row)
    return found


def _start(row: Row) -> int:
    return min([cell.start for cell in row.cells if cell], default=0)


def _end(row: Row) -> int:
    return max([cell.spans[-1][1] for n, cell in enumerate(row.cells) if cell and n not in row.inherited], default=0)


def _joined(text: Text, last: Row, first: Row) -> Row:
    """The row with what the one below says more of its cells."""
    cells = [
        broken(text, [*one.spans, *rest.spans]) if one and rest else one or rest
        for one, rest in zip(last.cells, _own(first), strict=True)
    ]
    return replace(last, cells=tuple(cells))


def _own(row: Row) -> list[Value | None]:
    """The cells that the row prints itself."""
    return [None if n in row.inherited else cell for n, cell in enumerate(row.cells)]


def _opens(first: Row, second: Row) -> bool:
    """Whether a row is the first half of one whose number, half way down, is printed with the second."""
    pairs = [(one, rest) for one, rest in zip(_own(first), second.cells, strict=True) if one]
    return len(pairs) > 0 and all(rest and _ends(one, _BEFORE_MORE) for one, rest in pairs)


def _goes_on(whole: _Whole, last: Row, first: Row, following: Row | None, *, over_break: bool) -> bool:
    """Whether a row without a number says only what cells of the one above left open, and no limit of its own: with one
    it may be a row whose number the page break did not repeat.
    """
    columns, numbers = whole.columns, whole.numbers
    if whole.merged or any(first.cells[n] or not last.cells[n] for n in numbers):
        return False
    if any(columns[n].role != "category" for n in first.inherited):
        return False
    filled = [index for index, value in enumerate(_own(first)) if value]
    if numbers and following and following.cells[numbers[0]] and _only_units(columns, first, filled):
        return True
    signs = [_sign(whole, n, last, first) for n in filled]
    if not signs or min(signs) == _NO:
        return False
    return (over_break and len(numbers) > 0) or (max(signs) if numbers else min(signs)) == _SURELY


def _only_units(columns: Sequence[Column], row: Row, filled: Sequence[int]) -> bool:
    """Whether a row names units and says nothing else: they do what the row above says."""
    said = [value for n in filled if columns[n].role in UNIT_ROLES and (value := row.cells[n])]
    return 0 < len(said) == len(filled) and all(looks_like_units(fold(value.reading)) for value in said)


def _sign(whole: _Whole, index: int, last: Row, first: Row) -> int:
    """Whether the cell above ends within a sentence, a name or a limit, or before the next item of a list."""
    role, above, rest = whole.columns[index].role, last.cells[index], first.cells[index]
    if above is None or rest is None or role in ("category", "status"):
        return _NO
    one, two = fold(above.reading), fold(rest.reading)
    if role == "deadline":
        return _SURELY if is_rest_of_limit(one, two) else _NO
    if one[-1] in _OPEN:
        return _SURELY
    if role in UNIT_ROLES:
        return _SURELY if cuts_name(one, two) else _NO
    if within_sentence(one, two):
        return _SURELY
    mark = numbering(rest.reading)
    if mark:
        items = [numbering(line) for line in above.reading.split("\n")]
        return _MAY if one[-1] in "。;" and any(item is not None and item.rank == mark.rank for item in items) else _NO
    if one[-1] in _FINAL or two[-1] != "。":
        return _NO
    return whole.of_sentences(index, (last, first))


def within_sentence(one: str, two: str) -> bool:
    """Whether folded words end where no sentence does, or others begin where none does.

    >>> within_sentence("整修校舍(含", "幼儿园)"), within_sentence("整修校舍,", "操场"), within_sentence("校舍", "操场")
    (True, True, False)
    """
    if one[-1] in _BEFORE_MORE or two[0] in _NEVER_FIRST:
        return True
    return _LEFT_OPEN.search(one) is not None or _within_bracket(one, two)


def _within_bracket(one: str, two: str) -> bool:
    """Whether a bracket that opens in one cell closes in the next."""
    return one.rfind("(") > one.rfind(")") and ")" in two and "(" not in two[: two.find(")")]


def is_rest_of_limit(one: str, two: str) -> bool:
    """Whether two folded cells make one limit: 2023年 and 6月底前, 12月底 and 前."""
    if looks_like_deadline(two):
        return _YEAR.fullmatch(one) is not None and _YEAR.match(two) is None
    return len(two) <= _LIMIT_REST and looks_like_deadline(one + two) and not looks_like_units(two)


def cuts_name(one: str, two: str) -> bool:
    """Whether the last name of a cell is none without what the next cell begins with: 县自然资, 源局."""
    last, first = _BETWEEN_NAMES.split(one)[-1], _BETWEEN_NAMES.split(two)[0]
    return not looks_like_units(last) and looks_like_units(last + first)


def _ends(value: Value, marks: str) -> bool:
    return value.reading[-1] in marks
