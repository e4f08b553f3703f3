"""HTML → text and blocks, as a browser would show them.

Scripts, styles, comments and hidden nodes are no text. A ``<table>`` that only arranges the page (it holds tables, one
cell, one column or whole articles) is read as the blocks in it; any other becomes a Table whose cells know their row,
column and extent. lxml repairs unclosed td, tr and p as browsers do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import lxml.html
from lxml import etree

from hongtou.model import Cell, Finding, Paragraph, Table
from hongtou.read.grid import Slot, place
from hongtou.read.rendered import Rendered
from hongtou.read.writer import MOST_CELLS

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def _words(names: str) -> frozenset[str]:
    return frozenset(names.split())


_SKIPPED = _words(
    "script style head title template noscript iframe object svg select textarea option meta link map audio video"
)
_BLOCKS = _words(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td "
    "tfoot th thead tr ul"
)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
_ALIGN_STYLE = re.compile(r"text-align\s*:\s*(center|right)")
_PRINT_RULES = re.compile(r"@media\s+print\s*\{(?:[^{}]|\{[^{}]*\})*\}")
_HIDING_RULE = re.compile(r"([^{}]{1,300})\{[^{}]{0,2000}?display\s*:\s*none")
_SELECTOR = re.compile(r"(?:^|,)\s*\w*([.#][\w-]+)\s*(?=,|$)")
_ARTICLE_PARAGRAPHS = 8


def render(markup: str) -> Rendered:
    """Text in reading order and its blocks; a page without any element gives an empty text."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except etree.ParserError:
        return Rendered("", ())
    writer = _Writer(_hidden_names(root))
    writer.walk(root)
    return Rendered(*writer.done())


def _hidden_names(root: HtmlElement) -> frozenset[str]:
    """Class and id names ("." and "#" in front) that a style sheet of the page hides on screen."""
    names: set[str] = set()
    for style in root.iter("style"):
        rules = _PRINT_RULES.sub("", style.text or "")
        for selectors in _HIDING_RULE.finditer(rules):
            names.update(_SELECTOR.findall(selectors[1].strip()))
    return frozenset(names)


