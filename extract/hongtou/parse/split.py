"""Rows of a flattened table whose cells still part: between bars, tabs, blanks or commas."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from hongtou.fields.text import fold
from hongtou.model import Value
from hongtou.parse.columns import FIGURE, NUMBER_CELL
from hongtou.parse.drawn import RULE
from hongtou.parse.grid import Column, Grid, Row, inherit
from hongtou.parse.headers import FlatHeader
from hongtou.parse.lines import Line, Page
from hongtou.parse.numbering import numbering
from hongtou.parse.ordinals import is_ordinal_heading
from hongtou.parse.paragraphs import Type, type_of
from hongtou.parse.settle import settle

SUBTOTAL = re.compile(r"(?:合\s*计|小\s*计|总\s*计)(?:[(::].*)?")
_HEADING_LONGEST = 20
_FEW = 2  # cells that a heading or a mark beside it may have


def split_rows(
    page: Page, header: FlatHeader, lines: Sequence[tuple[Line, list[Value]]], extra: Sequence[tuple[int, int]] = ()
) -> Grid | None:
    """Rows of split lines. A lone text is a heading, or stays unplaced: which cell it goes on with is not known."""
    if not lines:
        return None
    rows: list[Row] = []
    others = list(extra)
    headings: tuple[Value, ...] = ()
    width = len(header.columns)
    names = [column.header.text for column in header.columns if column.header]
    for index, (line, printed) in enumerate(lines):
        filled = [cell for cell in printed if cell.text]
        if len(filled) > _FEW and filled[0].text.isdecimal() and not line.noise and filled[0].text not in names:
            rows.append(_row(header.columns, printed, headings, rows))  # as most are
            continue
        filled = _without_sums(filled)
        rules = not filled or RULE.fullmatch(filled[0].text) is not None
        if line.noise or (rules and all(RULE.fullmatch(cell.text) for cell in filled)):
            others.append((line.start, line.end))
        elif len(filled) == 1 and rows and (joined := _gone_on(page, rows[-1], printed[:width])):
            rows[-1] = joined
        elif len(filled) == 1:
            mark = numbering(filled[0].text)
            if mark or not rows or _numbered_after(lines, index):
                rank = mark.rank if mark else 1
                headings = (*[h for h in headings if (m := numbering(h.text)) and m.rank < rank], *filled)
                others.append((line.start, line.end))
        elif len(filled) == 2 and is_ordinal_heading(filled[0].text, filled[1].text, _first_cell(lines, index + 1)):
            headings = tuple(filled[1:])
            others.append((line.start, line.end))
        elif [cell.text for cell in filled] == names or SUBTOTAL.fullmatch(filled[0].text):
            others.append((line.start, line.end))  # the header again, or sums
        else:
            rows.append(_row(header.columns, printed, headings, rows))
    end = max([lines[-1][0].end, *[stop for _, stop in others]])
    columns = settled(header.columns, rows)
    return Grid(page.lines[header.first].start, end, columns, tuple(rows), tuple(sorted(others)))


def _row(
    columns: tuple[Column, ...], printed: Sequence[Value], headings: tuple[Value, ...], above: Sequence[Row]
) -> Row:
    width = len(columns)
    values = [cell if cell.text else None for cell in printed[:width]]
    values += [None] * (width - len(values))
    return inherit(columns, values, headings, above[-1] if above else None)


def _without_sums(filled: list[Value]) -> list[Value]:
    """The cells of a heading (一、交通类(2个)) without the figures beside it; those of a row as they are."""
    heads = (
        len(filled) > 1
        and (filled[0].text[-1] in ")）" or numbering(filled[0].text))
        and type_of(fold(filled[0].text)) == Type.HEADING
    )
    return filled[:1] if heads and all(FIGURE.fullmatch(fold(cell.text)) for cell in filled[1:]) else filled


def _gone_on(page: Page, row: Row, printed: Sequence[Value]) -> Row | None:
    """The row with a lone text in a column of its own as the rest of the cell above: a bracket, or what a comma calls
    for. None where it may be a heading.
    """
    index = next((n for n, cell in enumerate(printed) if cell.text), 0)
    above, rest = row.cells[index], printed[index] if printed else None
    if index == 0 or above is None or rest is None or numbering(rest.text):
        return None
    if rest.text[0] not in "(（" and above.reading[-1] not in "、,，;；:：":
        return None
    joined = page.broken([*above.spans, *rest.spans])
    return replace(row, cells=(*row.cells[:index], joined, *row.cells[index + 1 :]))


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
