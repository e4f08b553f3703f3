"""Excel → text and blocks, as the sheet shows it."""

import datetime as dt
import io

import pytest
import xlsxwriter

from hongtou.read import read
from hongtou.read.number_format import show

from .office import R, S, checks, grid, lines, package, relations, sheet, words_of


def workbook(rows: str, around: str = "{}", strings: str = "", styles: str = "") -> bytes:
    """A workbook of one sheet, its XML as given."""
    parts = {
        "xl/workbook.xml": f'<workbook {S} {R}><sheets><sheet name="台账" r:id="sheet"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            {"sheet": "worksheet sheet1.xml", "strings": "sharedStrings s.xml", "styles": "styles styles.xml"}
        ),
        "xl/sheet1.xml": f"<worksheet {S}>{around.format(f'<sheetData>{rows}</sheetData>')}</worksheet>",
        "xl/s.xml": f"<sst {S}>{strings}</sst>",
        "xl/styles.xml": f"<styleSheet {S}>{styles}</styleSheet>",
    }
    return package(parts)


def test_a_title_and_a_note_are_paragraphs_and_the_rest_is_a_table() -> None:
    rows: list[list[object]] = [["2020年任务台账"], ["序号", "任务"], [1, "修渠"], [2.5, "清淤"], ["注:以上均为示例"]]
    document = read(sheet(rows), path="a.xlsx")
    assert lines(document) == ["2020年任务台账", "注:以上均为示例"]
    assert words_of(document) == [["序号", "任务"], ["1", "修渠"], ["2.5", "清淤"]]


def test_merged_cells_are_extents() -> None:
    rows: list[list[object]] = [["类别", "任务"], ["", "修渠"], ["", "清淤"]]
    found = grid(read(sheet(rows, ((1, 0, 2, 0, "水利"),)), path="a.xlsx"))
    assert found[2:] == [(1, 0, 2, 1, "水利"), (1, 1, 1, 1, "修渠"), (2, 1, 1, 1, "清淤")]


def test_rows_and_columns_without_words_are_left_out() -> None:
    rows: list[list[object]] = [["", "序号", "", "任务"], [], ["", 1, "", "修渠"], [], ["", 2, "", "清淤"]]
    assert words_of(read(sheet(rows, ((2, 3, 3, 3, "修渠"),)), path="a.xlsx")) == [
        ["序号", "任务"], ["1", "修渠"], ["2", "清淤"],
    ]  # fmt: skip


def test_cells_that_stand_far_apart_cost_nothing() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="1048576"><c r="A1048576"><v>3</v></c>'
    document = read(workbook(rows + '<c r="XFD1048576"><v>4</v></c></row>'), path="a.xlsx")
    assert words_of(document) == [["1", "2", ""], ["3", "", "4"]]


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (dt.date(2020, 6, 1), 'yyyy"年"m"月"', "2020年6月"),
        (dt.date(2020, 6, 30), 'm"月"d"日";@', "6月30日"),
        (dt.date(2020, 12, 1), '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二〇年十二月一日"),
        (dt.date(2020, 6, 30), "yyyy-mm-dd", "2020-06-30"),
        (dt.datetime(2020, 6, 30, 8, 5), "yyyy/m/d h:mm", "2020/6/30 8:05"),
        (0.853, "0%", "85%"),
        (0.853, "0.00%", "85.30%"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (-3, '0;"减"0', "减3"),
        (7, "000", "007"),
        (12, '0"项"', "12项"),
        (3.14159, "General", "3.14159"),
        (45, "0_ ;[Red]\\-0\\ ", "45"),
        (1500, '[$¥-804]#,##0', "¥1,500"),
        (1.5, "[h]:mm", "36:00"),
        (82345678, "000-00000", "823-45678"),
        (43000, '0.0,"千"', "43.0千"),
        (0.0004, "0.00E+00", "4.00E-04"),
        (-0.2, "0", "0"),
    ],
)  # fmt: skip
def test_a_number_stands_as_the_sheet_shows_it(value: object, code: str, expected: str) -> None:
    document = read(sheet([["时限", "值"], [value, "甲"]], formats={(1, 0): code}), path="a.xlsx")
    assert words_of(document)[1][0] == expected


@pytest.mark.parametrize("code", ["0/0/0", '"', ";;;", "[", "yyyy", "?/?", "0.0.0", "\\", "@"])
@pytest.mark.parametrize("value", [0.0, -1.5, 1e300, 43983.0, float("nan"), float("inf")])
def test_any_code_shows_any_number(value: float, code: str) -> None:
    assert isinstance(show(value, code), str)


def test_a_code_may_hide_what_is_nought() -> None:
    assert [show(value, "0;-0;;@") for value in (3.0, -3.0, 0.0)] == ["3", "-3", ""]


def test_strings_of_every_kind() -> None:
    strings = "<si><r><t>修</t></r><r><t>渠</t></r><rPh><t>xiu</t></rPh></si>"
    rows = (
        '<row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>清淤</t></is></c></row>'
        '<row><c t="str"><f>A1</f><v>甲_x000D_\n乙</v></c><c t="b"><v>1</v></c></row>'
    )
    assert words_of(read(workbook(rows, strings=strings), path="a.xlsx")) == [["修渠", "清淤"], ["甲\n乙", "TRUE"]]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("<c><f>A1+1</f></c>", ["damaged_text"]),
        ("<c><f>A1+1</f><v/></c>", ["damaged_text"]),
        ("<c t='str'><f>T(A1)</f><v/></c>", []),
        ("<c/>", []),
    ],
)
def test_a_formula_without_its_value_is_said(cell: str, said: list[str]) -> None:
    assert checks(read(workbook(f"<row><c><v>1</v></c>{cell}</row>"), path="a.xlsx")) == said


def test_hidden_rows_and_columns_are_read_and_said_where_they_stand() -> None:
    rows: list[list[object]] = [["序号", "任务", "备注"], [1, "修渠", "甲"], [2, "清淤", "乙"]]
    document = read(sheet(rows, hidden_rows=(1,), hidden_columns=(2,)), path="a.xlsx")
    assert len(words_of(document)) == 3
    found = [(f.check, f.message.partition(" of ")[0], document.text[f.start : f.end]) for f in document.findings]
    assert found == [
        ("hidden_text", "1 rows", "1\t修渠\t甲"),
        ("hidden_text", "1 columns", "备注\n1\t修渠\t甲\n2\t清淤\t乙"),
    ]


def test_a_hidden_sheet_is_read_and_said() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        for name, words in (("正表", "甲"), ("底稿", "乙")):
            page = book.add_worksheet(name)
            page.write_row(0, 0, [words, "1"])
        page.hide()
    document = read(buffer.getvalue(), path="a.xlsx")
    assert document.text == "甲\t1\n乙\t1\n"
    assert [(f.check, f.start, f.end) for f in document.findings] == [("hidden_text", 4, 8)]


def test_a_sheet_that_is_cut_off_stands_as_far_as_it_goes() -> None:
    made = workbook("<row><c><v>1</v></c><c><v>2</v></c></row>", "{}<broken")
    document = read(made, path="a.xlsx")
    assert document.text == "1\t2\n"
    assert checks(document) == ["source_truncated"]
