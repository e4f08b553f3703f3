"""HTML → text and blocks, as a browser would show them.

Scripts, styles, comments and hidden nodes are no text. A ``<table>`` that only arranges the page (it holds tables, one
cell, one column or whole articles) is read as the blocks in it; any other becomes a Table whose cells know their row,
column and extent. lxml repairs unclosed td, tr and p as browsers do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from hongtou.model import Cell, Finding, Paragraph, Table
from hongtou.read.cut import cut, too_deep
from hongtou.read.grid import Slot, place
from hongtou.read.html_tables import Row, data_rows, extent
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
_SPACE = " \t\n\r\f"
_BLANKS = re.compile(f"[{_SPACE}]+")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
# The last two are how a hacked page hides its advertisements from readers.
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|(?:left|top|text-indent)\s*:\s*-\d{3,}(?:px|em)|font-size\s*:\s*0(?![\d.])",
    re.IGNORECASE,
)
_HIDING_ATTRIBUTE = ("idden", "IDDEN")  # hidden, Hidden, HIDDEN
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
    writer = _Writer(hidden, most_cells, hiding=any(word in markup for word in _HIDING_ATTRIBUTE))
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


class _Style(NamedTuple):
    """What a style attribute says of its element."""

    hidden: bool
    align: str


class _Styles(dict[str, _Style]):
    """Style attributes as printed: the elements of a page share few of them, so each is read once."""

    def __missing__(self, printed: str) -> _Style:
        align = _ALIGN_STYLE.search(printed)
        style = self[printed] = _Style(_HIDDEN_STYLE.search(printed) is not None, align[1].lower() if align else "")
        return style


class _Writer:
    """Collects pieces of text with their offset; a paragraph is whatever stands between two block boundaries."""

    def __init__(self, hidden: frozenset[str], most_cells: int, *, hiding: bool) -> None:
        self.hidden = hidden
        self.hiding = hiding
        """Whether an element may have the attribute "hidden"."""
        self.styles = _Styles()
        self.most_cells = most_cells
        self.pieces: list[str] = []
        self.length = 0
        self.blocks: list[Paragraph | Table] = []
        self.findings: list[Finding] = []
        self.line_start = 0
        self.line_has_text = False
        self.blank = ""
        """The blank that is due before the next word: " ", or "\\n" where only a line end parts the words."""
        self.in_cell = 0
        self.pre = 0

    def walk(self, root: Element) -> None:
        """Visit the tree below root in document order; libxml2 walks, so that no depth is too deep."""
        outer: list[str | None] = []  # of each open element: the alignment around a block, None where it is no block
        align, styles, named = "", self.styles, bool(self.hiding or self.hidden)
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            if event == "start":
                tag = element.tag
                style = styles[element.get("style", "")]
                if tag in _SKIPPED or style.hidden or (named and self.is_hidden(element)):
                    outer.append(None)
                    events.skip_subtree()
                    continue
                if tag == "table" and not self.in_cell and (rows := data_rows(element)):
                    outer.append(None)
                    self.write_table(element, rows, align)
                    events.skip_subtree()
                    continue
                if tag in _BLOCKS:
                    self.break_line(align)
                    outer.append(align)
                    if not self.in_cell:  # there no paragraph is told from another, and none has an alignment
                        align = _alignment(element, tag, style) or align
                    if tag == "pre":
                        self.pre += 1
                else:
                    outer.append(None)
                    if tag == "br":
                        self.break_line(align)
                if text := element.text:
                    self.write(text, align)
            else:
                around = outer.pop()
                if around is not None:
                    self.break_line(align)
                    align = around
                    if self.pre and element.tag == "pre":
                        self.pre -= 1
                if (tail := element.tail) and element is not root:
                    self.write(tail, align)

    def write_words(self, cell: Element) -> None:
        """A cell of words alone, as most are: what a walk of it would do."""
        text = cell.text
        if text and not (self.styles[cell.get("style", "")].hidden or self.is_hidden(cell)):
            self.write(text, "")

    def write(self, text: str, align: str) -> None:
        """Add a text node, a run of HTML blanks as one; a line end between wide characters is none (CSS Text 3)."""
        if self.pre:
            self.write_kept(text, align)
            return
        if not self.line_has_text:
            text = text.lstrip(_SPACE)
            if not text:
                return  # what parts the tags of a page's source
        # five looks for a character are many times faster than one for a class of them
        if not (" " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text):
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
        self.line_has_text = True
        self.pieces.append(word)
        self.length += len(word)

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
        """Whether its attribute, its class or its id hides an element."""
        if self.hiding and element.get("hidden") is not None:
            return True
        if not self.hidden:
            return False
        names = ["." + name for name in (element.get("class") or "").split()]
        names += ["#" + name for name in (element.get("id") or "").split()]
        return not self.hidden.isdisjoint(names)

    def write_table(self, table: Element, rows: Sequence[Row], align: str) -> None:
        self.break_line(align)
        for caption in table.iterchildren("caption"):
            self.walk(caption)
        styles = self.styles
        rows = [row for row in rows if not (styles[row.element.get("style", "")].hidden or self.is_hidden(row.element))]
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
        first = True
        for element, slot in zip(row.cells, slots, strict=True):
            if not first:
                self.put("\t")
            first = False
            start = self.line_start = self.length
            self.line_has_text, self.blank = False, ""
            if len(element):
                self.walk(element)
            else:
                self.write_words(element)
            # the cell's last block boundary has put a line end: it is the row's or the cell's, not the text's
            if self.length > start and self.pieces[-1] == "\n":
                self.pieces.pop()
                self.length -= 1
            header = row.header or element.tag == "th"
            cells.append(Cell(slot.row, slot.column, slot.rowspan, slot.colspan, start, self.length, header))
        self.put("\n")
        self.line_has_text = False

    def done(self) -> tuple[str, tuple[Paragraph | Table, ...], tuple[Finding, ...]]:
        self.break_line("")
        return "".join(self.pieces), tuple(self.blocks), tuple(self.findings)


def _alignment(element: Element, tag: str, style: _Style) -> str:
    if tag == "center":
        return "center"
    if tag == "table":
        return ""  # a table's own align places the table, not its words
    printed = element.get("align")
    return _PRINTED_ALIGN.get(printed.lower(), "") if printed else style.align
