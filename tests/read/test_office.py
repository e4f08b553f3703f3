"""Word and Excel → text and blocks. The files are written here, so that every feature stands beside its expectation."""

import io
import zipfile

import pytest
import xlsxwriter

from hongtou.errors import UnreadableError
from hongtou.model import Document, Paragraph, Table
from hongtou.read import read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
    return buffer.getvalue()


def p(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def blocks(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if isinstance(b, Paragraph)]


def grid(document: Document) -> list[tuple[int, int, int, int, str]]:
    (table,) = [b for b in document.blocks if isinstance(b, Table)]
    return [(c.row, c.column, c.rowspan, c.colspan, document.text[c.start : c.end]) for c in table.cells]


def test_word_paragraphs_keep_their_order_and_alignment() -> None:
    title = p("关于防汛的通知", '<w:pPr><w:jc w:val="center"/></w:pPr>')
    document = read(word(title + p("一、总体要求") + p("二、主要任务")), path="a.docx")
    assert blocks(document) == ["关于防汛的通知", "一、总体要求", "二、主要任务"]
    assert document.blocks[0].align == "center"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<w:p><w:r><w:t>云政发〔</w:t></w:r><w:r><w:t>2014〕3号</w:t></w:r></w:p>", ["云政发〔2014〕3号"]),
        ("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>", ["甲", "乙"]),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>甲</w:t></w:r><w:r><w:t>乙</w:t></w:r></w:p>", ["乙"]),
        ("<w:p><w:del><w:r><w:delText>甲</w:delText></w:r></w:del><w:r><w:t>乙</w:t></w:r></w:p>", ["乙"]),
        (f"<w:sdt><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>", ["甲"]),
    ],
)
def test_word_text_is_what_a_reader_sees(body: str, expected: list[str]) -> None:
    assert blocks(read(word(body), path="a.docx")) == expected


def test_word_merges_across_and_down_are_extents() -> None:
    table = (
        "<w:tbl>"
        + row(cell("类别", '<w:vMerge w:val="restart"/>'), cell("一、水利", '<w:gridSpan w:val="2"/>'))
        + row(cell("", "<w:vMerge/>"), cell("1"), cell("修渠"))
        + row(cell("", "<w:vMerge/>"), cell("2"), cell("清淤"))
        + "</w:tbl>"
    )
    assert grid(read(word(table), path="a.docx")) == [
        (0, 0, 3, 1, "类别"), (0, 1, 1, 2, "一、水利"), (1, 1, 1, 1, "1"), (1, 2, 1, 1, "修渠"),
        (2, 1, 1, 1, "2"), (2, 2, 1, 1, "清淤"),
    ]  # fmt: skip


def test_words_own_numbering_is_not_lost_in_silence() -> None:
    document = read(word(p("修渠", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')), path="a.docx")
    assert [finding.check for finding in document.findings] == ["damaged_text"]


def sheet(rows: list[list[object]], merges: tuple[tuple[int, int, int, int, str], ...] = ()) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        page = book.add_worksheet()
        for number, values in enumerate(rows):
            page.write_row(number, 0, values)
        for merge in merges:
            page.merge_range(*merge)
    return buffer.getvalue()


def test_a_sheets_title_and_note_are_paragraphs_and_the_rest_is_a_table() -> None:
    rows: list[list[object]] = [["2020年任务台账"], ["序号", "任务"], [1, "修渠"], [2.5, "清淤"], ["注:以上均为示例"]]
    document = read(sheet(rows), path="a.xlsx")
    assert blocks(document) == ["2020年任务台账", "注:以上均为示例"]
    assert [text for *_, text in grid(document)] == ["序号", "任务", "1", "修渠", "2.5", "清淤"]


def test_a_sheets_merged_cells_are_extents() -> None:
    rows: list[list[object]] = [["类别", "任务"], ["", "修渠"], ["", "清淤"]]
    found = grid(read(sheet(rows, ((1, 0, 2, 0, "水利"),)), path="a.xlsx"))
    assert found[2:] == [(1, 0, 2, 1, "水利"), (1, 1, 1, 1, "修渠"), (2, 1, 1, 1, "清淤")]


@pytest.mark.parametrize("data", [b"PK\x03\x04broken", word("")[:60], b"PK\x05\x06" + bytes(18)])
def test_a_broken_container_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read(data, path="a.docx")


def test_an_entity_bomb_is_not_expanded() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;&x;&x;">]>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", f"{bomb}<w:document {W}><w:body>{p('&y;')}</w:body></w:document>")
    assert "xxxx" not in read(buffer.getvalue(), path="a.docx").text
