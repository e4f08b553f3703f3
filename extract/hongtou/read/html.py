"""HTML → text and blocks, as a browser would show them.

Scripts, styles, comments and hidden nodes are no text. A ``<table>`` that only arranges the page (it holds tables, one
cell, one column or whole articles) is read as the blocks in it; any other becomes a Table whose cells know their row,
column and extent. lxml repairs unclosed td, tr and p as browsers do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lxml import etree

from hongtou.model import Cell, Finding, Paragraph, Table
from hongtou.read.cut import cut, too_deep
from hongtou.read.grid import Slot, place
from hongtou.read.html_lists import Numbers, is_numbered
from hongtou.read.html_styles import HIDDEN, Hiding, Styles
from hongtou.read.html_tables import Row, data_rows, extent, strays
from hongtou.read.links import LINKING, file_links, pager
from hongtou.read.rendered import Rendered
from hongtou.read.writer import MOST_CELLS, as_table

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SKIPPED, _BREAK, _PRE, _ITEM, _BLOCK, _TABLE = range(6)
_TAGS = {
    _SKIPPED: "script style head title template noscript iframe object svg select textarea option meta link map audio "
    "video",
    _BREAK: "br",
    _PRE: "pre",
    _ITEM: "li",
    _BLOCK: "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html legend main menu nav ol p section summary tbody td tfoot "
    "th thead tr ul",
    _TABLE: "table",
}
_KINDS = {tag: kind for kind, tags in _TAGS.items() for tag in tags.split()}
"""What an element is; any other is part of a line."""
_SPACE = " \t\n\r\f"
_BLANKS = re.compile(f"[{_SPACE}]+")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_PRINTED_ALIGN = {"center": "center", "middle": "center", "right": "right"}


def render(markup: str, most_cells: int = MOST_CELLS, encoded: bytes | None = None) -> Rendered:
    """Text in reading order and its blocks; a page without any element gives an empty text.

    ``encoded`` is the markup in UTF-8, where the caller has it so.
    """
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    data = markup.encode("utf-8") if encoded is None else encoded
    root = etree.fromstring(data, parser) if markup and not markup.isspace() else None
    if root is None:
        return Rendered("", ())
    sheets: list[Element] = []
    links: list[Element] = []
    for element in root.iter("style", *LINKING):
        (sheets if element.tag == "style" else links).append(element)
    writer = _Writer(Hiding(root, sheets), most_cells)
    writer.walk(root)
    text, blocks, findings = writer.done()
    previous, following = pager(links, markup)
    findings += cut(markup, len(text)) + too_deep(parser, len(text))
    files = file_links(links, markup)
    return Rendered(text, blocks, findings, previous_page=previous, next_page=following, links=files)


class _Writer:
    """Collects pieces of text with their offset; a paragraph is whatever stands between two block boundaries."""

    def __init__(self, hiding: Hiding, most_cells: int) -> None:
        self.hiding = hiding
        self.styles = Styles()
        self.most_cells = most_cells
        self.pieces: list[str] = []
        self.length = 0
        self.blocks: list[Paragraph | Table] = []
        self.findings: list[Finding] = []
        self.line_start = 0
        self.line_has_text = False
        self.blank = ""
        """The blank that is due before the next word: " ", or "\\n" where only a line end parts the words."""
        self.numbers = Numbers()
        self.number = ""
        """The number of a list's item that is due before its first word."""
        self.in_cell = 0
        self.pre = 0

    def walk(self, root: Element) -> None:
        """Visit the tree below root in document order: from node to node, so that no depth is too deep."""
        entered: list[tuple[Element, str | None]] = []  # with the alignment around a block, None where it is no block
        align, styles, named, kinds = "", self.styles, self.hiding.any, _KINDS
        kept = styles.kept
        node = root
        while True:
            kind, printed, around = kinds.get(node.tag), node.get("style"), None
            style = styles[printed] if printed else ""
            if kind == _SKIPPED or style == HIDDEN or (named and self.hiding.of(node)):
                pass
            elif kind == _TABLE and not self.in_cell and (rows := data_rows(node)):
                self.write_table(node, rows, align)
            else:
                if kind is not None:
                    if self.line_has_text:
                        self.break_line(align)
                    if kind != _BREAK:
                        around = align
                        if not self.in_cell:  # there no paragraph is told from another, and none has an alignment
                            align = _alignment(node, style) or align
                        if kind == _PRE or (kept and printed in kept):
                            self.pre += 1
                        elif kind == _ITEM:
                            self.number = self.numbers.of(node)
                if text := node.text:
                    self.write(text, align)
                if len(node):
                    entered.append((node, around))
                    node = node[0]
                    continue
            while True:
                if around is not None:
                    if self.number and node.tag == "li":
                        self.put_number()  # of an item without words
                    if self.line_has_text:
                        self.break_line(align)
                    align = around
                    if self.pre and (node.tag == "pre" or (kept and node.get("style") in kept)):
                        self.pre -= 1
                if node is root:
                    return
                if tail := node.tail:
                    self.write(tail, align)
                if (following := node.getnext()) is not None:
                    break
                node, around = entered.pop()
            node = following

    def write(self, text: str, align: str) -> None:
        """Add a text node, a run of HTML blanks as one; a line end between wide characters is none (CSS Text 3)."""
        if self.pre:
            self.write_kept(text, align)
            return
        if not self.line_has_text:
            text = text.lstrip(_SPACE)
            if not text:
                return  # what parts the tags of a page's source
        if _is_one_word(text):
            self.put_word(text)
            return
        at = 0
        for blank in _BLANKS.finditer(text):
            if blank.start() > at:
                self.put_word(text[at : blank.start()])
            if self.blank != " ":
                self.blank = "\n" if "\n" in blank[0] else " "
            at = blank.end()
        if at < len(text):
            self.put_word(text[at:])

    def write_kept(self, text: str, align: str) -> None:
        """A text node of <pre>: its line ends are lines and its blanks stay."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.break_line(align)
            if line.strip():
                self.put_word(line)

    def put_word(self, word: str) -> None:
        if self.blank:
            if self.line_has_text:
                broken = self.blank == "\n" and _WIDE.match(self.pieces[-1][-1]) and _WIDE.match(word)
                if not broken:
                    self.put(" ")
            self.blank = ""
        if self.number:
            self.put_number(word)
        self.line_has_text = True
        self.pieces.append(word)
        self.length += len(word)

    def put_number(self, word: str = "") -> None:
        if not is_numbered(word):
            self.put(self.number)
        self.line_has_text = True
        self.number = ""

    def put(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def break_line(self, align: str) -> None:
        if not self.line_has_text:
            return
        if not self.in_cell:
            self.blocks.append(Paragraph(self.line_start, self.length, align))
        self.put("\n")
        self.line_start = self.length
        self.line_has_text = False
        self.blank = ""

    def write_table(self, table: Element, rows: Sequence[Row], align: str) -> None:
        self.break_line(align)
        for caption in table.iterchildren("caption"):
            self.walk(caption)
        styles = self.styles
        rows = [
            row for row in rows if not (styles[row.element.get("style", "")] == HIDDEN or self.hiding.of(row.element))
        ]
        for stray in strays(table, rows):
            if isinstance(stray, str):
                self.write(stray, align)
            else:
                self.walk(stray)
        self.break_line(align)
        slots, cut = place([[extent(cell) for cell in row.cells] for row in rows], self.most_cells)
        start: int = self.length
        cells: list[Cell] = []
        self.in_cell += 1
        for row, row_slots in zip(rows, slots, strict=False):
            self.write_row(row, row_slots, cells)
        self.in_cell -= 1
        self.line_start = self.length
        blocks, findings = as_table(cells, start, self.length, len(slots), cut=self.most_cells if cut else None)
        self.blocks += blocks
        self.findings += findings

    def write_row(self, row: Row, slots: Sequence[Slot], cells: list[Cell]) -> None:
        pieces, row_is_header = self.pieces, row.header
        for element, slot in zip(row.cells, slots, strict=True):
            start: int = self.length
            words = self.words_alone(element)
            if words and not self.pre and _is_one_word(words):
                pieces += (words, "\t")
                end: int = start + len(words)
                self.length = end + 1
            else:
                end = self.write_cell(element, words)
            header = row_is_header or element.tag == "th"
            cells.append(Cell(slot.row, slot.column, slot.rowspan, slot.colspan, start, end, header))
        if row.cells:
            pieces[-1] = "\n"
        else:
            self.put("\n")

    def write_cell(self, element: Element, words: str | None) -> int:
        """Write a cell, whose words alone may be known, and the tab after it; where its text ends."""
        start = self.length
        if words is None:
            self.walk(element)
        elif words:
            self.write(words, "")
            self.break_line("")
        if self.length == start:
            self.put("\t")
        else:
            self.pieces[-1] = "\t"  # for the line end of its last line
        return self.length - 1

    def words_alone(self, cell: Element) -> str | None:
        """The words of a cell where one element within another holds all of them, as in most; None of any other."""
        node, styles, named, kinds = cell, self.styles, self.hiding.any, _KINDS
        while True:
            printed = node.get("style")
            if kinds.get(node.tag, _BLOCK) < _BLOCK:
                return None
            if printed and (styles[printed] == HIDDEN or printed in styles.kept):
                return None
            if named and self.hiding.of(node):
                return None
            text, within = node.text, len(node)
            if not within:
                return text or ""
            if within > 1 or (text and text.strip(_SPACE)):
                return None
            node = node[0]
            if (tail := node.tail) and tail.strip(_SPACE):
                return None

    def done(self) -> tuple[str, tuple[Paragraph | Table, ...], tuple[Finding, ...]]:
        self.break_line("")
        return "".join(self.pieces), tuple(self.blocks), tuple(self.findings)


def _is_one_word(text: str) -> bool:
    """Whether no blank of HTML stands in a text: looks for a character are many times faster than one for any."""
    return " " not in text and (
        text.isprintable() or not ("\n" in text or "\t" in text or "\r" in text or "\f" in text)
    )


def _alignment(element: Element, style: str) -> str:
    tag = element.tag
    if tag == "center":
        return "center"
    if tag == "table":
        return ""  # a table's own align places the table, not its words
    printed = element.get("align")
    return _PRINTED_ALIGN.get(printed.lower(), "") if printed else style
