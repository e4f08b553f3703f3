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
from hongtou.read.html_tables import cells_of, extent, is_data, rows_of
from hongtou.read.links import file_links, pager
from hongtou.read.rendered import Rendered
from hongtou.read.writer import MOST_CELLS, as_table

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


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
# The last two are how a hacked page hides its advertisements from readers.
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|(?:left|top|text-indent)\s*:\s*-\d{3,}(?:px|em)|font-size\s*:\s*0(?![\d.])",
    re.IGNORECASE,
)
_HIDING_SIGNS = ("one", "ONE", "idden", "IDDEN", "hide", "HIDE", "-9", "-1", "size:0", "size: 0")
_ALIGN_STYLE = re.compile(r"text-align\s*:\s*(center|right)", re.IGNORECASE)
_PRINTED_ALIGN = {"center": "center", "middle": "center", "right": "right"}
_PRINT_RULES = re.compile(r"@media\s+print\s*\{(?:[^{}]|\{[^{}]*\})*\}")
_HIDING_RULE = re.compile(r"([^{}]{1,300})\{[^{}]{0,2000}?display\s*:\s*none")
_SELECTOR = re.compile(r"(?:^|,)\s*\w*([.#][\w-]+)\s*(?=,|$)")


def render(markup: str, most_cells: int = MOST_CELLS) -> Rendered:
    """Text in reading order and its blocks; a page without any element gives an empty text."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    data = markup.encode("utf-8")
    root = etree.fromstring(data, parser) if markup.strip() else None
    if root is None:
        return Rendered("", ())
    hidden = _hidden_names(root)
    writer = _Writer(hidden, most_cells, [sign for sign in _HIDING_SIGNS if sign.encode() in data])
    writer.walk(root)
    text, blocks, findings = writer.done()
    previous, following = pager(root, markup)
    findings += cut(markup, len(text)) + too_deep(parser, len(text))
    links = file_links(root, markup)
    return Rendered(text, blocks, findings, previous_page=previous, next_page=following, links=links)


def _hidden_names(root: Element) -> frozenset[str]:
    """Class and id names ("." and "#" in front) that a style sheet of the page hides on screen."""
    names: set[str] = set()
    for style in root.iter("style"):
        rules = _PRINT_RULES.sub("", style.text or "")
        for selectors in _HIDING_RULE.finditer(rules):
            names.update(_SELECTOR.findall(selectors[1].strip()))
    return frozenset(names)


class _Writer:
    """Collects pieces of text with their offset; a paragraph is whatever stands between two block boundaries."""

    def __init__(self, hidden: frozenset[str], most_cells: int, signs: Sequence[str]) -> None:
        self.hidden = hidden
        self.signs = signs
        """Words without which no style of the page hides its element."""
        self.most_cells = most_cells
        self.pieces: list[str] = []
        self.length = 0
        self.blocks: list[Paragraph | Table] = []
        self.findings: list[Finding] = []
        self.line_start = 0
        self.line_has_text = False
        self.blank = ""
        """The blank that is due before the next word: " ", or "\\n" where only a line end parts the words."""
        self.align = ""
        self.in_cell = 0
        self.pre = 0

    def walk(self, root: Element) -> None:
        """Visit the tree below root in document order; libxml2 walks, so that no depth is too deep."""
        aligns = [""]
        passed: Element | None = None
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            tag = element.tag
            if event == "start":
                if tag in _SKIPPED or self.is_hidden(element):
                    passed = element
                elif tag == "table" and not self.in_cell and is_data(element):
                    self.write_table(element)
                    passed = element
                else:
                    self.enter(element, tag, aligns)
                    continue
                events.skip_subtree()
                continue
            if element is passed:
                passed = None
            elif tag in _BLOCKS:
                self.break_line(aligns.pop())
                self.pre -= tag == "pre"
            if element.tail and element is not root:
                self.write(element.tail)

    def enter(self, element: Element, tag: str, aligns: list[str]) -> None:
        if tag == "br":
            self.break_line(aligns[-1])
        elif tag in _BLOCKS:
            self.break_line(aligns[-1])
            self.align = _alignment(element, tag) or aligns[-1]
            aligns.append(self.align)
            self.pre += tag == "pre"
        if element.text:
            self.write(element.text)

    def write(self, text: str) -> None:
        """Add a text node, a run of HTML blanks as one; a line end between wide characters is none (CSS Text 3)."""
        if self.pre:
            self.write_kept(text)
            return
        if _BLANKS.search(text) is None:
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

    def write_kept(self, text: str) -> None:
        """A text node of <pre>: its line ends are lines and its blanks stay."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.break_line(self.align)
            if line.strip():
                self.put_word(line)

    def put_word(self, word: str) -> None:
        if self.blank and self.line_has_text:
            broken = self.blank == "\n" and _WIDE.match(self.pieces[-1][-1]) and _WIDE.match(word)
            if not broken:
                self.put(" ")
        self.blank = ""
        self.line_has_text = True
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
        self.line_has_text = False
        self.blank = ""

    def is_hidden(self, element: Element) -> bool:
        if self.signs:
            style = element.get("style") or ""
            for sign in self.signs:
                if sign in style and _HIDDEN_STYLE.search(style) is not None:
                    return True
            if element.get("hidden") is not None:
                return True
        if not self.hidden:
            return False
        names = ["." + name for name in (element.get("class") or "").split()]
        names += ["#" + name for name in (element.get("id") or "").split()]
        return not self.hidden.isdisjoint(names)

    def write_table(self, table: Element) -> None:
        self.break_line(self.align)
        for caption in table.iterchildren("caption"):
            self.walk(caption)
            self.break_line(self.align)
        rows = [row for row in rows_of(table) if not self.is_hidden(row)]
        slots, cut = place([[extent(cell) for cell in cells_of(row)] for row in rows], self.most_cells)
        start, cells = self.length, []
        self.in_cell += 1
        for index, row in enumerate(rows[: len(slots)]):
            cells += self.write_row(cells_of(row), slots[index])
        self.in_cell -= 1
        self.line_start = self.length
        blocks, findings = as_table(cells, start, self.length, len(slots), cut=self.most_cells if cut else None)
        self.blocks += blocks
        self.findings += findings

    def write_row(self, elements: list[Element], slots: list[Slot]) -> list[Cell]:
        cells: list[Cell] = []
        for element, slot in zip(elements, slots, strict=True):
            if cells:
                self.put("\t")
            start = self.line_start = self.length
            self.line_has_text, self.blank = False, ""
            if not self.is_hidden(element):
                self.walk(element)
            # the cell's last block boundary has put a line end: it is the row's or the cell's, not the text's
            if self.pieces and self.length > start and self.pieces[-1] == "\n":
                self.pieces.pop()
                self.length -= 1
            row = element.getparent()
            section = row.getparent() if row is not None else None
            header = element.tag == "th" or (section is not None and section.tag == "thead")
            cells.append(Cell(slot.row, slot.column, slot.rowspan, slot.colspan, start, self.length, header))
        self.put("\n")
        self.line_has_text = False
        return cells

    def done(self) -> tuple[str, tuple[Paragraph | Table, ...], tuple[Finding, ...]]:
        self.break_line(self.align)
        return "".join(self.pieces), tuple(self.blocks), tuple(self.findings)


def _alignment(element: Element, tag: str) -> str:
    if tag == "center":
        return "center"
    if tag == "table":
        return ""  # a table's own align places the table, not its words
    printed = element.get("align")
    if printed:
        return _PRINTED_ALIGN.get(printed.lower(), "")
    style = element.get("style")
    match = _ALIGN_STYLE.search(style) if style else None
    return match[1].lower() if match else ""
