"""The words of a Word paragraph as a reader sees them, all tracked changes accepted.

Deleted and hidden runs, field codes and page numbers are no text; a note's mark is, as the small figure it prints.
Text boxes hang on a paragraph without being part of it: they are handed out apart.
"""

from __future__ import annotations

from lxml import etree

from hongtou.read.word_numbers import WRITTEN
from hongtou.read.word_styles import Styles, W, switched_on

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PAGE_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF")
_SMALL = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# What the pictures of Word's symbol fonts show (Wingdings, Wingdings 2): boxes, ticks and crosses of forms.
_SYMBOLS = {
    "F0FC": "✓", "F0FE": "☑", "F0FB": "✗", "F0FD": "☒", "F0A8": "□", "F06F": "□", "F0A3": "□", "F052": "☑",
    "F050": "✓", "F04F": "✗", "F06C": "●", "F06E": "■", "F0B7": "•", "F0D8": "➢", "F0E0": "→",
}  # fmt: skip
_DROPPED = frozenset(
    W + name for name in ("pPr", "rPr", "del", "moveFrom", "instrText", "delText", "delInstrText", "rt", "sectPr")
)
_BREAKS = {W + "tab": " ", W + "ptab": " ", W + "cr": "\n", W + "noBreakHyphen": "-"}


class Words:
    """Reads paragraphs one after another; keeps what hangs on them."""

    def __init__(self, styles: Styles, note_format: str = "decimal") -> None:
        self._styles = styles
        self._note_format = note_format
        self._pieces: list[str] = []
        self._style = ""
        self._fields: list[str | None] = []
        """Codes of the fields that are open; None once the result of a field that is no page number has begun."""
        self.boxes: list[etree._Element] = []
        """Contents of the text boxes that the last paragraph carries."""
        self.notes: list[tuple[str, str, str]] = []
        """(kind, id, mark) of every note met so far."""
        self.hidden = 0
        self.paged = False
        """Whether the last paragraph printed a page number."""

    def read(self, paragraph: etree._Element) -> str:
        """The words of a paragraph; a line break in it is a line end."""
        self._pieces, self.boxes, self._fields, self.paged = [], [], [], False
        self._style = self._styles.of(paragraph)
        self._walk(paragraph)
        return "".join(self._pieces)

    def _walk(self, parent: etree._Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == W + "r":
                if self._styles.hides(child, self._style):
                    self.hidden += 1
                else:
                    self._walk(child)
            elif tag in (W + "t", _M + "t"):
                self._put(child.text or "")
            elif tag in _DROPPED or not isinstance(tag, str):
                self._code(child)
            elif tag in _BREAKS:
                self._put(_BREAKS[tag])
            elif tag == W + "br":
                self._put("\n" if child.get(W + "type") in (None, "textWrapping") else "")
            elif tag == W + "txbxContent":
                self.boxes.append(child)
            else:
                self._other(child, tag)

    def _other(self, child: etree._Element, tag: str) -> None:
        if tag == _MC + "AlternateContent":
            choice = child.find(_MC + "Choice")
            shown = choice if choice is not None else child.find(_MC + "Fallback")
            if shown is not None:
                self._walk(shown)
        elif tag == W + "fldChar":
            self._field(child.get(W + "fldCharType") or "")
        elif tag == W + "fldSimple":
            if _is_page(child.get(W + "instr") or ""):
                self.paged = True
            else:
                self._walk(child)
        elif tag == W + "sym":
            self._put(_symbol(child.get(W + "char") or ""))
        elif tag in (W + "footnoteReference", W + "endnoteReference"):
            self._note(child, "footnote" if tag.endswith("footnoteReference") else "endnote")
        elif len(child):
            self._walk(child)

    def _put(self, words: str) -> None:
        if all(code is None for code in self._fields):
            self._pieces.append(words)

    def _code(self, child: etree._Element) -> None:
        if child.tag == W + "instrText" and self._fields and self._fields[-1] is not None:
            self._fields[-1] += child.text or ""

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append("")
        elif kind == "separate" and self._fields:
            code = self._fields[-1] or ""
            if not _is_page(code):
                self._fields[-1] = None
        elif kind == "end" and self._fields:
            self.paged = self.paged or _is_page(self._fields.pop() or "")

    def _note(self, reference: etree._Element, kind: str) -> None:
        count = 1 + sum(1 for one, _, mark in self.notes if one == kind and mark)
        own_mark = switched_on(reference) and reference.get(W + "customMarkFollows") in ("1", "true", "on")
        mark = "" if own_mark else WRITTEN.get(self._note_format, str)(count).translate(_SMALL)
        self.notes.append((kind, reference.get(W + "id") or "", mark))
        self._put(mark)


def _is_page(code: str) -> bool:
    return (code.split() or [""])[0].upper() in _PAGE_FIELDS


def _symbol(code: str) -> str:
    """The sign of a symbol font; one that is not known stays the private character it is."""
    known = _SYMBOLS.get(code.upper())
    if known is not None:
        return known
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    return chr(point) if 0x20 <= point < 0xD800 or 0xE000 <= point < 0x110000 else ""
