"""Grids → pages and files that keep their tags."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from html import escape

import xlsxwriter

from .facts import Facts
from .frame import Page, after, before
from .grids import Grid, Square, squares

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _spans(square: Square) -> str:
    down = f' rowspan="{square.rows}"' if square.rows > 1 else ""
    return down + (f' colspan="{square.columns}"' if square.columns > 1 else "")


def table(grid: Grid) -> str:
    """Plain markup, a line break for each paragraph of a cell."""
    rows = ("".join(f"<td{_spans(s)}>{escape(s.words).replace(chr(10), '<br>')}</td>" for s in row) for row in grid)
    return "<table border=1>" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def headed_table(grid: Grid) -> str:
    """thead with th, tbody with td, paragraphs in p."""
    made = []
    for row in grid:
        tag = "th" if row[0].header else "td"
        cells = (
            f"<{tag}{_spans(s)}>" + "".join(f"<p>{escape(p)}</p>" for p in s.words.split("\n")) + f"</{tag}>"
            for s in row
        )
        made.append(f"<tr>{''.join(cells)}</tr>")
    count = sum(row[0].header for row in grid)
    return f"<table><thead>{''.join(made[:count])}</thead><tbody>{''.join(made[count:])}</tbody></table>"


def unclosed_table(grid: Grid) -> str:
    """Markup of the nineties: upper case, nothing closed but FONT."""
    made = ["<TABLE BORDER=1 WIDTH=100%>"]
    for row in grid:
        made.append("<TR>")
        for s in row:
            words = "<P>".join(f"<FONT SIZE=2>{escape(p)}</FONT>" for p in s.words.split("\n"))
            made.append(f"<TD{_spans(s)}><P>{words}")
    return "\n".join([*made, "</TABLE>"])


def word_table(grid: Grid) -> str:
    """Word's export: each phrase over several spans, each paragraph of a cell its own p."""
    made = ['<table class="MsoNormalTable" border="1" cellspacing="0">']
    for row in grid:
        made.append('<tr style="height:28.0pt">')
        for s in row:
            paragraphs = "".join(f'<p class="MsoNormal" align="center">{_runs(p)}</p>' for p in s.words.split("\n"))
            made.append(f'<td{_spans(s)} valign="top" style="padding:0cm 5.4pt">{paragraphs}</td>')
        made.append("</tr>")
    return "\n".join([*made, "</table>"])


def _runs(words: str) -> str:
    if not words:
        return '<span lang="EN-US"><o:p>&nbsp;</o:p></span>'
    pieces = [words[i : i + 5] for i in range(0, len(words), 5)]
    return "".join(
        f'<span {"lang=EN-US " if i % 2 else ""}style="font-size:10.5pt">{escape(piece)}</span>'
        for i, piece in enumerate(pieces)
    )


def nested(markup: str) -> str:
    """The table inside a cell of a table that only lays out the page."""
    return (
        '<table width="960"><tr><td width="160"><a href="/">首页</a></td>'
        f'<td><table><tr><td>{markup}</td></tr></table></td></tr><tr><td colspan="2">&nbsp;</td></tr></table>'
    )


def docx(facts: Facts, *grids: Grid) -> Page:
    """A Word file: vMerge down, gridSpan across."""
    body = "".join(_paragraph(line) for line in before(facts)) + "".join(_word_grid(grid) for grid in grids)
    body += "".join(_paragraph(line) for line in after(facts))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        whole = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
        archive.writestr(zipfile.ZipInfo("word/document.xml"), whole)
    return Page(buffer.getvalue(), "a.docx", facts)


def _paragraph(words: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'


def _word_grid(grid: Grid) -> str:
    waiting: dict[int, tuple[int, int]] = {}  # column → rows still merged, width
    rows = []
    for row in grid:
        cells, column, own = [], 0, iter(row)
        width = sum(s.columns for s in grid[0])
        while column < width:
            left, across = waiting.pop(column, (0, 1))
            if left:
                cells.append(_word_cell("", across, "<w:vMerge/>"))
                if left > 1:
                    waiting[column] = (left - 1, across)
            else:
                square = next(own)
                across = square.columns
                merge = '<w:vMerge w:val="restart"/>' if square.rows > 1 else ""
                cells.append(_word_cell(square.words, across, merge))
                if square.rows > 1:
                    waiting[column] = (square.rows - 1, across)
            column += across
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def _word_cell(words: str, across: int, merge: str) -> str:
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    paragraphs = "".join(_paragraph(p) for p in words.split("\n"))
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{paragraphs}</w:tc>"


def xlsx(facts: Facts, *grids: Grid) -> Page:
    """A workbook of one sheet: the circular's lines one a row, then the table; extents are merged ranges."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_numbers": False}) as book:
        book.set_properties({"created": dt.datetime(2020, 1, 1)})  # else the clock would stand in the file
        sheet = book.add_worksheet()
        at = 0
        for line in before(facts):
            sheet.write_string(at, 0, line)
            at += 1
        for grid in grids:
            for row in squares(grid):
                for column, square in enumerate(row):
                    if square is None:
                        continue
                    if square.rows * square.columns > 1:
                        bottom, right = at + square.rows - 1, column + square.columns - 1
                        sheet.merge_range(at, column, bottom, right, square.words)
                    elif square.words:
                        sheet.write_string(at, column, square.words)
                at += 1
    return Page(buffer.getvalue(), "a.xlsx", facts)
