"""What a table of a page holds: data or the page's layout, its rows, its cells and how far they say they reach."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ARTICLE_ROWS, _ARTICLE_PARAGRAPHS = 3, 8  # a table of so few rows with so much in a cell is the page's layout
_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 3  # of a table whose cells hold tables
_SMALL = 300  # characters of a table within a cell


def is_data(table: Element) -> bool:
    """Whether the table holds data, not the page's layout."""
    rows = rows_of(table)
    if next(table.iterdescendants("table"), None) is not None and not _holds_small(table, rows):
        return False
    if len(rows) < 2 or max([len(cells_of(row)) for row in rows]) < 2:
        return False
    if len(rows) > _ARTICLE_ROWS:
        return True
    biggest = max(sum(1 for _ in cell.iterdescendants("p", "br", "div")) for row in rows for cell in cells_of(row))
    return biggest < _ARTICLE_PARAGRAPHS


def _holds_small(table: Element, rows: list[Element]) -> bool:
    """Whether the table holds data and small tables only within a few of its cells: a list that a cell rules."""
    wide = sum(len(cells_of(row)) >= _FEWEST_COLUMNS for row in rows)
    if wide < _FEWEST_ROWS or wide * 4 < len(rows) * 3:
        return False
    inner = list(islice(table.iterdescendants("table"), len(rows)))
    return len(inner) * 2 < len(rows) and all(sum(map(len, one.itertext())) <= _SMALL for one in inner)


def rows_of(table: Element) -> list[Element]:
    """The rows that hold anything, those of its sections with them."""
    rows: list[Element] = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("tbody", "thead", "tfoot"):
            rows.extend(row for row in child if row.tag == "tr")
    return [row for row in rows if len(row)]


def cells_of(row: Element) -> list[Element]:
    """The cells of a row."""
    return [cell for cell in row if cell.tag in ("td", "th")]


def extent(cell: Element) -> tuple[int | None, int | None]:
    """Over how many rows and columns a cell says it stands."""
    return _span(cell.get("rowspan")), _span(cell.get("colspan"))


def _span(text: str | None) -> int | None:
    """The printed extent; None where it is missing or no number."""
    digits = (text or "").strip()[:9]
    return int(digits) if digits.isdecimal() else None
