"""The composed circular as a file of each format that needs no office program; the others are converted from these."""

from __future__ import annotations

import io
import zipfile
from html import escape

import xlsxwriter

from .circular import ANNEX, AT_RIGHT, BEFORE, CENTERED, COLUMNS, ROWS, Square, covering, distinct, squares

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def txt() -> bytes:
    """Rows of cells parted by tabs; a cell merged down is printed in each row that it covers, across once."""
    lines = [*BEFORE, ANNEX]
    lines += ("\t".join(square.words for square in distinct(at)).replace("\n", "") for at in range(len(ROWS)))
    return "\n".join(lines).encode()


def html() -> bytes:
    """A page with rowspan and colspan."""
    rows = []
    for row in ROWS:
        rows.append("<tr>" + "".join(map(_html_cell, row)) + "</tr>")
    head = "".join(f'<p align="{_align(line)}">{escape(line)}</p>' for line in (*BEFORE, ANNEX))
    page = f"<!doctype html><html><meta charset=utf-8><body>{head}<table>{''.join(rows)}</table></body></html>"
    return page.encode()


def _html_cell(square: Square) -> str:
    words = "".join(f"<p>{escape(line)}</p>" for line in square.words.split("\n"))
    return f'<td rowspan="{square.rows}" colspan="{square.columns}">{words}</td>'


def docx() -> bytes:
    """A Word file: vMerge down, gridSpan across, borders."""
    return word_file(f"{_word_body()}<w:p/>")


def ends_in_table() -> bytes:
    """The same without the paragraph that Word itself puts below a last table: some programs leave it out."""
    return word_file(_word_body())


def _word_body() -> str:
    return "".join(word_paragraph(line, _align(line)) for line in (*BEFORE, ANNEX)) + _word_table()


def word_file(body: str) -> bytes:
    """A Word file of these paragraphs and tables."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>"),
        ):
            # Of no day: the same words give the same bytes.
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _align(line: str) -> str:
    return "center" if line in CENTERED else "right" if line in AT_RIGHT else "left"


def word_paragraph(words: str, align: str = "left") -> str:
    """A paragraph of a Word file."""
    align = f'<w:pPr><w:jc w:val="{align}"/></w:pPr>'
    return f'<w:p>{align}<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'


def _word_table() -> str:
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    widths = "".join(f'<w:gridCol w:w="{1500}"/>' for _ in range(COLUMNS))
    grid = squares()
    rows = []
    for at in range(len(grid)):
        cells, column = [], 0
        while column < COLUMNS:
            square = grid[at][column]
            if square is None:
                above = covering(grid, at, column)
                cells.append(_word_cell("", above.columns, "<w:vMerge/>"))
                column += above.columns
            else:
                merge = '<w:vMerge w:val="restart"/>' if square.rows > 1 else ""
                cells.append(_word_cell(square.words, square.columns, merge))
                column += square.columns
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders></w:tblPr>'
        f"<w:tblGrid>{widths}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _word_cell(words: str, across: int, merge: str) -> str:
    width = f'<w:tcW w:w="{1500 * across}" w:type="dxa"/>'
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    paragraphs = "".join(word_paragraph(line, _align(line)) for line in words.split("\n"))
    return f"<w:tc><w:tcPr>{width}{span}{merge}</w:tcPr>{paragraphs}</w:tc>"


def xlsx() -> bytes:
    """A workbook of one sheet: the lines over all columns, then the table; numbers are numbers."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("分工表")
        at = 0
        for line in (*BEFORE, ANNEX):
            sheet.merge_range(at, 0, at, COLUMNS - 1, line)
            at += 1
        for row in squares():
            for column, square in enumerate(row):
                if square is None:
                    continue
                if square.rows * square.columns > 1:
                    sheet.merge_range(at, column, at + square.rows - 1, column + square.columns - 1, square.words)
                elif square.words.isdecimal():
                    sheet.write_number(at, column, int(square.words))
                elif square.words:
                    sheet.write_string(at, column, square.words)
            at += 1
    return buffer.getvalue()


MAKERS = {"txt": txt, "html": html, "docx": docx, "xlsx": xlsx}
"""Format → the file, made without any helper."""
