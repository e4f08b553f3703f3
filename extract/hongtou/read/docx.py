"""Word (Office Open XML, ISO/IEC 29500) → text and blocks: paragraphs and tables of the main part, in order.

Cells merged across (gridSpan) and down (vMerge) become extents; deleted text, field codes and hidden runs are no text.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from hongtou.errors import UnreadableError
from hongtou.model import Finding
from hongtou.read.rendered import Rendered
from hongtou.read.writer import CellText, Writer

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_PART = "word/document.xml"
_MOST_BYTES = 200_000_000
_ALIGN = {"center": "center", "right": "right", "end": "right"}


def render(data: bytes) -> Rendered:
    """Read the main part; raises UnreadableError where it is not there or is no XML."""
    body = _body(data)
    writer = Writer()
    for element in _blocks(body):
        if element.tag == _W + "p":
            writer.paragraph(_words(element), _align(element))
        else:
            writer.table(_rows(element))
    numbered = sum(1 for _ in body.iter(_W + "numPr"))
    findings = list(writer.findings)
    if numbered:
        message = f"{numbered} paragraphs are numbered by Word itself; those numbers are not in the text"
        findings.append(Finding(check="damaged_text", severity="warning", message=message))
    return Rendered(writer.text, tuple(writer.blocks), tuple(findings))


def _body(data: bytes) -> etree._Element:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo(_PART).file_size > _MOST_BYTES:
                raise UnreadableError(f"the Word document unpacks to more than {_MOST_BYTES} bytes")
            markup = archive.read(_PART)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        root = etree.fromstring(markup.replace(_STRICT[1:-1].encode(), _W[1:-1].encode()), parser)
    except (KeyError, zipfile.BadZipFile, etree.XMLSyntaxError, RuntimeError, NotImplementedError) as error:
        raise UnreadableError(f"the Word document cannot be opened: {error}") from error
    body = root.find(_W + "body")
    if body is None:
        raise UnreadableError("the Word document has no body")
    return body


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in order, also inside content controls and tracked insertions."""
    for child in parent:
        if child.tag in (_W + "p", _W + "tbl"):
            yield child
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml", _W + "smartTag"):
            yield from _blocks(child)


def _words(paragraph: etree._Element) -> str:
    """The visible text; a line break in it is a line end."""
    words: list[str] = []
    for run in paragraph.iter(_W + "r"):
        properties = run.find(_W + "rPr")
        if properties is not None and properties.find(_W + "vanish") is not None:
            continue
        for child in run:
            if child.tag == _W + "t":
                words.append(child.text or "")
            elif child.tag == _W + "tab":
                words.append(" ")
            elif child.tag in (_W + "br", _W + "cr"):
                words.append("\n" if child.get(_W + "type") != "page" else "")
            elif child.tag == _W + "noBreakHyphen":
                words.append("-")
    return "".join(words)


def _align(paragraph: etree._Element) -> str:
    found = paragraph.find(f"{_W}pPr/{_W}jc")
    return _ALIGN.get(found.get(_W + "val") or "", "") if found is not None else ""


def _rows(table: etree._Element) -> list[list[CellText]]:
    """Rows of cells; a cell merged down is printed once, with the rows it covers."""
    rows: list[list[CellText]] = []
    above: dict[int, tuple[int, int]] = {}  # grid column → (row, position) of the cell that may go on below
    for row in table.iter(_W + "tr"):
        if _owner(row) is not table:
            continue
        cells: list[CellText] = []
        column = 0
        for cell in row.iterchildren(_W + "tc"):
            span = _number(cell, "gridSpan") or 1
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            if merge is not None and merge.get(_W + "val") != "restart" and column in above:
                at, position = above[column]
                rows[at][position] = rows[at][position]._replace(rowspan=len(rows) - at + 1)
            else:
                above[column] = (len(rows), len(cells))
                cells.append(CellText(_cell_text(cell), 1, span, _is_header(row)))
            column += span
        rows.append(cells)
    return rows


def _owner(row: etree._Element) -> etree._Element | None:
    """The table a row belongs to: content controls may stand between."""
    parent = row.getparent()
    while parent is not None and parent.tag != _W + "tbl":
        parent = parent.getparent()
    return parent


def _cell_text(cell: etree._Element) -> str:
    lines = (line for paragraph in cell.iter(_W + "p") for line in _words(paragraph).split("\n"))
    return "\n".join(line for line in lines if line.strip())


def _is_header(row: etree._Element) -> bool:
    return row.find(f"{_W}trPr/{_W}tblHeader") is not None


def _number(cell: etree._Element, name: str) -> int | None:
    found = cell.find(f"{_W}tcPr/{_W}{name}")
    digits = (found.get(_W + "val") or "") if found is not None else ""
    return int(digits) if digits.isdecimal() and len(digits) < 6 else None
