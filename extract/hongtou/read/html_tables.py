"""What a table of a page holds: data or the page's layout, its rows, its cells and how far they say they reach."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from lxml.etree import _Element as Element  # at run time too: mypyc looks up the types of a record's fields

from hongtou.model.record import Record

_ARTICLE_ROWS, _ARTICLE_PARAGRAPHS = 3, 8  # a table of so few rows with so much in a cell is the page's layout
_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 3  # of a table whose cells hold tables
_COLUMNS_OF_A_PAGE = 3  # a menu, the article, links
_LONGEST_NAME = 12  # characters of a column's name
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
    if _is_around_article(table, rows):
        return []
    return rows if len(rows) > _ARTICLE_ROWS or not _holds_article(rows) or _is_headed(rows) else []


def _rows_of(table: Element) -> list[Row]:
    """The rows that hold anything, those of its sections with them."""
    rows: list[Row] = []
    for child in table:
        tag = child.tag
        if tag == "tr":
            if cells := list(child):
                rows.append(Row(child, [cell for cell in cells if cell.tag in _CELLS], False))
        elif tag in _SECTIONS:
            for row in child:
                if row.tag in _SECTIONS:  # <tbody><thead>: a browser closes the first there
                    rows += _rows_within(row)
            rows += _rows_within(child)
    return rows


def _rows_within(section: Element) -> list[Row]:
    header = section.tag == "thead"
    return [
        Row(row, [cell for cell in cells if cell.tag in _CELLS], header)
        for row in section.iterchildren("tr")
        if (cells := list(row))
    ]


_CELLS, _SECTIONS = frozenset(("td", "th")), frozenset(("tbody", "thead", "tfoot"))


def strays(table: Element, rows: Sequence[Row]) -> list[Element | str]:
    """What stands in a table and in no cell of its ``rows``: a browser shows it above the table."""
    found: list[Element | str] = []
    for section in (table, *table.iterchildren(*_SECTIONS)):
        _note(found, section.text)
        for child in section:
            if child.tag not in _WITHOUT_STRAYS:
                found.append(child)
            _note(found, child.tail)
    for row in rows:
        element = row.element
        _note(found, element.text)
        if len(element) > len(row.cells):
            found += [child for child in element if child.tag not in _CELLS and child.tag not in _WITHOUT_STRAYS]
        for cell in row.cells:
            if tail := cell.tail:
                _note(found, tail)
    return found


_WITHOUT_STRAYS = frozenset(
    ("tr", "tbody", "thead", "tfoot", "td", "th", "caption", "colgroup", "col", "script", "style", "template")
)


def _note(found: list[Element | str], words: str | None) -> None:
    if words and not words.isspace():
        found.append(words)


def _holds_article(rows: Sequence[Row]) -> bool:
    """Whether a cell holds as many paragraphs as an article has."""
    return any(_is_article(cell) for row in rows for cell in row.cells)


def _is_article(cell: Element) -> bool:
    return sum(1 for _ in cell.iterdescendants("p", "br", "div")) >= _ARTICLE_PARAGRAPHS


def _is_around_article(table: Element, rows: Sequence[Row]) -> bool:
    """Whether one cell, alone in its row, holds an article, and the table little else: its title, its metadata."""
    for row in rows:
        if len(row.cells) == 1 and _is_article(row.cells[0]):
            return _length(row.cells[0]) * 2 > _length(table)
    return False


def _is_headed(rows: Sequence[Row]) -> bool:
    """Whether the rows with long cells stand under a row of names, a name over each cell: few tasks, but long."""
    names = next(row.cells for row in rows if len(row.cells) > 1)
    return (
        (len(names) > _COLUMNS_OF_A_PAGE or (len(names) > 1 and all(cell.tag == "th" for cell in names)))
        and all(0 < _length(cell) <= _LONGEST_NAME and not _is_article(cell) for cell in names)
        and all(len(row.cells) == len(names) for row in rows if _holds_article((row,)))
    )


def _length(element: Element) -> int:
    """Characters of an element's words."""
    return sum([len(text.strip()) for text in element.itertext()])


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
