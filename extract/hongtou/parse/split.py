"""Rows of a flattened table whose cells still part: between bars, tabs, blanks or commas."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from hongtou.fields.deadlines import looks_like_deadline
from hongtou.fields.text import fold
from hongtou.fields.units import looks_like_units
from hongtou.model import Value
from hongtou.parse.columns import FIGURE, NUMBER_CELL
from hongtou.parse.drawn import RULE
from hongtou.parse.flat_header import FlatHeader
from hongtou.parse.grid import UNIT_ROLES, Column, Grid, Row, filled_down, inherit, more_of_task
from hongtou.parse.lines import Line, Page
from hongtou.parse.numbering import numbering
from hongtou.parse.ordinals import is_ordinal_heading
from hongtou.parse.paragraphs import Type, type_of
from hongtou.parse.rest import Rest
from hongtou.parse.settle import columns_of_cells, settle

SUBTOTAL = re.compile(r"(?:合\s*计|小\s*计|总\s*计)(?:[(::].*)?")
_NOTE = re.compile(
    r"[备附]?\s*注(?:\s*[::].*)?|(?:填[报表])?说明\s*[::].*|(?:填[报表]|制表|审核)(?:单位|人|日期|时间)\s*[::].*",
    re.DOTALL,
)
_HEADING_LONGEST = 20
_FEW = 2  # cells that a heading or a mark beside it may have
_LOOKS: dict[str, Callable[[str], bool]] = {
    "deadline": looks_like_deadline,
    **dict.fromkeys(UNIT_ROLES, looks_like_units),
}
"""How the cells of the columns are known that say what they hold."""


def split_rows(
    page: Page, header: FlatHeader, lines: Sequence[tuple[Line, list[Value]]], extra: Sequence[tuple[int, int]] = ()
) -> Grid | None:
    """Rows of split lines. A lone text is a heading, or stays unplaced: which cell it goes on with is not known."""
    if not lines:
        return None
    kept = [printed for line, printed in lines if not line.noise]
    columns = _wide_enough(header.columns, kept)
    if columns is None:
        return None
    names = [column.header.text for column in header.columns if column.header]
    reader = _Lines(columns, lines, names, Rest(page, columns, kept))
    for index in range(len(lines)):
        reader.add(index)
    others = sorted([*extra, *reader.others])
    end = max([lines[-1][0].end, *[stop for _, stop in others]])
    rows = tuple(reader.rows)
    columns = settled(columns, rows)
    rows = filled_down(columns, rows, rows)
    return Grid(
        page.lines[header.first].start, end, columns, rows, tuple(others),
        aside=tuple(reader.aside), open=reader.headings,
    )  # fmt: skip


class _Lines:
    """Takes the lines one by one: rows, headings over them, and what assigns no work."""

    def __init__(
        self,
        columns: tuple[Column, ...],
        lines: Sequence[tuple[Line, list[Value]]],
        names: list[str],
        rest: Rest,
    ) -> None:
        self.columns = columns
        self.lines = lines
        self.names = names
        self.rest = rest
        self.rows: list[Row] = []
        self.headings: tuple[Value, ...] = ()
        self.others: list[tuple[int, int]] = []
        self.aside: list[tuple[int, int]] = []

    def add(self, index: int) -> None:
        line, printed = self.lines[index]
        values = [cell if cell.text else None for cell in printed]
        filled = [cell for cell in values if cell is not None]
        first = filled[0].text if len(filled) > _FEW and not line.noise else ""
        if first.isdecimal() and first not in self.names:
            self.rows.append(_row(self.columns, values, self.headings, self.rows))  # as most are
        elif line.noise or not filled or all(RULE.fullmatch(cell.text) for cell in filled):
            self.others.append((line.start, line.end))
        elif self.rows and (joined := self.rest.gone_on(self.rows[-1], printed[: len(self.columns)])):
            self.rows[-1] = joined
        elif is_aside(filled[0].text):
            self.aside.append((line.start, line.end))
        elif self.heads(index, filled):
            pass
        elif [cell.text for cell in filled] == self.names:
            self.others.append((line.start, line.end))  # the header again
        else:
            self.rows.append(_row(self.columns, values, self.headings, self.rows))

    def heads(self, index: int, filled: list[Value]) -> bool:
        """Whether a line is no row: a heading, with its sums or without, or a lone text that stays unplaced."""
        own, sums = _without_sums(filled)
        if len(own) == 1:
            mark = numbering(own[0].text)
            measure = not mark and self.rows and self.is_measure(index)
            if measure and more_of_task(self.columns, self.rows[-1].inherited):
                return False  # another like the row above
            if not mark and self.rows and (measure or not _numbered_after(self.lines, index)):
                return True
            rank = mark.rank if mark else 1
            over = tuple([h for h in self.headings if (m := numbering(h.text)) and m.rank < rank])
            self.aside += self.rowless(over)
            self.headings = (*over, *own)
        elif is_ordinal_heading(own[0].text, own[1].text, _first_cell(self.lines, index + 1)) and _are_figures(own[2:]):
            self.aside += self.rowless(())
            self.headings = (own[1],)
            sums = own[2] if len(own) > 2 else None
        else:
            return False
        line = self.lines[index][0]
        self.others.append((line.start, sums.start if sums else line.end))
        self.aside += [(sums.start, line.end)] if sums else []
        return True

    def is_measure(self, index: int) -> bool:
        """Whether a lone text stands under the name of a content right of the tasks: no heading begins there."""
        at = next((n for n, cell in enumerate(self.lines[index][1]) if cell.text), 0)
        roles = [column.role for column in self.columns[: at + 1]]
        return len(roles) > at and roles[at] == "content" and "task" in roles[:at]

    def rowless(self, kept: Sequence[Value]) -> list[tuple[int, int]]:
        """Where the headings stand that another ends before a row came."""
        above = self.rows[-1].headings if self.rows else ()
        return [(h.start, h.end) for h in self.headings if h not in kept and h not in above]


def is_aside(first: str) -> bool:
    """Whether a row that opens with this cell is none of work: sums, a note on the table (备注|以上任务均要落实), or
    who drew it up (填表人:…).

    >>> is_aside("合计"), is_aside("注:★为新增任务"), is_aside("合作社"), is_aside("注意防火")
    (True, True, False, False)
    """
    if not first or first[0] not in "合小总备附注说填制审":
        return False
    return SUBTOTAL.fullmatch(first) is not None or _NOTE.fullmatch(first) is not None


def _wide_enough(columns: tuple[Column, ...], printed: Sequence[Sequence[Value]]) -> tuple[Column, ...] | None:
    """The columns, and one without a name for each cell that most rows have beyond them, behind them where the cells
    fit the names so, else where they do; None where they fit nowhere: what stands under which name is then not known.
    """
    count = len(columns)
    if not [row for row in printed if len(row) > count and "".join([cell.text for cell in row[count:]])]:
        return columns  # as in most tables
    rows = [row for row in printed if sum(1 for cell in row if cell.text) > 1 and not RULE.fullmatch(row[0].text)]
    widths = [max(index for index, cell in enumerate(row, 1) if cell.text) for row in rows]
    wider = sum(width > count for width in widths)
    if wider * 3 < len(rows) * 2:
        return columns
    known = [(index, _LOOKS[column.role]) for index, column in enumerate(columns) if column.role in _LOOKS]
    cells = [[fold(row[index].text) for row in rows if index < len(row) and row[index].text] for index, _ in known]
    fit = [sum(map(looks, filled)) * 3 >= len(filled) * 2 for (_, looks), filled in zip(known, cells, strict=True)]
    if not fit or not all(fit):
        return _named_by_cells(columns, [row for row in rows if len(row) >= count])
    return columns + (Column(None, "other"),) * (max(widths) - count)


def _named_by_cells(columns: tuple[Column, ...], rows: Sequence[Sequence[Value]]) -> tuple[Column, ...] | None:
    """The columns that the cells say, each name over the one it fits, in their order; None where one fits none."""
    width = max(len(row) for row in rows)
    cells = [[fold(row[index].text) for row in rows if index < len(row)] for index in range(width)]
    said = columns_of_cells(cells)
    if said is None or any(len(row) != width for row in rows):
        return None
    found = list(said)
    at = 0
    for column in columns:
        kind = "responsible" if column.role in UNIT_ROLES else column.role
        kind = kind if kind in _SAID else "other"
        at = next((index for index in range(at, width) if said[index].role == kind), width)
        if at == width:
            return None
        found[at] = replace(column, role=said[at].role if kind == "other" else column.role)
        at += 1
    return tuple(found)


_SAID = ("number", "deadline", "responsible", "task")
"""Roles that cells say by themselves."""


def _row(
    columns: tuple[Column, ...], values: list[Value | None], headings: tuple[Value, ...], above: Sequence[Row]
) -> Row:
    width = len(columns)
    if len(values) != width:
        values = [*values[:width], *[None] * (width - len(values))]
    return inherit(columns, values, headings, above[-1] if above else None)


def _without_sums(filled: list[Value]) -> tuple[list[Value], Value | None]:
    """The cells of a heading (一、交通类(2个)) without the figures beside it, and the first of these; those of a row as
    they are.
    """
    heads = (
        len(filled) > 1
        and (filled[0].text[-1] in ")）" or numbering(filled[0].text))
        and type_of(fold(filled[0].text)) == Type.HEADING
    )
    if heads and _are_figures(filled[1:]):
        return filled[:1], filled[1]
    return filled, None


def _are_figures(cells: Sequence[Value]) -> bool:
    return all(FIGURE.fullmatch(fold(cell.text)) for cell in cells)


def _numbered_after(lines: Sequence[tuple[Line, list[Value]]], index: int) -> bool:
    """Whether a short lone text stands right over a row with its number."""
    words = lines[index][0].words
    if len(words) > _HEADING_LONGEST or any(c in words for c in "。;,:") or index + 1 == len(lines):
        return False
    return NUMBER_CELL.fullmatch(_first_cell(lines, index + 1)) is not None


def _first_cell(lines: Sequence[tuple[Line, list[Value]]], index: int) -> str:
    """What the first printed cell of a line says."""
    return next((cell.text for cell in lines[index][1] if cell.text), "") if index < len(lines) else ""


def settled(columns: tuple[Column, ...], rows: Sequence[Row]) -> tuple[Column, ...]:
    """The columns with the roles that the rows' cells leave them."""
    return settle(columns, lambda index: [value.reading for row in rows if (value := row.cells[index])])
