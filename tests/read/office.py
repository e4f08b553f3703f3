"""Word and Excel files written part by part, so that every feature stands beside its expectation."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import xlsxwriter

from hongtou.model import Document, Paragraph, Table

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def relations(kinds: Mapping[str, str]) -> str:
    """A part of relations: id → kind and target, "header header1.xml"."""
    made = (
        f'<Relationship Id="{one}" Type="{_TYPE}{words.split()[0]}" Target="{words.split()[1]}"/>'
        for one, words in kinds.items()
    )
    return f"<Relationships {_RELATIONS}>{''.join(made)}</Relationships>"


def word(body: str, **parts: str) -> bytes:
    """A Word file; ``parts`` are the insides of its other parts (styles, numbering, footnotes, header1, footer1…)."""
    roots = {"header": "hdr", "footer": "ftr"}
    made = {"word/document.xml": f"<w:document {W} {R} {_MORE}><w:body>{body}</w:body></w:document>"}
    for name, inside in parts.items():
        root = roots.get(name.rstrip("0123456789"), name)
        made[f"word/{name}.xml"] = f"<w:{root} {W}>{inside}</w:{root}>"
    made["word/_rels/document.xml.rels"] = relations(
        {name: f"{name.rstrip('0123456789')} {name}.xml" for name in parts}
    )
    return package(made)


def run(words: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def p(words: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(words) if words else ''}</w:p>"


def numbered(words: str, number: int = 1, level: int = 0) -> str:
    """A paragraph of a list."""
    return p(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def cell(words: str, properties: str = "") -> str:
    """A cell of a table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(words)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row of a table."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def sheet(
    rows: list[list[object]],
    merges: tuple[tuple[int, int, int, int, str], ...] = (),
    formats: Mapping[tuple[int, int], str] | None = None,
    hidden_rows: tuple[int, ...] = (),
    hidden_columns: tuple[int, ...] = (),
) -> bytes:
    """A workbook of one sheet."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        page = book.add_worksheet()
        for number, values in enumerate(rows):
            for column, value in enumerate(values):
                code = (formats or {}).get((number, column))
                page.write(number, column, value, book.add_format({"num_format": code}) if code else None)
        for merge in merges:
            page.merge_range(*merge)
        for number in hidden_rows:
            page.set_row(number, None, None, {"hidden": True})
        for number in hidden_columns:
            page.set_column(number, number, None, None, {"hidden": True})
    return buffer.getvalue()


def lines(document: Document) -> list[str]:
    """The paragraphs outside tables."""
    return [document.text[b.start : b.end] for b in document.blocks if isinstance(b, Paragraph)]


def grid(document: Document) -> list[tuple[int, int, int, int, str]]:
    """(row, column, rows, columns, words) of each cell of the only table."""
    (table,) = [b for b in document.blocks if isinstance(b, Table)]
    return [(c.row, c.column, c.rowspan, c.colspan, document.text[c.start : c.end]) for c in table.cells]


def words_of(document: Document) -> list[list[str]]:
    """The words of the only table, row by row."""
    found: dict[int, list[str]] = {}
    for at, _, _, _, words in grid(document):
        found.setdefault(at, []).append(words)
    return list(found.values())


def checks(document: Document) -> list[str]:
    """What its findings are about."""
    return [finding.check for finding in document.findings]
