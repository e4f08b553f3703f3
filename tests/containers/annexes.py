"""Annexes of composed circulars (示例) as files of each format: a title and a table."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from html import escape

import xlsxwriter
from tests.formats.makers import _RELATIONS, _TYPES, _W
from tests.layouts.grids import Square
from tests.print import paper
from tests.print.typeset import Setter

HEADER = ("序号", "工作任务", "完成时限", "责任单位")
Rows = Sequence[tuple[str, ...]]


def rows(*tasks: str) -> Rows:
    """Rows of a table of tasks."""
    return [(str(at), task, f"{at + 3}月底前", "县教育局、县财政局") for at, task in enumerate(tasks, 1)]


def html(lines: Sequence[str], table: Rows = (), rest: str = "") -> bytes:
    """A web page."""
    head = "".join(f"<p>{escape(line)}</p>" for line in lines)
    cells = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in [HEADER, *table])
    body = head + (f"<table>{cells}</table>" if table else "") + rest
    return f"<!doctype html><html><meta charset=utf-8><body>{body}</body></html>".encode()


def docx(lines: Sequence[str], table: Rows = ()) -> bytes:
    """A Word file."""

    def paragraph(words: str) -> str:
        return f"<w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p>"

    body = "".join(map(paragraph, lines))
    if table:
        cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in [HEADER, *table])
        body += "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in (("[Content_Types].xml", _TYPES), ("_rels/.rels", _RELATIONS)):
            archive.writestr(zipfile.ZipInfo(name), data)
        document = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
        archive.writestr(zipfile.ZipInfo("word/document.xml"), document)
    return buffer.getvalue()


def xlsx(lines: Sequence[str], table: Rows = ()) -> bytes:
    """A workbook; without lines the sheet begins with the table's header."""
    return sheets((lines, table))


def sheets(*each: tuple[Sequence[str], Rows]) -> bytes:
    """A workbook of several sheets."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        book.set_properties({"created": dt.datetime(2016, 3, 5)})  # else the bytes change with the clock
        for lines, table in each:
            sheet = book.add_worksheet()
            for at, line in enumerate(lines):
                sheet.merge_range(at, 0, at, len(HEADER) - 1, line)
            for at, row in enumerate([HEADER, *table], len(lines)):
                sheet.write_row(at, 0, row)
    return buffer.getvalue()


def pdf(lines: Sequence[str], table: Rows = ()) -> bytes:
    """A ruled PDF."""
    setter = Setter()
    for line in lines:
        setter.line(line, "center")
    grid = [[Square(cell, 1, 1) for cell in row] for row in [HEADER, *table]]
    setter.table(grid, [1.1, 4.4, 3.0, 4.4])
    return paper.pdf(setter.pages)


FORMS = {"html": html, "docx": docx, "xlsx": xlsx, "pdf": pdf}
