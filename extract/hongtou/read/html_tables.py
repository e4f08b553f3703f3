"""What a table of a page holds: data or the page's layout, its rows, its cells and how far they say they reach."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from lxml.etree import _Element as Element  # at run time too: mypyc looks up the types of a record's fields

from hongtou.model.record import Record

_ARTICLE_ROWS, _ARTICLE_PARAGRAPHS = 3, 8  # a table of so few rows with so much in a cell is the page's layout
_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 3  # of a table whose cells hold tables
_SMALL = 300  # characters of a table within a cell


class Row(Record, frozen=True):
    """A row of a table with its cells; ``header`` where it stands in a thead."""

    element: Element
    cells: list[Element]
    header: bool


def data_rows(table: Element) -> list[Row]:
    """The rows of a table of data; none of a table that only arranges the page."""
    rows = _rows_of(table)
    if next(table.iterdescendants("table"), None) is not None and not _holds_small(table, rows):
        return []
    if len(rows) < 2 or max([len(row.cells) for row in rows]) < 2:
        return []
    return rows if len(rows) > _ARTICLE_ROWS or not _holds_article(rows) else []


def _rows_of(table: Element) -> list[Row]:
    """The rows that hold anything, those of its sections with them."""
    rows: list[Row] = []
    for child in table:
        tag = child.tag
        if tag == "tr":
            if cells := list(child):
                rows.append(Row(child, [cell for cell in cells if cell.tag in _CELLS], False))
        elif tag in _SECTIONS:
            for row in child.iterchildren("tr"):
                if cells := list(row):
                    rows.append(Row(row, [cell for cell in cells if cell.tag in _CELLS], tag == "thead"))
    return rows


_CELLS, _SECTIONS = frozenset(("td", "th")), frozenset(("tbody", "thead", "tfoot"))


def _holds_article(rows: Sequence[Row]) -> bool:
    """Whether a cell holds as many paragraphs as an article has."""
    most = max(sum(1 for _ in cell.iterdescendants("p", "br", "div")) for row in rows for cell in row.cells)
    return most >= _ARTICLE_PARAGRAPHS


def _holds_small(table: Element, rows: Sequence[Row]) -> bool:
    """Whether the table holds data and small tables only within a few of its cells: a list that a cell rules."""
    wide = sum(len(row.cells) >= _FEWEST_COLUMNS for row in rows)
    if wide < _FEWEST_ROWS or wide * 4 < len(rows) * 3:
        return False
    inner = list(islice(table.iterdescendants("table"), len(rows)))
    return len(inner) * 2 < len(rows) and all(sum(map(len, one.itertext())) <= _SMALL for one in inner)


def extent(cell: Element) -> tuple[int | None, int | None]:
    """Over how many rows and columns a cell says it stands."""
    down, right = cell.get("rowspan"), cell.get("colspan")
    return _span(down) if down else None, _span(right) if right else None


def _span(text: str) -> int | None:
    """The printed extent; None where it is no number."""
    digits = text.strip()[:9]
    return int(digits) if digits.isdecimal() else None