class _Writer:
    """Collects pieces of text with their offset; a paragraph is whatever stands between two block boundaries."""

    def __init__(self, hidden: frozenset[str]) -> None:
        self.hidden = hidden
        self.pieces: list[str] = []
        self.length = 0
        self.blocks: list[Paragraph | Table] = []
        self.findings: list[Finding] = []
        self.line_start = 0
        self.line_has_text = False
        self.pending_blank = False
        self.last = ""
        self.align = ""
        self.in_cell = 0

    def walk(self, root: HtmlElement) -> None:
        """Visit the tree below root in document order with a stack of our own: pages nest thousands deep."""
        stack: list[tuple[HtmlElement, str, bool]] = [(root, "", False)]
        while stack:
            element, align, leaving = stack.pop()
            tag = element.tag
            if leaving:
                if tag in _BLOCKS:
                    self.break_line(align)
            elif isinstance(tag, str) and tag not in _SKIPPED and not self.is_hidden(element):
                if tag == "table" and self.is_data(element):
                    self.write_table(element)
                elif tag == "br":
                    self.break_line(align)
                else:
                    self.enter(element, align, stack)
                    continue
            if element.tail and element is not root:
                self.write(element.tail)

    def enter(self, element: HtmlElement, align: str, stack: list[tuple[HtmlElement, str, bool]]) -> None:
        if element.tag in _BLOCKS:
            self.break_line(align)
            align = _alignment(element) or align
        self.align = align
        if element.text:
            self.write(element.text)
        stack.append((element, align, True))
        stack.extend((child, align, False) for child in reversed(element))

    def write(self, text: str) -> None:
        """Add a text node, runs of HTML blanks as one; a line break between wide characters is none (CSS Text 3)."""
        for position, word in enumerate(_BLANKS.split(text)):
            if position:
                self.pending_blank = True
            if not word:
                continue
            if self.pending_blank and self.line_has_text and not (_WIDE.match(self.last) and _WIDE.match(word)):
                self.put(" ")
            self.pending_blank = False
            self.line_has_text = True
            self.last = word[-1]
            self.put(word)

    def put(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def break_line(self, align: str) -> None:
        if self.line_has_text:
            if not self.in_cell:
                self.blocks.append(Paragraph(self.line_start, self.length, align))
            self.put("\n")
        self.line_start = self.length
        self.line_has_text = self.pending_blank = False

    def is_hidden(self, element: HtmlElement) -> bool:
        attributes = element.attrib
        if not attributes:
            return False
        style = attributes.get("style")
        if style and "none" in style + "hidden" and _HIDDEN_STYLE.search(style.lower()):
            return True
        if "hidden" in attributes:
            return True
        if not self.hidden:
            return False
        names = ["." + name for name in attributes.get("class", "").split()]
        if "id" in attributes:
            names.append("#" + attributes["id"])
        return not self.hidden.isdisjoint(names)

    @staticmethod
    def is_data(table: HtmlElement) -> bool:
        """Whether the table holds data, not the page's layout."""
        if next(table.iterdescendants("table"), None) is not None:
            return False
        rows = _rows(table)
        if len(rows) < 2 or max(len(_cells(row)) for row in rows) < 2:
            return False
        biggest = max(sum(1 for _ in cell.iterdescendants("p", "br", "div")) for row in rows for cell in _cells(row))
        return not (len(rows) <= 3 and biggest >= _ARTICLE_PARAGRAPHS)

    def write_table(self, table: HtmlElement) -> None:
        self.break_line(self.align)
        for caption in table.iterchildren("caption"):
            self.walk(caption)
            self.break_line(self.align)
        rows = [row for row in _rows(table) if not self.is_hidden(row)]
        slots, cut = place([[_extent(cell) for cell in _cells(row)] for row in rows], MOST_CELLS)
        start, cells = self.length, []
        self.in_cell += 1
        for index, row in enumerate(rows[: len(slots)]):
            cells += self.write_row(_cells(row), slots[index])
        self.in_cell -= 1
        self.line_start = self.length
        if cells:
            columns = max(cell.column + cell.colspan for cell in cells)
            self.blocks.append(Table(start, self.length, len(slots), columns, tuple(cells)))
        if cut:
            message = f"a table of more than {MOST_CELLS} cells was cut after row {len(slots)}"
            self.findings.append(
                Finding(check="limit_hit", severity="error", message=message, start=start, end=self.length)
            )

    def write_row(self, elements: list[HtmlElement], slots: list[Slot]) -> list[Cell]:
        cells: list[Cell] = []
        for element, slot in zip(elements, slots, strict=True):
            if cells:
                self.put("\t")
            start = self.line_start = self.length
            self.line_has_text = self.pending_blank = False
            if not self.is_hidden(element):
                self.walk(element)
            # the cell's last block boundary has put a line end: it is the row's or the cell's, not the text's
            if self.pieces and self.length > start and self.pieces[-1] == "\n":
                self.pieces.pop()
                self.length -= 1
            header = element.tag == "th" or element.getparent().tag == "thead"
            cells.append(Cell(slot.row, slot.column, slot.rowspan, slot.colspan, start, self.length, header))
        self.put("\n")
        self.line_has_text = False
        return cells

    def done(self) -> tuple[str, tuple[Paragraph | Table, ...], tuple[Finding, ...]]:
        self.break_line(self.align)
        return "".join(self.pieces), tuple(self.blocks), tuple(self.findings)


def _rows(table: HtmlElement) -> list[HtmlElement]:
    rows: list[HtmlElement] = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("tbody", "thead", "tfoot"):
            rows.extend(row for row in child if row.tag == "tr")
    return [row for row in rows if len(row)]


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _extent(cell: HtmlElement) -> tuple[int | None, int | None]:
    return _span(cell.get("rowspan")), _span(cell.get("colspan"))


def _span(text: str | None) -> int | None:
    """The printed extent; None where it is missing or no number."""
    digits = (text or "").strip()[:9]
    return int(digits) if digits.isdecimal() else None


def _alignment(element: HtmlElement) -> str:
    if element.tag == "center":
        return "center"
    if element.tag == "table":
        return ""  # a table's own align places the table, not its words
    printed = (element.get("align") or "").lower()
    if printed in ("center", "middle"):
        return "center"
    if printed == "right":
        return "right"
    match = _ALIGN_STYLE.search((element.get("style") or "").lower())
    return match[1] if match else ""
