"""Word (Office Open XML, ISO/IEC 29500) → text and blocks, as Word shows it with all tracked changes accepted.

Headers stand before the section they head, footers after it, each text once; text boxes after the paragraph they hang
on; notes at the end. A table of one row or one column only arranges the page and is read as the blocks in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from hongtou.errors import LimitError, UnreadableError
from hongtou.read.limits import Account
from hongtou.read.package import Package
from hongtou.read.rendered import Rendered
from hongtou.read.word_numbers import Numbering
from hongtou.read.word_styles import Styles, W
from hongtou.read.word_tables import rows_of, simple_rows
from hongtou.read.word_text import Words
from hongtou.read.writer import Writer

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WRAPPERS = frozenset(
    W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hdr", "ftr", "body")
)
_ONLY_A_PAGE_NUMBER = re.compile(r"(?:[第页共\W\d_]|page|of)*", re.IGNORECASE)


def render(data: bytes, account: Account) -> Rendered:
    """Read the document part and what hangs on it; raises UnreadableError where it is not there or is no XML."""
    package = Package(data, account)
    main = package.main("word/document.xml")
    root = package.xml(main)
    body = None if root is None else root.find(W + "body")
    if body is None:
        raise UnreadableError("the Word document has no body")
    return _Reader(package, main, body).document()


class _Reader:
    """Walks the body once, in order, and writes what it meets."""

    def __init__(self, package: Package, main: str, body: etree._Element) -> None:
        self.package, self.account, self.body = package, package.account, body
        self.writer = Writer(package.account.limits)
        self.relations = package.relations(main)
        self.styles = Styles(self.part("styles"))
        self.numbering = Numbering(self.part("numbering"), self.styles)
        form = body.find(f".//{W}footnotePr/{W}numFmt")
        self.words = Words(self.styles, "decimal" if form is None else form.get(W + "val") or "decimal")
        self.sections = list(body.iter(W + "sectPr"))
        self.printed: set[str] = set()
        """Headers and footers that stand in the text already."""
        self.carried = ""
        """Words of a paragraph whose end is deleted: they go on in the next."""
        self.chunks = 0
        self.depth = 0

    def part(self, kind: str) -> etree._Element | None:
        """The part that the document has one of: styles, numbering, footnotes, endnotes."""
        target = next((relation.target for relation in self.relations.values() if relation.kind == kind), None)
        return None if target is None else self.package.xml(target)

    def document(self) -> Rendered:
        """All of it."""
        with self.writer.up_to_a_limit():
            self.margins(0, "headerReference")
            self.blocks(self.body)
            self.end_carried()
            self.margins(len(self.sections) - 1, "footerReference")
            self.notes()
        self.say()
        findings = (*self.writer.findings, *self.package.findings())
        return Rendered(self.writer.text, tuple(self.writer.blocks), findings)

    def blocks(self, parent: etree._Element) -> None:
        """Paragraphs and tables in order, also inside content controls and tracked insertions."""
        for child in parent:
            if child.tag == W + "p":
                self.paragraph(child)
            elif child.tag == W + "tbl":
                self.table(child)
            elif child.tag in _WRAPPERS:
                self.blocks(child)
            elif child.tag == W + "altChunk":
                self.chunks += 1

    def paragraph(self, element: etree._Element) -> None:
        """One paragraph, its text boxes after it, and the section that may end with it."""
        self.account.check_time()
        words = self.line(element)
        boxes = self.words.boxes
        if words is not None:
            self.writer.paragraph(words, self.styles.align(element))
        for box in boxes:
            self.blocks(box)
        section = element.find(f"{W}pPr/{W}sectPr")
        if section is not None:
            at = self.sections.index(section)
            self.margins(at, "footerReference")
            self.margins(at + 1, "headerReference")

    def line(self, element: etree._Element) -> str | None:
        """A paragraph's number and words; None where it goes on in the next."""
        words = self.carried + self.words.read(element)
        self.carried = ""
        mark = element.find(f"{W}pPr/{W}rPr")
        if mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None):
            self.carried = words
            return None
        label = self.numbering.label(element)
        return label + words if words.strip() else label.rstrip()

    def end_carried(self) -> None:
        """Write what was to go on in a next paragraph where there is none."""
        if self.carried:
            self.writer.paragraph(self.carried)
            self.carried = ""

    def table(self, element: etree._Element) -> None:
        """A table of data, or the blocks of one that only arranges the page."""
        self.end_carried()
        rows = simple_rows(element)
        if len(rows) < 2 or max(map(len, rows)) < 2:
            with self.nested():
                for cell in (cell for row in rows for cell in row):
                    self.blocks(cell)
        else:
            self.writer.table(rows_of(element, self.cell))

    def cell(self, element: etree._Element) -> str:
        """The lines of a cell: its paragraphs, and those of tables and boxes in it."""
        self.account.check_time()
        found = list(self.lines(element))
        found.append(self.carried)
        self.carried = ""
        return "\n".join(line for words in found for line in words.split("\n") if line.strip())

    def lines(self, parent: etree._Element) -> Iterator[str]:
        """The words of all paragraphs within, in order."""
        for child in parent:
            if child.tag == W + "p":
                words = self.line(child)
                boxes = self.words.boxes
                if words is not None:
                    yield words
                for box in boxes:
                    yield from self.lines(box)
            elif child.tag == W + "tbl":
                with self.nested():
                    for row in simple_rows(child):
                        yield " ".join(filter(None, (self.cell(cell) for cell in row)))
            elif child.tag in _WRAPPERS:
                yield from self.lines(child)

    def nested(self) -> _Deeper:
        """One table deeper; raises LimitError where that is too deep."""
        return _Deeper(self)

    def margins(self, section: int, kind: str) -> None:
        """The headers or footers of a section whose text is not there yet."""
        if not 0 <= section < len(self.sections):
            return
        for reference in self.sections[section].iterchildren(W + kind):
            relation = self.relations.get(reference.get(_R + "id") or "")
            if relation is None or relation.target in self.printed:
                continue
            self.printed.add(relation.target)
            root = self.package.xml(relation.target)
            if root is not None:
                self.margin(root, noise=reference.get(W + "type") != "first")

    def margin(self, root: etree._Element, *, noise: bool) -> None:
        """The paragraphs of a header or footer, without those that only number the page.

        What stands on every page is noise; the first page's own may be a letterhead.
        """
        for paragraph in root.iter(W + "p"):
            words = self.words.read(paragraph)
            numbers = self.words.paged and _ONLY_A_PAGE_NUMBER.fullmatch(words)
            if words.strip() and words not in self.printed and not numbers:
                self.printed.add(words)
                self.writer.paragraph(words, self.styles.align(paragraph), noise=noise)

    def notes(self) -> None:
        """Footnotes and endnotes in the order of their marks."""
        for kind in ("footnote", "endnote"):
            met = {one: mark for which, one, mark in self.words.notes if which == kind}
            root = self.part(kind + "s") if met else None
            for note in root.iterchildren(W + kind) if root is not None else ():
                mark = met.get(note.get(W + "id") or "")
                if mark is not None:
                    self.writer.paragraph(mark + self.cell(note).lstrip())

    def say(self) -> None:
        """What a careful reader should know."""
        if self.numbering.unknown:
            message = f"Word numbers some paragraphs in a way that could not be read: {sorted(self.numbering.unknown)}"
            self.writer.say("damaged_text", message, severity="warning")
        if self.chunks:
            message = f"{self.chunks} embedded documents are not in the text"
            self.writer.say("damaged_text", message, severity="warning")
        added, gone = (sum(1 for _ in self.body.iter(*tags)) for tags in _TRACKED)
        if added or gone:
            self.writer.say(
                "hidden_text", f"{added} insertions and {gone} deletions are tracked; all were taken as accepted"
            )
        if self.words.hidden:
            self.writer.say("hidden_text", f"{self.words.hidden} runs of hidden words are not in the text")


_TRACKED = ((W + "ins", W + "moveTo"), (W + "del", W + "moveFrom"))


class _Deeper:
    """Counts how deep tables stand in tables."""

    def __init__(self, reader: _Reader) -> None:
        self.reader = reader

    def __enter__(self) -> None:
        self.reader.depth += 1
        most = self.reader.account.limits.nesting
        if self.reader.depth > most:
            raise LimitError(f"tables stand in tables more than {most} deep")

    def __exit__(self, *_: object) -> None:
        self.reader.depth -= 1
