"""The tables of a Word document as rows of cells with their extents."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from hongtou.read.word_styles import W, attribute, number_of, switched_on
from hongtou.read.writer import CellText

_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))


def simple_rows(table: etree._Element) -> list[list[etree._Element]]:
    """The cells of each row as elements, merged ones among them; deleted rows left out."""
    return [list(_within(row, "tc")) for row in _rows(table)]


def rows_of(table: etree._Element, text: Callable[[etree._Element], str]) -> list[list[CellText]]:
    """Rows of cells; a cell merged down (vMerge) or across (gridSpan, hMerge) is there once, with what it covers."""
    rows: list[list[CellText]] = []
    above: dict[int, tuple[int, int]] = {}  # grid column → (row, position) of the cell that may go on below
    for row in _rows(table):
        cells: list[CellText] = []
        header = switched_on(row.find(f"{W}trPr/{W}tblHeader"))
        column = _extent(row, "trPr", "gridBefore") or 0
        if column:
            cells.append(CellText("", 1, column, header))
        for cell in _within(row, "tc"):
            span = _extent(cell, "tcPr", "gridSpan") or 1
            words = text(cell)
            if _goes_on(cell, "hMerge") and cells:
                cells[-1] = cells[-1]._replace(colspan=(cells[-1].colspan or 1) + span)
            elif _goes_on(cell, "vMerge") and column in above:
                at, position = above[column]
                rows[at][position] = rows[at][position]._replace(rowspan=len(rows) - at + 1)
            else:
                above[column] = (len(rows), len(cells))
                cells.append(CellText(words, 1, span, header))
            column += span
        rows.append(cells)
    return rows


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for row in _within(table, "tr"):
        if row.find(f"{W}trPr/{W}del") is None:
            yield row


def _within(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children of a name, also those that content controls or tracked insertions wrap."""
    for child in parent:
        if child.tag == W + name:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _within(child, name)


def _goes_on(cell: etree._Element, name: str) -> bool:
    properties = cell.find(W + "tcPr")
    merge = properties.find(W + name) if properties is not None else None
    return merge is not None and merge.get(W + "val") != "restart"


def _extent(parent: etree._Element, properties: str, name: str) -> int | None:
    found = parent.find(W + properties)
    return None if found is None else number_of(attribute(found, name))
